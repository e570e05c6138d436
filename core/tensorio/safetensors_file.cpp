// SPDX-License-Identifier: GPL-3.0-or-later
#include "tensorio/safetensors_file.h"

#include "base/atomic_file.h"
#include "base/error.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cstring>
#include <set>
#include <type_traits>
#include <utility>

namespace effigy::tensorio {

namespace {

using nlohmann::json;

constexpr std::size_t kMaxHeaderBytes = 100'000'000; // the format's own limit
constexpr int kMaxDimensions = 8;
constexpr std::int64_t kMaxSize = std::int64_t{1} << 40; // even empty arrays claim no more along one axis
constexpr int kMaxHeaderDepth = 4; // file, array, shape: a sound header is three deep

constexpr std::array<std::pair<ElementType, const char*>, 10> kTypeNames = {{{ElementType::F64, "F64"},
                                                                             {ElementType::F32, "F32"},
                                                                             {ElementType::F16, "F16"},
                                                                             {ElementType::BF16, "BF16"},
                                                                             {ElementType::I64, "I64"},
                                                                             {ElementType::I32, "I32"},
                                                                             {ElementType::I16, "I16"},
                                                                             {ElementType::I8, "I8"},
                                                                             {ElementType::U8, "U8"},
                                                                             {ElementType::Bool, "BOOL"}}};

[[noreturn]] void refuse(const std::string& origin, const std::string& why)
{
    throw base::Error("model_refused", origin + " is not a sound safetensors file: " + why,
                      "The file may be damaged or cut short; fetch it again");
}

json parseHeader(const std::string& origin, std::span<const std::byte> text)
{
    const auto* begin = reinterpret_cast<const char*>(text.data());
    bool isTooDeep = false;
    const auto limitDepth = [&](int depth, json::parse_event_t, json&) {
        isTooDeep = isTooDeep || depth > kMaxHeaderDepth;
        return !isTooDeep;
    };
    json header = json::parse(begin, begin + text.size(), limitDepth, false);
    if (isTooDeep || header.is_discarded() || !header.is_object())
        refuse(origin, "its header is not a JSON object");
    return header;
}

std::uint64_t unsignedAt(const std::string& origin, const json& value)
{
    if (!value.is_number_unsigned())
        refuse(origin, "a size in its header is not a whole number");
    return value.get<std::uint64_t>();
}

ElementType typeOf(const std::string& origin, const json& entry)
{
    const auto name = entry.contains("dtype") && entry["dtype"].is_string() ? entry["dtype"].get<std::string>() : std::string();
    for (const auto& [type, text] : kTypeNames)
        if (name == text)
            return type;
    refuse(origin, "element type \"" + name.substr(0, 20) + "\" is not supported");
}

// Elements of `shape`, refusing what cannot lie in `available` bytes (so that products never overflow).
std::uint64_t checkedCount(const std::string& origin, const std::vector<std::int64_t>& shape, std::uint64_t available)
{
    std::uint64_t count = 1;
    for (const std::int64_t size : shape)
        if (size < 0 || size > kMaxSize)
            refuse(origin, "an array is larger than any file");
    const bool isEmpty = std::find(shape.begin(), shape.end(), 0) != shape.end();
    if (isEmpty)
        return 0;
    for (const std::int64_t size : shape) {
        if (static_cast<std::uint64_t>(size) > available / count)
            refuse(origin, "an array is larger than the file");
        count *= static_cast<std::uint64_t>(size);
    }
    return count;
}

ArrayView readEntry(const std::string& origin, const std::string& name, const json& entry, std::span<const std::byte> data)
{
    if (!entry.is_object() || !entry.contains("shape") || !entry["shape"].is_array() || !entry.contains("data_offsets")
        || !entry["data_offsets"].is_array() || entry["data_offsets"].size() != 2)
        refuse(origin, "entry \"" + name.substr(0, 100) + "\" is incomplete");
    ArrayView array;
    array.name = name;
    array.type = typeOf(origin, entry);
    if (entry["shape"].size() > kMaxDimensions)
        refuse(origin, "an array has too many dimensions");
    for (const json& size : entry["shape"])
        array.shape.push_back(static_cast<std::int64_t>(unsignedAt(origin, size)));
    const std::uint64_t begin = unsignedAt(origin, entry["data_offsets"][0]);
    const std::uint64_t end = unsignedAt(origin, entry["data_offsets"][1]);
    if (begin > end || end > data.size())
        refuse(origin, "array \"" + name.substr(0, 100) + "\" lies outside the file");
    if (checkedCount(origin, array.shape, data.size()) * elementSize(array.type) != end - begin)
        refuse(origin, "array \"" + name.substr(0, 100) + "\" does not fill its place");
    array.bytes = data.subspan(begin, end - begin);
    return array;
}

Metadata readMetadata(const std::string& origin, const json& entry)
{
    if (!entry.is_object())
        refuse(origin, "its metadata is not a table");
    Metadata metadata;
    for (const auto& [key, value] : entry.items()) {
        if (!value.is_string())
            refuse(origin, "its metadata holds something other than text");
        metadata[key] = value.get<std::string>();
    }
    return metadata;
}

void refuseGaps(const std::string& origin, const std::vector<ArrayView>& sorted, std::span<const std::byte> data)
{
    const std::byte* expected = data.data();
    for (const ArrayView& array : sorted) {
        if (array.bytes.data() != expected)
            refuse(origin, "its arrays overlap or leave gaps");
        expected += array.bytes.size();
    }
    if (expected != data.data() + data.size())
        refuse(origin, "bytes are left over at its end");
}

std::string encodeHeader(std::span<const ArrayView> arrays, const Metadata& metadata)
{
    // Written by hand piece by piece so that the order of the arrays stays, which a JSON object would sort away.
    std::string header = "{";
    if (!metadata.empty())
        header += "\"__metadata__\":" + json(metadata).dump();
    std::uint64_t offset = 0;
    for (const ArrayView& array : arrays) {
        json entry;
        for (const auto& [type, text] : kTypeNames)
            if (type == array.type)
                entry["dtype"] = text;
        entry["shape"] = array.shape;
        entry["data_offsets"] = {offset, offset + array.bytes.size()};
        offset += array.bytes.size();
        header += (header.size() > 1 ? "," : "") + json(array.name).dump() + ":" + entry.dump();
    }
    header += "}";
    header.append((8 - header.size() % 8) % 8, ' '); // data starts on a multiple of eight
    return header;
}

void requireSound(std::span<const ArrayView> arrays)
{
    std::set<std::string_view> names;
    for (const ArrayView& array : arrays) {
        base::require(names.insert(array.name).second && array.name != "__metadata__", "safetensors: names must differ");
        base::require(static_cast<std::size_t>(array.elementCount()) * elementSize(array.type) == array.bytes.size(),
                      "safetensors: an array's bytes must fit its shape");
    }
}

template <typename T>
constexpr bool fits(ElementType type)
{
    switch (type) {
    case ElementType::F64: return std::is_same_v<T, double>;
    case ElementType::F32: return std::is_same_v<T, float>;
    case ElementType::I64: return std::is_same_v<T, std::int64_t>;
    case ElementType::I32: return std::is_same_v<T, std::int32_t>;
    case ElementType::F16:
    case ElementType::BF16: return std::is_same_v<T, std::uint16_t>;
    case ElementType::I16: return std::is_same_v<T, std::int16_t>;
    case ElementType::I8: return std::is_same_v<T, std::int8_t>;
    case ElementType::U8:
    case ElementType::Bool: return std::is_same_v<T, std::uint8_t>;
    }
    return false;
}

template <typename T>
constexpr ElementType typeFor()
{
    if constexpr (std::is_same_v<T, double>)
        return ElementType::F64;
    else if constexpr (std::is_same_v<T, float>)
        return ElementType::F32;
    else if constexpr (std::is_same_v<T, std::int64_t>)
        return ElementType::I64;
    else if constexpr (std::is_same_v<T, std::int32_t>)
        return ElementType::I32;
    else if constexpr (std::is_same_v<T, std::int16_t>)
        return ElementType::I16;
    else if constexpr (std::is_same_v<T, std::uint16_t>)
        return ElementType::F16;
    else if constexpr (std::is_same_v<T, std::int8_t>)
        return ElementType::I8;
    else
        return ElementType::U8;
}

} // namespace

std::size_t elementSize(ElementType type)
{
    switch (type) {
    case ElementType::F64:
    case ElementType::I64: return 8;
    case ElementType::F32:
    case ElementType::I32: return 4;
    case ElementType::F16:
    case ElementType::BF16:
    case ElementType::I16: return 2;
    case ElementType::I8:
    case ElementType::U8:
    case ElementType::Bool: return 1;
    }
    throw base::ContractError("elementSize: unknown type");
}

std::int64_t ArrayView::elementCount() const
{
    std::int64_t count = 1;
    for (const std::int64_t size : shape)
        count *= size;
    return count;
}

template <typename T>
std::span<const T> ArrayView::as() const
{
    base::require(fits<T>(type), "ArrayView::as: the array holds another element type");
    base::require(reinterpret_cast<std::uintptr_t>(bytes.data()) % alignof(T) == 0, "ArrayView::as: data are not aligned");
    return {reinterpret_cast<const T*>(bytes.data()), bytes.size() / sizeof(T)};
}

template <typename T>
ArrayView viewOf(std::string name, std::vector<std::int64_t> shape, std::span<const T> values)
{
    return {std::move(name), typeFor<T>(), std::move(shape), std::as_bytes(values)};
}

#define EFFIGY_INSTANTIATE(T)                                                                                              \
    template std::span<const T> ArrayView::as<T>() const;                                                                  \
    template ArrayView viewOf<T>(std::string, std::vector<std::int64_t>, std::span<const T>);
EFFIGY_INSTANTIATE(double)
EFFIGY_INSTANTIATE(float)
EFFIGY_INSTANTIATE(std::int64_t)
EFFIGY_INSTANTIATE(std::int32_t)
EFFIGY_INSTANTIATE(std::int16_t)
EFFIGY_INSTANTIATE(std::uint16_t)
EFFIGY_INSTANTIATE(std::int8_t)
EFFIGY_INSTANTIATE(std::uint8_t)
#undef EFFIGY_INSTANTIATE

SafetensorsFile::SafetensorsFile(std::span<const std::byte> blob, std::string origin) : m_origin(std::move(origin))
{
    std::uint64_t headerBytes = 0;
    if (blob.size() < sizeof headerBytes)
        refuse(m_origin, "it is too short");
    std::memcpy(&headerBytes, blob.data(), sizeof headerBytes);
    if (headerBytes > kMaxHeaderBytes || headerBytes > blob.size() - sizeof headerBytes)
        refuse(m_origin, "its header does not fit");
    const json header = parseHeader(m_origin, blob.subspan(sizeof headerBytes, headerBytes));
    const auto data = blob.subspan(sizeof headerBytes + headerBytes);
    for (const auto& [name, entry] : header.items()) {
        if (name == "__metadata__")
            m_metadata = readMetadata(m_origin, entry);
        else
            m_arrays.push_back(readEntry(m_origin, name, entry, data));
    }
    std::stable_sort(m_arrays.begin(), m_arrays.end(), [](const ArrayView& a, const ArrayView& b) {
        return std::pair(a.bytes.data(), a.bytes.size()) < std::pair(b.bytes.data(), b.bytes.size());
    });
    refuseGaps(m_origin, m_arrays, data);
}

SafetensorsFile SafetensorsFile::open(const std::filesystem::path& path)
{
    auto file = std::make_shared<const MappedFile>(path);
    SafetensorsFile opened(file->bytes(), path.string());
    opened.m_file = std::move(file);
    return opened;
}

void SafetensorsFile::release(const ArrayView& array) const
{
    if (m_file)
        m_file->release(array.bytes);
}

SafetensorsFile SafetensorsFile::parse(std::span<const std::byte> blob, std::string origin)
{
    return {blob, std::move(origin)};
}

const ArrayView* SafetensorsFile::find(std::string_view name) const
{
    const auto found = std::find_if(m_arrays.begin(), m_arrays.end(), [&](const ArrayView& a) { return a.name == name; });
    return found == m_arrays.end() ? nullptr : &*found;
}

const ArrayView& SafetensorsFile::at(std::string_view name) const
{
    if (const ArrayView* found = find(name))
        return *found;
    throw base::Error("model_refused", m_origin + " has no array named " + std::string(name),
                      "The file belongs to another kind of model or another version");
}

std::vector<std::byte> encodeSafetensors(std::span<const ArrayView> arrays, const Metadata& metadata)
{
    requireSound(arrays);
    const std::string header = encodeHeader(arrays, metadata);
    const std::uint64_t headerBytes = header.size();
    std::size_t total = sizeof headerBytes + header.size();
    for (const ArrayView& array : arrays)
        total += array.bytes.size();
    std::vector<std::byte> blob(total);
    std::byte* to = blob.data();
    const auto append = [&](std::span<const std::byte> bytes) {
        if (!bytes.empty())
            std::memcpy(to, bytes.data(), bytes.size());
        to += bytes.size();
    };
    append(std::as_bytes(std::span(&headerBytes, 1)));
    append(std::as_bytes(std::span(header)));
    for (const ArrayView& array : arrays)
        append(array.bytes);
    return blob;
}

void writeSafetensors(const std::filesystem::path& path, std::span<const ArrayView> arrays, const Metadata& metadata)
{
    base::writeFileAtomically(path, encodeSafetensors(arrays, metadata));
}

} // namespace effigy::tensorio
