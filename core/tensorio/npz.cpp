// SPDX-License-Identifier: GPL-3.0-or-later
#include "tensorio/npz.h"

#include "base/atomic_file.h"
#include "base/error.h"
#include "tensorio/mapped_file.h"
#include "tensorio/numpy_type.h"
#include "tensorio/zip_archive.h"

#include <charconv>
#include <cstdint>
#include <cstring>
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

const NumpyType& typeOf(const std::string& descr, const std::string& origin)
{
    if (!descr.empty() && descr.front() != '>')
        if (const NumpyType* type = findNumpyType(std::string_view(descr).substr(1)))
            return *type;
    refuse(origin, "numbers of type " + descr.substr(0, 20) + " are not supported");
}

std::string describe(const torch::Tensor& tensor)
{
    if (const NumpyType* type = findNumpyType(tensor.scalar_type()))
        return (type->size == 1 ? "|" : "<") + std::string(type->code);
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
    const NumpyType& type = typeOf(header.descr, origin);
    const auto data = blob.subspan(start + headerBytes);
    if (arrayBytes(header.shape, type.size) != data.size())
        refuse(origin, "its data do not fit its shape");
    return decodeNumbers(type, data, header.shape, header.isFortran ? ArrayOrder::Fortran : ArrayOrder::C);
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
