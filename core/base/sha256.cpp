// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/sha256.h"

#include "base/error.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <fstream>
#include <vector>

namespace effigy::base {

namespace {

// First 32 bits of the fractions of the cube roots of the first 64 primes.
constexpr std::array<std::uint32_t, 64> kConstants = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be,
    0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa,
    0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85,
    0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3,
    0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f,
    0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

constexpr std::size_t kBlock = 64;

std::uint32_t bigEndian(const std::byte* at)
{
    return std::to_integer<std::uint32_t>(at[0]) << 24 | std::to_integer<std::uint32_t>(at[1]) << 16
           | std::to_integer<std::uint32_t>(at[2]) << 8 | std::to_integer<std::uint32_t>(at[3]);
}

} // namespace

void Sha256::addBlock(const std::byte* block)
{
    std::array<std::uint32_t, 64> w;
    for (std::size_t t = 0; t < 16; ++t)
        w[t] = bigEndian(block + 4 * t);
    for (std::size_t t = 16; t < 64; ++t) {
        const std::uint32_t s0 = std::rotr(w[t - 15], 7) ^ std::rotr(w[t - 15], 18) ^ (w[t - 15] >> 3);
        const std::uint32_t s1 = std::rotr(w[t - 2], 17) ^ std::rotr(w[t - 2], 19) ^ (w[t - 2] >> 10);
        w[t] = w[t - 16] + s0 + w[t - 7] + s1;
    }
    auto [a, b, c, d, e, f, g, h] = m_state;
    for (std::size_t t = 0; t < 64; ++t) {
        const std::uint32_t sum1 = std::rotr(e, 6) ^ std::rotr(e, 11) ^ std::rotr(e, 25);
        const std::uint32_t t1 = h + sum1 + ((e & f) ^ (~e & g)) + kConstants[t] + w[t];
        const std::uint32_t sum0 = std::rotr(a, 2) ^ std::rotr(a, 13) ^ std::rotr(a, 22);
        const std::uint32_t t2 = sum0 + ((a & b) ^ (a & c) ^ (b & c));
        h = g;
        g = f;
        f = e;
        e = d + t1;
        d = c;
        c = b;
        b = a;
        a = t1 + t2;
    }
    const std::array added = {a, b, c, d, e, f, g, h};
    for (std::size_t i = 0; i < added.size(); ++i)
        m_state[i] += added[i];
}

void Sha256::add(std::span<const std::byte> bytes)
{
    std::size_t used = m_count % kBlock;
    m_count += bytes.size();
    while (!bytes.empty()) {
        if (used == 0 && bytes.size() >= kBlock) {
            addBlock(bytes.data());
            bytes = bytes.subspan(kBlock);
            continue;
        }
        const std::size_t taken = std::min(kBlock - used, bytes.size());
        std::memcpy(m_pending.data() + used, bytes.data(), taken);
        bytes = bytes.subspan(taken);
        used += taken;
        if (used == kBlock) {
            addBlock(m_pending.data());
            used = 0;
        }
    }
}

std::string Sha256::hex()
{
    const std::uint64_t bits = m_count * 8;
    std::vector<std::byte> tail(1 + (119 - m_count % kBlock) % kBlock + 8, std::byte{0}); // a one, zeros, the length
    tail[0] = std::byte{0x80};
    for (std::size_t i = 0; i < 8; ++i)
        tail[tail.size() - 1 - i] = static_cast<std::byte>(bits >> (8 * i));
    add(tail);
    constexpr const char* kDigits = "0123456789abcdef";
    std::string text;
    for (const std::uint32_t word : m_state)
        for (int shift = 28; shift >= 0; shift -= 4)
            text += kDigits[word >> shift & 15U];
    return text;
}

std::string fileSha256(const std::filesystem::path& path, Progress& progress, const CancelToken& cancel)
{
    std::ifstream file(path, std::ios::binary);
    std::error_code error;
    const auto size = std::filesystem::file_size(path, error);
    if (!file || error)
        throw Error("storage", path.string() + " cannot be read", "Check that the file is there and may be read");
    Sha256 hash;
    std::vector<char> piece(std::size_t{4} << 20);
    constexpr int kPercent = 100;
    std::uintmax_t done = 0;
    while (file.read(piece.data(), static_cast<std::streamsize>(piece.size())), file.gcount() > 0) {
        cancel.check();
        hash.add(std::as_bytes(std::span(piece.data(), static_cast<std::size_t>(file.gcount()))));
        done += static_cast<std::uintmax_t>(file.gcount());
        progress.report({.stage = "fingerprint", .done = static_cast<int>(kPercent * done / std::max<std::uintmax_t>(size, 1)), .of = kPercent, .metrics = {}});
    }
    if (file.bad() || done != size)
        throw Error("storage", path.string() + " cannot be read to its end", "Check the disk");
    return hash.hex();
}

} // namespace effigy::base
