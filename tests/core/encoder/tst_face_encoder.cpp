// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "encoder/face_encoder.h"
#include "encoder/face_places.h"
#include "error_code.h"

#include <QTemporaryDir>
#include <QtTest/QtTest>

#include <ATen/ATen.h>

#include <cmath>
#include <fstream>

using namespace effigy;
using namespace effigy::encoder;
using torch::Tensor;

namespace {

constexpr FaceNetworkSize kSmall = {.width = 8, .places = 70, .shape = 5, .expression = 4};

FaceEncoderWeights weights()
{
    FaceEncoderWeights made;
    made.size = kSmall;
    made.vertices = {3, 8};
    at::manual_seed(4);
    for (const auto& info : faceNetworkParameters(kSmall)) {
        const bool isScale = info.shape.size() == 1 && (info.name.ends_with("weight") || info.name.ends_with("running_var"));
        made.parameters.set(info.name, isScale ? at::ones(info.shape) : 0.1 * at::randn(info.shape));
    }
    setErrors(made, at::randn({400, 2 * kSmall.places}));
    return made;
}

base::Image picture()
{
    base::Image made(300, 260, 3);
    for (int y = 0; y < made.height; ++y)
        for (int x = 0; x < made.width; ++x)
            for (int c = 0; c < 3; ++c)
                made.at(x, y)[c] = static_cast<std::uint8_t>((x * (c + 1) + y * 2) % 256);
    return made;
}

} // namespace

class TestFaceEncoder : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void splitsEveryOutputOnce();
    void readsInThePictureWhatItSeesInTheSquare();
    void learnsBiasAndSpreadOfErrors();
    void survivesAFile();
    void refusesOtherFiles();
    void shipsForTheFreeHead();
};

void TestFaceEncoder::splitsEveryOutputOnce()
{
    const Tensor outputs = at::arange(kSmall.outputCount(), torch::kFloat64).unsqueeze(0).requires_grad_(true);
    const FaceReadings r = splitReadings(outputs, kSmall);
    QCOMPARE(r.places.sizes(), at::IntArrayRef({1, 70, 2}));
    Tensor sum = at::zeros({}, torch::kFloat64);
    for (const Tensor& part : {r.places, r.placeSpread, r.shape, r.shapeSpread, r.expression, r.expressionSpread, r.gaze, r.gazeSpread, r.distance,
                               r.distanceSpread, r.axes})
        sum = sum + part.sum();
    sum.backward();
    QVERIFY(outputs.grad().gt(0.0).all().item<bool>()); // no output is left out
}

void TestFaceEncoder::readsInThePictureWhatItSeesInTheSquare()
{
    const FaceEncoder encoder(weights());
    const FaceSquare square{.centre = {140.0, 120.0}, .side = 200.0, .angle = 0.2};
    const base::Image photo = picture();
    const FaceReading reading = encoder.read(photo, square);
    const FaceReadings seen = splitReadings(readFaces(cutSquare(photo, square).unsqueeze(0), {encoder.weights().parameters, {}}), kSmall);
    for (int i : {0, 69}) {
        const Eigen::Vector2d there(seen.places[0][i][0].item<double>(), seen.places[0][i][1].item<double>());
        QVERIFY((reading.places[static_cast<std::size_t>(i)] - square.toPicture(there)).norm() < 1e-3);
    }
    QVERIFY(std::abs(reading.spreadPx[5] - 100.0 * std::exp(seen.placeSpread[0][5].item<double>())) < 1e-3);
    QVERIFY((reading.cameraFromHead * reading.cameraFromHead.transpose() - Eigen::Matrix3d::Identity()).norm() < 1e-6);
    // Turned with its square, the same pixels mean a head that is turned by as much.
    Eigen::Matrix3d turn = Eigen::Matrix3d::Identity();
    turn.topLeftCorner<2, 2>() = square.axes();
    const Eigen::Vector3d x(seen.axes[0][0].item<double>(), seen.axes[0][1].item<double>(), seen.axes[0][2].item<double>());
    QVERIFY((reading.cameraFromHead.col(0) - turn * x.normalized()).norm() < 1e-5);
}

void TestFaceEncoder::learnsBiasAndSpreadOfErrors()
{
    at::manual_seed(9);
    FaceEncoderWeights made;
    made.size = {.width = 8, .places = 1, .shape = 1, .expression = 1};
    const Tensor x = at::randn({200000, 1});
    setErrors(made, at::cat({2.0 * x + 0.5, x}, 1)); // the second errs half as much, and together with the first
    QVERIFY(std::abs(made.errorBias[0] - 0.5) < 0.05);
    QVERIFY(std::abs(made.errorCovariance(0, 1) - 2.0) < 0.1);
    QVERIFY(std::abs(made.errorCovariance(1, 1) - 1.02) < 0.05);
}

void TestFaceEncoder::survivesAFile()
{
    QTemporaryDir folder;
    const std::filesystem::path path = folder.filePath("e.safetensors").toStdString();
    const FaceEncoderWeights written = weights();
    writeFaceEncoder(written, path);
    const FaceEncoderWeights read = readFaceEncoder(path);
    QCOMPARE(read.vertices, written.vertices);
    QCOMPARE(read.size.expression, kSmall.expression);
    QVERIFY((read.errorCovariance - written.errorCovariance).cwiseAbs().maxCoeff() < 2e-3); // half precision near 1
    const FaceSquare square{.centre = {150.0, 130.0}, .side = 224.0, .angle = 0.0};
    const auto before = FaceEncoder(written).read(picture(), square), after = FaceEncoder(read).read(picture(), square);
    QVERIFY((before.shape - after.shape).norm() < 0.02 * (1.0 + before.shape.norm()));
}

void TestFaceEncoder::refusesOtherFiles()
{
    QTemporaryDir folder;
    const std::filesystem::path path = folder.filePath("e.safetensors").toStdString();
    const auto codeOf = [&] { return test::errorCodeOf([&] { (void)readFaceEncoder(path); }); };
    QCOMPARE(codeOf(), std::string("model_missing"));
    tensorio::StateDict other;
    other.set("a", at::zeros({2}));
    tensorio::writeStateFile(path, other);
    QCOMPARE(codeOf(), std::string("model_refused"));
    writeFaceEncoder(weights(), path);
    tensorio::StateFile file = tensorio::readStateFile(path);
    file.tensors.set("stem.weight", at::zeros({8, 3, 5, 5}, torch::kFloat16));
    tensorio::writeStateFile(path, file.tensors, file.metadata);
    QCOMPARE(codeOf(), std::string("model_refused"));
    std::ofstream(path) << "not at all";
    QCOMPARE(codeOf(), std::string("model_refused"));
}

void TestFaceEncoder::shipsForTheFreeHead()
{
    const auto encoder = faceEncoderOf("free");
    QVERIFY(encoder != nullptr);
    const auto model = head::loadFreeHead();
    QCOMPARE(encoder->weights().size.shape, std::int64_t{model->shapeCount()});
    // Its places are those that the head as it ships is spread with.
    const auto count = static_cast<int>(encoder->weights().vertices.size());
    QCOMPARE(encoder->weights().vertices, spreadVertices(model->data(), count));
    QVERIFY(faceEncoderOf("somebody-elses") == nullptr);
}

QTEST_GUILESS_MAIN(TestFaceEncoder)
#include "tst_face_encoder.moc"
