// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/verb_synth.h"

#include "base/atomic_file.h"
#include "base/error.h"
#include "base/memory.h"
#include "base/parallel.h"
#include "export/image_file.h"
#include "generator/camera_label.h"
#include "mesh/obj.h"
#include "synth/head_photographer.h"
#include "synth/person_sampler.h"
#include "synth/seeded_random.h"
#include "synth/shot_sampler.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <mutex>
#include <span>
#include <string>
#include <vector>

namespace effigy::app {
namespace {

namespace fs = std::filesystem;

const std::vector<std::string> kPassNames = {"mask", "depth", "normals", "albedo", "uv", "mesh", "atlas"};

struct SynthOptions {
    fs::path folder;
    fs::path sheet;
    int count = 16;
    int size = 256;
    int shots = 1;    // of each person
    int columns = 8;  // of the sheet
    bool isClean = false;
    std::vector<std::string> passes;
};

/// One line of work: somebody and a picture of them.
struct Task {
    std::uint64_t person, shot;
};

Task taskOf(const SynthOptions& options, std::uint64_t seed, int index)
{
    const std::uint64_t base = synth::scrambled(seed);
    return {synth::scrambled(base + static_cast<std::uint64_t>(index / options.shots)), synth::scrambled(base ^ (0x51ed2701ULL + static_cast<std::uint64_t>(index)))};
}

base::Image scaledUnits(const base::FloatImage& values, float scale, float offset)
{
    base::Image image(values.width, values.height, 3);
    for (int y = 0; y < values.height; ++y)
        for (int x = 0; x < values.width; ++x)
            for (int c = 0; c < std::min(3, values.channels); ++c)
                image.at(x, y)[c] = static_cast<std::uint8_t>(std::clamp(255.0F * (scale * values.at(x, y)[c] + offset) + 0.5F, 0.0F, 255.0F));
    return image;
}

/// Regions as grey levels: 40 times the number of the largest share, counted from 1.
base::Image regionPicture(const base::FloatImage& masks)
{
    base::Image image(masks.width, masks.height, 1);
    for (int y = 0; y < masks.height; ++y)
        for (int x = 0; x < masks.width; ++x) {
            const float* share = masks.at(x, y);
            const auto* largest = std::max_element(share, share + masks.channels);
            if (*largest >= 0.5F)
                image.at(x, y)[0] = static_cast<std::uint8_t>(40 * (1 + (largest - share)));
        }
    return image;
}

nlohmann::json describe(const synth::SyntheticHead& who, const synth::Shot& shot, const synth::GroundTruth& truth)
{
    nlohmann::json controls = nlohmann::json::object();
    for (const auto& [id, value] : shot.controls.nonNeutral())
        controls[id] = value;
    nlohmann::json places = nlohmann::json::array(), pixels = nlohmann::json::array();
    for (std::size_t i = 0; i < truth.landmarks.size(); ++i) {
        places.push_back({truth.landmarks[i].x(), truth.landmarks[i].y(), truth.landmarks[i].z()});
        pixels.push_back({truth.landmarksInPicture[i].x(), truth.landmarksInPicture[i].y()});
    }
    nlohmann::json light = nlohmann::json::array();
    for (int i = 0; i < 9; ++i)
        light.push_back({shot.ambient(i, 0), shot.ambient(i, 1), shot.ambient(i, 2)});
    const Eigen::Vector3d away = shot.camera.headFromCamera.translation();
    const double degrees = 180.0 / 3.14159265358979323846;
    return {{"person", who.seed},
            {"shot", shot.seed},
            {"traits", std::vector<float>(who.traits.begin(), who.traits.end())},
            {"shape", std::vector<float>(who.shape.begin(), who.shape.end())},
            {"controls", controls},
            {"camera_label", generator::cameraLabel(shot.camera)},
            {"head_pose",
             {{"yaw_deg", degrees * std::atan2(away.x(), away.z())}, {"pitch_deg", degrees * std::asin(away.y() / away.norm())}, {"distance_m", away.norm()}}},
            {"light", {{"harmonics", light},
                       {"key_towards", {shot.key.towards.x(), shot.key.towards.y(), shot.key.towards.z()}},
                       {"key_colour", {shot.key.colour.x(), shot.key.colour.y(), shot.key.colour.z()}}}},
            {"landmarks", places},
            {"landmarks_px", pixels}};
}

class Studio {
public:
    Studio(const SynthOptions& options, VerbContext& context)
        : m_options(options), m_context(context), m_stock(synth::loadHeadStock(synth::atlasSizeFor(options.size)))
    {
        if (!options.sheet.empty()) {
            const int columns = std::min(options.columns, options.count), rows = (options.count + columns - 1) / columns;
            m_sheet = base::Image(columns * options.size, rows * options.size, 3);
        }
    }

    void run()
    {
        const auto start = std::chrono::steady_clock::now();
        const std::clock_t cpuStart = std::clock();
        std::exception_ptr problem;
        // People are independent, so each thread takes them as they come; the pictures do not depend on which.
        base::parallelFor((m_options.count + m_options.shots - 1) / m_options.shots, 1, [&](int begin, int end) {
            for (int person = begin; person < end; ++person) {
                try {
                    if (!m_context.cancel().isCancelled())
                        takePictures(person);
                } catch (...) {
                    const std::scoped_lock lock(m_mutex);
                    problem = std::current_exception();
                    m_context.cancel().cancel();
                }
            }
        });
        if (problem)
            std::rethrow_exception(problem);
        m_context.cancel().check();
        m_seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        m_cpuSeconds = static_cast<double>(std::clock() - cpuStart) / CLOCKS_PER_SEC;
        if (!m_sheet.empty())
            exporter::writeImage(m_options.sheet, m_sheet);
    }

    void report()
    {
        const double rate = m_options.count / std::max(1e-9, m_cpuSeconds);
        nlohmann::json fields = {{"kind", "synth"}, {"pictures", m_options.count}, {"seconds", m_seconds}, {"cpu_seconds", m_cpuSeconds}, {"pictures_per_cpu_second", rate}};
        if (!m_options.folder.empty())
            fields["folder"] = m_options.folder.string();
        if (!m_options.sheet.empty())
            fields["sheet"] = m_options.sheet.string();
        char text[160];
        std::snprintf(text, sizeof text, "%d pictures of %d x %d, %.1f a second and core", m_options.count, m_options.size, m_options.size, rate);
        m_context.result(fields, text);
    }

private:
    [[nodiscard]] bool wants(const char* pass) const { return std::find(m_options.passes.begin(), m_options.passes.end(), pass) != m_options.passes.end(); }

    [[nodiscard]] bool wantsPictures() const { return wants("mask") || wants("depth") || wants("normals") || wants("albedo") || wants("uv"); }

    void takePictures(int person)
    {
        const int first = person * m_options.shots, end = std::min(m_options.count, first + m_options.shots);
        const auto who = synth::sampleHead(m_stock.body, taskOf(m_options, m_context.common.seed, first).person);
        const auto dressed = synth::dress(m_stock, who);
        for (int index = first; index < end; ++index) {
            synth::ShotRange range;
            range.isClean = m_options.isClean;
            const auto shot = synth::sampleShot(taskOf(m_options, m_context.common.seed, index).shot, range);
            const auto picture = synth::photograph(m_stock, dressed, shot, {.size = m_options.size, .hasTruth = !m_options.folder.empty(), .hasTruthPictures = wantsPictures()});
            if (!m_options.folder.empty())
                write(index, dressed, shot, picture);
            if (!m_sheet.empty())
                place(index, picture.image);
            const std::scoped_lock lock(m_mutex);
            ++m_done;
            if (m_done % 8 == 0 || m_done == m_options.count)
                m_context.progress().report({.stage = "pictures", .done = m_done, .of = m_options.count, .etaSeconds = -1.0, .metrics = {}});
        }
    }

    void place(int index, const base::Image& image)
    {
        const int columns = m_sheet.width / m_options.size;
        for (int y = 0; y < image.height; ++y)
            std::copy_n(image.at(0, y), 3 * image.width, m_sheet.at(index % columns * m_options.size, index / columns * m_options.size + y));
    }

    void write(int index, const synth::DressedHead& dressed, const synth::Shot& shot, const synth::SyntheticPicture& picture) const
    {
        char number[16];
        std::snprintf(number, sizeof number, "%06d", index);
        const auto named = [&](const std::string& ending) { return m_options.folder / (number + ending); };
        const synth::GroundTruth& truth = *picture.truth;
        exporter::writeImage(named(".png"), picture.image);
        if (wants("mask"))
            exporter::writeImage(named(".mask.png"), regionPicture(truth.masks));
        if (wants("depth"))
            exporter::writeDepth(named(".depth.png"), truth.depth);
        if (wants("normals"))
            exporter::writeImage(named(".normals.png"), scaledUnits(truth.normals, 0.5F, 0.5F));
        if (wants("albedo"))
            exporter::writeImage(named(".albedo.png"), truth.albedo);
        if (wants("uv"))
            exporter::writeImage(named(".uv.png"), scaledUnits(truth.uv, 1.0F, 0.0F));
        if (wants("atlas"))
            exporter::writeImage(named(".atlas.png"), synth::albedoAtlas(dressed.skin));
        if (wants("mesh")) {
            mesh::Mesh mesh = m_stock.head->data().templateMesh;
            mesh.vertices = truth.vertices;
            mesh::writeObj(named(".obj"), mesh);
        }
        const std::string text = describe(dressed.who, shot, truth).dump(1) + "\n";
        base::writeFileAtomically(named(".json"), std::as_bytes(std::span(text)));
    }

    const SynthOptions& m_options;
    VerbContext& m_context;
    synth::HeadStock m_stock;
    base::Image m_sheet;
    std::mutex m_mutex;
    int m_done = 0;
    double m_seconds = 0.0, m_cpuSeconds = 0.0;
};

void run(const SynthOptions& options, VerbContext& context)
{
    if (options.folder.empty() && options.sheet.empty())
        throw base::Error("unsupported", "Nothing was asked for", "Name a folder with -o, or a contact sheet with --sheet");
    if (!options.folder.empty()) {
        std::error_code problem;
        fs::create_directories(options.folder, problem);
        if (problem)
            throw base::Error("storage", options.folder.string() + " cannot be made: " + problem.message(), "Choose another folder");
    }
    base::keepFreedMemory();
    Studio studio(options, context);
    studio.run();
    studio.report();
}

} // namespace

void addSynthVerb(CLI::App& root, VerbContext& context)
{
    auto options = std::make_shared<SynthOptions>();
    CLI::App* verb = addVerb(root, "synth", "Make pictures of heads that do not exist, with everything known about them",
                             "effigy synth -o heads --count 1000 --size 256 --seed 7 --passes mask,depth --sheet heads.png", context);
    verb->add_option("-o,--output", options->folder, "Folder for pictures and what is known about them")->type_name("DIR");
    verb->add_option("--count", options->count, "Pictures")->check(CLI::Range(1, 10000000));
    verb->add_option("--size", options->size, "Pixels along each side")->check(CLI::Range(32, 1024));
    verb->add_option("--shots", options->shots, "Pictures of each person")->check(CLI::Range(1, 10000));
    verb->add_option("--sheet", options->sheet, "Also draw all pictures on one contact sheet")->type_name("PNG");
    verb->add_option("--columns", options->columns, "Pictures in a row of the sheet")->check(CLI::Range(1, 64));
    verb->add_flag("--clean", options->isClean, "No noise, blur or compression");
    verb->add_option("--passes", options->passes, "What else to write: mask, depth, normals, albedo, uv, mesh, atlas")
        ->delimiter(',')
        ->check(CLI::IsMember(kPassNames));
    verb->callback([options, &context] { context.setJob([options, &context] { run(*options, context); }); });
}

} // namespace effigy::app
