// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "avatar/stage_renderer.h"
#include "base/error.h"

#include <exception>
#include <functional>
#include <memory>

namespace effigy::avatar {

/// How far a request is taken.
enum class Refinement {
    PreviewOnly,     // while the hand drags
    PreviewThenFull, // when it rests
    FullOnly,
};

/// Renders on a thread of its own; only the newest request is served. A preview that has begun is finished and delivered,
/// so that dragging always shows something; a full picture is abandoned between stages as soon as a newer request comes.
class RenderLoop {
public:
    /// Called on the render thread.
    struct Callbacks {
        std::function<void(std::uint64_t request, RenderResult result)> delivered;
        std::function<void(std::uint64_t request, std::exception_ptr error)> failed;
    };
    /// How requests are rendered; StageRenderer::render unless a test says otherwise.
    using RenderFunction = std::function<RenderResult(const RenderRequest&, const base::CancelToken&)>;

    explicit RenderLoop(Callbacks callbacks);
    RenderLoop(RenderFunction render, Callbacks callbacks);
    /// Abandons what is under way and waits for the thread. No callback is running, and none comes, afterwards.
    ~RenderLoop();
    RenderLoop(const RenderLoop&) = delete;
    RenderLoop& operator=(const RenderLoop&) = delete;

    /// The avatar of all later requests; null: requests wait until there is one. Any thread.
    void setAvatar(std::shared_ptr<const Avatar> avatar);

    /// Replaces whatever was asked before. Returns the request's number, which the callbacks repeat. Any thread.
    std::uint64_t submit(RenderRequest request, Refinement refinement = Refinement::PreviewThenFull);

    /// Forgets the waiting request and abandons a full picture under way. Any thread.
    void abandon();

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace effigy::avatar
