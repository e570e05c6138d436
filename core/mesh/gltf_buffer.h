// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Eigen/Core>
#include <nlohmann/json.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace effigy::mesh {

/// The binary part of a glTF file under construction, with its bufferViews and accessors. Functions
/// that add return the index of what they added.
class GltfBuffer {
public:
    /// What a bufferView holds, when the GPU wants to know.
    enum class Use { Data, Vertices, Indices };

    int addView(std::span<const std::byte> bytes, Use use);

    int addIndices(std::span<const std::uint32_t> indices);
    int addVectors(std::span<const Eigen::Vector2f> values);
    /// With smallest and largest values, which positions must have.
    int addVectors(std::span<const Eigen::Vector3f> values, Use use = Use::Vertices);
    int addVectors(std::span<const Eigen::Vector4f> values, Use use = Use::Vertices);
    /// Mostly zero vectors; sparse where that takes fewer bytes.
    int addOffsets(std::span<const Eigen::Vector3f> values);
    int addJoints(std::span<const std::array<std::uint8_t, 4>> joints);
    int addMatrices(std::span<const Eigen::Matrix4f> matrices);
    int addScalars(std::span<const float> values);

    [[nodiscard]] const nlohmann::json& views() const { return m_views; }
    [[nodiscard]] const nlohmann::json& accessors() const { return m_accessors; }
    [[nodiscard]] const std::vector<std::byte>& bytes() const { return m_bytes; }

private:
    int addAccessor(nlohmann::json accessor);

    std::vector<std::byte> m_bytes;
    nlohmann::json m_views = nlohmann::json::array();
    nlohmann::json m_accessors = nlohmann::json::array();
};

} // namespace effigy::mesh
