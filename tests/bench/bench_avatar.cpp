// SPDX-License-Identifier: GPL-3.0-or-later
// How like a person an avatar is, beside pictures of which everything is known: synthetic people that no training saw, each given as one
// photo (yaw within 25 degrees), taken again from the photo's view, 30 and 60 degrees away, with the photo's expression and three others.
// The avatar, the fitted textured mesh alone and an avatar of a generator that was never trained are laid on the person by the best
// similarity of face and compared inside the head. One line of JSON a comparison goes to FILE; people that it has already are not done
// again, so a long run may be ended and called again. Prints the means over all that FILE holds.
// Arguments: FILE, people, first person, steps of tuning (0: as many as the standard quality's time allows), the face recogniser's file
// (dlib_face_recognition_resnet_model_v1.dat; "-": no identity), "random" to tune a generator whose networks were never
// trained as well, a folder for pictures.
#include "app/road.h"
#include "avatar/neck_fade.h"
#include "avatar/presets.h"
#include "avatar/stage_renderer.h"
#include "base/error.h"
#include "base/resources.h"
#include "bench/face_descriptor.h"
#include "bench/held_out_people.h"
#include "export/image_file.h"
#include "generator/generator.h"
#include "invert/photo_judge.h"
#include "train/init_trainer.h"

#include <Eigen/Geometry>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <numbers>
#include <optional>
#include <set>
#include <tuple>

namespace {

using namespace effigy;
namespace fs = std::filesystem;
using nlohmann::json;

constexpr int kPhotoSize = 640;                     // pixels
constexpr int kSize = 512;                          // of compared pictures
constexpr double kDegree = std::numbers::pi / 180.0;
constexpr double kViews[] = {0.0, 30.0, 60.0};      // degrees from the photo's view
constexpr const char* kExpressions[] = {"photo", "laugh", "surprise", "wink"};
constexpr float kGrey = 0.5F;                       // behind both pictures

bench::Sitter sitterOf(const synth::HeadStock& stock, std::uint64_t person)
{
    const synth::ShotRange range = {.yaw = 25.0 * kDegree, .pitch = 0.15, .roll = 0.08, .nearest = 0.6, .smallestSide = 0.34, .largestSide = 0.42};
    return bench::heldOutSitter(stock, person, 0, range);
}

/// What only the photo has: noise, vignette, compression.
synth::Shot withoutFaults(synth::Shot shot)
{
    shot.faults.blur = 0.3F;
    shot.faults.noise = 0.0F;
    shot.faults.vignette = 0.0F;
    shot.faults.jpegQuality = 0;
    return shot;
}

head::ControlValues expressionOf(const char* name, const head::ControlValues& photo)
{
    if (std::string(name) == "photo")
        return photo;
    static const auto presets = avatar::loadPresets(base::resourceFolder() / "presets");
    const auto found = std::ranges::find(presets, std::string(name), &avatar::Preset::id);
    base::require(found != presets.end(), "no preset of that name");
    return found->controls;
}

/// `camera` where the similarity puts it; what it sees stays where it is in the picture.
mesh::Camera moved(const mesh::Camera& camera, const Eigen::Affine3d& similarity)
{
    mesh::Camera result = camera;
    const double scale = std::cbrt(similarity.linear().determinant());
    result.headFromCamera.linear() = similarity.linear() / scale * camera.headFromCamera.linear();
    result.headFromCamera.translation() = similarity * Eigen::Vector3d(camera.headFromCamera.translation());
    return result;
}

/// `camera` on its way round the head's vertical axis; positive goes to the subject's left.
mesh::Camera walked(const mesh::Camera& camera, double degrees)
{
    mesh::Camera result = camera;
    result.headFromCamera = Eigen::Isometry3d(Eigen::AngleAxisd(degrees * kDegree, Eigen::Vector3d::UnitY())) * camera.headFromCamera;
    return result;
}

/// What a picture should look like, and how much of each pixel is the head.
struct Wanted {
    base::Image picture; // RGB
    base::FloatImage head;
    base::FloatImage others; // clothes: nobody is asked for them
    base::FloatImage asked;  // less and less over the last centimetre of the neck, which avatars fade and meshes show
    std::array<Eigen::Vector2f, head::kLandmarkCount> landmarks;
};

Wanted wantedPicture(const synth::HeadStock& stock, const bench::Sitter& sitter, const head::ControlValues& controls, const mesh::Camera& camera)
{
    synth::Shot shot = withoutFaults(sitter.shot);
    shot.controls = controls;
    shot.camera = camera;
    synth::SyntheticPicture taken = synth::photograph(stock, sitter.head, shot, {.size = kSize});
    Wanted wanted = {std::move(taken.image), base::FloatImage(kSize, kSize, 1), base::FloatImage(kSize, kSize, 1),
                     base::FloatImage(kSize, kSize, 1, 1.0F), taken.truth->landmarksInPicture};
    const std::vector<int> rim = avatar::rimOfNeck(stock.head->data().templateMesh);
    avatar::fadeNeck(wanted.asked, taken.truth->depth, camera, avatar::fadeAbove(rim, taken.truth->vertices));
    for (int y = 0; y < kSize; ++y)
        for (int x = 0; x < kSize; ++x) {
            const float* mask = taken.truth->masks.at(x, y);
            for (int k = 0; k < synth::kRegionCount; ++k)
                *(k == static_cast<int>(synth::Region::Clothes) ? wanted.others : wanted.head).at(x, y) += mask[k];
        }
    return wanted;
}

/// Both pictures before grey, and where they are compared.
struct Pair {
    torch::Tensor wanted, got; // [1, 3, S, S] f32, 0..1
    torch::Tensor weight;      // [1, 1, S, S]
};

Pair paired(const Wanted& wanted, const base::Image& got)
{
    Pair pair = {torch::empty({1, 3, kSize, kSize}), torch::empty({1, 3, kSize, kSize}), torch::empty({1, 1, kSize, kSize})};
    float* a = pair.wanted.data_ptr<float>();
    float* b = pair.got.data_ptr<float>();
    float* w = pair.weight.data_ptr<float>();
    constexpr int kPlane = kSize * kSize;
    for (int y = 0; y < kSize; ++y)
        for (int x = 0; x < kSize; ++x) {
            const int at = y * kSize + x;
            const float head = std::min(1.0F, *wanted.head.at(x, y)), clothes = *wanted.others.at(x, y);
            const float alpha = static_cast<float>(got.at(x, y)[3]) / 255.0F;
            w[at] = std::max(head, alpha * (1.0F - std::min(1.0F, clothes))) * *wanted.asked.at(x, y);
            for (int c = 0; c < 3; ++c) {
                a[c * kPlane + at] = head * static_cast<float>(wanted.picture.at(x, y)[c]) / 255.0F + (1.0F - head) * kGrey;
                b[c * kPlane + at] = alpha * static_cast<float>(got.at(x, y)[c]) / 255.0F + (1.0F - alpha) * kGrey;
            }
        }
    return pair;
}

double psnrOf(const Pair& pair)
{
    const double error = ((pair.wanted - pair.got).square().mean(1, true) * pair.weight).sum().item<double>() / pair.weight.sum().item<double>();
    return -10.0 * std::log10(std::max(error, 1e-10));
}

base::Image imageOf(const torch::Tensor& picture)
{
    base::Image image(kSize, kSize, 3);
    const auto bytes = (picture[0].permute({1, 2, 0}) * 255.0).round().clamp(0, 255).to(torch::kU8).contiguous();
    std::copy_n(bytes.data_ptr<std::uint8_t>(), image.pixels.size(), image.pixels.begin());
    return image;
}

struct Bench {
    const synth::HeadStock& stock;
    fs::path results;
    int steps = 0;
    bench::FaceRecogniser* recogniser = nullptr;
    fs::path randomModel = {}; // empty: not tuned from random weights
    fs::path pictures = {};    // empty: none are kept
    fs::path scratch = {};
};

void note(const Bench& bench, const json& line)
{
    std::ofstream file(bench.results, std::ios::app);
    file << line.dump() << '\n';
    std::printf("%s\n", line.dump().c_str());
    std::fflush(stdout);
}

void compare(const Bench& bench, const char* method, avatar::Pass pass, const std::shared_ptr<const avatar::Avatar>& avatar, const bench::Sitter& sitter,
             const Eigen::Affine3d& place, std::uint64_t person)
{
    avatar::StageRenderer renderer(avatar);
    const double side = person % 2 == 0 ? 1.0 : -1.0;
    for (const char* expression : kExpressions)
        for (const double view : kViews) {
            const mesh::Camera camera = walked(avatar->photoCamera(), side * view);
            const Wanted wanted = wantedPicture(bench.stock, sitter, expressionOf(expression, sitter.shot.controls), moved(camera, place));
            const auto got = renderer.render({.controls = expressionOf(expression, avatar->photoControls()), .camera = camera, .width = kSize,
                                              .height = kSize, .pass = pass});
            const Pair pair = paired(wanted, got.image);
            json line = {{"person", person}, {"method", method}, {"expression", expression}, {"view", view}, {"psnr", psnrOf(pair)},
                         {"perceptual", invert::PhotoJudge(pair.wanted, pair.weight).distance(pair.got).item<double>()}};
            if (bench.recogniser != nullptr) {
                line["identity"] = bench::distance(bench.recogniser->describe(imageOf(pair.wanted), wanted.landmarks),
                                                   bench.recogniser->describe(imageOf(pair.got), wanted.landmarks));
            }
            note(bench, line);
            if (!bench.pictures.empty()) {
                const std::string name = std::to_string(person) + "-" + expression + "-" + std::to_string(static_cast<int>(view)) + "-";
                exporter::writeImage(bench.pictures / (name + "true.png"), imageOf(pair.wanted));
                exporter::writeImage(bench.pictures / (name + method + ".png"), imageOf(pair.got));
            }
        }
}

void judge(const Bench& bench, std::uint64_t person)
{
    const bench::Sitter sitter = sitterOf(bench.stock, person);
    const synth::SyntheticPicture photo = synth::photograph(bench.stock, sitter.head, sitter.shot, {.size = kPhotoSize, .hasTruthPictures = false});
    const fs::path file = bench.scratch / (std::to_string(person) + ".png");
    exporter::writeImage(file, photo.image);
    base::SilentProgress progress;
    const app::Reconstruction made = app::reconstructPhoto({.photo = file}, progress, {});
    project::Project project = app::createProject(bench.scratch / (std::to_string(person) + ".effigy"), made);
    const head::HeadModel& model = *made.contents.headModel;
    const Eigen::Affine3d place = bench::bestSimilarity(bench::faceVertices(model.data()), model.vertices(made.contents.fit.coefficients), photo.truth->vertices);
    compare(bench, "mesh", avatar::Pass::Textured, std::make_shared<const avatar::Avatar>(made.contents), sitter, place, person);
    const auto tuned = app::invertProject(project, {.steps = bench.steps}, progress, {});
    compare(bench, "avatar", avatar::Pass::Final, tuned, sitter, place, person);
    if (!bench.randomModel.empty()) {
        const auto random = app::invertProject(project, {.model = bench.randomModel.string(), .steps = bench.steps}, progress, {});
        compare(bench, "random", avatar::Pass::Final, random, sitter, place, person);
    }
    note(bench, {{"person", person}, {"done", true}});
}

std::vector<json> readLines(const fs::path& file)
{
    std::vector<json> lines;
    std::ifstream in(file);
    for (std::string text; std::getline(in, text);)
        if (json line = json::parse(text, nullptr, false); !line.is_discarded())
            lines.push_back(std::move(line));
    return lines;
}

/// The comparisons of `lines`; of a person who was begun again, the last ones.
std::vector<json> comparisonsOf(const std::vector<json>& lines)
{
    std::map<std::tuple<std::uint64_t, std::string, std::string, int>, json> latest;
    for (const json& line : lines)
        if (line.contains("method"))
            latest[{line["person"], line["method"], line["expression"], line["view"].get<int>()}] = line;
    std::vector<json> comparisons;
    for (auto& [which, line] : latest)
        comparisons.push_back(std::move(line));
    return comparisons;
}

/// Means over people; the three expressions that the photo does not show count as one kind.
void printMeans(const std::vector<json>& lines, const std::set<std::uint64_t>& done)
{
    struct Mean {
        double sum = 0.0;
        int count = 0;
    };
    std::map<std::array<std::string, 3>, std::map<std::string, Mean>> means;
    for (const json& line : comparisonsOf(lines))
        if (done.contains(line["person"].get<std::uint64_t>()))
            for (const char* what : {"psnr", "perceptual", "identity"})
                if (line.contains(what)) {
                    const std::string expression = line["expression"] == "photo" ? "photo" : "others";
                    Mean& mean = means[{expression, std::to_string(line["view"].get<int>()), line["method"].get<std::string>()}][what];
                    mean.sum += line[what].get<double>();
                    ++mean.count;
                }
    std::printf("%zu people\n%-8s %4s %-7s %7s %11s %9s\n", done.size(), "express", "view", "method", "PSNR", "perceptual", "identity");
    for (const auto& [key, values] : means) {
        std::printf("%-8s %4s %-7s", key[0].c_str(), key[1].c_str(), key[2].c_str());
        for (const char* what : {"psnr", "perceptual", "identity"})
            if (const auto mean = values.find(what); mean != values.end())
                std::printf(" %9.3f", mean->second.sum / mean->second.count);
        std::printf("\n");
    }
}

std::set<std::uint64_t> doneOf(const std::vector<json>& lines)
{
    std::set<std::uint64_t> done;
    for (const json& line : lines)
        if (line.contains("done"))
            done.insert(line["person"].get<std::uint64_t>());
    return done;
}

} // namespace

int main(int argc, char** argv)
{
    if (argc < 4) {
        std::fprintf(stderr, "usage: bench_avatar FILE PEOPLE FIRST [STEPS [RECOGNISER|- [random|- [PICTURES]]]]\n");
        return 2;
    }
    const fs::path results = argv[1];
    const auto people = static_cast<std::uint64_t>(std::atoll(argv[2])), first = static_cast<std::uint64_t>(std::atoll(argv[3]));
    constexpr int kAtlas = 1024;
    const synth::HeadStock stock = synth::loadHeadStock(kAtlas);
    Bench bench = {.stock = stock, .results = results, .steps = argc > 4 ? std::atoi(argv[4]) : 0, .scratch = fs::path(results) += ".scratch"};
    std::optional<bench::FaceRecogniser> recogniser;
    if (argc > 5 && std::string(argv[5]) != "-")
        bench.recogniser = &recogniser.emplace(argv[5]);
    fs::create_directories(bench.scratch);
    if (argc > 6 && std::string(argv[6]) == "random") {
        bench.randomModel = bench.scratch / "random.safetensors";
        const generator::Generator generator = generator::readGenerator(base::resource("models/embedded.json"));
        generator::writeGenerator(train::codedGenerator(*head::loadFreeHead(), generator.config, 1), bench.randomModel);
    }
    if (argc > 7)
        fs::create_directories(bench.pictures = argv[7]);
    for (std::uint64_t person = first; person < first + people; ++person) {
        if (doneOf(readLines(results)).contains(person))
            continue;
        try {
            judge(bench, person);
        } catch (const base::Error& error) {
            std::printf("person %llu: %s\n", static_cast<unsigned long long>(person), error.what()); // no face was found, as a rule
        }
    }
    const auto lines = readLines(results);
    printMeans(lines, doneOf(lines));
    return 0;
}
