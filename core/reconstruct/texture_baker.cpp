// SPDX-License-Identifier: GPL-3.0-or-later
#include "reconstruct/texture_baker.h"

#include "base/parallel.h"
#include "base/smoothstep.h"
#include "encoder/matte_seed.h"
#include "head/hairline.h"
#include "head/mouth_light.h"
#include "mesh/colour_space.h"
#include "mesh/pull_push.h"
#include "reconstruct/texel_map.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <string>

namespace effigy::reconstruct {

namespace {

using mesh::linearFromSrgb;
using base::smoothstep;

constexpr float kOccluded = 0.003F; // metres behind the nearest surface
constexpr float kGrazing = 0.20F;   // cosine to the camera below which a texel shows nothing useful
constexpr float kSquare = 0.55F;    // and above which it shows all
constexpr float kEarGrazing = 0.45F, kEarSquare = 0.70F; // the same about the ears
constexpr float kDarkestAlbedo = 0.004F;
constexpr float kBrightestAlbedo = 0.95F;

std::vector<float> maskNamed(const head::HeadModelData& model, const std::string& name)
{
    const auto found = model.masks.find(name);
    return found != model.masks.end() ? found->second
                                      : std::vector<float>(model.templateMesh.vertices.size(), 0.0F);
}

/// How a texel gets its colour from the photo.
enum class Kind : char {
    Skin,   // seen, mirrored, continued
    Eye,    // seen between the lids
    Tooth,  // toned as seen
    Lash,   // always as the photo, since lashes lie over what they grow from
    Hidden, // never: gums, tongue
};

/// [F]; without parts everything is skin.
std::vector<Kind> kinds(const mesh::Mesh& mesh)
{
    std::vector<Kind> result(mesh.triangles.size(), mesh.parts.empty() ? Kind::Skin : Kind::Hidden);
    for (const auto& part : mesh.parts) {
        const Kind kind = part.material == "skin"    ? Kind::Skin
                          : part.material == "eyes"  ? Kind::Eye
                          : part.material == "teeth" ? Kind::Tooth
                          : part.material == "lashes" ? Kind::Lash
                                                      : Kind::Hidden;
        std::fill_n(result.begin() + part.firstTriangle, part.triangleCount, kind);
    }
    return result;
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
    std::vector<Kind> kind;
    std::vector<float> hairy;              // 0..1: how densely hair grows
    std::vector<Eigen::Vector3f> shade;
    std::vector<Eigen::Vector3f> seen;     // linear RGB as the photo shows it
    std::vector<float> seenWeight;
    std::vector<float> likeSkin;           // 0..1
    std::vector<float> doubt;              // 0..1: how likely something lies over it
    std::vector<float> bearded;            // 0..1: how much of what is seen is beard
    std::vector<Eigen::Vector3f> albedo;
    std::vector<float> albedoWeight;
};

/// Where the inside of a mouth is seen, or lies no more than two millimetres away along both axes: 1 there, else 0.
cv::Mat nearOpenMouth(const head::SurfaceView& view, const std::vector<Kind>& kindOf)
{
    cv::Mat inside(view.size, view.size, CV_8U, cv::Scalar(0));
    for (int i = 0; i < view.size * view.size; ++i)
        if (const int triangle = view.triangle[i]; triangle >= 0 && (kindOf[triangle] == Kind::Tooth || kindOf[triangle] == Kind::Hidden))
            inside.data[i] = 1;
    const int window = 2 * std::max(1, view.size / 200) + 1;
    cv::dilate(inside, inside, cv::getStructuringElement(cv::MORPH_RECT, {window, window}));
    return inside;
}

/// Whether the surface at `depth` is what the camera sees at (x, y), and not the far side of a step in depth.
bool isVisible(const head::SurfaceView& view, float x, float y, float depth, int radius)
{
    const int cx = static_cast<int>(x), cy = static_cast<int>(y);
    for (int dy = -radius; dy <= radius; ++dy)
        for (int dx = -radius; dx <= radius; ++dx)
            if (view.depth[view.index(cx + dx, cy + dy)] < depth - kOccluded)
                return false;
    return true;
}

struct Look {
    Eigen::Vector3f colour = Eigen::Vector3f::Zero();
    float weight = 0.0F;
    float hair = 0.0F; // 0..1: how much of it is hair
    int column = 0, row = 0;
};

/// The most of hair at a pixel and about it, where colours of strands mix with the skin's.
float hairNear(const base::FloatImage& hair, int x, int y)
{
    const int reach = std::max(1, hair.width / 200); // two millimetres
    float most = 0.0F;
    for (const int v : {std::max(0, y - reach), y, std::min(hair.height - 1, y + reach)})
        for (const int u : {std::max(0, x - reach), x, std::min(hair.width - 1, x + reach)})
            most = std::max(most, *hair.at(u, v));
    return most;
}

/// What the photo shows of a place on the head.
///   ear  0..1: how near the ear is
Look lookAt(const SeenHead& head, const Eigen::Isometry3f& cameraFromHead, const Eigen::Vector3f& position,
            const Eigen::Vector3f& normal, Kind kind, float ear)
{
    constexpr int kMargin = 3; // pixels
    const mesh::Camera& camera = head.cut.camera;
    const Eigen::Vector3f p = cameraFromHead * position;
    const auto size = static_cast<float>(head.view.size);
    const float x = size * (static_cast<float>(camera.fx) * p.x() / p.z() + static_cast<float>(camera.cx));
    const float y = size * (static_cast<float>(camera.fy) * p.y() / p.z() + static_cast<float>(camera.cy));
    if (x < kMargin || y < kMargin || x >= size - kMargin || y >= size - kMargin)
        return {};
    const int column = static_cast<int>(x), row = static_cast<int>(y);
    float weight = 1.0F - *head.cut.unseen.at(column, row);
    if (kind != Kind::Lash) {
        const float facing = -(cameraFromHead.linear() * normal).dot(p.normalized());
        weight *= std::lerp(smoothstep(kGrazing, kSquare, facing), smoothstep(kEarGrazing, kEarSquare, facing), ear) * *head.matte.at(column, row);
        // Lids throw a seam of skin on the eye; the eye keeps a little away from it.
        if (weight <= 0.0F || !isVisible(head.view, x, y, p.z(), kind == Kind::Eye ? 2 : 1))
            return {};
    }
    return {colourAt(head.cut.image, x, y), weight, hairNear(head.hair, column, row), column, row};
}

/// Teeth are brighter and paler than the lips and the dark around them.
float believedOnTeeth(const Eigen::Vector3f& colour, const Eigen::Vector3f& skin)
{
    const float bright = colour.mean() / std::max(0.02F, skin.mean());
    const float pale = colour.z() / std::max(0.01F, colour.x());
    return smoothstep(0.7F, 1.1F, bright) * smoothstep(0.4F, 0.55F, pale);
}

/// Collars, hair and backgrounds are no skin: what differs much from it is not believed, and where something is likely to lie over it
/// even less does.
///   doubt  0..1
float believedAsSkin(const Eigen::Vector3f& colour, const LitSkin& lit, const Eigen::Vector3f& shade, float doubt)
{
    const float from = 0.5F - 0.3F * doubt, to = 0.9F - 0.5F * doubt; // logarithms
    const float tint = 0.25F - 0.17F * doubt, otherTint = 0.55F - 0.35F * doubt;
    const Eigen::Vector3f hue =
        (colour.cwiseMax(0.003F).array() / lit.skin.cwiseMax(0.003F).array()).log();
    const float chroma = (hue - Eigen::Vector3f::Constant(hue.mean())).norm();
    const float brightness = hue.mean() - std::log(shade.mean());
    return (1.0F - smoothstep(tint, otherTint, chroma)) *
           (1.0F - smoothstep(from, to, std::abs(brightness)));
}

/// Where something may lie over the skin, only what looks like skin is kept, and a little less: at the rim of a collar or
/// a strand colours mix.
void doubtSkin(Atlas& atlas)
{
    const int size = atlas.layout.size, reach = std::max(1, size / 100);
    const auto likeAt = [&](int x, int y) {
        const int i = std::clamp(y, 0, size - 1) * size + std::clamp(x, 0, size - 1);
        return atlas.kind[i] == Kind::Skin && atlas.seenWeight[i] > 0.0F ? atlas.likeSkin[i] : 1.0F;
    };
    std::vector<float> rimless = atlas.likeSkin;
    for (int y = 0; y < size; ++y) {
        for (int x = 0; x < size; ++x) {
            const int i = y * size + x;
            if (atlas.doubt[i] <= 0.0F)
                continue;
            for (const int step : {reach / 2, reach})
                rimless[i] = std::min({rimless[i], likeAt(x - step, y), likeAt(x + step, y), likeAt(x, y - step),
                                       likeAt(x, y + step)});
        }
    }
    for (std::size_t i = 0; i < rimless.size(); ++i)
        if (atlas.kind[i] == Kind::Skin)
            atlas.seenWeight[i] *= 1.0F - atlas.doubt[i] + atlas.doubt[i] * rimless[i];
    atlas.likeSkin = std::move(rimless);
}

/// How far forward the inner lips lie at rest, metres.
float lipDepth(const head::HeadModelData& model)
{
    constexpr int kUpperLip = 62, kLowerLip = 66; // landmarks
    float sum = 0.0F;
    for (const int mark : {kUpperLip, kLowerLip})
        sum += head::surfacePosition(model.landmarks[mark], model.templateMesh.vertices, model.templateMesh.triangles).z();
    return 0.5F * sum;
}

/// How much of what the photo shows of the chin is hair, 0..1; 0 where it shows nothing of it.
float hairOnChin(const SeenHead& head, const Eigen::Isometry3f& cameraFromHead)
{
    float sum = 0.0F, weight = 0.0F;
    for (std::size_t v = 0; v < head.mesh.vertices.size(); ++v)
        if (head::isOnChin(head.model.templateMesh.vertices[v])) {
            const Look look = lookAt(head, cameraFromHead, head.mesh.vertices[v], head.mesh.normals[v], Kind::Skin, 0.0F);
            sum += look.weight * look.hair;
            weight += look.weight;
        }
    return weight > 0.0F ? sum / weight : 0.0F;
}

Atlas lookUp(const SeenHead& head, const LitSkin& lit, int size)
{
    const mesh::Mesh& mesh = head.mesh;
    Atlas atlas;
    atlas.layout = mapTexels(head.model.templateMesh, head.model.mirrorVertex, size);
    const auto texels = atlas.layout.triangle.size();
    const Eigen::Vector3f none = Eigen::Vector3f::Zero();
    const auto positions = atTexels(atlas.layout, mesh, mesh.vertices, none);
    const auto places = atTexels(atlas.layout, mesh, head.model.templateMesh.vertices, none);
    const auto normals = atTexels(atlas.layout, mesh, mesh.normals, none);
    const auto face = atTexels(atlas.layout, mesh, maskNamed(head.model, "face"), 0.0F);
    const auto covered = atTexels(atlas.layout, mesh, encoder::coverable(head.model), 0.0F);
    atlas.hairy = hairField(atlas.layout, head.model);
    const std::vector<Kind> kindOf = kinds(head.model.templateMesh);
    const float lips = lipDepth(head.model);
    atlas.kind.assign(texels, Kind::Hidden);
    atlas.shade.assign(texels, Eigen::Vector3f::Ones());
    atlas.seen.assign(texels, none);
    atlas.seenWeight.assign(texels, 0.0F);
    atlas.likeSkin.assign(texels, 0.0F);
    atlas.doubt.assign(texels, 0.0F);
    atlas.bearded.assign(texels, 0.0F);
    const Eigen::Isometry3f cameraFromHead(head.cut.camera.headFromCamera.inverse().cast<float>());
    const float onChin = hairOnChin(head, cameraFromHead);
    const cv::Mat besideTeeth = nearOpenMouth(head.view, kindOf);
    base::parallelFor(static_cast<int>(texels), 16384, [&](int begin, int end) {
        for (int i = begin; i < end; ++i) {
            if (atlas.layout.triangle[i] < 0)
                continue;
            const Eigen::Vector3f normal = normals[i].normalized();
            atlas.kind[i] = kindOf[atlas.layout.triangle[i]];
            atlas.shade[i] = shading(lit.light, normal);
            if (atlas.kind[i] == Kind::Tooth || atlas.kind[i] == Kind::Hidden)
                atlas.shade[i] *= head::mouthLight(lips, places[i].z());
            if (atlas.kind[i] == Kind::Hidden)
                continue;
            const Look look = lookAt(head, cameraFromHead, positions[i], normal, atlas.kind[i], head::earShare(places[i]));
            atlas.seen[i] = look.colour;
            atlas.seenWeight[i] = look.weight;
            if (look.weight <= 0.0F)
                continue;
            if (atlas.kind[i] == Kind::Tooth)
                atlas.seenWeight[i] *= believedOnTeeth(look.colour, lit.skin.cwiseProduct(atlas.shade[i]));
            if (atlas.kind[i] != Kind::Skin)
                continue;
            if (besideTeeth.at<unsigned char>(look.row, look.column) != 0) // lips a pixel off show what is not theirs
                atlas.seenWeight[i] *= 1.0F - believedOnTeeth(look.colour, lit.skin.cwiseProduct(atlas.shade[i]));
            const float strand = head::strandShare(places[i], look.hair, onChin);
            // Beside the face, and where skin is only grazed: there lie the shadows of hair, and reflections. A beard is believed.
            const float grazed = (1.0F - std::min(1.0F, look.weight)) * (1.0F - look.hair);
            atlas.doubt[i] = std::max(covered[i], std::max(1.0F - face[i], grazed) * (1.0F - atlas.hairy[i]));
            atlas.doubt[i] = std::max(atlas.doubt[i], strand);
            atlas.bearded[i] = (1.0F - atlas.hairy[i]) * head::beardShare(places[i], look.hair, onChin);
            atlas.likeSkin[i] = (1.0F - strand) * believedAsSkin(look.colour, lit, atlas.shade[i], atlas.doubt[i]);
        }
    });
    doubtSkin(atlas);
    return atlas;
}

/// Skin without light, and beards, each side completed by the other.
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
    const std::vector<float> bearded = atlas.bearded;
    atlas.albedoWeight = atlas.seenWeight;
    for (std::size_t i = 0; i < texels; ++i) {
        const int other = atlas.layout.mirror[i];
        if (other < 0 || atlas.seenWeight[i] >= 1.0F || atlas.kind[i] != Kind::Skin)
            continue;
        const float mine = atlas.seenWeight[i];
        const float theirs = (1.0F - mine) * atlas.seenWeight[other];
        const float sum = mine + theirs;
        if (sum <= 0.0F)
            continue;
        atlas.albedo[i] = (mine * own[i] + theirs * own[other]) / sum;
        atlas.albedoWeight[i] = sum;
        atlas.bearded[i] = (mine * bearded[i] + theirs * bearded[other]) / sum;
    }
}

Eigen::Vector3f logRatio(const Eigen::Vector3f& colour, const Eigen::Vector3f& to)
{
    return (colour.cwiseMax(kDarkestAlbedo).array() / to.cwiseMax(kDarkestAlbedo).array()).log();
}

/// How the head's hair differs from the defaults, continued smoothly over what was not seen; skin that shows where hair may grow has no say.
std::vector<Eigen::Vector3f> continuedHair(const Atlas& atlas, const std::vector<Eigen::Vector3f>& defaults)
{
    constexpr float kHairy = 0.9F;
    // Logarithms: what is so much brighter than the hair's middle colour, or of another tint, is skin at the hairline.
    constexpr float kSkin = 0.8F, kTint = 0.12F, kOtherTint = 0.3F;
    mesh::WeightedColours ratio{atlas.layout.size, {}, {}};
    ratio.colour.assign(defaults.size(), Eigen::Vector3f::Zero());
    ratio.weight.assign(defaults.size(), 0.0F);
    for (std::size_t i = 0; i < defaults.size(); ++i)
        if (atlas.kind[i] == Kind::Skin && atlas.hairy[i] > kHairy) {
            ratio.colour[i] = logRatio(atlas.albedo[i], defaults[i]);
            const float brighter = ratio.colour[i].mean();
            const float tint = (ratio.colour[i] - Eigen::Vector3f::Constant(brighter)).norm();
            const float isHair = (1.0F - smoothstep(0.0F, kSkin, brighter)) * (1.0F - smoothstep(kTint, kOtherTint, tint));
            ratio.weight[i] = std::min(1.0F, atlas.albedoWeight[i]) * (1.0F - atlas.likeSkin[i]) * isHair;
        }
    return mesh::pullPush(ratio);
}

/// A beard as it goes on where it was not seen: under the jaw, on the far cheek.
struct ContinuedBeard {
    std::vector<Eigen::Vector3f> ratio; // how it differs from the defaults
    std::vector<Eigen::Vector3f> share; // 0..1 in each channel
};

ContinuedBeard continuedBeard(const Atlas& atlas, const std::vector<Eigen::Vector3f>& defaults)
{
    constexpr float kBare = 0.0004F; // weight of no beard where nothing near is seen: it ends a centimetre or two further on
    const Eigen::Vector3f none = Eigen::Vector3f::Zero();
    mesh::WeightedColours ratio{atlas.layout.size, std::vector(defaults.size(), none), std::vector(defaults.size(), 0.0F)};
    mesh::WeightedColours share = ratio;
    for (std::size_t i = 0; i < defaults.size(); ++i) {
        if (atlas.kind[i] != Kind::Skin)
            continue;
        const float weight = atlas.albedoWeight[i], bearded = weight * atlas.bearded[i];
        share.colour[i].setConstant(bearded / (weight + kBare));
        share.weight[i] = std::min(1.0F, weight + kBare);
        ratio.colour[i] = logRatio(atlas.albedo[i], defaults[i]);
        ratio.weight[i] = std::min(1.0F, bearded);
    }
    return {mesh::pullPush(ratio), mesh::pullPush(share)};
}

/// How the head's skin differs from the defaults, continued smoothly over what was not seen.
std::vector<Eigen::Vector3f> continuedRatio(const Atlas& atlas, const std::vector<Eigen::Vector3f>& defaults)
{
    constexpr float kPlain = 0.003F;
    mesh::WeightedColours ratio{atlas.layout.size, {}, {}};
    ratio.colour.assign(defaults.size(), Eigen::Vector3f::Zero());
    ratio.weight.assign(defaults.size(), 0.0F);
    for (std::size_t i = 0; i < defaults.size(); ++i) {
        if (atlas.kind[i] != Kind::Skin || atlas.hairy[i] > 0.3F)
            continue;
        // Far from anything seen, plain skin; hair and glasses over the cheeks are not continued.
        const float weight = atlas.albedoWeight[i] * atlas.likeSkin[i];
        ratio.colour[i] = weight / (weight + kPlain) * logRatio(atlas.albedo[i], defaults[i]);
        ratio.weight[i] = std::min(1.0F, weight + kPlain);
    }
    return mesh::pullPush(ratio);
}

/// The same as one number for all texels of a kind; only bright ones have a say, pupils and gaps do not.
Eigen::Vector3f meanRatio(const Atlas& atlas, const std::vector<Eigen::Vector3f>& defaults, Kind kind)
{
    constexpr float kBright = 0.4F;
    constexpr float kMostChange = 0.7F;
    Eigen::Vector3f sum = Eigen::Vector3f::Zero();
    float weight = 0.0F;
    for (std::size_t i = 0; i < defaults.size(); ++i) {
        if (atlas.kind[i] != kind || defaults[i].mean() < kBright)
            continue;
        sum += atlas.albedoWeight[i] * logRatio(atlas.albedo[i], defaults[i]);
        weight += atlas.albedoWeight[i];
    }
    return weight > 20.0F ? (sum / weight).cwiseMax(-kMostChange).cwiseMin(kMostChange).eval()
                          : Eigen::Vector3f::Zero().eval();
}

void fillUnseen(Atlas& atlas, const std::vector<Eigen::Vector3f>& defaults)
{
    const auto ofSkin = continuedRatio(atlas, defaults), ofHair = continuedHair(atlas, defaults);
    const ContinuedBeard beard = continuedBeard(atlas, defaults);
    const Eigen::Vector3f ofEyes = meanRatio(atlas, defaults, Kind::Eye);
    const Eigen::Vector3f ofTeeth = meanRatio(atlas, defaults, Kind::Tooth);
    for (std::size_t i = 0; i < defaults.size(); ++i) {
        if (atlas.layout.triangle[i] < 0)
            continue;
        Eigen::Vector3f log = Eigen::Vector3f::Zero();
        if (atlas.kind[i] == Kind::Skin) {
            const Eigen::Vector3f bare = ofSkin[i] + beard.share[i].x() * (beard.ratio[i] - ofSkin[i]);
            log = bare + atlas.hairy[i] * (ofHair[i] - bare);
        } else if (atlas.kind[i] == Kind::Eye)
            log = ofEyes;
        else if (atlas.kind[i] == Kind::Tooth)
            log = ofTeeth;
        const Eigen::Vector3f filling = defaults[i].cwiseProduct(log.array().exp().matrix());
        if (atlas.kind[i] == Kind::Tooth)
            atlas.seenWeight[i] = atlas.albedoWeight[i] = 0.0F; // another's teeth stand elsewhere; only their tone is taken
        const float weight = std::min(1.0F, atlas.albedoWeight[i]);
        atlas.albedo[i] = weight * atlas.albedo[i] + (1.0F - weight) * filling;
    }
}

/// The colour of texels outside of the layout continues the nearest ones, so that filtering at seams finds no black.
void bleed(std::vector<Eigen::Vector3f>& colours, const TexelMap& layout)
{
    mesh::WeightedColours grid{layout.size, colours, std::vector<float>(colours.size(), 0.0F)};
    for (std::size_t i = 0; i < colours.size(); ++i)
        grid.weight[i] = layout.triangle[i] >= 0 ? 1.0F : 0.0F;
    colours = mesh::pullPush(grid);
}

base::Image picture(const std::vector<Eigen::Vector3f>& colours, int size)
{
    base::Image image(size, size, 3);
    for (std::size_t i = 0; i < colours.size(); ++i)
        for (int channel = 0; channel < 3; ++channel)
            image.pixels[3 * i + channel] = mesh::srgbFromLinear(colours[i][channel]);
    return image;
}

} // namespace

std::vector<SkinSample> sampleSkin(const SeenHead& head)
{
    constexpr int kStep = 3; // every third pixel of every third row is plenty for nine numbers
    const auto& view = head.view;
    const auto face = head::paint(view, head.mesh.triangles, maskNamed(head.model, "face"), 0.0F);
    const auto lips = head::paint(view, head.mesh.triangles, maskNamed(head.model, "lips"), 0.0F);
    const std::vector<Kind> kindOf = kinds(head.model.templateMesh);
    const Eigen::Vector3f eye = head.cut.camera.headFromCamera.translation().cast<float>();
    std::vector<SkinSample> samples;
    for (int y = 0; y < view.size; y += kStep) {
        for (int x = 0; x < view.size; x += kStep) {
            const std::size_t i = view.index(x, y);
            if (view.triangle[i] < 0 || kindOf[view.triangle[i]] != Kind::Skin || face.values[i] < 0.5F ||
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
            const float weight = smoothstep(0.2F, 0.6F, facing) * face.values[i] * (1.0F - lips.values[i]) *
                                 head.matte.values[i];
            if (weight > 0.0F)
                samples.push_back({normal, linearFromSrgb(head.cut.image.at(x, y)), weight});
        }
    }
    return samples;
}

namespace {

Eigen::Vector3f logColour(const Eigen::Vector3f& colour)
{
    constexpr float kBlack = 0.004F;
    return (colour.array() + kBlack).log();
}

/// `colours` without those that `skin` may have in some light: the model's scalp begins lower than many a hairline. All of them
/// where too few are left, as of a head whose hair has the skin's colour.
std::vector<Eigen::Vector3f> withoutSkin(const std::vector<Eigen::Vector3f>& colours, const Eigen::Vector3f& skin, std::size_t enough)
{
    constexpr float kTint = 0.25F;  // logarithms: how far lit skin's colour goes aside
    constexpr float kLight = 0.9F;  // and how far up and down
    const Eigen::Vector3f light = Eigen::Vector3f::Ones().normalized();
    std::vector<Eigen::Vector3f> other;
    for (const auto& colour : colours) {
        const Eigen::Vector3f off = logColour(colour) - logColour(skin);
        const float brighter = off.dot(light);
        if (std::abs(brighter) > kLight || (off - brighter * light).norm() > kTint)
            other.push_back(colour);
    }
    return other.size() < enough ? colours : other;
}

/// The middle colour of the face as lit; that of `otherwise` where nothing of it is seen.
Eigen::Vector3f faceColour(const SeenHead& head, const Eigen::Vector3f& otherwise)
{
    const auto face = head::paint(head.view, head.mesh.triangles, maskNamed(head.model, "face"), 0.0F);
    std::vector<Eigen::Vector3f> seen;
    for (int y = 0; y < head.view.size; y += 4)
        for (int x = 0; x < head.view.size; x += 4)
            if (*face.at(x, y) > 0.9F && *head.cut.unseen.at(x, y) == 0.0F)
                seen.push_back(linearFromSrgb(head.cut.image.at(x, y)));
    if (seen.empty())
        return otherwise;
    const auto middle = seen.begin() + static_cast<std::ptrdiff_t>(seen.size() / 2);
    std::ranges::nth_element(seen, middle, {}, [](const Eigen::Vector3f& c) { return c.sum(); });
    return *middle;
}

/// The light on what is seen of the scalp, mean over the pixels.
Eigen::Vector3f scalpShade(const SeenHead& head, const std::vector<float>& scalp, const LitSkin& lit)
{
    constexpr float kHair = 0.7F;
    const auto& view = head.view;
    Eigen::Vector3f sum = Eigen::Vector3f::Zero();
    int count = 0;
    for (std::size_t i = 0; i < scalp.size(); ++i)
        if (view.triangle[i] >= 0 && scalp[i] > kHair) {
            Eigen::Vector3f normal = Eigen::Vector3f::Zero();
            for (int k = 0; k < 3; ++k)
                normal += view.barycentric[i][k] * head.mesh.normals[head.mesh.triangles[view.triangle[i]][k]];
            sum += shading(lit.light, normal.normalized());
            ++count;
        }
    return count > 0 ? Eigen::Vector3f(sum / static_cast<float>(count)) : Eigen::Vector3f::Ones();
}

} // namespace

PartColours withHair(const PartColours& colours, const SeenHead& head, const LitSkin& lit)
{
    constexpr double kBrowHeight = 0.04; // metres above the origin
    constexpr std::size_t kEnough = 400; // pixels
    const auto& view = head.view;
    const auto scalp = head::paint(view, head.mesh.triangles, maskNamed(head.model, "scalp"), 1.0F);
    const double lowestRow =
        view.size * mesh::project(head.cut.camera, Eigen::Vector3d(0.0, kBrowHeight, 0.0)).y();
    std::vector<Eigen::Vector3f> hair;
    for (int y = 0; y < std::min<int>(view.size, static_cast<int>(lowestRow)); y += 2)
        for (int x = 0; x < view.size; x += 2)
            if (*scalp.at(x, y) > 0.7F && *head.matte.at(x, y) > 0.95F && *head.cut.unseen.at(x, y) == 0.0F)
                hair.push_back(linearFromSrgb(head.cut.image.at(x, y)));
    PartColours result = colours;
    if (hair.size() < kEnough) {
        result.hair = colours.skin; // a bald head, as far as one can see
        result.hairContrast = 0.0F;
        return result;
    }
    hair = withoutSkin(hair, faceColour(head, colours.skin), kEnough);
    std::ranges::sort(hair, {}, [](const Eigen::Vector3f& c) { return c.sum(); });
    const auto low = hair.size() / 5, high = 4 * hair.size() / 5; // without background and highlights
    // The middle of logarithms: strands that shine are few and say little of the others.
    Eigen::Vector3f sum = Eigen::Vector3f::Zero();
    for (auto i = low; i < high; ++i)
        sum += logColour(hair[i]);
    const Eigen::Vector3f middle = (sum / static_cast<float>(high - low)).array().exp();
    result.hair = middle.cwiseQuotient(scalpShade(head, scalp.values, lit));
    const float spread = std::log(std::max(1e-4F, hair[high].sum()) / std::max(1e-4F, hair[low].sum()));
    result.hairContrast = std::clamp(0.5F * spread, 0.08F, 0.4F);
    return result;
}

HeadTextures bakeTextures(const SeenHead& head, const LitSkin& lit, const PartColours& colours, int size)
{
    Atlas atlas = lookUp(head, lit, size);
    mirrorAlbedo(atlas);
    fillUnseen(atlas, colourParts(atlas.layout, head.model, colours));
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
