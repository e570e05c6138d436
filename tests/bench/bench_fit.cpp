// SPDX-License-Identifier: GPL-3.0-or-later
// How well the fit finds heads of which everything is known: random identities, expressions, views
// within 45 degrees, lights and angles of view from 12 to 50 degrees, painted and given to face
// finder and fit as photos. Prints medians and deciles beside those of the mean head. Arguments:
// heads, first seed, "exact" for the true landmarks in the place of the found ones (the jaw line on
// the outline of the frontal places).
#include "base/error.h"
#include "core/reconstruct/painted_photo.h"
#include "head/default_albedo.h"
#include "photo/face_finder.h"
#include "reconstruct/fit_head.h"
#include "train/head_sampler.h"

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

constexpr int kPicture = 640;    // pixels
constexpr int kTexture = 1024;   // texels
constexpr double kPupils = 63.0; // millimetres between them: what errors are scaled to
constexpr double kDegrees = 180.0 / std::numbers::pi;
constexpr double kYaw = 45.0 / kDegrees;
constexpr int kInnerFirst = 17; // the jaw line's landmarks are no fixed places

struct Truth {
    Eigen::VectorXf shape;
    head::HeadCoefficients coefficients;
    mesh::Camera camera;
    base::Image photo;
};

struct Errors {
    double fitted = 0.0; // millimetres, median over the face
    double meanHead = 0.0;
    double landmarks = 0.0; // percent of the distance between the outer eye corners
    double yaw = 0.0;       // degrees
    double seconds = 0.0;
};

Truth drawn(const head::HeadModel& model, std::uint64_t seed)
{
    train::HeadSampler sampler({}, seed);
    Truth truth;
    truth.shape = sampler.shape(model.shapeCount());
    truth.coefficients = model.coefficients(sampler.expression(), truth.shape);
    const double fov = sampler.uniform(12.0, 50.0) / kDegrees, side = sampler.uniform(0.28, 0.36);
    truth.camera =
        train::framedCamera(sampler.uniform(-kYaw, kYaw), sampler.uniform(-0.3, 0.3),
                            sampler.uniform(-0.15, 0.15), side / (2.0 * std::tan(fov / 2.0)), side);
    const base::Image texture = head::defaultAlbedo(model, head::randomAlbedoStyle(seed), kTexture);
    const auto grey = static_cast<std::uint8_t>(sampler.uniform(60.0, 200.0));
    truth.photo = base::Image(kPicture, kPicture, 3, grey);
    tests::paintHead(truth.photo, model.mesh(truth.coefficients), truth.camera,
                     {.texture = texture, .light = sampler.light()});
    return truth;
}

/// Median distance of the face's vertices after the best similarity, millimetres of a head of 63
/// mm.
double faceError(const head::HeadModelData& data, const Points& got, const Points& wanted,
                 double pupils)
{
    const std::vector<float>& face = data.masks.at("face");
    std::vector<std::size_t> vertices;
    for (std::size_t v = 0; v < wanted.size(); ++v)
        if (face[v] > 0.5F)
            vertices.push_back(v);
    Eigen::Matrix3Xd from(3, static_cast<Eigen::Index>(vertices.size())), to = from;
    for (std::size_t k = 0; k < vertices.size(); ++k) {
        from.col(static_cast<Eigen::Index>(k)) = got[vertices[k]].cast<double>();
        to.col(static_cast<Eigen::Index>(k)) = wanted[vertices[k]].cast<double>();
    }
    const Eigen::Affine3d best(Eigen::umeyama(from, to, /*with_scaling=*/true));
    std::vector<double> distances;
    for (Eigen::Index k = 0; k < from.cols(); ++k)
        distances.push_back((best * Eigen::Vector3d(from.col(k)) - to.col(k)).norm());
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

/// Nothing when no face is found.
std::optional<Errors> fitted(const head::HeadModel& model, const photo::FaceFinder& finder,
                             std::uint64_t seed, Marks marks)
{
    const Truth truth = drawn(model, seed);
    const auto faces =
        marks == Marks::Exact ? std::vector{exactFace(model, truth)} : finder.find(truth.photo);
    if (faces.empty())
        return std::nullopt;
    const photo::DetectedFace& face = faces.front();
    base::SilentProgress progress;
    const auto begin = std::chrono::steady_clock::now();
    const reconstruct::HeadFit fit =
        reconstruct::fitHead({.image = truth.photo,
                              .landmarks = face.landmarks,
                              .box = {face.x, face.y, face.width, face.height},
                              .fovDeg = std::nullopt},
                             model, {}, progress, {});
    Errors errors;
    errors.seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    const Points wanted = model.vertices(truth.coefficients);
    head::HeadModel personal = fit.offsets.empty() ? model : head::displaced(model, fit.offsets);
    const Points got = personal.vertices(fit.coefficients);
    const double pupils = pupilDistance(model, truth.shape);
    errors.fitted = faceError(model.data(), got, wanted, pupils);
    errors.meanHead = faceError(model.data(), model.vertices({}), wanted, pupils);
    const auto wantedMarks = model.landmarks(wanted), gotMarks = model.landmarks(got);
    const auto seen = [](const mesh::Camera& camera, const Eigen::Vector3f& point) {
        return Eigen::Vector2d(mesh::project(camera, point.cast<double>()).head<2>() * kPicture);
    };
    const double eyes =
        (seen(truth.camera, wantedMarks[36]) - seen(truth.camera, wantedMarks[45])).norm();
    double sum = 0.0;
    for (int k = kInnerFirst; k < head::kLandmarkCount; ++k)
        sum += (seen(fit.camera, gotMarks[k]) - seen(truth.camera, wantedMarks[k])).norm();
    errors.landmarks = 100.0 * sum / (head::kLandmarkCount - kInnerFirst) / eyes;
    errors.yaw = std::abs(yawOf(fit.camera) - yawOf(truth.camera));
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

} // namespace

int main(int argc, char** argv)
{
    const int heads = argc > 1 ? std::atoi(argv[1]) : 100;
    const auto first = static_cast<std::uint64_t>(argc > 2 ? std::atoll(argv[2]) : 1);
    const Marks marks = argc > 3 && std::string(argv[3]) == "exact" ? Marks::Exact : Marks::Found;
    const auto model = head::loadFreeHead();
    const photo::FaceFinder finder;
    std::vector<Errors> all;
    int missed = 0, refused = 0, worse = 0;
    for (int k = 0; k < heads; ++k) {
        try {
            const auto errors =
                fitted(*model, finder, first + static_cast<std::uint64_t>(k), marks);
            if (!errors) {
                ++missed;
                continue;
            }
            worse += errors->fitted > errors->meanHead ? 1 : 0;
            all.push_back(*errors);
        } catch (const base::Error& error) {
            std::printf("head %d: %s\n", k, error.what());
            ++refused;
        }
    }
    std::printf(
        "%d heads, %d without a face that was found, %d refused, %d worse than the mean head\n",
        heads, missed, refused, worse);
    if (all.empty())
        return 1;
    std::printf("%-36s   10 %%   20 %%   30 %%   40 %%   50 %%   60 %%   70 %%   80 %%   90 %%\n",
                "");
    printDeciles("face, mm, fitted", sorted(all, &Errors::fitted));
    printDeciles("face, mm, mean head", sorted(all, &Errors::meanHead));
    printDeciles("landmarks, % of the eyes' distance", sorted(all, &Errors::landmarks));
    printDeciles("yaw, degrees", sorted(all, &Errors::yaw));
    printDeciles("seconds", sorted(all, &Errors::seconds));
    return 0;
}
