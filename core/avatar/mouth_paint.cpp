// SPDX-License-Identifier: GPL-3.0-or-later
#include "avatar/mouth_paint.h"

#include "base/error.h"
#include "style/colour.h"
#include "train/part_texels.h"
#include "train/texture_code.h"

#include <ATen/ops/avg_pool2d.h>
#include <ATen/ops/pixel_shuffle.h>
#include <ATen/ops/pixel_unshuffle.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <string>

namespace effigy::avatar {

namespace {

constexpr float kLeast = 0.02F; // colours that the code can hold

float colourOf(float code) { return 1.0F / (1.0F + std::exp(-static_cast<float>(train::kLogitScale) * code)); }

float codeOf(float colour)
{
    const float safe = std::clamp(colour, kLeast, 1.0F - kLeast);
    return std::log(safe / (1.0F - safe)) / static_cast<float>(train::kLogitScale);
}

/// Teeth of another shade; OKLab in and out.
Eigen::Vector3f shadedTooth(Eigen::Vector3f lab, const MouthPaint& paint)
{
    const auto k = static_cast<float>(paint.whiteness), warmth = static_cast<float>(paint.warmth);
    if (k >= 0.0F) {
        lab[0] += 0.5F * k * std::max(0.0F, 0.95F - lab[0]);
        lab[1] *= 1.0F - 0.4F * k;
        lab[2] *= 1.0F - 0.7F * k;
    } else {
        lab[0] += 0.15F * k * lab[0];
        lab[2] -= 0.045F * k; // stains are yellow to brown
        lab[1] -= 0.012F * k;
    }
    lab[2] += 0.06F * warmth;
    lab[1] += 0.008F * warmth;
    return lab;
}

Eigen::Vector3f shadedFlesh(Eigen::Vector3f lab, double redness, double stops)
{
    const auto r = static_cast<float>(redness);
    lab[1] *= 1.0F + (r > 0.0F ? 0.5F : 0.7F) * r;
    lab[0] *= 1.0F - 0.12F * r;
    // OKLab lightness is a cube root of light.
    lab[0] *= static_cast<float>(std::exp2(stops / 3.0));
    lab.tail<2>() *= static_cast<float>(std::exp2(0.5 * stops / 3.0));
    return lab;
}

using Shade = std::function<Eigen::Vector3f(const Eigen::Vector3f&)>;

/// Repaints the texels of `where`; the code keeps what it holds beyond a colour.
///   code   [1, 3, S, S] f32, contiguous, changed
///   where  [1, 1, S, S] f32, 0..1, contiguous
void repaint(torch::Tensor& code, const torch::Tensor& where, const Shade& shade)
{
    const auto texels = code.size(2) * code.size(3);
    auto* values = code.data_ptr<float>();
    const auto* mask = where.data_ptr<float>();
    for (std::int64_t i = 0; i < texels; ++i) {
        if (mask[i] <= 0.0F)
            continue;
        const Eigen::Vector3f before(colourOf(values[i]), colourOf(values[texels + i]), colourOf(values[2 * texels + i]));
        const Eigen::Vector3f after = style::srgbOfOklab(shade(style::oklabOfSrgb(before)));
        for (int c = 0; c < 3; ++c)
            values[c * texels + i] += mask[i] * (codeOf(after[c]) - codeOf(before[c]));
    }
}

/// [1, 3, S, S] of the mouth's parts, repainted.
torch::Tensor painted(const torch::Tensor& code, const MouthTexels& texels, const MouthPaint& paint)
{
    auto result = code.contiguous().clone();
    const auto fit = [&](const torch::Tensor& mask) {
        const auto factor = mask.size(2) / result.size(2);
        return factor == 1 ? mask.contiguous() : at::avg_pool2d(mask, {factor, factor}).contiguous();
    };
    if (paint.whiteness != 0.0 || paint.warmth != 0.0)
        repaint(result, fit(texels.teeth), [&](const Eigen::Vector3f& lab) { return shadedTooth(lab, paint); });
    const auto flesh = [&](const torch::Tensor& where, double redness) {
        if (redness != 0.0 || paint.cavity != 0.0)
            repaint(result, fit(where), [&](const Eigen::Vector3f& lab) { return shadedFlesh(lab, redness, paint.cavity); });
    };
    flesh(texels.gums, paint.gums);
    flesh(texels.tongue, paint.tongue);
    return result;
}

} // namespace

MouthPaint mouthPaintOf(const head::ControlValues& values)
{
    return {.whiteness = values.get("teethWhiteness"),
            .warmth = values.get("teethWarmth"),
            .cavity = values.get("cavityLight"),
            .gums = values.get("gumRedness"),
            .tongue = values.get("tongueRedness")};
}

MouthTexels mouthTexels(const head::HeadModel& model, const generator::HeadLayout& layout, int size)
{
    const auto baked = train::partTexels(model, layout, {"teeth", "gums", "tongue"}, size);
    return {baked.slice(1, 0, 1), baked.slice(1, 1, 2), baked.slice(1, 2, 3)};
}

torch::Tensor paintedMouth(const torch::Tensor& texture, const MouthTexels& texels, const MouthPaint& paint)
{
    if (paint == MouthPaint())
        return texture;
    if (!texture.device().is_cpu())
        return paintedMouth(texture.cpu(), texels, paint).to(texture.device());
    base::require(texture.dim() == 4 && texture.size(0) == 1 && texture.size(1) >= train::kForm
                      && texels.teeth.size(2) == 2 * texture.size(2),
                  "a neural texture [1, C, P, P] and masks of twice its size");
    auto result = texture.clone();
    const auto put = [&](int first, const torch::Tensor& code) { result.slice(1, first, first + code.size(1)).copy_(code); };
    const auto front = at::pixel_shuffle(texture.slice(1, 0, train::kColourChannels), 2), anew = painted(front, texels, paint);
    put(0, at::pixel_unshuffle(anew, 2));
    if (texture.size(1) >= train::kCodeChannels) {
        const auto change = train::sideDetail(anew) - train::sideDetail(front);
        put(train::kSideDetail, texture.slice(1, train::kSideDetail, train::kCodeChannels) + change);
    }
    for (const int first : {train::kSideColour, train::kTopColour})
        put(first, painted(texture.slice(1, first, first + 3), texels, paint));
    return result;
}

} // namespace effigy::avatar
