// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/photographed_texture.h"

#include "train/texture_code.h"

#include <ATen/ATen.h>

namespace effigy::train {
namespace {

using torch::Tensor;

constexpr double kBehind = 0.003; // metres behind what the picture shows from which a texel is hidden
constexpr double kGrazed = 0.2;   // cosine below which a picture says nothing
constexpr double kSure = 0.1;     // weight of the pictures that counts half as much as theirs and the guess's together

Tensor columns(const std::vector<Eigen::Vector3f>& rows, const generator::HeadLayout& layout, int size)
{
    Eigen::MatrixXf values(static_cast<Eigen::Index>(rows.size()), 3);
    for (std::size_t v = 0; v < rows.size(); ++v)
        values.row(static_cast<Eigen::Index>(v)) = rows[v].transpose();
    return bakeVertexValues(layout, values, size);
}

/// Channels of a map [1, 3, T, T] turned by the rotation that leads into the camera, moved there if they are places.
Tensor inCamera(const Tensor& map, const mesh::Camera& camera, double isPlace)
{
    const Eigen::Isometry3d cameraFromHead = camera.headFromCamera.inverse();
    std::vector<Tensor> rows;
    for (int row = 0; row < 3; ++row) {
        Tensor sum = at::full_like(map.slice(1, 0, 1), isPlace * cameraFromHead(row, 3));
        for (int k = 0; k < 3; ++k)
            sum = sum + map.slice(1, k, k + 1) * cameraFromHead(row, k);
        rows.push_back(sum);
    }
    return at::cat(rows, 1);
}

Tensor linear(const Tensor& colour)
{
    return colour.clamp(0.0, 1.0).pow(2.2);
}

/// `guess` with the medians of what is seen, channel by channel.
Tensor asBright(const Tensor& guess, const Tensor& seen, const Tensor& isSeen)
{
    if (!isSeen.any().item<bool>())
        return guess;
    std::vector<Tensor> channels;
    for (int c = 0; c < 3; ++c) {
        const auto middle = [&](const Tensor& x) { return linear(x.slice(1, c, c + 1)).masked_select(isSeen).median(); };
        const Tensor gain = middle(seen) / middle(guess).clamp_min(1e-3);
        channels.push_back((linear(guess.slice(1, c, c + 1)) * gain).clamp(0.0, 1.0).pow(1.0 / 2.2));
    }
    return at::cat(channels, 1);
}

} // namespace

Tensor photographedTexture(const generator::HeadLayout& layout, const Tensor& guess, const std::vector<PosedPictures>& poses)
{
    const auto size = static_cast<int>(guess.size(2));
    Tensor sum = at::zeros_like(guess), weights = at::zeros_like(guess.slice(1, 0, 1));
    for (const PosedPictures& pose : poses) {
        const Tensor places = columns(pose.head.vertices, layout, size), normals = columns(pose.head.normals, layout, size);
        const Tensor lengths = normals.norm(2, {1}, true).clamp_min(1e-6);
        for (const DepthPicture& picture : pose.pictures) {
            const mesh::Camera& camera = picture.camera;
            const Tensor place = inCamera(places, camera, 1.0), z = place.slice(1, 2, 3);
            const Tensor facing = -(inCamera(normals, camera, 0.0) * place).sum(1, true) / (lengths * place.norm(2, {1}, true));
            const Tensor column = place.slice(1, 0, 1) / z * camera.fx + camera.cx, row = place.slice(1, 1, 2) / z * camera.fy + camera.cy;
            const Tensor grid = at::cat({column, row}, 1).permute({0, 2, 3, 1}) * 2.0 - 1.0;
            const Tensor shown = at::grid_sampler(picture.depth, grid, 0, 0, false);
            const Tensor isSeen = (z - shown).abs().lt(kBehind).to(torch::kFloat32);
            Tensor weight = ((facing - kGrazed) / (1.0 - kGrazed)).clamp(0.0, 1.0).square() * isSeen;
            if (pose.tells.defined())
                weight = weight * pose.tells;
            sum = sum + at::grid_sampler(picture.colour, grid, 0, 1, false) * weight;
            weights = weights + weight;
        }
    }
    const Tensor seen = sum / weights.clamp_min(1e-6);
    const Tensor share = weights / (weights + kSure);
    return seen * share + asBright(guess, seen, weights.gt(0.5)) * (1.0 - share);
}

} // namespace effigy::train
