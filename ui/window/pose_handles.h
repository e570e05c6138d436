// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "avatar/pose_handles.h"
#include "ui/failure.h"

#include <QObject>

#include <array>

namespace effigy::ui {

class Session;
class Viewport;

/// Handles on the head: shows them where the pose puts them, and makes one edit of each drag.
class PoseHandles : public QObject {
    Q_OBJECT
public:
    /// Both must outlive it.
    PoseHandles(Session* session, Viewport* viewport, QObject* parent = nullptr);

    void setShown(bool isShown);
    [[nodiscard]] bool isShown() const { return m_isShown; }

Q_SIGNALS:
    /// The places could not be found.
    void failed(const effigy::ui::Failure& failure);

private:
    using Places = std::array<Eigen::Vector3d, avatar::kPoseHandles.size()>;

    void show();
    void take(const Places& places);
    void drag(const QString& id, QPointF way);

    Session* m_session;
    Viewport* m_viewport;
    bool m_isShown = false;
    head::ControlValues m_start; // when the drag began
    bool m_isPosing = false;     // a pool thread looks for the places
    bool m_isStale = false;      // the pose has changed since the places were asked for
};

} // namespace effigy::ui
