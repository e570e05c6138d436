// SPDX-License-Identifier: GPL-3.0-or-later
#include "invert/hair_paint.h"

#include "head/hairline.h"
#include "invert/photo_weight.h"
#include "mesh/pull_push.h"
#include "reconstruct/part_colours.h"
#include "train/texture_code.h"

#include <ATen/ops/avg_pool2d.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/from_blob.h>
#include <ATen/ops/grid_sampler.h>

#include <algorithm>

namespace effigy::invert {
namespace {

constexpr double kGrazing =
    0.15; // cosine of the angle between normal and view below which nothing is taken
constexpr double kSteep = 0.45; // and above which all is

/// Per vertex: place in the photo, -1..1, cosine towards the camera, scalp.
Eigen::MatrixXf seenFromPhoto(const head::HeadModel& model, const head::HeadCoefficients& posed,
                              const train::HairShell& shell, const mesh::Camera& camera)
{
    const auto mesh = model.mesh(posed);
    const auto& scalp = model.data().masks.at("scalp");
    const Eigen::Vector3f eye = camera.headFromCamera.translation().cast<float>();
    Eigen::MatrixXf seen(static_cast<Eigen::Index>(mesh.vertices.size()), 4);
    for (std::size_t v = 0; v < mesh.vertices.size(); ++v) {
        const Eigen::Vector3f at = mesh.vertices[v] + shell[v];
        const Eigen::Vector3d place = mesh::project(camera, at.cast<double>());
        seen.row(static_cast<Eigen::Index>(v)) << static_cast<float>(2.0 * place.x() - 1.0),
            static_cast<float>(2.0 * place.y() - 1.0), mesh.normals[v].dot((eye - at).normalized()),
            scalp[v];
    }
    return seen;
}

/// [1, 1, size, size] 0..1
struct ScalpTexels {
    torch::Tensor hairy; // how densely hair grows
    torch::Tensor back;  // the side of the head that faces away from a photo
};

ScalpTexels scalpTexels(const head::HeadModelData& model, int size)
{
    constexpr float kSide = 1.7F, kBack = 2.5F; // radians from the front
    const auto map = reconstruct::mapTexels(model.templateMesh, model.mirrorVertex, size);
    const auto places = reconstruct::atTexels(map, model.templateMesh, model.templateMesh.vertices, Eigen::Vector3f(0.0F, 0.0F, 1.0F));
    auto hairy = reconstruct::hairField(map, model);
    ScalpTexels texels{at::from_blob(hairy.data(), {1, 1, size, size}).clone(), torch::empty({1, 1, size, size})};
    std::ranges::transform(places, texels.back.data_ptr<float>(), [](const Eigen::Vector3f& at) {
        return std::clamp((head::scalpPlace(at).angle - kSide) / (kBack - kSide), 0.0F, 1.0F);
    });
    return texels;
}

/// `own` in the tone of the hair that is seen, continued smoothly to where hair grows: rims that no view shows well take after what
/// lies beside them, the back of the head after the mean.
///   own, seen     [1, 3, S, S], sRGB
///   share   [1, 1, S, S], 0..1: how much of `seen` counts
///   scalp   where hair grows, and the back
torch::Tensor toned(const torch::Tensor& own, const torch::Tensor& seen, const torch::Tensor& share, const ScalpTexels& scalp)
{
    constexpr double kBlack = 0.02;
    constexpr double kMean = 0.02; // weight of the mean at the back, per texel
    // Logarithms: what is so much brighter than the hair's own colour is skin at the hairline, what has another tint is skin, too, or
    // background that shines through.
    constexpr double kSkin = 0.8, kTint = 0.12;
    constexpr int kStrand = 4;           // texels about one that tell what strands lie on
    constexpr double kMostStrands = 4.0; // times as strong as the texture's own
    const auto size = own.size(2);
    const auto change = ((seen + kBlack) / (own + kBlack)).log();
    const auto brighter = change.mean(1, true);
    const auto tint = (change - brighter).norm(2, {1}, true);
    const auto isHair = (1.0 - (brighter / kSkin).clamp(0.0, 1.0)) * (1.0 - (tint / kTint - 1.0).clamp(0.0, 1.0));
    const auto sure = share * isHair;
    const auto mean = (change * sure).sum({2, 3}, true) / sure.sum().clamp_min(1.0);
    const auto weights = (sure + kMean * scalp.back).contiguous();
    const auto colours = ((change * sure + mean * kMean * scalp.back) / weights.clamp_min(1e-6))[0].permute({1, 2, 0}).contiguous();
    mesh::WeightedColours known{static_cast<int>(size), {}, {}};
    for (std::int64_t i = 0; i < size * size; ++i) {
        known.colour.emplace_back(colours.data_ptr<float>() + 3 * i);
        known.weight.push_back(weights.data_ptr<float>()[i]);
    }
    const auto continued = mesh::pullPush(known);
    const auto everywhere = at::from_blob(const_cast<float*>(continued.front().data()), {1, size, size, 3}).permute({0, 3, 1, 2});
    // Strands as strong as those that are seen, where none are.
    const auto about = [](const torch::Tensor& x) { return at::avg_pool2d(x, {2 * kStrand + 1, 2 * kStrand + 1}, {1, 1}, {kStrand, kStrand}, false, false); };
    const auto strand = ((own + kBlack) / (about(own) + kBlack)).log().mean(1, true), shown = ((seen + kBlack) / (about(seen) + kBlack)).log().mean(1, true);
    const auto spread = [](const torch::Tensor& x, const torch::Tensor& weight) { return ((x.square() * weight).sum() / weight.sum().clamp_min(1.0)).sqrt(); };
    const auto gain = (spread(shown, sure) / spread(strand, scalp.hairy).clamp_min(1e-3)).clamp(1.0, kMostStrands);
    const auto more = strand * (gain - 1.0) * (1.0 - share);
    return ((own + kBlack) * ((everywhere + more) * scalp.hairy).exp() - kBlack).clamp(0.0, 1.0);
}

} // namespace

base::Image paintHair(const base::Image& texture, const generator::HeadLayout& layout,
                      const head::HeadModel& model, const head::HeadCoefficients& posed,
                      const train::HairShell& shell, const reconstruct::AlignedPhoto& photo)
{
    if (!model.data().masks.contains("scalp") || shell.empty())
        return texture;
    const torch::NoGradGuard noGrad;
    const auto seen = train::bakeVertexValues(
        layout, seenFromPhoto(model, posed, shell, photo.camera), texture.width);
    const auto grid = seen.slice(1, 0, 2).permute({0, 2, 3, 1}).contiguous();
    const auto known = headShare(photo, photo.image.width);
    const auto source = at::cat({train::pictureTensor(photo.image, photo.image.width), known}, 1);
    const auto sampled = at::grid_sampler(source, grid, 0, 0, false);
    const auto facing = ((seen.slice(1, 2, 3) - kGrazing) / (kSteep - kGrazing)).clamp(0.0, 1.0);
    const auto share = facing * seen.slice(1, 3, 4).clamp(0.0, 1.0) * sampled.slice(1, 3, 4);
    const auto own = toned(train::pictureTensor(texture, texture.width), sampled.slice(1, 0, 3), share, scalpTexels(model.data(), texture.width));
    return train::tensorPicture(own + (sampled.slice(1, 0, 3) - own) * share);
}

} // namespace effigy::invert
