// SPDX-License-Identifier: GPL-3.0-or-later
#include "deca/template_layout.h"

#include "base/error.h"
#include "deca/operators.h"
#include "mesh/obj.h"
#include "tensorio/npz.h"

#include <ATen/ATen.h>

namespace effigy::deca {

namespace {

using torch::Tensor;

Tensor indicesOf(const std::vector<Eigen::Vector3i>& triangles)
{
    const auto count = static_cast<std::int64_t>(triangles.size());
    return at::from_blob(const_cast<int*>(triangles[0].data()), {count, 3}, torch::kInt32)
        .to(torch::kInt64);
}

} // namespace

Tensor gridTriangles()
{
    const Tensor x = at::arange(2, kUvSide - 3, torch::kInt64),
                 y = at::arange(5, kUvSide - 6, torch::kInt64);
    const Tensor p = (x.unsqueeze(1) + kUvSide * y.unsqueeze(0)).reshape({-1});
    const Tensor lower = at::stack({p, p + kUvSide, p + 1}, 1),
                 upper = at::stack({p + 1, p + kUvSide, p + kUvSide + 1}, 1);
    return at::stack({lower, upper}, 1).reshape({-1, 3});
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
    TemplateLayout layout;
    layout.triangles = indicesOf(head.triangles);
    layout.uvTriangles = indicesOf(head.uvTriangles);
    layout.uvs = at::from_blob(const_cast<float*>(head.uvs[0].data()),
                               {static_cast<std::int64_t>(head.uvs.size()), 2}, torch::kFloat32)
                     .clone();
    const Tensor flip = torch::tensor({1.0F, -1.0F, 1.0F}, torch::kFloat32);
    layout.uvPlaces =
        ((at::constant_pad_nd(layout.uvs, {0, 1}, 1.0) * 2.0 - 1.0) * flip).unsqueeze(0);
    layout.uvCorners = atCorners(layout.uvPlaces, layout.uvTriangles);
    layout.gridTriangles = gridTriangles();
    layout.faceEyeMask =
        at::upsample_nearest2d(faceEyeMask.unsqueeze(0).unsqueeze(0), {kUvSide, kUvSide});
    layout.fixedDisplacement = tensorio::readNpy(fixedDisplacement).to(torch::kFloat32);
    if (layout.fixedDisplacement.sizes() != at::IntArrayRef({kUvSide, kUvSide}))
        throw base::Error("model_refused", fixedDisplacement.string() + " is not 256 x 256");
    return layout;
}

} // namespace effigy::deca
