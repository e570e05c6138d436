// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/memory.h"

#include <cstdlib>

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace effigy::base {

void keepFreedMemory()
{
#ifdef __GLIBC__
    constexpr int kLargest = 32 << 20; // bytes: the most that malloc(3) allows below its own mappings
    constexpr int kKept = 1 << 30;     // bytes at the end of a heap
    mallopt(M_MMAP_THRESHOLD, kLargest);
    mallopt(M_TRIM_THRESHOLD, kKept);
#endif
}

} // namespace effigy::base
