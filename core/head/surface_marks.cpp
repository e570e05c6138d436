// SPDX-License-Identifier: GPL-3.0-or-later
#include "head/surface_marks.h"

#include "base/error.h"
#include "base/smoothstep.h"

#include <Eigen/Dense>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace effigy::head {

namespace {

using base::smoothstep;

/// Frontal places on the base figure, decimetres, of the midline and the subject's left; the right
/// side mirrors them.
struct Mark {
    int left, right; // iBUG numbers; equal on the midline
    double x, y;
};

constexpr std::array kMarks = std::to_array<Mark>({
    {22, 21, 0.119, 7.452},   {23, 20, 0.243, 7.494},  {24, 19, 0.373, 7.510},
    {25, 18, 0.499, 7.483},   {26, 17, 0.588, 7.402},  {27, 27, 0.0, 7.285},
    {28, 28, 0.0, 7.180},     {29, 29, 0.0, 7.070},    {30, 30, 0.0, 6.965},
    {33, 33, 0.0, 6.822},     {34, 32, 0.078, 6.832},  {35, 31, 0.152, 6.852},
    {42, 39, 0.184, 7.277},   {43, 38, 0.262, 7.3255}, {44, 37, 0.357, 7.3335},
    {45, 36, 0.4415, 7.2866}, {46, 41, 0.357, 7.2385}, {47, 40, 0.258, 7.2465},
    {51, 51, 0.0, 6.683},     {52, 50, 0.078, 6.697},  {53, 49, 0.170, 6.671},
    {54, 48, 0.247, 6.607},   {57, 57, 0.0, 6.527},    {56, 58, 0.080, 6.532},
    {55, 59, 0.170, 6.560},   {62, 62, 0.0, 6.618},    {63, 61, 0.080, 6.620},
    {64, 60, 0.228, 6.6085},  {66, 66, 0.0, 6.5985},   {65, 67, 0.080, 6.6005},
});

const Eigen::Vector3d kInsideHead(0.0, 6.85, 0.55); // rays for the jaw line start here
constexpr double kPi = std::numbers::pi;

SurfacePoint frontalPoint(const SkinView& skin, double x, double y)
{
    // A place in the slit between the lips or the lids misses: then the nearest skin above or below
    // it is meant.
    for (const double aside : {0.0, 0.004, -0.004, 0.008, -0.008, 0.014, -0.014}) {
        if (const auto hit = castRay(skin, {x, y + aside, 4.0}, {0.0, 0.0, -1.0}, Facing::Towards))
            return hit->point;
    }
    throw base::Error("model_refused", "The base figure has another shape than expected",
                      "Unpack the package anew");
}

/// One jaw-line curve: the skin in the half plane that holds the line of sight and leans by `angle`
/// from straight down towards the subject's left.
struct JawCurve {
    std::vector<RayHit> hits; // from the cheek outwards and back
    std::size_t frontal = 0;  // where the skin turns away from the camera
};

JawCurve jawCurve(const SkinView& skin, double angle)
{
    JawCurve curve;
    const Eigen::Vector3d outward(std::sin(angle), -std::cos(angle), 0.0);
    bool isFound = false;
    for (double theta = 35.0; theta <= 125.0; theta += 2.5) {
        const double t = theta * kPi / 180.0;
        const Eigen::Vector3d direction =
            std::sin(t) * outward + std::cos(t) * Eigen::Vector3d::UnitZ();
        const auto hit = castRay(skin, kInsideHead, direction, Facing::Away);
        if (!hit)
            break;
        if (!isFound && hit->normal.z() < 0.2) {
            isFound = true;
            curve.frontal = curve.hits.size();
        }
        curve.hits.push_back(*hit);
        const bool isFarBehind = isFound && curve.hits.size() > curve.frontal + 10;
        if (isFarBehind)
            break;
    }
    if (!isFound)
        throw base::Error("model_refused", "The base figure has another shape than expected",
                          "Unpack the package anew");
    return curve;
}

Eigen::Vector3d position(const SkinView& skin, const SurfacePoint& p)
{
    const Eigen::Vector3i& t = skin.triangles[static_cast<std::size_t>(p.triangle)];
    Eigen::Vector3d sum = Eigen::Vector3d::Zero();
    for (int k = 0; k < 3; ++k)
        sum +=
            static_cast<double>(p.barycentric[k]) * skin.vertices[static_cast<std::size_t>(t[k])];
    return sum;
}

/// Angles of the nine left jaw-line curves: equal steps along the frontal silhouette from the chin
/// to below the temple.
std::array<double, 9> jawAngles(const SkinView& skin)
{
    constexpr int samples = 40;
    constexpr double highest = 7.26; // the last landmark lies a little below the eyes
    std::vector<double> angle;
    std::vector<double> along;
    Eigen::Vector3d previous = Eigen::Vector3d::Zero();
    for (int i = 0; i <= samples; ++i) {
        const double a = i * 0.75 * kPi / samples;
        const JawCurve curve = jawCurve(skin, a);
        Eigen::Vector3d at = position(skin, curve.hits[curve.frontal].point);
        at.z() = 0.0; // length as the camera sees it
        along.push_back(i == 0 ? 0.0 : along.back() + (at - previous).norm());
        angle.push_back(a);
        previous = at;
        if (at.y() > highest)
            break;
    }
    std::array<double, 9> result{};
    for (std::size_t k = 0; k < result.size(); ++k) {
        const double wanted = along.back() * static_cast<double>(k) / 8.0;
        const auto upper = std::ranges::lower_bound(along, wanted);
        const auto i = static_cast<std::size_t>(std::max<std::ptrdiff_t>(1, upper - along.begin()));
        const double share = (wanted - along[i - 1]) / (along[i] - along[i - 1]);
        result[k] = angle[i - 1] + share * (angle[i] - angle[i - 1]);
    }
    return result;
}

/// The same point on the other side of the face.
SurfacePoint mirrored(const SkinView& skin, const SurfacePoint& p)
{
    const Eigen::Vector3d at = position(skin, p);
    const Eigen::Vector3d other(-at.x(), at.y(), at.z());
    SurfacePoint best;
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t t = 0; t < skin.triangles.size(); ++t) {
        const Eigen::Vector3i& triangle = skin.triangles[t];
        Eigen::Matrix3d corners;
        for (int k = 0; k < 3; ++k)
            corners.col(k) = skin.vertices[static_cast<std::size_t>(triangle[k])];
        if (((corners.rowwise().mean() - other).squaredNorm()) > 0.25)
            continue;
        const Eigen::Vector3d n =
            (corners.col(1) - corners.col(0)).cross(corners.col(2) - corners.col(0));
        const double area2 = n.squaredNorm();
        if (area2 < 1e-18)
            continue;
        Eigen::Vector3d w;
        for (int k = 0; k < 3; ++k)
            w[k] = n.dot((corners.col((k + 2) % 3) - corners.col((k + 1) % 3))
                             .cross(other - corners.col((k + 1) % 3))) /
                   area2;
        w = w.cwiseMax(0.0);
        w /= w.sum();
        const double distance = (corners * w - other).squaredNorm();
        if (distance < least) {
            least = distance;
            best = {static_cast<int>(t), w.cast<float>()};
        }
    }
    return best;
}

using Polygon = std::vector<Eigen::Vector2d>;

const Polygon kEyeRegion = {{0.13, 7.275}, {0.20, 7.36}, {0.31, 7.40}, {0.42, 7.38},
                            {0.50, 7.30},  {0.44, 7.21}, {0.32, 7.17}, {0.20, 7.20}};
const Polygon kLipRegion = {{0.0, 6.683},   {0.078, 6.697},  {0.17, 6.671},  {0.247, 6.607},
                            {0.17, 6.560},  {0.08, 6.532},   {0.0, 6.527},   {-0.08, 6.532},
                            {-0.17, 6.560}, {-0.247, 6.607}, {-0.17, 6.671}, {-0.078, 6.697}};

double eyeRegion(const Eigen::Vector3d& p)
{
    const double distance = polygonDistance(kEyeRegion, {std::abs(p.x()), p.y()});
    return (1.0 - smoothstep(-0.02, 0.05, distance)) * smoothstep(0.9, 1.1, p.z());
}

double lipRegion(const Eigen::Vector3d& p)
{
    const double distance = polygonDistance(kLipRegion, p.head<2>());
    return (1.0 - smoothstep(-0.012, 0.018, distance)) * smoothstep(1.1, 1.2, p.z());
}

/// 1 below a line from under the chin to the nape.
double neckRegion(const Eigen::Vector3d& p)
{
    const double line = 6.80 - 0.75 * smoothstep(-0.9, 0.9, p.z());
    return 1.0 - smoothstep(line - 0.12, line + 0.12, p.y());
}

double faceRegion(const Eigen::Vector3d& p)
{
    const Eigen::Vector2d q(p.x() / 0.72, (p.y() - 6.85) / (p.y() > 6.85 ? 1.05 : 0.95));
    return (1.0 - smoothstep(0.88, 1.08, q.norm())) * smoothstep(0.35, 0.75, p.z());
}

double scalpRegion(const Eigen::Vector3d& p)
{
    // The hair line: high at the forehead, down in front of the ears, to the nape behind them.
    const double line = p.z() > 0.3 ? 7.35 + 0.5 * smoothstep(0.3, 1.1, p.z())
                                    : 6.75 + 0.6 * smoothstep(-0.5, 0.3, p.z());
    return smoothstep(line - 0.08, line + 0.12, p.y());
}

} // namespace

std::optional<RayHit> castRay(const SkinView& skin, const Eigen::Vector3d& origin,
                              const Eigen::Vector3d& direction, Facing facing)
{
    std::optional<RayHit> best;
    for (std::size_t t = 0; t < skin.triangles.size(); ++t) {
        const auto corner = [&](int k) -> const Eigen::Vector3d& {
            return skin.vertices[static_cast<std::size_t>(skin.triangles[t][k])];
        };
        const Eigen::Vector3d e1 = corner(1) - corner(0);
        const Eigen::Vector3d e2 = corner(2) - corner(0);
        const Eigen::Vector3d n = e1.cross(e2);
        const double along = n.dot(direction);
        if (facing == Facing::Towards ? along >= 0.0 : along <= 0.0)
            continue;
        const Eigen::Vector3d h = direction.cross(e2);
        const double det = e1.dot(h);
        const Eigen::Vector3d s = origin - corner(0);
        const double u = s.dot(h) / det;
        const Eigen::Vector3d q = s.cross(e1);
        const double v = direction.dot(q) / det;
        const double distance = e2.dot(q) / det;
        if (u < -1e-9 || v < -1e-9 || u + v > 1.0 + 1e-9 || distance <= 0.0 ||
            (best && distance >= best->distance))
            continue;
        const Eigen::Vector3d weights(1.0 - u - v, u, v);
        best = RayHit{{static_cast<int>(t), weights.cast<float>()}, distance, n.normalized()};
    }
    return best;
}

std::array<SurfacePoint, kLandmarkCount> placeLandmarks(const SkinView& skin)
{
    std::array<SurfacePoint, kLandmarkCount> landmarks;
    for (const Mark& mark : kMarks) {
        const SurfacePoint left = frontalPoint(skin, mark.x, mark.y);
        landmarks[static_cast<std::size_t>(mark.left)] = left;
        if (mark.right != mark.left)
            landmarks[static_cast<std::size_t>(mark.right)] = mirrored(skin, left);
    }
    return landmarks;
}

std::array<std::vector<SurfacePoint>, 17>
placeContour(const SkinView& skin, std::array<SurfacePoint, kLandmarkCount>& landmarks)
{
    std::array<std::vector<SurfacePoint>, 17> contour;
    const std::array<double, 9> angles = jawAngles(skin);
    for (std::size_t k = 0; k < angles.size(); ++k) {
        const JawCurve curve = jawCurve(skin, angles[k]);
        landmarks[8 + k] = curve.hits[curve.frontal].point;
        landmarks[8 - k] = k == 0 ? landmarks[8] : mirrored(skin, landmarks[8 + k]);
        for (const RayHit& hit : curve.hits) {
            contour[8 + k].push_back(hit.point);
            if (k > 0)
                contour[8 - k].push_back(mirrored(skin, hit.point));
        }
    }
    return contour;
}

double polygonDistance(std::span<const Eigen::Vector2d> polygon, const Eigen::Vector2d& at)
{
    double least = std::numeric_limits<double>::infinity();
    bool isInside = false;
    for (std::size_t i = 0, j = polygon.size() - 1; i < polygon.size(); j = i++) {
        const Eigen::Vector2d edge = polygon[i] - polygon[j];
        const double t = std::clamp((at - polygon[j]).dot(edge) / edge.squaredNorm(), 0.0, 1.0);
        least = std::min(least, (at - polygon[j] - t * edge).norm());
        const bool crosses = (polygon[i].y() > at.y()) != (polygon[j].y() > at.y());
        if (crosses && at.x() < polygon[j].x() + (at.y() - polygon[j].y()) / edge.y() * edge.x())
            isInside = !isInside;
    }
    return isInside ? -least : least;
}

std::map<std::string, std::vector<float>> paintMasks(const std::vector<Eigen::Vector3d>& vertices,
                                                     const std::vector<bool>& inside,
                                                     const std::vector<bool>& isEyeball,
                                                     const std::vector<double>& earMoves)
{
    std::map<std::string, std::vector<float>> masks;
    for (const char* name : {"face", "eyes", "lips", "innerMouth", "scalp", "neck", "ears"})
        masks[name].assign(vertices.size(), 0.0F);
    const double earLarge = *std::ranges::max_element(earMoves);
    for (std::size_t v = 0; v < vertices.size(); ++v) {
        const Eigen::Vector3d& p = vertices[v];
        if (inside[v]) {
            masks["innerMouth"][v] = 1.0F;
            continue;
        }
        if (isEyeball[v]) {
            masks["eyes"][v] = masks["face"][v] = 1.0F;
            continue;
        }
        const double ears = smoothstep(0.35, 0.6, earMoves[v] / earLarge);
        const double neck = neckRegion(p);
        masks["ears"][v] = static_cast<float>(ears);
        masks["neck"][v] = static_cast<float>(neck);
        masks["eyes"][v] = static_cast<float>(eyeRegion(p));
        masks["lips"][v] = static_cast<float>(lipRegion(p));
        masks["face"][v] = static_cast<float>(faceRegion(p) * (1.0 - ears) * (1.0 - neck));
        masks["scalp"][v] = static_cast<float>(scalpRegion(p) * (1.0 - ears) * (1.0 - neck));
    }
    return masks;
}

} // namespace effigy::head
