// SPDX-License-Identifier: GPL-3.0-or-later
// The part of the allow-list that comes with scipy: sparse matrices, which become dense arrays.
#include "tensorio/numpy_type.h"
#include "tensorio/pickle_globals.h"

#include <ATen/ops/zeros.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

namespace effigy::tensorio {

namespace {

using SharedTensor = std::shared_ptr<const LazyTensor>;

enum class SparseLayout { Columns, Rows, Triplets };

/// Entries as scipy keeps them: `major` and `minor` are row and column numbers of Triplets,
/// otherwise the starts of each column (or row) and the row (or column) numbers.
struct SparseParts {
    SparseLayout layout = SparseLayout::Columns;
    std::int64_t rows = 0;
    std::int64_t columns = 0;
    SharedTensor values;
    SharedTensor major;
    SharedTensor minor;
};

class SparseMatrix final : public LazyTensor {
public:
    SparseMatrix(const PickleArena& arena, SparseParts parts)
        : m_arena(arena), m_parts(std::move(parts))
    {
    }
    [[nodiscard]] torch::Tensor decode() const override
    {
        const torch::Tensor values = m_parts.values->decode();
        const torch::Tensor minor = integers(*m_parts.minor);
        if (values.dim() != 1 || minor.sizes() != values.sizes())
            refuse();
        const torch::Tensor major = majorNumbers(integers(*m_parts.major), values.numel());
        const bool isByColumn = m_parts.layout == SparseLayout::Columns;
        const torch::Tensor& row = isByColumn ? minor : major;
        const torch::Tensor& column = isByColumn ? major : minor;
        checkWithin(row, m_parts.rows);
        checkWithin(column, m_parts.columns);
        torch::Tensor dense = at::zeros({m_parts.rows, m_parts.columns}, values.options());
        dense.index_put_({row, column}, values, true);
        return dense;
    }
    [[nodiscard]] std::vector<std::int64_t> shape() const override
    {
        return {m_parts.rows, m_parts.columns};
    }
    [[nodiscard]] std::size_t byteCount() const override
    {
        constexpr std::size_t kLargestNumber = 8;
        return arrayBytes(shape(), kLargestNumber).value_or(SIZE_MAX);
    }
    [[nodiscard]] int depth() const override
    {
        return 1 +
               std::max({m_parts.values->depth(), m_parts.major->depth(), m_parts.minor->depth()});
    }

private:
    [[noreturn]] void refuse() const { m_arena.refuse("a sparse matrix is damaged"); }
    [[nodiscard]] torch::Tensor integers(const LazyTensor& lazy) const
    {
        const torch::Tensor tensor = lazy.decode();
        if (tensor.dim() != 1 || tensor.is_floating_point() || tensor.scalar_type() == torch::kBool)
            refuse();
        return tensor.to(torch::kInt64);
    }
    // The column (or row) number of each entry, from the starts of the columns.
    [[nodiscard]] torch::Tensor majorNumbers(const torch::Tensor& major, std::int64_t count) const
    {
        if (m_parts.layout == SparseLayout::Triplets && major.numel() == count)
            return major;
        const std::int64_t lines =
            m_parts.layout == SparseLayout::Columns ? m_parts.columns : m_parts.rows;
        if (major.numel() != lines + 1)
            refuse();
        const auto* starts = major.data_ptr<std::int64_t>();
        torch::Tensor numbers = at::zeros({count}, torch::kInt64);
        auto* number = numbers.data_ptr<std::int64_t>();
        if (starts[0] != 0 || starts[lines] != count)
            refuse();
        for (std::int64_t line = 0; line < lines; ++line) {
            if (starts[line + 1] < starts[line] || starts[line + 1] > count)
                refuse();
            for (std::int64_t entry = starts[line]; entry < starts[line + 1]; ++entry)
                number[entry] = line;
        }
        return numbers;
    }
    void checkWithin(const torch::Tensor& numbers, std::int64_t limit) const
    {
        const auto* number = numbers.data_ptr<std::int64_t>();
        for (std::int64_t i = 0; i < numbers.numel(); ++i)
            if (number[i] < 0 || number[i] >= limit)
                refuse();
    }

    const PickleArena& m_arena;
    SparseParts m_parts;
};

const PickleValue& shapeOf(const PickleValue& state)
{
    const PickleValue* shape = state.find("_shape");
    return shape != nullptr ? *shape : state.at("shape");
}

SparseLayout layoutOf(const std::string& className)
{
    if (className.starts_with("scipy.sparse.csc"))
        return SparseLayout::Columns;
    return className.starts_with("scipy.sparse.csr") ? SparseLayout::Rows : SparseLayout::Triplets;
}

void buildSparse(PickleContext& context, PickleValue& object, const PickleValue& state)
{
    const std::vector<std::int64_t> shape = integersOf(shapeOf(state));
    const auto bytes = arrayBytes(shape, sizeof(double));
    if (shape.size() != 2 || !bytes || *bytes > context.arena.limits().maxArrayBytes)
        context.arena.refuse("a sparse matrix is larger than is allowed");
    const SparseLayout layout = layoutOf(object.className());
    SparseParts parts = {.layout = layout,
                         .rows = shape[0],
                         .columns = shape[1],
                         .values = state.at("data").lazyTensor(),
                         .major = nullptr,
                         .minor = nullptr};
    if (layout == SparseLayout::Triplets) {
        const PickleValue* both = state.find("coords"); // of newer versions
        parts.major = both != nullptr && both->items().size() == 2 ? both->items()[0]->lazyTensor()
                                                                   : state.at("row").lazyTensor();
        parts.minor = both != nullptr && both->items().size() == 2 ? both->items()[1]->lazyTensor()
                                                                   : state.at("col").lazyTensor();
    } else {
        parts.major = state.at("indptr").lazyTensor();
        parts.minor = state.at("indices").lazyTensor();
    }
    auto matrix = std::make_shared<SparseMatrix>(context.arena, std::move(parts));
    if (matrix->depth() > 2)
        context.arena.refuse("a sparse matrix consists of other matrices");
    context.arena.becomeTensor(object, std::move(matrix));
}

constexpr std::array kGlobals = {
    PickleGlobal{"scipy.sparse.csc_matrix", makeRecord, buildSparse},
    PickleGlobal{"scipy.sparse.csc_array", makeRecord, buildSparse},
    PickleGlobal{"scipy.sparse.csr_matrix", makeRecord, buildSparse},
    PickleGlobal{"scipy.sparse.csr_array", makeRecord, buildSparse},
    PickleGlobal{"scipy.sparse.coo_matrix", makeRecord, buildSparse},
    PickleGlobal{"scipy.sparse.coo_array", makeRecord, buildSparse},
};

} // namespace

std::span<const PickleGlobal> sparseGlobals()
{
    return kGlobals;
}

} // namespace effigy::tensorio
