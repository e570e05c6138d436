// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generator/drawn.h"
#include "generator/camera_label.h"
#include "generator/seen_rays.h"

#include <QtTest/QtTest>

#include <ATen/ATen.h>

#include <cmath>

using namespace effigy;
using namespace effigy::generator;
using effigy::test::drawn;
using torch::Tensor;

namespace {

constexpr int kAcross = 12;   // rays
constexpr int kChannels = 6;
constexpr int kHidden = 8;

GeneratorConfig config()
{
    GeneratorConfig config = compactConfig();
    config.rendering.importanceSamples = 10;
    config.rendering.refinementSamples = 6;
    return config;
}

/// A cloud, dense here and thin there.
struct Cloud {
    tensorio::StateDict parameters;
    Tensor planes = drawn({1, 4, 16, 16, kChannels}, 1);
    Cloud()
    {
        parameters.set("decoder.net.0.weight", drawn({kHidden, kChannels}, 2) * 4.0);
        parameters.set("decoder.net.0.bias", drawn({kHidden}, 3));
        parameters.set("decoder.net.2.weight", drawn({3, kHidden}, 4) * 40.0);
        parameters.set("decoder.net.2.bias", drawn({3}, 5));
    }
    [[nodiscard]] Volume volume() const
    {
        return {planes, planeGeometry(config()), ParameterScope(parameters) / "decoder", config().rendering};
    }
};

/// A sheet five millimetres thick before a wall, both across the view.
struct SheetAndWall {
    static constexpr int kSize = 128;
    static constexpr double kSheet = 0.15, kWall = -0.05; // z, world units
    tensorio::StateDict parameters;
    Tensor planes = torch::zeros({1, 4, kSize, kSize, kChannels});
    SheetAndWall()
    {
        const auto column = [](double z) { return static_cast<std::int64_t>((z + 0.5) * kSize); };
        Tensor sides = planes.slice(1, 2).select(4, 0); // columns run along z
        sides.slice(3, 0, column(kWall)).fill_(1.0);
        sides.slice(3, column(kSheet), column(kSheet) + 2).fill_(1.0);
        // Full at the third that two empty planes leave of it, empty at none.
        Tensor first = torch::zeros({kHidden, kChannels}), second = torch::zeros({3, kHidden}), bias = torch::zeros({3});
        first[0][0] = 30.0 * std::sqrt(kChannels);
        second[0][0] = 200.0 * std::sqrt(kHidden);
        bias[0] = -50.0;
        Tensor shut = torch::zeros({kHidden});
        shut[0] = -5.0;
        parameters.set("decoder.net.0.weight", first);
        parameters.set("decoder.net.0.bias", shut);
        parameters.set("decoder.net.2.weight", second);
        parameters.set("decoder.net.2.bias", bias);
    }
    [[nodiscard]] Volume volume() const
    {
        return {planes, planeGeometry(config()), ParameterScope(parameters) / "decoder", config().rendering};
    }
};

Rays frontRays()
{
    return cameraRays(toTensor(cameraLabel(mesh::orbitCamera({}))), kAcross);
}

/// Every ray over the head's depth.
std::vector<Candidate> everyRay()
{
    std::vector<Candidate> all;
    for (std::int64_t ray = 0; ray < kAcross * kAcross; ++ray)
        all.push_back({.ray = ray, .pixel = ray, .near = 2.3F, .far = 3.1F});
    return all;
}

/// Opacity of each ray from torch's operators: evenly spread samples, then those where they found something, then `thin` more
/// where both met little, and some behind the stretch.
Tensor opacities(const Volume& volume, int thin)
{
    const Rays rays = frontRays();
    const auto even = [](int count) { return ((at::arange(count, torch::kFloat32) + 0.5) / count).reshape({1, 1, count}); };
    const auto density = [&](const Tensor& depths) {
        const Tensor points = rays.origins.unsqueeze(2) + depths.unsqueeze(3) * rays.directions.unsqueeze(2);
        const Tensor features = samplePlanes(volume.planes, points.reshape({1, -1, 3}), volume.geometry);
        return decode(volume.decoder, features, 1.0).density.reshape(depths.sizes());
    };
    const auto march = [&](const Tensor& depths) {
        return marchRays(torch::zeros({1, depths.size(1), depths.size(2), 1}), density(depths), depths, false);
    };
    const auto sorted = [](const Tensor& a, const Tensor& b) { return std::get<0>(at::cat({a, b}, 2).sort(2)); };
    const Tensor coarse = at::linspace(2.3, 3.1, 10).expand({1, kAcross * kAcross, 10}).contiguous();
    const Tensor both = sorted(coarse, importanceDepths(coarse, march(coarse).weights, even(6)));
    const Tensor met = march(both).opacity;
    if (thin == 0)
        return met.flatten();
    const Tensor within = 2.3 + 0.8 * even(thin), behind = 3.1 + 0.2 * even(3 * thin / 8);
    const Tensor more = at::cat({within, behind}, 2);
    const Tensor close = march(sorted(both, more.expand({1, both.size(1), more.size(2)}))).opacity;
    return at::where(met.lt(0.95), close, met).flatten();
}

} // namespace

class TestSeenRays : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void agreesWithTheOperators_data();
    void agreesWithTheOperators();
    void weightsAreTheAlpha();
    void looksBehindAStretchThatHasNothing();
    void doesNotPassWhatMayStandBefore();
    void replacesRays();
    void bringsRaysTogether();
    void nothingIsSeenWithoutCandidates();
};

void TestSeenRays::agreesWithTheOperators_data()
{
    QTest::addColumn<int>("thin");
    QTest::newRow("without a closer look") << 0;
    QTest::newRow("with a closer look") << 24;
}

void TestSeenRays::agreesWithTheOperators()
{
    QFETCH(int, thin);
    const Cloud cloud;
    const Volume volume = cloud.volume();
    const torch::NoGradGuard noGradient;
    const Tensor expected = opacities(volume, thin);
    const SeenRays seen = lookAlong(DensityField(volume), frontRays(), everyRay(), thin);
    QVERIFY(expected.lt(0.9).any().item<bool>() && expected.gt(0.99).any().item<bool>()); // some rays pass, others end
    QVERIFY(seen.rays.size() > 20);
    for (const auto& ray : seen.rays) {
        const double difference = std::abs(static_cast<double>(ray.alpha) - expected[ray.pixel].item<double>());
        QVERIFY2(difference < 1e-3, qPrintable(QString::number(difference))); // densities of thousands, rounded, in an exponential
    }
}

void TestSeenRays::weightsAreTheAlpha()
{
    const Cloud cloud;
    const Volume volume = cloud.volume();
    const torch::NoGradGuard noGradient;
    const SeenRays seen = lookAlong(DensityField(volume), frontRays(), everyRay(), 16);
    for (const auto& ray : seen.rays) {
        float sum = 0.0F;
        for (auto k = ray.first; k < ray.first + ray.count; ++k)
            sum += seen.samples[k].weight;
        QVERIFY(std::abs(sum - ray.alpha) < 1e-5F);
        QVERIFY(ray.depth >= 2.3F * ray.alpha - 1e-5F && ray.depth <= 3.3F * ray.alpha + 1e-5F);
    }
}

// A gap narrower than guide rays lie apart: its stretch ends before what can be seen through it.
void TestSeenRays::looksBehindAStretchThatHasNothing()
{
    const Cloud cloud;
    const Volume volume = cloud.volume();
    const torch::NoGradGuard noGradient;
    const DensityField field(volume);
    auto shallow = everyRay();
    constexpr float kFar = 2.7F;
    for (auto& ray : shallow) { // too short to meet much
        ray.near = kFar - 1e-3F;
        ray.far = kFar;
    }
    int behind = 0, deep = 0;
    for (const auto& ray : lookAlong(field, frontRays(), shallow, 24).rays)
        behind += ray.alpha > 0.5F && ray.depth > (kFar + 1e-3F) * ray.alpha ? 1 : 0;
    for (const auto& ray : lookAlong(field, frontRays(), shallow, 0).rays)
        deep += ray.depth > (kFar + 1e-5F) * ray.alpha ? 1 : 0;
    QVERIFY2(behind > 4, qPrintable(QString::number(behind)));
    QCOMPARE(deep, 0);
}

// The sheet is thinner than the steps in which rays look first, and the wall behind it is met surely.
void TestSeenRays::doesNotPassWhatMayStandBefore()
{
    const SheetAndWall scene;
    const Volume volume = scene.volume();
    const torch::NoGradGuard noGradient;
    const DensityField field(volume);
    const auto depths = [&](bool mayHide) {
        auto rays = everyRay();
        for (auto& ray : rays)
            ray.mayHide = mayHide;
        std::vector<double> found;
        for (const auto& ray : lookAlong(field, frontRays(), rays, 64).rays)
            if (ray.pixel % kAcross == kAcross / 2 && ray.pixel / kAcross == kAcross / 2) // along z, nearly
                found.push_back(ray.depth / ray.alpha);
        return found;
    };
    const double eye = mesh::orbitCamera({}).headFromCamera.translation().norm() * kWorldPerMetre;
    const auto passed = depths(false), seen = depths(true);
    QCOMPARE(passed.size(), std::size_t{1});
    QCOMPARE(seen.size(), std::size_t{1});
    constexpr double kClose = 0.03; // world units: how far the ray slants, and half a step of what is looked at
    QVERIFY2(std::abs(passed[0] - (eye - SheetAndWall::kWall)) < kClose, qPrintable(QString::number(passed[0])));
    QVERIFY2(std::abs(seen[0] - (eye - SheetAndWall::kSheet)) < kClose, qPrintable(QString::number(seen[0])));
}

void TestSeenRays::replacesRays()
{
    const SeenRays rays = {.rays = {{.pixel = 0, .first = 0, .count = 1, .alpha = 0.5F, .depth = 1.0F},
                                    {.pixel = 2, .first = 1, .count = 1, .alpha = 0.6F, .depth = 2.0F}},
                           .samples = {{{1.0F, 1.0F, 1.0F}, 0.5F}, {{2.0F, 2.0F, 2.0F}, 0.6F}}};
    const SeenRays other = {.rays = {{.pixel = 1, .first = 0, .count = 1, .alpha = 0.7F, .depth = 3.0F},
                                     {.pixel = 2, .first = 1, .count = 2, .alpha = 0.8F, .depth = 4.0F}},
                            .samples = {{{3.0F, 3.0F, 3.0F}, 0.7F}, {{4.0F, 4.0F, 4.0F}, 0.3F}, {{5.0F, 5.0F, 5.0F}, 0.5F}}};
    const SeenRays all = replaced(rays, other, {false, true, true});
    QCOMPARE(all.rays.size(), std::size_t{3});
    const float alphas[] = {0.5F, 0.7F, 0.8F}, places[] = {1.0F, 3.0F, 4.0F};
    for (std::size_t i = 0; i < 3; ++i) {
        QCOMPARE(all.rays[i].pixel, static_cast<std::int64_t>(i));
        QCOMPARE(all.rays[i].alpha, alphas[i]);
        QCOMPARE(all.samples[all.rays[i].first].point[0], places[i]);
    }
    QCOMPARE(all.samples.size(), std::size_t{4});
}

void TestSeenRays::bringsRaysTogether()
{
    // Pixel 0 is seen plainly, pixel 1 by two rays of half a share, pixel 2 not at all, pixel 3 would be but is close.
    const SeenRays plain = {.rays = {{.pixel = 0, .first = 0, .count = 1, .alpha = 0.5F, .depth = 1.0F},
                                     {.pixel = 1, .first = 1, .count = 1, .alpha = 1.0F, .depth = 9.0F},
                                     {.pixel = 3, .first = 2, .count = 1, .alpha = 1.0F, .depth = 9.0F}},
                            .samples = {{{1.0F, 2.0F, 3.0F}, 0.5F}, {{9.0F, 9.0F, 9.0F}, 1.0F}, {{9.0F, 9.0F, 9.0F}, 1.0F}}};
    const SeenRays close = {.rays = {{.pixel = 1, .first = 0, .count = 1, .alpha = 1.0F, .depth = 2.0F},
                                     {.pixel = 1, .first = 1, .count = 1, .alpha = 0.5F, .depth = 2.0F}},
                            .samples = {{{4.0F, 5.0F, 6.0F}, 1.0F}, {{7.0F, 8.0F, 9.0F}, 0.5F}}};
    const TracedRays traced = broughtTogether(plain, close, {false, true, false, true}, 0.5F, 2);
    QVERIFY(torch::equal(traced.first, torch::tensor({0, 1, 3, 3, 3}, torch::kInt64)));
    QVERIFY(torch::equal(traced.weights, torch::tensor({0.5F, 0.5F, 0.25F})));
    QVERIFY(torch::equal(traced.points.flatten(), at::arange(1.0, 10.0, torch::kFloat32)));
    QVERIFY(torch::equal(traced.alpha.flatten(), torch::tensor({0.5F, 0.75F, 0.0F, 0.0F})));
    QVERIFY(torch::allclose(traced.depth.flatten(), torch::tensor({2.0F, 2.0F / 0.75F, 0.0F, 0.0F})));
}

void TestSeenRays::nothingIsSeenWithoutCandidates()
{
    const Cloud cloud;
    const Volume volume = cloud.volume();
    const torch::NoGradGuard noGradient;
    QVERIFY(lookAlong(DensityField(volume), frontRays(), {}, 16).rays.empty());
    const TracedRays traced = broughtTogether({}, {}, {}, 1.0F, 3);
    QCOMPARE(traced.points.size(1), std::int64_t{0});
    QVERIFY(!traced.alpha.any().item<bool>() && !traced.first.any().item<bool>());
}

QTEST_GUILESS_MAIN(TestSeenRays)
#include "tst_seen_rays.moc"
