// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Eigen/Core>

namespace effigy::reconstruct {

/// A head in one picture of a clip.
struct FrameEstimate {
    double time = 0.0;                                              // seconds
    Eigen::Matrix3d cameraFromHead = Eigen::Matrix3d::Identity();
    Eigen::Vector3d headInCamera = Eigen::Vector3d::Zero();         // origin of the head, metres, camera frame
    Eigen::VectorXd expression;                                     // [E] 0..1
    Eigen::VectorXd expressionSpread;                               // [E] standard deviations
    double gazeYaw = 0.0;                                           // radians, mean of both eyes, to the subject's left
    double gazePitch = 0.0;                                         // upwards
    double gazeSpread = 0.0;                                        // radians
    double turnSpread = 0.0;                                        // radians, of the head's rotation
    double surprise = 0.0;                                          // how far the places are from where the head has them, 1: as usual
};

/// The numbers of a step from one estimate to a better one: rotation about the camera's axes 3 (radians), shift across the picture 2
/// (metres), logarithm of the depth; then the expression.
inline constexpr Eigen::Index kPoseNumbers = 6;
inline constexpr Eigen::Index kDepthNumber = 5;

/// Least squares of a step, as normal equations hessian * step = -gradient.
struct StepEquations {
    Eigen::MatrixXd hessian;  // [6 + E, 6 + E]
    Eigen::VectorXd gradient; // [6 + E]

    /// Adds the wish that number `i`, which is `now`, were `wanted`.
    void wish(Eigen::Index i, double now, double wanted, double sigma)
    {
        hessian(i, i) += 1.0 / (sigma * sigma);
        gradient[i] += (now - wanted) / (sigma * sigma);
    }
};

/// [3, 3] with crossing(a) * b = a x b.
[[nodiscard]] inline Eigen::Matrix3d crossing(const Eigen::Vector3d& a)
{
    Eigen::Matrix3d m;
    m << 0.0, -a.z(), a.y(), a.z(), 0.0, -a.x(), -a.y(), a.x(), 0.0;
    return m;
}

} // namespace effigy::reconstruct
