// SPDX-License-Identifier: GPL-3.0-or-later
#include "nn/shape_check.h"

#include "base/error.h"

#include <sstream>

namespace effigy::nn {

void expectShape(const torch::Tensor& tensor, std::initializer_list<std::int64_t> shape, const char* name)
{
    bool fits = tensor.defined() && tensor.scalar_type() == torch::kFloat32
                && tensor.dim() == static_cast<std::int64_t>(shape.size());
    std::int64_t axis = 0;
    for (const std::int64_t size : shape) {
        fits = fits && (size < 0 || tensor.size(axis) == size);
        ++axis;
    }
    if (fits)
        return;
    std::ostringstream message;
    message << name << ": expected f32 [";
    for (const std::int64_t size : shape)
        message << ' ' << size;
    message << " ], got ";
    if (tensor.defined())
        message << tensor.scalar_type() << ' ' << tensor.sizes();
    else
        message << "nothing";
    throw base::ContractError(message.str());
}

} // namespace effigy::nn
