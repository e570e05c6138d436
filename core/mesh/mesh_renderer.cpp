// SPDX-License-Identifier: GPL-3.0-or-later
#include "mesh/mesh_renderer.h"

#include "base/error.h"
#include "base/parallel.h"
#include "mesh/colour_space.h"
#include "mesh/height_map.h"
#include "mesh/mesh_shading.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace effigy::mesh {

namespace {

/// A mesh as one camera sees it, in the arrays that the rasteriser takes.
struct ProjectedMesh {
    std::vector<Eigen::Vector3f> inCamera; // [V] metres
    std::vector<float> onPicture;          // [V, 3] -1..1, -1..1, metres
    std::vector<std::int32_t> triangles;   // [F, 3], hidden ones collapsed to a point
    std::vector<std::uint8_t> twoSided;    // [F]
};

std::vector<MeshPart> partsOf(const Mesh& mesh)
{
    if (!mesh.parts.empty())
        return mesh.parts;
    return {{.material = "",
             .firstTriangle = 0,
             .triangleCount = static_cast<int>(mesh.triangles.size())}};
}

void checkMesh(const Mesh& mesh, const MeshRenderOptions& options)
{
    const auto faces = mesh.triangles.size();
    base::require(mesh.uvTriangles.empty() || mesh.uvTriangles.size() == faces,
                  "renderMesh: uvTriangles are not [F]");
    base::require(mesh.normals.empty() || mesh.normals.size() == mesh.vertices.size(),
                  "renderMesh: normals are not [V]");
    base::require(options.vertexColours.empty() ||
                      options.vertexColours.size() == mesh.vertices.size(),
                  "renderMesh: vertexColours are not [V]");
    for (const auto& part : mesh.parts)
        base::require(part.firstTriangle >= 0 && part.triangleCount >= 0 &&
                          static_cast<std::size_t>(part.firstTriangle) + part.triangleCount <=
                              faces,
                      "renderMesh: a part lies outside the triangles");
    for (const auto& t : mesh.uvTriangles)
        base::require(t.minCoeff() >= 0 && static_cast<std::size_t>(t.maxCoeff()) < mesh.uvs.size(),
                      "renderMesh: a triangle points outside the uvs");
    base::require(options.supersampling >= 1 && options.supersampling <= 4,
                  "renderMesh: supersampling is 1 to 4");
}

ProjectedMesh projectMesh(const Mesh& mesh, const Camera& camera, const MeshRenderOptions& options)
{
    const Eigen::Isometry3f cameraFromHead = camera.headFromCamera.inverse().cast<float>();
    const auto fx = static_cast<float>(2.0 * camera.fx), fy = static_cast<float>(2.0 * camera.fy);
    const auto cx = static_cast<float>(2.0 * camera.cx - 1.0),
               cy = static_cast<float>(2.0 * camera.cy - 1.0);
    ProjectedMesh projected;
    projected.inCamera.reserve(mesh.vertices.size());
    projected.onPicture.reserve(3 * mesh.vertices.size());
    for (const auto& vertex : mesh.vertices) {
        const Eigen::Vector3f p = cameraFromHead * vertex;
        projected.inCamera.push_back(p);
        // Behind the camera the quotient means nothing; the rasteriser drops such triangles by
        // their depth.
        const float z = p.z() > 0.0F ? p.z() : 1.0F;
        projected.onPicture.insert(projected.onPicture.end(),
                                   {fx * p.x() / z + cx, fy * p.y() / z + cy, p.z()});
    }
    projected.triangles.assign(3 * mesh.triangles.size(), 0);
    projected.twoSided.assign(mesh.triangles.size(), 0);
    for (const auto& part : partsOf(mesh)) {
        if (options.hiddenParts.contains(part.material))
            continue;
        const bool isTwoSided = options.twoSidedParts.contains(part.material);
        for (int f = part.firstTriangle; f < part.firstTriangle + part.triangleCount; ++f) {
            for (int corner = 0; corner < 3; ++corner)
                projected.triangles[3 * f + corner] = mesh.triangles[f][corner];
            projected.twoSided[f] = isTwoSided ? 1 : 0;
        }
    }
    return projected;
}

RasterBuffer rasteriseProjected(const ProjectedMesh& projected, int width, int height,
                                Culling culling)
{
    return rasterise(projected.onPicture, projected.triangles,
                     {.width = width,
                      .height = height,
                      .culling = culling,
                      .edges = EdgeRule::Inside,
                      .interpolation = Interpolation::Perspective},
                     projected.twoSided);
}

/// What colours one sample of a rasterised mesh.
class Shader {
public:
    Shader(const Mesh& mesh, const ProjectedMesh& projected, const Camera& camera,
           const MeshRenderOptions& options)
        : m_mesh(mesh),
          m_projected(projected),
          m_options(options),
          m_normals(mesh.normals.empty() ? vertexNormals(mesh.vertices, mesh.triangles)
                                         : mesh.normals),
          m_cameraFromHead(camera.headFromCamera.linear().transpose().cast<float>()),
          m_colour(toLinear(options.colour)),
          m_isTextured(options.texture != nullptr && !options.texture->empty() &&
                       !mesh.uvTriangles.empty()),
          m_hasHeights(options.heights != nullptr && !options.heights->empty() && options.heightStrength != 0.0F && !mesh.uvTriangles.empty())
    {
        for (const auto& colour : options.vertexColours)
            m_vertexColours.push_back(toLinear(colour));
        if (options.partColours.empty())
            return;
        m_faceColour.assign(mesh.triangles.size(), -1);
        for (const auto& part : partsOf(mesh)) {
            const auto found = options.partColours.find(part.material);
            if (found == options.partColours.end())
                continue;
            m_partColours.push_back(toLinear(found->second));
            std::fill_n(m_faceColour.begin() + part.firstTriangle, part.triangleCount,
                        static_cast<int>(m_partColours.size()) - 1);
        }
    }

    /// Unit normal in the head frame, on the side that is seen.
    [[nodiscard]] Eigen::Vector3f normalInHead(int face, const Eigen::Vector3f& weights) const
    {
        const auto& t = m_mesh.triangles[face];
        const Eigen::Vector3f normal = (weights[0] * m_normals[t[0]] +
                                        weights[1] * m_normals[t[1]] + weights[2] * m_normals[t[2]])
                                           .normalized();
        const Eigen::Vector3f bent = m_hasHeights ? bentNormal(normal, m_mesh, face, m_options.heightStrength * heightSlope(*m_options.heights, uvAt(face, weights)))
                                                  : normal;
        return isSeenFromBehind(face) ? Eigen::Vector3f(-bent) : bent;
    }

    [[nodiscard]] Eigen::Vector3f normalInCamera(const Eigen::Vector3f& normal) const
    {
        return m_cameraFromHead * normal;
    }

    /// Linear RGB.
    [[nodiscard]] Eigen::Vector3f colour(int face, const Eigen::Vector3f& weights) const
    {
        const Eigen::Vector3f surface = albedo(face, weights);
        if (m_options.light == Light::None)
            return surface;
        const auto& t = m_mesh.triangles[face];
        const auto& p = m_projected.inCamera;
        SurfaceView view;
        view.normalInHead = normalInHead(face, weights);
        view.normalInCamera = normalInCamera(view.normalInHead);
        view.towardsEye =
            -(weights[0] * p[t[0]] + weights[1] * p[t[1]] + weights[2] * p[t[2]]).normalized();
        return shade(surface, view, m_options);
    }

private:
    static Eigen::Vector3f toLinear(const Eigen::Vector3f& srgb)
    {
        return {linearFromSrgb(srgb[0]), linearFromSrgb(srgb[1]), linearFromSrgb(srgb[2])};
    }

    [[nodiscard]] Eigen::Vector2f uvAt(int face, const Eigen::Vector3f& weights) const
    {
        const auto& t = m_mesh.uvTriangles[face];
        return weights[0] * m_mesh.uvs[t[0]] + weights[1] * m_mesh.uvs[t[1]] + weights[2] * m_mesh.uvs[t[2]];
    }

    [[nodiscard]] Eigen::Vector3f albedo(int face, const Eigen::Vector3f& weights) const
    {
        if (!m_faceColour.empty() && m_faceColour[face] >= 0)
            return m_partColours[m_faceColour[face]];
        if (m_isTextured)
            return sampleTexture(*m_options.texture, uvAt(face, weights));
        if (!m_vertexColours.empty()) {
            const auto& t = m_mesh.triangles[face];
            return weights[0] * m_vertexColours[t[0]] + weights[1] * m_vertexColours[t[1]] +
                   weights[2] * m_vertexColours[t[2]];
        }
        return m_colour;
    }

    [[nodiscard]] bool isSeenFromBehind(int face) const
    {
        if (m_options.culling == Culling::BackFaces && m_projected.twoSided[face] == 0)
            return false;
        const auto& t = m_mesh.triangles[face];
        const auto& p = m_projected.inCamera;
        return (p[t[1]] - p[t[0]]).cross(p[t[2]] - p[t[0]]).dot(p[t[0]]) > 0.0F;
    }

    const Mesh& m_mesh;
    const ProjectedMesh& m_projected;
    const MeshRenderOptions& m_options;
    std::vector<Eigen::Vector3f> m_normals;
    Eigen::Matrix3f m_cameraFromHead;
    Eigen::Vector3f m_colour;
    bool m_isTextured;
    bool m_hasHeights;
    std::vector<Eigen::Vector3f> m_vertexColours;
    std::vector<Eigen::Vector3f> m_partColours;
    std::vector<int> m_faceColour; // into m_partColours, -1: none
};

Eigen::Vector3f weightsAt(const RasterBuffer& raster, std::size_t pixel)
{
    return {raster.barycentrics[3 * pixel], raster.barycentrics[3 * pixel + 1],
            raster.barycentrics[3 * pixel + 2]};
}

/// How much of a line along the nearest edge of its triangle covers the sample, 0..1.
float wireCoverage(const ProjectedMesh& projected, int face, const Eigen::Vector2f& sample,
                   const Eigen::Vector2f& halfPicture, float lineWidth)
{
    std::array<Eigen::Vector2f, 3> corners;
    for (int k = 0; k < 3; ++k) {
        const float* p = &projected.onPicture[3 * projected.triangles[3 * face + k]];
        corners[k] = Eigen::Vector2f(p[0] + 1.0F, p[1] + 1.0F).cwiseProduct(halfPicture);
    }
    float nearest = std::numeric_limits<float>::max();
    for (int k = 0; k < 3; ++k) {
        const Eigen::Vector2f along = corners[(k + 1) % 3] - corners[k];
        const Eigen::Vector2f to = sample - corners[k];
        nearest = std::min(nearest, std::abs(along.x() * to.y() - along.y() * to.x()) /
                                        std::max(along.norm(), 1e-6F));
    }
    return std::clamp(0.5F * lineWidth + 0.5F - nearest, 0.0F, 1.0F);
}

class Painter {
public:
    Painter(const Shader& shader, const ProjectedMesh& projected, const RasterBuffer& raster,
            const MeshRenderOptions& options)
        : m_shader(shader),
          m_projected(projected),
          m_raster(raster),
          m_options(options),
          m_halfPicture(0.5F * raster.width / options.supersampling,
                        0.5F * raster.height / options.supersampling)
    {
        if (options.wire)
            for (int channel = 0; channel < 3; ++channel)
                m_wireColour[channel] = linearFromSrgb(options.wire->colour[channel]);
    }

    /// Averages the samples of output pixel (x, y).
    void paint(int x, int y, MeshRender& out) const
    {
        const int n = m_options.supersampling;
        Eigen::Vector3f sum = Eigen::Vector3f::Zero();
        int covered = 0;
        for (int row = y * n; row < (y + 1) * n; ++row)
            for (int column = x * n; column < (x + 1) * n; ++column)
                if (m_raster.isCovered(column, row)) {
                    sum += sample(column, row);
                    ++covered;
                }
        if (covered == 0)
            return;
        const float coverage = static_cast<float>(covered) / static_cast<float>(n * n);
        *out.mask.at(x, y) = coverage;
        auto* pixel = out.colour.at(x, y);
        for (int channel = 0; channel < 3; ++channel)
            pixel[channel] = srgbFromLinear(sum[channel] / static_cast<float>(covered));
        pixel[3] = static_cast<std::uint8_t>(std::lround(255.0F * coverage));
    }

private:
    [[nodiscard]] Eigen::Vector3f sample(int column, int row) const
    {
        const auto at = static_cast<std::size_t>(row) * m_raster.width + column;
        const int face = m_raster.face[at];
        // Clamped before averaging, or one highlight would keep a whole edge pixel white.
        Eigen::Vector3f colour =
            m_shader.colour(face, weightsAt(m_raster, at)).cwiseMax(0.0F).cwiseMin(1.0F);
        if (!m_options.wire)
            return colour;
        const Eigen::Vector2f place =
            Eigen::Vector2f(static_cast<float>(column) + 0.5F, static_cast<float>(row) + 0.5F) /
            static_cast<float>(m_options.supersampling);
        const float opacity =
            m_options.wire->opacity *
            wireCoverage(m_projected, face, place, m_halfPicture, m_options.wire->width);
        return (1.0F - opacity) * colour + opacity * m_wireColour;
    }

    const Shader& m_shader;
    const ProjectedMesh& m_projected;
    const RasterBuffer& m_raster;
    const MeshRenderOptions& m_options;
    Eigen::Vector2f m_halfPicture; // output pixels
    Eigen::Vector3f m_wireColour = Eigen::Vector3f::Zero();
};

void writeGeometry(const RasterBuffer& raster, const Shader& shader, NormalFrame frame, int y,
                   MeshRender& out)
{
    for (int x = 0; x < raster.width; ++x) {
        const auto pixel = static_cast<std::size_t>(y) * raster.width + x;
        const int face = raster.face[pixel];
        if (face < 0)
            continue;
        const auto weights = weightsAt(raster, pixel);
        auto normal = shader.normalInHead(face, weights);
        if (frame == NormalFrame::Camera)
            normal = shader.normalInCamera(normal);
        *out.depth.at(x, y) = raster.depth[pixel];
        std::copy_n(normal.data(), 3, out.normals.at(x, y));
        std::copy_n(weights.data(), 3, out.barycentrics.at(x, y));
    }
}

} // namespace

MeshRender renderMesh(const Mesh& mesh, const Camera& camera, int width, int height,
                      const MeshRenderOptions& options)
{
    base::require(width > 0 && height > 0, "renderMesh: the picture has no pixels");
    checkMesh(mesh, options);
    const auto projected = projectMesh(mesh, camera, options);
    const int n = options.supersampling;
    const auto fine = rasteriseProjected(projected, n * width, n * height, options.culling);
    const auto coarse =
        n == 1 ? fine : rasteriseProjected(projected, width, height, options.culling);
    const Shader shader(mesh, projected, camera, options);
    const Painter painter(shader, projected, fine, options);

    MeshRender render{base::Image(width, height, 4),      base::FloatImage(width, height, 1),
                      base::FloatImage(width, height, 1), base::FloatImage(width, height, 3),
                      base::FloatImage(width, height, 3), coarse.face};
    base::parallelFor(height, 8, [&](int begin, int end) {
        for (int y = begin; y < end; ++y) {
            for (int x = 0; x < width; ++x)
                painter.paint(x, y, render);
            writeGeometry(coarse, shader, options.normalFrame, y, render);
        }
    });
    return render;
}

RasterBuffer rasteriseMesh(const Mesh& mesh, const Camera& camera, int width, int height,
                           const MeshRenderOptions& options)
{
    checkMesh(mesh, options);
    return rasteriseProjected(projectMesh(mesh, camera, options), width, height, options.culling);
}

} // namespace effigy::mesh
