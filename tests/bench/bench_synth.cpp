// SPDX-License-Identifier: GPL-3.0-or-later
// Processor seconds of synthetic heads on one thread: `bench_synth [PICTURES [SIZE]]`.
#include "synth/head_photographer.h"
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
    const double start = processorSeconds();
    const HeadStock stock = loadHeadStock(std::clamp(2 * size, 256, 1024));
    std::printf("load            %8.1f ms\n", 1e3 * (processorSeconds() - start));
    double dressing = 0.0, plain = 0.0, known = 0.0;
    for (int i = 0; i < pictures; ++i) {
        const auto seed = static_cast<std::uint64_t>(i);
        const double a = processorSeconds();
        const DressedHead dressed = dress(stock, sampleHead(stock.body, seed));
        const double b = processorSeconds();
        const Shot shot = sampleShot(seed);
        (void)photograph(stock, dressed, shot, {.size = size, .hasTruth = false});
        const double c = processorSeconds();
        (void)photograph(stock, dressed, shot, {.size = size, .hasTruth = true});
        dressing += b - a;
        plain += c - b;
        known += processorSeconds() - c;
    }
    std::printf("person          %8.1f ms\npicture         %8.1f ms\nwith its truth  %8.1f ms\n", 1e3 * dressing / pictures, 1e3 * plain / pictures,
                1e3 * known / pictures);
    std::printf("%.1f pictures of %d x %d a second and core, a new person in each, truth included\n", pictures / (dressing + known), size, size);
    return 0;
}
