// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/cube_file.h"

#include "base/atomic_file.h"
#include "style/tone.h"

#include <span>
#include <utility>

namespace effigy::style {
namespace {

constexpr std::size_t kLargestFile = std::size_t{128} << 20; // bytes: the largest cube with numbers of 18 digits

} // namespace

CubeFile readCubeFile(const std::filesystem::path& path)
{
    CubeFile file{.bytes = base::readFile(path, kLargestFile), .lut = {}};
    file.lut = cubeOf(file.bytes, path.filename().string());
    return file;
}

CubeLut cubeOf(const std::vector<std::byte>& bytes, const std::string& name)
{
    return readCube({reinterpret_cast<const char*>(bytes.data()), bytes.size()}, name);
}

void writeGrade(const std::filesystem::path& path, const head::ControlValues& values, const Tone* tone, int size, const std::string& title)
{
    const Tone none;
    const std::string text = cubeFile(size, gradedColour(lookOf(values).grade, tone ? *tone : none, toneAmounts(values)), title);
    base::writeFileAtomically(path, std::as_bytes(std::span(text)));
}

} // namespace effigy::style
