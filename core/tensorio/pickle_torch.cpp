// SPDX-License-Identifier: GPL-3.0-or-later
// The part of the allow-list that comes with torch.
#include "tensorio/numpy_type.h"
#include "tensorio/pickle_globals.h"
#include "tensorio/torch_container.h"
#include "tensorio/torch_storage.h"

#include <algorithm>
#include <array>
#include <utility>

namespace effigy::tensorio {

namespace {

/// Where a tensor's elements lie in its storage.
struct Layout {
    torch::ScalarType type = torch::kFloat32;
    std::int64_t offset = 0;
    std::vector<std::int64_t> sizes;
    std::vector<std::int64_t> strides;
    std::int64_t extent = 0; // elements from the first to the last
};

class TorchTensor final : public LazyTensor {
public:
    TorchTensor(std::shared_ptr<const TorchStorage> storage, Layout layout)
        : m_storage(std::move(storage)), m_layout(std::move(layout))
    {
    }
    [[nodiscard]] torch::Tensor decode() const override
    {
        const torch::Tensor flat = m_storage->copy(m_layout.offset, m_layout.extent, m_layout.type);
        return m_layout.extent == 0
                   ? flat.reshape(m_layout.sizes)
                   : flat.as_strided(m_layout.sizes, m_layout.strides).contiguous();
    }
    [[nodiscard]] std::vector<std::int64_t> shape() const override { return m_layout.sizes; }
    [[nodiscard]] std::size_t byteCount() const override
    {
        return arrayBytes(m_layout.sizes, torch::elementSize(m_layout.type)).value_or(SIZE_MAX);
    }

private:
    std::shared_ptr<const TorchStorage> m_storage;
    Layout m_layout;
};

std::shared_ptr<const TorchStorage> storageOf(const PickleContext& context,
                                              const PickleValue& value)
{
    if (value.kind() == PickleKind::Tensor)
        if (auto storage = std::dynamic_pointer_cast<const TorchStorage>(value.lazyTensor()))
            return storage;
    context.arena.refuse(std::string("it makes a tensor of ") + nameOf(value.kind()) +
                         " instead of a storage");
}

// Elements from the first to the last; refuses what reaches beyond `room` elements or is impossible
// to spread out.
std::int64_t checkedExtent(const PickleContext& context, const Layout& layout, std::int64_t room)
{
    const auto refuse = [&] { context.arena.refuse("a tensor reaches beyond its storage"); };
    const auto bytes = arrayBytes(layout.sizes, torch::elementSize(layout.type));
    if (!bytes || layout.sizes.size() != layout.strides.size())
        context.arena.refuse("a tensor has an impossible shape");
    if (layout.offset < 0 || layout.offset > room)
        refuse();
    if (*bytes == 0)
        return 0;
    std::int64_t left = room - layout.offset - 1; // steps that are left behind the first element
    if (left < 0)
        refuse();
    std::int64_t extent = 1;
    for (std::size_t axis = 0; axis < layout.sizes.size(); ++axis) {
        const std::int64_t steps = layout.sizes[axis] - 1;
        const std::int64_t stride = layout.strides[axis];
        if (stride < 0 || (steps > 0 && stride > left / steps))
            refuse();
        left -= steps * stride;
        extent += steps * stride;
    }
    const bool isExpanded =
        *bytes > static_cast<std::size_t>(extent) * torch::elementSize(layout.type);
    if (isExpanded && *bytes > context.arena.limits().maxArrayBytes)
        context.arena.refuse("a tensor repeats its elements more often than is allowed");
    return extent;
}

PickleValue* rebuild(PickleContext& context, const PickleCall& call,
                     std::optional<torch::ScalarType> type)
{
    auto storage = storageOf(context, argument(context, call, 0));
    Layout layout = {.type = type.value_or(storage->type()),
                     .offset = argument(context, call, 1).integer(),
                     .sizes = integersOf(argument(context, call, 2)),
                     .strides = integersOf(argument(context, call, 3))};
    const auto room = storage->byteCount() / torch::elementSize(layout.type);
    layout.extent = checkedExtent(context, layout, static_cast<std::int64_t>(room));
    return context.arena.makeTensor(
        std::make_shared<TorchTensor>(std::move(storage), std::move(layout)));
}

// (storage, offset, sizes, strides[, requires gradient, hooks[, metadata]])
PickleValue* rebuildTensor(PickleContext& context, const PickleCall& call)
{
    return rebuild(context, call, std::nullopt);
}

// The same with the type of the elements behind the hooks.
PickleValue* rebuildTyped(PickleContext& context, const PickleCall& call)
{
    constexpr std::size_t kTypeAt = 6;
    const std::string name = argument(context, call, kTypeAt).text();
    const auto type = elementTypeOf(name);
    if (!type)
        context.arena.refuse("it makes a tensor of the unknown type " + name.substr(0, 60));
    return rebuild(context, call, type);
}

// (tensor, requires gradient, hooks[, state])
PickleValue* rebuildParameter(PickleContext& context, const PickleCall& call)
{
    return context.arena.makeTensor(argument(context, call, 0).lazyTensor());
}

// A storage that is a checkpoint of its own within a text of bytes.
PickleValue* loadFromBytes(PickleContext& context, const PickleCall& call)
{
    if (context.isNested)
        context.arena.refuse("a storage holds another storage");
    PickleContext inner = {.arena = context.arena, .options = context.options, .isNested = true};
    return loadTorchContainer(inner, argument(context, call, 0).bytes());
}

constexpr std::array kGlobals = {
    PickleGlobal{"torch._utils._rebuild_tensor", rebuildTensor},
    PickleGlobal{"torch._utils._rebuild_tensor_v2", rebuildTensor},
    PickleGlobal{"torch._utils._rebuild_tensor_v3", rebuildTyped},
    PickleGlobal{"torch._utils._rebuild_parameter", rebuildParameter},
    PickleGlobal{"torch._utils._rebuild_parameter_with_state", rebuildParameter},
    PickleGlobal{"torch.storage._load_from_bytes", loadFromBytes},
    PickleGlobal{"torch.device", makeRecord},
    PickleGlobal{"torch.nn.parameter.Parameter"},
    PickleGlobal{"torch.Tensor"},
};

} // namespace

std::span<const PickleGlobal> torchGlobals()
{
    return kGlobals;
}

} // namespace effigy::tensorio
