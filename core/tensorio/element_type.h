// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tensorio/safetensors_file.h"

#include <torch/types.h>

namespace effigy::tensorio {

[[nodiscard]] torch::ScalarType scalarType(ElementType type);

/// Throws ContractError for types that files cannot hold (complex, quantised).
[[nodiscard]] ElementType elementType(torch::ScalarType type);

} // namespace effigy::tensorio
