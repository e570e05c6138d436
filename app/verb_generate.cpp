// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/generated_head.h"
#include "app/precision_option.h"
#include "app/random_head.h"
#include "app/verb.h"
#include "base/error.h"
#include "export/image_file.h"
#include "export/video_writer.h"
#include "generator/orbit_camera.h"
#include "generator/shape_volume.h"
#include "mesh/gltf.h"
#include "mesh/mrc.h"
#include "mesh/obj.h"
#include "mesh/ply.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace effigy::app {
namespace {

namespace fs = std::filesystem;

struct GenerateOptions {
    fs::path model;
    fs::path output;
    std::vector<std::uint32_t> seeds;
    double truncation = 0.7;
    std::optional<int> cutoff;
    nn::Products products = nn::Products::F32;
    fs::path mesh;
    fs::path landmarks;
    double yawDeg = 0.0;
    double pitchDeg = 0.0;
    double fovDeg = 18.837;
    std::vector<double> cameraLabel;
    int columns = 0;
    fs::path depth;
    fs::path raw;
    fs::path shapes;
    int shapeSize = 256;
    float shapeLevel = 10.0F;
    int frames = 120;
    double fps = 30.0;
};

// Pitch as an angle in the published scale, where the height on the sphere is 1 - 2 v / pi.
generator::CameraLabel labelAt(double yaw, double pitch, double fovDeg)
{
    return generator::orbitLabel(
        {.yaw = yaw, .pitch = -std::numbers::pi / 2.0 * std::sin(pitch), .fovDeg = fovDeg});
}

generator::CameraLabel labelOf(const GenerateOptions& options)
{
    if (options.cameraLabel.empty()) {
        constexpr double kRadians = std::numbers::pi / 180.0;
        return labelAt(options.yawDeg * kRadians, options.pitchDeg * kRadians, options.fovDeg);
    }
    generator::CameraLabel label = {};
    std::copy_n(options.cameraLabel.begin(), label.size(), label.begin());
    return label;
}

bool isVideo(const fs::path& path)
{
    const std::string ending = path.extension().string();
    return ending == ".mp4" || ending == ".webm" || ending == ".mov" || ending == ".gif";
}

// The published camera path: once around an ellipse about the front.
int writeFilm(const GenerateOptions& options, GeneratedHead& head, VerbContext& context)
{
    const generator::Frame first = head.render(labelAt(0.0, 0.0, options.fovDeg));
    const int size = static_cast<int>(first.image.size(2));
    exporter::VideoWriter film(options.output, {.width = size, .height = size, .fps = options.fps});
    for (int i = 0; i < options.frames; ++i) {
        context.progress().report(
            {.stage = "frames", .done = i, .of = options.frames, .metrics = {}});
        context.cancel().check();
        const double turn = 2.0 * std::numbers::pi * i / options.frames;
        const auto camera = generator::orbitLabel({.yaw = 0.35 * std::sin(turn),
                                                   .pitch = -0.05 + 0.25 * std::cos(turn),
                                                   .fovDeg = options.fovDeg});
        film.add(pictureOf(head.render(camera).image));
    }
    film.finish();
    return film.frameCount();
}

void writeShape(const GenerateOptions& options, GeneratedHead& head, VerbContext& context)
{
    const std::string ending = options.shapes.extension().string();
    const bool isVolume = ending == ".mrc";
    if (!isVolume && ending != ".obj" && ending != ".ply" && ending != ".glb")
        throw base::Error("unsupported",
                          options.shapes.string() +
                              " has an ending that no shape can be written as",
                          "Choose .mrc, .obj, .ply or .glb");
    const generator::ShapeVolume volume = generator::shapeVolume(
        head.generator(), head.planes(), options.shapeSize,
        isVolume ? generator::ShapeGrid::Published : generator::ShapeGrid::Straight,
        context.progress(), context.cancel());
    if (isVolume) {
        mesh::writeMrc(options.shapes,
                       {.size = {volume.size, volume.size, volume.size}, .values = volume.density},
                       static_cast<float>(volume.side));
        return;
    }
    const mesh::Mesh surface =
        generator::shapeSurface(head.generator(), volume, options.shapeLevel);
    if (surface.triangles.empty())
        throw base::Error("unsupported", "The head has no surface at that density",
                          "Choose another --shape-level");
    if (ending == ".obj")
        mesh::writeObj(options.shapes, surface);
    else if (ending == ".ply")
        mesh::writePly(options.shapes, surface);
    else
        mesh::writeGlb(options.shapes, {.mesh = surface});
}

void writePictures(const GenerateOptions& options, GeneratedHead& head, VerbContext& context)
{
    const generator::CameraLabel camera = labelOf(options);
    std::vector<base::Image> images, depths, raws;
    for (const std::uint32_t seed : options.seeds) {
        context.progress().report({.stage = "render",
                                   .done = static_cast<int>(images.size()),
                                   .of = static_cast<int>(options.seeds.size()),
                                   .metrics = {}});
        context.cancel().check();
        head.setIdentity({seed, options.truncation, options.cutoff});
        const generator::Frame frame = head.render(camera);
        images.push_back(pictureOf(frame.image));
        depths.push_back(depthPictureOf(frame.camera.depth));
        raws.push_back(pictureOf(frame.camera.raw()));
    }
    const int columns =
        options.columns > 0
            ? options.columns
            : static_cast<int>(std::ceil(std::sqrt(static_cast<double>(images.size()))));
    exporter::writeImage(options.output, tiledPictures(images, columns));
    if (!options.depth.empty())
        exporter::writeImage(options.depth, tiledPictures(depths, columns));
    if (!options.raw.empty())
        exporter::writeImage(options.raw, tiledPictures(raws, columns));
}

bool isProject(const fs::path& path)
{
    return path.extension() == ".effigy";
}

void writeProject(const GenerateOptions& options, VerbContext& context)
{
    if (options.seeds.size() > 1)
        throw base::Error("unsupported", "A project holds one head, not " + std::to_string(options.seeds.size()), "Give one seed");
    if (context.common.device == "cuda")
        throw base::Error("device", "A project of a head from a seed is made on the CPU", "Leave --device away, or use --device cpu.");
    if (options.products != nn::Products::F32)
        throw base::Error("unsupported", "A project of a head from a seed is made in f32", "Leave --precision away");
    const project::Project project = createRandomHead(options.output, {options.seeds.front(), options.truncation, options.cutoff}, options.model, context.progress(), context.cancel());
    context.result({{"path", options.output.string()}, {"seeds", options.seeds}, {"psnr", project.info().psnr}}, options.output.string());
}

void run(GenerateOptions options, VerbContext& context)
{
    if (options.seeds.empty())
        options.seeds = {static_cast<std::uint32_t>(context.common.seed)};
    if (isProject(options.output)) {
        writeProject(options, context);
        return;
    }
    std::optional<generator::HeadPose> pose;
    if (!options.mesh.empty())
        pose = generator::readHeadPose(options.mesh, options.landmarks);
    GeneratedHead head(options.model, std::move(pose), context.common.device, options.products);
    nlohmann::json fields = {{"path", options.output.string()}, {"seeds", options.seeds}};
    if (isVideo(options.output)) {
        head.setIdentity({options.seeds.front(), options.truncation, options.cutoff});
        fields["frames"] = writeFilm(options, head, context);
    } else {
        writePictures(options, head, context);
    }
    if (!options.shapes.empty()) {
        writeShape(options, head, context); // of the last seed
        fields["shapes"] = options.shapes.string();
    }
    context.result(fields, options.output.string());
}

} // namespace

void addGenerateVerb(CLI::App& root, VerbContext& context)
{
    auto options = std::make_shared<GenerateOptions>();
    CLI::App* verb = addVerb(
        root, "generate", "Make heads from seeds: pictures, a film of the camera, the shape, a project",
        "effigy generate --model next3d.pkl --mesh head.obj --landmarks head.txt --seeds 1,2,3,4 -o heads.png", context);
    verb->add_option("--model", options->model, "A model of the library, or its file; nothing: the one that ships");
    verb->add_option("-o,--output", options->output, "A picture, a film of the camera's path, or a project of one head, to be edited like that of a photo")
        ->required()
        ->type_name("OUT.{png,jpg,webp,mp4,webm,mov,gif,effigy}");
    verb->add_option("--seeds", options->seeds, "Several heads instead of --seed, as a grid")
        ->delimiter(',')
        ->type_name("A,B,...");
    verb->add_option("--trunc", options->truncation,
                     "1: as drawn, towards 0: towards the mean head")
        ->check(CLI::Range(-2.0, 2.0));
    verb->add_option("--trunc-cutoff", options->cutoff,
                     "Only so many rows of styles are truncated; published: 14")
        ->check(CLI::Range(0, 64));
    CLI::Option* mesh =
        verb->add_option("--mesh", options->mesh, "The head's mesh; nothing: the free head at rest")
            ->type_name("OBJ");
    CLI::Option* landmarks = verb->add_option("--landmarks", options->landmarks,
                                              "Its 68 landmarks, three numbers a line")
                                 ->type_name("TXT");
    mesh->needs(landmarks);
    landmarks->needs(mesh);
    CLI::Option* label = verb->add_option("--camera-label", options->cameraLabel,
                                          "The camera: cam2world 4x4, intrinsics 3x3")
                             ->expected(25);
    verb->add_option("--yaw", options->yawDeg, "Camera to the subject's left, degrees")
        ->excludes(label);
    verb->add_option("--pitch", options->pitchDeg, "Camera upwards, degrees")
        ->check(CLI::Range(-89.0, 89.0))
        ->excludes(label);
    verb->add_option("--fov", options->fovDeg, "Angle of view, degrees")
        ->check(CLI::Range(1.0, 120.0))
        ->excludes(label);
    verb->add_option("--grid", options->columns, "Columns of the grid")->check(CLI::Range(1, 64));
    verb->add_option("--depth", options->depth, "Also write the depth, nearest white")
        ->type_name("OUT.png");
    verb->add_option("--raw", options->raw, "Also write the raw image")->type_name("OUT.png");
    verb->add_option("--shapes", options->shapes, "Also write the shape of the last seed")
        ->type_name("OUT.{mrc,obj,ply,glb}");
    verb->add_option("--shape-size", options->shapeSize, "Samples along each side")
        ->check(CLI::Range(16, 1024));
    verb->add_option("--shape-level", options->shapeLevel, "Density of the surface");
    verb->add_option("--frames", options->frames, "Of a film")->check(CLI::Range(1, 100'000));
    verb->add_option("--fps", options->fps, "Of a film")->check(CLI::Range(1.0, 240.0));
    addPrecisionOption(*verb, options->products);
    verb->callback(
        [options, &context] { context.setJob([options, &context] { run(*options, context); }, Devices::Any); });
}

} // namespace effigy::app
