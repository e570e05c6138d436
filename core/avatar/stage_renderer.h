// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "avatar/avatar.h"
#include "avatar/compose.h"
#include "avatar/framing.h"
#include "base/cancel_token.h"
#include "base/image.h"
#include "head/controls.h"
#include "mesh/camera.h"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace effigy::style {
struct Tone;
}

namespace effigy::avatar {

/// What a picture shows.
enum class Pass {
    Final,    // the avatar
    Raw,      // the avatar before superresolution
    Depth,    // near white, far black; of the avatar, or of the mesh until the photo is inverted
    Normals,  // of the mesh, head frame, as colours
    Mask,     // alpha as grey; of the avatar, or of the mesh until the photo is inverted
    Textured, // the mesh with the photo's texture
    Clay,     // the mesh, plain material
    Wire,     // the mesh's edges over clay
    Uv,       // the mesh with a chart of its texture space
    Photo,    // the aligned photo; only through the photo's own camera
};

/// "final", "raw", "depth", "normals", "mask", "mesh", "clay", "wire", "uv", "photo"; throws Error "unsupported" on another word.
[[nodiscard]] Pass passFromName(std::string_view name);

/// True for the passes that only an inverted avatar has.
[[nodiscard]] bool needsGenerator(Pass pass);

enum class Quality {
    Preview, // while something is dragged: the raw image with fewer rays and samples, deformed without refinement
    Full,
};

/// A stage of the renderer, in the order in which they depend on each other.
enum class Stage { Identity, Pose, Deform, Camera, Finish, Mesh, Paint, Compose };
inline constexpr int kStageCount = 8;
[[nodiscard]] std::string_view stageName(Stage stage);

/// What is wanted. Head rotation is among the controls and turns the camera the other way; the controls of the look are as well, and
/// change the passes final and mesh.
struct RenderRequest {
    head::ControlValues controls;
    std::optional<mesh::Camera> camera;  // absent: the photo's own, as aligned
    int width = 512;                     // pixels
    int height = 512;
    Pass pass = Pass::Final;
    Quality quality = Quality::Full;
    std::optional<Colour> background = {}; // absent: transparent
    std::uint32_t frame = 0;             // of a film: decides the grain that moves
    std::shared_ptr<const style::Tone> tone = {}; // laid on what shows a look, after it; null: none
};

struct StageRun {
    bool ran = false;    // false: the kept output was still good, or the pass does not need the stage
    double seconds = 0.0;
};

struct RenderResult {
    base::Image image;                       // RGBA, straight alpha, width x height as asked
    std::array<StageRun, kStageCount> stages;
    double seconds = 0.0;
    Quality quality = Quality::Full;         // Full also for a preview that could not be better
    std::uint64_t avatarVersion = 0;
};

/// Renders an avatar stage by stage and keeps what each stage made: orbiting re-runs no backbone, a jaw slider no static
/// plane. A kept output gives the same bytes as a fresh one. Belongs to one thread.
class StageRenderer {
public:
    explicit StageRenderer(std::shared_ptr<const Avatar> avatar);
    ~StageRenderer();
    StageRenderer(StageRenderer&&) noexcept;
    StageRenderer& operator=(StageRenderer&&) noexcept;

    [[nodiscard]] const Avatar& avatar() const;

    /// The picture of `request`. Asks `cancel` between stages; stages that were finished stay good for the next request.
    /// Throws Error "unsupported" for a pass that the avatar cannot give (yet): the mask of one without alpha, or the photo
    /// pass through another camera;
    /// Cancelled; Error "out_of_memory".
    [[nodiscard]] RenderResult render(const RenderRequest& request, const base::CancelToken& cancel = {});

    /// How often `stage` has been computed since the start.
    [[nodiscard]] int runCount(Stage stage) const;

    /// Forgets everything that was kept.
    void clear();

private:
    struct Stages;
    std::unique_ptr<Stages> m_stages;
};

} // namespace effigy::avatar
