// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/example_pool.h"

#include "base/error.h"

#include <ATen/ATen.h>

#include <algorithm>

namespace effigy::train {

using torch::Tensor;

ExampleColumns onDevice(const ExampleColumns& columns, const torch::Device& device)
{
    ExampleColumns there;
    for (const Tensor& column : columns)
        there.push_back(column.to(device));
    return there;
}

ExampleColumns selectedRows(const ExampleColumns& columns, const Tensor& rows)
{
    ExampleColumns selected;
    for (const Tensor& column : columns)
        selected.push_back(column.index_select(0, rows));
    return selected;
}

ExampleColumns joinedRows(const std::vector<ExampleColumns>& parts)
{
    ExampleColumns joined;
    for (std::size_t c = 0; !parts.empty() && c < parts.front().size(); ++c) {
        std::vector<Tensor> tensors;
        for (const ExampleColumns& part : parts)
            tensors.push_back(part[c]);
        joined.push_back(at::cat(tensors, 0));
    }
    return joined;
}

void ExamplePool::add(const ExampleColumns& examples)
{
    if (m_columns.empty())
        for (const Tensor& like : examples) {
            std::vector<std::int64_t> shape = like.sizes().vec();
            shape[0] = m_capacity;
            m_columns.push_back(at::empty(shape, like.options()));
        }
    base::require(examples.size() == m_columns.size(), "a pool's examples are of one kind");
    const std::int64_t all = examples.front().size(0);
    for (std::int64_t from = 0; from < all;) {
        const std::int64_t count = std::min(all - from, m_capacity - m_next);
        for (std::size_t c = 0; c < examples.size(); ++c)
            m_columns[c]
                .slice(0, m_next, m_next + count)
                .copy_(examples[c].slice(0, from, from + count));
        from += count;
        m_next = (m_next + count) % m_capacity;
        m_filled = std::min(m_filled + count, m_capacity);
    }
}

ExampleColumns ExamplePool::draw(std::int64_t count) const
{
    base::require(m_filled > 0, "a pool is drawn from when it holds something");
    return selectedRows(
        m_columns,
        at::randint(m_filled, {count},
                    torch::TensorOptions(torch::kInt64).device(m_columns.front().device())));
}

} // namespace effigy::train
