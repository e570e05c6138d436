// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <string>

namespace effigy::test {

/// The code of the Error that `work` throws, "none" without one.
template <typename Work>
std::string errorCodeOf(const Work& work)
{
    try {
        work();
    } catch (const base::Error& error) {
        return std::string(error.code());
    }
    return "none";
}

} // namespace effigy::test
