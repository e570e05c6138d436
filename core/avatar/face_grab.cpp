// SPDX-License-Identifier: GPL-3.0-or-later
#include "avatar/face_grab.h"

#include "avatar/framing.h"
#include "avatar/shown_head.h"
#include "head/surface_marks.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

namespace effigy::avatar {
namespace {

using head::SurfacePoint;

struct RegionName {
    GrabRegion region;
    std::string_view label;
    std::vector<int> landmarks; // iBUG, of both sides
    double reach;               // metres around them
    std::vector<std::string_view> controls; // ids without Left and Right at the end stand for both
};

const std::vector<RegionName>& regions()
{
    static const std::vector<RegionName> kRegions = {
        {GrabRegion::Brow, "Brow", {17, 18, 19, 20, 21, 22, 23, 24, 25, 26}, 0.020, {"browDown", "browInnerUp", "browOuterUp"}},
        {GrabRegion::Lid, "Lid", {36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47}, 0.012, {"eyeBlink", "eyeSquint", "eyeWide"}},
        {GrabRegion::Nose, "Nose", {28, 29, 30, 31, 32, 33, 34, 35}, 0.014, {"noseSneer", "mouthUpperUp"}},
        {GrabRegion::MouthCorner, "Corner of the mouth", {48, 54, 60, 64}, 0.010,
         {"mouthSmile", "mouthFrown", "mouthStretch", "mouthDimple", "mouthPucker", "mouthLeft", "mouthRight"}},
        {GrabRegion::Lips, "Lips", {49, 50, 51, 52, 53, 55, 56, 57, 58, 59, 61, 62, 63, 65, 66, 67}, 0.010,
         {"mouthUpperUp", "mouthLowerDown", "mouthFunnel", "mouthPucker", "mouthShrugUpper", "mouthShrugLower", "mouthLeft", "mouthRight", "jawOpen"}},
        {GrabRegion::Jaw, "Jaw", {5, 6, 7, 8, 9, 10, 11}, 0.028, {"jawOpen", "jawForward", "jawLeft", "jawRight", "mouthShrugLower"}},
        {GrabRegion::Cheek, "Cheek", {}, 0.0, {"cheekPuff", "cheekSquint", "mouthSmile", "mouthDimple"}},
    };
    return kRegions;
}

const RegionName& nameOf(GrabRegion region) { return *std::ranges::find(regions(), region, &RegionName::region); }

constexpr std::array<std::array<int, 3>, 4> kCheeks = {{{2, 31, 36}, {4, 31, 48}, {14, 35, 45}, {12, 35, 54}}}; // between these landmarks
constexpr double kCheekReach = 0.028;   // metres around their middles
constexpr double kProbe = 0.25;         // of a control, for its way
constexpr double kDull = 0.002;         // metres for 1: what moves a place less does not count
constexpr double kStiffness = 0.02;     // of a lever that moves the place as well as any and nothing more than it
constexpr int kSweeps = 200;
constexpr int kLooks = 5;               // at where the place has gone: mesh and lids do not move along lines
constexpr double kFarthestAim = 4.0;    // times the way
constexpr double kClose = 2e-4;         // parts of the picture: a fifth of a pixel

Eigen::Vector2d onPicture(const mesh::Camera& camera, const Eigen::Vector3d& place) { return mesh::project(camera, place).head<2>(); }

/// Controls of that id, or of its left and right one.
std::vector<std::string> controlsOf(std::string_view id)
{
    if (head::findControl(id))
        return {std::string(id)};
    return {std::string(id) + "Left", std::string(id) + "Right"};
}

/// Minimises |ways x - wanted|^2 + sum cost x^2 for x within limits, coordinate by coordinate: a convex problem of a few unknowns.
///   ways   [2, n]
///   least, most  [n] of x
Eigen::VectorXd boxedLeastSquares(const Eigen::Matrix2Xd& ways, const Eigen::Vector2d& wanted, const Eigen::VectorXd& costs,
                                  const Eigen::VectorXd& least, const Eigen::VectorXd& most)
{
    Eigen::VectorXd x = Eigen::VectorXd::Zero(ways.cols());
    Eigen::Vector2d left = wanted; // wanted - ways x
    for (int sweep = 0; sweep < kSweeps; ++sweep)
        for (Eigen::Index k = 0; k < x.size(); ++k) {
            const Eigen::Vector2d way = ways.col(k);
            const double best = (way.dot(left) + way.squaredNorm() * x[k]) / (way.squaredNorm() + costs[k]);
            const double next = std::clamp(best, least[k], most[k]);
            left -= way * (next - x[k]);
            x[k] = next;
        }
    return x;
}

} // namespace

std::string_view grabLabel(GrabRegion region) { return nameOf(region).label; }

GrabbableFace::GrabbableFace(std::shared_ptr<const Avatar> avatar, const head::ControlValues& controls)
    : m_avatar(std::move(avatar)), m_controls(controls), m_model(shownHead(m_avatar->contents(), controls))
{
    const auto vertices = posedWith(controls);
    for (const auto& vertex : vertices)
        m_vertices.push_back(vertex.cast<double>());
    const mesh::Mesh& whole = m_model->data().templateMesh;
    const auto skin = std::ranges::find(whole.parts, "skin", &mesh::MeshPart::material);
    const bool isApart = skin != whole.parts.end() && skin->firstTriangle == 0;
    m_triangles = whole.triangles;
    if (isApart)
        m_triangles.resize(std::size_t(skin->triangleCount));
    const auto marks = m_model->landmarks(vertices);
    std::ranges::transform(marks, m_landmarks.begin(), [](const Eigen::Vector3f& mark) -> Eigen::Vector3d { return mark.cast<double>(); });
    for (const Eigen::Vector3i& triangle : m_triangles)
        m_regions.push_back(regionOf(middleOf(triangle)));
}

std::vector<Eigen::Vector3f> GrabbableFace::posedWith(const head::ControlValues& controls) const
{
    return m_model->vertices(m_model->coefficients(controls, m_avatar->fit().coefficients.shape));
}

Eigen::Vector3d GrabbableFace::middleOf(const Eigen::Vector3i& triangle) const
{
    return (m_vertices[std::size_t(triangle[0])] + m_vertices[std::size_t(triangle[1])] + m_vertices[std::size_t(triangle[2])]) / 3.0;
}

/// The region whose landmarks are nearest, by their reach; a cheek where none reaches but its middle does.
std::optional<GrabRegion> GrabbableFace::regionOf(const Eigen::Vector3d& place) const
{
    std::optional<GrabRegion> best;
    double nearest = 1.0;
    for (const RegionName& name : regions())
        for (const int landmark : name.landmarks)
            if (const double away = (place - m_landmarks[std::size_t(landmark)]).norm() / name.reach; away < nearest) {
                nearest = away;
                best = name.region;
            }
    const auto isNear = [&](const std::array<int, 3>& cheek) {
        Eigen::Vector3d middle = Eigen::Vector3d::Zero();
        for (const int landmark : cheek)
            middle += m_landmarks[std::size_t(landmark)] / 3.0;
        return (place - middle).norm() < kCheekReach;
    };
    if (!best && std::ranges::any_of(kCheeks, isNear))
        best = GrabRegion::Cheek;
    return best;
}

std::optional<GrabbableFace::Spot> GrabbableFace::spotAt(const mesh::Camera& camera, const Eigen::Vector2d& at) const
{
    const mesh::Camera view = cameraOfTurnedHead(camera, m_controls);
    const Eigen::Vector3d along((at.x() - view.cx) / view.fx, (at.y() - view.cy) / view.fy, 1.0);
    const auto hit = head::castRay({m_vertices, m_triangles}, view.headFromCamera.translation(), view.headFromCamera.linear() * along,
                                   head::Facing::Towards);
    if (!hit)
        return std::nullopt;
    const auto region = m_regions[std::size_t(hit->point.triangle)];
    if (!region)
        return std::nullopt;
    return Spot{.point = hit->point, .region = *region, .isLeft = middleOf(m_triangles[std::size_t(hit->point.triangle)]).x() > 0.0};
}

std::vector<std::array<Eigen::Vector2d, 3>> GrabbableFace::regionOutline(const mesh::Camera& camera, const Spot& spot) const
{
    const mesh::Camera view = cameraOfTurnedHead(camera, m_controls);
    const bool isInTheMiddle = spot.region == GrabRegion::Nose || spot.region == GrabRegion::Lips || spot.region == GrabRegion::Jaw;
    std::vector<std::array<Eigen::Vector2d, 3>> shown;
    for (std::size_t t = 0; t < m_triangles.size(); ++t) {
        if (m_regions[t] != spot.region)
            continue;
        const Eigen::Vector3i& triangle = m_triangles[t];
        const auto corner = [&](int k) -> const Eigen::Vector3d& { return m_vertices[std::size_t(triangle[k])]; };
        const Eigen::Vector3d middle = middleOf(triangle), normal = (corner(1) - corner(0)).cross(corner(2) - corner(0));
        const bool isOtherSide = !isInTheMiddle && (middle.x() > 0.0) != spot.isLeft;
        if (!isOtherSide && normal.dot(view.headFromCamera.translation() - middle) > 0.0)
            shown.push_back({onPicture(view, corner(0)), onPicture(view, corner(1)), onPicture(view, corner(2))});
    }
    return shown;
}

FaceGrab::FaceGrab(std::shared_ptr<const GrabbableFace> face, const GrabbableFace::Spot& spot, const mesh::Camera& camera, GrabSides sides)
    : m_face(std::move(face)), m_point(spot.point), m_camera(cameraOfTurnedHead(camera, m_face->controls()))
{
    const head::ControlValues& controls = m_face->controls();
    const auto before = m_face->posedWith(controls);
    const Eigen::Vector3d from = placeOf(before);
    m_start = onPicture(m_camera, from);
    std::vector<Lever> wanted;
    for (const std::string_view name : nameOf(spot.region).controls) {
        const auto ids = controlsOf(name);
        const bool isPair = ids.size() == 2;
        if (isPair && sides == GrabSides::Own)
            for (const std::string& id : ids)
                wanted.push_back({.ids = {id}, .start = controls.get(id), .way = {}});
        else
            wanted.push_back({.ids = ids, .start = controls.get(ids[spot.isLeft || !isPair ? 0 : 1]), .way = {}});
    }
    for (Lever& lever : wanted) {
        head::ControlValues probed = controls;
        const double step = lever.start + kProbe <= 1.0 ? kProbe : -kProbe;
        for (const std::string& id : lever.ids)
            probed.set(id, lever.start + step);
        const auto after = m_face->posedWith(probed);
        const Eigen::Vector3d way = placeOf(after) - from;
        if (way.norm() < kDull * kProbe)
            continue;
        double most = 0.0;
        for (std::size_t v = 0; v < before.size(); ++v)
            most = std::max(most, double((after[v] - before[v]).norm()));
        lever.way = (onPicture(m_camera, from + way) - m_start) / step;
        lever.cost = kStiffness * std::pow(most / way.norm(), 2.0);
        m_levers.push_back(lever);
    }
    // A share of the strongest, so that one lever that does it is cheaper than many weak ones.
    double strongest = 0.0;
    for (const Lever& lever : m_levers)
        strongest = std::max(strongest, lever.way.squaredNorm());
    for (Lever& lever : m_levers)
        lever.cost *= strongest;
}

Eigen::Vector3d FaceGrab::placeOf(const std::vector<Eigen::Vector3f>& vertices) const
{
    return head::surfacePosition(m_point, vertices, m_face->avatar()->headModel().data().templateMesh.triangles).cast<double>();
}

Eigen::Vector2d FaceGrab::placeWith(const head::ControlValues& controls) const { return onPicture(m_camera, placeOf(m_face->posedWith(controls))); }

std::vector<std::pair<std::string, double>> FaceGrab::dragged(const Eigen::Vector2d& at) const
{
    const auto count = Eigen::Index(m_levers.size());
    Eigen::Matrix2Xd ways(2, count);
    Eigen::VectorXd costs(count), least(count), most(count);
    for (Eigen::Index k = 0; k < count; ++k) {
        const Lever& lever = m_levers[std::size_t(k)];
        ways.col(k) = lever.way;
        costs[k] = lever.cost;
        least[k] = std::min(0.0, lever.start) - lever.start;
        most[k] = std::max(1.0, lever.start) - lever.start;
    }
    Eigen::Vector2d aim = at - m_start;
    std::vector<std::pair<std::string, double>> values;
    for (int look = 0; look < kLooks; ++look) {
        const Eigen::VectorXd x = boxedLeastSquares(ways, aim, costs, least, most);
        values.clear();
        head::ControlValues controls = m_face->controls();
        for (Eigen::Index k = 0; k < count; ++k)
            for (const std::string& id : m_levers[std::size_t(k)].ids) {
                values.emplace_back(id, m_levers[std::size_t(k)].start + x[k]);
                controls.set(id, values.back().second);
            }
        const Eigen::Vector2d off = at - placeWith(controls);
        if (off.norm() < kClose)
            break;
        aim += off;
        if (aim.norm() > kFarthestAim * (at - m_start).norm()) // it is out of reach: more asking does not help
            break;
    }
    return values;
}

} // namespace effigy::avatar
