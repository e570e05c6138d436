// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/backdrop_option.h"

#include "photo/decode.h"

#include <array>
#include <charconv>
#include <cstdint>
#include <filesystem>

namespace effigy::app {
namespace {

/// "RRGGBB", or nothing.
std::optional<std::array<std::uint8_t, 3>> colourOf(const std::string& text)
{
    std::uint32_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, 16);
    if (text.size() != 6 || error != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return std::array<std::uint8_t, 3>{static_cast<std::uint8_t>(value >> 16), static_cast<std::uint8_t>(value >> 8 & 0xFF),
                                       static_cast<std::uint8_t>(value & 0xFF)};
}

std::string refusal(const std::string& text)
{
    return colourOf(text) || std::filesystem::is_regular_file(text) ? "" : "\"" + text + "\" is no colour such as 22242A, and no file";
}

} // namespace

CLI::Option* addBackdropOption(CLI::App& verb, std::string& text)
{
    return verb.add_option("--background", text, "What lies behind the head: a colour, or a picture that fills the frame")
        ->type_name("RRGGBB|PICTURE")
        ->check(CLI::Validator(refusal, ""));
}

std::optional<exporter::Backdrop> backdropOf(const std::string& text)
{
    if (text.empty())
        return std::nullopt;
    if (const auto colour = colourOf(text))
        return exporter::Backdrop(*colour);
    return exporter::Backdrop(photo::decodePhoto(text).image);
}

} // namespace effigy::app
