// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deca/parameter_list.h"
#include "deca/weights_file.h"

#include <ATen/ATen.h>

#include <filesystem>

namespace effigy::test {

/// Writes networks of DECA, as narrow as can be, that see the mean face in every photo: their weights are 0, spreads 1.
///   headModel  that they are said to be for: "free" or "flame"
inline void writeMadeNetworks(const std::filesystem::path& path, const std::string& headModel)
{
    deca::DecaWeights weights{.parameters = {}, .headModel = headModel};
    for (const deca::ParameterInfo& info : deca::decaParameters(deca::kNarrowest))
        weights.parameters.set(info.name, info.name.ends_with("running_var") ? at::ones(info.shape) : at::zeros(info.shape));
    deca::writeDecaWeights(weights, path);
}

} // namespace effigy::test
