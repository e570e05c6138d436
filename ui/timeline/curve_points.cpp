// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/curve_points.h"

#include <algorithm>

namespace effigy::ui {

QVector<QCPGraphData> curvePoints(const avatar::Track& track, const TimeView& view, double width, double scale)
{
    QVector<QCPGraphData> points;
    const auto keys = track.keys();
    const double from = view.start, to = view.timeAt(width);
    const auto add = [&](double time, double value) { points.append(QCPGraphData(time, value / scale)); };
    add(std::min(from, keys.front().time), keys.front().value);
    std::size_t i = track.firstFrom(from);
    i = i > 0 ? i - 1 : 0;
    double last = -1e9;
    for (; i < keys.size() && keys[i].time <= to; ++i) {
        const double x = view.xOf(keys[i].time);
        const bool isLastKey = i + 1 == keys.size();
        const double span = isLastKey ? 0.0 : (keys[i + 1].time - keys[i].time) * view.pixelsPerSecond;
        if (x - last < 0.5 && span < 0.5 && !isLastKey)
            continue; // a crowd of keys: one point for half a pixel
        last = x;
        add(keys[i].time, keys[i].value);
        if (isLastKey)
            break;
        if (keys[i].tangent == avatar::Tangent::Hold) {
            add(keys[i + 1].time, keys[i].value);
        } else if (keys[i].tangent == avatar::Tangent::Bezier) {
            const double begin = std::max(keys[i].time, from), end = std::min(keys[i + 1].time, to);
            const int steps = std::clamp(int((end - begin) * view.pixelsPerSecond / 3.0), 1, 2000);
            for (int s = 0; s < steps; ++s)
                if (const double time = begin + (end - begin) * (s + 0.5) / steps; time > keys[i].time)
                    add(time, track.valueAt(time));
        }
    }
    if (i < keys.size())
        add(keys[i].time, keys[i].value);
    add(std::max(to, keys.back().time), keys.back().value);
    return points;
}

} // namespace effigy::ui
