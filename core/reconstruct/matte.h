// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image.h"
#include "encoder/matte_seed.h"

namespace effigy::reconstruct {

/// How much of every pixel of `picture` (RGB, square) is the head with its hair: 1 channel, 0..1,
/// same size. What the network that ships with Effigy tells of picture and seed, its border
/// sharpened by a guided filter (He et al. 2010). Deterministic. Throws ContractError when the
/// picture is not square or sizes differ, Error "model_missing" or "model_refused" when the network
/// is absent or damaged.
[[nodiscard]] base::FloatImage matteHead(const base::Image& picture,
                                         const encoder::MatteSeed& seed);

/// How much of what belongs to the head in every pixel of `picture` is hair: 1 channel, 0..1, same
/// size; anything where nothing does. As the same network tells it; throws as matteHead.
[[nodiscard]] base::FloatImage hairShare(const base::Image& picture,
                                         const encoder::MatteSeed& seed);

/// Both of the above from one look of the network.
struct HeadMatte {
    base::FloatImage head;
    base::FloatImage hair;
};
[[nodiscard]] HeadMatte matteWithHair(const base::Image& picture, const encoder::MatteSeed& seed);

} // namespace effigy::reconstruct
