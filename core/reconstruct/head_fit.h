// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image.h"
#include "head/head_model.h"
#include "mesh/camera.h"
#include "mesh/sh_light.h"

#include <Eigen/Core>

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace effigy::reconstruct {

/// Landmarks in a photo: pixels, centres at half-integers, iBUG order. Zero unless something else is said; a plain array of Eigen's
/// vectors begins with whatever lay in memory, even where it is written with {}.
struct Landmarks2 : std::array<Eigen::Vector2f, head::kLandmarkCount> {
    Landmarks2() { fill(Eigen::Vector2f::Zero()); }
    Landmarks2(const std::array<Eigen::Vector2f, head::kLandmarkCount>& points) : array(points) {}
};
using mesh::ShLight;

/// A rectangle in a photo, pixels.
struct FaceBox {
    double x = 0.0;
    double y = 0.0;
    double width = 0.0;
    double height = 0.0;
    bool operator==(const FaceBox&) const = default;
};

/// Who says where a landmark lies.
enum class LandmarkOrigin {
    Found,  // the detector
    Placed, // a person
    Absent, // nobody: it does not count
};
using LandmarkOrigins = std::array<LandmarkOrigin, head::kLandmarkCount>;
[[nodiscard]] inline LandmarkOrigins allFound()
{
    LandmarkOrigins origins;
    origins.fill(LandmarkOrigin::Found);
    return origins;
}

/// Who says how folds and wrinkles stand out.
enum class DetailOrigin {
    Shading, // they are read from the photo's shading
    Network, // DECA's networks made them of the photo
};

/// How well one region of the face agrees with the photo.
struct RegionFit {
    std::string name;              // "forehead", "leftBrow", "rightBrow", "leftEye", "rightEye", "nose", "leftCheek",
                                   // "rightCheek", "mouth", "chin"; left is the subject's
    double seen = 0.0;             // share of its surface that the photo shows, 0..1
    std::optional<double> landmark;// mean residual of its landmarks, parts of interocularPx; absent: it has none that count
    std::optional<double> shading; // mean difference of its skin from lit skin of one colour, parts of its brightness;
                                   // absent: too little is seen
    double confidence = 0.0;       // of its form, 0..1
    bool operator==(const RegionFit&) const = default;
};

/// Something about a photo that a person may want to know before trusting the fit.
struct PhotoFinding {
    std::string code;   // "small_face", "blurred", "turned", "tilted", "mouth_open", "eyes_closed", "dark", "cut_off",
                        // "unsure_landmarks", "lens_unknown"
    double value = 0.0; // what was measured: pixels, degrees, shares
    std::string text;   // English: what it is and what it does to the result
    bool operator==(const PhotoFinding&) const = default;
};

/// What a photo says about a head: the result of fitHead.
struct HeadFit {
    std::string headModel;               // HeadModelData::name of the model that was fitted
    head::HeadCoefficients coefficients;
    std::vector<Eigen::Vector3f> offsets;// [V] metres, head frame: what the shape basis cannot say of outline and upper teeth; or empty
    mesh::Camera camera;                 // of the whole upright photo
    int photoWidth = 0;                  // pixels, upright
    int photoHeight = 0;
    ShLight light = ShLight::Zero();     // linear RGB, head frame
    base::Image litTexture;              // UV atlas, RGB, sRGB: the photo's skin as lit, unseen parts filled
    base::Image albedo;                  // UV atlas, RGB, sRGB: the same without the photo's light
    base::FloatImage detail;             // UV atlas, 1 channel: metres along the normal that folds and wrinkles stand out; or empty
    DetailOrigin detailOrigin = DetailOrigin::Shading;
    Landmarks2 landmarks;                // as detected, or as the user gave them; photo pixels
    std::array<float, head::kLandmarkCount> residualPx{}; // distance of each fitted landmark from it
    FaceBox box;
    LandmarkOrigins origins = allFound();// who placed each landmark
    std::vector<RegionFit> regions;      // how far each region of the face can be trusted
    std::vector<PhotoFinding> findings;  // what is wrong with the photo, the gravest first
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

/// The numbers of `fit` as JSON, without its pictures and its offsets.
[[nodiscard]] std::string headFitToJson(const HeadFit& fit);

/// The inverse of headFitToJson; pictures and offsets stay empty. Throws Error "bad_project" when `json` is not a fit.
[[nodiscard]] HeadFit headFitFromJson(std::string_view json);

} // namespace effigy::reconstruct
