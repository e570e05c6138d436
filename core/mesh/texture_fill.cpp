// SPDX-License-Identifier: GPL-3.0-or-later
#include "mesh/texture_unwrap.h"

#include "base/error.h"
#include "mesh/push_pull.h"
#include "mesh/uv_atlas.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace effigy::mesh {

namespace {

using base::FloatImage;
using Eigen::Vector3f;

Vector3f colourAt(const FloatImage& image, int x, int y)
{
    return Eigen::Map<const Vector3f>(image.at(x, y));
}

void setColour(FloatImage& image, int x, int y, const Vector3f& colour)
{
    std::copy_n(colour.data(), 3, image.at(x, y));
}

/// Visits the four texels around (u, v) with their bilinear shares.
template <typename Visit>
void visitAround(const Eigen::Vector2f& uv, int width, int height, const Visit& visit)
{
    const float x =
        std::clamp(uv.x() * static_cast<float>(width) - 0.5F, 0.0F, static_cast<float>(width - 1));
    const float y = std::clamp((1.0F - uv.y()) * static_cast<float>(height) - 0.5F, 0.0F,
                               static_cast<float>(height - 1));
    const int x0 = static_cast<int>(x), y0 = static_cast<int>(y);
    const int x1 = std::min(x0 + 1, width - 1), y1 = std::min(y0 + 1, height - 1);
    const float fx = x - static_cast<float>(x0), fy = y - static_cast<float>(y0);
    visit(x0, y0, (1.0F - fx) * (1.0F - fy));
    visit(x1, y0, fx * (1.0F - fy));
    visit(x0, y1, (1.0F - fx) * fy);
    visit(x1, y1, fx * fy);
}

struct Sample {
    Vector3f colour = Vector3f::Zero();
    float weight = 0.0F;
};

Sample sampleAt(const FloatImage& colour, const FloatImage& weight, const Eigen::Vector2f& uv)
{
    Sample sample;
    visitAround(uv, colour.width, colour.height, [&](int x, int y, float share) {
        const float w = share * *weight.at(x, y);
        sample.colour += w * colourAt(colour, x, y);
        sample.weight += w;
    });
    if (sample.weight > 0.0F)
        sample.colour /= sample.weight;
    return sample;
}

/// A texture under completion.
struct Canvas {
    FloatImage colour; // 3 channels, sRGB 0..1
    FloatImage weight; // 1 channel, 0..1
};

Canvas canvasOf(const WeightedTexture& texture)
{
    Canvas canvas{FloatImage(texture.colour.width, texture.colour.height, 3), texture.weight};
    for (int y = 0; y < texture.colour.height; ++y)
        for (int x = 0; x < texture.colour.width; ++x)
            for (int c = 0; c < 3; ++c)
                canvas.colour.at(x, y)[c] = static_cast<float>(texture.colour.at(x, y)[c]) / 255.0F;
    return canvas;
}

/// The other side's texture laid over this side.
Canvas mirrored(const Canvas& canvas, const std::vector<Eigen::Vector2f>& mirrorUv)
{
    Canvas other{FloatImage(canvas.colour.width, canvas.colour.height, 3),
                 FloatImage(canvas.colour.width, canvas.colour.height, 1)};
    for (int y = 0; y < canvas.colour.height; ++y)
        for (int x = 0; x < canvas.colour.width; ++x) {
            const auto& uv = mirrorUv[static_cast<std::size_t>(y) * canvas.colour.width + x];
            if (uv.x() < 0.0F)
                continue;
            const auto sample = sampleAt(canvas.colour, canvas.weight, uv);
            setColour(other.colour, x, y, sample.colour);
            *other.weight.at(x, y) = sample.weight;
        }
    return other;
}

/// How this side's tone differs from the other's, continued smoothly from where both are seen.
FloatImage toneDifference(const Canvas& canvas, const Canvas& other)
{
    FloatImage difference(canvas.colour.width, canvas.colour.height, 3);
    FloatImage both(canvas.colour.width, canvas.colour.height, 1);
    for (int y = 0; y < difference.height; ++y)
        for (int x = 0; x < difference.width; ++x) {
            *both.at(x, y) = std::min(*canvas.weight.at(x, y), *other.weight.at(x, y));
            setColour(difference, x, y,
                      colourAt(canvas.colour, x, y) - colourAt(other.colour, x, y));
        }
    return pushPull(difference, both);
}

void fillFromOtherSide(Canvas& canvas, const std::vector<Eigen::Vector2f>& mirrorUv)
{
    const auto other = mirrored(canvas, mirrorUv);
    const auto tone = toneDifference(canvas, other);
    for (int y = 0; y < canvas.colour.height; ++y)
        for (int x = 0; x < canvas.colour.width; ++x) {
            const float own = *canvas.weight.at(x, y);
            const float borrowed = (1.0F - own) * *other.weight.at(x, y);
            if (borrowed <= 0.0F)
                continue;
            const Vector3f toned = colourAt(other.colour, x, y) + colourAt(tone, x, y);
            setColour(canvas.colour, x, y,
                      (own * colourAt(canvas.colour, x, y) + borrowed * toned) / (own + borrowed));
            *canvas.weight.at(x, y) = own + borrowed;
        }
}

/// Texels of one part, and the rectangle that holds them.
struct Region {
    std::vector<std::uint8_t> isInside; // [size, size]
    int left = 0, top = 0, right = 0, bottom = 0;
    int texels = 0;
};

Region regionOf(const RasterBuffer& atlas, const MeshPart& part)
{
    Region region{
        std::vector<std::uint8_t>(atlas.face.size(), 0), atlas.width, atlas.height, 0, 0, 0};
    for (int y = 0; y < atlas.height; ++y)
        for (int x = 0; x < atlas.width; ++x) {
            const auto texel = static_cast<std::size_t>(y) * atlas.width + x;
            const int face = atlas.face[texel];
            if (face < part.firstTriangle || face >= part.firstTriangle + part.triangleCount)
                continue;
            region.isInside[texel] = 1;
            region.left = std::min(region.left, x);
            region.right = std::max(region.right, x + 1);
            region.top = std::min(region.top, y);
            region.bottom = std::max(region.bottom, y + 1);
            ++region.texels;
        }
    return region;
}

/// What lies below unseen texels, before the part's own tone: the underlay, or nothing.
FloatImage underlayAt(const base::Image* underlay, int size)
{
    FloatImage resized(size, size, 3);
    if (underlay == nullptr || underlay->empty())
        return resized;
    for (int y = 0; y < size; ++y)
        for (int x = 0; x < size; ++x) {
            const Eigen::Vector2f uv((static_cast<float>(x) + 0.5F) / static_cast<float>(size),
                                     1.0F -
                                         (static_cast<float>(y) + 0.5F) / static_cast<float>(size));
            visitAround(uv, underlay->width, underlay->height, [&](int ux, int uy, float share) {
                for (int c = 0; c < 3; ++c)
                    resized.at(x, y)[c] += share *
                                           static_cast<float>(underlay->at(
                                               ux, uy)[std::min(c, underlay->channels - 1)]) /
                                           255.0F;
            });
        }
    return resized;
}

constexpr float kFullTrust =
    0.35F; // from this weight on a texel keeps its own colour: the eye prefers stretched to blurred

const Vector3f kAnySkin(0.72F, 0.58F, 0.50F); // sRGB

/// Fills the unseen texels of one part from its own surroundings; with `unseenColour`, if given,
/// when nothing of it is seen.
void completePart(Canvas& canvas, const Region& region, const FloatImage& underlay,
                  const std::optional<Vector3f>& unseenColour)
{
    const int width = region.right - region.left, height = region.bottom - region.top;
    FloatImage over(width, height, 3), trust(width, height, 1);
    double seen = 0.0;
    const auto forEachTexel = [&](auto&& visit) {
        for (int y = 0; y < height; ++y)
            for (int x = 0; x < width; ++x)
                if (region.isInside[static_cast<std::size_t>(y + region.top) * canvas.colour.width +
                                    x + region.left])
                    visit(x, y, x + region.left, y + region.top);
    };
    forEachTexel([&](int x, int y, int ax, int ay) {
        *trust.at(x, y) = std::min(1.0F, *canvas.weight.at(ax, ay) / kFullTrust);
        setColour(over, x, y, colourAt(canvas.colour, ax, ay) - colourAt(underlay, ax, ay));
        seen += *trust.at(x, y);
    });
    constexpr double kSeenShare = 0.003; // less than this is noise along the part's outline
    const bool isSeen = seen > kSeenShare * region.texels;
    const auto filled = isSeen ? pushPull(over, trust) : FloatImage(width, height, 3);
    forEachTexel([&](int x, int y, int ax, int ay) {
        const Vector3f base = !isSeen && unseenColour ? *unseenColour : colourAt(underlay, ax, ay);
        setColour(canvas.colour, ax, ay, base + colourAt(filled, x, y));
        *canvas.weight.at(ax, ay) = isSeen ? *trust.at(x, y) : 0.0F;
    });
}

/// Where neither side is seen, both sides take their mean, so that the seam on the symmetry plane
/// closes.
void balanceSides(Canvas& canvas, const std::vector<Eigen::Vector2f>& mirrorUv)
{
    const auto before = canvas.colour;
    const FloatImage everywhere(before.width, before.height, 1, 1.0F);
    for (int y = 0; y < before.height; ++y)
        for (int x = 0; x < before.width; ++x) {
            const auto& uv = mirrorUv[static_cast<std::size_t>(y) * before.width + x];
            const float unseen = 1.0F - *canvas.weight.at(x, y);
            if (uv.x() < 0.0F || unseen <= 0.0F)
                continue;
            const Vector3f other = sampleAt(before, everywhere, uv).colour;
            setColour(canvas.colour, x, y,
                      colourAt(before, x, y) + 0.5F * unseen * (other - colourAt(before, x, y)));
        }
}

/// Continues the islands into the space between them, so that filtering across their borders stays
/// clean.
base::Image withPadding(const Canvas& canvas, const RasterBuffer& atlas)
{
    FloatImage covered(atlas.width, atlas.height, 1);
    std::transform(atlas.face.begin(), atlas.face.end(), covered.values.begin(),
                   [](int face) { return face >= 0 ? 1.0F : 0.0F; });
    const auto padded = pushPull(canvas.colour, covered);
    base::Image image(atlas.width, atlas.height, 3);
    std::transform(
        padded.values.begin(), padded.values.end(), image.pixels.begin(), [](float value) {
            return static_cast<std::uint8_t>(std::lround(255.0F * std::clamp(value, 0.0F, 1.0F)));
        });
    return image;
}

} // namespace

base::Image fillTexture(const Mesh& mesh, const WeightedTexture& texture,
                        const FillOptions& options)
{
    const int size = texture.colour.width;
    base::require(texture.colour.channels == 3 && texture.colour.height == size &&
                      texture.weight.width == size && texture.weight.height == size &&
                      texture.weight.channels == 1,
                  "fillTexture: colour and weight are no square textures of one size");
    const auto atlas = rasteriseAtlas(mesh, size);
    std::vector<Eigen::Vector2f> mirrorUv;
    if (!options.mirrorVertex.empty())
        mirrorUv = mirroredUvs(mesh, atlas, options.mirrorVertex);

    auto canvas = canvasOf(texture);
    if (!mirrorUv.empty())
        fillFromOtherSide(canvas, mirrorUv);
    const auto underlay = underlayAt(options.underlay, size);
    auto parts = mesh.parts;
    if (parts.empty())
        parts.push_back({"", 0, static_cast<int>(mesh.triangles.size())});
    for (const auto& part : parts) {
        const auto region = regionOf(atlas, part);
        if (region.texels == 0)
            continue;
        const auto named = options.partColours.find(part.material);
        std::optional<Vector3f> unseenColour;
        if (options.underlay == nullptr)
            unseenColour = named != options.partColours.end() ? named->second : kAnySkin;
        completePart(canvas, region, underlay, unseenColour);
    }
    if (!mirrorUv.empty())
        balanceSides(canvas, mirrorUv);
    return withPadding(canvas, atlas);
}

} // namespace effigy::mesh
