// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio_options.h"

#include "ui/language/languages.h"

#include <QCommandLineParser>
#include <QRegularExpression>

#include <cstdio>
#include <cstdlib>
#include <tuple>

namespace effigy::app {
namespace {

constexpr int kWrongUsage = 2;

[[noreturn]] void refuse(const QString& sentence)
{
    std::fprintf(stderr, "effigy-studio: %s\n", qPrintable(sentence));
    std::exit(kWrongUsage);
}

QSize parseSize(const QString& text)
{
    const auto match = QRegularExpression(QStringLiteral("^([1-9][0-9]{1,4})x([1-9][0-9]{1,4})$")).match(text);
    if (!match.hasMatch())
        refuse(QStringLiteral("--size wants a width and a height in pixels, such as 1600x1000, not \"%1\"").arg(text));
    return {match.captured(1).toInt(), match.captured(2).toInt()};
}

ui::Theme parseTheme(const QString& text)
{
    const auto theme = ui::themeFromName(text);
    if (!theme) {
        QStringList names;
        for (const ui::Theme known : ui::kThemes)
            names += ui::themeName(known);
        refuse(QStringLiteral("there is no theme \"%1\"; known: %2").arg(text, names.join(QStringLiteral(", "))));
    }
    return *theme;
}

QString parseLanguage(const QString& text)
{
    QStringList codes;
    for (const ui::Language& language : ui::languages())
        codes += QLatin1String(language.code);
    if (!codes.contains(text))
        refuse(QStringLiteral("there is no language \"%1\"; known: %2").arg(text, codes.join(QStringLiteral(", "))));
    return text;
}

/// "pivot:0.4" as stage and part.
std::pair<QString, double> parseJobPlace(const QString& text)
{
    bool isNumber = false;
    const QStringList words = text.split(QLatin1Char(':'));
    const double part = words.value(1).toDouble(&isNumber);
    if (words.size() != 2 || words[0].isEmpty() || !isNumber || part < 0.0 || part > 1.0)
        refuse(QStringLiteral("--job wants a stage and a part of it, such as pivot:0.4, not \"%1\"").arg(text));
    return {words[0], part};
}

} // namespace

StudioOptions parseStudioOptions(const QCoreApplication& application)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("The Effigy studio: one photo in, a living 3D head out.\n"
                                                    "Example: effigy-studio portrait.jpg"));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument("path", "A project (.effigy) or a photo to open.", "[PROJECT|PHOTO]");
    parser.addOptions({{"workspace", "The workspace to begin in: fit, shape, animate, style or render, as far as there is one.", "NAME"},
                       {"size", "Size of the window.", "WxH"},
                       {"theme", "dark, light or high-contrast.", "NAME"},
                       {"language", "Language of the window: en, de, ja or ko. Not kept.", "CODE"},
                       {"screenshot", "Draw the window into this file as soon as everything in it is loaded, and quit.", "OUT.png"},
                       {"do", "Trigger an action, for example compare.split or view.left; several times: in that order.", "ACTION"},
                       {"select", "Select a control, for example jawOpen.", "CONTROL"},
                       {"preset", "Apply an expression, for example smile.", "ID"},
                       {"look", "Give the avatar a look, for example oil.", "ID"},
                       {"job", "With --screenshot: wait until the running job is in that stage and that far, such as pivot:0.4.", "STAGE:PART"}});
    if (!parser.parse(application.arguments()))
        refuse(parser.errorText());
    parser.process(application);
    if (parser.positionalArguments().size() > 1)
        refuse(QStringLiteral("one project or photo at a time"));
    StudioOptions options{.path = parser.positionalArguments().value(0),
                          .size = {},
                          .theme = {},
                          .language = {},
                          .workspace = parser.value("workspace"),
                          .screenshot = parser.value("screenshot"),
                          .actions = parser.values("do"),
                          .select = parser.values("select"),
                          .preset = parser.value("preset"),
                          .look = parser.value("look"),
                          .jobStage = {},
                          .jobPart = 0.0};
    if (parser.isSet("size"))
        options.size = parseSize(parser.value("size"));
    if (parser.isSet("theme"))
        options.theme = parseTheme(parser.value("theme"));
    if (parser.isSet("language"))
        options.language = parseLanguage(parser.value("language"));
    if (parser.isSet("job"))
        std::tie(options.jobStage, options.jobPart) = parseJobPlace(parser.value("job"));
    return options;
}

} // namespace effigy::app
