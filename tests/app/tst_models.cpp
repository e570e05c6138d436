// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/program.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QtTest/QtTest>

using effigy::test::Outcome;
using effigy::test::runEffigy;

namespace {

QString snapshot() { return QStringLiteral(EFFIGY_TEST_DATA "/snapshots/snapshot_layout.pkl"); }
QString shipped() { return QStringLiteral(EFFIGY_RESOURCES "/models/embedded.json"); }

Outcome models(const QStringList& arguments) { return runEffigy(QStringList{QStringLiteral("models")} + arguments); }
QJsonObject report(const QStringList& arguments)
{
    const Outcome outcome = models(arguments + QStringList{QStringLiteral("--json")});
    return QJsonDocument::fromJson(outcome.out).object();
}

} // namespace

class TestModels : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void listsTheShippedModel();
    void tellsAboutFilesAndNames();
    void addsChecksAndRemoves();
    void writesModelsOutAndReadsThemBack();
    void writesDeltas();
    void refusesWhatIsNotThere();

private:
    [[nodiscard]] QString path(const char* name) const { return m_folder->filePath(QLatin1String(name)); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestModels::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    qputenv("EFFIGY_MODELS", path("library").toUtf8());
}

void TestModels::listsTheShippedModel()
{
    const QJsonArray list = report({QStringLiteral("list")})[QStringLiteral("models")].toArray();
    QCOMPARE(list.size(), 1);
    QCOMPARE(list[0][QStringLiteral("id")].toString(), QStringLiteral("embedded"));
    QVERIFY(list[0][QStringLiteral("shipped")].toBool());
    QVERIFY(models({QStringLiteral("list")}).out.startsWith("embedded"));
}

void TestModels::tellsAboutFilesAndNames()
{
    const QJsonObject file = report({QStringLiteral("info"), snapshot()});
    QCOMPARE(file[QStringLiteral("kind")].toString(), QStringLiteral("stylegan2"));
    QVERIFY(!file[QStringLiteral("usable")].toBool());
    QVERIFY(file[QStringLiteral("licence")].toString().contains(QStringLiteral("NVIDIA")));
    const QJsonObject named = report({QStringLiteral("info"), QStringLiteral("embedded")});
    QCOMPARE(named[QStringLiteral("sha256")].toString().size(), 64);
    const Outcome general = runEffigy({QStringLiteral("info"), snapshot(), QStringLiteral("--json")});
    QCOMPARE(QJsonDocument::fromJson(general.out)[QStringLiteral("model_kind")].toString(), QStringLiteral("stylegan2"));
}

void TestModels::addsChecksAndRemoves()
{
    QCOMPARE(report({QStringLiteral("add"), snapshot(), QStringLiteral("--name"), QStringLiteral("layout")})[QStringLiteral("id")].toString(),
             QStringLiteral("layout"));
    QCOMPARE(report({QStringLiteral("list")})[QStringLiteral("models")].toArray().size(), 2);
    QCOMPARE(report({QStringLiteral("check")})[QStringLiteral("models")][QStringLiteral("layout")].toString(), QStringLiteral("sound"));
    QFile::remove(path("library/layout/snapshot_layout.pkl"));
    const Outcome missing = models({QStringLiteral("check"), QStringLiteral("--events")});
    QCOMPARE(missing.code, 1);
    QCOMPARE(missing.errorCode(), QStringLiteral("model_refused"));
    QVERIFY(missing.err.contains("layout is missing"));
    QCOMPARE(models({QStringLiteral("remove"), QStringLiteral("layout")}).code, 0);
    QCOMPARE(report({QStringLiteral("list")})[QStringLiteral("models")].toArray().size(), 1);
    QVERIFY(QFile::exists(snapshot()));
}

void TestModels::writesModelsOutAndReadsThemBack()
{
    const QString copy = path("copy.safetensors");
    QCOMPARE(models({QStringLiteral("export"), QStringLiteral("embedded"), QStringLiteral("-o"), copy}).code, 0);
    const QJsonObject written = report({QStringLiteral("add"), copy});
    QVERIFY(written[QStringLiteral("inverts_photos")].toBool());
    QVERIFY(written[QStringLiteral("licence")].toString().contains(QStringLiteral("GPL"))); // goes with the weights
    QCOMPARE(written[QStringLiteral("config")], report({QStringLiteral("info"), shipped()})[QStringLiteral("config")]);
}

void TestModels::writesDeltas()
{
    const QString copy = path("copy.safetensors"), delta = path("delta.safetensors");
    QCOMPARE(models({QStringLiteral("export"), QStringLiteral("embedded"), QStringLiteral("-o"), copy}).code, 0);
    const QJsonObject same = report({QStringLiteral("export"), copy, QStringLiteral("-o"), delta, QStringLiteral("--delta"), QStringLiteral("embedded")});
    QCOMPARE(same[QStringLiteral("tensors")].toInt(-1), 0); // nothing differs
    QVERIFY(QFile::exists(delta));
    const Outcome ownless = models({QStringLiteral("export"), copy, QStringLiteral("-o"), delta, QStringLiteral("--delta"), QStringLiteral("own")});
    QCOMPARE(ownless.code, 1);
}

void TestModels::refusesWhatIsNotThere()
{
    for (const QStringList& line : {QStringList{QStringLiteral("info"), QStringLiteral("nothing")},
                                    QStringList{QStringLiteral("remove"), QStringLiteral("nothing")},
                                    QStringList{QStringLiteral("remove"), QStringLiteral("embedded")},
                                    QStringList{QStringLiteral("check"), QStringLiteral("nothing")},
                                    QStringList{QStringLiteral("add"), path("nothing.pkl")},
                                    QStringList{QStringLiteral("export"), QStringLiteral("embedded"), QStringLiteral("-o"), path("a.pkl")}})
        QCOMPARE(models(line).code, 1);
    const Outcome unknown = runEffigy({QStringLiteral("generate"), QStringLiteral("--model"), QStringLiteral("nothing"),
                                       QStringLiteral("-o"), path("a.png"), QStringLiteral("--events")});
    QCOMPARE(unknown.errorCode(), QStringLiteral("model_missing"));
}

QTEST_GUILESS_MAIN(TestModels)
#include "tst_models.moc"
