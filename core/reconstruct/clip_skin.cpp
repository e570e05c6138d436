// SPDX-License-Identifier: GPL-3.0-or-later
#include "reconstruct/clip_skin.h"

#include "base/error.h"

#include <Eigen/Geometry>

#include <algorithm>
#include <cmath>
#include <limits>

namespace effigy::reconstruct {

namespace {

constexpr float kGlancing = 0.25F, kFacing = 0.55F; // cosines between surface and look: from which a place is seen, and seen well
constexpr float kLeastSpread = 0.018F;              // of contrast: of what looks the same all the time
constexpr float kNeighbours = 1.5F;                 // times as unsure as alone: neighbours err together
constexpr float kUnseen = std::numeric_limits<float>::quiet_NaN();

/// Vertices of the face's skin, without lids' insides, inner mouth and what hair grows on.
std::vector<int> skinVertices(const head::HeadModelData& model)
{
    const auto mask = [&](const char* name, std::size_t v) {
        const auto found = model.masks.find(name);
        return found == model.masks.end() ? 0.0F : found->second[v];
    };
    std::vector<int> vertices;
    for (std::size_t v = 0; v < model.templateMesh.vertices.size(); ++v)
        if (mask("face", v) > 0.5F && mask("eyes", v) < 0.05F && mask("innerMouth", v) < 0.05F && mask("scalp", v) < 0.2F)
            vertices.push_back(static_cast<int>(v));
    return vertices;
}

/// Contrast between pixels, and how it rises along columns and rows.
struct Sample {
    float value = 0.0F;
    Eigen::Vector2f slope = Eigen::Vector2f::Zero();
};

Sample sampleAt(const SkinPicture& skin, const Eigen::Vector2f& pixel)
{
    const int x0 = static_cast<int>(pixel.x()), y0 = static_cast<int>(pixel.y());
    const float u = pixel.x() - static_cast<float>(x0), v = pixel.y() - static_cast<float>(y0);
    const std::int8_t* row = &skin.contrast[static_cast<std::size_t>(y0) * kSkinSide + static_cast<std::size_t>(x0)];
    const float a = row[0], b = row[1], c = row[kSkinSide], d = row[kSkinSide + 1];
    return {((1.0F - v) * ((1.0F - u) * a + u * b) + v * ((1.0F - u) * c + u * d)) / kSkinLevels,
            Eigen::Vector2f((1.0F - v) * (b - a) + v * (d - c), (1.0F - u) * (c - a) + u * (d - b)) / kSkinLevels};
}

bool isInside(const Eigen::Vector2f& pixel)
{
    return pixel.minCoeff() >= 0.0F && pixel.maxCoeff() < static_cast<float>(kSkinSide - 1);
}

/// The value of which `share` of `values` lie below; they are reordered.
float quantile(std::vector<float>& values, double share)
{
    const auto at = values.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), at, values.end());
    return *at;
}

} // namespace

/// The places of the skin in one picture.
struct ClipSkin::Seen {
    Eigen::Matrix3Xf arms;     // [3, P] from the head's origin, metres, camera frame
    Eigen::Matrix3Xf points;   // [3, P] metres, camera frame
    Eigen::Matrix2Xf pixels;   // [2, P] of the skin picture
    Eigen::VectorXf sureness;  // [P] 0: not seen, 1: seen well
};

ClipSkin::ClipSkin(const head::HeadModel& model, const Eigen::VectorXf& shape, double focalPx, const Eigen::Vector2d& centre, std::span<const Sight> sights)
    : m_focalPx(focalPx), m_centre(centre)
{
    const auto& data = model.data();
    base::require(focalPx > 0.0 && shape.size() <= data.shapeBasis.cols(), "ClipSkin: a lens and a shape of the model");
    const std::vector<int> vertices = skinVertices(data);
    const auto count = static_cast<Eigen::Index>(vertices.size());
    std::vector<int> place(data.templateMesh.vertices.size(), -1);
    m_rest.resize(3, count);
    m_expression.resize(3 * count, data.expressionBasis.cols());
    for (Eigen::Index p = 0; p < count; ++p) {
        const int v = vertices[static_cast<std::size_t>(p)];
        place[static_cast<std::size_t>(v)] = static_cast<int>(p);
        m_rest.col(p) = data.templateMesh.vertices[static_cast<std::size_t>(v)] + data.shapeBasis.block(3 * v, 0, 3, shape.size()) * shape;
        m_expression.middleRows<3>(3 * p) = data.expressionBasis.middleRows<3>(3 * v);
    }
    for (const Eigen::Vector3i& t : data.templateMesh.triangles) {
        const Eigen::Vector3i own(place[static_cast<std::size_t>(t[0])], place[static_cast<std::size_t>(t[1])], place[static_cast<std::size_t>(t[2])]);
        if (own.minCoeff() >= 0)
            m_triangles.push_back(own);
    }
    learn(sights);
}

void ClipSkin::learn(std::span<const Sight> sights)
{
    constexpr std::size_t kMostLooks = 300;
    constexpr double kQuarter = 0.25;
    constexpr float kSpreadOfHalf = 1.349F; // standard deviations between the quartiles of normal errors
    const Eigen::Index count = m_rest.cols();
    std::vector<std::vector<float>> looks(static_cast<std::size_t>(count));
    const std::size_t stride = std::max<std::size_t>(1, (sights.size() + kMostLooks - 1) / kMostLooks);
    for (std::size_t i = 0; i < sights.size(); i += stride) {
        const Seen here = seen(sights[i]);
        for (Eigen::Index p = 0; p < count; ++p)
            if (here.sureness[p] > 0.0F)
                looks[static_cast<std::size_t>(p)].push_back(sampleAt(sights[i].skin, here.pixels.col(p)).value);
    }
    m_look = m_spread = Eigen::VectorXf::Constant(count, kUnseen);
    for (Eigen::Index p = 0; p < count; ++p)
        if (auto& values = looks[static_cast<std::size_t>(p)]; !values.empty()) {
            m_spread[p] = std::max(kLeastSpread, kNeighbours * (quantile(values, 1.0 - kQuarter) - quantile(values, kQuarter)) / kSpreadOfHalf);
            m_look[p] = quantile(values, 0.5);
        }
}

ClipSkin::Seen ClipSkin::seen(const Sight& sight) const
{
    const Eigen::Index count = m_rest.cols();
    const Eigen::VectorXf moved = m_expression * sight.head.expression.cast<float>();
    Seen seen;
    seen.arms = sight.head.cameraFromHead.cast<float>() * (m_rest + Eigen::Map<const Eigen::Matrix3Xf>(moved.data(), 3, count));
    seen.points = seen.arms.colwise() + sight.head.headInCamera.cast<float>();
    Eigen::Matrix3Xf normals = Eigen::Matrix3Xf::Zero(3, count);
    for (const Eigen::Vector3i& t : m_triangles) {
        const Eigen::Vector3f across = (seen.arms.col(t[1]) - seen.arms.col(t[0])).cross(seen.arms.col(t[2]) - seen.arms.col(t[0]));
        for (int corner = 0; corner < 3; ++corner)
            normals.col(t[corner]) += across;
    }
    seen.pixels.resize(2, count);
    seen.sureness.resize(count);
    for (Eigen::Index p = 0; p < count; ++p) {
        const Eigen::Vector3f point = seen.points.col(p);
        const Eigen::Vector2d inPicture = m_centre + m_focalPx * (point.head<2>() / point.z()).cast<double>();
        seen.pixels.col(p) = sight.skin.pixelOf(inPicture).cast<float>();
        const float facing = -normals.col(p).dot(point) / std::max(1e-20F, normals.col(p).norm() * point.norm());
        seen.sureness[p] = isInside(seen.pixels.col(p)) ? std::clamp((facing - kGlancing) / (kFacing - kGlancing), 0.0F, 1.0F) : 0.0F;
    }
    return seen;
}

StepEquations ClipSkin::pull(const Sight& sight, float outlier) const
{
    const Seen here = seen(sight);
    const Eigen::Index count = m_rest.cols(), expressions = m_expression.cols(), numbers = kPoseNumbers + expressions;
    const Eigen::Matrix2f pixelsByPicture = static_cast<float>(sight.skin.pixelsPerPixel()) * sight.skin.square.axes().transpose().cast<float>();
    const Eigen::Matrix3f cameraFromHead = sight.head.cameraFromHead.cast<float>();
    const auto focal = static_cast<float>(m_focalPx);
    Eigen::MatrixXf derivatives(numbers, count); // whitened, as the differences
    Eigen::VectorXf differences(count);
    Eigen::Index used = 0;
    for (Eigen::Index p = 0; p < count; ++p) {
        if (here.sureness[p] <= 0.0F || std::isnan(m_look[p]))
            continue;
        const Sample sample = sampleAt(sight.skin, here.pixels.col(p));
        const float difference = sample.value - m_look[p], strange = difference / outlier;
        const float weight = std::sqrt(here.sureness[p]) / ((1.0F + strange * strange) * m_spread[p]);
        const Eigen::Vector3f point = here.points.col(p), arm = here.arms.col(p);
        const Eigen::Vector2f across = (focal / point.z()) * (pixelsByPicture.transpose() * sample.slope);
        const Eigen::Vector3f byPoint = weight * Eigen::Vector3f(across.x(), across.y(), -across.dot(point.head<2>()) / point.z());
        auto column = derivatives.col(used);
        column.head<3>() = arm.cross(byPoint);
        column.segment<2>(3) = byPoint.head<2>();
        column[kDepthNumber] = byPoint.z() * static_cast<float>(sight.head.headInCamera.z());
        column.tail(expressions).noalias() = m_expression.middleRows<3>(3 * p).transpose() * (cameraFromHead.transpose() * byPoint);
        differences[used++] = weight * difference;
    }
    if (used == 0)
        return {.hessian = Eigen::MatrixXd::Zero(numbers, numbers), .gradient = Eigen::VectorXd::Zero(numbers)};
    const auto rows = derivatives.leftCols(used);
    Eigen::MatrixXf hessian = Eigen::MatrixXf::Zero(numbers, numbers);
    hessian.selfadjointView<Eigen::Lower>().rankUpdate(rows);
    return {.hessian = Eigen::MatrixXf(hessian.selfadjointView<Eigen::Lower>()).cast<double>(),
            .gradient = Eigen::VectorXf(rows * differences.head(used)).cast<double>()};
}

} // namespace effigy::reconstruct
