// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "head/head_model.h"

#include <string>

namespace effigy::deca {

/// The head model that DECA's networks must be for when a photo is fitted with `model`: "free", "flame" for every model with
/// FLAME's vertices, or empty: there are none for it.
[[nodiscard]] std::string networkHead(const head::HeadModelData& model);

} // namespace effigy::deca
