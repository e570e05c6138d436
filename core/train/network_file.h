// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deca/parameter_list.h"
#include "tensorio/state_dict.h"

#include <filesystem>
#include <string>
#include <vector>

namespace effigy::train {

/// The tensors of `list` from a torch checkpoint or a safetensors file, f32; what else is in it (classifiers, deeper layers)
/// is left out.
///   what  kind of network, for messages: "perceptual"
/// Throws Error "model_missing" when there is no such file, "model_refused" when it is another network.
[[nodiscard]] tensorio::StateDict readNetwork(const std::filesystem::path& file, const std::vector<deca::ParameterInfo>& list,
                                              const std::string& what);

} // namespace effigy::train
