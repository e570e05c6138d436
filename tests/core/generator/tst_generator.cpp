// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "generator/camera_label.h"
#include "generator/staged_head.h"

#include <QtTest/QtTest>

#include <ATen/ATen.h>
#include <c10/core/InferenceMode.h>

using namespace effigy;
using namespace effigy::generator;
using torch::Tensor;

namespace {

// A sphere of the head's size, so that no data file is needed: rings of quads, outward faces counter-clockwise.
struct Sphere {
    Tensor vertices, faces, faceUvs;
};
Sphere sphere(int rings, int columns)
{
    std::vector<float> points, uvs;
    std::vector<std::int64_t> faces;
    const auto uv = [&](int r, int c) { return std::array{2.0F * c / columns - 1.0F, 2.0F * r / rings - 1.0F}; };
    for (int r = 0; r <= rings; ++r)
        for (int c = 0; c < columns; ++c) {
            const double theta = M_PI * r / rings, phi = 2.0 * M_PI * c / columns;
            for (const double x : {std::sin(theta) * std::sin(phi), std::cos(theta), std::sin(theta) * std::cos(phi)})
                points.push_back(static_cast<float>(0.1 * x));
        }
    const auto corner = [&](int r, int c) {
        faces.push_back(std::int64_t{r} * columns + c % columns);
        const auto at = uv(r, c);
        uvs.insert(uvs.end(), at.begin(), at.end());
    };
    for (int r = 0; r < rings; ++r)
        for (int c = 0; c < columns; ++c) {
            corner(r, c), corner(r + 1, c), corner(r + 1, c + 1);
            corner(r, c), corner(r + 1, c + 1), corner(r, c + 1);
        }
    const auto f = static_cast<std::int64_t>(faces.size() / 3);
    return {torch::tensor(points).reshape({1, -1, 3}), torch::tensor(faces).reshape({f, 3}), torch::tensor(uvs).reshape({f, 3, 2})};
}

GeneratorConfig tinyConfig()
{
    GeneratorConfig config = compactConfig();
    config.wDim = config.zDim = config.mappingWidth = 16;
    config.channelBase = 256;
    config.channelMax = 8;
    config.planeResolution = 32;
    config.planeChannels = 8;
    config.mouth = {16, 4, 16};
    config.blending = {32, 8, 32};
    config.rawResolution = 16;
    config.rendering.depthSamples = config.rendering.importanceSamples = 8;
    config.superresolution.inputResolution = 16;
    config.superresolution.width0 = config.superresolution.width1 = 8;
    return config;
}

// Layers wide and large enough for the kernels of tiled convolutions, in every network.
GeneratorConfig wideConfig()
{
    GeneratorConfig config = tinyConfig();
    config.channelBase = 2048;
    config.channelMax = 32;
    config.planeResolution = 64;
    config.mouth = {32, 4, 32};
    config.blending = {64, 16, 64};
    config.superresolution.inputResolution = 32;
    config.superresolution.width0 = config.superresolution.width1 = 32;
    return config;
}

struct Scene {
    Generator generator;
    HeadPose pose;
    Tensor ws, label;
};
Scene scene(const GeneratorConfig& config)
{
    const Sphere ball = sphere(12, 16);
    Scene s;
    s.generator.config = config;
    s.generator.parameters = randomParameters(config, 7);
    s.generator.layout.faces = ball.faces;
    s.generator.layout.faceUvs = ball.faceUvs;
    s.generator.layout.uvMask = torch::ones({1, 1, 32, 32});
    // Lips where a mouth would be, a few pixels wide.
    Tensor landmarks = torch::zeros({1, 68, 3});
    for (int i = 0; i < 68; ++i) {
        landmarks[0][i][0] = 0.03 * std::cos(i);
        landmarks[0][i][1] = -0.03 + 0.01 * std::sin(i);
        landmarks[0][i][2] = 0.09;
    }
    s.pose = {ball.vertices, landmarks};
    s.label = toTensor(cameraLabel(mesh::orbitCamera({})));
    s.ws = mapping(s.generator, at::ones({1, config.zDim}), s.label).detach();
    return s;
}

} // namespace

class TestGenerator : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void configSurvivesJson();
    void refusesImpossibleConfigs_data();
    void refusesImpossibleConfigs();
    void countsTheOfficialParameters();
    void cameraLabelIsInvertible();
    void frontalCameraSitsOnTheAxis();
    void equalSeedsGiveEqualWeights();
    void survivesItsFile();
    void refusesForeignWeights();
    void deltasAddUp();
    void rendersTheSamePictureTwice();
    void bf16StaysNearF32();
    void saysWhereBf16IsMissing();
    void previewsAtAnyResolution();
    void gradientsReachEveryTrainedParameter();
    void gradientAgreesWithDifferences();
    void everyBlendingRenders_data();
    void everyBlendingRenders();
};

void TestGenerator::configSurvivesJson()
{
    GeneratorConfig config = compactConfig();
    config.eg3dAxes = true;
    config.rendering.range = DepthRange::Auto;
    config.superresolution.noise = NoiseMode::Random;
    QVERIFY(parseGeneratorConfig(toJson(config)) == config);
    QVERIFY(parseGeneratorConfig("{}") == GeneratorConfig());
}

void TestGenerator::refusesImpossibleConfigs_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char* text : {"", "[]", "{\"z_dims\": 3}", "{\"z_dim\": \"big\"}", "{\"z_dim\": -1}", "{\"plane_resolution\": 100}",
                             "{\"channel_base\": 1000000000}", "{\"image_channels\": 5}", "{\"plane_blend\": \"sideways\"}",
                             "{\"rendering\": {\"near\": 3, \"far\": 2}}", "{\"rendering\": {\"guide_resolution\": 2}}", "{\"texture_blocks\": true}", "{\"mouth\": {\"final_resolution\": 64}}"})
        QTest::newRow(text) << QByteArray(text);
}

void TestGenerator::refusesImpossibleConfigs()
{
    QFETCH(QByteArray, text);
    QVERIFY_THROWS_EXCEPTION(base::Error, (void)parseGeneratorConfig(text.toStdString()));
}

void TestGenerator::countsTheOfficialParameters()
{
    // Sums published with the network: 172,815,807 parameters, of them 143,007,895 live.
    const auto count = [](Spare spare) {
        std::int64_t sum = 0;
        GeneratorConfig config;
        for (const auto& info : parameterList(config, spare)) {
            std::int64_t size = info.isTrained ? 1 : 0;
            for (const std::int64_t extent : info.shape)
                size *= extent;
            sum += size;
        }
        return sum;
    };
    QCOMPARE(count(Spare::Included), std::int64_t{172815807});
    QCOMPARE(count(Spare::Omitted), std::int64_t{143007895 - 4}); // less the noise strengths of superresolution, which uses none
}

void TestGenerator::cameraLabelIsInvertible()
{
    const mesh::Camera camera = mesh::orbitCamera({.yaw = 0.4, .pitch = -0.2, .roll = 0.1, .distance = 0.9});
    const mesh::Camera back = cameraFromLabel(cameraLabel(camera));
    QVERIFY(back.headFromCamera.isApprox(camera.headFromCamera, 1e-12));
    QCOMPARE(back.fx, camera.fx);
    QCOMPARE(back.cy, camera.cy);
}

void TestGenerator::frontalCameraSitsOnTheAxis()
{
    // 2.7 world units in front of the world's origin, looking back: rotation diag(1, -1, -1).
    mesh::OrbitView view;
    view.target = Eigen::Vector3d(0.0, -kWorldLift, 0.0);
    const CameraLabel label = cameraLabel(mesh::orbitCamera(view));
    const CameraLabel expected = {1, 0, 0, 0, 0, -1, 0, 0, 0, 0, -1, 2.7, 0, 0, 0, 1, label[16], 0, 0.5, 0, label[16], 0.5, 0, 0, 1};
    for (std::size_t i = 0; i < label.size(); ++i)
        QVERIFY2(std::abs(label[i] - expected[i]) < 1e-9, qPrintable(QString::number(i)));
}

void TestGenerator::equalSeedsGiveEqualWeights()
{
    const auto a = randomParameters(tinyConfig(), 3), b = randomParameters(tinyConfig(), 3), c = randomParameters(tinyConfig(), 4);
    QVERIFY(torch::equal(a.at("decoder.net.0.weight"), b.at("decoder.net.0.weight")));
    QVERIFY(!torch::equal(a.at("decoder.net.0.weight"), c.at("decoder.net.0.weight")));
}

void TestGenerator::survivesItsFile()
{
    QTemporaryDir folder;
    const auto path = std::filesystem::path(folder.path().toStdString()) / "tiny.safetensors";
    const Scene s = scene(tinyConfig());
    writeGenerator(s.generator, path);
    const Generator read = readGenerator(path);
    QVERIFY(read.config == s.generator.config);
    QVERIFY(torch::equal(read.layout.faceUvs, s.generator.layout.faceUvs));
    QCOMPARE(read.layout.orthShift, s.generator.layout.orthShift);
    QCOMPARE(read.parameters.size(), s.generator.parameters.size());
    for (const auto& [name, tensor] : s.generator.parameters)
        QVERIFY(torch::equal(read.parameters.at(name), tensor));
    QVERIFY_THROWS_EXCEPTION(base::Error, (void)readGenerator(path.parent_path() / "absent.safetensors"));
}

void TestGenerator::refusesForeignWeights()
{
    const GeneratorConfig config = tinyConfig();
    const auto whole = randomParameters(config, 1);
    checkParameters(config, whole);
    auto missing = whole, surplus = whole, misshapen = whole;
    missing.erase("decoder.net.0.weight");
    surplus.set("decoder.net.4.weight", torch::zeros({1}));
    misshapen.set("decoder.net.0.bias", torch::zeros({1}));
    for (const auto& state : {missing, surplus, misshapen})
        QVERIFY_THROWS_EXCEPTION(base::Error, checkParameters(config, state));
}

void TestGenerator::deltasAddUp()
{
    const auto original = randomParameters(tinyConfig(), 1);
    auto tuned = original.clone();
    tuned.at("decoder.net.0.weight").add_(0.5F);
    const auto delta = weightDelta(original, tuned);
    QCOMPARE(delta.size(), std::size_t{1});
    QVERIFY(torch::allclose(withDelta(original, delta).at("decoder.net.0.weight"), tuned.at("decoder.net.0.weight")));
}

void TestGenerator::rendersTheSamePictureTwice()
{
    const c10::InferenceMode inference;
    const Scene s = scene(tinyConfig());
    const Frame a = renderFrame(s.generator, s.ws, s.pose, s.label), b = renderFrame(s.generator, s.ws, s.pose, s.label);
    QCOMPARE(a.image.sizes().vec(), (std::vector<std::int64_t>{1, 4, 64, 64}));
    QVERIFY(torch::equal(a.image, b.image));
    QVERIFY(a.image.isfinite().all().item<bool>());
}

void TestGenerator::bf16StaysNearF32()
{
    if (!nn::multipliesBf16())
        QSKIP("this processor has no AVX-512 BF16");
    const c10::InferenceMode inference;
    const Scene s = scene(wideConfig());
    const auto decibels = [](const Tensor& exact, const Tensor& rounded, double full) {
        return 20.0 * std::log10(full) - 10.0 * std::log10((exact - rounded).square().mean().item<double>());
    };
    const SynthesisOptions bf16 = {.products = nn::Products::Bf16};
    const IdentityStage identity = identityStage(s.generator, s.ws), roundedIdentity = identityStage(s.generator, s.ws, bf16);
    const RasterStage raster = rasterStage(s.generator, s.pose);
    const DeformStage deform = deformStage(s.generator, identity, raster, s.ws);
    const DeformStage roundedDeform = deformStage(s.generator, identity, raster, s.ws, bf16);
    const CameraStage camera = cameraStage(s.generator, deform.planes, s.label);
    const Tensor image = finishStage(s.generator, camera, s.ws);
    const Tensor roundedImage = finishStage(s.generator, camera, s.ws, FinishPrecision::AsPublished, nn::Products::Bf16);
    // A layer in bf16 is about 40 dB from f32; an image adds what its blocks give. Above 80 dB nothing would have been rounded.
    for (const double near : {decibels(identity.texture, roundedIdentity.texture, identity.texture.std().item<double>()),
                              decibels(deform.blended, roundedDeform.blended, deform.blended.std().item<double>()),
                              decibels(image, roundedImage, image.std().item<double>())})
        QVERIFY2(near > 36.0 && near < 80.0, qPrintable(QString::number(near)));
    const Tensor exact = renderFrame(s.generator, s.ws, s.pose, s.label).image;
    const Tensor rounded = renderFrame(s.generator, s.ws, s.pose, s.label, {}, bf16).image;
    constexpr double kFullScale = 2.0;
    const double whole = decibels(exact, rounded, kFullScale);
    QVERIFY2(whole > 45.0 && whole < 80.0, qPrintable(QString::number(whole)));
    const auto staged = [&](nn::Products products) {
        StagedHead head(s.generator, torch::kCPU, products);
        head.setStyles(s.ws);
        head.setPose(s.pose);
        return head.render(cameraLabel(mesh::orbitCamera({}))).image;
    };
    QVERIFY(torch::equal(staged(nn::Products::F32), exact));
    QVERIFY(torch::equal(staged(nn::Products::Bf16), rounded));
}

void TestGenerator::saysWhereBf16IsMissing()
{
    QVERIFY_THROWS_NO_EXCEPTION(requireProducts(nn::Products::F32, torch::kCPU));
    QVERIFY_THROWS_EXCEPTION(base::Error, requireProducts(nn::Products::Bf16, torch::Device(torch::kCUDA, 0)));
    if (nn::multipliesBf16())
        return;
    const c10::InferenceMode inference;
    const Scene s = scene(tinyConfig());
    QVERIFY_THROWS_EXCEPTION(base::Error, (void)identityStage(s.generator, s.ws, {.products = nn::Products::Bf16}));
}

void TestGenerator::previewsAtAnyResolution()
{
    const c10::InferenceMode inference;
    const Scene s = scene(tinyConfig());
    const IdentityStage identity = identityStage(s.generator, s.ws);
    const DeformStage deform = deformStage(s.generator, identity, rasterStage(s.generator, s.pose), s.ws);
    const CameraStage camera =
        cameraStage(s.generator, deform.planes, s.label, {.resolution = 10, .depthSamples = 6, .importanceSamples = 0});
    QCOMPARE(camera.features.size(3), std::int64_t{10});
    QCOMPARE(finishStage(s.generator, camera, s.ws).size(3), std::int64_t{64});
}

void TestGenerator::gradientsReachEveryTrainedParameter()
{
    Scene s = scene(tinyConfig());
    for (const auto& name : trainedNames(s.generator.config))
        s.generator.parameters.set(name, s.generator.parameters.at(name).set_requires_grad(true));
    s.ws = mapping(s.generator, at::ones({1, s.generator.config.zDim}), s.label);
    const Frame frame = renderFrame(s.generator, s.ws, s.pose, s.label);
    frame.image.square().mean().backward();
    for (const auto& name : trainedNames(s.generator.config))
        QVERIFY2(s.generator.parameters.at(name).grad().defined(), name.c_str());
}

void TestGenerator::gradientAgreesWithDifferences()
{
    Scene s = scene(tinyConfig());
    const auto loss = [&](const Tensor& ws) {
        return renderFrame(s.generator, ws, s.pose, s.label, {.importanceSamples = 0}).image.square().mean();
    };
    Tensor ws = s.ws.clone().set_requires_grad(true);
    loss(ws).backward();
    const Tensor direction = at::randn(ws.sizes(), at::detail::createCPUGenerator(5), torch::kFloat32);
    const at::NoGradGuard noGradient;
    constexpr double kStep = 1e-2;
    const double difference =
        (loss(s.ws + direction * kStep) - loss(s.ws - direction * kStep)).item<double>() / (2.0 * kStep);
    const double gradient = (ws.grad() * direction).sum().item<double>();
    // f32 through some forty layers with kinks: a per cent or two is what central differences can tell.
    QVERIFY2(std::abs(difference - gradient) < 0.03 * std::abs(gradient) + 1e-4,
             qPrintable(QStringLiteral("%1 %2").arg(difference).arg(gradient)));
}

void TestGenerator::everyBlendingRenders_data()
{
    QTest::addColumn<int>("blend");
    QTest::newRow("front_only") << static_cast<int>(PlaneBlend::FrontOnly);
    QTest::newRow("all_three") << static_cast<int>(PlaneBlend::AllThree);
    QTest::newRow("aligned") << static_cast<int>(PlaneBlend::Aligned);
}

void TestGenerator::everyBlendingRenders()
{
    QFETCH(int, blend);
    const c10::InferenceMode inference;
    GeneratorConfig config = tinyConfig();
    config.planeBlend = static_cast<PlaneBlend>(blend);
    config.imageChannels = 3;
    const Scene s = scene(config);
    const Frame frame = renderFrame(s.generator, s.ws, s.pose, s.label);
    QCOMPARE(frame.image.size(1), std::int64_t{3});
    QVERIFY(frame.image.isfinite().all().item<bool>());
    QVERIFY(frame.camera.alpha.min().item<float>() >= 0.0F && frame.camera.alpha.max().item<float>() <= 1.0001F);
}

QTEST_GUILESS_MAIN(TestGenerator)
#include "tst_generator.moc"
