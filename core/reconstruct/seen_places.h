// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "encoder/face_encoder.h"
#include "reconstruct/head_points.h"
#include "reconstruct/landmark_fitter.h"

#include <Eigen/Core>

#include <optional>
#include <vector>

namespace effigy::reconstruct {

/// The places of a head that a face encoder saw in a photo, as evidence for a fit: places with the errors that were measured
/// of the encoder, all at once, for those of one feature err together. Immutable; safe from any thread.
class SeenPlaces {
public:
    ///   model       that the encoder was trained for; must outlive this
    ///   shapeCount  leading directions that the fit uses
    SeenPlaces(const head::HeadModelData& model, const encoder::FaceEncoderWeights& weights, encoder::FaceReading reading, int shapeCount);

    [[nodiscard]] const encoder::FaceReading& reading() const { return m_reading; }
    /// As PhotoView::yaw(), read.
    [[nodiscard]] double yaw() const;

    /// Least squares near `at`, whose residuals are of unit spread where errors are `noise` times as large as measured.
    ///   focalPx  absent: solved, and then the distance that the encoder read counts, too
    [[nodiscard]] Evidence evidence(const HeadEstimate& at, std::optional<double> focalPx, double noise) const;

    /// How far `estimate` is from what was seen, 1 where errors are as measured: root mean square of standardised differences.
    [[nodiscard]] double surprise(const HeadEstimate& estimate) const;

    /// How far found landmarks of brows, eyes, nose and mouth are from where they were seen: root mean square in spreads.
    [[nodiscard]] double doubt(const Landmarks2& landmarks, const LandmarkOrigins& origins) const;

private:
    struct Seen {
        Eigen::VectorXd errors;      // [2N] whitened
        Eigen::MatrixXd derivatives; // [2N, unknowns] or empty
    };
    enum class Derivatives { None, All };
    [[nodiscard]] Seen seen(const HeadEstimate& at, std::optional<double> focalPx, Derivatives wanted) const;

    encoder::FaceReading m_reading;
    HeadPoints m_points;
    Eigen::VectorXd m_bias;      // [2N] standardised
    Eigen::MatrixXd m_whitening; // [2N, 2N] of standardised errors
};

inline constexpr double kDoubtful = 2.0; // spreads: found landmarks that far from where they were seen lie elsewhere

/// How far an encoder's places err on a photo, times what was measured on synthetic heads, beside landmarks that are fitted
/// under `options`. Where a head reaches the landmarks as they are, as on sharp portraits, they were found better than an
/// encoder reads that saw no photo; and where a person placed some, that person knows better.
[[nodiscard]] double noiseOfSeen(const LandmarkFitOptions& options);

/// What both say: the residuals of `a` and `b`, which must be near the same estimate, as one evidence.
[[nodiscard]] Evidence together(const Evidence& a, const Evidence& b);

} // namespace effigy::reconstruct
