// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "nn/products.h"

#include <CLI/CLI.hpp>

namespace effigy::app {

/// Adds --precision to `verb`: the numbers that a generator's convolutions multiply. `products` must outlive `verb`.
CLI::Option* addPrecisionOption(CLI::App& verb, nn::Products& products);

} // namespace effigy::app
