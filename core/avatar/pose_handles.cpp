// SPDX-License-Identifier: GPL-3.0-or-later
#include "avatar/pose_handles.h"

#include "avatar/shown_head.h"
#include "head/head_model.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace effigy::avatar {
namespace {

constexpr int kChin = 8, kNoseTop = 27, kRightEyeOuter = 36, kLeftEyeOuter = 45; // iBUG landmarks
constexpr double kAboveForehead = 0.085, kSightMetres = 0.10;
constexpr double kHeadDegrees = 180.0;  // for a drag over the height of the view
constexpr double kGazeDegrees = 120.0;
constexpr double kJawOpenings = 9.0;    // in the usual view an open jaw takes the chin down by a ninth of the height
constexpr double kJawShifts = 20.0;

double radians(double degrees) { return degrees * std::numbers::pi / 180.0; }

} // namespace

std::array<Eigen::Vector3d, kPoseHandles.size()> handlePlaces(const Avatar& avatar, const head::ControlValues& controls)
{
    const auto shown = shownHead(avatar.contents(), controls);
    const auto& model = *shown;
    const auto marks = model.landmarks(model.vertices(model.coefficients(controls, avatar.fit().coefficients.shape)));
    const auto at = [&](int index) -> Eigen::Vector3d { return marks[std::size_t(index)].cast<double>(); };
    const double yaw = radians(controls.get("gazeYaw")), pitch = radians(controls.get("gazePitch"));
    const Eigen::Vector3d sight(std::sin(yaw) * std::cos(pitch), std::sin(pitch), std::cos(yaw) * std::cos(pitch));
    const Eigen::Vector3d betweenEyes = 0.5 * (at(kRightEyeOuter) + at(kLeftEyeOuter));
    const Eigen::Matrix3d turned = head::headRotation(controls);
    return {turned * (at(kNoseTop) + Eigen::Vector3d(0.0, kAboveForehead, 0.0)), turned * at(kChin),
            turned * (betweenEyes + kSightMetres * sight)};
}

std::vector<std::pair<std::string, double>> draggedHandle(PoseHandle handle, const head::ControlValues& start, double right, double up)
{
    switch (handle) {
    case PoseHandle::Head:
        return {{"headYaw", start.get("headYaw") + kHeadDegrees * right}, {"headPitch", start.get("headPitch") + kHeadDegrees * up}};
    case PoseHandle::Jaw: {
        const double open = std::clamp(start.get("jawOpen") - kJawOpenings * up, 0.0, 1.0);
        const double aside = std::clamp(start.get("jawLeft") - start.get("jawRight") + kJawShifts * right, -1.0, 1.0);
        return {{"jawOpen", open}, {"jawLeft", std::max(0.0, aside)}, {"jawRight", std::max(0.0, -aside)}};
    }
    case PoseHandle::Gaze: break;
    }
    return {{"gazeYaw", start.get("gazeYaw") + kGazeDegrees * right}, {"gazePitch", start.get("gazePitch") + kGazeDegrees * up}};
}

} // namespace effigy::avatar
