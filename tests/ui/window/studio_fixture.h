// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "avatar/render_loop.h"
#include "ui/library/model_catalog.h"
#include "ui/window/prompts.h"

#include <QColor>
#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace effigy::test {

using namespace effigy::ui;

/// Answers like a person who has made up their mind.
struct Answers : Prompts {
    QString photo, project, saveAs;
    QStringList morePhotos;
    std::optional<int> face;
    std::optional<ExportOptions> exporting;
    QString video, askedVideo, sound, cube, cubeFile;
    std::optional<TrackOptions> tracking;
    bool stopsJobs = true;
    bool replaces = true;
    std::optional<PhotoReplacement> asked; // when the photo was to be replaced
    GuideEnd guideEnd = GuideEnd::Closed;
    std::optional<QColor> chosenColour;
    int facesAsked = 0;
    ModelCatalog* shownModels = nullptr;
    std::vector<Failure> modelFailures; // since the models were shown
    bool couldTune = false;
    QString modelToTuneWith;

    QString photoToOpen() override { return photo; }
    QStringList furtherPhotos() override { return morePhotos; }
    QString projectToOpen() override { return project; }
    QString projectToSave(const QString&) override { return saveAs; }
    std::optional<int> faceOf(const std::vector<FaceChoice>&) override
    {
        ++facesAsked;
        return face;
    }
    std::optional<ExportOptions> exportOptions(ExportKind, const QString&) override { return exporting; }
    bool mayReplace(const QString&) override { return replaces; }
    bool mayReplacePhoto(const PhotoReplacement& replacement) override
    {
        asked = replacement;
        return replaces;
    }
    bool mayStopJobs(int) override { return stopsJobs; }
    std::optional<QColor> colour(const QColor&) override { return chosenColour; }
    QString modelToOpen() override { return {}; }
    QString poseToOpen() override { return {}; }
    QString poseToSave(const QString&) override { return {}; }
    QString motionToOpen() override { return {}; }
    QString motionToSave(const QString&) override { return {}; }
    QString clipToOpen() override { return {}; }
    QString clipToSave(const QString&) override { return {}; }
    QString soundToOpen() override { return sound; }
    QString cubeToOpen() override { return cube; }
    QString cubeToSave(const QString&) override { return cubeFile; }
    QString videoToOpen() override { return video; }
    std::optional<TrackOptions> trackOptions(const QString& path) override
    {
        askedVideo = path;
        return tracking;
    }
    QString showModels(ModelCatalog& catalog, bool canTune) override
    {
        shownModels = &catalog;
        QObject::connect(&catalog, &ModelCatalog::failed, &catalog, [this](const Failure& failure) { modelFailures.push_back(failure); });
        couldTune = canTune;
        return modelToTuneWith;
    }
    void showDetails(const Failure&) override {}
    void showLog(const QString&, const QString&) override {}
    void showShortcuts(ActionTable&) override {}
    GuideEnd showGuide(const GuideChoices& choices) override
    {
        choices.chooseNavigation(NavigationPreset::Blender);
        return guideEnd;
    }
    void showAbout() override {}
};

inline avatar::RenderResult grey(const avatar::RenderRequest& request, const base::CancelToken&)
{
    avatar::RenderResult result;
    result.image = base::Image(request.width, request.height, 4, 128);
    result.quality = request.quality;
    return result;
}

} // namespace effigy::test
