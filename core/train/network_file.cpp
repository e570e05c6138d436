// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/network_file.h"

#include "base/error.h"
#include "tensorio/pickle_file.h"
#include "tensorio/pickle_tensors.h"

namespace effigy::train {

tensorio::StateDict readNetwork(const std::filesystem::path& file, const std::vector<deca::ParameterInfo>& list,
                                const std::string& what)
{
    if (!std::filesystem::exists(file))
        throw base::Error("model_missing", "There is no file " + file.string(), "Give the file of a " + what + " network, or leave it out");
    tensorio::StateDict found;
    if (file.extension() == ".safetensors") {
        found = tensorio::readStateFile(file).tensors;
    } else {
        const tensorio::PickleTree tree = tensorio::readPickleOrCheckpoint(file);
        found = tensorio::collectTensors(tree, tree.root());
    }
    tensorio::StateDict network;
    for (const deca::ParameterInfo& info : list) {
        const torch::Tensor* tensor = found.find(info.name);
        if (tensor == nullptr || tensor->sizes() != c10::IntArrayRef(info.shape))
            throw base::Error("model_refused", file.string() + " holds no " + what + " network: " + info.name + " is missing or misshapen",
                              "Give the published weights, or leave it out");
        network.set(info.name, tensor->to(torch::kFloat32));
    }
    return network;
}

} // namespace effigy::train
