// SPDX-License-Identifier: GPL-3.0-or-later
#include "tensorio/torch_storage.h"

#include "tensorio/numpy_type.h"

#include <ATen/ops/empty.h>

#include <array>
#include <cstring>
#include <utility>

namespace effigy::tensorio {

namespace {

struct TorchType {
    std::string_view storage;
    std::string_view element;
    std::string_view otherElement; // the second name of the same type
    torch::ScalarType type;
};

constexpr std::array<TorchType, 11> kTypes = {{
    {"DoubleStorage", "float64", "double", torch::kFloat64},
    {"FloatStorage", "float32", "float", torch::kFloat32},
    {"HalfStorage", "float16", "half", torch::kFloat16},
    {"BFloat16Storage", "bfloat16", "bfloat16", torch::kBFloat16},
    {"LongStorage", "int64", "long", torch::kInt64},
    {"IntStorage", "int32", "int", torch::kInt32},
    {"ShortStorage", "int16", "short", torch::kInt16},
    {"CharStorage", "int8", "int8", torch::kInt8},
    {"ByteStorage", "uint8", "uint8", torch::kUInt8},
    {"BoolStorage", "bool", "bool", torch::kBool},
    {"UntypedStorage", "", "", torch::kUInt8},
}};

// The name without `prefix`; empty when it does not start so.
std::string_view after(std::string_view name, std::string_view prefix)
{
    return name.starts_with(prefix) ? name.substr(prefix.size()) : std::string_view();
}

} // namespace

void TorchStorage::setBytes(std::span<const std::byte> bytes)
{
    if (bytes.size() != byteCount())
        m_arena.refuse("a storage has " + std::to_string(bytes.size()) + " bytes where " +
                       std::to_string(byteCount()) + " are expected");
    m_bytes = bytes;
}

std::size_t TorchStorage::byteCount() const
{
    return static_cast<std::size_t>(m_count) * torch::elementSize(m_type);
}

torch::Tensor TorchStorage::copy(std::int64_t begin, std::int64_t count,
                                 torch::ScalarType type) const
{
    if (!m_bytes)
        m_arena.refuse("it reads a storage that has no data");
    const std::size_t size = torch::elementSize(type);
    const auto part = m_bytes->subspan(static_cast<std::size_t>(begin) * size,
                                       static_cast<std::size_t>(count) * size);
    torch::Tensor tensor = at::empty({count}, type);
    if (type == torch::kBool) // a byte other than 0 and 1 is no bool to the compiler
        for (std::size_t i = 0; i < part.size(); ++i)
            tensor.data_ptr<bool>()[i] = part[i] != std::byte{0};
    else if (!part.empty())
        std::memcpy(tensor.data_ptr(), part.data(), part.size());
    m_arena.release(part);
    return tensor;
}

std::optional<torch::ScalarType> storageType(std::string_view className)
{
    for (const std::string_view module : {"torch.cuda.", "torch.storage.", "torch."})
        if (const std::string_view name = after(className, module); !name.empty())
            for (const TorchType& type : kTypes)
                if (type.storage == name)
                    return type.type;
    return std::nullopt;
}

std::optional<torch::ScalarType> elementTypeOf(std::string_view className)
{
    if (const std::string_view name = after(className, "torch."); !name.empty())
        for (const TorchType& type : kTypes)
            if (type.element == name || type.otherElement == name)
                return type.type;
    return std::nullopt;
}

StorageId parseStorageId(const PickleArena& arena, const PickleValue& id)
{
    const auto refuse = [&] {
        arena.refuse("it refers to outside data that are no storage of numbers");
    };
    if (id.kind() != PickleKind::Tuple || id.items().size() < 5 || id.items().size() > 6)
        refuse();
    const auto items = id.items();
    if (items[0]->text() != "storage" || items[1]->kind() != PickleKind::Class)
        refuse();
    const auto type = storageType(items[1]->className());
    if (!type)
        refuse();
    StorageId parsed = {.type = *type, .key = items[2]->text(), .count = items[4]->integer()};
    const std::int64_t shape[] = {parsed.count};
    if (!arrayBytes(shape, torch::elementSize(*type)))
        arena.refuse("a storage has an impossible number of elements");
    if (items.size() == 6 && !items[5]->isNone())
        parsed.view = items[5];
    return parsed;
}

} // namespace effigy::tensorio
