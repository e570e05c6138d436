// SPDX-License-Identifier: GPL-3.0-or-later
#include "generator/fir_kernel.h"

#include "base/parallel.h"

#include <cstddef>
#include <vector>

// One clone per instruction set; the loader picks the best one the processor has.
#define EFFIGY_CLONES __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))

namespace effigy::generator {

namespace {

constexpr int kMargin = 4; // zeros on each side of a row, so that the horizontal pass needs no tests

// out = a * x + b * y for rows of w numbers
EFFIGY_CLONES void mixTwo(float* out, const float* x, const float* y, float a, float b, int w)
{
    for (int i = 0; i < w; ++i)
        out[i] = a * x[i] + b * y[i];
}

EFFIGY_CLONES void mixFour(float* out, const float* const rows[4], float outer, float inner, int w)
{
    const float* p = rows[0];
    const float* q = rows[1];
    const float* r = rows[2];
    const float* s = rows[3];
    for (int i = 0; i < w; ++i)
        out[i] = outer * (p[i] + s[i]) + inner * (q[i] + r[i]);
}

EFFIGY_CLONES void rowUp(float* out, const float* in, int w)
{
    for (int i = 0; i < w; ++i) {
        out[2 * i] = 0.25F * in[i - 1] + 0.75F * in[i];
        out[2 * i + 1] = 0.75F * in[i] + 0.25F * in[i + 1];
    }
}

EFFIGY_CLONES void rowDown(float* out, const float* in, int w)
{
    for (int i = 0; i < w; ++i)
        out[i] = 0.125F * (in[2 * i - 1] + in[2 * i + 2]) + 0.375F * (in[2 * i] + in[2 * i + 1]);
}

EFFIGY_CLONES void rowSmooth(float* out, const float* in, int w)
{
    for (int i = 0; i < w; ++i)
        out[i] = 0.125F * (in[i] + in[i + 3]) + 0.375F * (in[i + 1] + in[i + 2]);
}

class PlaneFilter {
public:
    explicit PlaneFilter(const FirParams& params)
        : m_params(params), m_zeros(params.width, 0.0F), m_row(params.width + 2 * kMargin, 0.0F)
    {
    }

    void run(const float* in, float* out)
    {
        for (int y = 0; y < m_params.outHeight; ++y) {
            float* row = m_row.data() + kMargin;
            mixRows(in, y, row);
            float* target = out + static_cast<std::ptrdiff_t>(y) * m_params.outWidth;
            switch (m_params.mode) {
            case FirMode::Up: rowUp(target, row, m_params.width); break;
            case FirMode::Down: rowDown(target, row, m_params.outWidth); break;
            case FirMode::Smooth: rowSmooth(target, row - m_params.padding, m_params.outWidth); break;
            }
        }
    }

private:
    [[nodiscard]] const float* rowAt(const float* in, int y) const
    {
        const bool isInside = y >= 0 && y < m_params.height;
        return isInside ? in + static_cast<std::ptrdiff_t>(y) * m_params.width : m_zeros.data();
    }

    void mixRows(const float* in, int y, float* row) const
    {
        if (m_params.mode == FirMode::Up) {
            const int p = y / 2;
            const int neighbour = y % 2 == 0 ? p - 1 : p + 1;
            mixTwo(row, rowAt(in, p), rowAt(in, neighbour), 0.75F, 0.25F, m_params.width);
            return;
        }
        const int first = m_params.mode == FirMode::Down ? 2 * y - 1 : y - m_params.padding;
        const float* const rows[4] = {rowAt(in, first), rowAt(in, first + 1), rowAt(in, first + 2), rowAt(in, first + 3)};
        mixFour(row, rows, 0.125F, 0.375F, m_params.width);
    }

    const FirParams& m_params;
    std::vector<float> m_zeros;
    std::vector<float> m_row; // one vertically filtered row between zeros
};

} // namespace

void runFir(const FirParams& params)
{
    const std::ptrdiff_t inSize = static_cast<std::ptrdiff_t>(params.height) * params.width;
    const std::ptrdiff_t outSize = static_cast<std::ptrdiff_t>(params.outHeight) * params.outWidth;
    base::parallelFor(params.planes, 1, [&](int begin, int end) {
        PlaneFilter filter(params);
        for (int plane = begin; plane < end; ++plane)
            filter.run(params.in + plane * inSize, params.out + plane * outSize);
    });
}

} // namespace effigy::generator
