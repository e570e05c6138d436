// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/smoothstep.h"
#include "generator/head_layout.h"
#include "head/hairline.h"
#include "head/surface_view.h"
#include "invert/texel_trust.h"
#include "train/texture_code.h"
#include "synth/framed_camera.h"

#include <QtTest/QtTest>

#include <ATen/ATen.h>

using namespace effigy;
using namespace effigy::invert;
using torch::Tensor;

namespace {

constexpr int kTexels = 128, kPicture = 128;

/// A head from in front before nothing: all of the picture belongs to it.
reconstruct::AlignedPhoto photoOfAll(double yaw)
{
    reconstruct::AlignedPhoto photo;
    photo.image = base::Image(kPicture, kPicture, 3, 128);
    photo.matte = base::FloatImage(kPicture, kPicture, 1, 1.0F);
    photo.unseen = base::FloatImage(kPicture, kPicture, 1, 0.0F);
    photo.camera = synth::framedCamera(yaw, 0.0, 0.0, 1.5, 0.36);
    return photo;
}

/// How much hair is everywhere.
base::FloatImage hairOfAll(float share) { return base::FloatImage(kPicture, kPicture, 1, share); }

/// Texels that are all seen as well, and take all they are told.
TexelTrust alike(double seen, int size) { return {torch::full({1, 1, size, size}, seen), torch::ones({1, 1, size, size})}; }

} // namespace

class TestTexelTrust : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void showsTheFaceAndNotTheBack();
    void showsOneSideOfATurnedHead();
    void leavesOutWhatIsCovered();
    void leavesOutTheShadowOfCollars();
    void leavesOutCheeksBehindStrands();
    void believesLittleAboutTheEars();
    void teethBehindLipsAreNotSeen();
    void whatIsSeenWellIsBelievedAsItIs();
    void whatIsGrazedTakesBroadColoursOnly();
    void whatIsSeenEndsSoftly();
    void blocksOfWhatIsGrazedDifferLess();
    void cheeksBehindTheNosesOutlineAreLeftOut();
    void planesLookedAlongShowNoColumns();

private:
    /// Of the texel of a landmark, or of the vertex furthest back.
    [[nodiscard]] float at(const Tensor& seen, const Eigen::Vector2f& uv) const
    {
        return seen[0][0][static_cast<int>((1.0F - uv.y()) * kTexels)][static_cast<int>(uv.x() * kTexels)].item<float>();
    }
    [[nodiscard]] Eigen::Vector2f uvOfLandmark(int landmark) const
    {
        const auto& data = m_model->data();
        const auto& point = data.landmarks[static_cast<std::size_t>(landmark)];
        const auto& corners = data.templateMesh.uvTriangles[static_cast<std::size_t>(point.triangle)];
        Eigen::Vector2f uv = Eigen::Vector2f::Zero();
        for (int k = 0; k < 3; ++k)
            uv += point.barycentric[k] * data.templateMesh.uvs[static_cast<std::size_t>(corners[k])];
        return uv;
    }

    std::shared_ptr<const head::HeadModel> m_model = head::loadFreeHead();
    generator::HeadLayout m_layout = generator::headLayout(m_model->data(), kTexels);
};

void TestTexelTrust::showsTheFaceAndNotTheBack()
{
    const Tensor seen = seenTexels(*m_model, m_layout, {}, photoOfAll(0.0), hairOfAll(0.0F), kTexels);
    QCOMPARE(seen.sizes(), at::IntArrayRef({1, 1, kTexels, kTexels}));
    for (const int landmark : {30, 27, 51, 57}) // tip and bridge of the nose, lips
        QVERIFY2(at(seen, uvOfLandmark(landmark)) > 0.9F, qPrintable(QString::number(landmark)));
    QVERIFY(at(seen, uvOfLandmark(8)) < 0.1F); // the jaw line lies where the surface turns away
    const auto& mesh = m_model->data().templateMesh;
    std::size_t back = 0, triangle = 0;
    for (std::size_t t = 0; t < mesh.triangles.size(); ++t)
        if (const auto v = static_cast<std::size_t>(mesh.triangles[t].x()); mesh.vertices[v].z() < mesh.vertices[back].z()) {
            back = v;
            triangle = t;
        }
    QCOMPARE(at(seen, mesh.uvs[static_cast<std::size_t>(mesh.uvTriangles[triangle].x())]), 0.0F);
}

void TestTexelTrust::showsOneSideOfATurnedHead()
{
    // From the subject's left: the left jaw is seen, the right one turned away.
    const Tensor seen = seenTexels(*m_model, m_layout, {}, photoOfAll(1.0), hairOfAll(0.0F), kTexels);
    QVERIFY(at(seen, uvOfLandmark(13)) > 0.8F);
    QVERIFY(at(seen, uvOfLandmark(3)) < 0.05F);
}

void TestTexelTrust::leavesOutWhatIsCovered()
{
    reconstruct::AlignedPhoto photo = photoOfAll(0.0);
    const auto& data = m_model->data();
    const auto nose = head::surfacePosition(data.landmarks[33], data.templateMesh.vertices, data.templateMesh.triangles);
    const int row = static_cast<int>(mesh::project(photo.camera, nose.cast<double>()).y() * kPicture);
    for (int y = row; y < kPicture; ++y)
        for (int x = 0; x < kPicture; ++x)
            *photo.matte.at(x, y) = 0.0F; // a scarf up to the nose
    const Tensor seen = seenTexels(*m_model, m_layout, {}, photo, hairOfAll(0.0F), kTexels);
    QVERIFY(at(seen, uvOfLandmark(57)) < 0.05F);
    QVERIFY(at(seen, uvOfLandmark(27)) > 0.9F);
    std::fill(photo.unseen.values.begin(), photo.unseen.values.end(), 1.0F); // beyond the picture's edge
    QCOMPARE(at(seenTexels(*m_model, m_layout, {}, photo, hairOfAll(0.0F), kTexels), uvOfLandmark(30)), 0.0F);
}

// Just above a collar the neck shows its shadow; further up, and of a face that ends as near, it shows itself.
void TestTexelTrust::leavesOutTheShadowOfCollars()
{
    const auto& mesh = m_model->data().templateMesh;
    const auto& neck = m_model->data().masks.at("neck");
    const auto posed = m_model->mesh({});
    constexpr double kSide = 0.36; // metres across the picture
    // Mean over what faces the photo between two distances above the collar's edge, of collars that reach up to several heights, metres.
    const auto meanAbove = [&](double lowest, double from, double to, bool isNeck) {
        double sum = 0.0;
        int count = 0;
        for (int step = 0; step < 3; ++step) {
            const double edge = lowest + 0.008 * step;
            reconstruct::AlignedPhoto photo = photoOfAll(0.0);
            const auto row = static_cast<int>(mesh::project(photo.camera, Eigen::Vector3d(0.0, edge, 0.03)).y() * kPicture);
            for (int y = row; y < kPicture; ++y)
                for (int x = 0; x < kPicture; ++x)
                    *photo.matte.at(x, y) = 0.0F;
            const Tensor seen = seenTexels(*m_model, m_layout, {}, photo, hairOfAll(0.0F), kTexels);
            for (std::size_t t = 0; t < mesh.triangles.size(); ++t) {
                const auto v = static_cast<std::size_t>(mesh.triangles[t].x());
                const double above = (row - mesh::project(photo.camera, posed.vertices[v].cast<double>()).y() * kPicture) * kSide / kPicture;
                const bool isWanted = isNeck ? neck[v] > 0.9F : neck[v] == 0.0F && posed.vertices[v].z() > 0.02F;
                if (!isWanted || posed.normals[v].z() < 0.6F || above < from || above > to)
                    continue;
                sum += at(seen, mesh.uvs[static_cast<std::size_t>(mesh.uvTriangles[t].x())]);
                ++count;
            }
        }
        return count > 10 ? sum / count : -1.0;
    };
    constexpr double kThroat = -0.135, kChin = -0.04; // heights
    const double near = meanAbove(kThroat, 0.002, 0.006, true), far = meanAbove(kThroat, 0.014, 0.03, true);
    const double face = meanAbove(kChin, 0.002, 0.006, false);
    const auto told = qPrintable(QStringLiteral("%1, %2, %3").arg(near).arg(far).arg(face));
    QVERIFY2(near >= 0.0 && near < 0.25, told); // texels between vertices mix with those above
    QVERIFY2(far > 0.5, told);
    QVERIFY2(face > 0.5, told);
}

void TestTexelTrust::leavesOutCheeksBehindStrands()
{
    const Tensor bare = seenTexels(*m_model, m_layout, {}, photoOfAll(0.4), hairOfAll(0.0F), kTexels);
    const Tensor bearded = seenTexels(*m_model, m_layout, {}, photoOfAll(0.4), hairOfAll(1.0F), kTexels);
    base::FloatImage strands = hairOfAll(1.0F);
    for (const auto& vertex : m_model->data().templateMesh.vertices)
        if (head::isOnChin(vertex)) {
            const Eigen::Vector3d place = mesh::project(photoOfAll(0.4).camera, vertex.cast<double>());
            *strands.at(static_cast<int>(place.x() * kPicture), static_cast<int>(place.y() * kPicture)) = 0.0F;
        }
    const Tensor hairy = seenTexels(*m_model, m_layout, {}, photoOfAll(0.4), strands, kTexels);
    const Eigen::Vector2f jaw = uvOfLandmark(13);
    QVERIFY(at(bare, jaw) > 0.5F);
    QCOMPARE(at(hairy, jaw), 0.0F);
    QCOMPARE(at(bearded, jaw), at(bare, jaw)); // a beard grows there
    // A fringe belongs to the forehead.
    const auto& mesh = m_model->data().templateMesh;
    const auto forehead = [&](const Tensor& seen) {
        double sum = 0.0;
        for (std::size_t t = 0; t < mesh.triangles.size(); ++t)
            if (const auto& place = mesh.vertices[static_cast<std::size_t>(mesh.triangles[t].x())]; place.y() > 0.06F && place.z() > 0.05F)
                sum += at(seen, mesh.uvs[static_cast<std::size_t>(mesh.uvTriangles[t].x())]);
        return sum;
    };
    QVERIFY(forehead(bare) > 10.0);
    QVERIFY(forehead(hairy) > 0.99 * forehead(bare));
}

// Cheek and ear turned away from the photo by the same angle: the cheek is believed, the ear is not. What faces it of an ear is so by less
// than half.
void TestTexelTrust::believesLittleAboutTheEars()
{
    const Tensor seen = seenTexels(*m_model, m_layout, {}, photoOfAll(0.0), hairOfAll(0.0F), kTexels);
    const auto& mesh = m_model->data().templateMesh;
    const auto normals = m_model->mesh({}).normals;
    double ears = 0.0, cheeks = 0.0;
    int earCount = 0, cheekCount = 0, facing = 0;
    float most = 0.0F;
    for (std::size_t t = 0; t < mesh.triangles.size(); ++t) {
        const auto v = static_cast<std::size_t>(mesh.triangles[t].x());
        const Eigen::Vector3f& place = mesh.vertices[v];
        if (normals[v].z() > 0.7F && std::abs(place.x()) > 0.06F && head::earShare(place) == 1.0F) {
            ++facing;
            most = std::max(most, at(seen, mesh.uvs[static_cast<std::size_t>(mesh.uvTriangles[t].x())]));
        }
        if (std::abs(normals[v].z() - 0.32F) > 0.06F || std::abs(place.x()) < 0.05F || std::abs(place.y()) > 0.04F || place.z() < -0.08F)
            continue;
        const float share = at(seen, mesh.uvs[static_cast<std::size_t>(mesh.uvTriangles[t].x())]);
        const bool isEar = head::earShare(place) == 1.0F;
        (isEar ? ears : cheeks) += share;
        ++(isEar ? earCount : cheekCount);
    }
    QVERIFY(earCount > 10 && cheekCount > 10 && facing > 10);
    QVERIFY2(most > 0.05F && most < 0.2F, qPrintable(QString::number(most)));
    QVERIFY2(ears / earCount < 0.5 * cheeks / cheekCount, qPrintable(QString("%1 %2").arg(ears / earCount).arg(cheeks / cheekCount)));
}

void TestTexelTrust::teethBehindLipsAreNotSeen()
{
    const auto& mesh = m_model->data().templateMesh;
    const auto meanOfTeeth = [&](const head::ControlValues& controls) {
        const Tensor seen = seenTexels(*m_model, m_layout, m_model->coefficients(controls, Eigen::VectorXf::Zero(m_model->shapeCount())), photoOfAll(0.0), hairOfAll(0.0F), kTexels);
        double sum = 0.0;
        int count = 0;
        for (const auto& part : mesh.parts)
            if (part.material == "teeth")
                for (int f = part.firstTriangle; f < part.firstTriangle + part.triangleCount; ++f, ++count)
                    sum += at(seen, mesh.uvs[static_cast<std::size_t>(mesh.uvTriangles[static_cast<std::size_t>(f)].x())]);
        return sum / count;
    };
    head::ControlValues bared;
    for (const char* name : {"jawOpen", "mouthUpperUpLeft", "mouthUpperUpRight", "mouthLowerDownLeft", "mouthLowerDownRight"})
        bared.set(name, 0.6F);
    const double closed = meanOfTeeth({}), shown = meanOfTeeth(bared);
    QVERIFY2(closed < 0.05, qPrintable(QString::number(closed)));
    QVERIFY2(shown > 0.15, qPrintable(QString::number(shown)));
}

void TestTexelTrust::whatIsSeenWellIsBelievedAsItIs()
{
    torch::manual_seed(3);
    const Tensor step = torch::randn({1, 2, 16, 16});
    QVERIFY(torch::allclose(believed(step, alike(1.0, 16)), step, 1e-5, 1e-6));
    QCOMPARE(believed(step, alike(0.0, 16)).abs().max().item<float>(), 0.0F);
}

void TestTexelTrust::whatIsGrazedTakesBroadColoursOnly()
{
    constexpr int kSize = 48, kMiddle = 24;
    const TexelTrust trust = alike(0.25, kSize);
    const double weight = 0.125; // 0.25^1.5
    const Tensor even = torch::ones({1, 1, kSize, kSize});
    const auto columns = torch::arange(kSize).remainder(2).to(torch::kFloat32) * 2.0 - 1.0; // -1, 1, -1, 1
    const Tensor checks = (columns.reshape({1, 1, 1, kSize}) * columns.reshape({1, 1, kSize, 1})).contiguous();
    const auto middle = [](const Tensor& map) { return map[0][0][kMiddle][kMiddle].item<double>(); };
    // What is the same all around is taken but for the part of weights that count as none. A checkerboard has no mean over pairs, and over
    // 7 x 7 hardly one: its middle counts once more than the rest.
    const auto taken = [&](double own, double farMean, double nearMean) {
        const double far = farMean * weight / (weight + 0.01), near = nearMean * weight / (weight + 0.03);
        const double around = far + (near - far) * base::smoothstep(0.1, 0.65, 0.25);
        return around + (own - around) * base::smoothstep(0.1, 0.9, 0.25);
    };
    QVERIFY(std::abs(middle(believed(even, trust)) - taken(1.0, 1.0, 1.0)) < 1e-5);
    const double own = middle(checks);
    QVERIFY(std::abs(middle(believed(checks, trust)) - taken(own, 0.0, own / 49.0)) < 1e-5);
    QVERIFY(std::abs(middle(believed(checks, trust))) < 0.15);
    // Beside a texel that is seen well, what is hardly seen takes after that one.
    TexelTrust beside = alike(0.05, kSize);
    Tensor step = torch::zeros({1, 1, kSize, kSize});
    beside.seen[0][0][kMiddle][kMiddle + 8] = 1.0;
    step[0][0][kMiddle][kMiddle + 8] = 1.0;
    const double weights = std::pow(0.05, 1.5) * 483.0 / 484.0 + 1.0 / 484.0; // 11 x 11 pairs
    QVERIFY(std::abs(middle(believed(step, beside)) - 1.0 / 484.0 / (weights + 0.01)) < 1e-5);
}

// Of a face that is seen as far as the middle, what lies just beyond takes something too, and the rest nothing; the neck, though
// seen, takes a quarter.
void TestTexelTrust::whatIsSeenEndsSoftly()
{
    const auto& mesh = m_model->data().templateMesh;
    Eigen::MatrixXf left(m_model->vertexCount(), 1);
    for (std::size_t v = 0; v < mesh.vertices.size(); ++v)
        left(static_cast<Eigen::Index>(v), 0) = mesh.vertices[v].x() > 0.0F ? 1.0F : 0.0F;
    const Tensor soft = trustOf(train::bakeVertexValues(m_layout, left, kTexels), *m_model, m_layout).reach;
    const auto meanOf = [&](const std::string& material, const auto& isWanted) {
        double sum = 0.0;
        int count = 0;
        for (const auto& part : mesh.parts)
            for (int f = part.firstTriangle; part.material == material && f < part.firstTriangle + part.triangleCount; ++f) {
                const auto t = static_cast<std::size_t>(f);
                if (!isWanted(static_cast<std::size_t>(mesh.triangles[t].x())))
                    continue;
                sum += at(soft, mesh.uvs[static_cast<std::size_t>(mesh.uvTriangles[t].x())]);
                ++count;
            }
        return count > 0 ? sum / count : -1.0;
    };
    const auto& face = m_model->data().masks.at("face");
    const auto& neck = m_model->data().masks.at("neck");
    const auto between = [&](double from, double to) {
        return [&, from, to](std::size_t v) { return face[v] > 0.9F && neck[v] == 0.0F && mesh.vertices[v].x() > from && mesh.vertices[v].x() < to; };
    };
    const double inner = meanOf("skin", between(0.002, 0.05)), beyond = meanOf("skin", between(-0.025, -0.02));
    const double far = meanOf("skin", between(-0.05, -0.03));
    const double throat = meanOf("skin", [&](std::size_t v) { return neck[v] > 0.99F && mesh.vertices[v].x() > 0.03F; });
    const auto told = qPrintable(QStringLiteral("%1, %2, %3, %4").arg(inner).arg(beyond).arg(far).arg(throat));
    QVERIFY2(inner > 0.95, told);
    QVERIFY2(beyond > 0.2 && beyond < 0.95, told);
    QVERIFY2(far >= 0.0 && far < 0.05, told);
    QVERIFY2(throat > 0.1 && throat < 0.3, told);
}

void TestTexelTrust::blocksOfWhatIsGrazedDifferLess()
{
    constexpr double kShare = 0.25;
    constexpr int kAt = 8;
    const auto blocks = [](const Tensor& map) { return map.slice(1, 0, train::kColourChannels).reshape({3, 4, 16, 16}).select(2, kAt).select(2, kAt); };
    Tensor step = torch::zeros({1, train::kCodeChannels, 16, 16}); // every block alike: darker above, lighter below, and lighter on the whole
    for (int c = 0; c < 3; ++c)
        for (int k = 0; k < 4; ++k)
            step.select(1, 4 * c + k).fill_(0.5 + (k < 2 ? -1.0 : 1.0));
    step.slice(1, train::kSideDetail, train::kCodeChannels).fill_(1.0);
    const Tensor taken = believed(step, alike(kShare, 16)), known = believed(step, alike(1.0, 16));
    QVERIFY(torch::allclose(known, step, 1e-5, 1e-6));
    const double fine = base::smoothstep(0.1, 0.9, kShare) * std::pow(kShare, 3);
    const Tensor difference = blocks(taken).select(1, 3) - blocks(taken).select(1, 0);
    QVERIFY(torch::allclose(difference, torch::full({3}, 2.0 * fine), 1e-5, 1e-6));
    QVERIFY(blocks(taken).mean({1}).gt(0.3).all().item<bool>());
    QVERIFY(std::abs(taken[0][train::kSideDetail][kAt][kAt].item<double>() - fine) < 1e-6);
}

// Seen from aside a nose ends before the far cheek, which faces the camera: what is beside that edge may be the nose's.
void TestTexelTrust::cheeksBehindTheNosesOutlineAreLeftOut()
{
    const auto facingUnseen = [&](double yaw) {
        const auto photo = photoOfAll(yaw);
        const Tensor seen = seenTexels(*m_model, m_layout, {}, photo, hairOfAll(0.0F), kTexels);
        const auto mesh = m_model->mesh({});
        const Eigen::Vector3f eye = photo.camera.headFromCamera.translation().cast<float>();
        const auto view = head::viewSurface(mesh.vertices, head::withoutLashes(mesh), photo.camera, 512);
        int count = 0;
        for (std::size_t t = 0; t < mesh.triangles.size(); ++t) {
            const auto v = static_cast<std::size_t>(mesh.triangles[t].x());
            const Eigen::Vector3f& place = mesh.vertices[v];
            const bool besideNose = place.y() > -0.03F && place.y() < 0.01F && place.z() > 0.03F && std::abs(place.x()) < 0.04F;
            if (besideNose && mesh.normals[v].dot((eye - place).normalized()) > 0.7F && !view.hides(mesh::project(photo.camera, place.cast<double>()), 0.001F)
                && at(seen, mesh.uvs[static_cast<std::size_t>(mesh.uvTriangles[t].x())]) < 0.5F)
                ++count;
        }
        return count;
    };
    const int front = facingUnseen(0.0), aside = facingUnseen(0.8);
    QVERIFY2(front == 0, qPrintable(QString::number(front)));
    QVERIFY2(aside > 3, qPrintable(QString::number(aside)));
}

// Every fourth column of a plane meets a ray: those between take the same, and what no ray comes near takes nothing.
void TestTexelTrust::planesLookedAlongShowNoColumns()
{
    Tensor step = torch::zeros({3, 2, 64, 64});
    for (int column = 0; column < 32; column += 4)
        step.slice(3, column, column + 1).fill_(0.1);
    const Tensor taken = evenedAside(step);
    const Tensor met = taken.slice(2, 24, 40).slice(3, 12, 20);
    QVERIFY(met.min().item<double>() > 0.05);
    QVERIFY2(met.max().item<double>() < 1.3 * met.min().item<double>(), qPrintable(QString::number(met.max().item<double>() / met.min().item<double>())));
    QCOMPARE(taken.slice(3, 48, 64).abs().max().item<float>(), 0.0F);
}

QTEST_GUILESS_MAIN(TestTexelTrust)
#include "tst_texel_trust.moc"
