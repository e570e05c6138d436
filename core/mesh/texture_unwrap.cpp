// SPDX-License-Identifier: GPL-3.0-or-later
#include "mesh/texture_unwrap.h"

#include "base/error.h"
#include "base/parallel.h"
#include "mesh/mesh_renderer.h"
#include "mesh/uv_atlas.h"

#include <Eigen/Geometry>

#include <algorithm>
#include <cmath>
#include <limits>

namespace effigy::mesh {

namespace {

constexpr int kDepthSide = 1024; // pixels of the shadow map across the head
constexpr float kNoise =
    0.06F; // smaller weights are grazing or half hidden: wrong colours rather than weak ones

/// A rectangle of a picture, in parts of its width and height.
struct Window {
    double left = 0.0, top = 0.0, width = 1.0, height = 1.0;
};

Window windowAround(const Mesh& mesh, const Camera& camera)
{
    constexpr double kMargin = 0.02; // so that the silhouette keeps empty pixels around it
    const double inf = std::numeric_limits<double>::infinity();
    Eigen::Vector2d low(inf, inf), high(-inf, -inf);
    for (const auto& vertex : mesh.vertices) {
        const Eigen::Vector3d p = project(camera, vertex.cast<double>());
        if (p.z() <= 0.0)
            continue;
        low = low.cwiseMin(p.head<2>());
        high = high.cwiseMax(p.head<2>());
    }
    if (!(low.x() < high.x() && low.y() < high.y()))
        return {};
    const Eigen::Vector2d margin = kMargin * (high - low);
    low -= margin;
    high += margin;
    return {low.x(), low.y(), high.x() - low.x(), high.y() - low.y()};
}

Camera cameraOfWindow(const Camera& camera, const Window& window)
{
    Camera cropped = camera;
    cropped.fx = camera.fx / window.width;
    cropped.fy = camera.fy / window.height;
    cropped.cx = (camera.cx - window.left) / window.width;
    cropped.cy = (camera.cy - window.top) / window.height;
    return cropped;
}

/// How freely a small neighbourhood lets light through to depth `z`, 0..1.
float visibility(const RasterBuffer& shadows, double column, double row, double z, double tolerance)
{
    constexpr int kReach = 2, kStep = 2; // pixels of the shadow map: five by five taps
    constexpr float kShade =
        0.4F; // open shares below are an outline, where the photo mixes two surfaces
    int open = 0, taps = 0;
    for (int dy = -kReach; dy <= kReach; ++dy)
        for (int dx = -kReach; dx <= kReach; ++dx) {
            const int x = static_cast<int>(std::floor(column)) + kStep * dx;
            const int y = static_cast<int>(std::floor(row)) + kStep * dy;
            if (x < 0 || y < 0 || x >= shadows.width || y >= shadows.height)
                continue;
            ++taps;
            const float depth = shadows.depth[static_cast<std::size_t>(y) * shadows.width + x];
            // A slope of up to two across the neighbourhood is the surface itself.
            const double slack = tolerance * (1.0 + std::max(std::abs(dx), std::abs(dy)));
            open += shadows.isCovered(x, y) && z <= depth + slack ? 1 : 0;
        }
    if (taps == 0)
        return 0.0F;
    const float share =
        std::max(0.0F, static_cast<float>(open) / static_cast<float>(taps) - kShade) /
        (1.0F - kShade);
    return share * share;
}

/// Means of `factor` x `factor` pixels; a rest at the border is dropped.
base::Image reduced(const base::Image& image, int factor)
{
    if (factor <= 1)
        return image;
    base::Image small(image.width / factor, image.height / factor, image.channels);
    base::parallelFor(small.height, 16, [&](int begin, int end) {
        for (int y = begin; y < end; ++y)
            for (int x = 0; x < small.width; ++x)
                for (int c = 0; c < image.channels; ++c) {
                    int sum = 0;
                    for (int dy = 0; dy < factor; ++dy)
                        for (int dx = 0; dx < factor; ++dx)
                            sum += image.at(x * factor + dx, y * factor + dy)[c];
                    small.at(x, y)[c] =
                        static_cast<std::uint8_t>((sum + factor * factor / 2) / (factor * factor));
                }
    });
    return small;
}

/// How many photo pixels a texel of the atlas spans where the head faces the camera.
double pixelsPerTexel(const Mesh& mesh, const Camera& camera, int photoWidth, int atlasSize)
{
    double area = 0.0, uvArea = 0.0, depth = 0.0;
    for (std::size_t f = 0; f < mesh.triangles.size(); ++f) {
        const auto& t = mesh.triangles[f];
        const auto& uv = mesh.uvTriangles[f];
        area += (mesh.vertices[t[1]] - mesh.vertices[t[0]])
                    .cross(mesh.vertices[t[2]] - mesh.vertices[t[0]])
                    .norm();
        const Eigen::Vector2f a = mesh.uvs[uv[1]] - mesh.uvs[uv[0]],
                              b = mesh.uvs[uv[2]] - mesh.uvs[uv[0]];
        uvArea += std::abs(a.x() * b.y() - a.y() * b.x());
    }
    for (const auto& vertex : mesh.vertices)
        depth +=
            project(camera, vertex.cast<double>()).z() / static_cast<double>(mesh.vertices.size());
    if (!(area > 0.0 && uvArea > 0.0 && depth > 0.0))
        return 1.0;
    return std::sqrt(area / uvArea) / atlasSize * camera.fx * photoWidth / depth;
}

template <typename Picture>
float bilinear(const Picture& picture, double u, double v, int channel)
{
    const double x = std::clamp(u * picture.width - 0.5, 0.0, picture.width - 1.0);
    const double y = std::clamp(v * picture.height - 0.5, 0.0, picture.height - 1.0);
    const int x0 = static_cast<int>(x), y0 = static_cast<int>(y);
    const int x1 = std::min(x0 + 1, picture.width - 1), y1 = std::min(y0 + 1, picture.height - 1);
    const auto fx = static_cast<float>(x - x0), fy = static_cast<float>(y - y0);
    const auto at = [&](int px, int py) { return static_cast<float>(picture.at(px, py)[channel]); };
    return (1.0F - fy) * ((1.0F - fx) * at(x0, y0) + fx * at(x1, y0)) +
           fy * ((1.0F - fx) * at(x0, y1) + fx * at(x1, y1));
}

std::vector<std::uint8_t> hiddenFaces(const Mesh& mesh, const std::set<std::string>& hiddenParts)
{
    std::vector<std::uint8_t> hidden(mesh.triangles.size(), 0);
    for (const auto& part : mesh.parts)
        if (hiddenParts.contains(part.material))
            std::fill_n(hidden.begin() + part.firstTriangle, part.triangleCount, std::uint8_t{1});
    return hidden;
}

} // namespace

WeightedTexture unwrapTexture(const Mesh& posed, const Camera& camera, const base::Image& photo,
                              const base::FloatImage& matte, const UnwrapOptions& options)
{
    base::require(photo.channels >= 3 && !photo.empty(), "unwrapTexture: the photo is not RGB");
    base::require(matte.empty() || (matte.width == photo.width && matte.height == photo.height),
                  "unwrapTexture: matte and photo differ in size");
    const auto atlas = rasteriseAtlas(posed, options.size);
    const auto window = windowAround(posed, camera);
    MeshRenderOptions drawing;
    drawing.hiddenParts = options.hiddenParts;
    drawing.culling = Culling::None; // an open neck or mouth hides what is behind it
    const auto shadows =
        rasteriseMesh(posed, cameraOfWindow(camera, window), kDepthSide, kDepthSide, drawing);
    const auto soft = reduced(
        photo, static_cast<int>(pixelsPerTexel(posed, camera, photo.width, options.size) + 0.5));
    const auto normals =
        posed.normals.empty() ? vertexNormals(posed.vertices, posed.triangles) : posed.normals;
    const auto hidden = hiddenFaces(posed, options.hiddenParts);
    const Eigen::Vector3f eye = camera.headFromCamera.translation().cast<float>();

    WeightedTexture texture{base::Image(options.size, options.size, 3),
                            base::FloatImage(options.size, options.size, 1)};
    const auto unwrapTexel = [&](int x, int y) {
        const auto texel = static_cast<std::size_t>(y) * options.size + x;
        const int face = atlas.face[texel];
        if (face < 0 || hidden[face] != 0)
            return;
        const auto& t = posed.triangles[face];
        const float* w = &atlas.barycentrics[3 * texel];
        const Eigen::Vector3f point =
            w[0] * posed.vertices[t[0]] + w[1] * posed.vertices[t[1]] + w[2] * posed.vertices[t[2]];
        const Eigen::Vector3f normal =
            w[0] * normals[t[0]] + w[1] * normals[t[1]] + w[2] * normals[t[2]];
        const double cosine = normal.normalized().dot((eye - point).normalized());
        const Eigen::Vector3d place = project(camera, point.cast<double>());
        if (cosine <= options.grazingCosine || place.z() <= 0.0 || place.x() < 0.0 ||
            place.x() > 1.0 || place.y() < 0.0 || place.y() > 1.0)
            return;
        const double facing = std::min(1.0, (cosine - options.grazingCosine) /
                                                (options.facingCosine - options.grazingCosine));
        const float seen =
            visibility(shadows, (place.x() - window.left) / window.width * kDepthSide,
                       (place.y() - window.top) / window.height * kDepthSide, place.z(),
                       options.depthTolerance);
        const float kept = matte.empty() ? 1.0F : bilinear(matte, place.x(), place.y(), 0);
        const float weight = static_cast<float>(facing) * seen * std::clamp(kept, 0.0F, 1.0F);
        *texture.weight.at(x, y) = std::max(0.0F, weight - kNoise) / (1.0F - kNoise);
        if (*texture.weight.at(x, y) > 0.0F)
            for (int c = 0; c < 3; ++c)
                texture.colour.at(x, y)[c] =
                    static_cast<std::uint8_t>(std::lround(bilinear(soft, place.x(), place.y(), c)));
    };
    base::parallelFor(options.size, 16, [&](int begin, int end) {
        for (int y = begin; y < end; ++y)
            for (int x = 0; x < options.size; ++x)
                unwrapTexel(x, y);
    });
    return texture;
}

} // namespace effigy::mesh
