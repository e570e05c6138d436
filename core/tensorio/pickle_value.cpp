// SPDX-License-Identifier: GPL-3.0-or-later
#include "tensorio/pickle_value.h"

#include "tensorio/pickle_arena.h"

namespace effigy::tensorio {

namespace {

std::string fromLatin1(std::span<const std::byte> bytes)
{
    std::string text;
    text.reserve(bytes.size());
    for (const std::byte byte : bytes) {
        const auto code = std::to_integer<unsigned>(byte);
        if (code >= 0x80)
            text += static_cast<char>(0xc0 | (code >> 6));
        text += static_cast<char>(code < 0x80 ? code : 0x80 | (code & 0x3f));
    }
    return text;
}

std::string_view characters(std::span<const std::byte> bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

bool isAscii(std::string_view text)
{
    for (const char letter : text)
        if (static_cast<unsigned char>(letter) >= 0x80)
            return false;
    return true;
}

bool isKey(const PickleValue& value, std::string_view key)
{
    if (value.kind() == PickleKind::Text || (value.kind() == PickleKind::Bytes && isAscii(key)))
        return characters(value.bytes()) == key;
    return value.kind() == PickleKind::Bytes && value.text() == key;
}

} // namespace

const char* nameOf(PickleKind kind)
{
    switch (kind) {
    case PickleKind::None:
        return "nothing";
    case PickleKind::Bool:
        return "a truth value";
    case PickleKind::Int:
        return "an integer";
    case PickleKind::BigInt:
        return "a large integer";
    case PickleKind::Float:
        return "a number";
    case PickleKind::Bytes:
        return "bytes";
    case PickleKind::Text:
        return "a text";
    case PickleKind::List:
        return "a list";
    case PickleKind::Tuple:
        return "a tuple";
    case PickleKind::Dict:
        return "a dictionary";
    case PickleKind::Set:
        return "a set";
    case PickleKind::Tensor:
        return "an array";
    case PickleKind::Class:
        return "a class";
    case PickleKind::Object:
        return "an object";
    }
    return "a value";
}

void PickleValue::expect(bool holds, const char* what) const
{
    if (!holds)
        m_arena->refuse(std::string("it holds ") + nameOf(m_kind) + " where " + what +
                        " is expected");
}

std::int64_t PickleValue::integer() const
{
    expect(m_kind == PickleKind::Int || m_kind == PickleKind::Bool, "an integer");
    return m_integer;
}

double PickleValue::real() const
{
    if (m_kind == PickleKind::Float)
        return m_real;
    expect(m_kind == PickleKind::Int || m_kind == PickleKind::Bool, "a number");
    return static_cast<double>(m_integer);
}

std::string PickleValue::text() const
{
    if (m_kind == PickleKind::Class)
        return m_record->className;
    expect(m_kind == PickleKind::Text || m_kind == PickleKind::Bytes ||
               m_kind == PickleKind::BigInt,
           "a text");
    return m_kind == PickleKind::Bytes ? fromLatin1(m_bytes) : std::string(characters(m_bytes));
}

std::span<const std::byte> PickleValue::bytes() const
{
    expect(m_kind == PickleKind::Text || m_kind == PickleKind::Bytes, "bytes");
    return m_bytes;
}

std::span<const PickleValue* const> PickleValue::items() const
{
    expect(m_kind == PickleKind::List || m_kind == PickleKind::Tuple || m_kind == PickleKind::Set ||
               m_kind == PickleKind::Object,
           "a list");
    return m_items;
}

std::span<const PickleValue::Entry> PickleValue::entries() const
{
    expect(m_kind == PickleKind::Dict || m_kind == PickleKind::Object, "a dictionary");
    return m_entries;
}

const PickleValue* PickleValue::find(std::string_view key) const
{
    if (m_kind == PickleKind::Object) {
        const PickleValue* attributes = state();
        return attributes != nullptr && attributes->kind() == PickleKind::Dict
                   ? attributes->find(key)
                   : nullptr;
    }
    expect(m_kind == PickleKind::Dict, "a dictionary");
    for (std::size_t i = m_entries.size(); i-- > 0;)
        if (isKey(*m_entries[i].key, key))
            return m_entries[i].value;
    return nullptr;
}

const PickleValue& PickleValue::at(std::string_view key) const
{
    if (const PickleValue* value = find(key))
        return *value;
    m_arena->refuse("it lacks the entry " + std::string(key));
}

torch::Tensor PickleValue::tensor() const
{
    expect(m_kind == PickleKind::Tensor, "an array");
    return m_record->tensor->decode();
}

const std::shared_ptr<const LazyTensor>& PickleValue::lazyTensor() const
{
    expect(m_kind == PickleKind::Tensor, "an array");
    return m_record->tensor;
}

std::vector<std::int64_t> PickleValue::shape() const
{
    expect(m_kind == PickleKind::Tensor, "an array");
    return m_record->tensor->shape();
}

const std::string& PickleValue::className() const
{
    expect(m_kind == PickleKind::Object || m_kind == PickleKind::Class, "an object");
    return m_record->className;
}

const PickleValue* PickleValue::arguments() const
{
    expect(m_kind == PickleKind::Object, "an object");
    return m_record->arguments;
}

const PickleValue* PickleValue::keywords() const
{
    expect(m_kind == PickleKind::Object, "an object");
    return m_record->keywords;
}

const PickleValue* PickleValue::state() const
{
    expect(m_kind == PickleKind::Object, "an object");
    return m_record->state;
}

void PickleValue::refuse(const std::string& why) const
{
    m_arena->refuse(why);
}

std::size_t PickleTree::tensorRoom() const
{
    constexpr std::size_t kTimes = 4;
    constexpr std::size_t kSmall = std::size_t{64}
                                   << 20; // even a small file may hold a sparse matrix
    return kTimes * m_arena->fileBytes() + kSmall;
}

const std::vector<std::string>& PickleTree::globals() const
{
    return m_arena->globals();
}

} // namespace effigy::tensorio
