// SPDX-License-Identifier: GPL-3.0-or-later
#include "head/flame_file.h"

#include "base/error.h"
#include "tensorio/pickle_file.h"

#include <ATen/ATen.h>

namespace effigy::head {

namespace {

using torch::Tensor;

tensorio::PickleTree readDictionary(const std::filesystem::path& path, const char* hint)
{
    if (!std::filesystem::exists(path))
        throw base::Error("model_missing", "There is no file " + path.string(), hint);
    return tensorio::readPickle(path);
}

Tensor floats(const tensorio::PickleValue& dictionary, const char* key)
{
    return dictionary.at(key).tensor().to(torch::kFloat32).contiguous();
}

Tensor indices(const tensorio::PickleValue& dictionary, const char* key)
{
    return dictionary.at(key).tensor().to(torch::kInt64).contiguous();
}

// Row 0 holds the parents; the root's is -1, or 2^32 - 1 where it was unsigned.
std::vector<int> parentsOf(const Tensor& kintree)
{
    std::vector<int> parents;
    for (std::int64_t j = 0; kintree.dim() == 2 && j < kintree.size(1); ++j)
        parents.push_back(j == 0 ? -1 : kintree[0][j].item<int>());
    return parents;
}

} // namespace

FlameArrays readFlame(const std::filesystem::path& path)
{
    const tensorio::PickleTree tree = readDictionary(
        path, "Download FLAME from flame.is.tue.mpg.de and give its generic_model.pkl.");
    const tensorio::PickleValue& root = tree.root();
    return {.triangles = indices(root, "f"),
            .rest = floats(root, "v_template"),
            .directions = floats(root, "shapedirs"),
            .poseBasis = floats(root, "posedirs"),
            .jointRegressor = floats(root, "J_regressor"),
            .skinWeights = floats(root, "weights"),
            .parents = parentsOf(indices(root, "kintree_table"))};
}

FlameEmbedding readFlameEmbedding(const std::filesystem::path& path)
{
    const tensorio::PickleTree tree =
        readDictionary(path, "It comes with DECA, as landmark_embedding.npy.");
    const tensorio::PickleValue& root = tree.root();
    return {.staticFaces = indices(root, "static_lmk_faces_idx"),
            .staticWeights = floats(root, "static_lmk_bary_coords"),
            .contourFaces = indices(root, "dynamic_lmk_faces_idx"),
            .contourWeights = floats(root, "dynamic_lmk_bary_coords"),
            .fullFaces = indices(root, "full_lmk_faces_idx").view(-1),
            .fullWeights = floats(root, "full_lmk_bary_coords").view({-1, 3})};
}

} // namespace effigy::head
