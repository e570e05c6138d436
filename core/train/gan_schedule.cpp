// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/gan_schedule.h"

#include "base/error.h"
#include "generator/fir.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace effigy::train {

using torch::Tensor;

namespace {

// How far a fade of `length` pictures has come, 0..1.
double faded(double picturesShown, double length)
{
    return length > 0.0 ? std::min(picturesShown / length, 1.0) : 1.0;
}

} // namespace

double swapProbability(const GanSchedule& schedule, double picturesShown)
{
    if (!schedule.swapProbability)
        return 0.0;
    return std::lerp(1.0, *schedule.swapProbability, faded(picturesShown, schedule.swapFade));
}

Tensor swappedLabels(const Tensor& label, const Tensor& draws, double probability)
{
    return at::where(draws < probability, label.roll({1}, {0}), label);
}

double blurDeviation(const GanSchedule& schedule, double picturesShown)
{
    const double length = schedule.blurFadePerBatch * schedule.batch;
    return schedule.blurDeviation * (1.0 - faded(picturesShown, length));
}

Tensor blurTaps(double deviation)
{
    const auto reach = static_cast<int>(std::floor(3.0 * deviation));
    Tensor taps = torch::ones({2 * reach + 1});
    for (int i = -reach; i <= reach && reach > 0; ++i) {
        const auto x = static_cast<float>(i) / static_cast<float>(deviation);
        taps.data_ptr<float>()[i + reach] = std::exp2(-x * x);
    }
    return taps / taps.sum();
}

Tensor blurred(const Tensor& picture, double deviation)
{
    const Tensor taps = blurTaps(deviation);
    const int reach = static_cast<int>(taps.size(0) / 2);
    if (reach == 0)
        return picture;
    return generator::upfirdn2d(picture, taps.to(picture.device()),
                                {.padding = {reach, reach, reach, reach}});
}

int rawResolution(const GanSchedule& schedule, double picturesShown)
{
    if (!schedule.rawEnd)
        return schedule.rawStart;
    const double part = faded(picturesShown, schedule.rawFade);
    return static_cast<int>(
        std::nearbyint(schedule.rawStart * (1.0 - part) + *schedule.rawEnd * part));
}

double averageDecay(const GanSchedule& schedule, double picturesShown)
{
    double halfLife = schedule.averagePerBatch * schedule.batch;
    if (schedule.averageRampup > 0.0)
        halfLife = std::min(halfLife, picturesShown * schedule.averageRampup);
    return std::pow(0.5, schedule.batch / std::max(halfLife, 1e-8));
}

void moveAverage(tensorio::StateDict& average, const tensorio::StateDict& current,
                 const std::vector<std::string>& trained, double decay)
{
    const at::NoGradGuard noGradient;
    const std::set<std::string> moving(trained.begin(), trained.end());
    for (const auto& [name, tensor] : current) {
        const Tensor value = tensor.detach();
        average.set(name,
                    moving.contains(name) ? value.lerp(average.at(name), decay) : value.clone());
    }
}

LazyRates lazyRates(double learningRate, double beta1, double beta2, int interval)
{
    base::require(interval > 0, "lazyRates: an interval has steps");
    const double r = static_cast<double>(interval) / (interval + 1);
    return {learningRate * r, std::pow(beta1, r), std::pow(beta2, r)};
}

void cleanGradient(Tensor& gradient)
{
    constexpr double kLargest = 1e5;
    at::nan_to_num_(gradient, 0.0, kLargest, -kLargest);
}

} // namespace effigy::train
