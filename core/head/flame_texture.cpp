// SPDX-License-Identifier: GPL-3.0-or-later
#include "head/flame_texture.h"

#include "base/error.h"
#include "tensorio/npz.h"

#include <ATen/ATen.h>

namespace effigy::head {

namespace {

using torch::Tensor;

constexpr std::int64_t kSide = 512;

// Every second row and column, RGB planes first: what a nearest resize to 256 of the finished
// picture keeps.
Tensor halved(const Tensor& picture)
{
    const Tensor thin = picture.slice(0, 0, kSide, 2).slice(1, 0, kSide, 2).flip(2);
    return thin.dim() == 3 ? thin.permute({2, 0, 1}) : thin.permute({2, 0, 1, 3});
}

} // namespace

FlameTexture::FlameTexture(const std::filesystem::path& path, int count) : m_count(count)
{
    if (!std::filesystem::exists(path))
        throw base::Error("model_missing", "There is no file " + path.string());
    const tensorio::StateDict file = tensorio::readNpz(path);
    const bool isBfm = file.contains("MU") && file.contains("PC");
    const Tensor mean = file.at(isBfm ? "MU" : "mean"), basis = file.at(isBfm ? "PC" : "tex_dir");
    if (mean.sizes() != at::IntArrayRef({kSide, kSide, 3}) || basis.dim() != 4 ||
        basis.size(3) < count || basis.sizes().slice(0, 3) != mean.sizes())
        throw base::Error("model_refused", path.string() + " is no texture model of FLAME");
    const double scale = isBfm ? 1.0 : 1.0 / 255.0;
    m_mean = (halved(mean).to(torch::kFloat32) * scale).reshape({-1});
    m_basis = (halved(basis.slice(3, 0, count)).to(torch::kFloat32) * scale)
                  .reshape({-1, count})
                  .contiguous();
}

FlameTexture::FlameTexture(const Tensor& mean, const Tensor& basis) : m_count(static_cast<int>(basis.size(-1)))
{
    base::require(mean.sizes() == at::IntArrayRef({3, kSide / 2, kSide / 2}) && basis.dim() == 4 &&
                      basis.sizes().slice(0, 3) == mean.sizes(),
                  "a model of skin has pictures of 256 pixels");
    m_mean = mean.to(torch::kFloat32).reshape({-1});
    m_basis = basis.to(torch::kFloat32).reshape({-1, m_count}).contiguous();
}

FlameTexture FlameTexture::to(const torch::Device& device) const
{
    FlameTexture moved = *this;
    moved.m_mean = m_mean.to(device);
    moved.m_basis = m_basis.to(device);
    return moved;
}

Tensor FlameTexture::albedo(const Tensor& code) const
{
    base::require(code.dim() == 2 && code.size(1) == m_count, "a texture code is [B, count]");
    return (m_mean + at::matmul(code, m_basis.t())).view({code.size(0), 3, kSide / 2, kSide / 2});
}

} // namespace effigy::head
