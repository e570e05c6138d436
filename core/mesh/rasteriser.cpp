// SPDX-License-Identifier: GPL-3.0-or-later
#include "mesh/rasteriser.h"

#include "base/error.h"
#include "base/parallel.h"
#include "mesh/raster_params.h"

#include <algorithm>

namespace effigy::mesh {

namespace {

constexpr int kBandRows = 16; // rows that one thread draws at a time: small enough to balance,
                              // large enough to keep bins short

struct PlacedTriangle {
    RasterTriangle triangle;
    PixelBox box;
};

std::vector<PlacedTriangle> placeTriangles(const RasterParams& params)
{
    std::vector<PlacedTriangle> placed(params.triangleCount);
    base::parallelFor(params.triangleCount, 1024, [&](int begin, int end) {
        for (int f = begin; f < end; ++f) {
            auto& place = placed[f];
            place.triangle = setUpByRule(params, f);
            if (!place.triangle.isDrawn)
                continue;
            place.box = pixelBox(params, place.triangle);
            place.triangle.isDrawn = place.box.firstRow < place.box.endRow &&
                                     place.box.firstColumn < place.box.endColumn;
        }
    });
    return placed;
}

/// Triangles that touch each band of rows, ascending within a band.
struct Bins {
    std::vector<int> start; // [bands + 1]
    std::vector<int> triangles;
};

Bins binByBand(const std::vector<PlacedTriangle>& placed, int bands)
{
    Bins bins;
    bins.start.assign(bands + 1, 0);
    const auto forEachBand = [&](const PlacedTriangle& place, auto&& visit) {
        if (!place.triangle.isDrawn)
            return;
        for (int band = place.box.firstRow / kBandRows;
             band <= (place.box.endRow - 1) / kBandRows; ++band)
            visit(band);
    };
    for (const auto& place : placed)
        forEachBand(place, [&](int band) { ++bins.start[band + 1]; });
    for (int band = 0; band < bands; ++band)
        bins.start[band + 1] += bins.start[band];
    bins.triangles.resize(bins.start[bands]);
    std::vector<int> next(bins.start.begin(), bins.start.end() - 1);
    for (int f = 0; f < static_cast<int>(placed.size()); ++f)
        forEachBand(placed[f], [&](int band) { bins.triangles[next[band]++] = f; });
    return bins;
}

void drawBand(const RasterParams& params, const std::vector<PlacedTriangle>& placed,
              const Bins& bins, int band)
{
    const int firstRow = band * kBandRows;
    const int endRow = std::min(params.height, firstRow + kBandRows);
    for (int i = bins.start[band]; i < bins.start[band + 1]; ++i) {
        const auto& place = placed[bins.triangles[i]];
        const auto draw = params.isDecaStandard ? drawDecaTriangleRows : drawTriangleRows;
        draw(params, place.triangle, bins.triangles[i], std::max(firstRow, place.box.firstRow),
             std::min(endRow, place.box.endRow), place.box.firstColumn, place.box.endColumn);
    }
}

} // namespace

void checkRasterInput(std::span<const float> vertices, std::span<const std::int32_t> triangles,
                      const RasterOptions& options, std::span<const std::uint8_t> twoSided)
{
    base::require(options.width > 0 && options.height > 0, "rasterise: the picture has no pixels");
    base::require(vertices.size() % 3 == 0, "rasterise: vertices are not [V, 3]");
    base::require(triangles.size() % 3 == 0, "rasterise: triangles are not [F, 3]");
    base::require(twoSided.empty() || twoSided.size() * 3 == triangles.size(),
                  "rasterise: twoSided is not [F]");
    const auto count = static_cast<std::int64_t>(vertices.size() / 3);
    for (const auto index : triangles)
        base::require(index >= 0 && index < count,
                      "rasterise: a triangle points outside the vertices");
}

RasterParams rasterParams(std::int64_t triangleCount, const RasterOptions& options)
{
    RasterParams params = {};
    params.triangleCount = static_cast<int>(triangleCount);
    params.width = options.width;
    params.height = options.height;
    params.cullsBackFaces = options.culling == Culling::BackFaces;
    params.includesEdges = options.edges == EdgeRule::Inside;
    params.isPerspective = options.interpolation == Interpolation::Perspective;
    params.isDecaStandard = options.rule == RasterRule::DecaStandard;
    return params;
}

std::vector<float> pictureSpace(std::span<const float> points, const Camera& camera)
{
    base::require(points.size() % 3 == 0, "points of three coordinates");
    const Eigen::Isometry3d cameraFromHead = camera.headFromCamera.inverse();
    std::vector<float> seen(points.size());
    for (std::size_t i = 0; i < points.size(); i += 3) {
        const Eigen::Vector3d p = cameraFromHead * Eigen::Vector3d(points[i], points[i + 1], points[i + 2]);
        seen[i] = static_cast<float>(2.0 * (camera.fx * p.x() / p.z() + camera.cx) - 1.0);
        seen[i + 1] = static_cast<float>(2.0 * (camera.fy * p.y() / p.z() + camera.cy) - 1.0);
        seen[i + 2] = static_cast<float>(p.z());
    }
    return seen;
}

RasterBuffer rasterise(std::span<const float> vertices, std::span<const std::int32_t> triangles,
                       const RasterOptions& options, std::span<const std::uint8_t> twoSided)
{
    checkRasterInput(vertices, triangles, options, twoSided);
    const auto pixels = static_cast<std::size_t>(options.width) * options.height;
    RasterBuffer buffer{options.width, options.height, std::vector<std::int32_t>(pixels, -1),
                        std::vector<float>(3 * pixels, -1.0F), std::vector<float>(pixels, -1.0F)};
    RasterParams params = rasterParams(static_cast<std::int64_t>(triangles.size() / 3), options);
    params.vertices = vertices.data();
    params.triangles = triangles.data();
    params.twoSided = twoSided.empty() ? nullptr : twoSided.data();
    params.face = buffer.face.data();
    params.barycentrics = buffer.barycentrics.data();
    params.depth = buffer.depth.data();
    const auto placed = placeTriangles(params);
    const int bands = (options.height + kBandRows - 1) / kBandRows;
    const auto bins = binByBand(placed, bands);
    base::parallelFor(bands, 1, [&](int begin, int end) {
        for (int band = begin; band < end; ++band)
            drawBand(params, placed, bins, band);
    });
    return buffer;
}

} // namespace effigy::mesh
