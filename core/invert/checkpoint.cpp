// SPDX-License-Identifier: GPL-3.0-or-later
#include "invert/checkpoint.h"

#include "base/error.h"
#include "tensorio/state_dict.h"

#include <nlohmann/json.hpp>

namespace effigy::invert {
namespace {

constexpr const char* kDescription = "inversion";
constexpr const char* kPivot = "pivot";

} // namespace

void writeCheckpoint(const Checkpoint& checkpoint, const std::filesystem::path& path)
{
    tensorio::StateDict tensors;
    tensors.set(kPivot, checkpoint.pivot);
    for (const auto& [name, tensor] : checkpoint.state)
        tensors.set("state/" + name, tensor);
    const nlohmann::json description = {{"modelSha256", checkpoint.modelSha256},
                                        {"stage", checkpoint.stage},
                                        {"nextStep", checkpoint.nextStep},
                                        {"projectionSteps", checkpoint.projectionSteps},
                                        {"tuningSteps", checkpoint.tuningSteps},
                                        {"seconds", checkpoint.seconds}};
    tensorio::writeStateFile(path, tensors, {{kDescription, description.dump()}});
}

Checkpoint readCheckpoint(const std::filesystem::path& path)
{
    const auto file = tensorio::readStateFile(path);
    const auto text = file.metadata.find(kDescription);
    const auto description = text == file.metadata.end() ? nlohmann::json() : nlohmann::json::parse(text->second, nullptr, false);
    if (!description.is_object() || !file.tensors.contains(kPivot))
        throw base::Error("model_refused", path.string() + " is no interrupted inversion", "Start the inversion anew");
    Checkpoint checkpoint;
    checkpoint.modelSha256 = description.value("modelSha256", "");
    checkpoint.stage = description.value("stage", "");
    checkpoint.nextStep = description.value("nextStep", 0);
    checkpoint.projectionSteps = description.value("projectionSteps", 0);
    checkpoint.tuningSteps = description.value("tuningSteps", 0);
    checkpoint.seconds = description.value("seconds", 0.0);
    checkpoint.pivot = file.tensors.at(kPivot);
    const std::string prefix = "state/";
    for (const auto& [name, tensor] : file.tensors)
        if (name.starts_with(prefix))
            checkpoint.state[name.substr(prefix.size())] = tensor;
    return checkpoint;
}

} // namespace effigy::invert
