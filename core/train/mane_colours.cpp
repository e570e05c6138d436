// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/mane_colours.h"

#include "base/smoothstep.h"
#include "synth/value_noise.h"

#include <ATen/ops/avg_pool2d.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/upsample_nearest2d.h>
#include <ATen/ops/zeros.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace effigy::train {
namespace {

using torch::Tensor;

constexpr double kHairRim = 0.002;    // metres from where hair before the head begins
constexpr double kFaceRim = 0.010;    // metres beyond the fitted outline in which the photo may still show skin
constexpr double kTurning = 0.75, kTurned = 0.95; // of the reach between which the front's colours become those of the side
constexpr double kInner = 0.90;       // of the reach: beyond, pixels show some of the background

/// The colours that a row of a mane has from its outline inwards; where the photo shows none, `above`, those of the row above it.
class RowColours {
public:
    RowColours(const PhotoLook& photo, const PhotoLook& outline, double side, double height, bool coversEar, const ManeRow& row, const Eigen::Vector3f& above)
        : m_photo(photo), m_side(side), m_height(height), m_depth(depthAt(height, coversEar).widest), m_farthest(kInner * row.reach),
          m_innermost(std::min({coversEar && height > kBelowEars ? kBeforeEars : lookAlong(photo, outline, side, height, coversEar).head + kFaceRim,
                                row.inner + kHairRim, m_farthest}))
    {
        constexpr int kPlaces = 12, kFewest = 4;
        int count = 0;
        for (int i = 0; i < kPlaces; ++i)
            if (const Eigen::Vector3d place = at((i + 0.5) / kPlaces); photo.at(3, place) > 0.5F) {
                for (int c = 0; c < 3; ++c)
                    m_mean[c] += photo.at(c, place);
                ++count;
            }
        m_mean = count >= kFewest ? (m_mean / static_cast<float>(count)).eval() : above;
    }

    [[nodiscard]] const Eigen::Vector3f& mean() const { return m_mean; }

    /// At a place of the head: what the photo shows, or, between locks and beside the face, their mean.
    [[nodiscard]] Eigen::Vector3f shown(const Eigen::Vector3d& place) const
    {
        if (m_photo.at(3, place) <= 0.5F || std::abs(place.x()) < m_innermost)
            return m_mean;
        return {m_photo.at(0, place), m_photo.at(1, place), m_photo.at(2, place)};
    }

    /// From the side, `along` 0 where the row is widest and 1 at its fore edge, which nobody sees and which takes more and more of the mean;
    /// what lies behind is the mean.
    [[nodiscard]] Eigen::Vector3f fromAside(double along) const
    {
        constexpr double kBehind = 0.25;
        const Eigen::Vector3f own = shown(at(std::max(0.0, along)));
        const double mean = along >= 0.0 ? along * along : std::min(1.0, -along / kBehind);
        return own + (m_mean - own) * static_cast<float>(mean);
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
Tensor acrossRows(const Tensor& colours, const std::vector<ManeRow>& rows)
{
    constexpr int kRows = 8; // above and below, two and a half centimetres: strands run down
    Tensor share = at::zeros({1, 1, static_cast<std::int64_t>(rows.size()), 1});
    for (std::size_t row = 0; row < rows.size(); ++row)
        share.data_ptr<float>()[row] = rows[row].reach > 0.0F ? 1.0F : 0.0F;
    const auto mean = [](const Tensor& map) { return at::avg_pool2d(map, {2 * kRows + 1, 1}, {1, 1}, {kRows, 0}, false, false); };
    return mean(colours * share) / mean(share).clamp_min(1e-3);
}

/// Colours of a side with strands that run down.
///   colours  [1, 3, P, P]
///   returns  [1, 3, 2P, 2P]
Tensor withStrands(const Tensor& colours, double contrast, const PlaneAxis& axis)
{
    constexpr double kWide = 0.0035, kFine = 0.0017, kLong = 0.045, kWave = 0.004, kWaveLength = 0.035; // metres
    const int size = 2 * axis.size;
    Tensor strands = at::empty({1, 1, size, size});
    for (int row = 0; row < size; ++row)
        for (int column = 0; column < size; ++column) {
            const auto y = static_cast<float>(axis.height(row, size)), z = static_cast<float>(axis.at(column, size));
            const float swung = z + static_cast<float>(kWave) * synth::valueNoise(y / static_cast<float>(kWaveLength), z / 0.03F, 3);
            const auto noise = [&](double width, std::uint32_t seed) {
                return synth::valueNoise(swung / static_cast<float>(width), y / static_cast<float>(kLong), seed);
            };
            strands.data_ptr<float>()[row * size + column] = 1.0F + static_cast<float>(contrast) * (1.2F * noise(kWide, 5) + 0.8F * noise(kFine, 9));
        }
    return (at::upsample_nearest2d(colours, {size, size}) * strands).clamp(0.0, 1.0);
}

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

/// The mean of the uppermost row of a mane whose hair is seen; rows above, of which the photo shows none, have it as well.
Eigen::Vector3f uppermostColour(const std::vector<ManeRow>& rows, double sign, bool coversEar, const ManeLooks& looks, const PlaneAxis& axis)
{
    const Eigen::Vector3f unknown = Eigen::Vector3f::Constant(-1.0F);
    for (int row = axis.size - 1; row >= 0; --row)
        if (const ManeRow& hair = rows[static_cast<std::size_t>(row)]; hair.reach > 0.0F)
            if (const RowColours soft(looks.soft, looks.outline, sign, axis.height(row), coversEar, hair, unknown); soft.mean() != unknown)
                return soft.mean();
    return looks.usual;
}

} // namespace

Tensor softened(const Tensor& photo)
{
    constexpr int kReach = 3; // pixels
    const auto mean = [](const Tensor& map) { return at::avg_pool2d(map, {2 * kReach + 1, 2 * kReach + 1}, {1, 1}, {kReach, kReach}, false, false); };
    const Tensor share = photo.slice(1, 3, 4);
    return at::cat({mean(photo.slice(1, 0, 3) * share) / mean(share).clamp_min(1e-3), share}, 1);
}

double strandContrast(const Tensor& photo, const Tensor& soft)
{
    constexpr double kMost = 0.22;
    const Tensor share = photo.slice(1, 3, 4).gt(0.5).to(torch::kFloat32);
    const Tensor sharp = photo.slice(1, 0, 3).mean(1, true), about = soft.slice(1, 0, 3).mean(1, true).clamp_min(0.02);
    const Tensor spread = ((sharp / about - 1.0).square() * share).sum() / share.sum().clamp_min(1.0);
    return std::min(kMost, spread.sqrt().item<double>());
}

void paintSide(HairMane& mane, std::size_t side, const ManeLooks& looks, const PlaneAxis& axis)
{
    const int planes = axis.size;
    const double sign = side == 0 ? 1.0 : -1.0;
    const bool coversEar = mane.coversEar[side];
    const auto& rows = mane.rows[side];
    const double foot = footOf(rows, axis);
    Tensor colours = at::zeros({1, 3, planes, planes});
    std::vector<Eigen::Vector3f> means(static_cast<std::size_t>(planes) + 1, uppermostColour(rows, sign, coversEar, looks, axis)); // the last one above all rows
    for (int row = planes - 1; row >= 0; --row) {
        const auto at = static_cast<std::size_t>(row);
        means[at] = means[at + 1];
        if (rows[at].reach == 0.0F)
            continue;
        if (axis.height(row) < foot + kTips && rows[at + 1].reach > 0.0F) { // tips are as the hair above them: background shines through
            for (int column = 0; column < planes; ++column)
                put(colours, row, column, colourAt(colours, row + 1, column));
            continue;
        }
        const RowDepth depth = depthAt(axis.height(row), coversEar);
        const RowColours soft(looks.soft, looks.outline, sign, axis.height(row), coversEar, rows[at], means[at + 1]);
        means[at] = soft.mean();
        for (int column = 0; column < planes; ++column)
            put(colours, row, column, soft.fromAside(std::clamp(alongRow(rows[at], depth, axis.at(column)), -1.0, 1.0)));
    }
    mane.sides[side] = withStrands(acrossRows(colours, rows), looks.contrast, axis);
    const Tensor coarse = at::avg_pool2d(mane.sides[side], {2, 2});
    for (int row = 0; row < planes; ++row) {
        const auto at = static_cast<std::size_t>(row);
        const double reach = rows[at].reach;
        if (reach == 0.0)
            continue;
        const RowDepth depth = depthAt(axis.height(row), coversEar);
        const RowColours sharp(looks.photo, looks.outline, sign, axis.height(row), coversEar, rows[at], means[at + 1]);
        for (int column = 0; column < 2 * planes; ++column) {
            const double x = axis.at(column, 2 * planes);
            if (sideOf(x) != side || std::abs(x) >= reach)
                continue;
            const double within = std::copysign(std::min(std::abs(x), kInner * reach), x);
            const double z = depth.widest + depth.fore * std::sqrt(1.0 - within * within / (reach * reach));
            // Towards its edge the front is stretched along z, and what the sides show goes on there.
            const double turned = base::smoothstep(kTurning, kTurned, std::abs(x) / reach);
            const Eigen::Vector3f fromSide = colourAt(coarse, row, axis.nearest(z));
            for (const int fine : {2 * row, 2 * row + 1}) {
                const Eigen::Vector3f shown = sharp.shown({within, axis.height(fine, 2 * planes), z});
                put(mane.front, fine, column, shown + (fromSide - shown) * static_cast<float>(turned));
            }
        }
    }
}

} // namespace effigy::train
