// SPDX-License-Identifier: GPL-3.0-or-later
// effigy-parity SET OUT.npz: every array of a Next3D or DECA set that is not an input, computed by
// the product's code and written whole under "file/array". Weights, indices and other inputs that a
// file's computation read are written as they were read, so that OUT.npz is complete. What could
// not be computed is named on standard error and left out.
#include "base/error.h"
#include "parity/deca_stages.h"
#include "parity/next3d_losses.h"
#include "parity/next3d_operators.h"
#include "parity/next3d_stages.h"
#include "tensorio/npz.h"

#include <ATen/core/grad_mode.h>
#include <c10/core/InferenceMode.h>

#include <cstdio>
#include <functional>
#include <map>
#include <memory>
#include <regex>
#include <string>

namespace {

using namespace effigy;
using parity::ParitySet;
using tensorio::StateDict;

using Part = std::function<StateDict(const ParitySet&)>;

/// The stages of a set, with its generator read once.
class Stages {
public:
    template <typename Method>
    [[nodiscard]] Part part(Method method)
    {
        return [this, method](const ParitySet& set) {
            const c10::InferenceMode inference;
            if (!m_stages)
                m_stages = std::make_unique<parity::Next3dStages>(set, parity::generatorOf(set));
            return ((*m_stages).*method)();
        };
    }

private:
    std::unique_ptr<parity::Next3dStages> m_stages;
};

std::map<std::string, Part> partsByFile(Stages& stages)
{
    using parity::Next3dStages;
    return {{"ops_bias_act", parity::biasAct},
            {"ops_upfirdn2d", parity::upfirdn},
            {"ops_conv2d_resample", parity::convolution},
            {"ops_modulated_conv2d", parity::modulatedConvolution},
            {"ops_mapping", parity::mappings},
            {"ops_blocks", parity::blocks},
            {"ops_resample", parity::resampling},
            {"ops_volume", parity::volumes},
            {"ops_styleunet", parity::conditionedNetworks},
            {"ops_discriminator", parity::discriminators},
            {"layout_outputs", parity::plainNetworks},
            {"inputs", stages.part(&Next3dStages::inputs)},
            {"geometry", stages.part(&Next3dStages::geometry)},
            {"planes", stages.part(&Next3dStages::planes)},
            {"render", stages.part(&Next3dStages::render)},
            {"images", stages.part(&Next3dStages::images)},
            {"losses", [](const ParitySet& set) {
                 return parity::Next3dLosses(set, parity::generatorOf(set),
                                             parity::discriminatorOf(set))
                     .values();
             }}};
}

// Adds the arrays of one file; says what is missing.
void addFile(StateDict& computed, const ParitySet& set, const std::string& file, const Part& part)
{
    static const std::regex excerpt(R"(.*\.(full|stats|sub)$)"), stride(R"(\.s\d+$)");
    try {
        for (const auto& [name, tensor] : part(set))
            computed.set(name, tensor.detach());
    } catch (const base::Error& error) {
        std::fprintf(stderr, "%s: not computed: %s\n", file.c_str(), error.what());
        return;
    }
    for (const auto& [name, tensor] : set.file(file)) {
        const std::string key = file + "/" + std::regex_replace(name, stride, "");
        if (std::regex_match(name, excerpt) || computed.contains(key))
            continue;
        if (set.isExact(file, name))
            computed.set(file + "/" + name, tensor);
        else
            std::fprintf(stderr, "%s: not computed\n", key.c_str());
    }
}

} // namespace

int main(int argc, char** argv)
{
    if (argc != 3) {
        std::fputs("usage: effigy-parity SET OUT.npz\n", stderr);
        return 2;
    }
    try {
        const ParitySet set(argv[1]);
        if (set.has("decode_codes")) {
            tensorio::writeNpz(argv[2], parity::DecaStages(set).all());
            return 0;
        }
        Stages stages;
        const std::map<std::string, Part> parts = partsByFile(stages);
        StateDict computed;
        for (const auto& [file, part] : parts)
            if (set.has(file))
                addFile(computed, set, file, part);
        for (const std::string& file : set.files())
            if (!parts.contains(file) && file != "mesh")
                std::fprintf(stderr, "%s: not computed\n", file.c_str());
        tensorio::writeNpz(argv[2], computed);
    } catch (const base::Error& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
    return 0;
}
