// SPDX-License-Identifier: GPL-3.0-or-later
#include "nn/pointwise_kernel.h"

#include "nn/vector_lanes.h"

#include <algorithm>
#include <cstddef>

namespace effigy::nn {

namespace {

template <int Lanes>
class Kernel {
public:
    static EFFIGY_INLINE void panels(const PointwiseParams& p, int begin, int end)
    {
        const int groups = (p.outChannels + kPointwiseGroup - 1) / kPointwiseGroup;
        for (int panel = begin; panel < end; ++panel) {
            const int first = panel * kPointwisePanel, last = std::min(p.pixels, first + kPointwisePanel);
            for (int group = 0; group < groups; ++group) {
                int pixel = first;
                for (; pixel + kStep <= last; pixel += kStep)
                    block(p, group, pixel);
                for (; pixel < last; ++pixel)
                    single(p, group, pixel);
            }
        }
    }

private:
    using V = Vector<Lanes>;
    static constexpr int kVectors = Lanes == 16 ? 2 : 1; // so that sums fit into the registers
    static constexpr int kStep = kVectors * Lanes;

    static EFFIGY_INLINE int channelsOf(const PointwiseParams& p, int group)
    {
        return std::min(kPointwiseGroup, p.outChannels - group * kPointwiseGroup);
    }

    static EFFIGY_INLINE void block(const PointwiseParams& p, int group, int pixel)
    {
        const float* weight = p.weight + static_cast<std::ptrdiff_t>(group) * p.inChannels * kPointwiseGroup;
        V sum[kPointwiseGroup][kVectors] = {};
        for (int c = 0; c < p.inChannels; ++c) {
            const float* from = p.in + static_cast<std::ptrdiff_t>(c) * p.pixels + pixel;
            V x[kVectors];
            for (int k = 0; k < kVectors; ++k)
                x[k] = load<Lanes>(from + k * Lanes);
            for (int row = 0; row < kPointwiseGroup; ++row) {
                const float w = weight[c * kPointwiseGroup + row];
                for (int k = 0; k < kVectors; ++k)
                    sum[row][k] += w * x[k];
            }
        }
        const int channels = channelsOf(p, group);
        for (int row = 0; row < kPointwiseGroup; ++row) {
            if (row >= channels)
                break;
            const int channel = group * kPointwiseGroup + row;
            const float bias = p.bias != nullptr ? p.bias[channel] : 0.0F;
            float* to = p.out + static_cast<std::ptrdiff_t>(channel) * p.pixels + pixel;
            const V most = V{} + p.clamp;
            for (int k = 0; k < kVectors; ++k) {
                const V a = sum[row][k] + bias;
                const V b = a > most ? most : a;
                const V c = b < -most ? -most : b;
                store<Lanes>(to + k * Lanes, p.adds ? load<Lanes>(to + k * Lanes) + c : c);
            }
        }
    }

    static EFFIGY_INLINE void single(const PointwiseParams& p, int group, int pixel)
    {
        const float* weight = p.weight + static_cast<std::ptrdiff_t>(group) * p.inChannels * kPointwiseGroup;
        for (int row = 0; row < channelsOf(p, group); ++row) {
            const int channel = group * kPointwiseGroup + row;
            float sum = 0.0F;
            for (int c = 0; c < p.inChannels; ++c)
                sum += weight[c * kPointwiseGroup + row] * p.in[static_cast<std::ptrdiff_t>(c) * p.pixels + pixel];
            const float a = std::clamp(sum + (p.bias != nullptr ? p.bias[channel] : 0.0F), -p.clamp, p.clamp);
            float& to = p.out[static_cast<std::ptrdiff_t>(channel) * p.pixels + pixel];
            to = p.adds ? to + a : a;
        }
    }
};

EFFIGY_TARGET_16 void panels16(const PointwiseParams& p, int begin, int end) { Kernel<16>::panels(p, begin, end); }
EFFIGY_TARGET_8 void panels8(const PointwiseParams& p, int begin, int end) { Kernel<8>::panels(p, begin, end); }
void panels4(const PointwiseParams& p, int begin, int end) { Kernel<4>::panels(p, begin, end); }

} // namespace

void convolvePointwise(const PointwiseParams& params, int begin, int end)
{
    forLanes(panels16, panels8, panels4)(params, begin, end);
}

} // namespace effigy::nn
