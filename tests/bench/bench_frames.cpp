// SPDX-License-Identifier: GPL-3.0-or-later
// Milliseconds of a project's previews and full pictures, stage by stage, while the camera or the jaw moves: wall time of the stages
// and of the whole, and processor time of all threads; each of the round that took the least processor time.
// Arguments: a project, threads (all), a folder for the pictures (none).
#include "avatar/stage_renderer.h"
#include "export/image_file.h"
#include "project/load_avatar.h"
#include "tensorio/tensor_memory.h"

#include <ATen/Parallel.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <thread>

namespace {

using namespace effigy;

constexpr int kRounds = 8;

struct Taken {
    avatar::RenderResult result;
    double busyMs = 0.0;
};

Taken taken(avatar::StageRenderer& renderer, const avatar::RenderRequest& request)
{
    const std::clock_t before = std::clock();
    Taken taken{renderer.render(request)};
    taken.busyMs = 1e3 * static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC;
    return taken;
}

/// The camera a little to the side, or the jaw a little open, more from round to round.
avatar::RenderRequest moved(avatar::RenderRequest request, const std::string& what, int round)
{
    mesh::OrbitView orbit;
    orbit.yaw = 0.25 + (what == "orbit" ? 0.03 * round : 0.0);
    request.camera = avatar::viewportCamera(orbit, request.width, request.height);
    request.controls.set("jawOpen", 0.3 + (what == "jaw" ? 0.03 * round : 0.0));
    return request;
}

void measure(avatar::StageRenderer& renderer, const avatar::RenderRequest& request, const std::string& what,
             const std::filesystem::path& folder)
{
    const std::string quality = request.quality == avatar::Quality::Full ? "full" : "preview";
    std::optional<Taken> least;
    for (int round = 0; round <= kRounds; ++round) { // the first fills what is kept
        auto now = taken(renderer, moved(request, what, round));
        if (round > 0 && (!least || now.busyMs < least->busyMs))
            least = std::move(now);
    }
    std::printf("%-6s %-8s %7.1f ms busy %7.1f ms wall  ", what.c_str(), quality.c_str(), least->busyMs, 1e3 * least->result.seconds);
    for (int stage = 0; stage < avatar::kStageCount; ++stage)
        if (const auto& run = least->result.stages[static_cast<std::size_t>(stage)]; run.ran)
            std::printf(" %s %.1f", std::string(avatar::stageName(static_cast<avatar::Stage>(stage))).c_str(), 1e3 * run.seconds);
    std::printf("\n");
    std::fflush(stdout);
    if (!folder.empty())
        exporter::writeImage(folder / (what + "_" + quality + ".png"), renderer.render(moved(request, what, kRounds / 2)).image);
}

} // namespace

int main(int argc, char** argv)
{
    if (argc < 2) {
        std::fprintf(stderr, "bench_frames PROJECT [THREADS] [FOLDER]\n");
        return 2;
    }
    tensorio::keepTensorMemory(); // as the programs do
    const int cores = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    at::set_num_threads(argc > 2 ? std::atoi(argv[2]) : cores);
    const auto project = project::Project::open(argv[1], project::Access::ReadOnly);
    avatar::StageRenderer renderer(project::loadAvatar(project));
    avatar::RenderRequest request;
    request.controls = project.document().state().controls;
    for (const auto quality : {avatar::Quality::Preview, avatar::Quality::Full})
        for (const char* what : {"orbit", "jaw"}) {
            request.quality = quality;
            measure(renderer, request, what, argc > 3 ? argv[3] : "");
        }
    return 0;
}
