// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/memory_use.h"

#include <QFile>

#include <unistd.h>

namespace effigy::ui {

int residentMegabytes()
{
    QFile statistics(QStringLiteral("/proc/self/statm"));
    if (!statistics.open(QIODevice::ReadOnly))
        return 0;
    const qint64 pages = statistics.readAll().split(' ').value(1).toLongLong();
    return int(pages * ::sysconf(_SC_PAGESIZE) / 1'000'000);
}

} // namespace effigy::ui
