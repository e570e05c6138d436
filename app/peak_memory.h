// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace effigy::app {

/// Starts a new measurement of peakMegabytes.
void resetPeakMemory();

/// The most memory this process held since the last reset (or its start, where the system cannot reset), megabytes.
[[nodiscard]] double peakMegabytes();

/// Processor, cores and memory of this machine, for people: figures mean nothing without it.
[[nodiscard]] std::string machineName();

} // namespace effigy::app
