// SPDX-License-Identifier: GPL-3.0-or-later
#include "tensorio/pickle_machine.h"

#include <charconv>
#include <cstdlib>

namespace effigy::tensorio {

PickleValue* PickleMachine::run(PickleStream& stream)
{
    m_stack.clear();
    m_marks.clear();
    m_memo.clear();
    m_result = nullptr;
    while (m_result == nullptr) {
        arena().step();
        arena().setPlace(stream.bytes(), stream.at());
        step(stream.number<std::uint8_t>(), stream);
    }
    return m_result;
}

void PickleMachine::step(std::uint8_t opcode, PickleStream& stream)
{
    const bool isKnown = stepConstant(opcode, stream) || stepText(opcode, stream) ||
                         stepContainer(opcode) || stepMemo(opcode, stream) ||
                         stepObject(opcode, stream);
    if (!isKnown)
        refuseOpcode(opcode);
}

void PickleMachine::refuseOpcode(std::uint8_t opcode)
{
    switch (opcode) {
    case 0x82: // EXT1, EXT2, EXT4
    case 0x83:
    case 0x84:
        arena().refuse("it uses the extension registry of a running Python");
    case 0x97: // NEXT_BUFFER, READONLY_BUFFER
    case 0x98:
        arena().refuse("it needs buffers that were kept outside of it");
    default:
        arena().refuse("it has the unknown opcode " + std::to_string(opcode));
    }
}

void PickleMachine::push(PickleValue* value)
{
    if (m_stack.size() >= arena().limits().maxValues)
        arena().refuse("it piles up more values than are allowed");
    m_stack.push_back(value);
}

PickleValue* PickleMachine::pop()
{
    const std::size_t floor = m_marks.empty() ? 0 : m_marks.back();
    if (m_stack.size() <= floor)
        arena().refuse("it takes a value that is not there");
    PickleValue* value = m_stack.back();
    m_stack.pop_back();
    return value;
}

PickleValue& PickleMachine::top()
{
    PickleValue* value = pop();
    push(value);
    return *value;
}

PickleMachine::Values PickleMachine::popToMark()
{
    if (m_marks.empty())
        arena().refuse("it looks for a mark that is not there");
    const auto from = m_stack.begin() + static_cast<std::ptrdiff_t>(m_marks.back());
    Values values(from, m_stack.end());
    m_stack.erase(from, m_stack.end());
    m_marks.pop_back();
    return values;
}

void PickleMachine::memoize(std::uint64_t index, PickleValue* value)
{
    constexpr std::size_t kMemoEntry = 48; // about what a node of the table takes
    arena().charge(kMemoEntry);
    m_memo[index] = value;
}

void PickleMachine::recall(std::uint64_t index)
{
    const auto found = m_memo.find(index);
    if (found == m_memo.end())
        arena().refuse("it recalls a value that it never noted");
    push(found->second);
}

bool PickleMachine::stepConstant(std::uint8_t opcode, PickleStream& stream)
{
    switch (opcode) {
    case 0x80: // PROTO
        if (const auto protocol = stream.number<std::uint8_t>(); protocol > 5)
            arena().refuse("its protocol " + std::to_string(protocol) + " is not known");
        return true;
    case 0x95: // FRAME
        if (stream.number<std::uint64_t>() > stream.left())
            arena().refuse("it is cut short: a frame reaches beyond its end");
        return true;
    case 'N':
        push(arena().make(PickleKind::None));
        return true;
    case 0x88: // NEWTRUE
    case 0x89: // NEWFALSE
        push(arena().makeBool(opcode == 0x88));
        return true;
    case 'J':
        push(arena().makeInteger(stream.number<std::int32_t>()));
        return true;
    case 'K':
        push(arena().makeInteger(stream.number<std::uint8_t>()));
        return true;
    case 'M':
        push(arena().makeInteger(stream.number<std::uint16_t>()));
        return true;
    case 0x8a: // LONG1
        push(decodeLong(stream.take(stream.number<std::uint8_t>()), arena()));
        return true;
    case 0x8b: // LONG4
        push(decodeLong(stream.take(stream.number<std::uint32_t>()), arena()));
        return true;
    case 'G':
        push(arena().makeReal(stream.real()));
        return true;
    default:
        return false;
    }
}

bool PickleMachine::stepText(std::uint8_t opcode, PickleStream& stream)
{
    const auto sized = [&](PickleKind kind, std::uint64_t size) {
        push(arena().makeBytes(kind, stream.take(size)));
    };
    switch (opcode) {
    case 'I':
        if (const std::string_view line = stream.line(); line == "00" || line == "01")
            push(arena().makeBool(line == "01"));
        else
            push(decodeDigits(line, arena()));
        return true;
    case 'L': {
        std::string_view line = stream.line();
        if (line.ends_with('L'))
            line.remove_suffix(1);
        push(decodeDigits(line, arena()));
        return true;
    }
    case 'F': {
        const std::string line(stream.line());
        char* end = nullptr;
        const double value = std::strtod(line.c_str(), &end);
        if (line.empty() || end != line.c_str() + line.size())
            arena().refuse("it holds a damaged number");
        push(arena().makeReal(value));
        return true;
    }
    case 'S':
        push(arena().makeText(PickleKind::Bytes, decodeQuoted(stream.line(), arena())));
        return true;
    case 'V':
        push(arena().makeText(PickleKind::Text, decodeRawUnicode(stream.line(), arena())));
        return true;
    case 'U': // SHORT_BINSTRING
    case 'C': // SHORT_BINBYTES
        sized(PickleKind::Bytes, stream.number<std::uint8_t>());
        return true;
    case 'T': // BINSTRING; a negative size is huge as an unsigned one
    case 'B': // BINBYTES
        sized(PickleKind::Bytes, stream.number<std::uint32_t>());
        return true;
    case 0x8e: // BINBYTES8
    case 0x96: // BYTEARRAY8
        sized(PickleKind::Bytes, stream.number<std::uint64_t>());
        return true;
    case 0x8c: // SHORT_BINUNICODE
        sized(PickleKind::Text, stream.number<std::uint8_t>());
        return true;
    case 'X':
        sized(PickleKind::Text, stream.number<std::uint32_t>());
        return true;
    case 0x8d: // BINUNICODE8
        sized(PickleKind::Text, stream.number<std::uint64_t>());
        return true;
    default:
        return false;
    }
}

bool PickleMachine::stepMemo(std::uint8_t opcode, PickleStream& stream)
{
    const auto index = [&] {
        const std::string_view line = stream.line();
        std::uint64_t value = 0;
        if (std::from_chars(line.data(), line.data() + line.size(), value).ptr !=
                line.data() + line.size() ||
            line.empty())
            arena().refuse("it notes a value under no number");
        return value;
    };
    switch (opcode) {
    case 'p':
        memoize(index(), &top());
        return true;
    case 'q':
        memoize(stream.number<std::uint8_t>(), &top());
        return true;
    case 'r':
        memoize(stream.number<std::uint32_t>(), &top());
        return true;
    case 0x94: // MEMOIZE
        memoize(m_memo.size(), &top());
        return true;
    case 'g':
        recall(index());
        return true;
    case 'h':
        recall(stream.number<std::uint8_t>());
        return true;
    case 'j':
        recall(stream.number<std::uint32_t>());
        return true;
    default:
        return false;
    }
}

} // namespace effigy::tensorio
