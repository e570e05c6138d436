// SPDX-License-Identifier: GPL-3.0-or-later
#include "mesh/height_map.h"

#include "base/error.h"
#include "base/parallel.h"
#include "mesh/rasteriser.h"

#include <Eigen/Geometry>

#include <algorithm>
#include <cmath>
#include <optional>

namespace effigy::mesh {

namespace {

/// `heights` at a place counted in texels, centres at whole numbers.
float heightAt(const base::FloatImage& heights, float x, float y)
{
    const float left = std::floor(x), top = std::floor(y), u = x - left, v = y - top;
    const auto at = [&](float column, float row) {
        return *heights.at(std::clamp(static_cast<int>(column), 0, heights.width - 1),
                           std::clamp(static_cast<int>(row), 0, heights.height - 1));
    };
    return (1.0F - v) * ((1.0F - u) * at(left, top) + u * at(left + 1.0F, top)) +
           v * ((1.0F - u) * at(left, top + 1.0F) + u * at(left + 1.0F, top + 1.0F));
}

/// How u and v grow along a face: vectors on it, per metre.
struct UvGrowth {
    Eigen::Vector3f u, v;
};

std::optional<UvGrowth> uvGrowth(const Mesh& mesh, int face)
{
    const Eigen::Vector3i& t = mesh.triangles[static_cast<std::size_t>(face)];
    const Eigen::Vector3i& c = mesh.uvTriangles[static_cast<std::size_t>(face)];
    const auto vertex = [&](int k) { return mesh.vertices[static_cast<std::size_t>(t[k])]; };
    const auto uv = [&](int k) { return mesh.uvs[static_cast<std::size_t>(c[k])]; };
    const Eigen::Vector3f a = vertex(1) - vertex(0), b = vertex(2) - vertex(0);
    const Eigen::Vector2f p = uv(1) - uv(0), q = uv(2) - uv(0);
    const Eigen::Vector3f across = a.cross(b);
    const float area = across.squaredNorm();
    if (area < 1e-20F || std::abs(p.x() * q.y() - p.y() * q.x()) < 1e-12F)
        return std::nullopt;
    // The dual of the edges a and b within the face.
    const Eigen::Vector3f ofA = b.cross(across) / area, ofB = across.cross(a) / area;
    return UvGrowth{p.x() * ofA + q.x() * ofB, p.y() * ofA + q.y() * ofB};
}

} // namespace

Eigen::Vector2f heightSlope(const base::FloatImage& heights, const Eigen::Vector2f& uv)
{
    const float x = uv.x() * static_cast<float>(heights.width) - 0.5F,
                y = (1.0F - uv.y()) * static_cast<float>(heights.height) - 0.5F;
    constexpr float kReach = 0.5F; // texels each way
    const float alongX =
        (heightAt(heights, x + kReach, y) - heightAt(heights, x - kReach, y)) / (2.0F * kReach);
    const float alongY =
        (heightAt(heights, x, y + kReach) - heightAt(heights, x, y - kReach)) / (2.0F * kReach);
    return {alongX * static_cast<float>(heights.width),
            -alongY * static_cast<float>(heights.height)};
}

Eigen::Vector3f bentNormal(const Eigen::Vector3f& normal, const Mesh& mesh, int face,
                           const Eigen::Vector2f& slope)
{
    if (slope.isZero(0.0F))
        return normal;
    const auto growth = uvGrowth(mesh, face);
    if (!growth)
        return normal;
    const Eigen::Vector3f rise = slope.x() * growth->u + slope.y() * growth->v;
    return (normal - (rise - normal.dot(rise) * normal)).normalized();
}

base::Image tangentNormals(const Mesh& mesh, const base::FloatImage& heights, float strength)
{
    base::require(!mesh.uvs.empty() && mesh.uvTriangles.size() == mesh.triangles.size(),
                  "a normal map needs UVs");
    const int width = heights.width, height = heights.height;
    std::vector<float> layout;
    for (const Eigen::Vector2f& uv : mesh.uvs)
        layout.insert(layout.end(), {2.0F * uv.x() - 1.0F, 1.0F - 2.0F * uv.y(), 1.0F});
    const std::span<const std::int32_t> corners(mesh.uvTriangles[0].data(),
                                                3 * mesh.uvTriangles.size());
    const RasterBuffer raster = rasterise(layout, corners,
                                          {.width = width,
                                           .height = height,
                                           .culling = Culling::None,
                                           .edges = EdgeRule::Inside,
                                           .interpolation = Interpolation::Screen});
    base::Image map(width, height, 3);
    base::parallelFor(height, 16, [&](int begin, int end) {
        for (int y = begin; y < end; ++y)
            for (int x = 0; x < width; ++x) {
                Eigen::Vector3f normal = Eigen::Vector3f::UnitZ();
                const int face =
                    raster.face[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) +
                                static_cast<std::size_t>(x)];
                const Eigen::Vector2f uv((static_cast<float>(x) + 0.5F) / static_cast<float>(width),
                                         1.0F - (static_cast<float>(y) + 0.5F) /
                                                    static_cast<float>(height));
                if (const auto growth = face < 0 ? std::nullopt : uvGrowth(mesh, face)) {
                    const Eigen::Vector2f slope = strength * heightSlope(heights, uv);
                    const Eigen::Vector3f rise = slope.x() * growth->u + slope.y() * growth->v;
                    normal = Eigen::Vector3f(-rise.dot(growth->u.normalized()),
                                             -rise.dot(growth->v.normalized()), 1.0F)
                                 .normalized();
                }
                for (int c = 0; c < 3; ++c)
                    map.at(x, y)[c] = static_cast<std::uint8_t>(
                        std::lround(std::clamp(127.5F * normal[c] + 128.0F, 0.0F, 255.0F)));
            }
    });
    return map;
}

} // namespace effigy::mesh
