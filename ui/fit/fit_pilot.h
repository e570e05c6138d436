// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/fit/fit_desk.h"
#include "ui/jobs/worker_commands.h"
#include "ui/library/deca_offer.h"

#include <QObject>

#include <functional>
#include <optional>

namespace effigy::ui {

class FitCanvas;
class FitPanel;

/// Connects the Fit workspace's canvas and panel with the desk: what a hand does becomes a wish, and what the quick fit
/// answers is drawn.
class FitPilot : public QObject {
    Q_OBJECT
public:
    /// All three must outlive the pilot.
    FitPilot(FitDesk* desk, FitCanvas* canvas, FitPanel* panel, QObject* parent = nullptr);

    /// Opens `project` once the workspace is looked at; nothing is computed for one that is not.
    void setProject(const QString& project);
    void setShown(bool isShown);
    /// `offers` says which of DECA's networks fits on a head model may begin with: "free", "flame", or an empty name: another one.
    void setDecaOffers(std::function<DecaOffer(const QString& head)> offers);
    /// What `offers` says has changed.
    void showDeca();
    /// Fits again with further photos of the person.
    void addPhotos(const QStringList& photos);

    /// The project's file has another fit: reads it again.
    void reload();
    /// Nothing is being read or fitted that will still be shown.
    [[nodiscard]] bool isAtRest() const { return !m_isShown || m_project.isEmpty() || m_isAtRest; }

Q_SIGNALS:
    void rested();
    /// The whole fit is to be made anew: `effigy refit`.
    void refitAsked(const QString& project, const effigy::ui::RefitChange& change);
    /// The fit is to begin with networks that are not there.
    void failed(const effigy::ui::Failure& failure);
    /// More photos of the person are to be chosen, for addPhotos.
    void photosAsked();
    /// Another picture is to come in place of the photo.
    void replacementAsked();

private:
    void showScene(const FitScene& scene);
    void showWish();
    void showAnswer(const FitView& view);
    void showMarks();
    void showLandmark();
    void editLandmark(int landmark, const QString& name, const std::optional<std::optional<Eigen::Vector2f>>& place);
    void toggle(int landmark);
    void askForRefit(RefitChange change);

    FitDesk* m_desk;
    FitCanvas* m_canvas;
    FitPanel* m_panel;
    QString m_project;
    QString m_openProject; // that the desk was asked to open
    bool m_isShown = false;
    bool m_isAtRest = true;
    reconstruct::FitWish m_fittedWish; // that the avatar was made with
    std::optional<reconstruct::LiveAnswer> m_answer;
    double m_solvedFovDeg = 30.0;
    QString m_decaHead; // that networks must be for
    std::function<DecaOffer(const QString&)> m_decaOffers = [](const QString&) { return DecaOffer(); };
};

} // namespace effigy::ui
