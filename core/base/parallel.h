// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>

namespace effigy::base {

/// Calls `work(begin, end)` on disjoint ranges that cover [0, count), on all threads of the process.
/// `grain` is the smallest range worth a thread. `work` must not throw.
template <typename Work>
void parallelFor(int count, int grain, const Work& work)
{
    const int chunks = std::max(1, (count + grain - 1) / std::max(1, grain));
#pragma omp parallel for schedule(dynamic)
    for (int chunk = 0; chunk < chunks; ++chunk) {
        const int begin = static_cast<int>(static_cast<long long>(count) * chunk / chunks);
        const int end = static_cast<int>(static_cast<long long>(count) * (chunk + 1) / chunks);
        work(begin, end);
    }
}

} // namespace effigy::base
