// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "head/controls.h"

#include <Eigen/Core>

namespace effigy::style {

// What is done to a picture of the avatar, in the order in which it is done. Amounts are 0 (nothing) to 1. Lengths of strokes are
// millimetres on the head, so that a picture looks the same from near, from afar and at every size; lengths of what lies on the
// screen are thousandths of the picture's height.

/// Another light than the photo's on the head. Angles are those of a room that the head faces when its rotation is neutral.
struct Light {
    double level = 1.0;    // of the photo's own light
    double contrast = 1.0; // of the photo's own light: 0 from everywhere .. 1 as it was
    double turn = 0.0;     // degrees that the photo's own light walks around the head, towards the subject's left
    double lamp = 0.0;     // a lamp beside it: 1 is half as strong again as the photo's light
    double lampTurn = 45.0;   // degrees from the front towards the subject's left
    double lampHeight = 30.0; // degrees above the horizon
    double lampWarmth = 0.0;  // -1 cold .. 1 warm
    double lampSoftness = 0.4;
    double lampGloss = 0.3;   // of the skin under the lamp
    Eigen::Matrix3d roomFromHead = Eigen::Matrix3d::Identity(); // how the head is turned under its lights
    bool operator==(const Light&) const = default;
};

/// A figure of clay: the form in one material, lit from above.
struct Clay {
    double amount = 0.0;
    double hue = 45.0;     // degrees of OKLCh
    double colour = 0.3;   // 0: plaster .. 1: glazed
    double gloss = 0.25;
    double features = 0.5; // how much of brows, lips and hair is left as light and dark
    bool isLitOnHead = false; // the light hangs on the head, not on the camera
    bool operator==(const Clay&) const = default;
};

/// Strokes that follow edges and carry one colour each.
struct Oil {
    double amount = 0.0;
    double brush = 3.5;  // mm, radius
    double relief = 0.4; // of bristles and thick paint
    bool operator==(const Oil&) const = default;
};

/// Washes in few steps, dark where they end, on paper.
struct Watercolour {
    double amount = 0.0;
    double wash = 5.0;  // mm, how far colours run
    double steps = 6.0; // tones
    double edges = 0.5;
    double paper = 0.5;
    bool operator==(const Watercolour&) const = default;
};

/// Flat tones and ink lines.
struct Comic {
    double amount = 0.0;
    double tones = 4.0;
    double colour = 1.25; // saturation
    double lines = 0.8;
    double width = 0.8;   // mm, of the lines
    bool operator==(const Comic&) const = default;
};

/// Exposure to vignette.
struct Grade {
    double exposure = 0.0;    // stops
    double contrast = 0.0;    // -1..1
    double saturation = 1.0;
    double temperature = 0.0; // -1 cold .. 1 warm
    double tint = 0.0;        // -1 green .. 1 magenta
    double fade = 0.0;        // blacks lifted
    double shadowHue = 250.0; // degrees of OKLCh
    double shadowTone = 0.0;
    double lightHue = 80.0;
    double lightTone = 0.0;
    bool operator==(const Grade&) const = default;
};

/// Lines around the form in space, closer where it is darker.
struct Hatching {
    double amount = 0.0;
    double spacing = 2.2; // mm
    double angle = 20.0;  // degrees
    double colour = 0.0;  // 0: graphite on paper .. 1: coloured pencils
    bool operator==(const Hatching&) const = default;
};

/// Dots of a printer's screen.
struct Halftone {
    double amount = 0.0;
    double cell = 11.0;   // thousandths
    double angle = 45.0;  // degrees
    double colour = 0.0;  // 0: one ink .. 1: four inks
    bool operator==(const Halftone&) const = default;
};

/// Ink along the silhouette, steps and creases of the form.
struct Outline {
    double amount = 0.0;
    double width = 4.0;  // thousandths
    double detail = 0.5; // 0: silhouette only .. 1: every crease
    double light = 0.0;  // 0: black ink .. 1: white
    bool operator==(const Outline&) const = default;
};

/// What stands behind the head in place of nothing.
struct Backdrop {
    double amount = 0.0;
    double hue = 250.0; // degrees of OKLCh
    double colour = 0.25;
    double light = 0.35;
    double glow = 0.4;  // brighter behind the head, darker in the corners
    bool operator==(const Backdrop&) const = default;
};

struct Grain {
    double amount = 0.0;
    double size = 2.0;    // thousandths
    bool moves = true;    // another pattern in each frame
    double vignette = 0.0; // corners darkened, with what stands behind the head
    bool operator==(const Grain&) const = default;
};

struct Look {
    Light light;
    Clay clay;
    Oil oil;
    Watercolour watercolour;
    Comic comic;
    Grade grade;
    Hatching hatching;
    Halftone halftone;
    Outline outline;
    Backdrop backdrop;
    Grain grain;
    bool operator==(const Look&) const = default;
};

/// The look that `values` ask for; "lookStrength" is in its amounts already, but for the light, which is no style.
[[nodiscard]] Look lookOf(const head::ControlValues& values);

/// True when `look` leaves the picture as it is.
[[nodiscard]] bool isPlain(const Look& look);

/// True when what follows the painting (picture_look.h) depends on the form.
[[nodiscard]] bool needsForm(const Look& look);

/// The part of `look` that paints the head: what it does not depend on is neutral.
[[nodiscard]] Look paintOf(const Look& look);

} // namespace effigy::style
