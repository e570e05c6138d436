// SPDX-License-Identifier: GPL-3.0-or-later
#include "mesh/gltf_buffer.h"

#include <algorithm>
#include <bit>
#include <limits>

static_assert(std::endian::native == std::endian::little,
              "glTF buffers are written as memory lies");

namespace effigy::mesh {

namespace {

constexpr int kUnsignedByte = 5121, kUnsignedShort = 5123, kUnsignedInt = 5125, kFloat = 5126;
constexpr int kArrayBuffer = 34962, kElementArrayBuffer = 34963;
constexpr std::size_t kAlignment = 4;

struct Extremes {
    Eigen::Vector3f low = Eigen::Vector3f::Zero();
    Eigen::Vector3f high = Eigen::Vector3f::Zero();
};

Extremes extremesOf(std::span<const Eigen::Vector3f> values)
{
    if (values.empty())
        return {};
    Extremes e{values[0], values[0]};
    for (const auto& value : values) {
        e.low = e.low.cwiseMin(value);
        e.high = e.high.cwiseMax(value);
    }
    return e;
}

nlohmann::json vectorOf(const Eigen::Vector3f& v)
{
    return {v.x(), v.y(), v.z()};
}

} // namespace

int GltfBuffer::addView(std::span<const std::byte> bytes, Use use)
{
    m_bytes.resize((m_bytes.size() + kAlignment - 1) / kAlignment * kAlignment);
    nlohmann::json view = {
        {"buffer", 0}, {"byteOffset", m_bytes.size()}, {"byteLength", bytes.size()}};
    if (use == Use::Vertices)
        view["target"] = kArrayBuffer;
    if (use == Use::Indices)
        view["target"] = kElementArrayBuffer;
    m_bytes.insert(m_bytes.end(), bytes.begin(), bytes.end());
    m_views.push_back(std::move(view));
    return static_cast<int>(m_views.size()) - 1;
}

int GltfBuffer::addAccessor(nlohmann::json accessor)
{
    m_accessors.push_back(std::move(accessor));
    return static_cast<int>(m_accessors.size()) - 1;
}

int GltfBuffer::addIndices(std::span<const std::uint32_t> indices)
{
    const std::uint32_t largest =
        indices.empty() ? 0 : *std::max_element(indices.begin(), indices.end());
    // The largest value of a type is kept for primitive restart.
    if (largest < std::numeric_limits<std::uint16_t>::max()) {
        const std::vector<std::uint16_t> narrow(indices.begin(), indices.end());
        return addAccessor({{"bufferView", addView(std::as_bytes(std::span(narrow)), Use::Indices)},
                            {"componentType", kUnsignedShort},
                            {"count", indices.size()},
                            {"type", "SCALAR"}});
    }
    return addAccessor({{"bufferView", addView(std::as_bytes(indices), Use::Indices)},
                        {"componentType", kUnsignedInt},
                        {"count", indices.size()},
                        {"type", "SCALAR"}});
}

int GltfBuffer::addVectors(std::span<const Eigen::Vector2f> values)
{
    return addAccessor({{"bufferView", addView(std::as_bytes(values), Use::Vertices)},
                        {"componentType", kFloat},
                        {"count", values.size()},
                        {"type", "VEC2"}});
}

int GltfBuffer::addVectors(std::span<const Eigen::Vector3f> values, Use use)
{
    const auto extremes = extremesOf(values);
    return addAccessor({{"bufferView", addView(std::as_bytes(values), use)},
                        {"componentType", kFloat},
                        {"count", values.size()},
                        {"type", "VEC3"},
                        {"min", vectorOf(extremes.low)},
                        {"max", vectorOf(extremes.high)}});
}

int GltfBuffer::addVectors(std::span<const Eigen::Vector4f> values, Use use)
{
    return addAccessor({{"bufferView", addView(std::as_bytes(values), use)},
                        {"componentType", kFloat},
                        {"count", values.size()},
                        {"type", "VEC4"}});
}

int GltfBuffer::addOffsets(std::span<const Eigen::Vector3f> values)
{
    std::vector<std::uint32_t> places;
    std::vector<Eigen::Vector3f> moved;
    for (std::size_t i = 0; i < values.size(); ++i)
        if (!values[i].isZero(0.0F)) {
            places.push_back(static_cast<std::uint32_t>(i));
            moved.push_back(values[i]);
        }
    if (places.empty()) { // a sparse accessor has at least one entry
        places.push_back(0);
        moved.push_back(Eigen::Vector3f::Zero());
    }
    const bool isNarrow = values.size() <= std::numeric_limits<std::uint16_t>::max();
    const std::size_t sparseBytes = moved.size() * (sizeof(Eigen::Vector3f) + (isNarrow ? 2 : 4));
    if (sparseBytes >= values.size() * sizeof(Eigen::Vector3f))
        return addVectors(values);

    const std::vector<std::uint16_t> narrow(places.begin(), places.end());
    const int indexView = isNarrow ? addView(std::as_bytes(std::span(narrow)), Use::Data)
                                   : addView(std::as_bytes(std::span(places)), Use::Data);
    const int valueView = addView(std::as_bytes(std::span(moved)), Use::Data);
    const auto extremes = extremesOf(values);
    return addAccessor({{"componentType", kFloat},
                        {"count", values.size()},
                        {"type", "VEC3"},
                        {"min", vectorOf(extremes.low)},
                        {"max", vectorOf(extremes.high)},
                        {"sparse",
                         {{"count", moved.size()},
                          {"indices",
                           {{"bufferView", indexView},
                            {"componentType", isNarrow ? kUnsignedShort : kUnsignedInt}}},
                          {"values", {{"bufferView", valueView}}}}}});
}

int GltfBuffer::addJoints(std::span<const std::array<std::uint8_t, 4>> joints)
{
    return addAccessor({{"bufferView", addView(std::as_bytes(joints), Use::Vertices)},
                        {"componentType", kUnsignedByte},
                        {"count", joints.size()},
                        {"type", "VEC4"}});
}

int GltfBuffer::addMatrices(std::span<const Eigen::Matrix4f> matrices)
{
    return addAccessor({{"bufferView", addView(std::as_bytes(matrices), Use::Data)},
                        {"componentType", kFloat},
                        {"count", matrices.size()},
                        {"type", "MAT4"}});
}

int GltfBuffer::addScalars(std::span<const float> values)
{
    const auto [low, high] = std::minmax_element(values.begin(), values.end());
    nlohmann::json accessor = {{"bufferView", addView(std::as_bytes(values), Use::Data)},
                               {"componentType", kFloat},
                               {"count", values.size()},
                               {"type", "SCALAR"}};
    if (!values.empty()) { // animation times must have them
        accessor["min"] = nlohmann::json::array({*low});
        accessor["max"] = nlohmann::json::array({*high});
    }
    return addAccessor(std::move(accessor));
}

} // namespace effigy::mesh
