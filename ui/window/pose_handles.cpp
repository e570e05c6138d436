// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/pose_handles.h"

#include "ui/after_task.h"
#include "ui/document/session.h"
#include "ui/viewport/viewport.h"

#include <utility>

namespace effigy::ui {
namespace {

constexpr const char* kIds[] = {"head", "jaw", "gaze"};

} // namespace

PoseHandles::PoseHandles(Session* session, Viewport* viewport, QObject* parent)
    : QObject(parent), m_session(session), m_viewport(viewport)
{
    connect(m_session, &Session::avatarChanged, this, &PoseHandles::show);
    connect(m_session, &Session::stateChanged, this, &PoseHandles::show);
    connect(m_session, &Session::timeChanged, this, [this] {
        if (!m_session->isPlaying()) // handles are for heads at rest
            show();
    });
    connect(m_viewport, &Viewport::handleGrabbed, this, [this] {
        m_start = m_session->pose();
        m_session->beginGesture();
    });
    connect(m_viewport, &Viewport::handleDragged, this, &PoseHandles::drag);
    connect(m_viewport, &Viewport::handleReleased, m_session, &Session::endGesture);
}

void PoseHandles::setShown(bool isShown)
{
    m_isShown = isShown;
    show();
}

/// Posing the mesh to find the places may take longer than a pointer waits, so a pool thread does it; the newest pose wins.
void PoseHandles::show()
{
    if (!m_isShown || !m_session->isOpen()) {
        m_viewport->setHandles({});
        return;
    }
    m_isStale = m_isPosing;
    if (std::exchange(m_isPosing, true))
        return;
    afterTask(
        this, [avatar = m_session->avatar(), controls = m_session->shownControls()] { return avatar::handlePlaces(*avatar, controls); },
        [this](const Places& places) { take(places); },
        [this](const Failure& failure) {
            m_isPosing = false;
            Q_EMIT failed(failure);
        });
}

void PoseHandles::take(const Places& places)
{
    m_isPosing = false;
    if (m_isShown && m_session->isOpen()) {
        const QString labels[] = {tr("Turn the head"), tr("Jaw"), tr("Gaze")};
        std::vector<ViewHandle> handles;
        for (const avatar::PoseHandle handle : avatar::kPoseHandles)
            handles.push_back({QLatin1String(kIds[int(handle)]), labels[int(handle)], places[std::size_t(handle)]});
        m_viewport->setHandles(handles);
    }
    if (m_isStale)
        show();
}

void PoseHandles::drag(const QString& id, QPointF way)
{
    const char* names[] = {QT_TRANSLATE_NOOP("Edit", "Turn the head"), QT_TRANSLATE_NOOP("Edit", "Move the jaw"), QT_TRANSLATE_NOOP("Edit", "Turn the gaze")};
    for (const avatar::PoseHandle handle : avatar::kPoseHandles) {
        if (id != QLatin1String(kIds[int(handle)]))
            continue;
        const auto changes = avatar::draggedHandle(handle, m_start, way.x(), way.y());
        m_session->setControls(changes, names[int(handle)]);
    }
}

} // namespace effigy::ui
