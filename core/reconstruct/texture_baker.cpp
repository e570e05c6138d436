// SPDX-License-Identifier: GPL-3.0-or-later
#include "reconstruct/texture_baker.h"

#include "reconstruct/pull_push.h"
#include "reconstruct/srgb.h"
#include "reconstruct/texel_map.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace effigy::reconstruct {

namespace {

constexpr float kOccluded = 0.003F; // metres behind the nearest surface
constexpr float kGrazing = 0.20F;   // cosine to the camera below which a texel shows nothing useful
constexpr float kSquare = 0.55F;    // and above which it shows all
constexpr float kDarkestAlbedo = 0.004F;
constexpr float kBrightestAlbedo = 0.95F;

float smoothstep(float from, float to, float value)
{
    const float t = std::clamp((value - from) / (to - from), 0.0F, 1.0F);
    return t * t * (3.0F - 2.0F * t);
}

std::vector<float> maskNamed(const head::HeadModelData& model, const std::string& name)
{
    const auto found = model.masks.find(name);
    return found != model.masks.end() ? found->second
                                      : std::vector<float>(model.templateMesh.vertices.size(), 0.0F);
}

/// [F] whether a triangle is skin; without parts everything is.
std::vector<char> skinTriangles(const mesh::Mesh& mesh)
{
    std::vector<char> isSkin(mesh.triangles.size(), mesh.parts.empty() ? 1 : 0);
    for (const auto& part : mesh.parts)
        if (part.material == "skin")
            std::fill_n(isSkin.begin() + part.firstTriangle, part.triangleCount, char{1});
    return isSkin;
}

Eigen::Vector3f colourAt(const base::Image& image, float x, float y)
{
    const float fx = std::clamp(x - 0.5F, 0.0F, static_cast<float>(image.width - 1));
    const float fy = std::clamp(y - 0.5F, 0.0F, static_cast<float>(image.height - 1));
    const int x0 = static_cast<int>(fx), y0 = static_cast<int>(fy);
    const int x1 = std::min(x0 + 1, image.width - 1), y1 = std::min(y0 + 1, image.height - 1);
    const float u = fx - static_cast<float>(x0), v = fy - static_cast<float>(y0);
    return (1 - v) * ((1 - u) * linearFromSrgb(image.at(x0, y0)) + u * linearFromSrgb(image.at(x1, y0))) +
           v * ((1 - u) * linearFromSrgb(image.at(x0, y1)) + u * linearFromSrgb(image.at(x1, y1)));
}

/// The atlas while it is being made; one entry per texel.
struct Atlas {
    TexelMap layout;
    std::vector<char> isSkin;
    std::vector<float> scalp;              // 0..1
    std::vector<Eigen::Vector3f> shade;
    std::vector<Eigen::Vector3f> seen;     // linear RGB as the photo shows it
    std::vector<float> seenWeight;
    std::vector<Eigen::Vector3f> albedo;
    std::vector<float> albedoWeight;
};

/// Whether the surface at `depth` is what the camera sees at (x, y), and not the far side of a step in depth.
bool isVisible(const SurfaceView& view, float x, float y, float depth)
{
    const int cx = static_cast<int>(x), cy = static_cast<int>(y);
    for (int dy = -1; dy <= 1; ++dy)
        for (int dx = -1; dx <= 1; ++dx)
            if (view.depth[view.index(cx + dx, cy + dy)] < depth - kOccluded)
                return false;
    return true;
}

struct Look {
    Eigen::Vector3f colour = Eigen::Vector3f::Zero();
    float weight = 0.0F;
};

Look lookAt(const SeenHead& head, const Eigen::Isometry3f& cameraFromHead, const Eigen::Vector3f& position,
            const Eigen::Vector3f& normal)
{
    const mesh::Camera& camera = head.cut.camera;
    const Eigen::Vector3f p = cameraFromHead * position;
    const auto size = static_cast<float>(head.view.size);
    const float x = size * (static_cast<float>(camera.fx) * p.x() / p.z() + static_cast<float>(camera.cx));
    const float y = size * (static_cast<float>(camera.fy) * p.y() / p.z() + static_cast<float>(camera.cy));
    if (x < 1.0F || y < 1.0F || x >= size - 1.0F || y >= size - 1.0F)
        return {};
    const float facing = -(cameraFromHead.linear() * normal).dot(p.normalized());
    const float weight = smoothstep(kGrazing, kSquare, facing) *
                         (1.0F - *head.cut.unseen.at(static_cast<int>(x), static_cast<int>(y)));
    if (weight <= 0.0F || !isVisible(head.view, x, y, p.z()))
        return {};
    return {colourAt(head.cut.image, x, y), weight};
}

/// Collars and backgrounds are no neck: what differs much from skin is not believed there.
float believedOnNeck(const Eigen::Vector3f& colour, const Eigen::Vector3f& expected)
{
    const Eigen::Vector3f ratio = (colour.cwiseMax(0.003F).array() / expected.cwiseMax(0.003F).array()).log();
    const float chroma = (ratio - Eigen::Vector3f::Constant(ratio.mean())).norm();
    return (1.0F - smoothstep(0.2F, 0.5F, chroma)) * (1.0F - smoothstep(0.7F, 1.2F, std::abs(ratio.mean())));
}

Atlas lookUp(const SeenHead& head, const LitSkin& lit, int size)
{
    const mesh::Mesh& mesh = head.mesh;
    Atlas atlas;
    atlas.layout = mapTexels(head.model.templateMesh, head.model.mirrorVertex, size);
    const auto texels = atlas.layout.triangle.size();
    const Eigen::Vector3f none = Eigen::Vector3f::Zero();
    const auto positions = atTexels(atlas.layout, mesh, mesh.vertices, none);
    const auto normals = atTexels(atlas.layout, mesh, mesh.normals, none);
    const auto neck = atTexels(atlas.layout, mesh, maskNamed(head.model, "neck"), 0.0F);
    atlas.scalp = atTexels(atlas.layout, mesh, maskNamed(head.model, "scalp"), 0.0F);
    const std::vector<char> isSkin = skinTriangles(head.model.templateMesh);
    atlas.isSkin.assign(texels, 0);
    atlas.shade.assign(texels, Eigen::Vector3f::Ones());
    atlas.seen.assign(texels, none);
    atlas.seenWeight.assign(texels, 0.0F);
    const Eigen::Isometry3f cameraFromHead(head.cut.camera.headFromCamera.inverse().cast<float>());
    for (std::size_t i = 0; i < texels; ++i) {
        if (atlas.layout.triangle[i] < 0)
            continue;
        const Eigen::Vector3f normal = normals[i].normalized();
        atlas.isSkin[i] = isSkin[atlas.layout.triangle[i]];
        atlas.shade[i] = shading(lit.light, normal);
        if (!atlas.isSkin[i])
            continue;
        const Look look = lookAt(head, cameraFromHead, positions[i], normal);
        atlas.seen[i] = look.colour;
        atlas.seenWeight[i] = look.weight;
        if (look.weight > 0.0F && neck[i] > 0.0F)
            atlas.seenWeight[i] *=
                1.0F - neck[i] + neck[i] * believedOnNeck(look.colour, lit.skin.cwiseProduct(atlas.shade[i]));
    }
    return atlas;
}

/// Skin without light, each side completed by the other.
void mirrorAlbedo(Atlas& atlas)
{
    const auto texels = atlas.seen.size();
    std::vector<Eigen::Vector3f> own(texels, Eigen::Vector3f::Zero());
    for (std::size_t i = 0; i < texels; ++i)
        own[i] = (atlas.seen[i].array() / atlas.shade[i].array())
                     .matrix()
                     .cwiseMax(kDarkestAlbedo)
                     .cwiseMin(kBrightestAlbedo);
    atlas.albedo = own;
    atlas.albedoWeight = atlas.seenWeight;
    for (std::size_t i = 0; i < texels; ++i) {
        const int other = atlas.layout.mirror[i];
        if (other < 0 || atlas.seenWeight[i] >= 1.0F)
            continue;
        const float mine = atlas.seenWeight[i];
        const float theirs = (1.0F - mine) * atlas.seenWeight[other];
        const float sum = mine + theirs;
        if (sum <= 0.0F)
            continue;
        atlas.albedo[i] = (mine * own[i] + theirs * own[other]) / sum;
        atlas.albedoWeight[i] = sum;
    }
}

std::vector<Eigen::Vector3f> linearDefaults(const base::Image& defaults, int size, const Eigen::Vector3f& skin)
{
    std::vector<Eigen::Vector3f> result(static_cast<std::size_t>(size) * size, skin);
    if (defaults.empty())
        return result;
    const float scale = static_cast<float>(defaults.width) / static_cast<float>(size);
    for (int y = 0; y < size; ++y)
        for (int x = 0; x < size; ++x)
            result[static_cast<std::size_t>(y) * size + x] =
                colourAt(defaults, scale * (static_cast<float>(x) + 0.5F), scale * (static_cast<float>(y) + 0.5F));
    return result;
}

/// How the head's skin differs from the defaults, continued smoothly over what was not seen. Hair and skin do not mix:
/// only texels whose scalp value lies on the side of `isScalp` have a say.
std::vector<Eigen::Vector3f> continuedRatio(const Atlas& atlas, const std::vector<Eigen::Vector3f>& defaults,
                                            bool isScalp)
{
    WeightedColours ratio{atlas.layout.size, {}, {}};
    ratio.colour.assign(defaults.size(), Eigen::Vector3f::Zero());
    ratio.weight.assign(defaults.size(), 0.0F);
    for (std::size_t i = 0; i < defaults.size(); ++i) {
        if (!atlas.isSkin[i] || (atlas.scalp[i] > 0.5F) != isScalp)
            continue;
        ratio.colour[i] =
            (atlas.albedo[i].cwiseMax(kDarkestAlbedo).array() / defaults[i].cwiseMax(kDarkestAlbedo).array()).log();
        ratio.weight[i] = atlas.albedoWeight[i];
    }
    return pullPush(ratio);
}

void fillUnseen(Atlas& atlas, const std::vector<Eigen::Vector3f>& defaults)
{
    const auto ofSkin = continuedRatio(atlas, defaults, false);
    const auto ofScalp = continuedRatio(atlas, defaults, true);
    for (std::size_t i = 0; i < defaults.size(); ++i) {
        if (atlas.layout.triangle[i] < 0)
            continue;
        if (!atlas.isSkin[i]) {
            atlas.albedo[i] = defaults[i];
            continue;
        }
        const float hair = smoothstep(0.35F, 0.65F, atlas.scalp[i]);
        const Eigen::Vector3f log = (1.0F - hair) * ofSkin[i] + hair * ofScalp[i];
        const Eigen::Vector3f filling = defaults[i].cwiseProduct(log.array().exp().matrix());
        const float weight = std::min(1.0F, atlas.albedoWeight[i]);
        atlas.albedo[i] = weight * atlas.albedo[i] + (1.0F - weight) * filling;
    }
}

/// The colour of texels outside of the layout continues the nearest ones, so that filtering at seams finds no black.
void bleed(std::vector<Eigen::Vector3f>& colours, const TexelMap& layout)
{
    WeightedColours grid{layout.size, colours, std::vector<float>(colours.size(), 0.0F)};
    for (std::size_t i = 0; i < colours.size(); ++i)
        grid.weight[i] = layout.triangle[i] >= 0 ? 1.0F : 0.0F;
    colours = pullPush(grid);
}

base::Image picture(const std::vector<Eigen::Vector3f>& colours, int size)
{
    base::Image image(size, size, 3);
    for (std::size_t i = 0; i < colours.size(); ++i)
        for (int channel = 0; channel < 3; ++channel)
            image.pixels[3 * i + channel] = srgbFromLinear(colours[i][channel]);
    return image;
}

} // namespace

std::vector<SkinSample> sampleSkin(const SeenHead& head)
{
    constexpr int kStep = 3; // every third pixel of every third row is plenty for nine numbers
    const auto& view = head.view;
    const auto face = paint(view, head.mesh.triangles, maskNamed(head.model, "face"), 0.0F);
    const auto lips = paint(view, head.mesh.triangles, maskNamed(head.model, "lips"), 0.0F);
    const std::vector<char> isSkin = skinTriangles(head.model.templateMesh);
    const Eigen::Vector3f eye = head.cut.camera.headFromCamera.translation().cast<float>();
    std::vector<SkinSample> samples;
    for (int y = 0; y < view.size; y += kStep) {
        for (int x = 0; x < view.size; x += kStep) {
            const std::size_t i = view.index(x, y);
            if (view.triangle[i] < 0 || !isSkin[view.triangle[i]] || face.values[i] < 0.5F ||
                head.cut.unseen.values[i] > 0.0F)
                continue;
            const Eigen::Vector3i& corners = head.mesh.triangles[view.triangle[i]];
            Eigen::Vector3f normal = Eigen::Vector3f::Zero(), position = Eigen::Vector3f::Zero();
            for (int k = 0; k < 3; ++k) {
                normal += view.barycentric[i][k] * head.mesh.normals[corners[k]];
                position += view.barycentric[i][k] * head.mesh.vertices[corners[k]];
            }
            normal.normalize();
            const float facing = normal.dot((eye - position).normalized());
            const float weight = smoothstep(0.2F, 0.6F, facing) * face.values[i] * (1.0F - lips.values[i]);
            if (weight > 0.0F)
                samples.push_back({normal, linearFromSrgb(head.cut.image.at(x, y)), weight});
        }
    }
    return samples;
}

HeadTextures bakeTextures(const SeenHead& head, const LitSkin& lit, const base::Image& defaults, int size)
{
    Atlas atlas = lookUp(head, lit, size);
    mirrorAlbedo(atlas);
    fillUnseen(atlas, linearDefaults(defaults, size, lit.skin));
    std::vector<Eigen::Vector3f> litColours(atlas.albedo.size(), Eigen::Vector3f::Zero());
    for (std::size_t i = 0; i < litColours.size(); ++i) {
        const float weight = atlas.seenWeight[i];
        litColours[i] =
            weight * atlas.seen[i] + (1.0F - weight) * atlas.albedo[i].cwiseProduct(atlas.shade[i]);
    }
    bleed(litColours, atlas.layout);
    bleed(atlas.albedo, atlas.layout);
    return {picture(litColours, size), picture(atlas.albedo, size)};
}

} // namespace effigy::reconstruct
