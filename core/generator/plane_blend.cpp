// SPDX-License-Identifier: GPL-3.0-or-later
#include "generator/plane_blend.h"

#include "base/error.h"
#include "base/parallel.h"
#include "generator/plane_blend_kernel.h"
#include "generator/plane_form.h"
#include "nn/shape_check.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/custom_function.h>

#include <algorithm>
#include <cstddef>

namespace effigy::generator {

namespace {

using torch::Tensor;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

constexpr int kTile = 64; // pixels whose channels stay in the first cache level

/// A picture of one batch item with its channels apart or together.
template <typename T>
struct Picture {
    T* data;
    std::ptrdiff_t channelStride;
    std::ptrdiff_t pixelStride;
    T& at(int channel, int pixel) const { return data[channel * channelStride + pixel * pixelStride]; }
    [[nodiscard]] bool isTogether(int channels) const { return channelStride == 1 && pixelStride == channels; }
};

// Rows must follow each other without gaps.
bool isDense(const Tensor& x)
{
    return x.stride(2) == x.size(3) * x.stride(3);
}

template <typename T>
Picture<T> pictureOf(const Tensor& x, std::int64_t item)
{
    return {x.data_ptr<float>() + item * x.stride(0), x.stride(1), x.stride(3)};
}

// Calls work(channel, begin, end) for all channels and pixels [begin, end), tile by tile.
template <typename Work>
void forTiles(int channels, int pixels, const Work& work)
{
    base::parallelFor((pixels + kTile - 1) / kTile, 16, [&](int begin, int end) {
        for (int tile = begin; tile < end; ++tile)
            for (int c = 0; c < channels; ++c)
                work(c, tile * kTile, std::min(pixels, (tile + 1) * kTile));
    });
}

/// The form channels of one batch item; without any, no channel is one of them.
struct Form {
    int first = -1;
    const float* values = nullptr; // [kFormChannels, H W]
    int pixels = 0;
    [[nodiscard]] bool has(int channel) const
    {
        return first >= 0 && channel >= first && channel < first + kFormChannels;
    }
    [[nodiscard]] bool isOfPlane(int channel) const { return channel >= first + kSurfaceForms; }
    [[nodiscard]] float at(int channel, int pixel) const { return values[(channel - first) * pixels + pixel]; }
};

// `values` without elements: no form channels.
Form formOf(const Tensor& values, std::int64_t first, std::int64_t item)
{
    if (values.numel() == 0)
        return {};
    const auto pixels = values.size(2) * values.size(3);
    return {static_cast<int>(first), values.data_ptr<float>() + item * kFormChannels * pixels, static_cast<int>(pixels)};
}

/// Pictures with their channels apart, or laid out differently.
void blendAnyLayout(const Picture<const float>& o, const Picture<const float>& u, const Form& form, const BlendParams& params)
{
    const float *a = params.alpha, *g = params.gain;
    const int c = params.channels;
    forTiles(c, params.pixels, [&](int k, int begin, int end) {
        const auto to = [&](int p) -> float& { return params.out[static_cast<std::ptrdiff_t>(p) * c + k]; };
        if (!form.has(k))
            for (int p = begin; p < end; ++p)
                to(p) = u.at(k, p) + (o.at(k, p) * g[k] - u.at(k, p)) * a[p];
        else if (form.isOfPlane(k))
            for (int p = begin; p < end; ++p)
                to(p) = form.at(k, p);
        else
            for (int p = begin; p < end; ++p)
                to(p) = u.at(k, p) + (form.at(k, p) - u.at(k, p)) * a[p];
    });
}

/// Writes the blended plane to `plane`.
void blend(const Tensor& over, const Tensor& under, const Tensor& alpha, const Tensor& gain, const Tensor& formValues,
           std::int64_t formFirst, const Tensor& plane)
{
    const auto c = over.size(1), pixels = over.size(2) * over.size(3);
    for (std::int64_t i = 0; i < over.size(0); ++i) {
        const auto o = pictureOf<const float>(over, i), u = pictureOf<const float>(under, i);
        const Form form = formOf(formValues, formFirst, i);
        const BlendParams params = {.over = o.data,
                                    .under = u.data,
                                    .alpha = alpha.data_ptr<float>() + i * pixels,
                                    .gain = gain.data_ptr<float>(),
                                    .form = form.values,
                                    .out = plane.data_ptr<float>() + i * plane.stride(0),
                                    .pixels = static_cast<int>(pixels),
                                    .channels = static_cast<int>(c),
                                    .formFirst = form.first,
                                    .forms = kFormChannels,
                                    .surfaceForms = kSurfaceForms};
        if (o.isTogether(params.channels) && u.isTogether(params.channels))
            base::parallelFor(params.pixels, 16 * kTile, [&](int begin, int end) { blendTexels(params, begin, end); });
        else
            blendAnyLayout(o, u, form, params);
    }
}

class BlendToPlane : public torch::autograd::Function<BlendToPlane> {
public:
    static Tensor forward(AutogradContext* context, const Tensor& over, const Tensor& under, const Tensor& alpha,
                          const Tensor& gain, const Tensor& formValues, std::int64_t formFirst)
    {
        const Tensor plane = torch::empty({over.size(0), over.size(2), over.size(3), over.size(1)});
        blend(over, under, alpha, gain, formValues, formFirst, plane);
        context->save_for_backward({alpha, gain});
        context->saved_data["overIsLast"] = over.stride(1) == 1;
        context->saved_data["formFirst"] = formValues.numel() > 0 ? formFirst : std::int64_t{-1};
        return plane;
    }

    static variable_list backward(AutogradContext* context, const variable_list& grads)
    {
        const variable_list saved = context->get_saved_variables();
        const Tensor &alpha = saved[0], dy = grads[0].contiguous();
        const float* g = saved[1].data_ptr<float>();
        const auto n = dy.size(0), h = dy.size(1), w = dy.size(2), c = dy.size(3);
        const Tensor under = torch::empty({n, c, h, w});
        const Tensor over = context->saved_data["overIsLast"].toBool() ? torch::empty({n, h, w, c}).permute({0, 3, 1, 2})
                                                                        : torch::empty({n, c, h, w});
        const Form form = {.first = static_cast<int>(context->saved_data["formFirst"].toInt())};
        for (std::int64_t i = 0; i < n; ++i) {
            const auto o = pictureOf<float>(over, i), u = pictureOf<float>(under, i);
            const float* a = alpha.data_ptr<float>() + i * h * w;
            const float* in = dy.data_ptr<float>() + i * h * w * c;
            forTiles(static_cast<int>(c), static_cast<int>(h * w), [&](int k, int begin, int end) {
                const float above = form.has(k) ? 0.0F : g[k];
                const float below = form.has(k) && form.isOfPlane(k) ? 0.0F : 1.0F;
                for (int p = begin; p < end; ++p) {
                    o.at(k, p) = in[p * c + k] * a[p] * above;
                    u.at(k, p) = in[p * c + k] * (1.0F - a[p]) * below;
                }
            });
        }
        return {over, under, Tensor(), Tensor(), Tensor(), Tensor()};
    }
};

} // namespace

Tensor blendToPlane(const Tensor& over, const Tensor& under, const Tensor& alpha, const Tensor& gain,
                    const FormChannels& form, const Tensor& to)
{
    nn::expectShape(over, {-1, -1, -1, -1}, "blendToPlane: over");
    nn::expectShape(under, {over.size(0), over.size(1), over.size(2), over.size(3)}, "blendToPlane: under");
    nn::expectShape(alpha, {over.size(0), 1, over.size(2), over.size(3)}, "blendToPlane: alpha");
    const Tensor gains = gain.defined() ? gain.detach().contiguous() : at::ones({over.size(1)}, over.options());
    nn::expectShape(gains, {over.size(1)}, "blendToPlane: gain");
    if (form.values.defined())
        nn::expectShape(form.values, {over.size(0), kFormChannels, over.size(2), over.size(3)}, "blendToPlane: form");
    if (!over.device().is_cpu()) {
        Tensor plane = under + (over * gains.reshape({1, -1, 1, 1}) - under) * alpha;
        if (form.values.defined()) {
            const auto surfaces = form.first + kSurfaceForms, end = form.first + kFormChannels;
            const Tensor below = under.slice(1, form.first, surfaces);
            plane = at::cat({plane.slice(1, 0, form.first),
                             below + (form.values.slice(1, 0, kSurfaceForms) - below) * alpha,
                             form.values.slice(1, kSurfaceForms), plane.slice(1, end)},
                            1);
        }
        const Tensor last = plane.permute({0, 2, 3, 1});
        return to.defined() && !at::GradMode::is_enabled() ? to.copy_(last) : last.contiguous();
    }
    const auto dense = [](const Tensor& x) { return isDense(x) ? x : x.contiguous(); };
    const Tensor alphas = alpha.detach().contiguous(), forms = form.values.defined() ? form.values.contiguous() : at::empty({0});
    if (!to.defined() || at::GradMode::is_enabled())
        return BlendToPlane::apply(dense(over), dense(under), alphas, gains, forms, std::int64_t{form.first});
    nn::expectShape(to, {over.size(0), over.size(2), over.size(3), over.size(1)}, "blendToPlane: to");
    base::require(to.select(0, 0).is_contiguous(), "blendToPlane: a plane without gaps to write to");
    blend(dense(over), dense(under), alphas, gains, forms, form.first, to);
    return to;
}

} // namespace effigy::generator
