// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/frame_range.h"

#include <charconv>
#include <cstdio>

namespace effigy::app {
namespace {

std::optional<int> frameNumber(std::string_view text)
{
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc() || end != text.data() + text.size() || value < 1)
        return std::nullopt;
    return value;
}

} // namespace

std::optional<FrameRange> parseFrameRange(const std::string& text)
{
    const std::string_view all = text;
    const std::size_t dash = all.find('-');
    const auto first = frameNumber(all.substr(0, dash));
    const auto last = dash == std::string_view::npos ? first : frameNumber(all.substr(dash + 1));
    if (!first || !last || *last < *first)
        return std::nullopt;
    return FrameRange{*first, *last};
}

std::string frameRangeRefusal(const std::string& text)
{
    return parseFrameRange(text) ? "" : "\"" + text + "\" is no range of frames such as 1-24";
}

std::filesystem::path framePath(const std::filesystem::path& output, int frame)
{
    char number[16];
    std::snprintf(number, sizeof number, "_%04d", frame);
    std::filesystem::path path = output;
    path.replace_extension();
    path += number;
    path += output.extension();
    return path;
}

} // namespace effigy::app
