// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancel_token.h"
#include "base/progress.h"
#include "generator/generator.h"
#include "head/head_model.h"
#include "invert/inversion.h"
#include "invert/search.h"
#include "reconstruct/aligned_photo.h"
#include "reconstruct/head_fit.h"

#include <memory>

namespace effigy::invert {

/// What a quality asks for.
struct Preset {
    double budgetSeconds = 0.0;
    double projectionShare = 0.1; // of the budget
    int leastProjection = 10;     // steps, however small the budget
    int mostProjection = 0;
    int leastTuning = 40;
    int mostTuning = 0;
    int measuredSteps = 3;        // of each kind, before the steps are counted out
    bool endsAtBudget = true;     // false: all steps that were counted out are taken
    double checkpointSeconds = 20.0;
};

/// Who is inverted.
struct Sitter {
    const reconstruct::AlignedPhoto& photo;
    const reconstruct::HeadFit& fit;
    const head::HeadModel& model;
};

/// How avatars are made with one kind of generator: which latent is looked for, which weights are tuned, and on what.
class Strategy {
public:
    virtual ~Strategy() = default;

    [[nodiscard]] virtual Preset preset() const = 0;
    /// Makes ready for both searches; reports stage "views". Throws Cancelled.
    virtual void prepare(base::Progress& progress, const base::CancelToken& cancel) = 0;
    /// Whether the latent decides what a head looks like: else there is nothing to project into.
    [[nodiscard]] virtual bool canProject() const = 0;
    [[nodiscard]] virtual std::unique_ptr<Projection> projection(int steps) const = 0;
    /// The latent that is tuned at when nothing is projected, [1, wsRows, wDim] f32 on the CPU.
    [[nodiscard]] virtual torch::Tensor start() const = 0;
    /// Tunes weights of its own: several do not disturb each other.
    ///   pivot  [1, wsRows, wDim] f32 on the CPU
    [[nodiscard]] virtual std::unique_ptr<Tuning> tuning(const torch::Tensor& pivot, int steps) const = 0;
};

/// The strategy for `shared`, which must outlive it, as must the sitter's parts.
/// Throws Error "model_refused" for a generator that no photo can be inverted into, "unsupported" when another head model
/// drives it, "device" when it cannot be computed where the options say.
[[nodiscard]] std::unique_ptr<Strategy> strategyFor(const generator::Generator& shared, const Sitter& sitter,
                                                    const InversionOptions& options);

} // namespace effigy::invert
