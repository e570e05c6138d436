// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/texture_code.h"

#include "base/error.h"

#include <ATen/ops/_upsample_bilinear2d_aa.h>
#include <ATen/ops/avg_pool2d.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/einsum.h>
#include <ATen/ops/from_blob.h>
#include <ATen/ops/pixel_shuffle.h>
#include <ATen/ops/pixel_unshuffle.h>
#include <ATen/ops/sigmoid.h>
#include <ATen/ops/where.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace effigy::train {
namespace {

/// One triangle of the atlas in texels, and its vertices.
struct AtlasTriangle {
    std::array<Eigen::Vector2f, 3> corners;
    std::array<std::int64_t, 3> vertices;
};

float cross(const Eigen::Vector2f& a, const Eigen::Vector2f& b)
{
    return a.x() * b.y() - a.y() * b.x();
}

void fillTriangle(const AtlasTriangle& triangle, const Eigen::MatrixXf& values, int size, float* planes, float* covered)
{
    const auto& [a, b, c] = triangle.corners;
    const float area = cross(b - a, c - a);
    if (std::abs(area) < 1e-12F)
        return;
    const auto clampTexel = [size](float v) { return std::clamp(static_cast<int>(std::floor(v)), 0, size - 1); };
    const int left = clampTexel(std::min({a.x(), b.x(), c.x()}) - 0.5F);
    const int right = clampTexel(std::max({a.x(), b.x(), c.x()}) + 0.5F);
    const int top = clampTexel(std::min({a.y(), b.y(), c.y()}) - 0.5F);
    const int bottom = clampTexel(std::max({a.y(), b.y(), c.y()}) + 0.5F);
    constexpr float kSlack = 1e-4F; // texels on a shared edge belong to both triangles
    for (int row = top; row <= bottom; ++row)
        for (int column = left; column <= right; ++column) {
            const Eigen::Vector2f p(static_cast<float>(column) + 0.5F, static_cast<float>(row) + 0.5F);
            const float wa = cross(c - b, p - b) / area;
            const float wb = cross(a - c, p - c) / area;
            const float wc = 1.0F - wa - wb;
            if (wa < -kSlack || wb < -kSlack || wc < -kSlack)
                continue;
            const auto texel = static_cast<std::int64_t>(row) * size + column;
            covered[texel] = 1.0F;
            for (Eigen::Index k = 0; k < values.cols(); ++k)
                planes[k * size * size + texel] = wa * values(triangle.vertices[0], k) + wb * values(triangle.vertices[1], k) +
                                                  wc * values(triangle.vertices[2], k);
        }
}

/// Fills what is not covered: the four nearest rings from their neighbours, the rest with the mean of all.
torch::Tensor spread(const torch::Tensor& known, const torch::Tensor& where)
{
    const auto [planes, covered] = grown({known, where}, 4);
    const auto mean = (planes * covered).sum({2, 3}, true) / covered.sum({2, 3}, true).clamp_min(1.0);
    return at::where(covered.gt(0.5), planes, mean);
}

torch::Tensor linearFromSrgb(const torch::Tensor& colour)
{
    return at::where(colour.le(0.04045), colour / 12.92, ((colour + 0.055) / 1.055).clamp_min(0.0).pow(2.4));
}

torch::Tensor srgbFromLinear(const torch::Tensor& colour)
{
    const auto safe = colour.clamp(0.0, 1.0);
    return at::where(safe.le(0.0031308), safe * 12.92, 1.055 * safe.clamp_min(1e-8).pow(1.0 / 2.4) - 0.055);
}

torch::Tensor shTermsOf(const torch::Tensor& n)
{
    const auto x = n.slice(1, 0, 1), y = n.slice(1, 1, 2), z = n.slice(1, 2, 3);
    return at::cat({torch::ones_like(x), x, y, z, x * y, x * z, y * z, x * x - y * y, 3.0 * z * z - 1.0}, 1);
}

} // namespace

CoveredPlanes grown(CoveredPlanes known, int rings)
{
    for (int ring = 0; ring < rings; ++ring) {
        const auto sum = at::avg_pool2d(known.planes * known.covered, {3, 3}, {1, 1}, {1, 1}) * 9.0;
        const auto count = at::avg_pool2d(known.covered, {3, 3}, {1, 1}, {1, 1}) * 9.0;
        known.planes = at::where(known.covered.gt(0.5), known.planes, sum / count.clamp_min(1.0));
        known.covered = count.gt(0.5).to(torch::kFloat32);
    }
    return known;
}

torch::Tensor bakeVertexValues(const generator::HeadLayout& layout, const Eigen::MatrixXf& values, int size)
{
    auto planes = torch::zeros({1, values.cols(), size, size});
    auto covered = torch::zeros({1, 1, size, size});
    const auto faces = layout.faces.contiguous();
    const auto uvs = layout.faceUvs.contiguous();
    const auto* vertices = faces.data_ptr<std::int64_t>();
    const auto* grid = uvs.data_ptr<float>();
    for (std::int64_t face = 0; face < faces.size(0); ++face) {
        AtlasTriangle triangle;
        for (int corner = 0; corner < 3; ++corner) {
            triangle.vertices[corner] = vertices[face * 3 + corner];
            const float* uv = grid + (face * 3 + corner) * 2;
            triangle.corners[corner] = (Eigen::Vector2f(uv[0], uv[1]).array() + 1.0F) * (0.5F * static_cast<float>(size));
        }
        fillTriangle(triangle, values, size, planes.data_ptr<float>(), covered.data_ptr<float>());
    }
    return spread(planes, covered);
}

torch::Tensor pictureTensor(const base::Image& image, int size)
{
    base::require(!image.empty() && image.channels >= 3, "an RGB picture");
    const auto bytes = at::from_blob(const_cast<std::uint8_t*>(image.pixels.data()), {image.height, image.width, image.channels},
                                     torch::kUInt8);
    const auto planes = bytes.slice(2, 0, 3).permute({2, 0, 1}).unsqueeze(0).to(torch::kFloat32) / 255.0;
    if (image.width == size && image.height == size)
        return planes.contiguous();
    return at::_upsample_bilinear2d_aa(planes, {size, size}, false, c10::nullopt, c10::nullopt).contiguous();
}

base::Image tensorPicture(const torch::Tensor& picture)
{
    base::require(picture.dim() == 4 && picture.size(0) == 1, "one picture [1, C, H, W]");
    const auto bytes = (picture.detach()[0].clamp(0.0, 1.0) * 255.0 + 0.5).to(torch::kUInt8).permute({1, 2, 0}).contiguous();
    base::Image image(static_cast<int>(bytes.size(1)), static_cast<int>(bytes.size(0)), static_cast<int>(bytes.size(2)));
    std::copy_n(bytes.data_ptr<std::uint8_t>(), image.pixels.size(), image.pixels.data());
    return image;
}

torch::Tensor colourCode(const torch::Tensor& colour)
{
    constexpr double kLeast = 0.02; // of light: darker and lighter ones would be far away for an optimiser
    const auto safe = colour.clamp(kLeast, 1.0 - kLeast);
    return (safe / (1.0 - safe)).log() / kLogitScale;
}

torch::Tensor textureCode(const torch::Tensor& litTexture)
{
    base::require(litTexture.dim() == 4 && litTexture.size(1) == 3, "a lit texture [1, 3, 2P, 2P]");
    const auto colour = colourCode(litTexture);
    const auto coarse = at::avg_pool2d(colour, {2, 2});
    const auto size = coarse.size(2);
    return at::cat({at::pixel_unshuffle(colour, 2), coarse, coarse, torch::zeros({1, kSideDetail - kForm, size, size}), sideDetail(colour)}, 1);
}

torch::Tensor planeCode(const torch::Tensor& picture, generator::View view)
{
    const auto code = textureCode(picture);
    const auto flips = generator::flippedAxes(view);
    return flips.empty() ? code : code.flip(flips);
}

torch::Tensor litTextureOf(const torch::Tensor& texture)
{
    base::require(texture.dim() == 4 && texture.size(1) >= kColourChannels, "a texture that begins with the code");
    return at::sigmoid(at::pixel_shuffle(texture.slice(1, 0, kColourChannels), 2) * kLogitScale);
}

torch::Tensor codeGains(int channels)
{
    auto gains = torch::zeros({4, channels});
    const auto give = [&](int plane, int first, int last) { gains.select(0, plane).slice(0, first, last) = kViewGain; };
    give(0, 0, kColourChannels);
    for (const int plane : {2, 3}) {
        give(plane, kSideColour, kTopColour);
        give(plane, kSideDetail, kCodeChannels);
    }
    give(1, kTopColour, kForm);
    gains.slice(1, kCodeChannels) = 1.0;
    return gains;
}

torch::Tensor litTexture(const generator::HeadLayout& layout, const torch::Tensor& albedo,
                         const std::vector<Eigen::Vector3f>& normals, const Eigen::Matrix<float, 9, 3>& light)
{
    Eigen::MatrixXf values(static_cast<Eigen::Index>(normals.size()), 3);
    for (std::size_t v = 0; v < normals.size(); ++v)
        values.row(static_cast<Eigen::Index>(v)) = normals[v].transpose();
    auto normal = bakeVertexValues(layout, values, static_cast<int>(albedo.size(2)));
    normal = normal / normal.norm(2, {1}, true).clamp_min(1e-6);
    const auto coefficients = torch::zeros({9, 3});
    for (int term = 0; term < 9; ++term)
        for (int channel = 0; channel < 3; ++channel)
            coefficients.data_ptr<float>()[term * 3 + channel] = light(term, channel);
    const auto shading = at::einsum("nthw,tc->nchw", {shTermsOf(normal), coefficients}).clamp_min(0.0);
    return srgbFromLinear(linearFromSrgb(albedo) * shading);
}

} // namespace effigy::train
