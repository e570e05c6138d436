// SPDX-License-Identifier: GPL-3.0-or-later
#include "avatar/mouth_shade.h"

#include "base/error.h"
#include "train/texture_code.h"

#include <ATen/ops/avg_pool2d.h>
#include <ATen/ops/index_copy.h>

#include <array>
#include <cmath>
#include <utility>

namespace effigy::avatar {

double lipOpening(const torch::Tensor& landmarks)
{
    base::require(landmarks.dim() == 3 && landmarks.size(1) == head::kLandmarkCount && landmarks.size(2) == 3, "68 landmarks");
    constexpr std::array<std::pair<int, int>, 3> kPairs = {{{61, 67}, {62, 66}, {63, 65}}};
    double sum = 0.0;
    for (const auto& [upper, lower] : kPairs)
        sum += (landmarks[0][upper] - landmarks[0][lower]).norm().item<double>();
    return sum / kPairs.size();
}

double lightBetweenLips(double opening)
{
    constexpr double kThickness = 0.006; // metres
    const double half = 0.5 * opening;
    return half / std::hypot(half, kThickness);
}

MouthShade::MouthShade(const MouthTexels& texels, double photoOpening) : m_size(texels.teeth.size(2) / 2)
{
    constexpr double kSeen = 0.003, kOpen = 0.008; // metres: from the first on a photo shows teeth; the others are made for the second
    m_light = lightBetweenLips(photoOpening > kSeen ? photoOpening : kOpen);
    const auto share = at::avg_pool2d(texels.teeth + texels.gums + texels.tongue, {2, 2}).flatten();
    m_places = share.nonzero().flatten();
    m_shares = share.index_select(0, m_places);
}

torch::Tensor MouthShade::shaded(const torch::Tensor& texture, double opening) const
{
    constexpr double kGamma = 2.2; // the code's colours are of sRGB
    const double light = lightBetweenLips(opening) / m_light;
    if (light >= 1.0)
        return texture;
    base::require(texture.dim() == 4 && texture.size(0) == 1 && texture.size(1) >= train::kForm && texture.size(2) == m_size && texture.size(3) == m_size,
                  "a neural texture [1, C, P, P] of the size that the mouth was found in");
    const auto places = m_places.to(texture.device());
    auto result = texture.clone();
    auto colours = result.view({texture.size(1), m_size * m_size}).slice(0, 0, train::kForm);
    const auto before = colours.index_select(1, places);
    const auto lit = torch::sigmoid(before * train::kLogitScale);
    const auto change = train::colourCode(lit * std::pow(light, 1.0 / kGamma)) - train::colourCode(lit);
    colours.index_copy_(1, places, before + change * m_shares.to(texture.device()));
    return result;
}

} // namespace effigy::avatar
