// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "avatar/avatar.h"
#include "head/controls.h"

#include <Eigen/Core>

#include <array>
#include <string>
#include <utility>
#include <vector>

namespace effigy::avatar {

/// A point of the head that poses it when a hand drags it.
enum class PoseHandle { Head, Jaw, Gaze };
inline constexpr std::array kPoseHandles = {PoseHandle::Head, PoseHandle::Jaw, PoseHandle::Gaze};

/// Where the handles of a posed head lie, in the order of kPoseHandles: above the forehead, on the chin, and on the line of
/// sight before the face. Metres, in the head frame turned by the head's rotation, which is how an unturned camera sees it.
[[nodiscard]] std::array<Eigen::Vector3d, kPoseHandles.size()> handlePlaces(const Avatar& avatar, const head::ControlValues& controls);

/// Control values after a drag of `handle` by that much of the height of the view, seen from the front.
///   start       the controls when the drag began
///   right, up   heights of the view; right is the subject's left
[[nodiscard]] std::vector<std::pair<std::string, double>> draggedHandle(PoseHandle handle, const head::ControlValues& start,
                                                                        double right, double up);

} // namespace effigy::avatar
