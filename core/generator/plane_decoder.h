// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "generator/decoder_kernel.h"
#include "generator/volume.h"

namespace effigy::generator {

enum class Decoded { Density, ColourAndDensity };

/// A volume made ready for many looks without a gradient, each in one pass over the points: features never leave the cache.
/// Densities alone take only the units that they depend on; where these are few, planes of them are made first. Changes of the
/// volume's weights afterwards do not count.
class FusedVolume {
public:
    /// `volume` must be one that canFuse.
    FusedVolume(const Volume& volume, Decoded what);

    /// sampleVolume at points [N, M, 3], world units: density [N, M, 1], and colours [N, M, C] when they were asked for.
    ///   quarters  [N, 4, 3] as sampleVolume takes them, or undefined
    [[nodiscard]] PointSamples sample(const torch::Tensor& points, const torch::Tensor& quarters = {}) const;

    /// The densities of a few points of the first item, on the caller's thread.
    ///   points   [count, 3] world units
    ///   density  [count] out
    void densityAt(const float* points, int count, float* density) const;

private:
    Decoded m_what;
    torch::Tensor m_planes; // [N, K, H, W, channels or units]
    PlaneGeometry m_geometry;
    torch::Tensor m_firstWeight, m_firstBias, m_secondWeight, m_secondBias; // as DecoderParams wants them
    DecoderParams m_decoder = {};
};

/// Whether there can be a FusedVolume: planes on the CPU, no gradient wanted, a decoder that
/// fits the kernel.
[[nodiscard]] bool canFuse(const Volume& volume);

} // namespace effigy::generator
