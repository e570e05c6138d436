// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"

#include <QApplication>
#include <QFile>
#include <QFontDatabase>
#include <QPalette>
#include <QStyle>
#include <QStyleFactory>
#include <QWidget>

#include <algorithm>
#include <vector>

namespace effigy::ui {
namespace {

QPalette paletteOf(const Tokens& t)
{
    QPalette p;
    p.setColor(QPalette::Window, t.panel);
    p.setColor(QPalette::WindowText, t.text);
    p.setColor(QPalette::Base, t.field);
    p.setColor(QPalette::AlternateBase, t.panel);
    p.setColor(QPalette::Text, t.text);
    p.setColor(QPalette::PlaceholderText, t.dimText);
    p.setColor(QPalette::Button, t.raised);
    p.setColor(QPalette::ButtonText, t.text);
    p.setColor(QPalette::BrightText, t.error);
    p.setColor(QPalette::Highlight, t.accent);
    p.setColor(QPalette::HighlightedText, t.onAccent);
    p.setColor(QPalette::ToolTipBase, t.raised);
    p.setColor(QPalette::ToolTipText, t.text);
    p.setColor(QPalette::Link, t.accent);
    p.setColor(QPalette::LinkVisited, t.accent);
    p.setColor(QPalette::Light, t.hover);
    p.setColor(QPalette::Midlight, t.raised);
    p.setColor(QPalette::Mid, t.line);
    p.setColor(QPalette::Dark, t.strongLine);
    p.setColor(QPalette::Shadow, QColor(0, 0, 0));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        p.setColor(QPalette::Disabled, role, t.disabledText);
    return p;
}

/// The style sheet names colours by token, "@accent". "@tone" is the ending of the icons that it names: those cannot be
/// recoloured, so there is a set for dark and one for light panels.
QString withTokens(QString sheet, const Tokens& t)
{
    std::vector<std::pair<const char*, QString>> words = {
        {"@window", t.window.name()},         {"@panel", t.panel.name()},
        {"@raised", t.raised.name()},         {"@field", t.field.name()},
        {"@hover", t.hover.name()},
        {"@line", t.line.name()},
        {"@strongLine", t.strongLine.name()},
        {"@viewport", t.viewport.name()},     {"@text", t.text.name()},
        {"@dimText", t.dimText.name()},       {"@disabledText", t.disabledText.name()},
        {"@accent", t.accent.name()},         {"@accentHover", t.accentHover.name()},
        {"@accentFill", t.accentFill.name()}, {"@onAccent", t.onAccent.name()},
        {"@good", t.good.name()},             {"@warning", t.warning.name()},
        {"@error", t.error.name()},           {"@errorFill", t.errorFill.name()},
        {"@border", QStringLiteral("%1px").arg(t.border)},
        {"@tone", t.panel.lightness() < 128 ? QStringLiteral("static") : QStringLiteral("ink")}};
    // Longer words first, so that "@accentFill" is not cut short.
    std::stable_sort(words.begin(), words.end(), [](const auto& a, const auto& b) { return qstrlen(a.first) > qstrlen(b.first); });
    for (const auto& [word, value] : words)
        sheet.replace(QLatin1String(word), value);
    return sheet;
}

/// Han characters have other forms in Japan than in Korea, so the language decides who draws them.
QStringList eastAsianFaces(QLocale::Language language)
{
    const QStringList japanese = {QStringLiteral("Noto Sans CJK JP"), QStringLiteral("Noto Sans JP"), QStringLiteral("IPAexGothic"),
                                  QStringLiteral("VL Gothic")};
    const QStringList korean = {QStringLiteral("Noto Sans CJK KR"), QStringLiteral("Noto Sans KR"), QStringLiteral("NanumGothic"),
                                QStringLiteral("UnDotum")};
    return language == QLocale::Japanese ? japanese + korean : korean + japanese;
}

QFont interfaceFont(const QFont& system)
{
    const QStringList installed = QFontDatabase::families();
    QStringList faces = {system.family()};
    for (const char* family : {"Inter", "Noto Sans", "Cantarell", "Open Sans", "DejaVu Sans"}) {
        if (installed.contains(QLatin1String(family))) {
            faces = {QLatin1String(family)};
            break;
        }
    }
    QFont font = system;
    font.setPixelSize(faces[0] == QLatin1String("DejaVu Sans") ? 12 : 13); // DejaVu is a wide, large face
    for (const QString& face : eastAsianFaces(QLocale().language()))
        if (installed.contains(face))
            faces += face;
    font.setFamilies(faces);
    return font;
}

/// Keeps from widgets how a style looks that lasts for a moment only.
class Hush : public QObject {
public:
    explicit Hush(QApplication& application) { application.installEventFilter(this); } // which removes filters that are gone
    bool eventFilter(QObject*, QEvent* event) override
    {
        return event->type() == QEvent::StyleChange || event->type() == QEvent::FontChange; // palettes are the new theme's already, and stay
    }
};

/// Qt 6.4 polishes each widget once for every ancestor that it has when one sheet follows another (of the studio's 800 widgets, 4900 times),
/// but only once when it follows none.
void setStyleSheet(QApplication& application, const QString& sheet)
{
    if (!application.styleSheet().isEmpty()) {
        const Hush hush(application);
        application.setStyleSheet({});
    }
    application.setStyleSheet(sheet);
}

} // namespace

void applyTheme(QApplication& application, Theme theme)
{
    const bool isDressed = application.property(kThemeProperty).isValid();
    application.setProperty(kThemeProperty, int(theme));
    const Tokens& t = tokensOf(theme);
    if (!isDressed)
        QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    QApplication::setPalette(paletteOf(t));
    QApplication::setFont(interfaceFont(QApplication::font()));
    QFile sheet(QStringLiteral(":/theme/studio.qss"));
    if (sheet.open(QIODevice::ReadOnly))
        setStyleSheet(application, withTokens(QString::fromUtf8(sheet.readAll()), t));
}

void restyle(QWidget& widget)
{
    widget.style()->unpolish(&widget);
    widget.style()->polish(&widget);
    widget.update();
}

} // namespace effigy::ui
