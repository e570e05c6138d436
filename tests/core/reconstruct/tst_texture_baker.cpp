// SPDX-License-Identifier: GPL-3.0-or-later
// A free head of known colours, painted as a photo from the front: what its unseen parts are filled with.
#include "head/head_library.h"
#include "mesh/colour_space.h"
#include "painted_photo.h"
#include "reconstruct/texel_map.h"
#include "reconstruct/texture_baker.h"

#include <QtTest/QtTest>

#include <cmath>

using namespace effigy;
using namespace effigy::reconstruct;

namespace {

constexpr int kAtlas = 256, kPhoto = 384;
const Eigen::Vector3f kSkin(0.45F, 0.28F, 0.2F), kHair(0.05F, 0.045F, 0.04F);

/// Even light, brighter than one, from everywhere but the lower left.
mesh::ShLight someLight()
{
    mesh::ShLight light = mesh::ShLight::Zero();
    light.row(0).setConstant(1.4F / 0.2820948F);
    light.row(1).setConstant(0.15F);
    light.row(2).setConstant(0.2F);
    return light;
}

struct Sitting {
    Sitting()
        : model(head::loadFreeHead()), layout(mapTexels(model->data().templateMesh, model->data().mirrorVertex, kAtlas))
    {
        head::HeadCoefficients neutral;
        neutral.shape = Eigen::VectorXf::Zero(model->shapeCount());
        neutral.expression = Eigen::VectorXf::Zero(head::kArkitControlCount);
        mesh = model->mesh(neutral);
        truth.skin = kSkin;
        truth.hair = kHair;
        truth.hairContrast = 0.1F;
        base::Image texture(kAtlas, kAtlas, 3);
        const auto colours = colourParts(layout, model->data(), truth);
        for (std::size_t i = 0; i < colours.size(); ++i)
            for (int c = 0; c < 3; ++c)
                texture.pixels[3 * i + c] = mesh::srgbFromLinear(colours[i][c]);
        mesh::OrbitView view;
        view.target = Eigen::Vector3d::Zero();
        cut.camera = mesh::orbitCamera(view);
        cut.image = base::Image(kPhoto, kPhoto, 3, 200);
        cut.unseen = base::FloatImage(kPhoto, kPhoto, 1);
        tests::paintHead(cut.image, mesh, cut.camera, {texture, someLight()});
        surface = head::viewSurface(mesh.vertices, head::withoutLashes(mesh), cut.camera, kPhoto);
        matte = base::FloatImage(kPhoto, kPhoto, 1);
        for (std::size_t i = 0; i < matte.values.size(); ++i)
            matte.values[i] = surface.triangle[i] >= 0 ? 1.0F : 0.0F;
    }

    [[nodiscard]] SeenHead seen() const { return {model->data(), mesh, cut, surface, matte, hair}; }

    /// How far colours of the back of the scalp, which the photo does not show, are from `wanted`: mean logarithm, per channel.
    [[nodiscard]] Eigen::Vector3f backOff(const base::Image& albedo, const Eigen::Vector3f& wanted) const
    {
        const auto hairy = hairField(layout, model->data());
        const auto positions = atTexels(layout, mesh, mesh.vertices, Eigen::Vector3f(0.0F, 0.0F, 1.0F));
        Eigen::Vector3f sum = Eigen::Vector3f::Zero();
        int count = 0;
        for (std::size_t i = 0; i < hairy.size(); ++i)
            if (layout.triangle[i] >= 0 && hairy[i] > 0.95F && positions[i].z() < -0.08F) {
                sum += (mesh::linearFromSrgb(albedo.pixels.data() + 3 * i).array().log() - wanted.array().log()).matrix();
                ++count;
            }
        return sum / static_cast<float>(count);
    }

    std::shared_ptr<const head::HeadModel> model;
    TexelMap layout;
    mesh::Mesh mesh;
    PartColours truth;
    PhotoCut cut;
    head::SurfaceView surface;
    base::FloatImage matte;
    base::FloatImage hair = base::FloatImage(kPhoto, kPhoto, 1);
};

} // namespace

class TestTextureBaker : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void hairIsTakenWithoutItsLight();
    void skinIsNoHair();
    void aBaldHeadHasTheSkinsColour();
    void hairContinuesOverTheBack();
    void hairGrowsAboutTheEarsAndNotOnThem();
    void darknessBesideTheNeckIsNotContinued();
    void mouthsDarkenInwards();
    void strandsAreNotPaintedOnCheeks();
    void beardsGoOnUnderTheJaw();

private:
    [[nodiscard]] LitSkin lit() const { return {someLight(), kSkin}; }
    Sitting m_sitting;
};

void TestTextureBaker::hairIsTakenWithoutItsLight()
{
    const auto colours = withHair({}, m_sitting.seen(), lit());
    for (int c = 0; c < 3; ++c) // strands vary by a tenth; the light by more
        QVERIFY2(std::abs(std::log(colours.hair[c] / kHair[c])) < 0.15F, qPrintable(QString::number(colours.hair[c])));
}

void TestTextureBaker::skinIsNoHair()
{
    // A hairline that lies high: the lower half of what may be scalp shows skin.
    Sitting high;
    const auto scalp = head::paint(high.surface, high.mesh.triangles, high.model->data().masks.at("scalp"), 0.0F);
    int top = kPhoto, bottom = 0;
    for (int y = 0; y < kPhoto; ++y)
        for (int x = 0; x < kPhoto; ++x)
            if (*scalp.at(x, y) > 0.7F) {
                top = std::min(top, y);
                bottom = std::max(bottom, y);
            }
    for (int y = (top + bottom) / 2; y <= bottom; ++y)
        for (int x = 0; x < kPhoto; ++x)
            if (*scalp.at(x, y) > 0.0F)
                for (int c = 0; c < 3; ++c)
                    high.cut.image.at(x, y)[c] = mesh::srgbFromLinear(1.4F * kSkin[c]);
    const auto colours = withHair({}, high.seen(), lit());
    for (int c = 0; c < 3; ++c)
        QVERIFY2(std::abs(std::log(colours.hair[c] / kHair[c])) < 0.35F, qPrintable(QString::number(colours.hair[c])));
}

void TestTextureBaker::aBaldHeadHasTheSkinsColour()
{
    Sitting bald;
    bald.matte = base::FloatImage(kPhoto, kPhoto, 1); // nothing of it is sure
    PartColours colours;
    colours.skin = kSkin;
    const auto found = withHair(colours, bald.seen(), lit());
    QVERIFY(found.hair == kSkin);
    QCOMPARE(found.hairContrast, 0.0F);
}

void TestTextureBaker::hairContinuesOverTheBack()
{
    // The front is darker than the hair's middle colour: so is the back.
    constexpr float kBrighter = 2.0F;
    PartColours middle = m_sitting.truth;
    middle.hair = kBrighter * kHair;
    const auto off = m_sitting.backOff(bakeTextures(m_sitting.seen(), lit(), middle, kAtlas).albedo, kHair);
    QVERIFY2(off.cwiseAbs().maxCoeff() < 0.3F * std::log(kBrighter), qPrintable(QString::number(off.cwiseAbs().maxCoeff())));
    const auto same = m_sitting.backOff(bakeTextures(m_sitting.seen(), lit(), m_sitting.truth, kAtlas).albedo, kHair);
    QVERIFY(same.cwiseAbs().maxCoeff() < 0.15F);
}

void TestTextureBaker::hairGrowsAboutTheEarsAndNotOnThem()
{
    const auto& layout = m_sitting.layout;
    const auto& mesh = m_sitting.model->data().templateMesh;
    const auto hairy = hairField(layout, m_sitting.model->data());
    const auto places = atTexels(layout, mesh, mesh.vertices, Eigen::Vector3f(0.0F, 0.0F, 0.0F));
    /// Mean over the skin's texels within `radius` of a place or of its mirror image.
    const auto around = [&](const Eigen::Vector3f& place, float radius) {
        double sum = 0.0;
        int count = 0;
        for (std::size_t i = 0; i < places.size(); ++i)
            if (const Eigen::Vector3f at(std::abs(places[i].x()), places[i].y(), places[i].z());
                layout.triangle[i] >= 0 && (at - place).norm() < radius) {
                sum += hairy[i];
                ++count;
            }
        return count == 0 ? -1.0 : sum / count;
    };
    QVERIFY(around({0.0F, 0.14F, -0.04F}, 0.03F) > 0.99);     // top
    QVERIFY(around({0.072F, 0.055F, -0.053F}, 0.008F) > 0.8); // just above the ear
    QVERIFY(around({0.073F, 0.03F, -0.020F}, 0.006F) > 0.6);  // the sideburn
    QVERIFY(around({0.0F, -0.035F, -0.115F}, 0.02F) > 0.6);   // the nape
    QCOMPARE(around({0.09F, 0.02F, -0.06F}, 0.012F), 0.0);    // the ear
    QCOMPARE(around({0.0F, 0.07F, 0.06F}, 0.02F), 0.0);       // the forehead
    QCOMPARE(around({0.0F, -0.085F, -0.115F}, 0.02F), 0.0);     // the neck
}

void TestTextureBaker::strandsAreNotPaintedOnCheeks()
{
    // Curls of a tint that skin may have in the shade hang before both cheeks; a network knows them for hair.
    Sitting curly;
    const Eigen::Vector3f cheek(0.055F, -0.02F, 0.03F);
    for (const float side : {-1.0F, 1.0F}) {
        const Eigen::Vector3d at = mesh::project(curly.cut.camera, cheek.cwiseProduct(Eigen::Vector3f(side, 1.0F, 1.0F)).cast<double>());
        const int x = static_cast<int>(at.x() * kPhoto), y = static_cast<int>(at.y() * kPhoto), reach = kPhoto / 24;
        for (int v = y - 2 * reach; v <= y + 2 * reach; ++v)
            for (int u = x - reach; u <= x + reach; ++u) {
                *curly.hair.at(u, v) = 1.0F;
                for (int c = 0; c < 3; ++c)
                    curly.cut.image.at(u, v)[c] = static_cast<std::uint8_t>(0.75F * curly.cut.image.at(u, v)[c]);
            }
    }
    // How much darker the cheek is than it should be, mean logarithm.
    const auto darker = [&](const Sitting& sitting) {
        const base::Image albedo = bakeTextures(sitting.seen(), lit(), sitting.truth, kAtlas).albedo;
        const auto places = atTexels(sitting.layout, sitting.mesh, sitting.mesh.vertices, Eigen::Vector3f(0.0F, 0.0F, 1.0F));
        double sum = 0.0;
        int count = 0;
        for (std::size_t i = 0; i < places.size(); ++i)
            if (const Eigen::Vector3f at(std::abs(places[i].x()), places[i].y(), places[i].z()); sitting.layout.triangle[i] >= 0 && (at - cheek).norm() < 0.012F) {
                sum += std::log(mesh::linearFromSrgb(albedo.pixels.data() + 3 * i).mean() / kSkin.mean());
                ++count;
            }
        return count > 0 ? -sum / count : -1.0;
    };
    const double hidden = darker(curly);
    const Eigen::Vector3d chin = mesh::project(curly.cut.camera, Eigen::Vector3d(0.0, -0.07, 0.055));
    const int reach = kPhoto / 30, chinX = static_cast<int>(chin.x() * kPhoto), chinY = static_cast<int>(chin.y() * kPhoto);
    for (int v = chinY - reach; v <= chinY + reach; ++v)
        for (int u = chinX - reach; u <= chinX + reach; ++u)
            *curly.hair.at(u, v) = 1.0F; // a beard that reaches up the cheeks
    const double bearded = darker(curly);
    curly.hair = base::FloatImage(kPhoto, kPhoto, 1);
    const double painted = darker(curly);
    QVERIFY2(painted > 0.3, qPrintable(QString::number(painted)));
    QVERIFY2(std::abs(hidden) < 0.1, qPrintable(QString::number(hidden)));
    QVERIFY2(bearded > 0.3, qPrintable(QString::number(bearded)));
}

void TestTextureBaker::mouthsDarkenInwards()
{
    const HeadTextures textures = bakeTextures(m_sitting.seen(), lit(), m_sitting.truth, kAtlas);
    const mesh::Mesh& rest = m_sitting.model->data().templateMesh;
    const auto tongue = std::ranges::find(rest.parts, std::string("tongue"), &mesh::MeshPart::material);
    QVERIFY(tongue != rest.parts.end());
    const auto depthOf = [&](int triangle) { return rest.vertices[static_cast<std::size_t>(rest.triangles[static_cast<std::size_t>(triangle)][0])].z(); };
    float front = -1.0F, back = 1.0F; // metres
    for (int t = tongue->firstTriangle; t < tongue->firstTriangle + tongue->triangleCount; ++t) {
        front = std::max(front, depthOf(t));
        back = std::min(back, depthOf(t));
    }
    // How bright, beside its own colour, the tongue is in each half.
    double light[2] = {}, count[2] = {};
    for (std::size_t i = 0; i < m_sitting.layout.triangle.size(); ++i) {
        const int t = m_sitting.layout.triangle[i];
        if (t < tongue->firstTriangle || t >= tongue->firstTriangle + tongue->triangleCount)
            continue;
        const int half = depthOf(t) > 0.5F * (front + back) ? 0 : 1;
        light[half] += mesh::linearFromSrgb(textures.lit.pixels.data() + 3 * i).mean() / mesh::linearFromSrgb(textures.albedo.pixels.data() + 3 * i).mean();
        ++count[half];
    }
    QVERIFY(count[0] > 20 && count[1] > 20);
    const double ratio = (light[1] / count[1]) / (light[0] / count[0]);
    QVERIFY2(ratio < 0.6 && ratio > 0.1, qPrintable(QString::number(ratio)));
}

// Long hair beside the neck is as dark as deep shade, and has its tint.
void TestTextureBaker::beardsGoOnUnderTheJaw()
{
    Sitting dark; // below the lips
    const auto face = head::paint(dark.surface, dark.mesh.triangles, dark.model->data().masks.at("face"), 0.0F);
    std::vector<float> heights;
    for (const auto& vertex : dark.mesh.vertices)
        heights.push_back(vertex.y());
    const auto height = head::paint(dark.surface, dark.mesh.triangles, heights, 1.0F);
    base::FloatImage beard(kPhoto, kPhoto, 1);
    for (int y = 0; y < kPhoto; ++y)
        for (int x = 0; x < kPhoto; ++x)
            if (*face.at(x, y) > 0.0F && *height.at(x, y) < -0.045F) {
                *beard.at(x, y) = 1.0F;
                for (int c = 0; c < 3; ++c)
                    dark.cut.image.at(x, y)[c] = mesh::srgbFromLinear(0.3F * kSkin[c]);
            }
    // How much darker than skin the head is that the camera cannot see: under the jaw, and at the nape.
    const auto normals = atTexels(dark.layout, dark.mesh, dark.mesh.normals, Eigen::Vector3f(0.0F, 0.0F, 1.0F));
    const auto places = atTexels(dark.layout, dark.mesh, dark.mesh.vertices, Eigen::Vector3f(0.0F, 0.0F, 1.0F));
    const auto darker = [&](const auto& isWanted) {
        const base::Image albedo = bakeTextures(dark.seen(), lit(), dark.truth, kAtlas).albedo;
        double sum = 0.0;
        int count = 0;
        for (std::size_t i = 0; i < places.size(); ++i)
            if (dark.layout.triangle[i] >= 0 && isWanted(places[i], normals[i].normalized())) {
                sum += std::log(mesh::linearFromSrgb(albedo.pixels.data() + 3 * i).mean() / kSkin.mean());
                ++count;
            }
        return count > 20 ? -sum / count : -1.0;
    };
    const auto underJaw = [](const Eigen::Vector3f& at, const Eigen::Vector3f& normal) {
        return normal.y() < -0.9F && normal.z() < 0.1F && at.z() > 0.02F && at.y() < -0.06F;
    };
    const auto nape = [](const Eigen::Vector3f& at, const Eigen::Vector3f& normal) {
        return normal.z() < -0.6F && at.y() < -0.09F && std::abs(at.x()) < 0.03F;
    };
    const double shadow = darker(underJaw);
    dark.hair = beard;
    const double bearded = darker(underJaw), behind = darker(nape);
    const auto told = qPrintable(QStringLiteral("%1, %2, %3").arg(shadow).arg(bearded).arg(behind));
    QVERIFY2(std::abs(shadow) < 0.2, told);
    QVERIFY2(bearded > 0.6, told);
    QVERIFY2(std::abs(behind) < 0.15, told);
}

void TestTextureBaker::darknessBesideTheNeckIsNotContinued()
{
    Sitting dark;
    const auto neck = head::paint(dark.surface, dark.mesh.triangles, dark.model->data().masks.at("neck"), 0.0F);
    for (int y = 0; y < kPhoto; ++y)
        for (int x = 0; x < kPhoto; ++x)
            if (*neck.at(x, y) > 0.0F)
                for (int c = 0; c < 3; ++c)
                    dark.cut.image.at(x, y)[c] = mesh::srgbFromLinear(0.4F * kSkin[c]);
    const auto albedo = bakeTextures(dark.seen(), lit(), dark.truth, kAtlas).albedo;
    const auto inNeck = atTexels(dark.layout, dark.mesh, dark.model->data().masks.at("neck"), 0.0F);
    double off = 0.0;
    int count = 0;
    for (std::size_t i = 0; i < inNeck.size(); ++i)
        if (dark.layout.triangle[i] >= 0 && inNeck[i] > 0.99F) {
            off += std::log(mesh::linearFromSrgb(albedo.pixels.data() + 3 * i).x() / kSkin.x());
            ++count;
        }
    QVERIFY(count > 500);
    QVERIFY2(std::abs(off / count) < 0.25, qPrintable(QString::number(off / count))); // it was painted 0.92 darker
}

QTEST_APPLESS_MAIN(TestTextureBaker)
#include "tst_texture_baker.moc"
