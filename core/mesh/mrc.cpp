// SPDX-License-Identifier: GPL-3.0-or-later
#include "mesh/mrc.h"

#include "base/atomic_file.h"
#include "base/error.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <vector>

namespace effigy::mesh {

namespace {

constexpr std::size_t kHeader = 1024; // bytes

/// Little-endian numbers at the header's words, counted from 1 as the format's description does.
class Header {
public:
    void integer(int word, std::int32_t value) { std::memcpy(at(word), &value, sizeof value); }
    void real(int word, float value) { std::memcpy(at(word), &value, sizeof value); }
    void text(int word, const char (&four)[5]) { std::memcpy(at(word), four, 4); }
    [[nodiscard]] const std::vector<std::byte>& bytes() const { return m_bytes; }

private:
    std::byte* at(int word) { return m_bytes.data() + 4 * (word - 1); }
    std::vector<std::byte> m_bytes = std::vector<std::byte>(kHeader);
};

Header headerOf(const ScalarGrid& grid, float cellSide)
{
    constexpr std::int32_t kFloats = 2, kVersion = 20140;
    Header header;
    for (int k = 0; k < 3; ++k) { // columns, rows, sections
        header.integer(1 + k, grid.size[static_cast<std::size_t>(2 - k)]);
        header.integer(8 + k, grid.size[static_cast<std::size_t>(2 - k)]);
        header.real(11 + k, cellSide);
        header.real(14 + k, 90.0F);
        header.integer(17 + k, k + 1);
    }
    header.integer(4, kFloats);
    double sum = 0.0, squares = 0.0;
    for (const float value : grid.values) {
        sum += value;
        squares += static_cast<double>(value) * value;
    }
    const auto count = static_cast<double>(grid.values.size());
    const auto [least, most] = std::minmax_element(grid.values.begin(), grid.values.end());
    header.real(20, *least);
    header.real(21, *most);
    header.real(22, static_cast<float>(sum / count));
    header.integer(23, 1); // a volume
    header.integer(28, kVersion);
    header.text(53, "MAP ");
    header.integer(54, 0x4444); // little-endian numbers
    header.real(55, static_cast<float>(
                        std::sqrt(std::max(0.0, squares / count - sum / count * sum / count))));
    return header;
}

} // namespace

void writeMrc(const std::filesystem::path& path, const ScalarGrid& grid, float cellSide)
{
    const auto [nx, ny, nz] = grid.size;
    base::require(nx > 0 && ny > 0 && nz > 0 &&
                      grid.values.size() == static_cast<std::size_t>(nx) * ny * nz,
                  "writeMrc: sizes disagree");
    std::vector<std::byte> bytes = headerOf(grid, cellSide).bytes();
    const auto values = std::as_bytes(grid.values);
    bytes.insert(bytes.end(), values.begin(), values.end());
    base::writeFileAtomically(path, bytes);
}

} // namespace effigy::mesh
