// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/viewport_pilot.h"

#include "avatar/framing.h"
#include "ui/document/session.h"
#include "ui/pixels.h"
#include "ui/theme/tokens.h"
#include "ui/viewport/viewport.h"

#include <QPainter>

namespace effigy::ui {
namespace {

constexpr int kThumbnailSide = 256;
constexpr int kThumbnailDelayMs = 1500; // a hand that works on does not write pictures all the time

} // namespace

ViewportPilot::ViewportPilot(Session* session, Viewport* viewport, AvatarFrames* frames, QObject* parent)
    : QObject(parent), m_session(session), m_viewport(viewport), m_frames(frames)
{
    m_thumbnailTimer.setSingleShot(true);
    m_thumbnailTimer.setInterval(kThumbnailDelayMs);
    connect(&m_thumbnailTimer, &QTimer::timeout, this, [this] { m_session->setThumbnail(m_thumbnail); });
    connect(m_session, &Session::avatarChanged, this, &ViewportPilot::showAvatar);
    connect(m_session, &Session::stateChanged, this, [this] { request(m_session->isInGesture()); });
    connect(m_session, &Session::timeChanged, this, [this] { request(m_session->isPlaying()); });
    connect(m_session, &Session::closed, this, [this] {
        m_frames->setAvatar(nullptr);
        m_viewport->clear();
        m_shownPath.clear();
    });
    connect(m_viewport, &Viewport::viewChanged, this, &ViewportPilot::request);
    connect(m_viewport, &Viewport::resized, this, [this] { request(false); });
    connect(m_frames, &AvatarFrames::frameReady, this, &ViewportPilot::show);
    connect(m_frames, &AvatarFrames::failed, this, &ViewportPilot::failed);
}

bool ViewportPilot::isSettled() const { return m_session->isOpen() && m_frames->isSettled(); }

void ViewportPilot::showAvatar()
{
    const auto& avatar = m_session->avatar();
    if (!avatar)
        return;
    m_frames->setAvatar(avatar);
    m_viewport->setPhoto(toQImage(avatar->photo().image), avatar->photoCamera());
    m_viewport->setHome(turningAbout(avatar::orbitLikePhoto(*avatar), avatar::kMiddleOfHead));
    if (m_shownPath != m_session->path()) {
        m_shownPath = m_session->path();
        m_viewport->matchPhoto();
    } else {
        request(false);
    }
}

avatar::Pass ViewportPilot::wantedPass() const
{
    switch (m_viewport->view().mode) {
    case ViewMode::Avatar: return m_session->avatar()->isInverted() ? avatar::Pass::Final : avatar::Pass::Textured;
    case ViewMode::Raw: return m_session->avatar()->isInverted() ? avatar::Pass::Raw : avatar::Pass::Textured;
    case ViewMode::Textured: return avatar::Pass::Textured;
    case ViewMode::Clay: return avatar::Pass::Clay;
    case ViewMode::Wire: return avatar::Pass::Wire;
    case ViewMode::Depth: return avatar::Pass::Depth;
    case ViewMode::Normals: return avatar::Pass::Normals;
    case ViewMode::Uv: return avatar::Pass::Uv;
    }
    return avatar::Pass::Final;
}

QString ViewportPilot::note() const
{
    const ViewMode mode = m_viewport->view().mode;
    if ((mode == ViewMode::Avatar || mode == ViewMode::Raw) && !m_session->avatar()->isInverted())
        return tr("Textured mesh, until the avatar is tuned");
    return {};
}

void ViewportPilot::retell() { m_viewport->setNote(note()); }

void ViewportPilot::setTone(std::shared_ptr<const style::Tone> tone)
{
    m_tone = std::move(tone);
    request(false);
}

void ViewportPilot::request(bool isMoving)
{
    if (!m_session->isOpen())
        return;
    const QSize pixels = m_viewport->framePixels();
    const FrameView view = m_viewport->frameView();
    avatar::RenderRequest wanted{.controls = m_session->shownControls(),
                                 .camera = view.matchesPhoto
                                               ? avatar::widened(m_session->avatar()->photoCamera(), view.apron)
                                               : avatar::viewportCamera(m_viewport->view().orbit, pixels.width(), pixels.height()),
                                 .width = pixels.width(),
                                 .height = pixels.height(),
                                 .pass = wantedPass(),
                                 .quality = avatar::Quality::Full,
                                 .background = std::nullopt,
                                 .frame = m_session->state().timeline.frameAt(m_session->time()),
                                 .tone = m_tone};
    m_viewport->setNote(note());
    m_frames->request(wanted, view,
                      isMoving || m_session->isInGesture() ? avatar::Refinement::PreviewOnly : avatar::Refinement::PreviewThenFull);
}

void ViewportPilot::show(const Frame& frame)
{
    if (!m_session->isOpen())
        return;
    m_viewport->setFrame(frame.image, frame.view);
    Q_EMIT frameShown(frame.seconds, frame.isFull);
    if (!frame.isFull || !frame.isNewest)
        return;
    if (frame.view.matchesPhoto && m_viewport->view().mode == ViewMode::Avatar)
        keepThumbnail(frame.image);
    Q_EMIT settled();
}

void ViewportPilot::keepThumbnail(const QImage& image)
{
    m_thumbnail = QImage(kThumbnailSide, kThumbnailSide, QImage::Format_RGB32);
    m_thumbnail.fill(tokens().viewport);
    QPainter painter(&m_thumbnail);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawImage(QRectF(0, 0, kThumbnailSide, kThumbnailSide), image);
    m_thumbnailTimer.start();
}

} // namespace effigy::ui
