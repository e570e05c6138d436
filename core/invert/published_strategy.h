// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "invert/published_subject.h"
#include "invert/published_tuner.h"
#include "invert/strategy.h"

namespace effigy::invert {

/// For generators of the published class: the published projection into W, then pivotal tuning of the weights.
class PublishedStrategy : public Strategy {
public:
    PublishedStrategy(const generator::Generator& shared, const Sitter& sitter, const InversionOptions& options);

    [[nodiscard]] Preset preset() const override;
    void prepare(base::Progress& progress, const base::CancelToken& cancel) override;
    [[nodiscard]] bool canProject() const override { return true; }
    [[nodiscard]] std::unique_ptr<Projection> projection(int steps) const override;
    [[nodiscard]] torch::Tensor start() const override;
    [[nodiscard]] std::unique_ptr<Tuning> tuning(const torch::Tensor& pivot, int steps) const override;

private:
    Quality m_quality;
    std::uint64_t m_seed;
    PublishedSubject m_subject;
    std::vector<PublishedView> m_views;
};

} // namespace effigy::invert
