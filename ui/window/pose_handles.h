// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "head/controls.h"

#include <QObject>

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

private:
    void show();
    void drag(const QString& id, QPointF way);

    Session* m_session;
    Viewport* m_viewport;
    bool m_isShown = false;
    head::ControlValues m_start; // when the drag began
};

} // namespace effigy::ui
