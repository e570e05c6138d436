// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/log.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

namespace effigy::base {
namespace {

spdlog::level::level_enum toSpdlog(LogLevel level)
{
    switch (level) {
    case LogLevel::Debug:
        return spdlog::level::debug;
    case LogLevel::Info:
        return spdlog::level::info;
    case LogLevel::Warning:
        return spdlog::level::warn;
    case LogLevel::Error:
        break;
    }
    return spdlog::level::err;
}

spdlog::logger& logger()
{
    static spdlog::logger instance = [] {
        spdlog::logger made("effigy", std::make_shared<spdlog::sinks::stderr_sink_mt>());
        made.set_pattern("%H:%M:%S.%e %l  %v");
        made.set_level(spdlog::level::warn);
        return made;
    }();
    return instance;
}

} // namespace

void log(LogLevel level, std::string_view line)
{
    logger().log(toSpdlog(level), "{}", line);
}

void setLogLevel(LogLevel level)
{
    logger().set_level(toSpdlog(level));
}

} // namespace effigy::base
