// SPDX-License-Identifier: GPL-3.0-or-later
#include "tensorio/numpy_type.h"

#include "base/error.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <numeric>

namespace effigy::tensorio {

namespace {

constexpr std::array<NumpyType, 12> kTypes = {{{"f8", 8, torch::kFloat64},
                                               {"f4", 4, torch::kFloat32},
                                               {"f2", 2, torch::kFloat16},
                                               {"i8", 8, torch::kInt64},
                                               {"i4", 4, torch::kInt32},
                                               {"i2", 2, torch::kInt16},
                                               {"i1", 1, torch::kInt8},
                                               {"u1", 1, torch::kUInt8},
                                               {"b1", 1, torch::kBool},
                                               {"u2", 2, torch::kInt32},
                                               {"u4", 4, torch::kInt64},
                                               {"u8", 8, torch::kInt64}}};

// Unsigned integers that torch does not know, one by one into the next larger type.
template <typename From, typename To>
void widen(std::span<const std::byte> from, torch::Tensor& to)
{
    auto* target = to.data_ptr<To>();
    for (std::int64_t i = 0; i < to.numel(); ++i) {
        From value;
        std::memcpy(&value, from.data() + i * sizeof value, sizeof value);
        target[i] = static_cast<To>(value);
    }
}

// A byte other than 0 and 1 is no bool to the compiler.
void copyTruths(std::span<const std::byte> from, torch::Tensor& to)
{
    auto* target = to.data_ptr<bool>();
    for (std::int64_t i = 0; i < to.numel(); ++i)
        target[i] = from[static_cast<std::size_t>(i)] != std::byte{0};
}

void copyNumbers(const NumpyType& type, std::span<const std::byte> bytes, torch::Tensor& tensor)
{
    if (type.code == "u2")
        widen<std::uint16_t, std::int32_t>(bytes, tensor);
    else if (type.code == "u4")
        widen<std::uint32_t, std::int64_t>(bytes, tensor);
    else if (type.code == "b1")
        copyTruths(bytes, tensor);
    else if (!bytes.empty())
        std::memcpy(tensor.data_ptr(), bytes.data(), bytes.size());
}

std::vector<std::byte> swapped(std::span<const std::byte> bytes, std::size_t size)
{
    std::vector<std::byte> turned(bytes.begin(), bytes.end());
    for (std::size_t at = 0; at + size <= turned.size(); at += size)
        std::reverse(turned.begin() + static_cast<std::ptrdiff_t>(at),
                     turned.begin() + static_cast<std::ptrdiff_t>(at + size));
    return turned;
}

} // namespace

const NumpyType* findNumpyType(std::string_view code)
{
    const auto* found = std::ranges::find(kTypes, code, &NumpyType::code);
    return found == kTypes.end() ? nullptr : found;
}

const NumpyType* findNumpyType(torch::ScalarType type)
{
    const auto* found = std::ranges::find(kTypes, type, &NumpyType::type);
    return found == kTypes.end() ? nullptr : found;
}

std::optional<std::size_t> arrayBytes(std::span<const std::int64_t> shape, std::size_t elementBytes)
{
    constexpr std::size_t kMostDimensions = 16;
    constexpr std::int64_t kMostBytes = std::int64_t{1} << 62;
    if (shape.size() > kMostDimensions)
        return std::nullopt;
    // Sizes are checked as if none were zero, because torch multiplies those that are not.
    auto room = kMostBytes / static_cast<std::int64_t>(elementBytes);
    std::size_t bytes = elementBytes;
    for (const std::int64_t size : shape) {
        if (size < 0 || size > room)
            return std::nullopt;
        room /= std::max<std::int64_t>(size, 1);
        bytes *= static_cast<std::size_t>(size);
    }
    return bytes;
}

torch::Tensor decodeNumbers(const NumpyType& type, std::span<const std::byte> bytes,
                            std::vector<std::int64_t> shape, ArrayOrder order, ByteOrder byteOrder)
{
    base::require(arrayBytes(shape, type.size) == bytes.size(),
                  "decodeNumbers: the bytes must fit the shape");
    const bool isTurned = byteOrder == ByteOrder::Big && type.size > 1;
    const std::vector<std::byte> turned =
        isTurned ? swapped(bytes, type.size) : std::vector<std::byte>();
    if (order == ArrayOrder::Fortran)
        std::reverse(shape.begin(), shape.end());
    torch::Tensor tensor = torch::empty(shape, type.type);
    copyNumbers(type, isTurned ? std::span<const std::byte>(turned) : bytes, tensor);
    if (order == ArrayOrder::C)
        return tensor;
    std::vector<std::int64_t> axes(shape.size());
    std::iota(axes.rbegin(), axes.rend(), 0);
    return tensor.permute(axes).contiguous();
}

} // namespace effigy::tensorio
