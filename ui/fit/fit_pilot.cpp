// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/fit/fit_pilot.h"

#include "ui/fit/fit_canvas.h"
#include "ui/fit/fit_panel.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace effigy::ui {

namespace {

using reconstruct::LandmarkOrigin;

QPointF toPoint(const Eigen::Vector2f& p) { return {p.x(), p.y()}; }

} // namespace

FitPilot::FitPilot(FitDesk* desk, FitCanvas* canvas, FitPanel* panel, QObject* parent)
    : QObject(parent), m_desk(desk), m_canvas(canvas), m_panel(panel)
{
    connect(desk, &FitDesk::opened, this, &FitPilot::showScene);
    connect(desk, &FitDesk::closed, this, [this] {
        m_answer.reset();
        m_canvas->setMarks({});
        m_canvas->setWire({});
        m_canvas->setForm({}, {});
        m_canvas->setPhoto({});
    });
    connect(desk, &FitDesk::wishChanged, this, &FitPilot::showWish);
    connect(desk, &FitDesk::answered, this, &FitPilot::showAnswer);
    const auto rest = [this] {
        m_isAtRest = true;
        Q_EMIT rested();
    };
    connect(desk, &FitDesk::answered, this, rest);
    connect(desk, &FitDesk::failed, this, rest);
    connect(canvas, &FitCanvas::selectionChanged, this, &FitPilot::showLandmark);
    connect(canvas, &FitCanvas::gestureStarted, desk, &FitDesk::beginGesture);
    connect(canvas, &FitCanvas::gestureFinished, desk, &FitDesk::endGesture);
    connect(canvas, &FitCanvas::landmarkMoved, this, [this](int landmark, const QPointF& to) {
        editLandmark(landmark, QStringLiteral("Move landmark %1").arg(landmark),
                     std::optional<Eigen::Vector2f>(Eigen::Vector2f(static_cast<float>(to.x()), static_cast<float>(to.y()))));
    });
    connect(canvas, &FitCanvas::landmarkToggled, this, &FitPilot::toggle);
    connect(canvas, &FitCanvas::landmarkReset, this,
            [this](int landmark) { editLandmark(landmark, QStringLiteral("Put back landmark %1").arg(landmark), std::nullopt); });
    connect(panel, &FitPanel::gestureStarted, desk, &FitDesk::beginGesture);
    connect(panel, &FitPanel::gestureFinished, desk, &FitDesk::endGesture);
    connect(panel, &FitPanel::fovEdited, this, [this](double fovDeg) {
        reconstruct::FitWish wish = m_desk->wish();
        wish.fovDeg = fovDeg;
        m_desk->apply(QT_TRANSLATE_NOOP("Edit", "Angle of view"), wish);
    });
    connect(panel, &FitPanel::fovSolveAsked, this, [this] {
        reconstruct::FitWish wish = m_desk->wish();
        wish.fovDeg.reset();
        m_desk->apply(QT_TRANSLATE_NOOP("Edit", "Solve the angle of view"), wish);
    });
    connect(panel, &FitPanel::likenessEdited, this, [this](double likeness) {
        reconstruct::FitWish wish = m_desk->wish();
        wish.likeness = likeness;
        m_desk->apply(QT_TRANSLATE_NOOP("Edit", "Likeness"), wish);
    });
    connect(panel, &FitPanel::decaToggled, this, [this](bool starts) {
        reconstruct::FitWish wish = m_desk->wish();
        wish.startsFromDeca = starts;
        m_desk->apply(starts ? QT_TRANSLATE_NOOP("Edit", "Start from DECA") : QT_TRANSLATE_NOOP("Edit", "Start without DECA"), wish);
    });
    connect(panel, &FitPanel::toggleAsked, this, [this] { toggle(m_canvas->selected()); });
    connect(panel, &FitPanel::resetAsked, this, [this] { Q_EMIT m_canvas->landmarkReset(m_canvas->selected()); });
    connect(panel, &FitPanel::mirrorAsked, this,
            [this] { m_desk->apply(QT_TRANSLATE_NOOP("Edit", "Mirror landmarks"), reconstruct::mirroredWish(m_desk->wish(), m_desk->found())); });
    connect(panel, &FitPanel::resetAllAsked, this, [this] {
        reconstruct::FitWish wish = m_desk->wish();
        wish.landmarks.clear();
        m_desk->apply(QT_TRANSLATE_NOOP("Edit", "Reset all landmarks"), wish);
    });
    connect(panel, &FitPanel::wireToggled, canvas, &FitCanvas::setWireShown);
    connect(panel, &FitPanel::formChosen, desk, &FitDesk::setForm);
    connect(panel, &FitPanel::residualsToggled, canvas, &FitCanvas::setResidualsShown);
    connect(panel, &FitPanel::refitAsked, this, [this] { askForRefit({}); });
    connect(panel, &FitPanel::faceChosen, this, [this](int face) { askForRefit({.face = face}); });
    connect(panel, &FitPanel::photosAsked, this, &FitPilot::photosAsked);
    connect(panel, &FitPanel::replacementAsked, this, &FitPilot::replacementAsked);
    connect(panel, &FitPanel::photoDropped, this, [this](int index) { askForRefit({.face = {}, .droppedPhoto = index + 1}); });
}

void FitPilot::setDecaOffers(std::function<DecaOffer(const QString&)> offers)
{
    m_decaOffers = std::move(offers);
    showDeca();
}

void FitPilot::showDeca() { m_panel->setDeca(m_decaOffers(m_decaHead)); }

void FitPilot::addPhotos(const QStringList& photos) { askForRefit({.face = {}, .addedPhotos = photos}); }

void FitPilot::askForRefit(RefitChange change)
{
    const bool starts = m_desk->wish().startsFromDeca;
    const DecaOffer offer = m_decaOffers(m_decaHead);
    if (starts && !offer.isPossible())
        return Q_EMIT failed(missingDeca());
    if (starts)
        change.deca = offer.file;
    change.forgetsDeca = !starts && m_fittedWish.startsFromDeca;
    Q_EMIT refitAsked(m_project, change);
}

void FitPilot::setProject(const QString& project)
{
    m_project = project;
    if (m_project != m_openProject) {
        m_openProject.clear();
        m_desk->close();
    }
    setShown(m_isShown);
}

void FitPilot::setShown(bool isShown)
{
    m_isShown = isShown;
    if (!m_isShown || m_project.isEmpty() || m_project == m_openProject)
        return;
    m_openProject = m_project;
    m_isAtRest = false;
    m_desk->open(m_project);
}

void FitPilot::reload()
{
    m_openProject.clear();
    setShown(m_isShown);
}

void FitPilot::showScene(const FitScene& scene)
{
    m_answer.reset();
    m_fittedWish = scene.applied;
    const double focal = scene.fit.photoWidth >= scene.fit.photoHeight ? scene.fit.camera.fx : scene.fit.camera.fy;
    m_solvedFovDeg = 2.0 * std::atan(0.5 / focal) * 180.0 / std::numbers::pi;
    m_canvas->setMarks({});
    m_canvas->setPhoto(scene.photo);
    m_panel->setPhoto(scene.photoName, scene.photoPath);
    m_panel->setFit(scene.fit);
    m_panel->setHasDetail(scene.hasDetail);
    m_panel->setFaces(scene.faces, 0);
    m_panel->setFurtherPhotos(scene.furtherPhotos);
    m_panel->setReadOnly(scene.isReadOnly);
    m_decaHead = scene.decaHead;
    showDeca();
    showWish();
}

void FitPilot::showWish()
{
    m_panel->setWish(m_desk->wish(), m_solvedFovDeg);
    m_panel->setRefitUseful(m_desk->wish() != m_fittedWish);
    showMarks();
}

void FitPilot::showAnswer(const FitView& view)
{
    m_answer = view.answer;
    if (!m_desk->wish().fovDeg)
        m_solvedFovDeg = view.answer.fovDeg;
    m_canvas->setWire(view.wire);
    m_canvas->setForm(view.form.picture, view.form.place);
    const double eyes = std::max(1e-6, reconstruct::interocularPx(m_desk->found()));
    double sum = 0.0;
    for (const float residual : view.answer.residualPx)
        sum += residual / eyes;
    m_panel->setAnswer(sum / static_cast<double>(view.answer.residualPx.size()), view.seconds);
    showWish();
}

void FitPilot::showMarks()
{
    if (!m_desk->isOpen())
        return;
    const auto places = reconstruct::wishedLandmarks(m_desk->found(), m_desk->wish());
    const auto origins = reconstruct::wishedOrigins(m_desk->wish());
    const double eyes = std::max(1e-6, reconstruct::interocularPx(m_desk->found()));
    QVector<LandmarkMark> marks;
    for (std::size_t i = 0; i < places.size(); ++i)
        marks.append({.place = toPoint(places[i]),
                      .fitted = toPoint(m_answer ? m_answer->fitted[i] : places[i]),
                      .origin = origins[i],
                      .residual = m_answer ? m_answer->residualPx[i] / eyes : 0.0});
    m_canvas->setMarks(marks);
    showLandmark();
}

void FitPilot::showLandmark()
{
    const int landmark = m_canvas->selected();
    if (landmark < 0)
        m_panel->setLandmark(-1, LandmarkOrigin::Found, 0.0);
    else
        m_panel->setLandmark(landmark, m_canvas->marks()[landmark].origin, m_canvas->marks()[landmark].residual);
}

void FitPilot::editLandmark(int landmark, const QString& name,
                            const std::optional<std::optional<Eigen::Vector2f>>& place)
{
    if (landmark < 0)
        return;
    reconstruct::FitWish wish = m_desk->wish();
    if (place)
        wish.landmarks[landmark] = *place;
    else
        wish.landmarks.erase(landmark);
    m_desk->apply(name, wish);
}

void FitPilot::toggle(int landmark)
{
    if (landmark < 0)
        return;
    const auto said = m_desk->wish().landmarks.find(landmark);
    const bool isAbsent = said != m_desk->wish().landmarks.end() && !said->second;
    if (isAbsent)
        editLandmark(landmark, QStringLiteral("Bring back landmark %1").arg(landmark), std::nullopt);
    else
        editLandmark(landmark, QStringLiteral("Take away landmark %1").arg(landmark), std::optional<Eigen::Vector2f>());
}

} // namespace effigy::ui
