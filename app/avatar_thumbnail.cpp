// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/avatar_thumbnail.h"

#include "app/road.h"

namespace effigy::app {

base::Image avatarThumbnail(avatar::StageRenderer& renderer, const base::CancelToken& cancel)
{
    avatar::RenderRequest request;
    request.controls = renderer.avatar().photoControls();
    request.width = request.height = kThumbnailSize;
    return renderer.render(request, cancel).image;
}

} // namespace effigy::app
