// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "generator/config.h"
#include "generator/head_layout.h"
#include "tensorio/state_dict.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace effigy::generator {

/// A Next3D generator: sizes, weights under their published names, and the head layout they were trained with. An EG3D
/// generator is one whose planes are static: PlaneBlend::Static, no texture, no layout.
/// Copies share the tensors; to tune one, take `parameters.clone()`. Source: Sun et al. 2023 (Next3D), Chan et al. 2022 (EG3D).
struct Generator {
    GeneratorConfig config;
    tensorio::StateDict parameters; // f32; parameters and buffers (noise_const, w_avg)
    HeadLayout layout; // empty with PlaneBlend::Static
};

/// How a tensor of the state dict starts out.
enum class Initial { Normal, NormalPer100, Zeros, Ones, Fir };

/// A tensor that a generator of some config must have.
struct ParameterInfo {
    std::string name;
    std::vector<std::int64_t> shape;
    bool isTrained = true;  // false: a buffer
    Initial initial = Initial::Normal;
};

/// All tensors of a generator of that config, in the order of the published state dicts. Networks whose values are never
/// used (spare mappings, low-resolution blocks of conditioned networks) are part of it only with `Spare::Included`.
enum class Spare { Omitted, Included };
[[nodiscard]] std::vector<ParameterInfo> parameterList(const GeneratorConfig& config, Spare spare = Spare::Omitted);

/// Fresh weights: every used tensor, drawn as the published code draws them. Equal seeds give equal weights.
[[nodiscard]] tensorio::StateDict randomParameters(const GeneratorConfig& config, std::uint64_t seed);
/// The same for the tensors of any network.
[[nodiscard]] tensorio::StateDict randomParameters(const std::vector<ParameterInfo>& list, std::uint64_t seed);

/// Optional tensors of a tuned generator, free of any network: what the identity stage adds to the neural texture
/// [1, C, P, P] and to the static planes [1, K, C, P, P]. Shared weights have neither.
inline constexpr const char* kTextureResidual = "texture_residual";
inline constexpr const char* kPlaneResidual = "plane_residual";
/// Optional too: what rasterised features are multiplied by on each of the K planes [K, C], so that channels can belong to
/// one view. Only with PlaneBlend::Aligned.
inline constexpr const char* kPlaneGains = "plane_gains";

/// Names of the used tensors that training and tuning may change.
[[nodiscard]] std::vector<std::string> trainedNames(const GeneratorConfig& config);

/// Whether mouth and blending networks add nothing to their inputs, so that they need not be run: with conditionedAdd, when
/// all their picture layers are zero and no gradient is wanted of them.
[[nodiscard]] bool addsNothing(const Generator& generator);

/// Throws Error "model_refused" unless `parameters` has every used tensor in its right shape, nothing unknown, and f32.
void checkParameters(const GeneratorConfig& config, const tensorio::StateDict& parameters);

/// Reads a generator written by writeGenerator: a safetensors file, or a JSON config with the weights beside it under the
/// same name; or a published snapshot of Next3D or EG3D (.pkl), as OfficialSnapshot opens it. Throws Error "model_missing" when there is no such file, "model_refused" when it is something else.
[[nodiscard]] Generator readGenerator(const std::filesystem::path& path);

/// One safetensors file: weights, layout and, as metadata "generator", the config. `licence` travels as metadata of that
/// name when it is not empty. Throws Error "storage".
void writeGenerator(const Generator& generator, const std::filesystem::path& path, const std::string& licence = {});

/// The weights of `tuned` that differ from `original`, as differences. Both must have the same names.
[[nodiscard]] tensorio::StateDict weightDelta(const tensorio::StateDict& original, const tensorio::StateDict& tuned);
/// `original` with `delta` added; tensors without a delta are shared with it.
[[nodiscard]] tensorio::StateDict withDelta(const tensorio::StateDict& original, const tensorio::StateDict& delta);

} // namespace effigy::generator
