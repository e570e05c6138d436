// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancel_token.h"
#include "head/head_model.h"

#include <filesystem>

namespace effigy::head {

/// The ICT Face Model Light as a head model: its own 100 shapes and ARKit expressions; joints, skin
/// weights and masks are ours. It has no tongueOut: that control moves nothing. The shells around
/// its eyes (lacrimal fluid, blending and occlusion) are left out. Metres; the eyes lie where those
/// of `controls`, the free head, do.
///   folder  FaceXModel of ICT-FaceKit, or the folder that holds it
/// Throws Error "model_missing" when files are absent, "model_refused" when they are not those of
/// ICT-FaceKit, Cancelled.
[[nodiscard]] HeadModelData ictHead(const std::filesystem::path& folder,
                                    const HeadModelData& controls, const base::CancelToken& cancel);

} // namespace effigy::head
