// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/failure.h"
#include "ui/jobs/export_options.h"
#include "ui/jobs/track_options.h"
#include "ui/window/first_run_guide.h"

#include <QColor>
#include <QImage>
#include <QString>

#include <optional>
#include <vector>

namespace effigy::ui {

class ActionTable;
class ModelCatalog;

/// A face in a photo, for choosing among several.
struct FaceChoice {
    QImage picture;
};

/// What replacing the photo of a project entails.
struct PhotoReplacement {
    QString photo;             // file name of the new one
    bool isSameFraming = true; // false: what was corrected in the fit is forgotten
    bool isTuned = false;      // the avatar has to be tuned again
    QString formerPhoto;       // that lies aside and goes; empty: none does
};

/// Every question that stops the window, so that a test can answer. An empty path or nothing means: cancelled.
class Prompts {
public:
    virtual ~Prompts() = default;
    [[nodiscard]] virtual QString photoToOpen() = 0;
    /// More photos of the same person.
    [[nodiscard]] virtual QStringList furtherPhotos() = 0;
    [[nodiscard]] virtual QString projectToOpen() = 0;
    [[nodiscard]] virtual QString projectToSave(const QString& suggestedName) = 0;
    [[nodiscard]] virtual std::optional<int> faceOf(const std::vector<FaceChoice>& faces) = 0;
    [[nodiscard]] virtual std::optional<ExportOptions> exportOptions(ExportKind kind, const QString& suggestedName) = 0;
    /// May an export write over the file at `path`, which exists?
    [[nodiscard]] virtual bool mayReplace(const QString& path) = 0;
    /// May the photo be replaced, with what that entails?
    [[nodiscard]] virtual bool mayReplacePhoto(const PhotoReplacement& replacement) = 0;
    /// May the window close although jobs are running?
    [[nodiscard]] virtual bool mayStopJobs(int count) = 0;
    [[nodiscard]] virtual QString modelToOpen() = 0;
    /// A shared pose.
    [[nodiscard]] virtual QString poseToOpen() = 0;
    [[nodiscard]] virtual QString poseToSave(const QString& suggestedName) = 0;
    /// A table of recorded motion.
    [[nodiscard]] virtual QString motionToOpen() = 0;
    [[nodiscard]] virtual QString motionToSave(const QString& suggestedName) = 0;
    /// A clip of motion.
    [[nodiscard]] virtual QString clipToOpen() = 0;
    [[nodiscard]] virtual QString clipToSave(const QString& suggestedName) = 0;
    [[nodiscard]] virtual QString videoToOpen() = 0;
    [[nodiscard]] virtual QString soundToOpen() = 0;
    /// A colour table.
    [[nodiscard]] virtual QString cubeToOpen() = 0;
    [[nodiscard]] virtual QString cubeToSave(const QString& suggestedName) = 0;
    /// What to take from `video`, a file or a folder of pictures.
    [[nodiscard]] virtual std::optional<TrackOptions> trackOptions(const QString& video) = 0;
    /// The model library, until the person closes it.
    ///   canTune  there is an open project whose avatar can be tuned
    ///   returns  the model to tune it with; empty: none
    [[nodiscard]] virtual QString showModels(ModelCatalog& catalog, bool canTune) = 0;
    [[nodiscard]] virtual std::optional<QColor> colour(const QColor& initial) = 0;
    virtual void showDetails(const Failure& failure) = 0;
    virtual void showLog(const QString& title, const QString& log) = 0;
    virtual void showShortcuts(ActionTable& actions) = 0;
    [[nodiscard]] virtual GuideEnd showGuide(const GuideChoices& choices) = 0;
    virtual void showAbout() = 0;
};

} // namespace effigy::ui
