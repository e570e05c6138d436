// SPDX-License-Identifier: GPL-3.0-or-later
// Seconds per stage of a generator of the published size with random weights on the free head: wall
// time, and processor time of all threads, which a busy machine disturbs less; of each the least of
// several rounds. With f32 products and, where the processor has them, with bf16 products, by turns;
// then how far the two images are apart. Arguments: threads, seed of weights and latent.
#include "generator/camera_label.h"
#include "generator/stages.h"
#include "tensorio/tensor_memory.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <c10/core/InferenceMode.h>

#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>

namespace {

using namespace effigy;
using namespace effigy::generator;

struct Seconds {
    double wall = 0.0;
    double busy = 0.0;
    Seconds& operator+=(const Seconds& other)
    {
        wall += other.wall;
        busy += other.busy;
        return *this;
    }
};

constexpr int kRounds = 5;

Seconds once(const std::function<void()>& stage)
{
    const auto begin = std::chrono::steady_clock::now();
    const std::clock_t busy = std::clock();
    stage();
    return {std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count(),
            static_cast<double>(std::clock() - busy) / CLOCKS_PER_SEC};
}

/// Of a stage with f32 products and with bf16 products.
struct Both {
    Seconds f32;
    Seconds bf16;
    Both& operator+=(const Both& other)
    {
        f32 += other.f32;
        bf16 += other.bf16;
        return *this;
    }
};

void report(const char* name, const Both& seconds)
{
    std::printf("%-28s %8.2f s wall %8.2f s busy", name, seconds.f32.wall, seconds.f32.busy);
    if (nn::multipliesBf16())
        std::printf("      bf16 %8.2f s wall %8.2f s busy, %.2f and %.2f times as fast", seconds.bf16.wall, seconds.bf16.busy,
                    seconds.f32.wall / seconds.bf16.wall, seconds.f32.busy / seconds.bf16.busy);
    std::printf("\n");
}

Seconds lesser(const Seconds& a, const Seconds& b)
{
    return {std::min(a.wall, b.wall), std::min(a.busy, b.busy)};
}

Both measured(const char* name, const std::function<void(nn::Products)>& stage)
{
    constexpr Seconds kNever = {1e9, 1e9};
    Both least = {kNever, kNever};
    for (int i = 0; i < kRounds; ++i) {
        if (nn::multipliesBf16())
            least.bf16 = lesser(least.bf16, once([&] { stage(nn::Products::Bf16); }));
        least.f32 = lesser(least.f32, once([&] { stage(nn::Products::F32); })); // last, for what follows goes on from its result
    }
    report(name, least);
    return least;
}

// What does not depend on how convolutions multiply.
Both measured(const char* name, const std::function<void()>& stage)
{
    Seconds least = once(stage);
    for (int i = 1; i < kRounds; ++i)
        least = lesser(least, once(stage));
    const Both both = {least, least};
    report(name, both);
    return both;
}

// What the processor can do at best: a matrix product that fits its cache.
void reportPeak()
{
    constexpr int kSide = 1024;
    const torch::Tensor a = torch::randn({kSide, kSide}), b = torch::randn({kSide, kSide});
    Seconds least = once([&] { (void)at::matmul(a, b); });
    for (int i = 0; i < 20; ++i)
        least = lesser(least, once([&] { (void)at::matmul(a, b); }));
    constexpr double kProducts = 1e-9 * kSide * kSide * kSide;
    std::printf("matrix product               %8.0f GMAC/s wall %8.0f GMAC/s of one busy thread\n", kProducts / least.wall,
                kProducts / least.busy);
}

// How far the image of a frame with bf16 products is from `exact`, one with f32 products.
void reportDistance(const Generator& generator, const torch::Tensor& ws, const HeadPose& pose, const torch::Tensor& label,
                    const torch::Tensor& exact)
{
    const Frame frame = renderFrame(generator, ws, pose, label, {}, {.products = nn::Products::Bf16});
    const torch::Tensor difference = (frame.image - exact).to(torch::kFloat64);
    std::printf("bf16 image                   %8.1f dB from f32 (full scale 2), at most %.3f; standard deviation of the image %.2f\n",
                10.0 * std::log10(4.0 / difference.square().mean().item<double>()), difference.abs().max().item<double>(),
                exact.std().item<double>());
}

} // namespace

int main(int argc, char** argv)
{
    effigy::tensorio::keepTensorMemory();
    at::set_num_threads(argc > 1 ? std::atoi(argv[1]) : 2);
    const c10::InferenceMode inference;
    const auto head = effigy::head::loadFreeHead();
    Generator generator;
    const int seed = argc > 2 ? std::atoi(argv[2]) : 1;
    generator.parameters = randomParameters(generator.config, static_cast<std::uint64_t>(seed));
    torch::manual_seed(seed);
    generator.layout = headLayout(head->data(), generator.config.planeResolution);
    std::printf("%lld numbers in the parameters\n",
                static_cast<long long>(generator.parameters.elementCount()));
    reportPeak();
    const HeadPose pose = headPose(*head, {});
    const torch::Tensor label = toTensor(cameraLabel(effigy::mesh::orbitCamera({})));
    const torch::Tensor ws = mapping(generator, torch::randn({1, generator.config.zDim}), label);

    IdentityStage identity = identityStage(generator, ws); // once before, so that memory is warm
    RasterStage raster;
    DeformStage deform;
    CameraStage camera;
    torch::Tensor image;
    Both frame, cameraOnly;
    frame += measured("texture and static planes",
                      [&](nn::Products products) { identity = identityStage(generator, ws, {.products = products}); });
    frame += measured("rasterise", [&] { raster = rasterStage(generator, pose); });
    frame += measured("mouth, blending, planes", [&](nn::Products products) {
        deform = deformStage(generator, identity, raster, ws, {.products = products});
    });
    cameraOnly += measured("volume", [&] { camera = cameraStage(generator, deform.planes, label); });
    cameraOnly += measured("superresolution", [&](nn::Products products) {
        image = finishStage(generator, camera, ws, FinishPrecision::AsPublished, products);
    });
    frame += cameraOnly;
    report("full frame", frame);
    report("only the camera moved", cameraOnly);
    if (nn::multipliesBf16())
        reportDistance(generator, ws, pose, label, image);
    rusage usage = {};
    getrusage(RUSAGE_SELF, &usage);
    std::printf("peak memory %.0f MB\n", static_cast<double>(usage.ru_maxrss) / 1024.0);
    return 0;
}
