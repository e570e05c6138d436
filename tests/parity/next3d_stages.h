// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "generator/stages.h"
#include "parity/parity_set.h"
#include "tensorio/state_dict.h"

#include <cstdint>
#include <map>
#include <utility>

namespace effigy::parity {

/// Every array of a Next3D set that is not an input, computed by the product's own code from the set's inputs; keys are
/// "file/array", arrays whole. One function per file of the set.
class Next3dStages {
public:
    ///   device  where everything but the geometry is computed
    Next3dStages(const ParitySet& set, generator::Generator generator, torch::Device device = torch::kCPU);

    [[nodiscard]] tensorio::StateDict inputs() const;
    [[nodiscard]] tensorio::StateDict geometry() const;
    [[nodiscard]] tensorio::StateDict planes() const;
    [[nodiscard]] tensorio::StateDict render() const;
    [[nodiscard]] tensorio::StateDict images() const;

private:
    [[nodiscard]] torch::Tensor in(const std::string& name) const { return m_set.array("inputs", name).to(m_device); }
    [[nodiscard]] generator::HeadPose pose(std::int64_t expression) const;
    [[nodiscard]] torch::Tensor styles(std::int64_t identity) const;
    [[nodiscard]] torch::Tensor label(std::int64_t camera) const;
    [[nodiscard]] generator::RayOptions rays(int resolution) const;
    [[nodiscard]] torch::Tensor planesOf(std::int64_t identity, std::int64_t expression) const;
    void addVariants(tensorio::StateDict& images) const;

    const ParitySet& m_set;
    generator::Generator m_generator;
    torch::Device m_device;
    mutable std::map<std::pair<std::int64_t, std::int64_t>, torch::Tensor> m_planes; // by identity and expression
};

/// Draws for a batch of pictures of that many rays across: row r of the image's rays takes row r mod T of the set's tiles.
[[nodiscard]] generator::RayOptions tiledRays(const ParitySet& set, int resolution);

/// The generator of the free set: config.json, formula weights, procedural mesh.
[[nodiscard]] generator::Generator freeGenerator(const ParitySet& set);
/// The generator of a set: that of its snapshot where it has one, else the free one.
[[nodiscard]] generator::Generator generatorOf(const ParitySet& set);

} // namespace effigy::parity
