// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "head/eye_looks.h"
#include "head/head_model.h"

#include <Eigen/Core>

#include <string>
#include <utility>
#include <vector>

namespace effigy::avatar {

/// What the eyes turn about, metres, head frame, of a head at rest.
struct EyeRig {
    Eigen::Vector3d leftEye = Eigen::Vector3d::Zero(); // the subject's left
    Eigen::Vector3d rightEye = Eigen::Vector3d::Zero();
    Eigen::Vector3d neck = Eigen::Vector3d::Zero();
};

/// The joints of `model` with that shape. Throws ContractError when the model has no such joints.
[[nodiscard]] EyeRig eyeRig(const head::HeadModel& model, const Eigen::VectorXf& shape);

/// A point between `rig`'s eyes, looking straight ahead, `metres` away: where a target starts.
[[nodiscard]] Eigen::Vector3d pointAhead(const EyeRig& rig, double metres);

/// Controls that let both eyes look at `target`: each eye turns by itself, so near targets make them converge. The eyeLook shapes
/// bring the lids along. An eye that would have to turn further than its shapes at `limit` stays at that edge, in the target's
/// direction.
///   values  how neck and head stand, which the eyes make up for
///   target  metres, in the frame of a head that is not turned: it stays where it is when the head turns
///   limit   of the look shapes; 1: 34 degrees sideways, 26 up and down
///   returns the eight look shapes, and gazeYaw and gazePitch at 0
[[nodiscard]] std::vector<std::pair<std::string, double>> lookAt(const head::ControlValues& values, const EyeRig& rig,
                                                                const Eigen::Vector3d& target, double limit = 1.0);

/// The point that both eyes look at, as lookAt would be given it: where their lines of sight come closest.
///   farthest  metres; what parallel eyes look at
[[nodiscard]] Eigen::Vector3d lookedAt(const head::ControlValues& values, const EyeRig& rig, double farthest = 1.0);

} // namespace effigy::avatar
