// SPDX-License-Identifier: GPL-3.0-or-later
#include "invert/tuning_views.h"

#include "invert/photo_weight.h"
#include "train/head_sampler.h"

#include <ATen/ops/maximum.h>
#include <ATen/ops/upsample_bilinear2d.h>

namespace effigy::invert {
namespace {

constexpr double kEdgeWeight =
    0.5; // of pixels beside the mesh's silhouette: the photo knows hair better
constexpr double kTouched = 0.01; // alpha from which a pixel shows some of the volume
constexpr int kEdgeWidth = 4;     // pixels
constexpr int kMixedWidth = 2;    // pixels along an outline whose colours both sides share
constexpr int kStrangeWidth = 4;  // pixels within a matte's border that may still show collar or background

train::HeadView preservedView(const Subject& subject, std::uint64_t seed)
{
    train::HeadSampler sampler({}, seed);
    const auto& config = subject.generator.config;
    const auto coefficients = subject.model->coefficients(sampler.expression(), subject.head.shape);
    auto view = train::headView(subject.generator, *subject.model, subject.head, coefficients,
                                sampler.camera(), {config.imageResolution(), config.rawResolution});
    const auto edge = dilated(view.target.alpha, kEdgeWidth) + dilated(1.0 - view.target.alpha, kEdgeWidth) - 1.0;
    view.target.weight = 1.0 - (1.0 - kEdgeWeight) * edge;
    return view;
}

/// Where the volume has something before the mesh: hair that hangs, of which the mesh knows nothing. [1, 1, S, S], 0 or 1.
torch::Tensor coveredByHair(const TracedView& traced)
{
    constexpr double kBefore = 0.02; // world units
    const auto& target = traced.view.target;
    const auto before = (target.depth.gt(0.0) * traced.rays.depth.lt(target.depth - kBefore)).to(torch::kFloat32);
    return dilated(at::upsample_bilinear2d(before, {target.alpha.size(2), target.alpha.size(3)}, false).gt(0.0).to(torch::kFloat32), kMixedWidth);
}

} // namespace

TuningViews prepareViews(const Subject& subject, int count, std::uint64_t seed,
                         base::Progress& progress, const base::CancelToken& cancel)
{
    const torch::NoGradGuard noGrad;
    const auto ws = meanLatent(subject.generator); // form does not depend on it
    const auto identity = generator::identityStage(subject.generator, ws);
    const auto traced = [&](const train::HeadView& view) -> TracedView {
        const auto planes =
            generator::deformStage(subject.generator, identity, view.raster, ws).planes;
        TracedView result{view, generator::traceRays(subject.generator, planes, view.label)};
        // Form is not tuned: where the volume reaches beyond what is wanted, its colours would only
        // turn black; and along its own outline they are mixed with what is behind.
        const auto& target = result.view.target;
        const auto size = target.alpha.size(2);
        const auto reached =
            at::upsample_bilinear2d(result.rays.alpha, {size, size}, false).gt(kTouched);
        const auto beyond = dilated(reached * (1.0 - target.alpha), kStrangeWidth);
        const auto outline = dilated(1.0 - reached.to(torch::kFloat32), kMixedWidth) * reached;
        const auto covered = subject.head.mane.empty() ? torch::zeros_like(outline) : coveredByHair(result);
        result.view.target.weight = target.weight * (1.0 - at::maximum(at::maximum(beyond, outline), covered));
        return result;
    };
    TuningViews views;
    views.photo = traced(subject.photo);
    for (int i = 0; i < count; ++i) {
        cancel.check();
        views.preserved.push_back(
            traced(preservedView(subject, seed * 1000003 + static_cast<std::uint64_t>(i))));
        progress.report({"views", i + 1, count, -1.0, {}});
    }
    return views;
}

} // namespace effigy::invert
