// SPDX-License-Identifier: GPL-3.0-or-later
// Clang 14 instantiates the constexpr members of libstdc++ 12's std::vector too early for
// torch 1.13, whose vectors have elements that are still incomplete. Included first in fuzz builds,
// this makes those members plain inline functions.
#pragma once

#include <memory>
#include <string>

#undef _GLIBCXX20_CONSTEXPR
#define _GLIBCXX20_CONSTEXPR inline
#define __fill_a1                                                                                  \
    effigyFillBits // is declared constexpr above; only std::vector<bool> itself calls it
#include <vector>
#undef __fill_a1
#undef _GLIBCXX20_CONSTEXPR
#define _GLIBCXX20_CONSTEXPR constexpr
