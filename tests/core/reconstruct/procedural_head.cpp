// SPDX-License-Identifier: GPL-3.0-or-later
#include "procedural_head.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace effigy::tests {

namespace {

constexpr int kColumns = 96; // around the head, column 0 at the back
constexpr int kRows = 64;    // crown to neck
constexpr double kPi = std::numbers::pi;
constexpr int kFrontalCandidate = 6; // of 13 along the head
const Eigen::Vector3d kRadii(0.076, 0.118, 0.095);

double bump(double x, double y, double cx, double cy, double width)
{
    const double r2 = (x - cx) * (x - cx) + (y - cy) * (y - cy);
    return std::exp(-r2 / (2.0 * width * width));
}

Eigen::Vector3d onEllipsoid(double u, double v)
{
    const double azimuth = 2.0 * kPi * (u - 0.5); // 0 in front, positive to the subject's left
    const double polar = kPi * (0.02 + 0.96 * v);
    Eigen::Vector3d p(kRadii.x() * std::sin(polar) * std::sin(azimuth), kRadii.y() * std::cos(polar),
                      kRadii.z() * std::sin(polar) * std::cos(azimuth));
    if (p.z() > 0.0)
        p.z() += 0.022 * bump(p.x(), p.y(), 0.0, -0.012, 0.012) - 0.006 * bump(std::abs(p.x()), p.y(), 0.034, 0.02, 0.012);
    return p;
}

mesh::Mesh ellipsoid()
{
    mesh::Mesh mesh;
    for (int row = 0; row <= kRows; ++row) {
        for (int column = 0; column <= kColumns; ++column) {
            const double u = static_cast<double>(column) / kColumns, v = static_cast<double>(row) / kRows;
            mesh.vertices.push_back(onEllipsoid(u, v).cast<float>());
            mesh.uvs.emplace_back(static_cast<float>(u), static_cast<float>(1.0 - v));
        }
    }
    const int stride = kColumns + 1;
    for (int row = 0; row < kRows; ++row) {
        for (int column = 0; column < kColumns; ++column) {
            const int a = row * stride + column, b = a + 1, c = a + stride, d = c + 1;
            mesh.triangles.emplace_back(a, c, b);
            mesh.triangles.emplace_back(b, c, d);
        }
    }
    mesh.uvTriangles = mesh.triangles;
    mesh.parts = {{"skin", 0, static_cast<int>(mesh.triangles.size())}};
    mesh.normals = mesh::vertexNormals(mesh.vertices, mesh.triangles);
    return mesh;
}

/// The front surface at (x, y), metres.
head::SurfacePoint frontPoint(const mesh::Mesh& mesh, double x, double y)
{
    for (int t = 0; t < static_cast<int>(mesh.triangles.size()); ++t) {
        const auto& c = mesh.triangles[t];
        const Eigen::Vector3f &p0 = mesh.vertices[c[0]], &p1 = mesh.vertices[c[1]], &p2 = mesh.vertices[c[2]];
        if (p0.z() <= 0.0F)
            continue;
        const auto cross = [&](const Eigen::Vector3f& a, const Eigen::Vector3f& b, double px, double py) {
            return (b.x() - a.x()) * (py - a.y()) - (b.y() - a.y()) * (px - a.x());
        };
        const double area = cross(p0, p1, p2.x(), p2.y());
        const double b0 = cross(p1, p2, x, y) / area, b1 = cross(p2, p0, x, y) / area;
        if (area > 0.0 && b0 >= -1e-6 && b1 >= -1e-6 && b0 + b1 <= 1.0 + 1e-6)
            return {t, Eigen::Vector3d(b0, b1, 1.0 - b0 - b1).cast<float>()};
    }
    return {};
}

head::SurfacePoint pointAt(double u, double v)
{
    const double column = std::clamp(u, 0.0, 0.999) * kColumns, row = std::clamp(v, 0.0, 0.999) * kRows;
    const int c = static_cast<int>(column), r = static_cast<int>(row);
    const auto s = static_cast<float>(column - c), t = static_cast<float>(row - r);
    const int first = 2 * (r * kColumns + c);
    if (s + t <= 1.0F)
        return {first, {1.0F - s - t, t, s}};
    return {first + 1, {1.0F - t, 1.0F - s, s + t - 1.0F}};
}

/// iBUG 17..67 on the face, millimetres: x to the subject's left, y up.
constexpr double kInner[51][2] = {
    {-48, 38}, {-40, 43}, {-31, 45}, {-22, 43}, {-14, 39}, {14, 39},  {22, 43},  {31, 45},  {40, 43},  {48, 38},
    {0, 26},   {0, 15},   {0, 4},    {0, -7},   {-12, -16}, {-6, -18}, {0, -20},  {6, -18},  {12, -16}, {-45, 22},
    {-38, 27}, {-30, 27}, {-21, 21}, {-30, 18}, {-38, 18}, {21, 21},  {30, 27},  {38, 27},  {45, 22},  {38, 18},
    {30, 18},  {-25, -45}, {-15, -39}, {-6, -37}, {0, -38}, {6, -37},  {15, -39}, {25, -45}, {15, -52}, {6, -55},
    {0, -56},  {-6, -55}, {-15, -52}, {-21, -45}, {-7, -43.5}, {0, -44}, {7, -43.5}, {21, -45}, {7, -46}, {0, -46.5},
    {-7, -46}};

void addLandmarks(head::HeadModelData& data)
{
    for (int i = 0; i < 51; ++i)
        data.landmarks[17 + i] =
            frontPoint(data.templateMesh, 1e-3 * kInner[i][0], 1e-3 * kInner[i][1]);
    for (int i = 0; i < 17; ++i) {
        // From ear height on the subject's right down to the chin and up again, on the frontal outline.
        const double turn = kPi * (i / 16.0);                   // 0 right, pi left
        const double y = 0.015 - 0.105 * std::sin(turn);
        const double v = (std::acos(std::clamp(y / kRadii.y(), -1.0, 1.0)) / kPi - 0.02) / 0.96;
        const double side = -std::cos(turn);                    // -1 right .. 1 left
        for (int step = -kFrontalCandidate; step <= kFrontalCandidate; ++step) {
            const double reach = std::min(1.0, 3.0 * std::abs(side));
            const double azimuth = std::copysign(0.5 + 0.05 * step, side) * kPi * reach;
            data.contour[i].push_back(pointAt(0.5 + azimuth / (2.0 * kPi), v));
        }
        data.landmarks[i] = data.contour[i][kFrontalCandidate];
    }
}

/// Fills column `k` of `basis` with `displacement` of every vertex, metres.
template <typename Displacement>
void fillColumn(Eigen::MatrixXf& basis, int k, const mesh::Mesh& mesh, const Displacement& displacement)
{
    for (int v = 0; v < static_cast<int>(mesh.vertices.size()); ++v)
        basis.block<3, 1>(3 * v, k) = displacement(Eigen::Vector3d(mesh.vertices[v].cast<double>())).template cast<float>();
}

void addShapes(head::HeadModelData& data)
{
    using V = Eigen::Vector3d;
    const mesh::Mesh& mesh = data.templateMesh;
    data.shapeBasis = Eigen::MatrixXf::Zero(3 * static_cast<Eigen::Index>(mesh.vertices.size()), 8);
    const auto front = [](const V& p) { return p.z() > 0.0 ? 1.0 : 0.0; };
    fillColumn(data.shapeBasis, 0, mesh, [](const V& p) { return V(0.05 * p.x(), 0, 0); });
    fillColumn(data.shapeBasis, 1, mesh, [](const V& p) { return V(0, 0.05 * p.y(), 0); });
    fillColumn(data.shapeBasis, 2, mesh, [](const V& p) { return V(0, 0, 0.06 * p.z()); });
    fillColumn(data.shapeBasis, 3, mesh, [&](const V& p) {
        return V(0, 0, 0.004 * front(p) * bump(p.x(), p.y(), 0.0, -0.012, 0.015));
    });
    fillColumn(data.shapeBasis, 4, mesh, [](const V& p) { return V(p.y() < -0.03 ? 0.12 * p.x() : 0.0, 0, 0); });
    fillColumn(data.shapeBasis, 5, mesh, [&](const V& p) {
        return V(0.004 * std::copysign(1.0, p.x()) * front(p) * bump(std::abs(p.x()), p.y(), 0.034, 0.022, 0.014), 0, 0);
    });
    fillColumn(data.shapeBasis, 6, mesh,
               [&](const V& p) { return V(0, 0.004 * front(p) * bump(p.x() / 3, p.y(), 0.0, -0.045, 0.012), 0); });
    fillColumn(data.shapeBasis, 7, mesh,
               [&](const V& p) { return V(0, 0.004 * front(p) * bump(p.x() / 3, p.y(), 0.0, 0.042, 0.012), 0); });
}

void addExpressions(head::HeadModelData& data)
{
    using V = Eigen::Vector3d;
    const mesh::Mesh& mesh = data.templateMesh;
    const auto names = head::arkitNames();
    data.expressionNames.assign(names.begin(), names.end());
    data.expressionBasis = Eigen::MatrixXf::Zero(3 * static_cast<Eigen::Index>(mesh.vertices.size()), head::kArkitControlCount);
    const auto column = [&](std::string_view name) {
        return static_cast<int>(std::find(names.begin(), names.end(), name) - names.begin());
    };
    const auto front = [](const V& p) { return p.z() > 0.0 ? 1.0 : 0.0; };
    fillColumn(data.expressionBasis, column("jawOpen"), mesh, [&](const V& p) {
        return V(0, p.y() < -0.045 ? -0.022 * front(p) * std::min(1.0, (-0.045 - p.y()) / 0.002) : 0.0, 0);
    });
    for (const double side : {1.0, -1.0}) {
        const std::string suffix = side > 0 ? "Left" : "Right";
        fillColumn(data.expressionBasis, column("eyeBlink" + suffix), mesh, [&](const V& p) {
            const double lid = p.y() > 0.0225 ? 1.0 : 0.0;
            return V(0, -0.009 * lid * front(p) * bump(p.x(), p.y(), side * 0.034, 0.027, 0.006), 0);
        });
        fillColumn(data.expressionBasis, column("mouthSmile" + suffix), mesh, [&](const V& p) {
            const double w = front(p) * bump(p.x(), p.y(), side * 0.023, -0.045, 0.010);
            return V(0.008 * side * w, 0.008 * w, -0.002 * w);
        });
    }
    fillColumn(data.expressionBasis, column("browInnerUp"), mesh, [&](const V& p) {
        return V(0, 0.008 * front(p) * bump(p.x(), p.y(), 0.0, 0.041, 0.015), 0);
    });
}

void addSkeleton(head::HeadModelData& data)
{
    const auto count = static_cast<Eigen::Index>(data.templateMesh.vertices.size());
    data.joints = {{"root", -1, Eigen::Vector3f::Zero()}, {"jaw", 0, Eigen::Vector3f::Zero()}};
    data.jointRegressor = Eigen::MatrixXf::Zero(2, count);
    data.jointRegressor.setConstant(1.0F / static_cast<float>(count));
    data.skinWeights = Eigen::MatrixXf::Zero(count, 2);
    data.skinWeights.col(0).setOnes();
}

void addMasks(head::HeadModelData& data)
{
    const auto& vertices = data.templateMesh.vertices;
    for (const char* name : {"face", "eyes", "lips", "innerMouth", "scalp", "neck", "ears"})
        data.masks[name].assign(vertices.size(), 0.0F);
    for (std::size_t v = 0; v < vertices.size(); ++v) {
        const auto& p = vertices[v];
        data.masks["face"][v] = p.z() > 0.02F && p.y() < 0.06F ? 1.0F : 0.0F;
        data.masks["scalp"][v] = p.y() > 0.07F || p.z() < -0.02F ? 1.0F : 0.0F;
    }
    const int stride = kColumns + 1;
    for (int row = 0; row <= kRows; ++row)
        for (int column = 0; column <= kColumns; ++column)
            data.mirrorVertex.push_back(row * stride + kColumns - column);
}

int frontalCandidate(const head::HeadModel& model, int i)
{
    const auto& mesh = model.data().templateMesh;
    const auto at = [&](const head::SurfacePoint& p) { return head::surfacePosition(p, mesh.vertices, mesh.triangles); };
    const auto& candidates = model.data().contour[i];
    const auto nearest = std::ranges::min_element(candidates, {}, [&](const auto& candidate) {
        return (at(candidate) - at(model.data().landmarks[i])).squaredNorm();
    });
    return static_cast<int>(nearest - candidates.begin());
}

} // namespace

head::HeadModelData proceduralHead()
{
    head::HeadModelData data;
    data.name = "procedural";
    data.licence = "CC0";
    data.templateMesh = ellipsoid();
    addLandmarks(data);
    addShapes(data);
    addExpressions(data);
    addSkeleton(data);
    addMasks(data);
    return data;
}

base::Image proceduralSkin(int size)
{
    base::Image skin(size, size, 3);
    for (int y = 0; y < size; ++y) {
        for (int x = 0; x < size; ++x) {
            const Eigen::Vector3d p = onEllipsoid((x + 0.5) / size, (y + 0.5) / size);
            double mole = 0.0, lips = 0.0, hair = 0.0;
            if (p.z() > 0.0) {
                mole = bump(p.x(), p.y(), 0.03, -0.02, 0.003);
                lips = bump(p.x() / 2.5, p.y(), 0.0, -0.046, 0.006);
                hair = bump(std::abs(p.x()) / 3.0, p.y(), 0.031 / 3.0, 0.042, 0.003);
            }
            hair = std::max(hair, p.y() > 0.075 || p.z() < -0.02 ? 1.0 : 0.0);
            const Eigen::Vector3d plain(205, 160, 135), red(170, 80, 80), dark(60, 45, 40);
            const Eigen::Vector3d colour = plain + lips * (red - plain) + std::max(mole, hair) * (dark - plain);
            for (int channel = 0; channel < 3; ++channel)
                skin.at(x, y)[channel] = static_cast<std::uint8_t>(std::clamp(colour[channel], 0.0, 255.0));
        }
    }
    return skin;
}

std::array<Eigen::Vector2f, head::kLandmarkCount>
seenLandmarks(const head::HeadModel& model, const head::HeadCoefficients& coefficients, const mesh::Camera& camera,
              int width, int height)
{
    const auto vertices = model.vertices(coefficients);
    const auto onPhoto = [&](const head::SurfacePoint& point) -> Eigen::Vector2f {
        const auto& corners = model.data().templateMesh.triangles[point.triangle];
        Eigen::Vector3f p = Eigen::Vector3f::Zero();
        for (int k = 0; k < 3; ++k)
            p += point.barycentric[k] * vertices[corners[k]];
        const Eigen::Vector3d seen = mesh::project(camera, p.cast<double>());
        return {static_cast<float>(seen.x() * width), static_cast<float>(seen.y() * height)};
    };
    std::array<Eigen::Vector2f, head::kLandmarkCount> seen;
    for (int i = 0; i < head::kLandmarkCount; ++i)
        seen[i] = onPhoto(model.data().landmarks[i]);
    const Eigen::Vector2f middle = seen[30];
    for (int i = 0; i < 17; ++i) {
        Eigen::Vector2f along = seen[std::min(i + 1, 16)] - seen[std::max(i - 1, 0)];
        Eigen::Vector2f out = Eigen::Vector2f(-along.y(), along.x()).normalized();
        if (out.dot(seen[i] - middle) < 0.0F)
            out = -out;
        float furthest = -std::numeric_limits<float>::infinity();
        Eigen::Vector2f best = seen[i];
        // Detectors do not follow the outline behind the jaw.
        const auto& candidates = model.data().contour[i];
        const int last = std::min(frontalCandidate(model, i) + 1, static_cast<int>(candidates.size()) - 1);
        for (int k = 0; k <= last; ++k) {
            const Eigen::Vector2f p = onPhoto(candidates[k]);
            if (out.dot(p) > furthest) {
                furthest = out.dot(p);
                best = p;
            }
        }
        seen[i] = best;
    }
    return seen;
}

} // namespace effigy::tests
