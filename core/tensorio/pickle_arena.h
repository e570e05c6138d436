// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tensorio/mapped_file.h"
#include "tensorio/pickle_options.h"
#include "tensorio/pickle_value.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <span>
#include <string>
#include <unordered_set>
#include <vector>

namespace effigy::tensorio {

/// Owns and makes the values of one file, and counts what they cost against the limits. Because no
/// value owns another, cycles leak nothing and chains of any length are freed without recursion.
/// Whatever exceeds a limit throws Error "model_refused".
class PickleArena {
public:
    /// `origin` names the file in messages, `file` is the whole of it, which must outlive the arena
    /// or be kept by it.
    PickleArena(std::string origin, std::span<const std::byte> file, const PickleLimits& limits);
    PickleArena(const PickleArena&) = delete;
    PickleArena& operator=(const PickleArena&) = delete;

    /// Throws Error "model_refused" with the file, what is wrong with it, and where the machine
    /// stands.
    [[noreturn]] void refuse(const std::string& why) const;
    /// Tells refuse() where the machine stands: `at` bytes into `part`, which may lie in the file.
    void setPlace(std::span<const std::byte> part, std::size_t at);
    void clearPlace() { m_part = {}; }
    [[nodiscard]] std::size_t fileBytes() const { return m_file.size(); }
    [[nodiscard]] const std::string& origin() const { return m_origin; }
    [[nodiscard]] const std::vector<std::string>& globals() const { return m_globals; }
    [[nodiscard]] const PickleLimits& limits() const { return m_limits; }

    PickleValue* make(PickleKind kind);
    PickleValue* makeInteger(std::int64_t value);
    PickleValue* makeBool(bool value);
    PickleValue* makeReal(double value);
    /// `bytes` must outlive the arena: they lie in the file or came from keep().
    PickleValue* makeBytes(PickleKind kind, std::span<const std::byte> bytes);
    PickleValue* makeText(PickleKind kind, std::string text);
    PickleValue* makeList(PickleKind kind, std::span<const PickleValue* const> items);
    PickleValue* makeNamed(PickleKind kind, std::string className);
    PickleValue* makeTensor(std::shared_ptr<const LazyTensor> tensor);

    void append(PickleValue& list, const PickleValue* item);
    void insert(PickleValue& dict, const PickleValue* key, const PickleValue* value);
    void setArguments(PickleValue& object, const PickleValue* arguments,
                      const PickleValue* keywords);
    void setState(PickleValue& object, const PickleValue* state);
    /// Turns a value that others refer to already into a Tensor.
    void becomeTensor(PickleValue& value, std::shared_ptr<const LazyTensor> tensor);
    /// Turns a value that others refer to already into a List.
    void becomeList(PickleValue& value, std::span<const PickleValue* const> items);

    /// Keeps `text` as long as the arena and gives its bytes.
    std::span<const std::byte> keep(std::string text);
    std::span<const std::byte> keep(std::vector<std::byte> bytes);
    /// Keeps the file that the bytes of values lie in.
    void keep(std::shared_ptr<const MappedFile> file) { m_mapped = std::move(file); }
    /// Lets go of the memory that holds a part of the mapped file; it is read again when it is
    /// touched.
    void release(std::span<const std::byte> bytes) const;
    void addGlobal(const std::string& name);

    /// Counts memory, and steps of work, against the limits.
    void charge(std::size_t bytes);
    void step();

    /// Refuses values that hold themselves or are nested deeper than the limit; each is looked at
    /// once, whatever it is shared by.
    void checkDepth(const PickleValue& root) const;

private:
    std::string m_origin;
    PickleLimits m_limits;
    std::deque<PickleValue> m_values;
    std::deque<std::string> m_texts;
    std::deque<std::vector<std::byte>> m_blocks;
    std::shared_ptr<const MappedFile> m_mapped;
    std::span<const std::byte> m_file;
    std::span<const std::byte> m_part;
    std::size_t m_at = 0;
    std::vector<std::string> m_globals;
    std::unordered_set<std::string> m_seenGlobals;
    std::size_t m_bytes = 0;
    std::size_t m_steps = 0;
};

} // namespace effigy::tensorio
