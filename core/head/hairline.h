// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Eigen/Core>

namespace effigy::head {

/// Where a place lies to the hairline of youth, which runs down before the ears as sideburns and behind them to the nape.
struct ScalpPlace {
    float angle = 0; // about the skull's axis, 0 in front, radians
    float above = 0; // metres above the hairline
};

///   at  on the mean head, metres, head frame
[[nodiscard]] ScalpPlace scalpPlace(const Eigen::Vector3f& at);

/// How far a place lies from the outline of the ear as seen from the side, metres; negative on the ear and behind it.
///   at  on the mean head, metres, head frame
[[nodiscard]] float besideEar(const Eigen::Vector3f& at);

/// 1 on the ear, less and less beside it, 0 a little more than a centimetre away: where hair, skin and shade lie so close together that a
/// fitted head hardly meets a photo's.
///   at  on the mean head, metres, head frame
[[nodiscard]] float earShare(const Eigen::Vector3f& at);

/// Whether a place lies on the chin, below the lips: hair that a photo shows there is a beard.
///   at  on the mean head, metres, head frame
[[nodiscard]] bool isOnChin(const Eigen::Vector3f& at);

/// How sure it is that hair which a photo shows before a place hangs there and does not grow there: away from temples, sideburns and moustaches, 0..1.
/// A fringe belongs to the forehead, and where there is a beard all hair on cheeks may be of it.
///   at          on the mean head, metres, head frame
///   hair        how much of what the photo shows there is hair, 0..1
///   hairOnChin  the same, mean over what it shows of the chin
[[nodiscard]] float strandShare(const Eigen::Vector3f& at, float hair, float hairOnChin);

/// How sure it is that hair which a photo shows before a place is of a beard: on cheeks, chin, jaw and throat of those who have one, 0..1.
/// Arguments as strandShare's.
[[nodiscard]] float beardShare(const Eigen::Vector3f& at, float hair, float hairOnChin);

} // namespace effigy::head
