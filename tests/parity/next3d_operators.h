// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "parity/parity_set.h"
#include "tensorio/state_dict.h"

#include <string>
#include <utility>

namespace effigy::parity {

/// Every array of an operator file of a Next3D set that the product's operators compute, from the file's own inputs; keys
/// are "file/array". The set must have the file.
[[nodiscard]] tensorio::StateDict biasAct(const ParitySet& set);
[[nodiscard]] tensorio::StateDict upfirdn(const ParitySet& set);
[[nodiscard]] tensorio::StateDict convolution(const ParitySet& set);
[[nodiscard]] tensorio::StateDict modulatedConvolution(const ParitySet& set);
[[nodiscard]] tensorio::StateDict mappings(const ParitySet& set);
[[nodiscard]] tensorio::StateDict blocks(const ParitySet& set);
[[nodiscard]] tensorio::StateDict resampling(const ParitySet& set);
[[nodiscard]] tensorio::StateDict volumes(const ParitySet& set);
[[nodiscard]] tensorio::StateDict conditionedNetworks(const ParitySet& set);
[[nodiscard]] tensorio::StateDict discriminators(const ParitySet& set);

/// layout_outputs.npz: plain StyleGAN2 networks with the weights of state_layout.npz.
[[nodiscard]] tensorio::StateDict plainNetworks(const ParitySet& set);

/// The arrays of one file in, computed arrays out.
class FileScope {
public:
    FileScope(const ParitySet& set, std::string file) : m_in(set.file(file)), m_file(std::move(file)) {}
    const torch::Tensor& operator[](const std::string& name) const { return m_in.at(name); }
    [[nodiscard]] bool has(const std::string& name) const { return m_in.contains(name); }
    void set(const std::string& name, const torch::Tensor& tensor) { m_out.set(m_file + "/" + name, tensor); }
    /// The parameters of a module, names without "module.param.".
    [[nodiscard]] tensorio::StateDict parameters(const std::string& module) const { return m_in.withPrefix(module + ".param."); }
    tensorio::StateDict finish() { return std::move(m_out); }

private:
    const tensorio::StateDict& m_in;
    std::string m_file;
    tensorio::StateDict m_out;
};

} // namespace effigy::parity
