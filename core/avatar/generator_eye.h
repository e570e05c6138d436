// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "avatar/framing.h"
#include "base/image.h"
#include "generator/generator.h"
#include "generator/camera_label.h"
#include "head/head_model.h"
#include "mesh/camera.h"

#include <memory>

namespace effigy::avatar {

/// How a kind of generator sees a head: which square of a view it renders, through which camera label, from which mesh, and
/// what its numbers mean in metres. Immutable.
class GeneratorEye {
public:
    virtual ~GeneratorEye() = default;

    /// What of a view the generator renders at most.
    [[nodiscard]] virtual HeadSquare square() const = 0;
    /// The label for a camera (head frame, metres) that sees just that square, or less.
    [[nodiscard]] virtual generator::CameraLabel label(const mesh::Camera& camera) const = 0;
    /// `generator` made ready for that label.
    [[nodiscard]] virtual generator::Generator towards(const generator::Generator& generator,
                                                       const generator::CameraLabel& label) const = 0;
    /// The head's coefficients as the generator takes them.
    [[nodiscard]] virtual head::HeadCoefficients pose(head::HeadCoefficients coefficients) const = 0;
    /// Depth along the rays of that label in metres from `camera`; 0 stays 0.
    ///   depth  1 channel, world units
    [[nodiscard]] virtual base::FloatImage metres(base::FloatImage depth, const generator::CameraLabel& label,
                                                  const mesh::Camera& camera) const = 0;
    /// Whether pictures end where the head ends. Others show the background that the generator painted.
    [[nodiscard]] virtual bool hasAlpha() const = 0;
};

/// The eye of `generator` for an avatar whose photo was taken by `photoCamera`.
///   photoCamera  as aligned: for a published generator it stands for the published camera
[[nodiscard]] std::unique_ptr<const GeneratorEye> eyeOf(const generator::Generator& generator, const mesh::Camera& photoCamera);

} // namespace effigy::avatar
