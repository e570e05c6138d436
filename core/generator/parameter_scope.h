// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tensorio/state_dict.h"

#include <string>
#include <string_view>
#include <utility>

namespace effigy::generator {

/// The tensors of a state dict below one prefix.
class ParameterScope {
public:
    explicit ParameterScope(const tensorio::StateDict& parameters, std::string prefix = {})
        : m_parameters(&parameters), m_prefix(std::move(prefix))
    {
    }
    /// The scope of a part, e.g. scope / "conv0".
    [[nodiscard]] ParameterScope operator/(std::string_view part) const
    {
        return ParameterScope(*m_parameters, m_prefix + std::string(part) + ".");
    }
    /// Throws Error "model_refused" when there is no such tensor.
    [[nodiscard]] const torch::Tensor& operator[](std::string_view name) const
    {
        return m_parameters->at(m_prefix + std::string(name));
    }
    [[nodiscard]] bool contains(std::string_view name) const { return m_parameters->contains(m_prefix + std::string(name)); }

private:
    const tensorio::StateDict* m_parameters;
    std::string m_prefix;
};

} // namespace effigy::generator
