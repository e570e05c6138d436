// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "core/generator/drawn.h"
#include "generator/convolution.h"
#include "generator/fir.h"
#include "generator/resampled_convolution.h"
#include "nn/tiled_convolution.h"

#include <QtTest/QtTest>

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <ATen/core/grad_mode.h>

#include <cmath>

using namespace effigy;
using namespace effigy::generator;
using effigy::test::drawn;
using torch::Tensor;

namespace {

// The same by the general operator in f64, one picture at a time.
Tensor reference(const Tensor& x, const Tensor& weight, const nn::TiledConvolution& options)
{
    std::vector<Tensor> pictures;
    for (std::int64_t i = 0; i < x.size(0); ++i) {
        Tensor w = weight.to(torch::kFloat64) * options.weightGain;
        if (options.styles.defined())
            w = w * options.styles[i].to(torch::kFloat64).reshape({1, -1, 1, 1});
        if (options.demodulates)
            w = w / (w.square().sum({1, 2, 3}, true) + 1e-8).sqrt();
        const Tensor in = x.slice(0, i, i + 1).to(torch::kFloat64);
        const bool isUp = options.resampling == nn::Resampling::Up;
        Tensor y = isUp ? convolveResampled(in, w, smoothFilter() * 1.0, {.up = 2, .padding = {1, 1, 1, 1}, .flipsWeight = true})
                        : convolveResampled(in, w, {}, {.padding = {1, 1, 1, 1}});
        if (options.noise.defined())
            y = y + options.noise.to(torch::kFloat64) * options.strength.item<double>();
        if (options.bias.defined())
            y = y + options.bias.to(torch::kFloat64).reshape({1, -1, 1, 1});
        y = at::leaky_relu(y, options.epilogue.slope) * options.epilogue.gain;
        pictures.push_back(options.epilogue.clamp > 0.0 ? y.clamp(-options.epilogue.clamp, options.epilogue.clamp) : y);
    }
    return at::cat(pictures);
}

double largestDifference(const Tensor& x, const Tensor& y)
{
    return (x.to(torch::kFloat64) - y).abs().max().item<double>();
}

/// All that a layer may ask for.
nn::TiledConvolution everything(const Tensor& x, const Tensor& weight, bool isUp)
{
    const int scale = isUp ? 2 : 1;
    return {.resampling = isUp ? nn::Resampling::Up : nn::Resampling::Same,
            .styles = drawn({x.size(0), x.size(1)}, 3),
            .demodulates = true,
            .noise = drawn({scale * x.size(2), scale * x.size(3)}, 4),
            .strength = torch::tensor(0.3F),
            .bias = drawn({weight.size(0)}, 5),
            .epilogue = {.clamp = 2.0}};
}

} // namespace

class TestTiledConvolution : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void laysDownTheKernel();
    void enlargesAConstant();
    void agreesWithTheGeneralOperator_data();
    void agreesWithTheGeneralOperator();
    void bf16StaysNearTheGeneralOperator_data() { agreesWithTheGeneralOperator_data(); }
    void bf16StaysNearTheGeneralOperator();
    void bf16EnlargesSmallNumbersExactly();
    void bf16ShrinksSmallNumbersExactly();
    void preparedIsTheSame();
    void doesNotDependOnThreads();
    void enlargingDoesNotDependOnThreads();
    void refusesWhatItCannotDo();
    void pointwiseAgreesWithTorch_data();
    void pointwiseAgreesWithTorch();
};

void TestTiledConvolution::laysDownTheKernel()
{
    const at::NoGradGuard noGradient;
    Tensor x = torch::zeros({1, 1, 9, 7});
    x[0][0][4][3] = 1.0F;
    const Tensor weight = torch::arange(1, 10).to(torch::kFloat32).reshape({1, 1, 3, 3});
    Tensor expected = torch::zeros({1, 1, 9, 7});
    expected.slice(2, 3, 6).slice(3, 2, 5).copy_(weight.flip({2, 3})); // correlation leaves it turned around
    QVERIFY(torch::allclose(nn::convolveTiled(x, weight, {}), expected, 0.0, 1e-5)); // sums of 36 products of up to 9
}

void TestTiledConvolution::enlargesAConstant()
{
    const at::NoGradGuard noGradient;
    const Tensor y = nn::convolveTiled(torch::ones({1, 1, 8, 8}), torch::ones({1, 1, 3, 3}), {.resampling = nn::Resampling::Up});
    QCOMPARE(y.sizes(), c10::IntArrayRef({1, 1, 16, 16}));
    // Inside, nine taps see the smoothed constant 1.
    QVERIFY(torch::allclose(y.slice(2, 2, 14).slice(3, 2, 14), torch::full({1, 1, 12, 12}, 9.0F), 0.0, 1e-5));
}

void TestTiledConvolution::agreesWithTheGeneralOperator_data()
{
    QTest::addColumn<int>("in");
    QTest::addColumn<int>("out");
    QTest::addColumn<int>("height");
    QTest::addColumn<int>("width");
    QTest::addColumn<bool>("isUp");
    QTest::newRow("whole panels") << 16 << 16 << 32 << 32 << false;
    QTest::newRow("more channels than summed at once") << 150 << 8 << 16 << 64 << false;
    QTest::newRow("odd sizes") << 5 << 11 << 37 << 29 << false;
    QTest::newRow("a row") << 3 << 4 << 1 << 70 << false;
    QTest::newRow("one pixel") << 2 << 2 << 1 << 1 << false;
    QTest::newRow("twice the size") << 20 << 12 << 16 << 16 << true;
    QTest::newRow("twice whole panels") << 24 << 16 << 32 << 64 << true;
    QTest::newRow("twice a row") << 5 << 10 << 2 << 70 << true;
    QTest::newRow("twice an odd height") << 70 << 8 << 33 << 24 << true;
    QTest::newRow("twice an odd size") << 6 << 9 << 13 << 21 << true;
    QTest::newRow("twice one pixel") << 2 << 3 << 1 << 1 << true;
}

void TestTiledConvolution::agreesWithTheGeneralOperator()
{
    QFETCH(int, in);
    QFETCH(int, out);
    QFETCH(int, height);
    QFETCH(int, width);
    QFETCH(bool, isUp);
    const at::NoGradGuard noGradient;
    const Tensor x = drawn({2, in, height, width}, 1), weight = drawn({out, in, 3, 3}, 2);
    const nn::TiledConvolution whole = everything(x, weight, isUp);
    // Results are about 1, the largest about 5; Winograd's rounding reaches 6e-6 with 150 channels.
    QVERIFY(largestDifference(nn::convolveTiled(x, weight, whole), reference(x, weight, whole)) < 1e-5);
    const nn::TiledConvolution bare = {.resampling = whole.resampling, .weightGain = 1.0 / std::sqrt(9.0 * in)};
    QVERIFY(largestDifference(nn::convolveTiled(x, weight, bare), reference(x, weight, bare)) < 1e-5);
}

void TestTiledConvolution::preparedIsTheSame()
{
    const at::NoGradGuard noGradient;
    const Tensor x = drawn({2, 20, 28, 30}, 1), weight = drawn({17, 20, 3, 3}, 2), bias = drawn({17}, 3);
    const nn::PreparedConvolution prepared(weight.slice(0, 0, 17), bias, 0.2);
    const Tensor y = prepared(x);
    QVERIFY(torch::equal(y, nn::convolveTiled(x, weight, {.bias = bias, .epilogue = {.slope = 0.2, .gain = 1.0}})));
    QVERIFY(torch::equal(prepared(x), y)); // nothing of a call is kept
    QVERIFY_EXCEPTION_THROWN((void)prepared(x.slice(1, 0, 19)), base::ContractError);
    QVERIFY_EXCEPTION_THROWN(nn::PreparedConvolution(weight, bias.slice(0, 0, 16), 0.2), base::ContractError);
}

void TestTiledConvolution::bf16StaysNearTheGeneralOperator()
{
    if (!nn::multipliesBf16())
        QSKIP("this processor has no AVX-512 BF16");
    QFETCH(int, in);
    QFETCH(int, out);
    QFETCH(int, height);
    QFETCH(int, width);
    QFETCH(bool, isUp);
    const at::NoGradGuard noGradient;
    const Tensor x = drawn({2, in, height, width}, 1), weight = drawn({out, in, 3, 3}, 2);
    nn::TiledConvolution options = everything(x, weight, isUp);
    options.products = nn::Products::Bf16;
    const Tensor exact = reference(x, weight, options), difference = nn::convolveTiled(x, weight, options) - exact;
    const double decibels = 10.0 * std::log10(exact.square().mean().item<double>() / difference.square().mean().item<double>());
    // White noise is the worst input: 39 dB by Winograd, 47 dB phase by phase, with a channel or two left out some 6 to 20.
    QVERIFY2(decibels > (isUp ? 44.0 : 36.0), qPrintable(QString::number(decibels)));
}

void TestTiledConvolution::bf16EnlargesSmallNumbersExactly()
{
    if (!nn::multipliesBf16())
        QSKIP("this processor has no AVX-512 BF16");
    const at::NoGradGuard noGradient;
    // Sums and differences of these have eight bits, their products and sums of products fit into f32.
    const Tensor x = (drawn({1, 33, 12, 20}, 1) * 8.0).round().clamp(-32.0, 32.0);
    const Tensor weight = (drawn({9, 33, 3, 3}, 2) * 4.0).round().clamp(-16.0, 16.0);
    const nn::TiledConvolution options = {.resampling = nn::Resampling::Up, .products = nn::Products::Bf16};
    QVERIFY(torch::equal(nn::convolveTiled(x, weight, options).to(torch::kFloat64), reference(x, weight, options)));
}

void TestTiledConvolution::bf16ShrinksSmallNumbersExactly()
{
    const Tensor x = torch::ones({1, 4, 16, 16}) * 3.0, weight = (drawn({5, 4, 3, 3}, 2) * 2.0).round().clamp(-3.0, 3.0);
    const Tensor exact = convolve(x, weight, nn::Resampling::Down);
    QVERIFY(torch::equal(convolve(x, weight, nn::Resampling::Down, nn::Products::Bf16), exact)); // with gradients it counts for nothing
    const at::NoGradGuard noGradient;
    const Tensor inside = exact.slice(2, 1, 7).slice(3, 1, 7); // where smoothing leaves threes, and sums stay below 256
    QVERIFY(torch::equal(convolve(x, weight, nn::Resampling::Down, nn::Products::Bf16).slice(2, 1, 7).slice(3, 1, 7), inside));
    const Tensor noise = drawn({1, 4, 16, 16}, 3);
    QVERIFY(!torch::equal(convolve(noise, weight, nn::Resampling::Down, nn::Products::Bf16), convolve(noise, weight, nn::Resampling::Down)));
}

void TestTiledConvolution::doesNotDependOnThreads()
{
    const at::NoGradGuard noGradient;
    const Tensor x = drawn({1, 24, 48, 40}, 1), weight = drawn({16, 24, 3, 3}, 2);
    const int threads = at::get_num_threads();
    at::set_num_threads(1);
    const Tensor one = nn::convolveTiled(x, weight, {});
    at::set_num_threads(3);
    const Tensor three = nn::convolveTiled(x, weight, {});
    at::set_num_threads(threads);
    QVERIFY(torch::equal(one, three));
}

void TestTiledConvolution::enlargingDoesNotDependOnThreads()
{
    const at::NoGradGuard noGradient;
    const Tensor x = drawn({1, 24, 48, 40}, 1), weight = drawn({16, 24, 3, 3}, 2);
    const int threads = at::get_num_threads();
    at::set_num_threads(1);
    const Tensor one = nn::convolveTiled(x, weight, {.resampling = nn::Resampling::Up});
    at::set_num_threads(3);
    const Tensor three = nn::convolveTiled(x, weight, {.resampling = nn::Resampling::Up});
    at::set_num_threads(threads);
    QVERIFY(torch::equal(one, three));
}

void TestTiledConvolution::refusesWhatItCannotDo()
{
    const Tensor x = torch::zeros({1, 4, 8, 8}), weight = torch::zeros({4, 4, 3, 3});
    QVERIFY(!nn::canTile(torch::zeros({1, 32, 64, 64}), torch::zeros({32, 32, 3, 3}), nn::Resampling::Same)); // gradients are on
    QVERIFY_THROWS_EXCEPTION(base::ContractError, (void)nn::convolveTiled(x, weight, {}));
    const at::NoGradGuard noGradient;
    QVERIFY(nn::canTile(torch::zeros({1, 32, 64, 64}), torch::zeros({32, 32, 3, 3}), nn::Resampling::Same));
    QVERIFY_THROWS_EXCEPTION(base::ContractError, (void)nn::convolveTiled(x, weight, {.resampling = nn::Resampling::Down}));
    QVERIFY_THROWS_EXCEPTION(base::ContractError, (void)nn::convolveTiled(x, torch::zeros({4, 3, 3, 3}), {}));
    QVERIFY_THROWS_EXCEPTION(base::ContractError, (void)nn::convolveTiled(x, torch::zeros({4, 4, 1, 1}), {}));
    QVERIFY_THROWS_EXCEPTION(base::ContractError, (void)nn::convolveTiled(x, weight, {.demodulates = true}));
    QVERIFY_THROWS_EXCEPTION(base::ContractError,
                             (void)nn::convolveTiled(x, weight, {.noise = torch::zeros({7, 8}), .strength = torch::tensor(1.0F)}));
}

void TestTiledConvolution::pointwiseAgreesWithTorch_data()
{
    QTest::addColumn<int>("out");
    QTest::addColumn<int>("height");
    QTest::addColumn<int>("width");
    QTest::newRow("whole groups and panels") << 16 << 16 << 32;
    QTest::newRow("an image") << 3 << 37 << 29;
    QTest::newRow("one pixel") << 9 << 1 << 1;
}

void TestTiledConvolution::pointwiseAgreesWithTorch()
{
    QFETCH(int, out);
    QFETCH(int, height);
    QFETCH(int, width);
    const at::NoGradGuard noGradient;
    const Tensor x = drawn({2, 20, height, width}, 1), weight = drawn({out, 20, 1, 1}, 2), styles = drawn({2, 20}, 3);
    const Tensor bias = drawn({out}, 4), under = drawn({2, out, height, width}, 5);
    const Tensor scaled = (x * styles.reshape({2, 20, 1, 1})).to(torch::kFloat64);
    const Tensor expected = (at::conv2d(scaled, weight.to(torch::kFloat64)) * 0.5 + bias.to(torch::kFloat64).reshape({1, -1, 1, 1}))
                                .clamp(-1.5, 1.5) + under;
    const Tensor y = nn::convolvePointwise(x, weight, {.weightGain = 0.5, .styles = styles, .bias = bias, .clamp = 1.5}, under.clone());
    QVERIFY(largestDifference(y, expected) < 1e-5); // rounding of 20 f32 products
    const Tensor bare = nn::convolvePointwise(x, weight, {});
    QVERIFY(largestDifference(bare, at::conv2d(x.to(torch::kFloat64), weight.to(torch::kFloat64))) < 1e-5);
    QVERIFY_THROWS_EXCEPTION(base::ContractError, (void)nn::convolvePointwise(x, weight, {}, torch::zeros({2, out, height, width + 1})));
    QVERIFY_THROWS_EXCEPTION(base::ContractError, (void)nn::convolvePointwise(x, torch::zeros({out, 20, 3, 3}), {}));
}

QTEST_GUILESS_MAIN(TestTiledConvolution)
#include "tst_tiled_convolution.moc"
