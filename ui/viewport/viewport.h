// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewport/navigation.h"
#include "ui/viewport/view_dressing.h"
#include "ui/viewport/view_face.h"
#include "ui/viewport/view_gizmo.h"
#include "ui/viewport/view_handles.h"
#include "ui/viewport/view_state.h"

#include <QImage>
#include <QTimer>
#include <QVariantAnimation>
#include <QWidget>

#include <optional>

class QSlider;

namespace effigy::ui {

/// Shows the pictures that somebody else renders, and turns mouse and keys into views.
///
/// What a drag does follows the navigation preset; arrows orbit, + and - zoom; in compare, dragging the line wipes; holding
/// O shows the photo alone; the gizmo's ends are clicked. Never waits for a picture: the last one stays until the next comes.
class Viewport : public QWidget {
    Q_OBJECT
public:
    explicit Viewport(QWidget* parent = nullptr);

    [[nodiscard]] const ViewState& view() const { return m_view; }
    [[nodiscard]] const ViewDressing& dressing() const { return m_dressing; }
    [[nodiscard]] NavigationPreset navigation() const { return m_navigation; }
    [[nodiscard]] double wipe() const { return m_wipe; }
    [[nodiscard]] double overlayOpacity() const { return m_overlayOpacity; }
    [[nodiscard]] bool isShowingOriginal() const { return m_isShowingOriginal; }
    /// What a frame should be made for: through the photo's camera it shows what lies around the photo's square, too, so that heads
    /// do not end where photos do.
    [[nodiscard]] FrameView frameView() const;
    /// Pixels that it should have: the whole viewport on the orbit, the square of the photo with what lies around it otherwise.
    [[nodiscard]] QSize framePixels() const;

    /// Looks from there; tells it by viewChanged, as if by hand.
    void setView(const ViewState& view);
    void setDressing(const ViewDressing& dressing);
    void setNavigation(NavigationPreset preset) { m_navigation = preset; }
    /// Views change at once instead of gliding.
    void setReducedMotion(bool isReduced) { m_hasReducedMotion = isReduced; }
    [[nodiscard]] bool hasReducedMotion() const { return m_hasReducedMotion; }
    void setOverlayOpacity(double opacity);
    /// Where "frame" and the named views lead. Does not move the view.
    void setHome(const mesh::OrbitView& home) { m_home = home; }
    void frameHead();
    void lookFrom(NamedView side);
    void matchPhoto();

    /// A rendered picture with alpha, and the view that it was made for.
    void setFrame(const QImage& frame, const FrameView& view);
    /// The aligned photo, for comparing, and the camera that took it.
    void setPhoto(const QImage& photo, const mesh::Camera& camera = {});
    /// Points that can be dragged; they replace those of before.
    void setHandles(const std::vector<ViewHandle>& handles);
    /// Tells which part of the face can be dragged where; empty: none can.
    void setFaceFinder(FaceFinder finder);
    /// A picture to look at while there is nothing to render yet, with words over it.
    void setPlaceholder(const QImage& picture, const QString& words);
    /// Words in the corner ("Tuning the avatar…"); empty: none.
    void setNote(const QString& note);
    /// Forgets frame and photo: another project comes.
    void clear();

    /// What the viewport shows, without gizmo, handles and notes, in device pixels.
    [[nodiscard]] QImage picture() const;
    /// The frame alone, transparent around the head.
    [[nodiscard]] const QImage& frame() const { return m_frame; }

Q_SIGNALS:
    /// `isMoving` while a drag goes on: a preview is enough.
    void viewChanged(bool isMoving);
    void dressingChanged();
    void resized();
    void originalShown(bool isShown);
    void handleGrabbed(const QString& id);
    /// How far the pointer has gone since it grabbed the handle, in heights of the viewport, y upwards.
    void handleDragged(const QString& id, QPointF way);
    void handleReleased(const QString& id);
    /// A part of the face is taken at `at`, column and row 0..1 across the picture of `camera`.
    void faceGrabbed(const mesh::Camera& camera, QPointF at);
    /// How far the hand has gone since, columns and rows; with Shift a tenth of the pointer's way.
    void faceDragged(QPointF way);
    void faceReleased();
    void faceCancelled();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    /// What the pressed button does.
    struct Drag {
        std::optional<Gesture> gesture;
        bool isWipe = false;
        bool isGizmo = false;
        QString handle; // empty: none
        bool isFace = false;
        QPointF faceWay = {}; // pixels
        QPointF start;
        bool hasMoved = false;
    };

    void placeOverlaySlider();
    [[nodiscard]] QRectF pictureRect() const;
    /// Where a frame of that view lies.
    [[nodiscard]] QRectF frameRect(const FrameView& view) const;
    /// The photo's square, as the frame shows it.
    [[nodiscard]] QImage frameInSquare() const;
    [[nodiscard]] double fittedSide() const;
    [[nodiscard]] PlacedCamera placedCamera() const;
    [[nodiscard]] bool isComparing() const;
    [[nodiscard]] bool isOnWipe(QPointF at) const;
    [[nodiscard]] std::vector<GizmoBall> gizmo() const;
    [[nodiscard]] std::vector<PlacedHandle> placedHandles() const;
    void moveTo(const ViewState& view, bool isMoving);
    void glideTo(const ViewState& view);
    void showOriginal(bool isShown);
    void hover(QPointF at);
    void dragTo(QPointF at, Qt::KeyboardModifiers modifiers);
    void dragFace(QPointF moved, bool isFine);
    void cancelFace();
    [[nodiscard]] std::optional<FaceSpot> faceSpotAt(QPointF at) const;
    /// Column and row 0..1 across the picture of the view's camera.
    [[nodiscard]] QPointF onPicture(QPointF at) const;
    void paintContent(QPainter& painter) const;
    void paintPicture(QPainter& painter) const;
    void paintPlaceholder(QPainter& painter) const;
    void paintNotes(QPainter& painter) const;
    void paintTools(QPainter& painter) const;

    static constexpr double kFitted = 0.87;      // the side of the photo's square in parts of the viewport's
    static constexpr double kApron = 1.0 / 12.0; // reaches the viewport's edge

    ViewState m_view;
    ViewDressing m_dressing;
    NavigationPreset m_navigation = NavigationPreset::Simple;
    mesh::OrbitView m_home;
    QImage m_frame;
    FrameView m_frameView = {.matchesPhoto = true};
    QImage m_photo;
    mesh::Camera m_photoCamera;
    QImage m_placeholder;
    QString m_note;
    std::vector<ViewHandle> m_handles;
    double m_wipe = 0.5;
    double m_overlayOpacity = 0.5;
    bool m_isShowingOriginal = false;
    bool m_hasReducedMotion = false;
    std::optional<Drag> m_drag;
    QPointF m_last;
    std::optional<NamedView> m_hoveredEnd;
    bool m_isOverGizmo = false;
    QString m_activeHandle;
    FaceFinder m_faceFinder;
    std::optional<FaceSpot> m_faceSpot; // under the pointer
    QSlider* m_overlaySlider; // shown in the overlay
    QTimer m_flicker;
    bool m_flickerShowsPhoto = false;
    QVariantAnimation m_glide;
    ViewState m_glideFrom;
    ViewState m_glideTo;
};

} // namespace effigy::ui
