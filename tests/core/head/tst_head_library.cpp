// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "core/head/small_head.h"
#include "error_code.h"
#include "head/head_import.h"
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
    void listsAndRemovesWhatWasAdded();
    void tellsWhatIsMissing();
    void knowsFlameByItsNames();
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

void TestHeadLibrary::listsAndRemovesWhatWasAdded()
{
    QVERIFY(addedHeads().empty()); // the folder is not even there
    const std::filesystem::path file = addHead(smallHead());
    std::filesystem::copy_file(file, headFile("another"));
    std::filesystem::copy_file(file, file.parent_path() / "no head.txt");
    const auto heads = addedHeads();
    QCOMPARE(heads.size(), std::size_t{2});
    QCOMPARE(heads[0].name, std::string("another"));
    QCOMPARE(heads[1].file, file);
    QCOMPARE(heads[1].bytes, std::filesystem::file_size(file));
    removeHead("small");
    QVERIFY(!std::filesystem::exists(file));
    QCOMPARE(addedHeads().size(), std::size_t{1});
    QCOMPARE(test::errorCodeOf([] { removeHead("small"); }), std::string("model_missing"));
    QCOMPARE(test::errorCodeOf([] { removeHead("../small"); }), std::string("unsupported"));
}

void TestHeadLibrary::knowsFlameByItsNames()
{
    const auto write = [this](const char* name, const QByteArray& pickle) {
        QFile file(m_folder->filePath(QLatin1String(name)));
        if (!file.open(QIODevice::WriteOnly) || file.write(pickle) != pickle.size())
            qFatal("no file");
        return std::filesystem::path(file.fileName().toStdString());
    };
    // Pickles of protocol 0: a dictionary with those keys, and one of them without the last.
    const QByteArray keys = "(dVv_template\nI1\nsVshapedirs\nI1\nsVJ_regressor\nI1\ns";
    QVERIFY(isFlameFile(write("flame.pkl", keys + "Vkintree_table\nI1\ns.")));
    QVERIFY(!isFlameFile(write("other.pkl", keys + ".")));
    QVERIFY(!isFlameFile(write("broken.pkl", keys)));
    QVERIFY(!isFlameFile(m_folder->filePath(QStringLiteral("none.pkl")).toStdString()));
    QCOMPARE(test::errorCodeOf([&] { (void)importFlame(write("flame.pkl", keys + "Vkintree_table\nI1\ns.")); }),
             std::string("model_missing")); // DECA's files are not beside it
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
