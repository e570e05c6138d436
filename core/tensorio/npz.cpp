// SPDX-License-Identifier: GPL-3.0-or-later
#include "tensorio/npz.h"

#include "base/atomic_file.h"
#include "base/error.h"
#include "tensorio/element_type.h"
#include "tensorio/mapped_file.h"
#include "tensorio/zip_archive.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <cstring>
#include <numeric>
#include <string_view>

namespace effigy::tensorio {

namespace {

constexpr std::string_view kMagic("\x93NUMPY", 6);
constexpr std::size_t kMaxDimensions = 8;
constexpr std::int64_t kMaxSize = std::int64_t{1} << 40; // along one axis

[[noreturn]] void refuse(const std::string& origin, const std::string& why)
{
    throw base::Error("model_refused", origin + " is not a sound npy array: " + why,
                      "The file may be damaged or hold something other than numbers");
}

struct NpyHeader {
    std::string descr; // e.g. "<f4"
    bool isFortran = false;
    std::vector<std::int64_t> shape;
};

// What stands behind 'key': in the header's Python literal.
std::string_view valueOf(std::string_view text, std::string_view key, const std::string& origin)
{
    const auto quoted = "'" + std::string(key) + "':";
    const auto at = text.find(quoted);
    if (at == std::string_view::npos)
        refuse(origin, "its header lacks " + std::string(key));
    text.remove_prefix(at + quoted.size());
    const auto start = text.find_first_not_of(' ');
    if (start == std::string_view::npos)
        refuse(origin, "its header is cut short");
    return text.substr(start);
}

std::vector<std::int64_t> parseShape(std::string_view text, const std::string& origin)
{
    const auto end = text.find(')');
    if (text.front() != '(' || end == std::string_view::npos)
        refuse(origin, "its shape is not a tuple");
    std::vector<std::int64_t> shape;
    const char* at = text.data() + 1;
    const char* const last = text.data() + end;
    while (at < last) {
        if (*at == ' ' || *at == ',' || *at == 'L') {
            ++at;
            continue;
        }
        std::int64_t size = 0;
        const auto [next, status] = std::from_chars(at, last, size);
        if (status != std::errc() || size < 0 || size > kMaxSize || shape.size() >= kMaxDimensions)
            refuse(origin, "its shape is not a tuple of sizes");
        shape.push_back(size);
        at = next;
    }
    return shape;
}

NpyHeader parseHeader(std::string_view text, const std::string& origin)
{
    NpyHeader header;
    std::string_view descr = valueOf(text, "descr", origin);
    const auto end = descr.find('\'', 1);
    if (descr.front() != '\'' || end == std::string_view::npos)
        refuse(origin, "it holds records, not numbers");
    header.descr = descr.substr(1, end - 1);
    header.isFortran = valueOf(text, "fortran_order", origin).starts_with("True");
    header.shape = parseShape(valueOf(text, "shape", origin), origin);
    return header;
}

struct NumberKind {
    std::string_view descr;
    std::size_t size;
    torch::ScalarType type;
};
constexpr std::array<NumberKind, 12> kKinds = {{{"f8", 8, torch::kFloat64},
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

const NumberKind& kindOf(const std::string& descr, const std::string& origin)
{
    if (!descr.empty() && descr.front() != '>')
        for (const NumberKind& kind : kKinds)
            if (std::string_view(descr).substr(1) == kind.descr)
                return kind;
    refuse(origin, "numbers of type " + descr.substr(0, 20) + " are not supported");
}

// Unsigned integers that torch does not know, one by one into the next larger type.
template <typename From, typename To>
void widen(const std::byte* from, torch::Tensor& to)
{
    auto* target = to.data_ptr<To>();
    for (std::int64_t i = 0; i < to.numel(); ++i) {
        From value;
        std::memcpy(&value, from + i * sizeof value, sizeof value);
        target[i] = static_cast<To>(value);
    }
}

void copyElements(const NumberKind& kind, std::span<const std::byte> data, torch::Tensor& tensor)
{
    if (kind.descr == "u2")
        widen<std::uint16_t, std::int32_t>(data.data(), tensor);
    else if (kind.descr == "u4")
        widen<std::uint32_t, std::int64_t>(data.data(), tensor);
    else if (!data.empty())
        std::memcpy(tensor.data_ptr(), data.data(), data.size());
}

std::string describe(const torch::Tensor& tensor)
{
    for (const NumberKind& kind : kKinds)
        if (kind.type == tensor.scalar_type())
            return (kind.size == 1 ? "|" : "<") + std::string(kind.descr);
    throw base::ContractError("encodeNpy: npy files cannot hold this tensor type");
}

} // namespace

torch::Tensor decodeNpy(std::span<const std::byte> blob, const std::string& origin)
{
    constexpr std::size_t kFixed = 8;
    if (blob.size() < kFixed + 4 || std::memcmp(blob.data(), kMagic.data(), kMagic.size()) != 0)
        refuse(origin, "it does not begin like one");
    const bool isFirstVersion = static_cast<int>(blob[6]) == 1;
    const std::size_t lengthBytes = isFirstVersion ? 2 : 4;
    std::uint32_t headerBytes = 0;
    std::memcpy(&headerBytes, blob.data() + kFixed, lengthBytes);
    const std::size_t start = kFixed + lengthBytes;
    if (headerBytes > blob.size() - start)
        refuse(origin, "its header is cut short");
    const NpyHeader header =
        parseHeader({reinterpret_cast<const char*>(blob.data() + start), headerBytes}, origin);
    const NumberKind& kind = kindOf(header.descr, origin);
    const auto data = blob.subspan(start + headerBytes);

    std::size_t count = 1;
    for (const std::int64_t size : header.shape) {
        if (size > 0 && count > data.size() / static_cast<std::size_t>(size))
            refuse(origin, "it is cut short");
        count *= static_cast<std::size_t>(size);
    }
    if (count * kind.size != data.size())
        refuse(origin, "its data do not fit its shape");

    std::vector<std::int64_t> shape = header.shape;
    if (header.isFortran)
        std::reverse(shape.begin(), shape.end());
    torch::Tensor tensor = torch::empty(shape, kind.type);
    copyElements(kind, data, tensor);
    if (!header.isFortran)
        return tensor;
    std::vector<std::int64_t> order(shape.size());
    std::iota(order.rbegin(), order.rend(), 0);
    return tensor.permute(order).contiguous();
}

torch::Tensor readNpy(const std::filesystem::path& path)
{
    const MappedFile file(path);
    return decodeNpy(file.bytes(), path.string());
}

StateDict decodeNpz(std::span<const std::byte> blob, const std::string& origin, std::size_t maxBytes)
{
    StateDict arrays;
    std::size_t total = 0;
    for (const ZipMember& member : zipMembers(blob, origin)) {
        if (member.size > maxBytes - total)
            throw base::Error("model_refused", origin + " unpacks to more than is allowed");
        total += member.size;
        std::string_view name = member.name;
        if (name.ends_with(".npy"))
            name.remove_suffix(4);
        const auto bytes = unpack(member, origin);
        arrays.set(name, decodeNpy(bytes, origin + ":" + member.name.substr(0, 100)));
    }
    return arrays;
}

StateDict readNpz(const std::filesystem::path& path, std::size_t maxBytes)
{
    const MappedFile file(path);
    return decodeNpz(file.bytes(), path.string(), maxBytes);
}

std::vector<std::byte> encodeNpy(const torch::Tensor& tensor)
{
    const torch::Tensor data = tensor.detach().cpu().contiguous();
    std::string shape;
    for (const std::int64_t size : data.sizes())
        shape += std::to_string(size) + ", ";
    std::string header = "{'descr': '" + describe(data) + "', 'fortran_order': False, 'shape': (" + shape + "), }";
    constexpr std::size_t kPrefix = 10;
    header.append(63 - (kPrefix + header.size()) % 64, ' '); // numbers start on a multiple of 64
    header += '\n';
    const auto length = static_cast<std::uint16_t>(header.size());

    std::vector<std::byte> blob;
    const auto append = [&](const void* from, std::size_t count) {
        const auto* bytes = static_cast<const std::byte*>(from);
        blob.insert(blob.end(), bytes, bytes + count);
    };
    append(kMagic.data(), kMagic.size());
    append("\x01\x00", 2);
    append(&length, sizeof length);
    append(header.data(), header.size());
    append(data.data_ptr(), static_cast<std::size_t>(data.nbytes()));
    return blob;
}

void writeNpy(const std::filesystem::path& path, const torch::Tensor& tensor)
{
    base::writeFileAtomically(path, encodeNpy(tensor));
}

void writeNpz(const std::filesystem::path& path, const StateDict& tensors)
{
    std::vector<ZipContent> contents;
    for (const auto& [name, tensor] : tensors)
        contents.push_back({name + ".npy", encodeNpy(tensor)});
    base::writeFileAtomically(path, encodeZip(contents));
}

} // namespace effigy::tensorio
