// SPDX-License-Identifier: GPL-3.0-or-later
#include "avatar/render_loop.h"

#include <ATen/Parallel.h>

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

namespace effigy::avatar {

struct RenderLoop::State {
    struct Pending {
        std::uint64_t number = 0;
        RenderRequest request;
        Refinement refinement = Refinement::PreviewThenFull;
    };

    const Callbacks callbacks;
    const RenderFunction givenRender; // empty: a StageRenderer of the avatar

    std::mutex mutex;
    std::condition_variable wake;
    std::optional<Pending> pending;
    std::shared_ptr<const Avatar> avatar;
    std::uint64_t lastNumber = 0;
    base::CancelToken full;  // of the full picture under way
    bool isStopping = false;
    const base::CancelToken stop;

    std::optional<StageRenderer> renderer; // render thread only
    std::thread thread;                    // last: it uses all of the above

    State(RenderFunction render, Callbacks theCallbacks)
        : callbacks(std::move(theCallbacks)), givenRender(std::move(render)), thread([this] { run(); })
    {
    }

    ~State()
    {
        {
            const std::lock_guard lock(mutex);
            isStopping = true;
            stop.cancel();
            full.cancel();
        }
        wake.notify_all();
        thread.join();
    }

    void run()
    {
        // Left alone, torch takes half the processors, and so do our own kernels on this thread then.
        at::set_num_threads(static_cast<int>(std::max(1U, std::thread::hardware_concurrency())));
        while (auto next = waitForRequest())
            serve(*next);
    }

    /// The newest request, with the renderer ready for it; nothing when the loop ends.
    std::optional<Pending> waitForRequest()
    {
        std::shared_ptr<const Avatar> wanted;
        std::optional<Pending> next;
        {
            std::unique_lock lock(mutex);
            wake.wait(lock, [this] { return isStopping || (pending && (givenRender || avatar)); });
            if (isStopping)
                return std::nullopt;
            next = std::exchange(pending, std::nullopt);
            full = base::CancelToken();
            wanted = avatar;
        }
        if (wanted && (!renderer || &renderer->avatar() != wanted.get()))
            renderer.emplace(std::move(wanted));
        return next;
    }

    void serve(Pending& next)
    {
        base::CancelToken token;
        {
            const std::lock_guard lock(mutex);
            token = full;
        }
        if (next.refinement != Refinement::FullOnly) {
            next.request.quality = Quality::Preview;
            const auto reached = render(next, stop);
            if (!reached || *reached == Quality::Full || next.refinement == Refinement::PreviewOnly)
                return;
        }
        if (token.isCancelled())
            return;
        next.request.quality = Quality::Full;
        (void)render(next, token);
    }

    /// Delivers the picture; the quality it has, or nothing when it was abandoned or failed.
    std::optional<Quality> render(const Pending& next, const base::CancelToken& cancel)
    {
        try {
            auto result = givenRender ? givenRender(next.request, cancel) : renderer->render(next.request, cancel);
            if (stop.isCancelled())
                return std::nullopt;
            const auto quality = result.quality;
            callbacks.delivered(next.number, std::move(result));
            return quality;
        } catch (const base::Cancelled&) {
            return std::nullopt;
        } catch (...) {
            callbacks.failed(next.number, std::current_exception());
            return std::nullopt;
        }
    }
};

RenderLoop::RenderLoop(Callbacks callbacks)
    : RenderLoop(RenderFunction(), std::move(callbacks))
{
}

RenderLoop::RenderLoop(RenderFunction render, Callbacks callbacks)
    : m_state(std::make_unique<State>(std::move(render), std::move(callbacks)))
{
}

RenderLoop::~RenderLoop() = default;

void RenderLoop::setAvatar(std::shared_ptr<const Avatar> avatar)
{
    {
        const std::lock_guard lock(m_state->mutex);
        m_state->avatar = std::move(avatar);
        m_state->full.cancel();
    }
    m_state->wake.notify_all();
}

std::uint64_t RenderLoop::submit(RenderRequest request, Refinement refinement)
{
    std::uint64_t number = 0;
    {
        const std::lock_guard lock(m_state->mutex);
        number = ++m_state->lastNumber;
        m_state->pending = State::Pending{number, std::move(request), refinement};
        m_state->full.cancel();
    }
    m_state->wake.notify_all();
    return number;
}

void RenderLoop::abandon()
{
    const std::lock_guard lock(m_state->mutex);
    m_state->pending.reset();
    m_state->full.cancel();
}

} // namespace effigy::avatar
