// SPDX-License-Identifier: GPL-3.0-or-later
#include "acted_clip.h"

#include "base/parallel.h"
#include "head/head_model.h"
#include "synth/head_photographer.h"
#include "synth/person_sampler.h"
#include "synth/scene.h"
#include "synth/shot_sampler.h"

#include <cmath>
#include <numbers>

namespace effigy::tests {

mesh::Camera cameraOf(const ActedClip& clip, const head::ControlValues& controls)
{
    const Eigen::Matrix3d cameraFromHead = Eigen::Vector3d(1.0, -1.0, -1.0).asDiagonal() * head::headRotation(controls);
    mesh::Camera camera;
    camera.headFromCamera.linear() = cameraFromHead.transpose();
    camera.headFromCamera.translation() = -cameraFromHead.transpose() * clip.at;
    camera.fx = camera.fy = 0.5 / std::tan(0.5 * clip.fovDeg * std::numbers::pi / 180.0);
    camera.cx = camera.cy = 0.5;
    return camera;
}

std::vector<base::Image> filmed(const synth::HeadStock& stock, const ActedClip& clip, int frames,
                                const std::function<head::ControlValues(int frame)>& acting)
{
    synth::SyntheticHead who = synth::sampleHead(stock.body, clip.person);
    who.glasses.isWorn = false;
    const synth::DressedHead dressed = synth::dress(stock, who);
    const synth::Shot surroundings = synth::sampleShot(clip.person);
    std::vector<base::Image> film(static_cast<std::size_t>(frames));
    base::parallelFor(frames, 1, [&](int begin, int end) {
        for (int i = begin; i < end; ++i) {
            synth::Shot shot = surroundings;
            shot.seed = clip.person * 1000 + static_cast<std::uint64_t>(i); // of the noise
            shot.controls = acting(i);
            shot.camera = cameraOf(clip, shot.controls);
            shot.faults = {.blur = 0.3F, .noise = clip.noise, .jpegQuality = 0};
            film[static_cast<std::size_t>(i)] = synth::photograph(stock, dressed, shot, {.size = clip.size, .hasTruth = false}).image;
        }
    });
    return film;
}

} // namespace effigy::tests
