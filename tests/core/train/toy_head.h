// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image.h"
#include "head/head_model.h"

namespace effigy::test {

/// A head simple enough for tests: an ellipsoid with a nose, whose lower half opens as a jaw. 52 expressions, of which only
/// jawOpen moves anything; two shape directions (wider, longer).
inline head::HeadModelData toyHeadData()
{
    constexpr int kRings = 20, kSectors = 32;
    head::HeadModelData data;
    data.name = "toy";
    auto& mesh = data.templateMesh;
    for (int ring = 0; ring <= kRings; ++ring)
        for (int sector = 0; sector <= kSectors; ++sector) {
            const float polar = 3.14159265F * static_cast<float>(ring) / kRings;
            const float turn = 6.28318531F * static_cast<float>(sector) / kSectors - 3.14159265F;
            const Eigen::Vector3f direction(std::sin(polar) * std::sin(turn), std::cos(polar), std::sin(polar) * std::cos(turn));
            Eigen::Vector3f p = direction.cwiseProduct(Eigen::Vector3f(0.075F, 0.11F, 0.09F));
            const float nose = std::exp(-40.0F * (direction - Eigen::Vector3f::UnitZ()).squaredNorm());
            p.z() += 0.02F * nose;
            mesh.vertices.push_back(p);
            mesh.uvs.emplace_back(static_cast<float>(sector) / kSectors, 1.0F - static_cast<float>(ring) / kRings);
        }
    const auto index = [](int ring, int sector) { return ring * (kSectors + 1) + sector; };
    for (int ring = 0; ring < kRings; ++ring)
        for (int sector = 0; sector < kSectors; ++sector) {
            mesh.triangles.emplace_back(index(ring, sector), index(ring + 1, sector), index(ring + 1, sector + 1));
            mesh.triangles.emplace_back(index(ring, sector), index(ring + 1, sector + 1), index(ring, sector + 1));
        }
    mesh.uvTriangles = mesh.triangles;
    mesh.parts.push_back({"skin", 0, static_cast<int>(mesh.triangles.size())});

    const auto count = static_cast<Eigen::Index>(mesh.vertices.size());
    data.shapeBasis = Eigen::MatrixXf::Zero(3 * count, 2);
    data.expressionBasis = Eigen::MatrixXf::Zero(3 * count, head::kArkitControlCount);
    for (const auto name : head::arkitNames())
        data.expressionNames.emplace_back(name);
    const auto jawOpen = std::find(data.expressionNames.begin(), data.expressionNames.end(), "jawOpen");
    const auto jaw = static_cast<Eigen::Index>(jawOpen - data.expressionNames.begin());
    for (Eigen::Index v = 0; v < count; ++v) {
        const auto& p = mesh.vertices[static_cast<std::size_t>(v)];
        data.shapeBasis(3 * v, 0) = 0.05F * p.x();
        data.shapeBasis(3 * v + 1, 1) = 0.05F * p.y();
        data.expressionBasis(3 * v + 1, jaw) = p.y() < -0.03F && p.z() > 0.0F ? -0.02F : 0.0F;
    }
    data.joints = {{"root", -1, {}}, {"neck", 0, {}}, {"jaw", 1, {}}, {"leftEye", 1, {}}, {"rightEye", 1, {}}};
    data.jointRegressor = Eigen::MatrixXf::Constant(5, count, 1.0F / static_cast<float>(count));
    data.skinWeights = Eigen::MatrixXf::Zero(count, 5);
    data.skinWeights.col(0).setOnes();
    const auto triangleAt = [&](int ring, int sector) { return 2 * (ring * kSectors + sector); };
    for (int i = 0; i < head::kLandmarkCount; ++i)
        data.landmarks[static_cast<std::size_t>(i)].triangle = triangleAt(5 + i / 12, kSectors / 2 - 6 + i % 12);
    for (int i = 48; i < head::kLandmarkCount; ++i) // lips: a ring below the nose
        data.landmarks[static_cast<std::size_t>(i)].triangle = triangleAt(12 + i % 3, kSectors / 2 - 3 + (i - 48) % 7);
    data.mirrorVertex.resize(static_cast<std::size_t>(count));
    for (int ring = 0; ring <= kRings; ++ring)
        for (int sector = 0; sector <= kSectors; ++sector)
            data.mirrorVertex[static_cast<std::size_t>(index(ring, sector))] = index(ring, kSectors - sector);
    return data;
}

/// Checks in skin colours with a dark spot for each eye, so that up, left and scale can be told.
inline base::Image toyAlbedo(int size)
{
    base::Image image(size, size, 3);
    for (int y = 0; y < size; ++y)
        for (int x = 0; x < size; ++x) {
            const bool isCheck = (x * 16 / size + y * 16 / size) % 2 == 0;
            const float u = static_cast<float>(x) / static_cast<float>(size), v = static_cast<float>(y) / static_cast<float>(size);
            const bool isEye = std::hypot(std::abs(u - 0.5F) - 0.06F, v - 0.42F) < 0.03F;
            auto* p = image.at(x, y);
            p[0] = isEye ? 30 : isCheck ? 200 : 170;
            p[1] = isEye ? 40 : isCheck ? 150 : 120;
            p[2] = isEye ? 60 : u < 0.5F ? 110 : 80;
        }
    return image;
}

} // namespace effigy::test
