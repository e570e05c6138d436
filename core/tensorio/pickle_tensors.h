// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tensorio/pickle_value.h"
#include "tensorio/state_dict.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace effigy::tensorio {

/// Tensors of a pickle, one after the other, together no more than its file can hold.
class TensorCollector {
public:
    explicit TensorCollector(const PickleTree& tree) : m_room(tree.tensorRoom()) {}

    /// A copy of `value`, on the CPU. Throws Error "model_refused" when it is damaged or there is no room for it.
    void add(const std::string& name, const PickleValue& value);
    [[nodiscard]] StateDict take() { return std::move(m_tensors); }

private:
    std::size_t m_room; // bytes
    StateDict m_tensors;
};

/// The tensors of a Dict, in its order, and of the Dicts within it: {"a": {"b": tensor}} gives
/// "a.b". Integer keys count as text; whatever is neither a tensor nor a Dict is left out. Each
/// tensor owns its memory, on the CPU. Throws Error "model_refused" when the tensors are damaged or
/// name more data than the file can hold.
[[nodiscard]] StateDict collectTensors(const PickleTree& tree, const PickleValue& dict,
                                       std::string_view prefix = {});

} // namespace effigy::tensorio
