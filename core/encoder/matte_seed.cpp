// SPDX-License-Identifier: GPL-3.0-or-later
#include "encoder/matte_seed.h"

#include "mesh/distance_field.h"

#include <algorithm>
#include <vector>

namespace effigy::encoder {

namespace {

// Networks that matte are trained on what these make: a change wants new weights.
constexpr double kHairReach = 0.075;  // metres around the skull where hair is possible
constexpr double kHairLimit = 0.12;   // and beyond which nothing belongs to this head
constexpr double kLongHairReach = 0.07; // the same below the chin, where shoulders begin
constexpr double kLongHairLimit = 0.11;
constexpr float kNeckDoubt = 0.7F;    // collars may cover the neck
constexpr double kNeckFade = 0.03;    // metres above the neck's rim over which the matte fades
constexpr double kForehead = 0.065;   // metres above the origin, on the template, from where hair may hang in
constexpr double kChinHeight = -0.06;
constexpr double kCollarHeight = -0.12;

double ramp(double from, double to, double value)
{
    return std::clamp((value - from) / (to - from), 0.0, 1.0);
}

double rowOf(const mesh::Camera& camera, double height, int size)
{
    return size * mesh::project(camera, Eigen::Vector3d(0.0, height, 0.0)).y();
}

base::FloatImage headField(const head::SurfaceView& view, const mesh::Mesh& fitted, const head::HeadModelData& model)
{
    std::vector<float> sureness = coverable(model);
    for (float& value : sureness)
        value = 1.0F - (1.0F - kNeckDoubt) * value;
    return head::paint(view, fitted.triangles, sureness, 0.0F);
}

} // namespace

std::vector<float> coverable(const head::HeadModelData& model)
{
    constexpr double kUnderChin = -0.070, kThroat = -0.085; // heights on the template, metres
    constexpr double kChinFront = 0.03, kChinBack = 0.015;  // depths there
    std::vector<float> result;
    for (const auto& vertex : model.templateMesh.vertices)
        result.push_back(static_cast<float>(ramp(-kUnderChin, -kThroat, -vertex.y()) *
                                            ramp(-kChinFront, -kChinBack, -vertex.z())));
    if (const auto neck = model.masks.find("neck"); neck != model.masks.end())
        for (std::size_t v = 0; v < result.size(); ++v)
            result[v] = std::max(result[v], neck->second[v]);
    return result;
}

MatteSeed seedMatte(const head::SurfaceView& view, const mesh::Mesh& fitted, const head::HeadModelData& model,
                    const mesh::Camera& camera)
{
    const int size = view.size;
    MatteSeed seed;
    seed.head = headField(view, fitted, model);
    std::vector<float> upperHead;
    for (const auto& vertex : model.templateMesh.vertices)
        upperHead.push_back(static_cast<float>(ramp(kForehead, kForehead + 0.01, vertex.y())));
    seed.scalp = head::paint(view, fitted.triangles, upperHead, 0.0F);
    seed.away = base::FloatImage(size, size, 1);
    seed.beside = base::FloatImage(size, size, 1);
    seed.within = base::FloatImage(size, size, 1, 1.0F);
    const base::FloatImage distance = mesh::distanceField(seed.head, 0.5F);

    const double metresPerPixel = mesh::project(camera, Eigen::Vector3d::Zero()).z() / (camera.fy * size);
    const auto lowest = std::ranges::min_element(fitted.vertices, {}, [](const Eigen::Vector3f& v) { return v.y(); });
    const double rimRow = rowOf(camera, lowest->y(), size), fadeRow = rowOf(camera, lowest->y() + kNeckFade, size);
    const double chinRow = rowOf(camera, kChinHeight, size), collarRow = rowOf(camera, kCollarHeight, size);
    for (int y = 0; y < size; ++y) {
        const double below = ramp(chinRow, collarRow, y);
        const double reach = (1.0 - below) * kHairReach + below * kLongHairReach;
        const double limit = (1.0 - below) * kHairLimit + below * kLongHairLimit;
        const double neck = 1.0 - ramp(fadeRow, rimRow, y);
        for (int x = 0; x < size; ++x) {
            const double away = metresPerPixel * *distance.at(x, y);
            *seed.within.at(x, y) = static_cast<float>(neck * (1.0 - ramp(reach, limit, away)));
            *seed.away.at(x, y) = static_cast<float>(away);
            *seed.beside.at(x, y) = y < chinRow ? 1.0F : 0.0F;
        }
    }
    return seed;
}

} // namespace effigy::encoder
