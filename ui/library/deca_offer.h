// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/failure.h"

#include <QString>

namespace effigy::ui {

/// Networks of DECA that a fit on some head model may begin with.
struct DecaOffer {
    QString file = {};             // as --deca takes it; empty: there are none
    bool areForOtherHead = false;  // there are some, but they speak of another head model

    [[nodiscard]] bool isPossible() const { return !file.isEmpty(); }
};

/// What "Start from DECA" does, or why it cannot be chosen.
[[nodiscard]] QString decaTip(const DecaOffer& offer);

/// A fit is to begin with networks that are not there.
[[nodiscard]] Failure missingDeca();

} // namespace effigy::ui
