// SPDX-License-Identifier: GPL-3.0-or-later
// Writes a mane into static planes.
#include "generator/neural_texture.h"
#include "generator/plane_form.h"
#include "synth/value_noise.h"
#include "train/mane_shape.h"
#include "train/texture_code.h"

#include <ATen/ops/avg_pool2d.h>
#include <ATen/ops/from_blob.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/where.h>
#include <ATen/ops/zeros.h>

#include <array>
#include <numeric>

namespace effigy::train {
namespace {

using generator::View;
using torch::Tensor;

constexpr double kMixed = 0.03;       // of height over which its colours become those of the scalp's hair
constexpr float kEarsFront = -0.025F; // depth from which on what the front sees beside the face is an ear
constexpr double kEarsBack = -0.095;   // and how far back they reach
constexpr double kTemples = 0.03;     // height of temples
constexpr double kForemost = 0.015;   // z up to which the sides see hair on cheeks
constexpr double kEven = 0.012;       // metres above and below over which its edge is a mean
constexpr double kOnSkin = 0.004;     // metres that hair stands out where it lies on the skin
constexpr double kTip = 0.024;        // of height over which tips end, one lock here and one there
constexpr double kLock = 0.011;       // metres that a lock is wide

/// How high above the lowest tips the hair at a place along its foot ends, metres.
double tipAt(double along, std::uint32_t seed)
{
    const auto at = static_cast<float>(along / kLock);
    const float noise = 0.65F * synth::valueNoise(at, 0.5F, seed) + 0.35F * synth::valueNoise(2.6F * at, 7.5F, seed);
    return kTip * std::clamp(0.5 + 0.7 * noise, 0.0, 1.0);
}

/// What the planes of one view hold of the head itself, [1, 1, P, P]: surfaces as form channels.
struct HeadForm {
    Tensor front;
    std::array<Tensor, 2> sides; // of the subject's left (+x) and right
};

/// A mane on a head.
class ManeForm {
public:
    ManeForm(const HairMane& mane, const HeadForm& head, const PlaneAxis& axis)
        : m_mane(mane), m_axis(axis), m_depth(metres(head.front)), m_widths{metres(head.sides[0]), metres(head.sides[1])}
    {
        for (const std::size_t side : {std::size_t{0}, std::size_t{1}}) {
            m_foot[side] = footOf(mane.rows[side], axis);
            m_foremost[side] = foremost(side);
        }
    }

    /// z of the hair that the front sees.
    [[nodiscard]] std::optional<double> depth(int row, double x) const
    {
        const std::size_t side = sideOf(x);
        const ManeRow& hair = rowOf(side, row);
        if (hair.reach <= std::abs(x) || hasEnded(side, row, x, kFrontSeed))
            return std::nullopt;
        const RowDepth lies = depthOf(side, row);
        const double own = lies.widest + lies.fore * ellipse(x / hair.reach).value_or(0.0);
        const auto skin = surface(m_depth, row, m_axis.nearest(x));
        return skin && isBeforeHead(row, x) ? std::max(own, *skin + kOnSkin) : own;
    }

    /// |x| of the hair that a side sees.
    [[nodiscard]] std::optional<double> width(std::size_t side, int row, double z) const
    {
        const ManeRow& hair = rowOf(side, row);
        if (hair.reach <= 0.0F || hasEnded(side, row, z, kSideSeed))
            return std::nullopt;
        const RowDepth lies = depthOf(side, row);
        std::optional<double> width = ellipse(alongRow(hair, lies, z));
        if (width)
            *width *= hair.reach;
        const bool isOnCheek = z > lies.widest && z < m_foremost[side][static_cast<std::size_t>(row)];
        const bool isOnEar = m_mane.coversEar[side] && m_axis.height(row) > kBelowEars && z > kEarsBack && z < lies.foremost();
        if (isOnCheek || isOnEar)
            if (const auto skin = surface(m_widths[side], row, m_axis.nearest(z)))
                width = std::max(width.value_or(0.0), *skin + kOnSkin);
        return width;
    }

    /// Where the photo shows it before the head.
    [[nodiscard]] bool isBeforeHead(int row, double x) const
    {
        const std::size_t side = sideOf(x);
        const auto skin = surface(m_depth, row, m_axis.nearest(x));
        const bool isEar = m_mane.coversEar[side] && m_axis.height(row) > kBelowEars && std::abs(x) > kBeforeEars && skin && *skin < kEarsFront;
        return isEar || std::abs(x) >= rowOf(side, row).inner;
    }

    [[nodiscard]] const PlaneAxis& axis() const { return m_axis; }

private:
    static constexpr std::uint32_t kFrontSeed = 11, kSideSeed = 23;

    static Tensor metres(const Tensor& form) { return (generator::worldForm(form) / generator::kWorldPerMetre).contiguous(); }

    [[nodiscard]] const ManeRow& rowOf(std::size_t side, int row) const { return m_mane.rows[side][static_cast<std::size_t>(row)]; }

    [[nodiscard]] std::optional<double> surface(const Tensor& metres, int row, int column) const
    {
        constexpr float kNothing = -0.3F; // worldForm gives -1 world unit where nothing is
        const float at = metres.data_ptr<float>()[row * m_axis.size + column];
        return at > kNothing ? std::optional<double>(at) : std::nullopt;
    }

    [[nodiscard]] RowDepth depthOf(std::size_t side, int row) const { return depthAt(m_axis.height(row), m_mane.coversEar[side]); }

    /// z of the hair that lies furthest in front, row by row, as an even line.
    [[nodiscard]] std::vector<double> foremost(std::size_t side) const
    {
        std::vector<double> own;
        for (int row = 0; row < m_axis.size; ++row) {
            const ManeRow& hair = rowOf(side, row);
            const auto skin = hair.inner < hair.reach ? surface(m_depth, row, m_axis.nearest(side == 0 ? hair.inner : -hair.inner)) : std::nullopt;
            own.push_back(std::clamp(skin.value_or(-1.0), depthOf(side, row).foremost(), kForemost));
        }
        for (int row = m_axis.rowAt(kTemples) - 1; row >= 0; --row) { // further down it does not come forward again
            const auto at = static_cast<std::size_t>(row);
            own[at] = std::min(own[at], std::max(own[at + 1], depthOf(side, row).foremost()));
        }
        const int about = static_cast<int>(kEven / m_axis.texel());
        std::vector<double> even = own;
        for (int row = about; row + about < m_axis.size; ++row)
            even[static_cast<std::size_t>(row)] = std::reduce(own.begin() + row - about, own.begin() + row + about + 1) / (2 * about + 1);
        return even;
    }

    [[nodiscard]] bool hasEnded(std::size_t side, int row, double along, std::uint32_t seed) const
    {
        const double above = m_axis.height(row) - m_foot[side];
        return above < kTip && above < tipAt(along, seed + static_cast<std::uint32_t>(side));
    }

    const HairMane& m_mane;
    PlaneAxis m_axis;
    Tensor m_depth;                  // [1, 1, P, P] metres
    std::array<Tensor, 2> m_widths;  // likewise
    std::array<double, 2> m_foot{};  // heights of the lowest tips
    std::array<std::vector<double>, 2> m_foremost;
};

/// A mane as one of the four static planes sees it.
struct ManeView {
    Tensor heights, covered; // [1, 1, P, P] as formOfHeights takes them
    Tensor code;             // [1, K, P, P] channels of its colours
    Tensor detail = {};      // [1, kSideDetails, P, P] from aside
    int firstChannel = 0;
};

ManeView emptyView(int size, int firstChannel, Tensor code)
{
    return {.heights = at::zeros({1, 1, size, size}), .covered = at::zeros({1, 1, size, size}), .code = std::move(code), .firstChannel = firstChannel};
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

/// The code of colours that lie as their plane's texels do.
Tensor codeOf(const Tensor& colours, View view)
{
    return planeCode(colours.flip(generator::flippedAxes(view)), view);
}

ManeView frontView(const HairMane& mane, const ManeForm& form)
{
    ManeView view = emptyView(form.axis().size, 0, codeOf(mane.front, View::Front).slice(1, 0, kColourChannels));
    fill(view, [&](int row, int column) { return form.depth(row, form.axis().at(column)); });
    return view;
}

ManeView sideView(const HairMane& mane, std::size_t side, const ManeForm& form)
{
    const Tensor code = codeOf(mane.sides[side], side == 0 ? View::LeftMirrored : View::Right);
    ManeView view = emptyView(form.axis().size, kSideColour, code.slice(1, kSideColour, kTopColour));
    view.detail = code.slice(1, kSideDetail, kCodeChannels);
    fill(view, [&](int row, int column) { return form.width(side, row, form.axis().at(column)); });
    return view;
}

/// From above its highest row is seen, in the colours of its sides there.
ManeView topView(const HairMane& mane, const ManeForm& form)
{
    const PlaneAxis& axis = form.axis();
    const std::array sides = {at::avg_pool2d(mane.sides[0], {2, 2}), at::avg_pool2d(mane.sides[1], {2, 2})};
    ManeView view = emptyView(axis.size, kTopColour, at::zeros({1, 3, axis.size, axis.size}));
    fill(view, [&](int row, int column) -> std::optional<double> {
        const double z = axis.at(row), x = axis.at(column);
        const std::size_t side = sideOf(x);
        for (int above = axis.size - 1; above >= 0; --above) {
            if (form.width(side, above, z).value_or(0.0) < std::abs(x))
                continue;
            const std::ptrdiff_t size = axis.size, texels = size * size;
            for (int c = 0; c < 3; ++c)
                view.code.data_ptr<float>()[c * texels + row * size + column] = sides[side].data_ptr<float>()[c * texels + above * size + row];
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
    const Tensor stands = surface.gt(there).logical_and(seen.covered.gt(0.5));
    const auto put = [&](int first, const Tensor& values) {
        Tensor channels = plane.slice(1, first, first + values.size(1));
        channels.copy_(at::where(stands, values, channels));
    };
    const std::int64_t last = seen.firstChannel + seen.code.size(1);
    Tensor colours = seen.code * gains.slice(0, seen.firstChannel, last).reshape({1, -1, 1, 1});
    const Tensor share = view == View::TopFromAbove ? at::ones({1}) : at::where(there.gt(0.0), ownColours({size, boxWarp}), at::ones({1}));
    if (view != View::TopFromAbove) {
        const Tensor scalp = plane.slice(1, seen.firstChannel, last);
        colours = scalp + (colours - scalp) * share;
    }
    // From aside hair of the scalp that stands out further takes its colours as well, lest an edge be seen between them.
    const bool isAside = view != View::Front && view != View::TopFromAbove;
    const Tensor isPainted = isAside ? stands.logical_or(there.gt(0.0).logical_and(seen.covered.gt(0.5)).logical_and(mesh.lt(there))) : stands;
    Tensor painted = plane.slice(1, seen.firstChannel, last);
    painted.copy_(at::where(isPainted, colours, painted));
    if (seen.detail.defined()) {
        Tensor detail = plane.slice(1, kSideDetail, kCodeChannels);
        const Tensor own = seen.detail * gains.slice(0, kSideDetail, kCodeChannels).reshape({1, -1, 1, 1});
        detail.copy_(at::where(isPainted, detail + (own - detail) * share, detail));
    }
    put(kForm, form);
    if (config.staticChannel == kStaticCover)
        put(kStaticCover, surface.gt(mesh).to(torch::kFloat32) * hides);
}

/// Where a mane may hide the head from the front. Before all other hair that hangs the face stands.
Tensor hiddenFromFront(const ManeForm& form)
{
    const PlaneAxis& axis = form.axis();
    Tensor hides = at::zeros({1, 1, axis.size, axis.size});
    for (int row = 0; row < axis.size; ++row)
        for (int column = 0; column < axis.size; ++column)
            hides.data_ptr<float>()[row * axis.size + column] = form.isBeforeHead(row, axis.at(column)) ? 1.0F : 0.0F;
    return hides;
}

} // namespace

Tensor withMane(const Tensor& planes, const generator::Generator& generator, const HairMane& mane, const std::vector<Eigen::Vector3f>& neutral)
{
    if (mane.empty())
        return planes;
    const torch::NoGradGuard noGrad;
    const auto size = static_cast<int>(planes.size(3));
    const PlaneAxis axis{size, generator.config.rendering.boxWarp};
    const Tensor gains = codeGains(generator.config.planeChannels);
    const auto meshFrom = [&](View view) { return surfaceOf(generator.layout, neutral, view, size, axis.boxWarp); };
    const HeadForm head = {meshFrom(View::Front), {meshFrom(View::LeftMirrored), meshFrom(View::Right)}};
    const ManeForm form(mane, head, axis);
    Tensor result = planes.clone();
    const auto write = [&](int plane, View view, const ManeView& seen, const Tensor& mesh, const Tensor& hides) {
        writeView(result.select(1, plane), seen, view, gains[plane], generator, mesh, hides);
    };
    write(0, View::Front, frontView(mane, form), head.front, hiddenFromFront(form));
    write(1, View::TopFromAbove, topView(mane, form), meshFrom(View::TopFromAbove), at::ones({1}));
    write(2, View::LeftMirrored, sideView(mane, 0, form), head.sides[0], at::ones({1}));
    write(3, View::Right, sideView(mane, 1, form), head.sides[1], at::ones({1}));
    return result;
}

} // namespace effigy::train
