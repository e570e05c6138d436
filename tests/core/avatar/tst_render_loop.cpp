// SPDX-License-Identifier: GPL-3.0-or-later
#include "avatar/render_loop.h"

#include <QtTest/QtTest>

#include <ATen/Parallel.h>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

using namespace effigy;
using avatar::Quality;
using avatar::Refinement;
using avatar::RenderLoop;
using avatar::RenderRequest;
using avatar::RenderResult;

namespace {

/// A renderer that a test holds back and lets go, and that remembers what came out.
struct Stage {
    std::mutex mutex;
    std::condition_variable changed;
    int allowed = 1 << 20; // renders that may still begin to finish
    int begun = 0;
    struct Delivery {
        std::uint64_t number = 0;
        Quality quality = Quality::Full;
        int width = 0;
    };
    std::vector<Delivery> delivered;
    int failed = 0;
    int cancelled = 0;

    RenderResult render(const RenderRequest& request, const base::CancelToken& cancel)
    {
        std::unique_lock lock(mutex);
        ++begun;
        changed.notify_all();
        // A stage that takes its time, but looks at the token.
        while (allowed == 0 && !cancel.isCancelled())
            changed.wait_for(lock, std::chrono::milliseconds(1));
        if (cancel.isCancelled()) {
            ++cancelled;
            changed.notify_all();
            throw base::Cancelled();
        }
        --allowed;
        if (request.width == 13)
            throw base::Error("internal", "unlucky");
        RenderResult result;
        result.image = base::Image(request.width, 1, 4);
        result.quality = request.quality;
        return result;
    }

    RenderLoop::RenderFunction function()
    {
        return [this](const RenderRequest& request, const base::CancelToken& cancel) { return render(request, cancel); };
    }

    RenderLoop::Callbacks callbacks()
    {
        return {[this](std::uint64_t number, RenderResult result) {
                    const std::lock_guard lock(mutex);
                    delivered.push_back({number, result.quality, result.image.width});
                    changed.notify_all();
                },
                [this](std::uint64_t, const std::exception_ptr&) {
                    const std::lock_guard lock(mutex);
                    ++failed;
                    changed.notify_all();
                }};
    }

    template <typename Condition>
    [[nodiscard]] bool waitFor(const Condition& condition)
    {
        std::unique_lock lock(mutex);
        return changed.wait_for(lock, std::chrono::seconds(20), condition);
    }

    void allow(int count)
    {
        const std::lock_guard lock(mutex);
        allowed = count;
        changed.notify_all();
    }
};

RenderRequest request(int width)
{
    RenderRequest wanted;
    wanted.width = width;
    return wanted;
}

} // namespace

class TestRenderLoop : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rendersOnAllProcessors();
    void previewsThenRefines();
    void aPreviewCanBeAll();
    void fullCanBeAll();
    void onlyTheNewestRequestIsServed();
    void aBegunPreviewIsStillDelivered();
    void aFullPictureIsAbandonedForANewerRequest();
    void failuresAreToldAndTheLoopGoesOn();
    void stopsWhileRendering();
    void waitsForAnAvatar();
    void aPreviewThatIsFullAlreadyIsNotRepeated();
    void abandonForgetsWhatWaits();
};

void TestRenderLoop::rendersOnAllProcessors()
{
    std::atomic<int> threads = 0;
    Stage stage;
    RenderLoop loop(
        [&](const RenderRequest& request, const base::CancelToken& cancel) {
            threads = at::get_num_threads();
            return stage.render(request, cancel);
        },
        stage.callbacks());
    loop.submit({}, Refinement::FullOnly);
    QVERIFY(stage.waitFor([&] { return stage.delivered.size() == 1; }));
    QCOMPARE(threads.load(), static_cast<int>(std::thread::hardware_concurrency()));
}

void TestRenderLoop::previewsThenRefines()
{
    Stage stage;
    RenderLoop loop(stage.function(), stage.callbacks());
    const auto number = loop.submit(request(5));
    QVERIFY(stage.waitFor([&] { return stage.delivered.size() == 2; }));
    QCOMPARE(stage.delivered[0].number, number);
    QVERIFY(stage.delivered[0].quality == Quality::Preview);
    QVERIFY(stage.delivered[1].quality == Quality::Full);
}

void TestRenderLoop::aPreviewCanBeAll()
{
    Stage stage;
    {
        RenderLoop loop(stage.function(), stage.callbacks());
        loop.submit(request(5), Refinement::PreviewOnly);
        QVERIFY(stage.waitFor([&] { return stage.delivered.size() == 1; }));
        loop.submit(request(6), Refinement::PreviewOnly);
        QVERIFY(stage.waitFor([&] { return stage.delivered.size() == 2; }));
    }
    QCOMPARE(stage.begun, 2);
    QVERIFY(stage.delivered[1].quality == Quality::Preview);
}

void TestRenderLoop::fullCanBeAll()
{
    Stage stage;
    {
        RenderLoop loop(stage.function(), stage.callbacks());
        loop.submit(request(5), Refinement::FullOnly);
        QVERIFY(stage.waitFor([&] { return stage.delivered.size() == 1; }));
    }
    QCOMPARE(stage.begun, 1);
    QVERIFY(stage.delivered[0].quality == Quality::Full);
}

void TestRenderLoop::onlyTheNewestRequestIsServed()
{
    Stage stage;
    stage.allow(0);
    {
        RenderLoop loop(stage.function(), stage.callbacks());
        loop.submit(request(1), Refinement::PreviewOnly);
        QVERIFY(stage.waitFor([&] { return stage.begun == 1; }));
        for (int width = 2; width <= 12; ++width)
            loop.submit(request(width), Refinement::PreviewOnly);
        stage.allow(1 << 20);
        QVERIFY(stage.waitFor([&] { return stage.delivered.size() == 2; }));
    }
    QCOMPARE(stage.begun, 2);
    QCOMPARE(stage.delivered[1].width, 12);
}

void TestRenderLoop::aBegunPreviewIsStillDelivered()
{
    Stage stage;
    stage.allow(0);
    RenderLoop loop(stage.function(), stage.callbacks());
    loop.submit(request(1));
    QVERIFY(stage.waitFor([&] { return stage.begun == 1; }));
    loop.submit(request(2));
    stage.allow(1 << 20);
    QVERIFY(stage.waitFor([&] { return stage.delivered.size() == 3; }));
    QCOMPARE(stage.delivered[0].width, 1);
    QVERIFY(stage.delivered[0].quality == Quality::Preview);
    // The first request's full picture was not even begun.
    QCOMPARE(stage.delivered[1].width, 2);
    QCOMPARE(stage.delivered[2].width, 2);
    QCOMPARE(stage.begun, 3);
}

void TestRenderLoop::aFullPictureIsAbandonedForANewerRequest()
{
    Stage stage;
    stage.allow(1); // the preview; then the full picture hangs
    RenderLoop loop(stage.function(), stage.callbacks());
    loop.submit(request(1));
    QVERIFY(stage.waitFor([&] { return stage.begun == 2; }));
    loop.submit(request(2), Refinement::PreviewOnly);
    QVERIFY(stage.waitFor([&] { return stage.cancelled == 1; }));
    stage.allow(1 << 20);
    QVERIFY(stage.waitFor([&] { return stage.delivered.size() == 2; }));
    QCOMPARE(stage.delivered[1].width, 2);
}

void TestRenderLoop::failuresAreToldAndTheLoopGoesOn()
{
    Stage stage;
    RenderLoop loop(stage.function(), stage.callbacks());
    loop.submit(request(13), Refinement::FullOnly);
    QVERIFY(stage.waitFor([&] { return stage.failed == 1; }));
    loop.submit(request(4), Refinement::FullOnly);
    QVERIFY(stage.waitFor([&] { return stage.delivered.size() == 1; }));
}

void TestRenderLoop::stopsWhileRendering()
{
    Stage stage;
    stage.allow(0);
    {
        RenderLoop loop(stage.function(), stage.callbacks());
        loop.submit(request(1));
        QVERIFY(stage.waitFor([&] { return stage.begun == 1; }));
    }
    QVERIFY(stage.delivered.empty());
    QCOMPARE(stage.cancelled, 1);
}

void TestRenderLoop::waitsForAnAvatar()
{
    Stage stage;
    {
        RenderLoop loop(stage.callbacks());
        loop.submit(request(1));
    }
    QVERIFY(stage.delivered.empty());
    QCOMPARE(stage.failed, 0);
}

void TestRenderLoop::aPreviewThatIsFullAlreadyIsNotRepeated()
{
    Stage stage;
    {
        const auto render = [&](const RenderRequest& wanted, const base::CancelToken& cancel) {
            auto result = stage.render(wanted, cancel);
            result.quality = Quality::Full;
            return result;
        };
        RenderLoop loop(render, stage.callbacks());
        loop.submit(request(1));
        QVERIFY(stage.waitFor([&] { return stage.delivered.size() == 1; }));
        loop.submit(request(2));
        QVERIFY(stage.waitFor([&] { return stage.delivered.size() == 2; }));
    }
    QCOMPARE(stage.begun, 2);
}

void TestRenderLoop::abandonForgetsWhatWaits()
{
    Stage stage;
    stage.allow(0);
    {
        RenderLoop loop(stage.function(), stage.callbacks());
        loop.submit(request(1), Refinement::PreviewOnly);
        QVERIFY(stage.waitFor([&] { return stage.begun == 1; }));
        loop.submit(request(2), Refinement::PreviewOnly);
        loop.abandon();
        stage.allow(1);
        QVERIFY(stage.waitFor([&] { return stage.delivered.size() == 1; }));
    }
    QCOMPARE(stage.begun, 1);
}

QTEST_APPLESS_MAIN(TestRenderLoop)
#include "tst_render_loop.moc"
