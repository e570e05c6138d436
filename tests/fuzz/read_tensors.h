// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "tensorio/pickle_file.h"
#include "tensorio/pickle_tensors.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace effigy::fuzz {

/// Reads a file by `decode` (decodePickle, decodeTorchCheckpoint) and every tensor in it. Whatever the bytes are, that gives values or
/// throws Error.
template <typename Decode>
int readTensors(const Decode& decode, const std::uint8_t* data, std::size_t size)
{
    tensorio::PickleOptions options;
    options.recordModules = {"training", "torch.nn.modules."};
    options.limits.maxBytes = std::size_t{1} << 28;
    options.limits.maxArrayBytes = std::size_t{1} << 24;
    try {
        const auto tree = decode(std::as_bytes(std::span(data, size)), std::string("blob"), options);
        (void)tensorio::collectTensors(tree, tree.root());
    } catch (const base::Error&) {
        return 0;
    }
    return 0;
}

} // namespace effigy::fuzz
