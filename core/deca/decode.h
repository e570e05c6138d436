// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deca/detail_decoder.h"
#include "deca/encoder.h"
#include "deca/renderer.h"
#include "head/flame_model.h"
#include "head/flame_texture.h"

#include <memory>
#include <optional>

namespace effigy::deca {

/// The photo that pictures are drawn on instead of the crop.
struct PhotoFrame {
    torch::Tensor image;         // [B, 3, H, W] f32 RGB 0..1
    torch::Tensor photoFromCrop; // [B, 3, 3] for row vectors; see pointsInPhoto()
};

struct DecodeOptions {
    bool extractsTexture = true;     // take the texture from the picture; else the model's
    std::optional<PhotoFrame> photo; // absent: draw on the crop
    torch::Tensor detailPose; // [B, 53] jaw and expression for the displacement; undefined: those
                              // of the codes
    torch::Tensor eyes;       // [B, 6] axis-angle, undefined: zero
};

/// A decoded head with its pictures. B heads; V vertices; all f32.
struct Decoded {
    torch::Tensor vertices;             // [B, V, 3] metres
    torch::Tensor inCrop;               // [B, V, 3] -1..1 of the crop, z away, without depth offset
    torch::Tensor inPicture;            // [B, V, 3] the same in the photo, when there is one
    torch::Tensor landmarks2d;          // [B, 68, 2] -1..1 of the crop
    torch::Tensor landmarks2dInPicture; // [B, 68, 2] of what is drawn on
    torch::Tensor landmarks3d;          // [B, 68, 4] of what is drawn on: x, y, z, 1 where visible
    torch::Tensor landmarksWorld;       // [B, 68, 3] metres
    torch::Tensor landmarkNormalZ;      // [B, 68] of the surface in the picture's frame
    torch::Tensor albedo;               // [B, 3, 256, 256] 0 without a texture model
    Rendered rendered;                  // unshaded
    torch::Tensor displacement;         // [B, 1, 256, 256] metres, as the network gives it
    torch::Tensor displacementMap;      // [B, 1, 256, 256] with the fixed one added
    torch::Tensor detailNormals;        // [B, 3, 256, 256]
    torch::Tensor uvTexture;            // [B, 3, 256, 256] the model's albedo, shaded
    torch::Tensor uvTextureGt;          // [B, 3, 256, 256] texture of the picture
    torch::Tensor shapeImages;          // [B, 3, H, W]
    torch::Tensor shapeDetailImages;    // [B, 3, H, W]
};

/// Turns codes into heads and pictures, for inference alone. Immutable; safe from any thread.
/// Source: Feng et al. 2021, Sec. 4 and 5, with the conventions of the published code.
class Decoder {
public:
    /// `parameters` hold D_detail's under "D_detail."; `texture` may be null.
    Decoder(std::shared_ptr<const head::FlameModel> flame,
            std::shared_ptr<const head::FlameTexture> texture,
            const tensorio::StateDict& parameters, Renderer renderer);

    [[nodiscard]] const Renderer& renderer() const { return m_renderer; }
    [[nodiscard]] const head::FlameModel& flame() const { return *m_flame; }

    ///   codes  with `detail`
    ///   crop   [B, 3, 224, 224] f32 RGB 0..1
    [[nodiscard]] Decoded decode(const FlameCodes& codes, const torch::Tensor& crop,
                                 const DecodeOptions& options = {}) const;

private:
    std::shared_ptr<const head::FlameModel> m_flame;
    std::shared_ptr<const head::FlameTexture> m_texture;
    FastDetailDecoder m_detail;
    Renderer m_renderer;
};

/// z of the interpolated vertex `normals` [B, V, 3] at the fixed 68 landmarks, [B, 68].
[[nodiscard]] torch::Tensor landmarkNormalZ(const head::FlameModel& flame,
                                            const torch::Tensor& normals);

} // namespace effigy::deca
