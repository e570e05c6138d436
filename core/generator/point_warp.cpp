// SPDX-License-Identifier: GPL-3.0-or-later
#include "generator/point_warp.h"

#include "base/error.h"
#include "base/parallel.h"
#include "generator/camera_label.h"

#include <ATen/ATen.h>
#include <Eigen/LU>

#include <algorithm>
#include <array>
#include <cmath>

namespace effigy::generator {
namespace {

using Field = std::vector<Eigen::Vector3f>;

constexpr int kSide = 64;                // grid points each way, a power of two
constexpr float kCube = 1.0F;            // world units that they span about the origin
constexpr float kLeastVolume = 0.2F;     // of a cell after the bend: below, space nearly folds
constexpr float kFilled = 1e-3F;         // weight from which a cell's own value counts alone
constexpr int kPointsPerTask = 4096;

std::size_t at(int x, int y, int z, int side) { return (std::size_t(z) * side + y) * side + x; }

/// Sums of displacements and of weights on a grid of `side`^3.
struct Splats {
    int side = 0;
    Field sums;
    std::vector<float> weights;
    explicit Splats(int across) : side(across), sums(std::size_t(across) * across * across, Eigen::Vector3f::Zero()), weights(sums.size()) {}
};

Eigen::Vector3f worldOf(const Eigen::Vector3f& inHead)
{
    return float(kWorldPerMetre) * (inHead + Eigen::Vector3f(0.0F, float(kWorldLift), 0.0F));
}

/// Grid coordinates of a point in world units: 0 at the first point of the grid, side - 1 at the last.
Eigen::Vector3f inGrid(const Eigen::Vector3f& world) { return ((world.array() / kCube + 0.5F) * float(kSide - 1)).matrix(); }

/// Calls `visit(cell, weight)` for the eight grid points around a place.
template <typename Visit>
void forCorners(const Eigen::Vector3f& place, const Visit& visit)
{
    const Eigen::Array3i low = place.array().floor().cast<int>().max(0).min(kSide - 2);
    const Eigen::Array3f part = (place.array() - low.cast<float>()).max(0.0F).min(1.0F);
    for (int corner = 0; corner < 8; ++corner) {
        const Eigen::Array3i step(corner & 1, (corner >> 1) & 1, corner >> 2);
        const Eigen::Array3f share = (step > 0).select(part, 1.0F - part);
        const Eigen::Array3i cell = low + step;
        visit(at(cell.x(), cell.y(), cell.z(), kSide), share.prod());
    }
}

Splats halved(const Splats& fine)
{
    Splats coarse(fine.side / 2);
    for (int z = 0; z < fine.side; ++z)
        for (int y = 0; y < fine.side; ++y)
            for (int x = 0; x < fine.side; ++x) {
                const auto to = at(x / 2, y / 2, z / 2, coarse.side), from = at(x, y, z, fine.side);
                coarse.sums[to] += fine.sums[from];
                coarse.weights[to] += fine.weights[from];
            }
    for (std::size_t i = 0; i < coarse.sums.size(); ++i)
        if (coarse.weights[i] > 1.0F) { // so that the next level counts places, not vertices
            coarse.sums[i] /= coarse.weights[i];
            coarse.weights[i] = 1.0F;
        }
    return coarse;
}

/// Where the grid has no value of its own, that of the coarser grid around it.
/// Source: Gortler et al. 1996 (The Lumigraph), Sec. 3.4, in three dimensions.
Field filled(const Splats& splats)
{
    Field field(splats.sums.size(), Eigen::Vector3f::Zero());
    if (splats.side <= 2)
        return field; // far from everything: nothing moves
    const int half = splats.side / 2;
    const Field coarse = filled(halved(splats));
    const auto around = [&](int x, int y, int z) {
        Eigen::Vector3f sum = Eigen::Vector3f::Zero();
        for (int corner = 0; corner < 8; ++corner) {
            std::array<int, 3> cell{};
            float share = 1.0F;
            for (int axis = 0; axis < 3; ++axis) {
                const int fine = axis == 0 ? x : axis == 1 ? y : z;
                const bool isNear = ((corner >> axis) & 1) == 0;
                share *= isNear ? 0.75F : 0.25F;
                cell[std::size_t(axis)] = std::clamp(fine / 2 + (isNear ? 0 : (fine % 2 == 0 ? -1 : 1)), 0, half - 1);
            }
            sum += share * coarse[at(cell[0], cell[1], cell[2], half)];
        }
        return sum;
    };
    for (int z = 0; z < splats.side; ++z)
        for (int y = 0; y < splats.side; ++y)
            for (int x = 0; x < splats.side; ++x) {
                const auto cell = at(x, y, z, splats.side);
                const float own = std::min(1.0F, splats.weights[cell]);
                field[cell] = (1.0F - own) * around(x, y, z);
                if (splats.weights[cell] > kFilled)
                    field[cell] += own / splats.weights[cell] * splats.sums[cell];
            }
    return field;
}

/// A binomial filter along each axis, with nothing beyond the grid.
Field smoothed(Field field)
{
    const std::array<std::size_t, 3> strides = {1, kSide, std::size_t(kSide) * kSide};
    for (const std::size_t stride : strides) {
        const Field before = field;
        for (std::size_t cell = 0; cell < field.size(); ++cell) {
            const std::size_t place = cell / stride % kSide;
            const Eigen::Vector3f low = place > 0 ? before[cell - stride] : Eigen::Vector3f(Eigen::Vector3f::Zero());
            const Eigen::Vector3f high = place + 1 < kSide ? before[cell + stride] : Eigen::Vector3f(Eigen::Vector3f::Zero());
            field[cell] = 0.25F * low + 0.5F * before[cell] + 0.25F * high;
        }
    }
    return field;
}

/// The least volume of a cell of the grid after the bend, as a share of what it was.
float leastVolume(const Field& field, float strength)
{
    constexpr float kPerStep = float(kSide - 1) / kCube;
    float least = 1.0F;
    for (int z = 0; z + 1 < kSide; ++z)
        for (int y = 0; y + 1 < kSide; ++y)
            for (int x = 0; x + 1 < kSide; ++x) {
                const Eigen::Vector3f& here = field[at(x, y, z, kSide)];
                Eigen::Matrix3f slope;
                slope.col(0) = field[at(x + 1, y, z, kSide)] - here;
                slope.col(1) = field[at(x, y + 1, z, kSide)] - here;
                slope.col(2) = field[at(x, y, z + 1, kSide)] - here;
                least = std::min(least, (Eigen::Matrix3f::Identity() - strength * kPerStep * slope).determinant());
            }
    return least;
}

} // namespace

PointWarp::PointWarp(std::span<const Eigen::Vector3f> from, std::span<const Eigen::Vector3f> to)
{
    base::require(from.size() == to.size(), "a surface before and after has the same vertices");
    Splats splats(kSide);
    for (std::size_t v = 0; v < from.size(); ++v) {
        const Eigen::Vector3f way = float(kWorldPerMetre) * (to[v] - from[v]);
        forCorners(inGrid(worldOf(to[v])), [&](std::size_t cell, float share) {
            splats.sums[cell] += share * way;
            splats.weights[cell] += share;
        });
    }
    m_back = smoothed(filled(splats));
    constexpr int kTries = 8;       // down to a sixth
    constexpr float kWeaker = 0.8F;
    for (int i = 0; i < kTries && leastVolume(m_back, m_strength) < kLeastVolume; ++i)
        m_strength *= kWeaker;
    for (auto& way : m_back)
        way *= m_strength;
}

void PointWarp::apply(float* points, int count) const
{
    for (int i = 0; i < count; ++i) {
        Eigen::Map<Eigen::Vector3f> point(points + std::ptrdiff_t{3} * i);
        Eigen::Vector3f way = Eigen::Vector3f::Zero();
        forCorners(inGrid(point), [&](std::size_t cell, float share) { way += share * m_back[cell]; });
        point -= way;
    }
}

torch::Tensor PointWarp::applied(const torch::Tensor& points) const
{
    const auto moved = points.detach().to(torch::kCPU).contiguous().clone();
    auto* first = moved.data_ptr<float>();
    base::parallelFor(int(moved.numel() / 3), kPointsPerTask, [&](int begin, int end) { apply(first + std::ptrdiff_t{3} * begin, end - begin); });
    return moved.to(points.device());
}

} // namespace effigy::generator
