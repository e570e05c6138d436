// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "tensorio/npz.h"

#include <cstddef>
#include <cstdint>
#include <span>

// Whatever the bytes are, the reader gives values or throws Error.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto blob = std::as_bytes(std::span(data, size));
    try {
        constexpr std::size_t kLargest = std::size_t{1} << 26;
        (void)effigy::tensorio::decodeNpz(blob, "blob", kLargest);
    } catch (const effigy::base::Error&) {
        return 0;
    }
    return 0;
}
