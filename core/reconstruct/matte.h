// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image.h"

namespace effigy::reconstruct {

/// What the fitted mesh says about a picture before its pixels are looked at.
struct MatteSeed {
    base::FloatImage head;   // 1 channel: 1 on the fitted head, less on its neck, which clothes may cover, 0 elsewhere
    base::FloatImage scalp;  // 1 channel: 1 on the head from the forehead up, where hair may hang in
    base::FloatImage hair;   // 1 channel: 1 around the skull, where hair usually is
    base::FloatImage away;   // 1 channel: metres from the head's outline, 0 within it
    base::FloatImage far;    // 1 channel: 1 where hair seldom reaches, so that most of it shows what is behind the head, 0 elsewhere
    base::FloatImage beside; // 1 channel: 1 above the chin, where what looks like hair is no collar, 0 below
    base::FloatImage within; // 1 channel: 0 where no hair of this head can reach, 1 elsewhere; soft below the neck's cut
};

/// How much of every pixel of `picture` (RGB) is the head with its hair: 1 channel, 0..1, same size.
/// GrabCut (Rother et al. 2004) started from the seed, its border softened by a guided filter (He et al. 2010).
/// Deterministic. Throws ContractError when sizes differ.
[[nodiscard]] base::FloatImage matteHead(const base::Image& picture, const MatteSeed& seed);

} // namespace effigy::reconstruct
