// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/generator_losses.h"

#include "generator/plane_form.h"
#include "train/texture_code.h"

#include <ATen/ATen.h>

namespace effigy::train {

using generator::kFormGain;
using generator::kFormScale;
using torch::Tensor;

IdentityLoss identityLoss(const generator::IdentityStage& stage, const KnownIdentity& known)
{
    IdentityLoss loss;
    constexpr int kColours = kForm + kSideDetails;
    const auto coloursOf = [](const Tensor& code, std::int64_t axis) { return at::cat({code.slice(axis, 0, kForm), code.slice(axis, kSideDetail, kCodeChannels)}, axis); };
    loss.texture = (coloursOf(stage.texture, 1) - coloursOf(known.texture, 1)).abs().mean();
    const Tensor off = (stage.staticPlanes.slice(2, 0, kCodeChannels) - known.planes).abs();
    // Each plane has one surface: where its channel is not zero, the view sees something.
    const Tensor surfaces = known.planes.slice(2, kForm, kForm + 3);
    const Tensor covered = surfaces.gt(0.0).any(2, true).to(torch::kFloat32);
    const Tensor gains = coloursOf(codeGains(static_cast<int>(stage.staticPlanes.size(2))), 1).gt(0.0).to(covered.options()).reshape({1, 4, kColours, 1, 1});
    loss.colour = (coloursOf(off, 2) * covered).sum() / (kViewGain * (covered * gains).sum().clamp_min(1.0));
    const Tensor turns = off.slice(2, kForm + 3, kForm + generator::kSurfaceForms);
    constexpr double kSurfacesOfPlane = 3.0 / (kFormGain * kFormScale), kTurnWeight = 0.1;
    loss.form = off.slice(2, kForm, kForm + 3).mean() * kSurfacesOfPlane + kTurnWeight * turns.mean() / kFormGain;
    loss.cover = off.slice(2, kStaticCover, kStaticCover + 1).mean();
    return loss;
}

generator::IdentityStage writtenIdentity(const KnownIdentity& known, const generator::GeneratorConfig& config)
{
    const auto filled = [&](const Tensor& code, std::int64_t axis) {
        std::vector<std::int64_t> shape = code.sizes().vec();
        shape[static_cast<std::size_t>(axis)] = config.planeChannels - code.size(axis);
        return at::cat({code.to(torch::kFloat32), at::zeros(shape, code.options().dtype(torch::kFloat32))}, axis);
    };
    return {filled(known.texture, 1), filled(known.planes, 2)};
}

Tensor withFixedForm(const Tensor& planes)
{
    return at::cat({planes.slice(4, 0, kForm), planes.slice(4, kForm, kStaticCover).detach(), planes.slice(4, kStaticCover)}, 4);
}

ViewTarget windowTarget(const KnownShots& shots, const std::vector<Window>& windows)
{
    const Tensor picture = windowPictures(shots.pictures, windows).to(torch::kFloat32) / 255.0;
    return {.colour = picture.slice(1, 0, 3),
            .alpha = picture.slice(1, 3, 4),
            .depth = windowPictures(shots.depth, windows),
            .weight = windowPictures(shots.weight, windows).to(torch::kFloat32) / 255.0};
}

} // namespace effigy::train
