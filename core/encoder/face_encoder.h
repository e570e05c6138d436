// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image.h"
#include "encoder/face_network.h"
#include "encoder/face_square.h"
#include "head/head_model.h"
#include "tensorio/state_dict.h"

#include <Eigen/Core>

#include <array>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace effigy::encoder {

/// A trained network and what is known of its errors.
struct FaceEncoderWeights {
    FaceNetworkSize size;
    std::string headModel = "free";
    std::vector<int> vertices;        // of the head model: the places after the landmarks
    tensorio::StateDict parameters;   // of faceNetworkParameters(), f32
    Eigen::VectorXd errorBias;        // [2N] mean of (place found - true place) / spread, x and y of place i at 2i and 2i + 1
    Eigen::MatrixXd errorCovariance;  // [2N, 2N] about it
};

/// Writes `weights` as safetensors in f16, whole or not at all. Throws Error "storage".
void writeFaceEncoder(const FaceEncoderWeights& weights, const std::filesystem::path& path);
/// Throws Error "model_missing" when there is no such file, "model_refused" when it holds something else.
[[nodiscard]] FaceEncoderWeights readFaceEncoder(const std::filesystem::path& path);

/// Mean and covariance of standardised errors, a little drawn to the diagonal so that it can be inverted.
///   errors  [B, 2N] f32 (place found - true place) / spread
void setErrors(FaceEncoderWeights& weights, const torch::Tensor& errors);

/// What a network tells of one face.
struct FaceReading {
    FaceSquare square;                              // that was looked at
    std::vector<Eigen::Vector2d> places;            // [N] pixels of the picture, also where they are hidden
    std::vector<double> spreadPx;                   // [N] standard deviations of x as of y
    Eigen::VectorXf shape, shapeSpread;             // [S] standard deviations of the head model
    Eigen::VectorXf expression, expressionSpread;   // [E]
    Eigen::Vector4f gaze, gazeSpread;               // radians: rotation of the left eye about x and y, of the right one
    double logDistance = 0.0;                       // of the metres from the camera to the head's origin, along its axis
    double distanceSpread = 0.0;                    // of the logarithm
    Eigen::Matrix3d cameraFromHead = Eigen::Matrix3d::Identity();

    [[nodiscard]] std::array<Eigen::Vector2f, head::kLandmarkCount> landmarks() const;
    /// How far the network expects to err on landmarks 17 to 67, as part of the distance between the outer eye corners: 0.02 to
    /// 0.04 on photos, 0.15 where there is no face.
    [[nodiscard]] double spread() const;
};

inline constexpr double kLostSpread = 0.10; // FaceReading::spread() of what is no face

/// Reads faces: landmarks, places all over the head, coefficients and pose. Immutable; safe from any thread.
class FaceEncoder {
public:
    /// Throws Error "model_refused" when a parameter is missing or misshapen.
    explicit FaceEncoder(FaceEncoderWeights weights);

    [[nodiscard]] const FaceEncoderWeights& weights() const { return m_weights; }
    /// The face of `picture` in `square`, as it is.
    [[nodiscard]] FaceReading read(const base::Image& picture, const FaceSquare& square) const;
    /// The same, of what cutSquare() made of `square`: [3, 224, 224] f32 RGB 0..1.
    [[nodiscard]] FaceReading read(const torch::Tensor& cut, const FaceSquare& square) const;
    /// The face near `landmarks`, pixels, which need not be exact: read twice, the second time in the square that the first
    /// reading asks for.
    [[nodiscard]] FaceReading read(const base::Image& picture, std::span<const Eigen::Vector2f> landmarks) const;

private:
    FaceEncoderWeights m_weights;
};

/// The encoder that ships with Effigy for the head model of that name, read anew (16 MB); null when there is none.
[[nodiscard]] std::shared_ptr<const FaceEncoder> faceEncoderOf(const std::string& headModel);

} // namespace effigy::encoder
