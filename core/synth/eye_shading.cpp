// SPDX-License-Identifier: GPL-3.0-or-later
#include "synth/eye_shading.h"

#include "base/smoothstep.h"
#include "synth/seeded_random.h"
#include "synth/value_noise.h"

#include <cmath>

namespace effigy::synth {
namespace {

using base::smoothstep;

constexpr float kIris = 0.525F; // radians: an iris of 12 mm on the mean head
const Colour kWhite(0.68F, 0.63F, 0.60F), kVein(0.52F, 0.20F, 0.17F);

Colour mixed(const Colour& a, const Colour& b, float share)
{
    return a + share * (b - a);
}

} // namespace

Colour eyeColour(const EyeStyle& style, const Eigen::Vector2f& angles)
{
    const auto seed = static_cast<std::uint32_t>(style.seed);
    const float angle = angles.norm(), x = angles.x() / std::max(1e-6F, angle), y = angles.y() / std::max(1e-6F, angle);
    const float veins = style.veins * smoothstep(kIris, 1.2F, angle) * (0.55F + 0.45F * valueNoise(angles.x() * 14.0F, angles.y() * 14.0F, seed + 5));
    const Colour white = mixed(kWhite, kVein, 0.45F * veins);
    if (angle > 1.1F * kIris)
        return white;
    const float fibres = 0.6F * valueNoise(Eigen::Vector3f(11.0F * x, 11.0F * y, 3.0F * angle), seed) + 0.4F * valueNoise(Eigen::Vector3f(26.0F * x, 26.0F * y, 5.0F * angle), seed + 1);
    const float r = (angle - style.pupil) / (kIris - style.pupil);
    Colour iris = mixed(style.irisInner, style.iris, smoothstep(0.1F, 0.55F, r + 0.12F * fibres));
    iris *= 1.0F + 0.42F * fibres;
    iris *= 1.0F - style.limbalRing * 0.8F * smoothstep(0.72F, 1.0F, r);
    iris *= 0.75F + 0.25F * smoothstep(0.0F, 0.25F, r);
    const Colour coloured = mixed(iris, white, smoothstep(0.94F * kIris, 1.05F * kIris, angle));
    return mixed(Colour::Constant(0.004F), coloured, smoothstep(0.93F * style.pupil, 1.06F * style.pupil, angle));
}

} // namespace effigy::synth
