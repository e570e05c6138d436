// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "tensorio/pickle_file.h"
#include "tensorio/pickle_tensors.h"

#include <cstddef>
#include <cstdint>
#include <span>

// Whatever the bytes are, the reader gives values or throws Error.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto blob = std::as_bytes(std::span(data, size));
    try {
        effigy::tensorio::PickleOptions options;
        options.recordModules = {"training", "torch.nn.modules."};
        options.limits.maxBytes = std::size_t{1} << 28;
        options.limits.maxArrayBytes = std::size_t{1} << 24;
        const auto tree = effigy::tensorio::decodeTorchCheckpoint(blob, "blob", options);
        (void)effigy::tensorio::collectTensors(tree, tree.root());
    } catch (const effigy::base::Error&) {
        return 0;
    }
    return 0;
}
