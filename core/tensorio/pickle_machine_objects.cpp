// SPDX-License-Identifier: GPL-3.0-or-later
#include "tensorio/pickle_machine.h"

#include "tensorio/torch_storage.h"

#include <algorithm>

namespace effigy::tensorio {

namespace {

constexpr std::size_t kLongestName = 300; // of a global, in messages

} // namespace

void PickleMachine::pushTuple(std::size_t count)
{
    Values items(count);
    for (std::size_t i = count; i-- > 0;)
        items[i] = pop();
    push(arena().makeList(PickleKind::Tuple,
                          std::vector<const PickleValue*>(items.begin(), items.end())));
}

void PickleMachine::appendTo(PickleValue& list, std::span<PickleValue* const> items)
{
    const PickleKind kind = list.kind();
    if (kind != PickleKind::List && kind != PickleKind::Set && kind != PickleKind::Object)
        arena().refuse(std::string("it appends to ") + nameOf(kind));
    for (const PickleValue* item : items)
        arena().append(list, item);
}

void PickleMachine::insertInto(PickleValue& dict, std::span<PickleValue* const> pairs)
{
    if (dict.kind() != PickleKind::Dict && dict.kind() != PickleKind::Object)
        arena().refuse(std::string("it sets items of ") + nameOf(dict.kind()));
    if (pairs.size() % 2 != 0)
        arena().refuse("it sets a key without a value");
    for (std::size_t i = 0; i < pairs.size(); i += 2)
        arena().insert(dict, pairs[i], pairs[i + 1]);
}

bool PickleMachine::stepContainer(std::uint8_t opcode)
{
    const auto made = [&](PickleKind kind) {
        const Values items = popToMark();
        push(arena().makeList(kind, std::vector<const PickleValue*>(items.begin(), items.end())));
    };
    switch (opcode) {
    case '(':
        if (m_marks.size() >= arena().limits().maxDepth)
            arena().refuse("its values are nested too deeply");
        m_marks.push_back(m_stack.size());
        return true;
    case '.':
        m_result = pop();
        return true;
    case '0': // POP takes a mark, too, when nothing lies above it
        if (!m_marks.empty() && m_marks.back() == m_stack.size())
            m_marks.pop_back();
        else
            pop();
        return true;
    case '1':
        popToMark();
        return true;
    case '2':
        push(&top());
        return true;
    case ')':
        pushTuple(0);
        return true;
    case 0x85: // TUPLE1, TUPLE2, TUPLE3
    case 0x86:
    case 0x87:
        pushTuple(opcode - 0x84U);
        return true;
    case 't':
        made(PickleKind::Tuple);
        return true;
    case 'l':
        made(PickleKind::List);
        return true;
    case 0x91: // FROZENSET
        made(PickleKind::Set);
        return true;
    case ']':
        push(arena().make(PickleKind::List));
        return true;
    case 0x8f: // EMPTY_SET
        push(arena().make(PickleKind::Set));
        return true;
    case '}':
        push(arena().make(PickleKind::Dict));
        return true;
    case 'd': {
        const Values pairs = popToMark();
        push(arena().make(PickleKind::Dict));
        insertInto(top(), pairs);
        return true;
    }
    case 'a': {
        PickleValue* const item = pop();
        appendTo(top(), {&item, 1});
        return true;
    }
    case 'e':    // APPENDS
    case 0x90: { // ADDITEMS
        const Values items = popToMark();
        appendTo(top(), items);
        return true;
    }
    case 's': {
        PickleValue* const value = pop();
        PickleValue* const pair[] = {pop(), value};
        insertInto(top(), pair);
        return true;
    }
    case 'u': {
        const Values pairs = popToMark();
        insertInto(top(), pairs);
        return true;
    }
    default:
        return false;
    }
}

bool PickleMachine::stepObject(std::uint8_t opcode, PickleStream& stream)
{
    switch (opcode) {
    case 'c': {
        const std::string_view module = stream.line();
        pushGlobal(module, stream.line());
        return true;
    }
    case 0x93: { // STACK_GLOBAL
        const std::string name = pop()->text();
        pushGlobal(pop()->text(), name);
        return true;
    }
    case 'R': {
        const PickleValue* arguments = pop();
        push(reduce(*pop(), *arguments, nullptr));
        return true;
    }
    case 0x81: { // NEWOBJ
        const PickleValue* arguments = pop();
        push(construct(*pop(), *arguments, nullptr));
        return true;
    }
    case 0x92: { // NEWOBJ_EX
        const PickleValue* keywords = pop();
        const PickleValue* arguments = pop();
        push(construct(*pop(), *arguments, keywords));
        return true;
    }
    case 'i': { // INST
        const std::string_view module = stream.line();
        const std::string_view name = stream.line();
        const Values items = popToMark();
        pushGlobal(module, name);
        const PickleValue* callee = pop();
        push(construct(*callee,
                       *arena().makeList(PickleKind::Tuple, std::vector<const PickleValue*>(
                                                                items.begin(), items.end())),
                       nullptr));
        return true;
    }
    case 'o': { // OBJ
        const Values items = popToMark();
        if (items.empty())
            arena().refuse("it makes an object of no class");
        const std::vector<const PickleValue*> arguments(items.begin() + 1, items.end());
        push(construct(*items.front(), *arena().makeList(PickleKind::Tuple, arguments), nullptr));
        return true;
    }
    case 'b': {
        const PickleValue* state = pop();
        build(top(), *state);
        return true;
    }
    case 'P':
        push(persistent(*arena().makeText(PickleKind::Text, std::string(stream.line()))));
        return true;
    case 'Q':
        push(persistent(*pop()));
        return true;
    default:
        return false;
    }
}

bool PickleMachine::isRecordClass(std::string_view name) const
{
    return std::ranges::any_of(m_context.options.recordModules,
                               [&](const std::string& start) { return name.starts_with(start); });
}

void PickleMachine::pushGlobal(std::string_view module, std::string_view name)
{
    const std::string canonical = canonicalName(module, name);
    const std::string spelled = std::string(module) + "." + std::string(name);
    const bool isType = storageType(canonical) || elementTypeOf(canonical);
    if (!isType && findGlobal(canonical) == nullptr && !isRecordClass(canonical))
        arena().refuse("it asks for " + spelled.substr(0, kLongestName) +
                       ", which is not among the data that models consist of");
    arena().addGlobal(spelled);
    push(arena().makeNamed(PickleKind::Class, canonical));
}

PickleValue* PickleMachine::reduce(const PickleValue& callee, const PickleValue& arguments,
                                   const PickleValue* keywords)
{
    if (callee.kind() != PickleKind::Class)
        arena().refuse(std::string("it calls ") + nameOf(callee.kind()));
    const PickleGlobal* global = findGlobal(callee.className());
    if (global == nullptr || global->reduce == nullptr)
        arena().refuse("it calls " + callee.className().substr(0, kLongestName) +
                       ", which is only known by name");
    if (arguments.kind() != PickleKind::Tuple)
        arena().refuse("it calls " + callee.className() + " without a tuple of arguments");
    return global->reduce(
        m_context, {.name = callee.className(), .arguments = arguments, .keywords = keywords});
}

PickleValue* PickleMachine::construct(const PickleValue& callee, const PickleValue& arguments,
                                      const PickleValue* keywords)
{
    const bool isRecord = callee.kind() == PickleKind::Class && isRecordClass(callee.className()) &&
                          findGlobal(callee.className()) == nullptr;
    if (!isRecord)
        return reduce(callee, arguments, keywords);
    if (arguments.kind() != PickleKind::Tuple)
        arena().refuse("it makes an object without a tuple of arguments");
    return makeRecord(m_context,
                      {.name = callee.className(), .arguments = arguments, .keywords = keywords});
}

PickleValue* PickleMachine::persistent(const PickleValue& id)
{
    if (!m_load)
        arena().refuse("it refers to data outside of it");
    return m_load(id);
}

void PickleMachine::build(PickleValue& object, const PickleValue& state)
{
    switch (object.kind()) {
    case PickleKind::Object: {
        const PickleGlobal* global = findGlobal(object.className());
        if (global != nullptr && global->build != nullptr)
            global->build(m_context, object, state);
        else
            arena().setState(object, &state);
        return;
    }
    case PickleKind::Dict: // the attributes of an OrderedDict, a list or an array tell nothing
    case PickleKind::List:
    case PickleKind::Set:
    case PickleKind::Tensor:
        return;
    default:
        arena().refuse(std::string("it gives a state to ") + nameOf(object.kind()));
    }
}

} // namespace effigy::tensorio
