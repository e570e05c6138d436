// SPDX-License-Identifier: GPL-3.0-or-later
#include "deca/template_layout.h"

#include "base/error.h"
#include "base/parallel.h"
#include "deca/operators.h"
#include "deca/raster.h"
#include "mesh/obj.h"
#include "tensorio/npz.h"

#include <ATen/ATen.h>

#include <Eigen/Geometry>

#include <algorithm>

namespace effigy::deca {

namespace {

using torch::Tensor;

// The squares of the grid begin at these columns and rows; the last ones are left out.
constexpr std::int64_t kFirstColumn = 2, kLastColumn = kUvSide - 3, kFirstRow = 5,
                       kLastRow = kUvSide - 6;

// On the processor, without gradients: each row gathers the normals of the squares that touch it.
Tensor gridNormalsAtOnce(const Tensor& places)
{
    constexpr float kShortest = 1e-6F;
    constexpr std::int64_t kPlane = kUvSide * kUvSide;
    const Tensor from = places.to(torch::kFloat32).contiguous();
    Tensor normals = at::zeros_like(from);
    for (std::int64_t item = 0; item < from.size(0); ++item) {
        const float* at = from.data_ptr<float>() + item * 3 * kPlane;
        float* to = normals.data_ptr<float>() + item * 3 * kPlane;
        const auto point = [&](std::int64_t p) {
            return Eigen::Vector3f(at[p], at[kPlane + p], at[2 * kPlane + p]);
        };
        const auto isSquare = [](std::int64_t row, std::int64_t column) {
            return row >= kFirstRow && row < kLastRow && column >= kFirstColumn &&
                   column < kLastColumn;
        };
        base::parallelFor(static_cast<int>(kUvSide), 16, [&](int begin, int end) {
            for (std::int64_t row = begin; row < end; ++row)
                for (std::int64_t column = 0; column < kUvSide; ++column) {
                    Eigen::Vector3f sum = Eigen::Vector3f::Zero();
                    // This pixel as corner (dy, dx) of the square up to one row and column before
                    // it.
                    for (int dy = 0; dy < 2; ++dy)
                        for (int dx = 0; dx < 2; ++dx) {
                            if (!isSquare(row - dy, column - dx))
                                continue;
                            const std::int64_t p = (row - dy) * kUvSide + column - dx;
                            const Eigen::Vector3f b = point(p + kUvSide), c = point(p + 1);
                            if (dy + dx < 2)
                                sum += (b - point(p)).cross(c - point(p));
                            if (dy + dx > 0)
                                sum += (b - c).cross(point(p + kUvSide + 1) - c);
                        }
                    const Eigen::Vector3f unit = sum / std::max(sum.norm(), kShortest);
                    for (int axis = 0; axis < 3; ++axis)
                        to[axis * kPlane + row * kUvSide + column] = unit[axis];
                }
        });
    }
    return normals;
}

Tensor indicesOf(const std::vector<Eigen::Vector3i>& triangles)
{
    const auto count = static_cast<std::int64_t>(triangles.size());
    return at::from_blob(const_cast<int*>(triangles[0].data()), {count, 3}, torch::kInt32)
        .to(torch::kInt64);
}

// Without what pictures tell.
TemplateLayout laidOut(const Tensor& triangles, const Tensor& uvs, const Tensor& uvTriangles)
{
    TemplateLayout layout;
    layout.triangles = triangles;
    layout.uvTriangles = uvTriangles;
    layout.uvs = uvs;
    const Tensor flip = torch::tensor({1.0F, -1.0F, 1.0F}, torch::kFloat32);
    layout.uvPlaces =
        ((at::constant_pad_nd(layout.uvs, {0, 1}, 1.0) * 2.0 - 1.0) * flip).unsqueeze(0);
    layout.uvCorners = atCorners(layout.uvPlaces, layout.uvTriangles);
    layout.gridTriangles = gridTriangles();
    return layout;
}

} // namespace

TemplateLayout TemplateLayout::to(const torch::Device& device) const
{
    return {.triangles = triangles.to(device),
            .uvs = uvs.to(device),
            .uvTriangles = uvTriangles.to(device),
            .uvPlaces = uvPlaces.to(device),
            .uvCorners = uvCorners.to(device),
            .gridTriangles = gridTriangles.to(device),
            .faceEyeMask = faceEyeMask.to(device),
            .fixedDisplacement = fixedDisplacement.to(device)};
}

Tensor gridTriangles()
{
    const Tensor x = at::arange(kFirstColumn, kLastColumn, torch::kInt64),
                 y = at::arange(kFirstRow, kLastRow, torch::kInt64);
    const Tensor p = (x.unsqueeze(1) + kUvSide * y.unsqueeze(0)).reshape({-1});
    const Tensor lower = at::stack({p, p + kUvSide, p + 1}, 1),
                 upper = at::stack({p + 1, p + kUvSide, p + kUvSide + 1}, 1);
    return at::stack({lower, upper}, 1).reshape({-1, 3});
}

Tensor gridNormals(const Tensor& places)
{
    constexpr double kShortest = 1e-6;
    if (!isDifferentiated(places) && places.is_cpu())
        return gridNormalsAtOnce(places);
    // The squares of the grid by their corners: p, p + 256, p + 1, p + 257.
    const auto part = [&](std::int64_t row, std::int64_t column) {
        return places.slice(2, kFirstRow + row, kLastRow + row)
            .slice(3, kFirstColumn + column, kLastColumn + column);
    };
    const Tensor a = part(0, 0), b = part(1, 0), c = part(0, 1), d = part(1, 1);
    const Tensor lower = at::cross(b - a, c - a, 1), upper = at::cross(b - c, d - c, 1),
                 both = lower + upper;
    // Adds the normal of a square's triangles to one of its corners.
    const auto placed = [&](const Tensor& normal, std::int64_t row, std::int64_t column) {
        return at::constant_pad_nd(normal, {kFirstColumn + column, kUvSide - kLastColumn - column,
                                            kFirstRow + row, kUvSide - kLastRow - row});
    };
    const Tensor sum =
        placed(lower, 0, 0) + placed(both, 1, 0) + placed(both, 0, 1) + placed(upper, 1, 1);
    return sum / sum.norm(2, {1}, /*keepdim=*/true).clamp_min(kShortest);
}

TemplateLayout readTemplateLayout(const std::filesystem::path& templateObj,
                                  const std::filesystem::path& fixedDisplacement,
                                  const Tensor& faceEyeMask)
{
    for (const auto& path : {templateObj, fixedDisplacement})
        if (!std::filesystem::exists(path))
            throw base::Error("model_missing", "There is no file " + path.string(),
                              "It comes with DECA, in its data folder.");
    const mesh::Mesh head = mesh::readObj(templateObj);
    if (head.triangles.empty() || head.uvTriangles.size() != head.triangles.size())
        throw base::Error("model_refused", templateObj.string() + " has no texture coordinates");
    const Tensor uvs = at::from_blob(const_cast<float*>(head.uvs[0].data()),
                                     {static_cast<std::int64_t>(head.uvs.size()), 2}, torch::kFloat32)
                           .clone();
    TemplateLayout layout = laidOut(indicesOf(head.triangles), uvs, indicesOf(head.uvTriangles));
    layout.faceEyeMask =
        at::upsample_nearest2d(faceEyeMask.unsqueeze(0).unsqueeze(0), {kUvSide, kUvSide});
    layout.fixedDisplacement = tensorio::readNpy(fixedDisplacement).to(torch::kFloat32);
    if (layout.fixedDisplacement.sizes() != at::IntArrayRef({kUvSide, kUvSide}))
        throw base::Error("model_refused", fixedDisplacement.string() + " is not 256 x 256");
    return layout;
}

TemplateLayout templateLayout(const head::HeadModelData& head, const head::FlameForm& form)
{
    const mesh::Mesh& mesh = head.templateMesh;
    base::require(mesh.uvTriangles.size() == mesh.triangles.size() && head.masks.contains("face"),
                  "templateLayout: the head has UVs and a mask of its face");
    std::vector<Eigen::Vector3i> uvTriangles;
    for (const int f : form.triangles)
        uvTriangles.push_back(mesh.uvTriangles[static_cast<std::size_t>(f)]);
    const Tensor uvs = at::from_blob(const_cast<float*>(mesh.uvs[0].data()),
                                     {static_cast<std::int64_t>(mesh.uvs.size()), 2}, torch::kFloat32)
                           .clone();
    TemplateLayout layout = laidOut(form.arrays.triangles, uvs, indicesOf(uvTriangles));
    const std::vector<float>& face = head.masks.at("face");
    const Tensor mask = at::from_blob(const_cast<float*>(face.data()),
                                      {1, static_cast<std::int64_t>(face.size()), 1}, torch::kFloat32);
    const Coverage coverage =
        rasterise(layout.uvPlaces, layout.uvTriangles, {kUvSide, kUvSide}, mesh::RasterRule::Pytorch3d);
    layout.faceEyeMask = interpolate(coverage, atCorners(mask, layout.triangles)).slice(1, 0, 1).contiguous();
    layout.fixedDisplacement = at::zeros({kUvSide, kUvSide});
    return layout;
}

} // namespace effigy::deca
