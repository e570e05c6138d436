// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "tensorio/zip_archive.h"

#include <cstddef>
#include <cstdint>
#include <span>

// Whatever the bytes are, the reader gives values or throws Error.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto blob = std::as_bytes(std::span(data, size));
    try {
        constexpr std::uint64_t kLargest = std::uint64_t{1} << 26; // callers bound what they unpack
        for (const auto& member : effigy::tensorio::zipMembers(blob, "blob"))
            if (member.size <= kLargest)
                (void)effigy::tensorio::unpack(member, "blob");
    } catch (const effigy::base::Error&) {
        return 0;
    }
    return 0;
}
