// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewport/view_state.h"

#include <QImage>
#include <QWidget>

#include <optional>

namespace effigy::ui {

/// Shows the pictures that somebody else renders, and turns mouse and keys into views.
///
/// Left or middle drag orbits, Shift drag pans, Ctrl drag and the wheel zoom; arrows orbit, + and - zoom, Home frames;
/// in compare, dragging the line wipes; holding O shows the photo alone. Never waits for a picture: the last one stays
/// until the next comes.
class Viewport : public QWidget {
    Q_OBJECT
public:
    explicit Viewport(QWidget* parent = nullptr);

    [[nodiscard]] const ViewState& view() const { return m_view; }
    [[nodiscard]] double wipe() const { return m_wipe; }
    [[nodiscard]] bool isShowingOriginal() const { return m_isShowingOriginal; }
    /// Pixels that a frame should have: the whole viewport on the orbit, the square of the photo otherwise.
    [[nodiscard]] QSize framePixels() const;

    /// Looks from there; tells it by viewChanged, as if by hand.
    void setView(const ViewState& view);
    /// Where "frame" and the named views lead. Does not move the view.
    void setHome(const mesh::OrbitView& home) { m_home = home; }
    void frameHead();
    void lookFrom(NamedView side);
    void matchPhoto();

    /// A rendered picture with alpha; `matchesPhoto` says for which of the two kinds of view it was made.
    void setFrame(const QImage& frame, bool matchesPhoto);
    /// The aligned photo, for comparing.
    void setPhoto(const QImage& photo);
    /// A picture to look at while there is nothing to render yet, with words over it.
    void setPlaceholder(const QImage& picture, const QString& words);
    /// Words in the corner ("Tuning the avatar…"); empty: none.
    void setNote(const QString& note);
    /// Forgets frame and photo: another project comes.
    void clear();

Q_SIGNALS:
    /// `isMoving` while a drag goes on: a preview is enough.
    void viewChanged(bool isMoving);
    void resized();
    void originalShown(bool isShown);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    enum class Gesture { Orbit, Pan, Zoom, Wipe };

    [[nodiscard]] QRectF pictureRect() const;
    [[nodiscard]] bool isOnWipe(QPointF at) const;
    void moveTo(const ViewState& view, bool isMoving);
    void showOriginal(bool isShown);
    void paintPicture(QPainter& painter) const;
    void paintPlaceholder(QPainter& painter) const;
    void paintSplit(QPainter& painter, const QRectF& picture) const;
    void paintDifference(QPainter& painter, const QRectF& picture) const;
    void paintNotes(QPainter& painter) const;
    void paintAxes(QPainter& painter) const;

    ViewState m_view;
    mesh::OrbitView m_home;
    QImage m_frame;
    bool m_isFrameFlat = true; // made for the photo's camera
    QImage m_photo;
    QImage m_placeholder;
    QString m_note;
    double m_wipe = 0.5;
    bool m_isShowingOriginal = false;
    std::optional<Gesture> m_gesture;
    QPointF m_last;
};

} // namespace effigy::ui
