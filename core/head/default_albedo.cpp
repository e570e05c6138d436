// SPDX-License-Identifier: GPL-3.0-or-later
#include "head/default_albedo.h"

#include "base/error.h"
#include "base/parallel.h"
#include "base/smoothstep.h"
#include "mesh/uv_atlas.h"

#include <algorithm>
#include <cmath>
#include <random>

namespace effigy::head {

namespace {

using Colour = Eigen::Vector3f;
using base::smoothstep;

constexpr float kIrisAngle =
    0.525F; // radians from the line of sight: an iris of 12 mm on the mean head
constexpr float kPupilAngle = 0.195F;
constexpr int kGrowth = 6; // texels that colours grow past a patch at 1024

Colour mix(const Colour& a, const Colour& b, float share)
{
    return a + std::clamp(share, 0.0F, 1.0F) * (b - a);
}

std::uint32_t hash(std::uint32_t x)
{
    x = (x ^ (x >> 16)) * 0x45d9f3bU;
    x = (x ^ (x >> 16)) * 0x45d9f3bU;
    return x ^ (x >> 16);
}

float lattice(int x, int y, int z)
{
    const std::uint32_t h =
        hash(static_cast<std::uint32_t>(x) +
             hash(static_cast<std::uint32_t>(y) + hash(static_cast<std::uint32_t>(z))));
    return static_cast<float>(h & 0xffffU) / 32767.5F - 1.0F;
}

/// Smooth noise in -1..1 over space, so that it knows no seams; `p` in cells.
float noise(const Eigen::Vector3f& p)
{
    const Eigen::Vector3f floor = p.array().floor();
    const Eigen::Vector3i cell = floor.cast<int>();
    const Eigen::Vector3f f = p - floor;
    const Eigen::Vector3f s = f.array() * f.array() * (3.0F - 2.0F * f.array());
    float sum = 0.0F;
    for (int corner = 0; corner < 8; ++corner) {
        const Eigen::Vector3i d(corner & 1, (corner >> 1) & 1, corner >> 2);
        float weight = 1.0F;
        for (int k = 0; k < 3; ++k)
            weight *= d[k] == 1 ? s[k] : 1.0F - s[k];
        sum += weight * lattice(cell.x() + d.x(), cell.y() + d.y(), cell.z() + d.z());
    }
    return sum;
}

/// One place of the atlas, on the mean head.
struct Place {
    Eigen::Vector3f at; // metres, head frame
    float lips = 0, scalp = 0, ears = 0, neck = 0, face = 0;
};

/// Paints by region. Holds what all texels share.
class Painter {
public:
    Painter(const HeadModel& head, const AlbedoStyle& style)
        : m_head(head),
          m_style(style),
          m_landmarks(head.landmarks(head.data().templateMesh.vertices))
    {
    }

    [[nodiscard]] Colour paint(const std::string& material, const Place& place) const
    {
        if (material == "eyes")
            return eye(place.at);
        if (material == "teeth")
            return m_style.teeth * (0.97F + 0.03F * noise(place.at * 900.0F));
        if (material == "gums")
            return m_style.gums * depthShade(place.at) * (0.97F + 0.03F * noise(place.at * 500.0F));
        if (material == "tongue")
            return m_style.tongue * depthShade(place.at) *
                   (0.96F + 0.04F * noise(place.at * 1500.0F));
        if (material == "lashes")
            return 0.4F * m_style.brows;
        return skin(place);
    }

private:
    [[nodiscard]] const Eigen::Vector3f& landmark(int i) const
    {
        return m_landmarks[static_cast<std::size_t>(i)];
    }

    /// The mouth darkens towards the throat, which no light reaches.
    [[nodiscard]] float depthShade(const Eigen::Vector3f& at) const
    {
        return 0.25F +
               0.75F * smoothstep(landmark(62).z() - 0.060F, landmark(62).z() - 0.012F, at.z());
    }

    [[nodiscard]] Colour eye(const Eigen::Vector3f& at) const
    {
        const auto& joints = m_head.data().joints;
        const auto side =
            std::ranges::find(joints, at.x() > 0.0F ? "leftEye" : "rightEye", &Joint::name);
        base::require(side != joints.end(), "a head with eyes has their joints");
        const Eigen::Vector3f sight = (at - side->restPosition).normalized();
        const float angle = std::acos(std::clamp(sight.z(), -1.0F, 1.0F));
        const float around = std::atan2(sight.y(), sight.x());
        const float fibres =
            noise({8.0F * std::cos(around), 8.0F * std::sin(around), 4.3F * angle});
        Colour iris = m_style.iris * (1.0F + 0.30F * fibres);
        iris = mix(iris, 1.35F * m_style.iris,
                   1.0F - smoothstep(kPupilAngle, 0.75F * kIrisAngle, angle));
        iris = mix(iris, 0.25F * m_style.iris,
                   smoothstep(0.84F * kIrisAngle, kIrisAngle, angle)); // limbal ring
        const float veins = smoothstep(0.85F, 1.85F, angle) * (0.5F + 0.5F * noise(at * 700.0F));
        const Colour white = mix(m_style.sclera, Colour(0.80F, 0.52F, 0.48F), 0.45F * veins);
        const Colour coloured =
            mix(iris, white, smoothstep(0.97F * kIrisAngle, 1.06F * kIrisAngle, angle));
        return mix(Colour(0.02F, 0.02F, 0.02F), coloured,
                   smoothstep(0.92F * kPupilAngle, 1.05F * kPupilAngle, angle));
    }

    /// 1 inside the brows: a band about the line through their landmarks that thins towards the
    /// temple.
    [[nodiscard]] float brow(const Eigen::Vector3f& at) const
    {
        const int first = at.x() > 0.0F ? 22 : 17;
        float best = 0.0F;
        for (int i = first; i < first + 4; ++i) {
            const Eigen::Vector2f a = landmark(i).head<2>();
            const Eigen::Vector2f b = landmark(i + 1).head<2>();
            const float t =
                std::clamp((at.head<2>() - a).dot(b - a) / (b - a).squaredNorm(), 0.0F, 1.0F);
            const float along = (static_cast<float>(i - first) + t) / 4.0F;
            const float outward = first == 22 ? along : 1.0F - along;
            const float width = 0.0042F * (1.0F - 0.6F * outward * outward);
            const float distance = (at.head<2>() - a - t * (b - a)).norm();
            best = std::max(best, 1.0F - smoothstep(0.45F * width, 1.25F * width, distance));
        }
        const float strands = 0.75F + 0.35F * noise({at.x() * 2600.0F, at.y() * 500.0F, 0.0F});
        return at.z() > 0.0F ? best * std::clamp(strands, 0.0F, 1.0F) : 0.0F;
    }

    [[nodiscard]] float beard(const Place& place) const
    {
        const Eigen::Vector3f& at = place.at;
        const float jaw =
            (1.0F - smoothstep(landmark(33).y() - 0.008F, landmark(33).y() + 0.004F, at.y())) *
            smoothstep(landmark(8).y() - 0.030F, landmark(8).y() - 0.010F, at.y());
        const float front = smoothstep(-0.035F, -0.010F, at.z());
        const float cheek = smoothstep(
            0.030F, 0.045F, std::abs(at.x()) + 0.6F * (landmark(48).y() - at.y()) + 0.028F);
        return jaw * front * cheek * (1.0F - place.lips);
    }

    [[nodiscard]] float blush(const Eigen::Vector3f& at) const
    {
        const auto bump = [&at](const Eigen::Vector3f& centre, float radius) {
            return std::exp(-(at - centre).squaredNorm() / (radius * radius));
        };
        const Eigen::Vector3f cheek(0.038F, landmark(31).y() + 0.012F, landmark(31).z() - 0.010F);
        return 0.55F * bump(cheek, 0.022F) +
               0.55F * bump({-cheek.x(), cheek.y(), cheek.z()}, 0.022F) +
               0.5F * bump(landmark(30), 0.014F) + 0.25F * bump(landmark(8), 0.016F);
    }

    /// Skin around the lids is thinner and darker; their margins are pink.
    [[nodiscard]] float lidShade(const Eigen::Vector3f& at) const
    {
        const int first = at.x() > 0.0F ? 42 : 36;
        float nearest = 1.0F;
        for (int i = 0; i < 6; ++i) {
            const Eigen::Vector3f a = landmark(first + i);
            const Eigen::Vector3f b = landmark(first + (i + 1) % 6);
            const float t = std::clamp((at - a).dot(b - a) / (b - a).squaredNorm(), 0.0F, 1.0F);
            nearest = std::min(nearest, (at - a - t * (b - a)).norm());
        }
        return 1.0F - smoothstep(0.0005F, 0.0070F, nearest);
    }

    [[nodiscard]] Colour skin(const Place& place) const
    {
        const Eigen::Vector3f& at = place.at;
        const float uneven = 0.6F * noise(at * 60.0F) + 0.4F * noise(at * 220.0F);
        const float pores = noise(at * 1300.0F);
        Colour colour = m_style.skin * (1.0F + m_style.grain * (0.045F * uneven + 0.03F * pores));
        colour = mix(colour, m_style.blush,
                     0.8F * blush(at) + 0.45F * place.ears +
                         0.25F * m_style.grain * uneven * place.face);
        colour = mix(colour, 0.72F * m_style.blush, 0.55F * lidShade(at));
        colour =
            mix(colour,
                m_style.lips * (1.0F + 0.05F * noise({at.x() * 1500.0F, at.y() * 250.0F, 0.0F})),
                place.lips);
        const float stubble = 0.75F + 0.35F * noise(at * 1500.0F);
        colour = mix(colour, m_style.hair, 0.85F * m_style.beardAmount * beard(place) * stubble);
        colour = mix(colour, m_style.hair,
                     m_style.hairAmount * place.scalp * (0.85F + 0.25F * noise(at * 700.0F)));
        return mix(colour, m_style.brows, m_style.browAmount * brow(at));
    }

    const HeadModel& m_head;
    const AlbedoStyle& m_style;
    std::array<Eigen::Vector3f, kLandmarkCount> m_landmarks;
};

/// Colours empty texels with the mean of their coloured neighbours, ring by ring.
void grow(base::Image& image, std::vector<bool>& isPainted, int rings)
{
    for (int ring = 0; ring < rings; ++ring) {
        std::vector<bool> next = isPainted;
        for (int y = 0; y < image.height; ++y) {
            for (int x = 0; x < image.width; ++x) {
                const std::size_t here = static_cast<std::size_t>(y) * image.width + x;
                if (isPainted[here])
                    continue;
                Eigen::Vector3i sum = Eigen::Vector3i::Zero();
                int count = 0;
                for (const auto& [dx, dy] :
                     {std::pair(-1, 0), std::pair(1, 0), std::pair(0, -1), std::pair(0, 1)}) {
                    const int nx = x + dx, ny = y + dy;
                    if (nx < 0 || ny < 0 || nx >= image.width || ny >= image.height ||
                        !isPainted[static_cast<std::size_t>(ny) * image.width + nx])
                        continue;
                    const std::uint8_t* p = image.at(nx, ny);
                    sum += Eigen::Vector3i(p[0], p[1], p[2]);
                    ++count;
                }
                if (count == 0)
                    continue;
                for (int k = 0; k < 3; ++k)
                    image.at(x, y)[k] = static_cast<std::uint8_t>(sum[k] / count);
                next[here] = true;
            }
        }
        isPainted = std::move(next);
    }
}

std::vector<int> partOfTriangles(const mesh::Mesh& mesh)
{
    std::vector<int> part(mesh.triangles.size(), 0);
    for (std::size_t i = 0; i < mesh.parts.size(); ++i)
        std::fill_n(part.begin() + mesh.parts[i].firstTriangle, mesh.parts[i].triangleCount,
                    static_cast<int>(i));
    return part;
}

/// Gathers positions and masks at a point of a triangle.
class PlaceFinder {
public:
    explicit PlaceFinder(const HeadModelData& data)
        : m_data(data),
          m_lips(data.masks.at("lips")),
          m_scalp(data.masks.at("scalp")),
          m_ears(data.masks.at("ears")),
          m_neck(data.masks.at("neck")),
          m_face(data.masks.at("face"))
    {
    }
    [[nodiscard]] Place at(int triangle, const float* weights) const
    {
        Place place;
        place.at.setZero();
        const Eigen::Vector3i& t =
            m_data.templateMesh.triangles[static_cast<std::size_t>(triangle)];
        for (int k = 0; k < 3; ++k) {
            const auto v = static_cast<std::size_t>(t[k]);
            place.at += weights[k] * m_data.templateMesh.vertices[v];
            place.lips += weights[k] * m_lips[v];
            place.scalp += weights[k] * m_scalp[v];
            place.ears += weights[k] * m_ears[v];
            place.neck += weights[k] * m_neck[v];
            place.face += weights[k] * m_face[v];
        }
        return place;
    }

private:
    const HeadModelData& m_data;
    const std::vector<float>&m_lips, &m_scalp, &m_ears, &m_neck, &m_face;
};

} // namespace

AlbedoStyle randomAlbedoStyle(std::uint64_t seed)
{
    std::mt19937_64 random(seed);
    const auto uniform = [&random](float low, float high) {
        return low +
               (high - low) * static_cast<float>(random() >> 40) / static_cast<float>(1 << 24);
    };
    // Skin runs along one line of melanin, from fair to deep, with some warmth across it.
    constexpr std::array<std::array<float, 3>, 5> tones = {{{0.90F, 0.74F, 0.66F},
                                                            {0.82F, 0.64F, 0.53F},
                                                            {0.70F, 0.51F, 0.39F},
                                                            {0.52F, 0.35F, 0.26F},
                                                            {0.34F, 0.22F, 0.16F}}};
    constexpr std::array<std::array<float, 3>, 6> hairs = {{{0.05F, 0.04F, 0.04F},
                                                            {0.13F, 0.09F, 0.07F},
                                                            {0.26F, 0.17F, 0.11F},
                                                            {0.48F, 0.33F, 0.19F},
                                                            {0.42F, 0.19F, 0.09F},
                                                            {0.55F, 0.54F, 0.53F}}};
    constexpr std::array<std::array<float, 3>, 5> irises = {{{0.20F, 0.13F, 0.08F},
                                                             {0.34F, 0.23F, 0.14F},
                                                             {0.36F, 0.36F, 0.22F},
                                                             {0.34F, 0.45F, 0.52F},
                                                             {0.42F, 0.47F, 0.50F}}};
    const auto colour = [](const std::array<float, 3>& c) { return Colour(c[0], c[1], c[2]); };
    AlbedoStyle style;
    const float depth = uniform(0.0F, 3.999F);
    const auto step = static_cast<std::size_t>(depth);
    style.skin =
        mix(colour(tones[step]), colour(tones[step + 1]), depth - static_cast<float>(step));
    style.skin =
        style.skin.cwiseProduct(Colour(uniform(0.97F, 1.03F), 1.0F, uniform(0.94F, 1.06F)));
    style.blush = style.skin.cwiseProduct(Colour(0.96F, 0.78F, 0.80F));
    style.lips = style.skin.cwiseProduct(
        Colour(uniform(0.80F, 0.98F), uniform(0.58F, 0.80F), uniform(0.62F, 0.86F)));
    const bool isDark = depth > 2.0F;
    style.hair = colour(hairs[static_cast<std::size_t>(uniform(0.0F, isDark ? 2.999F : 5.999F))]);
    style.brows = mix(style.hair, Colour(0.12F, 0.09F, 0.07F), uniform(0.0F, 0.6F));
    style.iris = colour(irises[static_cast<std::size_t>(uniform(0.0F, isDark ? 1.999F : 4.999F))]) *
                 uniform(0.8F, 1.2F);
    style.sclera *= uniform(0.93F, 1.03F);
    style.teeth = style.teeth.cwiseProduct(
        Colour(uniform(0.92F, 1.05F), uniform(0.92F, 1.04F), uniform(0.85F, 1.08F)));
    style.browAmount = uniform(0.5F, 0.95F);
    style.hairAmount = uniform(0.0F, 1.0F) < 0.85F ? uniform(0.85F, 1.0F) : 0.0F;
    style.beardAmount = uniform(0.0F, 1.0F) < 0.3F ? uniform(0.1F, 0.9F) : 0.0F;
    style.grain = uniform(0.2F, 1.0F);
    return style;
}

base::Image defaultAlbedo(const HeadModel& head, const AlbedoStyle& style, int size)
{
    const mesh::Mesh& mesh = head.data().templateMesh;
    base::require(!mesh.uvs.empty() && !mesh.parts.empty(), "the albedo needs UVs and parts");
    base::require(head.data().masks.contains("lips"), "the albedo needs the masks");
    const mesh::RasterBuffer atlas = mesh::rasteriseAtlas(mesh, size);
    const std::vector<int> partOf = partOfTriangles(mesh);
    const PlaceFinder places(head.data());
    const Painter painter(head, style);
    base::Image image(size, size, 3);
    std::vector<bool> isPainted(atlas.face.size(), false);
    base::parallelFor(size, 16, [&](int begin, int end) {
        for (int y = begin; y < end; ++y) {
            for (int x = 0; x < size; ++x) {
                const std::size_t texel = static_cast<std::size_t>(y) * size + x;
                const int triangle = atlas.face[texel];
                if (triangle < 0)
                    continue;
                const Place place = places.at(triangle, atlas.barycentrics.data() + 3 * texel);
                const auto part =
                    static_cast<std::size_t>(partOf[static_cast<std::size_t>(triangle)]);
                const Colour colour = painter.paint(mesh.parts[part].material, place);
                for (int k = 0; k < 3; ++k)
                    image.at(x, y)[k] = static_cast<std::uint8_t>(
                        std::lround(255.0F * std::clamp(colour[k], 0.0F, 1.0F)));
            }
        }
    });
    for (std::size_t i = 0; i < isPainted.size(); ++i)
        isPainted[i] = atlas.face[i] >= 0;
    grow(image, isPainted, std::max(2, kGrowth * size / 1024));
    return image;
}

} // namespace effigy::head
