// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace effigy::tensorio {

/// What a pickle may cost at most. Arrays count only when they are decoded, which their own size
/// limits.
struct PickleLimits {
    std::size_t maxValues = 8'000'000;           // values of all kinds, and their references on the stack
    std::size_t maxBytes = std::size_t{1} << 30; // memory of the values, without the file itself
    std::size_t maxSteps = 50'000'000;           // opcodes, nested pickles included
    std::size_t maxDepth = 500;                  // containers within containers
    std::size_t maxArrayBytes = std::size_t{1}
                                << 29; // one sparse, gathered or expanded array, spread out
};

/// How a pickle is read.
struct PickleOptions {
    PickleLimits limits;
    /// Classes of modules whose names start like one of these are kept as records of their
    /// arguments and state. Calls of functions in these modules are refused all the same.
    std::vector<std::string> recordModules;
};

} // namespace effigy::tensorio
