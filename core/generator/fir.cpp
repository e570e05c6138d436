// SPDX-License-Identifier: GPL-3.0-or-later
#include "generator/fir.h"

#include "base/error.h"
#include "generator/fir_kernel.h"
#include "generator/fir_operators.h"

#include <torch/csrc/autograd/custom_function.h>

#include <cmath>
#include <vector>

namespace effigy::generator {

namespace {

using torch::Tensor;

// One output size per axis and mode.
std::int64_t outSize(std::int64_t size, FirMode mode, std::int64_t padding)
{
    switch (mode) {
    case FirMode::Up: return 2 * size;
    case FirMode::Down: return size / 2;
    case FirMode::Smooth: return size + 2 * padding - 3;
    }
    throw base::ContractError("fir: unknown mode");
}

Tensor runOnTensor(const Tensor& x, FirMode mode, int padding)
{
    if (!x.device().is_cpu())
        return firWithOperators(x, mode, padding);
    const Tensor in = x.contiguous();
    const Tensor out = torch::empty(
        {x.size(0), x.size(1), outSize(x.size(2), mode, padding), outSize(x.size(3), mode, padding)}, x.options());
    runFir({.in = in.data_ptr<float>(),
            .out = out.data_ptr<float>(),
            .planes = static_cast<int>(x.size(0) * x.size(1)),
            .height = static_cast<int>(x.size(2)),
            .width = static_cast<int>(x.size(3)),
            .outHeight = static_cast<int>(out.size(2)),
            .outWidth = static_cast<int>(out.size(3)),
            .mode = mode,
            .padding = padding});
    return out;
}

Tensor fir(const Tensor& x, FirMode mode, int padding);

// The filter is symmetric, so each mode's transpose is another mode: Up^T = 4 Down, Down^T = Up / 4, and smoothing with
// padding p transposes to smoothing with 3 - p.
Tensor transposedFir(const Tensor& dy, FirMode mode, int padding)
{
    switch (mode) {
    case FirMode::Up: return fir(dy, FirMode::Down, 0) * 4.0;
    case FirMode::Down: return fir(dy, FirMode::Up, 0) * 0.25;
    case FirMode::Smooth: return fir(dy, FirMode::Smooth, 3 - padding);
    }
    throw base::ContractError("fir: unknown mode");
}

class FirFunction : public torch::autograd::Function<FirFunction> {
public:
    static Tensor forward(torch::autograd::AutogradContext* context, const Tensor& x, int64_t mode, int64_t padding)
    {
        context->saved_data["mode"] = mode;
        context->saved_data["padding"] = padding;
        return runOnTensor(x, static_cast<FirMode>(mode), static_cast<int>(padding));
    }
    static torch::autograd::variable_list backward(torch::autograd::AutogradContext* context,
                                                   const torch::autograd::variable_list& dy)
    {
        const auto mode = static_cast<FirMode>(context->saved_data["mode"].toInt());
        const auto padding = static_cast<int>(context->saved_data["padding"].toInt());
        return {transposedFir(dy[0], mode, padding), Tensor(), Tensor()};
    }
};

Tensor fir(const Tensor& x, FirMode mode, int padding)
{
    base::require(x.dim() == 4 && x.scalar_type() == torch::kFloat32, "fir: expected f32 [N, C, H, W]");
    return FirFunction::apply(x, static_cast<int64_t>(mode), static_cast<int64_t>(padding));
}

Tensor stuffZeros(const Tensor& x, int upX, int upY)
{
    if (upX == 1 && upY == 1)
        return x;
    const auto n = x.size(0), h = x.size(1), w = x.size(2);
    return at::constant_pad_nd(x.reshape({n, h, 1, w, 1}), {0, upX - 1, 0, 0, 0, upY - 1}).reshape({n, h * upY, w * upX});
}

// x [n, h, w] filtered by f [kh, kw]; correlation.
Tensor correlate(const Tensor& x, const Tensor& f)
{
    return at::conv2d(x.unsqueeze(1), f.unsqueeze(0).unsqueeze(0)).squeeze(1);
}

} // namespace

Tensor upfirdn2d(const Tensor& x, const Tensor& filter, const FirOptions& options)
{
    base::require(x.dim() == 4, "upfirdn2d: expected [N, C, H, W]");
    Tensor f = filter.defined() ? filter.to(x.options()) : torch::ones({1, 1}, x.options());
    base::require(f.dim() == 1 || f.dim() == 2, "upfirdn2d: expected a filter of one or two axes");
    f = f * std::pow(options.gain, 0.5 * static_cast<double>(f.dim()));
    if (!options.flipsFilter)
        f = f.dim() == 1 ? f.flip({0}) : f.flip({0, 1});

    Tensor y = x.reshape({x.size(0) * x.size(1), x.size(2), x.size(3)});
    y = stuffZeros(y, options.upX, options.upY);
    const auto& pad = options.padding;
    y = at::constant_pad_nd(y, {pad[0], pad[1], pad[2], pad[3]});
    y = f.dim() == 2 ? correlate(y, f) : correlate(correlate(y, f.unsqueeze(0)), f.unsqueeze(1));
    y = y.slice(1, 0, y.size(1), options.downY).slice(2, 0, y.size(2), options.downX);
    return y.reshape({x.size(0), x.size(1), y.size(1), y.size(2)});
}

Tensor smoothFilter()
{
    const Tensor taps = torch::tensor({1.0F, 3.0F, 3.0F, 1.0F});
    return at::outer(taps, taps) / 64.0;
}

Tensor upsample2d(const Tensor& x)
{
    return fir(x, FirMode::Up, 0);
}

Tensor downsample2d(const Tensor& x)
{
    base::require(x.dim() == 4 && x.size(2) % 2 == 0 && x.size(3) % 2 == 0, "downsample2d: expected even sizes");
    return fir(x, FirMode::Down, 0);
}

Tensor smooth2d(const Tensor& x, int padding)
{
    base::require(padding >= 0 && padding <= 3, "smooth2d: padding is 0 to 3");
    return fir(x, FirMode::Smooth, padding);
}

Tensor resizeAntialiased(const Tensor& x, std::int64_t height, std::int64_t width)
{
    return at::_upsample_bilinear2d_aa(x, {height, width}, false);
}

Tensor resizeBilinear(const Tensor& x, std::int64_t height, std::int64_t width)
{
    return at::upsample_bilinear2d(x, {height, width}, false);
}

} // namespace effigy::generator
