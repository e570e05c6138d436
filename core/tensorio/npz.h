// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tensorio/state_dict.h"

#include <torch/types.h>

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace effigy::tensorio {

/// The array of a .npy file (format versions 1 to 3) as a tensor on the CPU. Unsigned 16- and 32-bit integers become the
/// next larger signed type; big-endian numbers, text and objects are refused.
/// Throws Error "storage" or "model_refused".
[[nodiscard]] torch::Tensor readNpy(const std::filesystem::path& path);
[[nodiscard]] torch::Tensor decodeNpy(std::span<const std::byte> blob, const std::string& origin);

/// All arrays of an .npz archive (stored or deflated), in the archive's order, names without ".npy".
/// Throws Error "storage" or "model_refused"; checks sizes and CRC, and unpacks at most `maxBytes` in all.
[[nodiscard]] StateDict readNpz(const std::filesystem::path& path, std::size_t maxBytes = std::size_t{1} << 34);
[[nodiscard]] StateDict decodeNpz(std::span<const std::byte> blob, const std::string& origin,
                                  std::size_t maxBytes = std::size_t{1} << 34);

/// The bytes of a .npy file, version 1.0, C order.
[[nodiscard]] std::vector<std::byte> encodeNpy(const torch::Tensor& tensor);
void writeNpy(const std::filesystem::path& path, const torch::Tensor& tensor);

/// Writes every tensor as a deflated member, whole or not at all. Throws Error "storage".
void writeNpz(const std::filesystem::path& path, const StateDict& tensors);

} // namespace effigy::tensorio
