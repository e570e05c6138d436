// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "generator/parameter_scope.h"

#include <torch/types.h>

#include <optional>

namespace effigy::generator {

struct MappingOptions {
    int layers = 2;
    int rows = 28;          // copies of w
    double lrMul = 0.01;
    double psi = 1.0;       // truncation
    std::optional<int> cutoff = {}; // rows that are truncated; absent: all
};

/// The mapping network: z and a label to rows of w.
///   scope  embed, fc0 ..., w_avg; a network without z has an fc0 of the label's width, one without label no embed
///   z      [N, zDim] f32, or undefined
///   label  [N, cDim] f32, or undefined
///   returns [N, rows, wDim]
/// Source: Karras et al. 2020 (StyleGAN2-ADA), Sec. 3; truncation after Karras et al. 2019, App. B.
[[nodiscard]] torch::Tensor mapLatents(const ParameterScope& scope, const torch::Tensor& z, const torch::Tensor& label,
                                       const MappingOptions& options);

/// The moving average of w that truncation pulls to, after one more batch of `w` [N, wDim].
[[nodiscard]] torch::Tensor movedAverage(const torch::Tensor& average, const torch::Tensor& w, double beta = 0.998);

} // namespace effigy::generator
