// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "avatar/render_loop.h"
#include "ui/failure.h"
#include "ui/viewport/view_state.h"

#include <QImage>
#include <QObject>

namespace effigy::ui {

/// A rendered picture on its way to the viewport.
struct Frame {
    QImage image;              // premultiplied, transparent around the head
    FrameView view;            // that it was made for
    bool isFull = false;       // not a preview
    bool isNewest = false;     // nothing newer was asked since
    double seconds = 0.0;      // of rendering
};

/// The render loop as a QObject: takes requests and gives frames on the UI thread, which never waits for either.
class AvatarFrames : public QObject {
    Q_OBJECT
public:
    explicit AvatarFrames(QObject* parent = nullptr);
    /// With another way to render, for tests.
    explicit AvatarFrames(avatar::RenderLoop::RenderFunction render, QObject* parent = nullptr);
    ~AvatarFrames() override;

    void setAvatar(std::shared_ptr<const avatar::Avatar> avatar);
    /// A picture for `view`, which comes with it.
    void request(const avatar::RenderRequest& request, const FrameView& view, avatar::Refinement refinement);
    /// Nothing is under way and the newest full picture has been delivered.
    [[nodiscard]] bool isSettled() const { return m_isSettled; }

Q_SIGNALS:
    void frameReady(const effigy::ui::Frame& frame);
    void failed(const effigy::ui::Failure& failure);

private:
    [[nodiscard]] avatar::RenderLoop::Callbacks callbacks();
    void deliver(std::uint64_t request, const QImage& image, avatar::Quality quality, double seconds);

    std::uint64_t m_newest = 0;
    bool m_isSettled = true;
    std::map<std::uint64_t, FrameView> m_views; // by request, those that may still be delivered
    std::unique_ptr<avatar::RenderLoop> m_loop; // last: its thread uses the rest
};

} // namespace effigy::ui
