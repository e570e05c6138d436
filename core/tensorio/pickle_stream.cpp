// SPDX-License-Identifier: GPL-3.0-or-later
#include "tensorio/pickle_stream.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <vector>

namespace effigy::tensorio {

namespace {

constexpr std::size_t kLongestInteger =
    1024; // bytes; far beyond what models hold, and decimal takes quadratic time

std::uint32_t hexDigits(std::string_view text, std::size_t at, std::size_t count,
                        const PickleArena& arena)
{
    std::uint32_t code = 0;
    if (at + count > text.size())
        arena.refuse("a text ends within an escape");
    const char* const end = text.data() + at + count;
    if (std::from_chars(text.data() + at, end, code, 16).ptr != end)
        arena.refuse("a text has a damaged escape");
    return code;
}

// One escape of a Python literal, whose backslash stands before `at`. Gives where it ends.
std::size_t decodeEscape(std::string_view text, std::size_t at, std::string& decoded,
                         const PickleArena& arena)
{
    constexpr std::string_view kNames = "abfnrtv\\'\"";
    constexpr std::string_view kValues = "\a\b\f\n\r\t\v\\'\"";
    const char letter = text[at];
    if (const auto place = kNames.find(letter); place != std::string_view::npos) {
        decoded += kValues[place];
        return at + 1;
    }
    if (letter == 'x') {
        decoded += static_cast<char>(hexDigits(text, at + 1, 2, arena));
        return at + 3;
    }
    std::uint32_t code = 0;
    std::size_t end = at;
    for (; end < text.size() && end < at + 3 && text[end] >= '0' && text[end] <= '7'; ++end)
        code = code * 8 + static_cast<std::uint32_t>(text[end] - '0');
    if (end > at)
        decoded += static_cast<char>(code);
    else
        decoded += '\\'; // Python keeps the backslash of an escape that it does not know
    return end;
}

std::string decimalOf(std::vector<std::uint32_t> words, bool isNegative)
{
    constexpr std::uint64_t kBillion = 1'000'000'000;
    std::string reversed;
    while (!words.empty()) {
        std::uint64_t rest = 0;
        for (std::size_t i = words.size(); i-- > 0;) {
            rest = (rest << 32) | words[i];
            words[i] = static_cast<std::uint32_t>(rest / kBillion);
            rest %= kBillion;
        }
        for (int digit = 0; digit < 9; ++digit, rest /= 10)
            reversed += static_cast<char>('0' + rest % 10);
        while (!words.empty() && words.back() == 0)
            words.pop_back();
    }
    while (reversed.size() > 1 && reversed.back() == '0')
        reversed.pop_back();
    if (isNegative)
        reversed += '-';
    return {reversed.rbegin(), reversed.rend()};
}

} // namespace

std::string_view PickleStream::line()
{
    const auto rest = m_bytes.subspan(m_at);
    const void* end = rest.empty() ? nullptr : std::memchr(rest.data(), '\n', rest.size());
    if (end == nullptr)
        m_arena.refuse("it is cut short");
    const auto length = static_cast<std::size_t>(static_cast<const std::byte*>(end) - rest.data());
    m_at += length + 1;
    return {reinterpret_cast<const char*>(rest.data()), length};
}

std::string decodeQuoted(std::string_view literal, const PickleArena& arena)
{
    if (literal.ends_with('\r'))
        literal.remove_suffix(1);
    const bool isQuoted = literal.size() >= 2 &&
                          (literal.front() == '\'' || literal.front() == '"') &&
                          literal.back() == literal.front();
    if (!isQuoted)
        arena.refuse("a string has no quotes");
    literal = literal.substr(1, literal.size() - 2);
    std::string decoded;
    decoded.reserve(literal.size());
    for (std::size_t at = 0; at < literal.size();) {
        if (literal[at] != '\\') {
            decoded += literal[at++];
            continue;
        }
        if (at + 1 >= literal.size())
            arena.refuse("a text ends within an escape");
        at = decodeEscape(literal, at + 1, decoded, arena);
    }
    return decoded;
}

void appendUtf8(std::string& text, std::uint32_t code)
{
    const auto tail = [&](std::uint32_t shift) {
        text += static_cast<char>(0x80 | ((code >> shift) & 0x3f));
    };
    if (code < 0x80) {
        text += static_cast<char>(code);
    } else if (code < 0x800) {
        text += static_cast<char>(0xc0 | (code >> 6));
        tail(0);
    } else if (code < 0x10000) {
        text += static_cast<char>(0xe0 | (code >> 12));
        tail(6);
        tail(0);
    } else {
        text += static_cast<char>(0xf0 | (code >> 18));
        tail(12);
        tail(6);
        tail(0);
    }
}

std::string decodeRawUnicode(std::string_view line, const PickleArena& arena)
{
    constexpr std::uint32_t kLastCode = 0x10ffff;
    std::string text;
    text.reserve(line.size());
    for (std::size_t at = 0; at < line.size();) {
        const char next = line[at] == '\\' && at + 1 < line.size() ? line[at + 1] : ' ';
        if (next != 'u' && next != 'U') {
            appendUtf8(text, static_cast<unsigned char>(line[at++]));
            continue;
        }
        const std::size_t digits = next == 'u' ? 4 : 8;
        const std::uint32_t code = hexDigits(line, at + 2, digits, arena);
        if (code > kLastCode)
            arena.refuse("a text holds a letter that does not exist");
        appendUtf8(text, code);
        at += 2 + digits;
    }
    return text;
}

PickleValue* decodeLong(std::span<const std::byte> bytes, PickleArena& arena)
{
    if (bytes.size() > kLongestInteger)
        arena.refuse("it holds an integer of " + std::to_string(bytes.size()) + " bytes");
    const bool isNegative = !bytes.empty() && (bytes.back() & std::byte{0x80}) != std::byte{0};
    if (bytes.size() <= sizeof(std::int64_t)) {
        std::int64_t value = isNegative ? -1 : 0;
        std::memcpy(&value, bytes.data(), bytes.size());
        return arena.makeInteger(value);
    }
    std::vector<std::uint32_t> words((bytes.size() + 3) / 4, isNegative ? 0xffffffffU : 0U);
    std::memcpy(words.data(), bytes.data(), bytes.size());
    if (isNegative) {
        std::uint64_t carry = 1;
        for (std::uint32_t& word : words) {
            carry += static_cast<std::uint32_t>(~word);
            word = static_cast<std::uint32_t>(carry);
            carry >>= 32;
        }
    }
    while (!words.empty() && words.back() == 0)
        words.pop_back();
    return decodeDigits(words.empty() ? "0" : decimalOf(std::move(words), isNegative), arena);
}

PickleValue* decodeDigits(std::string_view digits, PickleArena& arena)
{
    if (digits.starts_with('+'))
        digits.remove_prefix(1);
    std::int64_t value = 0;
    const char* const end = digits.data() + digits.size();
    const auto [stop, status] = std::from_chars(digits.data(), end, value);
    if (digits.empty() || stop != end ||
        (status != std::errc() && status != std::errc::result_out_of_range))
        arena.refuse("it holds a damaged integer");
    if (status == std::errc())
        return arena.makeInteger(value);
    if (digits.size() > 3 * kLongestInteger)
        arena.refuse("it holds an integer of " + std::to_string(digits.size()) + " digits");
    return arena.makeText(PickleKind::BigInt, std::string(digits));
}

} // namespace effigy::tensorio
