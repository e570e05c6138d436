// SPDX-License-Identifier: GPL-3.0-or-later
#include "head/head_import.h"

#include "base/error.h"
#include "head/flame_file.h"
#include "head/flame_head.h"
#include "mesh/obj.h"
#include "tensorio/pickle_file.h"

#include <algorithm>
#include <array>

namespace effigy::head {

namespace fs = std::filesystem;

bool isFlameFile(const fs::path& path)
{
    try {
        const tensorio::PickleTree tree = tensorio::readPickle(path);
        const tensorio::PickleValue& root = tree.root();
        return root.kind() == tensorio::PickleKind::Dict &&
               std::ranges::all_of(std::array{"v_template", "shapedirs", "J_regressor", "kintree_table"},
                                   [&](const char* key) { return root.find(key) != nullptr; });
    } catch (const base::Error&) {
        return false; // whoever reads it as something else says why it cannot be read
    }
}

HeadModelData importFlame(const fs::path& flame, const fs::path& data, const std::string& name, int shapes)
{
    const fs::path folder = data.empty() ? flame.parent_path() : data;
    for (const char* file : {"head_template.obj", "landmark_embedding.npy"})
        if (!fs::exists(folder / file))
            throw base::Error("model_missing", "FLAME needs " + std::string(file) + " beside it",
                              "It comes with DECA, in its data folder: lay FLAME's file there, and add it from there.");
    return flameHead(readFlame(flame), readFlameEmbedding(folder / "landmark_embedding.npy"),
                     mesh::readObj(folder / "head_template.obj"), loadFreeHead()->data(), name, shapes);
}

} // namespace effigy::head
