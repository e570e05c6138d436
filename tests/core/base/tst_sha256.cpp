// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "base/sha256.h"

#include <QtTest/QtTest>

#include <string>

using namespace effigy::base;

namespace {

std::string hashOf(std::string_view text)
{
    Sha256 hash;
    hash.add(std::as_bytes(std::span(text)));
    return hash.hex();
}

} // namespace

class TestSha256 : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void givesThePublishedValues();
    void agreesWithQtAtEveryLength();
    void doesNotDependOnThePieces();
    void readsFiles();
    void refusesMissingFiles();
    void stopsWhenCancelled();
};

void TestSha256::givesThePublishedValues() // FIPS 180-4, examples
{
    QCOMPARE(hashOf(""), std::string("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
    QCOMPARE(hashOf("abc"), std::string("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    QCOMPARE(hashOf("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
             std::string("248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"));
}

void TestSha256::agreesWithQtAtEveryLength()
{
    QByteArray bytes;
    for (int length = 0; length < 200; ++length) {
        const QByteArray expected = QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
        QCOMPARE(hashOf(std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size()))), expected.toStdString());
        bytes.append(static_cast<char>(length * 7 + 1));
    }
}

void TestSha256::doesNotDependOnThePieces()
{
    const std::string text(1000, 'x');
    Sha256 hash;
    for (std::size_t at = 0, step = 1; at < text.size(); at += step, step = step * 3 % 97 + 1)
        hash.add(std::as_bytes(std::span(std::string_view(text).substr(at, step))));
    QCOMPARE(hash.hex(), hashOf(text));
}

void TestSha256::readsFiles()
{
    QTemporaryFile file;
    QVERIFY(file.open());
    const QByteArray bytes(5'000'000, 'y'); // more than one read
    file.write(bytes);
    file.close();
    SilentProgress progress;
    QCOMPARE(fileSha256(file.fileName().toStdString(), progress, {}),
             QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex().toStdString());
}

void TestSha256::refusesMissingFiles()
{
    SilentProgress progress;
    QVERIFY_THROWS_EXCEPTION(Error, (void)fileSha256("/nowhere/model.pkl", progress, {}));
    QVERIFY_THROWS_EXCEPTION(Error, (void)fileSha256("/", progress, {}));
}

void TestSha256::stopsWhenCancelled()
{
    QTemporaryFile file;
    QVERIFY(file.open());
    file.write("abc");
    file.close();
    SilentProgress progress;
    const CancelToken cancel;
    cancel.cancel();
    QVERIFY_THROWS_EXCEPTION(Cancelled, (void)fileSha256(file.fileName().toStdString(), progress, cancel));
}

QTEST_GUILESS_MAIN(TestSha256)
#include "tst_sha256.moc"
