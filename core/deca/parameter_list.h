// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tensorio/state_dict.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace effigy::deca {

/// A parameter or buffer of a network under its published name.
struct ParameterInfo {
    std::string name;
    std::vector<std::int64_t> shape;
};

/// How many times fewer channels than the published networks have lie between input and output: 1,
/// 2, 4, 8 or 16. Narrow networks read and draw less well and train faster.
inline constexpr std::int64_t kNarrowest = 16;

/// `channels` of a published network in one of that narrowing. Throws ContractError on any other.
[[nodiscard]] std::int64_t narrowed(std::int64_t channels, std::int64_t narrowing);

/// A ResNet-50 in torchvision's names, without the classifier. Names begin with `prefix`.
[[nodiscard]] std::vector<ParameterInfo> resnet50Parameters(const std::string& prefix,
                                                            std::int64_t narrowing = 1);

/// E_flame, E_detail and D_detail: what training and inference read. The published files also count
/// batches, which nothing reads.
[[nodiscard]] std::vector<ParameterInfo> decaParameters(std::int64_t narrowing = 1);

/// The narrowing of decaParameters() by their first convolution; 1 where that says nothing.
[[nodiscard]] std::int64_t narrowingOf(const tensorio::StateDict& parameters);

/// Whether it is learned: no running statistics.
[[nodiscard]] bool isTrained(const ParameterInfo& info);

/// Reads deca_model.tar: the three networks, f32, names with their network's; optimiser states stay
/// unread. Both containers of torch.save(); "module." of parallel training is dropped. Throws Error
/// "model_missing" when there is no such file, "model_refused" with the first name that is missing,
/// surplus or misshapen.
[[nodiscard]] tensorio::StateDict readDecaParameters(const std::filesystem::path& path);

} // namespace effigy::deca
