// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image.h"
#include "mesh/camera.h"
#include "mesh/mesh.h"

#include <vector>

namespace effigy::avatar {

/// The vertices of the open edge at which the skin of a head ends below; empty where it has none.
[[nodiscard]] std::vector<int> rimOfNeck(const mesh::Mesh& mesh);

/// Where an avatar's neck fades away: the volume ends with a texel of its planes, in steps, and a plane that lies just above all of them
/// does not.
struct NeckFade {
    Eigen::Vector3f up = Eigen::Vector3f::UnitY(); // of that plane
    float height = 0.0F;                           // of that plane along `up`, metres
    Eigen::Vector3f centre = Eigen::Vector3f::Zero();
    float radius = 0.0F; // of the neck about the axis through `centre`, metres; 0: nothing fades
};

/// The fade of a head with these vertices, whose neck ends with `rim`, three of them at least.
///   vertices  [V] metres, head frame
[[nodiscard]] NeckFade fadeAbove(const std::vector<int>& rim, const std::vector<Eigen::Vector3f>& vertices);

/// Fades `picture` out over the last centimetre of the neck. Hair that hangs around the neck stays.
///   picture  premultiplied, any number of channels, changed in place
///   depth    1 channel, any size: metres along z of `camera`; 0: nothing
void fadeNeck(base::FloatImage& picture, const base::FloatImage& depth, const mesh::Camera& camera, const NeckFade& fade);

} // namespace effigy::avatar
