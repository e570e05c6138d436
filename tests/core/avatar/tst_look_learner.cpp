// SPDX-License-Identifier: GPL-3.0-or-later
#include "avatar/look_learner.h"
#include "avatar/stage_renderer.h"
#include "base/error.h"
#include "core/avatar/coded_avatar.h"

#include <ATen/Parallel.h>
#include <QtTest/QtTest>

using namespace effigy;

namespace {

/// Cancels after a number of steps.
class Stopper : public base::Progress {
public:
    Stopper(base::CancelToken cancel, int steps) : m_cancel(std::move(cancel)), m_steps(steps) {}
    void report(const base::ProgressReport& report) override
    {
        if (report.stage == "learn" && report.done == m_steps)
            m_cancel.cancel();
    }
    void preview(const base::Image&) override {}

private:
    base::CancelToken m_cancel;
    int m_steps;
};

const avatar::LookPreset& lookNamed(const char* id)
{
    static const auto kLooks = avatar::loadLooks(EFFIGY_RESOURCES "/looks");
    return avatar::findLook(kLooks, id);
}

avatar::RenderRequest requestOf(avatar::Pass pass, double learnt)
{
    avatar::RenderRequest request;
    request.width = request.height = 128;
    request.pass = pass;
    request.controls.set("learntClay", learnt);
    return request;
}

} // namespace

class TestLookLearner : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void learnsAndResumesExactly();
    void showsWhatItLearnt();
    void refusesWhatCannotBeLearnt();

private:
    avatar::AvatarContents m_contents;
    std::shared_ptr<const avatar::Avatar> m_avatar;
    std::vector<std::byte> m_delta;
};

void TestLookLearner::initTestCase()
{
    at::set_num_threads(2);
    m_contents = test::codedContents();
    m_avatar = std::make_shared<const avatar::Avatar>(m_contents);
}

void TestLookLearner::learnsAndResumesExactly()
{
    const QTemporaryDir folder;
    avatar::LearnOptions options{.steps = 12, .views = 2, .checkpoint = folder.filePath(QStringLiteral("run")).toStdString()};
    base::SilentProgress progress;
    const auto whole = avatar::learnLook(*m_avatar, lookNamed("clay"), options, progress, {});
    QVERIFY2(whole.errorAfter < 0.95 * whole.errorBefore, qPrintable(QStringLiteral("%1 %2").arg(whole.errorBefore).arg(whole.errorAfter)));
    QVERIFY(!std::filesystem::exists(options.checkpoint));
    const base::CancelToken cancel;
    Stopper stopper(cancel, 2);
    QVERIFY_EXCEPTION_THROWN((void)avatar::learnLook(*m_avatar, lookNamed("clay"), options, stopper, cancel), base::Cancelled);
    QVERIFY(std::filesystem::exists(options.checkpoint));
    QVERIFY(avatar::learnLook(*m_avatar, lookNamed("clay"), options, progress, {}).delta == whole.delta);
    m_delta = whole.delta;
}

void TestLookLearner::showsWhatItLearnt()
{
    auto contents = m_contents;
    contents.learntLooks["clay"] = m_delta;
    const auto taught = std::make_shared<const avatar::Avatar>(contents);
    QVERIFY(taught->version() != m_avatar->version());
    avatar::StageRenderer plain(m_avatar), renderer(taught);
    const auto own = plain.render(requestOf(avatar::Pass::Final, 0.0)).image;
    QVERIFY(renderer.render(requestOf(avatar::Pass::Final, 0.0)).image == own); // strength 0 is bit-identical
    const auto half = renderer.render(requestOf(avatar::Pass::Final, 0.5)).image, whole = renderer.render(requestOf(avatar::Pass::Final, 1.0)).image;
    const auto distance = [&](const base::Image& image) {
        double sum = 0.0;
        for (std::size_t i = 0; i < image.pixels.size(); ++i)
            sum += std::abs(int(image.pixels[i]) - int(own.pixels[i]));
        return sum;
    };
    QVERIFY(distance(whole) > distance(half) && distance(half) > 0.0);
    QVERIFY(plain.render(requestOf(avatar::Pass::Final, 1.0)).image == own); // it has learnt nothing
    // The form has not moved.
    QVERIFY(renderer.render(requestOf(avatar::Pass::Depth, 1.0)).image == plain.render(requestOf(avatar::Pass::Depth, 0.0)).image);
}

void TestLookLearner::refusesWhatCannotBeLearnt()
{
    base::SilentProgress progress;
    QVERIFY_EXCEPTION_THROWN((void)avatar::learnLook(*m_avatar, lookNamed("newsprint"), {}, progress, {}), base::Error);
    auto contents = m_contents;
    contents.inversion.reset();
    QVERIFY_EXCEPTION_THROWN((void)avatar::learnLook(avatar::Avatar(contents), lookNamed("clay"), {}, progress, {}), base::Error);
    QCOMPARE(avatar::learntControl("watercolour"), std::string("learntWatercolour"));
    for (const auto& id : avatar::learnableLooks())
        QVERIFY(head::isLookControl(avatar::learntControl(id)));
}

QTEST_APPLESS_MAIN(TestLookLearner)
#include "tst_look_learner.moc"
