// SPDX-License-Identifier: GPL-3.0-or-later
// The part of the allow-list that comes with numpy.
#include "tensorio/numpy_type.h"
#include "tensorio/pickle_globals.h"

#include <array>
#include <cstring>
#include <utility>

namespace effigy::tensorio {

namespace {

struct ArrayType {
    std::string code; // e.g. "f4", "O8", "S12"
    ByteOrder byteOrder = ByteOrder::Little;
    bool isRecord = false;
};

// `dtype` is the record that makeRecord() and the state of numpy.dtype left.
ArrayType typeOf(const PickleContext& context, const PickleValue& dtype)
{
    if (dtype.kind() != PickleKind::Object || dtype.className() != "numpy.dtype" ||
        dtype.arguments() == nullptr || dtype.arguments()->items().empty())
        context.arena.refuse(std::string("it gives an array ") + nameOf(dtype.kind()) +
                             " for a type");
    ArrayType type;
    type.code = dtype.arguments()->items()[0]->text();
    if (!type.code.empty() && (type.code[0] == '<' || type.code[0] == '>' || type.code[0] == '|')) {
        type.byteOrder = type.code[0] == '>' ? ByteOrder::Big : ByteOrder::Little;
        type.code.erase(0, 1);
    }
    const PickleValue* state =
        dtype.state(); // (version, byte order, subarray, names, fields, size, alignment, flags)
    if (state == nullptr)
        return type;
    if (state->items().size() < 5)
        context.arena.refuse("it describes a type of numbers in an unknown way");
    type.byteOrder = state->items()[1]->text() == ">" ? ByteOrder::Big : type.byteOrder;
    type.isRecord = !state->items()[2]->isNone() || !state->items()[3]->isNone();
    return type;
}

class NumpyArray final : public LazyTensor {
public:
    NumpyArray(const PickleArena& arena, ArrayType type, std::vector<std::int64_t> shape,
               ArrayOrder order, std::span<const std::byte> bytes)
        : m_arena(arena),
          m_type(std::move(type)),
          m_shape(std::move(shape)),
          m_order(order),
          m_bytes(bytes)
    {
        if (const NumpyType* numbers = m_type.isRecord ? nullptr : findNumpyType(m_type.code))
            if (arrayBytes(m_shape, numbers->size) != m_bytes.size())
                m_arena.refuse("the data of an array do not fit its shape");
    }
    [[nodiscard]] torch::Tensor decode() const override
    {
        const NumpyType* numbers = m_type.isRecord ? nullptr : findNumpyType(m_type.code);
        if (numbers == nullptr)
            m_arena.refuse(
                "an array holds " +
                (m_type.isRecord ? "records" : "values of type " + m_type.code.substr(0, 20)) +
                ", not numbers");
        const torch::Tensor tensor =
            decodeNumbers(*numbers, m_bytes, m_shape, m_order, m_type.byteOrder);
        m_arena.release(m_bytes);
        return tensor;
    }
    [[nodiscard]] std::vector<std::int64_t> shape() const override { return m_shape; }
    [[nodiscard]] std::size_t byteCount() const override
    {
        return 2 * m_bytes.size();
    } // unsigned integers are widened

private:
    const PickleArena& m_arena;
    ArrayType m_type;
    std::vector<std::int64_t> m_shape;
    ArrayOrder m_order;
    std::span<const std::byte> m_bytes;
};

PickleValue* makeEmptyArray(PickleContext& context, const PickleCall&)
{
    return context.arena.makeNamed(PickleKind::Object, "numpy.ndarray");
}

// (version, shape, dtype, Fortran order, data), of old without the version.
void buildArray(PickleContext& context, PickleValue& object, const PickleValue& state)
{
    auto items = state.items();
    if (items.size() == 5)
        items = items.subspan(1);
    if (state.kind() != PickleKind::Tuple || items.size() != 4)
        context.arena.refuse("it describes an array in an unknown way");
    std::vector<std::int64_t> shape = integersOf(*items[0]);
    ArrayType type = typeOf(context, *items[1]);
    const PickleValue& data = *items[3];
    if (type.code.starts_with('O')) {
        if (data.kind() != PickleKind::List || arrayBytes(shape, 1) != data.items().size())
            context.arena.refuse("the objects of an array do not fit its shape");
        context.arena.becomeList(object, data.items());
        return;
    }
    const ArrayOrder order = items[2]->truth() ? ArrayOrder::Fortran : ArrayOrder::C;
    context.arena.becomeTensor(object,
                               std::make_shared<NumpyArray>(context.arena, std::move(type),
                                                            std::move(shape), order, data.bytes()));
}

// (buffer, dtype, shape, order), of protocol 5.
PickleValue* fromBuffer(PickleContext& context, const PickleCall& call)
{
    const PickleValue& data = argument(context, call, 0);
    ArrayType type = typeOf(context, argument(context, call, 1));
    const std::string order = argument(context, call, 3).text();
    if (order != "C" && order != "F")
        context.arena.refuse("it lays an array out in an unknown order");
    return context.arena.makeTensor(std::make_shared<NumpyArray>(
        context.arena, std::move(type), integersOf(argument(context, call, 2)),
        order == "F" ? ArrayOrder::Fortran : ArrayOrder::C, data.bytes()));
}

PickleValue* makeScalar(PickleContext& context, const PickleCall& call)
{
    const ArrayType type = typeOf(context, argument(context, call, 0));
    const auto bytes = argument(context, call, 1).bytes();
    const NumpyType* numbers = type.isRecord ? nullptr : findNumpyType(type.code);
    if (numbers == nullptr || bytes.size() != numbers->size)
        context.arena.refuse("it holds a scalar of type " + type.code.substr(0, 20) +
                             ", which is no number");
    const torch::Tensor value = decodeNumbers(*numbers, bytes, {}, ArrayOrder::C, type.byteOrder);
    if (numbers->type == torch::kBool)
        return context.arena.makeBool(value.item<bool>());
    if (value.is_floating_point())
        return context.arena.makeReal(value.item<double>());
    return context.arena.makeInteger(value.item<std::int64_t>());
}

constexpr std::array kGlobals = {
    PickleGlobal{"numpy.core.multiarray._reconstruct", makeEmptyArray},
    PickleGlobal{"numpy.core.multiarray.scalar", makeScalar},
    PickleGlobal{"numpy.core.numeric._frombuffer", fromBuffer},
    PickleGlobal{"numpy.ndarray", makeEmptyArray, buildArray},
    PickleGlobal{"numpy.matrixlib.defmatrix.matrix"},
    PickleGlobal{"numpy.dtype", makeRecord},
    PickleGlobal{"numpy.bool_"},
    PickleGlobal{"numpy.uint8"},
    PickleGlobal{"numpy.int32"},
    PickleGlobal{"numpy.int64"},
    PickleGlobal{"numpy.float32"},
    PickleGlobal{"numpy.float64"},
};

} // namespace

std::span<const PickleGlobal> numpyGlobals()
{
    return kGlobals;
}

} // namespace effigy::tensorio
