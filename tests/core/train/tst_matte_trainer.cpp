// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "train/example_pool.h"
#include "train/matte_backdrops.h"
#include "train/matte_trainer.h"

#include <QTemporaryDir>
#include <QtTest/QtTest>

#include <ATen/ATen.h>

#include <algorithm>
#include <string>
#include <vector>

using namespace effigy;
using namespace effigy::train;
using torch::Tensor;

namespace {

MatteTrainingOptions shortRun(const QTemporaryDir& folder)
{
    MatteTrainingOptions options;
    options.size.width = 4;
    options.batch = 2;
    options.pool = 12;
    options.heldOut = 4;
    options.feed.threads = 2;
    options.feed.mostWaiting = 8;
    options.run.checkpointEvery = 10;
    options.run.checkpoint = folder.filePath("run.safetensors").toStdString();
    options.run.metrics = folder.filePath("losses.csv").toStdString();
    return options;
}

MatteTrainingResult trained(const MatteTrainingOptions& options)
{
    at::manual_seed(3);
    base::SilentProgress progress;
    return trainMatte(options, progress, {});
}

} // namespace

class TestMatteTrainer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void poolKeepsTheNewest();
    void backdropsDifferAndHoldTheirOwnColours();
    void cutOutsAreKnown();
    void picturesShowWhatTheSharesSay();
    void lossIsLeastAtTheTruth();
    void mattesBetterThanItBegan();
    void goesOnFromACheckpoint();
    void refusesAnotherRun();
};

void TestMatteTrainer::poolKeepsTheNewest()
{
    ExamplePool pool(4);
    pool.add({at::arange(0, 3), at::arange(0, 3) * 10});
    QCOMPARE(pool.count(), std::int64_t{3});
    pool.add({at::arange(3, 6), at::arange(3, 6) * 10});
    QCOMPARE(pool.count(), std::int64_t{4});
    const ExampleColumns drawn = pool.draw(200);
    QVERIFY(at::equal(drawn[1], 10 * drawn[0])); // columns stay together
    QCOMPARE(drawn[0].min().item<std::int64_t>(), std::int64_t{2});
    QCOMPARE(drawn[0].max().item<std::int64_t>(), std::int64_t{5});
}

void TestMatteTrainer::backdropsDifferAndHoldTheirOwnColours()
{
    at::manual_seed(5);
    const Tensor own = at::tensor({0.3, 0.1, 0.02}, torch::kFloat32)
                           .view({1, 1, 3})
                           .expand({24, 1, 3})
                           .contiguous();
    const Tensor backdrops = hardBackdrops(own, 64);
    QVERIFY((backdrops.sizes() == at::IntArrayRef{24, 3, 64, 64}));
    QVERIFY(backdrops.isfinite().all().item<bool>());
    QVERIFY(backdrops.min().item<double>() >= 0.0 && backdrops.max().item<double>() <= 1.5);
    const Tensor spread = backdrops.std({2, 3}, true, false).amax(1); // [24]
    QVERIFY2(spread.gt(0.02).sum().item<int>() > 16, "most backdrops have a pattern");
    const Tensor means = backdrops.mean({2, 3});
    QVERIFY(means.std(0).min().item<double>() > 0.05); // and they are of different colours
    at::manual_seed(5);
    QVERIFY(at::equal(hardBackdrops(own, 64), backdrops));
}

void TestMatteTrainer::cutOutsAreKnown()
{
    const MatteFeedOptions options = {.pictureSide = 64, .shotsOfPerson = 2};
    const synth::HeadStock stock = synth::loadHeadStock(128);
    const KnownCutOuts cutOuts = MatteFeed::person(stock, options, 7);
    QCOMPARE(cutOuts.count(), std::int64_t{2});
    QVERIFY((cutOuts.cues.sizes() == at::IntArrayRef{2, 5, 64, 64}));
    const Tensor shares = cutOuts.shares.to(torch::kFloat32) / 255.0,
                 head = shares.slice(1, 0, 2).sum(1);
    QVERIFY(shares.sum(1).max().item<double>() < 1.02); // rounding of three bytes
    const Tensor silhouette = cutOuts.cues.select(1, 0).to(torch::kFloat32) / 255.0;
    QVERIFY((silhouette.gt(0.9) * head).sum().item<double>() >
            0.93 * silhouette.gt(0.9).sum().item<double>()); // the mesh errs by millimetres
    const Tensor dark = cutOuts.light.to(torch::kFloat32).amax(1);
    QVERIFY(dark.index({shares.sum(1).eq(0.0)}).max().item<double>() <
            30.0); // nothing but lenses and lashes shines where nobody is
    QVERIFY(at::equal(MatteFeed::person(stock, options, 7).light, cutOuts.light));
    QVERIFY(!at::equal(MatteFeed::person(stock, options, 8).light, cutOuts.light));
}

void TestMatteTrainer::picturesShowWhatTheSharesSay()
{
    const synth::HeadStock stock = synth::loadHeadStock(128);
    const KnownCutOuts cutOuts =
        MatteFeed::person(stock, {.pictureSide = 64, .shotsOfPerson = 4}, 3);
    at::manual_seed(8);
    const MatteExamples examples = photographed(cutOuts);
    QVERIFY((examples.pictures.sizes() == at::IntArrayRef{4, 3, 64, 64}));
    QVERIFY(examples.pictures.min().item<double>() >= 0.0 &&
            examples.pictures.max().item<double>() <= 1.0);
    QVERIFY(at::allclose(examples.shares.sum(1), at::ones({4, 64, 64}), 0.0,
                         0.02)); // rounding of three bytes
    QVERIFY(examples.shares.min().item<double>() >= 0.0);
    const MatteExamples again = photographed(cutOuts); // before other backdrops
    QVERIFY(at::abs(again.pictures - examples.pictures).mean().item<double>() > 0.05);
    at::manual_seed(8);
    QVERIFY(at::equal(photographed(cutOuts).pictures, examples.pictures));
}

void TestMatteTrainer::lossIsLeastAtTheTruth()
{
    at::manual_seed(1);
    MatteExamples examples = {.pictures = {},
                              .cues = at::rand({2, 5, 32, 32}),
                              .shares = at::softmax(3.0 * at::randn({2, 4, 32, 32}), 1)};
    const Tensor truth = at::log(examples.shares);
    const double atTruth = matteLoss(truth, examples).item<double>();
    for (std::int64_t channel = 0; channel < 4; ++channel) {
        Tensor other = truth.clone();
        other.select(1, channel).add_(0.4);
        QVERIFY(matteLoss(other, examples).item<double>() > atTruth);
    }
}

void TestMatteTrainer::mattesBetterThanItBegan()
{
    QTemporaryDir folder;
    MatteTrainingOptions options = shortRun(folder);
    options.run.rate = 0.03; // of runs so short only the beginning of the schedule is seen
    options.run.steps = 1;
    const double atFirst = trained(options).errors.head;
    std::filesystem::remove(options.run.checkpoint);
    options.run.steps = 75;
    const MatteTrainingResult result = trained(options);
    QCOMPARE(result.steps, std::int64_t{75});
    QVERIFY(result.pictures >= options.heldOut + options.batch);
    QVERIFY2(result.errors.head < 0.7 * atFirst, // half, with seeds 3 to 5
             qPrintable(QString("%1 -> %2").arg(atFirst).arg(result.errors.head)));
    std::vector<double> losses;
    for (const auto& row : result.losses.rows())
        if (row.loss == "loss")
            losses.push_back(row.value);
    QCOMPARE(losses.size(), std::size_t{3}); // every 25 steps
    QVERIFY2(losses.back() < losses.front(),
             qPrintable(QString("%1 -> %2").arg(losses.front()).arg(losses.back())));
    QVERIFY(result.sheet.width > 0 && result.sheet.height > 0); // as many rows as held-out pictures were ready at once
    QCOMPARE(result.sheet.height % int(encoder::kMatteSide), 0);
}

void TestMatteTrainer::goesOnFromACheckpoint()
{
    QTemporaryDir folder;
    MatteTrainingOptions options = shortRun(folder);
    options.run.steps = 6;
    const MatteTrainingResult whole = trained(options);
    const MatteTrainingResult same = trained(options); // nothing is left to do
    QCOMPARE(same.steps, std::int64_t{6});
    for (const auto& [name, tensor] : whole.weights.parameters)
        QVERIFY(at::equal(same.weights.parameters.at(name), tensor));
    options.run.steps = 8;
    QCOMPARE(trained(options).steps, std::int64_t{8}); // two more, not eight anew
    const tensorio::StateFile file = tensorio::readStateFile(options.run.checkpoint);
    QCOMPARE(file.tensors.at("adam/out.bias.steps").item<std::int64_t>(), std::int64_t{8});
}

void TestMatteTrainer::refusesAnotherRun()
{
    QTemporaryDir folder;
    MatteTrainingOptions options = shortRun(folder);
    options.run.steps = 1;
    (void)trained(options);
    options.size.width = 6;
    QVERIFY_THROWS_EXCEPTION(base::Error, (void)trained(options));
}

QTEST_GUILESS_MAIN(TestMatteTrainer)
#include "tst_matte_trainer.moc"
