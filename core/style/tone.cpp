// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/tone.h"

#include "style/colour.h"
#include "style/grade.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace effigy::style {
namespace {

constexpr int kTableSize = 4097; // finer than 12 bits: between entries a curve is straight

float between(const std::vector<float>& table, float value)
{
    const float place = std::clamp(value, 0.0F, 1.0F) * float(table.size() - 1);
    const auto low = std::min(std::size_t(place), table.size() - 2);
    const float part = place - float(low);
    return (1.0F - part) * table[low] + part * table[low + 1];
}

/// The curve of all channels before those of one.
std::array<std::vector<float>, 3> tablesOf(const ToneCurves& curves)
{
    const auto all = ToneCurve(curves.points[ToneCurves::All]).table(kTableSize);
    std::array<std::vector<float>, 3> tables;
    for (std::size_t c = 0; c < 3; ++c) {
        const ToneCurve own(curves.points[ToneCurves::Red + c]);
        for (const float value : all)
            tables[c].push_back(float(own.at(value)));
    }
    return tables;
}

} // namespace

bool ToneCurves::isStraight() const
{
    return std::ranges::all_of(points, [](const CurvePoints& curve) { return curve.empty() || curve == shownPoints({}); });
}

ToneAmounts toneAmounts(const head::ControlValues& values)
{
    const double strength = values.get("lookStrength");
    return {.curves = strength * values.get("curvesAmount"), .lut = strength * values.get("lutAmount")};
}

ColourChange toneOf(const Tone& tone, const ToneAmounts& amounts)
{
    const bool bends = amounts.curves > 0.0 && !tone.curves.isStraight();
    const CubeLut* lut = amounts.lut > 0.0 && tone.lut ? &*tone.lut : nullptr;
    if (!bends && !lut)
        return {};
    const auto tables = bends ? tablesOf(tone.curves) : std::array<std::vector<float>, 3>();
    return [tables, lut, bends, curveAmount = float(amounts.curves), lutAmount = float(amounts.lut)](const Eigen::Vector3f& colour) {
        Eigen::Vector3f result = colour;
        for (int c = 0; bends && c < 3; ++c)
            result[c] += curveAmount * (between(tables[std::size_t(c)], colour[c]) - colour[c]);
        if (lut)
            result += lutAmount * (lookedUp(*lut, result) - result);
        return Eigen::Vector3f(result.cwiseMax(0.0F).cwiseMin(1.0F));
    };
}

void tone(base::FloatImage& picture, const Tone& tone, const ToneAmounts& amounts)
{
    if (const auto change = toneOf(tone, amounts))
        recolour(picture, [&](const Eigen::Vector3f& colour, int) { return change(colour); });
}

ColourChange gradedColour(const Grade& grade, const Tone& tone, const ToneAmounts& amounts)
{
    return [grade, change = toneOf(tone, amounts)](const Eigen::Vector3f& colour) {
        base::FloatImage pixel(1, 1, 4, 1.0F);
        std::copy_n(colour.data(), 3, pixel.values.begin());
        style::grade(pixel, grade);
        const Eigen::Vector3f graded(pixel.values[0], pixel.values[1], pixel.values[2]);
        return change ? change(graded) : graded;
    };
}

} // namespace effigy::style
