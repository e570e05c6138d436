// SPDX-License-Identifier: GPL-3.0-or-later
#include "avatar/eye_aim.h"

#include "base/error.h"

#include <Eigen/Geometry>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace effigy::avatar {

namespace {

using Eigen::Vector3d;

/// Places of the skull in the frame of a head that is not turned: first the neck, then head rotation.
Eigen::Isometry3d stillFromSkull(const head::ControlValues& values, const EyeRig& rig)
{
    constexpr double degrees = std::numbers::pi / 180.0;
    // As HeadModel::coefficients: a rotation vector.
    const Vector3d turn(-degrees * values.get("neckPitch"), degrees * values.get("neckYaw"), -degrees * values.get("neckRoll"));
    const double angle = turn.norm();
    Eigen::Isometry3d placed = Eigen::Isometry3d::Identity();
    if (angle > 0.0)
        placed = Eigen::Translation3d(rig.neck) * Eigen::AngleAxisd(angle, turn / angle) * Eigen::Translation3d(-rig.neck);
    return Eigen::Isometry3d(head::headRotation(values)) * placed;
}

/// `angles` within the ellipse of what look shapes up to `limit` reach.
head::EyeAngles within(head::EyeAngles angles, double limit)
{
    const double reach = std::hypot(angles.yaw / (limit * head::kLookHorizontal), angles.pitch / (limit * head::kLookVertical));
    if (reach > 1.0)
        return {.yaw = angles.yaw / reach, .pitch = angles.pitch / reach};
    return angles;
}

Vector3d sight(const head::EyeAngles& angles)
{
    return {std::cos(angles.pitch) * std::sin(angles.yaw), std::sin(angles.pitch), std::cos(angles.pitch) * std::cos(angles.yaw)};
}

} // namespace

EyeRig eyeRig(const head::HeadModel& model, const Eigen::VectorXf& shape)
{
    head::HeadCoefficients rest;
    rest.shape = shape;
    const auto vertices = model.vertices(rest);
    const auto& data = model.data();
    const auto place = [&](std::string_view name) {
        const auto joint = std::find_if(data.joints.begin(), data.joints.end(), [name](const auto& j) { return j.name == name; });
        base::require(joint != data.joints.end(), "a head that looks has eye and neck joints");
        const auto row = joint - data.joints.begin();
        Vector3d sum = Vector3d::Zero();
        for (std::size_t v = 0; v < vertices.size(); ++v)
            sum += static_cast<double>(data.jointRegressor(row, static_cast<Eigen::Index>(v))) * vertices[v].cast<double>();
        return sum;
    };
    return {.leftEye = place("leftEye"), .rightEye = place("rightEye"), .neck = place("neck")};
}

Vector3d pointAhead(const EyeRig& rig, double metres)
{
    return 0.5 * (rig.leftEye + rig.rightEye) + metres * Vector3d::UnitZ();
}

std::vector<std::pair<std::string, double>> lookAt(const head::ControlValues& values, const EyeRig& rig, const Vector3d& target,
                                                   double limit)
{
    const Vector3d inSkull = stillFromSkull(values, rig).inverse() * target;
    std::vector<std::pair<std::string, double>> result = {{"gazeYaw", 0.0}, {"gazePitch", 0.0}};
    const std::pair<head::Side, Vector3d> eyes[] = {{head::Side::Left, rig.leftEye}, {head::Side::Right, rig.rightEye}};
    for (const auto& [side, centre] : eyes) {
        const Vector3d d = inSkull - centre;
        const head::EyeAngles wanted{.yaw = std::atan2(d.x(), d.z()), .pitch = std::atan2(d.y(), std::hypot(d.x(), d.z()))};
        for (const auto& [id, weight] : head::lookShapes(within(wanted, limit), side))
            result.emplace_back(id, weight);
    }
    return result;
}

Vector3d lookedAt(const head::ControlValues& values, const EyeRig& rig, double farthest)
{
    const Vector3d left = sight(head::eyeAngles(values, head::Side::Left));
    const Vector3d right = sight(head::eyeAngles(values, head::Side::Right));
    // The shortest connection of the two lines: its ends solve a 2 x 2 system.
    const Vector3d between = rig.rightEye - rig.leftEye;
    const double cosine = left.dot(right), sine2 = 1.0 - cosine * cosine;
    double alongLeft = farthest, alongRight = farthest;
    if (sine2 > 1e-9) {
        alongLeft = (between.dot(left) - cosine * between.dot(right)) / sine2;
        alongRight = (cosine * between.dot(left) - between.dot(right)) / sine2;
    }
    const bool meets = alongLeft > 0.0 && alongRight > 0.0 && alongLeft < farthest && alongRight < farthest;
    const Vector3d inSkull = meets ? Vector3d(0.5 * (rig.leftEye + alongLeft * left + rig.rightEye + alongRight * right))
                                   : Vector3d(0.5 * (rig.leftEye + rig.rightEye) + farthest * (left + right).normalized());
    return stillFromSkull(values, rig) * inSkull;
}

} // namespace effigy::avatar
