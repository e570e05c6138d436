// SPDX-License-Identifier: GPL-3.0-or-later
#include "synth/strand_obstacles.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace effigy::synth {
namespace {

using Point = Eigen::Vector3f;
constexpr float kPi = std::numbers::pi_v<float>;

/// A radius by latitude and longitude.
float mapped(const std::vector<float>& radii, const Point& d)
{
    const float latitude = (std::asin(std::clamp(d.y() / d.norm(), -1.0F, 1.0F)) / kPi + 0.5F) * (SkullMap::kRows - 1);
    const float longitude = (std::atan2(d.x(), d.z()) / (2.0F * kPi) + 1.0F) * SkullMap::kColumns;
    const int row = std::min(SkullMap::kRows - 2, static_cast<int>(latitude));
    const int left = static_cast<int>(longitude);
    const float u = longitude - static_cast<float>(left), v = latitude - static_cast<float>(row);
    const auto at = [&](int r, int c) { return radii[static_cast<std::size_t>(r * SkullMap::kColumns + c % SkullMap::kColumns)]; };
    return (1.0F - v) * ((1.0F - u) * at(row, left) + u * at(row, left + 1)) + v * ((1.0F - u) * at(row + 1, left) + u * at(row + 1, left + 1));
}

} // namespace

Point placeOf(const Root& root, const std::vector<Eigen::Vector3i>& triangles, const std::vector<Point>& vertices)
{
    const auto& corner = triangles[static_cast<std::size_t>(root.triangle)];
    return (1.0F - root.u - root.v) * vertices[static_cast<std::size_t>(corner[0])] + root.u * vertices[static_cast<std::size_t>(corner[1])] +
           root.v * vertices[static_cast<std::size_t>(corner[2])];
}

StrandObstacles::StrandObstacles(const HeadStock& stock, const SkullMap& map, const std::vector<Point>& vertices, const std::vector<Point>& bust)
{
    // The middle of the skull moves with its surface.
    Point moved = Point::Zero();
    int count = 0;
    const auto& rest = stock.head->data().templateMesh;
    for (std::size_t i = 0; i < stock.scalpRoots.size(); i += 16) {
        moved += placeOf(stock.scalpRoots[i], rest.triangles, vertices) - stock.scalpRoots[i].at;
        ++count;
    }
    m_middle = kSkullMiddle + moved / static_cast<float>(std::max(1, count));
    std::vector<float> radii(map.triangle.size());
    for (std::size_t cell = 0; cell < radii.size(); ++cell) {
        const auto& corner = rest.triangles[static_cast<std::size_t>(map.triangle[cell])];
        Point at = Point::Zero();
        for (int k = 0; k < 3; ++k)
            at += map.weights[cell][k] * vertices[static_cast<std::size_t>(corner[k])];
        radii[cell] = (at - m_middle).norm();
    }
    fillCube(radii);
    m_shoulders.fill(-1.0F);
    for (const Point& p : bust) {
        const int x = column(p.x()), z = column(p.z());
        for (int dz = -1; dz <= 1; ++dz)
            for (int dx = -1; dx <= 1; ++dx)
                if (x + dx >= 0 && x + dx < kCells && z + dz >= 0 && z + dz < kCells) {
                    float& height = m_shoulders[static_cast<std::size_t>((z + dz) * kCells + x + dx)];
                    height = std::max(height, p.y());
                }
    }
}

void StrandObstacles::fillCube(const std::vector<float>& radii)
{
    for (int face = 0; face < 6; ++face)
        for (int y = 0; y <= kSide; ++y)
            for (int x = 0; x <= kSide; ++x) {
                Point d;
                d[face / 2] = face % 2 == 0 ? 1.0F : -1.0F;
                d[(face / 2 + 1) % 3] = 2.0F * static_cast<float>(x) / kSide - 1.0F;
                d[(face / 2 + 2) % 3] = 2.0F * static_cast<float>(y) / kSide - 1.0F;
                m_cube[static_cast<std::size_t>(face)][static_cast<std::size_t>(y * (kSide + 1) + x)] = mapped(radii, d);
            }
}

int StrandObstacles::column(float x)
{
    return std::clamp(static_cast<int>((x / kReach + 1.0F) * 0.5F * kCells), 0, kCells - 1);
}

float StrandObstacles::radius(const Point& d) const
{
    Eigen::Index axis = 0;
    const float longest = std::max(1e-6F, d.cwiseAbs().maxCoeff(&axis));
    const auto face = static_cast<std::size_t>(2 * axis + (d[axis] < 0.0F ? 1 : 0));
    const float u = (d[(axis + 1) % 3] / longest + 1.0F) * 0.5F * kSide, v = (d[(axis + 2) % 3] / longest + 1.0F) * 0.5F * kSide;
    const int x = std::clamp(static_cast<int>(u), 0, kSide - 1), y = std::clamp(static_cast<int>(v), 0, kSide - 1);
    const float fx = u - static_cast<float>(x), fy = v - static_cast<float>(y);
    const float* at = m_cube[face].data() + y * (kSide + 1) + x;
    return (1.0F - fy) * ((1.0F - fx) * at[0] + fx * at[1]) + fy * ((1.0F - fx) * at[kSide + 1] + fx * at[kSide + 2]);
}

float StrandObstacles::heightAbove(const Point& at) const
{
    return (at - m_middle).norm() - radius(at - m_middle);
}

Point StrandObstacles::outside(Point at, float clearance) const
{
    const Point d = at - m_middle;
    if (at.y() > -0.16F) {
        const float r = d.norm(), least = radius(d) + clearance;
        if (r < least)
            at = m_middle + d * (least / std::max(1e-6F, r));
    }
    if (at.y() < -0.09F && std::abs(at.x()) < kReach && std::abs(at.z()) < kReach) {
        const float height = m_shoulders[static_cast<std::size_t>(column(at.z()) * kCells + column(at.x()))];
        // Only from above: what hangs down the back stays there.
        if (at.y() < height + 0.008F && height - at.y() < 0.03F)
            at.y() = height + 0.008F;
    }
    return at;
}

} // namespace effigy::synth
