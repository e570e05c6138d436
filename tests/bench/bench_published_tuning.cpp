// SPDX-License-Identifier: GPL-3.0-or-later
// Seconds and peak memory of single steps of projection and tuning with a generator of the published size and random weights
// on the free head. Arguments: device ("cpu" or "cuda"), threads.
#include "core/avatar/avatar_fixture.h"
#include "invert/published_projector.h"
#include "invert/published_tuner.h"
#include "tensorio/tensor_memory.h"

#include <ATen/Parallel.h>

#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>

namespace {

using namespace effigy;

double peakMegabytes()
{
    rusage usage = {};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024.0;
}

void report(const char* name, invert::Search& search, int step)
{
    const auto begin = std::chrono::steady_clock::now();
    const auto result = search.step(step);
    const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - begin;
    std::printf("%-28s %8.2f s wall, loss %.4f, peak memory so far %.0f MB\n", name, passed.count(), result.loss, peakMegabytes());
    std::fflush(stdout);
}

} // namespace

int main(int argc, char** argv)
{
    tensorio::keepTensorMemory();
    const torch::Device device(argc > 1 ? argv[1] : "cpu");
    at::set_num_threads(argc > 2 ? std::atoi(argv[2]) : 2);
    const auto contents = test::fittedContents();
    generator::Generator shared;
    shared.config.planeBlend = generator::PlaneBlend::FrontOnly; // as the released checkpoint
    shared.parameters = generator::randomParameters(shared.config, 1);
    shared.layout = generator::headLayout(contents.headModel->data(), shared.config.planeResolution);
    std::printf("%lld numbers in the parameters\n", static_cast<long long>(shared.parameters.elementCount()));
    const auto subject = invert::makePublishedSubject(shared, {contents.photo, contents.fit, *contents.headModel}, {}, device);
    {
        invert::PublishedProjector projector(subject, {.steps = 100});
        report("projection, first", projector, 50);
        report("projection", projector, 51);
    }
    base::SilentProgress silent;
    const auto views = invert::preservedViews(subject, 1, 1, silent, {});
    const auto pivot = torch::zeros({1, shared.config.wsRows(), shared.config.wDim});
    invert::PublishedTuner tuner(subject, views, pivot, {.steps = 8, .preserveEvery = 3});
    report("tuning, half of the weights", tuner, 0);
    report("tuning, all weights", tuner, 4);
    report("tuning, form", tuner, 5);
    std::printf("checkpoint of %.0f MB\n", [&] {
        double bytes = 0.0;
        for (const auto& [name, tensor] : tuner.state())
            bytes += static_cast<double>(tensor.nbytes());
        return bytes / 1048576.0;
    }());
    return 0;
}
