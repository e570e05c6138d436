// SPDX-License-Identifier: GPL-3.0-or-later
#include "parity/packed_file.h"

#include "base/atomic_file.h"
#include "base/error.h"

#include <lzma.h>

#include <fstream>
#include <unistd.h>
#include <vector>

namespace effigy::parity {

namespace {

namespace fs = std::filesystem;

void unpackXz(const fs::path& packed, const fs::path& target)
{
    const std::vector<std::byte> bytes = base::readFile(packed);
    lzma_stream stream = LZMA_STREAM_INIT;
    if (lzma_stream_decoder(&stream, UINT64_MAX, LZMA_CONCATENATED) != LZMA_OK)
        throw base::Error("storage", "liblzma cannot start");
    stream.next_in = reinterpret_cast<const std::uint8_t*>(bytes.data());
    stream.avail_in = bytes.size();
    std::ofstream out(target, std::ios::binary);
    std::vector<std::uint8_t> block(std::size_t{1} << 20);
    lzma_ret state = LZMA_OK;
    while (state == LZMA_OK) {
        stream.next_out = block.data();
        stream.avail_out = block.size();
        state = lzma_code(&stream, LZMA_FINISH);
        out.write(reinterpret_cast<const char*>(block.data()),
                  static_cast<std::streamsize>(block.size() - stream.avail_out));
    }
    lzma_end(&stream);
    if (state != LZMA_STREAM_END || !out.flush())
        throw base::Error("storage", "Cannot unpack " + packed.string());
}

} // namespace

PackedFiles::PackedFiles()
{
    std::string name = (fs::temp_directory_path() / "effigy-parity-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr)
        throw base::Error("storage",
                          "No folder could be made in " + fs::temp_directory_path().string());
    m_folder = name;
}

PackedFiles::~PackedFiles()
{
    std::error_code ignored; // a left-over folder harms nothing
    fs::remove_all(m_folder, ignored);
}

fs::path PackedFiles::find(const fs::path& path) const
{
    if (fs::exists(path))
        return path;
    const fs::path unpacked = m_folder / path.filename();
    if (!fs::exists(unpacked))
        unpackXz(path.string() + ".xz", unpacked);
    return unpacked;
}

} // namespace effigy::parity
