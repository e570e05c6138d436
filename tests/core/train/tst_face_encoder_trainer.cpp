// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "train/face_encoder_trainer.h"

#include <QTemporaryDir>
#include <QtTest/QtTest>

#include <ATen/ATen.h>

#include <cmath>

using namespace effigy;
using namespace effigy::train;
using torch::Tensor;

namespace {

FaceTrainingOptions shortRun(const QTemporaryDir& folder)
{
    FaceTrainingOptions options;
    options.size.width = 8;
    options.size.places = 80;
    options.batch = 8;
    options.pool = 32;
    options.heldOut = 16;
    options.run.checkpointEvery = 10;
    options.feed = {.pictureSide = 96, .shotsOfPerson = 4, .threads = 2, .mostWaiting = 32};
    options.run.checkpoint = folder.filePath("run.safetensors").toStdString();
    options.run.metrics = folder.filePath("losses.csv").toStdString();
    return options;
}

} // namespace

class TestFaceEncoderTrainer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void likelihoodIsLeastAtTheTruth();
    void readsBetterThanItBegan();
    void goesOnFromACheckpoint();
    void refusesAnotherRun();
};

void TestFaceEncoderTrainer::likelihoodIsLeastAtTheTruth()
{
    const encoder::FaceNetworkSize size = {.width = 8, .places = 70, .shape = 3, .expression = 2};
    at::manual_seed(1);
    FaceSquares squares = {.images = {}, .places = 0.3 * at::randn({4, 70, 2}), .axes = at::randn({4, 6})};
    KnownFaces faces;
    faces.shape = at::randn({4, 3});
    faces.expression = at::rand({4, 2});
    faces.gaze = 0.1 * at::randn({4, 4});
    faces.distance = at::randn({4});
    encoder::FaceReadings readings = encoder::splitReadings(at::zeros({4, size.outputCount()}), size);
    readings.places = squares.places;
    readings.shape = faces.shape;
    readings.expression = faces.expression;
    readings.gaze = faces.gaze;
    readings.distance = faces.distance;
    readings.axes = squares.axes;
    const double atTruth = readingLoss(readings, squares, faces).item<double>();
    const auto worseWith = [&](Tensor encoder::FaceReadings::*what) {
        encoder::FaceReadings other = readings;
        other.*what = other.*what + 0.3;
        return readingLoss(other, squares, faces).item<double>() > atTruth;
    };
    for (auto what : {&encoder::FaceReadings::places, &encoder::FaceReadings::shape, &encoder::FaceReadings::expression, &encoder::FaceReadings::gaze,
                      &encoder::FaceReadings::distance, &encoder::FaceReadings::axes})
        QVERIFY(worseWith(what));
}

void TestFaceEncoderTrainer::readsBetterThanItBegan()
{
    QTemporaryDir folder;
    FaceTrainingOptions options = shortRun(folder);
    base::SilentProgress progress;
    const auto model = head::loadFreeHead();
    options.run.steps = 50;
    const FaceTrainingResult result = trainFaceEncoder(model->data(), options, progress, {});
    QCOMPARE(result.steps, std::int64_t{50});
    QVERIFY(result.pictures >= options.heldOut + options.batch);
    const auto losses = result.losses.rows();
    std::vector<double> values;
    for (const auto& row : losses)
        if (row.loss == "loss")
            values.push_back(row.value);
    QCOMPARE(values.size(), std::size_t{2}); // every 25 steps
    QVERIFY2(values[1] < values[0], qPrintable(QString("%1 -> %2").arg(values[0]).arg(values[1])));
    const encoder::FaceEncoder encoder(result.weights); // accepts its own shapes
    QCOMPARE(encoder.weights().errorCovariance.rows(), Eigen::Index{160});
}

void TestFaceEncoderTrainer::goesOnFromACheckpoint()
{
    QTemporaryDir folder;
    FaceTrainingOptions options = shortRun(folder);
    base::SilentProgress progress;
    const auto model = head::loadFreeHead();
    options.run.steps = 10;
    (void)trainFaceEncoder(model->data(), options, progress, {});
    options.run.steps = 12;
    const FaceTrainingResult more = trainFaceEncoder(model->data(), options, progress, {});
    QCOMPARE(more.steps, std::int64_t{12}); // two more, not twelve anew
    const tensorio::StateFile file = tensorio::readStateFile(options.run.checkpoint);
    QCOMPARE(file.tensors.at("adam/out.bias.steps").item<std::int64_t>(), std::int64_t{12});
}

void TestFaceEncoderTrainer::refusesAnotherRun()
{
    QTemporaryDir folder;
    FaceTrainingOptions options = shortRun(folder);
    base::SilentProgress progress;
    const auto model = head::loadFreeHead();
    options.run.steps = 2;
    (void)trainFaceEncoder(model->data(), options, progress, {});
    options.size.width = 16;
    try {
        (void)trainFaceEncoder(model->data(), options, progress, {});
        QFAIL("a network of another width was taken");
    } catch (const base::Error& error) {
        QCOMPARE(std::string(error.code()), std::string("model_refused"));
    }
}

QTEST_GUILESS_MAIN(TestFaceEncoderTrainer)
#include "tst_face_encoder_trainer.moc"
