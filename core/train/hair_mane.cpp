// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/hair_mane.h"

#include "base/smoothstep.h"
#include "generator/camera_label.h"
#include "generator/neural_texture.h"
#include "generator/plane_form.h"
#include "head/hairline.h"
#include "train/texture_code.h"

#include <ATen/ops/avg_pool2d.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/from_blob.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/where.h>
#include <ATen/ops/zeros.h>
#include <ATen/ops/zeros_like.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>

namespace effigy::train {
namespace {

using generator::View;
using torch::Tensor;

// The ellipses' middles and half axes along z, metres: below the ears, and beside them, where hair lies behind them unless it covers them.
constexpr double kDepth = -0.070, kHalfDepth = 0.050;
constexpr double kDepthBehindEars = -0.098, kHalfDepthBehindEars = 0.036;
constexpr double kBelowEars = -0.040, kBesideEars = -0.010; // heights between which one becomes the other
constexpr double kUppermost = 0.060; // height from which the scalp's shell holds the hair
constexpr double kStandsOut = 0.006; // metres beyond the head's outline from which it is hair
constexpr double kEarsTop = 0.02, kEarsFoot = -0.02; // heights between which it stands out so far
constexpr double kSeenShare = 0.5;   // in most of the rows
constexpr double kBehindEars = 0.010; // metres that hair lies within the ears where it does not cover them
constexpr double kOverEars = 0.010;   // and beyond them where it does
constexpr double kGap = 0.02;        // metres of background between locks, and between neck and hair
constexpr double kEnd = 0.012;       // metres of height without hair where it ends
constexpr double kShoulder = 0.25;   // by which it is narrower there, so that it begins within that hair
constexpr double kTips = 0.02;       // of height over which it ends
constexpr double kMixed = 0.03;      // of height over which its colours become those of the scalp's hair
constexpr float kEarsFront = -0.025F; // depth from which on what the front sees beside the face is an ear
constexpr double kFarthest = 0.165, kRadius = 0.175; // from the middle, and from the head's origin
constexpr double kStep = 0.001;      // of looking outwards
constexpr double kBeforeEars = 0.068; // from the middle: beyond, hair that covers ears is hair
constexpr double kFaceRim = 0.010;   // metres beyond the fitted outline in which the photo may still show skin
constexpr double kTurning = 0.75, kTurned = 0.95; // of the reach between which the front's colours become those of the side
constexpr double kInner = 0.90;      // of the reach: beyond, pixels show some of the background

/// Where rows and columns of the planes lie.
struct PlaneAxis {
    int size;
    double boxWarp;

    [[nodiscard]] double at(int texel) const { return at(texel, size); }
    [[nodiscard]] double at(int texel, int texels) const { return ((texel + 0.5) / texels - 0.5) * boxWarp / generator::kWorldPerMetre; }
    [[nodiscard]] int nearest(double place) const { return std::clamp(static_cast<int>((place * generator::kWorldPerMetre / boxWarp + 0.5) * size), 0, size - 1); }
    [[nodiscard]] double height(int row) const { return at(row) - generator::kWorldLift; }
    [[nodiscard]] double height(int row, int rows) const { return at(row, rows) - generator::kWorldLift; }
};

/// Looks up one channel of a picture at a place of the head; nothing outside.
class PhotoLook {
public:
    PhotoLook(const Tensor& photo, const mesh::Camera& camera)
        : m_photo(photo.contiguous()), m_camera(camera), m_size(static_cast<int>(photo.size(2)))
    {
    }

    [[nodiscard]] float at(int channel, const Eigen::Vector3d& place) const
    {
        const Eigen::Vector3d seen = mesh::project(m_camera, place);
        const int x = static_cast<int>(std::floor(seen.x() * m_size)), y = static_cast<int>(std::floor(seen.y() * m_size));
        if (x < 0 || y < 0 || x >= m_size || y >= m_size)
            return 0.0F;
        return m_photo.data_ptr<float>()[(static_cast<std::ptrdiff_t>(channel) * m_size + y) * m_size + x];
    }

private:
    Tensor m_photo;
    const mesh::Camera& m_camera;
    int m_size;
};

/// A row's ellipse along z.
struct RowDepth {
    double middle, half;
};

RowDepth depthAt(double height, bool coversEar)
{
    if (coversEar)
        return {kDepth, kHalfDepth};
    const double share = std::clamp((height - kBelowEars) / (kBesideEars - kBelowEars), 0.0, 1.0);
    return {std::lerp(kDepth, kDepthBehindEars, share), std::lerp(kHalfDepth, kHalfDepthBehindEars, share)};
}

/// What a row shows beside the head: where the head's outline lies and how far its hair reaches, metres from the middle.
struct RowLook {
    double head = 0.0;
    double hair = 0.0;
};

RowLook lookAlong(const PhotoLook& photo, const PhotoLook& outline, double side, double height, bool coversEar)
{
    RowLook row;
    double missing = 0.0;
    for (double x = 0.0; x < kFarthest && std::hypot(x, height) < kRadius; x += kStep) {
        const Eigen::Vector3d place(side * x, height, depthAt(height, coversEar).middle);
        if (outline.at(0, place) > 0.5F)
            row.head = row.hair = x;
        else if (photo.at(3, place) > 0.5F) {
            row.hair = x;
            missing = 0.0;
        } else if ((missing += kStep) > kGap)
            break;
    }
    return row;
}

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
            bare = isHair ? 0.0 : bare + axis.boxWarp / generator::kWorldPerMetre / axis.size;
        const double beside = coversEar ? look.head + kOverEars : std::max(0.0, look.head - kBehindEars);
        reach[static_cast<std::size_t>(row)] = static_cast<float>(isHair ? look.hair : beside);
    }
    std::fill_n(reach.begin(), lowest, 0.0F); // below, only the neck is seen
    for (int i = 0; i < 3; ++i)
        reach = smoothed(reach);
    for (int row = lowest; row < axis.size; ++row) {
        const double height = axis.height(row), above = std::min(1.0, (height - axis.height(lowest)) / kTips);
        const double shoulder = coversEar ? 0.0 : std::clamp((height - kEarsTop) / (kUppermost - kEarsTop), 0.0, 1.0);
        reach[static_cast<std::size_t>(row)] *= static_cast<float>((1.0 - kShoulder * shoulder * shoulder) * std::sqrt(above * (2.0 - above)));
    }
    return reach;
}

/// A photo whose colours are means over the head within a few pixels.
Tensor softened(const Tensor& photo)
{
    constexpr int kReach = 3; // pixels
    const auto mean = [](const Tensor& map) { return at::avg_pool2d(map, {2 * kReach + 1, 2 * kReach + 1}, {1, 1}, {kReach, kReach}, false, false); };
    const Tensor share = photo.slice(1, 3, 4);
    return at::cat({mean(photo.slice(1, 0, 3) * share) / mean(share).clamp_min(1e-3), share}, 1);
}

/// The colours that a row of a mane has from its outline inwards; where the photo shows none, `above`, those of the row above it.
class RowColours {
public:
    RowColours(const PhotoLook& photo, const PhotoLook& outline, double side, double height, bool coversEar, double reach, const Eigen::Vector3f& above)
        : m_photo(photo), m_side(side), m_height(height), m_depth(depthAt(height, coversEar).middle), m_farthest(kInner * reach),
          m_innermost(std::min(coversEar && height > kBelowEars ? kBeforeEars : lookAlong(photo, outline, side, height, coversEar).head + kFaceRim, m_farthest))
    {
        constexpr int kPlaces = 12;
        int count = 0;
        for (int i = 0; i < kPlaces; ++i)
            if (const Eigen::Vector3d place = at((i + 0.5) / kPlaces); photo.at(3, place) > 0.5F) {
                for (int c = 0; c < 3; ++c)
                    m_mean[c] += photo.at(c, place);
                ++count;
            }
        m_mean = count > 0 ? (m_mean / static_cast<float>(count)).eval() : above;
    }

    [[nodiscard]] const Eigen::Vector3f& mean() const { return m_mean; }

    /// At a place of the head: what the photo shows, or, between locks and beside the face, their mean.
    [[nodiscard]] Eigen::Vector3f shown(const Eigen::Vector3d& place) const
    {
        if (m_photo.at(3, place) <= 0.5F || std::abs(place.x()) < m_innermost)
            return m_mean;
        return {m_photo.at(0, place), m_photo.at(1, place), m_photo.at(2, place)};
    }

    /// From the side, `along` 0 in the middle and 1 at the edges, which nobody sees and which take more and more of the mean.
    [[nodiscard]] Eigen::Vector3f fromAside(double along) const
    {
        return shown(at(along)) + (m_mean - shown(at(along))) * static_cast<float>(along * along);
    }

private:
    [[nodiscard]] Eigen::Vector3d at(double share) const
    {
        return {m_side * std::lerp(m_farthest, m_innermost, share), m_height, m_depth};
    }

    const PhotoLook& m_photo;
    double m_side, m_height, m_depth, m_farthest, m_innermost;
    Eigen::Vector3f m_mean = Eigen::Vector3f::Zero();
};

/// Colours of a side as means of a few rows of its hair, so that none stands apart.
Tensor acrossRows(const Tensor& colours, const std::vector<float>& reach)
{
    constexpr int kRows = 8; // above and below, two and a half centimetres: strands run down
    Tensor share = at::zeros({1, 1, static_cast<std::int64_t>(reach.size()), 1});
    for (std::size_t row = 0; row < reach.size(); ++row)
        share.data_ptr<float>()[row] = reach[row] > 0.0F ? 1.0F : 0.0F;
    const auto mean = [](const Tensor& map) { return at::avg_pool2d(map, {2 * kRows + 1, 1}, {1, 1}, {kRows, 0}, false, false); };
    return mean(colours * share) / mean(share).clamp_min(1e-3);
}

/// The photo, the photo softened, and the outline of the head without its hanging hair.
struct ManeLooks {
    const PhotoLook& photo;
    const PhotoLook& soft;
    const PhotoLook& outline;
};

void put(Tensor& colours, int row, int column, const Eigen::Vector3f& colour)
{
    const std::int64_t size = colours.size(2);
    for (int c = 0; c < 3; ++c)
        colours.data_ptr<float>()[(c * size + row) * size + column] = colour[c];
}

Eigen::Vector3f colourAt(const Tensor& colours, int row, int column)
{
    const std::int64_t size = colours.size(2);
    const float* first = colours.data_ptr<float>() + row * size + column;
    return {first[0], first[size * size], first[2 * size * size]};
}

/// Gives one side of a mane, whose reach is known, its colours.
void paintSide(HairMane& mane, std::size_t side, const ManeLooks& looks, const PlaneAxis& axis)
{
    const int planes = axis.size;
    const double sign = side == 0 ? 1.0 : -1.0;
    const bool coversEar = mane.coversEar[side];
    const auto& reaches = mane.reach[side];
    Tensor colours = at::zeros({1, 3, planes, planes});
    std::vector<Eigen::Vector3f> means(static_cast<std::size_t>(planes) + 1, Eigen::Vector3f::Zero()); // the last one above all rows
    for (int row = planes - 1; row >= 0; --row) {
        const auto at = static_cast<std::size_t>(row);
        means[at] = means[at + 1];
        if (reaches[at] == 0.0F)
            continue;
        const auto [middle, half] = depthAt(axis.height(row), coversEar);
        const RowColours soft(looks.soft, looks.outline, sign, axis.height(row), coversEar, reaches[at], means[at + 1]);
        means[at] = soft.mean();
        for (int column = 0; column < planes; ++column)
            put(colours, row, column, soft.fromAside(std::min(1.0, std::abs(axis.at(column) - middle) / half)));
    }
    mane.sides[side] = acrossRows(colours, reaches);
    for (int row = 0; row < planes; ++row) {
        const auto at = static_cast<std::size_t>(row);
        const double reach = reaches[at];
        if (reach == 0.0)
            continue;
        const auto [middle, half] = depthAt(axis.height(row), coversEar);
        const RowColours sharp(looks.photo, looks.outline, sign, axis.height(row), coversEar, reach, means[at + 1]);
        for (int column = 0; column < 2 * planes; ++column) {
            const double x = axis.at(column, 2 * planes);
            if (sideOf(x) != side || std::abs(x) >= reach)
                continue;
            const double within = std::copysign(std::min(std::abs(x), kInner * reach), x);
            const double z = middle + half * std::sqrt(1.0 - within * within / (reach * reach));
            // Towards its edge the front is stretched along z, and what the sides show goes on there.
            const double turned = base::smoothstep(kTurning, kTurned, std::abs(x) / reach);
            const Eigen::Vector3f fromSide = colourAt(mane.sides[side], row, axis.nearest(z));
            for (const int lower : {0, 1}) { // the code's blocks begin with their upper texels, planes with their lower rows
                const Eigen::Vector3f shown = sharp.shown({within, axis.height(2 * row + 1 - lower, 2 * planes), z});
                put(mane.front, 2 * row + lower, column, shown + (fromSide - shown) * static_cast<float>(turned));
            }
        }
    }
}

/// Half an ellipse: what the other axis reaches at `along`, as a share of its half; nothing beyond.
std::optional<double> ellipse(double along)
{
    return std::abs(along) < 1.0 ? std::optional(std::sqrt(1.0 - along * along)) : std::nullopt;
}

/// A mane as one of the four static planes sees it.
struct ManeView {
    Tensor heights, covered; // [1, 1, P, P] as formOfHeights takes them
    Tensor code;             // [1, K, P, P] channels of its colours
    int firstChannel = 0;
};

ManeView emptyView(int size, int firstChannel, Tensor code)
{
    return {at::zeros({1, 1, size, size}), at::zeros({1, 1, size, size}), std::move(code), firstChannel};
}

template <typename HeightAt> void fill(ManeView& view, const HeightAt& heightAt)
{
    const auto size = static_cast<int>(view.heights.size(2));
    for (int row = 0; row < size; ++row)
        for (int column = 0; column < size; ++column)
            if (const std::optional<double> height = heightAt(row, column)) {
                view.heights.data_ptr<float>()[row * size + column] = static_cast<float>(*height);
                view.covered.data_ptr<float>()[row * size + column] = 1.0F;
            }
}

ManeView frontView(const HairMane& mane, const PlaneAxis& axis)
{
    ManeView view = emptyView(axis.size, 0, textureCode(mane.front).slice(1, 0, kColourChannels));
    fill(view, [&](int row, int column) -> std::optional<double> {
        const double x = axis.at(column), reach = mane.reach[sideOf(x)][static_cast<std::size_t>(row)];
        const auto share = reach > 0.0 ? ellipse(x / reach) : std::nullopt;
        const auto [middle, half] = depthAt(axis.height(row), mane.coversEar[sideOf(x)]);
        return share ? std::optional(middle + half * *share) : std::nullopt;
    });
    return view;
}

ManeView sideView(const HairMane& mane, std::size_t side, const PlaneAxis& axis)
{
    ManeView view = emptyView(axis.size, kSideColour, colourCode(mane.sides[side]));
    fill(view, [&](int row, int column) -> std::optional<double> {
        const double reach = mane.reach[side][static_cast<std::size_t>(row)];
        const auto [middle, half] = depthAt(axis.height(row), mane.coversEar[side]);
        const auto share = reach > 0.0 ? ellipse((axis.at(column) - middle) / half) : std::nullopt;
        return share ? std::optional(reach * *share) : std::nullopt;
    });
    return view;
}

/// From above its highest row is seen, in the colours of its sides there.
ManeView topView(const HairMane& mane, const PlaneAxis& axis)
{
    ManeView view = emptyView(axis.size, kTopColour, at::zeros({1, 3, axis.size, axis.size}));
    fill(view, [&](int row, int column) -> std::optional<double> {
        const double z = axis.at(row), x = axis.at(column);
        const std::size_t side = sideOf(x);
        for (int above = axis.size - 1; above >= 0; --above) {
            const double reach = mane.reach[side][static_cast<std::size_t>(above)];
            const auto [middle, half] = depthAt(axis.height(above), mane.coversEar[side]);
            const auto share = reach > 0.0 ? ellipse((z - middle) / half) : std::nullopt;
            if (!share || reach * *share < std::abs(x))
                continue;
            const std::ptrdiff_t size = axis.size, texels = size * size;
            for (int c = 0; c < 3; ++c)
                view.code.data_ptr<float>()[c * texels + row * size + column] = mane.sides[side].data_ptr<float>()[c * texels + above * size + row];
            return axis.at(above);
        }
        return std::nullopt;
    });
    view.code = colourCode(view.code);
    return view;
}

/// The form channel of a mesh's surface along a view: what a mane must exceed to hide it. [1, 1, P, P]
Tensor surfaceOf(const generator::HeadLayout& layout, const std::vector<Eigen::Vector3f>& vertices, View view, int size, double boxWarp)
{
    const Tensor places = at::from_blob(const_cast<float*>(vertices.front().data()), {1, static_cast<std::int64_t>(vertices.size()), 3});
    const int channel = generator::surfaceChannel(view);
    return generator::planeForm(layout, generator::rasteriseView(layout, places, view, size), view, boxWarp).slice(1, channel, channel + 1);
}

/// How much of its own colours a mane has in each row: at its upper edge it takes those of the scalp's hair. [1, 1, P, 1]
Tensor ownColours(const PlaneAxis& axis)
{
    Tensor share = at::ones({1, 1, axis.size, 1});
    for (int row = 0; row < axis.size; ++row)
        share.data_ptr<float>()[row] = static_cast<float>(std::clamp((kUppermost - axis.height(row)) / kMixed, 0.0, 1.0));
    return share;
}

/// Writes one view of a mane into its static plane, where it stands out further than what is there.
///   plane    [1, C, P, P], changed in place
///   gains    [C] of that plane
///   mesh     [1, 1, P, P] surfaceOf the head at rest
///   hides    [1, 1, P, P] or a single number: where it may hide that head, 0 or 1
void writeView(Tensor plane, const ManeView& seen, View view, const Tensor& gains, const generator::Generator& generator, const Tensor& mesh,
               const Tensor& hides)
{
    const auto& config = generator.config;
    const double boxWarp = config.rendering.boxWarp;
    const auto size = static_cast<int>(plane.size(2));
    const int surfaceAt = kForm + generator::surfaceChannel(view);
    const Tensor form = generator::formOfHeights(seen.heights, seen.covered, view, boxWarp);
    const Tensor surface = form.slice(1, surfaceAt - kForm, surfaceAt - kForm + 1), there = plane.slice(1, surfaceAt, surfaceAt + 1).clone();
    const Tensor stands = surface.gt(there) * seen.covered.gt(0.5);
    const auto put = [&](int first, const Tensor& values) {
        Tensor channels = plane.slice(1, first, first + values.size(1));
        channels.copy_(at::where(stands, values, channels));
    };
    put(kForm, form);
    const std::int64_t last = seen.firstChannel + seen.code.size(1);
    Tensor colours = seen.code * gains.slice(0, seen.firstChannel, last).reshape({1, -1, 1, 1});
    if (view != View::TopFromAbove) {
        const Tensor scalp = plane.slice(1, seen.firstChannel, last);
        const Tensor share = at::where(there.gt(0.0), ownColours({size, boxWarp}), at::ones({1}));
        colours = scalp + (colours - scalp) * share;
    }
    put(seen.firstChannel, colours);
    if (config.staticChannel == kStaticCover)
        put(kStaticCover, surface.gt(mesh).to(torch::kFloat32) * hides);
}

/// Where a mane may hide the head from the front: over ears that it covers. Before all other hair that hangs the face stands.
///   mesh  surfaceOf the head at rest from the front
Tensor hiddenFromFront(const HairMane& mane, const PlaneAxis& axis, const Tensor& mesh)
{
    const Tensor depth = (generator::worldForm(mesh) / generator::kWorldPerMetre).contiguous();
    Tensor hides = at::zeros_like(depth);
    for (int row = 0; row < axis.size; ++row)
        for (int column = 0; column < axis.size; ++column) {
            const double x = axis.at(column);
            const int texel = row * axis.size + column;
            const bool isEar = axis.height(row) > kBelowEars && std::abs(x) > kBeforeEars && depth.data_ptr<float>()[texel] < kEarsFront;
            if (isEar && mane.coversEar[sideOf(x)])
                hides.data_ptr<float>()[texel] = 1.0F;
        }
    return hides;
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
///   hair    [1, 4, S, S] the photo with nothing but hair
BothSides earsUnderHair(const head::HeadModel& model, const std::vector<Eigen::Vector3f>& posed, const Tensor& hair, const mesh::Camera& camera)
{
    constexpr float kOut = 0.055F;    // metres from the middle
    constexpr double kFewest = 0.001; // of the picture
    constexpr double kShare = 0.6;
    const auto& data = model.data();
    const auto size = static_cast<int>(hair.size(2));
    const std::vector<std::int32_t> faces = facesAt(model, posed, camera, size);
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
    const PhotoLook look(photo, camera), soft(softened(photo), camera);
    const PhotoLook outline(silhouetteOf(model, vertices, camera, static_cast<int>(photo.size(2))), camera);
    const BothSides covered = earsUnderHair(model, mesh.vertices, photo, camera);
    HairMane mane;
    for (const std::size_t side : {std::size_t{0}, std::size_t{1}}) {
        mane.reach[side] = reachOf(look, outline, side == 0 ? 1.0 : -1.0, covered[side], axis);
        mane.coversEar[side] = covered[side] && std::ranges::any_of(mane.reach[side], [](float r) { return r > 0.0F; });
    }
    const auto hangs = [](const std::vector<float>& reach) { return std::ranges::any_of(reach, [](float r) { return r > 0.0F; }); };
    if (!hangs(mane.reach[0]) && !hangs(mane.reach[1]))
        return {};
    mane.front = at::zeros({1, 3, 2 * planes, 2 * planes});
    for (const std::size_t side : {std::size_t{0}, std::size_t{1}})
        paintSide(mane, side, {look, soft, outline}, axis);
    return mane;
}

Tensor withMane(const Tensor& planes, const generator::Generator& generator, const HairMane& mane, const std::vector<Eigen::Vector3f>& neutral)
{
    if (mane.empty())
        return planes;
    const torch::NoGradGuard noGrad;
    const auto size = static_cast<int>(planes.size(3));
    const PlaneAxis axis{size, generator.config.rendering.boxWarp};
    const Tensor gains = codeGains(generator.config.planeChannels);
    Tensor result = planes.clone();
    const auto write = [&](int plane, View view, const ManeView& seen) {
        const Tensor mesh = surfaceOf(generator.layout, neutral, view, size, axis.boxWarp);
        writeView(result.select(1, plane), seen, view, gains[plane], generator, mesh,
                  view == View::Front ? hiddenFromFront(mane, axis, mesh) : at::ones({1}));
    };
    write(0, View::Front, frontView(mane, axis));
    write(1, View::TopFromAbove, topView(mane, axis));
    write(2, View::LeftMirrored, sideView(mane, 0, axis));
    write(3, View::Right, sideView(mane, 1, axis));
    return result;
}

} // namespace effigy::train
