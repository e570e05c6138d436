// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reconstruct/head_fit.h"

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace effigy::app {

/// How far each region of a fit can be trusted: a JSON array of {name, seen, confidence, landmark?, shading?}.
[[nodiscard]] nlohmann::json regionFields(const reconstruct::HeadFit& fit);
/// What is wrong with the photo: a JSON array of {code, value, text}.
[[nodiscard]] nlohmann::json findingFields(const reconstruct::HeadFit& fit);
/// Both for people, a line each, indented; empty when there is neither.
[[nodiscard]] std::string fitReport(const reconstruct::HeadFit& fit);

} // namespace effigy::app
