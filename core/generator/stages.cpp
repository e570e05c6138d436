// SPDX-License-Identifier: GPL-3.0-or-later
#include "generator/stages.h"

#include "base/error.h"
#include "base/parallel.h"
#include "generator/fir.h"
#include "generator/mapping.h"
#include "generator/moving_view.h"
#include "generator/neural_texture.h"
#include "generator/pixel_blocks.h"
#include "generator/plane_blend.h"
#include "generator/plane_form.h"
#include "generator/point_warp.h"
#include "nn/shape_check.h"
#include "generator/synthesis.h"
#include "generator/texture_blocks.h"
#include "generator/traced_rays.h"
#include "generator/volume.h"

#include <ATen/ATen.h>
#include <c10/core/InferenceMode.h>

namespace effigy::generator {

namespace {

using torch::Tensor;

LayerOptions layerOptions(const GeneratorConfig& config, const SynthesisOptions& options, const Tensor& ws)
{
    requireProducts(options.products, ws.device());
    return {.clamp = config.clamp, .synthesis = options};
}

// The rows that all networks but the texture's use.
Tensor sharedRows(const Generator& generator, const Tensor& ws)
{
    nn::expectShape(ws, {-1, generator.config.wsRows(), generator.config.wDim}, "ws");
    return ws.slice(1, 0, generator.config.synthesisRows());
}

std::vector<View> viewsOf(PlaneBlend blend)
{
    switch (blend) {
    case PlaneBlend::FrontOnly:
        return {View::Front};
    case PlaneBlend::AllThree:
        return {View::Front, View::Left, View::Right, View::Top};
    case PlaneBlend::Aligned:
        return {View::Front, View::LeftMirrored, View::Right, View::TopFromAbove};
    case PlaneBlend::Static:
        return {};
    }
    throw base::ContractError("viewsOf: unknown blending");
}

Tensor joined(const std::vector<Tensor>& items)
{
    return items.size() == 1 ? items[0] : at::cat(items, 0);
}

// The front view as mouth and blending networks see it: where the mesh is stands in the form channels, which the texture
// leaves empty, so that teeth and tongue are told and not guessed. Planes take their form from elsewhere.
Tensor withForm(const GeneratorConfig& config, const Tensor& front, const RasterStage& raster)
{
    if (raster.forms.empty())
        return front;
    const auto first = config.formChannel;
    return at::cat({front.slice(1, 0, first), worldForm(raster.forms[0]), front.slice(1, first + kFormChannels)}, 1);
}

// Each head of a batch has its own mouth box, so they are cut and pasted one by one.
struct MouthPass {
    Tensor crops, planes;
    std::vector<Tensor> stitched;
};

MouthPass mouthPass(const Generator& generator, const Tensor& front, const RasterStage& raster,
                    const Tensor& ws, const LayerOptions& options)
{
    const auto& config = generator.config;
    const auto scope = ParameterScope(generator.parameters) / "mouth_backbone" / "synthesis";
    const int size = config.mouth.inputResolution;
    std::vector<Tensor> cuts, crops;
    for (std::int64_t i = 0; i < front.size(0); ++i) {
        cuts.push_back(cropped(front.slice(0, i, i + 1), raster.mouths[static_cast<std::size_t>(i)]));
        if (cuts.back().size(2) == 0 || cuts.back().size(3) == 0)
            throw base::Error(
                "unsupported", "The mouth lies outside the picture that the generator works on",
                "Check the head's position: its origin should be near the middle of the skull");
        crops.push_back(resizeAntialiased(cuts.back(), size, size));
    }
    MouthPass pass;
    pass.crops = joined(crops);
    pass.planes = conditionedNetwork(scope, pass.crops, ws, config.mouth, config.planeResolution, options);
    for (std::int64_t i = 0; i < front.size(0); ++i) {
        const Tensor& cut = cuts[static_cast<std::size_t>(i)];
        const Tensor patch = resizeAntialiased(pass.planes.slice(0, i, i + 1), cut.size(2), cut.size(3));
        pass.stitched.push_back(pasted(front.slice(0, i, i + 1), config.conditionedAdd ? cut + patch : patch,
                                       raster.mouths[static_cast<std::size_t>(i)]));
    }
    return pass;
}

// How far the mesh replaces a static plane: not where something static stands before it.
Tensor meshShare(const GeneratorConfig& config, const Tensor& alpha, const Tensor& plane)
{
    if (config.staticChannel < 0)
        return alpha;
    return alpha * (1.0 - plane.detach().slice(1, config.staticChannel, config.staticChannel + 1).clamp(0.0, 1.0));
}

// The planes [N, K, H, W, C] channels last. `front` is the blended front view; `isFine` that views look for blocks.
Tensor blendPlanes(const Generator& generator, const IdentityStage& identity,
                   const RasterStage& raster, const Tensor& front, bool isFine)
{
    const Tensor* gains = generator.parameters.find(kPlaneGains);
    const std::vector<Tensor> planes = identity.staticPlanes.unbind(1);
    const std::vector<View> views = viewsOf(generator.config.planeBlend);
    const auto seen = [&](std::size_t view) {
        return seenTexture(identity.texture, raster.grids[view], views[view], isFine);
    };
    std::vector<Tensor> blended;
    const auto sizes = identity.staticPlanes.sizes();
    Tensor together; // where no gradient is wanted, planes are written side by side at once
    if (!at::GradMode::is_enabled())
        together = at::empty({sizes[0], sizes[1], sizes[3], sizes[4], sizes[2]}, identity.staticPlanes.options());
    const auto place = [&] {
        return together.defined() ? together.select(1, static_cast<std::int64_t>(blended.size())) : Tensor();
    };
    const auto untouched = [&](std::size_t plane) {
        const Tensor last = planes[plane].permute({0, 2, 3, 1});
        blended.push_back(together.defined() ? place().copy_(last) : last);
    };
    const auto formOf = [&](std::size_t view) -> FormChannels {
        return raster.forms.empty() ? FormChannels{}
                                    : FormChannels{generator.config.formChannel, raster.forms[view]};
    };
    const auto over = [&](const Tensor& picture, std::size_t plane, const Tensor& alpha,
                          const FormChannels& form = {}) {
        const auto k = static_cast<std::int64_t>(blended.size());
        blended.push_back(blendToPlane(picture, planes[plane], meshShare(generator.config, alpha, planes[plane]),
                                       gains != nullptr ? gains->select(0, k) : Tensor(), form, place()));
    };
    over(front, 0, raster.alphas[0], formOf(0));
    switch (generator.config.planeBlend) {
    case PlaneBlend::FrontOnly:
        untouched(1);
        untouched(2);
        break;
    case PlaneBlend::AllThree: // with the published quirks: sides summed, the first side's alpha
                               // for both, planes swapped
        over(seen(1) + seen(2), 1, (raster.alphas[1] > 0.0).to(torch::kFloat32));
        over(seen(3), 2, raster.alphas[3]);
        break;
    case PlaneBlend::Aligned:
        over(seen(3), 1, raster.alphas[3], formOf(3));
        over(seen(1), 2, raster.alphas[1], formOf(1));
        over(seen(2), 3, raster.alphas[2], formOf(2));
        break;
    case PlaneBlend::Static:
        throw base::ContractError("blendPlanes: there is nothing to blend with");
    }
    return together.defined() ? together : at::stack(blended, 1);
}

Volume volumeOf(const Generator& generator, const Tensor& planes, const PointWarp* warp = nullptr, bool isSketch = false)
{
    return {planes, planeGeometry(generator.config), ParameterScope(generator.parameters) / "decoder", generator.config.rendering,
            generator.config.textureBlocks && !isSketch, warp};
}

// Previews are to be quick; their outlines are enlarged and soft anyway.
Outlines outlinesAt(int resolution, const Generator& generator)
{
    return resolution < generator.config.rawResolution ? Outlines::Plain : Outlines::Smooth;
}

// [N, M, C] to [N, C, R, R]
Tensor asPicture(const Tensor& values, int resolution)
{
    return values.transpose(1, 2).reshape({values.size(0), values.size(2), resolution, resolution});
}

CameraStage guidedCameraStage(const Generator& generator, const Tensor& planes,
                              const Tensor& labels, int resolution, const PointWarp* warp, bool isSketch)
{
    std::vector<Tensor> features, depths, alphas;
    for (std::int64_t i = 0; i < planes.size(0); ++i) {
        const Tensor own = planes.slice(0, i, i + 1);
        const Volume volume = volumeOf(generator, own, warp, isSketch);
        const CameraStage one = shadeVolume(
            volume, traceVolume(volume, labels.slice(0, i, i + 1), resolution, outlinesAt(resolution, generator)));
        features.push_back(one.features);
        depths.push_back(one.depth);
        alphas.push_back(one.alpha);
    }
    return {.features = joined(features), .depth = joined(depths), .alpha = joined(alphas)};
}

} // namespace

void requireProducts(nn::Products products, const torch::Device& device)
{
    if (products == nn::Products::F32)
        return;
    if (!device.is_cpu())
        throw base::Error("unsupported", "Products in bf16 are taken on the processor, not on a GPU", "Choose f32, or the CPU");
    if (!nn::multipliesBf16())
        throw base::Error("unsupported", "This processor cannot multiply bf16: it has no AVX-512 BF16", "Choose f32");
}

Tensor mapping(const Generator& generator, const Tensor& z, const Tensor& labels, double psi,
               std::optional<int> cutoff)
{
    const auto& config = generator.config;
    Tensor label;
    if (config.cDim > 0)
        label = labels.slice(1, 0, config.cDim) * config.labelScale;
    return mapLatents(
        ParameterScope(generator.parameters) / "backbone" / "mapping", z, label,
        {.layers = config.mappingLayers, .rows = config.wsRows(), .psi = psi, .cutoff = cutoff});
}

IdentityStage identityStage(const Generator& generator, const Tensor& ws,
                            const SynthesisOptions& options)
{
    const auto& config = generator.config;
    const Tensor shared = sharedRows(generator, ws);
    const ParameterScope all(generator.parameters);
    const LayerOptions layers = layerOptions(config, options, ws);
    const int size = config.planeResolution;
    IdentityStage stage;
    if (config.takesMesh())
        stage.texture = synthesisNetwork(all / "texture_backbone" / "synthesis",
                                         ws.slice(1, config.synthesisRows()), size, layers);
    stage.staticPlanes = synthesisNetwork(all / "backbone" / "synthesis", shared, size, layers)
                             .reshape({ws.size(0), config.staticPlaneCount(), config.planeChannels, size, size});
    if (config.planeCount() > config.staticPlaneCount())
        stage.staticPlanes =
            at::cat({stage.staticPlanes, stage.staticPlanes.slice(1, 2)}, 1);
    if (const Tensor* residual = generator.parameters.find(kTextureResidual))
        stage.texture = stage.texture + *residual;
    if (const Tensor* residual = generator.parameters.find(kPlaneResidual))
        stage.staticPlanes = stage.staticPlanes + *residual;
    // What is read texel by texel lies texel by texel, turned once and not for every view of every pose.
    if (stage.texture.defined())
        stage.texture = stage.texture.contiguous(at::MemoryFormat::ChannelsLast);
    stage.staticPlanes = stage.staticPlanes.permute({0, 1, 3, 4, 2}).contiguous().permute({0, 1, 4, 2, 3});
    return stage;
}

RasterStage rasterStage(const Generator& generator, const HeadPose& pose, SideEdges edges)
{
    if (!generator.config.takesMesh())
        return {};
    nn::expectShape(pose.vertices, {-1, -1, 3}, "rasterStage: vertices");
    nn::expectShape(pose.landmarks, {pose.vertices.size(0), 68, 3}, "rasterStage: landmarks");
    const at::NoGradGuard noGradient;
    const int size = generator.config.planeResolution;
    const torch::Device device = pose.vertices.device();
    const std::vector<View> views = viewsOf(generator.config.planeBlend);
    std::vector<ViewRaster> rasters;
    for (const View view : views)
        rasters.push_back(rasteriseView(generator.layout, pose.vertices, view, size));
    RasterStage stage;
    stage.grids.resize(views.size());
    stage.alphas.resize(views.size());
    stage.forms.resize(generator.config.formChannel >= 0 ? views.size() : 0);
    const bool infers = c10::InferenceMode::is_enabled();
    base::parallelFor(static_cast<int>(views.size()), 1, [&](int begin, int end) {
        const c10::InferenceMode inference(infers); // modes belong to a thread
        const at::NoGradGuard noGradientHere;
        for (auto i = static_cast<std::size_t>(begin); i < static_cast<std::size_t>(end); ++i) {
            const double boxWarp = generator.config.rendering.boxWarp;
            const bool isAligned = generator.config.planeBlend == PlaneBlend::Aligned;
            const auto [raster, share] = !isAligned ? MovingView{rasters[i], maskAt(generator.layout, rasters[i].grid)}
                                         : edges == SideEdges::ByTexel
                                             ? coarseMovingView(generator.layout, rasters[i], views[i])
                                             : movingView(generator.layout, pose.vertices, rasters[i], views[i], boxWarp);
            stage.grids[i] = raster.grid;
            if (!stage.forms.empty())
                stage.forms[i] = planeForm(generator.layout, raster, views[i], boxWarp);
            stage.alphas[i] = fillHoles(share * raster.coverage);
        }
    });
    if (!stage.forms.empty())
        keepHiddenSurfaces(stage.forms[0], stage.forms[1], stage.forms[2],
                           generator.config.rendering.boxWarp);
    const Tensor landmarks = projectToView(generator.layout, pose.landmarks.detach().cpu(), View::Front);
    if (!stage.forms.empty())
        darkenMouth(stage.forms[0], landmarks, generator.config.rendering.boxWarp);
    for (std::int64_t i = 0; i < landmarks.size(0); ++i)
        stage.mouths.push_back(mouthBox(landmarks[i], size));
    for (auto* pictures : {&stage.grids, &stage.alphas, &stage.forms})
        for (Tensor& picture : *pictures)
            picture = picture.to(device);
    return stage;
}

DeformStage deformStage(const Generator& generator, const IdentityStage& identity,
                        const RasterStage& raster, const Tensor& ws,
                        const SynthesisOptions& options)
{
    const auto& config = generator.config;
    const Tensor shared = sharedRows(generator, ws);
    const LayerOptions layers = layerOptions(config, options, ws);
    DeformStage stage;
    if (!config.takesMesh()) {
        stage.planes = identity.staticPlanes.permute({0, 1, 3, 4, 2}).contiguous();
        return stage;
    }
    const bool isFine = config.textureBlocks && !options.isSketch;
    stage.front = seenTexture(identity.texture, raster.grids[0], View::Front, isFine);
    if (config.conditionedAdd && (options.isSketch || addsNothing(generator))) {
        stage.stitched = stage.blended = stage.front;
    } else {
        stage.front = withForm(config, stage.front, raster);
        const MouthPass mouth = mouthPass(generator, stage.front, raster, shared, layers);
        stage.mouthCrop = mouth.crops;
        stage.mouthPlane = mouth.planes;
        stage.stitched = joined(mouth.stitched);
        stage.blended = conditionedNetwork(
            ParameterScope(generator.parameters) / "neural_blending" / "synthesis", stage.stitched,
            shared, config.blending, config.planeResolution, layers);
        if (config.conditionedAdd)
            stage.blended = stage.stitched + stage.blended;
    }
    stage.planes = blendPlanes(generator, identity, raster, stage.blended, isFine);
    return stage;
}

TracedRays traceRays(const Generator& generator, const Tensor& planes, const Tensor& labels,
                     int resolution)
{
    const int full = generator.config.rawResolution, across = resolution > 0 ? resolution : full;
    return traceVolume(volumeOf(generator, planes), labels, across, outlinesAt(across, generator));
}

CameraStage shadeRays(const Generator& generator, const Tensor& planes, const TracedRays& traced)
{
    return shadeVolume(volumeOf(generator, planes), traced);
}

namespace {

CameraStage bentCameraStage(const Generator& generator, const Tensor& planes, const Tensor& labels, const RayOptions& rays,
                            const PointWarp* warp)
{
    const int resolution = rays.resolution > 0 ? rays.resolution : generator.config.rawResolution;
    if (generator.config.rendering.guideResolution > 0 && rays.draw == RayOptions::Draw::Middle && rays.colourSamples == 0)
        return guidedCameraStage(generator, planes, labels, resolution, warp, rays.isSketch);
    const auto count = std::int64_t{resolution} * resolution;
    RayDraws draws = rayDraws(rays, generator.config.rendering, planes.size(0), count);
    draws.jitter = draws.jitter.to(planes.device());
    if (draws.fine.defined())
        draws.fine = draws.fine.to(planes.device());
    const Volume volume = volumeOf(generator, planes, warp, rays.isSketch);
    const Tensor cameras = labels.to(planes.device());
    const March march = rays.colourSamples > 0 ? renderColours(volume, cameras, resolution, draws.jitter, rays.colourSamples)
                                               : renderVolume(volume, cameras, resolution, draws).march;
    return {.features = asPicture(march.colour, resolution),
            .depth = asPicture(march.depth, resolution),
            .alpha = asPicture(march.opacity, resolution)};
}

} // namespace

CameraStage cameraStage(const Generator& generator, const Tensor& planes, const Tensor& labels, const RayOptions& rays)
{
    return bentCameraStage(generator, planes, labels, rays, nullptr);
}

CameraStage cameraStage(const Generator& generator, const Tensor& planes, const Tensor& labels, const RayOptions& rays, const PointWarp& warp)
{
    return bentCameraStage(generator, planes, labels, rays, &warp);
}

namespace {

/// Straight colours and alpha about -1..1, premultiplied: what superresolution adds changes an outline's place, not its colour.
Tensor premultiplied(const Tensor& picture)
{
    const Tensor unit = picture * 0.5 + 0.5, alpha = unit.slice(1, 3, 4);
    return at::cat({unit.slice(1, 0, 3) * alpha.clamp(0.0, 1.0), alpha}, 1) * 2.0 - 1.0;
}

} // namespace

Tensor finishStage(const Generator& generator, const CameraStage& camera, const Tensor& ws, FinishPrecision precision, nn::Products products)
{
    requireProducts(products, ws.device());
    const auto& config = generator.config;
    const Tensor style = sharedRows(generator, ws).select(1, config.synthesisRows() - 1);
    Tensor features = camera.features, image = camera.raw();
    if (config.imageChannels == 4) {
        // Alpha takes the place of the last feature channel, so that the first convolution sees it
        // too.
        const Tensor alpha = camera.alpha * 2.0 - 1.0;
        features = at::cat({features.slice(1, 0, features.size(1) - 1), alpha}, 1);
        image = at::cat({image, alpha}, 1);
    }
    // Published networks that clamp compute this stage in half precision, but only on a GPU.
    const bool isHalf = precision == FinishPrecision::AsPublished && config.superresolution.clamp > 0.0 && features.is_cuda();
    const LayerOptions layers = {.clamp = config.superresolution.clamp,
                                 .synthesis = {.noise = config.superresolution.noise, .products = products},
                                 .precision = isHalf ? Precision::Half : Precision::Full};
    const ParameterScope scope = ParameterScope(generator.parameters) / "superresolution";
    if (!config.textureBlocks)
        return superresolve(scope, features, image, style, config.superresolution, layers);
    return premultiplied(superresolve(scope, features, image, style, config.superresolution, layers, pictureOfQuarters(camera.features, camera.alpha)));
}

PointSamples samplePoints(const Generator& generator, const Tensor& planes, const Tensor& points)
{
    return sampleVolume(volumeOf(generator, planes), points);
}

Frame renderFrame(const Generator& generator, const Tensor& ws, const HeadPose& pose,
                  const Tensor& labels, const RayOptions& rays, const SynthesisOptions& options, FinishPrecision precision)
{
    const IdentityStage identity = identityStage(generator, ws, options);
    const DeformStage deform =
        deformStage(generator, identity, rasterStage(generator, pose), ws, options);
    CameraStage camera = cameraStage(generator, deform.planes, labels, rays);
    Tensor image = finishStage(generator, camera, ws, precision, options.products);
    return {std::move(image), std::move(camera)};
}

} // namespace effigy::generator
