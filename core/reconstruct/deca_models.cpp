// SPDX-License-Identifier: GPL-3.0-or-later
#include "reconstruct/deca_models.h"

#include "base/error.h"
#include "deca/parameter_list.h"
#include "head/flame_file.h"
#include "head/flame_texture.h"
#include "photo/decode.h"

#include <ATen/ATen.h>
#include <c10/core/InferenceMode.h>

namespace effigy::reconstruct {

namespace {

using torch::Tensor;

deca::DenseTemplate denseTemplateOf(const DecaFiles& files, const deca::TemplateLayout& layout,
                                    std::int64_t vertexCount)
{
    if (!files.denseTemplate.empty())
        return deca::readDenseTemplate(files.denseTemplate, vertexCount);
    const std::filesystem::path usual = files.data / "texture_data_256.npy";
    return std::filesystem::exists(usual) ? deca::readDenseTemplate(usual, vertexCount)
                                          : deca::denseTemplate(layout);
}

} // namespace

deca::TemplateLayout readDecaLayout(const std::filesystem::path& data)
{
    const std::filesystem::path mask = data / "uv_face_eye_mask.png";
    if (!std::filesystem::exists(mask))
        throw base::Error("model_missing", "There is no file " + mask.string(),
                          "It comes with DECA, in its data folder.");
    const base::Image picture =
        photo::decodePhoto(mask, {.transparency = photo::Transparency::Ignored}).image;
    return deca::readTemplateLayout(data / "head_template.obj", data / "fixed_displacement_256.npy",
                                    deca::photoTensor(picture)[0]);
}

DecaModels::DecaModels(const DecaFiles& files, mesh::RasterRule rule)
    : m_hasTexture(!files.texture.empty())
{
    const tensorio::StateDict parameters = deca::readDecaParameters(files.model);
    auto flame = std::make_shared<const head::FlameModel>(
        head::readFlame(files.flame),
        head::readFlameEmbedding(files.data / "landmark_embedding.npy"));
    deca::TemplateLayout layout = readDecaLayout(files.data);
    const std::int64_t vertexCount = flame->arrays().rest.size(0);
    if (!at::equal(layout.triangles, flame->arrays().triangles))
        throw base::Error("model_refused",
                          files.flame.string() + " and " +
                              (files.data / "head_template.obj").string() + " have other triangles",
                          "Give FLAME and the data folder of DECA as they were published.");
    m_dense = denseTemplateOf(files, layout, vertexCount);
    std::shared_ptr<const head::FlameTexture> texture;
    if (m_hasTexture)
        texture = std::make_shared<const head::FlameTexture>(files.texture);
    m_flameEncoder = std::make_unique<const deca::FastEncoder>(parameters, "E_flame.");
    m_detailEncoder = std::make_unique<const deca::FastEncoder>(parameters, "E_detail.");
    m_decoder = std::make_unique<const deca::Decoder>(
        std::move(flame), std::move(texture), parameters, deca::Renderer(std::move(layout), rule));
}

DecaSubject DecaModels::encode(const base::Image& photo, const deca::CropCorners& corners) const
{
    const c10::InferenceMode inference;
    DecaSubject subject;
    subject.cropFromPhoto = deca::cropFromPhoto(corners);
    subject.photo = deca::photoTensor(photo).unsqueeze(0);
    subject.crop = deca::cropped(photo, subject.cropFromPhoto).unsqueeze(0);
    subject.codes = deca::splitCodes((*m_flameEncoder)(subject.crop));
    subject.codes.detail = (*m_detailEncoder)(subject.crop);
    return subject;
}

DecaPortrait decodePortrait(const DecaModels& models, const DecaSubject& subject,
                            const deca::FlameCodes& codes)
{
    const c10::InferenceMode inference;
    const Tensor back = deca::photoFromCrop(deca::matrixTensor(subject.cropFromPhoto));
    return {.codes = codes,
            .onCrop = models.decoder().decode(codes, subject.crop),
            .onPhoto = models.decoder().decode(
                codes, subject.crop,
                {.photo = deca::PhotoFrame{subject.photo, back}, .detailPose = {}, .eyes = {}})};
}

} // namespace effigy::reconstruct
