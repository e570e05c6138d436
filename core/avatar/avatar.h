// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "head/head_model.h"
#include "invert/inversion.h"
#include "reconstruct/aligned_photo.h"
#include "reconstruct/head_fit.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace effigy::avatar {

/// Looks that the avatar's own generator has learnt: by id ("oil"), how its tuned weights change (invert/weight_delta.h).
using LearntLooks = std::map<std::string, std::vector<std::byte>, std::less<>>;

/// What an avatar is made of; a project file holds exactly this.
struct AvatarContents {
    std::shared_ptr<const head::HeadModel> headModel;
    reconstruct::HeadFit fit;
    reconstruct::AlignedPhoto photo;
    std::optional<invert::InversionResult> inversion; // absent until the photo has been inverted
    LearntLooks learntLooks = {};                     // none without an inversion
};

/// The tuned generator of an avatar. Opaque: only the stage renderer looks inside.
struct TunedGenerator;

/// A head that can be rendered: head model, fit and, once inverted, a tuned generator. An immutable snapshot, safe from any
/// thread; a change makes another one.
class Avatar {
public:
    /// Mesh passes work at once; the generator is loaded here if `contents` has an inversion.
    ///   model   the generator's JSON, weights beside it; empty: the embedded one
    ///   device  where its pictures are computed: "cpu", "cuda" or "auto" (generator::renderingDevice)
    /// Throws Error "model_missing" when the generator of the inversion is not there, "model_refused" when it does not fit,
    /// "unsupported" when another head model drives it, "device" when it cannot be computed there.
    explicit Avatar(AvatarContents contents, const std::filesystem::path& model = {}, const std::string& device = "cpu");
    ~Avatar();
    Avatar(const Avatar&) = delete;
    Avatar& operator=(const Avatar&) = delete;

    [[nodiscard]] const head::HeadModel& headModel() const { return *m_contents.headModel; }
    [[nodiscard]] const reconstruct::HeadFit& fit() const { return m_contents.fit; }
    [[nodiscard]] const reconstruct::AlignedPhoto& photo() const { return m_contents.photo; }
    [[nodiscard]] const AvatarContents& contents() const { return m_contents; }

    /// True once the photo has been inverted; until then only the mesh passes can be rendered.
    [[nodiscard]] bool isInverted() const { return m_generator != nullptr; }
    /// Whether pictures of the avatar end where the head ends. A published generator paints the background as well. True until
    /// the photo has been inverted.
    [[nodiscard]] bool hasAlpha() const;
    /// Whether a GPU makes its pictures.
    [[nodiscard]] bool isOnGpu() const;
    /// Whether its generator's texture has colours of known meaning: only then can those of the mouth be changed, and looks be
    /// learnt. True until the photo has been inverted.
    [[nodiscard]] bool hasTextureCode() const;

    /// The control values of the photo: where a new project starts and where a reset leads.
    [[nodiscard]] const head::ControlValues& photoControls() const { return m_photoControls; }

    /// The camera of the aligned photo, whose picture is a square about the head: of 0.30 m, but on FLAME.
    [[nodiscard]] const mesh::Camera& photoCamera() const { return m_contents.photo.camera; }

    /// Hash of everything that decides how the avatar looks; equal contents have equal versions.
    [[nodiscard]] std::uint64_t version() const { return m_version; }

    [[nodiscard]] const TunedGenerator* generator() const { return m_generator.get(); }

private:
    AvatarContents m_contents;
    head::ControlValues m_photoControls;
    std::unique_ptr<const TunedGenerator> m_generator;
    std::uint64_t m_version = 0;
};

/// A camera like the photo's, on a sphere about the head: what a viewport that orbits starts from. Angles as in OrbitView.
[[nodiscard]] mesh::OrbitView orbitLikePhoto(const Avatar& avatar);

} // namespace effigy::avatar
