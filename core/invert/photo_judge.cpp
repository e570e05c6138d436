// SPDX-License-Identifier: GPL-3.0-or-later
#include "invert/photo_judge.h"

#include "train/mrf_loss.h"
#include "train/network_file.h"
#include "train/picture_loss.h"

#include <ATen/ops/adaptive_avg_pool2d.h>

#include <algorithm>
#include <bit>

namespace effigy::invert {
namespace {

constexpr double kLaplacian = 0.5, kDirections = 0.2, kColour = 1.0, kFeatures = 1.0;
constexpr double kGradientFloor = 0.02; // of colours 0..1: noise of a flat patch
constexpr int kMostLevels = 5;
constexpr std::int64_t kCoarsest = 4; // pixels of the last band

int levelsOf(std::int64_t size)
{
    const auto halvings = static_cast<int>(std::bit_width(static_cast<std::uint64_t>(size / kCoarsest)));
    const int even = std::countr_zero(static_cast<std::uint64_t>(size)) + 1;
    return std::clamp(std::min(halvings, even), 1, kMostLevels);
}

torch::Tensor shrunk(const torch::Tensor& picture, std::int64_t size)
{
    return picture.size(2) == size ? picture : at::adaptive_avg_pool2d(picture, {size, size});
}

/// Mean square distance of features whose length is 1 at each place.
torch::Tensor featureDistance(const torch::Tensor& a, const torch::Tensor& b)
{
    constexpr double kShortest = 1e-10;
    const auto unit = [](const torch::Tensor& f) { return f / (f.norm(2, {1}, true) + kShortest); };
    return (unit(a) - unit(b)).square().sum(1).mean();
}

} // namespace

PhotoJudge::PhotoJudge(torch::Tensor target, torch::Tensor weight, tensorio::StateDict network)
    : m_target(std::move(target)), m_weight(std::move(weight)), m_network(std::move(network))
{
}

PhotoJudge::Wanted PhotoJudge::wantedAt(std::int64_t size) const
{
    return {shrunk(m_target, size), shrunk(m_weight, size)};
}

torch::Tensor PhotoJudge::distance(const torch::Tensor& picture) const
{
    const auto [target, weight] = wantedAt(picture.size(2));
    auto distance = kColour * train::absoluteError(picture, target, weight)
                    + kLaplacian * train::laplacianLoss(picture, target, weight, levelsOf(picture.size(2)))
                    + kDirections * train::gradientDirectionLoss(picture, target, weight, kGradientFloor);
    if (!m_network.empty()) {
        // Features are seen where the photo counts; elsewhere both pictures are the same.
        const auto counts = weight.clamp(0.0, 1.0);
        const auto seen = train::vgg19(target + (picture - target) * counts, {m_network, ""});
        const auto wanted = train::vgg19(target, {m_network, ""});
        distance = distance
                   + kFeatures * (featureDistance(seen.relu3, wanted.relu3) + featureDistance(seen.relu4, wanted.relu4));
    }
    return distance;
}

torch::Tensor PhotoJudge::squaredError(const torch::Tensor& picture) const
{
    constexpr double kSpan = 2.0; // of -1..1 in 0..1
    const auto [target, weight] = wantedAt(picture.size(2));
    return kSpan * kSpan * train::squaredError(picture, target, weight);
}

tensorio::StateDict readPerceptualNetwork(const std::filesystem::path& file)
{
    return train::readNetwork(file, train::vggParameters(), "perceptual");
}

} // namespace effigy::invert
