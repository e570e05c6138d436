// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/atomic_file.h"
#include "base/error.h"
#include "tensorio/npz.h"

#include <QtTest/QtTest>

#include <cstring>
#include <random>

using namespace effigy;

namespace {

std::vector<std::byte> npyOf(const std::string& header, const std::string& data)
{
    const auto length = static_cast<std::uint16_t>(header.size());
    std::string text = "\x93NUMPY";
    text += std::string("\x01\x00", 2) + std::string(reinterpret_cast<const char*>(&length), 2) + header + data;
    std::vector<std::byte> blob(text.size());
    std::memcpy(blob.data(), text.data(), text.size());
    return blob;
}

} // namespace

class TestNpz : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void returnsWhatWasWritten();
    void readsFortranOrder();
    void widensUnsignedIntegers();
    void refusesWhatIsNotNumbers_data();
    void refusesWhatIsNotNumbers();
    void refusesEveryTruncation();
    void survivesFlippedBits();
    void refusesToUnpackTooMuch();
};

void TestNpz::returnsWhatWasWritten()
{
    QTemporaryDir folder;
    const auto path = std::filesystem::path(folder.path().toStdString()) / "x.npz";
    tensorio::StateDict arrays;
    arrays.set("z", torch::arange(24, torch::kFloat32).reshape({2, 3, 4}));
    arrays.set("a/b", torch::arange(5));
    arrays.set("flag", torch::ones({3}, torch::kBool));
    arrays.set("scalar", torch::tensor(1.5, torch::kFloat64));
    arrays.set("empty", torch::zeros({0, 2}));
    tensorio::writeNpz(path, arrays);
    const auto read = tensorio::readNpz(path);
    QCOMPARE(read.size(), arrays.size());
    QCOMPARE(read.begin()->first, std::string("z"));
    for (const auto& [name, tensor] : arrays)
        QVERIFY2(torch::equal(read.at(name), tensor) && read.at(name).scalar_type() == tensor.scalar_type(), name.c_str());
}

void TestNpz::readsFortranOrder()
{
    // The columns of [[0, 2, 4], [1, 3, 5]] one after the other.
    const auto blob = npyOf("{'descr': '|u1', 'fortran_order': True, 'shape': (2, 3), }\n", std::string("\0\1\2\3\4\5", 6));
    const auto expected = torch::tensor({0, 2, 4, 1, 3, 5}, torch::kUInt8).reshape({2, 3});
    QVERIFY(torch::equal(tensorio::decodeNpy(blob, "blob"), expected));
}

void TestNpz::widensUnsignedIntegers()
{
    const auto blob = npyOf("{'descr': '<u2', 'fortran_order': False, 'shape': (2,), }\n", std::string("\xff\xff\x01\x00", 4));
    QVERIFY(torch::equal(tensorio::decodeNpy(blob, "blob"), torch::tensor({65535, 1}, torch::kInt32)));
}

void TestNpz::refusesWhatIsNotNumbers_data()
{
    QTest::addColumn<QByteArray>("header");
    const auto row = [](const char* name, const char* header) { QTest::newRow(name) << QByteArray(header); };
    row("objects", "{'descr': '|O', 'fortran_order': False, 'shape': (4,), }\n");
    row("records", "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,), }\n");
    row("big-endian", "{'descr': '>f4', 'fortran_order': False, 'shape': (1,), }\n");
    row("too large", "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }\n");
    row("too small", "{'descr': '|u1', 'fortran_order': False, 'shape': (3,), }\n");
    row("product wraps", "{'descr': '|u1', 'fortran_order': False, 'shape': (4294967296, 4294967296, 4), }\n");
    row("negative", "{'descr': '|u1', 'fortran_order': False, 'shape': (-4,), }\n");
    row("endless shape", "{'descr': '|u1', 'fortran_order': False, 'shape': (4");
    row("no shape", "{'descr': '|u1', 'fortran_order': False, }\n");
    row("nothing", "");
}

void TestNpz::refusesWhatIsNotNumbers()
{
    QFETCH(QByteArray, header);
    QVERIFY_THROWS_EXCEPTION(base::Error, (void)tensorio::decodeNpy(npyOf(header.toStdString(), "abcd"), "blob"));
}

void TestNpz::refusesEveryTruncation()
{
    QTemporaryDir folder;
    const auto path = std::filesystem::path(folder.path().toStdString()) / "x.npz";
    tensorio::StateDict arrays;
    arrays.set("x", torch::arange(8));
    tensorio::writeNpz(path, arrays);
    const auto whole = base::readFile(path);
    for (std::size_t length = 0; length < whole.size(); ++length)
        QVERIFY_THROWS_EXCEPTION(base::Error, (void)tensorio::decodeNpz(std::span(whole).first(length), "blob"));
}

void TestNpz::survivesFlippedBits()
{
    QTemporaryDir folder;
    const auto path = std::filesystem::path(folder.path().toStdString()) / "x.npz";
    tensorio::StateDict arrays;
    arrays.set("x", torch::arange(64));
    arrays.set("y", torch::rand({16}));
    tensorio::writeNpz(path, arrays);
    const auto whole = base::readFile(path);
    std::mt19937 random(11);
    for (int i = 0; i < 2000; ++i) {
        auto blob = whole;
        for (int flips = 0; flips < 2; ++flips)
            blob[random() % blob.size()] ^= static_cast<std::byte>(1U << (random() % 8));
        try {
            (void)tensorio::decodeNpz(blob, "blob");
        } catch (const base::Error& error) {
            QCOMPARE(error.code(), std::string("model_refused"));
        }
    }
}

void TestNpz::refusesToUnpackTooMuch()
{
    QTemporaryDir folder;
    const auto path = std::filesystem::path(folder.path().toStdString()) / "x.npz";
    tensorio::StateDict arrays;
    arrays.set("x", torch::zeros({100000}));
    tensorio::writeNpz(path, arrays);
    QVERIFY_THROWS_EXCEPTION(base::Error, (void)tensorio::readNpz(path, 1000));
}

QTEST_GUILESS_MAIN(TestNpz)
#include "tst_npz.moc"
