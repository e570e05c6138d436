// SPDX-License-Identifier: GPL-3.0-or-later
#include "tensorio/element_type.h"

#include "base/error.h"

#include <array>
#include <utility>

namespace effigy::tensorio {

namespace {

constexpr std::array<std::pair<ElementType, torch::ScalarType>, 10> kTypes = {{
    {ElementType::F64, torch::kFloat64},
    {ElementType::F32, torch::kFloat32},
    {ElementType::F16, torch::kFloat16},
    {ElementType::BF16, torch::kBFloat16},
    {ElementType::I64, torch::kInt64},
    {ElementType::I32, torch::kInt32},
    {ElementType::I16, torch::kInt16},
    {ElementType::I8, torch::kInt8},
    {ElementType::U8, torch::kUInt8},
    {ElementType::Bool, torch::kBool},
}};

} // namespace

torch::ScalarType scalarType(ElementType type)
{
    for (const auto& [file, tensor] : kTypes)
        if (file == type)
            return tensor;
    throw base::ContractError("scalarType: unknown element type");
}

ElementType elementType(torch::ScalarType type)
{
    for (const auto& [file, tensor] : kTypes)
        if (tensor == type)
            return file;
    throw base::ContractError("elementType: files cannot hold this tensor type");
}

} // namespace effigy::tensorio
