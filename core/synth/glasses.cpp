// SPDX-License-Identifier: GPL-3.0-or-later
#include "synth/glasses.h"

#include "mesh/mesh.h"

#include <Eigen/Geometry>

#include <cmath>
#include <numbers>

namespace effigy::synth {
namespace {

using Point = Eigen::Vector3f;
constexpr int kAround = 36;  // points of a rim
constexpr int kSection = 6;  // points around its wire
constexpr float kPi = std::numbers::pi_v<float>;

/// A wire along points.
void addWire(const std::vector<Point>& line, bool isClosed, float radius, const Colour& colour, WornSurface& surface)
{
    std::vector<std::vector<Point>> rows;
    const auto count = line.size();
    for (std::size_t i = 0; i < count + (isClosed ? 1 : 0); ++i) {
        const Point& before = line[isClosed ? (i + count - 1) % count : (i == 0 ? 0 : i - 1)];
        const Point& after = line[isClosed ? (i + 1) % count : std::min(count - 1, i + 1)];
        const Point tangent = (after - before).normalized();
        const Point first = tangent.cross(Point(0.31F, 0.84F, 0.45F)).normalized(), second = tangent.cross(first);
        auto& row = rows.emplace_back();
        for (int k = 0; k <= kSection; ++k) {
            const float turn = 2.0F * kPi * static_cast<float>(k) / kSection;
            row.push_back(line[i % count] + radius * (std::cos(turn) * first + std::sin(turn) * second));
        }
    }
    surface.addLoft(rows, colour);
}

float signedRoot(float x, float power)
{
    return std::copysign(std::pow(std::abs(x), power), x);
}

} // namespace

Glasses fitGlasses(const head::HeadModel& head, const GlassesStyle& style, const std::vector<Eigen::Vector3f>& vertices)
{
    Glasses glasses;
    if (!style.isWorn)
        return glasses;
    const auto marks = head.landmarks(vertices);
    const Point right = 0.5F * (marks[36] + marks[39]), left = 0.5F * (marks[42] + marks[45]);
    const Point across = (left - right).normalized();
    const Point up = ((marks[27] - marks[33]) - across * across.dot(marks[27] - marks[33])).normalized();
    const Point forward = across.cross(up);
    const Point bridge = marks[27] + 0.004F * forward;
    const Point middle = 0.5F * (left + right);
    // Far enough out for lashes, brows and the bridge of the nose.
    float out = (bridge - middle).dot(forward);
    for (const int i : {37, 38, 43, 44})
        out = std::max(out, (marks[static_cast<std::size_t>(i)] - middle).dot(forward) + 0.011F);
    for (const int i : {18, 19, 20, 23, 24, 25})
        out = std::max(out, (marks[static_cast<std::size_t>(i)] - middle).dot(forward) + 0.002F);
    const float half = std::max(0.5F * (left - right).norm(), 0.5F * style.width + 0.007F);
    for (const float side : {-1.0F, 1.0F}) {
        const Point centre = middle + side * half * across + out * forward - 0.003F * up;
        std::vector<Point> rim;
        const float power = 0.45F + 0.55F * style.roundness; // of a superellipse
        for (int i = 0; i < kAround; ++i) {
            const float turn = 2.0F * kPi * static_cast<float>(i) / kAround;
            const float x = 0.5F * style.width * signedRoot(std::cos(turn), power), y = 0.5F * style.height * signedRoot(std::sin(turn), power);
            // The front bends around the face.
            const float bend = -1.6F * (side * half + x) * (side * half + x);
            rim.push_back(centre + x * across + y * up + bend * forward);
        }
        addWire(rim, true, style.rim, style.colour, glasses.frame);
        std::vector<std::vector<Point>> lens(2);
        for (int i = 0; i <= kAround; ++i) {
            lens[0].push_back(rim[static_cast<std::size_t>(i % kAround)]);
            lens[1].push_back(centre + 0.0025F * forward);
        }
        glasses.lenses.addLoft(lens, style.colour);
        const Point hinge = rim[side > 0.0F ? 0 : kAround / 2] + 0.25F * style.height * up;
        const Point ear = marks[side > 0.0F ? 16 : 0];
        const Point over(ear.x() + side * 0.007F, hinge.y() - 0.002F, ear.z() - 0.035F);
        const Point wide = hinge + Point(side * 0.004F, 0.0F, -0.006F);
        addWire({hinge, wide, 0.5F * (wide + over) + Point(side * 0.004F, 0.0F, 0.0F), over, Point(over + Point(0.0F, -0.02F, -0.018F))}, false,
                std::max(style.rim, 0.0009F), style.colour, glasses.frame);
    }
    std::vector<Point> nose;
    for (int i = 0; i <= 6; ++i) {
        const float t = static_cast<float>(i) / 3.0F - 1.0F;
        nose.push_back(middle + (half - 0.5F * style.width) * t * across + (out + 0.0015F) * forward + (0.004F - 0.003F * t * t) * up);
    }
    addWire(nose, false, style.rim, style.colour, glasses.frame);
    for (auto* surface : {&glasses.frame, &glasses.lenses})
        surface->normals = mesh::vertexNormals(surface->vertices, surface->triangles);
    return glasses;
}

} // namespace effigy::synth
