// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "error_code.h"
#include "tensorio/safetensors_file.h"

#include <QtTest/QtTest>

#include <array>
#include <cstring>
#include <functional>
#include <random>

using namespace effigy;
using tensorio::ArrayView;
using tensorio::SafetensorsFile;

namespace {

std::vector<std::byte> blobOf(const std::string& header, std::size_t dataBytes)
{
    const std::uint64_t length = header.size();
    std::vector<std::byte> blob(sizeof length + header.size() + dataBytes);
    std::memcpy(blob.data(), &length, sizeof length);
    std::memcpy(blob.data() + sizeof length, header.data(), header.size());
    return blob;
}

std::string codeOf(const std::vector<std::byte>& blob)
{
    return test::errorCodeOf([&] { (void)SafetensorsFile::parse(blob, "blob"); });
}

} // namespace

class TestSafetensorsFile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void returnsWhatWasWritten();
    void keepsTheOrderAndTheMetadata();
    void readsAHeaderWrittenByHand();
    void refusesHostileHeaders_data();
    void refusesHostileHeaders();
    void refusesEveryTruncation();
    void survivesFlippedBits();
    void tellsAMissingFile();
};

void TestSafetensorsFile::returnsWhatWasWritten()
{
    const std::array<float, 6> floats = {1, 2, 3, 4, 5, 6};
    const std::array<std::int64_t, 2> longs = {-7, std::int64_t{1} << 60};
    const std::array<std::uint8_t, 3> bytes = {0, 128, 255};
    const std::array<ArrayView, 3> arrays = {tensorio::viewOf<float>("b", {2, 3}, floats),
                                             tensorio::viewOf<std::int64_t>("a", {2}, longs),
                                             tensorio::viewOf<std::uint8_t>("c", {3}, bytes)};
    const auto blob = tensorio::encodeSafetensors(arrays);
    const auto file = SafetensorsFile::parse(blob, "blob");
    QVERIFY(std::ranges::equal(file.at("b").as<float>(), floats));
    QVERIFY(std::ranges::equal(file.at("a").as<std::int64_t>(), longs));
    QVERIFY(std::ranges::equal(file.at("c").as<std::uint8_t>(), bytes));
    QCOMPARE(file.at("b").shape, (std::vector<std::int64_t>{2, 3}));
    QVERIFY(file.find("d") == nullptr);
    QCOMPARE(test::errorCodeOf([&] { (void)file.at("d"); }), std::string("model_refused"));
}

void TestSafetensorsFile::keepsTheOrderAndTheMetadata()
{
    const std::array<float, 1> one = {1};
    const std::array<ArrayView, 2> arrays = {tensorio::viewOf<float>("z", {1}, one), tensorio::viewOf<float>("a", {}, one)};
    const auto blob = tensorio::encodeSafetensors(arrays, {{"config", "{\"w\": \"\xc3\xa4\"}"}});
    const auto file = SafetensorsFile::parse(blob, "blob");
    QCOMPARE(file.arrays()[0].name, std::string("z"));
    QCOMPARE(file.arrays()[1].name, std::string("a"));
    QCOMPARE(file.arrays()[1].elementCount(), std::int64_t{1});
    QCOMPARE(file.metadata().at("config"), std::string("{\"w\": \"\xc3\xa4\"}"));
}

void TestSafetensorsFile::readsAHeaderWrittenByHand()
{
    const auto blob = blobOf("{\"x\":{\"dtype\":\"F16\",\"shape\":[2,0],\"data_offsets\":[0,0]},"
                             "\"y\":{\"dtype\":\"I32\",\"shape\":[1],\"data_offsets\":[0,4]}}",
                             4);
    const auto file = SafetensorsFile::parse(blob, "blob");
    QCOMPARE(file.at("x").elementCount(), std::int64_t{0});
    QCOMPARE(file.at("y").bytes.size(), std::size_t{4});
}

void TestSafetensorsFile::refusesHostileHeaders_data()
{
    QTest::addColumn<QByteArray>("header");
    const auto entry = [](const char* rest) { return QByteArray("{\"x\":{\"dtype\":\"F32\",") + rest + "}}"; };
    QTest::newRow("not JSON") << QByteArray("{\"x\":");
    QTest::newRow("not an object") << QByteArray("[1]");
    QTest::newRow("deep") << QByteArray(100000, '[');
    QTest::newRow("deep objects") << QByteArray("{\"a\":").repeated(5000);
    QTest::newRow("no shape") << entry("\"data_offsets\":[0,16]");
    QTest::newRow("shape too small") << entry("\"shape\":[3],\"data_offsets\":[0,16]");
    QTest::newRow("product wraps to 4") << entry("\"shape\":[4294967296,4294967297,4],\"data_offsets\":[0,16]");
    QTest::newRow("negative") << entry("\"shape\":[-4],\"data_offsets\":[0,16]");
    QTest::newRow("fraction") << entry("\"shape\":[4.0],\"data_offsets\":[0,16]");
    QTest::newRow("beyond 64 bits") << entry("\"shape\":[99999999999999999999],\"data_offsets\":[0,16]");
    QTest::newRow("empty but huge") << entry("\"shape\":[0,9223372036854775807],\"data_offsets\":[0,0]");
    QTest::newRow("outside") << entry("\"shape\":[4],\"data_offsets\":[16,32]");
    QTest::newRow("backwards") << entry("\"shape\":[4],\"data_offsets\":[16,0]");
    QTest::newRow("gap") << entry("\"shape\":[2],\"data_offsets\":[8,16]");
    QTest::newRow("left over") << entry("\"shape\":[2],\"data_offsets\":[0,8]");
    QTest::newRow("unknown type") << QByteArray("{\"x\":{\"dtype\":\"F8\",\"shape\":[16],\"data_offsets\":[0,16]}}");
    QTest::newRow("type is a number") << QByteArray("{\"x\":{\"dtype\":4,\"shape\":[16],\"data_offsets\":[0,16]}}");
    QTest::newRow("metadata is a list") << QByteArray("{\"__metadata__\":[]}");
    QTest::newRow("overlap") << QByteArray("{\"x\":{\"dtype\":\"U8\",\"shape\":[16],\"data_offsets\":[0,16]},"
                                           "\"y\":{\"dtype\":\"U8\",\"shape\":[8],\"data_offsets\":[8,16]}}");
}

void TestSafetensorsFile::refusesHostileHeaders()
{
    QFETCH(QByteArray, header);
    QCOMPARE(codeOf(blobOf(header.toStdString(), 16)), std::string("model_refused"));
}

void TestSafetensorsFile::refusesEveryTruncation()
{
    const std::array<float, 4> floats = {1, 2, 3, 4};
    const std::array<ArrayView, 1> arrays = {tensorio::viewOf<float>("x", {4}, floats)};
    const auto whole = tensorio::encodeSafetensors(arrays);
    for (std::size_t length = 0; length < whole.size(); ++length)
        QCOMPARE(codeOf({whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(length)}), std::string("model_refused"));
    auto hugeHeader = whole;
    std::memset(hugeHeader.data(), 0xff, 8);
    QCOMPARE(codeOf(hugeHeader), std::string("model_refused"));
}

void TestSafetensorsFile::survivesFlippedBits()
{
    const std::array<float, 4> floats = {1, 2, 3, 4};
    const std::array<ArrayView, 2> arrays = {tensorio::viewOf<float>("x", {2, 2}, floats),
                                             tensorio::viewOf<float>("y", {4}, floats)};
    const auto whole = tensorio::encodeSafetensors(arrays, {{"k", "v"}});
    std::mt19937 random(7);
    for (int i = 0; i < 2000; ++i) {
        auto blob = whole;
        for (int flips = 0; flips < 3; ++flips)
            blob[random() % blob.size()] ^= static_cast<std::byte>(1U << (random() % 8));
        const std::string code = codeOf(blob); // a flip in the numbers or names is no damage that can be seen
        QVERIFY2(code == "none" || code == "model_refused", code.c_str());
    }
}

void TestSafetensorsFile::tellsAMissingFile()
{
    QCOMPARE(test::errorCodeOf([] { (void)SafetensorsFile::open("/nonexistent/model.safetensors"); }), std::string("storage"));
    QCOMPARE(test::errorCodeOf([] { (void)SafetensorsFile::open("/tmp"); }), std::string("storage"));
}

QTEST_GUILESS_MAIN(TestSafetensorsFile)
#include "tst_safetensors_file.moc"
