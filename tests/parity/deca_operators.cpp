// SPDX-License-Identifier: GPL-3.0-or-later
#include "deca/light.h"
#include "deca/operators.h"
#include "parity/deca_stages.h"

#include <ATen/ATen.h>
#include <c10/core/InferenceMode.h>

#include <string>

namespace effigy::parity {

using tensorio::StateDict;
using torch::Tensor;

namespace {

Tensor thinned(const Tensor& picture)
{
    return picture.slice(-2, 0, picture.size(-2), 2).slice(-1, 0, picture.size(-1), 2).contiguous();
}

void drawToys(const StateDict& file, StateDict& out)
{
    for (const std::string scene : {"toy_square", "toy_wide", "toy_tall"}) {
        const Tensor& size = file.at(scene + "_hw");
        const deca::RasterSize pixels = {size[0].item<std::int64_t>(),
                                         size[1].item<std::int64_t>()};
        const Tensor triangles = file.at(scene + "_faces")[0].to(torch::kInt64);
        const auto draw = [&](mesh::RasterRule rule) {
            return deca::rasterise(file.at(scene + "_verts"), triangles, pixels, rule);
        };
        const deca::Coverage standard = draw(mesh::RasterRule::DecaStandard);
        const Tensor& attributes = file.at(scene + "_attributes");
        out.set("operators/" + scene + "_std_out", deca::interpolate(standard, attributes));
        out.set("operators/" + scene + "_std_triangle", standard.face[0]);
        out.set("operators/" + scene + "_p3d_out",
                deca::interpolate(draw(mesh::RasterRule::Pytorch3d), attributes));
    }
}

} // namespace

StateDict DecaStages::operators() const
{
    const c10::InferenceMode inference;
    const StateDict& file = m_set.file("operators");
    StateDict out;
    const auto set = [&](const char* name, const Tensor& tensor) {
        out.set(std::string("operators/") + name, tensor);
    };
    set("sh_out", deca::shShading(file.at("sh_normals"), file.at("sh_coeff")));
    set("sh_constants", deca::shConstants());
    set("point_out",
        deca::pointShading(file.at("light_points"), file.at("light_normals"), file.at("light6")));
    set("directional_out", deca::directionalShading(file.at("light_normals"), file.at("light6")));
    set("proj_out", deca::project(file.at("proj_points"), file.at("proj_cam")));
    set("vn_out", deca::vertexNormals(file.at("vn_verts"), file.at("vn_faces").to(torch::kInt64)));
    const Tensor& euler = file.at("euler");
    const Tensor quaternions = deca::quaternionFromEuler(euler);
    set("euler_quat", quaternions);
    set("euler_axis", deca::axisAngleFromQuaternion(quaternions));
    set("axis_matrix", head::rotationMatrices(euler));
    // The reference lays the nine entries of a batch one after the other and cuts them up again
    // without regard to the item.
    const Tensor turns = deca::matrixFromDegrees(euler * 57.0);
    set("angle2matrix_deg", turns.reshape({-1, 9}).t().reshape(turns.sizes()));
    const Tensor grid = deca::gridTriangles();
    set("dense_faces_head", grid.slice(0, 0, 6));
    set("dense_faces_tail", grid.slice(0, grid.size(0) - 6));
    set("dense_faces_count", torch::tensor(grid.size(0)));
    set("dense_faces_sum", grid.sum(0));
    set("t2i_out_bgr_hwc", deca::bgrBytes(file.at("t2i_in")));
    set("grid_out_bgr", deca::strip({file.at("grid_a"), file.at("grid_b")}, 28));
    drawToys(file, out);
    return out;
}

StateDict DecaStages::render() const
{
    const c10::InferenceMode inference;
    const StateDict& file = m_set.file("render");
    const Tensor &vertices = file.at("verts"), &inCrop = file.at("trans_verts"),
                 &light = file.at("light");
    const Tensor albedo = file.at("albedo_u8").unsqueeze(0).to(torch::kFloat32) / 255.0;
    const Tensor background = file.at("background_u8").unsqueeze(0).to(torch::kFloat32) / 255.0;
    const deca::RasterSize size = {224, 224};
    const deca::LightSetup harmonics = {deca::Lighting::SphericalHarmonics, light};
    StateDict out;
    const auto set = [&](const std::string& name, const Tensor& tensor) {
        out.set("render/" + name, tensor);
    };
    for (const auto& [name, rule] :
         {std::pair<std::string, mesh::RasterRule>{"std", mesh::RasterRule::DecaStandard},
          {"p3d", mesh::RasterRule::Pytorch3d}}) {
        const bool isStandard = name == "std";
        const deca::Renderer renderer(layout(), rule);
        const deca::Rendered r = renderer.render(vertices, inCrop, albedo, harmonics, size);
        const auto picture = [&](const std::string& what, const Tensor& whole) {
            set(name + what + (isStandard ? "" : "_every2"), isStandard ? whole : thinned(whole));
        };
        picture("_sh_images", r.images);
        picture("_sh_normal_images", r.normalImages);
        picture("_world2uv", renderer.inUv(vertices));
        const Tensor displacement =
            at::upsample_bilinear2d(file.at("uv_z_16"), {256, 256}, /*align_corners=*/false);
        const Tensor detail = renderer.detailNormals(displacement, vertices, r.normals);
        picture("_uv_detail_normals", detail);
        set(name + "_sh_pos_mask", r.faces.to(torch::kUInt8));
        set(name + "_sh_alpha_images", r.alpha.to(torch::kUInt8));
        set(name + "_sh_grid", r.grid);
        if (!isStandard)
            continue;
        set("vertex_normals", r.normals);
        set("std_sh_shading_images_every2", thinned(r.shading));
        set("std_sh_transformed_normals", r.transformedNormals);
        const Tensor offset = torch::tensor({0.0F, 0.0F, 10.0F}, torch::kFloat32);
        const deca::Coverage seen =
            deca::rasterise(inCrop + offset, renderer.layout().triangles, size, rule);
        set("std_triangle", seen.face[0]);
        set("std_bary", seen.weights[0]);
        set("std_depth", seen.depth[0]);
        const auto lit = [&](deca::Lighting kind) {
            return thinned(
                renderer.render(vertices, inCrop, albedo, {kind, file.at("lights6")}, size).images);
        };
        set("std_point_images_every2", lit(deca::Lighting::Points));
        set("std_directional_images_every2", lit(deca::Lighting::Directions));
        set("std_sh_background_images_every2",
            thinned(renderer.render(vertices, inCrop, albedo, harmonics, size, background).images));
        const deca::ShapeView shape = renderer.renderShape(vertices, inCrop, size);
        set("std_shape_images", shape.images);
        set("std_shape_alpha", shape.alpha.to(torch::kUInt8));
        set("std_shape_background_images_every2",
            thinned(renderer.renderShape(vertices, inCrop, size, background).images));
        set("std_depth_images", renderer.renderDepth(inCrop, size));
        // The reference leaves its shifted z with the caller: the least z taken off, the offset
        // added.
        set("depth_call_leaves_z_minus_original", (10.0 - inCrop.select(2, 2).min()).expand({4}));
        set("std_color_images_every2",
            thinned(renderer.renderColours(inCrop, file.at("vertex_colors"), size)));
        set("std_uv_triangle", deca::rasterise(renderer.layout().uvPlaces,
                                               renderer.layout().uvTriangles, {256, 256}, rule)
                                   .face[0]);
        const Tensor z = deca::landmarkNormalZ(*flameModel(), r.transformedNormals)[0];
        set("landmark_normal_z", z);
        set("landmark_visibility", (z < 0.1).to(torch::kUInt8));
        set("uv_shading", thinned(deca::shShading(detail, light)));
    }
    return out;
}

} // namespace effigy::parity
