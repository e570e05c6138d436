// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "core/avatar/avatar_fixture.h"
#include "invert/inversion.h"
#include "invert/pivotal_tuner.h"
#include "invert/texel_trust.h"
#include "invert/tuning_views.h"
#include "train/init_trainer.h"
#include "train/picture_loss.h"
#include "train/texture_code.h"

#include <QtTest>

using namespace effigy;
using namespace effigy::invert;

namespace {

/// A coded generator whose steps take milliseconds.
generator::GeneratorConfig smallConfig()
{
    auto config = train::embeddedConfig();
    config.name = "small";
    config.channelBase = 256;
    config.channelMax = 8;
    config.planeResolution = 64;
    config.mouth = {32, 4, 32};
    config.blending = {64, 16, 64};
    config.rawResolution = 32;
    config.rendering.guideResolution = 16;
    config.superresolution.inputResolution = 32;
    config.superresolution.width0 = 8;
    config.superresolution.width1 = 8;
    return config;
}

/// The free head in even colours, and a photo of it that is redder: what tuning has to learn.
struct Sitting {
    Sitting()
        : contents(test::fittedContents()),
          shared(train::codedGenerator(*contents.headModel, smallConfig(), 3))
    {
        contents.fit.litTexture = base::Image(64, 64, 3, 150);
        const auto subject = makeSubject(shared, *contents.headModel, contents.photo, contents.fit);
        const int size = shared.config.imageResolution();
        const auto seen =
            train::headView(shared, *contents.headModel, subject.head, subject.coefficients,
                            contents.photo.camera, {size, shared.config.rawResolution});
        auto colour = seen.target.colour.clone();
        colour.select(1, 0) *= 1.4;
        contents.photo.image = train::tensorPicture(colour);
        contents.photo.matte = base::FloatImage(size, size, 1);
        const auto alpha = seen.target.alpha.contiguous();
        std::copy_n(alpha.data_ptr<float>(), contents.photo.matte.values.size(),
                    contents.photo.matte.values.begin());
        contents.photo.unseen = base::FloatImage(size, size, 1, 0.0F);
    }

    [[nodiscard]] Subject subject() const
    {
        return makeSubject(shared, *contents.headModel, contents.photo, contents.fit);
    }

    avatar::AvatarContents contents;
    generator::Generator shared;
};

/// Raises `cancel` at a step of the tuning.
class Interruption : public base::Progress {
public:
    Interruption(int atStep, base::CancelToken cancel)
        : m_atStep(atStep), m_cancel(std::move(cancel))
    {
    }
    void report(const base::ProgressReport& report) override
    {
        // The steps that are only measured come first and count from zero, too.
        if (report.stage == "pivot" && report.etaSeconds >= 0.0 && report.done >= m_atStep)
            m_cancel.cancel();
    }
    void preview(const base::Image&) override {}

private:
    int m_atStep;
    base::CancelToken m_cancel;
};

constexpr TunerOptions kTuning{.steps = 24, .preserveEvery = 3, .seed = 5};

} // namespace

class TestInversion : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void startsFromTheFittedHead();
    void comesCloserToThePhoto();
    void leavesTheInsideOfTheMouth();
    void goesOnAsIfNeverInterrupted();
    void keepsItsStateWhenCancelled();
    void refusesGeneratorsWithoutACode();

private:
    Sitting m_sitting;
};

void TestInversion::startsFromTheFittedHead()
{
    auto subject = m_sitting.subject();
    base::SilentProgress silent;
    const auto views = prepareViews(subject, 0, 5, silent, {});
    const PivotalTuner tuner(subject, views, meanLatent(subject.generator), kTuning);
    const auto picture = tuner.evaluate().picture.slice(1, 0, 3);
    auto plain = subject.photo.target.colour.clone();
    plain.select(1, 0) /= 1.4;
    const double psnr = train::peakSignalToNoise(picture, plain, subject.photoMask, 1.0);
    // Planes of 64 texels and 32 rays across see a head of the same colours, only coarsely at its rim.
    QVERIFY2(psnr > 18.0, qPrintable(QString::number(psnr)));
}

void TestInversion::comesCloserToThePhoto()
{
    auto subject = m_sitting.subject();
    base::SilentProgress silent;
    const auto views = prepareViews(subject, 2, 5, silent, {});
    PivotalTuner tuner(subject, views, meanLatent(subject.generator), kTuning);
    const double before = tuner.evaluate().psnr;
    for (int step = 0; step < kTuning.steps; ++step)
        tuner.step(step);
    const double after = tuner.evaluate().psnr;
    QVERIFY2(after > before + 1.0,
             qPrintable(QStringLiteral("%1 dB, then %2 dB").arg(before).arg(after)));
}

void TestInversion::leavesTheInsideOfTheMouth()
{
    const auto& model = *m_sitting.contents.headModel;
    const auto& mesh = model.data().templateMesh;
    constexpr int kSize = 256;
    const auto tunable = tunableTexels(model, m_sitting.shared.layout, kSize);
    const auto meanOf = [&](const std::string& material) {
        double sum = 0.0;
        int count = 0;
        for (const auto& part : mesh.parts)
            for (int f = part.firstTriangle; part.material == material && f < part.firstTriangle + part.triangleCount; ++f, ++count) {
                const auto& corners = mesh.uvTriangles[static_cast<std::size_t>(f)];
                const Eigen::Vector2f uv = (mesh.uvs[corners[0]] + mesh.uvs[corners[1]] + mesh.uvs[corners[2]]) / 3.0F;
                sum += tunable[0][0][static_cast<int>((1.0F - uv.y()) * kSize)][static_cast<int>(uv.x() * kSize)].item<double>();
            }
        return sum / count;
    };
    QVERIFY(meanOf("tongue") < 0.05);
    QVERIFY(meanOf("gums") < 0.4); // teeth stand in them
    QVERIFY(meanOf("teeth") > 0.95);
    QVERIFY(meanOf("eyes") > 0.95);

    auto subject = m_sitting.subject();
    const auto before = subject.generator.parameters.at(generator::kTextureResidual).clone();
    base::SilentProgress silent;
    const auto views = prepareViews(subject, 2, 5, silent, {});
    PivotalTuner tuner(subject, views, meanLatent(subject.generator), kTuning);
    for (int step = 0; step < 6; ++step)
        tuner.step(step);
    const torch::NoGradGuard noGrad;
    const auto moved = (subject.generator.parameters.at(generator::kTextureResidual) - before).abs().amax(1, true);
    QVERIFY(!moved.masked_select(subject.trust.reach.eq(0.0)).any().item<bool>());
    QVERIFY(moved.masked_select(subject.trust.reach.eq(1.0)).any().item<bool>());
}

void TestInversion::goesOnAsIfNeverInterrupted()
{
    base::SilentProgress silent;
    const auto run = [&](int stopAt) {
        auto subject = m_sitting.subject();
        const auto views = prepareViews(subject, 2, 5, silent, {});
        const auto pivot = meanLatent(subject.generator);
        PivotalTuner first(subject, views, pivot, kTuning);
        for (int step = 0; step < stopAt; ++step)
            first.step(step);
        const auto state = first.state();
        auto again = m_sitting.subject();
        PivotalTuner second(again, views, pivot, kTuning);
        second.restore(state);
        for (int step = stopAt; step < 8; ++step)
            second.step(step);
        return second.averaged();
    };
    const auto whole = run(0), parted = run(5);
    for (const auto& [name, tensor] : whole)
        QVERIFY2(tensor.equal(parted.at(name)), name.c_str());
}

void TestInversion::keepsItsStateWhenCancelled()
{
    const QTemporaryDir folder;
    const std::filesystem::path model = folder.filePath("small.safetensors").toStdString();
    generator::writeGenerator(m_sitting.shared, model);
    InversionOptions options;
    options.quality = Quality::Draft;
    options.budgetSeconds = 600.0; // never met: the steps end it
    options.model = model;
    options.checkpoint = folder.filePath("a.tuning").toStdString();
    const auto& contents = m_sitting.contents;
    base::CancelToken cancel;
    Interruption interruption(3, cancel);
    QVERIFY_EXCEPTION_THROWN((void)invertPhoto(contents.photo, contents.fit, *contents.headModel,
                                               options, interruption, cancel),
                             base::Cancelled);
    QVERIFY(std::filesystem::exists(options.checkpoint));
    base::SilentProgress silent;
    const auto result =
        invertPhoto(contents.photo, contents.fit, *contents.headModel, options, silent, {});
    QVERIFY(!std::filesystem::exists(options.checkpoint));
    QCOMPARE(result.model, std::string("small"));
    QCOMPARE(static_cast<int>(result.ws.size()), result.wsRows * result.wsColumns);
    QVERIFY(!result.weightDelta.empty());
    QVERIFY(result.history.front().step >= 3); // it did not begin anew
}

void TestInversion::refusesGeneratorsWithoutACode()
{
    const QTemporaryDir folder;
    const std::filesystem::path model = folder.filePath("tiny.safetensors").toStdString();
    const auto& contents = m_sitting.contents;
    generator::writeGenerator({test::tinyConfig(),
                               generator::randomParameters(test::tinyConfig(), 1),
                               generator::headLayout(contents.headModel->data(), 64)},
                              model);
    InversionOptions options;
    options.model = model;
    base::SilentProgress silent;
    try {
        (void)invertPhoto(contents.photo, contents.fit, *contents.headModel, options, silent, {});
        QFAIL("a generator without a code was taken");
    } catch (const base::Error& error) {
        QCOMPARE(error.code(), std::string("model_refused"));
    }
}

QTEST_APPLESS_MAIN(TestInversion)
#include "tst_inversion.moc"
