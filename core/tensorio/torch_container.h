// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tensorio/pickle_globals.h"

#include <cstddef>
#include <span>

namespace effigy::tensorio {

enum class TorchContainer { None, Zip, Legacy };

/// What the first bytes of a file tell; that it is sound shows when it is read.
[[nodiscard]] TorchContainer torchContainerOf(std::span<const std::byte> bytes);

/// Reads a container of either kind, which lies in the file of the arena or is kept by it. Refuses
/// anything else.
[[nodiscard]] PickleValue* loadTorchContainer(PickleContext& context,
                                              std::span<const std::byte> bytes);

} // namespace effigy::tensorio
