// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tensorio/pickle_arena.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace effigy::tensorio {

/// The numbers that torch tensors look into, still in the file. Where it lived, a GPU for instance,
/// is not kept.
class TorchStorage final : public LazyTensor {
public:
    TorchStorage(const PickleArena& arena, torch::ScalarType type, std::int64_t count)
        : m_arena(arena), m_type(type), m_count(count)
    {
    }
    /// `bytes` are all of the storage and live as long as the arena; refuses the wrong number of
    /// them.
    void setBytes(std::span<const std::byte> bytes);

    [[nodiscard]] torch::ScalarType type() const { return m_type; }
    [[nodiscard]] std::int64_t count() const { return m_count; }
    /// Elements [begin, begin + count), which must lie within, as a tensor of one dimension in
    /// `type`, whose size must be that of the storage's.
    [[nodiscard]] torch::Tensor copy(std::int64_t begin, std::int64_t count,
                                     torch::ScalarType type) const;

    [[nodiscard]] torch::Tensor decode() const override { return copy(0, m_count, m_type); }
    [[nodiscard]] std::vector<std::int64_t> shape() const override { return {m_count}; }
    [[nodiscard]] std::size_t byteCount() const override;

private:
    const PickleArena& m_arena;
    torch::ScalarType m_type;
    std::int64_t m_count;
    std::optional<std::span<const std::byte>> m_bytes;
};

/// The number type of "torch.FloatStorage" and its kin, also under "torch.cuda"; nothing for other
/// names.
[[nodiscard]] std::optional<torch::ScalarType> storageType(std::string_view className);

/// The number type of "torch.float32" and its kin; nothing for other names.
[[nodiscard]] std::optional<torch::ScalarType> elementTypeOf(std::string_view className);

/// What the persistent id of a storage says: ('storage', class, key, location, count[, view]).
struct StorageId {
    torch::ScalarType type = torch::kFloat32;
    std::string key;
    std::int64_t count = 0;
    const PickleValue* view =
        nullptr; // (key, offset, count) of a part of the storage, of old versions; null when whole
};

/// Refuses any other id.
[[nodiscard]] StorageId parseStorageId(const PickleArena& arena, const PickleValue& id);

} // namespace effigy::tensorio
