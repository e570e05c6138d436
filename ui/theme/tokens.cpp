// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/tokens.h"

#include "ui/theme/theme.h"

#include <QCoreApplication>
#include <QVariant>

namespace effigy::ui {
namespace {

const Tokens kDark{
    .window = QColor(0x1a, 0x1a, 0x1a),
    .panel = QColor(0x24, 0x24, 0x24),
    .raised = QColor(0x31, 0x31, 0x31),
    .field = QColor(0x1a, 0x1a, 0x1a),
    .hover = QColor(0x3d, 0x3d, 0x3d),
    .line = QColor(0x3a, 0x3a, 0x3a),
    .strongLine = QColor(0x56, 0x56, 0x56),
    .viewport = QColor(0x30, 0x30, 0x30),
    .text = QColor(0xe8, 0xe8, 0xe8),
    .dimText = QColor(0xa6, 0xa6, 0xa6),
    .disabledText = QColor(0x70, 0x70, 0x70),
    .accent = QColor(0x6c, 0xb2, 0xf0),
    .accentHover = QColor(0x86, 0xc3, 0xf7),
    .accentFill = QColor(0x3d, 0x5f, 0x80),
    .onAccent = QColor(0x0e, 0x16, 0x1e),
    .onViewport = QColor(0xe8, 0xe8, 0xe8),
    .good = QColor(0x74, 0xc4, 0x8a),
    .warning = QColor(0xe6, 0xb4, 0x55),
    .error = QColor(0xef, 0x7c, 0x70),
    .errorFill = QColor(0x3b, 0x29, 0x27),
};

const Tokens kLight{
    .window = QColor(0xc9, 0xc9, 0xc9),
    .panel = QColor(0xe4, 0xe4, 0xe4),
    .raised = QColor(0xf6, 0xf6, 0xf6),
    .field = QColor(0xfd, 0xfd, 0xfd),
    .hover = QColor(0xd6, 0xd6, 0xd6),
    .line = QColor(0xb8, 0xb8, 0xb8),
    .strongLine = QColor(0x8c, 0x8c, 0x8c),
    .viewport = QColor(0x76, 0x76, 0x76),
    .text = QColor(0x1c, 0x1c, 0x1c),
    .dimText = QColor(0x4e, 0x4e, 0x4e),
    .disabledText = QColor(0x94, 0x94, 0x94),
    .accent = QColor(0x1a, 0x66, 0xae),
    .accentHover = QColor(0x15, 0x57, 0x96),
    .accentFill = QColor(0xa9, 0xcb, 0xea),
    .onAccent = QColor(0xff, 0xff, 0xff),
    .onViewport = QColor(0xff, 0xff, 0xff),
    .good = QColor(0x1f, 0x76, 0x3a),
    .warning = QColor(0x8a, 0x5a, 0x00),
    .error = QColor(0xb3, 0x2a, 0x1e),
    .errorFill = QColor(0xf7, 0xdc, 0xd8),
};

const Tokens kHighContrast{
    .window = QColor(0x00, 0x00, 0x00),
    .panel = QColor(0x00, 0x00, 0x00),
    .raised = QColor(0x12, 0x12, 0x12),
    .field = QColor(0x00, 0x00, 0x00),
    .hover = QColor(0x38, 0x38, 0x38),
    .line = QColor(0xb4, 0xb4, 0xb4),
    .strongLine = QColor(0xff, 0xff, 0xff),
    .viewport = QColor(0x2e, 0x2e, 0x2e),
    .text = QColor(0xff, 0xff, 0xff),
    .dimText = QColor(0xe0, 0xe0, 0xe0),
    .disabledText = QColor(0x9a, 0x9a, 0x9a),
    .accent = QColor(0xff, 0xd5, 0x3d),
    .accentHover = QColor(0xff, 0xe2, 0x7a),
    .accentFill = QColor(0x5a, 0x4a, 0x00),
    .onAccent = QColor(0x00, 0x00, 0x00),
    .onViewport = QColor(0xff, 0xff, 0xff),
    .good = QColor(0x7c, 0xf2, 0x9c),
    .warning = QColor(0xff, 0xc8, 0x4a),
    .error = QColor(0xff, 0x9a, 0x8f),
    .errorFill = QColor(0x4a, 0x0c, 0x06),
    .border = 2,
};

constexpr const char* kThemeNames[] = {"dark", "light", "high-contrast"};

} // namespace

QString themeName(Theme theme) { return QLatin1String(kThemeNames[int(theme)]); }

std::optional<Theme> themeFromName(const QString& name)
{
    for (const Theme theme : kThemes)
        if (name == themeName(theme))
            return theme;
    return std::nullopt;
}

const Tokens& tokensOf(Theme theme)
{
    switch (theme) {
    case Theme::Light: return kLight;
    case Theme::HighContrast: return kHighContrast;
    case Theme::Dark: break;
    }
    return kDark;
}

// The application keeps its theme as it keeps its palette and its font.
Theme currentTheme()
{
    return QCoreApplication::instance() ? Theme(QCoreApplication::instance()->property(kThemeProperty).toInt()) : Theme::Dark;
}

const Tokens& tokens() { return tokensOf(currentTheme()); }

} // namespace effigy::ui
