// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/verb_progress.h"

#include "app/verb.h"
#include "base/atomic_file.h"
#include "export/image_file.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <unistd.h>

namespace effigy::app {
namespace {

/// A folder of this process for pictures that the watcher is shown; gone with the job.
class PreviewFolder {
public:
    PreviewFolder()
    {
        std::string name = (std::filesystem::temp_directory_path() / "effigy-preview-XXXXXX").string();
        if (const char* made = mkdtemp(name.data()))
            m_path = made;
    }
    ~PreviewFolder()
    {
        std::error_code ignored; // nothing depends on an old preview
        if (!m_path.empty())
            std::filesystem::remove_all(m_path, ignored);
    }
    PreviewFolder(const PreviewFolder&) = delete;
    PreviewFolder& operator=(const PreviewFolder&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }

private:
    std::filesystem::path m_path;
};

class EventProgress : public base::Progress {
public:
    explicit EventProgress(const base::CancelToken& cancel) : m_cancel(cancel) {}

    void report(const base::ProgressReport& report) override
    {
        nlohmann::json event = {{"event", "progress"}, {"stage", report.stage}, {"done", report.done}, {"of", report.of}};
        if (report.etaSeconds >= 0.0)
            event["eta_s"] = std::round(10.0 * report.etaSeconds) / 10.0;
        nlohmann::json metrics = nlohmann::json::object();
        for (const auto& [name, value] : report.metrics)
            if (std::isfinite(value))
                metrics[name] = std::round(1e4 * value) / 1e4;
        if (!metrics.empty())
            event["metrics"] = metrics;
        write(event);
    }

    void preview(const base::Image& image) override
    {
        if (m_folder.path().empty() || image.empty())
            return;
        // The watcher may still be reading the last one, so names are not used again; old ones go.
        const auto name = [&](int number) { return m_folder.path() / ("preview-" + std::to_string(number) + ".png"); };
        base::writeFileAtomically(name(m_count), exporter::encodePng(image));
        write({{"event", "preview"}, {"image", name(m_count).string()}});
        constexpr int kKept = 4;
        std::error_code ignored;
        if (m_count >= kKept)
            std::filesystem::remove(name(m_count - kKept), ignored);
        ++m_count;
    }

    [[nodiscard]] bool wantsPreview() const override { return true; }

private:
    void write(const nlohmann::json& event)
    {
        const std::string line = event.dump() + "\n";
        if (std::fwrite(line.data(), 1, line.size(), stdout) != line.size() || std::fflush(stdout) != 0)
            m_cancel.cancel();
    }

    base::CancelToken m_cancel;
    PreviewFolder m_folder;
    int m_count = 0;
};

class ConsoleProgress : public base::Progress {
public:
    ConsoleProgress() : m_isTerminal(isatty(STDERR_FILENO) != 0) {}
    ~ConsoleProgress() override { endLine(); }

    void report(const base::ProgressReport& report) override
    {
        const bool isNewStage = report.stage != m_stage;
        if (!m_isTerminal) {
            if (isNewStage)
                std::fprintf(stderr, "%s\n", report.stage.c_str());
            m_stage = report.stage;
            return;
        }
        if (isNewStage)
            endLine();
        m_stage = report.stage;
        std::string line = report.stage;
        if (report.of > 0)
            line += "  " + std::to_string(100 * report.done / report.of) + " %";
        for (const auto& [name, value] : report.metrics)
            line += "  " + name + " " + shortNumber(value);
        if (report.etaSeconds >= 0.0)
            line += "  " + std::to_string(static_cast<int>(std::ceil(report.etaSeconds))) + " s left";
        std::fprintf(stderr, "\r%s\x1b[K", line.c_str());
        std::fflush(stderr);
        m_isLineOpen = true;
    }
    void preview(const base::Image&) override {}

private:
    static std::string shortNumber(double value)
    {
        char text[32];
        std::snprintf(text, sizeof text, "%.4g", value);
        return text;
    }
    void endLine()
    {
        if (m_isLineOpen)
            std::fputc('\n', stderr);
        m_isLineOpen = false;
    }

    bool m_isTerminal;
    bool m_isLineOpen = false;
    std::string m_stage;
};

} // namespace

std::unique_ptr<base::Progress> makeProgress(const CommonOptions& common, const base::CancelToken& cancel)
{
    if (common.isEvents)
        return std::make_unique<EventProgress>(cancel);
    return std::make_unique<ConsoleProgress>();
}

} // namespace effigy::app
