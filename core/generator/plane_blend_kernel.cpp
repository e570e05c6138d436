// SPDX-License-Identifier: GPL-3.0-or-later
#include "generator/plane_blend_kernel.h"

#include <algorithm>
#include <cstddef>

#define EFFIGY_CLONES __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))

namespace effigy::generator {

EFFIGY_CLONES void blendTexels(const BlendParams& p, int begin, int end)
{
    const int channels = p.channels;
    const float* __restrict gain = p.gain;
    for (std::ptrdiff_t i = begin; i < end; ++i) {
        const float* __restrict over = p.over + i * channels;
        const float* __restrict under = p.under + i * channels;
        float* __restrict out = p.out + i * channels;
        const float alpha = p.alpha[i];
        if (alpha == 0.0F)
            std::copy_n(under, channels, out);
        else
            for (int c = 0; c < channels; ++c)
                out[c] = under[c] + (over[c] * gain[c] - under[c]) * alpha;
        if (p.form == nullptr)
            continue;
        const float* form = p.form + i;
        for (int f = 0; f < p.surfaceForms; ++f)
            out[p.formFirst + f] = under[p.formFirst + f] + (form[std::ptrdiff_t{f} * p.pixels] - under[p.formFirst + f]) * alpha;
        for (int f = p.surfaceForms; f < p.forms; ++f)
            out[p.formFirst + f] = form[std::ptrdiff_t{f} * p.pixels];
    }
}

} // namespace effigy::generator
