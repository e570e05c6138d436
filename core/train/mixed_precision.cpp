// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/mixed_precision.h"

#include <ATen/autocast_mode.h>
#include <torch/version.h>

namespace effigy::train {
namespace {

void setAutocast(bool isOn)
{
#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 4)
    at::autocast::set_autocast_dtype(at::kCUDA, at::kBFloat16);
    at::autocast::set_autocast_enabled(at::kCUDA, isOn);
#else
    at::autocast::set_autocast_gpu_dtype(at::kBFloat16);
    at::autocast::set_enabled(isOn);
#endif
}

} // namespace

HalfOnGpu::HalfOnGpu(bool isWanted) : m_isOn(isWanted)
{
    if (m_isOn)
        setAutocast(true);
}

HalfOnGpu::~HalfOnGpu()
{
    if (!m_isOn)
        return;
    setAutocast(false);
    at::autocast::clear_cache(); // weights in bf16, which the next step has other ones of
}

} // namespace effigy::train
