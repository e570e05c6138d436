// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/face_hand.h"

#include "ui/after_task.h"
#include "ui/document/session.h"
#include "ui/language/core_texts.h"
#include "ui/viewport/viewport.h"

#include <utility>

namespace effigy::ui {

FaceHand::FaceHand(Session* session, Viewport* viewport, std::function<bool()> isSymmetric, QObject* parent)
    : QObject(parent), m_session(session), m_viewport(viewport), m_isSymmetric(std::move(isSymmetric))
{
    connect(m_session, &Session::avatarChanged, this, &FaceHand::pose);
    connect(m_session, &Session::stateChanged, this, &FaceHand::pose);
    connect(m_session, &Session::closed, this, &FaceHand::pose);
    connect(m_session, &Session::timeChanged, this, [this] {
        if (!m_session->isPlaying()) // faces at rest are taken
            pose();
    });
    connect(m_viewport, &Viewport::faceGrabbed, this, &FaceHand::grab);
    connect(m_viewport, &Viewport::faceDragged, this, &FaceHand::drag);
    connect(m_viewport, &Viewport::faceReleased, this, &FaceHand::release);
    connect(m_viewport, &Viewport::faceCancelled, this, &FaceHand::cancel);
}

void FaceHand::setActive(bool isActive)
{
    m_isActive = isActive;
    m_viewport->setFaceFinder(isActive ? FaceFinder([this](const mesh::Camera& camera, QPointF at) { return spotAt(camera, at); }) : FaceFinder());
    pose();
}

/// Posing takes longer than a pointer waits, so a pool thread does it; the newest pose wins.
void FaceHand::pose()
{
    if (m_grab) // the drag knows the pose that it began with
        return;
    m_isStale = true;
    if (!m_isActive || !m_session->isOpen()) {
        m_face.reset();
        Q_EMIT readyChanged();
        return;
    }
    if (std::exchange(m_isPosing, true))
        return;
    afterTask(
        this,
        [avatar = m_session->avatar(), controls = m_session->shownControls()] {
            return std::make_shared<const avatar::GrabbableFace>(avatar, controls);
        },
        [this](const std::shared_ptr<const avatar::GrabbableFace>& face) { take(face); },
        [this](const Failure& failure) {
            m_isPosing = false;
            Q_EMIT failed(failure);
        });
}

void FaceHand::take(const std::shared_ptr<const avatar::GrabbableFace>& face)
{
    m_isPosing = false;
    if (!m_isActive || !m_session->isOpen())
        return;
    if (face->avatar() != m_session->avatar() || face->controls() != m_session->shownControls())
        return pose();
    m_face = face;
    m_isStale = false;
    Q_EMIT readyChanged();
}

std::optional<FaceSpot> FaceHand::spotAt(const mesh::Camera& camera, QPointF at) const
{
    const auto spot = m_face ? m_face->spotAt(camera, {at.x(), at.y()}) : std::nullopt;
    if (!spot)
        return std::nullopt;
    FaceSpot shown{.label = controlText(avatar::grabLabel(spot->region)), .parts = {}};
    for (const auto& triangle : m_face->regionOutline(camera, *spot)) {
        QPolygonF part;
        for (const auto& corner : triangle)
            part << QPointF(corner.x(), corner.y());
        shown.parts.push_back(part);
    }
    return shown;
}

void FaceHand::grab(const mesh::Camera& camera, QPointF at)
{
    const auto spot = m_face ? m_face->spotAt(camera, {at.x(), at.y()}) : std::nullopt;
    if (!spot)
        return;
    m_start = m_session->pose();
    m_editName = QStringLiteral("Drag: ") + QString::fromStdString(std::string(avatar::grabLabel(spot->region)));
    m_grab.emplace(m_face, *spot, camera, m_isSymmetric() ? avatar::GrabSides::Both : avatar::GrabSides::Own);
    m_session->beginGesture();
}

void FaceHand::drag(QPointF way)
{
    if (m_grab)
        apply(m_grab->dragged(m_grab->start() + Eigen::Vector2d(way.x(), way.y())));
}

/// The drag knows what is shown; what is set makes that of it by the influence of its region.
void FaceHand::apply(const std::vector<std::pair<std::string, double>>& values)
{
    std::vector<std::pair<std::string, double>> changes;
    for (const auto& [id, value] : values)
        if (const double weight = m_session->state().regions.get(avatar::regionOf(*head::findControl(id))); weight > 0.0)
            changes.emplace_back(id, value / weight);
    m_session->setControls(changes, m_editName);
}

void FaceHand::release()
{
    if (!m_grab)
        return;
    m_grab.reset();
    m_session->endGesture();
    pose();
}

void FaceHand::cancel()
{
    if (!m_grab)
        return;
    std::vector<std::pair<std::string, double>> changes;
    for (const auto& [id, value] : m_grab->dragged(m_grab->start()))
        changes.emplace_back(id, m_start.get(id));
    m_session->setControls(changes, m_editName); // an edit that ends where it began vanishes
    release();
}

} // namespace effigy::ui
