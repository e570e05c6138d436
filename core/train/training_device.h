// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/types.h>

#include <string>

namespace effigy::train {

/// The device of that name: "cpu", "cuda" or "cuda:1". Throws Error "device" when this machine or build has none.
[[nodiscard]] torch::Device trainingDevice(const std::string& name);

} // namespace effigy::train
