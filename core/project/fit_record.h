// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "project/project.h"
#include "reconstruct/fit_wish.h"

namespace effigy::project {

/// What a person said about a project's fit, and what it is said about.
struct FitRecord {
    reconstruct::Landmarks2 found;     // the detector's landmarks, photo pixels, before any was moved
    reconstruct::FitDocument document; // wish and history
    reconstruct::FitWish applied;      // that the present fit was made with
};

/// The record of `project`; of one in which nobody has said anything, the landmarks of its fit.
/// Throws Error "bad_project" when it is damaged, "storage".
[[nodiscard]] FitRecord fitRecord(const Project& project);

/// Keeps `document`, and the landmarks of the present fit as those that were found, if none were kept before.
void keepFitDocument(Project& project, const reconstruct::FitDocument& document);

/// Keeps all of `record`: the project was fitted anew.
void keepFitRecord(Project& project, const FitRecord& record);

} // namespace effigy::project
