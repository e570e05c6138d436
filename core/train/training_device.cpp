// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/training_device.h"

#include "nn/gpu.h"

namespace effigy::train {

torch::Device trainingDevice(const std::string& name)
{
    if (name == "cpu")
        return torch::kCPU;
    nn::requireGpu();
    return name == "cuda" ? torch::Device(torch::kCUDA, 0) : torch::Device(name);
}

} // namespace effigy::train
