// SPDX-License-Identifier: GPL-3.0-or-later
#include "avatar/clothes.h"

#include "generator/plane_axis.h"
#include "generator/plane_form.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace effigy::avatar {

bool wearsClothes(const generator::Generator& generator, const torch::Tensor& staticPlanes, const std::vector<int>& rim,
                  const std::vector<Eigen::Vector3f>& vertices)
{
    constexpr double kAside = 0.03, kHighest = 0.035, kLowest = 0.06; // metres from the middle, and below the rim
    constexpr float kFront = -0.015F;                                 // z before which no hair hangs there
    constexpr int kFewest = 20;                                       // texels
    const int form = generator.config.formChannel;
    if (form < 0 || rim.empty())
        return false;
    float foot = std::numeric_limits<float>::max();
    for (const int v : rim)
        foot = std::min(foot, vertices[static_cast<std::size_t>(v)].y());
    const auto size = static_cast<int>(staticPlanes.size(4));
    const generator::PlaneAxis axis{size, generator.config.rendering.boxWarp};
    const int surface = form + generator::surfaceChannel(generator::View::Front);
    const torch::Tensor depth = (generator::worldForm(staticPlanes.select(1, 0).slice(1, surface, surface + 1)) / generator::kWorldPerMetre).cpu().contiguous();
    int before = 0, all = 0;
    for (int row = axis.rowAt(foot - kLowest); row <= axis.rowAt(foot - kHighest); ++row)
        for (int column = axis.nearest(-kAside); column <= axis.nearest(kAside); ++column) {
            ++all;
            before += depth.data_ptr<float>()[row * size + column] > kFront ? 1 : 0;
        }
    return all >= kFewest && 2 * before > all;
}

} // namespace effigy::avatar
