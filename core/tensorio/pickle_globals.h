// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tensorio/pickle_arena.h"
#include "tensorio/pickle_options.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace effigy::tensorio {

/// Where reducers work.
struct PickleContext {
    PickleArena& arena;
    const PickleOptions& options;
    bool isNested = false; // within a storage that is a pickle of its own
};

/// A call that a pickle asks for.
struct PickleCall {
    const std::string& name;      // full name of the class or function, as canonicalName() gives it
    const PickleValue& arguments; // a Tuple
    const PickleValue* keywords = nullptr; // a Dict or null
};

/// One name of the allow-list.
struct PickleGlobal {
    std::string_view name;
    /// Makes the value that the call stands for; null when the name may be mentioned but not
    /// called.
    PickleValue* (*reduce)(PickleContext&, const PickleCall&) = nullptr;
    /// Gives an Object of this class its state; null to keep the state as it is.
    void (*build)(PickleContext&, PickleValue& object, const PickleValue& state) = nullptr;
};

/// "module.name" with the names of Python 2, of old numpy and of old scipy brought to one spelling.
[[nodiscard]] std::string canonicalName(std::string_view module, std::string_view name);

/// The allow-list's entry; null when there is none. `name` is canonical.
[[nodiscard]] const PickleGlobal* findGlobal(std::string_view name);

/// Keeps a call as an Object.
PickleValue* makeRecord(PickleContext& context, const PickleCall& call);
/// An empty Dict, filled with the pairs of the first argument when it is a Dict, or a List of
/// pairs.
PickleValue* makeDict(PickleContext& context, const PickleCall& call);

/// The parts of the allow-list.
[[nodiscard]] std::span<const PickleGlobal> pythonGlobals();
[[nodiscard]] std::span<const PickleGlobal> numpyGlobals();
[[nodiscard]] std::span<const PickleGlobal> sparseGlobals();
[[nodiscard]] std::span<const PickleGlobal> chumpyGlobals();
[[nodiscard]] std::span<const PickleGlobal> torchGlobals();

/// The `index`-th argument; refuses the call when it is missing.
[[nodiscard]] const PickleValue& argument(const PickleContext& context, const PickleCall& call,
                                          std::size_t index);

/// The integers of a List or Tuple, such as a shape.
[[nodiscard]] std::vector<std::int64_t> integersOf(const PickleValue& list);

} // namespace effigy::tensorio
