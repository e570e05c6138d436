// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancel_token.h"
#include "head/head_model.h"
#include "reconstruct/head_fit.h"
#include "reconstruct/landmark_errors.h"
#include "reconstruct/photo_view.h"

#include <Eigen/Core>

#include <array>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace effigy::reconstruct {

/// Everything that landmarks can tell of a head.
struct HeadEstimate {
    PhotoView view;
    Eigen::VectorXd shape;      // [S] standard deviations
    Eigen::VectorXd expression; // [E] 0..1
    Eigen::Vector3d jaw = Eigen::Vector3d::Zero();

    [[nodiscard]] head::HeadCoefficients coefficients() const;
    /// All of it in a row: rotation 3, shift 2, logDepth, logScale, shape S, expression E, jaw 3.
    [[nodiscard]] Eigen::VectorXd unknowns() const;
    /// The same head with other numbers.
    [[nodiscard]] HeadEstimate withUnknowns(const Eigen::VectorXd& unknowns) const;
};

/// What is known of a head by other means than landmarks, as least squares near an estimate: N residuals
/// root * (unknowns - at.unknowns()) + offset of unit spread.
struct Evidence {
    HeadEstimate at;
    Eigen::MatrixXd root;   // [N, N]
    Eigen::VectorXd offset; // [N]
};

struct LandmarkFitOptions {
    std::optional<double> focalPx; // absent: solved, under a prior on the distance
    Eigen::Vector2d centre;        // principal point, pixels
    int shapeCount = 80;           // leading directions to use
    double priorDepth = 1.2;       // metres from which a portrait of unknown lens was probably taken
    double depthSpread = 0.08;     // of its logarithm
    double noise = 1.0;            // how far landmarks err, times what is usual
    std::shared_ptr<const LandmarkErrors> errors; // of the detector that found the landmarks; null: placed by a person
    LandmarkOrigins origins = allFound();         // landmark by landmark
};

/// Fits a head model to 68 landmarks of one photo: perspective pose, shape, expression, jaw, with the jaw line looked up
/// on the silhouette. Non-linear least squares under the model's priors. Deterministic.
class LandmarkFitter {
public:
    /// `model` must outlive the fitter.
    LandmarkFitter(const head::HeadModelData& model, const Landmarks2& landmarks,
                   const LandmarkFitOptions& options);
    ~LandmarkFitter();

    /// The mean head in its best pose. Throws Error "no_face" when the landmarks are no face.
    [[nodiscard]] HeadEstimate start() const;

    /// `estimate` improved: the jaw line is looked up once, then all unknowns are solved.
    ///   evidence  may be null
    [[nodiscard]] HeadEstimate refine(const HeadEstimate& estimate, const Evidence* evidence,
                                      const base::CancelToken& cancel) const;

    /// One photo of a person among several.
    struct Sitting {
        const LandmarkFitter& fitter;
        HeadEstimate estimate;
        const Evidence* evidence = nullptr; // may be null
    };
    /// As refine(), for several photos of one person: all get the same shape, starting from the first one's.
    ///   returns  one estimate a sitting
    [[nodiscard]] static std::vector<HeadEstimate> refineTogether(std::span<const Sitting> sittings,
                                                                  const base::CancelToken& cancel);

    /// How far the head is from what landmarks and priors expect, 1 where their errors are as measured: root mean square of
    /// all standardised differences, per number of a found landmark. Without measured errors it is 0.
    [[nodiscard]] double surprise(const HeadEstimate& estimate) const;

    /// [136] found landmarks minus those of `estimate`, as in LandmarkError; the jaw line's places are those that refine()
    /// would take.
    [[nodiscard]] Eigen::VectorXd uprightErrors(const HeadEstimate& estimate) const;

    /// Where `estimate` has its landmarks, photo pixels; the jaw line's on its outline.
    [[nodiscard]] Landmarks2 placesPx(const HeadEstimate& estimate) const;

    /// Pixels between each landmark and `estimate`; for the jaw line, between it and the fitted outline.
    [[nodiscard]] std::array<float, head::kLandmarkCount> residualsPx(const HeadEstimate& estimate) const;

private:
    struct Parts;
    std::unique_ptr<const Parts> m_parts;
};

} // namespace effigy::reconstruct
