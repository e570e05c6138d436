// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image.h"

#include <string>
#include <utility>
#include <vector>

namespace effigy::base {

/// How far a long job is. `etaSeconds` is below zero while it is unknown.
struct ProgressReport {
    std::string stage;                                    // one word: "landmarks", "pivot", "encode"
    int done = 0;                                         // steps of this stage
    int of = 0;                                           // 0: unknown
    double etaSeconds = -1.0;                             // of the whole job
    std::vector<std::pair<std::string, double>> metrics;  // e.g. {"psnr", 24.3}
};

/// Where long work tells how far it is and shows what it has. Called on the working thread.
class Progress {
public:
    virtual ~Progress() = default;
    virtual void report(const ProgressReport& report) = 0;
    virtual void preview(const Image& image) = 0;
    /// False lets the worker skip rendering previews that nobody would see.
    [[nodiscard]] virtual bool wantsPreview() const { return false; }
};

/// For callers that do not watch.
class SilentProgress : public Progress {
public:
    void report(const ProgressReport&) override {}
    void preview(const Image&) override {}
};

} // namespace effigy::base
