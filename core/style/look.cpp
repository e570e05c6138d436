// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/look.h"

#include <cmath>

namespace effigy::style {

namespace {

Grade gradeOf(const head::ControlValues& values, double strength)
{
    const auto get = [&](std::string_view id) { return values.get(id); };
    return {.exposure = strength * get("gradeExposure"),
            .contrast = strength * get("gradeContrast"),
            .saturation = 1.0 + strength * (get("gradeSaturation") - 1.0),
            .temperature = strength * get("gradeTemperature"),
            .tint = strength * get("gradeTint"),
            .fade = strength * get("gradeFade"),
            .shadowHue = get("gradeShadowHue"),
            .shadowTone = strength * get("gradeShadowTone"),
            .lightHue = get("gradeLightHue"),
            .lightTone = strength * get("gradeLightTone")};
}

} // namespace

Look lookOf(const head::ControlValues& values)
{
    const auto get = [&](std::string_view id) { return values.get(id); };
    const double strength = get("lookStrength");
    const auto amount = [&](std::string_view id) { return strength * get(id); };
    return {.clay = {amount("clayAmount"), get("clayHue"), get("clayColour"), get("clayGloss"), get("clayFeatures"), false},
            .oil = {amount("oilAmount"), get("oilBrush"), get("oilRelief")},
            .watercolour = {amount("waterAmount"), get("waterWash"), get("waterSteps"), get("waterEdges"), get("waterPaper")},
            .comic = {amount("comicAmount"), get("comicTones"), get("comicColour"), get("comicLines"), get("comicWidth")},
            .grade = gradeOf(values, strength),
            .hatching = {amount("hatchAmount"), get("hatchSpacing"), get("hatchAngle"), get("hatchColour")},
            .halftone = {amount("dotsAmount"), get("dotsCell"), get("dotsAngle"), get("dotsColour")},
            .outline = {amount("outlineAmount"), get("outlineWidth"), get("outlineDetail"), get("outlineLight")},
            .backdrop = {amount("backdropAmount"), get("backdropHue"), get("backdropColour"), get("backdropLight"), get("backdropGlow")},
            .grain = {amount("grainAmount"), get("grainSize"), get("grainMoves") >= 0.5, amount("grainVignette")}};
}

bool isPlain(const Look& look)
{
    const Grade plain{.shadowHue = look.grade.shadowHue, .lightHue = look.grade.lightHue};
    return look.clay.amount == 0.0 && look.oil.amount == 0.0 && look.watercolour.amount == 0.0 && look.comic.amount == 0.0
           && look.grade == plain && look.hatching.amount == 0.0 && look.halftone.amount == 0.0 && look.outline.amount == 0.0
           && look.backdrop.amount == 0.0 && look.grain.amount == 0.0 && look.grain.vignette == 0.0;
}

bool needsForm(const Look& look) { return look.hatching.amount > 0.0 || look.outline.amount > 0.0; }

Look paintOf(const Look& look)
{
    Look paint;
    if (look.clay.amount != 0.0)
        paint.clay = look.clay;
    if (look.oil.amount != 0.0)
        paint.oil = look.oil;
    if (look.watercolour.amount != 0.0)
        paint.watercolour = look.watercolour;
    if (look.comic.amount != 0.0)
        paint.comic = look.comic;
    return paint;
}

} // namespace effigy::style
