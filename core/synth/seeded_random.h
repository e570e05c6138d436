// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>

namespace effigy::synth {

/// Scrambles 64 bits: neighbouring inputs give unrelated outputs.
/// Source: Steele, Lea and Flood 2014, SplitMix.
[[nodiscard]] constexpr std::uint64_t scrambled(std::uint64_t x)
{
    x += 0x9e3779b97f4a7c15ULL;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
    return x ^ (x >> 31);
}

/// Random numbers that are the same on every machine and cost a few cycles each.
class SeededRandom {
public:
    explicit SeededRandom(std::uint64_t seed) : m_state(scrambled(seed)) {}
    /// A sequence of its own for part `stream` of what `seed` makes, so that a change in one part leaves the others alone.
    SeededRandom(std::uint64_t seed, std::uint64_t stream) : m_state(scrambled(scrambled(seed) ^ (stream * 0xd6e8feb86659fd93ULL))) {}

    [[nodiscard]] std::uint64_t bits()
    {
        m_state += 0x9e3779b97f4a7c15ULL;
        return scrambled(m_state);
    }
    /// In [0, 1).
    [[nodiscard]] float unit() { return static_cast<float>(bits() >> 40) * 0x1.0p-24F; }
    [[nodiscard]] float uniform(float low, float high) { return low + (high - low) * unit(); }
    [[nodiscard]] float normal()
    {
        const float radius = std::sqrt(-2.0F * std::log(1.0F - unit()));
        return radius * std::cos(2.0F * std::numbers::pi_v<float> * unit());
    }
    [[nodiscard]] bool chance(float probability) { return unit() < probability; }
    /// One of 0..count-1.
    [[nodiscard]] int pick(int count) { return std::min(count - 1, static_cast<int>(unit() * static_cast<float>(count))); }

private:
    std::uint64_t m_state;
};

} // namespace effigy::synth
