// SPDX-License-Identifier: GPL-3.0-or-later
// Damaged and hostile files: each must be refused with a message that names the file, what is wrong
// and where.
#include "base/atomic_file.h"
#include "base/error.h"
#include "tensorio/pickle_file.h"
#include "tensorio/pickle_tensors.h"
#include "tensorio/zip_archive.h"

#include <QtTest/QtTest>

#include <algorithm>
#include <random>

using namespace effigy;
using tensorio::PickleTree;

namespace {

constexpr unsigned kSeed = 5;

std::vector<std::byte> bytesOf(std::string_view text)
{
    const auto bytes = std::as_bytes(std::span(text));
    return {bytes.begin(), bytes.end()};
}

std::string repeated(std::string_view text, std::size_t times)
{
    std::string all;
    for (std::size_t i = 0; i < times; ++i)
        all += text;
    return all;
}

QString refusalOf(std::span<const std::byte> blob, const tensorio::PickleOptions& options = {})
{
    try {
        const PickleTree tree = tensorio::decodePickle(blob, "blob", options);
    } catch (const base::Error& error) {
        return QString::fromStdString(error.code() + ": " + error.message());
    }
    return {};
}

// Reads everything there is to read; whatever happens must be an Error or nothing.
void readAll(std::span<const std::byte> blob, bool isCheckpoint)
{
    try {
        const PickleTree tree = isCheckpoint ? tensorio::decodeTorchCheckpoint(blob, "blob")
                                             : tensorio::decodePickle(blob, "blob");
        (void)tensorio::collectTensors(tree, tree.root());
    } catch (const base::Error& error) {
        QVERIFY(error.code() == "model_refused");
    }
}

std::vector<std::byte> dataFile(const std::string& name)
{
    return base::readFile(std::filesystem::path(EFFIGY_TEST_DATA "/pickles") / name);
}

// A legacy checkpoint whose one storage of 4 floats is seen as a tensor of that offset, sizes and
// strides.
std::vector<std::byte> checkpointOf(const std::string& offset, const std::string& sizes,
                                    const std::string& strides)
{
    const std::string header(
        "\x80\x02\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19.\x80\x02M\xe9\x03.\x80\x02}.",
        25);
    const std::string storage = "((S'storage'\nctorch\nFloatStorage\nS'0'\nS'cpu'\nI4\nNtQ";
    const std::string object = "}S'x'\nctorch._utils\n_rebuild_tensor_v2\n" + storage + offset +
                               sizes + strides + "I00\n}tRs.";
    std::string whole = header + object + "(S'0'\nl.";
    whole += std::string("\4\0\0\0\0\0\0\0", 8) + std::string(16, '\0');
    return bytesOf(whole);
}

} // namespace

class TestHostilePickles : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void refusesByNameAndPlace_data();
    void refusesByNameAndPlace();
    void refusesTooMuch_data();
    void refusesTooMuch();
    void refusesTensorsBeyondTheirStorage_data();
    void refusesTensorsBeyondTheirStorage();
    void refusesEveryTruncation_data();
    void refusesEveryTruncation();
    void survivesFlippedBits_data();
    void survivesFlippedBits();
    void unpacksNoBombs_data();
    void unpacksNoBombs();
};

void TestHostilePickles::refusesByNameAndPlace_data()
{
    QTest::addColumn<QByteArray>("pickle");
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("where");
    const auto row = [](const char* name, const std::string& pickle, const char* what,
                        const char* where) {
        QTest::newRow(name) << QByteArray::fromStdString(pickle) << QString(what) << QString(where);
    };
    row("os.system", "cos\nsystem\n(S'true'\ntR.", "os.system", "at byte 0");
    row("posix.system, protocol 4", "\x80\x04\x8c\x05posix\x8c\x06system\x93\x8c\x04true\x85R.",
        "posix.system", "at byte 17");
    row("eval", "c__builtin__\neval\n(S'1'\ntR.", "eval", "at byte 0");
    row("getattr", "cbuiltins\ngetattr\n(S'a'\nS'b'\ntR.", "builtins.getattr", "at byte 0");
    row("__import__ as an instance", "(S'os'\nicbuiltins\n__import__\n.", "__import__",
        "at byte 7");
    row("subprocess within a list", "(lcsubprocess\nPopen\n.", "subprocess.Popen", "at byte 2");
    row("a call of what may only be named", "cnumpy\nfloat32\n)R.", "numpy.float32", "at byte 16");
    row("a call of a text", "S'a'\n)R.", "calls bytes", "at byte 6");
    row("a class made of another",
        "ccopyreg\n_reconstructor\n(cbuiltins\nint\ncbuiltins\nobject\nNtR.", "builtins.int",
        "byte");
    row("a foreign persistent id", "S'x'\nQ.", "outside", "at byte 5");
    row("the extension registry", "\x80\x02\x82\x01.", "extension", "at byte 2");
    row("an unknown opcode", "\xff.", "unknown opcode 255", "at byte 0");
    row("protocol 6", "\x80\x06N.", "protocol 6", "at byte 0");
    row("a recall of nothing", "h\x07.", "never noted", "at byte 0");
    row("an empty stack", "0.", "not there", "at byte 0");
    row("a missing mark", "t.", "mark", "at byte 0");
    row("a key without a value", "}(Nu.", "key without a value", "at byte 3");
    row("something behind the end", "N.N", "follows its end", "at byte 2");
    row("a list that holds itself",
        "]\x94h\x00"
        "a.",
        "", "");
    row("nothing", "", "", "");
}

void TestHostilePickles::refusesByNameAndPlace()
{
    QFETCH(QByteArray, pickle);
    QFETCH(QString, what);
    QFETCH(QString, where);
    const QString refusal =
        refusalOf(bytesOf({pickle.data(), static_cast<std::size_t>(pickle.size())}));
    QVERIFY2(refusal.startsWith("model_refused: blob"), qPrintable(refusal));
    QVERIFY2(refusal.contains(what) && refusal.contains(where), qPrintable(refusal));
}

void TestHostilePickles::refusesTooMuch_data()
{
    QTest::addColumn<QByteArray>("pickle");
    const auto row = [](const char* name, const std::string& pickle) {
        QTest::newRow(name) << QByteArray::fromStdString(pickle);
    };
    row("2^60 bytes", std::string("\x8e\0\0\0\0\0\0\0\x10.", 10));
    row("2^60 letters", std::string("\x8d\0\0\0\0\0\0\0\x10.", 10));
    row("2^60 in a frame", std::string("\x80\x04\x95\0\0\0\0\0\0\0\x10N.", 13));
    row("4 GiB of Python 2 text", std::string("T\xff\xff\xff\xffx.", 7));
    row("an integer of 2 GiB", std::string("\x8b\xff\xff\xff\x7f.", 6));
    row("an integer of 100000 digits", "L" + std::string(100000, '9') + "L\n.");
    row("100000 marks", std::string(100000, '(') + ".");
    row("tuples 100000 deep", ")" + std::string(100000, '\x85') + ".");
    row("lists 100000 deep", std::string(100001, ']') + std::string(100000, 'a') + ".");
    // Each list holds the one before twice: 2^40 values for whoever walks them without looking.
    row("a memo bomb of copies", "(dp0\n" + repeated("(g0\ng0\nlp0\n", 600) + ".");
    row("200000 values", std::string(200'000, 'N') + ".");
    row("200000 copies on the stack", "N" + std::string(200'000, '2') + ".");
    row("a sparse matrix of 2^40 rows",
        "cscipy.sparse.csc\ncsc_matrix\n)\x81}(S'shape'\n(I1099511627776\nI1\nttS'data'\nNub.");
}

void TestHostilePickles::refusesTooMuch()
{
    QFETCH(QByteArray, pickle);
    tensorio::PickleOptions options;
    options.limits.maxValues = 150'000; // so that the bombs can be small
    const QString refusal =
        refusalOf(bytesOf({pickle.data(), static_cast<std::size_t>(pickle.size())}), options);
    QVERIFY2(refusal.startsWith("model_refused: blob"), qPrintable(refusal));
}

void TestHostilePickles::refusesTensorsBeyondTheirStorage_data()
{
    QTest::addColumn<QString>("offset");
    QTest::addColumn<QString>("sizes");
    QTest::addColumn<QString>("strides");
    QTest::addColumn<bool>("isSound");
    const auto row = [](const char* name, const char* offset, const char* sizes,
                        const char* strides, bool isSound) {
        QTest::newRow(name) << QString(offset) << QString(sizes) << QString(strides) << isSound;
    };
    row("whole", "I0\n", "(I2\nI2\nt", "(I2\nI1\nt", true);
    row("expanded", "I3\n", "(I1000\nt", "(I0\nt", true);
    row("empty at the end", "I4\n", "(I0\nt", "(I1\nt", true);
    row("too long", "I0\n", "(I5\nt", "(I1\nt", false);
    row("offset beyond", "I4\n", "(I1\nt", "(I1\nt", false);
    row("negative offset", "I-1\n", "(I1\nt", "(I1\nt", false);
    row("negative size", "I0\n", "(I-1\nt", "(I1\nt", false);
    row("negative stride", "I3\n", "(I2\nt", "(I-1\nt", false);
    row("stride wraps", "I0\n", "(I3\nt", "(I9223372036854775807\nt", false);
    row("sizes wrap", "I0\n", "(I4294967296\nI4294967296\nI4\nt", "(I0\nI0\nI0\nt", false);
    row("expanded to 2^40", "I0\n", "(I1099511627776\nt", "(I0\nt", false);
    row("strides missing", "I0\n", "(I2\nI2\nt", "(I1\nt", false);
}

void TestHostilePickles::refusesTensorsBeyondTheirStorage()
{
    QFETCH(QString, offset);
    QFETCH(QString, sizes);
    QFETCH(QString, strides);
    QFETCH(bool, isSound);
    const auto blob =
        checkpointOf(offset.toStdString(), sizes.toStdString(), strides.toStdString());
    const auto read = [&] {
        const PickleTree tree = tensorio::decodeTorchCheckpoint(blob, "blob");
        return tensorio::collectTensors(tree, tree.root()).size();
    };
    if (isSound)
        QCOMPARE(read(), std::size_t{1});
    else
        QVERIFY_THROWS_EXCEPTION(base::Error, (void)read());
}

void TestHostilePickles::refusesEveryTruncation_data()
{
    QTest::addColumn<QString>("name");
    for (const char* name :
         {"mini_py3_protocol4.pkl", "mini_py3_protocol5.pkl", "static_embedding_py2_protocol0.pkl",
          "ckpt_small_zip.pt", "ckpt_small_legacy.pt"})
        QTest::newRow(name) << QString(name);
}

void TestHostilePickles::refusesEveryTruncation()
{
    QFETCH(QString, name);
    const auto whole = dataFile(name.toStdString());
    const bool isCheckpoint = name.endsWith(".pt");
    for (std::size_t length = 0; length < whole.size(); length += isCheckpoint ? 3 : 29) {
        const auto part = std::span(whole).first(length);
        QVERIFY_THROWS_EXCEPTION(base::Error,
                                 isCheckpoint ? (void)tensorio::decodeTorchCheckpoint(part, "blob")
                                              : (void)tensorio::decodePickle(part, "blob"));
    }
}

void TestHostilePickles::survivesFlippedBits_data()
{
    refusesEveryTruncation_data();
}

void TestHostilePickles::survivesFlippedBits()
{
    QFETCH(QString, name);
    const auto whole = dataFile(name.toStdString());
    std::mt19937 random(kSeed);
    for (int round = 0; round < 100; ++round) {
        auto flipped = whole;
        for (int flip = 0; flip <= round % 3; ++flip)
            flipped[random() % flipped.size()] ^= static_cast<std::byte>(1U << (random() % 8));
        readAll(flipped, name.endsWith(".pt"));
    }
}

void TestHostilePickles::unpacksNoBombs_data()
{
    QTest::addColumn<bool>("isInStorage");
    QTest::newRow("in the pickle") << false;
    QTest::newRow("in a storage") << true;
}

// Zeros shrink a thousandfold, so that a small archive unpacks to more than may be kept in memory.
void TestHostilePickles::unpacksNoBombs()
{
    QFETCH(bool, isInStorage);
    constexpr std::size_t kSize = std::size_t{16} << 20;
    const std::vector<std::byte> zeros(kSize, std::byte{0});
    const std::string pickle = "((S'storage'\nctorch\nFloatStorage\nS'0'\nS'cpu'\nI" + std::to_string(kSize / 4) + "\ntQ.";
    std::vector<tensorio::ZipContent> members = {{"root/data.pkl", isInStorage ? bytesOf(pickle) : zeros}};
    if (isInStorage)
        members.push_back({"root/data/0", zeros});
    const auto archive = tensorio::encodeZip(members);
    QVERIFY(archive.size() < kSize / 500);
    tensorio::PickleOptions options;
    options.limits.maxBytes = kSize / 2;
    try {
        (void)tensorio::decodeTorchCheckpoint(archive, "blob", options);
        QFAIL("should have been refused");
    } catch (const base::Error& error) {
        QCOMPARE(error.code(), std::string("model_refused"));
        QVERIFY2(error.message().find("blob") != std::string::npos, error.what());
    }
}

QTEST_GUILESS_MAIN(TestHostilePickles)
#include "tst_hostile_pickles.moc"
