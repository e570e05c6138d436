// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewport/viewport.h"

#include "ui/theme/tokens.h"

#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace effigy::ui {
namespace {

constexpr double kMargin = 16.0;       // around the flat picture
constexpr double kWipeGrab = 8.0;      // pixels either side of the line
constexpr double kKeyStep = 24.0;      // an arrow key is a drag of that many pixels
constexpr double kWheelZoom = 1.12;    // per notch
constexpr int kLargestFrame = 1440;    // pixels a side: beyond, the avatar has no more detail to give

} // namespace

Viewport::Viewport(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("viewport"));
    setAccessibleName(tr("Viewport with the avatar"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setMinimumSize(240, 240);
}

QRectF Viewport::pictureRect() const
{
    const double side = (std::min(width(), height()) - 2.0 * kMargin) * m_view.pictureZoom;
    const QPointF centre = QRectF(rect()).center() + m_view.pictureShift * side;
    return {centre.x() - side / 2.0, centre.y() - side / 2.0, side, side};
}

QSize Viewport::framePixels() const
{
    const QSizeF wanted = (m_view.matchesPhoto ? pictureRect().size() : QSizeF(size())) * devicePixelRatioF();
    const double shrink = std::min(1.0, kLargestFrame / std::max(wanted.width(), wanted.height()));
    return (wanted * shrink).toSize().expandedTo(QSize(16, 16));
}

void Viewport::setView(const ViewState& view) { moveTo(view, false); }

void Viewport::moveTo(const ViewState& view, bool isMoving)
{
    m_view = view;
    update();
    Q_EMIT viewChanged(isMoving);
}

void Viewport::frameHead()
{
    ViewState view = m_view;
    view.pictureZoom = 1.0;
    view.pictureShift = {};
    view.orbit.distance = m_home.distance;
    view.orbit.target = m_home.target;
    moveTo(view, false);
}

void Viewport::lookFrom(NamedView side) { moveTo(lookingFrom(m_view, side, m_home), false); }

void Viewport::matchPhoto()
{
    ViewState view = m_view;
    view.orbit = m_home; // orbiting goes on from there
    view.matchesPhoto = true;
    view.pictureZoom = 1.0;
    view.pictureShift = {};
    moveTo(view, false);
}

void Viewport::setFrame(const QImage& frame, bool matchesPhoto)
{
    m_frame = frame;
    m_placeholder = {};
    m_isFrameFlat = matchesPhoto;
    update();
}

void Viewport::setPhoto(const QImage& photo)
{
    m_photo = photo;
    update();
}

void Viewport::setPlaceholder(const QImage& picture, const QString& words)
{
    m_placeholder = picture;
    setNote(words);
}

void Viewport::setNote(const QString& note)
{
    m_note = note;
    update();
}

void Viewport::clear()
{
    m_frame = {};
    m_photo = {};
    m_placeholder = {};
    m_note.clear();
    update();
}

void Viewport::showOriginal(bool isShown)
{
    if (isShown == m_isShowingOriginal)
        return;
    m_isShowingOriginal = isShown;
    update();
    Q_EMIT originalShown(isShown);
}

// --- painting ---------------------------------------------------------------------------------------------------------

void Viewport::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), tokens().viewport);
    painter.setRenderHints(QPainter::SmoothPixmapTransform | QPainter::Antialiasing);
    paintPicture(painter);
    paintNotes(painter);
    if (!m_frame.isNull() && !m_view.matchesPhoto)
        paintAxes(painter);
    if (hasFocus()) {
        painter.setPen(QPen(tokens().accentFill, 1.0));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5));
    }
}

void Viewport::paintPicture(QPainter& painter) const
{
    const QRectF picture = pictureRect();
    if (m_isShowingOriginal && !m_photo.isNull()) {
        painter.drawImage(m_view.matchesPhoto ? picture : QRectF(rect()).adjusted(kMargin, kMargin, -kMargin, -kMargin)
                              .intersected(QRectF(width() / 2.0 - height() / 2.0, 0, height(), height())), m_photo);
        return;
    }
    if (m_frame.isNull())
        return paintPlaceholder(painter);
    if (m_view.matchesPhoto && m_isFrameFlat && m_view.compare == CompareMode::Split && !m_photo.isNull())
        paintSplit(painter, picture);
    else if (m_view.matchesPhoto && m_isFrameFlat && m_view.compare == CompareMode::Difference && !m_photo.isNull())
        paintDifference(painter, picture);
    else
        painter.drawImage(m_isFrameFlat ? picture : QRectF(rect()), m_frame);
}

void Viewport::paintPlaceholder(QPainter& painter) const
{
    if (m_placeholder.isNull())
        return;
    const QRectF room = QRectF(rect()).adjusted(kMargin, kMargin, -kMargin, -kMargin);
    QRectF picture(QPointF(), QSizeF(m_placeholder.size()).scaled(room.size(), Qt::KeepAspectRatio));
    picture.moveCenter(room.center());
    painter.setOpacity(0.6); // it is not the result
    painter.drawImage(picture, m_placeholder);
    painter.setOpacity(1.0);
}

void Viewport::paintSplit(QPainter& painter, const QRectF& picture) const
{
    const double x = picture.left() + m_wipe * picture.width();
    painter.save();
    painter.setClipRect(QRectF(picture.left(), picture.top(), x - picture.left(), picture.height()));
    painter.drawImage(picture, m_photo);
    painter.setClipRect(QRectF(x, picture.top(), picture.right() - x, picture.height()));
    painter.drawImage(picture, m_frame);
    painter.restore();

    const double y = std::clamp(picture.center().y(), 30.0, height() - 30.0);
    painter.fillRect(QRectF(x - 0.75, picture.top(), 1.5, picture.height()), QColor(255, 255, 255, 220));
    painter.setPen(QPen(QColor(0, 0, 0, 120), 1.0));
    painter.setBrush(QColor(245, 245, 245));
    painter.drawEllipse(QPointF(x, y), 12.0, 12.0);
    painter.setPen(QPen(tokens().window, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(QPolygonF({{x - 3.0, y - 4.0}, {x - 7.0, y}, {x - 3.0, y + 4.0}}));
    painter.drawPolyline(QPolygonF({{x + 3.0, y - 4.0}, {x + 7.0, y}, {x + 3.0, y + 4.0}}));
}

void Viewport::paintDifference(QPainter& painter, const QRectF& picture) const
{
    constexpr int kTimesDoubled = 2; // differences are shown four times as strong
    const QSize side = m_frame.size();
    QImage difference = m_photo.scaled(side, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
                            .convertToFormat(QImage::Format_ARGB32_Premultiplied);
    QPainter mixer(&difference);
    mixer.setCompositionMode(QPainter::CompositionMode_DestinationIn); // only where the head is
    mixer.drawImage(0, 0, m_frame);
    mixer.setCompositionMode(QPainter::CompositionMode_Difference);
    mixer.drawImage(0, 0, m_frame);
    mixer.end();
    for (int i = 0; i < kTimesDoubled; ++i) {
        const QImage once = difference.copy();
        QPainter doubler(&difference);
        doubler.setCompositionMode(QPainter::CompositionMode_Plus);
        doubler.drawImage(0, 0, once);
    }
    painter.fillRect(picture, Qt::black);
    painter.drawImage(picture, difference);
}

void Viewport::paintNotes(QPainter& painter) const
{
    const auto label = [&](const QString& text, Qt::Alignment side) {
        if (text.isEmpty())
            return;
        const QSize words = painter.fontMetrics().size(0, text);
        QRectF box(12.0, 12.0, words.width() + 18.0, words.height() + 9.0);
        if (side == Qt::AlignRight)
            box.moveRight(width() - 12.0);
        painter.setPen(Qt::NoPen);
        painter.setBrush(QColor(0, 0, 0, 140));
        painter.drawRoundedRect(box, 5.0, 5.0);
        painter.setPen(tokens().text);
        painter.drawText(box, Qt::AlignCenter, text);
    };
    if (m_isShowingOriginal) {
        label(tr("Photo"), Qt::AlignLeft);
    } else if (m_view.compare == CompareMode::Split && m_view.matchesPhoto) {
        label(tr("Photo"), Qt::AlignLeft);
        const bool isAvatar = m_view.mode == ViewMode::Avatar && m_note.isEmpty(); // the note tells when it is not
        label(isAvatar ? tr("Avatar") : tr("Mesh"), Qt::AlignRight);
    } else if (m_view.compare == CompareMode::Difference && m_view.matchesPhoto) {
        label(tr("Difference, four times as strong"), Qt::AlignLeft);
    } else {
        label(m_note, Qt::AlignLeft);
    }
}

void Viewport::paintAxes(QPainter& painter) const
{
    struct Axis {
        Eigen::Vector3d direction; // head frame
        QColor colour;
        const char* name;
    };
    const double sy = std::sin(m_view.orbit.yaw), cy = std::cos(m_view.orbit.yaw);
    const double sp = std::sin(m_view.orbit.pitch), cp = std::cos(m_view.orbit.pitch);
    const Eigen::Vector3d right(cy, 0.0, -sy), up(-sy * sp, cp, -cy * sp), towards(sy * cp, sp, cy * cp);
    std::array<Axis, 3> axes{Axis{Eigen::Vector3d::UnitX(), QColor(0xd9, 0x6b, 0x6b), "X"},
                             Axis{Eigen::Vector3d::UnitY(), QColor(0x86, 0xbd, 0x6e), "Y"},
                             Axis{Eigen::Vector3d::UnitZ(), QColor(0x6e, 0x9f, 0xdb), "Z"}};
    std::sort(axes.begin(), axes.end(), [&](const Axis& a, const Axis& b) { return a.direction.dot(towards) < b.direction.dot(towards); });

    const QPointF centre(44.0, height() - 44.0);
    QFont small = font();
    small.setPixelSize(10);
    small.setBold(true);
    painter.setFont(small);
    for (const Axis& axis : axes) {
        const QPointF tip = centre + 24.0 * QPointF(axis.direction.dot(right), -axis.direction.dot(up));
        painter.setPen(QPen(axis.colour, 2.0, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(centre, tip);
        painter.setPen(Qt::NoPen);
        painter.setBrush(axis.colour);
        painter.drawEllipse(tip, 7.0, 7.0);
        painter.setPen(tokens().window);
        painter.drawText(QRectF(tip.x() - 8.0, tip.y() - 8.0, 16.0, 16.0), Qt::AlignCenter, QLatin1String(axis.name));
    }
}

// --- hands ------------------------------------------------------------------------------------------------------------

void Viewport::resizeEvent(QResizeEvent*) { Q_EMIT resized(); }

bool Viewport::isOnWipe(QPointF at) const
{
    if (m_view.compare != CompareMode::Split || !m_view.matchesPhoto)
        return false;
    const QRectF picture = pictureRect();
    return std::abs(at.x() - (picture.left() + m_wipe * picture.width())) < kWipeGrab;
}

void Viewport::mousePressEvent(QMouseEvent* event)
{
    setFocus(Qt::MouseFocusReason);
    m_last = event->position();
    const bool isMiddle = event->button() == Qt::MiddleButton;
    if (event->button() != Qt::LeftButton && !isMiddle)
        return;
    if (!isMiddle && isOnWipe(m_last))
        m_gesture = Gesture::Wipe;
    else if (event->modifiers().testFlag(Qt::ShiftModifier))
        m_gesture = Gesture::Pan;
    else if (event->modifiers().testFlag(Qt::ControlModifier))
        m_gesture = Gesture::Zoom;
    else // comparing keeps the photo's camera, so the hand moves the picture
        m_gesture = m_view.compare == CompareMode::Off ? Gesture::Orbit : Gesture::Pan;
}

void Viewport::mouseMoveEvent(QMouseEvent* event)
{
    if (!m_gesture) {
        setCursor(isOnWipe(event->position()) ? Qt::SplitHCursor : Qt::ArrowCursor);
        return;
    }
    const QPointF moved = event->position() - m_last;
    m_last = event->position();
    switch (*m_gesture) {
    case Gesture::Orbit: return moveTo(orbited(m_view, moved, height()), true);
    case Gesture::Pan: return moveTo(panned(m_view, moved, height()), true);
    case Gesture::Zoom: return moveTo(zoomed(m_view, std::pow(1.006, -moved.y())), true);
    case Gesture::Wipe: {
        const QRectF picture = pictureRect();
        m_wipe = std::clamp((m_last.x() - picture.left()) / picture.width(), 0.0, 1.0);
        update();
    }
    }
}

void Viewport::mouseReleaseEvent(QMouseEvent*)
{
    if (!m_gesture)
        return;
    const bool hasMovedView = *m_gesture != Gesture::Wipe;
    m_gesture.reset();
    if (hasMovedView)
        Q_EMIT viewChanged(false); // the hand rests: refine
}

void Viewport::mouseDoubleClickEvent(QMouseEvent*) { frameHead(); }

void Viewport::wheelEvent(QWheelEvent* event)
{
    moveTo(zoomed(m_view, std::pow(kWheelZoom, event->angleDelta().y() / 120.0)), false);
    event->accept();
}

void Viewport::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Left: return moveTo(orbited(m_view, {-kKeyStep, 0.0}, height()), false);
    case Qt::Key_Right: return moveTo(orbited(m_view, {kKeyStep, 0.0}, height()), false);
    case Qt::Key_Up: return moveTo(orbited(m_view, {0.0, -kKeyStep}, height()), false);
    case Qt::Key_Down: return moveTo(orbited(m_view, {0.0, kKeyStep}, height()), false);
    case Qt::Key_Plus:
    case Qt::Key_Equal: return moveTo(zoomed(m_view, kWheelZoom), false);
    case Qt::Key_Minus: return moveTo(zoomed(m_view, 1.0 / kWheelZoom), false);
    case Qt::Key_Home: return frameHead();
    case Qt::Key_O:
        if (!event->isAutoRepeat())
            showOriginal(true);
        return;
    default: QWidget::keyPressEvent(event);
    }
}

void Viewport::keyReleaseEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_O && !event->isAutoRepeat())
        return showOriginal(false);
    QWidget::keyReleaseEvent(event);
}

void Viewport::focusOutEvent(QFocusEvent* event)
{
    showOriginal(false);
    QWidget::focusOutEvent(event);
}

} // namespace effigy::ui
