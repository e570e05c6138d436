// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/identity_loss.h"

#include "base/error.h"

#include <ATen/ATen.h>

namespace effigy::train {

using torch::Tensor;

Tensor identityFeatures(const Tensor& faces, const deca::NetworkScope& scope)
{
    constexpr std::int64_t kSide = 224, kMargin = 10;
    base::require(faces.dim() == 4 && faces.size(1) == 3 && faces.size(2) == kSide &&
                      faces.size(3) == kSide,
                  "faces to recognise are [B, 3, 224, 224]");
    const Tensor meanBgr =
        torch::tensor({91.4953F, 103.8827F, 131.0912F}).view({1, 3, 1, 1}).to(faces.device());
    const Tensor centred = faces.flip(1) * 255.0 - meanBgr;
    const Tensor inner =
        centred.slice(2, kMargin, kSide - kMargin).slice(3, kMargin, kSide - kMargin);
    // Twice minus one of numbers that are centred already: the weights see it that way in training.
    const Tensor input =
        at::upsample_bilinear2d(inner * 2.0 - 1.0, {kSide, kSide}, /*align_corners=*/false);
    return deca::resnet50(
               input, scope,
               {.strideAt = deca::StrideAt::First1x1, .pooling = deca::StemPooling::Ceiled})
        .features;
}

std::vector<deca::ParameterInfo> identityParameters(std::int64_t narrowing)
{
    return deca::resnet50Parameters("", narrowing);
}

Tensor identityLoss(const Tensor& generated, const Tensor& real, const deca::NetworkScope& scope)
{
    constexpr double kTiny = 1e-8; // of lengths
    base::require(generated.size(0) % real.size(0) == 0, "each face is compared as often");
    const Tensor a = identityFeatures(generated, scope);
    const Tensor b = identityFeatures(real, scope).repeat({generated.size(0) / real.size(0), 1});
    return (1.0 - at::cosine_similarity(a, b, 1, kTiny)).mean();
}

} // namespace effigy::train
