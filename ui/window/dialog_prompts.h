// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/window/prompts.h"

class QWidget;

namespace effigy::ui {

/// Prompts that a person answers in dialogs.
class DialogPrompts : public Prompts {
public:
    /// The window that dialogs belong to.
    void setWindow(QWidget* window) { m_window = window; }

    QString photoToOpen() override;
    QStringList furtherPhotos() override;
    QString projectToOpen() override;
    QString projectToSave(const QString& suggestedName) override;
    std::optional<int> faceOf(const std::vector<FaceChoice>& faces) override;
    std::optional<ExportOptions> exportOptions(ExportKind kind, const QString& suggestedName) override;
    bool mayReplace(const QString& path) override;
    bool mayReplacePhoto(const PhotoReplacement& replacement) override;
    bool mayStopJobs(int count) override;
    QString modelToOpen() override;
    QString poseToOpen() override;
    QString poseToSave(const QString& suggestedName) override;
    QString motionToOpen() override;
    QString motionToSave(const QString& suggestedName) override;
    QString clipToOpen() override;
    QString clipToSave(const QString& suggestedName) override;
    QString videoToOpen() override;
    QString soundToOpen() override;
    QString cubeToOpen() override;
    QString cubeToSave(const QString& suggestedName) override;
    std::optional<TrackOptions> trackOptions(const QString& video) override;
    [[nodiscard]] QString showModels(ModelCatalog& catalog, bool canTune) override;
    std::optional<QColor> colour(const QColor& initial) override;
    void showDetails(const Failure& failure) override;
    void showLog(const QString& title, const QString& log) override;
    void showShortcuts(ActionTable& actions) override;
    GuideEnd showGuide(const GuideChoices& choices) override;
    void showAbout() override;

private:
    QWidget* m_window = nullptr;
};

} // namespace effigy::ui
