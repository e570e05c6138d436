// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "generator/generator.h"
#include "head/head_model.h"
#include "invert/texel_trust.h"
#include "reconstruct/aligned_photo.h"
#include "reconstruct/head_fit.h"
#include "train/known_head.h"

namespace effigy::invert {

/// Who is inverted: a generator of its own to tune, what the head looks like all around, and the photo.
struct Subject {
    generator::Generator generator;         // a copy; its residuals hold the head, its weights are still the shared ones
    const head::HeadModel* model = nullptr; // not owned
    train::KnownHead head;
    head::HeadCoefficients coefficients;    // of the photo, as controls can express them
    train::HeadView photo;
    torch::Tensor photoMask;                // [1, 1, S, S] where the photo is judged: the matte, without what is unseen
    TexelTrust trust;                       // in what the photo tells of the texture
};

/// Prepares a subject: the head's code goes into the texture residual, so that the avatar resembles the fitted, textured head
/// before anything is optimised.
///   shared  the generator that all avatars start from
/// Throws ContractError when fit and head model do not belong together.
[[nodiscard]] Subject makeSubject(const generator::Generator& shared, const head::HeadModel& model,
                                  const reconstruct::AlignedPhoto& photo, const reconstruct::HeadFit& fit);

/// Writes the head and its hair into the residuals of `subject` for the latent `ws`.
void writeHead(Subject& subject, const torch::Tensor& ws);

/// Mean of the mapping's latents as ws [1, wsRows, wDim].
[[nodiscard]] torch::Tensor meanLatent(const generator::Generator& generator);

} // namespace effigy::invert
