// SPDX-License-Identifier: GPL-3.0-or-later
#include "head/controls.h"

#include <algorithm>
#include <array>

namespace effigy::head {

namespace {

/// 0: nothing of it .. 1: all of it.
constexpr Control amount(std::string_view id, std::string_view group, std::string_view label, double neutral = 0.0)
{
    return {id, group, label, {}, "", 0.0, 1.0, 0.0, 1.0, neutral};
}

/// Both ways from nothing.
constexpr Control balance(std::string_view id, std::string_view group, std::string_view label)
{
    return {id, group, label, {}, "", -1.0, 1.0, -1.0, 1.0, 0.0};
}

constexpr Control number(std::string_view id, std::string_view group, std::string_view label, std::string_view unit, double least,
                         double most, double neutral)
{
    return {id, group, label, {}, unit, least, most, least, most, neutral};
}

constexpr Control hue(std::string_view id, std::string_view group, std::string_view label, double neutral)
{
    return {id, group, label, {}, "deg", 0.0, 360.0, 0.0, 360.0, neutral};
}

constexpr std::string_view kLook = "Look";
constexpr std::string_view kGrade = "Colour grade";
constexpr std::string_view kOil = "Oil";
constexpr std::string_view kWater = "Watercolour";
constexpr std::string_view kComic = "Comic";
constexpr std::string_view kClay = "Clay";
constexpr std::string_view kHatch = "Hatching";
constexpr std::string_view kDots = "Halftone";
constexpr std::string_view kOutline = "Outline";
constexpr std::string_view kBackdrop = "Background";
constexpr std::string_view kGrain = "Grain and vignette";

constexpr std::string_view kLight = "Light";
constexpr std::string_view kTeeth = "Teeth and mouth";
constexpr std::string_view kToning = "Curves and colour table";
constexpr std::string_view kDetail = "Fine detail";
constexpr std::string_view kLearnt = "Learnt looks";

constexpr auto kControls = std::to_array<Control>({
    amount("lookStrength", kLook, "Strength", 1.0),
    {"lightLevel", kLight, "Light of the photo", {}, "", 0.0, 2.0, 0.0, 4.0, 1.0},
    {"lightContrast", kLight, "Contrast of the light", {}, "", 0.0, 2.0, 0.0, 3.0, 1.0},
    number("lightTurn", kLight, "Turn of the light", "deg", -180.0, 180.0, 0.0),
    amount("lightStays", kLight, "Lights stay when the head turns"),
    {"lampAmount", kLight, "Lamp", {}, "", 0.0, 1.5, 0.0, 5.0, 0.0},
    number("lampTurn", kLight, "Lamp left and right", "deg", -180.0, 180.0, 45.0),
    number("lampHeight", kLight, "Height of the lamp", "deg", -90.0, 90.0, 30.0),
    balance("lampWarmth", kLight, "Warmth of the lamp"),
    amount("lampSoftness", kLight, "Softness of the lamp", 0.4),
    amount("lampGloss", kLight, "Gloss under the lamp", 0.3),
    {"gradeExposure", kGrade, "Exposure", {}, "", -2.0, 2.0, -4.0, 4.0, 0.0},
    balance("gradeContrast", kGrade, "Contrast"),
    {"gradeSaturation", kGrade, "Saturation", {}, "", 0.0, 2.0, 0.0, 3.0, 1.0},
    balance("gradeTemperature", kGrade, "Temperature"),
    balance("gradeTint", kGrade, "Tint"),
    amount("gradeFade", kGrade, "Fade"),
    amount("gradeShadowTone", kGrade, "Tone of shadows"),
    hue("gradeShadowHue", kGrade, "Hue of shadows", 250.0),
    amount("gradeLightTone", kGrade, "Tone of lights"),
    hue("gradeLightHue", kGrade, "Hue of lights", 80.0),
    amount("oilAmount", kOil, "Oil"),
    number("oilBrush", kOil, "Brush", "mm", 1.0, 8.0, 3.5),
    amount("oilRelief", kOil, "Relief of the paint", 0.4),
    amount("waterAmount", kWater, "Watercolour"),
    number("waterWash", kWater, "Size of washes", "mm", 1.0, 15.0, 5.0),
    number("waterSteps", kWater, "Tones of watercolour", "", 3.0, 12.0, 6.0),
    amount("waterEdges", kWater, "Dark edges", 0.5),
    amount("waterPaper", kWater, "Paper", 0.5),
    amount("comicAmount", kComic, "Comic"),
    number("comicTones", kComic, "Tones of comic", "", 2.0, 10.0, 4.0),
    number("comicColour", kComic, "Colour of comic", "", 0.0, 2.0, 1.25),
    amount("comicLines", kComic, "Ink lines", 0.8),
    number("comicWidth", kComic, "Width of ink lines", "mm", 0.3, 3.0, 0.8),
    amount("clayAmount", kClay, "Clay"),
    hue("clayHue", kClay, "Hue of clay", 45.0),
    amount("clayColour", kClay, "Colour of clay", 0.3),
    amount("clayGloss", kClay, "Gloss", 0.25),
    amount("clayFeatures", kClay, "Brows, lips and hair", 0.5),
    amount("hatchAmount", kHatch, "Hatching"),
    number("hatchSpacing", kHatch, "Distance of lines", "mm", 1.0, 6.0, 2.2),
    number("hatchAngle", kHatch, "Angle of lines", "deg", -90.0, 90.0, 20.0),
    amount("hatchColour", kHatch, "Coloured pencils"),
    amount("dotsAmount", kDots, "Halftone"),
    number("dotsCell", kDots, "Size of dots", "", 5.0, 40.0, 11.0),
    number("dotsAngle", kDots, "Angle of the screen", "deg", -90.0, 90.0, 45.0),
    amount("dotsColour", kDots, "Four inks"),
    amount("outlineAmount", kOutline, "Outline"),
    number("outlineWidth", kOutline, "Width of the outline", "", 1.0, 16.0, 4.0),
    amount("outlineDetail", kOutline, "Creases", 0.5),
    amount("outlineLight", kOutline, "White ink"),
    amount("backdropAmount", kBackdrop, "Background"),
    hue("backdropHue", kBackdrop, "Hue of the background", 250.0),
    amount("backdropColour", kBackdrop, "Colour of the background", 0.25),
    amount("backdropLight", kBackdrop, "Lightness of the background", 0.35),
    amount("backdropGlow", kBackdrop, "Glow behind the head", 0.4),
    amount("grainAmount", kGrain, "Grain"),
    number("grainSize", kGrain, "Size of grain", "", 1.0, 8.0, 2.0),
    amount("grainMoves", kGrain, "Grain moves", 1.0),
    amount("grainVignette", kGrain, "Dark corners"),
    balance("teethWhiteness", kTeeth, "Whiteness of the teeth"),
    balance("teethWarmth", kTeeth, "Warmth of the teeth"),
    {"cavityLight", kTeeth, "Light in the mouth", {}, "", -2.0, 2.0, -3.0, 3.0, 0.0},
    balance("gumRedness", kTeeth, "Redness of the gums"),
    balance("tongueRedness", kTeeth, "Redness of the tongue"),
    amount("curvesAmount", kToning, "Strength of the curves", 1.0),
    amount("lutAmount", kToning, "Strength of the colour table", 1.0),
    {"meshDetail", kDetail, "Fine detail of the mesh", {}, "", 0.0, 1.5, 0.0, 2.0, 1.0},
    amount("learntOil", kLearnt, "Learnt oil"),
    amount("learntWatercolour", kLearnt, "Learnt watercolour"),
    amount("learntComic", kLearnt, "Learnt comic"),
    amount("learntClay", kLearnt, "Learnt clay"),
});

} // namespace

std::span<const Control> lookControls() { return kControls; }

bool isLookControl(std::string_view id)
{
    return std::ranges::find(kControls, id, &Control::id) != kControls.end();
}

} // namespace effigy::head
