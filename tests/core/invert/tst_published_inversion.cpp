// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "core/avatar/published_avatar.h"
#include "invert/published_projector.h"
#include "invert/published_tuner.h"
#include "invert/staged_frame.h"
#include "train/deca_trainer.h"
#include "train/initial_parameters.h"
#include "train/mrf_loss.h"
#include "train/texture_code.h"

#include <QtTest>

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Context.h>

#include <map>

using namespace effigy;
using namespace effigy::invert;

namespace {

constexpr std::uint64_t kSeed = 5;

/// A head, and a photo that shows what the generator makes of another latent: the search has somewhere to go.
struct Sitting {
    Sitting() : contents(test::fittedContents()), shared(test::smallPublishedGenerator())
    {
        contents.fit.landmarks.fill(Eigen::Vector2f::Zero());
        const auto subject = this->subject();
        const torch::NoGradGuard noGrad;
        const auto random = at::detail::createCPUGenerator(77);
        const auto z = torch::randn({1, shared.config.zDim}, random, torch::TensorOptions());
        const StagedFrame frame(shared, subject.raster, generator::mapping(shared, z, subject.label), subject.label);
        const auto image = frame.frame().image;
        contents.photo.image = train::tensorPicture(coloursOf(image));
        const int size = static_cast<int>(image.size(2));
        contents.photo.matte = base::FloatImage(size, size, 1, 1.0F);
        contents.photo.unseen = base::FloatImage(size, size, 1, 0.0F);
    }

    [[nodiscard]] PublishedSubject subject() const
    {
        return makePublishedSubject(shared, {contents.photo, contents.fit, *contents.headModel}, {}, torch::kCPU);
    }

    avatar::AvatarContents contents;
    generator::Generator shared;
};

/// Raises `cancel` once a stage has got so far.
class Interruption : public base::Progress {
public:
    Interruption(std::string stage, int done, base::CancelToken cancel)
        : m_stage(std::move(stage)), m_done(done), m_cancel(std::move(cancel))
    {
    }
    void report(const base::ProgressReport& report) override
    {
        if (report.stage == m_stage && report.done >= m_done)
            m_cancel.cancel();
    }
    void preview(const base::Image&) override {}

private:
    std::string m_stage;
    int m_done;
    base::CancelToken m_cancel;
};

constexpr PublishedTunerOptions kTuning{.steps = 24, .preserveEvery = 4, .peakRate = 3e-3, .seed = kSeed};

} // namespace

class TestPublishedInversion : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void stagedGradientsAreThoseOfTheWhole();
    void statisticsAreThoseUnderTheLabel();
    void projectionComesCloser();
    void projectionGoesOnAsIfNeverInterrupted();
    void tuningComesCloser();
    void tuningKeepsWhatItMust();
    void tuningHoldsTheForm();
    void tuningGoesOnAsIfNeverInterrupted();
    void resumedJobIsTheUninterruptedOne_data();
    void resumedJobIsTheUninterruptedOne();
    void readsAPerceptualNetwork();
    void refusesOtherHeads();
    void refusesAGpuThatIsNotThere();

private:
    [[nodiscard]] InversionResult invert(const InversionOptions& options, base::Progress& progress, const base::CancelToken& cancel) const
    {
        const auto& contents = m_sitting->contents;
        return invertPhoto(contents.photo, contents.fit, *contents.headModel, options, progress, cancel);
    }

    std::unique_ptr<Sitting> m_sitting;
    QTemporaryDir m_folder;
    std::filesystem::path m_model;
};

void TestPublishedInversion::initTestCase()
{
    m_sitting = std::make_unique<Sitting>();
    m_model = m_folder.filePath("published.safetensors").toStdString();
    generator::writeGenerator(m_sitting->shared, m_model);
}

void TestPublishedInversion::stagedGradientsAreThoseOfTheWhole()
{
    const auto subject = m_sitting->subject();
    auto generator = m_sitting->shared;
    generator.parameters = generator.parameters.clone();
    for (const auto& name : generator::trainedNames(generator.config))
        generator.parameters.set(name, generator.parameters.at(name).detach().set_requires_grad(true));
    const auto start = latentStatistics(generator, subject.label, kSeed).mean.unsqueeze(1).repeat({1, generator.config.wsRows(), 1});
    const auto lossOf = [&](const generator::Frame& frame, const torch::Tensor& planes) {
        return frame.image.square().mean() + frame.camera.features.abs().mean() + frame.camera.depth.mean() + planes.square().mean();
    };
    std::map<std::string, torch::Tensor> staged;
    const auto ws = start.clone().set_requires_grad(true);
    StagedFrame frame(generator, subject.raster, ws, subject.label);
    const auto gradient = frame.backward(lossOf(frame.frame(), frame.planes()));
    for (const auto& name : generator::trainedNames(generator.config)) {
        const auto leaf = generator.parameters.at(name);
        if (leaf.grad().defined())
            staged[name] = leaf.grad().clone();
        leaf.mutable_grad() = torch::Tensor();
    }
    const auto whole = start.clone().set_requires_grad(true);
    const auto identity = generator::identityStage(generator, whole);
    const auto planes = generator::deformStage(generator, identity, subject.raster, whole).planes;
    generator::Frame once;
    once.camera = generator::cameraStage(generator, planes, subject.label);
    once.image = generator::finishStage(generator, once.camera, whole, generator::FinishPrecision::Full);
    lossOf(once, planes).backward();
    // Forward passes with and without gradients use different kernels, so only rounding may differ.
    const auto isClose = [](const torch::Tensor& a, const torch::Tensor& b) {
        return (a - b).norm().item<double>() <= 1e-3 * b.norm().item<double>() + 1e-7;
    };
    QVERIFY(isClose(gradient, whole.grad()));
    std::size_t compared = 0;
    for (const auto& name : generator::trainedNames(generator.config)) {
        const auto& wanted = generator.parameters.at(name).grad();
        QCOMPARE(staged.contains(name), wanted.defined());
        if (!wanted.defined())
            continue;
        QVERIFY2(isClose(staged.at(name), wanted), name.c_str());
        ++compared;
    }
    QVERIFY(compared > 50);
}

void TestPublishedInversion::statisticsAreThoseUnderTheLabel()
{
    const auto subject = m_sitting->subject();
    const auto here = latentStatistics(subject.generator, subject.label, kSeed);
    const auto elsewhere = latentStatistics(subject.generator, torch::zeros({1, 25}), kSeed);
    QCOMPARE(here.mean.sizes().vec(), (std::vector<std::int64_t>{1, subject.generator.config.wDim}));
    QVERIFY(here.spread > 0.0);
    QVERIFY((here.mean - elsewhere.mean).norm().item<double>() > 0.01 * here.spread);
}

void TestPublishedInversion::projectionComesCloser()
{
    const auto subject = m_sitting->subject();
    constexpr int kSteps = 60;
    PublishedProjector projector(subject, {.steps = kSteps, .seed = kSeed});
    const double before = projector.step(0).loss;
    double after = before;
    for (int step = 1; step < kSteps; ++step)
        after = projector.step(step).loss;
    QVERIFY2(after < 0.8 * before, qPrintable(QStringLiteral("%1, then %2").arg(before).arg(after)));
    const auto ws = projector.latent();
    QVERIFY(ws.select(1, 0).equal(ws.select(1, subject.generator.config.wsRows() - 1))); // W, not W+
}

void TestPublishedInversion::projectionGoesOnAsIfNeverInterrupted()
{
    const auto subject = m_sitting->subject();
    const auto run = [&](int stopAt) {
        PublishedProjector first(subject, {.steps = 8, .seed = kSeed});
        for (int step = 0; step < stopAt; ++step)
            (void)first.step(step);
        PublishedProjector second(subject, {.steps = 8, .seed = kSeed});
        second.restore(first.state());
        for (int step = stopAt; step < 8; ++step)
            (void)second.step(step);
        return second.latent();
    };
    QVERIFY(run(0).equal(run(5)));
}

void TestPublishedInversion::tuningComesCloser()
{
    const auto subject = m_sitting->subject();
    base::SilentProgress silent;
    const auto views = preservedViews(subject, 2, kSeed, silent, {});
    const auto pivot = latentStatistics(subject.generator, subject.label, kSeed).mean.unsqueeze(1).repeat({1, subject.generator.config.wsRows(), 1});
    PublishedTuner tuner(subject, views, pivot, kTuning);
    const auto before = tuner.evaluate();
    for (int step = 0; step < kTuning.steps; ++step)
        (void)tuner.step(step);
    const auto after = tuner.evaluate();
    QVERIFY2(after.psnr > before.psnr + 1.0 && after.loss < before.loss,
             qPrintable(QStringLiteral("%1 dB, then %2 dB").arg(before.psnr).arg(after.psnr)));
}

void TestPublishedInversion::tuningKeepsWhatItMust()
{
    const auto subject = m_sitting->subject();
    base::SilentProgress silent;
    const auto views = preservedViews(subject, 2, kSeed, silent, {});
    const auto pivot = torch::zeros({1, subject.generator.config.wsRows(), subject.generator.config.wDim});
    PublishedTuner tuner(subject, views, pivot, kTuning);
    for (int step = 0; step < kTuning.steps; ++step)
        (void)tuner.step(step);
    const auto tuned = tuner.averaged();
    const auto isSame = [&](const std::string& name) { return tuned.at(name).equal(m_sitting->shared.parameters.at(name)); };
    for (const auto& [name, tensor] : tuned)
        if (name.find("affine") != std::string::npos || name.find("mapping") != std::string::npos || name.starts_with("decoder.net.0"))
            QVERIFY2(isSame(name), name.c_str());
    const auto weight = tuned.at("decoder.net.2.weight"), before = m_sitting->shared.parameters.at("decoder.net.2.weight");
    QVERIFY(torch::allclose(weight.select(0, 0), before.select(0, 0), 1e-5, 1e-8)); // density; the average of equal numbers rounds
    QVERIFY(!weight.equal(before));
    for (const char* name : {"texture_backbone.synthesis.b64.conv1.weight", "backbone.synthesis.b64.conv1.weight",
                             "neural_blending.synthesis.b64.conv1.weight", "superresolution.block1.conv1.weight"})
        QVERIFY2(!isSame(name), name);
}

void TestPublishedInversion::tuningHoldsTheForm()
{
    const auto subject = m_sitting->subject();
    base::SilentProgress silent;
    const auto views = preservedViews(subject, 2, kSeed, silent, {});
    const auto pivot = torch::zeros({1, subject.generator.config.wsRows(), subject.generator.config.wDim});
    const auto drift = [&](const std::vector<PublishedView>& preserved) {
        auto options = kTuning;
        options.preserveEvery = 2;
        options.steps = 40;
        PublishedTuner tuner(subject, preserved, pivot, options);
        for (int step = 0; step < options.steps; ++step)
            (void)tuner.step(step);
        auto tuned = m_sitting->shared;
        tuned.parameters = tuner.averaged();
        const torch::NoGradGuard noGrad;
        const auto depthOf = [&](const generator::Generator& generator) {
            const StagedFrame frame(generator, views[0].raster, pivot, views[0].label, StagedFrame::Ends::Raw);
            return frame.frame().camera.depth.clone();
        };
        return (depthOf(tuned) - depthOf(m_sitting->shared)).square().mean().item<double>();
    };
    const double held = drift(views), free = drift({});
    QVERIFY2(held < free, qPrintable(QStringLiteral("%1 held, %2 without").arg(held).arg(free)));
}

void TestPublishedInversion::tuningGoesOnAsIfNeverInterrupted()
{
    const auto subject = m_sitting->subject();
    base::SilentProgress silent;
    const auto views = preservedViews(subject, 2, kSeed, silent, {});
    const auto pivot = torch::zeros({1, subject.generator.config.wsRows(), subject.generator.config.wDim});
    const auto run = [&](int stopAt) {
        PublishedTuner first(subject, views, pivot, kTuning);
        for (int step = 0; step < stopAt; ++step)
            (void)first.step(step);
        PublishedTuner second(subject, views, pivot, kTuning);
        second.restore(first.state());
        for (int step = stopAt; step < 12; ++step) // past the first quarter, when more branches begin
            (void)second.step(step);
        return second.averaged();
    };
    const auto whole = run(0), parted = run(7);
    for (const auto& [name, tensor] : whole)
        QVERIFY2(tensor.equal(parted.at(name)), name.c_str());
}

void TestPublishedInversion::resumedJobIsTheUninterruptedOne_data()
{
    QTest::addColumn<QString>("stage");
    QTest::newRow("stopped while projecting") << QStringLiteral("projection");
    QTest::newRow("stopped while tuning") << QStringLiteral("pivot");
}

void TestPublishedInversion::resumedJobIsTheUninterruptedOne()
{
    QFETCH(QString, stage);
    InversionOptions options;
    options.quality = Quality::Draft;
    options.steps = 10;
    options.projectionSteps = 6;
    options.model = m_model;
    base::SilentProgress silent;
    const auto whole = invert(options, silent, {});
    QCOMPARE(whole.model, std::string("published"));
    QCOMPARE(static_cast<int>(whole.ws.size()), whole.wsRows * whole.wsColumns);

    options.checkpoint = m_folder.filePath("a.tuning").toStdString();
    base::CancelToken cancel;
    Interruption interruption(stage.toStdString(), 3, cancel);
    QVERIFY_EXCEPTION_THROWN((void)invert(options, interruption, cancel), base::Cancelled);
    QVERIFY(std::filesystem::exists(options.checkpoint));
    const auto resumed = invert(options, silent, {});
    QVERIFY(!std::filesystem::exists(options.checkpoint));
    QVERIFY(resumed.ws == whole.ws);
    QVERIFY(resumed.weightDelta == whole.weightDelta);
    QCOMPARE(resumed.psnr, whole.psnr);
    QVERIFY(resumed.history.front().step >= 3 || resumed.history.front().stage != stage.toStdString()); // not anew
}

void TestPublishedInversion::readsAPerceptualNetwork()
{
    const auto file = std::filesystem::path(m_folder.filePath("vgg.safetensors").toStdString());
    tensorio::writeStateFile(file, train::initialParameters(train::vggParameters(), 3));
    const auto network = readPerceptualNetwork(file);
    const auto target = torch::rand({1, 3, 32, 32}), weight = torch::ones({1, 1, 32, 32});
    const PhotoJudge plain(target, weight), trained(target, weight, network);
    QVERIFY(trained.distance(target).item<double>() < 1e-6);
    auto other = torch::rand({1, 3, 32, 32}).set_requires_grad(true);
    const auto distance = trained.distance(other);
    QVERIFY(distance.item<double>() > plain.distance(other).item<double>());
    distance.backward();
    QVERIFY(other.grad().abs().sum().item<double>() > 0.0);
    try {
        (void)readPerceptualNetwork(m_model);
        QFAIL("another network was taken");
    } catch (const base::Error& error) {
        QCOMPARE(error.code(), std::string("model_refused"));
    }
}

void TestPublishedInversion::refusesOtherHeads()
{
    auto other = m_sitting->shared;
    other.layout.faces = other.layout.faces.roll(1, 1) + 1;
    const std::filesystem::path model = m_folder.filePath("other.safetensors").toStdString();
    generator::writeGenerator(other, model);
    base::SilentProgress silent;
    try {
        InversionOptions options;
        options.model = model;
        (void)invert(options, silent, {});
        QFAIL("another head was taken");
    } catch (const base::Error& error) {
        QCOMPARE(error.code(), std::string("unsupported"));
        QVERIFY(error.hint().find("--head flame") != std::string::npos);
    }
}

void TestPublishedInversion::refusesAGpuThatIsNotThere()
{
    if (at::hasCUDA())
        QSKIP("there is a GPU");
    base::SilentProgress silent;
    InversionOptions options;
    options.model = m_model;
    options.device = "cuda";
    try {
        (void)invert(options, silent, {});
        QFAIL("a GPU that is not there was taken");
    } catch (const base::Error& error) {
        QCOMPARE(error.code(), std::string("device"));
    }
}

QTEST_APPLESS_MAIN(TestPublishedInversion)
#include "tst_published_inversion.moc"
