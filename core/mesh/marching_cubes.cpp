// SPDX-License-Identifier: GPL-3.0-or-later
#include "mesh/marching_cubes.h"

#include "base/error.h"

#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <utility>

namespace effigy::mesh {

namespace {

// Corner c of a cube lies at (c & 1, c >> 1 & 1, c >> 2 & 1). An edge joins two corners that differ
// in one bit.
struct Edge {
    int low;  // the corner whose bit is clear
    int axis; // of that bit
};

// Corners of each face, counter-clockwise seen from outside.
constexpr int kFaces[6][4] = {{0, 4, 6, 2}, {1, 3, 7, 5}, {0, 1, 5, 4},
                              {2, 6, 7, 3}, {0, 2, 3, 1}, {4, 5, 7, 6}};

int edgeBetween(int a, int b)
{
    const int low = a & b, axis = (a ^ b) >> 1; // bits 1, 2, 4 to 0, 1, 2
    return axis * 8 + low;
}

/// Closed loops of edges around the corners above the level, one case of 256.
std::vector<std::vector<int>> loopsOf(int above)
{
    // Walking a face counter-clockwise, the surface's border enters where the field rises and
    // leaves at the next fall, so that corners above stay apart.
    std::array<int, 24> next;
    next.fill(-1);
    for (const auto& face : kFaces)
        for (int i = 0; i < 4; ++i) {
            const auto isAbove = [&](int k) { return (above >> face[k & 3] & 1) != 0; };
            if (isAbove(i) || !isAbove(i + 1))
                continue;
            int fall = i + 1;
            while (isAbove(fall + 1))
                ++fall;
            next[static_cast<std::size_t>(edgeBetween(face[fall & 3], face[(fall + 1) & 3]))] =
                edgeBetween(face[i], face[(i + 1) & 3]);
        }
    std::vector<std::vector<int>> loops;
    for (int start = 0; start < 24; ++start) {
        std::vector<int> loop;
        for (int edge = start; next[static_cast<std::size_t>(edge)] >= 0;) {
            loop.push_back(edge);
            edge = std::exchange(next[static_cast<std::size_t>(edge)], -1);
        }
        if (!loop.empty())
            loops.push_back(std::move(loop));
    }
    return loops;
}

/// Makes the mesh cube by cube.
class Surface {
public:
    Surface(const ScalarGrid& grid, float level) : m_grid(grid), m_level(level)
    {
        for (int above = 0; above < 256; ++above)
            m_cases.push_back(loopsOf(above));
    }

    void addCube(int x, int y, int z)
    {
        int above = 0;
        for (int corner = 0; corner < 8; ++corner)
            above |= (valueAt(x, y, z, corner) > m_level ? 1 : 0) << corner;
        for (const std::vector<int>& loop : m_cases[static_cast<std::size_t>(above)])
            for (std::size_t k = 2; k < loop.size(); ++k)
                m_mesh.triangles.emplace_back(vertexOn(x, y, z, loop[0]),
                                              vertexOn(x, y, z, loop[k]),
                                              vertexOn(x, y, z, loop[k - 1]));
    }

    [[nodiscard]] Mesh finish() { return std::move(m_mesh); }

private:
    [[nodiscard]] std::size_t indexOf(int x, int y, int z) const
    {
        return (static_cast<std::size_t>(x) * m_grid.size[1] + y) * m_grid.size[2] + z;
    }
    [[nodiscard]] float valueAt(int x, int y, int z, int corner) const
    {
        return m_grid
            .values[indexOf(x + (corner & 1), y + (corner >> 1 & 1), z + (corner >> 2 & 1))];
    }

    int vertexOn(int x, int y, int z, int edge)
    {
        const int low = edge % 8, axis = edge / 8;
        const int cx = x + (low & 1), cy = y + (low >> 1 & 1), cz = z + (low >> 2 & 1);
        const auto [found, isNew] = m_vertices.try_emplace(
            indexOf(cx, cy, cz) * 3 + axis, static_cast<int>(m_mesh.vertices.size()));
        if (isNew) {
            const float a = valueAt(x, y, z, low), b = valueAt(x, y, z, low | 1 << axis);
            Eigen::Vector3f point(static_cast<float>(cx), static_cast<float>(cy),
                                  static_cast<float>(cz));
            point[axis] += (m_level - a) / (b - a);
            m_mesh.vertices.push_back(point);
        }
        return found->second;
    }

    const ScalarGrid& m_grid;
    float m_level;
    std::vector<std::vector<std::vector<int>>> m_cases;
    std::unordered_map<std::size_t, int> m_vertices; // by edge of the grid
    Mesh m_mesh;
};

} // namespace

Mesh marchingCubes(const ScalarGrid& grid, float level)
{
    const auto [nx, ny, nz] = grid.size;
    base::require(nx >= 2 && ny >= 2 && nz >= 2 &&
                      grid.values.size() == static_cast<std::size_t>(nx) * ny * nz,
                  "marchingCubes: sizes disagree");
    Surface surface(grid, level);
    for (int x = 0; x + 1 < nx; ++x)
        for (int y = 0; y + 1 < ny; ++y)
            for (int z = 0; z + 1 < nz; ++z)
                surface.addCube(x, y, z);
    return surface.finish();
}

} // namespace effigy::mesh
