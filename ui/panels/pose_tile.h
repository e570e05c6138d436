// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QToolButton>

namespace effigy::ui {

/// A pose to click on, or to drag sideways: the farther to the right, the more of it.
class PoseTile : public QToolButton {
    Q_OBJECT
public:
    /// `pictureSide` of the icon above the label, device-independent pixels.
    PoseTile(QString id, const QString& label, int pictureSide, QWidget* parent = nullptr);

    [[nodiscard]] const QString& id() const { return m_id; }

Q_SIGNALS:
    void blendStarted();
    /// 0: nothing of it; 1: the pose; up to 1.5 beyond it.
    void blended(double amount);
    void blendFinished();

protected:
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void blend(double amount);
    void elide(); // the label, where it is too long

    QString m_id;
    QString m_label;
    QPointF m_pressedAt;
    double m_amount = 0.0;
    bool m_isBlending = false;
};

} // namespace effigy::ui
