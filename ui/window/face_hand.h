// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "avatar/face_grab.h"
#include "ui/failure.h"
#include "ui/viewport/view_face.h"

#include <QObject>

#include <functional>
#include <memory>
#include <optional>

namespace effigy::ui {

class Session;
class Viewport;

/// Lets a hand drag the face in the viewport: tells it which region lies under the pointer, and makes one edit of each drag.
class FaceHand : public QObject {
    Q_OBJECT
public:
    /// All must outlive it.
    ///   isSymmetric  whether both sides of the face move together
    FaceHand(Session* session, Viewport* viewport, std::function<bool()> isSymmetric, QObject* parent = nullptr);

    void setActive(bool isActive);
    [[nodiscard]] bool isActive() const { return m_isActive; }
    /// A posed face is there to be taken: what comes after a change of the pose takes a moment.
    [[nodiscard]] bool isReady() const { return m_face != nullptr && !m_isStale; }

Q_SIGNALS:
    /// Places can be taken now, or none any more.
    void readyChanged();
    /// The face could not be posed.
    void failed(const effigy::ui::Failure& failure);

private:
    void pose();
    void take(const std::shared_ptr<const avatar::GrabbableFace>& face);
    [[nodiscard]] std::optional<FaceSpot> spotAt(const mesh::Camera& camera, QPointF at) const;
    void grab(const mesh::Camera& camera, QPointF at);
    void drag(QPointF way);
    void release();
    void cancel();
    void apply(const std::vector<std::pair<std::string, double>>& values);

    Session* m_session;
    Viewport* m_viewport;
    std::function<bool()> m_isSymmetric;
    bool m_isActive = false;
    bool m_isStale = true; // the pose has changed since the face was posed
    std::shared_ptr<const avatar::GrabbableFace> m_face;
    bool m_isPosing = false; // a pool thread poses the face
    std::optional<avatar::FaceGrab> m_grab;
    QString m_editName;
    head::ControlValues m_start; // when the drag began
};

} // namespace effigy::ui
