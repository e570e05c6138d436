// SPDX-License-Identifier: GPL-3.0-or-later
#include "reconstruct/outline_fitter.h"

#include "base/error.h"
#include "encoder/matte_seed.h"
#include "head/hairline.h"
#include "head/surface_view.h"
#include "reconstruct/ear_fitter.h"

#include <Eigen/SparseCholesky>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <utility>

namespace effigy::reconstruct {

namespace {

constexpr double kReach = 0.006;     // metres that the outline may be off
constexpr double kEarReach = 0.012;  // of ears, which the shape basis knows badly
constexpr float kEarEdge = 0.003F;   // metres beside an ear that still count as it
constexpr double kHairline = 0.03;   // metres above the origin: the scalp above is under hair
constexpr double kDataWeight = 2.0;  // of the outline against the differences along edges
constexpr double kStayWeight = 0.03; // of staying: what is seen fades within about six edges
constexpr double kHoldWeight = 5.0;  // of eyes and lips, which landmarks placed
constexpr float kCovered = 0.3F;     // from where clothes may hide a vertex

float maskOf(const head::HeadModelData& model, const char* name, int vertex)
{
    const auto mask = model.masks.find(name);
    return mask == model.masks.end() ? 0.0F : mask->second[static_cast<std::size_t>(vertex)];
}

/// Vertices of edges between a triangle that faces the camera and one that does not.
std::vector<int> rimVertices(const mesh::Mesh& mesh, const std::vector<Eigen::Vector3i>& triangles,
                             const Eigen::Vector3f& eye)
{
    std::map<std::pair<int, int>, int> facing; // edge -> bits: 1 faces, 2 does not
    for (const auto& t : triangles) {
        const Eigen::Vector3f &a = mesh.vertices[t[0]], &b = mesh.vertices[t[1]],
                              &c = mesh.vertices[t[2]];
        const int bit = (b - a).cross(c - a).dot(eye - a) > 0.0F ? 1 : 2;
        for (int k = 0; k < 3; ++k)
            facing[std::minmax(t[k], t[(k + 1) % 3])] |= bit;
    }
    std::vector<int> rim;
    for (const auto& [edge, bits] : facing)
        if (bits == 3) {
            rim.push_back(edge.first);
            rim.push_back(edge.second);
        }
    std::ranges::sort(rim);
    rim.erase(std::unique(rim.begin(), rim.end()), rim.end());
    return rim;
}

bool isAbove(const base::FloatImage& picture, const Eigen::Vector2d& at)
{
    const int x = static_cast<int>(std::floor(at.x())), y = static_cast<int>(std::floor(at.y()));
    return x >= 0 && y >= 0 && x < picture.width && y<picture.height&& * picture.at(x, y)> 0.5F;
}

/// How far outwards from `at` along `outwards` the border of `matte` lies, pixels; nothing when it
/// is beyond `reach`.
std::optional<double> borderFrom(const base::FloatImage& matte, const Eigen::Vector2d& at,
                                 const Eigen::Vector2d& outwards, double reach)
{
    constexpr double kStep = 0.5;
    const bool isInside = isAbove(matte, at);
    const double direction = isInside ? 1.0 : -1.0;
    for (double t = 0.0; t <= reach; t += kStep)
        if (isAbove(matte, at + direction * t * outwards) != isInside)
            return direction * (t - 0.5 * kStep);
    return std::nullopt;
}

/// What the mesh shows of its face, without eyes and lips: 1 channel.
base::FloatImage bareFace(const head::HeadModelData& model, const head::SurfaceView& view)
{
    std::vector<float> bare(model.templateMesh.vertices.size());
    for (int v = 0; v < static_cast<int>(bare.size()); ++v)
        bare[v] = maskOf(model, "face", v) - maskOf(model, "eyes", v) - maskOf(model, "lips", v);
    return head::paint(view, model.templateMesh.triangles, bare, 0.0F);
}

/// Where single vertices should go: the sum of both sides of the pull in one least-squares problem.
struct Pull {
    int vertex;
    Eigen::Vector3d by; // metres, head frame
};

std::vector<Pull> outlinePulls(const head::HeadModelData& model, const mesh::Mesh& posed,
                               const std::vector<Eigen::Vector3i>& skin,
                               const OutlineEvidence& evidence, const base::FloatImage& skinLike,
                               const std::vector<float>& hidden)
{
    const int size = evidence.matte.width;
    const auto covered = encoder::coverable(model);
    const head::SurfaceView view = head::viewSurface(posed.vertices, posed.triangles, evidence.camera, size);
    base::FloatImage shown(size, size, 1);
    for (std::size_t i = 0; i < view.triangle.size(); ++i)
        shown.values[i] = view.triangle[i] >= 0 ? 1.0F : 0.0F;
    const Eigen::Isometry3d& headFromCamera = evidence.camera.headFromCamera;
    std::vector<Pull> pulls;
    for (const int v : rimVertices(posed, skin, headFromCamera.translation().cast<float>())) {
        const bool isUnderHair =
            maskOf(model, "scalp", v) > 0.0F && model.templateMesh.vertices[v].y() > kHairline;
        if (isUnderHair || hidden[v] > 0.0F || covered[v] > kCovered)
            continue;
        const Eigen::Vector3d projected =
            mesh::project(evidence.camera, posed.vertices[v].cast<double>());
        const Eigen::Vector2d at = projected.head<2>() * size;
        const Eigen::Vector3d normal =
            headFromCamera.linear().transpose() * posed.normals[v].cast<double>();
        const Eigen::Vector2d outwards = normal.head<2>().normalized();
        constexpr double kBeside = 3.0; // pixels
        if (isAbove(evidence.unseen, at) || isAbove(shown, at + kBeside * outwards) ||
            !isAbove(shown, at - kBeside * outwards))
            continue; // another part of the head lies behind
        const double metresPerPixel = projected.z() / (evidence.camera.fx * size);
        const double reach =
            (head::besideEar(model.templateMesh.vertices[v]) < kEarEdge ? kEarReach : kReach) / metresPerPixel;
        constexpr double kInside = 2.0; // pixels from the border, where its colour is pure
        const auto away = borderFrom(evidence.matte, at, outwards, reach);
        if (away && isAbove(skinLike, at + (*away - kInside) * outwards))
            pulls.push_back(
                {v, headFromCamera.linear() * Eigen::Vector3d(outwards.x(), outwards.y(), 0.0) *
                        (*away * metresPerPixel)});
    }
    return pulls;
}

std::vector<Eigen::Vector3i> skinTriangles(const mesh::Mesh& mesh)
{
    for (const auto& part : mesh.parts)
        if (part.material == "skin")
            return {mesh.triangles.begin() + part.firstTriangle,
                    mesh.triangles.begin() + part.firstTriangle + part.triangleCount};
    return mesh.triangles;
}

/// The field that follows `pulls` and is smooth along the edges of `triangles`: a screened Poisson
/// problem on the mesh graph.
std::vector<Eigen::Vector3f> spreadPulls(const head::HeadModelData& model,
                                         const std::vector<Eigen::Vector3i>& triangles,
                                         const std::vector<Pull>& pulls)
{
    const auto count = static_cast<Eigen::Index>(model.templateMesh.vertices.size());
    std::vector<Eigen::Triplet<double>> entries;
    for (const auto& t : triangles)
        for (int k = 0; k < 3; ++k) {
            const int a = t[k], b = t[(k + 1) % 3];
            constexpr double kHalf = 0.5; // an inner edge belongs to two triangles
            entries.insert(entries.end(),
                           {{a, a, kHalf}, {b, b, kHalf}, {a, b, -kHalf}, {b, a, -kHalf}});
        }
    for (int v = 0; v < count; ++v) {
        const float held = std::max(maskOf(model, "eyes", v), maskOf(model, "lips", v));
        entries.emplace_back(v, v, kStayWeight + kHoldWeight * held);
    }
    Eigen::MatrixXd right = Eigen::MatrixXd::Zero(count, 3);
    for (const auto& pull : pulls) {
        entries.emplace_back(pull.vertex, pull.vertex, kDataWeight);
        right.row(pull.vertex) += kDataWeight * pull.by.transpose();
    }
    Eigen::SparseMatrix<double> system(count, count);
    system.setFromTriplets(entries.begin(), entries.end());
    const Eigen::SimplicialLDLT<Eigen::SparseMatrix<double>> solver(system);
    base::require(solver.info() == Eigen::Success, "a smoothing system that can be solved");
    const Eigen::MatrixXd field = solver.solve(right);
    std::vector<Eigen::Vector3f> offsets(static_cast<std::size_t>(count));
    for (Eigen::Index v = 0; v < count; ++v)
        offsets[static_cast<std::size_t>(v)] = field.row(v).transpose().cast<float>();
    return offsets;
}

void add(std::vector<Eigen::Vector3f>& sum, const std::vector<Eigen::Vector3f>& offsets)
{
    for (std::size_t v = 0; v < sum.size(); ++v)
        sum[v] += offsets[v];
}

} // namespace

base::FloatImage skinLike(const base::Image& picture, const base::FloatImage& face)
{
    constexpr float kFarthest = 0.045F;                 // of the shares of red and green
    constexpr float kDarkest = 0.42F, kLightest = 1.9F; // of the face's brightness
    constexpr std::size_t kLeastPixels = 200;
    const auto shares = [&](std::size_t i) {
        const std::uint8_t* p = picture.pixels.data() + 3 * i;
        const float sum = static_cast<float>(p[0] + p[1] + p[2]) + 1.0F;
        return Eigen::Vector3f(static_cast<float>(p[0]) / sum, static_cast<float>(p[1]) / sum, sum);
    };
    Eigen::Vector3f mean = Eigen::Vector3f::Zero();
    std::size_t count = 0;
    for (std::size_t i = 0; i < face.values.size(); ++i)
        if (face.values[i] > 0.9F) {
            mean += shares(i);
            ++count;
        }
    base::FloatImage result(picture.width, picture.height, 1, 1.0F);
    if (count < kLeastPixels)
        return result;
    mean /= static_cast<float>(count);
    for (std::size_t i = 0; i < result.values.size(); ++i) {
        const Eigen::Vector3f s = shares(i);
        const float brightness = s[2] / mean[2];
        // Ears are thin: light shines through them, so more red is skin as well.
        const bool isRedder = s[0] > mean[0] && s[0] - mean[0] < 4.0F * kFarthest;
        const bool isAlike = (s.head<2>() - mean.head<2>()).norm() < kFarthest || isRedder;
        result.values[i] = isAlike && brightness > kDarkest && brightness < kLightest ? 1.0F : 0.0F;
    }
    return result;
}

std::vector<Eigen::Vector3f> fitOutline(const head::HeadModel& model,
                                        const head::HeadCoefficients& posed,
                                        const OutlineEvidence& evidence)
{
    base::require(evidence.picture.channels == 3 &&
                      evidence.picture.width == evidence.matte.width &&
                      evidence.picture.height == evidence.matte.height &&
                      evidence.matte.width == evidence.matte.height &&
                      evidence.unseen.width == evidence.matte.width &&
                      evidence.unseen.height == evidence.matte.height,
                  "a square picture, its matte and where it is unknown");
    const auto& data = model.data();
    const mesh::Mesh start = model.mesh(posed);
    const auto skinPixels = skinLike(
        evidence.picture, bareFace(data, head::viewSurface(start.vertices, start.triangles,
                                                     evidence.camera, evidence.matte.width)));
    auto [offsets, hidden] = fitEars(data, start, evidence, skinPixels);
    const auto skin = skinTriangles(data.templateMesh);
    constexpr int kRounds = 3; // the outline is another one once the head has moved
    for (int round = 0; round < kRounds; ++round) {
        const auto mesh = displaced(model, offsets).mesh(posed);
        add(offsets,
            spreadPulls(data, skin, outlinePulls(data, mesh, skin, evidence, skinPixels, hidden)));
    }
    return offsets;
}

} // namespace effigy::reconstruct
