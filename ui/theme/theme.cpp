// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"

#include "ui/theme/tokens.h"

#include <QApplication>
#include <QFile>
#include <QFontDatabase>
#include <QPalette>
#include <QStyleFactory>

namespace effigy::ui {
namespace {

QPalette darkPalette(const Tokens& t)
{
    QPalette p;
    p.setColor(QPalette::Window, t.panel);
    p.setColor(QPalette::WindowText, t.text);
    p.setColor(QPalette::Base, t.window);
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
    p.setColor(QPalette::Dark, t.window);
    p.setColor(QPalette::Shadow, QColor(0, 0, 0));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        p.setColor(QPalette::Disabled, role, t.disabledText);
    return p;
}

/// The style sheet names colours by token, "@accent"; longer names go first, so that "@accentFill" is not cut short.
QString withTokens(QString sheet, const Tokens& t)
{
    const std::pair<const char*, QColor> colours[] = {
        {"@accentFill", t.accentFill}, {"@accent", t.accent},   {"@onAccent", t.onAccent},
        {"@disabledText", t.disabledText}, {"@dimText", t.dimText}, {"@text", t.text},
        {"@window", t.window},         {"@panel", t.panel},     {"@raised", t.raised},
        {"@hover", t.hover},           {"@line", t.line},       {"@viewport", t.viewport},
        {"@warning", t.warning},       {"@error", t.error},     {"@good", t.good}};
    for (const auto& [name, colour] : colours)
        sheet.replace(QLatin1String(name), colour.name());
    return sheet;
}

QFont interfaceFont(const QFont& system)
{
    const QStringList installed = QFontDatabase::families();
    QFont font = system;
    for (const char* family : {"Inter", "Noto Sans", "Cantarell", "Open Sans", "DejaVu Sans"}) {
        if (installed.contains(QLatin1String(family))) {
            font.setFamily(QLatin1String(family));
            break;
        }
    }
    font.setPixelSize(font.family() == QLatin1String("DejaVu Sans") ? 12 : 13); // DejaVu is a wide, large face
    return font;
}

} // namespace

void applyTheme(QApplication& application)
{
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    QApplication::setPalette(darkPalette(tokens()));
    QApplication::setFont(interfaceFont(QApplication::font()));
    QFile sheet(QStringLiteral(":/theme/dark.qss"));
    if (sheet.open(QIODevice::ReadOnly))
        application.setStyleSheet(withTokens(QString::fromUtf8(sheet.readAll()), tokens()));
}

} // namespace effigy::ui
