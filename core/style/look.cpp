// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/look.h"

#include "head/head_model.h"

#include <Eigen/Geometry>

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

/// A head that is turned takes its lights along, as far as they do not stay.
Eigen::Matrix3d stayingRotation(const head::ControlValues& values)
{
    const Eigen::AngleAxisd turned(head::headRotation(values));
    return Eigen::AngleAxisd(values.get("lightStays") * turned.angle(), turned.axis()).toRotationMatrix();
}

Light lightOf(const head::ControlValues& values)
{
    const auto get = [&](std::string_view id) { return values.get(id); };
    return {.level = get("lightLevel"),
            .contrast = get("lightContrast"),
            .turn = get("lightTurn"),
            .lamp = get("lampAmount"),
            .lampTurn = get("lampTurn"),
            .lampHeight = get("lampHeight"),
            .lampWarmth = get("lampWarmth"),
            .lampSoftness = get("lampSoftness"),
            .lampGloss = get("lampGloss"),
            .roomFromHead = stayingRotation(values)};
}

/// True when the picture is lit as in the photo.
bool isAsInPhoto(const Light& light)
{
    return light.level == 1.0 && light.contrast == 1.0 && light.turn == 0.0 && light.lamp == 0.0
           && light.roomFromHead == Eigen::Matrix3d::Identity();
}

} // namespace

Look lookOf(const head::ControlValues& values)
{
    const auto get = [&](std::string_view id) { return values.get(id); };
    const double strength = get("lookStrength");
    const auto amount = [&](std::string_view id) { return strength * get(id); };
    return {.light = lightOf(values),
            .clay = {amount("clayAmount"), get("clayHue"), get("clayColour"), get("clayGloss"), get("clayFeatures"), false},
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
    return isAsInPhoto(look.light) && look.clay.amount == 0.0 && look.oil.amount == 0.0 && look.watercolour.amount == 0.0 && look.comic.amount == 0.0
           && look.grade == plain && look.hatching.amount == 0.0 && look.halftone.amount == 0.0 && look.outline.amount == 0.0
           && look.backdrop.amount == 0.0 && look.grain.amount == 0.0 && look.grain.vignette == 0.0;
}

bool needsForm(const Look& look) { return look.hatching.amount > 0.0 || look.outline.amount > 0.0; }

Look paintOf(const Look& look)
{
    Look paint;
    if (!isAsInPhoto(look.light))
        paint.light = look.light;
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
