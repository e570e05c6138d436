// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "core/head/small_head.h"
#include "error_code.h"
#include "head/head_library.h"

#include <QtTest/QtTest>

using namespace effigy;
using namespace effigy::head;

namespace {

} // namespace

class TestHeadLibrary : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void knowsTheFreeHead();
    void findsWhatWasAdded();
    void tellsWhatIsMissing();
    void refusesNamesThatLeaveTheFolder();
    void keepsTheFreeHeadsName();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestHeadLibrary::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    qputenv("EFFIGY_HEADS", m_folder->filePath(QStringLiteral("heads")).toUtf8());
}

void TestHeadLibrary::knowsTheFreeHead()
{
    QCOMPARE(loadHead("free")->data().name, std::string("free"));
}

void TestHeadLibrary::findsWhatWasAdded()
{
    const std::filesystem::path file = addHead(smallHead());
    QVERIFY(std::filesystem::exists(file));
    QCOMPARE(loadHead("small")->vertexCount(), 4);
    std::filesystem::copy_file(file, headFile("other"));
    QCOMPARE(loadHead("other")->data().name, std::string("other"));
}

void TestHeadLibrary::tellsWhatIsMissing()
{
    QCOMPARE(test::errorCodeOf([] { (void)loadHead("flame"); }), std::string("model_missing"));
}

void TestHeadLibrary::refusesNamesThatLeaveTheFolder()
{
    for (const char* name : {"", "../small", "a/b", "a.b"})
        QCOMPARE(test::errorCodeOf([&] { (void)loadHead(name); }), std::string("unsupported"));
}

void TestHeadLibrary::keepsTheFreeHeadsName()
{
    HeadModelData data = smallHead();
    data.name = "free";
    QCOMPARE(test::errorCodeOf([&] { addHead(data); }), std::string("unsupported"));
}

QTEST_APPLESS_MAIN(TestHeadLibrary)
#include "tst_head_library.moc"
