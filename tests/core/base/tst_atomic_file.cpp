// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/atomic_file.h"
#include "base/error.h"
#include "error_code.h"

#include <QtTest/QtTest>

#include <filesystem>
#include <fstream>
#include <string>

namespace fs = std::filesystem;
using namespace effigy::base;

namespace {

std::span<const std::byte> bytesOf(const std::string& text)
{
    return std::as_bytes(std::span(text.data(), text.size()));
}

std::string textOf(const fs::path& path)
{
    const auto bytes = readFile(path);
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

} // namespace

class TestAtomicFile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void roundTrips();
    void leavesNothingWithoutCommit();
    void keepsTheOldFileWithoutCommit();
    void keepsTheExtension();
    void refusesMissingFolder();
    void refusesFolderAsFile();
    void readRefusesMissingAndHuge();

private:
    [[nodiscard]] fs::path path(const char* name) const { return fs::path(m_folder->path().toStdString()) / name; }
    [[nodiscard]] int fileCount() const
    {
        return static_cast<int>(std::distance(fs::directory_iterator(m_folder->path().toStdString()), {}));
    }
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestAtomicFile::roundTrips()
{
    writeFileAtomically(path("a.txt"), bytesOf("effigy"));
    QCOMPARE(textOf(path("a.txt")), std::string("effigy"));
    QCOMPARE(fileCount(), 1);
}

void TestAtomicFile::leavesNothingWithoutCommit()
{
    {
        AtomicFile file(path("a.png"));
        std::ofstream(file.temporary()) << "half";
        QCOMPARE(fileCount(), 1);
    }
    QCOMPARE(fileCount(), 0);
}

void TestAtomicFile::keepsTheOldFileWithoutCommit()
{
    writeFileAtomically(path("a.txt"), bytesOf("old"));
    {
        AtomicFile file(path("a.txt"));
        std::ofstream(file.temporary()) << "new";
    }
    QCOMPARE(textOf(path("a.txt")), std::string("old"));
}

void TestAtomicFile::keepsTheExtension()
{
    const AtomicFile file(path("clip.mp4"));
    QCOMPARE(file.temporary().extension().string(), std::string(".mp4"));
}

void TestAtomicFile::refusesMissingFolder()
{
    QCOMPARE(effigy::test::errorCodeOf([&] { AtomicFile file(path("no/such/a.txt")); }), std::string("storage"));
}

void TestAtomicFile::refusesFolderAsFile()
{
    QCOMPARE(effigy::test::errorCodeOf([&] { AtomicFile file(m_folder->path().toStdString()); }), std::string("storage"));
}

void TestAtomicFile::readRefusesMissingAndHuge()
{
    QCOMPARE(effigy::test::errorCodeOf([&] { (void)readFile(path("none")); }), std::string("storage"));
    writeFileAtomically(path("a.txt"), bytesOf("effigy"));
    QCOMPARE(effigy::test::errorCodeOf([&] { (void)readFile(path("a.txt"), 5); }), std::string("storage"));
    QCOMPARE(readFile(path("a.txt"), 6).size(), std::size_t{6});
}

QTEST_APPLESS_MAIN(TestAtomicFile)
#include "tst_atomic_file.moc"
