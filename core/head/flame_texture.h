// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/types.h>

#include <filesystem>

namespace effigy::head {

/// A linear model of the skin's colour in a UV layout, FLAME's or another head's.
class FlameTexture {
public:
    /// Reads FLAME_albedo_from_BFM.npz (MU, PC; 0..1) or FLAME_texture.npz (mean, tex_dir; 0..255),
    /// both [512, 512, 3, N], BGR. Throws Error "model_missing" when there is no such file,
    /// "model_refused" when it is neither.
    explicit FlameTexture(const std::filesystem::path& path, int count = 50);
    /// A model of its own.
    ///   mean   [3, 256, 256] f32 RGB 0..1
    ///   basis  [3, 256, 256, count] f32 per standard deviation
    /// Throws ContractError on other shapes.
    FlameTexture(const torch::Tensor& mean, const torch::Tensor& basis);

    [[nodiscard]] FlameTexture to(const torch::Device& device) const;
    [[nodiscard]] int count() const { return m_count; }
    /// Albedo [B, 3, 256, 256] f32 RGB, about 0..1 and not clamped, of `code` [B, count] f32.
    /// Differentiable.
    [[nodiscard]] torch::Tensor albedo(const torch::Tensor& code) const;

private:
    int m_count;
    torch::Tensor m_mean;  // [3 * 256 * 256] RGB planes
    torch::Tensor m_basis; // [3 * 256 * 256, count]
};

} // namespace effigy::head
