// SPDX-License-Identifier: GPL-3.0-or-later
#include "invert/hair_paint.h"

#include "train/texture_code.h"

#include <ATen/ops/cat.h>
#include <ATen/ops/from_blob.h>
#include <ATen/ops/grid_sampler.h>

namespace effigy::invert {
namespace {

constexpr double kGrazing =
    0.15; // cosine of the angle between normal and view below which nothing is taken
constexpr double kSteep = 0.45; // and above which all is

torch::Tensor planeOf(const base::FloatImage& image)
{
    return at::from_blob(const_cast<float*>(image.values.data()),
                         {1, 1, image.height, image.width});
}

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
    const auto known = planeOf(photo.matte) * (1.0 - planeOf(photo.unseen));
    const auto source = at::cat({train::pictureTensor(photo.image, photo.image.width), known}, 1);
    const auto sampled = at::grid_sampler(source, grid, 0, 0, false);
    const auto facing = ((seen.slice(1, 2, 3) - kGrazing) / (kSteep - kGrazing)).clamp(0.0, 1.0);
    const auto share = facing * seen.slice(1, 3, 4).clamp(0.0, 1.0) * sampled.slice(1, 3, 4);
    const auto own = train::pictureTensor(texture, texture.width);
    return train::tensorPicture(own + (sampled.slice(1, 0, 3) - own) * share);
}

} // namespace effigy::invert
