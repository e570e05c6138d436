// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/workspaces.h"

#include <QCoreApplication>

namespace effigy::ui {
namespace {

constexpr auto kLeft = Qt::LeftDockWidgetArea;
constexpr auto kRight = Qt::RightDockWidgetArea;
constexpr auto kBottom = Qt::BottomDockWidgetArea;

/// The context of titles and purposes.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(Workspaces)
};

QString id(const char* text) { return QLatin1String(text); }

} // namespace

std::vector<Workspace> studioWorkspaces()
{
    return {
        {.id = id("fit"),
         .title = Words::tr("Fit"),
         .purpose = Words::tr("Correct how the head was found in the photo"),
         .page = id("fit"),
         .docks = {{.dock = id("fit"), .area = kRight, .breadth = 340, .share = 3},
                   {.dock = id("history"), .area = kRight, .breadth = 340, .share = 1}},
         .needs = id("fit")},
        {.id = id("shape"),
         .title = Words::tr("Shape"),
         .purpose = Words::tr("Shape the face, control by control"),
         .page = id("viewport"),
         .docks = {{.dock = id("history"), .area = kLeft, .breadth = 230},
                   {.dock = id("controls"), .area = kRight, .breadth = 340}}},
        {.id = id("animate"),
         .title = Words::tr("Animate"),
         .purpose = Words::tr("Expressions, gaze and movement"),
         .page = id("viewport"),
         .docks = {{.dock = id("presets"), .area = kLeft, .breadth = 230, .share = 3},
                   {.dock = id("gaze"), .area = kLeft, .breadth = 230, .share = 1},
                   {.dock = id("history"), .area = kLeft, .breadth = 230, .share = 1},
                   {.dock = id("controls"), .area = kRight, .breadth = 340},
                   {.dock = id("timeline"), .area = kBottom, .breadth = 240}}},
        {.id = id("style"),
         .title = Words::tr("Style"),
         .purpose = Words::tr("Turn the avatar into a painting, a comic, a figure of clay"),
         .page = id("viewport"),
         .docks = {{.dock = id("looks"), .area = kLeft, .breadth = 280, .share = 3},
                   {.dock = id("history"), .area = kLeft, .breadth = 280, .share = 1},
                   {.dock = id("style"), .area = kRight, .breadth = 340, .share = 3},
                   {.dock = id("curves"), .area = kRight, .breadth = 340, .share = 2}},
         .needs = id("style")},
        {.id = id("render"),
         .title = Words::tr("Render"),
         .purpose = Words::tr("Take pictures, films and meshes away"),
         .page = id("viewport"),
         .docks = {{.dock = id("export"), .area = kRight, .breadth = 340},
                   {.dock = id("jobs"), .area = kBottom, .breadth = 200}},
         .needs = id("export")},
    };
}

} // namespace effigy::ui
