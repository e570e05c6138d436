// SPDX-License-Identifier: GPL-3.0-or-later
#include "synth/head_stock.h"

#include "base/error.h"
#include "base/resources.h"
#include "synth/hair_styles.h"
#include "synth/sample_raster.h"
#include "synth/seeded_random.h"

#include <Eigen/Geometry>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <string>

namespace effigy::synth {
namespace {

using Vertices = std::vector<Eigen::Vector3f>;
constexpr float kPi = std::numbers::pi_v<float>;

const mesh::MeshPart& partNamed(const mesh::Mesh& mesh, const char* name)
{
    for (const auto& part : mesh.parts)
        if (part.material == name)
            return part;
    throw base::Error("model_refused", std::string("The head has no part named ") + name, "Use the free head");
}

template <typename Visit>
void forEachVertex(const mesh::Mesh& mesh, const mesh::MeshPart& part, const Visit& visit)
{
    for (int t = part.firstTriangle; t < part.firstTriangle + part.triangleCount; ++t)
        for (const int v : mesh.triangles[static_cast<std::size_t>(t)])
            visit(static_cast<std::size_t>(v));
}

std::vector<Eigen::Vector2f> eyeAngles(const head::HeadModelData& data)
{
    std::vector<Eigen::Vector2f> angles(data.templateMesh.vertices.size(), Eigen::Vector2f::Zero());
    std::array<Eigen::Vector3f, 2> centre; // right, left
    for (const auto& joint : data.joints) {
        if (joint.name == "leftEye")
            centre[1] = joint.restPosition;
        if (joint.name == "rightEye")
            centre[0] = joint.restPosition;
    }
    forEachVertex(data.templateMesh, partNamed(data.templateMesh, "eyes"), [&](std::size_t v) {
        const auto& at = data.templateMesh.vertices[v];
        const Eigen::Vector3f sight = (at - centre[at.x() > 0.0F ? 1 : 0]).normalized();
        const float angle = std::acos(std::clamp(sight.z(), -1.0F, 1.0F));
        const float across = std::max(1e-6F, sight.head<2>().norm());
        angles[v] = sight.head<2>() * (angle / across);
    });
    return angles;
}

/// How far each vertex of the lashes lies from the skin, of the longest near it.
std::vector<float> lashReach(const head::HeadModelData& data)
{
    const auto& mesh = data.templateMesh;
    std::vector<float> reach(mesh.vertices.size(), 0.0F);
    std::vector<std::size_t> skin;
    const auto& eyes = data.masks.at("eyes");
    forEachVertex(mesh, partNamed(mesh, "skin"), [&](std::size_t v) {
        if (eyes[v] > 0.0F || mesh.vertices[v].z() > 0.02F)
            skin.push_back(v);
    });
    constexpr float kLongest = 0.0065F; // metres
    forEachVertex(mesh, partNamed(mesh, "lashes"), [&](std::size_t v) {
        float nearest = std::numeric_limits<float>::infinity();
        for (const auto s : skin)
            nearest = std::min(nearest, (mesh.vertices[s] - mesh.vertices[v]).squaredNorm());
        reach[v] = std::clamp(std::sqrt(nearest) / kLongest, 0.0F, 1.0F);
    });
    return reach;
}

/// Places evenly spread over the skin where `keeps` says so, in random order.
template <typename Keeps>
std::vector<Root> spreadRoots(const mesh::Mesh& mesh, float perSquareMetre, std::uint64_t seed, const Keeps& keeps)
{
    SeededRandom random(seed);
    std::vector<Root> roots;
    const auto& part = partNamed(mesh, "skin");
    for (int t = part.firstTriangle; t < part.firstTriangle + part.triangleCount; ++t) {
        const auto& corner = mesh.triangles[static_cast<std::size_t>(t)];
        const Eigen::Vector3f a = mesh.vertices[static_cast<std::size_t>(corner[0])];
        const Eigen::Vector3f ab = mesh.vertices[static_cast<std::size_t>(corner[1])] - a, ac = mesh.vertices[static_cast<std::size_t>(corner[2])] - a;
        const float wanted = 0.5F * ab.cross(ac).norm() * perSquareMetre;
        const int count = static_cast<int>(wanted) + (random.unit() < wanted - std::floor(wanted) ? 1 : 0);
        for (int i = 0; i < count; ++i) {
            float u = random.unit(), v = random.unit();
            if (u + v > 1.0F) {
                u = 1.0F - u;
                v = 1.0F - v;
            }
            const Root root{t, u, v, a + u * ab + v * ac};
            if (keeps(root, corner))
                roots.push_back(root);
        }
    }
    for (std::size_t i = roots.size(); i > 1; --i)
        std::swap(roots[i - 1], roots[static_cast<std::size_t>(random.pick(static_cast<int>(i)))]);
    return roots;
}

/// The outermost place of the skin in every direction from the middle of the skull.
SkullMap mapSkull(const head::HeadModelData& data, bool hasEars)
{
    constexpr int kCells = SkullMap::kRows * SkullMap::kColumns;
    constexpr int kSteps = 10; // points along each edge of a triangle
    const auto& mesh = data.templateMesh;
    const auto& ears = data.masks.at("ears");
    SkullMap map;
    map.triangle.assign(kCells, -1);
    map.weights.assign(kCells, Eigen::Vector3f(1, 0, 0));
    std::vector<float> radius(kCells, -1.0F);
    const auto& part = partNamed(mesh, "skin");
    for (int t = part.firstTriangle; t < part.firstTriangle + part.triangleCount; ++t) {
        const auto& corner = mesh.triangles[static_cast<std::size_t>(t)];
        bool isEar = false;
        for (const int v : corner)
            isEar = isEar || (ears[static_cast<std::size_t>(v)] > 0.5F && std::abs(mesh.vertices[static_cast<std::size_t>(v)].x()) > 0.066F);
        if (isEar && !hasEars)
            continue;
        for (int i = 0; i <= kSteps; ++i)
            for (int j = 0; i + j <= kSteps; ++j) {
                const Eigen::Vector3f w(static_cast<float>(kSteps - i - j) / kSteps, static_cast<float>(i) / kSteps, static_cast<float>(j) / kSteps);
                Eigen::Vector3f d = -kSkullMiddle;
                for (int k = 0; k < 3; ++k)
                    d += w[k] * mesh.vertices[static_cast<std::size_t>(corner[k])];
                const float r = d.norm();
                const int row = std::clamp(static_cast<int>(std::lround((std::asin(d.y() / r) / kPi + 0.5F) * (SkullMap::kRows - 1))), 0, SkullMap::kRows - 1);
                const int column = static_cast<int>(std::lround((std::atan2(d.x(), d.z()) / (2.0F * kPi) + 1.0F) * SkullMap::kColumns)) % SkullMap::kColumns;
                const auto cell = static_cast<std::size_t>(row * SkullMap::kColumns + column);
                if (r > radius[cell]) {
                    radius[cell] = r;
                    map.triangle[cell] = t;
                    map.weights[cell] = w;
                }
            }
    }
    // Cells that no place fell into take their neighbour's: below the neck, at the poles.
    for (bool isOpen = true; isOpen;) {
        isOpen = false;
        const auto before = map.triangle;
        for (int row = 0; row < SkullMap::kRows; ++row)
            for (int column = 0; column < SkullMap::kColumns; ++column) {
                const auto cell = static_cast<std::size_t>(row * SkullMap::kColumns + column);
                if (before[cell] >= 0)
                    continue;
                for (const auto& [dr, dc] : {std::pair(1, 0), std::pair(0, 1), std::pair(0, -1), std::pair(-1, 0)}) {
                    const int r = row + dr, c = (column + dc + SkullMap::kColumns) % SkullMap::kColumns;
                    const auto other = static_cast<std::size_t>(r * SkullMap::kColumns + c);
                    if (r < 0 || r >= SkullMap::kRows || before[other] < 0)
                        continue;
                    map.triangle[cell] = before[other];
                    map.weights[cell] = map.weights[other];
                    break;
                }
                isOpen = isOpen || map.triangle[cell] < 0;
            }
    }
    return map;
}

/// Share of directions above its surface in which each vertex sees the sky, by depth pictures from all around.
std::vector<float> openness(const Vertices& vertices, const Vertices& normals, const std::vector<std::int32_t>& triangles)
{
    constexpr int kDirections = 96, kSize = 160;
    constexpr float kHalf = 0.36F, kBias = 0.004F; // metres
    const Eigen::Vector3f middle(0.0F, -0.05F, -0.03F);
    std::vector<float> seen(vertices.size(), 0.0F), possible(vertices.size(), 1e-6F);
    std::vector<float> points(3 * vertices.size());
    SampleRaster raster(kSize, kSize);
    for (int d = 0; d < kDirections; ++d) {
        // A spiral of even density on the sphere.
        const float y = 1.0F - 2.0F * (static_cast<float>(d) + 0.5F) / kDirections;
        const float turn = static_cast<float>(d) * kPi * (3.0F - std::sqrt(5.0F));
        const Eigen::Vector3f towards(std::sqrt(1.0F - y * y) * std::cos(turn), y, std::sqrt(1.0F - y * y) * std::sin(turn));
        const Eigen::Vector3f right = towards.unitOrthogonal(), up = towards.cross(right);
        for (std::size_t v = 0; v < vertices.size(); ++v) {
            const Eigen::Vector3f p = vertices[v] - middle;
            points[3 * v] = (p.dot(right) / kHalf + 1.0F) * 0.5F * kSize;
            points[3 * v + 1] = (p.dot(up) / kHalf + 1.0F) * 0.5F * kSize;
            points[3 * v + 2] = 1.0F + p.dot(towards);
        }
        raster.clear();
        raster.draw(points, triangles, 0);
        for (std::size_t v = 0; v < vertices.size(); ++v) {
            const float facing = normals[v].dot(towards);
            if (facing <= 0.0F)
                continue;
            const int x = std::clamp(static_cast<int>(points[3 * v]), 0, kSize - 1), row = std::clamp(static_cast<int>(points[3 * v + 1]), 0, kSize - 1);
            possible[v] += facing;
            if (points[3 * v + 2] + kBias > raster.nearness()[static_cast<std::size_t>(row * kSize + x)])
                seen[v] += facing;
        }
    }
    for (std::size_t v = 0; v < seen.size(); ++v)
        seen[v] = std::clamp(seen[v] / possible[v], 0.0F, 1.0F);
    return seen;
}

void measureOpenness(HeadStock& stock)
{
    const auto& mesh = stock.head->data().templateMesh;
    Vertices vertices = mesh.vertices;
    Vertices normals = mesh::vertexNormals(mesh.vertices, mesh.triangles);
    std::vector<std::int32_t> triangles;
    const auto& lashes = partNamed(mesh, "lashes");
    for (int t = 0; t < lashes.firstTriangle; ++t)
        triangles.insert(triangles.end(), mesh.triangles[static_cast<std::size_t>(t)].begin(), mesh.triangles[static_cast<std::size_t>(t)].end());
    const auto first = static_cast<std::int32_t>(vertices.size());
    const auto& bust = stock.body.bust;
    const auto bustNormals = mesh::vertexNormals(bust.vertices, bust.triangles);
    vertices.insert(vertices.end(), bust.vertices.begin(), bust.vertices.end());
    normals.insert(normals.end(), bustNormals.begin(), bustNormals.end());
    for (const auto& t : bust.triangles)
        for (const int v : t)
            triangles.push_back(first + v);
    const auto all = openness(vertices, normals, triangles);
    stock.openness.assign(all.begin(), all.begin() + first);
    stock.bustOpenness.assign(all.begin() + first, all.end());
}

} // namespace

std::vector<Eigen::Vector3f> smoothedRing(std::vector<Eigen::Vector3f> ring)
{
    constexpr int kPasses = 6;
    const std::size_t count = ring.size();
    for (int pass = 0; pass < kPasses; ++pass) {
        const auto before = ring;
        for (std::size_t i = 0; i < count; ++i)
            ring[i] = 0.25F * (before[(i + count - 1) % count] + 2.0F * before[i] + before[(i + 1) % count]);
    }
    return ring;
}

float angleAboutNeck(const Eigen::Vector3f& at)
{
    constexpr float kNeckAxis = -0.055F; // z at the cut, metres
    return std::atan2(at.x(), at.z() - kNeckAxis);
}

Eigen::Vector3f pointOfRing(const std::vector<Eigen::Vector3f>& ring, const std::vector<float>& angles, float angle)
{
    const auto next = static_cast<std::size_t>(std::ranges::lower_bound(angles, angle) - angles.begin());
    const std::size_t b = next % ring.size(), a = (next + ring.size() - 1) % ring.size();
    const float low = angles[a] > angle ? angles[a] - 2.0F * kPi : angles[a], high = angles[b] < angle ? angles[b] + 2.0F * kPi : angles[b];
    const float t = high > low ? (angle - low) / (high - low) : 0.0F;
    return ring[a] + t * (ring[b] - ring[a]);
}

float dropFromNeck(const HeadStock& stock, const Eigen::Vector3f& at)
{
    return (at - pointOfRing(stock.rim, stock.rimAngles, angleAboutNeck(at))).norm();
}

HeadStock makeHeadStock(std::shared_ptr<const head::HeadModel> head, Body body, int atlasSize)
{
    HeadStock stock;
    stock.head = std::move(head);
    stock.body = std::move(body);
    stock.skin = layerSkin(*stock.head, atlasSize);
    const auto& data = stock.head->data();
    const auto& mesh = data.templateMesh;
    stock.isSkinTriangle.assign(mesh.triangles.size(), 0);
    const auto& skin = partNamed(mesh, "skin");
    std::fill_n(stock.isSkinTriangle.begin() + skin.firstTriangle, skin.triangleCount, std::uint8_t{1});
    stock.eyeAngles = eyeAngles(data);
    stock.lashReach = lashReach(data);
    constexpr float kScalpDensity = 1.4e5F, kBeardDensity = 1.6e5F; // roots per square metre
    const auto& ears = data.masks.at("ears");
    const auto& lips = data.masks.at("lips");
    stock.scalpRoots = spreadRoots(mesh, kScalpDensity, 5, [&](const Root& root, const Eigen::Vector3i&) {
        return scalpCover(HairStyle{}, root.at) > 0.02F && (root.at.y() > -0.06F);
    });
    stock.beardRoots = spreadRoots(mesh, kBeardDensity, 6, [&](const Root& root, const Eigen::Vector3i& corner) {
        return ears[static_cast<std::size_t>(corner[0])] < 0.5F && beardCover(BeardCut::Full, root.at, lips[static_cast<std::size_t>(corner[0])]) > 0.02F;
    });
    stock.skull = mapSkull(data, false);
    stock.skullWithEars = mapSkull(data, true);
    measureOpenness(stock);
    for (const auto& pair : stock.body.rim)
        stock.bustRim.push_back(pair[0]);
    std::ranges::sort(stock.bustRim, {}, [&](int v) { return angleAboutNeck(stock.body.bust.vertices[static_cast<std::size_t>(v)]); });
    for (const int v : stock.bustRim)
        stock.rim.push_back(stock.body.bust.vertices[static_cast<std::size_t>(v)]);
    stock.rim = smoothedRing(std::move(stock.rim));
    std::ranges::sort(stock.rim, {}, angleAboutNeck);
    for (const auto& at : stock.rim)
        stock.rimAngles.push_back(angleAboutNeck(at));
    for (const auto& at : stock.body.bust.vertices)
        stock.bustDrop.push_back(dropFromNeck(stock, at));
    return stock;
}

int atlasSizeFor(int pictureSize)
{
    return std::clamp(pictureSize + pictureSize / 2, 192, 1024);
}

HeadStock loadHeadStock(int atlasSize)
{
    auto head = head::loadFreeHead();
    auto body = readBody(base::resource("head/body.safetensors"), head->vertexCount(), head->shapeCount());
    return makeHeadStock(std::move(head), std::move(body), atlasSize);
}

} // namespace effigy::synth
