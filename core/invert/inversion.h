// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancel_token.h"
#include "base/progress.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace effigy::head {
class HeadModel;
}
namespace effigy::reconstruct {
struct AlignedPhoto;
struct HeadFit;
} // namespace effigy::reconstruct

namespace effigy::invert {

enum class Quality { Draft, Standard, Fine };

/// "draft", "standard" or "fine"; throws Error "unsupported" on any other word.
[[nodiscard]] Quality qualityFromName(std::string_view name);

struct InversionOptions {
    Quality quality = Quality::Standard;
    double budgetSeconds = 0.0;       // wall time of projection and tuning together; 0: the quality's own
    int steps = 0;                    // of tuning, however long they take; 0: what the budget allows
    int projectionSteps = 0;          // the same of the projection
    std::uint64_t seed = 1;           // the same inputs, step counts and seed give the same avatar
    double previewSeconds = 1.0;      // between two previews, for a Progress that wants them
    std::filesystem::path model;      // what readGenerator takes; empty: the embedded one
    std::string device = "auto";      // "auto", "cpu" or "cuda", for a published generator; others are tuned on the CPU
    std::filesystem::path perceptual = {}; // VGG-19 that judges pictures with a published generator; empty: none
    std::filesystem::path checkpoint; // where the last good state is kept, and resumed from if it is there; empty: nowhere
};

/// One point of the curves that a person watches.
struct InversionSample {
    std::string stage;    // "projection" or "pivot"
    int step = 0;         // within the stage
    double seconds = 0.0; // since the job began
    double loss = 0.0;
    double psnr = 0.0;    // dB inside the head mask of the aligned photo
};

/// An avatar: where in the generator's latent space it lies, and how its weights differ from the shared ones.
struct InversionResult {
    std::string model;                 // name of the generator that this belongs to
    std::string modelSha256;           // of that generator's weights; empty: not recorded
    int wsRows = 0;
    int wsColumns = 0;
    std::vector<float> ws;             // [wsRows, wsColumns]
    std::vector<std::byte> weightDelta;// safetensors, f16: tuned minus shared weights; tensors that kept their value are absent
    double psnr = 0.0;                 // dB of the final image inside the head mask
    double seconds = 0.0;
    std::vector<InversionSample> history;
};

/// Turns a photo into an avatar: projection into the latent space, then pivotal tuning of the generator. A generator with a
/// texture code begins with the fitted head and its lit texture; one of the published class is inverted as published, driven
/// by the fitted mesh, and paints the photo's background as well.
///   photo      aligned photo with matte and camera, as alignPhoto cuts it for the head model of `fit`
///   fit        the fitted head with its lit texture; with a texture code its renders decide what the photo does not show
///   headModel  the head model of `fit`
/// Returns the avatar. Unless steps are given it takes `options.budgetSeconds` at most, plus two seconds; with a published
/// generator 40 steps of projection and 40 of tuning at least, and all that the budget seemed to allow.
/// Throws Error "model_missing" or "model_refused" for the generator, "unsupported" when another head model drives it,
/// "storage" for the checkpoint, "device", and Cancelled, after the last good state has been saved.
/// Source: Roich 2021 (Pivotal Tuning); Sun 2023 (Next3D).
[[nodiscard]] InversionResult invertPhoto(const reconstruct::AlignedPhoto& photo, const reconstruct::HeadFit& fit,
                                          const head::HeadModel& headModel, const InversionOptions& options,
                                          base::Progress& progress, const base::CancelToken& cancel);

} // namespace effigy::invert
