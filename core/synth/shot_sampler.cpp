// SPDX-License-Identifier: GPL-3.0-or-later
#include "synth/shot_sampler.h"

#include "synth/face_motion.h"
#include "synth/framed_camera.h"
#include "synth/seeded_random.h"

#include <Eigen/Geometry>

#include <array>
#include <cmath>

namespace effigy::synth {
namespace {

enum Stream : std::uint64_t { kMotion = 101, kNeck, kCamera, kLight, kBackdrop, kFaults };

void moveNeck(head::ControlValues& controls, SeededRandom random)
{
    controls.set("neckYaw", std::clamp(9.0F * random.normal(), -25.0F, 25.0F));
    controls.set("neckPitch", std::clamp(4.0F * random.normal(), -12.0F, 12.0F));
    controls.set("neckRoll", std::clamp(4.0F * random.normal(), -12.0F, 12.0F));
}

mesh::Camera sampleCamera(const ShotRange& range, SeededRandom random)
{
    // Most photos are taken from in front; every yaw up to the limit has its share.
    const double yaw = random.chance(0.55F) ? std::clamp(0.25 * random.normal(), -range.yaw, range.yaw)
                                            : range.yaw * random.uniform(-1.0F, 1.0F);
    const double pitch = std::clamp(0.4 * range.pitch * random.normal(), -range.pitch, range.pitch);
    const double roll = std::clamp(0.5 * range.roll * random.normal(), -range.roll, range.roll);
    const double distance = range.nearest * std::pow(range.farthest / range.nearest, random.unit());
    const double side = random.uniform(static_cast<float>(range.smallestSide), static_cast<float>(range.largestSide));
    return framedCamera(yaw, pitch, roll, distance, side);
}

/// The colour of light of a temperature, from candle to blue sky, of luminance about 1.
Colour warmth(float t)
{
    const std::array<Colour, 4> colours = {Colour(1.25F, 0.95F, 0.62F), Colour(1.08F, 0.99F, 0.86F), Colour(1.0F, 1.0F, 1.0F),
                                           Colour(0.88F, 0.98F, 1.18F)};
    const float at = std::clamp(t, 0.0F, 1.0F) * 2.999F;
    const auto step = static_cast<std::size_t>(at);
    return colours[step] + (at - static_cast<float>(step)) * (colours[step + 1] - colours[step]);
}

Eigen::Vector3f direction(float azimuth, float elevation)
{
    return {std::sin(azimuth) * std::cos(elevation), std::sin(elevation), std::cos(azimuth) * std::cos(elevation)};
}

/// The nine coefficients, divided by what a diffuse surface makes of them, of light from all around plus a wide lobe.
void addLobe(mesh::ShLight& light, const Eigen::Vector3f& towards, const Colour& colour)
{
    // A clamped cosine, a quarter over the sphere and a half along it; the second band is halved, for lamps are wide.
    const auto terms = mesh::shTerms(towards);
    constexpr std::array<float, 9> kShare = {3.14F, 0.478F, 0.478F, 0.478F, 0.64F, 0.64F, 0.64F, 0.64F, 0.64F};
    for (int i = 0; i < 9; ++i)
        light.row(i) += (terms[i] * kShare[static_cast<std::size_t>(i)]) * colour.transpose();
}

void sampleLight(Shot& shot, SeededRandom random)
{
    const float cameraYaw = std::atan2(static_cast<float>(shot.camera.headFromCamera.translation().x()),
                                       static_cast<float>(shot.camera.headFromCamera.translation().z()));
    const float mood = random.unit();
    const float ambient = mood < 0.2F ? random.uniform(0.22F, 0.38F)  // hard light
                          : mood < 0.75F ? random.uniform(0.38F, 0.62F)
                                         : random.uniform(0.62F, 0.85F); // overcast
    const Colour tint = warmth(0.62F + 0.16F * random.normal());
    shot.ambient.row(0) = (ambient / 0.2820948F * 0.62F) * tint.transpose();
    addLobe(shot.ambient, Eigen::Vector3f::UnitY(), warmth(0.75F + 0.12F * random.normal()) * ambient * random.uniform(0.1F, 0.45F));
    addLobe(shot.ambient, direction(cameraYaw + random.uniform(-1.2F, 1.2F), random.uniform(-0.2F, 0.5F)),
            warmth(0.55F + 0.2F * random.normal()) * ambient * random.uniform(0.1F, 0.5F));
    if (random.chance(0.25F)) // something coloured beside
        addLobe(shot.ambient, direction(random.uniform(-3.14F, 3.14F), random.uniform(-0.4F, 0.4F)),
                Colour(random.unit(), random.unit(), random.unit()) * ambient * 0.35F);
    // The key stands anywhere before the face as the camera sees it, mostly above.
    const float azimuth = cameraYaw * random.uniform(0.3F, 1.0F) + std::clamp(0.75F * random.normal(), -1.5F, 1.5F);
    const float elevation = std::clamp(0.55F + 0.3F * random.normal(), -0.15F, 1.2F);
    shot.key.towards = direction(azimuth, elevation);
    const float strength = std::max(0.12F, 1.02F - ambient) * random.uniform(0.8F, 1.2F);
    shot.key.colour = warmth(0.5F + 0.2F * random.normal()) * strength;
    shot.key.softness = random.unit();
}

Backdrop sampleBackdrop(SeededRandom random)
{
    Backdrop backdrop;
    const float draw = random.unit();
    backdrop.kind = draw < 0.2F ? BackdropKind::Plain : draw < 0.4F ? BackdropKind::Gradient : draw < 0.82F ? BackdropKind::Blurred : BackdropKind::Textured;
    const auto colour = [&random] {
        const float grey = std::pow(random.uniform(0.12F, 0.95F), 2.0F);
        const float saturation = random.chance(0.6F) ? 0.15F : 0.6F;
        const Colour hue(random.unit(), random.unit(), random.unit());
        return Colour(grey * ((1.0F - saturation) * Colour::Ones() + saturation * hue / std::max(0.3F, hue.mean())));
    };
    backdrop.first = colour();
    backdrop.second = colour();
    backdrop.seed = random.bits();
    return backdrop;
}

CameraFaults sampleFaults(bool isClean, SeededRandom random)
{
    CameraFaults faults;
    faults.vignette = random.uniform(0.0F, 0.25F);
    faults.contrast = random.uniform(0.9F, 1.15F);
    faults.saturation = random.uniform(0.85F, 1.12F);
    faults.exposure = std::exp(0.14F * random.normal());
    const float cast = 0.04F * random.normal();
    faults.whiteBalance = Colour(1.0F + cast, 1.0F, 1.0F - cast);
    const bool isPoor = random.chance(0.2F);
    faults.blur = isPoor ? random.uniform(0.6F, 1.4F) : random.uniform(0.0F, 0.6F);
    faults.noise = isPoor ? random.uniform(0.006F, 0.022F) : random.uniform(0.0F, 0.006F);
    faults.jpegQuality = isPoor ? 35 + random.pick(45) : 78 + random.pick(22);
    if (isClean) {
        faults.blur = faults.noise = 0.0F;
        faults.jpegQuality = 0;
    }
    return faults;
}

} // namespace

Shot sampleShot(std::uint64_t seed, const ShotRange& range)
{
    Shot shot;
    shot.seed = seed;
    SeededRandom motion(seed, kMotion);
    shot.controls = sampleExpression(motion);
    moveNeck(shot.controls, {seed, kNeck});
    shot.camera = sampleCamera(range, {seed, kCamera});
    sampleLight(shot, {seed, kLight});
    shot.backdrop = sampleBackdrop({seed, kBackdrop});
    shot.faults = sampleFaults(range.isClean, {seed, kFaults});
    return shot;
}

} // namespace effigy::synth
