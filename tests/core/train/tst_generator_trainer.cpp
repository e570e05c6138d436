// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "core/train/prior_fixture.h"
#include "error_code.h"
#include "train/generator_losses.h"
#include "train/picture_loss.h"

#include <QTemporaryDir>
#include <QtTest/QtTest>

#include <ATen/ATen.h>

using namespace effigy;
using namespace effigy::train;
using torch::Tensor;

namespace {

/// Raises a token once so many steps were told of.
class StopsAfter : public base::Progress {
public:
    StopsAfter(base::CancelToken& token, int steps) : m_token(token), m_steps(steps) {}
    void report(const base::ProgressReport& report) override
    {
        if (report.stage != "people" && report.done >= m_steps)
            m_token.cancel();
    }
    void preview(const base::Image&) override {}

private:
    base::CancelToken& m_token;
    int m_steps;
};

GeneratorTrainingResult trained(const GeneratorTrainingOptions& options, base::CancelToken cancel = {}, int stopAfter = 1'000'000)
{
    StopsAfter progress(cancel, stopAfter);
    return trainGenerator(test::tinyStock(), options, *singleRank(), progress, cancel);
}

/// dB inside a person, from views that training did not see: shots after the first `seen` of person 0.
double psnrFromElsewhere(const generator::Generator& generator, const GeneratorTrainingOptions& options, int seen, int more)
{
    const torch::NoGradGuard noGrad;
    const PersonCode code(test::tinyStock().body, options.config.zDim);
    SittingOptions wider = options.pool.sittings;
    wider.shots = seen + more;
    const HeadSitting sitting = sitFor(test::tinyStock(), generator, code, wider, 0);
    const Tensor ws = generator::mapping(generator, sitting.who.latent, at::zeros({1, 25}));
    double sum = 0.0;
    for (std::int64_t i = seen; i < seen + more; ++i) {
        const KnownShots shot = joined(std::vector<ChosenShot>{{&sitting, i}});
        const auto frame = generator::renderFrame(generator, ws, shot.pose, shot.labels);
        const ViewTarget target = windowTarget(shot, {Window{}});
        sum += peakSignalToNoise(pictureOf(frame).slice(1, 0, 3), target.colour, target.alpha * target.weight, 1.0);
    }
    return sum / more;
}

bool equalWeights(const generator::Generator& a, const generator::Generator& b)
{
    return std::ranges::all_of(a.parameters, [&](const auto& entry) { return b.parameters.at(entry.first).equal(entry.second); });
}

} // namespace

class TestGeneratorTrainer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void learnsAPersonFromItsLatent();
    void goesOnExactly();
    void anAdversaryLearnsAndGoesOnExactly();
    void refusesWhatDoesNotFit();
    void refusesAnotherRun();
};

// From noise in the backbones; six pictures are seen, four others judged, at yaws of up to 69 degrees. 13.6 to 15.3 dB were measured; the
// person's own texture and planes, written, give some 20 dB at this size.
void TestGeneratorTrainer::learnsAPersonFromItsLatent()
{
    GeneratorTrainingOptions options = test::onePerson();
    options.config.channelMax = 32;
    options.pool.shotsOfPerson = 1;
    options.steps = 160;
    options.rate = 3e-2;
    options.averageDecay = 0.9;
    options.identityShare = 0.6;
    const generator::Generator start = codedGenerator(*test::tinyStock().head, options.config, options.pool.seed);
    const double before = psnrFromElsewhere(start, options, 6, 4);
    const GeneratorTrainingResult result = trained(options);
    const double after = psnrFromElsewhere(result.generator, options, 6, 4);
    QVERIFY2(after > before + 5.0, qPrintable(QString("%1 dB, before %2 dB").arg(after).arg(before)));
    QVERIFY2(after > before + 6.0, qPrintable(QString("%1 dB, before %2 dB").arg(after).arg(before)));
    QVERIFY(isCoded(result.generator)); // photos can still be written into it
    QVERIFY(result.losses.meanOfLast("pictures", "picture", 3) < result.losses.meanOfFirst("pictures", "picture", 3));
    QVERIFY(result.losses.meanOfLast("pictures", "form", 3) < 0.5 * result.losses.meanOfFirst("identity", "form", 1));
    QCOMPARE(result.steps, std::int64_t{160});
}

void TestGeneratorTrainer::goesOnExactly()
{
    QTemporaryDir folder;
    GeneratorTrainingOptions options = test::onePerson();
    options.pool.slots = 2;
    options.pool.pool = 4;
    options.pool.freshEvery = 2;
    options.steps = 8;
    options.noteEvery = 1;
    const GeneratorTrainingResult whole = trained(options);
    options.checkpoint = folder.filePath("run.safetensors").toStdString();
    options.metrics = folder.filePath("losses.csv").toStdString();
    QVERIFY_EXCEPTION_THROWN((void)trained(options, {}, 5), base::Cancelled);
    options.pool.threads = 1;
    const GeneratorTrainingResult resumed = trained(options);
    QVERIFY(equalWeights(whole.generator, resumed.generator));
    QCOMPARE(resumed.losses.meanOfLast("pictures", "loss", 1), whole.losses.meanOfLast("pictures", "loss", 1));
    QCOMPARE(resumed.losses.meanOfFirst("identity", "loss", 1), whole.losses.meanOfFirst("identity", "loss", 1));
}

void TestGeneratorTrainer::anAdversaryLearnsAndGoesOnExactly()
{
    QTemporaryDir folder;
    GeneratorTrainingOptions options = test::onePerson();
    options.pool.shotsOfPerson = 4;
    options.steps = 24;
    options.noteEvery = 1;
    options.identityShare = 0.0;
    options.adversary.from = 0.0;
    options.adversary.realityEvery = 4;
    options.adversary.channelBase = 512;
    options.adversary.channelMax = 16;
    options.adversary.densityPoints = 200;
    const GeneratorTrainingResult whole = trained(options);
    const auto judged = [&](const char* loss, bool isFirst) { return isFirst ? whole.losses.meanOfFirst("adversary", loss, 4) : whole.losses.meanOfLast("adversary", loss, 4); };
    QVERIFY(judged("judge_fake", false) + judged("judge_real", false) < judged("judge_fake", true) + judged("judge_real", true));
    for (const char* loss : {"fooling", "density", "judge_reality"})
        QVERIFY2(judged(loss, false) > 0.0 && std::isfinite(judged(loss, false)), loss);
    options.checkpoint = folder.filePath("run.safetensors").toStdString();
    QVERIFY_EXCEPTION_THROWN((void)trained(options, {}, 9), base::Cancelled);
    QVERIFY(equalWeights(whole.generator, trained(options).generator));
}

void TestGeneratorTrainer::refusesWhatDoesNotFit()
{
    const auto with = [](const auto& change) {
        GeneratorTrainingOptions options = test::onePerson();
        options.steps = 1;
        change(options);
        return test::errorCodeOf([&] { (void)trained(options); });
    };
    QCOMPARE(with([](auto& o) { o.pool.window = 20; }), std::string("unsupported"));
    QCOMPARE(with([](auto& o) { o.pool.window = 40; }), std::string("unsupported"));
    QCOMPARE(with([](auto& o) { o.pool.window = 24, o.adversary.from = 0.5; }), std::string("unsupported"));
    QCOMPARE(with([](auto& o) { o.pool.slots = 3, o.pool.pool = 3, o.adversary.from = 0.5; }), std::string("unsupported"));
    QCOMPARE(with([](auto& o) { o.config.staticChannel = -1; }), std::string("unsupported"));
    QCOMPARE(with([](auto& o) { o.start = EFFIGY_RESOURCES "/models/embedded.json"; }), std::string("unsupported"));
    QCOMPARE(with([](auto& o) { o.device = "cuda"; }), std::string(at::hasCUDA() ? "none" : "device"));
}

void TestGeneratorTrainer::refusesAnotherRun()
{
    QTemporaryDir folder;
    GeneratorTrainingOptions options = test::onePerson();
    options.steps = 1;
    options.checkpoint = folder.filePath("run.safetensors").toStdString();
    (void)trained(options);
    options.pool.seed = 2;
    QCOMPARE(test::errorCodeOf([&] { (void)trained(options); }), std::string("model_refused"));
}

QTEST_GUILESS_MAIN(TestGeneratorTrainer)
#include "tst_generator_trainer.moc"
