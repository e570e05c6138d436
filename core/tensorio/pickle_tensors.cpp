// SPDX-License-Identifier: GPL-3.0-or-later
#include "tensorio/pickle_tensors.h"

namespace effigy::tensorio {

namespace {

std::string nameOfKey(const PickleValue& key)
{
    return key.kind() == PickleKind::Int ? std::to_string(key.integer()) : key.text();
}

// Dicts are nested no deeper than the reader allows, which bounds this recursion.
void collect(TensorCollector& tensors, const PickleValue& dict, const std::string& prefix)
{
    for (const PickleValue::Entry& entry : dict.entries()) {
        const PickleKind kind = entry.value->kind();
        if (kind != PickleKind::Tensor && kind != PickleKind::Dict)
            continue;
        const std::string name = prefix + nameOfKey(*entry.key);
        if (kind == PickleKind::Dict)
            collect(tensors, *entry.value, name + ".");
        else
            tensors.add(name, *entry.value);
    }
}

} // namespace

void TensorCollector::add(const std::string& name, const PickleValue& value)
{
    const std::size_t bytes = value.lazyTensor()->byteCount();
    if (bytes > m_room)
        value.refuse("its tensors name more data than the file can hold, at " + name.substr(0, 100));
    m_room -= bytes;
    m_tensors.set(name, value.tensor());
}

StateDict collectTensors(const PickleTree& tree, const PickleValue& dict, std::string_view prefix)
{
    TensorCollector tensors(tree);
    collect(tensors, dict, std::string(prefix));
    return tensors.take();
}

} // namespace effigy::tensorio
