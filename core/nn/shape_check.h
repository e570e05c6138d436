// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/types.h>

#include <initializer_list>

namespace effigy::nn {

/// Throws ContractError unless `tensor` is f32 of shape `shape`; -1 stands for any size. `name` goes into the message.
void expectShape(const torch::Tensor& tensor, std::initializer_list<std::int64_t> shape, const char* name);

} // namespace effigy::nn
