// SPDX-License-Identifier: GPL-3.0-or-later
#include "head/mouth_and_eyes.h"

#include <Eigen/Dense>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <set>

namespace effigy::head {

namespace {

constexpr double kPi = std::numbers::pi;
constexpr double kDegree = kPi / 180.0;

// --- Eyeball

constexpr int kEyeColumns = 24;
/// Angles of the rings from the line of sight; dense where iris and cornea end.
constexpr std::array kEyeRings = {5.0,  9.75, 15.0, 20.5, 25.5, 30.0,  36.0,
                                  44.0, 54.0, 65.0, 77.0, 90.0, 108.0, 130.0};
constexpr double kCorneaEnd = 31.0;   // degrees
constexpr double kCorneaBulge = 0.05; // of the lids' radius, at the front pole
constexpr double kBallRadius = 0.714; // of the lids' radius: 12 mm on the mean head
/// The front is a conic of revolution with the ball's curvature at the pole that widens to stay
/// behind the corners of the lids, where a real eye has conjunctiva and caruncle.
constexpr double kConic = -0.8;
constexpr double kClearance = 0.97; // of the lids' radius: the sides stay this far inside

struct EyeProfile {
    double aside, forward; // from the line of sight, and along it
};

/// The eye's outline at a ring; the pole of the white lies at forward = 1.
EyeProfile eyeProfile(double degrees)
{
    const double c = degrees < kCorneaEnd ? std::cos(0.5 * kPi * degrees / kCorneaEnd) : 0.0;
    const double aside = std::sin(degrees * kDegree);
    const double back = std::cos(degrees * kDegree);
    if (degrees > 70.0)
        return {kClearance * aside, kClearance * back};
    const double q = aside * aside;
    const double root = std::sqrt(1.0 - (1.0 + kConic) * q / (kBallRadius * kBallRadius));
    return {aside, 1.0 - q / (kBallRadius * (1.0 + root)) + kCorneaBulge * c * c};
}

/// How much of the eye's turn a ring takes: the iris and the white around it all, the part behind
/// the lids none.
double ringShare(double degrees)
{
    constexpr double whole = 28.0, none = 66.0;
    const double t = std::clamp((degrees - whole) / (none - whole), 0.0, 1.0);
    return 1.0 - t * t * (3.0 - 2.0 * t);
}

// --- Dental arches, decimetres in the frame of the base figure

constexpr int kTeethPerSide = 7;

struct ToothKind {
    double width, height, depth;
    double edge; // depth at the biting edge as a share of depth
    double cusp; // how far the edge's corners stay behind its middle, as a share of the height
};

constexpr std::array<ToothKind, kTeethPerSide> kUpperTeeth = {{{0.075, 0.098, 0.068, 0.36, 0.015},
                                                               {0.060, 0.090, 0.060, 0.38, 0.035},
                                                               {0.068, 0.097, 0.072, 0.50, 0.130},
                                                               {0.063, 0.095, 0.080, 0.72, 0.110},
                                                               {0.062, 0.091, 0.082, 0.78, 0.090},
                                                               {0.092, 0.089, 0.098, 0.85, 0.050},
                                                               {0.090, 0.090, 0.098, 0.85, 0.050}}};
constexpr std::array<ToothKind, kTeethPerSide> kLowerTeeth = {{{0.047, 0.084, 0.056, 0.36, 0.010},
                                                               {0.052, 0.086, 0.058, 0.38, 0.020},
                                                               {0.060, 0.094, 0.068, 0.50, 0.120},
                                                               {0.062, 0.080, 0.074, 0.70, 0.100},
                                                               {0.063, 0.076, 0.078, 0.78, 0.080},
                                                               {0.098, 0.070, 0.094, 0.85, 0.050},
                                                               {0.096, 0.066, 0.094, 0.85, 0.050}}};

/// Half an oval in the horizontal plane, blunter in front than an ellipse:
/// x = width * sin(phi), z = back + depth * (cos(phi) + blunt * sin(2 phi)^2 / 4).
struct Arch {
    double width, depth, back, blunt;
    double neckHeight; // y of the gum line at the front teeth
    double neckRise;   // how much higher (upper) the gum line lies at the molars
    double direction;  // +1: teeth point up, -1: down
};

constexpr Arch kUpperArch = {0.270, 0.490, 0.995, 0.26, 6.675, 0.010, -1.0};
constexpr Arch kLowerArch = {0.250, 0.455, 0.985, 0.26, 6.514, 0.022, 1.0};

const Arch& archOf(Jaw jaw)
{
    return jaw == Jaw::Upper ? kUpperArch : kLowerArch;
}

Eigen::Vector3d archPoint(const Arch& arch, double phi)
{
    const double back = 1.0 - std::cos(phi);
    const double aside = std::sin(2.0 * phi);
    return {arch.width * std::sin(phi), arch.neckHeight + arch.neckRise * back,
            arch.back + arch.depth * (std::cos(phi) + 0.25 * arch.blunt * aside * aside)};
}

/// The derivative of archPoint in the horizontal plane.
Eigen::Vector3d archSpeed(const Arch& arch, double phi)
{
    return {arch.width * std::cos(phi), 0.0,
            arch.depth * (0.5 * arch.blunt * std::sin(4.0 * phi) - std::sin(phi))};
}

Eigen::Vector3d archTangent(const Arch& arch, double phi)
{
    return archSpeed(arch, phi).normalized();
}

/// The arch angle at arc length `length` from the middle.
double archAngle(const Arch& arch, double length)
{
    double phi = 0.0;
    double walked = 0.0;
    constexpr double step = 0.002;
    while (walked < length && phi < kPi) {
        walked += step * archSpeed(arch, phi).norm();
        phi += step;
    }
    return phi;
}

// --- One tooth

constexpr int kToothColumns = 12;
constexpr std::array kToothRows = {-0.25, 0.0, 0.35, 0.72,
                                   0.93,  1.0}; // share of the height, below 0: inside the gum
constexpr double kToothGap = 1.02;              // neighbours overlap a little where they touch

/// Width of the crown at height `h`: narrow at the neck, full from the middle on, so that
/// neighbours touch to near the edge, whose corners are rounded.
double crownWidth(double h)
{
    constexpr double neck = 0.80, full = 0.55, corner = 0.90, edge = 0.93;
    if (h < full)
        return neck + (1.0 - neck) * std::sin(0.5 * kPi * std::max(0.0, h + 0.25) / (full + 0.25));
    const double t = std::max(0.0, (h - corner) / (1.0 - corner));
    return 1.0 - (1.0 - edge) * t * t;
}

/// How far the crown's face stands out at height `h`, as a share of half its depth.
double crownFace(double h)
{
    constexpr double bulge = 0.35, edge = 0.80;
    const double t = std::max(0.0, h - bulge) / (1.0 - bulge);
    return 1.0 - (1.0 - edge) * t * t;
}

/// Where a tooth stands: its sides touch its neighbours half a width to either side of the origin.
struct ToothFrame {
    Eigen::Vector3d origin, across, out, along; // along points from the gum to the edge
    double width;
};

void appendTooth(const ToothKind& kind, const ToothFrame& frame, const Eigen::Vector2d& uvLow,
                 const Eigen::Vector2d& uvSize, ShapedSurface& surface)
{
    const int first = static_cast<int>(surface.vertices.size());
    const int firstUv = static_cast<int>(surface.uvs.size());
    const int rows = static_cast<int>(kToothRows.size());
    constexpr double kThinnest = 0.15; // of the depth, behind the sides
    for (int r = 0; r < rows; ++r) {
        const double row = kToothRows[static_cast<std::size_t>(r)];
        const double taper = std::clamp(row, 0.0, 1.0);
        const double depth = kind.depth * (1.0 - (1.0 - kind.edge) * taper * taper);
        const double half = 0.5 * kToothGap * frame.width * crownWidth(row);
        // The face stays nearly upright; thinning happens on the tongue side. Sides touch at z = 0.
        const double front = 0.5 * kind.depth * crownFace(row);
        const double behind = std::max(depth - front, kThinnest * kind.depth);
        for (int c = 0; c <= kToothColumns; ++c) {
            const double angle = 2.0 * kPi * c / kToothColumns;
            const auto rounded = [](double x, double power) {
                return std::copysign(std::pow(std::abs(x), power), x);
            };
            const double aside = rounded(std::cos(angle), 0.55);
            const double z =
                rounded(std::sin(angle), 0.8) * (std::sin(angle) > 0.0 ? front : behind);
            const double h = row - kind.cusp * aside * aside * std::max(0.0, row - 0.5) / 0.5;
            if (c < kToothColumns)
                surface.vertices.push_back(frame.origin + aside * half * frame.across +
                                           z * frame.out + h * kind.height * frame.along);
            surface.uvs.emplace_back(uvLow.x() + uvSize.x() * c / kToothColumns,
                                     uvLow.y() + uvSize.y() * 0.85 * r / (rows - 1));
        }
    }
    const int tip = static_cast<int>(surface.vertices.size());
    surface.vertices.push_back(frame.origin + kind.height * frame.along);
    const int firstTipUv = static_cast<int>(surface.uvs.size());
    for (int c = 0; c < kToothColumns; ++c)
        surface.uvs.emplace_back(uvLow.x() + uvSize.x() * (c + 0.5) / kToothColumns,
                                 uvLow.y() + uvSize.y());
    // Counter-clockwise from outside when (across, along, out) is right-handed.
    const bool isRight = frame.across.cross(frame.along).dot(frame.out) > 0.0;
    const auto add = [&](const Eigen::Vector3i& t, const Eigen::Vector3i& uv) {
        surface.triangles.push_back(isRight ? Eigen::Vector3i(t[0], t[2], t[1]) : t);
        surface.uvTriangles.push_back(isRight ? Eigen::Vector3i(uv[0], uv[2], uv[1]) : uv);
    };
    for (int c = 0; c < kToothColumns; ++c) {
        const int next = (c + 1) % kToothColumns;
        for (int r = 0; r + 1 < rows; ++r) {
            const int a = first + r * kToothColumns, b = a + kToothColumns;
            const int ua = firstUv + r * (kToothColumns + 1), ub = ua + kToothColumns + 1;
            add({a + c, a + next, b + next}, {ua + c, ua + c + 1, ub + c + 1});
            add({a + c, b + next, b + c}, {ua + c, ub + c + 1, ub + c});
        }
        const int top = first + (rows - 1) * kToothColumns;
        const int topUv = firstUv + (rows - 1) * (kToothColumns + 1);
        add({top + c, top + next, tip}, {topUv + c, topUv + c + 1, firstTipUv + c});
    }
}

/// Adds the right half as the mirror image of the left one, into the other half of the unit square.
void addMirrorHalf(ShapedSurface& surface)
{
    const int half = static_cast<int>(surface.vertices.size());
    const int halfUv = static_cast<int>(surface.uvs.size());
    for (int v = 0; v < half; ++v) {
        const Eigen::Vector3d p = surface.vertices[static_cast<std::size_t>(v)];
        surface.vertices.emplace_back(-p.x(), p.y(), p.z());
    }
    for (int v = 0; v < halfUv; ++v) {
        const Eigen::Vector2d uv = surface.uvs[static_cast<std::size_t>(v)];
        surface.uvs.emplace_back(1.0 - uv.x(), uv.y());
    }
    surface.mirror.resize(surface.vertices.size());
    for (int v = 0; v < half; ++v) {
        surface.mirror[static_cast<std::size_t>(v)] = v + half;
        surface.mirror[static_cast<std::size_t>(v + half)] = v;
    }
    const std::size_t triangles = surface.triangles.size();
    for (std::size_t t = 0; t < triangles; ++t) {
        const Eigen::Vector3i a = surface.triangles[t].array() + half;
        const Eigen::Vector3i uv = surface.uvTriangles[t].array() + halfUv;
        surface.triangles.emplace_back(a[0], a[2], a[1]);
        surface.uvTriangles.emplace_back(uv[0], uv[2], uv[1]);
    }
}

} // namespace

EyeFit fitEye(const FigurePoints& points, const FigurePoints& neutral,
              const std::vector<int>& helper)
{
    double back = 1e9;
    double front = -1e9;
    for (const int i : helper) {
        back = std::min(back, neutral(2, i));
        front = std::max(front, neutral(2, i));
    }
    std::vector<int> white;
    for (const int i : helper) {
        if (neutral(2, i) < back + 0.8 * (front - back))
            white.push_back(i);
    }
    // |p|^2 = 2 c.p + (r^2 - |c|^2) is linear in centre and offset.
    Eigen::MatrixX4d system(static_cast<Eigen::Index>(white.size()), 4);
    Eigen::VectorXd right(static_cast<Eigen::Index>(white.size()));
    for (std::size_t i = 0; i < white.size(); ++i) {
        const Eigen::Vector3d p = points.col(white[i]);
        system.row(static_cast<Eigen::Index>(i)) << 2.0 * p.transpose(), 1.0;
        right[static_cast<Eigen::Index>(i)] = p.squaredNorm();
    }
    const Eigen::Vector4d solved = system.colPivHouseholderQr().solve(right);
    const Eigen::Vector3d centre = solved.head<3>();
    return {centre, std::sqrt(std::max(0.0, solved[3] + centre.squaredNorm()))};
}

ShapedSurface shapeEyeball()
{
    ShapedSurface eye;
    const int rings = static_cast<int>(kEyeRings.size());
    eye.vertices.emplace_back(0.0, 0.0, eyeProfile(0.0).forward);
    eye.uvs.emplace_back(0.5, 0.5);
    for (const double degrees : kEyeRings) {
        const EyeProfile profile = eyeProfile(degrees);
        for (int c = 0; c < kEyeColumns; ++c) {
            const double around = 2.0 * kPi * c / kEyeColumns;
            const Eigen::Vector2d direction(std::cos(around), std::sin(around));
            eye.vertices.emplace_back(profile.aside * direction.x(), profile.aside * direction.y(),
                                      profile.forward);
            eye.uvs.emplace_back(Eigen::Vector2d(0.5, 0.5) +
                                 0.5 * degrees / kEyeRings.back() * direction);
        }
    }
    for (int c = 0; c < kEyeColumns; ++c) {
        const int next = (c + 1) % kEyeColumns;
        eye.triangles.emplace_back(0, 1 + c, 1 + next);
        for (int r = 0; r + 1 < rings; ++r) {
            const int a = 1 + r * kEyeColumns, b = a + kEyeColumns;
            eye.triangles.emplace_back(a + c, b + c, b + next);
            eye.triangles.emplace_back(a + c, b + next, a + next);
        }
    }
    eye.uvTriangles = eye.triangles;
    return eye;
}

std::vector<int> eyeballEquator()
{
    const auto ring = std::ranges::find(kEyeRings, 90.0) - kEyeRings.begin();
    std::vector<int> equator(kEyeColumns);
    for (int c = 0; c < kEyeColumns; ++c)
        equator[static_cast<std::size_t>(c)] = 1 + static_cast<int>(ring) * kEyeColumns + c;
    return equator;
}

std::vector<double> eyeballTurnShares()
{
    std::vector<double> shares(1, 1.0);
    for (const double degrees : kEyeRings)
        shares.insert(shares.end(), kEyeColumns, ringShare(degrees));
    return shares;
}

std::vector<std::pair<int, double>> eyeballCentre()
{
    const std::vector<int> equator = eyeballEquator();
    const double share = (1.0 - kBallRadius) / eyeProfile(0.0).forward; // of the pole
    std::vector<std::pair<int, double>> weights = {{0, share}};
    for (const int v : equator)
        weights.emplace_back(v, (1.0 - share) / static_cast<double>(equator.size()));
    return weights;
}

ShapedSurface shapeTeeth(Jaw jaw)
{
    const Arch& arch = archOf(jaw);
    const auto& kinds = jaw == Jaw::Upper ? kUpperTeeth : kLowerTeeth;
    ShapedSurface teeth;
    double walked = 0.0;
    for (int i = 0; i < kTeethPerSide; ++i) {
        const ToothKind& kind = kinds[static_cast<std::size_t>(i)];
        const Eigen::Vector3d near = archPoint(arch, archAngle(arch, walked));
        walked += kind.width;
        const Eigen::Vector3d far = archPoint(arch, archAngle(arch, walked));
        const Eigen::Vector3d chord(far.x() - near.x(), 0.0, far.z() - near.z());
        const Eigen::Vector3d across = chord.normalized();
        const Eigen::Vector3d up(0.0, arch.direction, 0.0);
        const Eigen::Vector3d out(-across.z(), 0.0, across.x());
        const ToothFrame frame = {0.5 * (near + far), across, out, up, chord.norm()};
        const double cell = 0.5 / kTeethPerSide;
        appendTooth(kind, frame, {0.5 + cell * (i + 0.04), 0.03}, {0.92 * cell, 0.94}, teeth);
    }
    addMirrorHalf(teeth);
    return teeth;
}

ShapedSurface shapeGum(Jaw jaw)
{
    const Arch& arch = archOf(jaw);
    constexpr int stations = 29; // odd: one in the middle
    constexpr int sides = 9;
    ShapedSurface gum;
    for (int s = 0; s < stations; ++s) {
        const double phi = (2.0 * s / (stations - 1) - 1.0) * archAngle(arch, 0.57);
        const Eigen::Vector3d centre = archPoint(arch, phi);
        const Eigen::Vector3d across = archTangent(arch, phi);
        const Eigen::Vector3d out(-across.z(), 0.0, across.x());
        const double thickness = 0.042 + 0.022 * (1.0 - std::cos(phi));
        for (int k = 0; k < sides; ++k) {
            // A ridge: from deep on the tongue side over the tooth necks to deep on the lip side.
            const double angle = kPi * k / (sides - 1);
            const double outward = -thickness * std::cos(angle);
            const double ridge = std::pow(std::sin(angle), 0.6);
            gum.vertices.push_back(
                centre + outward * out +
                Eigen::Vector3d(0.0, arch.direction * (0.030 * ridge - 0.105 * (1.0 - ridge)),
                                0.0));
            gum.uvs.emplace_back(0.02 + 0.96 * s / (stations - 1), 0.03 + 0.94 * k / (sides - 1));
            gum.mirror.push_back((stations - 1 - s) * sides + k);
        }
    }
    for (int s = 0; s + 1 < stations; ++s) {
        for (int k = 0; k + 1 < sides; ++k) {
            const int a = s * sides + k, b = a + sides;
            const bool flip = arch.direction < 0.0;
            // The diagonal changes at the middle, so that both halves mirror each other.
            const bool isRightHalf = s < (stations - 1) / 2;
            const std::array<Eigen::Vector3i, 2> pair =
                isRightHalf
                    ? std::array{Eigen::Vector3i(a, a + 1, b + 1), Eigen::Vector3i(a, b + 1, b)}
                    : std::array{Eigen::Vector3i(a, a + 1, b), Eigen::Vector3i(a + 1, b + 1, b)};
            for (const Eigen::Vector3i& t : pair)
                gum.triangles.push_back(flip ? Eigen::Vector3i(t[0], t[2], t[1]) : t);
        }
    }
    gum.uvTriangles = gum.triangles;
    return gum;
}

Eigen::Affine3d affineBetween(const FigurePoints& from, const FigurePoints& to,
                              const std::vector<int>& indices)
{
    const auto count = static_cast<Eigen::Index>(indices.size());
    Eigen::Matrix3Xd a(3, count);
    Eigen::Matrix3Xd b(3, count);
    for (Eigen::Index i = 0; i < count; ++i) {
        a.col(i) = from.col(indices[static_cast<std::size_t>(i)]);
        b.col(i) = to.col(indices[static_cast<std::size_t>(i)]);
    }
    const Eigen::Vector3d meanA = a.rowwise().mean();
    const Eigen::Vector3d meanB = b.rowwise().mean();
    a.colwise() -= meanA;
    b.colwise() -= meanB;
    const Eigen::Matrix3d linear = (b * a.transpose()) * (a * a.transpose()).inverse();
    Eigen::Affine3d map = Eigen::Affine3d::Identity();
    map.linear() = linear;
    map.translation() = meanB - linear * meanA;
    return map;
}

std::vector<int> pointsOf(const BaseFigure& figure, const std::string& group)
{
    std::set<int> points;
    for (const FigureQuad& quad : figure.quads.at(group))
        points.insert(quad.corner.begin(), quad.corner.end());
    return {points.begin(), points.end()};
}

} // namespace effigy::head
