// SPDX-License-Identifier: GPL-3.0-or-later
#include "reconstruct/skin_patch.h"

#include "base/smoothstep.h"

#include <Eigen/Geometry>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

namespace effigy::reconstruct {

namespace {

using base::smoothstep;

/// Rectangle of the cut that the face fills.
cv::Rect faceBounds(const base::FloatImage& face)
{
    cv::Mat mask(face.height, face.width, CV_32F, const_cast<float*>(face.values.data()));
    return cv::boundingRect(mask > 0.05F);
}

/// Nothing of what lies within the outline of some landmarks, nor on a line `thickness` pixels wide
/// along it.
void drawOutline(cv::Mat& mask, const std::vector<Eigen::Vector2f>& marks, int first, int count,
                 int thickness)
{
    std::vector<cv::Point> points;
    for (int k = first; k < first + count; ++k)
        points.emplace_back(static_cast<int>(marks[static_cast<std::size_t>(k)].x()),
                            static_cast<int>(marks[static_cast<std::size_t>(k)].y()));
    cv::fillPoly(mask, std::vector<std::vector<cv::Point>>{points}, 0.0F);
    cv::polylines(mask, points, true, 0.0F, thickness);
}

/// The 68 landmarks of the fitted head, pixels of the patch at `place`.
std::vector<Eigen::Vector2f> marksIn(const cv::Rect& place, const SeenHead& head)
{
    std::vector<Eigen::Vector2f> marks;
    for (const head::SurfacePoint& landmark : head.model.landmarks) {
        const Eigen::Vector3f point =
            head::surfacePosition(landmark, head.mesh.vertices, head.mesh.triangles);
        const Eigen::Vector2d seen =
            mesh::project(head.cut.camera, point.cast<double>()).head<2>() * head.view.size;
        marks.emplace_back((seen - Eigen::Vector2d(place.x, place.y)).cast<float>());
    }
    return marks;
}

/// Brows, eyes, nostrils and mouth out of `mask`.
void takeAwayFeatures(cv::Mat& mask, const std::vector<Eigen::Vector2f>& marks, double pixel)
{
    constexpr double kBrow = 0.012, kEye = 0.009, kNose = 0.007,
                     kMouth = 0.008; // metres: width of the line about them
    const auto thick = [pixel](double metres) {
        return std::max(1, static_cast<int>(metres / pixel));
    };
    drawOutline(mask, marks, 17, 5, thick(kBrow));
    drawOutline(mask, marks, 22, 5, thick(kBrow));
    drawOutline(mask, marks, 36, 6, thick(kEye));
    drawOutline(mask, marks, 42, 6, thick(kEye));
    drawOutline(mask, marks, 31, 5, thick(kNose));
    drawOutline(mask, marks, 48, 12, thick(kMouth));
}

/// Metres that the surface with `normal` advances where the ray `ray` becomes `ray` + `step`.
///   depth  along z, metres
Eigen::Vector3f advance(const Eigen::Vector3f& ray, const Eigen::Vector3f& step,
                        const Eigen::Vector3f& normal, float depth)
{
    return depth * (step - ray * (normal.dot(step) / std::min(-0.1F, normal.dot(ray))));
}

} // namespace

std::vector<bool> skinTriangles(const mesh::Mesh& mesh)
{
    std::vector<bool> result(mesh.triangles.size(), mesh.parts.empty());
    for (const mesh::MeshPart& part : mesh.parts)
        if (part.material == "skin")
            std::fill_n(result.begin() + part.firstTriangle, part.triangleCount, true);
    return result;
}

SkinPatch skinPatch(const SeenHead& head)
{
    constexpr float kGrazing = 0.3F,
                    kSquare = 0.6F; // cosine to the camera: nothing and all is believed
    const head::SurfaceView& view = head.view;
    const base::FloatImage face =
        head::paint(view, head.mesh.triangles, head.model.masks.at("face"), 0.0F);
    const mesh::Camera& camera = head.cut.camera;
    const Eigen::Matrix3f headFromCamera = camera.headFromCamera.linear().cast<float>();
    const auto focalX = static_cast<float>(camera.fx * view.size),
               focalY = static_cast<float>(camera.fy * view.size);
    const std::vector<bool> isSkin = skinTriangles(head.model.templateMesh);
    SkinPatch patch;
    patch.place = faceBounds(face);
    const auto count = static_cast<std::size_t>(patch.place.area());
    patch.normals.assign(count, Eigen::Vector3f::Zero());
    patch.acrossX = patch.acrossY = patch.normals;
    patch.believed = cv::Mat::zeros(patch.place.size(), CV_32F);
    const double depth = (camera.headFromCamera.inverse() * Eigen::Vector3d::Zero()).z();
    patch.pixel = depth / (camera.fx * view.size);
    for (int y = 0; y < patch.place.height; ++y)
        for (int x = 0; x < patch.place.width; ++x) {
            const std::size_t at = view.index(x + patch.place.x, y + patch.place.y);
            const int triangle = view.triangle[at];
            if (triangle < 0 || !isSkin[static_cast<std::size_t>(triangle)])
                continue;
            const Eigen::Vector3i& corners =
                head.mesh.triangles[static_cast<std::size_t>(triangle)];
            Eigen::Vector3f normal = Eigen::Vector3f::Zero();
            for (int k = 0; k < 3; ++k)
                normal += view.barycentric[at][k] *
                          head.mesh.normals[static_cast<std::size_t>(corners[k])];
            normal.normalize();
            const Eigen::Vector3f ray =
                headFromCamera * Eigen::Vector3f((static_cast<float>(x + patch.place.x) + 0.5F -
                                                  static_cast<float>(camera.cx * view.size)) /
                                                     focalX,
                                                 (static_cast<float>(y + patch.place.y) + 0.5F -
                                                  static_cast<float>(camera.cy * view.size)) /
                                                     focalY,
                                                 1.0F);
            const std::size_t i = patch.index(x, y);
            patch.normals[i] = normal;
            patch.acrossX[i] = advance(ray, headFromCamera.col(0) / focalX, normal, view.depth[at]);
            patch.acrossY[i] = advance(ray, headFromCamera.col(1) / focalY, normal, view.depth[at]);
            const float facing = -normal.dot(ray.normalized());
            patch.believed.at<float>(y, x) = smoothstep(kGrazing, kSquare, facing) *
                                             smoothstep(0.3F, 0.8F, face.values[at]) *
                                             (1.0F - head.cut.unseen.values[at]) *
                                             smoothstep(0.6F, 0.95F, head.matte.values[at]);
        }
    patch.marks = marksIn(patch.place, head);
    takeAwayFeatures(patch.believed, patch.marks, patch.pixel);
    return patch;
}

} // namespace effigy::reconstruct
