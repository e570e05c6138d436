// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Kernels written once for vectors of 4, 8 or 16 numbers: an always-inlined template on the number of lanes, and one function
// per instruction set that holds it, of which forLanes picks the widest that the processor has.

#define EFFIGY_INLINE inline __attribute__((always_inline))
#define EFFIGY_TARGET_16 __attribute__((target("avx2,fma,bmi,bmi2,f16c,lzcnt,movbe,popcnt,avx512f,avx512bw,avx512cd,avx512dq,avx512vl,prefer-vector-width=512")))
#define EFFIGY_TARGET_8 __attribute__((target("avx2,fma,bmi,bmi2,f16c,lzcnt,movbe,popcnt")))

namespace effigy::nn {

template <int Lanes>
struct VectorOf;
template <>
struct VectorOf<4> {
    typedef float Type __attribute__((vector_size(16), aligned(4), may_alias)); // read from any address of numbers
    typedef int Index __attribute__((vector_size(16)));
};
template <>
struct VectorOf<8> {
    typedef float Type __attribute__((vector_size(32), aligned(4), may_alias));
    typedef int Index __attribute__((vector_size(32)));
    typedef short Halves __attribute__((vector_size(32))); // numbers of 16 bits, twice as many
};
template <>
struct VectorOf<16> {
    typedef float Type __attribute__((vector_size(64), aligned(4), may_alias));
    typedef int Index __attribute__((vector_size(64)));
    typedef short Halves __attribute__((vector_size(64)));
};

template <int Lanes>
using Vector = typename VectorOf<Lanes>::Type;

template <int Lanes>
EFFIGY_INLINE Vector<Lanes> load(const float* from)
{
    return *reinterpret_cast<const Vector<Lanes>*>(from);
}

template <int Lanes>
EFFIGY_INLINE void store(float* to, Vector<Lanes> value)
{
    *reinterpret_cast<Vector<Lanes>*>(to) = value;
}

/// One of three versions of a function, by the processor.
template <typename Function>
[[nodiscard]] Function* forLanes(Function& lanes16, Function& lanes8, Function& lanes4)
{
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq")
        && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512cd"))
        return &lanes16;
    const bool isV3 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("bmi2");
    return isV3 ? &lanes8 : &lanes4;
}

} // namespace effigy::nn
