// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace effigy::base {

enum class LogLevel { Debug, Info, Warning, Error };

/// Sends one line to standard error, time and level in front. The only global object of the project.
void log(LogLevel level, std::string_view line);

/// Lines below `level` are dropped; Warning until said otherwise.
void setLogLevel(LogLevel level);

inline void logDebug(std::string_view line) { log(LogLevel::Debug, line); }
inline void logInfo(std::string_view line) { log(LogLevel::Info, line); }
inline void logWarning(std::string_view line) { log(LogLevel::Warning, line); }

} // namespace effigy::base
