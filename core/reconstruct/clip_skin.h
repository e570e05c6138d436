// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "head/head_model.h"
#include "reconstruct/frame_estimate.h"
#include "reconstruct/skin_picture.h"

#include <Eigen/Core>

#include <span>
#include <vector>

namespace effigy::reconstruct {

/// One person's skin through a clip: what each place of it looks like in most pictures. Where it is seen elsewhere in one of them, the face
/// moves; so brows, nose and lips tell of movements that a network which knows nobody in particular hardly sees. Immutable; safe
/// from any thread.
class ClipSkin {
public:
    /// A head as it is known so far, in its picture.
    struct Sight {
        const SkinPicture& skin;
        const FrameEstimate& head;
    };

    /// Looks at up to a few hundred of `sights`, evenly spread.
    ///   model    of whose face's skin; must outlive this
    ///   shape    [S] standard deviations
    ///   focalPx  pixels;  centre  principal point, pixels
    /// Throws ContractError without a lens, or when the shape has more numbers than the model.
    ClipSkin(const head::HeadModel& model, const Eigen::VectorXf& shape, double focalPx, const Eigen::Vector2d& centre, std::span<const Sight> sights);

    /// How pose and expression would bring the skin of `sight` to where it looks as it does in the clip.
    ///   outlier  contrast from which differences lose their say: wide at first, for brows that moved far differ much
    /// Source: Lucas and Kanade 1981, section 4, with the weights of Geman and McClure 1987.
    [[nodiscard]] StepEquations pull(const Sight& sight, float outlier) const;

private:
    struct Seen;
    void learn(std::span<const Sight> sights);
    [[nodiscard]] Seen seen(const Sight& sight) const;

    double m_focalPx;
    Eigen::Vector2d m_centre;
    Eigen::Matrix3Xf m_rest;                    // [3, P] places of the skin at rest, metres, head frame
    Eigen::MatrixXf m_expression;               // [3P, E] metres a weight
    std::vector<Eigen::Vector3i> m_triangles;   // into places
    Eigen::VectorXf m_look;                     // [P] median contrast; NaN where it was never seen
    Eigen::VectorXf m_spread;                   // [P] of differences from it: standard deviations
};

} // namespace effigy::reconstruct
