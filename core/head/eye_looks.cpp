// SPDX-License-Identifier: GPL-3.0-or-later
#include "head/eye_looks.h"

#include <algorithm>
#include <numbers>

namespace effigy::head {

namespace {

/// One eye's look shapes; `outSign` is +1 for the left eye, which turns to the subject's left when it looks outwards.
struct LookNames {
    std::string_view up, down, in, out;
    double outSign;
};

constexpr LookNames kLeft = {"eyeLookUpLeft", "eyeLookDownLeft", "eyeLookInLeft", "eyeLookOutLeft", 1.0};
constexpr LookNames kRight = {"eyeLookUpRight", "eyeLookDownRight", "eyeLookInRight", "eyeLookOutRight", -1.0};

const LookNames& namesOf(Side side) { return side == Side::Left ? kLeft : kRight; }

} // namespace

EyeAngles eyeAngles(const ControlValues& values, Side side)
{
    constexpr double degrees = std::numbers::pi / 180.0;
    const LookNames& eye = namesOf(side);
    return {.yaw = eye.outSign * kLookHorizontal * (values.get(eye.out) - values.get(eye.in)) + degrees * values.get("gazeYaw"),
            .pitch = kLookVertical * (values.get(eye.up) - values.get(eye.down)) + degrees * values.get("gazePitch")};
}

std::array<std::pair<std::string_view, double>, 4> lookShapes(const EyeAngles& angles, Side side)
{
    const LookNames& eye = namesOf(side);
    const double up = angles.pitch / kLookVertical;
    const double out = eye.outSign * angles.yaw / kLookHorizontal;
    return {{{eye.up, std::max(0.0, up)}, {eye.down, std::max(0.0, -up)}, {eye.in, std::max(0.0, -out)}, {eye.out, std::max(0.0, out)}}};
}

} // namespace effigy::head
