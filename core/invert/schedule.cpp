// SPDX-License-Identifier: GPL-3.0-or-later
#include "invert/schedule.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace effigy::invert {

double projectionRate(double t, double peak)
{
    const double down = 0.5 - 0.5 * std::cos(std::numbers::pi * std::min(1.0, (1.0 - t) / 0.25));
    return peak * down * std::min(1.0, t / 0.05);
}

double projectionNoise(double t, double spread)
{
    const double left = std::max(0.0, 1.0 - t / 0.75);
    return 0.05 * spread * left * left;
}

double tuningRate(int step, int steps, double peak)
{
    const double warmUp = std::min(1.0, (step + 1) / 10.0);
    const double t = steps > 0 ? static_cast<double>(step) / steps : 0.0;
    const double fall = std::clamp((t - 2.0 / 3.0) * 3.0, 0.0, 1.0);
    return peak * warmUp * (0.1 + 0.9 * (0.5 + 0.5 * std::cos(std::numbers::pi * fall)));
}

Branch branchOf(std::string_view name)
{
    if (name.find(".affine.") != std::string_view::npos || name.find("mapping.") != std::string_view::npos)
        return Branch::Frozen;
    if (name == "texture_residual")
        return Branch::TextureResidual;
    if (name == "plane_residual")
        return Branch::PlaneResidual;
    if (name.starts_with("texture_backbone."))
        return Branch::Texture;
    if (name.starts_with("backbone."))
        return Branch::StaticPlanes;
    if (name.starts_with("mouth_backbone."))
        return Branch::Mouth;
    if (name.starts_with("neural_blending."))
        return Branch::Blending;
    if (name.starts_with("decoder."))
        return Branch::Decoder;
    if (name.starts_with("superresolution."))
        return Branch::Superresolution;
    return Branch::Frozen;
}

double branchFactor(Branch branch, double t)
{
    switch (branch) {
    case Branch::Texture:
    case Branch::TextureResidual:
    case Branch::Decoder:
    case Branch::Superresolution:
        return 1.0;
    case Branch::StaticPlanes:
    case Branch::PlaneResidual:
        return t >= 0.25 ? 0.5 : 0.0;
    case Branch::Blending:
        return t >= 0.25 ? 0.3 : 0.0;
    case Branch::Mouth:
        return t >= 0.5 ? 0.1 : 0.0;
    case Branch::Frozen:
        break;
    }
    return 0.0;
}

double publishedFactor(Branch branch, double t)
{
    constexpr double kSuperresolution = 0.3;
    return branch == Branch::Superresolution ? kSuperresolution : branchFactor(branch, t);
}

bool EarlyStop::shouldStop(double loss)
{
    m_recent.push_back(loss);
    if (static_cast<int>(m_recent.size()) <= m_window)
        return false;
    const double left = m_recent.front();
    m_recent.pop_front();
    m_bestBefore = m_bestBefore < 0.0 ? left : std::min(m_bestBefore, left);
    const double best = *std::min_element(m_recent.begin(), m_recent.end());
    return best > m_bestBefore * (1.0 - m_gain);
}

} // namespace effigy::invert
