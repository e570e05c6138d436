// SPDX-License-Identifier: GPL-3.0-or-later
//
// The discriminator that also sees a rendering of the head's mesh.
#include "generator/camera_label.h"
#include "generator/mesh_rendering.h"
#include "train/adam.h"
#include "train/fake_pictures.h"
#include "train/gan_loss.h"
#include "train/head_sampler.h"

#include <QtTest/QtTest>

#include <ATen/ATen.h>

#include <cmath>

using namespace effigy;
using namespace effigy::train;
using torch::Tensor;

namespace {

constexpr int kSize = 32;

generator::Discriminator smallDiscriminator(int size = kSize)
{
    generator::Discriminator d;
    d.config = {.imageResolution = size, .renderingChannels = generator::kRenderingChannels, .mappingLayers = 2,
                .channelBase = 256, .channelMax = 16, .deviationGroup = 2};
    d.parameters = generator::randomParameters(d.config, 3);
    return d;
}

/// The free head, its mouth open by `jaw`.
generator::HeadPose openedBy(const head::HeadModel& head, double jaw)
{
    head::ControlValues controls;
    controls.set("jawOpen", jaw);
    return generator::headPose(head, head.coefficients(controls, Eigen::VectorXf()));
}

/// (f(x + h d) - f(x - h d)) / 2h beside the gradient's own word, along a way that is half the gradient's and half random.
struct Slopes {
    double measured;
    double told;
};
template <typename F>
Slopes slopesOf(const F& f, const Tensor& x, std::uint64_t seed, double step)
{
    torch::manual_seed(seed);
    const Tensor leaf = x.detach().clone().requires_grad_(true);
    const Tensor gradient = torch::autograd::grad({f(leaf)}, {leaf})[0];
    const Tensor random = torch::randn_like(x);
    const Tensor direction = gradient / gradient.norm() + random / random.norm();
    const auto at = [&](double h) { return f((x.detach() + h * direction).requires_grad_(true)).template item<double>(); };
    return {(at(step) - at(-step)) / (2.0 * step), (gradient * direction).sum().template item<double>()};
}

bool agree(const Slopes& s)
{
    const bool isSame = std::abs(s.measured - s.told) <= 2e-2 * std::abs(s.told); // some kinks of the leaky ReLU lie within the step
    if (!isSame)
        qWarning("measured %g, told %g", s.measured, s.told);
    return isSame;
}

} // namespace

class TestDeformationAware : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void rendersATriangleByHand();
    void showsEachPointWhereTheCameraSeesIt();
    void showsExpressions();
    void judgesThePicturesWithTheMesh();
    void hasGradients();
    void penalisesPicturesNotMeshes();
    void learnsWhichMeshAPictureShows();

private:
    std::shared_ptr<const head::HeadModel> m_head;
    generator::Generator m_generator; // its layout and box are all that counts here
    Tensor m_label;
    mesh::Camera m_camera;
};

void TestDeformationAware::initTestCase()
{
    m_head = head::loadFreeHead();
    m_generator.layout = generator::headLayout(m_head->data());
    m_camera = framedCamera(0.2, 0.05, 0.0, 1.0, 0.3);
    m_label = generator::toTensor(generator::cameraLabel(m_camera));
}

void TestDeformationAware::rendersATriangleByHand()
{
    generator::HeadLayout layout;
    layout.faces = torch::tensor({0, 1, 2}, torch::kInt64).reshape({1, 3});
    layout.faceUvs = torch::tensor({-1.0F, 1.0F, 1.0F, 1.0F, -1.0F, -1.0F}).reshape({1, 3, 2});
    // In the plane z = 0, one metre from the camera; the picture spans x, y = -0.5..0.5 there.
    const Tensor vertices = torch::tensor({-0.5F, -0.51F, 0.0F, 0.5F, -0.51F, 0.0F, -0.5F, 0.49F, 0.0F}).reshape({1, 3, 3});
    mesh::Camera camera = framedCamera(0.0, 0.0, 0.0, 1.0, 1.0);
    generator::CameraLabel label = generator::cameraLabel(camera);
    label[16] = label[20] = 1.0;
    label[18] = label[21] = 0.5;
    label[3] = label[7] = 0.0; // on the axis of the world, which lies 1 cm below the head's origin
    const Tensor seen = generator::meshRendering(layout, {vertices, {}}, generator::toTensor(label), 4);
    // Pixel (row 3, column 0) is a quarter pixel pair from the corner of the first vertex: u = -0.75, v = 0.75 of -1..1.
    QVERIFY(std::abs(seen[0][0][3][0].item<double>() + 0.75) < 1e-5);
    QVERIFY(std::abs(seen[0][1][3][0].item<double>() - 0.75) < 1e-5);
    QCOMPARE(seen[0][2][3][0].item<float>(), 1.0F);
    QCOMPARE(seen[0][2][0][3].item<float>(), -1.0F); // beyond the long side
    QCOMPARE(seen[0][0][0][3].item<float>(), 0.0F);
}

void TestDeformationAware::showsEachPointWhereTheCameraSeesIt()
{
    constexpr int kPixels = 512;
    const generator::HeadPose pose = openedBy(*m_head, 0.3);
    const Tensor seen = generator::meshRendering(m_generator.layout, pose, m_label, kPixels);
    const Tensor faces = m_generator.layout.faces, uvs = m_generator.layout.faceUvs;
    const auto landmarks = m_head->data().landmarks;
    int close = 0, far = 0;
    for (const int index : {30, 33, 27, 48, 54, 21, 22}) { // nose, corners of the mouth, brows: seen from the front
        const auto& point = landmarks[static_cast<std::size_t>(index)];
        const auto& corners = m_head->data().templateMesh.triangles[static_cast<std::size_t>(point.triangle)];
        const auto& uvCorners = m_head->data().templateMesh.uvTriangles[static_cast<std::size_t>(point.triangle)];
        Eigen::Vector3d place = Eigen::Vector3d::Zero();
        Eigen::Vector2f uv = Eigen::Vector2f::Zero();
        for (int k = 0; k < 3; ++k) {
            const auto* v = pose.vertices.data_ptr<float>() + 3 * corners[k];
            place += static_cast<double>(point.barycentric[k]) * Eigen::Vector3d(v[0], v[1], v[2]);
            uv += point.barycentric[k] * m_head->data().templateMesh.uvs[static_cast<std::size_t>(uvCorners[k])];
        }
        const auto pixel = mesh::project(m_camera, place);
        const auto column = static_cast<int>(pixel.x() * kPixels), row = static_cast<int>(pixel.y() * kPixels);
        const double du = seen[0][0][row][column].item<double>() - (2.0 * uv.x() - 1.0);
        const double dv = seen[0][1][row][column].item<double>() - (1.0 - 2.0 * uv.y());
        const bool isClose = std::hypot(du, dv) < 0.02; // a pixel is 0.6 mm, 0.02 of the texture some 4 mm
        if (!isClose)
            qWarning("landmark %d is off by %g, %g", index, du, dv);
        ++(isClose ? close : far);
    }
    QCOMPARE(far, 0);
    QCOMPARE(close, 7);
}

void TestDeformationAware::showsExpressions()
{
    const Tensor shut = generator::meshRendering(m_generator.layout, openedBy(*m_head, 0.0), m_label, 128);
    const Tensor open = generator::meshRendering(m_generator.layout, openedBy(*m_head, 1.0), m_label, 128);
    const Tensor changed = ((shut - open).abs().amax(1)[0] > 0.05).to(torch::kFloat32);
    const double above = changed.slice(0, 0, 48).mean().item<double>(), below = changed.slice(0, 64, 128).mean().item<double>();
    QVERIFY2(below > 0.05, qPrintable(QString::number(below)));
    QVERIFY2(above < 0.01, qPrintable(QString::number(above)));
}

void TestDeformationAware::judgesThePicturesWithTheMesh()
{
    const torch::NoGradGuard noGradient;
    const generator::Discriminator d = smallDiscriminator();
    torch::manual_seed(1);
    const Pictures pictures = {torch::randn({2, 3, kSize, kSize}), torch::randn({2, 3, 16, 16})};
    const Tensor labels = m_label.repeat({2, 1});
    const auto judged = [&](double jaw) {
        generator::HeadPose pose = openedBy(*m_head, jaw);
        pose.vertices = pose.vertices.repeat({2, 1, 1});
        return generator::discriminate(d, judgedInput(d, m_generator, pictures, pose, labels));
    };
    QVERIFY(!torch::allclose(judged(0.0), judged(1.0), 0.0, 1e-4));
    QVERIFY(torch::equal(judged(0.5), judged(0.5)));
}

void TestDeformationAware::hasGradients()
{
    const generator::Discriminator d = smallDiscriminator();
    torch::manual_seed(2);
    generator::HeadPose pose = openedBy(*m_head, 0.4);
    pose.vertices = pose.vertices.repeat({2, 1, 1});
    const Pictures pictures = {torch::randn({2, 3, kSize, kSize}), torch::randn({2, 3, 16, 16})};
    const generator::DiscriminatorInput input = judgedInput(d, m_generator, pictures, pose, m_label.repeat({2, 1}));
    QVERIFY(!input.rendering.requires_grad());
    const auto lossWith = [&](const generator::DiscriminatorInput& in, const generator::Discriminator& by) {
        return lossOfReal(generator::discriminate(by, in)).sum();
    };
    QVERIFY(agree(slopesOf([&](const Tensor& x) { auto in = input; in.image = x; return lossWith(in, d); }, input.image, 1, 0.1)));
    QVERIFY(agree(slopesOf([&](const Tensor& x) { auto in = input; in.raw = x; return lossWith(in, d); }, input.raw, 2, 0.1)));
    QVERIFY(agree(slopesOf([&](const Tensor& x) { auto in = input; in.rendering = x; return lossWith(in, d); }, input.rendering, 3, 0.1)));
    for (const char* name : {"b32.fromrgb.weight", "b16.conv1.weight", "b8.skip.weight", "b4.fc.weight", "b4.out.bias"}) {
        const auto withWeight = [&](const Tensor& w) {
            generator::Discriminator other = d;
            other.parameters.set(name, w);
            return lossWith(input, other);
        };
        QVERIFY2(agree(slopesOf(withWeight, d.parameters.at(name), 4, 0.1)), name);
    }
}

void TestDeformationAware::penalisesPicturesNotMeshes()
{
    const generator::Discriminator d = smallDiscriminator();
    torch::manual_seed(3);
    generator::HeadPose pose = openedBy(*m_head, 0.4);
    pose.vertices = pose.vertices.repeat({2, 1, 1});
    const Pictures pictures = {torch::randn({2, 3, kSize, kSize}).requires_grad_(true), torch::randn({2, 3, 16, 16}).requires_grad_(true)};
    const auto penaltyWith = [&](const generator::Discriminator& by) {
        const auto in = judgedInput(by, m_generator, pictures, pose, m_label.repeat({2, 1}));
        return realityPenalty(generator::discriminate(by, in), {in.image, in.raw});
    };
    const RealityPenalty penalty = penaltyWith(d);
    QCOMPARE(penalty.gradients.size(), std::size_t{2});
    QVERIFY(penalty.perPicture.min().item<double>() > 0.0);
    // Its own gradient: in the last weights, which switch no activation, measured; those that see the rendering have one, too.
    const auto withWeight = [&](const char* name) {
        return [&, name](const Tensor& w) {
            generator::Discriminator other = d;
            other.parameters.set(name, w);
            return penaltyWith(other).perPicture.sum();
        };
    };
    QVERIFY(agree(slopesOf(withWeight("b4.out.weight"), d.parameters.at("b4.out.weight"), 5, 0.02)));
    const char* first = "b32.conv0.weight";
    const Tensor weight = d.parameters.at(first).detach().clone().requires_grad_(true);
    QVERIFY(torch::autograd::grad({withWeight(first)(weight)}, {weight})[0].norm().item<double>() > 0.0);
}

void TestDeformationAware::learnsWhichMeshAPictureShows()
{
    // Pictures are renderings in other colours; each comes with its own mesh, or with that of its neighbour.
    constexpr int kHeads = 4, kSmall = 16;
    generator::Discriminator d = smallDiscriminator(kSmall);
    std::vector<Tensor> vertices;
    for (int i = 0; i < kHeads; ++i)
        vertices.push_back(openedBy(*m_head, i % 2 == 0 ? 0.0 : 1.0).vertices);
    const generator::HeadPose own = {at::cat(vertices, 0), {}}, others = {own.vertices.roll(1, 0), {}};
    const Tensor labels = m_label.repeat({kHeads, 1});
    const Tensor picture = generator::meshRendering(m_generator.layout, own, labels, kSmall).roll(1, 1);
    const Pictures pictures = realPictures(picture, 8);
    const auto matching = judgedInput(d, m_generator, pictures, own, labels), strange = judgedInput(d, m_generator, pictures, others, labels);
    ParameterGroup group = {.name = "all", .parameters = {}};
    for (const auto& [name, tensor] : d.parameters)
        group.parameters.emplace(name, Tensor(tensor).requires_grad_(true));
    Adam adam({group}, {.beta1 = 0.9, .beta2 = 0.99});
    double first = 0.0, last = 0.0;
    for (int step = 0; step < 360; ++step) {
        adam.zeroGradients();
        const Tensor loss = (lossOfReal(generator::discriminate(d, matching)) + lossOfFake(generator::discriminate(d, strange))).mean();
        loss.backward();
        adam.step(4e-3);
        (step == 0 ? first : last) = loss.item<double>();
    }
    QVERIFY2(last < 0.5 * first, qPrintable(QStringLiteral("%1 from %2").arg(last).arg(first)));
}

QTEST_GUILESS_MAIN(TestDeformationAware)
#include "tst_deformation_aware.moc"
