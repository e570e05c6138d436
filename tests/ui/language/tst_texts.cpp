// SPDX-License-Identifier: GPL-3.0-or-later
//
// No text that a person reads stands in ui/ outside of tr() and its kin.
#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QTest>
#include <QXmlStreamReader>

namespace {

/// Literals that people read and that no language changes: names, licences, and the report that goes to us.
const QSet<QString> kSameInEveryLanguage = {
    QStringLiteral("Effigy"), QStringLiteral("%1 — Effigy"), QStringLiteral("<h2>Effigy %1</h2><p>%2</p>"),
    QStringLiteral("Qt 6 (LGPL-3), QCustomPlot (GPL-3), libtorch (BSD), OpenCV (Apache-2), dlib (Boost), Ceres (BSD), Eigen (MPL-2), "
                   "SQLite (public domain), FFmpeg (LGPL/GPL), libheif (LGPL-3), Little CMS (MIT), tinygltf (MIT), nlohmann-json (MIT), "
                   "spdlog (MIT), CLI11 (BSD)."),
    // fonts
    QStringLiteral("Noto Sans CJK JP"), QStringLiteral("Noto Sans JP"), QStringLiteral("VL Gothic"), QStringLiteral("Noto Sans CJK KR"),
    QStringLiteral("Noto Sans KR"), QStringLiteral("Noto Sans"), QStringLiteral("Open Sans"), QStringLiteral("DejaVu Sans"),
    QStringLiteral("Inter"), QStringLiteral("Cantarell"), QStringLiteral("Fusion"),
    // languages in themselves
    QStringLiteral("English"), QStringLiteral("Deutsch"),
    // the report that goes to us
    QStringLiteral("Effigy %1 on %2 (%3), Qt %4\\ncode: %5\\nmessage: %6\\nhint: %7\\n\\n%8")};

/// Lines that hold no words for people: errors in English (ui/language/error_texts.cpp translates them), broken contracts, logs,
/// style sheets, the report, names of keys and of D-Bus calls.
const QRegularExpression kNotForPeople(QStringLiteral(
    "base::Error\\(|require\\(|qWarning|qFatal|setStyleSheet\\(|static_assert|#include|\\.message = |\\.hint = |asm\\(|QDBusMessage|keys\\("));

struct Literal {
    QString text;
    QString before; // the code that leads to it, without other literals
    int line = 0;
};

/// The string literals of a source, comments left out, neighbours joined.
std::vector<Literal> literalsOf(const QString& source)
{
    static const QRegularExpression kToken(QStringLiteral("//[^\\n]*|/\\*.*?\\*/|'(?:\\\\.|[^'\\\\\\n])'|\"((?:\\\\.|[^\"\\\\])*)\"|\\n|#include[^\\n]*"),
                                           QRegularExpression::DotMatchesEverythingOption);
    std::vector<Literal> found;
    QString before;
    qsizetype at = 0;
    int line = 1;
    for (auto it = kToken.globalMatch(source); it.hasNext();) {
        const auto match = it.next();
        const QString code = source.mid(at, match.capturedStart() - at);
        before += code;
        at = match.capturedEnd();
        if (match.captured().startsWith(u'"')) {
            if (!found.empty() && before.trimmed().isEmpty())
                found.back().text += match.captured(1); // "a" "b"
            else
                found.push_back({match.captured(1), before.trimmed(), line});
            before.clear();
        } else if (!match.captured().startsWith(u'/')) {
            before += match.captured();
        }
        line += int(match.captured().count(u'\n'));
    }
    return found;
}

bool looksLikeWords(QString text)
{
    static const QRegularExpression kTag(QStringLiteral("<[^>]*>"));
    text.remove(kTag);
    static const QRegularExpression kTwoWords(QStringLiteral("[A-Za-z]{2,}[,:;]? [A-Za-z%(]")), kTitle(QStringLiteral("^&?[A-Z][a-z]+…?$"));
    return kTwoWords.match(text).hasMatch() || kTitle.match(text).hasMatch();
}

bool isMarked(const QString& before)
{
    static const QRegularExpression kMark(QStringLiteral("(?:\\btr|QT_TR_NOOP|QT_TRANSLATE_NOOP|translate)\\s*\\([^;{}]*$"));
    return kMark.match(before.section(u';', -1)).hasMatch();
}

/// What the core names in English is translated where it is shown: such names stand in the catalogues.
QSet<QString> namesOfTheCore()
{
    QFile file(QStringLiteral(EFFIGY_SOURCE_DIR "/resources/translations/effigy_de.ts"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("the German catalogue cannot be read");
    QXmlStreamReader xml(&file);
    QSet<QString> names;
    QString context;
    while (xml.readNext() != QXmlStreamReader::EndDocument && !xml.hasError()) {
        if (xml.isStartElement() && xml.name() == QLatin1String("name"))
            context = xml.readElementText();
        else if (xml.isStartElement() && xml.name() == QLatin1String("source") &&
                 (context == QLatin1String("Control") || context == QLatin1String("Edit") || context == QLatin1String("Error")))
            names += xml.readElementText();
    }
    return names;
}

/// The whole line, for what stands before and behind.
QString lineOf(const QString& source, int line) { return source.section(u'\n', line - 1, line - 1); }

} // namespace

class TestTexts : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void findsWhatIsNotMarked();
    void everyTextIsMarked();
};

namespace {

QStringList unmarked(const QString& source)
{
    static const QSet<QString> kNames = namesOfTheCore();
    QStringList found;
    bool isInMark = false; // QT_TRANSLATE_NOOP("context", "text"): the second literal, too
    for (const Literal& literal : literalsOf(source)) {
        const bool goesOn = isInMark && literal.before == QLatin1String(",");
        isInMark = isMarked(literal.before) || goesOn;
        if (isInMark || !looksLikeWords(literal.text) || kSameInEveryLanguage.contains(literal.text) || kNames.contains(literal.text))
            continue;
        if (kNotForPeople.match(lineOf(source, literal.line)).hasMatch() || kNotForPeople.match(literal.before.section(u';', -1)).hasMatch())
            continue;
        found += QStringLiteral("%1: \"%2\"").arg(literal.line).arg(literal.text);
    }
    return found;
}

} // namespace

void TestTexts::findsWhatIsNotMarked()
{
    QCOMPARE(unmarked(QStringLiteral("label->setText(\"Two words\");")).size(), 1);
    QCOMPARE(unmarked(QStringLiteral("label->setText(QStringLiteral(\"Cancel\"));")).size(), 1);
    QCOMPARE(unmarked(QStringLiteral("label->setText(tr(\"Two words\"));")).size(), 0);
    QCOMPARE(unmarked(QStringLiteral("label->setText(tr(\"Two words that \"\n \"go on here\"));")).size(), 0);
    QCOMPARE(unmarked(QStringLiteral("f(QT_TRANSLATE_NOOP(\"Edit\", \"Move the jaw\"));")).size(), 0);
    QCOMPARE(unmarked(QStringLiteral("// \"Two words\" in a comment\nf(\"jawOpen\");")).size(), 0);
    QCOMPARE(unmarked(QStringLiteral("a(tr(\"One text\")); b(\"Another text\");")).size(), 1);
}

void TestTexts::everyTextIsMarked()
{
    QStringList found;
    const QString root = QStringLiteral(EFFIGY_SOURCE_DIR "/ui");
    for (QDirIterator it(root, {"*.cpp", "*.h"}, QDir::Files, QDirIterator::Subdirectories); it.hasNext();) {
        QFile file(it.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        for (const QString& place : unmarked(QString::fromUtf8(file.readAll())))
            found += file.fileName().mid(root.size() - 2) + QLatin1Char(':') + place;
    }
    for (const QString& place : found)
        qWarning("not translated: %s", qPrintable(place));
    QVERIFY(found.isEmpty());
}

QTEST_APPLESS_MAIN(TestTexts)
#include "tst_texts.moc"
