// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz/read_tensors.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    return effigy::fuzz::readTensors(effigy::tensorio::decodeTorchCheckpoint, data, size);
}
