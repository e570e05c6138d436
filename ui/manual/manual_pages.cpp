// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/manual/manual_pages.h"

#include "base/error.h"

#include <QCoreApplication>
#include <QFile>
#include <QRegularExpression>
#include <QWidget>

namespace effigy::ui {
namespace {

constexpr ManualPage kPages[] = {
    {"first-steps", QT_TRANSLATE_NOOP("Manual", "First steps")},
    {"viewport", QT_TRANSLATE_NOOP("Manual", "The viewport")},
    {"fit", QT_TRANSLATE_NOOP("Manual", "Photo and fit")},
    {"shape", QT_TRANSLATE_NOOP("Manual", "Shape and expression")},
    {"pose", QT_TRANSLATE_NOOP("Manual", "Poses and gaze")},
    {"timeline", QT_TRANSLATE_NOOP("Manual", "The timeline")},
    {"style", QT_TRANSLATE_NOOP("Manual", "Looks")},
    {"render", QT_TRANSLATE_NOOP("Manual", "Render and export")},
    {"models", QT_TRANSLATE_NOOP("Manual", "The model library")},
    {"shortcuts", QT_TRANSLATE_NOOP("Manual", "Keys")},
    {"troubleshooting", QT_TRANSLATE_NOOP("Manual", "When something goes wrong")},
    {"command-line", QT_TRANSLATE_NOOP("Manual", "The command line")},
};

constexpr ManualPlace kPlaces[] = {
    {"startPage", "first-steps#a-photo-becomes-a-head"},
    {"firstRunGuide", "first-steps"},
    {"viewport", "viewport"},
    {"toolbar", "viewport#what-it-shows"},
    {"cheatSheet", "shortcuts"},
    {"fitCanvas", "fit#landmarks"},
    {"fitPanel", "fit"},
    {"photoReplacement", "fit#another-picture-of-the-photo"},
    {"controlPanel", "shape#sliders"},
    {"historyPanel", "shape#history"},
    {"presetPanel", "pose"},
    {"gazePad", "pose#gaze"},
    {"timelinePanel", "timeline"},
    {"curveEditor", "timeline#curves"},
    {"lookGallery", "style"},
    {"lookPanel", "style#shaping-it"},
    {"exportPanel", "render"},
    {"jobsPanel", "render#jobs"},
    {"modelLibrary", "models"},
    {"shortcutEditor", "shortcuts"},
    {"messageBar", "troubleshooting"},
    {"preferences", "first-steps#preferences"},
};

} // namespace

std::span<const ManualPage> manualPages() { return kPages; }

QString manualTitle(const ManualPage& page) { return QCoreApplication::translate("Manual", page.title); }

QString manualText(const QString& page)
{
    QFile file(QStringLiteral(":/manual/%1.md").arg(page));
    base::require(file.open(QIODevice::ReadOnly), "no such page of the manual");
    return QString::fromUtf8(file.readAll());
}

std::span<const ManualPlace> manualPlaces() { return kPlaces; }

QString manualAnchorOf(const QWidget* widget)
{
    for (; widget; widget = widget->parentWidget())
        for (const ManualPlace& place : kPlaces)
            if (widget->objectName() == QLatin1String(place.objectName))
                return QLatin1String(place.anchor);
    return QLatin1String(kPages[0].id);
}

QString headingAnchor(const QString& heading)
{
    static const QRegularExpression kNoWord(QStringLiteral("[^a-z0-9]+"));
    QString anchor = heading.toLower().replace(kNoWord, QStringLiteral("-"));
    while (anchor.startsWith(u'-'))
        anchor.remove(0, 1);
    while (anchor.endsWith(u'-'))
        anchor.chop(1);
    return anchor;
}

} // namespace effigy::ui
