// SPDX-License-Identifier: GPL-3.0-or-later
#include "synth/head_photographer.h"

#include "base/error.h"
#include "mesh/colour_space.h"
#include "synth/backdrop.h"
#include "synth/camera_faults.h"
#include "synth/sample_raster.h"
#include "synth/scene_shading.h"

#include <Eigen/Geometry>

#include <algorithm>
#include <cmath>
#include <span>

namespace effigy::synth {
namespace {

using Point = Eigen::Vector3f;
constexpr int kSamples = 2;       // across one pixel
constexpr int kShadowSize = 256;  // pixels of the key light's map
constexpr float kFine = 0.0008F;  // metres of a sample below which a pixel of skin is all one

/// Where the camera sees the vertices: column, row, 1 / depth.
///   size  of the picture, samples
std::vector<float> seenBy(const mesh::Camera& camera, const std::vector<Point>& vertices, int size)
{
    const Eigen::Isometry3f cameraFromHead = camera.headFromCamera.inverse().cast<float>();
    const auto fx = static_cast<float>(camera.fx * size), fy = static_cast<float>(camera.fy * size);
    const auto cx = static_cast<float>(camera.cx * size), cy = static_cast<float>(camera.cy * size);
    std::vector<float> points(3 * vertices.size());
    constexpr float kNearest = 0.02F; // metres: what is nearer is behind the lens
    for (std::size_t v = 0; v < vertices.size(); ++v) {
        const Point p = cameraFromHead * vertices[v];
        const float inverse = p.z() > kNearest ? 1.0F / p.z() : -1.0F;
        points[3 * v] = fx * p.x() * inverse + cx;
        points[3 * v + 1] = fy * p.y() * inverse + cy;
        points[3 * v + 2] = inverse;
    }
    return points;
}

void drawOpaque(const Scene& scene, const std::vector<float>& points, SampleRaster& raster)
{
    // The head is closed: what turns its back is hidden by what does not.
    raster.draw(points, std::span(scene.triangles).first(3 * static_cast<std::size_t>(scene.firstLash)), 0, SampleRaster::Sides::Front);
    draw(scene, points, scene.headTriangles, scene.firstLens, raster);
}

void drawVeils(const Scene& scene, const std::vector<float>& points, SampleRaster& raster)
{
    draw(scene, points, scene.firstLash, scene.headTriangles, raster);
    draw(scene, points, scene.firstLens, static_cast<int>(scene.materials.size()), raster);
}

Region regionOf(Material material)
{
    switch (material) {
    case Material::Skin:
    case Material::Bust:
        return Region::Skin;
    case Material::Eye:
    case Material::Lash:
        return Region::Eyes;
    case Material::Teeth:
    case Material::Gums:
    case Material::Tongue:
        return Region::Mouth;
    case Material::Garment:
        return Region::Clothes;
    case Material::Hair:
    case Material::Beard:
        return Region::Hair;
    case Material::Frame:
    case Material::Lens:
        break;
    }
    return Region::Glasses;
}

/// Averages samples with a tent as wide as two pixels: photographs have no stairs.
base::FloatImage reduced(const base::FloatImage& samples)
{
    constexpr std::array<float, 4> kTent = {0.125F, 0.375F, 0.375F, 0.125F};
    const int size = samples.width / kSamples, channels = samples.channels, length = channels * samples.width;
    base::FloatImage image(size, size, channels);
    std::vector<float> row(static_cast<std::size_t>(length));
    for (int y = 0; y < size; ++y) {
        // Down first, for there neighbours in memory are added alike.
        const auto above = [&](int k) { return samples.at(0, std::clamp(2 * y + k - 1, 0, samples.height - 1)); };
        const float *a = above(0), *b = above(1), *c = above(2), *d = above(3);
        for (int i = 0; i < length; ++i)
            row[static_cast<std::size_t>(i)] = kTent[0] * (a[i] + d[i]) + kTent[1] * (b[i] + c[i]);
        for (int x = 0; x < size; ++x) {
            const auto beside = [&](int k) { return row.data() + channels * std::clamp(2 * x + k - 1, 0, samples.width - 1); };
            const float *e = beside(0), *f = beside(1), *g = beside(2), *h = beside(3);
            for (int k = 0; k < channels; ++k)
                image.at(x, y)[k] = kTent[0] * (e[k] + h[k]) + kTent[1] * (f[k] + g[k]);
        }
    }
    return image;
}

/// Surfaces whose look changes so slowly that one or two samples say what four would.
bool isEven(Material material)
{
    return material == Material::Skin || material == Material::Bust || material == Material::Garment;
}

/// Light of all samples, what lies behind included.
class Exposure {
public:
    ///   isFine  whether a pixel is small against what skin and cloth show
    Exposure(const Scene& scene, const SceneShader& shader, const std::vector<float>& points, const SampleRaster& opaque, const base::FloatImage& backdrop, bool isFine)
        : m_isFine(isFine), m_scene(scene), m_shader(shader), m_points(points), m_opaque(opaque), m_backdrop(backdrop), m_veils(opaque.width(), opaque.height()),
          m_samples(opaque.width(), opaque.height(), 3)
    {
        drawVeils(scene, points, m_veils);
    }

    base::FloatImage expose()
    {
        for (int y = 0; y < m_opaque.height(); y += kSamples)
            for (int x = 0; x < m_opaque.width(); x += kSamples)
                exposePixel(x, y);
        return std::move(m_samples);
    }

private:
    [[nodiscard]] std::size_t index(int x, int y) const { return static_cast<std::size_t>(y) * static_cast<std::size_t>(m_opaque.width()) + static_cast<std::size_t>(x); }

    [[nodiscard]] SampleWeights weights(int id, int x, int y) const
    {
        return weightsAt(m_points, m_scene.triangles.data() + 3 * static_cast<std::size_t>(id), static_cast<float>(x) + 0.5F, static_cast<float>(y) + 0.5F);
    }

    [[nodiscard]] Colour lightAt(int x, int y) const
    {
        const int id = m_opaque.ids()[index(x, y)];
        return id >= 0 ? m_shader.shade(id, weights(id, x, y)) : Colour(Eigen::Map<const Colour>(m_backdrop.at(x / kSamples, y / kSamples)));
    }

    /// Whether the four samples show the same slowly changing surface.
    [[nodiscard]] bool isOneSurface(int x, int y) const
    {
        const int id = m_opaque.ids()[index(x, y)];
        if (id < 0 || !isEven(m_scene.materials[static_cast<std::size_t>(id)]))
            return false;
        const float nearness = m_opaque.nearness()[index(x, y)];
        constexpr float kStep = 0.012F; // of the distance: a fold or an outline
        for (const auto& [dx, dy] : {std::pair(1, 0), std::pair(0, 1), std::pair(1, 1)}) {
            const std::size_t i = index(x + dx, y + dy);
            const int other = m_opaque.ids()[i];
            if (other < 0 || m_scene.materials[static_cast<std::size_t>(other)] != m_scene.materials[static_cast<std::size_t>(id)] ||
                std::abs(m_opaque.nearness()[i] - nearness) > kStep * nearness)
                return false;
        }
        return true;
    }

    void exposePixel(int x, int y)
    {
        if (isOneSurface(x, y)) {
            if (m_isFine) { // now the first and now the last sample, so that on average nothing moves
                const int second = (x + y) / kSamples % 2;
                const Colour all = lightAt(x + second, y + second);
                for (int k = 0; k < kSamples * kSamples; ++k)
                    put(x + k % kSamples, y + k / kSamples, all);
                return;
            }
            const Colour a = lightAt(x, y), b = lightAt(x + 1, y + 1), between = 0.5F * (a + b);
            put(x, y, a);
            put(x + 1, y, between);
            put(x, y + 1, between);
            put(x + 1, y + 1, b);
            return;
        }
        for (int dy = 0; dy < kSamples; ++dy)
            for (int dx = 0; dx < kSamples; ++dx)
                put(x + dx, y + dy, lightAt(x + dx, y + dy));
    }

    void put(int x, int y, Colour light)
    {
        const std::size_t i = index(x, y);
        const int veil = m_veils.ids()[i];
        if (veil >= 0 && m_veils.nearness()[i] > m_opaque.nearness()[i]) {
            const auto v = m_shader.veil(veil, weights(veil, x, y));
            light = v.light + (1.0F - v.opacity) * light;
        }
        Eigen::Map<Colour>(m_samples.at(x, y)) = light.cwiseMin(4.0F); // a highlight must not bleed over its neighbours
    }

    bool m_isFine;
    const Scene& m_scene;
    const SceneShader& m_shader;
    const std::vector<float>& m_points;
    const SampleRaster& m_opaque;
    const base::FloatImage& m_backdrop;
    SampleRaster m_veils;
    base::FloatImage m_samples;
};

/// 1 in the channel of the region that every sample shows.
base::FloatImage regionSamples(const Scene& scene, const SampleRaster& opaque)
{
    base::FloatImage samples(opaque.width(), opaque.height(), kRegionCount);
    for (std::size_t i = 0; i < opaque.ids().size(); ++i)
        if (const int id = opaque.ids()[i]; id >= 0)
            samples.values[kRegionCount * i + static_cast<std::size_t>(regionOf(scene.materials[static_cast<std::size_t>(id)]))] = 1.0F;
    return samples;
}

base::FloatImage maskPixels(const Scene& scene, const SampleRaster& opaque)
{
    const int size = opaque.width() / kSamples;
    base::FloatImage masks(size, size, kRegionCount);
    for (int y = 0; y < opaque.height(); ++y)
        for (int x = 0; x < opaque.width(); ++x) {
            const int id = opaque.ids()[static_cast<std::size_t>(y) * static_cast<std::size_t>(opaque.width()) + static_cast<std::size_t>(x)];
            if (id >= 0)
                masks.at(x / kSamples, y / kSamples)[static_cast<int>(regionOf(scene.materials[static_cast<std::size_t>(id)]))] += 1.0F / (kSamples * kSamples);
        }
    return masks;
}

/// What lies at the centres of the pixels.
void measurePixels(const HeadStock& stock, const Scene& scene, const SceneShader& shader, const Shot& shot, int size, GroundTruth& truth)
{
    const auto points = seenBy(shot.camera, scene.vertices, size);
    SampleRaster raster(size, size);
    drawOpaque(scene, points, raster);
    truth.depth = base::FloatImage(size, size, 1);
    truth.normals = base::FloatImage(size, size, 3);
    truth.uv = base::FloatImage(size, size, 2, -1.0F);
    truth.albedo = base::Image(size, size, 3);
    const Point eye = shot.camera.headFromCamera.translation().cast<float>();
    const auto& mesh = stock.head->data().templateMesh;
    for (int y = 0; y < size; ++y)
        for (int x = 0; x < size; ++x) {
            const auto i = static_cast<std::size_t>(y) * static_cast<std::size_t>(size) + static_cast<std::size_t>(x);
            const int id = raster.ids()[i];
            if (id < 0)
                continue;
            truth.depth.at(x, y)[0] = 1.0F / raster.nearness()[i];
            const std::int32_t* corner = scene.triangles.data() + 3 * static_cast<std::size_t>(id);
            const auto w = weightsAt(points, corner, static_cast<float>(x) + 0.5F, static_cast<float>(y) + 0.5F);
            const auto mixed = [&](const auto& values, const auto& at) {
                return (w.a * values[static_cast<std::size_t>(at[0])] + w.b * values[static_cast<std::size_t>(at[1])] + w.c * values[static_cast<std::size_t>(at[2])]).eval();
            };
            const auto material = scene.materials[static_cast<std::size_t>(id)];
            if (material != Material::Hair && material != Material::Beard) {
                const Point normal = mixed(scene.normals, corner).normalized();
                Eigen::Map<Point>(truth.normals.at(x, y)) = normal.dot(eye - mixed(scene.vertices, corner)) < 0.0F ? Point(-normal) : normal;
            }
            if (id < scene.headTriangles)
                Eigen::Map<Eigen::Vector2f>(truth.uv.at(x, y)) = mixed(mesh.uvs, mesh.uvTriangles[static_cast<std::size_t>(id)]);
            const Colour albedo = shader.albedo(id, w);
            for (int c = 0; c < 3; ++c)
                truth.albedo.at(x, y)[c] = mesh::srgbFromLinear(albedo[c]);
        }
}

/// All that stands ready when the shutter opens.
class Studio {
public:
    Studio(const HeadStock& stock, const DressedHead& dressed, const Shot& shot, int size)
        : m_coefficients(stock.head->coefficients(shot.controls, dressed.who.shape)), m_eye(shot.camera.headFromCamera.translation().cast<float>()),
          m_metresPerSample(m_eye.norm() / static_cast<float>(shot.camera.fx * size * kSamples)),
          m_scene(assemble(stock, dressed, m_coefficients, m_eye, 0.85F * m_metresPerSample)), m_lighting(light(m_scene, shot, kShadowSize)),
          m_shader(stock, dressed, m_scene, m_lighting, shot, m_eye), m_points(seenBy(shot.camera, m_scene.vertices, kSamples * size)),
          m_opaque(kSamples * size, kSamples * size)
    {
        drawOpaque(m_scene, m_points, m_opaque);
    }
    Studio(const Studio&) = delete;
    Studio& operator=(const Studio&) = delete;

    [[nodiscard]] const head::HeadCoefficients& coefficients() const { return m_coefficients; }
    [[nodiscard]] const Scene& scene() const { return m_scene; }
    [[nodiscard]] const SceneShader& shader() const { return m_shader; }
    [[nodiscard]] const SampleRaster& opaque() const { return m_opaque; }
    [[nodiscard]] std::vector<Point> headVertices() const { return {m_scene.vertices.begin(), m_scene.vertices.begin() + m_scene.headVertices}; }

    /// Linear light of every pixel.
    ///   backdrop  as paintBackdrop() makes it
    [[nodiscard]] base::FloatImage exposeBefore(const base::FloatImage& backdrop) const
    {
        return reduced(Exposure(m_scene, m_shader, m_points, m_opaque, backdrop, m_metresPerSample < kFine).expose());
    }

private:
    head::HeadCoefficients m_coefficients;
    Point m_eye;
    float m_metresPerSample;
    Scene m_scene;
    Lighting m_lighting;
    SceneShader m_shader;
    std::vector<float> m_points;
    SampleRaster m_opaque;
};

void requireSize(int size)
{
    base::require(size >= 16 && size <= 4096, "a picture is 16 to 4096 pixels wide");
}

} // namespace

SyntheticPicture photograph(const HeadStock& stock, const DressedHead& dressed, const Shot& shot, const PictureOptions& options)
{
    requireSize(options.size);
    const Studio studio(stock, dressed, shot, options.size);
    SyntheticPicture picture;
    picture.image = develop(studio.exposeBefore(paintBackdrop(shot.backdrop, options.size)), shot.faults, shot.seed);
    if (!options.hasTruth)
        return picture;
    GroundTruth& truth = picture.truth.emplace();
    truth.coefficients = studio.coefficients();
    truth.vertices = studio.headVertices();
    truth.landmarks = stock.head->landmarks(truth.vertices);
    for (std::size_t i = 0; i < truth.landmarks.size(); ++i)
        truth.landmarksInPicture[i] = (mesh::project(shot.camera, truth.landmarks[i].cast<double>()).head<2>() * options.size).cast<float>();
    if (!options.hasTruthPictures)
        return picture;
    truth.masks = maskPixels(studio.scene(), studio.opaque());
    measurePixels(stock, studio.scene(), studio.shader(), shot, options.size, truth);
    return picture;
}

CutOut cutOut(const HeadStock& stock, const DressedHead& dressed, const Shot& shot, int size)
{
    requireSize(size);
    const Studio studio(stock, dressed, shot, size);
    return {.light = studio.exposeBefore(base::FloatImage(size, size, 3)),
            .shares = reduced(regionSamples(studio.scene(), studio.opaque())),
            .coefficients = studio.coefficients()};
}

base::Image albedoAtlas(const PaintedSkin& skin)
{
    base::Image image(skin.size, skin.size, 3);
    for (std::size_t i = 0; i < skin.texels.size(); ++i) {
        image.pixels[3 * i] = mesh::srgbFromLinear(skin.texels[i].red);
        image.pixels[3 * i + 1] = mesh::srgbFromLinear(skin.texels[i].green);
        image.pixels[3 * i + 2] = mesh::srgbFromLinear(skin.texels[i].blue);
    }
    return image;
}

} // namespace effigy::synth
