// SPDX-License-Identifier: GPL-3.0-or-later
// Milliseconds per stage of the compact generator on the free head, without and with gradients: wall time, and processor
// time of all threads, which a busy machine disturbs less. Arguments: threads, a
// generator (a compact one with random weights when absent).
#include "generator/camera_label.h"
#include "generator/stages.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <map>
#include <string>

namespace {

using namespace effigy;
using namespace effigy::generator;

struct Seconds {
    double wall = 0.0;
    double busy = 0.0;
};

class Stopwatch {
public:
    void lap(const std::string& name)
    {
        const auto now = std::chrono::steady_clock::now();
        m_seconds[name].wall += std::chrono::duration<double>(now - m_last).count();
        m_seconds[name].busy += static_cast<double>(std::clock() - m_lastBusy) / CLOCKS_PER_SEC;
        restart();
    }
    void restart()
    {
        m_last = std::chrono::steady_clock::now();
        m_lastBusy = std::clock();
    }
    void print(const char* title, int rounds) const
    {
        Seconds total;
        std::printf("%s\n", title);
        const auto line = [&](const char* name, const Seconds& seconds) {
            std::printf("  %-14s %8.1f ms wall %8.1f ms busy\n", name, 1000.0 * seconds.wall / rounds, 1000.0 * seconds.busy / rounds);
        };
        for (const auto& [name, seconds] : m_seconds) {
            line(name.c_str(), seconds);
            total.wall += seconds.wall;
            total.busy += seconds.busy;
        }
        line("total", total);
    }

private:
    std::map<std::string, Seconds> m_seconds;
    std::chrono::steady_clock::time_point m_last = std::chrono::steady_clock::now();
    std::clock_t m_lastBusy = std::clock();
};

void round(const Generator& generator, const HeadPose& pose, const torch::Tensor& ws, const torch::Tensor& label, bool backward,
           Stopwatch& watch)
{
    watch.restart();
    const IdentityStage identity = identityStage(generator, ws);
    watch.lap("1 identity");
    const RasterStage raster = rasterStage(generator, pose);
    watch.lap("2 raster");
    const DeformStage deform = deformStage(generator, identity, raster, ws);
    watch.lap("3 deform");
    const CameraStage camera = cameraStage(generator, deform.planes, label);
    watch.lap("4 camera");
    const torch::Tensor image = finishStage(generator, camera, ws);
    watch.lap("5 finish");
    if (!backward)
        return;
    (image.square().mean() + camera.depth.mean()).backward();
    watch.lap("6 backward");
}

} // namespace

int main(int argc, char** argv)
{
    at::set_num_threads(argc > 1 ? std::atoi(argv[1]) : 2);
    const auto head = head::loadFreeHead();
    Generator generator = argc > 2 ? readGenerator(argv[2]) : Generator();
    if (argc <= 2) {
        generator.config = compactConfig();
        generator.parameters = randomParameters(generator.config, 1);
        generator.layout = headLayout(head->data(), generator.config.planeResolution);
    }
    std::printf("%lld numbers in the parameters\n", static_cast<long long>(generator.parameters.elementCount()));
    const HeadPose pose = headPose(*head, {});
    const torch::Tensor label = toTensor(cameraLabel(mesh::orbitCamera({})));
    const torch::Tensor ws = mapping(generator, torch::randn({1, generator.config.zDim}), label).detach();

    constexpr int kRounds = 3;
    {
        const at::NoGradGuard noGradient;
        Stopwatch warm, watch;
        round(generator, pose, ws, label, false, warm);
        for (int i = 0; i < kRounds; ++i)
            round(generator, pose, ws, label, false, watch);
        watch.print("forward", kRounds);
    }
    for (const std::string& name : trainedNames(generator.config))
        generator.parameters.set(name, generator.parameters.at(name).set_requires_grad(true));
    Stopwatch warm, watch;
    round(generator, pose, ws, label, true, warm);
    for (int i = 0; i < kRounds; ++i)
        round(generator, pose, ws, label, true, watch);
    watch.print("forward and backward", kRounds);
    return 0;
}
