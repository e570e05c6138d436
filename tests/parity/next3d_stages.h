// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "generator/stages.h"
#include "parity/parity_set.h"
#include "tensorio/state_dict.h"

namespace effigy::parity {

/// Every array of a Next3D set that is not an input, computed by the product's own code from the set's inputs; keys are
/// "file/array", arrays whole. One function per file of the set.
class Next3dStages {
public:
    Next3dStages(const ParitySet& set, generator::Generator generator);

    [[nodiscard]] tensorio::StateDict inputs() const;
    [[nodiscard]] tensorio::StateDict geometry() const;
    [[nodiscard]] tensorio::StateDict planes() const;
    [[nodiscard]] tensorio::StateDict render() const;
    [[nodiscard]] tensorio::StateDict images() const;

private:
    [[nodiscard]] torch::Tensor in(const std::string& name) const { return m_set.array("inputs", name); }
    [[nodiscard]] generator::HeadPose pose(std::int64_t expression) const;
    [[nodiscard]] torch::Tensor styles(std::int64_t identity) const;
    [[nodiscard]] torch::Tensor label(std::int64_t camera) const;
    [[nodiscard]] generator::RayOptions rays(int resolution) const;
    [[nodiscard]] torch::Tensor planesOf(std::int64_t identity, std::int64_t expression) const;

    const ParitySet& m_set;
    generator::Generator m_generator;
};

/// The generator of the free set: config.json, formula weights, procedural mesh.
[[nodiscard]] generator::Generator freeGenerator(const ParitySet& set);

} // namespace effigy::parity
