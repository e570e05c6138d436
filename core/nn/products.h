// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace effigy::nn {

/// In which numbers convolutions multiply. Sums are always in f32.
enum class Products {
    F32,
    Bf16, // factors rounded to 8 significant bits: twice as many a second where the processor has them
};

/// Input channels that lie together in a word of 32 bits as a kernel multiplies it, and words of `channels` of them: the last may
/// be half empty.
[[nodiscard]] constexpr int wordChannels(Products products)
{
    return products == Products::Bf16 ? 2 : 1;
}
[[nodiscard]] constexpr int productWords(int channels, Products products)
{
    return (channels + wordChannels(products) - 1) / wordChannels(products);
}

/// Whether this processor multiplies bf16 (AVX-512 BF16).
[[nodiscard]] inline bool multipliesBf16()
{
    return __builtin_cpu_supports("avx512bf16") && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq")
           && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512cd");
}

} // namespace effigy::nn
