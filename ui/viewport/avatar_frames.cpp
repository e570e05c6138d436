// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewport/avatar_frames.h"

#include "ui/pixels.h"

namespace effigy::ui {

AvatarFrames::AvatarFrames(QObject* parent) : QObject(parent), m_loop(std::make_unique<avatar::RenderLoop>(callbacks())) {}

AvatarFrames::AvatarFrames(avatar::RenderLoop::RenderFunction render, QObject* parent)
    : QObject(parent), m_loop(std::make_unique<avatar::RenderLoop>(std::move(render), callbacks()))
{
}

AvatarFrames::~AvatarFrames() = default;

avatar::RenderLoop::Callbacks AvatarFrames::callbacks()
{
    // Both run on the render thread, which ends before this object does.
    return {.delivered =
                [this](std::uint64_t request, avatar::RenderResult result) {
                    const QImage image = toQImage(result.image);
                    QMetaObject::invokeMethod(this, [this, request, image, quality = result.quality, seconds = result.seconds] {
                        deliver(request, image, quality, seconds);
                    }, Qt::QueuedConnection);
                },
            .failed =
                [this](std::uint64_t, std::exception_ptr error) {
                    QMetaObject::invokeMethod(this, [this, failure = failureOf(error)] {
                        m_isSettled = true;
                        Q_EMIT failed(failure);
                    }, Qt::QueuedConnection);
                }};
}

void AvatarFrames::setAvatar(std::shared_ptr<const avatar::Avatar> avatar) { m_loop->setAvatar(std::move(avatar)); }

void AvatarFrames::request(const avatar::RenderRequest& request, const FrameView& view, avatar::Refinement refinement)
{
    m_newest = m_loop->submit(request, refinement);
    m_views[m_newest] = view;
    m_isSettled = false;
}

void AvatarFrames::deliver(std::uint64_t request, const QImage& image, avatar::Quality quality, double seconds)
{
    const FrameView view = m_views[request];
    m_views.erase(m_views.begin(), m_views.lower_bound(request));
    const bool isFull = quality == avatar::Quality::Full;
    m_isSettled = m_isSettled || (isFull && request == m_newest);
    Q_EMIT frameReady({.image = image,
                       .view = view,
                       .isFull = isFull,
                       .isNewest = request == m_newest,
                       .seconds = seconds});
}

} // namespace effigy::ui
