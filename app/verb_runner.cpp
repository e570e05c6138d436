// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/verb.h"
#include "base/error.h"
#include "base/log.h"

#include <ATen/Parallel.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <iostream>
#include <new>
#include <string_view>
#include <thread>

namespace effigy::app {
namespace {

const base::CancelToken* g_cancelOnSignal = nullptr; // a signal handler can be told nothing else

void onSignal(int signal)
{
    g_cancelOnSignal->cancel();
    std::signal(signal, SIG_DFL); // a second one ends a job that does not listen
}

void listenToSignals(const VerbContext& context)
{
    g_cancelOnSignal = &context.cancel();
    std::signal(SIGTERM, onSignal);
    std::signal(SIGINT, onSignal);
    std::signal(SIGPIPE, SIG_IGN); // a watcher that left shows as a failed write
    std::signal(SIGXFSZ, SIG_IGN); // a file that may not grow, too
}

void applyCommonOptions(const CommonOptions& common, Devices devices)
{
    if (common.device == "cuda" && devices == Devices::Cpu)
        throw base::Error("device", "This verb computes on the CPU only", "Leave --device away, or use --device cpu.");
    const int cores = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    at::set_num_threads(common.threads > 0 ? common.threads : cores);
    base::setLogLevel(common.verbosity >= 2   ? base::LogLevel::Debug
                      : common.verbosity == 1 ? base::LogLevel::Info
                                              : base::LogLevel::Warning);
}

int tell(const VerbContext& context, const std::string& code, const std::string& message, const std::string& hint)
{
    if (context.common.isEvents)
        std::cout << nlohmann::json{{"event", "error"}, {"code", code}, {"message", message}, {"hint", hint}}.dump(
            -1, ' ', false, nlohmann::json::error_handler_t::replace)
                  << std::endl;
    std::cerr << "effigy: " << message << "\n";
    if (!hint.empty())
        std::cerr << "  " << hint << "\n";
    return 1;
}

int tellOutOfMemory(const VerbContext& context)
{
    return tell(context, "out_of_memory", "There is not enough memory for this job",
                "Close other programs, or choose a smaller size.");
}

/// libtorch tells by words alone that it got no memory.
bool isTorchOutOfMemory(std::string_view what)
{
    return what.find("can't allocate memory") != std::string_view::npos
           || what.find("not enough memory") != std::string_view::npos || what.find("out of memory") != std::string_view::npos;
}

} // namespace

int runJob(VerbContext& context)
{
    listenToSignals(context);
    try {
        applyCommonOptions(context.common, context.devices());
        context.job()();
        return 0;
    } catch (const base::Cancelled&) {
        context.remark("effigy: cancelled");
        return 130;
    } catch (const base::Error& error) {
        return tell(context, error.code(), error.message(), error.hint());
    } catch (const std::bad_alloc&) {
        return tellOutOfMemory(context);
    } catch (const std::exception& error) {
        if (isTorchOutOfMemory(error.what()))
            return tellOutOfMemory(context);
        return tell(context, "internal", std::string("Effigy made a mistake: ") + error.what(),
                    "Please report this with the command that led to it.");
    }
}

} // namespace effigy::app
