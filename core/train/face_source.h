// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "train/deca_losses.h"

#include <cstdint>

namespace effigy::train {

/// Where training takes its crops of faces from: synthetic heads, or photos whose landmarks are known.
class FaceSource {
public:
    virtual ~FaceSource() = default;
    /// `people` persons, `views` crops of each side by side. The same arguments give the same batch, so that a run can go on
    /// where it stopped. Safe from any thread.
    ///   number  of the batch
    [[nodiscard]] virtual FaceBatch batch(int people, int views, std::uint64_t number) const = 0;
};

} // namespace effigy::train
