// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/peak_memory.h"
#include "app/road.h"
#include "app/verb.h"
#include "avatar/stage_renderer.h"
#include "base/error.h"
#include "base/resources.h"
#include "export/image_file.h"
#include "export/mesh_export.h"
#include "export/video_writer.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <unistd.h>

namespace effigy::app {
namespace {

namespace fs = std::filesystem;

struct BenchOptions {
    std::vector<std::string> names;
    fs::path photo;
    std::string quality = "draft";
    double budgetSeconds = 0.0;
};

struct Row {
    std::string name;
    double seconds = 0.0;
    double megabytes = 0.0; // peak while it ran; 0: not measured apart
};

/// A folder for what the benchmark writes, gone when it ends.
class ScratchFolder {
public:
    ScratchFolder()
    {
        std::string name = (fs::temp_directory_path() / "effigy-bench-XXXXXX").string();
        if (!mkdtemp(name.data()))
            throw base::Error("storage", "No folder could be made in " + fs::temp_directory_path().string(),
                              "Set TMPDIR to a folder that can be written.");
        m_path = name;
    }
    ~ScratchFolder()
    {
        std::error_code ignored; // a left-over folder harms nothing
        fs::remove_all(m_path, ignored);
    }
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;
    [[nodiscard]] fs::path operator/(const char* name) const { return m_path / name; }

private:
    fs::path m_path;
};

/// Walks the road of a photo once and measures each stage.
class Bench {
public:
    Bench(const BenchOptions& options, VerbContext& context) : m_options(options), m_context(context) {}

    std::vector<Row> run()
    {
        photoStages();
        if (wants("tuning") || wants("render") || wants("export"))
            avatarStages();
        return m_rows;
    }

private:
    [[nodiscard]] bool wants(const std::string& name) const
    {
        return m_options.names.empty() || std::find(m_options.names.begin(), m_options.names.end(), name) != m_options.names.end();
    }

    template <typename Work>
    auto measured(const std::string& name, const Work& work)
    {
        m_context.cancel().check();
        m_context.progress().report({.stage = name, .done = 0, .of = 1, .metrics = {}});
        resetPeakMemory();
        const auto start = std::chrono::steady_clock::now();
        auto result = work();
        m_rows.push_back({name, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count(), peakMegabytes()});
        return result;
    }

    void photoStages()
    {
        const photo::Photo photo = measured("decode", [&] { return photo::decodePhoto(m_options.photo); });
        const photo::FaceFinder finder = measured("load landmark model", [] { return photo::FaceFinder(); });
        const auto faces = measured("faces", [&] { return finder.find(photo.image, m_context.cancel()); });
        const photo::DetectedFace& face = photo::chooseFace(faces, {}, photo.name);
        m_contents.headModel = measured("load head", [] { return head::loadFreeHead(); });
        base::SilentProgress silent;
        m_contents.fit = measured("fit", [&] {
            return reconstruct::fitHead(photo, face, *m_contents.headModel, {}, silent, m_context.cancel());
        });
        m_contents.headModel = reconstruct::personalHead(m_contents.headModel, m_contents.fit);
        m_contents.photo = measured("align and matte", [&] {
            return reconstruct::alignPhoto(photo.image, m_contents.fit, *m_contents.headModel, kAlignedSize, silent,
                                           m_context.cancel());
        });
        const ScratchFolder folder;
        const Reconstruction made{.photo = photo, .faces = faces, .chosenFace = 0, .contents = m_contents, .seconds = {}};
        measured("write project", [&] { return createProject(folder / "bench.effigy", made).info().fileBytes; });
    }

    void avatarStages()
    {
        base::SilentProgress silent;
        m_contents.inversion = measured("tuning, " + m_options.quality, [&] {
            invert::InversionOptions tuning;
            tuning.quality = invert::qualityFromName(m_options.quality);
            tuning.budgetSeconds = m_options.budgetSeconds;
            tuning.seed = m_context.common.seed;
            return invert::invertPhoto(m_contents.photo, m_contents.fit, *m_contents.headModel, tuning, silent, m_context.cancel());
        });
        tuningParts(*m_contents.inversion);
        const auto avatar = measured("load avatar", [&] { return std::make_shared<const avatar::Avatar>(m_contents); });
        avatar::StageRenderer renderer(avatar);
        if (wants("render"))
            renderStages(renderer);
        if (wants("export"))
            exportStages(renderer);
    }

    /// Where the tuning spent its time, from its own record.
    void tuningParts(const invert::InversionResult& inversion)
    {
        double previous = 0.0;
        for (std::size_t i = 0; i < inversion.history.size(); ++i) {
            const bool isLast = i + 1 == inversion.history.size() || inversion.history[i + 1].stage != inversion.history[i].stage;
            if (!isLast)
                continue;
            m_rows.push_back({"  " + inversion.history[i].stage, inversion.history[i].seconds - previous, 0.0});
            previous = inversion.history[i].seconds;
        }
    }

    void renderStages(avatar::StageRenderer& renderer)
    {
        avatar::RenderRequest request;
        request.controls = renderer.avatar().photoControls();
        const auto first = measured("render 512, first", [&] { return renderer.render(request, m_context.cancel()); });
        for (int stage = 0; stage < avatar::kStageCount; ++stage)
            if (first.stages[stage].ran)
                m_rows.push_back({"  " + std::string(avatar::stageName(static_cast<avatar::Stage>(stage))), first.stages[stage].seconds, 0.0});
        request.controls.set("jawOpen", 0.4);
        measured("render 512, other expression", [&] { return renderer.render(request, m_context.cancel()).seconds; });
        request.camera = mesh::orbitCamera({.yaw = 0.3});
        measured("render 512, other camera", [&] { return renderer.render(request, m_context.cancel()).seconds; });
        request.width = request.height = 256;
        measured("render 256, full", [&] { return renderer.render(request, m_context.cancel()).seconds; });
        request.quality = avatar::Quality::Preview;
        request.controls.set("jawOpen", 0.2);
        measured("render 256, preview while dragging", [&] { return renderer.render(request, m_context.cancel()).seconds; });
        request.pass = avatar::Pass::Textured;
        measured("render 256, textured mesh", [&] { return renderer.render(request, m_context.cancel()).seconds; });
    }

    void exportStages(avatar::StageRenderer& renderer)
    {
        const ScratchFolder folder;
        const avatar::Avatar& avatar = renderer.avatar();
        const exporter::HeadExport head{.model = avatar.headModel(),
                                        .coefficients = avatar.fit().coefficients,
                                        .texture = &avatar.fit().litTexture};
        measured("export head.glb", [&] {
            exporter::exportMesh(folder / "head.glb", head);
            return 0;
        });
        avatar::RenderRequest request;
        request.controls = avatar.photoControls();
        const base::Image picture = renderer.render(request, m_context.cancel()).image;
        measured("export picture.png", [&] {
            exporter::writeImage(folder / "picture.png", picture);
            return 0;
        });
        measured("encode 24 frames of mp4", [&] {
            exporter::VideoWriter writer(folder / "film.mp4", {});
            for (int i = 0; i < 24; ++i)
                writer.add(picture);
            writer.finish();
            return writer.frameCount();
        });
    }

    const BenchOptions& m_options;
    VerbContext& m_context;
    avatar::AvatarContents m_contents;
    std::vector<Row> m_rows;
};

std::string tableOf(const std::vector<Row>& rows)
{
    std::string text = machineName() + "\n\n";
    char line[128];
    std::snprintf(line, sizeof line, "%-38s %10s %10s\n", "stage", "seconds", "peak MB");
    text += line;
    for (const Row& row : rows) {
        if (row.megabytes > 0.0)
            std::snprintf(line, sizeof line, "%-38s %10.3f %10.0f\n", row.name.c_str(), row.seconds, row.megabytes);
        else
            std::snprintf(line, sizeof line, "%-38s %10.3f\n", row.name.c_str(), row.seconds);
        text += line;
    }
    text.pop_back();
    return text;
}

void run(BenchOptions options, VerbContext& context)
{
    if (options.photo.empty())
        options.photo = base::resource("sample/portrait.jpg");
    const std::vector<Row> rows = Bench(options, context).run();
    nlohmann::json stages = nlohmann::json::array();
    for (const Row& row : rows)
        stages.push_back({{"stage", row.name}, {"seconds", row.seconds}, {"peak_mb", row.megabytes}});
    context.result({{"machine", machineName()}, {"stages", stages}}, tableOf(rows));
}

} // namespace

void addBenchVerb(CLI::App& root, VerbContext& context)
{
    auto options = std::make_shared<BenchOptions>();
    CLI::App* verb = addVerb(root, "bench", "Measure every stage from photo to film: seconds and peak memory",
                             "effigy bench --quality standard", context);
    verb->add_option("NAME", options->names, "photo, tuning, render, export; nothing: all")
        ->check(CLI::IsMember({"photo", "tuning", "render", "export"}));
    verb->add_option("--photo", options->photo, "Instead of the sample photo");
    verb->add_option("--quality", options->quality, "Of the tuning")->check(CLI::IsMember({"draft", "standard", "fine"}));
    verb->add_option("--budget", options->budgetSeconds, "Seconds of tuning; 0: the quality's own")->check(CLI::NonNegativeNumber);
    verb->callback([options, &context] { context.setJob([options, &context] { run(*options, context); }); });
}

} // namespace effigy::app
