// SPDX-License-Identifier: GPL-3.0-or-later
#include "tensorio/pickle_tensors.h"

#include <utility>

namespace effigy::tensorio {

namespace {

class Collector {
public:
    explicit Collector(const PickleTree& tree) : m_room(tree.tensorRoom()) {}

    // Dicts are nested no deeper than the reader allows, which bounds this recursion.
    void collect(const PickleValue& dict, const std::string& prefix)
    {
        for (const PickleValue::Entry& entry : dict.entries()) {
            const PickleKind kind = entry.value->kind();
            if (kind != PickleKind::Tensor && kind != PickleKind::Dict)
                continue;
            const std::string name = prefix + nameOfKey(*entry.key);
            if (kind == PickleKind::Dict)
                collect(*entry.value, name + ".");
            else
                add(name, *entry.value);
        }
    }
    StateDict take() { return std::move(m_tensors); }

private:
    static std::string nameOfKey(const PickleValue& key)
    {
        return key.kind() == PickleKind::Int ? std::to_string(key.integer()) : key.text();
    }
    void add(const std::string& name, const PickleValue& value)
    {
        const std::size_t bytes = value.lazyTensor()->byteCount();
        if (bytes > m_room)
            value.refuse("its tensors name more data than the file can hold, at " +
                         name.substr(0, 100));
        m_room -= bytes;
        m_tensors.set(name, value.tensor());
    }

    std::size_t m_room;
    StateDict m_tensors;
};

} // namespace

StateDict collectTensors(const PickleTree& tree, const PickleValue& dict, std::string_view prefix)
{
    Collector collector(tree);
    collector.collect(dict, std::string(prefix));
    return collector.take();
}

} // namespace effigy::tensorio
