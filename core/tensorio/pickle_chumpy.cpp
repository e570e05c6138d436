// SPDX-License-Identifier: GPL-3.0-or-later
// The part of the allow-list that comes with chumpy, whose arrays remember how they were computed.
// Those that only carry, pick or reshape numbers become plain arrays; others are refused by name.
#include "tensorio/numpy_type.h"
#include "tensorio/pickle_globals.h"

#include <array>
#include <numeric>
#include <utility>

namespace effigy::tensorio {

namespace {

using SharedTensor = std::shared_ptr<const LazyTensor>;

constexpr int kDeepest = 16; // arrays computed from arrays; models have 2

/// The elements of `source` in another shape; picked by their flat numbers when there is a
/// `choice`.
class PickedArray final : public LazyTensor {
public:
    PickedArray(const PickleArena& arena, SharedTensor source, SharedTensor choice,
                std::vector<std::int64_t> shape)
        : m_arena(arena),
          m_source(std::move(source)),
          m_choice(std::move(choice)),
          m_shape(std::move(shape))
    {
    }
    [[nodiscard]] torch::Tensor decode() const override
    {
        torch::Tensor flat = m_source->decode().reshape({-1});
        if (m_choice != nullptr)
            flat = flat.index_select(0, choice(flat.numel()));
        if (arrayBytes(m_shape, 1) != static_cast<std::size_t>(flat.numel()))
            m_arena.refuse("the picked numbers of an array do not fit its shape");
        return flat.reshape(m_shape);
    }
    [[nodiscard]] std::vector<std::int64_t> shape() const override { return m_shape; }
    [[nodiscard]] std::size_t byteCount() const override
    {
        return m_source->byteCount() + 8 * arrayBytes(m_shape, 1).value_or(0);
    }
    [[nodiscard]] int depth() const override
    {
        return 1 + std::max(m_source->depth(), m_choice != nullptr ? m_choice->depth() : 0);
    }

private:
    [[nodiscard]] torch::Tensor choice(std::int64_t count) const
    {
        const torch::Tensor numbers = m_choice->decode().reshape({-1});
        if (numbers.is_floating_point() || numbers.scalar_type() == torch::kBool)
            m_arena.refuse("an array is picked by numbers that are no integers");
        const torch::Tensor integers = numbers.to(torch::kInt64);
        const auto* number = integers.data_ptr<std::int64_t>();
        for (std::int64_t i = 0; i < integers.numel(); ++i)
            if (number[i] < 0 || number[i] >= count)
                m_arena.refuse("an array is picked from beyond its end");
        return integers;
    }

    const PickleArena& m_arena;
    SharedTensor m_source;
    SharedTensor m_choice;
    std::vector<std::int64_t> m_shape;
};

void becomePicked(PickleContext& context, PickleValue& object, const PickleValue& source,
                  const PickleValue* choice, std::vector<std::int64_t> shape)
{
    const auto bytes = arrayBytes(shape, sizeof(double));
    if (!bytes || *bytes > context.arena.limits().maxArrayBytes)
        context.arena.refuse("a picked array is larger than is allowed");
    auto picked = std::make_shared<PickedArray>(context.arena, source.lazyTensor(),
                                                choice != nullptr ? choice->lazyTensor() : nullptr,
                                                std::move(shape));
    if (picked->depth() > kDeepest)
        context.arena.refuse("an array is computed from too many others");
    context.arena.becomeTensor(object, std::move(picked));
}

// A plain array with its value under "x".
void buildCh(PickleContext& context, PickleValue& object, const PickleValue& state)
{
    context.arena.becomeTensor(object, state.at("x").lazyTensor());
}

// The elements `idxs` of the flat array `a`.
void buildSelect(PickleContext& context, PickleValue& object, const PickleValue& state)
{
    const PickleValue& choice = state.at("idxs");
    const PickleValue* shape = state.find("preferred_shape");
    becomePicked(context, object, state.at("a"), &choice,
                 shape != nullptr && !shape->isNone() ? integersOf(*shape) : choice.shape());
}

void buildReshape(PickleContext& context, PickleValue& object, const PickleValue& state)
{
    becomePicked(context, object, state.at("a"), nullptr, integersOf(state.at("newshape")));
}

constexpr std::array kGlobals = {
    PickleGlobal{"chumpy.ch.Ch", makeRecord, buildCh},
    PickleGlobal{"chumpy.reordering.Select", makeRecord, buildSelect},
    PickleGlobal{"chumpy.reordering.Reshape", makeRecord, buildReshape},
};

} // namespace

std::span<const PickleGlobal> chumpyGlobals()
{
    return kGlobals;
}

} // namespace effigy::tensorio
