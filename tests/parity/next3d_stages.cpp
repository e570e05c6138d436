// SPDX-License-Identifier: GPL-3.0-or-later
#include "parity/next3d_stages.h"

#include "base/atomic_file.h"
#include "generator/fir.h"
#include "generator/neural_texture.h"
#include "generator/rays.h"
#include "generator/stages.h"
#include "generator/synthesis.h"
#include "generator/volume.h"
#include "mesh/rasteriser.h"
#include "parity/formula_weights.h"

#include <ATen/ATen.h>
#include <nlohmann/json.hpp>

#include <array>
#include <filesystem>
#include <map>

namespace effigy::parity {

namespace {

using namespace generator;
using tensorio::StateDict;
using torch::Tensor;

constexpr std::array kViews = {View::Front, View::Left, View::Right, View::Top};

// Row r of the image's rays takes row r mod T of the tile.
Tensor tiled(const Tensor& tile, std::int64_t rays)
{
    const Tensor rows = at::arange(rays).remainder(tile.size(0));
    return tile.index_select(0, rows).unsqueeze(0);
}

mesh::RasterBuffer rasterised(const HeadLayout& layout, const Tensor& projected, int size)
{
    const Tensor swapped = layout.faces.index_select(1, torch::tensor({0, 2, 1})).to(torch::kInt32).contiguous();
    const Tensor points = projected.contiguous();
    return mesh::rasterise(std::span(points.data_ptr<float>(), static_cast<std::size_t>(points.numel())),
                           std::span(swapped.data_ptr<std::int32_t>(), static_cast<std::size_t>(swapped.numel())),
                           {.width = size, .height = size});
}

Tensor quantised(const Tensor& image)
{
    return (image[0].permute({1, 2, 0}) * 127.5 + 128.0).clamp(0.0, 255.0).to(torch::kUInt8);
}

/// Collects tensors under "file/array/" lists and stacks them.
class Collector {
public:
    explicit Collector(std::string file) : m_file(std::move(file)) {}
    void add(const std::string& name, const Tensor& tensor) { m_lists[name].push_back(tensor.cpu()); }
    void addOnce(const std::string& name, const Tensor& tensor) { m_state.set(m_file + "/" + name, tensor.cpu()); }
    /// Stacks along a new first axis.
    StateDict stacked()
    {
        for (const auto& [name, list] : m_lists)
            addOnce(name, at::stack(list, 0));
        return std::move(m_state);
    }

private:
    std::string m_file;
    std::map<std::string, std::vector<Tensor>> m_lists;
    StateDict m_state;
};

} // namespace

Next3dStages::Next3dStages(const ParitySet& set, Generator generator, torch::Device device)
    : m_set(set), m_generator(std::move(generator)), m_device(device)
{
    StateDict moved;
    for (const auto& [name, tensor] : m_generator.parameters)
        moved.set(name, tensor.to(device));
    m_generator.parameters = std::move(moved);
}

HeadPose Next3dStages::pose(std::int64_t expression) const
{
    return {in("v").slice(0, expression, expression + 1), in("lms").slice(0, expression, expression + 1)};
}

Tensor Next3dStages::styles(std::int64_t identity) const
{
    return in("ws").slice(0, identity, identity + 1);
}

Tensor Next3dStages::label(std::int64_t camera) const
{
    return in("c").slice(0, camera, camera + 1);
}

RayOptions tiledRays(const ParitySet& set, int resolution)
{
    const auto count = std::int64_t{resolution} * resolution;
    RayOptions options;
    options.resolution = resolution;
    options.draw = RayOptions::Draw::Given;
    options.jitter = tiled(set.array("inputs", "jitter_coarse_tile"), count);
    options.fineDraws = tiled(set.array("inputs", "u_fine_tile"), count);
    return options;
}

RayOptions Next3dStages::rays(int resolution) const
{
    return tiledRays(m_set, resolution);
}

Tensor Next3dStages::planesOf(std::int64_t identity, std::int64_t expression) const
{
    Tensor& planes = m_planes[{identity, expression}];
    if (!planes.defined()) {
        const Tensor ws = styles(identity);
        planes = deformStage(m_generator, identityStage(m_generator, ws), rasterStage(m_generator, pose(expression)), ws).planes;
    }
    return planes;
}

StateDict Next3dStages::inputs() const
{
    Collector out("inputs");
    const Tensor labels = in("c_cond").expand({in("z").size(0), -1});
    out.addOnce("ws_psi1", mapping(m_generator, in("z"), labels));
    out.addOnce("ws", mapping(m_generator, in("z"), labels, 0.7));
    out.addOnce("ws_psi07_cut14", mapping(m_generator, in("z"), labels, 0.7, 14));
    return out.stacked();
}

StateDict Next3dStages::geometry() const
{
    Collector out("geometry");
    out.addOnce("uv_face_mask", m_generator.layout.uvMask);
    const auto& shift = m_generator.layout.orthShift;
    out.addOnce("orth_scale", torch::full({1, 1}, m_generator.layout.orthScale, torch::kFloat32));
    out.addOnce("orth_shift", torch::tensor({shift[0], shift[1], shift[2]}, torch::kFloat32).unsqueeze(0));
    const int size = m_generator.config.planeResolution;
    for (std::int64_t e = 0; e < in("v").size(0); ++e) {
        std::map<std::string, std::vector<Tensor>> views;
        for (const View view : kViews) {
            const Tensor projected = projectToView(m_generator.layout, pose(e).vertices.cpu(), view)[0];
            views["view_verts"].push_back(projected);
            mesh::RasterBuffer raster = rasterised(m_generator.layout, projected, size);
            const ViewRaster seen = rasteriseView(m_generator.layout, pose(e).vertices, view, size);
            views["pix_to_face"].push_back(torch::from_blob(raster.face.data(), {size, size}, torch::kInt32).clone());
            views["zbuf"].push_back(torch::from_blob(raster.depth.data(), {size, size}).clone());
            views["bary"].push_back(torch::from_blob(raster.barycentrics.data(), {size, size, 3}).clone());
            views["uv_image"].push_back(seen.grid[0].permute({2, 0, 1}));
            views["alpha_raster"].push_back(seen.coverage[0][0].to(torch::kUInt8));
            const Tensor masked = at::grid_sampler(m_generator.layout.uvMask, seen.grid, 0, 0, false) * seen.coverage;
            views["alpha_masked"].push_back(masked[0][0]);
        }
        for (const auto& [name, list] : views)
            out.add(name, at::stack(list, 0));
        const RasterStage stage = rasterStage(m_generator, pose(e));
        const auto filled = [&](std::size_t view) { return stage.alphas[view][0][0]; };
        out.add("alpha_filled", at::stack({filled(0), filled(1), filled(2), filled(3)}, 0));
        out.add("alpha_planes", at::stack({filled(0), (filled(1) > 0).to(torch::kFloat32), filled(3)}, 0));
        out.add("view_lms_front", projectToView(m_generator.layout, pose(e).landmarks.cpu(), View::Front)[0].slice(1, 0, 2));
        const MouthBox& box = stage.mouths[0];
        out.add("mouth_box", torch::tensor({box.top, box.bottom, box.left, box.right}));
    }
    return out.stacked();
}

StateDict Next3dStages::planes() const
{
    Collector out("planes");
    const Tensor pairs = m_set.array("planes", "pairs");
    for (std::int64_t i = 0; i < in("ws").size(0); ++i) {
        const IdentityStage identity = identityStage(m_generator, styles(i));
        out.add("textures", identity.texture[0]);
        out.add("static_plane", identity.staticPlanes[0].flatten(0, 1));
    }
    for (std::int64_t p = 0; p < pairs.size(0); ++p) {
        const auto identityIndex = pairs[p][0].item<std::int64_t>(), expression = pairs[p][1].item<std::int64_t>();
        const Tensor ws = styles(identityIndex);
        const IdentityStage identity = identityStage(m_generator, ws);
        const RasterStage raster = rasterStage(m_generator, pose(expression));
        const DeformStage deform = deformStage(m_generator, identity, raster, ws);
        const auto seen = [&](std::size_t view) { return sampleTexture(identity.texture, raster.grids[view])[0]; };
        out.add("render_front", deform.front[0]);
        out.add("render_side", seen(1) + seen(2));
        out.add("render_top", seen(3));
        out.add("mouth_crop", deform.mouthCrop[0]);
        out.add("mouth_plane", deform.mouthPlane[0]);
        out.add("stitched", deform.stitched[0]);
        out.add("blend_out", deform.blended[0]);
        out.add("blended_planes", deform.planes[0].permute({0, 3, 1, 2}).flatten(0, 1));
    }
    return out.stacked();
}

StateDict Next3dStages::render() const
{
    Collector out("render");
    const Tensor frames = in("frames"), chosen = in("ray_sel");
    const int resolution = m_generator.config.rawResolution;
    for (std::int64_t camera = 0; camera < in("c").size(0); ++camera) {
        const Rays rays = cameraRays(label(camera), resolution);
        out.add("ray_origins", rays.origins[0][0]);
        out.add("ray_dirs", rays.directions[0]);
        out.add("ray_dirs.sel", rays.directions[0].index_select(0, chosen));
    }
    const RayOptions options = rays(resolution);
    const auto stored = m_set.array("render", "depths_coarse").size(0);
    const auto rays0 = m_set.array("render", "rgb_coarse_ray0").size(1);
    for (std::int64_t f = 0; f < stored; ++f) {
        const Tensor row = frames[f];
        const Volume volume = {planesOf(row[0].item<std::int64_t>(), row[1].item<std::int64_t>()),
                               planeGeometry(m_generator.config), ParameterScope(m_generator.parameters) / "decoder",
                               m_generator.config.rendering};
        const VolumeRendering r =
            renderVolume(volume, label(row[2].item<std::int64_t>()), resolution, {options.jitter.to(m_device), options.fineDraws.to(m_device)});
        const auto perRay = [&](const Tensor& values, std::int64_t samples) {
            return values.reshape({std::int64_t{resolution} * resolution, samples, -1}).index_select(0, chosen);
        };
        const auto s = r.coarseDepths.size(2), fine = r.fineDepths.size(2);
        out.add("depths_coarse", perRay(r.coarseDepths, s).squeeze(2));
        out.add("sigma_coarse", perRay(r.coarse.density, s).squeeze(2));
        out.add("rgb_coarse_ray0", perRay(r.coarse.colours, s).slice(0, 0, rays0));
        out.add("weights_coarse", perRay(r.coarseMarch.weights, s - 1).squeeze(2));
        out.add("depths_fine", perRay(r.fineDepths, fine).squeeze(2));
        out.add("sigma_fine", perRay(r.fine.density, fine).squeeze(2));
        out.add("depths_all", perRay(r.allDepths, s + fine).squeeze(2));
        out.add("weights_all", perRay(r.march.weights, s + fine - 1).squeeze(2));
        const Tensor features = r.march.colour[0].t().reshape({-1, resolution, resolution});
        out.add("feature_image", features);
        out.add("image_raw", features.slice(0, 0, 3));
        out.add("depth_image", r.march.depth.reshape({resolution, resolution}));
        out.add("weight_sum", r.march.opacity.reshape({resolution, resolution}));
    }
    return out.stacked();
}

StateDict Next3dStages::images() const
{
    Collector out("images");
    const Tensor frames = in("frames");
    const int resolution = m_generator.config.rawResolution;
    const RayOptions options = rays(resolution);
    const auto count = frames.size(0);
    for (std::int64_t f = 0; f < count; ++f) {
        const auto identity = frames[f][0].item<std::int64_t>();
        const CameraStage camera = cameraStage(m_generator, planesOf(identity, frames[f][1].item<std::int64_t>()),
                                               label(frames[f][2].item<std::int64_t>()), options);
        const Tensor image = finishStage(m_generator, camera, styles(identity), FinishPrecision::Full);
        out.add("image", image[0]);
        if (f > 0)
            continue;
        out.addOnce("image_u8_frame0", quantised(image));
        const int size = m_generator.config.superresolution.inputResolution;
        const Tensor x = resizeAntialiased(camera.features, size, size);
        const Tensor w = styles(identity).select(1, m_generator.config.synthesisRows() - 1);
        const BlockOutput block0 = synthesisBlock(ParameterScope(m_generator.parameters) / "superresolution" / "block0",
                                                  {x, resizeAntialiased(camera.raw(), size, size)}, {w, w, w}, nn::Resampling::Up,
                                                  {.clamp = m_generator.config.superresolution.clamp,
                                                   .synthesis = {.noise = m_generator.config.superresolution.noise}});
        out.addOnce("sr_x128_frame0", x);
        out.addOnce("sr_block0_x_frame0", block0.x);
        out.addOnce("sr_block0_rgb_frame0", block0.image);
    }
    StateDict images = out.stacked();
    addVariants(images);
    return images;
}

// Calls with other options: without noise, with few rays, two heads at once, points without a camera.
void Next3dStages::addVariants(StateDict& images) const
{
    const auto put = [&](const std::string& name, const Tensor& tensor) { images.set("images/" + name, tensor.cpu()); };
    const Frame plain = renderFrame(m_generator, styles(0), pose(0), label(0), rays(m_generator.config.rawResolution),
                                    {.noise = NoiseMode::None}, FinishPrecision::Full);
    put("image_nonoise", plain.image);
    put("raw_nonoise", plain.camera.raw()[0]);

    constexpr int kSmall = 40;
    const CameraStage small = cameraStage(m_generator, planesOf(0, 0), label(0), rays(kSmall));
    put("raw_nrr40", small.raw()[0]);
    put("depth_nrr40", small.depth[0]);
    const Frame both = renderFrame(m_generator, in("ws").slice(0, 0, 2), {in("v").slice(0, 0, 2), in("lms").slice(0, 0, 2)},
                                   in("c").slice(0, 0, 2), rays(kSmall), {}, FinishPrecision::Full);
    put("raw_batch2", both.camera.raw());
    put("depth_batch2", both.camera.depth);
    put("image_batch2", both.image);

    const PointSamples points = samplePoints(m_generator, planesOf(0, 0), m_set.array("images", "query.coords").to(m_device));
    put("query.sigma", points.density);
    put("query.rgb", points.colours);
}

Generator generatorOf(const ParitySet& set)
{
    const auto snapshot = set.root() / "snapshot_tiny.pkl";
    return std::filesystem::exists(snapshot) ? readGenerator(snapshot) : freeGenerator(set);
}

Generator freeGenerator(const ParitySet& set)
{
    const auto text = base::readFile(set.root() / "config.json");
    const auto description = nlohmann::json::parse(reinterpret_cast<const char*>(text.data()),
                                                   reinterpret_cast<const char*>(text.data()) + text.size());
    Generator generator;
    generator.config = parseOfficialConfig(description.at("G_ema").dump());
    generator.parameters = formulaParameters(generator.config);
    const Tensor uvs = set.array("mesh", "raw_uvcoords") * torch::tensor({2.0F, 2.0F}) - 1.0;
    const Tensor grid = uvs * torch::tensor({1.0F, -1.0F});
    const Tensor uvFaces = set.array("mesh", "uvfaces").to(torch::kInt64);
    generator.layout.faces = set.array("mesh", "faces").to(torch::kInt64);
    generator.layout.faceUvs = grid.index_select(0, uvFaces.flatten()).reshape({-1, 3, 2});
    generator.layout.uvMask = set.array("geometry", "uv_face_mask");
    return generator;
}

} // namespace effigy::parity
