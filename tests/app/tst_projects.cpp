// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/program.h"
#include "base/atomic_file.h"
#include "base/error.h"
#include "core/sound/made_sounds.h"
#include "project/project.h"
#include "sound/sound_reader.h"

#include <QColor>
#include <QImage>
#include <QtTest/QtTest>

using namespace effigy;
using test::Outcome;
using test::runEffigy;

/// What the verbs do with good and bad projects.
class TestProjects : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void editsAndUndoes();
    void unknownControlSuggestsTheNearest();
    void unknownPresetIsRefused();
    void rendersTheMeshBeforeTuning();
    void photoPassIsTheAlignedPhoto();
    void aPictureLiesBehindTheHead();
    void avatarPassBeforeTuningIsRefused();
    void sameCommandSameBytes();
    void exportsMeshAndLandmarks();
    void badProjectIsRefused_data();
    void badProjectIsRefused();
    void readOnlyProjectRendersButDoesNotEdit();
    void fullDiskLeavesNothing_data();
    void fullDiskLeavesNothing();
    void jsonReport();
    void keysAndUndoesThem();
    void laysClipsAndBakesThem();
    void editsAreCalledWhatTheyDid();
    void refusesKeysWithoutForm();
    void motionComesBackFromItsTable();
    void generatesMotionBySeed();
    void rendersAMomentOfTheTimeline();
    void exportsTheRangeOfTheTimeline();
    void filmsOfTheTimelineHaveItsSound();
    void refusesFilesThatAreNoSound();
    void colourTablesTravelWithTheProject();
    void refusesFilesThatAreNoColourTable();
    void caricaturesChangeThePictureAndTheMesh();

private:
    [[nodiscard]] QString path(const char* name) const { return m_folder->filePath(QString::fromLatin1(name)); }
    /// A fresh copy of the project.
    QString project()
    {
        const QString copy = path("p.effigy");
        QFile::copy(m_original.filePath(QStringLiteral("p.effigy")), copy);
        return copy;
    }
    static Outcome run(const QString& verb, const QStringList& arguments, const std::function<void()>& inChild = {})
    {
        return runEffigy(QStringList{verb} + arguments + QStringList{QStringLiteral("--events")}, inChild);
    }
    [[nodiscard]] QStringList files() const { return QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden); }

    QTemporaryDir m_original;
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestProjects::initTestCase()
{
    const auto outcome = runEffigy({QStringLiteral("reconstruct"), QStringLiteral(EFFIGY_RESOURCES "/sample/portrait.jpg"),
                                    QStringLiteral("-o"), m_original.filePath(QStringLiteral("p.effigy"))});
    QVERIFY2(outcome.code == 0, outcome.err.constData());
}

void TestProjects::editsAndUndoes()
{
    const QString p = project();
    const auto jawOf = [](const Outcome& outcome) {
        return outcome.events().back()[QStringLiteral("controls")].toObject()[QStringLiteral("jawOpen")].toDouble();
    };
    const double before = jawOf(run(QStringLiteral("info"), {p}));
    QCOMPARE(jawOf(run(QStringLiteral("edit"), {p, QStringLiteral("--set"), QStringLiteral("jawOpen=0.75")})), 0.75);
    QCOMPARE(jawOf(run(QStringLiteral("info"), {p})), 0.75);
    QCOMPARE(jawOf(run(QStringLiteral("edit"), {p, QStringLiteral("--undo"), QStringLiteral("1")})), before);
    QCOMPARE(jawOf(run(QStringLiteral("edit"), {p, QStringLiteral("--redo"), QStringLiteral("1")})), 0.75);
    QCOMPARE(jawOf(run(QStringLiteral("edit"), {p, QStringLiteral("--reset")})), before);
}

void TestProjects::unknownControlSuggestsTheNearest()
{
    const auto outcome = run(QStringLiteral("edit"), {project(), QStringLiteral("--set"), QStringLiteral("jawOpne=1")});
    QCOMPARE(outcome.code, 1);
    QVERIFY(outcome.err.contains("jawOpen"));
}

void TestProjects::unknownPresetIsRefused()
{
    const auto outcome = run(QStringLiteral("edit"), {project(), QStringLiteral("--preset"), QStringLiteral("grumpy")});
    QCOMPARE(outcome.code, 1);
    QCOMPARE(outcome.errorCode(), QStringLiteral("unsupported"));
}

void TestProjects::rendersTheMeshBeforeTuning()
{
    const auto outcome = run(QStringLiteral("render"), {project(), QStringLiteral("-o"), path("m.png"), QStringLiteral("--size"), QStringLiteral("128")});
    QCOMPARE(outcome.code, 0);
    const QByteArray bytes = [&] {
        QFile file(path("m.png"));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }();
    QVERIFY(bytes.startsWith("\x89PNG"));
    QVERIFY(bytes.size() > 4000); // a head, not one colour
}

void TestProjects::photoPassIsTheAlignedPhoto()
{
    const QString p = project();
    QCOMPARE(run(QStringLiteral("render"), {p, QStringLiteral("-o"), path("a.png"), QStringLiteral("--pass"), QStringLiteral("photo"), QStringLiteral("--match-photo")}).code, 0);
    const auto turned = run(QStringLiteral("render"), {p, QStringLiteral("-o"), path("b.png"), QStringLiteral("--pass"), QStringLiteral("photo"), QStringLiteral("--yaw"), QStringLiteral("20")});
    QCOMPARE(turned.code, 1);
    QCOMPARE(turned.errorCode(), QStringLiteral("unsupported"));
    QVERIFY(!QFile::exists(path("b.png")));
}

void TestProjects::aPictureLiesBehindTheHead()
{
    QImage wall(60, 30, QImage::Format_RGB888);
    wall.fill(QColor(20, 160, 90));
    QVERIFY(wall.save(path("wall.png")));
    const auto corner = [this](const QString& background) {
        const auto outcome = run(QStringLiteral("render"), {project(), QStringLiteral("-o"), path("a.png"), QStringLiteral("--size"), QStringLiteral("64"), QStringLiteral("--background"), background});
        return outcome.code == 0 ? QImage(path("a.png")).pixelColor(1, 1) : QColor();
    };
    QCOMPARE(corner(path("wall.png")), QColor(20, 160, 90));
    QCOMPARE(corner(QStringLiteral("2040F0")), QColor(0x20, 0x40, 0xF0));
    QVERIFY(QFile::remove(path("a.png")));
    const auto refused = run(QStringLiteral("render"), {project(), QStringLiteral("-o"), path("a.png"), QStringLiteral("--background"), path("none.png")});
    QCOMPARE(refused.code, 2);
    QVERIFY(!QFile::exists(path("a.png")));
}

void TestProjects::avatarPassBeforeTuningIsRefused()
{
    const auto outcome = run(QStringLiteral("render"), {project(), QStringLiteral("-o"), path("a.png"), QStringLiteral("--pass"), QStringLiteral("final")});
    QCOMPARE(outcome.code, 1);
    QCOMPARE(outcome.errorCode(), QStringLiteral("unsupported"));
}

void TestProjects::sameCommandSameBytes()
{
    const QString p = project();
    QByteArray first;
    for (const char* name : {"a.png", "b.png"}) {
        QCOMPARE(run(QStringLiteral("render"), {p, QStringLiteral("-o"), path(name), QStringLiteral("--size"), QStringLiteral("200")}).code, 0);
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        QVERIFY(first.isEmpty() || first == bytes);
        first = bytes;
    }
}

void TestProjects::exportsMeshAndLandmarks()
{
    const QString p = project();
    const auto outcome = runEffigy({QStringLiteral("export"), QStringLiteral("mesh"), p, QStringLiteral("-o"), path("h.glb"),
                                    QStringLiteral("--landmarks"), path("l.json")});
    QVERIFY2(outcome.code == 0, outcome.err.constData());
    QFile glb(path("h.glb"));
    QVERIFY(glb.open(QIODevice::ReadOnly));
    QCOMPARE(glb.read(4), QByteArray("glTF"));
    QFile json(path("l.json"));
    QVERIFY(json.open(QIODevice::ReadOnly));
    QCOMPARE(QJsonDocument::fromJson(json.readAll()).array().size(), 68);
    QCOMPARE(runEffigy({QStringLiteral("export"), QStringLiteral("mesh"), p, QStringLiteral("-o"), path("h.xyz")}).code, 1);
    QVERIFY(!QFile::exists(path("h.xyz")));
}

void TestProjects::badProjectIsRefused_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("code");
    QTest::newRow("damaged") << "damaged" << "bad_project";
    QTest::newRow("cut off") << "cut" << "bad_project";
    QTest::newRow("no project") << "text" << "bad_project";
    QTest::newRow("zero bytes") << "empty" << "bad_project";
    QTest::newRow("newer") << "newer" << "newer_project";
    QTest::newRow("missing") << "missing" << "storage";
}

void TestProjects::badProjectIsRefused()
{
    QFETCH(QString, kind);
    QFETCH(QString, code);
    const QString p = project();
    QFile file(p);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QByteArray bytes = file.readAll();
    if (kind == QLatin1String("damaged"))
        for (qsizetype at = 4096; at < bytes.size(); at += 512)
            bytes[at] = static_cast<char>(~bytes[at]);
    if (kind == QLatin1String("cut"))
        bytes.truncate(bytes.size() / 2);
    if (kind == QLatin1String("text"))
        bytes = "Once upon a time there was no project.";
    if (kind == QLatin1String("empty"))
        bytes.clear();
    if (kind == QLatin1String("newer"))
        bytes[62] = 77; // SQLite keeps user_version big-endian at byte 60 of the header
    file.resize(0);
    file.seek(0);
    file.write(bytes);
    file.close();
    if (kind == QLatin1String("missing"))
        QFile::remove(p);
    for (const QStringList& line : {QStringList{QStringLiteral("info"), p},
                                    {QStringLiteral("edit"), p, QStringLiteral("--set"), QStringLiteral("jawOpen=1")},
                                    {QStringLiteral("render"), p, QStringLiteral("-o"), path("x.png")},
                                    {QStringLiteral("invert"), p}}) {
        const auto outcome = runEffigy(line + QStringList{QStringLiteral("--events")});
        QCOMPARE(outcome.code, 1);
        QCOMPARE(outcome.errorCode(), code);
        QVERIFY(outcome.err.contains("p.effigy"));
    }
    QVERIFY(!QFile::exists(path("x.png")));
    if (kind != QLatin1String("missing")) {
        QFile after(p);
        QVERIFY(after.open(QIODevice::ReadOnly));
        QVERIFY(after.readAll() == bytes); // looking at it has not changed it
    }
}

void TestProjects::readOnlyProjectRendersButDoesNotEdit()
{
    const QString p = project();
    QVERIFY(QFile::setPermissions(p, QFileDevice::ReadOwner));
    QVERIFY(QFile::setPermissions(m_folder->path(), QFileDevice::ReadOwner | QFileDevice::ExeOwner));
    QTemporaryDir elsewhere;
    const auto edit = run(QStringLiteral("edit"), {p, QStringLiteral("--set"), QStringLiteral("jawOpen=1")}, test::dropFilePrivileges);
    const auto invert = run(QStringLiteral("invert"), {p}, test::dropFilePrivileges);
    const auto render = run(QStringLiteral("render"), {p, QStringLiteral("-o"), elsewhere.filePath(QStringLiteral("a.png")), QStringLiteral("--size"), QStringLiteral("64")},
                            test::dropFilePrivileges);
    QVERIFY(QFile::setPermissions(m_folder->path(), QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner));
    QCOMPARE(edit.code, 1);
    QCOMPARE(edit.errorCode(), QStringLiteral("storage"));
    QCOMPARE(invert.code, 1);
    QCOMPARE(invert.errorCode(), QStringLiteral("storage"));
    QVERIFY2(render.code == 0, render.err.constData());
}

void TestProjects::fullDiskLeavesNothing_data()
{
    QTest::addColumn<QStringList>("line");
    QTest::newRow("reconstruct") << QStringList{QStringLiteral("reconstruct"), QStringLiteral(EFFIGY_RESOURCES "/sample/portrait.jpg"),
                                                QStringLiteral("-o"), QStringLiteral("OUT/new.effigy")};
    QTest::newRow("render") << QStringList{QStringLiteral("render"), QStringLiteral("P"), QStringLiteral("-o"), QStringLiteral("OUT/a.png")};
    QTest::newRow("glb") << QStringList{QStringLiteral("export"), QStringLiteral("mesh"), QStringLiteral("P"), QStringLiteral("-o"), QStringLiteral("OUT/a.glb")};
    QTest::newRow("obj") << QStringList{QStringLiteral("export"), QStringLiteral("mesh"), QStringLiteral("P"), QStringLiteral("-o"), QStringLiteral("OUT/a.obj")};
    QTest::newRow("mp4") << QStringList{QStringLiteral("export"), QStringLiteral("video"), QStringLiteral("P"), QStringLiteral("-o"),
                                        QStringLiteral("OUT/a.mp4"), QStringLiteral("--seconds"), QStringLiteral("0.5")};
}

void TestProjects::fullDiskLeavesNothing()
{
    QFETCH(QStringList, line);
    const QString p = project();
    for (QString& argument : line) {
        if (argument == QLatin1String("P"))
            argument = p;
        argument.replace(QStringLiteral("OUT"), m_folder->path());
    }
    constexpr long kRoom = 12'000; // bytes: less than any of the results
    const auto outcome = runEffigy(line + QStringList{QStringLiteral("--events")}, test::withFileLimit(kRoom));
    QCOMPARE(outcome.code, 1);
    QCOMPARE(outcome.errorCode(), QStringLiteral("storage"));
    QCOMPARE(files(), QStringList{QStringLiteral("p.effigy")});
}

void TestProjects::jsonReport()
{
    const auto outcome = runEffigy({QStringLiteral("info"), project(), QStringLiteral("--json")});
    QCOMPARE(outcome.code, 0);
    const QJsonObject report = QJsonDocument::fromJson(outcome.out).object();
    QCOMPARE(report[QStringLiteral("kind")].toString(), QStringLiteral("project"));
    QCOMPARE(report[QStringLiteral("photo")].toString(), QStringLiteral("portrait.jpg"));
    QVERIFY(!report[QStringLiteral("inverted")].toBool());
}

void TestProjects::keysAndUndoesThem()
{
    const QString p = project();
    QCOMPARE(run(QStringLiteral("edit"), {p, QStringLiteral("--key"), QStringLiteral("jawOpen@0.5=0.75:linear"), QStringLiteral("headYaw@1=20"), QStringLiteral("--range"),
                                          QStringLiteral("0-2"), QStringLiteral("--fps"), QStringLiteral("25")}).code, 0);
    const auto report = [&] { return QJsonDocument::fromJson(runEffigy({QStringLiteral("timeline"), QStringLiteral("info"), p, QStringLiteral("--json")}).out).object(); };
    QCOMPARE(report()[QStringLiteral("keys")].toInt(), 2);
    const QJsonObject timeline = report()[QStringLiteral("timeline")].toObject();
    QCOMPARE(timeline[QStringLiteral("fps")].toDouble(), 25.0);
    QCOMPARE(timeline[QStringLiteral("tracks")].toObject()[QStringLiteral("jawOpen")].toArray()[0].toArray(),
             (QJsonArray{0.5, 0.75, QStringLiteral("linear")}));
    QCOMPARE(run(QStringLiteral("edit"), {p, QStringLiteral("--remove-key"), QStringLiteral("headYaw")}).code, 0);
    QCOMPARE(report()[QStringLiteral("keys")].toInt(), 1);
    QCOMPARE(run(QStringLiteral("edit"), {p, QStringLiteral("--undo"), QStringLiteral("2")}).code, 0);
    QCOMPARE(report()[QStringLiteral("keys")].toInt(), 0);
}

void TestProjects::laysClipsAndBakesThem()
{
    const QString p = project();
    const auto clip = [&](QStringList line) { return runEffigy(QStringList{QStringLiteral("timeline"), QStringLiteral("clip"), p} + line + QStringList{QStringLiteral("--json")}); };
    const auto clips = [](const auto& told) { return QJsonDocument::fromJson(told.out).object()[QStringLiteral("clips")].toObject(); };
    QCOMPARE(run(QStringLiteral("edit"), {p, QStringLiteral("--key"), QStringLiteral("jawOpen@1=0"), QStringLiteral("jawOpen@2=0.8")}).code, 0);
    const auto made = clip({QStringLiteral("yawn"), QStringLiteral("--of-keys"), QStringLiteral("--save"), path("yawn.json")});
    QCOMPARE(made.code, 0);
    QCOMPARE(clips(made)[QStringLiteral("yawn")].toObject()[QStringLiteral("start")].toDouble(), 1.0);
    QCOMPARE(clips(clip({QStringLiteral("yawn"), QStringLiteral("--repeats"), QStringLiteral("3")}))[QStringLiteral("yawn")].toObject()[QStringLiteral("end")].toDouble(), 4.0);
    QCOMPARE(run(QStringLiteral("edit"), {p, QStringLiteral("--clip"), path("yawn.json") + QStringLiteral("@0.5")}).code, 0);
    QCOMPARE(clips(clip({}))[QStringLiteral("yawn 2")].toObject()[QStringLiteral("start")].toDouble(), 0.5);
    const auto baked = clip({QStringLiteral("yawn"), QStringLiteral("--bake")});
    QCOMPARE(clips(baked).keys(), QStringList{QStringLiteral("yawn 2")});
    QVERIFY(QJsonDocument::fromJson(baked.out).object()[QStringLiteral("keys")].toInt() >= 72); // three seconds of frames
    const auto unknown = clip({QStringLiteral("nod"), QStringLiteral("--remove")});
    QCOMPARE(unknown.code, 1);
    QVERIFY(unknown.err.contains("yawn 2"));
}

void TestProjects::editsAreCalledWhatTheyDid()
{
    const QString p = project();
    const auto edit = [&](const QStringList& options) { return run(QStringLiteral("edit"), QStringList{p} + options).code; };
    const auto timeline = [&](const char* verb, const QStringList& rest) { return runEffigy(QStringList{QStringLiteral("timeline"), QLatin1String(verb), p} + rest).code; };
    QCOMPARE(edit({QStringLiteral("--set"), QStringLiteral("jawOpen=0.4")}), 0);
    QCOMPARE(edit({QStringLiteral("--set"), QStringLiteral("jawOpen=0.5"), QStringLiteral("eyeBlinkLeft=1")}), 0);
    QCOMPARE(edit({QStringLiteral("--look"), QStringLiteral("clay")}), 0);
    QCOMPARE(edit({QStringLiteral("--key"), QStringLiteral("jawOpen@1=0"), QStringLiteral("jawOpen@2=0.8")}), 0);
    QCOMPARE(timeline("clip", {QStringLiteral("nod"), QStringLiteral("--of-keys"), QStringLiteral("--save"), path("nod.json")}), 0);
    QCOMPARE(edit({QStringLiteral("--clip"), path("nod.json") + QStringLiteral("@3")}), 0);
    QCOMPARE(timeline("clip", {QStringLiteral("nod"), QStringLiteral("--weight"), QStringLiteral("0.5")}), 0);
    QCOMPARE(timeline("clip", {QStringLiteral("nod"), QStringLiteral("--rename"), QStringLiteral("yes")}), 0);
    QCOMPARE(timeline("clip", {QStringLiteral("yes"), QStringLiteral("--remove")}), 0);
    QCOMPARE(timeline("pose", {QStringLiteral("--name"), QStringLiteral("smile"), QStringLiteral("--time"), QStringLiteral("1")}), 0);
    QCOMPARE(runEffigy({QStringLiteral("style"), QStringLiteral("set"), p, QStringLiteral("--strength"), QStringLiteral("0.5"), QStringLiteral("--curve"),
                        QStringLiteral("red=0,0:0.5,0.6:1,1")}).code, 0);
    const avatar::Document document = project::Project::open(p.toStdString(), project::Access::ReadOnly).document();
    std::vector<std::string> names;
    for (const avatar::Edit& made : document.history().edits())
        names.push_back(made.name());
    const std::vector<std::string> expected = {"Jaw open", "Jaw open, Left eye blink", "Look: Clay", "Add keys: Jaw open",
                                               "Clip of keys: nod", "Clip of motion: nod 2", "Change a clip: nod", "Rename a clip: yes",
                                               "Remove a clip: yes", "Key pose: Smile", "Strength of the look", "Tone curve"};
    QCOMPARE(names, expected);
}

void TestProjects::refusesKeysWithoutForm()
{
    for (const char* key : {"jawOpen=1", "jawOpen@x=1", "jawOpen@1", "jawOpen@1=1:wavy"})
        QCOMPARE(run(QStringLiteral("edit"), {project(), QStringLiteral("--key"), QLatin1String(key)}).code, 2);
    const auto unknown = run(QStringLiteral("edit"), {project(), QStringLiteral("--key"), QStringLiteral("jawOpne@1=1")});
    QCOMPARE(unknown.code, 1);
    QVERIFY(unknown.err.contains("jawOpen"));
}

void TestProjects::motionComesBackFromItsTable()
{
    const QString p = project();
    const auto timeline = [&](QStringList line) { return runEffigy(QStringList{QStringLiteral("timeline")} + line); };
    QCOMPARE(run(QStringLiteral("edit"), {p, QStringLiteral("--key"), QStringLiteral("jawOpen@0=0"), QStringLiteral("jawOpen@0.4=0.8"), QStringLiteral("--range"), QStringLiteral("0-0.5")}).code, 0);
    QCOMPARE(timeline({QStringLiteral("export"), p, QStringLiteral("-o"), path("a.csv")}).code, 0);
    QCOMPARE(timeline({QStringLiteral("import"), p, path("a.csv"), QStringLiteral("--replace")}).code, 0);
    QCOMPARE(timeline({QStringLiteral("export"), p, QStringLiteral("-o"), path("b.csv")}).code, 0);
    QFile a(path("a.csv")), b(path("b.csv"));
    QVERIFY(a.open(QIODevice::ReadOnly) && b.open(QIODevice::ReadOnly));
    const QByteArray bytes = a.readAll();
    QCOMPARE(bytes.count('\n'), 31);
    QCOMPARE(b.readAll(), bytes);
    const auto refused = timeline({QStringLiteral("import"), p, p});
    QCOMPARE(refused.code, 1);
    QVERIFY(refused.err.contains("Line 1"));
}

void TestProjects::generatesMotionBySeed()
{
    QByteArray first;
    for (int i = 0; i < 2; ++i) {
        const QString p = path(i == 0 ? "p.effigy" : "q.effigy");
        QVERIFY(QFile::copy(m_original.filePath(QStringLiteral("p.effigy")), p));
        QCOMPARE(run(QStringLiteral("edit"), {p, QStringLiteral("--range"), QStringLiteral("0-20")}).code, 0);
        QCOMPARE(runEffigy({QStringLiteral("timeline"), QStringLiteral("blink"), p, QStringLiteral("--seed"), QStringLiteral("7")}).code, 0);
        const auto fidgeted = runEffigy({QStringLiteral("timeline"), QStringLiteral("fidget"), p, QStringLiteral("--seed"), QStringLiteral("7"), QStringLiteral("--json")});
        const QJsonObject motion = QJsonDocument::fromJson(fidgeted.out).object()[QStringLiteral("timeline")].toObject();
        QVERIFY(motion[QStringLiteral("tracks")].toObject().contains(QStringLiteral("eyeBlinkLeft")));
        QVERIFY(i == 0 || QJsonDocument(motion).toJson() == first);
        first = QJsonDocument(motion).toJson();
    }
}

void TestProjects::rendersAMomentOfTheTimeline()
{
    const QString p = project();
    QCOMPARE(run(QStringLiteral("edit"), {p, QStringLiteral("--key"), QStringLiteral("headYaw@0=-30"), QStringLiteral("headYaw@1=30")}).code, 0);
    QByteArray pictures[2];
    for (int i = 0; i < 2; ++i) {
        QCOMPARE(run(QStringLiteral("render"), {p, QStringLiteral("-o"), path("a.png"), QStringLiteral("--size"), QStringLiteral("64"), QStringLiteral("--time"), QString::number(i)}).code, 0);
        QFile file(path("a.png"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        pictures[i] = file.readAll();
    }
    QVERIFY(pictures[0] != pictures[1]);
}

void TestProjects::exportsTheRangeOfTheTimeline()
{
    const QString p = project();
    const QStringList line = {QStringLiteral("export"), QStringLiteral("video"), p, QStringLiteral("-o"), path("f.png"), QStringLiteral("--timeline"), QStringLiteral("--size"), QStringLiteral("32")};
    const auto empty = runEffigy(line);
    QCOMPARE(empty.code, 1);
    QVERIFY(empty.err.contains("no keys"));
    QCOMPARE(run(QStringLiteral("edit"), {p, QStringLiteral("--key"), QStringLiteral("jawOpen@0=0"), QStringLiteral("jawOpen@0.25=1"), QStringLiteral("--range"), QStringLiteral("0-0.25")}).code, 0);
    QCOMPARE(runEffigy(line).code, 0);
    QCOMPARE(files().filter(QStringLiteral("f_")).size(), 6); // a quarter of a second at 24 frames
}

void TestProjects::filmsOfTheTimelineHaveItsSound()
{
    const QString p = project();
    const auto bytes = test::wavBytes(test::tone(1000.0, 0.5, 3.0, 2)); // a tone from 0.5 s on
    QFile wav(path("take.wav"));
    QVERIFY(wav.open(QIODevice::WriteOnly));
    wav.write(reinterpret_cast<const char*>(bytes.data()), qint64(bytes.size()));
    wav.close();
    QCOMPARE(run(QStringLiteral("edit"), {p, QStringLiteral("--sound"), path("take.wav"), QStringLiteral("--sound-start"), QStringLiteral("0.75"),
                                          QStringLiteral("--range"), QStringLiteral("1-2")}).code, 0);
    QVERIFY(wav.remove());
    const auto film = [&](const char* name, const QStringList& more) {
        const auto outcome = runEffigy(QStringList{QStringLiteral("export"), QStringLiteral("video"), p, QStringLiteral("-o"), path(name), QStringLiteral("--timeline"),
                                                   QStringLiteral("--size"), QStringLiteral("32"), QStringLiteral("--fps"), QStringLiteral("8")} + more);
        return outcome.code == 0;
    };
    const auto soundOf = [&](const char* name) {
        const auto read = base::readFile(path(name).toStdString());
        return sound::readSound(read, name, {});
    };
    // The tone is heard from 1.25 s of the timeline on, so a quarter of a second into the film.
    QVERIFY(film("a.mp4", {}));
    const auto heard = soundOf("a.mp4");
    QVERIFY2(std::abs(heard.seconds() - 1.0) < 0.022, std::to_string(heard.seconds()).c_str()); // blocks of AAC
    QVERIFY2(std::abs(test::onset(heard) - 0.25) < 0.008, std::to_string(test::onset(heard)).c_str());
    QVERIFY(std::abs(test::strength(heard, 1000.0, 0.3, 0.6) - 0.5) < 0.03);
    // Frames 5 to 8 alone begin half a second later.
    QVERIFY(film("b.mp4", {QStringLiteral("--frames"), QStringLiteral("5-8")}));
    QVERIFY(test::onset(soundOf("b.mp4")) < 0.008);
    QVERIFY(std::abs(soundOf("b.mp4").seconds() - 0.5) < 0.022);
    // Left out by wish, by muting, and where the format has none.
    QVERIFY(film("c.mp4", {QStringLiteral("--no-sound")}));
    QVERIFY_EXCEPTION_THROWN((void)soundOf("c.mp4"), base::Error);
    QVERIFY(film("d.gif", {}));
    QCOMPARE(run(QStringLiteral("edit"), {p, QStringLiteral("--sound-muted"), QStringLiteral("true")}).code, 0);
    QVERIFY(film("e.mp4", {}));
    QVERIFY_EXCEPTION_THROWN((void)soundOf("e.mp4"), base::Error);
    QCOMPARE(run(QStringLiteral("edit"), {p, QStringLiteral("--no-sound")}).code, 0);
    const auto none = runEffigy({QStringLiteral("edit"), p, QStringLiteral("--sound-start"), QStringLiteral("1")});
    QCOMPARE(none.code, 1);
    QVERIFY(none.err.contains("has no sound"));
    QCOMPARE(run(QStringLiteral("edit"), {p, QStringLiteral("--undo"), QStringLiteral("2")}).code, 0); // the removal and the muting
    QVERIFY(film("f.mp4", {}));
    QCOMPARE(soundOf("f.mp4").samples, heard.samples);
}

void TestProjects::refusesFilesThatAreNoSound()
{
    const QString p = project();
    QFile text(path("take.wav"));
    QVERIFY(text.open(QIODevice::WriteOnly));
    text.write("It was a dark and stormy night.");
    text.close();
    const auto outcome = run(QStringLiteral("edit"), {p, QStringLiteral("--sound"), path("take.wav")});
    QCOMPARE(outcome.code, 1);
    QCOMPARE(outcome.events().back()[QStringLiteral("code")].toString(), QStringLiteral("bad_sound"));
    QCOMPARE(runEffigy({QStringLiteral("edit"), p, QStringLiteral("--sound"), path("nothing.wav")}).code, 1);
    QCOMPARE(runEffigy({QStringLiteral("edit"), p, QStringLiteral("--sound"), path("a.wav"), QStringLiteral("--no-sound")}).code, 2);
}

void TestProjects::colourTablesTravelWithTheProject()
{
    const QString p = project();
    const auto pictureBytes = [&](const char* name) {
        [&] { QCOMPARE(run(QStringLiteral("render"), {p, QStringLiteral("-o"), path(name), QStringLiteral("--size"), QStringLiteral("64")}).code, 0); }();
        return base::readFile(path(name).toStdString());
    };
    const auto plain = pictureBytes("plain.png");
    QFile cube(path("inverted.cube"));
    QVERIFY(cube.open(QIODevice::WriteOnly));
    cube.write("LUT_1D_SIZE 2\n1 1 1\n0 0 0\n");
    cube.close();
    QCOMPARE(runEffigy({QStringLiteral("style"), QStringLiteral("set"), p, QStringLiteral("--lut"), path("inverted.cube"), QStringLiteral("--curve"),
                        QStringLiteral("red=0,0:0.5,0.25:1,1")}).code, 0);
    QVERIFY(cube.remove());
    const auto toned = pictureBytes("toned.png");
    QVERIFY(toned != plain);
    QCOMPARE(runEffigy({QStringLiteral("style"), QStringLiteral("cube"), p, QStringLiteral("-o"), path("mine.cube"), QStringLiteral("--size"), QStringLiteral("3")}).code, 0);
    const auto written = base::readFile(path("mine.cube").toStdString());
    const QByteArray text(reinterpret_cast<const char*>(written.data()), qsizetype(written.size()));
    QVERIFY(text.contains("LUT_3D_SIZE 3\n"));
    QVERIFY(text.contains("\n0.750000 1.000000 1.000000\n")); // of (0.5, 0, 0): a quarter, inverted
    QCOMPARE(run(QStringLiteral("edit"), {p, QStringLiteral("--undo"), QStringLiteral("1")}).code, 0);
    QVERIFY(pictureBytes("undone.png") == plain);
}

void TestProjects::refusesFilesThatAreNoColourTable()
{
    const QString p = project();
    QFile text(path("evening.cube"));
    QVERIFY(text.open(QIODevice::WriteOnly));
    text.write("LUT_3D_SIZE 2\nIt was a dark and stormy night.\n");
    text.close();
    const auto outcome = runEffigy({QStringLiteral("style"), QStringLiteral("set"), p, QStringLiteral("--lut"), path("evening.cube"), QStringLiteral("--events")});
    QCOMPARE(outcome.code, 1);
    QCOMPARE(outcome.events().back()[QStringLiteral("code")].toString(), QStringLiteral("bad_lut"));
    QVERIFY(outcome.events().back()[QStringLiteral("message")].toString().contains(QStringLiteral("line 2")));
    QCOMPARE(runEffigy({QStringLiteral("style"), QStringLiteral("set"), p, QStringLiteral("--curve"), QStringLiteral("red=0,0:2,1")}).code, 2);
    QCOMPARE(runEffigy({QStringLiteral("style"), QStringLiteral("set"), p, QStringLiteral("--curve"), QStringLiteral("pink=0,0:1,1")}).code, 2);
}

void TestProjects::caricaturesChangeThePictureAndTheMesh()
{
    const QString p = project();
    std::vector<std::vector<std::byte>> pictures, meshes;
    for (const char* amount : {"caricature=0", "caricature=1"}) {
        const QStringList set{QStringLiteral("--set"), QString::fromLatin1(amount)};
        QCOMPARE(run(QStringLiteral("render"), QStringList{p, QStringLiteral("-o"), path("a.png"), QStringLiteral("--size"), QStringLiteral("64")} + set).code, 0);
        QCOMPARE(runEffigy(QStringList{QStringLiteral("export"), QStringLiteral("mesh"), p, QStringLiteral("-o"), path("a.ply")} + set).code, 0);
        pictures.push_back(base::readFile(path("a.png").toStdString()));
        meshes.push_back(base::readFile(path("a.ply").toStdString()));
    }
    QVERIFY(pictures[0] != pictures[1]);
    QVERIFY(meshes[0] != meshes[1]);
    QCOMPARE(meshes[0].size(), meshes[1].size()); // the same mesh, elsewhere
}

QTEST_GUILESS_MAIN(TestProjects)
#include "tst_projects.moc"
