// SPDX-License-Identifier: GPL-3.0-or-later
#include "mesh/uv_atlas.h"

#include "base/error.h"
#include "mesh/rasteriser_kernel.h"

#include <algorithm>
#include <cmath>

namespace effigy::mesh {

namespace {

struct FlatAtlas {
    std::vector<float> places;           // [T, 3] -1..1, rows downwards
    std::vector<std::int32_t> triangles; // [F, 3]
};

FlatAtlas flatten(const Mesh& mesh)
{
    base::require(!mesh.uvTriangles.empty() && mesh.uvTriangles.size() == mesh.triangles.size(),
                  "the mesh has no UVs");
    FlatAtlas atlas;
    for (const auto& uv : mesh.uvs)
        atlas.places.insert(atlas.places.end(), {2.0F * uv.x() - 1.0F, 1.0F - 2.0F * uv.y(), 1.0F});
    for (const auto& t : mesh.uvTriangles)
        atlas.triangles.insert(atlas.triangles.end(), {t[0], t[1], t[2]});
    return atlas;
}

} // namespace

RasterBuffer rasteriseAtlas(const Mesh& mesh, int size)
{
    const auto atlas = flatten(mesh);
    return rasterise(
        atlas.places, atlas.triangles,
        {.width = size, .height = size, .culling = Culling::None, .edges = EdgeRule::Inside});
}

int countUvOverlaps(const Mesh& mesh, int size)
{
    constexpr float kInside =
        1e-3F; // neighbours both touch what lies on their common edge, up to rounding
    const auto atlas = flatten(mesh);
    base::require(size > 0, "countUvOverlaps: the atlas has no texels");
    RasterParams params{};
    params.vertices = atlas.places.data();
    params.triangles = atlas.triangles.data();
    params.width = params.height = size;
    std::vector<std::uint8_t> owners(static_cast<std::size_t>(size) * size, 0);
    const auto texelOf = [size](float place) {
        return std::clamp(
            static_cast<int>(std::floor((place + 1.0F) * 0.5F * static_cast<float>(size))), 0,
            size - 1);
    };
    for (int f = 0; f < static_cast<int>(mesh.triangles.size()); ++f) {
        const auto t = setUpTriangle(params, f);
        for (int y = texelOf(t.top); t.isDrawn && y <= texelOf(t.bottom); ++y)
            for (int x = texelOf(t.left); x <= texelOf(t.right); ++x) {
                const auto s =
                    sampleTriangle(params, t, pixelCentre(x, size), pixelCentre(y, size));
                auto& count = owners[static_cast<std::size_t>(y) * size + x];
                if (s.isInside && smallest(s.wa, s.wb, s.wc) > kInside && count < 2)
                    ++count;
            }
    }
    return static_cast<int>(std::count(owners.begin(), owners.end(), 2));
}

} // namespace effigy::mesh
