// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewport/viewport.h"

#include "ui/accessible_field.h"
#include "ui/language/say.h"
#include "ui/viewport/compare_painter.h"

#include <QKeyEvent>
#include <QSignalBlocker>
#include <QSlider>

#include <algorithm>
#include <cmath>

namespace effigy::ui {
namespace {

constexpr double kWipeGrab = 8.0;      // pixels either side of the line
constexpr double kClickSlop = 3.0;     // pixels that a click may move
constexpr double kKeyStep = 24.0;      // an arrow key is a drag of that many pixels
constexpr double kWheelZoom = 1.12;    // per notch
constexpr int kLargestFrame = 1440;    // pixels a side: beyond, the avatar has no more detail to give
constexpr int kGlideMs = 150;
constexpr int kOverlaySliderWidth = 260;
constexpr int kFlickerMs = 450;        // about one change a second each way: slow enough for eyes that flicker harms

} // namespace

Viewport::Viewport(QWidget* parent) : QWidget(parent), m_overlaySlider(new QSlider(Qt::Horizontal, this))
{
    setObjectName(QStringLiteral("viewport"));
    describeField(this, [this] { return m_note; });
    say(this, [this] { setAccessibleName(tr("Viewport with the avatar")); });
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setMinimumSize(240, 240);
    m_overlaySlider->setObjectName(QStringLiteral("overlaySlider"));
    say(this, [this] { m_overlaySlider->setAccessibleName(tr("How much of the photo lies over the avatar")); });
    m_overlaySlider->setRange(0, 100);
    m_overlaySlider->setValue(qRound(100.0 * m_overlayOpacity));
    m_overlaySlider->hide();
    connect(m_overlaySlider, &QSlider::valueChanged, this, [this](int percent) { setOverlayOpacity(percent / 100.0); });
    m_flicker.setInterval(kFlickerMs);
    connect(&m_flicker, &QTimer::timeout, this, [this] {
        m_flickerShowsPhoto = !m_flickerShowsPhoto;
        update();
    });
    m_glide.setDuration(kGlideMs);
    m_glide.setStartValue(0.0);
    m_glide.setEndValue(1.0);
    m_glide.setEasingCurve(QEasingCurve::InOutQuad);
    connect(&m_glide, &QVariantAnimation::valueChanged, this, [this](const QVariant& part) {
        moveTo(between(m_glideFrom, m_glideTo, part.toDouble()), part.toDouble() < 1.0);
    });
}

// --- where things are ---------------------------------------------------------------------------------------------------

double Viewport::fittedSide() const { return kFitted * std::min(width(), height()); }

QRectF Viewport::pictureRect() const
{
    const double side = fittedSide() * m_view.pictureZoom;
    const QPointF centre = QRectF(rect()).center() + m_view.pictureShift * side;
    return {centre.x() - side / 2.0, centre.y() - side / 2.0, side, side};
}

QRectF Viewport::frameRect(const FrameView& view) const
{
    if (!view.matchesPhoto)
        return rect();
    const QRectF square = pictureRect();
    const double apron = view.apron * square.width();
    return square.adjusted(-apron, -apron, apron, apron);
}

FrameView Viewport::frameView() const
{
    const bool isSquare = m_view.compare != CompareMode::Off || m_view.mode == ViewMode::Uv; // a chart has no surroundings
    return {m_view.matchesPhoto, m_view.matchesPhoto && !isSquare ? kApron : 0.0};
}

QSize Viewport::framePixels() const
{
    const QSizeF wanted = frameRect(frameView()).size() * devicePixelRatioF();
    const double shrink = std::min(1.0, kLargestFrame / std::max(wanted.width(), wanted.height()));
    return (wanted * shrink).toSize().expandedTo(QSize(16, 16));
}

PlacedCamera Viewport::placedCamera() const
{
    if (m_view.matchesPhoto)
        return {m_photoCamera, pictureRect()};
    mesh::Camera camera = mesh::orbitCamera(m_view.orbit);
    camera.fx = camera.fy * height() / std::max(1, width());
    return {camera, QRectF(rect())};
}

bool Viewport::isComparing() const { return m_view.matchesPhoto && m_frameView.matchesPhoto && m_view.compare != CompareMode::Off && !m_photo.isNull(); }

bool Viewport::isOnWipe(QPointF at) const
{
    if (m_view.compare != CompareMode::Split || !m_view.matchesPhoto)
        return false;
    const QRectF picture = pictureRect();
    return std::abs(at.x() - (picture.left() + m_wipe * picture.width())) < kWipeGrab;
}

std::vector<GizmoBall> Viewport::gizmo() const
{
    if (!m_dressing.hasGizmo || m_frame.isNull())
        return {};
    return gizmoBalls(m_view.matchesPhoto ? m_home : m_view.orbit, gizmoRect(size()));
}

std::vector<PlacedHandle> Viewport::placedHandles() const
{
    return m_frame.isNull() || isComparing() ? std::vector<PlacedHandle>() : placeHandles(m_handles, placedCamera());
}

// --- what is told -------------------------------------------------------------------------------------------------------

void Viewport::setView(const ViewState& view)
{
    m_glide.stop();
    moveTo(view, false);
}

void Viewport::moveTo(const ViewState& view, bool isMoving)
{
    m_view = view;
    const bool flickers = view.compare == CompareMode::Flicker;
    if (flickers != m_flicker.isActive())
        flickers ? m_flicker.start() : m_flicker.stop();
    m_overlaySlider->setVisible(view.compare == CompareMode::Overlay);
    update();
    Q_EMIT viewChanged(isMoving);
}

void Viewport::glideTo(const ViewState& view)
{
    m_glide.stop();
    if (m_hasReducedMotion || !isVisible() || m_frame.isNull())
        return moveTo(view, false);
    m_glideFrom = m_view;
    if (m_view.matchesPhoto)
        m_glideFrom.orbit = m_home;
    m_glideTo = view;
    moveTo(between(m_glideFrom, m_glideTo, 0.0), true);
    m_glide.start();
}

void Viewport::setDressing(const ViewDressing& dressing)
{
    m_dressing = dressing;
    update();
    Q_EMIT dressingChanged();
}

void Viewport::setOverlayOpacity(double opacity)
{
    m_overlayOpacity = std::clamp(opacity, 0.0, 1.0);
    const QSignalBlocker silent(m_overlaySlider);
    m_overlaySlider->setValue(qRound(100.0 * m_overlayOpacity));
    update();
    Q_EMIT dressingChanged();
}

void Viewport::frameHead()
{
    ViewState view = m_view;
    view.pictureZoom = 1.0;
    view.pictureShift = {};
    view.orbit.distance = m_home.distance;
    view.orbit.target = m_home.target;
    if (view.matchesPhoto)
        setView(view);
    else
        glideTo(view);
}

void Viewport::lookFrom(NamedView side) { glideTo(lookingFrom(m_view, side, m_home)); }

void Viewport::matchPhoto()
{
    ViewState view = m_view;
    view.orbit = m_home; // orbiting goes on from there
    view.matchesPhoto = true;
    view.pictureZoom = 1.0;
    view.pictureShift = {};
    if (m_view.matchesPhoto)
        setView(view);
    else
        glideTo(view);
}

void Viewport::setFrame(const QImage& frame, const FrameView& view)
{
    m_frame = frame;
    m_placeholder = {};
    m_frameView = view;
    update();
}

QImage Viewport::frameInSquare() const
{
    if (m_frameView.apron == 0.0)
        return m_frame;
    const double size = 1.0 + 2.0 * m_frameView.apron;
    const QSizeF square = QSizeF(m_frame.size()) / size;
    return m_frame.copy(QRectF(QPointF(m_frameView.apron * square.width(), m_frameView.apron * square.height()), square).toRect());
}

void Viewport::setPhoto(const QImage& photo, const mesh::Camera& camera)
{
    m_photo = photo;
    m_photoCamera = camera;
    update();
}

void Viewport::setHandles(const std::vector<ViewHandle>& handles)
{
    m_handles = handles;
    update();
}

void Viewport::setFaceFinder(FaceFinder finder)
{
    m_faceFinder = std::move(finder);
    m_faceSpot.reset();
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
    m_glide.stop();
    m_frame = {};
    m_photo = {};
    m_placeholder = {};
    m_note.clear();
    m_handles.clear();
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

// --- hands ------------------------------------------------------------------------------------------------------------

void Viewport::resizeEvent(QResizeEvent*)
{
    placeOverlaySlider();
    Q_EMIT resized();
}

void Viewport::placeOverlaySlider()
{
    const int wide = std::min(kOverlaySliderWidth, width() - 40);
    m_overlaySlider->setGeometry((width() - wide) / 2, height() - m_overlaySlider->sizeHint().height() - 20, wide,
                                 m_overlaySlider->sizeHint().height());
}

void Viewport::mousePressEvent(QMouseEvent* event)
{
    setFocus(Qt::MouseFocusReason);
    m_glide.stop();
    m_last = event->position();
    const bool isLeft = event->button() == Qt::LeftButton;
    Drag drag{.gesture = {}, .isWipe = false, .isGizmo = false, .handle = {}, .start = m_last, .hasMoved = false};
    const bool isOnFace = isLeft && faceSpotAt(m_last);
    const auto handle = isLeft ? handleHit(placedHandles(), m_last) : std::nullopt;
    if (isLeft && m_isOverGizmo) {
        drag.isGizmo = true;
        drag.gesture = Gesture::Orbit;
    } else if (handle) {
        drag.handle = handle->id;
        Q_EMIT handleGrabbed(handle->id);
    } else if (isLeft && isOnWipe(m_last)) {
        drag.isWipe = true;
    } else if (isOnFace && !event->modifiers().testFlag(Qt::AltModifier)) { // Alt leaves the button to the view
        drag.isFace = true;
        Q_EMIT faceGrabbed(placedCamera().camera, onPicture(m_last));
    } else {
        drag.gesture = gestureFor(m_navigation, event->button(), event->modifiers());
        if (!drag.gesture)
            return;
    }
    // Comparing keeps the photo's camera, so the hand moves the picture.
    if (drag.gesture == Gesture::Orbit && !drag.isGizmo && m_view.compare != CompareMode::Off)
        drag.gesture = Gesture::Pan;
    m_drag = drag;
}

void Viewport::mouseMoveEvent(QMouseEvent* event)
{
    if (m_drag)
        dragTo(event->position(), event->modifiers());
    else
        hover(event->position());
}

void Viewport::hover(QPointF at)
{
    const auto balls = gizmo();
    const bool isOver = !balls.empty() && gizmoRect(size()).contains(at);
    const auto end = isOver ? gizmoHit(balls, at) : std::nullopt;
    const auto handle = handleHit(placedHandles(), at);
    const QString active = handle ? handle->id : QString();
    const bool hadSpot = m_faceSpot.has_value();
    m_faceSpot = isOver || handle || isOnWipe(at) ? std::nullopt : faceSpotAt(at);
    if (isOver != m_isOverGizmo || end != m_hoveredEnd || active != m_activeHandle || hadSpot || m_faceSpot)
        update();
    m_last = at;
    m_isOverGizmo = isOver;
    m_hoveredEnd = end;
    m_activeHandle = active;
    setCursor(isOnWipe(at) ? Qt::SplitHCursor : handle || end ? Qt::PointingHandCursor : m_faceSpot ? Qt::OpenHandCursor : Qt::ArrowCursor);
}

std::optional<FaceSpot> Viewport::faceSpotAt(QPointF at) const
{
    return m_faceFinder && !m_frame.isNull() && !isComparing() ? m_faceFinder(placedCamera().camera, onPicture(at)) : std::nullopt;
}

QPointF Viewport::onPicture(QPointF at) const
{
    const QRectF picture = placedCamera().rect;
    return {(at.x() - picture.left()) / picture.width(), (at.y() - picture.top()) / picture.height()};
}

void Viewport::dragFace(QPointF moved, bool isFine)
{
    constexpr double kFine = 0.1;
    const QRectF picture = placedCamera().rect;
    m_drag->faceWay += isFine ? kFine * moved : moved;
    Q_EMIT faceDragged({m_drag->faceWay.x() / picture.width(), m_drag->faceWay.y() / picture.height()});
}

void Viewport::cancelFace()
{
    m_drag.reset();
    Q_EMIT faceCancelled();
}

void Viewport::dragTo(QPointF at, Qt::KeyboardModifiers modifiers)
{
    const QPointF moved = at - m_last, way = at - m_drag->start;
    if (!m_drag->hasMoved && m_drag->isGizmo && way.manhattanLength() < kClickSlop)
        return;
    m_drag->hasMoved = true;
    m_last = at;
    if (!m_drag->handle.isEmpty()) {
        Q_EMIT handleDragged(m_drag->handle, QPointF(way.x(), -way.y()) / std::max(1, height()));
    } else if (m_drag->isFace) {
        dragFace(moved, modifiers.testFlag(Qt::ShiftModifier));
    } else if (m_drag->isWipe) {
        const QRectF picture = pictureRect();
        m_wipe = std::clamp((at.x() - picture.left()) / picture.width(), 0.0, 1.0);
        update();
    } else if (m_drag->gesture == Gesture::Orbit) {
        ViewState from = m_view;
        if (from.matchesPhoto)
            from.orbit = m_home;
        moveTo(orbited(from, moved, height()), true);
    } else if (m_drag->gesture == Gesture::Pan) {
        moveTo(panned(m_view, moved, height()), true);
    } else {
        moveTo(zoomed(m_view, std::pow(1.006, -moved.y())), true);
    }
}

void Viewport::mouseReleaseEvent(QMouseEvent*)
{
    if (!m_drag)
        return;
    const Drag ended = *m_drag;
    m_drag.reset();
    if (!ended.handle.isEmpty())
        Q_EMIT handleReleased(ended.handle);
    else if (ended.isFace)
        Q_EMIT faceReleased();
    else if (ended.isGizmo && !ended.hasMoved && m_hoveredEnd)
        lookFrom(*m_hoveredEnd);
    else if (!ended.isWipe)
        Q_EMIT viewChanged(false); // the hand rests: refine
}

void Viewport::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && !m_isOverGizmo && !faceSpotAt(event->position()) && !handleHit(placedHandles(), event->position()))
        frameHead();
}

void Viewport::leaveEvent(QEvent* event)
{
    m_isOverGizmo = false;
    m_hoveredEnd.reset();
    m_activeHandle.clear();
    m_faceSpot.reset();
    update();
    QWidget::leaveEvent(event);
}

void Viewport::wheelEvent(QWheelEvent* event)
{
    const double factor = std::pow(kWheelZoom, event->angleDelta().y() / 120.0);
    setView(zoomedTowards(m_view, factor, event->position() - QRectF(rect()).center(), height(), fittedSide()));
    event->accept();
}

void Viewport::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && m_drag && m_drag->isFace)
        return cancelFace();
    switch (event->key()) {
    case Qt::Key_Left: return setView(orbited(m_view, {-kKeyStep, 0.0}, height()));
    case Qt::Key_Right: return setView(orbited(m_view, {kKeyStep, 0.0}, height()));
    case Qt::Key_Up: return setView(orbited(m_view, {0.0, -kKeyStep}, height()));
    case Qt::Key_Down: return setView(orbited(m_view, {0.0, kKeyStep}, height()));
    case Qt::Key_Plus:
    case Qt::Key_Equal: return setView(zoomed(m_view, kWheelZoom));
    case Qt::Key_Minus: return setView(zoomed(m_view, 1.0 / kWheelZoom));
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

void Viewport::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        update();
    QWidget::changeEvent(event);
}

} // namespace effigy::ui
