// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reconstruct/head_fit.h"

#include <QImage>
#include <QLineF>
#include <QVector>
#include <QWidget>

#include <optional>

namespace effigy::ui {

/// A landmark as the canvas shows it.
struct LandmarkMark {
    QPointF place;  // photo pixels
    QPointF fitted; // where the head has it
    reconstruct::LandmarkOrigin origin = reconstruct::LandmarkOrigin::Found;
    double residual = 0.0; // parts of the eyes' distance
};

/// A photo with 68 landmarks to drag, the fitted head's form, its wire and the residuals over it.
///
/// Drag moves a landmark, with Shift ten times finer; drag beside them, or with the middle button, moves the photo; the wheel
/// zooms to the pointer. Left and right go from landmark to landmark; with Ctrl, arrows move the selected one by a pixel of
/// the photo, with Ctrl and Shift by a tenth. Delete takes it away or, on one that was taken away, brings it back; Backspace
/// puts it where it was found; Plus and Minus zoom; Home shows the face, F the whole photo; Escape during a drag puts the
/// landmark back.
class FitCanvas : public QWidget {
    Q_OBJECT
public:
    explicit FitCanvas(QWidget* parent = nullptr);

    void setPhoto(const QImage& photo);
    /// 68 marks, or none.
    void setMarks(const QVector<LandmarkMark>& marks);
    /// Lines in photo pixels.
    void setWire(const QVector<QLineF>& wire);
    /// What lies over the photo and under the landmarks; a null picture: nothing.
    void setForm(const QImage& picture, const QRectF& place);
    void setWireShown(bool isShown);
    void setResidualsShown(bool isShown);
    void select(int landmark);
    [[nodiscard]] int selected() const { return m_selected; }
    [[nodiscard]] const QVector<LandmarkMark>& marks() const { return m_marks; }

    void showFace();
    void showPhoto();
    /// Larger than 1: closer.
    void zoomBy(double factor);
    [[nodiscard]] double zoom() const { return m_zoom; }

    /// Between the photo's pixels and the widget's.
    [[nodiscard]] QPointF toWidget(const QPointF& photo) const;
    [[nodiscard]] QPointF toPhoto(const QPointF& widget) const;

    [[nodiscard]] QSize sizeHint() const override { return {640, 640}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {220, 220}; }

Q_SIGNALS:
    void selectionChanged(int landmark);
    /// A drag or a row of key presses begins; landmarkMoved comes in between.
    void gestureStarted();
    void landmarkMoved(int landmark, const QPointF& photo);
    void gestureFinished();
    void landmarkToggled(int landmark);
    void landmarkReset(int landmark);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    bool event(QEvent* event) override;

private:
    struct Drag {
        bool isPan = false;
        QPointF last;        // pointer, widget pixels
        QPointF start;       // where the landmark was, photo pixels
        bool hasMoved = false;
    };

    [[nodiscard]] int markAt(const QPointF& widget) const;
    void zoomTo(const QRectF& photo);
    void zoomAt(const QPointF& widget, double factor);
    void moveSelected(const QPointF& to);
    void nudge(const QPointF& by);
    void finishDrag();
    void drawMarks(QPainter& painter) const;
    void drawResiduals(QPainter& painter) const;

    QImage m_photo;
    QVector<LandmarkMark> m_marks;
    QVector<QLineF> m_wire;
    QImage m_form;
    QRectF m_formPlace;   // photo pixels
    bool m_isWireShown = true;
    bool m_areResidualsShown = false;
    bool m_isFaceShown = true; // the view follows the widget's size until a person zooms
    int m_selected = -1;
    int m_hovered = -1;
    double m_zoom = 1.0;  // widget pixels per photo pixel
    QPointF m_origin;     // of the photo, widget pixels
    std::optional<Drag> m_drag;
};

} // namespace effigy::ui
