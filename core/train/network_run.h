// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancel_token.h"
#include "base/progress.h"
#include "deca/resnet.h"
#include "tensorio/state_dict.h"
#include "train/adam.h"
#include "train/loss_table.h"

#include <torch/types.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace effigy::train {

struct RunOptions {
    std::string device = "cpu"; // or "cuda"
    int steps = 20000;          // at most
    double minutes =
        0.0; // at most, first pictures included; 0: no limit. The rate falls with what is used up
    double rate = 2e-3;               // of Adam, at its height
    int checkpointEvery = 500;        // steps
    std::filesystem::path checkpoint; // where the run is kept and resumed from; empty: nowhere
    std::filesystem::path metrics;    // losses as CSV; empty: none
};

/// A network that learns: its parameters, Adam, their moving averages, the clock, the losses, and
/// the file in which all that is kept.
class NetworkRun {
public:
    /// Begins with the parameters `start`, or where the checkpoint of the same `kind` stopped.
    ///   kind  what is trained, as checkpoints are told apart by
    /// Throws Error "device" when there is no such device, "model_refused" when the checkpoint is
    /// of something else.
    NetworkRun(std::string kind, const tensorio::StateDict& start, RunOptions options,
               base::Progress& progress, const base::CancelToken& cancel);

    [[nodiscard]] const torch::Device& device() const { return m_device; }
    /// On the device; of trained ones gradients are kept.
    [[nodiscard]] const tensorio::StateDict& parameters() const { return m_parameters; }
    /// The moving averages of all parameters, on the device.
    [[nodiscard]] tensorio::StateDict averages() const;
    /// The same as files have them: on the CPU, contiguous.
    [[nodiscard]] tensorio::StateDict result() const;
    [[nodiscard]] std::int64_t step() const { return m_step; }
    [[nodiscard]] const LossTable& losses() const { return m_losses; }
    /// `pictures` in the layout and, for training, the precision that the device likes.
    [[nodiscard]] torch::Tensor laid(const torch::Tensor& pictures, deca::NetworkMode mode) const;

    /// Before the first step: takes pictures until `isEnough()`. Reports stage "pictures"; throws Cancelled.
    ///   wanted  how many that will be
    ///   take    takes at least one more, and tells how many have been taken
    template <typename IsEnough, typename Take>
    void gather(int wanted, const IsEnough& isEnough, const Take& take)
    {
        for (std::int64_t taken = 0; !isEnough(); taken = take()) {
            m_cancel.check();
            m_progress.report({.stage = "pictures", .done = static_cast<int>(taken), .of = wanted, .metrics = {}});
        }
    }
    /// All steps that are due; `take()` fetches what pictures are ready, `step()` calls descend. Saves from time to time and at the
    /// end, which it reports as stage "judge"; throws Cancelled after saving.
    template <typename Take, typename Step>
    void learn(const Take& take, const Step& step)
    {
        constexpr int kFetchEvery = 8;
        while (goesOn()) {
            if (m_step % kFetchEvery == 0)
                take();
            step();
        }
        save();
        m_progress.report({.stage = "judge", .done = 0, .of = 1, .metrics = {}});
    }
    /// One step down `loss`, and a line of losses and of progress from time to time.
    ///   pictures  taken so far
    ///   judge     what is measured every 500 steps: names and values
    template <typename Judge>
    void descend(const torch::Tensor& loss, std::int64_t pictures, const Judge& judge)
    {
        const double rate = stepDown(loss);
        constexpr int kNoteEvery = 25, kJudgeEvery = 500;
        if (m_step % kNoteEvery == 0)
            note(loss.item<double>(), rate, pictures,
                 m_step % kJudgeEvery == 0 ? judge()
                                           : std::vector<std::pair<std::string, double>>());
    }

private:
    [[nodiscard]] bool goesOn(); // saves when that is due, or cancelled
    void save() const;
    void restore();
    [[nodiscard]] double minutes() const;
    [[nodiscard]] double used() const;
    double stepDown(const torch::Tensor& loss);
    void note(double loss, double rate, std::int64_t pictures,
              const std::vector<std::pair<std::string, double>>& judged);

    std::string m_kind;
    RunOptions m_options;
    base::Progress& m_progress;
    const base::CancelToken& m_cancel;
    torch::Device m_device;
    std::chrono::steady_clock::time_point m_began = std::chrono::steady_clock::now();
    double m_minutesBefore = 0.0; // of the run that was resumed
    tensorio::StateDict m_parameters;
    std::optional<Adam> m_adam;
    std::optional<MovingAverage> m_average;
    std::int64_t m_step = 0;
    LossTable m_losses;
};

} // namespace effigy::train
