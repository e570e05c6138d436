// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image.h"
#include "deca/crop.h"
#include "deca/decode.h"
#include "deca/dense_mesh.h"
#include "deca/weights_file.h"
#include "head/flame_model.h"

#include <filesystem>
#include <memory>

namespace effigy::reconstruct {

/// Where DECA's networks and FLAME's files lie.
struct DecaFiles {
    std::filesystem::path model;   // deca_model.tar, or what `effigy train deca` wrote
    std::filesystem::path flame;   // generic_model.pkl; empty: networks of the free head, which needs
                                   // none of the other files
    std::filesystem::path data;    // folder of head_template.obj, landmark_embedding.npy,
                                   // fixed_displacement_256.npy, uv_face_eye_mask.png
    std::filesystem::path texture; // FLAME_albedo_from_BFM.npz or FLAME_texture.npz; empty: none
    std::filesystem::path denseTemplate; // texture_data_256.npy; empty: the one of `data`, or one
                                         // made from the UV layout where that folder has none
};

/// FLAME's layout from DECA's data folder. Throws Error "model_missing" or "model_refused".
[[nodiscard]] deca::TemplateLayout readDecaLayout(const std::filesystem::path& data);

/// A photo with the face that DECA looks at.
struct DecaSubject {
    torch::Tensor photo;                                         // [1, 3, H, W] f32 RGB 0..1
    torch::Tensor crop;                                          // [1, 3, 224, 224] f32 RGB 0..1
    Eigen::Matrix3d cropFromPhoto = Eigen::Matrix3d::Identity(); // pixels
    deca::FlameCodes codes;                                      // with `detail`
};

/// All of DECA's networks and models. Immutable; safe from any thread.
class DecaModels {
public:
    /// Throws Error "model_missing" or "model_refused", each with the file's name; the latter, too,
    /// when the networks were trained on another head model.
    explicit DecaModels(const DecaFiles& files,
                        mesh::RasterRule rule = mesh::RasterRule::DecaStandard);

    [[nodiscard]] const deca::Decoder& decoder() const { return *m_decoder; }
    [[nodiscard]] const deca::DenseTemplate& dense() const { return m_dense; }
    [[nodiscard]] bool hasTexture() const { return m_hasTexture; }

    /// The codes of the face within `corners` of `photo` (RGB).
    [[nodiscard]] DecaSubject encode(const base::Image& photo,
                                     const deca::CropCorners& corners) const;

private:
    struct Parts;
    [[nodiscard]] static Parts flameParts(const DecaFiles& files);
    [[nodiscard]] static Parts freeParts(const deca::DecaWeights& weights);

    std::unique_ptr<const deca::FastEncoder> m_flameEncoder;
    std::unique_ptr<const deca::FastEncoder> m_detailEncoder;
    std::unique_ptr<const deca::Decoder> m_decoder;
    deca::DenseTemplate m_dense;
    bool m_hasTexture = false;
};

/// A decoded subject: on its crop, and on the whole photo.
struct DecaPortrait {
    deca::FlameCodes codes;
    deca::Decoded onCrop;
    deca::Decoded onPhoto;
};

/// Draws `codes` on the photo of `subject`: its own codes, or those of withExpression() or
/// withDetail().
[[nodiscard]] DecaPortrait decodePortrait(const DecaModels& models, const DecaSubject& subject,
                                          const deca::FlameCodes& codes);

} // namespace effigy::reconstruct
