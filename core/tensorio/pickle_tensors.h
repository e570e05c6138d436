// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tensorio/pickle_value.h"
#include "tensorio/state_dict.h"

#include <string_view>

namespace effigy::tensorio {

/// The tensors of a Dict, in its order, and of the Dicts within it: {"a": {"b": tensor}} gives
/// "a.b". Integer keys count as text; whatever is neither a tensor nor a Dict is left out. Each
/// tensor owns its memory, on the CPU. Throws Error "model_refused" when the tensors are damaged or
/// name more data than the file can hold.
[[nodiscard]] StateDict collectTensors(const PickleTree& tree, const PickleValue& dict,
                                       std::string_view prefix = {});

} // namespace effigy::tensorio
