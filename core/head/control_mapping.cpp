// SPDX-License-Identifier: GPL-3.0-or-later
// How named controls become coefficients of a head model whose expressions are the 52 ARKit shapes,
// and back.
#include "head/head_model.h"

#include "base/error.h"
#include "head/eye_looks.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace effigy::head {

namespace {

constexpr float kDegrees = std::numbers::pi_v<float> / 180.0F;
constexpr auto kUpright = static_cast<float>(kLookVertical);
constexpr auto kSideways = static_cast<float>(kLookHorizontal);
constexpr double kNoticeable = 1e-6;     // values below are rounding, not wishes

/// One eye's four look shapes; `outSign` is +1 for the left eye, whose outward gaze turns about +Y.
struct EyeLook {
    std::string_view up, down, in, out;
    float outSign;
};

constexpr EyeLook kLeftLook = {"eyeLookUpLeft", "eyeLookDownLeft", "eyeLookInLeft",
                               "eyeLookOutLeft", 1.0F};
constexpr EyeLook kRightLook = {"eyeLookUpRight", "eyeLookDownRight", "eyeLookInRight",
                                "eyeLookOutRight", -1.0F};

/// Pitch (positive down) and yaw (positive to the subject's left) of a gaze, as axis-angle of yaw
/// after pitch.
Eigen::Vector3f gazeRotation(float pitch, float yaw)
{
    const Eigen::AngleAxisf turn(
        Eigen::Quaternionf(Eigen::AngleAxisf(yaw, Eigen::Vector3f::UnitY()) *
                           Eigen::AngleAxisf(pitch, Eigen::Vector3f::UnitX())));
    return turn.angle() * turn.axis();
}

struct Gaze {
    float pitch = 0.0F;
    float yaw = 0.0F;
};

Gaze gazeOf(const Eigen::Vector3f& axisAngle)
{
    const float angle = axisAngle.norm();
    if (angle == 0.0F)
        return {};
    const Eigen::Vector3f sight =
        Eigen::AngleAxisf(angle, axisAngle / angle) * Eigen::Vector3f::UnitZ();
    return {std::asin(std::clamp(-sight.y(), -1.0F, 1.0F)), std::atan2(sight.x(), sight.z())};
}

Gaze gazeOf(const ControlValues& values, const EyeLook& eye)
{
    const auto value = [&](std::string_view id) { return static_cast<float>(values.get(id)); };
    return {kUpright * (value(eye.down) - value(eye.up)) - kDegrees * value("gazePitch"),
            eye.outSign * kSideways * (value(eye.out) - value(eye.in)) +
                kDegrees * value("gazeYaw")};
}

/// The four look weights that a gaze stands for, each at least zero.
std::array<std::pair<std::string_view, float>, 4> lookWeights(const Gaze& gaze, const EyeLook& eye)
{
    const float down = gaze.pitch / kUpright;
    const float out = eye.outSign * gaze.yaw / kSideways;
    return {{{eye.up, std::max(0.0F, -down)},
             {eye.down, std::max(0.0F, down)},
             {eye.in, std::max(0.0F, -out)},
             {eye.out, std::max(0.0F, out)}}};
}

Eigen::Index arkitIndex(std::string_view id)
{
    return std::ranges::find(arkitNames(), id) - arkitNames().begin();
}

bool isLook(std::string_view id)
{
    return id.starts_with("eyeLook");
}

Eigen::Vector3f anglesFromControls(const ControlValues& values, const std::string& joint)
{
    return kDegrees * Eigen::Vector3f(static_cast<float>(values.get(joint + "Pitch")),
                                      static_cast<float>(values.get(joint + "Yaw")),
                                      static_cast<float>(values.get(joint + "Roll")));
}

void setNoticeable(ControlValues& values, std::string_view id, double value)
{
    if (std::abs(value) > kNoticeable)
        values.set(id, value);
}

} // namespace

HeadCoefficients HeadModel::coefficients(const ControlValues& values,
                                         const Eigen::VectorXf& shape) const
{
    base::require(std::ranges::equal(m_data.expressionNames, arkitNames()),
                  "controls drive models whose expressions are the ARKit shapes");
    HeadCoefficients c;
    c.shape = shape;
    c.expression = Eigen::VectorXf::Zero(kArkitControlCount);
    for (int k = 0; k < kArkitControlCount; ++k) {
        if (!isLook(arkitNames()[static_cast<std::size_t>(k)]))
            c.expression[k] =
                static_cast<float>(values.get(arkitNames()[static_cast<std::size_t>(k)]));
    }
    const Gaze left = gazeOf(values, kLeftLook);
    const Gaze right = gazeOf(values, kRightLook);
    c.leftEye = gazeRotation(left.pitch, left.yaw);
    c.rightEye = gazeRotation(right.pitch, right.yaw);
    for (const auto& [id, weight] : lookWeights(left, kLeftLook))
        c.expression[arkitIndex(id)] = weight;
    for (const auto& [id, weight] : lookWeights(right, kRightLook))
        c.expression[arkitIndex(id)] = weight;
    c.jaw = anglesFromControls(values, "jaw");
    const Eigen::Vector3f neck = anglesFromControls(values, "neck");
    c.neck = Eigen::Vector3f(-neck.x(), neck.y(),
                             -neck.z()); // pitch > 0 looks up, roll > 0 to the left shoulder
    return c;
}

std::vector<Eigen::Vector3f> HeadModel::morph(std::string_view id) const
{
    ControlValues values;
    values.set(id, 1.0);
    std::vector<Eigen::Vector3f> moved = vertices(coefficients(values, {}));
    for (std::size_t v = 0; v < moved.size(); ++v)
        moved[v] -= m_data.templateMesh.vertices[v];
    return moved;
}

ControlValues HeadModel::controls(const HeadCoefficients& coefficients) const
{
    ControlValues values;
    const Eigen::Index count =
        std::min<Eigen::Index>(coefficients.expression.size(), kArkitControlCount);
    for (Eigen::Index k = 0; k < count; ++k) {
        const std::string_view id = arkitNames()[static_cast<std::size_t>(k)];
        if (!isLook(id))
            setNoticeable(values, id, coefficients.expression[k]);
    }
    for (const auto& [id, weight] : lookWeights(gazeOf(coefficients.leftEye), kLeftLook))
        setNoticeable(values, id, weight);
    for (const auto& [id, weight] : lookWeights(gazeOf(coefficients.rightEye), kRightLook))
        setNoticeable(values, id, weight);
    setNoticeable(values, "jawPitch", coefficients.jaw.x() / kDegrees);
    setNoticeable(values, "jawYaw", coefficients.jaw.y() / kDegrees);
    setNoticeable(values, "jawRoll", coefficients.jaw.z() / kDegrees);
    setNoticeable(values, "neckPitch", -coefficients.neck.x() / kDegrees);
    setNoticeable(values, "neckYaw", coefficients.neck.y() / kDegrees);
    setNoticeable(values, "neckRoll", -coefficients.neck.z() / kDegrees);
    return values;
}

Eigen::Matrix3d headRotation(const ControlValues& values)
{
    constexpr double degrees = std::numbers::pi / 180.0;
    return (Eigen::AngleAxisd(degrees * values.get("headYaw"), Eigen::Vector3d::UnitY()) *
            Eigen::AngleAxisd(-degrees * values.get("headPitch"), Eigen::Vector3d::UnitX()) *
            Eigen::AngleAxisd(-degrees * values.get("headRoll"), Eigen::Vector3d::UnitZ()))
        .toRotationMatrix();
}

} // namespace effigy::head
