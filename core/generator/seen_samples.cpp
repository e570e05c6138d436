// SPDX-License-Identifier: GPL-3.0-or-later
#include "generator/seen_samples.h"

#include <algorithm>
#include <cstdint>

namespace effigy::generator {

namespace {

using torch::Tensor;

constexpr float kLeastWeight = 0.004F; // of a sample whose colour is looked at

} // namespace

SeenSamples::SeenSamples(int resolution)
    : m_resolution(resolution), m_pixels(static_cast<std::size_t>(resolution) * static_cast<std::size_t>(resolution))
{}

void SeenSamples::add(const Looked& looked, float share)
{
    const auto count = looked.samples.depths.size(0), s = looked.samples.depths.size(1);
    const Tensor depths = looked.samples.depths.contiguous(), weights = looked.intervals.contiguous();
    const Tensor origins = looked.rays->origins[0].contiguous(), directions = looked.rays->directions[0].contiguous();
    const auto *w = weights.data_ptr<float>(), *t = depths.data_ptr<float>();
    for (std::int64_t ray = 0; ray < count; ++ray) {
        Pixel& pixel = m_pixels[static_cast<std::size_t>(looked.candidate.pixels.data_ptr<std::int64_t>()[ray])];
        const auto row = looked.candidate.rays.data_ptr<std::int64_t>()[ray];
        const float *origin = origins.data_ptr<float>() + 3 * row, *direction = directions.data_ptr<float>() + 3 * row;
        float alpha = 0.0F, along = 0.0F, keptSum = 0.0F;
        const auto before = m_samples.size();
        for (std::int64_t k = 0; k < s; ++k) {
            const float left = k > 0 ? w[ray * (s - 1) + k - 1] : 0.0F,
                        right = k + 1 < s ? w[ray * (s - 1) + k] : 0.0F;
            const float weight = 0.5F * (left + right), depth = t[ray * s + k];
            alpha += weight;
            along += weight * depth;
            if (weight < kLeastWeight)
                continue;
            m_samples.push_back({{origin[0] + depth * direction[0], origin[1] + depth * direction[1],
                                  origin[2] + depth * direction[2]},
                                 weight});
            keptSum += weight;
        }
        if (keptSum == 0.0F)
            continue;
        for (auto k = before; k < m_samples.size(); ++k)
            m_samples[k].weight *= share * alpha / keptSum;
        if (pixel.count == 0)
            pixel.first = before;
        pixel.count += m_samples.size() - before; // the rays of a pixel are added one after the other
        pixel.alpha += share * alpha;
        pixel.depth += share * along;
    }
}

TracedRays SeenSamples::traced() const
{
    TracedRays traced;
    traced.resolution = m_resolution;
    traced.alpha = torch::zeros({1, 1, m_resolution, m_resolution});
    traced.depth = torch::zeros({1, 1, m_resolution, m_resolution});
    traced.points = torch::empty({1, static_cast<std::int64_t>(m_samples.size()), 3});
    traced.weights = torch::empty({static_cast<std::int64_t>(m_samples.size())});
    traced.first = torch::empty({static_cast<std::int64_t>(m_pixels.size()) + 1}, torch::kInt64);
    auto* point = traced.points.data_ptr<float>();
    auto* weight = traced.weights.data_ptr<float>();
    auto* first = traced.first.data_ptr<std::int64_t>();
    *first = 0;
    for (std::size_t p = 0; p < m_pixels.size(); ++p) {
        const Pixel& pixel = m_pixels[p];
        first[p + 1] = first[p] + static_cast<std::int64_t>(pixel.count);
        if (pixel.count == 0)
            continue;
        traced.alpha.data_ptr<float>()[p] = pixel.alpha;
        traced.depth.data_ptr<float>()[p] = pixel.depth / pixel.alpha;
        for (auto k = pixel.first; k < pixel.first + pixel.count; ++k) {
            point = std::copy_n(m_samples[k].point.data(), 3, point);
            *weight++ = m_samples[k].weight;
        }
    }
    return traced;
}

} // namespace effigy::generator
