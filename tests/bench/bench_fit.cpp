// SPDX-License-Identifier: GPL-3.0-or-later
// How well the fit finds heads of which everything is known: random identities, expressions, views
// within 45 degrees, lights and angles of view from 12 to 50 degrees, painted and given to face
// finder and fit as photos. Prints medians and deciles beside those of the mean head, and of what the
// face encoder alone reads. Arguments: heads, first seed, "found", "exact" (the true landmarks in the
// place of the found ones) or "both", photos of each person, "painted" (bare heads before a wall) or
// "dressed" (synthetic people with hair and clothes, of seeds that no training saw).
#include "base/error.h"
#include "bench/held_out_people.h"
#include "encoder/face_encoder.h"
#include "photo/face_finder.h"
#include "reconstruct/fit_head.h"
#include "train/portrait.h"

#include <Eigen/Geometry>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <numbers>
#include <optional>
#include <string>
#include <vector>

namespace {

using namespace effigy;
using Points = std::vector<Eigen::Vector3f>;

constexpr int kPicture = train::PortraitOptions{}.picture;
constexpr double kPupils = 63.0; // millimetres between them: what errors are scaled to
constexpr double kDegrees = 180.0 / std::numbers::pi;
constexpr int kInnerFirst = 17; // the jaw line's landmarks are no fixed places

using Truth = train::Portrait;

struct Errors {
    double fitted = 0.0; // millimetres, median over the face
    double meanHead = 0.0;
    double neutral = 0.0;   // the same of the shape at rest, without expression
    double landmarks = 0.0; // percent of the distance between the outer eye corners
    double found = 0.0;     // of the landmarks that were given, likewise
    double yaw = 0.0;       // degrees
    double seconds = 0.0;
    double encoderFace = 0.0, encoderNeutral = 0.0, encoderLandmarks = 0.0, encoderYaw = 0.0, encoderSeconds = 0.0; // of the encoder alone
};

/// Median distance of the face's vertices after the best similarity, millimetres of a head of 63
/// mm.
double faceError(const head::HeadModelData& data, const Points& got, const Points& wanted,
                 double pupils)
{
    const auto vertices = bench::faceVertices(data);
    const Eigen::Affine3d best = bench::bestSimilarity(vertices, got, wanted);
    std::vector<double> distances;
    for (const std::size_t v : vertices)
        distances.push_back((best * Eigen::Vector3d(got[v].cast<double>()) - wanted[v].cast<double>()).norm());
    std::ranges::nth_element(distances,
                             distances.begin() + static_cast<std::ptrdiff_t>(distances.size() / 2));
    return distances[distances.size() / 2] * kPupils / pupils;
}

double yawOf(const mesh::Camera& camera)
{
    const Eigen::Vector3d backwards = -camera.headFromCamera.linear().col(2);
    return std::atan2(backwards.x(), backwards.z()) * kDegrees;
}

double pupilDistance(const head::HeadModel& model, const Eigen::VectorXf& shape)
{
    head::HeadCoefficients neutral;
    neutral.shape = shape;
    const Points vertices = model.vertices(neutral);
    Eigen::Vector3f eyes[2] = {Eigen::Vector3f::Zero(), Eigen::Vector3f::Zero()};
    int side = 0;
    for (std::size_t j = 0; j < model.data().joints.size(); ++j)
        if (model.data().joints[j].name.ends_with("Eye")) {
            for (std::size_t v = 0; v < vertices.size(); ++v)
                eyes[side] += model.data().jointRegressor(static_cast<Eigen::Index>(j),
                                                          static_cast<Eigen::Index>(v)) *
                              vertices[v];
            ++side;
        }
    return static_cast<double>((eyes[0] - eyes[1]).norm());
}

/// Someone dressed, as `effigy synth` takes them, within the bounds that painted portraits have.
Truth dressedPortrait(const synth::HeadStock& stock, std::uint64_t person, std::uint64_t view)
{
    const train::PortraitOptions bounds;
    const double degree = 1.0 / kDegrees, side = 0.32;
    const auto away = [&](double fovDeg) { return side / (2.0 * std::tan(0.5 * fovDeg * degree)); };
    const synth::ShotRange range = {.yaw = bounds.yaw, .pitch = bounds.pitch, .roll = bounds.roll, .nearest = away(bounds.widest),
                                    .farthest = away(bounds.narrowest), .smallestSide = 0.28, .largestSide = 0.36};
    const bench::Sitter sitter = bench::heldOutSitter(stock, person, view, range);
    synth::SyntheticPicture picture = synth::photograph(stock, sitter.head, sitter.shot, {.size = kPicture, .hasTruth = true});
    return {.shape = picture.truth->coefficients.shape, .coefficients = picture.truth->coefficients, .camera = sitter.shot.camera, .photo = std::move(picture.image)};
}

enum class Marks { Found, Exact };


photo::DetectedFace exactFace(const head::HeadModel& model, const Truth& truth)
{
    photo::DetectedFace face;
    const auto marks = model.landmarks(model.vertices(truth.coefficients));
    Eigen::Vector2f low = Eigen::Vector2f::Constant(kPicture), high = Eigen::Vector2f::Zero();
    for (int k = 0; k < head::kLandmarkCount; ++k) {
        face.landmarks[k] =
            (mesh::project(truth.camera, marks[k].cast<double>()).head<2>() * kPicture)
                .cast<float>();
        low = low.cwiseMin(face.landmarks[k]);
        high = high.cwiseMax(face.landmarks[k]);
    }
    face.x = low.x();
    face.y = low.y();
    face.width = high.x() - low.x();
    face.height = high.y() - low.y();
    return face;
}

/// The photos of one person, with landmarks. Those without a face that is found are missing.
struct Sitting {
    std::vector<Truth> truths;
    std::vector<photo::DetectedFace> faces;
};

Sitting sitting(const head::HeadModel& model, const photo::FaceFinder& finder, std::uint64_t seed, Marks marks, int photos, const synth::HeadStock* stock)
{
    Sitting result;
    for (int k = 0; k < photos; ++k) {
        Truth truth = stock != nullptr ? dressedPortrait(*stock, seed, static_cast<std::uint64_t>(k))
                      : k == 0 ? train::drawPortrait(model, {}, seed)
                             : train::drawPortrait(model, {}, seed, static_cast<std::uint64_t>(k));
        const auto faces = marks == Marks::Exact ? std::vector{exactFace(model, truth)} : finder.find(truth.photo);
        if (faces.empty())
            continue;
        result.faces.push_back(faces.front());
        result.truths.push_back(std::move(truth));
    }
    return result;
}

/// What the encoder alone makes of a photo.
void readAlone(Errors& errors, const head::HeadModel& model, const encoder::FaceEncoder& encoder, const Truth& truth, const photo::DetectedFace& face)
{
    const auto begin = std::chrono::steady_clock::now();
    const encoder::FaceReading reading = encoder.read(truth.photo, face.landmarks);
    errors.encoderSeconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    const auto headOf = [&](const Eigen::VectorXf& shape, const Eigen::VectorXf& expression) {
        head::HeadCoefficients c;
        c.shape = shape;
        c.expression = expression;
        return model.vertices(c);
    };
    const double pupils = pupilDistance(model, truth.shape);
    errors.encoderFace = faceError(model.data(), headOf(reading.shape, reading.expression), model.vertices(truth.coefficients), pupils);
    errors.encoderNeutral = faceError(model.data(), headOf(reading.shape, {}), headOf(truth.shape, {}), pupils);
    const auto marks = model.landmarks(model.vertices(truth.coefficients));
    const auto seen = [&](int k) { return Eigen::Vector2d(mesh::project(truth.camera, marks[k].cast<double>()).head<2>() * kPicture); };
    double sum = 0.0;
    for (int k = kInnerFirst; k < head::kLandmarkCount; ++k)
        sum += (reading.places[static_cast<std::size_t>(k)] - seen(k)).norm();
    errors.encoderLandmarks = 100.0 * sum / (head::kLandmarkCount - kInnerFirst) / (seen(36) - seen(45)).norm();
    mesh::Camera camera;
    camera.headFromCamera.linear() = reading.cameraFromHead.transpose();
    errors.encoderYaw = std::abs(yawOf(camera) - yawOf(truth.camera));
}

Errors fitted(const head::HeadModel& model, const encoder::FaceEncoder* encoder, const Sitting& sitting, Marks marks)
{
    const Truth& truth = sitting.truths.front();
    std::vector<reconstruct::FitInput> inputs;
    for (std::size_t k = 0; k < sitting.truths.size(); ++k) {
        const photo::DetectedFace& face = sitting.faces[k];
        inputs.push_back({.image = sitting.truths[k].photo,
                          .landmarks = face.landmarks,
                          .box = {face.x, face.y, face.width, face.height},
                          .fovDeg = std::nullopt});
    }
    base::SilentProgress progress;
    reconstruct::FitOptions options;
    if (marks == Marks::Exact)
        options.landmarks = sitting.faces.front().landmarks;
    const auto begin = std::chrono::steady_clock::now();
    const reconstruct::HeadFit fit = reconstruct::fitHead(inputs, model, options, progress, {});
    Errors errors;
    errors.seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    const Points wanted = model.vertices(truth.coefficients);
    head::HeadModel personal = fit.offsets.empty() ? model : head::displaced(model, fit.offsets);
    const Points got = personal.vertices(fit.coefficients);
    const double pupils = pupilDistance(model, truth.shape);
    errors.fitted = faceError(model.data(), got, wanted, pupils);
    errors.meanHead = faceError(model.data(), model.vertices({}), wanted, pupils);
    const auto neutral = [&](const head::HeadModel& head, const Eigen::VectorXf& shape) {
        head::HeadCoefficients rest;
        rest.shape = shape;
        return head.vertices(rest);
    };
    errors.neutral = faceError(model.data(), neutral(personal, fit.coefficients.shape), neutral(model, truth.shape), pupils);
    const auto wantedMarks = model.landmarks(wanted), gotMarks = model.landmarks(got);
    const auto seen = [](const mesh::Camera& camera, const Eigen::Vector3f& point) {
        return Eigen::Vector2d(mesh::project(camera, point.cast<double>()).head<2>() * kPicture);
    };
    const double eyes =
        (seen(truth.camera, wantedMarks[36]) - seen(truth.camera, wantedMarks[45])).norm();
    double sum = 0.0, found = 0.0;
    for (int k = kInnerFirst; k < head::kLandmarkCount; ++k) {
        const Eigen::Vector2d real = seen(truth.camera, wantedMarks[k]);
        sum += (seen(fit.camera, gotMarks[k]) - real).norm();
        found += (sitting.faces.front().landmarks[k].cast<double>() - real).norm();
    }
    errors.landmarks = 100.0 * sum / (head::kLandmarkCount - kInnerFirst) / eyes;
    errors.found = 100.0 * found / (head::kLandmarkCount - kInnerFirst) / eyes;
    errors.yaw = std::abs(yawOf(fit.camera) - yawOf(truth.camera));
    if (encoder != nullptr)
        readAlone(errors, model, *encoder, truth, sitting.faces.front());
    return errors;
}

std::vector<double> sorted(const std::vector<Errors>& all, double Errors::*what)
{
    std::vector<double> values;
    for (const Errors& one : all)
        values.push_back(one.*what);
    std::ranges::sort(values);
    return values;
}

void printDeciles(const char* name, const std::vector<double>& values)
{
    std::printf("%-36s", name);
    for (int decile = 1; decile <= 9; ++decile)
        std::printf(" %6.2f", values[values.size() * static_cast<std::size_t>(decile) / 10]);
    std::printf("\n");
}

void judge(const head::HeadModel& model, const photo::FaceFinder& finder, Marks marks, int heads, std::uint64_t first,
           int photos, const synth::HeadStock* stock)
{
    const auto encoder = encoder::faceEncoderOf(model.data().name);
    std::vector<Errors> all;
    int missed = 0, refused = 0, worse = 0;
    for (int k = 0; k < heads; ++k) {
        const Sitting known = sitting(model, finder, first + static_cast<std::uint64_t>(k), marks, photos, stock);
        if (known.truths.empty()) {
            ++missed;
            continue;
        }
        try {
            all.push_back(fitted(model, encoder.get(), known, marks));
            worse += all.back().fitted > all.back().meanHead ? 1 : 0;
        } catch (const base::Error& error) {
            std::printf("head %d: %s\n", k, error.what());
            ++refused;
        }
    }
    std::printf("%s landmarks, %d photo(s) a person: %d heads, %d without a face that was found, %d refused, %d worse "
                "than the mean head\n",
                marks == Marks::Exact ? "True" : "Found", photos, heads, missed, refused, worse);
    if (all.empty())
        return;
    std::printf("%-36s   10 %%   20 %%   30 %%   40 %%   50 %%   60 %%   70 %%   80 %%   90 %%\n", "");
    printDeciles("face, mm, fitted", sorted(all, &Errors::fitted));
    printDeciles("face, mm, mean head", sorted(all, &Errors::meanHead));
    printDeciles("face at rest, mm, fitted", sorted(all, &Errors::neutral));
    printDeciles("landmarks, % of the eyes' distance", sorted(all, &Errors::landmarks));
    printDeciles("landmarks as given, likewise", sorted(all, &Errors::found));
    printDeciles("yaw, degrees", sorted(all, &Errors::yaw));
    printDeciles("seconds", sorted(all, &Errors::seconds));
    if (encoder) {
        printDeciles("encoder alone: face, mm", sorted(all, &Errors::encoderFace));
        printDeciles("encoder alone: face at rest, mm", sorted(all, &Errors::encoderNeutral));
        printDeciles("encoder alone: landmarks, %", sorted(all, &Errors::encoderLandmarks));
        printDeciles("encoder alone: yaw, degrees", sorted(all, &Errors::encoderYaw));
        printDeciles("encoder alone: seconds", sorted(all, &Errors::encoderSeconds));
    }
    std::fflush(stdout);
}

} // namespace

int main(int argc, char** argv)
{
    const int heads = argc > 1 ? std::atoi(argv[1]) : 100;
    const auto first = static_cast<std::uint64_t>(argc > 2 ? std::atoll(argv[2]) : 1);
    const std::string source = argc > 3 ? argv[3] : "both";
    const int photos = argc > 4 ? std::atoi(argv[4]) : 1;
    const auto model = head::loadFreeHead();
    const photo::FaceFinder finder;
    std::optional<synth::HeadStock> stock;
    constexpr int kAtlas = 1024;
    if (argc > 5 && std::string(argv[5]) == "dressed")
        stock = synth::loadHeadStock(kAtlas);
    const synth::HeadStock* people = stock ? &*stock : nullptr;
    if (source != "exact")
        judge(*model, finder, Marks::Found, heads, first, photos, people);
    if (source != "found")
        judge(*model, finder, Marks::Exact, heads, first, photos, people);
    return 0;
}
