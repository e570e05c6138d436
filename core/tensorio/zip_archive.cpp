// SPDX-License-Identifier: GPL-3.0-or-later
#include "tensorio/zip_archive.h"

#include "base/error.h"

#include <zlib.h>

#include <algorithm>
#include <cstring>
#include <functional>
#include <limits>
#include <type_traits>

namespace effigy::tensorio {

namespace {

constexpr std::uint32_t kLocalHeader = 0x04034b50;
constexpr std::uint32_t kDirectoryEntry = 0x02014b50;
constexpr std::uint32_t kDirectoryEnd = 0x06054b50;
constexpr std::uint32_t kDirectoryEnd64 = 0x06064b50;
constexpr std::uint32_t kDirectoryLocator64 = 0x07064b50;
constexpr std::uint32_t kInExtra = 0xffffffff; // the real number stands in the zip64 field
constexpr std::uint64_t kMostDeflate = 1100;   // deflate cannot unpack to more than about 1032 times its size

[[noreturn]] void refuse(const std::string& origin, const std::string& why)
{
    throw base::Error("model_refused", origin + " is not a sound archive: " + why,
                      "The file may be damaged or cut short; fetch it again");
}

/// Reads little-endian numbers from a blob, refusing to leave it.
class Reader {
public:
    Reader(std::span<const std::byte> blob, std::uint64_t at, const std::string& origin)
        : m_blob(blob), m_at(at), m_origin(origin)
    {
    }
    template <typename T>
    T number()
    {
        T value;
        const auto bytes = take(sizeof value);
        std::memcpy(&value, bytes.data(), sizeof value);
        return value;
    }
    std::span<const std::byte> take(std::uint64_t count)
    {
        if (m_at > m_blob.size() || count > m_blob.size() - m_at)
            refuse(m_origin, "it ends too early");
        const auto bytes = m_blob.subspan(m_at, count);
        m_at += count;
        return bytes;
    }
    [[nodiscard]] std::uint64_t at() const { return m_at; }

private:
    std::span<const std::byte> m_blob;
    std::uint64_t m_at;
    const std::string& m_origin;
};

struct Directory {
    std::uint64_t count = 0;
    std::uint64_t offset = 0;
};

std::uint64_t findDirectoryEnd(std::span<const std::byte> blob, const std::string& origin)
{
    constexpr std::size_t kEndBytes = 22;
    constexpr std::size_t kLongestComment = 65535;
    if (blob.size() < kEndBytes)
        refuse(origin, "it is too short");
    const std::size_t last = blob.size() - kEndBytes;
    const std::size_t first = last > kLongestComment ? last - kLongestComment : 0;
    for (std::size_t at = last + 1; at-- > first;)
        if (std::memcmp(blob.data() + at, &kDirectoryEnd, sizeof kDirectoryEnd) == 0)
            return at;
    refuse(origin, "it has no directory");
}

Directory readDirectory64(std::span<const std::byte> blob, std::uint64_t endAt, const std::string& origin)
{
    constexpr std::uint64_t kLocatorBytes = 20;
    if (endAt < kLocatorBytes)
        refuse(origin, "its zip64 directory is missing");
    Reader locator(blob, endAt - kLocatorBytes, origin);
    if (locator.number<std::uint32_t>() != kDirectoryLocator64)
        refuse(origin, "its zip64 directory is missing");
    locator.take(4);
    Reader end(blob, locator.number<std::uint64_t>(), origin);
    if (end.number<std::uint32_t>() != kDirectoryEnd64)
        refuse(origin, "its zip64 directory is damaged");
    end.take(28); // size, versions, disk numbers, entries on this disk
    Directory directory;
    directory.count = end.number<std::uint64_t>();
    end.take(8);
    directory.offset = end.number<std::uint64_t>();
    return directory;
}

Directory readDirectory(std::span<const std::byte> blob, const std::string& origin)
{
    const std::uint64_t endAt = findDirectoryEnd(blob, origin);
    Reader end(blob, endAt + 10, origin);
    Directory directory;
    directory.count = end.number<std::uint16_t>();
    end.take(4);
    directory.offset = end.number<std::uint32_t>();
    const bool is64 = directory.count == 0xffff || directory.offset == kInExtra;
    return is64 ? readDirectory64(blob, endAt, origin) : directory;
}

struct Entry {
    ZipMember member;
    std::uint64_t packedSize = 0;
    std::uint64_t offset = 0;
};

void readZip64Extra(Entry& entry, std::span<const std::byte> extra, const std::string& origin)
{
    Reader reader(extra, 0, origin);
    while (extra.size() - reader.at() >= 4) {
        const auto id = reader.number<std::uint16_t>();
        const auto field = reader.take(reader.number<std::uint16_t>());
        if (id != 1)
            continue;
        Reader numbers(field, 0, origin);
        for (std::uint64_t* value : {&entry.member.size, &entry.packedSize, &entry.offset})
            if (*value == kInExtra)
                *value = numbers.number<std::uint64_t>();
    }
}

Entry readEntry(Reader& directory, const std::string& origin)
{
    if (directory.number<std::uint32_t>() != kDirectoryEntry)
        refuse(origin, "its directory is damaged");
    directory.take(4); // versions
    if ((directory.number<std::uint16_t>() & 1) != 0)
        refuse(origin, "it is encrypted");
    Entry entry;
    entry.member.method = directory.number<std::uint16_t>();
    directory.take(4); // time
    entry.member.crc = directory.number<std::uint32_t>();
    entry.packedSize = directory.number<std::uint32_t>();
    entry.member.size = directory.number<std::uint32_t>();
    const auto nameBytes = directory.number<std::uint16_t>();
    const auto extraBytes = directory.number<std::uint16_t>();
    const auto commentBytes = directory.number<std::uint16_t>();
    directory.take(8); // disk, attributes
    entry.offset = directory.number<std::uint32_t>();
    const auto name = directory.take(nameBytes);
    entry.member.name.assign(reinterpret_cast<const char*>(name.data()), name.size());
    readZip64Extra(entry, directory.take(extraBytes), origin);
    directory.take(commentBytes);
    return entry;
}

std::span<const std::byte> packedBytes(const Entry& entry, std::span<const std::byte> blob, const std::string& origin)
{
    Reader local(blob, entry.offset, origin);
    if (local.number<std::uint32_t>() != kLocalHeader)
        refuse(origin, "member " + entry.member.name.substr(0, 100) + " is not where the directory says");
    local.take(22);
    const auto nameBytes = local.number<std::uint16_t>();
    const auto extraBytes = local.number<std::uint16_t>();
    const auto name = local.take(nameBytes);
    if (!std::ranges::equal(name, std::as_bytes(std::span(entry.member.name))))
        refuse(origin, "member " + entry.member.name.substr(0, 100) + " has two names");
    local.take(extraBytes);
    return local.take(entry.packedSize);
}

// Two members of one name, or of shared bytes, are how archives lie to one reader and not to another.
void checkApart(const std::vector<ZipMember>& members, const std::string& origin)
{
    std::vector<const ZipMember*> sorted;
    for (const ZipMember& member : members)
        sorted.push_back(&member);
    std::ranges::sort(sorted, {}, &ZipMember::name);
    const auto sameName = std::ranges::adjacent_find(sorted, {}, &ZipMember::name);
    if (sameName != sorted.end())
        refuse(origin, "it holds " + (*sameName)->name.substr(0, 100) + " twice");
    std::ranges::sort(sorted, std::less<>(), [](const ZipMember* member) { return member->packed.data(); });
    for (std::size_t i = 1; i < sorted.size(); ++i)
        if (sorted[i]->packed.data() < sorted[i - 1]->packed.data() + sorted[i - 1]->packed.size())
            refuse(origin, "members " + sorted[i - 1]->name.substr(0, 100) + " and " + sorted[i]->name.substr(0, 100) + " overlap");
}

std::vector<std::byte> inflateRaw(const ZipMember& member, const std::string& origin)
{
    std::vector<std::byte> bytes(member.size);
    z_stream stream = {};
    if (inflateInit2(&stream, -MAX_WBITS) != Z_OK)
        throw base::Error("out_of_memory", "Not enough memory to unpack " + origin);
    std::size_t read = 0;
    std::size_t written = 0;
    int status = Z_OK;
    constexpr std::size_t kPiece = std::size_t{1} << 30; // zlib counts in 32 bits
    while (status == Z_OK) {
        const std::size_t in = std::min(kPiece, member.packed.size() - read);
        const std::size_t out = std::min(kPiece, bytes.size() - written);
        stream.next_in = reinterpret_cast<Bytef*>(const_cast<std::byte*>(member.packed.data() + read));
        stream.avail_in = static_cast<uInt>(in);
        stream.next_out = reinterpret_cast<Bytef*>(bytes.data() + written);
        stream.avail_out = static_cast<uInt>(out);
        status = inflate(&stream, Z_NO_FLUSH);
        const std::size_t consumed = in - stream.avail_in;
        const std::size_t produced = out - stream.avail_out;
        read += consumed;
        written += produced;
        if (consumed == 0 && produced == 0)
            break;
    }
    inflateEnd(&stream);
    if (status != Z_STREAM_END || written != bytes.size())
        refuse(origin, "member " + member.name.substr(0, 100) + " cannot be unpacked");
    return bytes;
}

std::uint32_t checksum(std::span<const std::byte> bytes)
{
    uLong crc = crc32_z(0, nullptr, 0);
    crc = crc32_z(crc, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size());
    return static_cast<std::uint32_t>(crc);
}

std::vector<std::byte> deflateRaw(std::span<const std::byte> bytes)
{
    z_stream stream = {};
    constexpr int kMemoryLevel = 8;
    if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -MAX_WBITS, kMemoryLevel, Z_DEFAULT_STRATEGY) != Z_OK)
        throw base::Error("out_of_memory", "Not enough memory to pack an archive");
    std::vector<std::byte> packed(deflateBound(&stream, bytes.size()));
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<std::byte*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    const int status = deflate(&stream, Z_FINISH);
    const std::size_t written = stream.total_out;
    deflateEnd(&stream);
    base::require(status == Z_STREAM_END, "deflate: the bound was too small");
    packed.resize(written);
    return packed;
}

class Writer {
public:
    template <typename T>
        requires std::is_unsigned_v<T>
    void number(T value)
    {
        append(std::as_bytes(std::span(&value, 1)));
    }
    void append(std::span<const std::byte> bytes) { m_blob.insert(m_blob.end(), bytes.begin(), bytes.end()); }
    [[nodiscard]] std::size_t size() const { return m_blob.size(); }
    std::vector<std::byte> finish() { return std::move(m_blob); }

private:
    std::vector<std::byte> m_blob;
};

struct WrittenMember {
    std::string name;
    std::uint32_t crc = 0;
    std::uint32_t packedSize = 0;
    std::uint32_t size = 0;
    std::uint32_t offset = 0;
};

// The fields that local header and directory entry share.
void writeCommon(Writer& writer, const WrittenMember& member)
{
    constexpr std::uint16_t kVersion = 20;
    constexpr std::uint16_t kDeflated = 8;
    constexpr std::uint16_t kNewYear1980 = 0x21; // a fixed date, so that equal contents give equal bytes
    for (const std::uint16_t field : {kVersion, std::uint16_t{0}, kDeflated, std::uint16_t{0}, kNewYear1980})
        writer.number(field);
    for (const std::uint32_t field : {member.crc, member.packedSize, member.size})
        writer.number(field);
    writer.number(static_cast<std::uint16_t>(member.name.size()));
    writer.number(std::uint16_t{0});
}

WrittenMember writeMember(Writer& writer, const ZipContent& content)
{
    const auto packed = deflateRaw(content.bytes);
    WrittenMember member = {content.name, checksum(content.bytes), static_cast<std::uint32_t>(packed.size()),
                            static_cast<std::uint32_t>(content.bytes.size()), static_cast<std::uint32_t>(writer.size())};
    writer.number(kLocalHeader);
    writeCommon(writer, member);
    writer.append(std::as_bytes(std::span(member.name)));
    writer.append(packed);
    return member;
}

void writeDirectoryEntry(Writer& writer, const WrittenMember& member)
{
    writer.number(kDirectoryEntry);
    writer.number(std::uint16_t{20});
    writeCommon(writer, member);
    for (int i = 0; i < 3; ++i) // comment, disk, internal attributes
        writer.number(std::uint16_t{0});
    writer.number(std::uint32_t{0});
    writer.number(member.offset);
    writer.append(std::as_bytes(std::span(member.name)));
}

} // namespace

std::vector<ZipMember> zipMembers(std::span<const std::byte> blob, const std::string& origin)
{
    const Directory directory = readDirectory(blob, origin);
    Reader reader(blob, directory.offset, origin);
    std::vector<ZipMember> members;
    for (std::uint64_t i = 0; i < directory.count; ++i) {
        Entry entry = readEntry(reader, origin);
        entry.member.packed = packedBytes(entry, blob, origin);
        members.push_back(std::move(entry.member));
    }
    checkApart(members, origin);
    return members;
}

std::optional<std::span<const std::byte>> storedBytes(const ZipMember& member, const std::string& origin)
{
    if (member.method != 0)
        return std::nullopt;
    const std::string name = member.name.substr(0, 100);
    if (member.size != member.packed.size())
        refuse(origin, "member " + name + " has a false size");
    if (checksum(member.packed) != member.crc)
        refuse(origin, "member " + name + " fails its checksum");
    return member.packed;
}

std::vector<std::byte> unpack(const ZipMember& member, const std::string& origin)
{
    std::vector<std::byte> bytes;
    if (member.method == 0 && member.size == member.packed.size())
        bytes.assign(member.packed.begin(), member.packed.end());
    else if (member.method == 8 && member.size / kMostDeflate <= member.packed.size())
        bytes = inflateRaw(member, origin);
    else
        refuse(origin, "member " + member.name.substr(0, 100) + " is packed in an unknown way or has a false size");
    if (checksum(bytes) != member.crc)
        refuse(origin, "member " + member.name.substr(0, 100) + " fails its checksum");
    return bytes;
}

std::vector<std::byte> encodeZip(const std::vector<ZipContent>& contents)
{
    Writer writer;
    std::vector<WrittenMember> members;
    for (const ZipContent& content : contents) {
        members.push_back(writeMember(writer, content));
        base::require(content.bytes.size() < kInExtra && writer.size() < kInExtra, "encodeZip: archives stay below 4 GiB");
    }
    base::require(members.size() < 0xffff, "encodeZip: too many members");
    const auto offset = static_cast<std::uint32_t>(writer.size());
    for (const WrittenMember& member : members)
        writeDirectoryEntry(writer, member);
    const auto directoryBytes = static_cast<std::uint32_t>(writer.size() - offset);
    const auto count = static_cast<std::uint16_t>(members.size());
    writer.number(kDirectoryEnd);
    for (const std::uint16_t field : {std::uint16_t{0}, std::uint16_t{0}, count, count})
        writer.number(field);
    writer.number(directoryBytes);
    writer.number(offset);
    writer.number(std::uint16_t{0});
    return writer.finish();
}

} // namespace effigy::tensorio
