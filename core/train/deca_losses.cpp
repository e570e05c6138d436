// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/deca_losses.h"

#include "base/error.h"
#include "deca/detail_decoder.h"
#include "deca/light.h"
#include "deca/operators.h"
#include "train/face_losses.h"
#include "train/identity_loss.h"
#include "train/mrf_loss.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

namespace effigy::train {

namespace {

using torch::Tensor;

Tensor twice(const Tensor& tensor)
{
    return at::cat({tensor, tensor}, 0);
}

Tensor alsoInOrder(const Tensor& tensor, const std::vector<std::int64_t>& order)
{
    const Tensor places = torch::tensor(order, torch::kInt64).to(tensor.device());
    return at::cat({tensor, tensor.index_select(0, places)}, 0);
}

deca::FlameCodes twice(const deca::FlameCodes& codes)
{
    return {.shape = twice(codes.shape),
            .texture = twice(codes.texture),
            .expression = twice(codes.expression),
            .pose = twice(codes.pose),
            .camera = twice(codes.camera),
            .light = twice(codes.light),
            .detail = {}};
}

// A posed head before the camera.
struct Placed {
    Tensor vertices;    // [M, V, 3] metres
    Tensor inCrop;      // [M, V, 3]
    Tensor landmarks2d; // [M, 68, 2]
};

Placed placed(const DecaSetup& setup, const deca::FlameCodes& codes)
{
    const head::FlamePosed posed = setup.flame.pose(codes.shape, codes.expression,
                                                    {.global = codes.pose.slice(1, 0, 3),
                                                     .jaw = codes.pose.slice(1, 3, 6),
                                                     .neck = {},
                                                     .eyes = {}});
    return {.vertices = posed.vertices,
            .inCrop = deca::projectToCrop(posed.vertices, codes.camera),
            .landmarks2d = deca::projectToCrop(posed.landmarks2d, codes.camera).slice(2, 0, 2)};
}

Tensor faceMask(const DecaSetup& setup, const Tensor& grid)
{
    return deca::sample(setup.renderer.layout().faceEyeMask.expand({grid.size(0), -1, -1, -1}),
                        grid.detach());
}

void checkBatch(const FaceBatch& batch, const std::vector<std::int64_t>& order)
{
    const std::int64_t count = batch.images.size(0);
    base::require(batch.images.sizes() == at::IntArrayRef({count, 3, 224, 224}),
                  "crops are [N, 3, 224, 224]");
    base::require(batch.landmarks.sizes() == at::IntArrayRef({count, 68, 3}),
                  "landmarks of crops are [N, 68, 3]");
    base::require(batch.masks.sizes() == at::IntArrayRef({count, 1, 224, 224}),
                  "masks of crops are [N, 1, 224, 224]");
    base::require(static_cast<std::int64_t>(order.size()) == count, "one place per crop");
    for (const std::int64_t place : order)
        base::require(place >= 0 && place < count, "places are those of crops");
}

// `batch` is that of the crops; `codes` and `head` are those of both halves.
void addPictureLosses(const DecaSetup& setup, const FaceBatch& batch, const deca::FlameCodes& codes,
                      const Placed& head, CoarseOutcome& out)
{
    const Tensor images = twice(batch.images);
    const Tensor albedo =
        twice(setup.texture.albedo(codes.texture.slice(0, 0, batch.images.size(0))));
    deca::LightSetup light;
    if (setup.coarsePicture == CoarsePicture::Lit)
        light = {deca::Lighting::SphericalHarmonics, codes.light};
    const deca::Rendered drawn = setup.renderer.render(
        head.vertices, head.inCrop, albedo, light, {batch.images.size(2), batch.images.size(3)});
    const Tensor mask = faceMask(setup, drawn.grid);
    out.pictures = drawn.images * mask * drawn.alpha;
    out.losses.emplace_back("photometric_texture",
                            photometricLoss(out.pictures, images, twice(batch.masks)) *
                                setup.weights.photometric);
    if (setup.weights.identity <= 0.0)
        return;
    const Tensor shading = deca::shShading(drawn.normalImages, codes.light.detach());
    const Tensor skin = deca::sample(albedo.detach(), drawn.grid) * shading;
    const Tensor overlay = skin * mask + images * (1.0 - mask);
    out.losses.emplace_back("identity", identityLoss(overlay, batch.images, {setup.identity, ""}) *
                                            setup.weights.identity);
}

// What the picture shows of the skin, laid out in UV space, and where it does so surely.
struct SeenSkin {
    Tensor texture; // [M, 3, 256, 256]
    Tensor visible; // [M, 1, 256, 256]
};

SeenSkin seenSkin(const DecaSetup& setup, const FaceBatch& batch, const Placed& head)
{
    constexpr double kFacing = -0.05; // z of normals that look at the viewer lies below
    const deca::Renderer& renderer = setup.renderer;
    const Tensor places = renderer.inUv(head.inCrop).slice(1, 0, 2).permute({0, 2, 3, 1});
    const Tensor taken = deca::sample(at::cat({batch.images, batch.masks}, 1), places);
    const Tensor normals =
        renderer.inUv(deca::vertexNormals(head.inCrop, renderer.layout().triangles));
    const Tensor faces = (normals.slice(1, 2, 3) < kFacing).to(torch::kFloat32);
    return {.texture = taken.slice(1, 0, 3).detach(),
            .visible = (taken.slice(1, 3, 4) * faces * renderer.layout().faceEyeMask).detach()};
}

} // namespace

FaceBatch FaceBatch::to(const torch::Device& device) const
{
    return {
        .images = images.to(device), .landmarks = landmarks.to(device), .masks = masks.to(device)};
}

Tensor sumOf(const NamedLosses& losses)
{
    base::require(!losses.empty(), "there are losses to sum");
    Tensor sum = losses.front().second;
    for (std::size_t k = 1; k < losses.size(); ++k)
        sum = sum + losses[k].second;
    return sum;
}

CoarseOutcome coarseLosses(const DecaSetup& setup, const FaceBatch& batch,
                           const std::vector<std::int64_t>& order)
{
    checkBatch(batch, order);
    const DecaLossWeights& weights = setup.weights;
    CoarseOutcome out;
    out.codes = deca::encode(batch.images, {setup.parameters, "E_flame.", setup.mode}).codes;
    const deca::FlameCodes own = deca::splitCodes(out.codes);
    deca::FlameCodes codes = twice(own);
    codes.shape = alsoInOrder(own.shape, order);
    const Tensor truth = twice(batch.landmarks);
    const Placed head = placed(setup, codes);
    out.landmarks2d = head.landmarks2d;
    const auto add = [&](const char* name, const Tensor& loss) {
        out.losses.emplace_back(name, loss);
    };
    add("landmark", landmarkLoss(head.landmarks2d, truth, landmarkWeights()) * weights.landmarks);
    add("eye_distance", eyeClosureLoss(head.landmarks2d, truth) * weights.eyeClosure);
    add("lip_distance", lipDistanceLoss(head.landmarks2d, truth) * weights.lipDistance);
    if (weights.photometric > 0.0)
        addPictureLosses(setup, batch, codes, head, out);
    add("shape_reg", codeEnergy(codes.shape) * weights.shape);
    add("expression_reg", codeEnergy(codes.expression) * weights.expression);
    add("tex_reg", codeEnergy(codes.texture) * weights.texture);
    add("light_reg", lightColourfulness(codes.light) * weights.light);
    return out;
}

DetailOutcome detailLosses(const DecaSetup& setup, const FaceBatch& batch,
                           const std::vector<std::int64_t>& order)
{
    checkBatch(batch, order);
    const DecaLossWeights& weights = setup.weights;
    const deca::Renderer& renderer = setup.renderer;
    DetailOutcome out;
    {
        const at::NoGradGuard fixed;
        out.codes = deca::encode(batch.images, {setup.parameters, "E_flame."}).codes;
    }
    out.detailCodes = deca::encode(batch.images, {setup.parameters, "E_detail.", setup.mode}).codes;
    // The coarse head is the same in both halves: it is drawn once.
    const deca::FlameCodes codes = deca::splitCodes(out.codes);
    const Placed head = placed(setup, codes);
    out.landmarks2d = twice(head.landmarks2d);
    const Tensor albedo = setup.texture.albedo(codes.texture);
    const deca::Rendered drawn = renderer.render(head.vertices, head.inCrop, albedo,
                                                 {deca::Lighting::SphericalHarmonics, codes.light},
                                                 {batch.images.size(2), batch.images.size(3)});
    const Tensor mask = faceMask(setup, drawn.grid) * drawn.alpha;
    out.mask = twice(mask);
    out.pictures = twice(drawn.images * mask);

    const Tensor expressions = at::cat({codes.pose.slice(1, 3, 6), codes.expression}, 1);
    out.displacement =
        deca::displace(at::cat({twice(expressions), alsoInOrder(out.detailCodes, order)}, 1),
                       {setup.parameters, "D_detail.", setup.mode})
            .displacement;
    const Tensor normals =
        renderer.detailNormals(out.displacement, twice(head.vertices), twice(drawn.normals));
    const Tensor shading = deca::shShading(normals, twice(codes.light));
    const Tensor texture = twice(albedo) * shading;
    out.detailPictures = deca::sample(texture, twice(drawn.grid));

    const SeenSkin seen = seenSkin(setup, batch, head);
    const auto patch = [](const Tensor& map) { return regionOfMap(map, FaceRegion::Face); };
    const Tensor visible = patch(seen.visible);
    const Tensor seenPatch = patch(seen.texture) * visible;
    const Tensor drawnPatch = patch(texture) * twice(visible);
    const auto add = [&](const char* name, const Tensor& loss) {
        out.losses.emplace_back(name, loss);
    };
    add("photo_detail", (drawnPatch - twice(seenPatch)).abs().mean() * weights.detailPhotometric);
    if (weights.detailMrf > 0.0) {
        const deca::NetworkScope network = {setup.perceptual, ""};
        const Tensor mrf = mrfTotal(vgg19(drawnPatch, network), vgg19(seenPatch, network));
        add("photo_detail_mrf", mrf * (weights.detailPhotometric * weights.detailMrf));
    }
    add("z_reg", out.displacement.abs().mean() * weights.displacement);
    add("z_diff", shadingRoughness(shading) * weights.shadingRoughness);
    add("z_sym",
        softSymmetry(out.displacement, twice(notSurelyVisible(seen.visible))) * weights.symmetry);
    return out;
}

} // namespace effigy::train
