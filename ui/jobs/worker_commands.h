// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mesh/camera.h"
#include "ui/jobs/export_options.h"
#include "ui/jobs/job.h"
#include "ui/jobs/track_options.h"

#include <QStringList>

#include <optional>

namespace effigy::ui {

/// What a photo is fitted on, and what the fit begins with.
struct FitStart {
    QString head = {}; // name of the head model; empty: the free head
    QString deca = {}; // file of DECA's networks; empty: none
};

/// Photo to fitted head: `effigy reconstruct`.
///   face  which of several, counted from 0 as the face finder lists them; below 0: the worker chooses
[[nodiscard]] JobSpec reconstructJob(const QString& program, const QString& photo, const QString& project, int face,
                                     const FitStart& start = {});

/// The head of a seed, who was never photographed, as a project: `effigy generate`.
[[nodiscard]] JobSpec randomHeadJob(const QString& program, quint32 seed, const QString& project);

/// What a fit is to be made anew with, beside what was corrected by hand.
struct RefitChange {
    std::optional<int> face;      // another of several, counted from 0
    QStringList addedPhotos = {}; // further ones of the same person
    int droppedPhoto = 0;         // a further one that goes, counted from 1; 0: none
    QString replacement = {};     // a picture in place of the photo; empty: it stays
    bool fitsAnew = false;        // also when `replacement` shows the face otherwise
    QString deca = {};            // file of networks that the fit begins with; empty: none
    bool forgetsDeca = false;     // nor does it keep what networks found before
};

/// The photo of a project fitted anew: `effigy refit`.
[[nodiscard]] JobSpec refitJob(const QString& program, const QString& project, const RefitChange& change);

/// The photo of a project and the one that it replaced change places: `effigy refit --former-photo`.
[[nodiscard]] JobSpec exchangePhotosJob(const QString& program, const QString& project);

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

/// Picture, film or mesh: `effigy render` and `effigy export`. Pictures, unless they match the photo, and films of the timeline look
/// through the camera of `scene`.
[[nodiscard]] JobSpec exportJob(const QString& program, const QString& project, const ExportOptions& options,
                                const ShownScene& scene);

/// The motion of a filmed face, written to `motion`; the project stays as it is: `effigy track`.
[[nodiscard]] JobSpec trackJob(const QString& program, const QString& project, const TrackOptions& options, const QString& motion);

} // namespace effigy::ui

Q_DECLARE_METATYPE(effigy::ui::RefitChange)
