// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image.h"
#include "head/flame_form.h"
#include "head/head_model.h"
#include "train/face_source.h"
#include "train/head_sampler.h"

#include <memory>
#include <vector>

namespace effigy::train {

/// How synthetic faces are made and cropped.
struct SyntheticFaceOptions {
    SamplerOptions heads = {.yaw = 0.7, .pitch = 0.25, .roll = 0.15, .nearest = 0.6};
    double smallestCrop = 1.4; // side of the crop over that of the landmarks, as DECA trains
    double largestCrop = 1.8;
    std::uint64_t seed = 1;
};

/// Crops of heads of a model, rendered as it comes: each person has a shape and colours, each view an expression, a camera, a
/// light and a background. Landmarks and masks are those of the mesh.
class SyntheticFaces : public FaceSource {
public:
    ///   model    its expressions are the 52 ARKit shapes; with UVs and masks
    ///   albedos  UV atlases of `model`, RGB; people take one at random
    SyntheticFaces(std::shared_ptr<const head::HeadModel> model, std::vector<base::Image> albedos, SyntheticFaceOptions options = {});

    [[nodiscard]] FaceBatch batch(int people, int views, std::uint64_t number) const override;

private:
    struct Face {
        torch::Tensor image;     // [3, 224, 224]
        torch::Tensor landmarks; // [68, 3]
        torch::Tensor mask;      // [1, 224, 224]
    };
    [[nodiscard]] Face face(HeadSampler& sampler, const Eigen::VectorXf& shape, const base::Image& albedo) const;

    std::shared_ptr<const head::HeadModel> m_model;
    head::FlameForm m_form; // for the contour's rows
    std::vector<base::Image> m_albedos;
    std::vector<float> m_isFace; // [V] 0..1, the inside of the mouth included
    SyntheticFaceOptions m_options;
};

} // namespace effigy::train
