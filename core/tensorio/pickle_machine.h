// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tensorio/pickle_globals.h"
#include "tensorio/pickle_stream.h"

#include <cstdint>
#include <functional>
#include <unordered_map>
#include <vector>

namespace effigy::tensorio {

/// Gives the value that a persistent id stands for.
using PersistentLoad = std::function<PickleValue*(const PickleValue& id)>;

/// The pickle virtual machine, protocols 0 to 5. It builds data and calls nothing but the reducers
/// of the allow-list. Source: the opcode table of Python's pickletools, PEP 307, PEP 3154 and PEP
/// 574.
class PickleMachine {
public:
    /// `load` may be empty; persistent ids are refused then.
    PickleMachine(const PickleContext& context, PersistentLoad load)
        : m_context(context), m_load(std::move(load))
    {
    }

    /// Runs one pickle up to its STOP, where `stream` is left. Throws Error "model_refused".
    PickleValue* run(PickleStream& stream);

private:
    using Values = std::vector<PickleValue*>;

    void step(std::uint8_t opcode, PickleStream& stream);
    bool stepConstant(std::uint8_t opcode, PickleStream& stream);
    bool stepText(std::uint8_t opcode, PickleStream& stream);
    bool stepContainer(std::uint8_t opcode);
    bool stepMemo(std::uint8_t opcode, PickleStream& stream);
    bool stepObject(std::uint8_t opcode, PickleStream& stream);
    [[noreturn]] void refuseOpcode(std::uint8_t opcode);

    void push(PickleValue* value);
    PickleValue* pop();
    PickleValue& top();
    Values popToMark();
    void pushTuple(std::size_t count);
    void appendTo(PickleValue& list, std::span<PickleValue* const> items);
    void insertInto(PickleValue& dict, std::span<PickleValue* const> pairs);
    void memoize(std::uint64_t index, PickleValue* value);
    void recall(std::uint64_t index);

    void pushGlobal(std::string_view module, std::string_view name);
    PickleValue* construct(const PickleValue& callee, const PickleValue& arguments,
                           const PickleValue* keywords);
    PickleValue* reduce(const PickleValue& callee, const PickleValue& arguments,
                        const PickleValue* keywords);
    PickleValue* persistent(const PickleValue& id);
    void build(PickleValue& object, const PickleValue& state);
    [[nodiscard]] bool isRecordClass(std::string_view name) const;
    PickleArena& arena() { return m_context.arena; }

    PickleContext m_context;
    PersistentLoad m_load;
    Values m_stack;
    std::vector<std::size_t> m_marks; // stack heights
    std::unordered_map<std::uint64_t, PickleValue*> m_memo;
    PickleValue* m_result = nullptr;
};

} // namespace effigy::tensorio
