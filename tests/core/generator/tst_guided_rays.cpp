// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generator/drawn.h"
#include "generator/camera_label.h"
#include "generator/plane_decoder.h"
#include "generator/traced_rays.h"

#include <QtTest/QtTest>

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Parallel.h>

#include <cmath>

using namespace effigy;
using namespace effigy::generator;
using effigy::test::drawn;
using effigy::test::largest;
using torch::Tensor;

namespace {

constexpr int kPlaneSize = 64;
constexpr int kChannels = 8;
constexpr int kHidden = 16;
constexpr int kColours = 6;
constexpr double kRadius = 0.3; // world units

GeneratorConfig guidedConfig()
{
    GeneratorConfig config = compactConfig();
    config.planeBlend = PlaneBlend::FrontOnly;
    config.rendering.depthSamples = 48;
    config.rendering.importanceSamples = 12;
    config.rendering.refinementSamples = 8;
    config.rendering.guideResolution = 16;
    return config;
}

tensorio::StateDict randomDecoder()
{
    const auto random = at::detail::createCPUGenerator(11);
    tensorio::StateDict parameters;
    parameters.set("decoder.net.0.weight",
                   at::randn({kHidden, kChannels}, random, torch::TensorOptions()));
    parameters.set("decoder.net.0.bias", at::randn({kHidden}, random, torch::TensorOptions()));
    parameters.set("decoder.net.2.weight",
                   at::randn({1 + kColours, kHidden}, random, torch::TensorOptions()));
    parameters.set("decoder.net.2.bias", at::randn({1 + kColours}, random, torch::TensorOptions()));
    return parameters;
}

// Channel 0 of each plane holds 2 minus the squared distance from its middle, so that a point's mean
// over the three planes is 2 minus two thirds of its own squared distance, in units of half a plane,
// and 0 outside; the other channels wave, for colour.
Tensor ballPlanes()
{
    const Tensor at = (at::arange(kPlaneSize, torch::kFloat32) + 0.5) / kPlaneSize * 2.0 - 1.0;
    const Tensor column = at.reshape({1, -1}).expand({kPlaneSize, kPlaneSize}),
                 row = at.reshape({-1, 1}).expand_as(column);
    std::vector<Tensor> channels = {2.0 - column.square() - row.square()};
    for (int c = 1; c < kChannels; ++c)
        channels.push_back(at::sin(c * column) + at::cos((c + 1) * row));
    return at::stack(channels, 2)
        .reshape({1, 1, kPlaneSize, kPlaneSize, kChannels})
        .repeat({1, 3, 1, 1, 1})
        .contiguous();
}

/// A ball that is full inside and empty outside, with a colour that changes over it.
Volume ball(tensorio::StateDict& parameters)
{
    parameters = randomDecoder();
    const GeneratorConfig config = guidedConfig();
    const double perUnit = 2.0 / config.rendering.boxWarp,
                 surface = 2.0 / 3.0 * kRadius * kRadius * perUnit * perUnit;
    constexpr double kSharpness = 150.0;
    const auto first = parameters.at("decoder.net.0.weight"),
               second = parameters.at("decoder.net.2.weight");
    first[0].zero_();
    first[0][0] = -kSharpness * std::sqrt(kChannels);
    parameters.at("decoder.net.0.bias")[0] = kSharpness * (2.0 - surface);
    second[0].zero_();
    second[0][0] = -100.0 * std::sqrt(kHidden);
    second.select(1, 0).slice(0, 1).zero_();
    parameters.at("decoder.net.2.bias")[0] = 400.0;
    return {ballPlanes(), planeGeometry(config), ParameterScope(parameters) / "decoder",
            config.rendering};
}

Tensor frontLabel()
{
    return toTensor(cameraLabel(mesh::orbitCamera({})));
}

} // namespace

class TestGuidedRays : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fusedDecoderIsTheDecoder_data();
    void fusedDecoderIsTheDecoder();
    void densityNeedsFewUnits_data();
    void densityNeedsFewUnits();
    void gradientNeedsTheOperators();
    void findsTheSurface();
    void threadsChangeNothing();
    void agreesWithManySamples();
    void outlinesAreSmooth();
    void weightsAddUpToAlpha();
    void emptyVolumeIsEmpty();
    void gradientAgreesWithDifferences();
    void refusesSeveralPictures();
};

void TestGuidedRays::fusedDecoderIsTheDecoder_data()
{
    QTest::addColumn<int>("blend");
    QTest::addColumn<int>("points");
    for (const int points : {1, 63, 64, 65, 5000}) {
        QTest::addRow("three planes, %d points", points)
            << static_cast<int>(PlaneBlend::AllThree) << points;
        QTest::addRow("four planes, %d points", points)
            << static_cast<int>(PlaneBlend::Aligned) << points;
    }
}

void TestGuidedRays::fusedDecoderIsTheDecoder()
{
    QFETCH(int, blend);
    QFETCH(int, points);
    GeneratorConfig config = compactConfig();
    config.planeBlend = static_cast<PlaneBlend>(blend);
    const auto parameters = randomDecoder();
    const auto random = at::detail::createCPUGenerator(5);
    const Tensor planes =
        at::randn({2, config.planeCount(), 24, 32, kChannels}, random, torch::TensorOptions());
    const Tensor places =
        at::rand({2, points, 3}, random, torch::TensorOptions()) * 1.2 - 0.6; // some lie outside
    const Volume volume = {planes, planeGeometry(config), ParameterScope(parameters) / "decoder",
                           config.rendering};
    const torch::NoGradGuard noGradient;
    const auto expected =
        decode(volume.decoder, samplePlanes(planes, places, volume.geometry), 1.0);
    const auto fused = FusedVolume(volume, Decoded::ColourAndDensity).sample(places);
    QVERIFY(largest(fused.density - expected.density) < 1e-5 * (1.0 + largest(expected.density)));
    QVERIFY(largest(fused.colours - expected.colours) < 1e-5);
    const Tensor alone = FusedVolume(volume, Decoded::Density).sample(places).density;
    QVERIFY(largest(alone - expected.density) < 1e-5 * (1.0 + largest(expected.density)));
    QVERIFY(!FusedVolume(volume, Decoded::Density).sample(places).colours.defined());
}

void TestGuidedRays::densityNeedsFewUnits_data()
{
    QTest::addColumn<int>("units");
    for (const int units : {0, 1, 3, 4, 5, 17, 24}) // up to 16 of 20 channels they have planes of their own
        QTest::addRow("%d units", units) << units;
}

void TestGuidedRays::densityNeedsFewUnits()
{
    QFETCH(int, units);
    constexpr int kMoreChannels = 20, kMoreHidden = 24;
    GeneratorConfig config = compactConfig();
    config.planeBlend = PlaneBlend::Aligned;
    tensorio::StateDict parameters;
    parameters.set("decoder.net.0.weight", drawn({kMoreHidden, kMoreChannels}, 1));
    parameters.set("decoder.net.0.bias", drawn({kMoreHidden}, 2));
    parameters.set("decoder.net.2.weight", drawn({1 + kColours, kMoreHidden}, 3));
    parameters.set("decoder.net.2.bias", drawn({1 + kColours}, 4));
    parameters.at("decoder.net.2.weight")[0].slice(0, 0, kMoreHidden - units).zero_();  // the last ones alone
    parameters.at("decoder.net.0.weight").slice(1, 6, 11).zero_();                     // some channels are for nobody
    const Volume volume = {drawn({2, 4, 24, 32, kMoreChannels}, 5), planeGeometry(config), ParameterScope(parameters) / "decoder",
                           config.rendering};
    const Tensor places = drawn({2, 333, 3}, 6) * 0.4; // some lie outside
    const torch::NoGradGuard noGradient;
    const Tensor expected = decode(volume.decoder, samplePlanes(volume.planes, places, volume.geometry), 1.0).density;
    const FusedVolume fused(volume, Decoded::Density);
    const Tensor density = fused.sample(places).density;
    QVERIFY(largest(density - expected) < 1e-5 * (1.0 + largest(expected)));

    Tensor few = torch::empty({100});
    fused.densityAt(places.data_ptr<float>(), 100, few.data_ptr<float>());
    QVERIFY(torch::equal(few, density[0].slice(0, 0, 100).reshape({-1})));
}

void TestGuidedRays::gradientNeedsTheOperators()
{
    tensorio::StateDict parameters;
    const Volume volume = ball(parameters);
    QVERIFY(!canFuse(volume));
    const torch::NoGradGuard noGradient;
    QVERIFY(canFuse(volume));
}

void TestGuidedRays::findsTheSurface()
{
    tensorio::StateDict parameters;
    const Volume volume = ball(parameters);
    const auto traced = traceVolume(volume, frontLabel(), 65);
    // The ray through the middle meets the ball's nearest point.
    const auto camera = mesh::orbitCamera({});
    const double distance =
        (camera.headFromCamera.translation() + Eigen::Vector3d(0.0, kWorldLift, 0.0)).norm() *
        kWorldPerMetre;
    const double depth = traced.depth[0][0][32][32].item<double>();
    QVERIFY2(std::abs(depth - (distance - kRadius)) < 0.02, qPrintable(QString::number(depth)));
    QVERIFY(traced.alpha[0][0][32][32].item<double>() > 0.99);
    QCOMPARE(traced.alpha[0][0][0][0].item<double>(), 0.0);
    const Tensor radii = traced.points.norm(2, 2);
    QVERIFY2(largest(radii - kRadius) < 0.05, "samples that are seen lie near the surface");
}

void TestGuidedRays::threadsChangeNothing()
{
    tensorio::StateDict parameters;
    const Volume volume = ball(parameters);
    const auto traced = [&](int threads) {
        at::set_num_threads(threads);
        return traceVolume(volume, frontLabel(), 65);
    };
    const int before = at::get_num_threads();
    const TracedRays one = traced(1), several = traced(3);
    at::set_num_threads(before);
    QVERIFY(torch::equal(one.points, several.points) && torch::equal(one.weights, several.weights));
    QVERIFY(torch::equal(one.depth, several.depth) && torch::equal(one.alpha, several.alpha));
}

void TestGuidedRays::agreesWithManySamples()
{
    tensorio::StateDict parameters;
    Volume volume = ball(parameters);
    const torch::NoGradGuard noGradient;
    const int resolution = 32;
    const auto guided = shadeVolume(volume, traceVolume(volume, frontLabel(), resolution));
    volume.config.depthSamples = 192;
    volume.config.importanceSamples = 96;
    const int size = 2 * resolution; // outlines are seen by four rays a pixel
    const auto draws = rayDraws({}, volume.config, 1, size * size);
    const March march = renderVolume(volume, frontLabel(), size, draws).march;
    const auto picture = [&](const Tensor& x) {
        return at::avg_pool2d(x.transpose(1, 2).reshape({1, -1, size, size}), {2, 2});
    };
    const Tensor difference = (guided.features - picture(march.colour)).abs();
    QVERIFY2(difference.mean().item<double>() < 0.004,
             qPrintable(QString::number(difference.mean().item<double>())));
    const Tensor alpha = (guided.alpha - picture(march.opacity)).abs();
    QVERIFY2(alpha.mean().item<double>() < 0.004,
             qPrintable(QString::number(alpha.mean().item<double>())));
}

// Against the share of each pixel that sixteen rays cover, four rays along the outline err far less than one.
void TestGuidedRays::outlinesAreSmooth()
{
    tensorio::StateDict parameters;
    Volume volume = ball(parameters);
    const torch::NoGradGuard noGradient;
    const int resolution = 24;
    const Tensor smooth = traceVolume(volume, frontLabel(), resolution).alpha;
    const Tensor plain = traceVolume(volume, frontLabel(), resolution, Outlines::Plain).alpha;
    volume.config.depthSamples = 96;
    const auto opacity = [&](int size) {
        const auto draws = rayDraws({}, volume.config, 1, std::int64_t{size} * size);
        return renderVolume(volume, frontLabel(), size, draws).march.opacity.reshape({1, 1, size, size});
    };
    const Tensor covered = at::avg_pool2d(opacity(4 * resolution), {4, 4});
    const auto error = [&](const Tensor& alpha) { return (alpha - covered).square().mean().sqrt().item<double>(); };
    const double of1 = error(plain), of4 = error(smooth);
    QVERIFY2(of4 < 0.6 * of1, qPrintable(QString("%1 against %2").arg(of4).arg(of1)));
}

void TestGuidedRays::weightsAddUpToAlpha()
{
    tensorio::StateDict parameters;
    const auto traced = traceVolume(ball(parameters), frontLabel(), 48);
    const Tensor sums = at::zeros({48 * 48});
    const Tensor counts = traced.first.slice(0, 1) - traced.first.slice(0, 0, -1);
    sums.index_add_(0, at::repeat_interleave(at::arange(48 * 48, torch::kInt64), counts),
                    traced.weights);
    QVERIFY(counts.max().item<std::int64_t>() > 1);
    QVERIFY(largest(sums - traced.alpha.reshape({-1})) < 1e-5);
}

void TestGuidedRays::emptyVolumeIsEmpty()
{
    tensorio::StateDict parameters;
    Volume volume = ball(parameters);
    parameters.at("decoder.net.2.bias")[0] = -1000.0;
    const torch::NoGradGuard noGradient;
    const auto traced = traceVolume(volume, frontLabel(), 32);
    QCOMPARE(traced.weights.numel(), std::int64_t{0});
    const auto shaded = shadeVolume(volume, traced);
    QCOMPARE(largest(shaded.alpha), 0.0);
    QCOMPARE(largest(shaded.features + 1.0), 0.0); // premultiplied black
    volume.config.whiteBack = true;
    QCOMPARE(largest(shadeVolume(volume, traced).features - 1.0), 0.0);
}

void TestGuidedRays::gradientAgreesWithDifferences()
{
    tensorio::StateDict parameters;
    Volume volume = ball(parameters);
    const auto traced = traceVolume(volume, frontLabel(), 24);
    const auto random = at::detail::createCPUGenerator(3);
    const Tensor target = at::randn({1, kColours, 24, 24}, random, torch::TensorOptions());
    const auto loss = [&] { return (shadeVolume(volume, traced).features * target).sum(); };
    volume.planes.set_requires_grad(true);
    const Tensor weight = parameters.at("decoder.net.2.weight").set_requires_grad(true);
    loss().backward();
    const auto slope = [&](Tensor leaf, std::int64_t index) {
        const torch::NoGradGuard noGradient;
        constexpr float kStep = 0.02F;
        float& value = leaf.data_ptr<float>()[index];
        const float before = value;
        value = before + kStep;
        const double above = loss().item<double>();
        value = before - kStep;
        const double below = loss().item<double>();
        value = before;
        return (above - below) / (2.0 * kStep);
    };
    for (const std::int64_t index : {2 * kHidden + 1, 5 * kHidden + 7}) {
        const double expected = slope(weight, index),
                     actual = weight.grad().reshape({-1})[index].item<double>();
        QVERIFY2(std::abs(actual - expected) < 0.01 * std::abs(expected) + 0.02,
                 qPrintable(QString("%1 instead of %2").arg(actual).arg(expected)));
    }
    const Tensor planeGradient = volume.planes.grad().reshape({-1});
    const auto strongest = planeGradient.abs().argmax().item<std::int64_t>();
    const double expected = slope(volume.planes, strongest),
                 actual = planeGradient[strongest].item<double>();
    QVERIFY2(std::abs(actual - expected) < 0.02 * std::abs(expected),
             qPrintable(QString("%1 instead of %2").arg(actual).arg(expected)));
    QVERIFY(std::abs(expected) > 0.01);
}

void TestGuidedRays::refusesSeveralPictures()
{
    tensorio::StateDict parameters;
    const Volume volume = ball(parameters);
    QVERIFY_THROWS_EXCEPTION(std::exception,
                             (void)traceVolume(volume, frontLabel().repeat({2, 1}), 16));
}

QTEST_GUILESS_MAIN(TestGuidedRays)
#include "tst_guided_rays.moc"
