// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tensorio/safetensors_file.h"

#include <torch/types.h>

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace effigy::tensorio {

/// Named tensors in a fixed order: the parameters and buffers of a network under their published names.
/// Copies share the tensors' memory; clone() does not.
class StateDict {
public:
    using Entry = std::pair<std::string, torch::Tensor>;

    /// Adds `tensor` at the end, or replaces the one of that name in its place.
    void set(std::string_view name, torch::Tensor tensor);
    /// Null when there is none of that name.
    [[nodiscard]] const torch::Tensor* find(std::string_view name) const;
    [[nodiscard]] bool contains(std::string_view name) const { return find(name) != nullptr; }
    /// Throws Error "model_refused" when there is none of that name.
    [[nodiscard]] const torch::Tensor& at(std::string_view name) const;
    /// Removes the tensor of that name, if there is one.
    void erase(std::string_view name);

    [[nodiscard]] std::size_t size() const { return m_entries.size(); }
    [[nodiscard]] bool empty() const { return m_entries.empty(); }
    [[nodiscard]] std::vector<Entry>::const_iterator begin() const { return m_entries.begin(); }
    [[nodiscard]] std::vector<Entry>::const_iterator end() const { return m_entries.end(); }

    /// Deep copy without autograd history; tensors that required a gradient do so again.
    [[nodiscard]] StateDict clone() const;
    /// The entries whose names start with `prefix`, names without it.
    [[nodiscard]] StateDict withPrefix(std::string_view prefix) const;
    /// Sum of the tensors' element counts.
    [[nodiscard]] std::int64_t elementCount() const;

private:
    std::vector<Entry> m_entries;
    std::unordered_map<std::string, std::size_t> m_index;
};

/// Tensors and the free text that came with them.
struct StateFile {
    StateDict tensors;
    Metadata metadata;
};

/// Reads a safetensors file; tensors own their memory, on the CPU.
/// Throws Error "storage" or "model_refused".
[[nodiscard]] StateFile readStateFile(const std::filesystem::path& path);
/// The same from a blob, which is not needed afterwards; `origin` names it in messages.
[[nodiscard]] StateFile decodeStateFile(std::span<const std::byte> blob, const std::string& origin);

/// Writes `tensors` (any device, any layout) as safetensors, whole or not at all. Throws Error "storage".
void writeStateFile(const std::filesystem::path& path, const StateDict& tensors, const Metadata& metadata = {});
[[nodiscard]] std::vector<std::byte> encodeStateFile(const StateDict& tensors, const Metadata& metadata = {});

/// A tensor of its own with the elements of `array`.
[[nodiscard]] torch::Tensor toTensor(const ArrayView& array);

} // namespace effigy::tensorio
