// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "tensorio/state_dict.h"

#include <cstddef>
#include <cstdint>
#include <span>

// Whatever the bytes are, the reader gives values or throws Error.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto blob = std::as_bytes(std::span(data, size));
    try {
        (void)effigy::tensorio::decodeStateFile(blob, "blob");
    } catch (const effigy::base::Error&) {
        return 0;
    }
    return 0;
}
