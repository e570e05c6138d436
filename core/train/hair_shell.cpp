// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/hair_shell.h"

#include "generator/neural_texture.h"
#include "train/texture_code.h"

#include <ATen/ops/cat.h>
#include <ATen/ops/stack.h>
#include <ATen/ops/where.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <numbers>

namespace effigy::train {
namespace {

constexpr double kThickest = 0.06;    // metres of hair that a silhouette may ask for
constexpr int kDirections = 72;       // around the picture
constexpr int kOverhang = 2;           // texels that a view shows beyond its silhouette, so that the other views decide it
constexpr double kOutOfReach = -1.0;  // world units: a surface that every point lies in front of

const std::vector<float>& scalpMask(const head::HeadModel& model)
{
    static const std::vector<float> kNone;
    const auto found = model.data().masks.find("scalp");
    return found == model.data().masks.end() ? kNone : found->second;
}

HairShell shellOf(const head::HeadModel& model, const std::vector<Eigen::Vector3f>& normals,
                  const std::function<double(std::size_t)>& thickness)
{
    const auto& scalp = scalpMask(model);
    HairShell shell(normals.size(), Eigen::Vector3f::Zero());
    for (std::size_t v = 0; v < scalp.size(); ++v)
        if (scalp[v] > 0.0F)
            shell[v] = normals[v] * (scalp[v] * static_cast<float>(thickness(v)));
    return shell;
}

/// Largest distance from `centre` (pixels) along each direction at which a map is above a half.
std::array<double, kDirections> reach(const torch::Tensor& map, const Eigen::Vector2d& centre)
{
    const auto size = static_cast<int>(map.size(2));
    const auto* values = map.data_ptr<float>();
    std::array<double, kDirections> radii{};
    for (int k = 0; k < kDirections; ++k) {
        const double angle = 2.0 * std::numbers::pi * k / kDirections;
        for (double radius = 0.0; radius < size; radius += 0.5) {
            const int x = static_cast<int>(centre.x() + radius * std::cos(angle));
            const int y = static_cast<int>(centre.y() + radius * std::sin(angle));
            if (x < 0 || y < 0 || x >= size || y >= size)
                break;
            if (values[y * size + x] > 0.5F)
                radii[k] = radius;
        }
    }
    return radii;
}

/// Largest distance of projected vertices in each direction.
std::array<double, kDirections> reach(const std::vector<Eigen::Vector2d>& points, const Eigen::Vector2d& centre)
{
    std::array<double, kDirections> radii{};
    for (const auto& point : points) {
        const Eigen::Vector2d offset = point - centre;
        const double turn = std::atan2(offset.y(), offset.x()) / (2.0 * std::numbers::pi) + 1.0;
        auto& radius = radii[static_cast<std::size_t>(turn * kDirections + 0.5) % kDirections];
        radius = std::max(radius, offset.norm());
    }
    return radii;
}

std::array<double, kDirections> smoothed(std::array<double, kDirections> values)
{
    for (int pass = 0; pass < 3; ++pass) {
        const auto before = values;
        for (int k = 0; k < kDirections; ++k)
            values[k] = (before[(k + kDirections - 1) % kDirections] + 2.0 * before[k] + before[(k + 1) % kDirections]) / 4.0;
    }
    return values;
}

} // namespace

HairShell evenShell(const head::HeadModel& model, const head::HeadCoefficients& neutral, double thickness)
{
    return shellOf(model, model.mesh(neutral).normals, [thickness](std::size_t) { return thickness; });
}

HairShell shellFromMatte(const head::HeadModel& model, const head::HeadCoefficients& posed, const torch::Tensor& matte,
                         const mesh::Camera& camera)
{
    const auto mesh = model.mesh(posed);
    const auto size = static_cast<double>(matte.size(2));
    const Eigen::Vector3d middle = mesh::project(camera, Eigen::Vector3d(0.0, 0.03, 0.0));
    const Eigen::Vector2d centre = middle.head<2>() * size;
    const double metresPerPixel = middle.z() / (camera.fx * size);
    std::vector<Eigen::Vector2d> seen;
    seen.reserve(mesh.vertices.size());
    for (const auto& vertex : mesh.vertices)
        seen.emplace_back(mesh::project(camera, vertex.cast<double>()).head<2>() * size);
    const auto hair = reach(matte.contiguous(), centre);
    const auto skull = reach(seen, centre);
    std::array<double, kDirections> thickness{};
    double sum = 0.0;
    int count = 0;
    for (int k = 0; k < kDirections; ++k) {
        const bool isAbove = k >= kDirections / 2; // rows grow downwards; below lie ears, neck and clothes
        if (skull[k] <= 0.0 || !isAbove)
            continue;
        thickness[k] = std::clamp((hair[k] - skull[k]) * metresPerPixel, 0.0, kThickest);
        sum += thickness[k];
        ++count;
    }
    thickness = smoothed(thickness);
    const double mean = count > 0 ? sum / count : 0.0;
    return shellOf(model, mesh.normals, [&](std::size_t v) {
        const Eigen::Vector2d offset = seen[v] - centre;
        const double turn = std::atan2(offset.y(), offset.x()) / (2.0 * std::numbers::pi) + 1.0;
        const auto k = static_cast<std::size_t>(turn * kDirections + 0.5) % kDirections;
        const double edge = skull[k] > 0.0 ? std::clamp(offset.norm() / skull[k], 0.0, 1.0) : 0.0;
        return mean + (thickness[k] - mean) * edge * edge;
    });
}

torch::Tensor movingMask(const head::HeadModel& model, const generator::HeadLayout& layout, int size)
{
    const auto& scalp = scalpMask(model);
    Eigen::MatrixXf values = Eigen::MatrixXf::Zero(model.vertexCount(), 1);
    for (std::size_t v = 0; v < scalp.size(); ++v)
        values(static_cast<Eigen::Index>(v), 0) = scalp[v];
    return 1.0 - (bakeVertexValues(layout, values, size) * 2.0).clamp(0.0, 1.0);
}

torch::Tensor emptyPlanes(int channels)
{
    auto empty = torch::zeros({3, channels});
    const double surface = kViewGain * kPositionScale * kOutOfReach;
    empty[0][kFrontDepth] = surface;
    empty[1][kTopHeight] = surface;
    empty[2][kSideWidth] = surface;
    return empty;
}

torch::Tensor shellPlanes(const generator::HeadLayout& layout, const torch::Tensor& code, int channels,
                          const std::vector<Eigen::Vector3f>& shellVertices)
{
    using generator::View;
    auto vertices = torch::empty({1, static_cast<std::int64_t>(shellVertices.size()), 3});
    auto* out = vertices.data_ptr<float>();
    for (const auto& vertex : shellVertices)
        out = std::copy_n(vertex.data(), 3, out);
    const auto size = static_cast<int>(code.size(2));
    const auto full = at::cat({code, torch::zeros({1, channels - code.size(1), size, size})}, 1);
    const auto gains = codeGains(channels);
    const auto empty = emptyPlanes(channels);
    const auto seen = [&](View view, int plane) {
        const auto raster = generator::rasteriseView(layout, vertices, view, size);
        const auto shown = generator::sampleTexture(full, raster.grid) * gains[plane].reshape({1, -1, 1, 1});
        const auto nothing = empty[plane == 0 ? 0 : plane == 1 ? 1 : 2].reshape({1, -1, 1, 1});
        const auto wide = grown({shown, raster.coverage}, kOverhang);
        return at::where(wide.covered.gt(0.5), wide.planes, nothing);
    };
    const auto side = (seen(View::LeftMirrored, 2) + seen(View::Right, 3)) * 0.5;
    return at::stack({seen(View::Front, 0), seen(View::TopFromAbove, 1), side}, 1);
}

} // namespace effigy::train
