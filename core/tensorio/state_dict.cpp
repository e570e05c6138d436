// SPDX-License-Identifier: GPL-3.0-or-later
#include "tensorio/state_dict.h"

#include "base/atomic_file.h"
#include "base/error.h"
#include "tensorio/element_type.h"

#include <cstring>

namespace effigy::tensorio {

void StateDict::set(std::string_view name, torch::Tensor tensor)
{
    const auto [place, isNew] = m_index.try_emplace(std::string(name), m_entries.size());
    if (isNew)
        m_entries.emplace_back(std::string(name), std::move(tensor));
    else
        m_entries[place->second].second = std::move(tensor);
}

const torch::Tensor* StateDict::find(std::string_view name) const
{
    const auto found = m_index.find(std::string(name));
    return found == m_index.end() ? nullptr : &m_entries[found->second].second;
}

const torch::Tensor& StateDict::at(std::string_view name) const
{
    if (const torch::Tensor* tensor = find(name))
        return *tensor;
    throw base::Error("model_refused", "The model has no tensor named " + std::string(name),
                      "The file belongs to another kind of model or another version");
}

void StateDict::erase(std::string_view name)
{
    const auto found = m_index.find(std::string(name));
    if (found == m_index.end())
        return;
    m_entries.erase(m_entries.begin() + static_cast<std::ptrdiff_t>(found->second));
    m_index.clear();
    for (std::size_t i = 0; i < m_entries.size(); ++i)
        m_index[m_entries[i].first] = i;
}

StateDict StateDict::clone() const
{
    StateDict copy;
    for (const auto& [name, tensor] : m_entries)
        copy.set(name, tensor.detach().clone().set_requires_grad(tensor.requires_grad()));
    return copy;
}

StateDict StateDict::withPrefix(std::string_view prefix) const
{
    StateDict part;
    for (const auto& [name, tensor] : m_entries)
        if (name.starts_with(prefix))
            part.set(std::string_view(name).substr(prefix.size()), tensor);
    return part;
}

std::int64_t StateDict::elementCount() const
{
    std::int64_t count = 0;
    for (const Entry& entry : m_entries)
        count += entry.second.numel();
    return count;
}

torch::Tensor toTensor(const ArrayView& array)
{
    torch::Tensor tensor = torch::empty(array.shape, scalarType(array.type));
    if (!array.bytes.empty())
        std::memcpy(tensor.data_ptr(), array.bytes.data(), array.bytes.size());
    return tensor;
}

namespace {

StateFile toStateFile(const SafetensorsFile& file)
{
    StateFile state;
    for (const ArrayView& array : file.arrays()) {
        state.tensors.set(array.name, toTensor(array));
        file.release(array); // weights need no second place in memory
    }
    state.metadata = file.metadata();
    return state;
}

} // namespace

StateFile readStateFile(const std::filesystem::path& path)
{
    return toStateFile(SafetensorsFile::open(path));
}

StateFile decodeStateFile(std::span<const std::byte> blob, const std::string& origin)
{
    return toStateFile(SafetensorsFile::parse(blob, origin));
}

std::vector<std::byte> encodeStateFile(const StateDict& tensors, const Metadata& metadata)
{
    std::vector<torch::Tensor> kept; // keeps contiguous copies alive while they are viewed
    std::vector<ArrayView> arrays;
    for (const auto& [name, tensor] : tensors) {
        kept.push_back(tensor.detach().cpu().contiguous());
        const auto* data = static_cast<const std::byte*>(kept.back().data_ptr());
        arrays.push_back({name, elementType(kept.back().scalar_type()), kept.back().sizes().vec(),
                          {data, static_cast<std::size_t>(kept.back().nbytes())}});
    }
    return encodeSafetensors(arrays, metadata);
}

void writeStateFile(const std::filesystem::path& path, const StateDict& tensors, const Metadata& metadata)
{
    base::writeFileAtomically(path, encodeStateFile(tensors, metadata));
}

} // namespace effigy::tensorio
