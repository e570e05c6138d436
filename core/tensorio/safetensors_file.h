// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tensorio/mapped_file.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace effigy::tensorio {

/// Element types that safetensors and npy files share.
enum class ElementType { F64, F32, F16, BF16, I64, I32, I16, I8, U8, Bool };

/// Bytes of one element.
[[nodiscard]] std::size_t elementSize(ElementType type);

/// A named array in somebody else's memory: little-endian, C order.
struct ArrayView {
    std::string name;
    ElementType type = ElementType::F32;
    std::vector<std::int64_t> shape; // empty: one element
    std::span<const std::byte> bytes;

    [[nodiscard]] std::int64_t elementCount() const;

    /// The elements as `T`, which must have the size of the element type and a matching kind.
    /// Throws ContractError otherwise.
    template <typename T>
    [[nodiscard]] std::span<const T> as() const;
};

/// Free text that travels with the arrays, e.g. {"config": "{...}"}.
using Metadata = std::map<std::string, std::string>;

/// A safetensors file or blob, checked as a whole when opened: every array lies inside, overlaps none and leaves no gap.
/// No torch type here, so that any folder may read arrays. Immutable.
class SafetensorsFile {
public:
    /// Maps `path`. Throws Error "storage" when it cannot be read, "model_refused" when it is not a sound safetensors file.
    [[nodiscard]] static SafetensorsFile open(const std::filesystem::path& path);
    /// Reads a blob that the caller keeps alive; `origin` names it in messages. Throws Error "model_refused".
    [[nodiscard]] static SafetensorsFile parse(std::span<const std::byte> blob, std::string origin);

    /// In the order of their data.
    [[nodiscard]] const std::vector<ArrayView>& arrays() const { return m_arrays; }
    /// Null when there is none of that name.
    [[nodiscard]] const ArrayView* find(std::string_view name) const;
    /// Throws Error "model_refused" when there is none of that name.
    [[nodiscard]] const ArrayView& at(std::string_view name) const;
    [[nodiscard]] const Metadata& metadata() const { return m_metadata; }
    /// Gives back the memory of an array's pages in a mapped file; they are read again when they are touched.
    void release(const ArrayView& array) const;

private:
    SafetensorsFile(std::span<const std::byte> blob, std::string origin);

    std::string m_origin;
    std::shared_ptr<const MappedFile> m_file; // null when parsed from a blob
    std::vector<ArrayView> m_arrays;
    Metadata m_metadata;
};

/// The bytes of a safetensors file that holds `arrays` in their order. Names must differ, and each array's bytes must fit
/// its shape; throws ContractError otherwise.
[[nodiscard]] std::vector<std::byte> encodeSafetensors(std::span<const ArrayView> arrays, const Metadata& metadata = {});

/// The same, written to `path` whole or not at all. Throws Error "storage".
void writeSafetensors(const std::filesystem::path& path, std::span<const ArrayView> arrays, const Metadata& metadata = {});

/// A view of `values` named `name`; the caller keeps them alive.
template <typename T>
[[nodiscard]] ArrayView viewOf(std::string name, std::vector<std::int64_t> shape, std::span<const T> values);

} // namespace effigy::tensorio
