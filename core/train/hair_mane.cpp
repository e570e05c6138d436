// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/hair_mane.h"

#include "base/smoothstep.h"
#include "head/hairline.h"
#include "train/hair_before_head.h"
#include "train/mane_colours.h"

#include <ATen/ops/cat.h>
#include <ATen/ops/from_blob.h>
#include <ATen/ops/zeros.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>

namespace effigy::train {
namespace {

using torch::Tensor;

constexpr double kStandsOut = 0.006; // metres beyond the head's outline from which it is hair
constexpr double kEarsTop = 0.02, kEarsFoot = -0.02; // heights between which it stands out so far
constexpr double kSeenShare = 0.5;   // in most of the rows
constexpr double kBehindEars = 0.010; // metres that hair lies within the ears where it does not cover them
constexpr double kOverEars = 0.010;   // and beyond them where it does
constexpr double kEnd = 0.012;       // metres of height without hair where it ends
constexpr double kShoulder = 0.08;   // by which it is narrower there than the head, so that it begins within that hair
constexpr double kThinnest = 0.02;    // metres of hair behind where a row is widest
constexpr float kOpaque = 0.85F;      // share of a pixel from which hair's colour is read: through thinner hair something else shines

std::vector<float> smoothed(const std::vector<float>& values)
{
    std::vector<float> result(values.size(), 0.0F);
    for (std::size_t i = 1; i + 1 < values.size(); ++i)
        if (values[i] > 0.0F)
            result[i] = (std::max(values[i - 1], 0.5F * values[i]) + 2.0F * values[i] + std::max(values[i + 1], 0.5F * values[i])) / 4.0F;
    return result;
}

/// Whether hair stands out beside the head in most rows between two heights.
bool standsOut(const std::vector<RowLook>& rows, const PlaneAxis& axis, double foot, double top)
{
    int count = 0, hairy = 0;
    for (int row = 0; row < axis.size; ++row)
        if (const double height = axis.height(row); height > foot && height < top) {
            const RowLook& look = rows[static_cast<std::size_t>(row)];
            ++count;
            hairy += look.hair - look.head > kStandsOut ? 1 : 0;
        }
    return hairy > kSeenShare * count;
}

/// How far hair reaches to one side in every row; all zero where none hangs.
std::vector<float> reachOf(const PhotoLook& photo, const PhotoLook& outline, double side, bool coversEar, const PlaneAxis& axis)
{
    std::vector<float> reach(static_cast<std::size_t>(axis.size), 0.0F);
    std::vector<RowLook> rows;
    for (int row = 0; row < axis.size; ++row)
        rows.push_back(axis.height(row) < kUppermost ? lookAlong(photo, outline, side, axis.height(row), coversEar) : RowLook{});
    const bool hangs = standsOut(rows, axis, kEarsFoot, kEarsTop);
    if (!hangs && !(coversEar && standsOut(rows, axis, kEarsTop, kUppermost))) // what ends over the ear stands out above it
        return reach;
    double bare = 0.0; // metres below the ears
    int lowest = axis.size;
    for (int row = axis.size - 1; row >= 0 && bare < kEnd; --row) {
        const double height = axis.height(row);
        if (height >= kUppermost)
            continue;
        const RowLook& look = rows[static_cast<std::size_t>(row)];
        const bool isHair = look.hair - look.head > kStandsOut;
        if (isHair || height >= kEarsFoot)
            lowest = row;
        if (height < kEarsFoot)
            bare = isHair ? 0.0 : bare + axis.texel();
        const double beside = coversEar ? look.head + kOverEars : std::max(0.0, look.head - kBehindEars);
        reach[static_cast<std::size_t>(row)] = static_cast<float>(isHair ? look.hair : beside);
    }
    std::fill_n(reach.begin(), lowest, 0.0F); // below, only the neck is seen
    for (int i = 0; i < 3; ++i)
        reach = smoothed(reach);
    for (int row = lowest; row < axis.size; ++row) {
        const double height = axis.height(row), above = std::min(1.0, (height - axis.height(lowest)) / kTips);
        const double shoulder = base::smoothstep(kEarsTop, kUppermost, height);
        const double within = std::min<double>(reach[static_cast<std::size_t>(row)], (1.0 - kShoulder) * rows[static_cast<std::size_t>(row)].head);
        reach[static_cast<std::size_t>(row)] =
            static_cast<float>(std::lerp(reach[static_cast<std::size_t>(row)], within, shoulder) * std::sqrt(above * (2.0 - above)));
    }
    return reach;
}

/// The mean colour that a photo shows of a part of the head, where the part faces it; nothing where it does not.
std::optional<Eigen::Vector3f> colourOf(const head::HeadModel& model, const std::string& part, const mesh::Mesh& posed, const PhotoLook& photo,
                                        const Eigen::Vector3f& eye)
{
    constexpr float kPart = 0.9F, kFacing = 0.4F;
    const auto mask = model.data().masks.find(part);
    if (mask == model.data().masks.end())
        return std::nullopt;
    Eigen::Vector3f sum = Eigen::Vector3f::Zero();
    int count = 0;
    for (std::size_t v = 0; v < mask->second.size(); ++v) {
        const Eigen::Vector3d place = posed.vertices[v].cast<double>();
        if (mask->second[v] < kPart || posed.normals[v].dot((eye - posed.vertices[v]).normalized()) < kFacing || photo.at(3, place) <= 0.5F)
            continue;
        sum += Eigen::Vector3f(photo.at(0, place), photo.at(1, place), photo.at(2, place));
        ++count;
    }
    return count > 0 ? std::optional<Eigen::Vector3f>(sum / static_cast<float>(count)) : std::nullopt;
}

/// The mean colours that a photo shows of hair and face.
struct HeadColours {
    Eigen::Vector3f hair, skin;
};

/// Nothing of heads whose hair or face it does not show.
std::optional<HeadColours> coloursOf(const Tensor& photo, const head::HeadModel& model, const mesh::Mesh& posed, const mesh::Camera& camera)
{
    const PhotoLook look(photo, camera);
    const Eigen::Vector3f eye = camera.headFromCamera.translation().cast<float>();
    const auto hair = colourOf(model, "scalp", posed, look, eye), skin = colourOf(model, "face", posed, look, eye);
    return hair && skin ? std::optional(HeadColours{*hair, *skin}) : std::nullopt;
}

/// How much more each pixel looks like hair than like the rest of the head, -1..1: by the network's share, and by its colour as far as hair
/// and skin differ in it. [1, 1, S, S]
Tensor hairiness(const Tensor& shown, const HeadColours& colours)
{
    constexpr double kUnlike = 0.35; // between colours of hair and skin from which they tell as much as the network
    const auto distance = [&shown](const Eigen::Vector3f& colour) {
        return (shown.slice(1, 0, 3) - at::from_blob(const_cast<float*>(colour.data()), {1, 3, 1, 1})).square().sum(1, true).sqrt();
    };
    const Tensor hair = distance(colours.hair), skin = distance(colours.skin);
    const double clear = std::min(1.0, static_cast<double>((colours.hair - colours.skin).norm()) / kUnlike);
    const Tensor byColour = (skin - hair) / (skin + hair).clamp_min(1e-3), byNetwork = 2.0 * shown.slice(1, 4, 5) - 1.0;
    return (byNetwork + clear * byColour) / (1.0 + clear);
}

/// The photo with nothing but what looks like hair: ears may stand out as well.
Tensor hairAlone(const Tensor& shown, const HeadColours& colours)
{
    return at::cat({shown.slice(1, 0, 3), shown.slice(1, 3, 4) * hairiness(shown, colours).gt(0.0)}, 1);
}

/// Whether a photo shows hair where each ear would be seen. Of an ear that the face hides it is as of the other.
///   faces   as facesAt gives them for the photo
///   hair    [1, 4, S, S] the photo with nothing but hair
BothSides earsUnderHair(const head::HeadModel& model, const std::vector<std::int32_t>& faces, const Tensor& hair)
{
    constexpr float kOut = 0.055F;    // metres from the middle
    constexpr double kFewest = 0.001; // of the picture
    constexpr double kShare = 0.6;
    const auto& data = model.data();
    const Tensor share = hair.select(1, 3).contiguous();
    const auto* isHair = share.data_ptr<float>();
    std::array<int, 2> seen = {}, hairy = {};
    for (std::size_t i = 0; i < faces.size(); ++i) {
        if (faces[i] < 0)
            continue;
        const Eigen::Vector3f& place = data.templateMesh.vertices[data.templateMesh.triangles[static_cast<std::size_t>(faces[i])][0]];
        if (head::besideEar(place) > 0.0F || std::abs(place.x()) < kOut)
            continue;
        const std::size_t side = sideOf(place.x());
        ++seen[side];
        hairy[side] += isHair[i] > 0.5F ? 1 : 0;
    }
    const auto isSeen = [&](std::size_t side) { return seen[side] > kFewest * static_cast<double>(faces.size()); };
    BothSides covered = {};
    for (const std::size_t side : {std::size_t{0}, std::size_t{1}}) {
        const std::size_t told = isSeen(side) ? side : 1 - side;
        covered[side] = isSeen(told) && hairy[told] > kShare * seen[told];
    }
    return covered;
}

/// z of the hindmost hair in each row: the scalp's own, and below it hair falls, a little inwards.
std::vector<double> backsOf(const std::vector<Eigen::Vector3f>& vertices, const PlaneAxis& axis)
{
    constexpr float kMiddle = 0.04F, kAbout = 0.008F;                    // metres: of the head's width, and of height about a row
    constexpr double kInwards = 0.28, kThick = 0.009, kHindmost = -0.19; // metres per metre, metres, and z
    std::vector<double> own(static_cast<std::size_t>(axis.size), 0.0);
    const int about = static_cast<int>(kAbout / axis.texel());
    for (const Eigen::Vector3f& at : vertices) {
        if (std::abs(at.x()) > kMiddle)
            continue;
        const int row = axis.rowAt(at.y());
        for (int near = std::max(0, row - about); near <= std::min(axis.size - 1, row + about); ++near)
            own[static_cast<std::size_t>(near)] = std::min(own[static_cast<std::size_t>(near)], static_cast<double>(at.z()));
    }
    std::vector<double> backs = own;
    double falling = 0.0;
    for (int row = axis.rowAt(kUppermost); row >= 0; --row) {
        const auto at = static_cast<std::size_t>(row);
        const double thick = kThick * std::clamp((kUppermost - axis.height(row)) / kUppermost, 0.0, 1.0);
        falling = std::max(kHindmost, std::min(own[at] - thick, falling + kInwards * axis.texel()));
        backs[at] = falling;
    }
    return backs;
}

} // namespace

HairMane maneFromPhoto(const head::HeadModel& model, const head::HeadCoefficients& posed, const HairShell& shell, const Tensor& shown,
                       const mesh::Camera& camera, int planes, double boxWarp)
{
    const PlaneAxis axis{planes, boxWarp};
    const mesh::Mesh mesh = model.mesh(posed);
    const auto colours = coloursOf(shown, model, mesh, camera);
    if (!colours)
        return {};
    const Tensor photo = hairAlone(shown, *colours);
    auto vertices = mesh.vertices;
    for (std::size_t v = 0; v < shell.size(); ++v)
        vertices[v] += shell[v];
    const Tensor sureHair = at::cat({photo.slice(1, 0, 3), photo.slice(1, 3, 4) * photo.slice(1, 3, 4).gt(kOpaque) * shown.slice(1, 4, 5).gt(0.5)}, 1);
    const Tensor smooth = softened(sureHair);
    const double contrast = strandContrast(sureHair, smooth);
    const PhotoLook look(photo, camera), sure(sureHair, camera), soft(smooth, camera);
    const PhotoLook outline(silhouetteOf(model, vertices, camera, static_cast<int>(photo.size(2))), camera);
    const std::vector<std::int32_t> faces = facesAt(model, mesh.vertices, camera, static_cast<int>(photo.size(2)));
    const BothSides covered = earsUnderHair(model, faces, photo);
    HairMane mane;
    const std::vector<double> backs = backsOf(vertices, axis);
    const auto onHead = hairBeforeHead(model, mesh, faces, shown, axis);
    bool hangsAnywhere = false;
    for (const std::size_t side : {std::size_t{0}, std::size_t{1}}) {
        const std::vector<float> reach = reachOf(look, outline, side == 0 ? 1.0 : -1.0, covered[side], axis);
        const bool hangs = std::ranges::any_of(reach, [](float r) { return r > 0.0F; });
        mane.coversEar[side] = covered[side] && hangs;
        hangsAnywhere = hangsAnywhere || hangs;
        for (int row = 0; row < planes; ++row) {
            const auto at = static_cast<std::size_t>(row);
            const double widest = depthAt(axis.height(row), covered[side]).widest;
            mane.rows[side].push_back({reach[at], static_cast<float>(std::min(backs[at], widest - kThinnest)), onHead[side][at]});
        }
    }
    if (!hangsAnywhere)
        return {};
    mane.front = at::zeros({1, 3, 2 * planes, 2 * planes});
    for (const std::size_t side : {std::size_t{0}, std::size_t{1}})
        paintSide(mane, side, {sure, soft, outline, contrast, colours->hair}, axis);
    return mane;
}

} // namespace effigy::train
