// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/types.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace effigy::tensorio {

/// A type of numbers as numpy writes them, and the torch type that holds them: unsigned integers of
/// 16 and 32 bits become the next larger signed type, those of 64 bits keep their bits.
struct NumpyType {
    std::string_view code; // e.g. "f4"
    std::size_t size = 0;  // bytes of one number in the file
    torch::ScalarType type = torch::kFloat32;
};

/// The type of the code "f4", "i8", "b1", ...; null for text, objects, records and complex numbers.
[[nodiscard]] const NumpyType* findNumpyType(std::string_view code);

/// The type whose numbers torch keeps in `type`; null when numpy has none.
[[nodiscard]] const NumpyType* findNumpyType(torch::ScalarType type);

enum class ArrayOrder { C, Fortran };
enum class ByteOrder { Little, Big };

/// Bytes of an array of `shape`; nothing when a size is negative, there are more than 16 of them,
/// or the bytes exceed 2^62.
[[nodiscard]] std::optional<std::size_t> arrayBytes(std::span<const std::int64_t> shape,
                                                    std::size_t elementBytes);

/// A contiguous tensor on the CPU. `bytes` must have arrayBytes(shape, type.size) bytes; throws
/// ContractError otherwise.
[[nodiscard]] torch::Tensor decodeNumbers(const NumpyType& type, std::span<const std::byte> bytes,
                                          std::vector<std::int64_t> shape,
                                          ArrayOrder order = ArrayOrder::C,
                                          ByteOrder byteOrder = ByteOrder::Little);

} // namespace effigy::tensorio
