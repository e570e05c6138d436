// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio_options.h"

#include <QCommandLineParser>
#include <QRegularExpression>

#include <cstdio>
#include <cstdlib>

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

double parsePart(const QString& text)
{
    bool isNumber = false;
    const double part = text.toDouble(&isNumber);
    if (!isNumber || part < 0.0 || part > 1.0)
        refuse(QStringLiteral("--job-part wants a number from 0 to 1, not \"%1\"").arg(text));
    return part;
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
                       {"screenshot", "Draw the window into this file as soon as everything in it is loaded, and quit.", "OUT.png"},
                       {"do", "Trigger an action, for example compare.split or view.left; several times: in that order.", "ACTION"},
                       {"select", "Select a control, for example jawOpen.", "CONTROL"},
                       {"preset", "Apply an expression, for example smile.", "ID"},
                       {"job-part", "With --screenshot: wait until the running job is that far, 0 to 1.", "PART"}});
    if (!parser.parse(application.arguments()))
        refuse(parser.errorText());
    parser.process(application);
    if (parser.positionalArguments().size() > 1)
        refuse(QStringLiteral("one project or photo at a time"));
    StudioOptions options{.path = parser.positionalArguments().value(0),
                          .size = {},
                          .theme = {},
                          .workspace = parser.value("workspace"),
                          .screenshot = parser.value("screenshot"),
                          .actions = parser.values("do"),
                          .select = parser.values("select"),
                          .preset = parser.value("preset"),
                          .jobPart = -1.0};
    if (parser.isSet("size"))
        options.size = parseSize(parser.value("size"));
    if (parser.isSet("theme"))
        options.theme = parseTheme(parser.value("theme"));
    if (parser.isSet("job-part"))
        options.jobPart = parsePart(parser.value("job-part"));
    return options;
}

} // namespace effigy::app
