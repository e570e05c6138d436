// SPDX-License-Identifier: GPL-3.0-or-later
// effigy-parity SET OUT.npz: every array of a Next3D set that is not an input, computed by the product's code and written
// whole under "file/array".
#include "base/error.h"
#include "parity/next3d_stages.h"
#include "tensorio/npz.h"

#include <ATen/Parallel.h>
#include <c10/core/InferenceMode.h>

#include <cstdio>

int main(int argc, char** argv)
{
    using namespace effigy;
    if (argc != 3) {
        std::fputs("usage: effigy-parity SET OUT.npz\n", stderr);
        return 2;
    }
    try {
        const c10::InferenceMode inference;
        const parity::ParitySet set(argv[1]);
        if (!set.has("mesh"))
            throw base::Error("unsupported", std::string(argv[1]) + " is not a set on the procedural head");
        const parity::Next3dStages stages(set, parity::freeGenerator(set));
        tensorio::StateDict computed;
        for (const auto& part : {stages.inputs(), stages.geometry(), stages.planes(), stages.render(), stages.images()})
            for (const auto& [name, tensor] : part)
                computed.set(name, tensor);
        tensorio::writeNpz(argv[2], computed);
    } catch (const base::Error& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
    return 0;
}
