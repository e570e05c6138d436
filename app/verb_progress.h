// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancel_token.h"
#include "base/progress.h"

#include <memory>

namespace effigy::app {

struct CommonOptions;

/// With --events: JSON lines on standard output, previews as PNG files that go when the job ends. Else a line on standard
/// error that keeps itself up to date on a terminal, and one line a stage elsewhere.
///   cancel  raised when nobody reads the events any more
[[nodiscard]] std::unique_ptr<base::Progress> makeProgress(const CommonOptions& common, const base::CancelToken& cancel);

} // namespace effigy::app
