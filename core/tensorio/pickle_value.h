// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/types.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace effigy::tensorio {

class PickleArena;
class PickleTree;

enum class PickleKind {
    None,
    Bool,
    Int,
    BigInt, // beyond 64 bits; decimal digits
    Float,
    Bytes, // also the `str` of Python 2
    Text,
    List,
    Tuple,
    Dict,
    Set,
    Tensor, // of numpy, scipy, chumpy or torch
    Class,  // the bare name of a class, function or torch type
    Object  // a record: class name, arguments, state; never more than data
};

/// An array that is decoded when somebody asks for it, so that what nobody reads costs no memory.
class LazyTensor {
public:
    virtual ~LazyTensor() = default;
    /// A tensor on the CPU. Throws Error "model_refused" when its data are damaged.
    [[nodiscard]] virtual torch::Tensor decode() const = 0;
    /// Sizes, outermost first.
    [[nodiscard]] virtual std::vector<std::int64_t> shape() const = 0;
    /// Bytes that decode() will give, or an upper bound of them.
    [[nodiscard]] virtual std::size_t byteCount() const = 0;
    /// How many arrays decode() looks through, one after the other.
    [[nodiscard]] virtual int depth() const { return 1; }
};

/// One value of a pickle. Values refer to each other as they did when they were saved: shared parts
/// are one value. None holds itself, and PickleLimits::maxDepth bounds how deep they are nested.
/// They live as long as their PickleTree and never change. Accessors of the wrong kind throw Error
/// "model_refused" that names the file and what was expected.
class PickleValue {
public:
    struct Entry {
        const PickleValue* key;
        const PickleValue* value;
    };

    PickleValue(PickleKind kind, const PickleArena& arena) : m_kind(kind), m_arena(&arena) {}

    [[nodiscard]] PickleKind kind() const { return m_kind; }
    [[nodiscard]] bool isNone() const { return m_kind == PickleKind::None; }
    /// Of a Bool or Int.
    [[nodiscard]] std::int64_t integer() const;
    [[nodiscard]] bool truth() const { return integer() != 0; }
    /// Of a Float, Int or Bool.
    [[nodiscard]] double real() const;
    /// UTF-8 of a Text; of Bytes read as Latin-1; the digits of a BigInt; the full name of a Class.
    [[nodiscard]] std::string text() const;
    /// Of Bytes, or the UTF-8 of a Text. They live as long as the tree and the blob it was read
    /// from.
    [[nodiscard]] std::span<const std::byte> bytes() const;
    /// Elements of a List, Tuple or Set; those that an Object has as a list.
    [[nodiscard]] std::span<const PickleValue* const> items() const;
    /// Pairs of a Dict in their order; those that an Object has as a dictionary.
    [[nodiscard]] std::span<const Entry> entries() const;
    /// The value of a Dict, or of the state of an Object, under a Text or Bytes key; null when
    /// there is none. The last one counts when there are several.
    [[nodiscard]] const PickleValue* find(std::string_view key) const;
    /// The same; throws Error "model_refused" when there is none.
    [[nodiscard]] const PickleValue& at(std::string_view key) const;
    /// Decodes a Tensor: a fresh and contiguous copy on the CPU at every call, also of views that
    /// shared their storage.
    [[nodiscard]] torch::Tensor tensor() const;
    /// What tensor() decodes.
    [[nodiscard]] const std::shared_ptr<const LazyTensor>& lazyTensor() const;
    /// Sizes of a Tensor, without decoding it.
    [[nodiscard]] std::vector<std::int64_t> shape() const;
    /// "module.name" of an Object or Class, as the file spells it but for names that changed
    /// between Python 2 and 3.
    [[nodiscard]] const std::string& className() const;
    /// What an Object was made with, in a Tuple, and by keyword, in a Dict; null when not given.
    [[nodiscard]] const PickleValue* arguments() const;
    [[nodiscard]] const PickleValue* keywords() const;
    /// What an Object was given afterwards, mostly its Dict of attributes; null when nothing.
    [[nodiscard]] const PickleValue* state() const;
    /// Throws Error "model_refused" that names the file and says `why`.
    [[noreturn]] void refuse(const std::string& why) const;

private:
    friend class PickleArena;
    friend class PickleTree;

    struct Record {
        std::string className;
        const PickleValue* arguments = nullptr;
        const PickleValue* keywords = nullptr;
        const PickleValue* state = nullptr;
        std::shared_ptr<const LazyTensor> tensor;
    };

    void expect(bool holds, const char* what) const;

    PickleKind m_kind;
    const PickleArena* m_arena;
    std::int64_t m_integer = 0;
    double m_real = 0;
    std::span<const std::byte> m_bytes;
    std::vector<const PickleValue*> m_items;
    std::vector<Entry> m_entries;
    std::unique_ptr<Record> m_record;
};

/// The word for a kind in messages, e.g. "a dictionary".
[[nodiscard]] const char* nameOf(PickleKind kind);

/// All values of one file. Copies share them.
class PickleTree {
public:
    PickleTree(std::shared_ptr<const PickleArena> arena, const PickleValue* root)
        : m_arena(std::move(arena)), m_root(root)
    {
    }
    [[nodiscard]] const PickleValue& root() const { return *m_root; }
    /// Full names of all classes and functions that the file mentions, as it spells them, each
    /// once, in their order.
    [[nodiscard]] const std::vector<std::string>& globals() const;
    /// Bytes that all tensors of the file may take together: some times the file, for what is
    /// widened or spread out.
    [[nodiscard]] std::size_t tensorRoom() const;

private:
    std::shared_ptr<const PickleArena> m_arena;
    const PickleValue* m_root;
};

} // namespace effigy::tensorio
