// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "head/controls.h"
#include "head/head_model.h"

#include <Eigen/Core>

#include <vector>

namespace effigy::head {

/// What makes a person's head at rest differ from the mean head, and where on it.
struct PersonalTraits {
    std::vector<Eigen::Vector3f> alike; // [V] metres, head frame: what both sides share
    std::vector<Eigen::Vector3f> sides; // [V] metres: what they do not
    Eigen::MatrixXf regions;            // [V, 8] 0..1: brows, eyes, nose, cheeks, mouth, jaw, ears, skull; a row sums to 1, and to
                                        // less towards the neck's end, which stays where it is
};

/// The traits of a head. The mean head is moved, turned and scaled onto the person's face before the two are compared, so that
/// size and place are no traits.
///   personal  the head model with the person's offsets in its template
///   shape     [S] the person's coefficients
///   offsets   [V] metres, what `personal` differs by from the mean model; or empty
/// Throws ContractError when there is not one offset a vertex.
[[nodiscard]] PersonalTraits personalTraits(const HeadModel& personal, const Eigen::VectorXf& shape,
                                            const std::vector<Eigen::Vector3f>& offsets);

/// Whether `values` ask for a caricature at all.
[[nodiscard]] bool isCaricature(const ControlValues& values);

/// How far the caricature that `values` ask for moves each vertex of the head at rest [V], metres, head frame: the traits times
/// "caricature" times each region's share. At 1 traits are twice as strong, at -1 they are gone: what is left of the mean head's
/// difference is how far the person's two sides differ, unless "caricatureSides" takes that, too.
/// Source: Brennan 1985 (Caricature Generator).
[[nodiscard]] std::vector<Eigen::Vector3f> caricatureOffsets(const PersonalTraits& traits, const ControlValues& values);

} // namespace effigy::head
