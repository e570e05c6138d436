// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "encoder/matte_reader.h"
#include "error_code.h"

#include <QTemporaryDir>
#include <QtTest/QtTest>

#include <ATen/ATen.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <limits>

using namespace effigy;
using namespace effigy::encoder;
using torch::Tensor;

namespace {

constexpr MatteNetworkSize kSmall = {.width = 4};

MatteWeights weights()
{
    MatteWeights made = {.size = kSmall, .parameters = {}};
    at::manual_seed(4);
    for (const auto& info : matteNetworkParameters(kSmall)) {
        const bool isScale = info.shape.size() == 1 &&
                             (info.name.ends_with("weight") || info.name.ends_with("running_var"));
        made.parameters.set(info.name,
                            isScale ? at::ones(info.shape) : 0.2 * at::randn(info.shape));
    }
    return made;
}

/// A head that is a disc, in the middle.
MatteSeed seedOf(int size)
{
    MatteSeed seed;
    for (base::FloatImage* map :
         {&seed.head, &seed.scalp, &seed.away, &seed.beside, &seed.within})
        *map = base::FloatImage(size, size, 1);
    for (int y = 0; y < size; ++y)
        for (int x = 0; x < size; ++x) {
            const float away = static_cast<float>(std::hypot(x - size / 2, y - size / 2)) /
                                   static_cast<float>(size) -
                               0.3F;
            *seed.head.at(x, y) = away < 0.0F ? 1.0F : 0.0F;
            *seed.away.at(x, y) = std::max(0.0F, away);
            *seed.within.at(x, y) = 0.5F;
        }
    return seed;
}

base::Image pictureOf(int size)
{
    base::Image made(size, size, 3);
    for (int y = 0; y < size; ++y)
        for (int x = 0; x < size; ++x)
            for (int c = 0; c < 3; ++c)
                made.at(x, y)[c] =
                    static_cast<std::uint8_t>((255 * x * (c + 1) / size + 40 * y / size) % 256);
    return made;
}

} // namespace

class TestMatteReader : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void answersInThePicturesSize();
    void seesCues();
    void wantsSizesThatHalve();
    void cuesAreWhatTheSeedSays();
    void sharesSumToOneAndStayTheSame();
    void survivesAFile();
    void refusesOtherFiles();
    void ships();
};

void TestMatteReader::answersInThePicturesSize()
{
    const MatteWeights made = weights();
    const Tensor logits = matteLogits(at::rand({2, 3, 64, 96}), at::rand({2, kMatteCues, 64, 96}),
                                      {made.parameters, {}});
    QVERIFY((logits.sizes() == at::IntArrayRef{2, kMatteClasses, 64, 96}));
    const Tensor shares = at::softmax(logits, 1);
    QVERIFY(
        at::allclose(headShare(shares), shares.select(1, 0).add(shares.select(1, 1)).unsqueeze(1)));
}

void TestMatteReader::seesCues()
{
    const MatteWeights made = weights();
    const Tensor pictures = at::rand({1, 3, 32, 32}), cues = at::zeros({1, kMatteCues, 32, 32});
    const Tensor without = matteLogits(pictures, cues, {made.parameters, {}});
    for (std::int64_t cue = 0; cue < kMatteCues; ++cue) {
        Tensor with = cues.clone();
        with.select(1, cue).fill_(1.0);
        QVERIFY(at::abs(matteLogits(pictures, with, {made.parameters, {}}) - without)
                    .max()
                    .item<double>() > 1e-4);
    }
}

void TestMatteReader::wantsSizesThatHalve()
{
    const MatteWeights made = weights();
    QVERIFY_THROWS_EXCEPTION(base::ContractError,
                             (void)matteLogits(at::rand({1, 3, 60, 64}),
                                               at::rand({1, kMatteCues, 60, 64}),
                                               {made.parameters, {}}));
    QVERIFY_THROWS_EXCEPTION(base::ContractError,
                             (void)matteLogits(at::rand({1, 3, 64, 64}),
                                               at::rand({1, kMatteCues - 1, 64, 64}),
                                               {made.parameters, {}}));
}

void TestMatteReader::cuesAreWhatTheSeedSays()
{
    MatteSeed seed = seedOf(8);
    *seed.away.at(3, 2) = 0.04F;
    *seed.away.at(4, 2) = 7.0F;
    *seed.scalp.at(5, 6) = 0.25F;
    const Tensor cues = cuesOf(seed);
    QVERIFY((cues.sizes() == at::IntArrayRef{kMatteCues, 8, 8}));
    QCOMPARE(cues[0][4][4].item<float>(), 1.0F);
    QCOMPARE(cues[1][6][5].item<float>(), 0.25F);
    QCOMPARE(cues[3][0][0].item<float>(), 0.5F);
    QVERIFY(std::abs(cues[4][2][3].item<double>() - 0.4) < 1e-6); // of 0.1 m
    QCOMPARE(cues[4][2][4].item<float>(), 1.0F);
}

void TestMatteReader::sharesSumToOneAndStayTheSame()
{
    const MatteWeights made = weights();
    for (const int size : {300, 100}) { // larger and smaller than what the network sees
        const base::FloatImage shares = readShares(pictureOf(size), seedOf(size), made);
        QCOMPARE(shares.width, static_cast<int>(kMatteSide));
        QCOMPARE(shares.channels, static_cast<int>(kMatteClasses));
        for (int i = 0; i < shares.width; ++i) {
            const float* at = shares.at(i, i);
            QVERIFY(std::abs(at[0] + at[1] + at[2] + at[3] - 1.0F) < 1e-5F);
        }
        QVERIFY(readShares(pictureOf(size), seedOf(size), made) == shares);
    }
    QVERIFY_THROWS_EXCEPTION(base::ContractError,
                             (void)readShares(pictureOf(64), seedOf(32), made));
    QVERIFY_THROWS_EXCEPTION(base::ContractError,
                             (void)readShares(base::Image(64, 32, 3), seedOf(64), made));
}

void TestMatteReader::survivesAFile()
{
    QTemporaryDir folder;
    const std::filesystem::path path = folder.filePath("m.safetensors").toStdString();
    const MatteWeights made = weights();
    writeMatteWeights(made, path);
    const MatteWeights read = readMatteWeights(path);
    QCOMPARE(read.size.width, kSmall.width);
    for (const auto& [name, tensor] : made.parameters)
        QVERIFY(at::allclose(read.parameters.at(name), tensor, 1e-3, 1e-4)); // half precision
}

void TestMatteReader::refusesOtherFiles()
{
    QTemporaryDir folder;
    const std::filesystem::path path = folder.filePath("m.safetensors").toStdString();
    const auto codeOf = [&] { return test::errorCodeOf([&] { (void)readMatteWeights(path); }); };
    QCOMPARE(codeOf(), std::string("model_missing"));
    tensorio::StateDict other;
    other.set("a", at::zeros({2}));
    tensorio::writeStateFile(path, other);
    QCOMPARE(codeOf(), std::string("model_refused"));
    const auto spoilt = [&](const char* name, const Tensor& tensor) {
        writeMatteWeights(weights(), path);
        tensorio::StateFile file = tensorio::readStateFile(path);
        file.tensors.set(name, tensor);
        tensorio::writeStateFile(path, file.tensors, file.metadata);
        return codeOf();
    };
    QCOMPARE(spoilt("out.bias", at::zeros({kMatteClasses}, torch::kFloat16)), std::string("none"));
    QCOMPARE(spoilt("out.bias", at::zeros({kMatteClasses + 1}, torch::kFloat16)),
             std::string("model_refused"));
    QCOMPARE(spoilt("out.bias", at::full({kMatteClasses}, std::numeric_limits<double>::quiet_NaN(),
                                         torch::kFloat16)),
             std::string("model_refused"));
    writeMatteWeights(weights(), path);
    std::filesystem::resize_file(path, std::filesystem::file_size(path) / 2);
    QCOMPARE(codeOf(), std::string("model_refused"));
    std::ofstream(path) << "not at all";
    QCOMPARE(codeOf(), std::string("model_refused"));
}

void TestMatteReader::ships()
{
    const MatteWeights shipped = shippedMatteWeights();
    QVERIFY(shipped.parameters.elementCount() < 4'000'000);
    // A grey picture: the head is where the mesh says.
    const int size = static_cast<int>(kMatteSide);
    const base::FloatImage shares =
        readShares(base::Image(size, size, 3, 120), seedOf(size), shipped);
    const auto head = [&](int x, int y) { return shares.at(x, y)[0] + shares.at(x, y)[1]; };
    QVERIFY(head(size / 2, size / 2) > 0.5F);
    QVERIFY(head(4, 4) < 0.5F);
}

QTEST_APPLESS_MAIN(TestMatteReader)
#include "tst_matte_reader.moc"
