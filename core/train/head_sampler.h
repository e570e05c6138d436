// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "head/controls.h"
#include "head/head_model.h"
#include "mesh/camera.h"
#include "synth/framed_camera.h"

#include <Eigen/Core>

#include <cstdint>
#include <random>

namespace effigy::train {

/// How widely synthetic heads and their views are spread.
struct SamplerOptions {
    double shapeDeviation = 1.0;    // standard deviations of the shape basis
    double neutralShare = 0.15;     // of all expressions
    double expressionReach = 1.0;   // largest control value
    double yaw = 1.2;               // radians to either side
    double pitch = 0.35;            // radians up and down
    double roll = 0.1;              // radians
    double gaze = 0.45;             // radians
    double nearest = 0.7;           // metres from the head's origin
    double farthest = 2.0;
    double smallestSide = 0.27;     // metres that fill the picture at the head's depth
    double largestSide = 0.36;
};

/// Draws heads, expressions and cameras. The same seed draws the same sequence. Not for several threads at once.
class HeadSampler {
public:
    HeadSampler(SamplerOptions options, std::uint64_t seed);

    /// [shapeCount] standard deviations, each drawn from a normal distribution cut at 2.5.
    [[nodiscard]] Eigen::VectorXf shape(int shapeCount);
    /// A few face controls at once, mostly the same on both sides, with jaw and gaze; now and then neutral.
    [[nodiscard]] head::ControlValues expression();
    /// A camera around the head that frames it like an aligned photo, near or far with the matching angle of view.
    [[nodiscard]] mesh::Camera camera();
    /// Nine spherical-harmonic coefficients of a soft light from above or the side, linear RGB, order of reconstruct::ShLight.
    [[nodiscard]] Eigen::Matrix<float, 9, 3> light();

    [[nodiscard]] double uniform(double low, double high);
    [[nodiscard]] double normal();
    [[nodiscard]] bool chance(double probability);

private:
    SamplerOptions m_options;
    std::mt19937_64 m_random;
};

using synth::framedCamera;

} // namespace effigy::train
