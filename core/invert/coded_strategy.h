// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "invert/strategy.h"
#include "invert/subject.h"
#include "invert/tuning_views.h"

#include <optional>

namespace effigy::invert {

/// For generators with a texture code: the fitted head is written in, and its colours are tuned on the photo and on renders
/// of that head.
class CodedStrategy : public Strategy {
public:
    CodedStrategy(const generator::Generator& shared, const Sitter& sitter, const InversionOptions& options);

    [[nodiscard]] Preset preset() const override;
    void prepare(base::Progress& progress, const base::CancelToken& cancel) override;
    [[nodiscard]] bool canProject() const override;
    [[nodiscard]] std::unique_ptr<Projection> projection(int steps) const override;
    [[nodiscard]] torch::Tensor start() const override;
    [[nodiscard]] std::unique_ptr<Tuning> tuning(const torch::Tensor& pivot, int steps) const override;

private:
    const generator::Generator& m_shared;
    Quality m_quality;
    std::uint64_t m_seed;
    Subject m_subject;
    TuningViews m_views;
};

} // namespace effigy::invert
