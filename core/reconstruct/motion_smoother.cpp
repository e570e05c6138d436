// SPDX-License-Identifier: GPL-3.0-or-later
#include "reconstruct/motion_smoother.h"

#include "base/error.h"

#include <Eigen/Core>
#include <Eigen/LU>

#include <algorithm>
#include <cmath>

namespace effigy::reconstruct {

namespace {

double medianOf(std::vector<double> values)
{
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

/// Variances of the values: their noise, by the proportions of their spreads.
std::vector<double> variancesOf(const Signal& signal, double noise)
{
    constexpr double kMostDoubt = 5.0; // times the usual spread
    const double usual = medianOf({signal.spreads.begin(), signal.spreads.end()});
    std::vector<double> variances;
    for (const double spread : signal.spreads) {
        const double doubt = usual > 0.0 ? std::clamp(spread / usual, 1.0, kMostDoubt) : 1.0;
        variances.push_back(noise * noise * doubt * doubt);
    }
    return variances;
}

/// One pass of the smoother.
///   variances  [N] of the values
///   jolts      [N - 1] spectral density of the acceleration between neighbours
std::vector<double> passBothWays(const Signal& signal, const std::vector<double>& variances, const std::vector<double>& jolts)
{
    using State = Eigen::Vector2d; // value and speed
    using Spread = Eigen::Matrix2d;
    constexpr double kAnySpeed = 1e3; // per second: nothing is known of the first one
    const std::size_t count = signal.values.size();
    std::vector<State> states(count);
    std::vector<Spread> spreads(count), foreseen(count), moves(count);
    State state(signal.values[0], 0.0);
    Spread spread = Eigen::Vector2d(variances[0], kAnySpeed * kAnySpeed).asDiagonal();
    states[0] = state;
    spreads[0] = spread;
    for (std::size_t i = 1; i < count; ++i) {
        const double dt = signal.times[i] - signal.times[i - 1], q = jolts[i - 1];
        Spread move = Spread::Identity(), jolt;
        move(0, 1) = dt;
        jolt << q * dt * dt * dt / 3.0, q * dt * dt / 2.0, q * dt * dt / 2.0, q * dt;
        state = move * state;
        spread = move * spread * move.transpose() + jolt;
        foreseen[i] = spread;
        moves[i] = move;
        const double certainty = spread(0, 0) + variances[i];
        const State gain = spread.col(0) / certainty;
        state += gain * (signal.values[i] - state[0]);
        // Joseph's form: stays positive definite.
        Spread rest = Spread::Identity();
        rest.col(0) -= gain;
        spread = rest * spread * rest.transpose() + gain * gain.transpose() * variances[i];
        states[i] = state;
        spreads[i] = spread;
    }
    for (std::size_t i = count - 1; i-- > 0;) {
        const Spread back = spreads[i] * moves[i + 1].transpose() * foreseen[i + 1].inverse();
        states[i] += back * (states[i + 1] - moves[i + 1] * states[i]);
    }
    std::vector<double> smooth;
    for (const State& s : states)
        smooth.push_back(s[0]);
    return smooth;
}

/// Marks the neighbourhoods where the curve misses the values by more than their noise.
std::vector<bool> missed(const Signal& signal, const std::vector<double>& smooth, const std::vector<double>& variances)
{
    constexpr int kSpans[] = {1, 2, 3, 5, 9}; // values
    constexpr double kChance = 3.0;        // standard deviations of a mean that noise still makes
    const auto count = static_cast<int>(smooth.size());
    std::vector<double> sums(1, 0.0); // of standardised errors
    for (int i = 0; i < count; ++i)
        sums.push_back(sums.back() + (signal.values[i] - smooth[i]) / std::sqrt(variances[i]));
    std::vector<bool> marks(smooth.size(), false);
    for (const int span : kSpans)
        for (int first = 0; first + span <= count; ++first)
            if (std::abs(sums[first + span] - sums[first]) > kChance * std::sqrt(span))
                for (int i = std::max(0, first - 1); i < std::min(count, first + span + 1); ++i)
                    marks[static_cast<std::size_t>(i)] = true;
    return marks;
}

} // namespace

double noiseOfSignal(std::span<const double> values)
{
    constexpr std::size_t kFewest = 8;
    // The quiet part tells: of normal noise 3 in 10 third differences are below 0.385 of their deviation, which is sqrt(20) times
    // that of the values.
    constexpr double kQuiet = 0.3, kOfDeviation = 0.385;
    if (values.size() < kFewest)
        return 0.0;
    std::vector<double> differences;
    for (std::size_t i = 3; i < values.size(); ++i)
        differences.push_back(std::abs(values[i] - 3.0 * values[i - 1] + 3.0 * values[i - 2] - values[i - 3]));
    const auto quiet = differences.begin() + static_cast<std::ptrdiff_t>(kQuiet * static_cast<double>(differences.size()));
    std::nth_element(differences.begin(), quiet, differences.end());
    return *quiet / kOfDeviation / std::sqrt(20.0);
}

std::vector<double> smoothed(const Signal& signal, const SmoothingPlan& plan)
{
    constexpr int kRounds = 8;
    constexpr double kFreer = 8.0; // times as much acceleration where the curve misses
    const std::size_t count = signal.values.size();
    base::require(signal.times.size() == count && signal.spreads.size() == count, "smoothed: as many times and spreads as values");
    for (std::size_t i = 1; i < count; ++i)
        base::require(signal.times[i] > signal.times[i - 1], "smoothed: times rise");
    std::vector<double> smooth(signal.values.begin(), signal.values.end());
    if (count < 3 || plan.seconds <= 0.0)
        return smooth;
    const double noise = std::clamp(noiseOfSignal(signal.values), plan.leastNoise, plan.mostNoise);
    const std::vector<double> variances = variancesOf(signal, noise);
    const double dt = (signal.times[count - 1] - signal.times[0]) / static_cast<double>(count - 1);
    // Under this density a resting signal is averaged over `seconds`.
    std::vector<double> jolts(count - 1, noise * noise * dt / std::pow(plan.seconds, 4.0));
    for (int round = 0; round < kRounds; ++round) {
        smooth = passBothWays(signal, variances, jolts);
        const std::vector<bool> marks = missed(signal, smooth, variances);
        if (std::ranges::find(marks, true) == marks.end())
            break;
        for (std::size_t i = 0; i + 1 < count; ++i)
            if (marks[i] || marks[i + 1])
                jolts[i] *= kFreer;
    }
    return smooth;
}

} // namespace effigy::reconstruct
