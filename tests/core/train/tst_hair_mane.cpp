// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/avatar/avatar_fixture.h"
#include "generator/camera_label.h"
#include "generator/plane_form.h"
#include "head/hairline.h"
#include "train/hair_mane.h"
#include "train/init_trainer.h"
#include "train/known_head.h"
#include "train/texture_code.h"

#include <QtTest/QtTest>

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>

using namespace effigy;
using namespace effigy::train;

namespace {

constexpr int kSize = 256;    // pixels across the photo
constexpr int kPlanes = 256;  // texels along a plane
constexpr double kBox = 1.0;
constexpr double kOpaque = 50.0, kEmpty = 0.0; // densities
const Eigen::Vector3f kBrown(0.4F, 0.25F, 0.1F);

/// Hair beside the head: how far it reaches from the middle between two heights, metres.
struct Hair {
    double reach = 0.0, foot = 0.0, top = 0.0;
    Eigen::Vector3f colour = kBrown;
    Eigen::Vector3f scalp = kBrown;
    bool isHair = true; // or something else that stands out
};

/// A photo of the free head at rest with skin, and hair to both sides.
torch::Tensor photoOf(const avatar::AvatarContents& contents, const Hair& hair)
{
    const auto vertices = contents.headModel->vertices(contents.fit.coefficients);
    const torch::Tensor head = silhouetteOf(*contents.headModel, vertices, contents.photo.camera, kSize);
    torch::Tensor photo = torch::zeros({1, 5, kSize, kSize}); // the last: what a network tells for hair
    photo.slice(1, 0, 3).copy_(head * 0.7);
    photo.slice(1, 3, 4).copy_(head);
    const auto& scalp = contents.headModel->data().masks.at("scalp");
    const mesh::Mesh mesh = contents.headModel->mesh(contents.fit.coefficients);
    for (std::size_t v = 0; v < vertices.size(); ++v) { // its scalp is hairy
        const Eigen::Vector3d at = mesh::project(contents.photo.camera, vertices[v].cast<double>());
        const int column = static_cast<int>(at.x() * kSize), row = static_cast<int>(at.y() * kSize);
        if (scalp[v] > 0.9F && mesh.normals[v].z() > 0.0F && column >= 0 && row >= 0 && column < kSize && row < kSize)
        {
            for (int c = 0; c < 3; ++c)
                photo.data_ptr<float>()[(c * kSize + row) * kSize + column] = hair.scalp[c];
            photo.data_ptr<float>()[(4 * kSize + row) * kSize + column] = 1.0F;
        }
    }
    constexpr double kStep = 0.0005, kBehind = -0.07; // metres
    for (double y = hair.foot; y < hair.top; y += kStep)
        for (double x = -hair.reach; x < hair.reach; x += kStep) {
            const Eigen::Vector3d at = mesh::project(contents.photo.camera, Eigen::Vector3d(x, y, kBehind));
            const int column = static_cast<int>(at.x() * kSize), row = static_cast<int>(at.y() * kSize);
            if (column < 0 || row < 0 || column >= kSize || row >= kSize || head.data_ptr<float>()[row * kSize + column] > 0.5F)
                continue;
            float* pixel = photo.data_ptr<float>() + row * kSize + column;
            for (int c = 0; c < 3; ++c)
                pixel[c * kSize * kSize] = hair.colour[c];
            pixel[3 * kSize * kSize] = 1.0F;
            pixel[4 * kSize * kSize] = hair.isHair ? 1.0F : 0.0F;
        }
    return photo;
}

HairMane maneOf(const avatar::AvatarContents& contents, const Hair& hair)
{
    return maneFromPhoto(*contents.headModel, contents.fit.coefficients, {}, photoOf(contents, hair), contents.photo.camera, kPlanes, kBox);
}

int rowAt(double height)
{
    return static_cast<int>(((height + generator::kWorldLift) * generator::kWorldPerMetre / kBox + 0.5) * kPlanes);
}

} // namespace

class TestHairMane : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void followsHairThatHangs();
    void strandsRunDown();
    void hangsOverEarsThatItCovers_data();
    void hangsOverEarsThatItCovers();
    void liesOnCheeksThatItCovers_data();
    void liesOnCheeksThatItCovers();
    void isEmptyWithoutSuchHair_data();
    void isEmptyWithoutSuchHair();
    void standsBesideTheFace();

private:
    avatar::AvatarContents m_contents = test::fittedContents();
};

void TestHairMane::followsHairThatHangs()
{
    const HairMane mane = maneOf(m_contents, {.reach = 0.11, .foot = -0.10, .top = 0.06});
    QVERIFY(!mane.empty());
    for (const auto& side : mane.rows) {
        QCOMPARE(static_cast<int>(side.size()), kPlanes);
        const auto at = [&side](double height) { return side[static_cast<std::size_t>(rowAt(height))]; };
        QVERIFY2(std::abs(at(-0.05).reach - 0.11F) < 0.006F, qPrintable(QString::number(at(-0.05).reach)));
        QCOMPARE(at(-0.12).reach, 0.0F);
        QCOMPARE(at(0.08).reach, 0.0F);
        QVERIFY(at(-0.097).reach < 0.09F); // tips are round
        QCOMPARE(at(-0.02).inner, 1.0F);   // it hangs behind ears and cheeks
        QVERIFY(at(0.0).back < -0.14F);    // from the back of the head it falls, a little inwards
        QVERIFY(at(-0.05).back > at(0.0).back && at(-0.05).back < -0.12F);
    }
    const int row = rowAt(-0.05), middle = static_cast<int>((-0.07 * generator::kWorldPerMetre + 0.5) * kPlanes);
    for (const torch::Tensor& side : mane.sides)
        for (int c = 0; c < 3; ++c)
            QVERIFY(std::abs(side[0][c][2 * row][2 * middle].item<float>() - kBrown[c]) < 0.02F);
}

// Hair with stripes across, as curls may have: from aside there are none, and the front goes over into the side.
void TestHairMane::strandsRunDown()
{
    torch::Tensor photo = photoOf(m_contents, {.reach = 0.11, .foot = -0.10, .top = 0.06});
    constexpr int kStripe = 4; // pixels, a few millimetres
    for (int row = 0; row < kSize; ++row)
        if (row / kStripe % 2 == 0)
            photo.slice(1, 0, 3).select(2, row).mul_(0.6);
    const HairMane mane = maneFromPhoto(*m_contents.headModel, m_contents.fit.coefficients, {}, photo, m_contents.photo.camera, kPlanes, kBox);
    const int top = rowAt(0.02), foot = rowAt(-0.07);
    const auto contrast = [&](const torch::Tensor& colours, int first, int last) { // largest step between rows, as a share of the colour
        const torch::Tensor some = colours.slice(2, first, last);
        return ((some.slice(2, 1) - some.slice(2, 0, some.size(2) - 1)).abs() / some.mean()).max().item<double>();
    };
    const int middle = kPlanes / 2 - static_cast<int>(0.07 * generator::kWorldPerMetre / kBox * kPlanes); // of the ellipses along z
    for (const torch::Tensor& side : mane.sides)
        QVERIFY(contrast(side.slice(3, 2 * (middle - 8), 2 * (middle + 8)), 2 * foot, 2 * top) < 0.08);
    const int inner = kPlanes + static_cast<int>(0.075 * generator::kWorldPerMetre / kBox * 2 * kPlanes),
              edge = kPlanes + static_cast<int>(0.107 * generator::kWorldPerMetre / kBox * 2 * kPlanes);
    QVERIFY(contrast(mane.front.slice(3, inner, inner + 1), 2 * foot, 2 * top) > 0.4); // as the photo has it
    const double atEdge = contrast(mane.front.slice(3, edge, edge + 1), 2 * foot, 2 * top); // strands of its own, which lean
    QVERIFY2(atEdge < 0.32, qPrintable(QString::number(atEdge)));
}

void TestHairMane::hangsOverEarsThatItCovers_data()
{
    QTest::addColumn<float>("red");
    QTest::addColumn<float>("green");
    QTest::addColumn<float>("blue");
    QTest::newRow("brown") << kBrown.x() << kBrown.y() << kBrown.z();
    QTest::newRow("nearly as light as skin") << 0.66F << 0.64F << 0.60F;
    QTest::newRow("grey where it hangs, and nearer to skin there than to the scalp's") << 0.62F << 0.62F << 0.62F;
}

// The same hair, once beside bare ears and once over them, ending there as a bob does.
void TestHairMane::hangsOverEarsThatItCovers()
{
    QFETCH(float, red);
    QFETCH(float, green);
    QFETCH(float, blue);
    const Eigen::Vector3f colour(red, green, blue);
    const bool isMixed = red == green;
    const Hair bob = {.reach = 0.115, .foot = -0.02, .top = 0.07, .colour = colour, .scalp = isMixed ? Eigen::Vector3f(0.45F, 0.45F, 0.45F) : colour};
    torch::Tensor photo = photoOf(m_contents, bob);
    const auto maneOfPhoto = [&] {
        return maneFromPhoto(*m_contents.headModel, m_contents.fit.coefficients, {}, photo, m_contents.photo.camera, kPlanes, kBox);
    };
    const HairMane beside = maneOfPhoto();
    QVERIFY(!beside.empty() && !beside.coversEar[0] && !beside.coversEar[1]);
    const auto& model = *m_contents.headModel;
    const auto vertices = model.vertices(m_contents.fit.coefficients);
    const auto faces = facesAt(model, vertices, m_contents.photo.camera, kSize);
    const auto& head = model.data().templateMesh;
    int ears = 0;
    for (int i = 0; i < kSize * kSize; ++i) {
        if (faces[static_cast<std::size_t>(i)] < 0)
            continue;
        const Eigen::Vector3f& place = head.vertices[head.triangles[static_cast<std::size_t>(faces[static_cast<std::size_t>(i)])][0]];
        if (std::abs(place.x()) < 0.055F || head::besideEar(place) > 0.0F)
            continue;
        ++ears;
        for (int c = 0; c < 3; ++c)
            photo.data_ptr<float>()[c * kSize * kSize + i] = colour[c];
        photo.data_ptr<float>()[4 * kSize * kSize + i] = 1.0F;
    }
    QVERIFY(ears > 100);
    const HairMane over = maneOfPhoto();
    QVERIFY(over.coversEar[0] && over.coversEar[1]);
    if (colour != kBrown)
        return;
    // Seen from aside, hair now lies where the ear is, 2 cm before where it ended.
    const auto nearest = [&](const HairMane& mane) {
        const generator::Generator shared = codedGenerator(model, embeddedConfig(), 3);
        const torch::Tensor with = withMane(torch::zeros({1, 4, shared.config.planeChannels, kPlanes, kPlanes}), shared, mane, vertices);
        const torch::Tensor row = with[0][3][kForm + generator::surfaceChannel(generator::View::Right)][rowAt(0.0)];
        int most = 0;
        for (int column = 0; column < kPlanes; ++column)
            if (row[column].item<float>() != 0.0F)
                most = std::max(most, column);
        return most;
    };
    QVERIFY2(nearest(over) > nearest(beside) + 8, qPrintable(QStringLiteral("%1 and %2").arg(nearest(over)).arg(nearest(beside))));
}

void TestHairMane::liesOnCheeksThatItCovers_data()
{
    QTest::addColumn<bool>("hasBeard");
    QTest::newRow("hair") << false;
    QTest::newRow("or a beard, as far as one can tell") << true;
}

// Hair that hangs, and is seen before the cheeks from 55 mm beside the middle on.
void TestHairMane::liesOnCheeksThatItCovers()
{
    QFETCH(const bool, hasBeard);
    constexpr float kFrom = 0.055F;
    torch::Tensor photo = photoOf(m_contents, {.reach = 0.11, .foot = -0.10, .top = 0.06});
    const auto& model = *m_contents.headModel;
    const auto vertices = model.vertices(m_contents.fit.coefficients);
    const auto faces = facesAt(model, vertices, m_contents.photo.camera, kSize);
    const auto& head = model.data().templateMesh;
    for (int i = 0; i < kSize * kSize; ++i) {
        if (faces[static_cast<std::size_t>(i)] < 0)
            continue;
        const auto& corners = head.triangles[static_cast<std::size_t>(faces[static_cast<std::size_t>(i)])];
        const Eigen::Vector3f at = (vertices[corners[0]] + vertices[corners[1]] + vertices[corners[2]]) / 3.0F;
        if ((std::abs(at.x()) < kFrom || std::abs(at.y()) > 0.05F) && !(hasBeard && head::isOnChin(head.vertices[corners[0]])))
            continue;
        for (int c = 0; c < 3; ++c)
            photo.data_ptr<float>()[c * kSize * kSize + i] = kBrown[c];
        photo.data_ptr<float>()[4 * kSize * kSize + i] = 1.0F;
    }
    const HairMane mane = maneFromPhoto(model, m_contents.fit.coefficients, {}, photo, m_contents.photo.camera, kPlanes, kBox);
    const generator::Generator shared = codedGenerator(model, embeddedConfig(), 3);
    const torch::Tensor front = withMane(torch::zeros({1, 4, shared.config.planeChannels, kPlanes, kPlanes}), shared, mane, vertices)[0][0][kStaticCover];
    const int row = rowAt(0.0);
    const auto hidesAt = [&](double x) { return front[row][static_cast<int>((x * generator::kWorldPerMetre / kBox + 0.5) * kPlanes)].item<float>() == 1.0F; };
    for (const auto& side : mane.rows) {
        const float inner = side[static_cast<std::size_t>(row)].inner;
        QVERIFY2(hasBeard ? inner == 1.0F : std::abs(inner - kFrom) < 0.005F, qPrintable(QString::number(inner)));
    }
    for (const double x : {0.062, -0.062})
        QCOMPARE(hidesAt(x), !hasBeard);
    QVERIFY(!hidesAt(0.045) && !hidesAt(-0.045));
}

void TestHairMane::isEmptyWithoutSuchHair_data()
{
    QTest::addColumn<double>("reach");
    QTest::addColumn<double>("foot");
    QTest::addColumn<double>("top");
    QTest::addColumn<float>("grey"); // 0: the hair's colour
    QTest::newRow("bald") << 0.0 << 0.0 << 0.0 << 0.0F;
    QTest::newRow("hair that ends above the ears") << 0.11 << 0.03 << 0.1 << 0.0F;
    QTest::newRow("a beard") << 0.07 << -0.10 << -0.03 << 0.0F;
    QTest::newRow("ears that stand out") << 0.11 << -0.03 << 0.05 << 0.7F;
}

void TestHairMane::isEmptyWithoutSuchHair()
{
    QFETCH(const double, reach);
    QFETCH(const double, foot);
    QFETCH(const double, top);
    QFETCH(const float, grey);
    const bool isHair = grey == 0.0F;
    QVERIFY(maneOf(m_contents, {reach, foot, top, isHair ? kBrown : Eigen::Vector3f(grey, grey, grey), kBrown, isHair}).empty());
}

// Written into a generator that has seen no training: hair beside and behind the neck, none in front of the face.
void TestHairMane::standsBesideTheFace()
{
    const torch::NoGradGuard noGrad;
    const auto& model = *m_contents.headModel;
    const generator::Generator shared = codedGenerator(model, embeddedConfig(), 3);
    KnownHead head;
    head.shape = Eigen::VectorXf::Zero(model.shapeCount());
    head.ws = torch::zeros({1, shared.config.wsRows(), shared.config.wDim});
    head.litTexture = base::Image(2 * kPlanes, 2 * kPlanes, 3, 150);
    head.code = textureCode(pictureTensor(head.litTexture, 2 * kPlanes));
    head::HeadCoefficients rest;
    rest.shape = head.shape;
    rest.expression = Eigen::VectorXf::Zero(head::kArkitControlCount);
    const auto raster = generator::rasterStage(shared, generator::headPose(model, rest));
    const auto look = [&](const KnownHead& who, std::vector<Eigen::Vector3f> places) {
        auto points = torch::empty({1, static_cast<std::int64_t>(places.size()), 3});
        for (std::size_t i = 0; i < places.size(); ++i)
            for (int axis = 0; axis < 3; ++axis)
                points.data_ptr<float>()[3 * i + static_cast<std::size_t>(axis)] =
                    static_cast<float>(generator::kWorldPerMetre * (places[i][axis] + (axis == 1 ? generator::kWorldLift : 0.0)));
        return generator::samplePoints(shared, generator::deformStage(shared, knownIdentity(shared, model, who), raster, who.ws).planes, points);
    };
    KnownHead haired = head;
    haired.mane = maneOf(m_contents, {.reach = 0.11, .foot = -0.10, .top = 0.06});
    const std::vector<Eigen::Vector3f> within = {{0.09F, -0.05F, -0.07F}, {-0.09F, -0.05F, -0.07F}, {0.06F, -0.05F, -0.107F}};
    const std::vector<Eigen::Vector3f> without = {{0.09F, -0.05F, 0.0F}, {-0.09F, -0.05F, 0.0F}, {0.13F, -0.05F, -0.07F}, {0.09F, -0.12F, -0.07F}};
    QVERIFY(look(haired, within).density.gt(kOpaque).all().item<bool>());
    QVERIFY(look(head, within).density.lt(kEmpty).all().item<bool>());
    QVERIFY(look(haired, without).density.lt(kEmpty).all().item<bool>());
    const torch::Tensor seen = look(haired, {{0.1055F, -0.05F, -0.07F}}).colours[0][0];
    for (int c = 0; c < 3; ++c)
        QVERIFY2(std::abs(seen[c].item<float>() - kBrown[c]) < 0.05F, qPrintable(QString::number(seen[c].item<float>())));
    const std::vector<Eigen::Vector3f> cheek = {{0.035F, -0.01F, 0.045F}, {0.0F, -0.055F, 0.055F}};
    QVERIFY(look(haired, cheek).colours.equal(look(head, cheek).colours));
}

QTEST_APPLESS_MAIN(TestHairMane)
#include "tst_hair_mane.moc"
