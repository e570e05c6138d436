// SPDX-License-Identifier: GPL-3.0-or-later
#include "head/head_assembly.h"

#include "base/error.h"

#include <algorithm>
#include <limits>

namespace effigy::head {

namespace {

/// A rectangle of the atlas.
struct Cell {
    double u, v, width, height;
};

// The skin fills the upper part; everything else shares a band below it.
constexpr Cell kSkinCell = {0.008, 0.205, 0.984, 0.787};
constexpr Cell kRightEyeCell = {0.008, 0.012, 0.178, 0.178};
constexpr Cell kLeftEyeCell = {0.196, 0.012, 0.178, 0.178};
constexpr Cell kUpperTeethCell = {0.384, 0.106, 0.372, 0.084};
constexpr Cell kLowerTeethCell = {0.384, 0.012, 0.372, 0.084};
constexpr Cell kUpperGumCell = {0.768, 0.158, 0.224, 0.034};
constexpr Cell kLowerGumCell = {0.768, 0.116, 0.224, 0.034};
constexpr Cell kTongueCell = {0.768, 0.012, 0.072, 0.096};
constexpr Cell kMouthBagCell = {0.848, 0.012, 0.098, 0.096};
constexpr std::array kLashCells = std::to_array<Cell>({{0.952, 0.012, 0.040, 0.019},
                                                       {0.952, 0.037, 0.040, 0.019},
                                                       {0.952, 0.062, 0.040, 0.019},
                                                       {0.952, 0.087, 0.040, 0.019}});

Eigen::Vector2f inCell(const Cell& cell, const Eigen::Vector2d& uv)
{
    return Eigen::Vector2d(cell.u + cell.width * uv.x(), cell.v + cell.height * uv.y())
        .cast<float>();
}

/// UVs of any range, stretched over the unit square.
std::vector<Eigen::Vector2d> normalised(const std::vector<Eigen::Vector2d>& uvs)
{
    Eigen::Vector2d low = Eigen::Vector2d::Constant(std::numeric_limits<double>::infinity());
    Eigen::Vector2d high = -low;
    for (const Eigen::Vector2d& uv : uvs) {
        low = low.cwiseMin(uv);
        high = high.cwiseMax(uv);
    }
    std::vector<Eigen::Vector2d> result(uvs.size());
    std::ranges::transform(uvs, result.begin(), [&](const Eigen::Vector2d& uv) {
        return Eigen::Vector2d((uv - low).cwiseQuotient(high - low));
    });
    return result;
}

/// Appends patches to a mesh and keeps account of its parts.
class MeshWriter {
public:
    explicit MeshWriter(mesh::Mesh& mesh) : m_mesh(mesh) {}

    void beginPart(const std::string& material)
    {
        m_mesh.parts.push_back({material, static_cast<int>(m_mesh.triangles.size()), 0});
    }
    void add(const std::vector<Eigen::Vector3i>& triangles, const std::vector<Eigen::Vector2d>& uvs,
             const std::vector<Eigen::Vector3i>& uvTriangles, int firstVertex, const Cell& cell)
    {
        const int firstUv = static_cast<int>(m_mesh.uvs.size());
        for (const Eigen::Vector2d& uv : uvs)
            m_mesh.uvs.push_back(inCell(cell, uv));
        for (std::size_t t = 0; t < triangles.size(); ++t) {
            m_mesh.triangles.emplace_back(triangles[t].array() + firstVertex);
            m_mesh.uvTriangles.emplace_back(uvTriangles[t].array() + firstUv);
        }
        m_mesh.parts.back().triangleCount += static_cast<int>(triangles.size());
    }
    void add(const SurfacePatch& patch, const Cell& cell)
    {
        add(patch.triangles, normalised(patch.uvs), patch.uvTriangles, 0, cell);
    }
    void add(const ShapedSurface& surface, int firstVertex, const Cell& cell)
    {
        add(surface.triangles, surface.uvs, surface.uvTriangles, firstVertex, cell);
    }

private:
    mesh::Mesh& m_mesh;
};

ShapedSurface mirroredEye(ShapedSurface eye)
{
    for (Eigen::Vector3d& p : eye.vertices)
        p.x() = -p.x();
    for (Eigen::Vector2d& uv : eye.uvs)
        uv.x() = 1.0 - uv.x();
    for (Eigen::Vector3i& t : eye.triangles)
        std::swap(t[1], t[2]);
    eye.uvTriangles = eye.triangles;
    return eye;
}

constexpr std::array<const char*, 4> kMouthParts = {"upperTeeth", "lowerTeeth", "upperGum",
                                                    "lowerGum"};

} // namespace

HeadAssembly::HeadAssembly(BaseFigure figure)
    : m_figure(std::move(figure)),
      m_topology(cutHead(m_figure)),
      m_eye(shapeEyeball()),
      m_mouth{{"upperTeeth", shapeTeeth(Jaw::Upper)},
              {"lowerTeeth", shapeTeeth(Jaw::Lower)},
              {"upperGum", shapeGum(Jaw::Upper)},
              {"lowerGum", shapeGum(Jaw::Lower)}}
{
    layOutSkin(m_figure, m_topology);
    for (const char* helper :
         {"helper-l-eye", "helper-r-eye", "helper-upper-teeth", "helper-lower-teeth"})
        m_helpers[helper] = pointsOf(m_figure, helper);
    m_mirror = m_topology.mirror;
    m_ranges["bound"] = {0, static_cast<int>(m_topology.vertices.size())};
    const int eyes = static_cast<int>(m_mirror.size());
    const int eyeSize = static_cast<int>(m_eye.vertices.size());
    m_ranges["leftEye"] = {eyes, eyeSize};
    m_ranges["rightEye"] = {eyes + eyeSize, eyeSize};
    for (int v = 0; v < 2 * eyeSize; ++v)
        m_mirror.push_back(eyes + (v + eyeSize) % (2 * eyeSize));
    for (const char* name : kMouthParts)
        addSurface(name, m_mouth.at(name));
}

void HeadAssembly::addSurface(const std::string& name, const ShapedSurface& surface)
{
    const int first = static_cast<int>(m_mirror.size());
    m_ranges[name] = {first, static_cast<int>(surface.vertices.size())};
    for (const int other : surface.mirror)
        m_mirror.push_back(first + other);
}

std::vector<Eigen::Vector3d> HeadAssembly::shaped(const FigurePoints& points) const
{
    std::vector<Eigen::Vector3d> vertices = expressed(points);
    for (const auto& [name, helper] :
         {std::pair("leftEye", "helper-l-eye"), std::pair("rightEye", "helper-r-eye")}) {
        const EyeFit fit = fitEye(points, m_figure.points, m_helpers.at(helper));
        const double side = std::string_view(name) == "leftEye" ? 1.0 : -1.0;
        const Range at = range(name);
        for (int v = 0; v < at.count; ++v) {
            const Eigen::Vector3d local = m_eye.vertices[static_cast<std::size_t>(v)];
            vertices[static_cast<std::size_t>(at.first + v)] =
                fit.centre + fit.radius * Eigen::Vector3d(side * local.x(), local.y(), local.z());
        }
    }
    return vertices;
}

std::vector<Eigen::Vector3d> HeadAssembly::expressed(const FigurePoints& points) const
{
    std::vector<Eigen::Vector3d> vertices = place(m_topology, points);
    vertices.resize(m_mirror.size(), Eigen::Vector3d::Zero());
    const Eigen::Affine3d upper =
        affineBetween(m_figure.points, points, m_helpers.at("helper-upper-teeth"));
    const Eigen::Affine3d lower =
        affineBetween(m_figure.points, points, m_helpers.at("helper-lower-teeth"));
    for (const char* name : kMouthParts) {
        const Range at = range(name);
        const Eigen::Affine3d& map = std::string_view(name).starts_with("upper") ? upper : lower;
        for (int v = 0; v < at.count; ++v)
            vertices[static_cast<std::size_t>(at.first + v)] =
                map * m_mouth.at(name).vertices[static_cast<std::size_t>(v)];
    }
    return vertices;
}

mesh::Mesh HeadAssembly::mesh(const std::vector<Eigen::Vector3d>& vertices) const
{
    mesh::Mesh mesh;
    mesh.vertices.resize(vertices.size());
    std::ranges::transform(vertices, mesh.vertices.begin(),
                           [](const auto& p) { return p.template cast<float>(); });
    MeshWriter writer(mesh);
    writer.beginPart("skin");
    writer.add(m_topology.skin, kSkinCell);
    writer.beginPart("eyes");
    writer.add(m_eye, range("leftEye").first, kLeftEyeCell);
    writer.add(mirroredEye(m_eye), range("rightEye").first, kRightEyeCell);
    writer.beginPart("teeth");
    writer.add(m_mouth.at("upperTeeth"), range("upperTeeth").first, kUpperTeethCell);
    writer.add(m_mouth.at("lowerTeeth"), range("lowerTeeth").first, kLowerTeethCell);
    writer.beginPart("gums");
    writer.add(m_mouth.at("upperGum"), range("upperGum").first, kUpperGumCell);
    writer.add(m_mouth.at("lowerGum"), range("lowerGum").first, kLowerGumCell);
    writer.add(m_topology.mouthBag, kMouthBagCell);
    writer.beginPart("tongue");
    writer.add(m_topology.tongue, kTongueCell);
    writer.beginPart("lashes");
    for (std::size_t i = 0; i < m_topology.lashes.size(); ++i)
        writer.add(m_topology.lashes[i], kLashCells[i]);
    mesh.normals = mesh::vertexNormals(mesh.vertices, mesh.triangles);
    return mesh;
}

std::vector<bool> HeadAssembly::inPatch(const std::string& name) const
{
    std::vector<bool> inside(m_mirror.size(), false);
    const auto mark = [&inside](const SurfacePatch& patch) {
        for (const Eigen::Vector3i& t : patch.triangles) {
            for (const int v : t)
                inside[static_cast<std::size_t>(v)] = true;
        }
    };
    if (name == "mouthBag")
        mark(m_topology.mouthBag);
    else if (name == "tongue")
        mark(m_topology.tongue);
    else if (name == "lashes")
        std::ranges::for_each(m_topology.lashes, mark);
    else
        base::require(false, "patches are mouthBag, tongue and lashes");
    return inside;
}

std::vector<int> skullVertices(const HeadAssembly& assembly,
                               const std::vector<Eigen::Vector3d>& neutral)
{
    const auto bag = assembly.inPatch("mouthBag");
    std::vector<int> skull;
    for (const Eigen::Vector3i& t : assembly.topology().skin.triangles) {
        for (const int v : t) {
            if (!bag[static_cast<std::size_t>(v)] && neutral[static_cast<std::size_t>(v)].y() > 6.4)
                skull.push_back(v);
        }
    }
    std::ranges::sort(skull);
    const auto [first, last] = std::ranges::unique(skull);
    skull.erase(first, last);
    return skull;
}

} // namespace effigy::head
