// SPDX-License-Identifier: GPL-3.0-or-later
#include "synth/hair_styles.h"

#include "base/smoothstep.h"
#include "synth/seeded_random.h"
#include "synth/value_noise.h"

#include <array>
#include <cmath>
#include <numbers>

namespace effigy::synth {
namespace {

using base::smoothstep;

float bump(float x, float centre, float width)
{
    const float d = (x - centre) / width;
    return std::exp(-d * d);
}

} // namespace

float scalpCover(const HairStyle& style, const Eigen::Vector3f& at)
{
    return scalpCover(style, at, head::scalpPlace(at));
}

float scalpCover(const HairStyle& style, const Eigen::Vector3f& at, const head::ScalpPlace& place)
{
    constexpr float kBare = -0.002F, kFull = 0.010F, kRagged = 0.003F, kRetreat = 0.034F, kRetreatAll = 0.012F; // metres
    if (place.above < kBare - kRagged)
        return 0.0F;
    float cover = 1.0F;
    if (place.above < kFull + kRagged + style.recession * (kRetreat + kRetreatAll)) { // elsewhere no need to know the line so well
        const float retreat = style.recession * (kRetreat * bump(place.angle, 0.62F, 0.28F) + kRetreatAll);
        const float ragged = kRagged * valueNoise(Eigen::Vector3f(at * 180.0F), static_cast<std::uint32_t>(style.seed));
        cover = smoothstep(kBare, kFull, place.above - retreat + ragged);
    }
    // In front of the ear only a narrow strip grows; on the ear itself none.
    const bool isBesideEar = std::abs(at.x()) > 0.078F && at.y() < 0.055F;
    if (isBesideEar)
        cover = 0.0F;
    if (style.thinning > 0.0F) {
        const Eigen::Vector3f crown(0.0F, 0.142F, -0.075F);
        const float bald = smoothstep(0.085F, 0.045F, (at - crown).norm() / (0.4F + 0.6F * style.thinning) - 0.02F);
        cover *= 1.0F - std::min(1.0F, 1.2F * style.thinning) * bald;
    }
    return cover;
}

float beardCover(BeardCut cut, const Eigen::Vector3f& at, float lips)
{
    if (cut == BeardCut::None || at.z() < -0.045F)
        return 0.0F;
    const float side = std::abs(at.x());
    const float lip = 1.0F - smoothstep(0.05F, 0.35F, lips);
    // It falls from below the nose past the corners of the mouth, thin in the middle and at its ends.
    const float upper = -0.0200F - 0.30F * side, bottom = -0.0400F - 0.35F * std::max(0.0F, side - 0.018F);
    const float moustache = smoothstep(upper + 0.002F, upper - 0.0045F, at.y()) * smoothstep(bottom - 0.004F, bottom + 0.004F, at.y()) *
                            smoothstep(0.034F, 0.022F, side) * (0.55F + 0.45F * smoothstep(0.0005F, 0.005F, side)) * smoothstep(0.03F, 0.045F, at.z());
    const float goatee = smoothstep(-0.040F, -0.047F, at.y()) * smoothstep(0.030F, 0.022F, side) * smoothstep(0.005F, 0.02F, at.z()) *
                         smoothstep(-0.105F, -0.092F, at.y());
    // The cheek line falls from the sideburn to the corner of the mouth.
    const float cheekLine = -0.034F + 0.046F * smoothstep(0.036F, 0.070F, side);
    const float jaw = smoothstep(cheekLine + 0.010F, cheekLine - 0.012F, at.y()) * smoothstep(-0.112F, -0.096F, at.y()) *
                      smoothstep(0.012F, 0.030F, side + 0.6F * std::max(0.0F, -0.036F - at.y())) * smoothstep(-0.045F, -0.030F, at.z());
    switch (cut) {
    case BeardCut::Moustache:
        return lip * moustache;
    case BeardCut::Goatee:
        return lip * std::max(moustache, goatee);
    case BeardCut::Short:
    case BeardCut::Full:
        return lip * std::max({moustache, goatee, jaw});
    case BeardCut::None:
        break;
    }
    return 0.0F;
}

HairPlan planOf(const HairStyle& style)
{
    using Comb = HairPlan::Comb;
    HairPlan p;
    switch (style.cut) {
    case HairCut::Bald:
        p = {.top = 0.0F, .side = 0.0F, .back = 0.0F, .strands = 0};
        break;
    case HairCut::Shaved:
        p = {.top = 0.004F, .side = 0.003F, .back = 0.003F, .lift = 1.2F, .gravity = 0.0F, .thickness = 0.002F, .scatter = 0.4F, .clump = 0.0F,
             .comb = Comb::Down, .strands = 3600};
        break;
    case HairCut::Crew:
        p = {.top = 0.020F, .side = 0.007F, .back = 0.008F, .lift = 0.75F, .gravity = 0.05F, .thickness = 0.010F, .scatter = 0.28F, .clump = 0.1F,
             .comb = Comb::Forward, .strands = 4200};
        break;
    case HairCut::Side:
        p = {.top = 0.065F, .side = 0.020F, .back = 0.020F, .lift = 0.40F, .gravity = 0.85F, .thickness = 0.014F, .scatter = 0.10F, .clump = 0.45F,
             .comb = Comb::Parted, .strands = 3800};
        break;
    case HairCut::Fringe:
        p = {.top = 0.080F, .side = 0.040F, .back = 0.035F, .lift = 0.45F, .gravity = 0.5F, .thickness = 0.014F, .wave = 0.0015F, .waveLength = 0.05F,
             .scatter = 0.15F, .clump = 0.55F, .comb = Comb::Forward, .hasFringe = true, .strands = 3600};
        break;
    case HairCut::SweptBack:
        p = {.top = 0.080F, .side = 0.036F, .back = 0.040F, .lift = 0.55F, .gravity = 0.55F, .thickness = 0.014F, .scatter = 0.08F, .clump = 0.5F,
             .comb = Comb::Back, .strands = 3600};
        break;
    case HairCut::Messy:
        p = {.top = 0.050F, .side = 0.024F, .back = 0.026F, .lift = 0.65F, .gravity = 0.35F, .thickness = 0.014F, .wave = 0.003F, .waveLength = 0.045F,
             .scatter = 0.38F, .clump = 0.55F, .comb = Comb::Forward, .strands = 3800};
        break;
    case HairCut::Bob:
        p = {.top = 0.185F, .side = 0.115F, .back = 0.10F, .lift = 0.35F, .gravity = 2.6F, .thickness = 0.013F, .wave = 0.002F, .waveLength = 0.09F,
             .scatter = 0.05F, .clump = 0.3F, .comb = Comb::Parted, .hasFringe = style.parting > 0.2F, .strands = 3000};
        break;
    case HairCut::LongStraight:
        p = {.top = 0.36F, .side = 0.32F, .back = 0.32F, .lift = 0.35F, .gravity = 1.8F, .thickness = 0.011F, .wave = 0.0015F, .waveLength = 0.12F,
             .scatter = 0.06F, .clump = 0.5F, .comb = Comb::Parted, .strands = 2800};
        break;
    case HairCut::LongWavy:
        p = {.top = 0.35F, .side = 0.30F, .back = 0.30F, .lift = 0.5F, .gravity = 1.4F, .thickness = 0.016F, .wave = 0.009F, .waveLength = 0.085F,
             .scatter = 0.10F, .clump = 0.65F, .comb = Comb::Parted, .strands = 2800};
        break;
    case HairCut::LongCurly:
        p = {.top = 0.30F, .side = 0.26F, .back = 0.26F, .lift = 0.8F, .gravity = 0.9F, .thickness = 0.024F, .wave = 0.010F, .waveLength = 0.040F,
             .scatter = 0.25F, .clump = 0.75F, .comb = Comb::Parted, .strands = 2600};
        break;
    case HairCut::Afro:
        p = {.top = 0.055F, .side = 0.050F, .back = 0.050F, .lift = 3.0F, .gravity = 0.0F, .thickness = 0.050F, .wave = 0.006F, .waveLength = 0.018F,
             .scatter = 0.45F, .clump = 0.2F, .comb = Comb::Outwards, .strands = 4200};
        break;
    case HairCut::Curls:
        p = {.top = 0.060F, .side = 0.030F, .back = 0.032F, .lift = 1.5F, .gravity = 0.2F, .thickness = 0.024F, .wave = 0.006F, .waveLength = 0.024F,
             .scatter = 0.5F, .clump = 0.6F, .comb = Comb::Forward, .strands = 3600};
        break;
    case HairCut::Ponytail:
        p = {.top = 0.24F, .side = 0.20F, .back = 0.16F, .lift = 0.25F, .gravity = 0.0F, .thickness = 0.008F, .wave = 0.0F, .scatter = 0.04F, .clump = 0.4F,
             .comb = Comb::Tied, .tail = 0.24F, .strands = 3000};
        break;
    case HairCut::Bun:
        p = {.top = 0.24F, .side = 0.20F, .back = 0.16F, .lift = 0.25F, .gravity = 0.0F, .thickness = 0.009F, .wave = 0.0F, .scatter = 0.05F, .clump = 0.4F,
             .comb = Comb::Tied, .hasBun = true, .strands = 3000};
        break;
    }
    for (float* length : {&p.top, &p.side, &p.back, &p.tail})
        *length *= style.length;
    p.thickness *= style.volume;
    p.lift *= 0.5F + 0.5F * style.volume;
    p.wave *= style.curl;
    return p;
}

} // namespace effigy::synth
