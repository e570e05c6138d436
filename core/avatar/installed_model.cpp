// SPDX-License-Identifier: GPL-3.0-or-later
#include "avatar/installed_model.h"

#include "base/error.h"
#include "generator/model_library.h"

namespace effigy::avatar {

std::filesystem::path installedModel(const AvatarContents& contents, const generator::ModelLibrary& library)
{
    if (!contents.inversion || contents.inversion->modelSha256.empty())
        return {};
    constexpr std::size_t kShown = 12; // digits that people compare
    const invert::InversionResult& inversion = *contents.inversion;
    const auto entry = library.findBySha256(inversion.modelSha256);
    if (!entry)
        throw base::Error("model_missing",
                          "The avatar was made with the generator \"" + inversion.model + "\" (" + inversion.modelSha256.substr(0, kShown)
                              + "...), which is not in the model library",
                          "Add that generator to the model library, or invert the photo again");
    return entry->isShipped ? std::filesystem::path() : entry->file;
}

} // namespace effigy::avatar
