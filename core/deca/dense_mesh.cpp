// SPDX-License-Identifier: GPL-3.0-or-later
#include "deca/dense_mesh.h"

#include "base/error.h"
#include "tensorio/pickle_file.h"

#include <ATen/ATen.h>

namespace effigy::deca {

namespace {

using torch::Tensor;

bool isWithin(const Tensor& indices, std::int64_t count)
{
    return indices.numel() > 0 && indices.min().item<std::int64_t>() >= 0 &&
           indices.max().item<std::int64_t>() < count;
}

void checkTemplate(const DenseTemplate& dense, std::int64_t vertexCount, const std::string& path)
{
    const std::int64_t count = dense.rows.numel();
    const bool fits = dense.corners.sizes() == at::IntArrayRef({count, 3}) &&
                      dense.weights.sizes() == dense.corners.sizes() &&
                      dense.triangles.dim() == 2 && dense.triangles.size(1) == 3 &&
                      isWithin(dense.triangles, count) && isWithin(dense.corners, vertexCount) &&
                      isWithin(dense.rows, kUvSide) && isWithin(dense.columns, kUvSide);
    if (!fits)
        throw base::Error("model_refused", path + " does not fit the head model",
                          "Give texture_data_256.npy as it was published with FLAME.");
}

// Interpolates values [V, 3] at the dense vertices, [N, 3] f64.
Tensor onDense(const DenseTemplate& dense, const Tensor& values)
{
    const Tensor corners =
        values.to(torch::kFloat64).index_select(0, dense.corners.reshape(-1)).view({-1, 3, 3});
    return (corners * dense.weights.unsqueeze(-1)).sum(1);
}

} // namespace

DenseTemplate readDenseTemplate(const std::filesystem::path& path, std::int64_t vertexCount)
{
    if (!std::filesystem::exists(path))
        throw base::Error("model_missing", "There is no file " + path.string(),
                          "It comes with DECA, as texture_data_256.npy.");
    const tensorio::PickleTree tree = tensorio::readPickle(path);
    const tensorio::PickleValue& root = tree.root();
    const auto indices = [&](const char* key) {
        return root.at(key).tensor().to(torch::kInt64).contiguous();
    };
    const Tensor pixels = indices("valid_pixel_ids").reshape(-1);
    const Tensor x = indices("x_coords").reshape(-1), y = indices("y_coords").reshape(-1);
    if (root.at("img_size").integer() != kUvSide || x.numel() != kUvSide * kUvSide ||
        y.numel() != x.numel() || !isWithin(pixels, x.numel()))
        throw base::Error("model_refused", path.string() + " is not for maps of 256 pixels");
    DenseTemplate dense = {
        .triangles = indices("f"),
        .rows = y.index_select(0, pixels),
        .columns = x.index_select(0, pixels),
        .corners = indices("valid_pixel_3d_faces"),
        .weights = root.at("valid_pixel_b_coords").tensor().to(torch::kFloat64).contiguous()};
    checkTemplate(dense, vertexCount, path.string());
    return dense;
}

DenseTemplate denseTemplate(const TemplateLayout& layout)
{
    const Coverage coverage = rasterise(layout.uvPlaces, layout.uvTriangles, {kUvSide, kUvSide},
                                        mesh::RasterRule::DecaStandard);
    const Tensor face = coverage.face.reshape(-1);
    const Tensor pixels = at::nonzero(face >= 0).squeeze(1);
    DenseTemplate dense;
    dense.rows = at::div(pixels, kUvSide, "floor");
    dense.columns = pixels - dense.rows * kUvSide;
    dense.corners = layout.triangles.index_select(0, face.index_select(0, pixels));
    dense.weights = coverage.weights.reshape({-1, 3}).index_select(0, pixels).to(torch::kFloat64);
    const Tensor vertexOf =
        at::full_like(face, -1).index_copy(0, pixels, at::arange(pixels.numel(), pixels.options()));
    const Tensor all = vertexOf.index_select(0, layout.gridTriangles.reshape(-1)).view({-1, 3});
    const Tensor whole = at::nonzero(std::get<0>(all.min(1)) >= 0).squeeze(1);
    dense.triangles = all.index_select(0, whole);
    return dense;
}

DenseMesh denseMesh(const DenseTemplate& dense, const Tensor& vertices, const Tensor& normals,
                    const Tensor& displacement, const Tensor& texture)
{
    base::require(displacement.sizes() == at::IntArrayRef({kUvSide, kUvSide}),
                  "a displacement map is [256, 256]");
    base::require(texture.sizes() == at::IntArrayRef({kUvSide, kUvSide, 3}),
                  "a texture of the dense mesh is [256, 256, 3]");
    const Tensor pixels = dense.rows * kUvSide + dense.columns;
    const Tensor direction = onDense(dense, normals);
    const Tensor unit = direction / direction.norm(2, {1}, /*keepdim=*/true);
    const Tensor offset =
        displacement.to(torch::kFloat64).reshape(-1).index_select(0, pixels).unsqueeze(1);
    return {.vertices = onDense(dense, vertices) + offset * unit,
            .colours = texture.reshape({-1, 3}).index_select(0, pixels),
            .triangles = dense.triangles};
}

} // namespace effigy::deca
