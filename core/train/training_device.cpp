// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/training_device.h"

#include "base/error.h"

#include <ATen/Context.h>

namespace effigy::train {

torch::Device trainingDevice(const std::string& name)
{
    if (name == "cpu")
        return torch::kCPU;
    if (!at::hasCUDA())
        throw base::Error("device", "There is no GPU that this build can use", "Use --device cpu");
    return name == "cuda" ? torch::Device(torch::kCUDA, 0) : torch::Device(name);
}

} // namespace effigy::train
