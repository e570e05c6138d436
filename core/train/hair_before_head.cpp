// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/hair_before_head.h"

#include "head/hairline.h"
#include "train/hair_shell.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>

namespace effigy::train {
namespace {

using torch::Tensor;

constexpr int kAbout = 4; // rows above and below that a row is counted with

/// Where hair before the head begins, row by row, without what single rows say otherwise: 1 where it does not.
std::vector<float> withoutGaps(std::vector<float> inner, double texel)
{
    constexpr double kAlike = 0.010, kGapOfRows = 0.040, kShortest = 0.020; // metres of height
    const auto isHair = [](float x) { return x < 1.0F; };
    const auto rowsOf = [texel](double metres) { return std::max<std::ptrdiff_t>(1, std::lround(metres / texel)); };
    const std::ptrdiff_t about = rowsOf(0.5 * kAlike);
    std::vector<float> medians = inner;
    for (std::ptrdiff_t i = about; i + about < std::ssize(inner); ++i) {
        std::vector<float> near(inner.begin() + i - about, inner.begin() + i + about + 1);
        std::ranges::nth_element(near, near.begin() + about);
        medians[static_cast<std::size_t>(i)] = near[static_cast<std::size_t>(about)];
    }
    inner = medians;
    for (auto begin = inner.begin(); begin != inner.end();) { // short gaps lie on a line between what is about them
        const auto gap = std::find_if_not(begin, inner.end(), isHair), end = std::find_if(gap, inner.end(), isHair);
        if (gap != inner.begin() && end != inner.end() && end - gap <= rowsOf(kGapOfRows))
            for (auto at = gap; at != end; ++at)
                *at = std::lerp(*(gap - 1), *end, static_cast<float>(at - gap + 1) / static_cast<float>(end - gap + 1));
        begin = end;
    }
    for (auto begin = inner.begin(); begin != inner.end();) {
        const auto first = std::find_if(begin, inner.end(), isHair), last = std::find_if_not(first, inner.end(), isHair);
        if (last - first < rowsOf(kShortest))
            std::fill(first, last, 1.0F);
        const std::vector<float> run(first, last);
        for (std::ptrdiff_t i = 0; i < std::ssize(run); ++i) {
            const std::ptrdiff_t from = std::max<std::ptrdiff_t>(0, i - about), to = std::min(std::ssize(run), i + about + 1);
            first[i] = std::reduce(run.begin() + from, run.begin() + to) / static_cast<float>(to - from);
        }
        begin = last;
    }
    return inner;
}

constexpr int kBins = 110; // millimetres from the middle

/// What a row shows of the head at each distance from the middle, pixels.
struct RowCounts {
    std::array<int, kBins> hair{}, skin{};
};
using SideCounts = std::array<std::vector<RowCounts>, 2>; // for +x and -x

/// What a photo shows of the head.
struct HeadCounts {
    SideCounts sides;
    int chin = 0, hairyChin = 0; // pixels of the chin, and how many of them are hair
};

HeadCounts countedHead(const head::HeadModel& model, const mesh::Mesh& posed, const std::vector<std::int32_t>& faces, const Tensor& shown, const PlaneAxis& axis)
{
    HeadCounts counts;
    counts.sides.fill(std::vector<RowCounts>(static_cast<std::size_t>(axis.size)));
    const auto& triangles = model.data().templateMesh.triangles;
    const auto& places = model.data().templateMesh.vertices;
    const Tensor isHair = shown.select(1, 4).contiguous(), isHead = shown.select(1, 3).contiguous();
    for (std::size_t i = 0; i < faces.size(); ++i) {
        if (faces[i] < 0 || isHead.data_ptr<float>()[i] <= 0.5F)
            continue;
        const auto& corners = triangles[static_cast<std::size_t>(faces[i])];
        const bool hairy = isHair.data_ptr<float>()[i] > 0.5F;
        if (head::isOnChin(places[corners[0]])) {
            ++counts.chin;
            counts.hairyChin += hairy ? 1 : 0;
        }
        const Eigen::Vector3f at = (posed.vertices[corners[0]] + posed.vertices[corners[1]] + posed.vertices[corners[2]]) / 3.0F;
        RowCounts& row = counts.sides[sideOf(at.x())][static_cast<std::size_t>(axis.rowAt(at.y()))];
        ++(hairy ? row.hair : row.skin)[static_cast<std::size_t>(std::clamp(static_cast<int>(1000.0F * std::abs(at.x())), 0, kBins - 1))];
    }
    return counts;
}

/// Where to cut a row, counted together with those about it, so that most hair lies without and most skin within; 1: nowhere.
float bestCut(const std::vector<RowCounts>& rows, int row)
{
    constexpr int kFirst = 50, kFewest = 6; // millimetres from the middle, and pixels of hair
    float cut = 1.0F;
    int outside = 0, score = 0, best = 0;
    for (int bin = kBins - 1; bin >= kFirst; --bin) {
        const auto at = static_cast<std::size_t>(bin);
        for (int near = row - kAbout; near <= row + kAbout; ++near) {
            const RowCounts& there = rows[static_cast<std::size_t>(near)];
            outside += there.hair[at];
            score += there.hair[at] - there.skin[at];
        }
        if (score > best && outside >= kFewest) {
            best = score;
            cut = 0.001F * static_cast<float>(bin);
        }
    }
    return cut;
}

} // namespace

std::array<std::vector<float>, 2> hairBeforeHead(const head::HeadModel& model, const mesh::Mesh& posed, const std::vector<std::int32_t>& faces,
                                                 const Tensor& shown, const PlaneAxis& axis)
{
    constexpr float kBeard = 0.3F; // of a chin that is hair, from which hair on cheeks may be a beard
    const HeadCounts counts = countedHead(model, posed, faces, shown, axis);
    std::array<std::vector<float>, 2> inner;
    inner.fill(std::vector<float>(static_cast<std::size_t>(axis.size), 1.0F));
    if (counts.chin > 0 && static_cast<float>(counts.hairyChin) > kBeard * static_cast<float>(counts.chin))
        return inner;
    for (const std::size_t side : {std::size_t{0}, std::size_t{1}}) {
        for (int row = kAbout; row + kAbout < axis.size; ++row)
            inner[side][static_cast<std::size_t>(row)] = bestCut(counts.sides[side], row);
        inner[side] = withoutGaps(inner[side], axis.texel());
    }
    return inner;
}

} // namespace effigy::train
