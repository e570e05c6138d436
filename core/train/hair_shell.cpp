// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/hair_shell.h"

#include "base/smoothstep.h"

#include "generator/moving_view.h"
#include "generator/neural_texture.h"
#include "generator/plane_form.h"
#include "head/hairline.h"
#include "mesh/rasteriser.h"
#include "train/texture_code.h"

#include <ATen/ops/cat.h>
#include <ATen/ops/stack.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <functional>
#include <numbers>
#include <numeric>

namespace effigy::train {
namespace {

constexpr double kThickest = 0.06;  // metres of hair that a silhouette may ask for
constexpr double kThickestBehind = 0.03; // where no silhouette shows it
constexpr double kThinnerBehind = 0.6;   // than silhouettes show it on the mean
constexpr double kThinnest = -0.02; // a skull that was fitted too large
constexpr float kThinHair = 0.3F;   // of a matte: loose hair still counts
constexpr int kDirections = 144;    // around the picture
constexpr int kRounds = 10;         // of looking at the shell's own silhouette
constexpr double kBehindMesh = 3e-3; // metres behind the head, as beside the rim of an ear, from which hair does not hide it at all
constexpr double kCaution = 0.6;    // pushed vertices also move sideways, into the next direction

const std::vector<float>& scalpMask(const head::HeadModel& model)
{
    static const std::vector<float> kNone;
    const auto found = model.data().masks.find("scalp");
    return found == model.data().masks.end() ? kNone : found->second;
}

constexpr float kMoving = 0.5F; // of the scalp mask, below which the mesh has its say

/// How much of its thickness hair has, by the scalp mask: none where the mesh has its say, which knows of no hair and would take it away.
float hairShare(float scalp)
{
    return std::max(0.0F, (scalp - kMoving) / (1.0F - kMoving));
}

/// How much of its thickness hair has at a place on the mean head, 0..1: above the forehead and about ears that it does not cover it
/// lies flat at first, and at the back it thins out towards the nape.
float fullness(const Eigen::Vector3f& at, const BothSides& coversEar)
{
    constexpr float kFront = 0.6F, kTemple = 1.1F;              // radians from the front
    constexpr float kFlat = 0.35F, kRise = 0.045F;              // at the hairline, and metres of height above it to the full thickness
    constexpr float kSide = 1.6F, kBack = 2.2F;
    constexpr float kEdge = 0.015F, kReach = 0.075F;            // metres above the hairline, and from there
    constexpr float kEarReach = 0.022F;                         // metres about the ear
    const auto [angle, above] = head::scalpPlace(at);
    const float front = 1.0F - base::smoothstep(kFront, kTemple, angle);
    const float back = base::smoothstep(kSide, kBack, angle);
    const float rise = kFlat + (1.0F - kFlat) * base::smoothstep(0.0F, kRise, above);
    const float ear = coversEar[sideOf(at.x())] ? 1.0F : kFlat + (1.0F - kFlat) * base::smoothstep(0.0F, kEarReach, head::besideEar(at));
    return ear * (1.0F - front * (1.0F - rise)) * (1.0F - back * (1.0F - base::smoothstep(kEdge, kEdge + kReach, above)));
}

HairShell shellOf(const head::HeadModel& model, const std::vector<Eigen::Vector3f>& normals,
                  const std::function<double(std::size_t)>& thickness, const BothSides& coversEar = {})
{
    const auto& scalp = scalpMask(model);
    const auto& places = model.data().templateMesh.vertices;
    HairShell shell(normals.size(), Eigen::Vector3f::Zero());
    for (std::size_t v = 0; v < scalp.size(); ++v)
        if (const float hair = hairShare(scalp[v]); hair > 0.0F)
            shell[v] = normals[v] * (hair * fullness(places[v], coversEar) * static_cast<float>(thickness(v)));
    return shell;
}

using Radii = std::array<double, kDirections>;

/// Largest distance from `centre` (pixels) along each direction at which a map is above `least`.
Radii reach(const torch::Tensor& map, const Eigen::Vector2d& centre, float least = 0.5F)
{
    const auto size = static_cast<int>(map.size(2));
    const auto* values = map.data_ptr<float>();
    Radii radii{};
    for (int k = 0; k < kDirections; ++k) {
        const double angle = 2.0 * std::numbers::pi * k / kDirections;
        for (double radius = 0.0; radius < size; radius += 0.5) {
            const int x = static_cast<int>(centre.x() + radius * std::cos(angle));
            const int y = static_cast<int>(centre.y() + radius * std::sin(angle));
            if (x < 0 || y < 0 || x >= size || y >= size)
                break;
            if (values[y * size + x] > least)
                radii[k] = radius;
        }
    }
    return radii;
}

Radii smoothed(const Radii& values)
{
    Radii result{};
    for (int k = 0; k < kDirections; ++k)
        result[k] = (values[(k + kDirections - 1) % kDirections] + 2.0 * values[k] + values[(k + 1) % kDirections]) / 4.0;
    return result;
}

/// Rows grow downwards; below the centre lie ears, neck and clothes.
bool isAbove(int direction)
{
    return direction >= kDirections / 2;
}

/// Directions in which the picture shows an ear, whose outline says nothing of the hair.
std::array<bool, kDirections> earDirections(const head::HeadModel& model, const mesh::Mesh& posed, const mesh::Camera& camera,
                                            const Eigen::Vector2d& centre, int size, const BothSides& coversEar)
{
    constexpr float kMargin = 0.012F; // metres about the ear, where the hair lies flat
    std::array<bool, kDirections> isEar{};
    const auto& places = model.data().templateMesh.vertices;
    for (std::size_t v = 0; v < places.size(); ++v) {
        if (head::besideEar(places[v]) > kMargin || coversEar[sideOf(places[v].x())])
            continue;
        const Eigen::Vector2d offset = mesh::project(camera, posed.vertices[v].cast<double>()).head<2>() * size - centre;
        const double turn = std::atan2(offset.y(), offset.x()) / (2.0 * std::numbers::pi) + 1.0;
        isEar[static_cast<std::size_t>(std::lround(turn * kDirections)) % kDirections] = true;
    }
    return isEar;
}

/// Directions in which a map reaches up to the picture's upper edge: how far it goes on beyond it is not known.
std::array<bool, kDirections> cutDirections(const torch::Tensor& map, const Eigen::Vector2d& centre)
{
    const auto size = static_cast<int>(map.size(2));
    const auto* row = map.data_ptr<float>();
    std::array<bool, kDirections> isCut{};
    for (int k = kDirections / 2 + 1; k < kDirections; ++k) {
        const double angle = 2.0 * std::numbers::pi * k / kDirections;
        const double x = centre.x() - centre.y() * std::cos(angle) / std::sin(angle); // where it meets the edge
        isCut[k] = x >= 0.0 && x < size && row[static_cast<int>(x)] > kThinHair;
    }
    return isCut;
}

/// Unknown directions above get values between those of the nearest known ones to their sides, or that of the only one.
void fillAbove(Radii& values, const std::array<bool, kDirections>& isUnknown)
{
    constexpr int kFirst = kDirections / 2;
    const auto knownFrom = [&](int k, int step) {
        while (k >= kFirst && k < kDirections && isUnknown[k])
            k += step;
        return k >= kFirst && k < kDirections ? k : -1;
    };
    for (int k = kFirst; k < kDirections; ++k) {
        if (!isUnknown[k])
            continue;
        const int before = knownFrom(k, -1), after = knownFrom(k, 1);
        if (before < 0 && after < 0)
            return;
        if (before < 0 || after < 0)
            values[k] = values[before < 0 ? after : before];
        else
            values[k] = values[before] + (values[after] - values[before]) * (k - before) / (after - before);
    }
}

/// Directions below get the value of what lies level with the centre to their side.
void fillBelow(Radii& values)
{
    constexpr int kHalf = kDirections / 2; // straight down lies half way to it
    for (int k = 0; k < kHalf; ++k)
        values[k] = values[k < kHalf / 2 ? kDirections - 1 : kHalf];
}

double meanAbove(const Radii& values)
{
    return std::accumulate(values.begin() + kDirections / 2, values.end(), 0.0) / (kDirections / 2);
}

/// A value between those of the two nearest directions.
double along(const Radii& values, const Eigen::Vector2d& offset)
{
    const double turn = (std::atan2(offset.y(), offset.x()) / (2.0 * std::numbers::pi) + 1.0) * kDirections;
    const double low = std::floor(turn);
    const auto k = static_cast<std::size_t>(low);
    return values[k % kDirections] + (turn - low) * (values[(k + 1) % kDirections] - values[k % kDirections]);
}

torch::Tensor asTensor(const std::vector<Eigen::Vector3f>& vertices)
{
    auto places = torch::empty({1, static_cast<std::int64_t>(vertices.size()), 3});
    auto* out = places.data_ptr<float>();
    for (const auto& vertex : vertices)
        out = std::copy_n(vertex.data(), 3, out);
    return places;
}

} // namespace

std::vector<std::int32_t> facesAt(const head::HeadModel& model, const std::vector<Eigen::Vector3f>& vertices, const mesh::Camera& camera, int size)
{
    const auto& triangles = model.data().templateMesh.triangles;
    const auto seen = mesh::pictureSpace({vertices.front().data(), 3 * vertices.size()}, camera);
    return mesh::rasterise(
        seen, {triangles.front().data(), 3 * triangles.size()},
        {.width = size, .height = size, .culling = mesh::Culling::None, .edges = mesh::EdgeRule::Inside}).face;
}

torch::Tensor silhouetteOf(const head::HeadModel& model, const std::vector<Eigen::Vector3f>& vertices,
                           const mesh::Camera& camera, int size)
{
    const std::vector<std::int32_t> faces = facesAt(model, vertices, camera, size);
    auto map = torch::zeros({1, 1, size, size});
    auto* out = map.data_ptr<float>();
    for (std::size_t i = 0; i < faces.size(); ++i)
        out[i] = faces[i] >= 0 ? 1.0F : 0.0F;
    return map;
}

HairShell evenShell(const head::HeadModel& model, const head::HeadCoefficients& neutral, double thickness)
{
    return shellOf(model, model.mesh(neutral).normals, [thickness](std::size_t) { return thickness; });
}

HairShell shellFromMatte(const head::HeadModel& model, const head::HeadCoefficients& posed, const torch::Tensor& matte,
                         const mesh::Camera& camera, const BothSides& coversEar)
{
    const auto mesh = model.mesh(posed);
    const auto size = static_cast<int>(matte.size(2));
    const Eigen::Vector3d middle = mesh::project(camera, Eigen::Vector3d(0.0, 0.03, 0.0));
    const Eigen::Vector2d centre = middle.head<2>() * size;
    const double metresPerPixel = middle.z() / (camera.fx * size);
    const Radii hair = reach(matte.contiguous(), centre, kThinHair);
    const Radii skull = reach(silhouetteOf(model, mesh.vertices, camera, size), centre);
    auto isUnknown = earDirections(model, mesh, camera, centre, size, coversEar);
    const auto isCut = cutDirections(matte.contiguous(), centre);
    std::ranges::transform(isUnknown, isCut, isUnknown.begin(), std::logical_or());
    const auto shellFor = [&](const Radii& thickness) {
        const double unseen = std::min(kThickestBehind, kThinnerBehind * meanAbove(thickness));
        return shellOf(model, mesh.normals, [&](std::size_t v) {
            const Eigen::Vector2d offset =
                mesh::project(camera, mesh.vertices[v].cast<double>()).head<2>() * size - centre;
            const double edge = std::clamp(offset.norm() / std::max(1.0, along(skull, offset)), 0.0, 1.0);
            return unseen + (along(thickness, offset) - unseen) * edge * edge;
        }, coversEar);
    };
    // The scalp is soft towards the hairline and its normals are not radial, so what is missing is asked for again.
    Radii thickness{};
    for (int round = 0; round < kRounds; ++round) {
        auto vertices = mesh.vertices;
        const auto shell = shellFor(thickness);
        for (std::size_t v = 0; v < vertices.size(); ++v)
            vertices[v] += shell[v];
        const Radii shown = reach(silhouetteOf(model, vertices, camera, size), centre);
        Radii missing{};
        for (int k = 0; k < kDirections; ++k)
            if (isAbove(k) && shown[k] > 0.0)
                missing[k] = (hair[k] - shown[k]) * metresPerPixel;
        fillAbove(missing, isUnknown);
        fillBelow(missing);
        missing = smoothed(smoothed(smoothed(missing)));
        for (int k = 0; k < kDirections; ++k)
            thickness[k] = std::clamp(thickness[k] + kCaution * missing[k], kThinnest, kThickest);
        thickness = smoothed(thickness);
    }
    return shellFor(thickness);
}

torch::Tensor movingMask(const head::HeadModel& model, const generator::HeadLayout& layout, int size)
{
    const auto& scalp = scalpMask(model);
    Eigen::MatrixXf values = Eigen::MatrixXf::Zero(model.vertexCount(), 1);
    for (std::size_t v = 0; v < scalp.size(); ++v)
        values(static_cast<Eigen::Index>(v), 0) = scalp[v];
    return 1.0 - (bakeVertexValues(layout, values, size) / kMoving).clamp(0.0, 1.0);
}

torch::Tensor shellPlanes(const generator::Generator& generator, const torch::Tensor& code,
                          const std::vector<Eigen::Vector3f>& shellVertices, const std::vector<Eigen::Vector3f>& baldVertices)
{
    using generator::View;
    const torch::Tensor shell = asTensor(shellVertices), bald = asTensor(baldVertices);
    const auto& layout = generator.layout;
    const auto size = generator.config.planeResolution, channels = generator.config.planeChannels;
    const double boxWarp = generator.config.rendering.boxWarp;
    const auto full = at::cat({code, torch::zeros({1, channels - code.size(1), size, size})}, 1);
    const auto gains = codeGains(channels);
    const auto seen = [&](View view, int plane) {
        const auto raster = generator::withOverhang(generator::rasteriseView(layout, shell, view, size), generator::kOverhang);
        auto shown = generator::seenTexture(full, raster.grid, view, generator.config.textureBlocks) * gains[plane].reshape({1, -1, 1, 1}) * raster.coverage;
        shown.slice(1, kForm, kForm + generator::kFormChannels).copy_(generator::planeForm(layout, raster, view, boxWarp));
        if (generator.config.staticChannel == kStaticCover) {
            const auto head = generator::movingView(layout, bald, generator::rasteriseView(layout, bald, view, size), view, boxWarp).raster;
            const auto before = generator::heightsOf(layout, head, view) - generator::heightsOf(layout, raster, view);
            const auto isBehind = (before / kBehindMesh).clamp(0.0, 1.0) * head.coverage;
            shown.slice(1, kStaticCover, kStaticCover + 1)
                .copy_(generator::sampleTexture(1.0 - layout.uvMask, raster.grid) * raster.coverage * (1.0 - isBehind));
        }
        return shown;
    };
    return at::stack({seen(View::Front, 0), seen(View::TopFromAbove, 1), seen(View::LeftMirrored, 2), seen(View::Right, 3)}, 1);
}

} // namespace effigy::train
