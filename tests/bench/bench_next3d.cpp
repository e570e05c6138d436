// SPDX-License-Identifier: GPL-3.0-or-later
// Seconds per stage of a generator of the published size with random weights on the free head: wall
// time, and processor time of all threads, which a busy machine disturbs less; of each the least of
// several rounds. Argument: threads.
#include "generator/camera_label.h"
#include "generator/stages.h"
#include "tensorio/tensor_memory.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <c10/core/InferenceMode.h>

#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>

namespace {

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

Seconds measured(const char* name, const std::function<void()>& stage)
{
    Seconds least = once(stage);
    for (int i = 1; i < kRounds; ++i) {
        const Seconds seconds = once(stage);
        least = {std::min(least.wall, seconds.wall), std::min(least.busy, seconds.busy)};
    }
    std::printf("%-28s %8.2f s wall %8.2f s busy\n", name, least.wall, least.busy);
    return least;
}

// What the processor can do at best: a matrix product that fits its cache.
void reportPeak()
{
    constexpr int kSide = 1024;
    const torch::Tensor a = torch::randn({kSide, kSide}), b = torch::randn({kSide, kSide});
    Seconds least = once([&] { (void)at::matmul(a, b); });
    for (int i = 0; i < 20; ++i) {
        const Seconds seconds = once([&] { (void)at::matmul(a, b); });
        least = {std::min(least.wall, seconds.wall), std::min(least.busy, seconds.busy)};
    }
    constexpr double kProducts = 1e-9 * kSide * kSide * kSide;
    std::printf("matrix product               %8.0f GMAC/s wall %8.0f GMAC/s of one busy thread\n", kProducts / least.wall,
                kProducts / least.busy);
}

void report(const char* name, const Seconds& seconds)
{
    std::printf("%-28s %8.2f s wall %8.2f s busy\n", name, seconds.wall, seconds.busy);
}

} // namespace

int main(int argc, char** argv)
{
    effigy::tensorio::keepTensorMemory();
    at::set_num_threads(argc > 1 ? std::atoi(argv[1]) : 2);
    const c10::InferenceMode inference;
    const auto head = effigy::head::loadFreeHead();
    Generator generator;
    generator.parameters = randomParameters(generator.config, 1);
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
    Seconds frame, cameraOnly;
    frame +=
        measured("texture and static planes", [&] { identity = identityStage(generator, ws); });
    frame += measured("rasterise", [&] { raster = rasterStage(generator, pose); });
    frame += measured("mouth, blending, planes",
                      [&] { deform = deformStage(generator, identity, raster, ws); });
    cameraOnly +=
        measured("volume", [&] { camera = cameraStage(generator, deform.planes, label); });
    cameraOnly += measured("superresolution", [&] { (void)finishStage(generator, camera, ws); });
    frame += cameraOnly;
    report("full frame", frame);
    report("only the camera moved", cameraOnly);
    rusage usage = {};
    getrusage(RUSAGE_SELF, &usage);
    std::printf("peak memory %.0f MB\n", static_cast<double>(usage.ru_maxrss) / 1024.0);
    return 0;
}
