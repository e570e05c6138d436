// SPDX-License-Identifier: GPL-3.0-or-later
#include "generator/camera_label.h"
#include "train/known_head.h"

#include <algorithm>
#include <array>
#include <random>

namespace effigy::train {
namespace {

constexpr int kPerRay = 4;
constexpr double kClose = 0.0125;  // world units: five millimetres to either side of the surface
constexpr double kDeep = 0.05;     // two centimetres
constexpr double kNearestEmpty = 0.4; // world units in front of the surface

/// Origin and unit direction of the ray through a place of the picture (0..1), world units.
struct Ray {
    Eigen::Vector3d origin;
    Eigen::Vector3d direction;
};

Ray rayThrough(const mesh::Camera& camera, double u, double v)
{
    const Eigen::Vector3d inCamera((u - camera.cx) / camera.fx, (v - camera.cy) / camera.fy, 1.0);
    const Eigen::Vector3d lift(0.0, generator::kWorldLift, 0.0);
    return {generator::kWorldPerMetre * (camera.headFromCamera.translation() + lift),
            (camera.headFromCamera.linear() * inCamera).normalized()};
}

using SurfaceColour = std::array<float, kSurfaceColours>;

class PointWriter {
public:
    explicit PointWriter(std::int64_t count)
        : m_result{torch::empty({1, count, 3}), torch::empty({1, count, 1}), torch::zeros({1, count, kSurfaceColours}),
                   torch::empty({1, count, 1})},
          m_points(m_result.points.data_ptr<float>()), m_occupied(m_result.occupied.data_ptr<float>()),
          m_colour(m_result.colour.data_ptr<float>()), m_onSurface(m_result.onSurface.data_ptr<float>())
    {
    }
    void add(const Eigen::Vector3d& point, bool isOccupied, const SurfaceColour& colour, bool isOnSurface)
    {
        for (int i = 0; i < 3; ++i)
            m_points[3 * m_next + i] = static_cast<float>(point[i]);
        std::copy(colour.begin(), colour.end(), m_colour + kSurfaceColours * m_next);
        m_occupied[m_next] = isOccupied ? 1.0F : 0.0F;
        m_onSurface[m_next] = isOnSurface ? 1.0F : 0.0F;
        ++m_next;
    }
    [[nodiscard]] RayPoints take() { return std::move(m_result); }

private:
    RayPoints m_result;
    float* m_points;
    float* m_occupied;
    float* m_colour;
    float* m_onSurface;
    std::int64_t m_next = 0;
};

} // namespace

RayPoints rayPoints(const HeadView& view, int rays, std::uint64_t seed)
{
    const auto depth = view.target.depth.contiguous();
    const auto size = depth.size(2);
    const auto* depths = depth.data_ptr<float>();
    const auto* colour = view.surface.data_ptr<float>();
    std::mt19937_64 random(seed);
    const auto uniform = [&random](double low, double high) {
        return low + (high - low) * static_cast<double>(random() >> 11) * 0x1.0p-53;
    };
    PointWriter writer(static_cast<std::int64_t>(rays) * kPerRay);
    const double centre = generator::kWorldPerMetre * view.camera.headFromCamera.translation().norm();
    for (int i = 0; i < rays; ++i) {
        const auto pixel = static_cast<std::int64_t>(uniform(0.0, static_cast<double>(size * size)));
        const auto row = pixel / size, column = pixel % size;
        const auto ray = rayThrough(view.camera, (static_cast<double>(column) + 0.5) / static_cast<double>(size),
                                    (static_cast<double>(row) + 0.5) / static_cast<double>(size));
        const double hit = depths[pixel];
        if (hit <= 0.0) {
            for (int k = 0; k < kPerRay; ++k)
                writer.add(ray.origin + ray.direction * (centre + uniform(-0.45, 0.45)), false, {}, false);
            continue;
        }
        SurfaceColour seen{};
        for (int k = 0; k < kSurfaceColours; ++k)
            seen[static_cast<std::size_t>(k)] = colour[k * size * size + pixel];
        const auto at = [&](double offset) -> Eigen::Vector3d { return ray.origin + ray.direction * (hit + offset); };
        writer.add(at(-uniform(kClose, kNearestEmpty)), false, {}, false);
        writer.add(at(-uniform(0.0, kClose)), false, seen, true);
        writer.add(at(uniform(0.0, kClose)), true, seen, true);
        writer.add(at(uniform(kClose, kDeep)), true, {}, false);
    }
    return writer.take();
}

} // namespace effigy::train
