// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "parity/parity_set.h"
#include "tensorio/state_dict.h"

namespace effigy::parity {

/// Every array of an operator file of a Next3D set that the product's operators compute, from the file's own inputs; keys
/// are "file/array". The set must have the file.
[[nodiscard]] tensorio::StateDict biasAct(const ParitySet& set);
[[nodiscard]] tensorio::StateDict upfirdn(const ParitySet& set);
[[nodiscard]] tensorio::StateDict convolution(const ParitySet& set);
[[nodiscard]] tensorio::StateDict modulatedConvolution(const ParitySet& set);
[[nodiscard]] tensorio::StateDict mappings(const ParitySet& set);
[[nodiscard]] tensorio::StateDict blocks(const ParitySet& set);
[[nodiscard]] tensorio::StateDict resampling(const ParitySet& set);
[[nodiscard]] tensorio::StateDict volumes(const ParitySet& set);

} // namespace effigy::parity
