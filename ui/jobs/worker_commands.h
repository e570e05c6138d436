// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mesh/camera.h"
#include "ui/jobs/export_options.h"
#include "ui/jobs/job.h"

namespace effigy::ui {

/// Photo to fitted head: `effigy reconstruct`.
///   face  which of several, counted from 0 as the face finder lists them; below 0: the worker chooses
///   head  name of the head model; empty: the free head
[[nodiscard]] JobSpec reconstructJob(const QString& program, const QString& photo, const QString& project, int face,
                                     const QString& head = {});

/// The photo of a project fitted anew, with what was corrected by hand: `effigy refit`.
///   face  another of several, counted from 0; below 0: the same
[[nodiscard]] JobSpec refitJob(const QString& program, const QString& project, int face);

/// Fitted head to tuned avatar: `effigy invert`, going on where an earlier one was stopped.
///   quality  "draft", "standard" or "fine"
///   model    of the model library; empty: the one that ships with Effigy
[[nodiscard]] JobSpec invertJob(const QString& program, const QString& project, const QString& quality, const QString& model);

/// The tuned avatar of a project taught a look: `effigy style learn`, going on where an earlier one was stopped.
///   look   its id
///   label  for people
[[nodiscard]] JobSpec learnJob(const QString& program, const QString& project, const QString& look, const QString& label);

/// One picture of a head from the generator that ships with Effigy, written to `picture`: `effigy generate`.
[[nodiscard]] JobSpec deviceTestJob(const QString& program, const QString& picture);

/// Picture, turntable or mesh: `effigy render` and `effigy export`. Pictures look from `view` unless they match the photo.
[[nodiscard]] JobSpec exportJob(const QString& program, const QString& project, const ExportOptions& options,
                                const mesh::OrbitView& view);

} // namespace effigy::ui
