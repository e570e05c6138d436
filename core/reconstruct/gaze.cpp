// SPDX-License-Identifier: GPL-3.0-or-later
#include "reconstruct/gaze.h"

#include "mesh/colour_space.h"

#include <Eigen/Geometry>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <vector>

namespace effigy::reconstruct {

namespace {

constexpr double kIrisInPatch = 12.0; // radius of the iris after resampling, pixels
constexpr double kMargin = 6.0;       // around the lids, resampled pixels

bool isInside(std::span<const Eigen::Vector2d> outline, const Eigen::Vector2d& p)
{
    bool inside = false;
    for (std::size_t i = 0, j = outline.size() - 1; i < outline.size(); j = i++) {
        const auto &a = outline[i], &b = outline[j];
        if ((a.y() > p.y()) != (b.y() > p.y()) &&
            p.x() < (b.x() - a.x()) * (p.y() - a.y()) / (b.y() - a.y()) + a.x())
            inside = !inside;
    }
    return inside;
}

/// Red, because there skin and sclera are bright and every iris is dark. Edge pixels repeat.
double redAt(const base::Image& photo, double x, double y)
{
    const double fx = std::clamp(x - 0.5, 0.0, photo.width - 1.0);
    const double fy = std::clamp(y - 0.5, 0.0, photo.height - 1.0);
    const int x0 = static_cast<int>(fx), y0 = static_cast<int>(fy);
    const int x1 = std::min(x0 + 1, photo.width - 1), y1 = std::min(y0 + 1, photo.height - 1);
    const double u = fx - x0, v = fy - y0;
    return (1 - v) * ((1 - u) * *photo.at(x0, y0) + u * *photo.at(x1, y0)) +
           v * ((1 - u) * *photo.at(x0, y1) + u * *photo.at(x1, y1));
}

/// The eye's opening, resampled so that the iris has a standard size.
struct EyePatch {
    Eigen::Vector2d origin;  // photo position of the patch's corner
    double step;             // photo pixels per patch pixel
    int width;
    int height;
    std::vector<float> red;
    std::vector<char> isOpen;

    [[nodiscard]] bool openAt(int x, int y) const
    {
        return x >= 0 && y >= 0 && x < width && y < height && isOpen[y * width + x];
    }
};

EyePatch cutEye(const base::Image& photo, std::span<const Eigen::Vector2d> lids, double radiusPx)
{
    Eigen::Vector2d low = lids[0], high = lids[0];
    for (const auto& lid : lids) {
        low = low.cwiseMin(lid);
        high = high.cwiseMax(lid);
    }
    EyePatch patch;
    patch.step = radiusPx / kIrisInPatch;
    patch.origin = low - Eigen::Vector2d::Constant(kMargin * patch.step);
    patch.width = static_cast<int>((high.x() - low.x()) / patch.step + 2 * kMargin);
    patch.height = static_cast<int>((high.y() - low.y()) / patch.step + 2 * kMargin);
    for (int y = 0; y < patch.height; ++y) {
        for (int x = 0; x < patch.width; ++x) {
            const Eigen::Vector2d p = patch.origin + patch.step * Eigen::Vector2d(x + 0.5, y + 0.5);
            patch.red.push_back(static_cast<float>(redAt(photo, p.x(), p.y())));
            patch.isOpen.push_back(isInside(lids, p) ? 1 : 0);
        }
    }
    return patch;
}

/// Highlights in the iris must not outweigh it.
void clampToSclera(EyePatch& patch)
{
    std::vector<float> open;
    for (std::size_t i = 0; i < patch.red.size(); ++i)
        if (patch.isOpen[i])
            open.push_back(patch.red[i]);
    if (open.empty())
        return;
    const auto bright = open.begin() + static_cast<std::ptrdiff_t>(open.size() * 3 / 4);
    std::nth_element(open.begin(), bright, open.end());
    for (auto& value : patch.red)
        value = std::min(value, *bright);
}

/// How much darker a disc about (cx, cy) is than the open eye around it, plus the step at its left and right rims.
double irisScore(const EyePatch& patch, int cx, int cy, double radius)
{
    double inside = 0.0, around = 0.0, insideCount = 0.0, aroundCount = 0.0;
    double within = 0.0, withinCount = 0.0, beyond = 0.0, beyondCount = 0.0; // the rim's two sides
    const int reach = static_cast<int>(std::ceil(1.6 * radius));
    for (int dy = -reach; dy <= reach; ++dy) {
        for (int dx = -reach; dx <= reach; ++dx) {
            if (!patch.openAt(cx + dx, cy + dy))
                continue;
            const double value = patch.red[(cy + dy) * patch.width + cx + dx];
            const double r = std::hypot(dx, dy) / radius;
            const bool isSideways = std::abs(dx) > std::abs(dy);
            if (r < 0.95) {
                inside += value;
                ++insideCount;
            } else if (r > 1.1 && r < 1.6) {
                around += value;
                ++aroundCount;
            }
            if (isSideways && r > 0.75 && r < 1.25) {
                (r > 1.0 ? beyond : within) += value;
                ++(r > 1.0 ? beyondCount : withinCount);
            }
        }
    }
    const double area = std::numbers::pi * 0.9 * radius * radius;
    if (insideCount < 0.25 * area)
        return 0.0;
    const double contrast =
        aroundCount > 0.1 * area ? around / aroundCount - inside / insideCount : 0.0;
    const double edge =
        withinCount > 0 && beyondCount > 0 ? beyond / beyondCount - within / withinCount : 0.0;
    return (contrast + 0.5 * edge) * std::sqrt(std::min(1.0, insideCount / area));
}

double parabolaTop(double before, double at, double after)
{
    const double bend = before - 2.0 * at + after;
    return bend < -1e-9 ? std::clamp(0.5 * (before - after) / bend, -0.5, 0.5) : 0.0;
}

double openness(std::span<const Eigen::Vector2d> lids)
{
    double area = 0.0;
    double longest = 0.0;
    for (std::size_t i = 0, j = lids.size() - 1; i < lids.size(); j = i++) {
        area += lids[j].x() * lids[i].y() - lids[i].x() * lids[j].y();
        for (const auto& other : lids)
            longest = std::max(longest, (other - lids[i]).norm());
    }
    return std::abs(0.5 * area) / std::max(1e-9, longest * longest);
}

} // namespace

std::optional<Eigen::Vector2d> findIris(const base::Image& photo, std::span<const Eigen::Vector2d> lids,
                                        double radiusPx)
{
    constexpr double kClosed = 0.09;       // area of the opening / its width squared
    constexpr double kSmallestIrisPx = 1.2;
    constexpr double kFaintest = 8.0;      // grey levels between iris and sclera
    if (lids.size() < 4 || radiusPx < kSmallestIrisPx || openness(lids) < kClosed)
        return std::nullopt;
    EyePatch patch = cutEye(photo, lids, radiusPx);
    clampToSclera(patch);

    double best = 0.0;
    int bestX = 0, bestY = 0;
    double bestRadius = kIrisInPatch;
    for (const double factor : {0.85, 1.0, 1.15}) {
        const double radius = factor * kIrisInPatch;
        for (int y = 0; y < patch.height; ++y) {
            for (int x = 0; x < patch.width; ++x) {
                if (!patch.openAt(x, y))
                    continue;
                const double score = irisScore(patch, x, y, radius);
                if (score > best) {
                    best = score;
                    bestX = x;
                    bestY = y;
                    bestRadius = radius;
                }
            }
        }
    }
    if (best < kFaintest)
        return std::nullopt;
    const auto at = [&](int dx, int dy) {
        return irisScore(patch, bestX + dx, bestY + dy, bestRadius);
    };
    const Eigen::Vector2d inPatch(bestX + 0.5 + parabolaTop(at(-1, 0), best, at(1, 0)),
                                  bestY + 0.5 + parabolaTop(at(0, -1), best, at(0, 1)));
    return patch.origin + patch.step * inPatch;
}

std::optional<Eigen::Vector3f> irisColour(const base::Image& photo, const Eigen::Vector2d& centre,
                                          double radiusPx)
{
    std::vector<Eigen::Vector3f> colours;
    const int reach = static_cast<int>(std::ceil(radiusPx));
    for (int dy = 0; dy <= reach; ++dy) { // the lower half: the upper lies in the lid's shadow
        for (int dx = -reach; dx <= reach; ++dx) {
            const double r = std::hypot(dx, dy) / radiusPx;
            const int x = static_cast<int>(centre.x()) + dx, y = static_cast<int>(centre.y()) + dy;
            if (r > 0.45 && r < 0.85 && x >= 0 && y >= 0 && x < photo.width && y < photo.height)
                colours.push_back(mesh::linearFromSrgb(photo.at(x, y)));
        }
    }
    if (colours.size() < 12)
        return std::nullopt;
    std::ranges::sort(colours, {}, [](const Eigen::Vector3f& c) { return c.sum(); });
    Eigen::Vector3f sum = Eigen::Vector3f::Zero();
    const std::size_t used = colours.size() / 2; // the darker half: highlights and sclera are brighter
    for (std::size_t i = 0; i < used; ++i)
        sum += colours[i];
    return sum / static_cast<float>(used);
}

Gaze gazeTowards(const Eyeball& eye, const mesh::Camera& camera, const Eigen::Vector2d& irisPx, int width,
                 int height)
{
    constexpr double kYawReach = 0.6;   // radians, human
    constexpr double kPitchReach = 0.45;
    const Eigen::Vector3d inCamera((irisPx.x() / width - camera.cx) / camera.fx,
                                   (irisPx.y() / height - camera.cy) / camera.fy, 1.0);
    const Eigen::Vector3d direction = (camera.headFromCamera.linear() * inCamera).normalized();
    const Eigen::Vector3d toEye = eye.centre - camera.headFromCamera.translation();
    const double along = direction.dot(toEye);
    const Eigen::Vector3d nearest = along * direction - toEye; // from the eye's centre to the ray
    const double radius = (eye.iris - eye.centre).norm();
    const double half = std::sqrt(std::max(0.0, radius * radius - nearest.squaredNorm()));
    const Eigen::Vector3d looks = nearest - half * direction;
    const Eigen::Vector3d rest = eye.iris - eye.centre;
    const auto yawOf = [](const Eigen::Vector3d& v) { return std::atan2(v.x(), v.z()); };
    const auto pitchOf = [](const Eigen::Vector3d& v) { return std::atan2(v.y(), std::hypot(v.x(), v.z())); };
    return {std::clamp(yawOf(looks) - yawOf(rest), -kYawReach, kYawReach),
            std::clamp(pitchOf(looks) - pitchOf(rest), -kPitchReach, kPitchReach)};
}

GazePair towardsOneTarget(const GazePair& measured)
{
    constexpr double kUsual = 0.04;       // radians between the lines of sight: a target 1.5 m away
    constexpr double kUsualSpread = 0.05;
    constexpr double kMeasureSpread = 0.06; // two irises, each found to 0.5 mm
    constexpr double trust =
        kUsualSpread * kUsualSpread / (kUsualSpread * kUsualSpread + kMeasureSpread * kMeasureSpread);
    const double seen = measured.right.yaw - measured.left.yaw;
    const double convergence = std::max(0.0, kUsual + trust * (seen - kUsual));
    const double yaw = 0.5 * (measured.left.yaw + measured.right.yaw);
    const double pitch = 0.5 * (measured.left.pitch + measured.right.pitch);
    return {{yaw - 0.5 * convergence, pitch}, {yaw + 0.5 * convergence, pitch}};
}

Eigen::Vector3f eyeRotation(const Gaze& gaze)
{
    const Eigen::AngleAxisd turn(Eigen::AngleAxisd(gaze.yaw, Eigen::Vector3d::UnitY()) *
                                 Eigen::AngleAxisd(-gaze.pitch, Eigen::Vector3d::UnitX()));
    return (turn.angle() * turn.axis()).cast<float>();
}

} // namespace effigy::reconstruct
