// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/load_avatar.h"

#include "avatar/installed_model.h"
#include "generator/model_library.h"

#include <filesystem>
#include <utility>

namespace effigy::project {

std::shared_ptr<const avatar::Avatar> loadAvatar(const Project& project, const std::string& device)
{
    avatar::AvatarContents contents = avatarContents(project);
    const std::filesystem::path model = avatar::installedModel(contents, generator::ModelLibrary());
    return std::make_shared<const avatar::Avatar>(std::move(contents), model, device);
}

std::shared_ptr<const avatar::Avatar> loadFittedHead(const Project& project)
{
    avatar::AvatarContents contents = avatarContents(project);
    contents.inversion.reset();
    return std::make_shared<const avatar::Avatar>(std::move(contents));
}

} // namespace effigy::project
