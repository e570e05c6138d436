// SPDX-License-Identifier: GPL-3.0-or-later
#include "nn/gpu.h"

#include "base/error.h"

#include <ATen/Context.h>

namespace effigy::nn {

void requireGpu()
{
    if (!at::hasCUDA())
        throw base::Error("device", "There is no GPU that this build can compute on", "Leave --device away, or use --device cpu.");
}

} // namespace effigy::nn
