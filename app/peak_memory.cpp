// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/peak_memory.h"

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <thread>

namespace effigy::app {
namespace {

/// What stands behind `key` and a colon in a file of /proc; empty when it does not.
std::string valueIn(const char* path, const std::string& key)
{
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);) {
        if (!line.starts_with(key))
            continue;
        const std::size_t start = line.find_first_not_of(" \t", line.find(':') + 1);
        return start == std::string::npos ? "" : line.substr(start);
    }
    return {};
}

} // namespace

void resetPeakMemory() { std::ofstream("/proc/self/clear_refs") << "5"; }

double peakMegabytes() { return std::atof(valueIn("/proc/self/status", "VmHWM").c_str()) / 1024.0; }

std::string machineName()
{
    const double gigabytes = std::atof(valueIn("/proc/meminfo", "MemTotal").c_str()) / 1024.0 / 1024.0;
    char size[64];
    std::snprintf(size, sizeof size, ", %u cores, %.0f GiB", std::thread::hardware_concurrency(), std::ceil(gigabytes));
    return valueIn("/proc/cpuinfo", "model name") + size;
}

} // namespace effigy::app
