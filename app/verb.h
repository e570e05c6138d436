// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancel_token.h"
#include "base/progress.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace effigy::app {

/// What every verb understands.
struct CommonOptions {
    std::string device = "auto"; // "auto", "cpu", "cuda"
    int threads = 0;             // 0: as many as there are cores
    std::uint64_t seed = 1;
    bool isEvents = false;       // one JSON object a line on standard output, for programs that watch
    bool isJson = false;         // the report as JSON
    int verbosity = 0;
};

/// Where a verb can compute.
enum class Devices { Cpu, Any };

/// What a verb is given to do its work with.
class VerbContext {
public:
    VerbContext();
    ~VerbContext();
    VerbContext(const VerbContext&) = delete;
    VerbContext& operator=(const VerbContext&) = delete;

    CommonOptions common;

    /// What the chosen verb does once the command line has been read. Called from a verb's CLI callback.
    void setJob(std::function<void()> job, Devices devices = Devices::Cpu)
    {
        m_job = std::move(job);
        m_devices = devices;
    }
    [[nodiscard]] Devices devices() const { return m_devices; }
    [[nodiscard]] const std::function<void()>& job() const { return m_job; }

    /// Tells people or programs how far the job is, as `common` asks.
    [[nodiscard]] base::Progress& progress();
    /// Raised by SIGTERM and SIGINT.
    [[nodiscard]] const base::CancelToken& cancel() const { return m_cancel; }

    /// The outcome: `fields` as the result event or as JSON, `text` for people. Once, at the end.
    void result(const nlohmann::json& fields, const std::string& text);
    /// A remark beside the result: on standard error, and never an event.
    void remark(const std::string& text);

private:
    std::function<void()> m_job;
    Devices m_devices = Devices::Cpu;
    base::CancelToken m_cancel;
    std::unique_ptr<base::Progress> m_progress;
};

/// A verb under `parent` with the options that all share. `example` is a whole command line, shown by --help.
[[nodiscard]] CLI::App* addVerb(CLI::App& parent, const std::string& name, const std::string& description,
                                const std::string& example, VerbContext& context);

// Each adds one verb to the command line.
void addReconstructVerb(CLI::App& root, VerbContext& context);
void addRefitVerb(CLI::App& root, VerbContext& context);
void addInvertVerb(CLI::App& root, VerbContext& context);
void addEditVerb(CLI::App& root, VerbContext& context);
void addRenderVerb(CLI::App& root, VerbContext& context);
void addExportVerb(CLI::App& root, VerbContext& context);
void addTimelineVerbs(CLI::App& root, VerbContext& context);
void addGenerateVerb(CLI::App& root, VerbContext& context);
void addReenactVerb(CLI::App& root, VerbContext& context);
void addDecaVerb(CLI::App& root, VerbContext& context);
void addInfoVerb(CLI::App& root, VerbContext& context);
void addBenchVerb(CLI::App& root, VerbContext& context);
void addStyleVerb(CLI::App& root, VerbContext& context);
void addTourVerb(CLI::App& root, VerbContext& context);

/// Runs the job of `context`. The only place of the command line that catches: an Error becomes an event and two lines on
/// standard error.
///   returns  exit code: 0 done, 1 failed, 130 cancelled
[[nodiscard]] int runJob(VerbContext& context);

} // namespace effigy::app
