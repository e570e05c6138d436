// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tensorio/pickle_options.h"
#include "tensorio/pickle_value.h"

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>

namespace effigy::tensorio {

/// The values of a Python pickle, protocols 0 to 5, without Python and without running anything in
/// it: containers, numbers and texts, arrays of numpy, sparse matrices of scipy, plain arrays of
/// chumpy, tensors of torch, and the objects of network pickles as records. A .npy file of objects
/// is read, too; the root is its object when there is one, else a List. The file is mapped, and
/// arrays are copied out of it when they are asked for. Throws Error "storage" when `path` cannot
/// be read; "model_refused", which names the file, what is wrong and at which byte, when it asks
/// for anything outside of the allow-list, is damaged or exceeds the limits.
[[nodiscard]] PickleTree readPickle(const std::filesystem::path& path,
                                    const PickleOptions& options = {});

/// The same from a blob, which must outlive the tree; `origin` names it in messages.
[[nodiscard]] PickleTree decodePickle(std::span<const std::byte> blob, const std::string& origin,
                                      const PickleOptions& options = {});

/// What torch.save() wrote, in the zip container or the legacy one. Where tensors lived, on a GPU
/// for instance, is ignored. Throws as readPickle().
[[nodiscard]] PickleTree readTorchCheckpoint(const std::filesystem::path& path,
                                             const PickleOptions& options = {});

/// The same from a blob, which must outlive the tree; `origin` names it in messages.
[[nodiscard]] PickleTree decodeTorchCheckpoint(std::span<const std::byte> blob,
                                               const std::string& origin,
                                               const PickleOptions& options = {});

/// readTorchCheckpoint() for files that begin like one, readPickle() for all others.
[[nodiscard]] PickleTree readPickleOrCheckpoint(const std::filesystem::path& path,
                                                const PickleOptions& options = {});

} // namespace effigy::tensorio
