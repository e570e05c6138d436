// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace effigy::nn {

/// Throws Error "device" where this machine or this build has no GPU that CUDA knows.
void requireGpu();

} // namespace effigy::nn
