// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image.h"
#include "style/cube_lut.h"
#include "style/look.h"
#include "style/toning.h"

#include <functional>
#include <optional>

namespace effigy::style {

/// Curves and the colours of a table that follows them.
struct Tone {
    ToneCurves curves;
    std::optional<CubeLut> lut;
};

/// How much of each is used, 0..1.
struct ToneAmounts {
    double curves = 1.0;
    double lut = 1.0;
};
/// The amounts that `values` ask for, by the strength of the whole look.
[[nodiscard]] ToneAmounts toneAmounts(const head::ControlValues& values);

using ColourChange = std::function<Eigen::Vector3f(const Eigen::Vector3f&)>; // of sRGB colours, 0..1

/// What `tone` does to a colour; empty when it does nothing. `tone` must outlive it.
[[nodiscard]] ColourChange toneOf(const Tone& tone, const ToneAmounts& amounts = {});

/// Tones a premultiplied RGBA picture; alpha stays. Without curves and table it leaves every bit.
void tone(base::FloatImage& picture, const Tone& tone, const ToneAmounts& amounts = {});

/// What a whole grade does to a colour: first the grade of a look, then the tone. It is what a .cube file of it holds. `tone` must
/// outlive it.
[[nodiscard]] ColourChange gradedColour(const Grade& grade, const Tone& tone, const ToneAmounts& amounts = {});

} // namespace effigy::style
