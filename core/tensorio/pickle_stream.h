// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tensorio/pickle_arena.h"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>

namespace effigy::tensorio {

static_assert(std::endian::native == std::endian::little,
              "numbers are read as they lie in the file");

/// Reads a pickle from front to end and never beyond. Whatever is cut short throws Error
/// "model_refused".
class PickleStream {
public:
    PickleStream(std::span<const std::byte> bytes, const PickleArena& arena)
        : m_bytes(bytes), m_arena(arena)
    {
    }

    /// A little-endian number.
    template <typename T>
    T number()
    {
        T value;
        const auto bytes = take(sizeof value);
        std::memcpy(&value, bytes.data(), sizeof value);
        return value;
    }
    /// A double as pickles write it, big-endian.
    double real() { return std::bit_cast<double>(__builtin_bswap64(number<std::uint64_t>())); }
    std::span<const std::byte> take(std::uint64_t count)
    {
        if (count > m_bytes.size() - m_at)
            m_arena.refuse("it is cut short");
        const auto bytes = m_bytes.subspan(m_at, count);
        m_at += count;
        return bytes;
    }
    /// Text up to the next line feed, which is read too and not given.
    std::string_view line();
    [[nodiscard]] std::span<const std::byte> bytes() const { return m_bytes; }
    [[nodiscard]] std::size_t at() const { return m_at; }
    [[nodiscard]] std::size_t left() const { return m_bytes.size() - m_at; }

private:
    std::span<const std::byte> m_bytes;
    std::size_t m_at = 0;
    const PickleArena& m_arena;
};

/// The bytes of a Python 2 string literal in quotes, such as 'a\x00\'b'; refuses anything else.
[[nodiscard]] std::string decodeQuoted(std::string_view literal, const PickleArena& arena);

/// UTF-8 of protocol 0 text: Latin-1 with \uXXXX and \UXXXXXXXX.
[[nodiscard]] std::string decodeRawUnicode(std::string_view line, const PickleArena& arena);

/// An Int, or a BigInt where 64 bits do not suffice, from two's complement in little-endian order.
[[nodiscard]] PickleValue* decodeLong(std::span<const std::byte> bytes, PickleArena& arena);

/// The same from decimal digits with an optional sign.
[[nodiscard]] PickleValue* decodeDigits(std::string_view digits, PickleArena& arena);

/// Adds the code point, at most 0x1fffff, in UTF-8.
void appendUtf8(std::string& text, std::uint32_t code);

} // namespace effigy::tensorio
