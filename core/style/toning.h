// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "style/tone_curve.h"

#include <array>
#include <string>

namespace effigy::style {

/// Curves of a picture's sRGB values, 0..1: one for all three channels, then one for each.
struct ToneCurves {
    enum Channel { All, Red, Green, Blue };
    std::array<CurvePoints, 4> points; // without points: straight
    [[nodiscard]] bool isStraight() const;
    bool operator==(const ToneCurves&) const = default;
};

/// A colour table of a project, by name. The project keeps its file.
struct LutName {
    std::string id;   // SHA-256 of the file's bytes, 64 hexadecimal digits; empty: none
    std::string name; // file name without folder, for people
    bool operator==(const LutName&) const = default;
};

/// What is done to colours after everything else of a look.
struct Toning {
    ToneCurves curves;
    LutName lut;
    bool operator==(const Toning&) const = default;
};

} // namespace effigy::style
