// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QTest>
#include <QtWidgets/QtWidgets>

#include <cmath>
#include <memory>

using namespace effigy::ui;

namespace {

double luminance(const QColor& colour)
{
    const auto linear = [](double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

/// WCAG 2 contrast ratio, 1 to 21.
double contrast(const QColor& a, const QColor& b)
{
    const double la = luminance(a), lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

} // namespace

class TestTheme : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void namesComeBack();
    void textIsLegible_data();
    void textIsLegible();
    void greysAreNeutral_data() { textIsLegible_data(); }
    void greysAreNeutral();
    void changingTellsOpenWidgets();
    void aChangeDressesEachWidgetOnce();
    void changedWindowsLookLikeNewOnes();
    void restylingFollowsAProperty();
    void choicesThatCannotBeMadeAreDim();
    void noTokenIsLeftInTheStyleSheet();
    void iconsTakeTheTextColour();
    void everyIconIsDrawn();
};

void TestTheme::namesComeBack()
{
    for (const Theme theme : kThemes)
        QVERIFY(themeFromName(themeName(theme)) == theme);
    QVERIFY(!themeFromName(QStringLiteral("solarized")));
}

void TestTheme::textIsLegible_data()
{
    QTest::addColumn<int>("theme");
    for (const Theme theme : kThemes)
        QTest::newRow(qPrintable(themeName(theme))) << int(theme);
}

void TestTheme::textIsLegible()
{
    QFETCH(int, theme);
    const Tokens& t = tokensOf(Theme(theme));
    const double wanted = Theme(theme) == Theme::HighContrast ? 7.0 : 4.5; // WCAG AAA and AA
    for (const QColor& ground : {t.window, t.panel, t.raised, t.field, t.accentFill, t.errorFill})
        QVERIFY2(contrast(t.text, ground) >= wanted, qPrintable(ground.name()));
    QVERIFY(contrast(t.dimText, t.panel) >= wanted);
    QVERIFY(contrast(t.onAccent, t.accent) >= wanted);
    QVERIFY(contrast(t.error, t.panel) >= 4.5);
    QVERIFY(contrast(t.accent, t.panel) >= 3.0); // the focus ring
}

void TestTheme::greysAreNeutral()
{
    QFETCH(int, theme);
    const Tokens& t = tokensOf(Theme(theme));
    for (const QColor& grey : {t.window, t.panel, t.raised, t.field, t.hover, t.line, t.viewport})
        QCOMPARE(grey.hslSaturation(), 0);
}

void TestTheme::changingTellsOpenWidgets()
{
    struct Listener : QWidget {
        int changes = 0;
        void changeEvent(QEvent* event) override { changes += event->type() == QEvent::PaletteChange; }
    } widget;
    widget.show();
    applyTheme(*qApp, Theme::Light);
    QVERIFY(widget.changes > 0);
    QVERIFY(currentTheme() == Theme::Light);
    QCOMPARE(widget.palette().color(QPalette::WindowText), tokensOf(Theme::Light).text);
    applyTheme(*qApp, Theme::Dark);
    QCOMPARE(tokens().panel, tokensOf(Theme::Dark).panel);
}

namespace {

/// Widgets of the kinds that the style sheet dresses, some levels deep.
std::unique_ptr<QWidget> form()
{
    auto window = std::make_unique<QWidget>();
    auto* scroll = new QScrollArea(window.get());
    auto* page = new QWidget;
    auto* rows = new QVBoxLayout(page);
    auto* primary = new QPushButton(QStringLiteral("Primary"));
    primary->setProperty("primary", true);
    auto* dim = new QLabel(QStringLiteral("Dim"));
    dim->setProperty("role", "dim");
    auto* heading = new QToolButton;
    heading->setText(QStringLiteral("Heading"));
    heading->setStyleSheet(QStringLiteral("QToolButton { font-weight: 600; padding: 3px 6px; }"));
    auto* box = new QComboBox;
    box->addItems({QStringLiteral("One"), QStringLiteral("Two")});
    for (QWidget* widget : std::initializer_list<QWidget*>{primary, dim, heading, box, new QLineEdit(QStringLiteral("Line")), new QCheckBox(QStringLiteral("Check")),
                                                           new QSpinBox, new QProgressBar, new QListWidget})
        rows->addWidget(widget);
    scroll->setWidget(page);
    scroll->setWidgetResizable(true);
    (new QVBoxLayout(window.get()))->addWidget(scroll);
    window->resize(300, 420);
    window->show();
    return window;
}

/// Counts how often each widget is told of a new style.
class StyleCount : public QObject {
public:
    bool eventFilter(QObject* object, QEvent* event) override
    {
        if (event->type() == QEvent::StyleChange)
            ++counts[object];
        return false;
    }
    QHash<QObject*, int> counts;
};

} // namespace

void TestTheme::aChangeDressesEachWidgetOnce()
{
    applyTheme(*qApp, Theme::Dark);
    const auto window = form();
    StyleCount count;
    for (QWidget* widget : window->findChildren<QWidget*>())
        widget->installEventFilter(&count);
    applyTheme(*qApp, Theme::Light);
    QVERIFY(count.counts.size() > 15);
    for (auto it = count.counts.cbegin(); it != count.counts.cend(); ++it)
        QVERIFY2(it.value() <= 2, it.key()->metaObject()->className()); // views pass the change on to their viewports
    applyTheme(*qApp, Theme::Dark);
}

void TestTheme::changedWindowsLookLikeNewOnes()
{
    for (const Theme theme : kThemes) {
        applyTheme(*qApp, theme == Theme::Dark ? Theme::Light : Theme::Dark);
        const auto changed = form();
        QVERIFY(QTest::qWaitForWindowExposed(changed.get()));
        applyTheme(*qApp, theme);
        const auto fresh = form();
        QVERIFY(QTest::qWaitForWindowExposed(fresh.get()));
        QCoreApplication::processEvents();
        QCOMPARE(changed->grab().toImage(), fresh->grab().toImage());
    }
    applyTheme(*qApp, Theme::Dark);
}

void TestTheme::restylingFollowsAProperty()
{
    applyTheme(*qApp, Theme::Dark);
    QLabel label(QStringLiteral("Words"));
    label.setProperty("role", "dim");
    label.ensurePolished();
    QCOMPARE(label.palette().color(QPalette::WindowText), tokens().dimText);
    label.setProperty("role", "error");
    restyle(label);
    QCOMPARE(label.palette().color(QPalette::WindowText), tokens().error);
}

void TestTheme::choicesThatCannotBeMadeAreDim()
{
    for (const Theme theme : {Theme::Dark, Theme::Light, Theme::HighContrast}) {
        applyTheme(*qApp, theme);
        QWidget window;
        QCheckBox box(QStringLiteral("■■■■"), &window); // plain areas of the text's colour
        QRadioButton button(QStringLiteral("■■■■"), &window);
        for (QAbstractButton* choice : {static_cast<QAbstractButton*>(&box), static_cast<QAbstractButton*>(&button)}) {
            choice->setEnabled(false);
            choice->resize(choice->sizeHint());
            const QImage drawn = choice->grab().toImage();
            bool isDim = false, isBright = false;
            for (int x = drawn.width() / 2; x < drawn.width(); ++x)
                for (int y = 0; y < drawn.height(); ++y) {
                    isDim = isDim || drawn.pixelColor(x, y) == tokens().disabledText;
                    isBright = isBright || drawn.pixelColor(x, y) == tokens().text;
                }
            QVERIFY(isDim && !isBright);
        }
    }
}

void TestTheme::noTokenIsLeftInTheStyleSheet()
{
    for (const Theme theme : kThemes) {
        applyTheme(*qApp, theme);
        QVERIFY(!qApp->styleSheet().isEmpty());
        QVERIFY(!qApp->styleSheet().contains(QLatin1Char('@')));
    }
}

void TestTheme::iconsTakeTheTextColour()
{
    for (const Theme theme : {Theme::Light, Theme::Dark}) {
        applyTheme(*qApp, theme);
        const QImage image = icon(QStringLiteral("cancel")).pixmap(48, 48).toImage();
        const QColor middle = image.pixelColor(image.width() / 2, image.height() / 2); // where the cross's bars meet
        QVERIFY(qAbs(middle.lightness() - tokens().text.lightness()) < 12);
    }
}

void TestTheme::everyIconIsDrawn()
{
    const QStringList names = QDir(QStringLiteral(":/icons")).entryList({QStringLiteral("*.svg")});
    QVERIFY(names.size() > 40);
    for (const QString& file : names) {
        if (file == QLatin1String("blank.svg"))
            continue; // keeps the place of an icon
        const QImage image = icon(QString(file).remove(QStringLiteral(".svg"))).pixmap(24, 24).toImage();
        bool isDrawn = false;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                isDrawn = isDrawn || image.pixelColor(x, y).alpha() > 0;
        QVERIFY2(isDrawn, qPrintable(file));
    }
}

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
