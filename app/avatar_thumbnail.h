// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "avatar/stage_renderer.h"

namespace effigy::app {

/// The picture by which a project is known once it has an avatar: as in the photo, transparent around the head, kThumbnailSize wide.
/// Throws what the renderer throws.
[[nodiscard]] base::Image avatarThumbnail(avatar::StageRenderer& renderer, const base::CancelToken& cancel);

} // namespace effigy::app
