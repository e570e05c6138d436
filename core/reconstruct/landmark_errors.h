// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "head/head_model.h"

#include <Eigen/Core>

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace effigy::reconstruct {

inline constexpr int kLandmarkNumbers = 2 * head::kLandmarkCount;

/// How the 68 landmarks of a detector lie about the places of a head model, all at once: landmarks of one feature err
/// together. x and y of landmark i are numbers 2i and 2i + 1; metres at the head's depth, in the picture turned so that
/// the head is upright (x right, y down).
struct LandmarkError {
    Eigen::VectorXd bias;       // [136] mean of detected - true
    Eigen::MatrixXd covariance; // [136, 136] about it
};

/// One head of which everything is known, as a detector saw it.
struct LandmarkErrorSample {
    double yaw = 0.0;      // of the head to the subject's left, radians
    double pitch = 0.0;    // looking up, radians
    Eigen::VectorXd error; // [136]
};

/// Landmark errors by the turn of the head. Immutable; safe from any thread.
class LandmarkErrors {
public:
    /// The errors of heads turned by `yaw`.
    struct Node {
        double yaw = 0.0; // radians, not negative
        Eigen::VectorXd bias;
        Eigen::VectorXd biasByPitch; // [136] metres per radian
        Eigen::MatrixXd covariance;
    };
    /// `nodes` in the order of their yaw, the first at 0. Throws ContractError when there is none or sizes disagree.
    explicit LandmarkErrors(std::vector<Node> nodes);

    /// Between the nodes by linear interpolation, beyond the last one as there; for heads that are turned to the subject's
    /// right, mirrored.
    [[nodiscard]] LandmarkError at(double yaw, double pitch) const;
    [[nodiscard]] const std::vector<Node>& nodes() const { return m_nodes; }

private:
    std::vector<Node> m_nodes;
};

/// The errors that `samples` show: mean and covariance under a window over the yaw, each sample also mirrored. Samples that
/// err three times as much as is usual were no finds and do not count.
/// Throws Error "unsupported" when they are too few.
[[nodiscard]] LandmarkErrors measuredErrors(std::span<const LandmarkErrorSample> samples);

/// Writes `errors` as safetensors, whole or not at all. Throws Error "storage".
void writeLandmarkErrors(const LandmarkErrors& errors, const std::filesystem::path& path);
/// Throws Error "model_refused" when `path` holds something else, "storage" when it cannot be read.
[[nodiscard]] LandmarkErrors readLandmarkErrors(const std::filesystem::path& path);

/// What was measured of the face finder on the head model of that name, as it ships; null when nothing was.
[[nodiscard]] std::shared_ptr<const LandmarkErrors> landmarkErrorsOf(const std::string& headModel);

} // namespace effigy::reconstruct
