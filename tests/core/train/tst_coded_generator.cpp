// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/avatar/avatar_fixture.h"
#include "generator/camera_label.h"
#include "generator/plane_form.h"
#include "generator/plane_sampler.h"
#include "mesh/connected_pieces.h"
#include "train/hair_shell.h"
#include "train/init_trainer.h"
#include "train/known_head.h"
#include "train/texture_code.h"

#include <QtTest>

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>

#include <algorithm>
#include <array>
#include <set>
#include <span>

using namespace effigy;
using namespace effigy::train;

namespace {

constexpr double kOpaque = 50.0;  // density: less than a hundredth comes through four centimetres of world units
constexpr double kEmpty = 0.0;    // minus one and softplus: a third of a unit, which no ray notices

/// The free head, its lips apart, written into a generator that has seen no training.
struct Sitting {
    Sitting() : model(head::loadFreeHead()), shared(codedGenerator(*model, embeddedConfig(), 3))
    {
        coefficients.shape = Eigen::VectorXf::Zero(model->shapeCount());
        coefficients.expression = Eigen::VectorXf::Zero(head::kArkitControlCount);
        coefficients.expression[24] = 0.5F; // jawOpen
        head.shape = coefficients.shape;
        head.ws = torch::zeros({1, shared.config.wsRows(), shared.config.wDim});
        const int size = 2 * shared.config.planeResolution;
        head.litTexture = base::Image(size, size, 3, 150);
        head.code = textureCode(pictureTensor(head.litTexture, size));
        const torch::NoGradGuard noGrad;
        const auto raster = generator::rasterStage(shared, generator::headPose(*model, coefficients));
        planes = generator::deformStage(shared, knownIdentity(shared, *model, head), raster, head.ws).planes;
    }

    /// Places `metres` above the vertices of a mask whose normals turn to the front and which are seen from there,
    /// [1, M, 3] world units.
    ///   facing  least cosine between a normal and the front
    [[nodiscard]] torch::Tensor above(const std::string& mask, double metres, float facing = 0.6F) const
    {
        const auto mesh = model->mesh(coefficients);
        const auto& chosen = model->data().masks.at(mask);
        std::vector<float> points, raised;
        for (std::size_t v = 0; v < chosen.size(); ++v) {
            if (chosen[v] < 0.99F || mesh.normals[v].z() < facing)
                continue;
            const Eigen::Vector3f lifted = mesh.vertices[v] + Eigen::Vector3f(0.0F, static_cast<float>(generator::kWorldLift), 0.0F);
            const Eigen::Vector3f above = lifted + mesh.normals[v] * static_cast<float>(metres);
            for (int axis = 0; axis < 3; ++axis) {
                points.push_back(static_cast<float>(generator::kWorldPerMetre) * lifted[axis]);
                raised.push_back(static_cast<float>(generator::kWorldPerMetre) * above[axis]);
            }
        }
        const auto count = static_cast<std::int64_t>(points.size() / 3);
        const auto on = torch::tensor(points).reshape({1, count, 3}), off = torch::tensor(raised).reshape({1, count, 3});
        const auto front = generator::samplePlanes(planes, on, generator::planeGeometry(shared.config)).select(2, kForm);
        const auto behind = front / generator::kFormScale - generator::kFormOffset - on.select(2, 2);
        constexpr double kHidden = 0.005; // world units: two millimetres
        return off.index_select(1, behind[0].lt(kHidden).nonzero().reshape({-1}));
    }

    [[nodiscard]] torch::Tensor density(const std::string& mask, double metres, float facing = 0.6F) const
    {
        return generator::samplePoints(shared, planes, above(mask, metres, facing)).density.reshape({-1});
    }

    std::shared_ptr<const head::HeadModel> model;
    generator::Generator shared;
    head::HeadCoefficients coefficients;
    KnownHead head;
    torch::Tensor planes;
};

double share(const torch::Tensor& statement)
{
    return statement.to(torch::kFloat64).mean().item<double>();
}

} // namespace

class TestCodedGenerator : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isCoded();
    void isFullBehindTheMovedSkin();
    void isEmptyInFrontOfTheMovedSkin();
    void keepsThinEars();
    void knowsNothingOutside();
    void showsTheTextureOfTheFace();
    void mouthsAreDarkAsFarAsTheThroat();
    void hairStandsOverTheEars();
    void takesColoursFromTheViewThatSees_data();
    void takesColoursFromTheViewThatSees();
    void showsTheDetailOfSides_data();
    void showsTheDetailOfSides();
    void keepsTheDetailOfATexture();
    void blocksStayUprightOnEveryPlane();
    void ridgesOfGumsShowTheirBacks();

private:
    [[nodiscard]] torch::Tensor surfacePoint(const torch::Tensor& planes, const QVector<float>& place, int view) const;

    Sitting m_sitting;
};

void TestCodedGenerator::isCoded()
{
    QVERIFY(train::isCoded(m_sitting.shared));
    auto other = m_sitting.shared;
    other.config.formChannel = -1;
    QVERIFY(!train::isCoded(other));
}

// Texels are 1.6 mm wide; between them a surface is a plane. Nostrils and lips bend more sharply, hence the shares.
void TestCodedGenerator::isFullBehindTheMovedSkin()
{
    const auto density = m_sitting.density("face", -0.003);
    QVERIFY(density.size(0) > 300);
    QVERIFY2(share(density.gt(kOpaque)) > 0.97, qPrintable(QString::number(share(density.gt(kOpaque)))));
}

void TestCodedGenerator::isEmptyInFrontOfTheMovedSkin()
{
    const auto density = m_sitting.density("face", 0.003);
    QVERIFY2(share(density.lt(kEmpty)) > 0.97, qPrintable(QString::number(share(density.lt(kEmpty)))));
}

void TestCodedGenerator::keepsThinEars()
{
    const auto density = m_sitting.density("ears", -0.001, 0.2F);
    QVERIFY(density.size(0) > 30);
    QVERIFY2(share(density.gt(kOpaque)) > 0.9, qPrintable(QString::number(share(density.gt(kOpaque)))));
}

void TestCodedGenerator::knowsNothingOutside()
{
    const auto corners = torch::tensor({0.45F, 0.45F, 0.45F, -0.45F, 0.45F, 0.0F, 0.0F, 0.45F, -0.45F}).reshape({1, 3, 3});
    QVERIFY(generator::samplePoints(m_sitting.shared, m_sitting.planes, corners).density.lt(kEmpty).all().item<bool>());
}

void TestCodedGenerator::showsTheTextureOfTheFace()
{
    const auto colours = generator::samplePoints(m_sitting.shared, m_sitting.planes, m_sitting.above("face", -0.001)).colours;
    // The texture is 150 of 255 everywhere; a unit's bend may cost a thousandth of eight logits, and the shade in the mouth falls on the
    // edges of the lips.
    const auto off = (colours.slice(2, 0, kSurfaceColours) - 150.0 / 255.0).abs().amax(2);
    QVERIFY2(share(off.lt(3e-3)) > 0.97, qPrintable(QString::number(share(off.lt(3e-3)))));
    QVERIFY2(off.max().item<double>() < 0.06, qPrintable(QString::number(off.max().item<double>())));
    QVERIFY((colours.slice(2, kSurfaceColours) - 0.5).abs().max().item<double>() < 1e-3);
}

// The front's texels reach through the whole head: what is dark in an open mouth must not be dark at the neck behind it.
void TestCodedGenerator::mouthsAreDarkAsFarAsTheThroat()
{
    const auto mesh = m_sitting.model->mesh(m_sitting.coefficients);
    const auto lips = m_sitting.model->landmarks(mesh.vertices);
    const auto light = [&](const std::vector<Eigen::Vector3f>& places) {
        auto points = torch::empty({1, static_cast<std::int64_t>(places.size()), 3});
        for (std::size_t i = 0; i < places.size(); ++i)
            for (int axis = 0; axis < 3; ++axis)
                points[0][static_cast<std::int64_t>(i)][axis] =
                    generator::kWorldPerMetre * (places[i][axis] + (axis == 1 ? generator::kWorldLift : 0.0));
        return generator::samplePoints(m_sitting.shared, m_sitting.planes, points).colours.slice(2, 0, kSurfaceColours);
    };
    const Eigen::Vector3f opening = 0.5F * (lips[62] + lips[66]);
    const auto within = light({opening - Eigen::Vector3f(0.0F, 0.0F, 0.04F)});
    QVERIFY2(within.max().item<double>() < 0.33, qPrintable(QString::number(within.max().item<double>())));
    // Beside the corners of the mouth its walls lie behind the skin.
    const auto walls = light({lips[48] - Eigen::Vector3f(0.0F, 0.0F, 0.03F), lips[54] - Eigen::Vector3f(0.0F, 0.0F, 0.03F)});
    QVERIFY2(walls.max().item<double>() < 0.3, qPrintable(QString::number(walls.max().item<double>())));
    std::vector<Eigen::Vector3f> neck;
    for (std::size_t v = 0; v < mesh.vertices.size(); ++v) {
        const Eigen::Vector3f& at = mesh.vertices[v];
        if (mesh.normals[v].z() < -0.7F && at.z() < opening.z() - 0.1F && std::abs(at.x()) < 0.03F && at.y() < lips[62].y() + 0.005F
            && at.y() > lips[66].y() - 0.005F)
            neck.push_back(at - 0.001F * mesh.normals[v]);
    }
    QVERIFY(neck.size() > 10);
    const auto behind = light(neck);
    QVERIFY2(behind.min().item<double>() > 0.5, qPrintable(QString::number(behind.min().item<double>()))); // 150 of 255 is 0.59
}

// Thick hair stands further out than the ears below it: what the mesh shows from above does not cut it off.
void TestCodedGenerator::hairStandsOverTheEars()
{
    const torch::NoGradGuard noGrad;
    constexpr double kThick = 0.025, kWithin = 0.005; // metres
    auto haired = m_sitting.head;
    haired.shell = evenShell(*m_sitting.model, m_sitting.coefficients, kThick);
    const auto raster = generator::rasterStage(m_sitting.shared, generator::headPose(*m_sitting.model, m_sitting.coefficients));
    const auto planes = generator::deformStage(m_sitting.shared, knownIdentity(m_sitting.shared, *m_sitting.model, haired), raster, haired.ws).planes;
    const auto mesh = m_sitting.model->mesh(m_sitting.coefficients);
    const auto& places = m_sitting.model->data().templateMesh.vertices;
    std::vector<float> points;
    for (std::size_t v = 0; v < places.size(); ++v) {
        if (haired.shell[v].norm() < 0.5 * kThick || places[v].y() > 0.09F || std::abs(places[v].z() + 0.053F) > 0.02F)
            continue;
        const Eigen::Vector3f at = mesh.vertices[v] + haired.shell[v] * (1.0F - static_cast<float>(kWithin) / haired.shell[v].norm());
        for (int axis = 0; axis < 3; ++axis)
            points.push_back(static_cast<float>(generator::kWorldPerMetre * (at[axis] + (axis == 1 ? generator::kWorldLift : 0.0))));
    }
    const auto count = static_cast<std::int64_t>(points.size() / 3);
    QVERIFY2(count > 8, qPrintable(QString::number(count)));
    const auto density = generator::samplePoints(m_sitting.shared, planes, torch::tensor(points).reshape({1, count, 3})).density;
    QVERIFY2(share(density.gt(kOpaque)) > 0.9, qPrintable(QString::number(share(density.gt(kOpaque)))));
}

// The point of a surface that a view sees: the coordinate that it looks along is the surface's. [1, 1, 3]
torch::Tensor TestCodedGenerator::surfacePoint(const torch::Tensor& planes, const QVector<float>& place, int view) const
{
    const int axis = view == 0 ? 2 : view == 1 ? 1 : 0;
    const int channel = kForm + (view == 0 ? 0 : view == 1 ? 2 : 1);
    auto point = torch::tensor({place[0], place[1], place[2]}).reshape({1, 1, 3});
    if (view == 2)
        point[0][0][0] = 0.15;
    const auto seen = generator::samplePlanes(planes, point, generator::planeGeometry(m_sitting.shared.config))[0][0];
    point[0][0][axis] = seen[channel].item<double>() / generator::kFormScale - generator::kFormOffset;
    return point;
}

// Details of the sides part the blocks' texels where the sides' colours are shown, and nowhere else.
void TestCodedGenerator::showsTheDetailOfSides_data() { takesColoursFromTheViewThatSees_data(); }

void TestCodedGenerator::showsTheDetailOfSides()
{
    QFETCH(QVector<float>, place);
    QFETCH(int, view);
    constexpr std::array kDetail = {0.1, -0.06, 0.03}; // right from left, below from above, diagonals
    auto planes = m_sitting.planes.clone();
    for (const int side : {2, 3}) {
        planes.select(1, side).slice(3, kSideColour, kTopColour).fill_(0.2 * kViewGain);
        for (int k = 0; k < kSideDetails; ++k)
            planes.select(1, side).select(3, kSideDetail + k).fill_(kDetail[static_cast<std::size_t>(k)] * kViewGain);
    }
    planes.select(1, 0).slice(3, 0, kColourChannels).fill_(0.2 * kViewGain);
    planes.select(1, 1).slice(3, kTopColour, kForm).fill_(0.2 * kViewGain);
    const auto colours = generator::samplePoints(m_sitting.shared, planes, surfacePoint(planes, place, view)).colours[0][0];
    for (int block = 0; block < 4; ++block) {
        const int right = block % 2 == 1 ? 1 : -1, below = block / 2 == 1 ? 1 : -1;
        const double detail = view == 2 ? right * kDetail[0] + below * kDetail[1] + right * below * kDetail[2] : 0.0;
        const double wanted = 1.0 / (1.0 + std::exp(-kLogitScale * (0.2 + detail)));
        for (int colour = 0; colour < 3; ++colour) {
            const double found = colours[3 + 4 * colour + block].item<double>();
            QVERIFY2(std::abs(found - wanted) < 0.01, qPrintable(QStringLiteral("block %1: %2, not %3").arg(block).arg(found).arg(wanted)));
        }
    }
}

// What the code keeps of a texture for the sides: the mean brightness of each block's texels, and no more.
void TestCodedGenerator::keepsTheDetailOfATexture()
{
    const auto random = at::detail::createCPUGenerator(5);
    const auto logits = torch::randn({1, 3, 16, 16}, random, torch::TensorOptions()) * 0.2;
    const auto code = textureCode(torch::sigmoid(logits * kLogitScale));
    const auto brightness = at::pixel_unshuffle(logits.mean({1}, true), 2), mean = code.slice(1, kSideColour, kTopColour).mean({1}, true);
    for (int block = 0; block < 4; ++block) {
        const int right = block % 2 == 1 ? 1 : -1, below = block / 2 == 1 ? 1 : -1;
        const auto detail = [&code](int k) { return code.slice(1, kSideDetail + k, kSideDetail + k + 1); };
        const auto told = mean + right * detail(0) + below * detail(1) + right * below * detail(2);
        QVERIFY((told - brightness.slice(1, block, block + 1)).abs().max().item<double>() < 1e-4);
    }
}

// Both ridges of the gums are inside out, so that teeth stand before what is seen of them; the walls of the mouth and all else are as in the mesh.
void TestCodedGenerator::ridgesOfGumsShowTheirBacks()
{
    const auto& mesh = m_sitting.model->data().templateMesh;
    const auto layout = generator::headLayout(m_sitting.model->data(), 8);
    const auto part = std::ranges::find(mesh.parts, "gums", &mesh::MeshPart::material);
    QVERIFY(part != mesh.parts.end());
    const std::span gums(mesh.triangles.data() + part->firstTriangle, static_cast<std::size_t>(part->triangleCount));
    const std::vector<int> piece = mesh::connectedPieces(mesh.vertices.size(), gums);
    std::set<int> ridges, others;
    for (std::int64_t f = 0; f < layout.faces.size(0); ++f) {
        const auto corners = layout.faces[f];
        const Eigen::Vector3i& t = mesh.triangles[static_cast<std::size_t>(f)];
        const bool isTurned = corners[1].item<std::int64_t>() != t[1];
        QCOMPARE(corners[isTurned ? 2 : 1].item<std::int64_t>(), t[1]);
        const bool isGum = f >= part->firstTriangle && f < part->firstTriangle + part->triangleCount;
        QVERIFY(isGum || !isTurned);
        if (isGum)
            (isTurned ? ridges : others).insert(piece[static_cast<std::size_t>(t[0])]);
    }
    QCOMPARE(ridges.size(), 2U);
    QVERIFY(!others.empty());
    for (const int wall : others)
        QVERIFY(!ridges.contains(wall));
}

// On a plane that lies upside down a block's upper texel stays its upper one.
void TestCodedGenerator::blocksStayUprightOnEveryPlane()
{
    torch::Tensor picture = torch::full({1, 3, 8, 8}, 0.5);
    picture.slice(2, 4, 5) = 0.8; // the upper texels of the third row of blocks
    const auto code = planeCode(picture, generator::View::Front);
    const auto row = code.slice(2, 1, 2); // the third of four, from below
    QVERIFY((row.slice(1, 0, 2) - row.slice(1, 2, 4)).gt(0.1).all().item<bool>());
    QVERIFY(row.slice(1, kSideDetail + 1, kSideDetail + 2).lt(-0.05).all().item<bool>());
    QVERIFY(torch::equal(code.flip({2}), textureCode(picture)));
}

void TestCodedGenerator::takesColoursFromTheViewThatSees_data()
{
    QTest::addColumn<QVector<float>>("place"); // world units
    QTest::addColumn<int>("view");             // 0 front, 1 top, 2 sides
    QTest::newRow("forehead") << QVector<float>{0.0F, 0.18F, 0.0F} << 0;
    QTest::newRow("crown") << QVector<float>{0.0F, 0.0F, -0.2F} << 1;
    QTest::newRow("behind the ear") << QVector<float>{0.0F, 0.05F, -0.35F} << 2;
}

// Front, top and side channels get a colour each; what comes out tells who was asked.
void TestCodedGenerator::takesColoursFromTheViewThatSees()
{
    QFETCH(QVector<float>, place);
    QFETCH(int, view);
    auto planes = m_sitting.planes.clone();
    const auto paint = [&planes](int plane, int first, int last, double value) {
        planes.select(1, plane).slice(3, first, last).fill_(value * kViewGain);
    };
    paint(0, 0, kColourChannels, -0.5);
    paint(1, kTopColour, kForm, 0.0);
    for (const int side : {2, 3})
        paint(side, kSideColour, kTopColour, 0.5);
    const double colour = generator::samplePoints(m_sitting.shared, planes, surfacePoint(planes, place, view)).colours[0][0][0].item<double>();
    const double wanted = 1.0 / (1.0 + std::exp(-kLogitScale * (view == 0 ? -0.5 : view == 1 ? 0.0 : 0.5)));
    QVERIFY2(std::abs(colour - wanted) < 0.01, qPrintable(QStringLiteral("%1, not %2").arg(colour).arg(wanted)));
}

QTEST_APPLESS_MAIN(TestCodedGenerator)
#include "tst_coded_generator.moc"
