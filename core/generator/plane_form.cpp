// SPDX-License-Identifier: GPL-3.0-or-later
#include "generator/plane_form.h"

#include "base/error.h"
#include "generator/camera_label.h"
#include "nn/shape_check.h"

#include <ATen/ops/arange.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/full_like.h>
#include <ATen/ops/masked_fill.h>
#include <ATen/ops/minimum.h>
#include <ATen/ops/zeros.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <optional>
#include <utility>

namespace effigy::generator {

namespace {

using torch::Tensor;

// A surface faces a view up to this cosine of the angle between them, and is grazed from that one on.
constexpr double kFacing = 0.55;
constexpr double kGrazed = 0.3;

// Metres that a surface stands out: a ray needs some way through a part as thin as an ear's rim to notice it.
constexpr double kSkin = 0.4e-3;

constexpr double kThickness = 4e-3; // metres of a tooth, behind which an open mouth grows dark
constexpr double kAround = 12e-3;   // metres about the opening whose inner side is seen through it
constexpr double kSlant = 4.0;      // how fast that side falls back from the opening's edge
constexpr double kDeepWall = 13e-3; // metres behind skin from which it grows dark; nearer, the skin would, too
constexpr double kDeepest = -0.05;  // world units: further back the dark would reach the nape
constexpr int kMouthChannel = 8;
constexpr int kFirstInnerLip = 60, kInnerLips = 8; // landmarks, around the opening

constexpr double kHidden = 0.02; // world units, eight millimetres: a surface so far within a side's is not what that side sees

/// Which channel tells of the surface, and which tell how it turns away and where the plane's own columns and rows are.
struct FormOfView {
    int surface = 0;
    std::optional<int> turn = {};
    std::optional<int> column = {};
    std::optional<int> row = {};
};

FormOfView formOf(View view)
{
    switch (view) {
    case View::Front: return {.surface = 0, .turn = 3, .column = 5, .row = 6};
    case View::LeftMirrored: return {.surface = 1, .column = 7};
    case View::Right: return {.surface = 1, .column = 7};
    case View::TopFromAbove: return {.surface = 2, .turn = 4};
    case View::Left:
    case View::Top: break;
    }
    throw base::ContractError("planeForm: the view has no plane of its own");
}

/// What a view's distances lack to heights above the planes' middle, metres.
double shiftOf(const HeadLayout& layout, View view)
{
    switch (view) {
    case View::Front:
    case View::Right: return -layout.orthShift[2];
    case View::TopFromAbove: return kWorldLift;
    default: return 0.0;
    }
}

/// Squared slope of heights along one axis (2: rows, 3: columns), from the nearer of both neighbours, so that edges do not
/// count; zero where no neighbour is covered.
///   heights  [N, 1, H, W] in steps between texels
Tensor squaredSlope(const Tensor& heights, const Tensor& covered, int axis)
{
    const auto size = heights.size(axis);
    const Tensor rise = (heights.slice(axis, 1) - heights.slice(axis, 0, size - 1)).square();
    const Tensor known = covered.slice(axis, 1) * covered.slice(axis, 0, size - 1);
    constexpr double kUnknown = 1e9;
    const Tensor steps = rise.masked_fill(known.lt(0.5), kUnknown);
    const Tensor end = at::full_like(steps.slice(axis, 0, 1), kUnknown);
    const Tensor least = at::minimum(at::cat({end, steps}, axis), at::cat({steps, end}, axis));
    return least.masked_fill(least.ge(kUnknown), 0.0);
}

Tensor turnOf(const Tensor& heights, const Tensor& covered)
{
    const Tensor cosine =
        1.0 / (squaredSlope(heights, covered, 2) + squaredSlope(heights, covered, 3) + 1.0).sqrt();
    return ((cosine - kFacing) / (kFacing - kGrazed)).clamp(-1.0, 0.0);
}

/// Whether a polygon of (x, y) corners holds a point: an odd number of its edges lies to the right.
bool holds(const float* corners, int count, int stride, double x, double y)
{
    bool inside = false;
    for (int i = 0, j = count - 1; i < count; j = i++) {
        const float *a = corners + i * stride, *b = corners + j * stride;
        if ((a[1] > y) != (b[1] > y) && x < a[0] + (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]))
            inside = !inside;
    }
    return inside;
}

/// The first of the texels along an axis, and the one after the last, that lie within `reach` of the inner lips.
///   lips  their coordinates along that axis, -1..1, `stride` numbers apart
std::pair<int, int> texelsNear(const float* lips, int stride, double reach, int size)
{
    double least = lips[0], most = lips[0];
    for (int i = 1; i < kInnerLips; ++i) {
        least = std::min<double>(least, lips[i * stride]);
        most = std::max<double>(most, lips[i * stride]);
    }
    const auto texel = [size](double at) { return std::clamp((at + 1.0) / 2.0 * size, 0.0, static_cast<double>(size)); };
    return {static_cast<int>(std::floor(texel(least - reach))), static_cast<int>(std::ceil(texel(most + reach)))};
}

/// How far (x, y) lies from the nearest edge of a polygon of corners, `stride` numbers apart.
double distanceFrom(const float* corners, int count, int stride, double x, double y)
{
    double least = std::numeric_limits<double>::max();
    for (int i = 0, j = count - 1; i < count; j = i++) {
        const double ax = corners[j * stride], ay = corners[j * stride + 1];
        const double dx = corners[i * stride] - ax, dy = corners[i * stride + 1] - ay;
        const double squared = dx * dx + dy * dy;
        const double along = squared > 0.0 ? std::clamp(((x - ax) * dx + (y - ay) * dy) / squared, 0.0, 1.0) : 0.0;
        least = std::min(least, std::hypot(x - ax - along * dx, y - ay - along * dy));
    }
    return least;
}

} // namespace

Tensor heightsOf(const HeadLayout& layout, const ViewRaster& raster, View view)
{
    return (kViewDistance - raster.depth) / layout.orthScale + shiftOf(layout, view);
}

Tensor planeForm(const HeadLayout& layout, const ViewRaster& raster, View view, double boxWarp)
{
    return formOfHeights(heightsOf(layout, raster, view), raster.coverage, view, boxWarp);
}

int surfaceChannel(View view)
{
    return formOf(view).surface;
}

Tensor worldForm(const Tensor& form)
{
    return form / (kFormGain * kFormScale) - kFormOffset;
}

Tensor formOfHeights(const Tensor& heights, const Tensor& covered, View view, double boxWarp)
{
    nn::expectShape(heights, {-1, 1, -1, -1}, "formOfHeights: heights");
    nn::expectShape(covered, {heights.size(0), 1, heights.size(2), heights.size(3)}, "formOfHeights: covered");
    const auto [surface, turn, column, row] = formOf(view);
    const auto size = heights.size(3);
    Tensor form = at::zeros({heights.size(0), kFormChannels, size, size});
    const double scale = kFormGain * kFormScale;
    const Tensor height = heights + kSkin;
    form.slice(1, surface, surface + 1)
        .copy_(((height * kWorldPerMetre + kFormOffset) * scale).masked_fill(covered.lt(0.5), 0.0));
    const Tensor texels = ((at::arange(size, torch::kFloat32) + 0.5) / static_cast<double>(size) - 0.5) * boxWarp;
    const auto stored = [&](const Tensor& coordinates) { return (coordinates + kFormOffset) * scale; };
    if (turn)
        form.slice(1, *turn, *turn + 1)
            .copy_(turnOf(height * (kWorldPerMetre * static_cast<double>(size) / boxWarp), covered) * kFormGain);
    if (view == View::Front) {
        form.select(1, kMouthChannel).fill_((kNoMouth + kFormOffset) * scale);
        form.select(1, *column).copy_(stored(texels.abs()).reshape({1, 1, size}).expand({form.size(0), size, size}));
    } else if (column)
        form.select(1, *column).copy_(stored(texels).reshape({1, 1, size}).expand({form.size(0), size, size}));
    if (row)
        form.select(1, *row).copy_(stored(texels).reshape({1, size, 1}).expand({form.size(0), size, size}));
    return form;
}

void keepHiddenSurfaces(Tensor& front, const Tensor& left, const Tensor& right, double boxWarp)
{
    nn::expectShape(left, {front.size(0), kFormChannels, front.size(2), front.size(2)}, "keepHiddenSurfaces: left");
    nn::expectShape(right, {front.size(0), kFormChannels, front.size(2), front.size(2)}, "keepHiddenSurfaces: right");
    base::require(front.is_contiguous() && left.is_contiguous() && right.is_contiguous(), "contiguous forms");
    const auto size = static_cast<int>(front.size(2));
    const std::ptrdiff_t pixels = std::ptrdiff_t{size} * size;
    const auto coordinate = [](float stored) { return stored / (kFormGain * kFormScale) - kFormOffset; };
    for (std::int64_t item = 0; item < front.size(0); ++item) {
        float* own = front.data_ptr<float>() + item * kFormChannels * pixels;
        const std::ptrdiff_t widths = (item * kFormChannels + 1) * pixels;
        const float* sides[2] = {right.data_ptr<float>() + widths, left.data_ptr<float>() + widths};
        for (int row = 0; row < size; ++row)
            for (int column = 0; column < size; ++column) {
                const int texel = row * size + column;
                float& turn = own[3 * pixels + texel];
                if (own[texel] == 0.0F || turn == 0.0F)
                    continue;
                const double depth = coordinate(own[texel]);
                const int across = std::clamp(static_cast<int>((depth / boxWarp + 0.5) * size), 0, size - 1);
                const float side = sides[column >= size / 2 ? 1 : 0][row * size + across];
                if (side == 0.0F || coordinate(side) - coordinate(own[5 * pixels + texel]) > kHidden)
                    turn = 0.0F;
            }
    }
}

void darkenMouth(Tensor& front, const Tensor& landmarks, double boxWarp)
{
    nn::expectShape(landmarks, {front.size(0), 68, -1}, "darkenMouth: landmarks");
    base::require(front.is_contiguous() && front.is_cpu(), "contiguous forms on the CPU");
    const auto size = static_cast<int>(front.size(2));
    const std::ptrdiff_t pixels = std::ptrdiff_t{size} * size;
    const Tensor points = landmarks.to(torch::kFloat32).contiguous();
    const auto stride = static_cast<int>(points.size(2));
    const double perMetre = kWorldPerMetre / boxWarp * 2.0; // of the view's coordinates, -1..1
    constexpr double kStored = kWorldPerMetre * kFormGain * kFormScale; // of depths, per metre
    constexpr auto kLeast = static_cast<float>((kDeepest + kFormOffset) * kFormGain * kFormScale);
    for (std::int64_t item = 0; item < front.size(0); ++item) {
        float* own = front.data_ptr<float>() + item * kFormChannels * pixels;
        const float* lips = points.data_ptr<float>() + (item * 68 + kFirstInnerLip) * stride;
        const auto [left, right] = texelsNear(lips, stride, kAround * perMetre, size);
        const auto [top, bottom] = texelsNear(lips + 1, stride, kAround * perMetre, size);
        const auto forTexels = [&, left = left, right = right, top = top, bottom = bottom](const auto& visit) {
            for (int row = top; row < bottom; ++row)
                for (int column = left; column < right; ++column)
                    if (const int texel = row * size + column; own[texel] != 0.0F)
                        visit(texel, (column + 0.5) / size * 2.0 - 1.0, (row + 0.5) / size * 2.0 - 1.0);
        };
        bool isOpen = false;
        forTexels([&](int, double x, double y) { isOpen = isOpen || holds(lips, kInnerLips, stride, x, y); });
        if (!isOpen)
            continue;
        forTexels([&](int texel, double x, double y) {
            const double away = holds(lips, kInnerLips, stride, x, y) ? 0.0 : distanceFrom(lips, kInnerLips, stride, x, y) / perMetre;
            if (away < kAround)
                own[kMouthChannel * pixels + texel] =
                    std::max(kLeast, own[texel] - static_cast<float>(kStored * std::min(kThickness + kSlant * away, kDeepWall)));
        });
    }
}

} // namespace effigy::generator
