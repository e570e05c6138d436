// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/types.h>

#include <cstdint>
#include <vector>

namespace effigy::train {

/// What is known of examples: tensors whose first dimension counts them, in an order that their
/// kind has.
using ExampleColumns = std::vector<torch::Tensor>;

[[nodiscard]] ExampleColumns onDevice(const ExampleColumns& columns, const torch::Device& device);
/// Examples `rows` (i64, on the same device).
[[nodiscard]] ExampleColumns selectedRows(const ExampleColumns& columns, const torch::Tensor& rows);
/// All examples of `parts` in a row.
[[nodiscard]] ExampleColumns joinedRows(const std::vector<ExampleColumns>& parts);

/// The newest examples, in tensors that are made once; the oldest make room.
class ExamplePool {
public:
    explicit ExamplePool(std::int64_t capacity) : m_capacity(capacity) {}

    /// Takes examples in, on their own device, which is that of the first ones.
    void add(const ExampleColumns& examples);
    /// Examples that can be drawn.
    [[nodiscard]] std::int64_t count() const { return m_filled; }
    /// `count` random examples, by torch's generator of their device.
    [[nodiscard]] ExampleColumns draw(std::int64_t count) const;

private:
    std::int64_t m_capacity;
    ExampleColumns m_columns;
    std::int64_t m_filled = 0, m_next = 0;
};

} // namespace effigy::train
