// SPDX-License-Identifier: GPL-3.0-or-later
#include "reconstruct/deca_models.h"

#include "base/error.h"
#include "head/flame_file.h"
#include "head/flame_form.h"
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

/// What decodes codes, of one head model or the other.
struct DecaModels::Parts {
    std::shared_ptr<const head::FlameModel> flame;
    std::shared_ptr<const head::FlameTexture> texture; // null: none
    deca::TemplateLayout layout;
    deca::DenseTemplate dense;
};

DecaModels::Parts DecaModels::flameParts(const DecaFiles& files)
{
    Parts parts;
    parts.flame = std::make_shared<const head::FlameModel>(
        head::readFlame(files.flame),
        head::readFlameEmbedding(files.data / "landmark_embedding.npy"));
    parts.layout = readDecaLayout(files.data);
    if (!at::equal(parts.layout.triangles, parts.flame->arrays().triangles))
        throw base::Error("model_refused",
                          files.flame.string() + " and " +
                              (files.data / "head_template.obj").string() + " have other triangles",
                          "Give FLAME and the data folder of DECA as they were published.");
    parts.dense = denseTemplateOf(files, parts.layout, parts.flame->arrays().rest.size(0));
    if (!files.texture.empty())
        parts.texture = std::make_shared<const head::FlameTexture>(files.texture);
    return parts;
}

DecaModels::Parts DecaModels::freeParts(const deca::DecaWeights& weights)
{
    const auto model = head::loadFreeHead();
    const head::FlameForm form = head::flameForm(model->data());
    Parts parts;
    parts.flame = std::make_shared<const head::FlameModel>(form.arrays, form.embedding);
    parts.layout = deca::templateLayout(model->data(), form);
    parts.dense = deca::denseTemplate(parts.layout);
    if (weights.albedoMean.defined())
        parts.texture = std::make_shared<const head::FlameTexture>(weights.albedoMean, weights.albedoBasis);
    return parts;
}

DecaModels::DecaModels(const DecaFiles& files, mesh::RasterRule rule)
{
    const deca::DecaWeights weights = deca::readDecaWeights(files.model);
    const bool isFree = weights.headModel == "free";
    if (isFree != files.flame.empty())
        throw base::Error("model_refused",
                          files.model.string() + " was trained on " +
                              (isFree ? "the free head, not on FLAME" : "FLAME, not on the free head"),
                          isFree ? "Leave --flame out" : "Give --flame and --data");
    Parts parts = isFree ? freeParts(weights) : flameParts(files);
    m_dense = std::move(parts.dense);
    m_hasTexture = parts.texture != nullptr;
    m_flameEncoder = std::make_unique<const deca::FastEncoder>(weights.parameters, "E_flame.");
    m_detailEncoder = std::make_unique<const deca::FastEncoder>(weights.parameters, "E_detail.");
    m_decoder = std::make_unique<const deca::Decoder>(std::move(parts.flame), std::move(parts.texture),
                                                      weights.parameters,
                                                      deca::Renderer(std::move(parts.layout), rule));
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
