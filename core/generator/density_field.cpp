// SPDX-License-Identifier: GPL-3.0-or-later
#include "generator/density_field.h"

#include "generator/point_warp.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cstdint>
#include <vector>

namespace effigy::generator {

DensityField::DensityField(const Volume& volume) : m_volume(volume)
{
    if (canFuse(volume))
        m_fused.emplace(volume, Decoded::Density);
}

void DensityField::at(const float* points, int count, float* density) const
{
    if (m_fused && m_volume.warp) {
        thread_local std::vector<float> straight;
        straight.assign(points, points + std::ptrdiff_t{count} * 3);
        m_volume.warp->apply(straight.data(), count);
        return m_fused->densityAt(straight.data(), count, density);
    }
    if (m_fused)
        return m_fused->densityAt(points, count, density);
    const auto places = torch::empty({1, std::int64_t{count}, 3});
    std::copy_n(points, std::ptrdiff_t{count} * 3, places.data_ptr<float>());
    const auto found = sampleDensity(m_volume, places.to(m_volume.planes.device())).cpu().contiguous();
    std::copy_n(found.data_ptr<float>(), count, density);
}

} // namespace effigy::generator
