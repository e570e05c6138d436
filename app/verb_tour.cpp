// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/road.h"
#include "app/tour_page.h"
#include "app/tour_record.h"
#include "app/turntable.h"
#include "app/verb.h"
#include "avatar/edit.h"
#include "avatar/presets.h"
#include "avatar/stage_renderer.h"
#include "base/atomic_file.h"
#include "base/error.h"
#include "export/image_file.h"
#include "export/mesh_export.h"
#include "project/load_avatar.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdio>
#include <functional>
#include <span>
#include <string_view>

namespace effigy::app {
namespace {

namespace fs = std::filesystem;

struct TourOptions {
    fs::path photo;
    fs::path folder;
    std::string quality = "standard";
    int turnFrames = 60;
};

/// One of the pictures that show what an avatar can do.
struct ShownEdit {
    std::string file;
    std::string caption;
    std::function<head::ControlValues(const head::ControlValues& photo)> pose;
};

head::ControlValues with(head::ControlValues values, std::initializer_list<std::pair<std::string_view, double>> changes)
{
    for (const auto& [id, value] : changes)
        values.set(id, value);
    return values;
}

/// The built-in expression `id`, with gaze and pose of the photo.
head::ControlValues withPreset(const head::ControlValues& photo, std::string_view id)
{
    const auto presets = avatar::builtInPresets();
    const avatar::AvatarState state{.controls = photo};
    avatar::AvatarState changed = state;
    avatar::Edit::applyPreset(state, avatar::findPreset(presets, id)).apply(changed);
    return changed.controls;
}

std::vector<ShownEdit> shownEdits()
{
    return {{"edit-smile.png", "Smile", [](const auto& photo) { return withPreset(photo, "smile"); }},
            {"edit-jaw-open.png", "Jaw open", [](const auto& photo) { return with(photo, {{"jawOpen", 0.8}}); }},
            {"edit-wink.png", "Wink",
             [](const auto& photo) { return with(photo, {{"eyeBlinkLeft", 1.0}, {"cheekSquintLeft", 0.5}}); }},
            {"edit-gaze-left.png", "Gaze to the left", [](const auto& photo) { return with(photo, {{"gazeYaw", 25.0}}); }},
            {"edit-turn-30.png", "Head turned by 30 degrees", [](const auto& photo) { return with(photo, {{"headYaw", 30.0}}); }}};
}

/// FNV-1a over the photo, and what else decides the outcome.
std::string keyOf(const TourOptions& options, std::uint64_t seed)
{
    std::uint64_t hash = 0xCBF29CE484222325ULL;
    for (const std::byte byte : base::readFile(options.photo, photo::DecodeOptions{}.maxFileBytes))
        hash = (hash ^ std::to_integer<std::uint64_t>(byte)) * 0x100000001B3ULL;
    const auto program = fs::last_write_time("/proc/self/exe").time_since_epoch().count();
    return std::to_string(hash) + " " + std::to_string(program) + " " + options.quality + " " + std::to_string(seed) + " "
           + std::to_string(options.turnFrames);
}

/// `left` and `right` of one height on the studio's grey.
base::Image sideBySide(const base::Image& left, const base::Image& right)
{
    constexpr std::uint8_t kGrey[] = {34, 36, 40};
    base::Image both(left.width + right.width, left.height, 3);
    const auto place = [&](const base::Image& part, int x0) {
        for (int y = 0; y < part.height; ++y)
            for (int x = 0; x < part.width; ++x) {
                const std::uint8_t* from = part.at(x, y);
                const int alpha = part.channels == 4 ? from[3] : 255;
                for (int c = 0; c < 3; ++c)
                    both.at(x0 + x, y)[c] = static_cast<std::uint8_t>((from[c] * alpha + kGrey[c] * (255 - alpha) + 127) / 255);
            }
    };
    place(left, 0);
    place(right, left.width);
    return both;
}

std::string formatted(const char* format, double value)
{
    char text[64];
    std::snprintf(text, sizeof text, format, value);
    return text;
}

/// A tour under way: knows its files and makes each of them.
class Tour {
public:
    Tour(TourOptions options, VerbContext& context)
        : m_options(std::move(options)), m_context(context),
          m_projectPath(file(m_options.photo.stem().string() + ".effigy")),
          m_record(m_options.folder, keyOf(m_options, context.common.seed))
    {
    }

    void run()
    {
        m_record.step("reconstruct", {m_projectPath}, [this] { reconstruct(); });
        m_record.step("invert", {m_projectPath}, [this] { invert(); });
        m_record.step("pictures", {file("aligned.png"), file("avatar.png"), file("comparison.png"), file("mesh.png")},
                      [this] { writePictures(); });
        m_record.step("edits", editFiles(), [this] { writeEdits(); });
        m_record.step("turntable", {file("turntable.mp4")}, [this] { writeFilm(); });
        m_record.step("mesh", {file("head.glb")}, [this] { writeMesh(); });
        m_record.step("page", {file("index.html")}, [this] { writePage(); });
        tell();
    }

private:
    [[nodiscard]] fs::path file(const std::string& name) const { return m_options.folder / name; }

    [[nodiscard]] std::vector<fs::path> editFiles() const
    {
        std::vector<fs::path> files;
        for (const ShownEdit& edit : shownEdits())
            files.push_back(file(edit.file));
        return files;
    }

    void reconstruct()
    {
        const Reconstruction reconstruction
            = reconstructPhoto({.photo = m_options.photo, .face = {}, .fovDeg = {}, .landmarks = {}}, m_context.progress(),
                               m_context.cancel());
        m_project.emplace(createProject(m_projectPath, reconstruction));
    }

    void invert()
    {
        m_avatar = invertProject(project(),
                                 {.model = {},
                                  .quality = invert::qualityFromName(m_options.quality),
                                  .seed = m_context.common.seed,
                                  .resumes = true},
                                 m_context.progress(), m_context.cancel());
    }

    void writePictures()
    {
        const base::Image avatar = render(loadedAvatar().photoControls(), avatar::Pass::Final);
        exporter::writeImage(file("aligned.png"), loadedAvatar().photo().image);
        exporter::writeImage(file("avatar.png"), avatar);
        exporter::writeImage(file("comparison.png"), sideBySide(loadedAvatar().photo().image, avatar));
        exporter::writeImage(file("mesh.png"), render(loadedAvatar().photoControls(), avatar::Pass::Textured));
    }

    void writeEdits()
    {
        for (const ShownEdit& edit : shownEdits())
            exporter::writeImage(file(edit.file), render(edit.pose(loadedAvatar().photoControls()), avatar::Pass::Final));
    }

    void writeFilm()
    {
        TurntableOptions turn;
        turn.controls = loadedAvatar().photoControls();
        turn.frames = m_options.turnFrames;
        turn.fps = 20.0; // three seconds for a turn
        writeTurntable(file("turntable.mp4"), turn, renderer(), m_context.progress(), m_context.cancel());
    }

    void writeMesh()
    {
        const avatar::Avatar& avatar = loadedAvatar();
        exporter::exportMesh(file("head.glb"),
                             {.model = avatar.headModel(),
                              .coefficients = avatar.headModel().coefficients(avatar.photoControls(), avatar.fit().coefficients.shape),
                              .texture = &avatar.fit().litTexture});
    }

    void writePage()
    {
        TourPage page{.photoName = project().photo().name,
                      .photo = {"aligned.png", "The photo"},
                      .avatar = {"avatar.png", "The avatar, through the same camera"},
                      .mesh = {"mesh.png", "The fitted head with its texture"},
                      .edits = {},
                      .film = "turntable.mp4",
                      .downloads = {{m_projectPath.filename().string(), "project for Effigy Studio"},
                                    {"head.glb", "textured head with 52 morph targets and a skeleton"},
                                    {"turntable.mp4", "film"},
                                    {"comparison.png", "photo beside avatar"}},
                      .figures = figures(),
                      .notes = loadedAvatar().fit().notes};
        for (const ShownEdit& edit : shownEdits())
            page.edits.push_back({edit.file, edit.caption});
        const std::string html = tourPage(page);
        base::writeFileAtomically(file("index.html"), std::as_bytes(std::span(html.data(), html.size())));
    }

    [[nodiscard]] std::vector<std::pair<std::string, std::string>> figures()
    {
        const invert::InversionResult& inversion = *loadedAvatar().contents().inversion;
        std::vector<std::pair<std::string, std::string>> rows
            = {{"Likeness inside the head", formatted("%.1f dB PSNR", inversion.psnr)},
               {"Landmark error", formatted("%.1f %% of the eye distance", 100.0 * reconstruct::landmarkError(loadedAvatar().fit()))},
               {"Generator", inversion.model}};
        static const std::pair<std::string_view, const char*> kNames[]
            = {{"reconstruct", "Photo to fitted head"}, {"invert", "Tuning the avatar"}, {"pictures", "Pictures"},
               {"edits", "Five edits"},                 {"turntable", "Turntable"},        {"mesh", "Mesh"}};
        for (const auto& [name, seconds] : m_record.seconds())
            for (const auto& [id, label] : kNames)
                if (id == name)
                    rows.emplace_back(label, formatted("%.1f s", seconds));
        return rows;
    }

    void tell()
    {
        nlohmann::json seconds = nlohmann::json::object();
        double total = 0.0;
        for (const auto& [name, value] : m_record.seconds()) {
            seconds[name] = value;
            total += value;
        }
        const double psnr = project().info().psnr;
        const std::string page = file("index.html").string();
        const std::string text = m_record.didWork()
                                     ? page + ": done in " + formatted("%.0f s, ", total) + formatted("%.1f dB inside the head", psnr)
                                     : page + ": everything is there already";
        m_context.result({{"output", page}, {"project_file", m_projectPath.string()}, {"psnr", psnr}, {"seconds", seconds}}, text);
    }

    [[nodiscard]] project::Project& project()
    {
        if (!m_project)
            m_project.emplace(project::Project::open(m_projectPath));
        return *m_project;
    }
    [[nodiscard]] const avatar::Avatar& loadedAvatar()
    {
        if (!m_avatar)
            m_avatar = project::loadAvatar(project());
        return *m_avatar;
    }
    [[nodiscard]] avatar::StageRenderer& renderer()
    {
        static_cast<void>(loadedAvatar());
        if (!m_renderer)
            m_renderer.emplace(m_avatar);
        return *m_renderer;
    }
    [[nodiscard]] base::Image render(const head::ControlValues& controls, avatar::Pass pass)
    {
        m_context.progress().report({.stage = "render", .done = 0, .of = 0, .metrics = {}});
        avatar::RenderRequest request;
        request.controls = controls;
        request.pass = pass;
        return renderer().render(request, m_context.cancel()).image;
    }

    TourOptions m_options;
    VerbContext& m_context;
    fs::path m_projectPath;
    TourRecord m_record;
    std::optional<project::Project> m_project;
    std::shared_ptr<const avatar::Avatar> m_avatar;
    std::optional<avatar::StageRenderer> m_renderer;
};

void run(const TourOptions& options, VerbContext& context)
{
    std::error_code error;
    fs::create_directories(options.folder, error);
    if (error)
        throw base::Error("storage", "The folder " + options.folder.string() + " cannot be made (" + error.message() + ")",
                          "Choose another folder.");
    Tour(options, context).run();
}

} // namespace

void addTourVerb(CLI::App& root, VerbContext& context)
{
    auto options = std::make_shared<TourOptions>();
    CLI::App* verb = addVerb(root, "tour",
                             "Everything from one photo into a folder: project, avatar, edits, film, mesh and a page that shows them",
                             "effigy tour portrait.jpg -o out", context);
    verb->add_option("PHOTO", options->photo, "JPEG, PNG, WebP, TIFF or HEIC")->required();
    verb->add_option("-o,--output", options->folder, "The folder to write; what is finished there is kept")
        ->required()
        ->type_name("DIR");
    verb->add_option("--quality", options->quality, "Of the avatar: draft, standard or fine")
        ->check(CLI::IsMember({"draft", "standard", "fine"}));
    verb->add_option("--turn", options->turnFrames, "Frames of the turntable")->check(CLI::Range(1, 10'000));
    verb->callback([options, &context] { context.setJob([options, &context] { run(*options, context); }); });
}

} // namespace effigy::app
