// SPDX-License-Identifier: GPL-3.0-or-later
#include "reconstruct/photo_evidence.h"

#include "base/parallel.h"
#include "base/smoothstep.h"
#include "head/surface_view.h"
#include "mesh/colour_space.h"
#include "reconstruct/light_fitter.h"

#include <Eigen/Cholesky>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

namespace effigy::reconstruct {

namespace {

using base::smoothstep;

constexpr double kSpread =
    0.10; // of the photo about lit skin of one colour, as part of its brightness
constexpr double kNeighbours = 8.0;     // places that err together, as pores, shadows and blush do
constexpr double kOutlier = 0.15;       // difference at which a place has lost most of its say
constexpr double kTypicalArea = 1.2e-5; // square metres, of a vertex of the face
constexpr std::size_t kEnough = 200;    // places of skin
constexpr Eigen::Index kViewUnknowns = 7;
const Eigen::Vector3f kLuma(0.2126F, 0.7152F, 0.0722F);

/// A vertex of the face's skin that the photo shows.
struct SkinPlace {
    int vertex;
    double weight;
};

std::vector<char> seenVertices(const mesh::Mesh& mesh, const PhotoCut& cut)
{
    const head::SurfaceView view =
        head::viewSurface(mesh.vertices, mesh.triangles, cut.camera, cut.image.width);
    std::vector<char> isSeen(mesh.vertices.size(), 0);
    for (std::size_t i = 0; i < view.triangle.size(); ++i)
        if (view.triangle[i] >= 0 && cut.unseen.values[i] == 0.0F)
            for (const int v : mesh.triangles[view.triangle[i]])
                isSeen[v] = 1;
    return isSeen;
}

float maskAt(const head::HeadModelData& model, const std::string& name, int vertex)
{
    const auto found = model.masks.find(name);
    return found == model.masks.end() ? 0.0F : found->second[vertex];
}

/// [V] how much surface each vertex stands for, square metres; the mesh is fine where it moves, not
/// where it is large.
std::vector<double> vertexAreas(const mesh::Mesh& mesh)
{
    std::vector<double> area(mesh.vertices.size(), 0.0);
    for (const Eigen::Vector3i& t : mesh.triangles) {
        const Eigen::Vector3f across = mesh.vertices[t[1]] - mesh.vertices[t[0]];
        const double whole = 0.5 * across.cross(mesh.vertices[t[2]] - mesh.vertices[t[0]]).norm();
        for (const int v : t)
            area[v] += whole / 3.0;
    }
    return area;
}

std::vector<SkinPlace> skinPlaces(const head::HeadModelData& model, const mesh::Mesh& mesh,
                                  const PhotoCut& cut)
{
    const std::vector<char> isSeen = seenVertices(mesh, cut);
    const std::vector<double> area = vertexAreas(mesh);
    const Eigen::Vector3f eye = cut.camera.headFromCamera.translation().cast<float>();
    std::vector<SkinPlace> places;
    for (int v = 0; v < static_cast<int>(mesh.vertices.size()); ++v) {
        if (!isSeen[v])
            continue;
        const float plain = (1.0F - maskAt(model, "lips", v)) * (1.0F - maskAt(model, "eyes", v)) *
                            (1.0F - maskAt(model, "innerMouth", v)) *
                            (1.0F - maskAt(model, "neck", v)) * (1.0F - maskAt(model, "scalp", v));
        const float skin = maskAt(model, "face", v) * plain;
        const float facing = mesh.normals[v].dot((eye - mesh.vertices[v]).normalized());
        const float weight = skin * smoothstep(0.25F, 0.6F, facing);
        if (weight > 0.05F)
            places.push_back({v, weight * area[v] / kTypicalArea});
    }
    return places;
}

/// Linear RGB of the cut at a pixel of the photo, between pixels. Edge pixels repeat.
class PhotoLight {
public:
    explicit PhotoLight(const ShadedPhoto& photo) : m_photo(photo)
    {
        const auto& image = photo.cut.image;
        for (std::size_t i = 0; i < image.pixels.size(); i += 3)
            m_linear.push_back(mesh::linearFromSrgb(&image.pixels[i]));
    }
    [[nodiscard]] Eigen::Vector3f at(const Eigen::Vector2d& photoPx) const
    {
        const auto& from = m_photo.photoCamera;
        const auto& to = m_photo.cut.camera;
        const int size = m_photo.cut.image.width;
        const double x =
            size * ((photoPx.x() / m_photo.photoWidth - from.cx) / from.fx * to.fx + to.cx) - 0.5;
        const double y =
            size * ((photoPx.y() / m_photo.photoHeight - from.cy) / from.fy * to.fy + to.cy) - 0.5;
        const double fx = std::clamp(x, 0.0, size - 1.001), fy = std::clamp(y, 0.0, size - 1.001);
        const int x0 = static_cast<int>(fx), y0 = static_cast<int>(fy);
        const auto u = static_cast<float>(fx - x0), v = static_cast<float>(fy - y0);
        const Eigen::Vector3f* row = &m_linear[static_cast<std::size_t>(y0) * size + x0];
        return (1 - v) * ((1 - u) * row[0] + u * row[1]) +
               v * ((1 - u) * row[size] + u * row[size + 1]);
    }

private:
    const ShadedPhoto& m_photo;
    std::vector<Eigen::Vector3f> m_linear;
};

/// What the judged skin looks like for one setting of the unknowns.
class Judge {
public:
    Judge(const head::HeadModel& model, const ShadedPhoto& photo, std::vector<SkinPlace> places)
        : m_model(model), m_photo(photo), m_light(photo), m_places(std::move(places))
    {
    }

    void fitLightTo(const HeadEstimate& estimate)
    {
        const mesh::Mesh mesh = m_model.mesh(estimate.coefficients());
        std::vector<SkinSample> samples;
        for (const SkinPlace& place : m_places)
            samples.push_back({mesh.normals[place.vertex],
                               seen(estimate, mesh.vertices[place.vertex]),
                               static_cast<float>(place.weight)});
        m_lit = fitLight(samples);
    }

    /// [P] (photo - lit skin) / brightness of the skin.
    [[nodiscard]] Eigen::VectorXd differences(const HeadEstimate& estimate) const
    {
        const mesh::Mesh mesh = m_model.mesh(estimate.coefficients());
        Eigen::VectorXd result(static_cast<Eigen::Index>(m_places.size()));
        for (std::size_t i = 0; i < m_places.size(); ++i) {
            const int v = m_places[i].vertex;
            const Eigen::Vector3f shade = m_lit.light.transpose() * mesh::shTerms(mesh.normals[v]);
            const Eigen::Vector3f wanted = m_lit.skin.cwiseProduct(shade);
            result[static_cast<Eigen::Index>(i)] =
                kLuma.dot(seen(estimate, mesh.vertices[v]) - wanted) / kLuma.dot(m_lit.skin);
        }
        return result;
    }

private:
    [[nodiscard]] Eigen::Vector3f seen(const HeadEstimate& estimate,
                                       const Eigen::Vector3f& inHead) const
    {
        return m_light.at(estimate.view.projectPx(inHead.cast<double>()));
    }

    const head::HeadModel& m_model;
    const ShadedPhoto& m_photo;
    PhotoLight m_light;
    std::vector<SkinPlace> m_places;
    LitSkin m_lit;
};

/// How far each unknown is moved to see what it does: about a third of a millimetre on the face.
Eigen::VectorXd steps(const HeadEstimate& estimate)
{
    Eigen::VectorXd step = Eigen::VectorXd::Constant(estimate.unknowns().size(), 0.05);
    step.head<kViewUnknowns>() << 0.004, 0.004, 0.004, 4e-4, 4e-4, 0.01, 0.004;
    step.tail<3>().setConstant(0.01);
    return step;
}

HeadEstimate nudged(const HeadEstimate& estimate, Eigen::Index unknown, double step,
                    bool isLensKnown)
{
    Eigen::VectorXd x = estimate.unknowns();
    x[unknown] += step;
    if (unknown == 5 && isLensKnown)
        x[6] -= step; // the scale follows the depth
    return estimate.withUnknowns(x);
}

} // namespace

std::optional<ShadingVerdict> judgeShading(const head::HeadModel& model, const ShadedPhoto& photo,
                                           const HeadEstimate& estimate)
{
    std::vector<SkinPlace> places =
        skinPlaces(model.data(), model.mesh(estimate.coefficients()), photo.cut);
    if (places.size() < kEnough)
        return std::nullopt;
    Judge judge(model, photo, places);
    judge.fitLightTo(estimate);
    const Eigen::VectorXd now = judge.differences(estimate);

    const Eigen::VectorXd step = steps(estimate);
    Eigen::MatrixXd jacobian = Eigen::MatrixXd::Zero(now.size(), step.size());
    base::parallelFor(static_cast<int>(step.size()), 1, [&](int begin, int end) {
        for (int k = begin; k < end; ++k)
            if (k != 6 || !photo.isLensKnown)
                jacobian.col(k) =
                    (judge.differences(nudged(estimate, k, step[k], photo.isLensKnown)) - now) /
                    step[k];
    });

    Eigen::VectorXd weight(now.size());
    double sum = 0.0, all = 0.0;
    for (Eigen::Index i = 0; i < now.size(); ++i) {
        const double sure = places[static_cast<std::size_t>(i)].weight;
        const double relative = now[i] / kOutlier;
        weight[i] =
            sure / std::pow(1.0 + relative * relative, 2) / (kSpread * kSpread * kNeighbours);
        sum += sure * std::min(std::abs(now[i]), 2.0 * kOutlier);
        all += sure;
    }
    Eigen::MatrixXd normal = jacobian.transpose() * weight.asDiagonal() * jacobian;
    normal.diagonal().array() += 1e-9 * normal.trace() + 1e-12;
    const Eigen::LLT<Eigen::MatrixXd> factor(normal);
    ShadingVerdict verdict;
    verdict.evidence.at = estimate;
    verdict.evidence.root = factor.matrixU();
    verdict.evidence.offset =
        factor.matrixL().solve(jacobian.transpose() * weight.cwiseProduct(now));
    verdict.error = sum / all;
    return verdict;
}

} // namespace effigy::reconstruct
