// SPDX-License-Identifier: GPL-3.0-or-later
// How long the dope sheet takes to paint ten thousand keys, a picture each time: everything anew, as while it is scrolled or zoomed,
// and with the playhead alone moved, as while it plays.
// Arguments: keys (10000), pictures of each kind (200).
#include "app/peak_memory.h"
#include "head/controls.h"
#include "ui/theme/theme.h"
#include "ui/timeline/dope_sheet.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QPixmap>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>
#include <vector>

namespace {

using namespace effigy;
using namespace effigy::ui;

avatar::Timeline manyKeys(int count)
{
    avatar::Timeline timeline;
    const auto tracks = head::arkitNames();
    const int each = std::max(1, count / int(tracks.size()));
    timeline.end = each / timeline.fps;
    for (const auto id : tracks) {
        std::vector<avatar::Key> keys;
        for (int i = 0; i < each; ++i)
            keys.push_back({.time = i / timeline.fps, .value = 0.5 + 0.01 * (i % 7)});
        timeline.tracks.emplace(std::string(id), avatar::Track(std::move(keys)));
    }
    return timeline;
}

void measure(const char* name, DopeSheet& sheet, int pictures, const std::function<void(int)>& change)
{
    std::vector<double> times;
    QPixmap picture(sheet.size());
    for (int i = 0; i < pictures; ++i) {
        change(i);
        QElapsedTimer timer;
        timer.start();
        sheet.render(&picture);
        times.push_back(1e-6 * double(timer.nsecsElapsed()));
    }
    std::sort(times.begin(), times.end());
    std::printf("%-28s median %6.2f ms   90 %% %6.2f ms\n", name, times[times.size() / 2], times[times.size() * 9 / 10]);
}

} // namespace

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    applyTheme(application, Theme::Dark);
    const int keys = argc > 1 ? std::atoi(argv[1]) : 10'000, pictures = argc > 2 ? std::atoi(argv[2]) : 200;
    TimelineScene scene;
    DopeSheet sheet(&scene);
    sheet.resize(1600, 54 * DopeSheet::kRowHeight);
    const auto timeline = manyKeys(keys);
    scene.setTimeline(timeline);
    std::printf("%s\n%d keys on %d tracks, 1600x%d pixels\n", app::machineName().c_str(), keys, int(scene.trackIds().size()), sheet.height());
    for (const double pixelsPerSecond : {1600.0 / timeline.end, 400.0}) {
        std::printf("%.0f pixels a second\n", pixelsPerSecond);
        measure("  scrolled", sheet, pictures, [&](int i) { scene.setView({.start = 0.001 * i, .pixelsPerSecond = pixelsPerSecond}); });
        scene.selectAll();
        measure("  scrolled, all keys chosen", sheet, pictures, [&](int i) { scene.setView({.start = 0.001 * i + 0.0005, .pixelsPerSecond = pixelsPerSecond}); });
        scene.select({});
        measure("  playhead moved", sheet, pictures, [&](int i) { scene.setPlayhead(0.01 * i); });
    }
    return 0;
}
