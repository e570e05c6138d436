// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "deca/parameter_list.h"
#include "parity/deca_weights.h"
#include "parity/packed_file.h"

#include <QtTest/QtTest>

#include <ATen/ATen.h>

#include <filesystem>
#include <fstream>

using namespace effigy;

namespace {

const std::filesystem::path kSet = EFFIGY_SOURCE_DIR "/../shared/parity/deca";

struct Refusal {
    std::string code;
    std::string message;
};

Refusal refusalOf(const std::filesystem::path& path)
{
    try {
        (void)deca::readDecaParameters(path);
    } catch (const base::Error& error) {
        return {error.code(), error.message()};
    }
    return {};
}

} // namespace

class TestParameterList : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void countsAsPublished();
    void narrowsBetweenTheEnds();
    void refusesWhatIsNoCheckpoint();
    void namesWhatIsMissing();
    void readsBothContainers_data();
    void readsBothContainers();
    void refusesACutFile();
};

void TestParameterList::countsAsPublished()
{
    std::int64_t encoder = 0, detailEncoder = 0, decoder = 0;
    for (const deca::ParameterInfo& info : deca::decaParameters()) {
        if (!deca::isTrained(info))
            continue;
        std::int64_t count = 1;
        for (const std::int64_t side : info.shape)
            count *= side;
        (info.name.starts_with("E_flame.")    ? encoder
         : info.name.starts_with("E_detail.") ? detailEncoder
                                              : decoder) += count;
    }
    QCOMPARE(encoder, std::int64_t{25'848'108});
    QCOMPARE(detailEncoder, std::int64_t{25'737'408});
    QCOMPARE(decoder, std::int64_t{1'773'345});
}

void TestParameterList::narrowsBetweenTheEnds()
{
    for (const std::int64_t narrowing : {1, 2, 4, 8, 16}) {
        tensorio::StateDict parameters;
        for (const deca::ParameterInfo& info : deca::decaParameters(narrowing))
            parameters.set(info.name, at::zeros(info.shape));
        QCOMPARE(deca::narrowingOf(parameters), narrowing);
        QCOMPARE(parameters.at("E_flame.encoder.layer4.2.conv3.weight").sizes(),
                 at::IntArrayRef({2048 / narrowing, 512 / narrowing, 1, 1}));
        QCOMPARE(parameters.at("E_flame.encoder.conv1.weight").size(1), std::int64_t{3});
        QCOMPARE(parameters.at("E_flame.layers.2.weight").sizes(),
                 at::IntArrayRef({236, 1024 / narrowing}));
        QCOMPARE(parameters.at("D_detail.l1.0.weight").sizes(),
                 at::IntArrayRef({8192 / narrowing, 181}));
        QCOMPARE(parameters.at("D_detail.conv_blocks.21.weight").sizes(),
                 at::IntArrayRef({1, 16 / narrowing, 3, 3}));
    }
    for (const std::int64_t narrowing : {0, 3, 32})
        QVERIFY_EXCEPTION_THROWN((void)deca::decaParameters(narrowing), base::ContractError);
    QCOMPARE(deca::narrowingOf({}), std::int64_t{1}); // whose check then names what is missing
}

void TestParameterList::refusesWhatIsNoCheckpoint()
{
    const QTemporaryDir folder;
    const std::filesystem::path path = folder.filePath(QStringLiteral("m.tar")).toStdString();
    QCOMPARE(refusalOf(path).code, std::string("model_missing"));
    for (const std::string& bytes :
         {std::string(), std::string("a tar of something"), std::string(5000, '\0')}) {
        std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
        QCOMPARE(refusalOf(path).code, std::string("model_refused"));
    }
}

void TestParameterList::namesWhatIsMissing()
{
    for (const char* file : {"/pickles/ckpt_small_legacy.pt", "/pickles/ckpt_small_zip.pt"}) {
        const Refusal refusal = refusalOf(std::string(EFFIGY_TEST_DATA) + file);
        QCOMPARE(refusal.code, std::string("model_refused"));
        QVERIFY2(refusal.message.find("E_detail is missing") != std::string::npos,
                 refusal.message.c_str());
    }
}

void TestParameterList::readsBothContainers_data()
{
    QTest::addColumn<QString>("file");
    for (const char* file : {"deca_model_zip.pt", "deca_model_legacy_with_opt.pt"})
        QTest::newRow(file) << QString::fromLatin1(file);
}

void TestParameterList::readsBothContainers()
{
    if (!std::filesystem::exists(kSet))
        QSKIP("../shared/parity/deca is not there");
    QFETCH(QString, file);
    const parity::PackedFiles packed;
    const tensorio::StateDict read =
        deca::readDecaParameters(packed.find(kSet / file.toStdString()));
    const tensorio::StateDict wanted = parity::decaParameters();
    QCOMPARE(read.size(), wanted.size());
    for (const auto& [name, tensor] : wanted)
        QVERIFY2(at::equal(read.at(name), tensor), name.c_str());
}

void TestParameterList::refusesACutFile()
{
    if (!std::filesystem::exists(kSet))
        QSKIP("../shared/parity/deca is not there");
    const parity::PackedFiles packed;
    const QTemporaryDir folder;
    const std::filesystem::path cut = folder.filePath(QStringLiteral("cut.pt")).toStdString();
    std::filesystem::copy_file(packed.find(kSet / "deca_model_zip.pt"), cut);
    std::filesystem::resize_file(cut, std::filesystem::file_size(cut) / 2);
    QCOMPARE(refusalOf(cut).code, std::string("model_refused"));
}

QTEST_APPLESS_MAIN(TestParameterList)
#include "tst_parameter_list.moc"
