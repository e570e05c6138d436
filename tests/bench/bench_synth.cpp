// SPDX-License-Identifier: GPL-3.0-or-later
// Processor seconds of synthetic heads on one thread: `bench_synth [PICTURES [SIZE]]`.
#include "base/memory.h"
#include "synth/head_photographer.h"
#include "synth/lighting.h"
#include "synth/person_sampler.h"
#include "synth/shot_sampler.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>

namespace {

double processorSeconds()
{
    return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

} // namespace

int main(int argc, char** argv)
{
    using namespace effigy::synth;
    const int pictures = argc > 1 ? std::max(1, std::atoi(argv[1])) : 40;
    const int size = argc > 2 ? std::clamp(std::atoi(argv[2]), 32, 1024) : 256;
    effigy::base::keepFreedMemory();
    const double start = processorSeconds();
    const HeadStock stock = loadHeadStock(atlasSizeFor(size));
    std::printf("load                         %8.1f ms\n", 1e3 * (processorSeconds() - start));
    double dressing = 0.0, painting = 0.0, growing = 0.0, assembling = 0.0, lighting = 0.0, plain = 0.0, known = 0.0;
    const auto timed = [](double& sum, const auto& work) {
        const double from = processorSeconds();
        auto result = work();
        sum += processorSeconds() - from;
        return result;
    };
    for (int i = 0; i < pictures; ++i) {
        const auto seed = static_cast<std::uint64_t>(i);
        const DressedHead dressed = timed(dressing, [&] { return dress(stock, sampleHead(stock.body, seed)); });
        const Shot shot = timed(dressing, [&] { return sampleShot(seed); });
        (void)timed(plain, [&] { return photograph(stock, dressed, shot, {.size = size, .hasTruthPictures = false}); });
        (void)timed(known, [&] { return photograph(stock, dressed, shot, {.size = size}); });
        // Once more, stage by stage.
        (void)timed(painting, [&] { return paintSkin(stock.skin, dressed.who); });
        (void)timed(growing, [&] { return growHair(stock, dressed.who.hair, dressed.neutral, dressed.bust); });
        const Eigen::Vector3f eye = shot.camera.headFromCamera.translation().cast<float>();
        const float thinnest = 0.5F * eye.norm() / static_cast<float>(shot.camera.fx * size);
        const Scene scene = timed(assembling, [&] { return assemble(stock, dressed, stock.head->coefficients(shot.controls, dressed.who.shape), eye, thinnest); });
        (void)timed(lighting, [&] { return light(scene, shot, 256); });
    }
    const auto line = [&](const char* name, double seconds) { std::printf("%-28s %8.1f ms\n", name, 1e3 * seconds / pictures); };
    line("person", dressing);
    line("  its skin", painting);
    line("  its hair", growing);
    line("picture, points of its truth", plain);
    line("  scene", assembling);
    line("  light and shadow", lighting);
    line("picture, all of its truth", known);
    std::printf("%.1f pictures of %d x %d a second and core, a new person in each, all truth included; %.1f with points alone\n",
                pictures / (dressing + known), size, size, pictures / (dressing + plain));
    return 0;
}
