// SPDX-License-Identifier: GPL-3.0-or-later
#include "tensorio/pickle_arena.h"

#include "base/error.h"

#include <algorithm>
#include <functional>
#include <unordered_map>
#include <utility>

namespace effigy::tensorio {

namespace {

bool liesIn(std::span<const std::byte> whole, std::span<const std::byte> part)
{
    return std::less_equal<>()(whole.data(), part.data()) &&
           std::less_equal<>()(part.data() + part.size(), whole.data() + whole.size());
}

} // namespace

PickleArena::PickleArena(std::string origin, std::span<const std::byte> file,
                         const PickleLimits& limits)
    : m_origin(std::move(origin)), m_limits(limits), m_file(file)
{
}

void PickleArena::setPlace(std::span<const std::byte> part, std::size_t at)
{
    m_part = part;
    m_at = at;
}

void PickleArena::refuse(const std::string& why) const
{
    std::string place;
    if (!m_part.empty() && liesIn(m_file, m_part))
        place = " (at byte " +
                std::to_string(static_cast<std::size_t>(m_part.data() - m_file.data()) + m_at) +
                ")";
    else if (!m_part.empty())
        place = " (at byte " + std::to_string(m_at) + " of a packed part)";
    throw base::Error("model_refused", m_origin + " cannot be read safely: " + why + place,
                      "The file may be damaged, or hold something other than a model");
}

void PickleArena::release(std::span<const std::byte> bytes) const
{
    if (m_mapped != nullptr && liesIn(m_file, bytes))
        m_mapped->release(bytes);
}

void PickleArena::charge(std::size_t bytes)
{
    if (bytes > m_limits.maxBytes - m_bytes)
        refuse("its values need more memory than is allowed");
    m_bytes += bytes;
}

void PickleArena::step()
{
    if (++m_steps > m_limits.maxSteps)
        refuse("it takes more steps than are allowed");
}

PickleValue* PickleArena::make(PickleKind kind)
{
    if (m_values.size() >= m_limits.maxValues)
        refuse("it holds more values than are allowed");
    charge(sizeof(PickleValue));
    return &m_values.emplace_back(kind, *this);
}

PickleValue* PickleArena::makeInteger(std::int64_t value)
{
    PickleValue* made = make(PickleKind::Int);
    made->m_integer = value;
    return made;
}

PickleValue* PickleArena::makeBool(bool value)
{
    PickleValue* made = make(PickleKind::Bool);
    made->m_integer = value ? 1 : 0;
    return made;
}

PickleValue* PickleArena::makeReal(double value)
{
    PickleValue* made = make(PickleKind::Float);
    made->m_real = value;
    return made;
}

PickleValue* PickleArena::makeBytes(PickleKind kind, std::span<const std::byte> bytes)
{
    PickleValue* made = make(kind);
    made->m_bytes = bytes;
    return made;
}

PickleValue* PickleArena::makeText(PickleKind kind, std::string text)
{
    return makeBytes(kind, keep(std::move(text)));
}

PickleValue* PickleArena::makeList(PickleKind kind, std::span<const PickleValue* const> items)
{
    PickleValue* made = make(kind);
    charge(items.size_bytes());
    made->m_items.assign(items.begin(), items.end());
    return made;
}

PickleValue* PickleArena::makeNamed(PickleKind kind, std::string className)
{
    PickleValue* made = make(kind);
    charge(sizeof(PickleValue::Record) + className.size());
    made->m_record = std::make_unique<PickleValue::Record>();
    made->m_record->className = std::move(className);
    return made;
}

PickleValue* PickleArena::makeTensor(std::shared_ptr<const LazyTensor> tensor)
{
    PickleValue* made = make(PickleKind::Object);
    becomeTensor(*made, std::move(tensor));
    return made;
}

void PickleArena::append(PickleValue& list, const PickleValue* item)
{
    charge(sizeof item);
    list.m_items.push_back(item);
}

void PickleArena::insert(PickleValue& dict, const PickleValue* key, const PickleValue* value)
{
    charge(sizeof(PickleValue::Entry));
    dict.m_entries.push_back({key, value});
}

void PickleArena::setArguments(PickleValue& object, const PickleValue* arguments,
                               const PickleValue* keywords)
{
    object.m_record->arguments = arguments;
    object.m_record->keywords = keywords;
}

void PickleArena::setState(PickleValue& object, const PickleValue* state)
{
    object.m_record->state = state;
}

void PickleArena::becomeTensor(PickleValue& value, std::shared_ptr<const LazyTensor> tensor)
{
    constexpr std::size_t kUsualTensor = 256;
    charge(sizeof(PickleValue::Record) + kUsualTensor);
    value.m_kind = PickleKind::Tensor;
    value.m_record = std::make_unique<PickleValue::Record>();
    value.m_record->tensor = std::move(tensor);
}

void PickleArena::becomeList(PickleValue& value, std::span<const PickleValue* const> items)
{
    charge(items.size_bytes());
    value.m_kind = PickleKind::List;
    value.m_items.assign(items.begin(), items.end());
    value.m_record.reset();
}

std::span<const std::byte> PickleArena::keep(std::string text)
{
    charge(sizeof text + text.size());
    return std::as_bytes(std::span(m_texts.emplace_back(std::move(text))));
}

std::span<const std::byte> PickleArena::keep(std::vector<std::byte> bytes)
{
    charge(sizeof bytes + bytes.size());
    return m_blocks.emplace_back(std::move(bytes));
}

void PickleArena::addGlobal(const std::string& name)
{
    if (m_seenGlobals.insert(name).second) {
        charge(2 * name.size());
        m_globals.push_back(name);
    }
}

void PickleArena::checkDepth(const PickleValue& root) const
{
    struct Visit {
        const PickleValue* value;
        std::size_t next;  // child to look at
        std::size_t depth; // of the deepest child so far
    };
    const auto childOf = [](const PickleValue& value, std::size_t index) -> const PickleValue* {
        if (index < value.m_items.size())
            return value.m_items[index];
        index -= value.m_items.size();
        if (index < 2 * value.m_entries.size())
            return index % 2 == 0 ? value.m_entries[index / 2].key
                                  : value.m_entries[index / 2].value;
        index -= 2 * value.m_entries.size();
        if (value.m_record == nullptr)
            return nullptr;
        for (const PickleValue* part :
             {value.m_record->arguments, value.m_record->keywords, value.m_record->state})
            if (part != nullptr && index-- == 0)
                return part;
        return nullptr;
    };
    std::unordered_map<const PickleValue*, std::size_t>
        depths; // 0 while a value is being looked at, which is when
                // meeting it again closes a circle
    std::vector<Visit> path = {{&root, 0, 0}};
    depths[&root] = 0;
    while (!path.empty()) {
        Visit& visit = path.back();
        const PickleValue* child = childOf(*visit.value, visit.next++);
        if (child == nullptr) {
            const std::size_t depth = visit.depth + 1;
            depths[visit.value] = depth;
            path.pop_back();
            if (!path.empty())
                path.back().depth = std::max(path.back().depth, depth);
            if (depth > m_limits.maxDepth)
                refuse("its values are nested too deeply");
        } else if (const auto [known, isNew] = depths.try_emplace(child, 0); isNew) {
            path.push_back({child, 0, 0});
        } else if (known->second == 0) {
            refuse("one of its values holds itself");
        } else {
            visit.depth = std::max(visit.depth, known->second);
        }
    }
}

} // namespace effigy::tensorio
