// SPDX-License-Identifier: GPL-3.0-or-later
#include "deca/decode.h"

#include "deca/light.h"
#include "deca/operators.h"

#include <ATen/ATen.h>
#include <c10/core/InferenceMode.h>

namespace effigy::deca {

namespace {

using torch::Tensor;

constexpr double kFacingLandmark = 0.1; // z of normals below it: the landmark is seen
constexpr double kPlainGrey = 0.7;      // what covers the head where no texture is known

// Places of what is drawn: the crop, or the photo around it.
struct Stage {
    Tensor picture;
    RasterSize size;
    Tensor vertices;
};

Tensor extracted(const Renderer& renderer, const Stage& stage, const Tensor& fill)
{
    const Tensor places = renderer.inUv(stage.vertices);
    const Tensor taken = sample(stage.picture, places.slice(1, 0, 2).permute({0, 2, 3, 1}));
    const Tensor& mask = renderer.layout().faceEyeMask;
    return taken * mask + fill * (1.0 - mask);
}

} // namespace

Tensor landmarkNormalZ(const head::FlameModel& flame, const Tensor& normals)
{
    return head::pointsOnFaces(normals, flame.arrays().triangles, flame.embedding().fullFaces,
                               flame.embedding().fullWeights)
        .select(2, 2);
}

Decoder::Decoder(std::shared_ptr<const head::FlameModel> flame,
                 std::shared_ptr<const head::FlameTexture> texture,
                 const tensorio::StateDict& parameters, Renderer renderer)
    : m_flame(std::move(flame)),
      m_texture(std::move(texture)),
      m_detail({parameters, "D_detail."}),
      m_renderer(std::move(renderer))
{
}

Decoded Decoder::decode(const FlameCodes& codes, const Tensor& crop,
                        const DecodeOptions& options) const
{
    const c10::InferenceMode inference;
    const std::int64_t batch = codes.shape.size(0);
    const Tensor jaw = codes.pose.slice(1, 3, 6);
    const head::FlamePosed posed = m_flame->pose(
        codes.shape, codes.expression,
        {.global = codes.pose.slice(1, 0, 3), .jaw = jaw, .neck = {}, .eyes = options.eyes});
    Decoded out;
    out.vertices = posed.vertices;
    out.landmarksWorld = posed.landmarks3d;
    out.inCrop = projectToCrop(posed.vertices, codes.camera);
    out.landmarks2d = projectToCrop(posed.landmarks2d, codes.camera).slice(2, 0, 2);
    out.landmarks2dInPicture = out.landmarks2d;
    Tensor landmarks3d = projectToCrop(posed.landmarks3d, codes.camera);
    Stage stage = {.picture = crop, .size = {crop.size(2), crop.size(3)}, .vertices = out.inCrop};
    if (options.photo) {
        stage.picture = options.photo->image;
        stage.size = {stage.picture.size(2), stage.picture.size(3)};
        const auto moved = [&](const Tensor& points) {
            return pointsInPhoto(points, options.photo->photoFromCrop, stage.size.height,
                                 stage.size.width);
        };
        stage.vertices = moved(out.inCrop);
        out.landmarks2dInPicture = moved(out.landmarks2d);
        landmarks3d = moved(landmarks3d);
    }
    out.inPicture = stage.vertices;
    out.albedo = m_texture ? m_texture->albedo(codes.texture)
                           : at::zeros({batch, 3, kUvSide, kUvSide}, crop.options());
    out.rendered = m_renderer.render(out.vertices, stage.vertices, out.albedo, {}, stage.size);

    const Tensor detailPose =
        options.detailPose.defined() ? options.detailPose : at::cat({jaw, codes.expression}, 1);
    out.displacement = m_detail(at::cat({detailPose, codes.detail}, 1));
    out.detailNormals =
        m_renderer.detailNormals(out.displacement, out.vertices, out.rendered.normals);
    out.displacementMap = out.displacement + m_renderer.layout().fixedDisplacement;
    out.uvTexture = m_texture ? out.albedo * shShading(out.detailNormals, codes.light) : out.albedo;

    out.landmarkNormalZ = landmarkNormalZ(*m_flame, out.rendered.transformedNormals);
    const Tensor seen = (out.landmarkNormalZ < kFacingLandmark).to(torch::kFloat32).unsqueeze(2);
    out.landmarks3d = at::cat({landmarks3d, seen}, 2);

    const Tensor background = options.photo ? stage.picture : Tensor();
    const ShapeView shape =
        m_renderer.renderShape(out.vertices, stage.vertices, stage.size, background);
    const Tensor detail = sample(out.detailNormals, shape.grid) * shape.alpha;
    out.shapeImages = shape.images;
    out.shapeDetailImages = m_renderer.shapeImages(shape, detail, background);
    const Tensor fill = m_texture ? out.uvTexture : at::full_like(out.uvTexture, kPlainGrey);
    out.uvTextureGt =
        m_texture && !options.extractsTexture ? out.uvTexture : extracted(m_renderer, stage, fill);
    return out;
}

} // namespace effigy::deca
