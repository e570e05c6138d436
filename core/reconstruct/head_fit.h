// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image.h"
#include "head/head_model.h"
#include "mesh/camera.h"
#include "mesh/sh_light.h"

#include <Eigen/Core>

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace effigy::reconstruct {

using Landmarks2 = std::array<Eigen::Vector2f, head::kLandmarkCount>; // pixels, centres at half-integers, iBUG order
using mesh::ShLight;

/// A rectangle in a photo, pixels.
struct FaceBox {
    double x = 0.0;
    double y = 0.0;
    double width = 0.0;
    double height = 0.0;
    bool operator==(const FaceBox&) const = default;
};

/// What a photo says about a head: the result of fitHead.
struct HeadFit {
    std::string headModel;               // HeadModelData::name of the model that was fitted
    head::HeadCoefficients coefficients;
    std::vector<Eigen::Vector3f> offsets;// [V] metres, head frame: what the shape basis cannot say of the outline; or empty
    mesh::Camera camera;                 // of the whole upright photo
    int photoWidth = 0;                  // pixels, upright
    int photoHeight = 0;
    ShLight light = ShLight::Zero();     // linear RGB, head frame
    base::Image litTexture;              // UV atlas, RGB, sRGB: the photo's skin as lit, unseen parts filled
    base::Image albedo;                  // UV atlas, RGB, sRGB: the same without the photo's light
    Landmarks2 landmarks{};              // as detected, or as the user gave them; photo pixels
    std::array<float, head::kLandmarkCount> residualPx{}; // distance of each fitted landmark from it
    FaceBox box;
    std::vector<std::string> notes;      // English, one doubt each: "The face is small (40 pixels across)"
};

/// The head model of `fit` moved by its offsets: what the fit's coefficients belong to. `model` itself when there are none.
/// Throws ContractError when there is not one offset a vertex.
[[nodiscard]] std::shared_ptr<const head::HeadModel> personalHead(std::shared_ptr<const head::HeadModel> model,
                                                                  const HeadFit& fit);

/// Distance between the outer eye corners of `landmarks`, pixels: the yardstick of landmark errors.
[[nodiscard]] double interocularPx(const Landmarks2& landmarks);

/// Mean residual over the 68 landmarks, divided by interocularPx.
[[nodiscard]] double landmarkError(const HeadFit& fit);

/// The numbers of `fit` as JSON, without its two pictures and its offsets.
[[nodiscard]] std::string headFitToJson(const HeadFit& fit);

/// The inverse of headFitToJson; pictures and offsets stay empty. Throws Error "bad_project" when `json` is not a fit.
[[nodiscard]] HeadFit headFitFromJson(std::string_view json);

} // namespace effigy::reconstruct
