// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "generator/plane_decoder.h"
#include "generator/volume.h"

#include <optional>

namespace effigy::generator {

/// The densities of a volume for many looks at them, without a gradient; made ready where canFuse allows it.
class DensityField {
public:
    /// `volume` is kept by reference.
    explicit DensityField(const Volume& volume);

    [[nodiscard]] const RenderingConfig& config() const { return m_volume.config; }

    /// Before softplus, at `count` points of the volume's first head. Any thread where isFused(), else the caller's alone.
    ///   points   [count, 3] world units
    ///   density  [count] out
    void at(const float* points, int count, float* density) const;

    /// Whether few points at a time cost no more than many.
    [[nodiscard]] bool isFused() const { return m_fused.has_value(); }

private:
    const Volume& m_volume;
    std::optional<FusedVolume> m_fused;
};

} // namespace effigy::generator
