// SPDX-License-Identifier: GPL-3.0-or-later
#include "generator/ray_marcher.h"

#include "base/error.h"
#include "base/parallel.h"
#include "generator/ray_marcher_kernel.h"
#include "generator/ray_operators.h"
#include "nn/shape_check.h"

#include <ATen/ops/sort.h>
#include <torch/csrc/autograd/custom_function.h>

#include <algorithm>
#include <limits>
#include <numeric>
#include <vector>

namespace effigy::generator {

namespace {

using torch::Tensor;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

constexpr int kRaysPerTask = 64;

RayMarchParams paramsOf(const Tensor& colours, const Tensor& density, const Tensor& depths, bool whiteBack)
{
    RayMarchParams params = {};
    params.colours = colours.data_ptr<float>();
    params.density = density.data_ptr<float>();
    params.depths = depths.data_ptr<float>();
    params.samples = static_cast<int>(colours.size(1));
    params.channels = static_cast<int>(colours.size(2));
    params.isWhiteBack = whiteBack;
    return params;
}

// Inputs with rays on one axis: colours [R, S, C], density [R, S], depths [R, S].
class MarchRays : public torch::autograd::Function<MarchRays> {
public:
    static variable_list forward(AutogradContext* context, const Tensor& colours, const Tensor& density, const Tensor& depths,
                                 bool whiteBack)
    {
        const auto rays = colours.size(0), samples = colours.size(1), channels = colours.size(2);
        const Tensor colour = torch::empty({rays, channels}), depth = torch::empty({rays}), opacity = torch::empty({rays});
        const Tensor weights = torch::empty({rays, samples - 1});
        RayMarchParams params = paramsOf(colours, density, depths, whiteBack);
        params.colour = colour.data_ptr<float>();
        params.depth = depth.data_ptr<float>();
        params.opacity = opacity.data_ptr<float>();
        params.weights = weights.data_ptr<float>();
        base::parallelFor(static_cast<int>(rays), kRaysPerTask, [&](int begin, int end) { marchForward(params, begin, end); });
        context->save_for_backward({colours, density, depths, depth, opacity, weights});
        context->mark_non_differentiable({weights});
        context->saved_data["whiteBack"] = whiteBack;
        return {colour, depth, opacity, weights};
    }

    static variable_list backward(AutogradContext* context, const variable_list& grads)
    {
        const variable_list saved = context->get_saved_variables();
        const Tensor &colours = saved[0], &density = saved[1], &depth = saved[3], &opacity = saved[4], &weights = saved[5];
        const Tensor colourGrad = grads[0].contiguous(), depthGrad = grads[1].contiguous(), opacityGrad = grads[2].contiguous();
        const Tensor coloursGrad = torch::empty_like(colours), densityGrad = torch::empty_like(density);
        RayMarchParams params = paramsOf(colours, density, saved[2], context->saved_data["whiteBack"].toBool());
        params.depth = depth.data_ptr<float>();
        params.opacity = opacity.data_ptr<float>();
        params.weights = weights.data_ptr<float>();
        params.colourGrad = colourGrad.data_ptr<float>();
        params.depthGrad = depthGrad.data_ptr<float>();
        params.opacityGrad = opacityGrad.data_ptr<float>();
        params.coloursGrad = coloursGrad.data_ptr<float>();
        params.densityGrad = densityGrad.data_ptr<float>();
        base::parallelFor(static_cast<int>(colours.size(0)), kRaysPerTask,
                          [&](int begin, int end) { marchBackward(params, begin, end); });
        return {coloursGrad, densityGrad, Tensor(), Tensor()};
    }
};

} // namespace

March marchRays(const Tensor& colours, const Tensor& density, const Tensor& depths, bool whiteBack)
{
    const auto n = depths.size(0), m = depths.size(1), s = depths.size(2);
    nn::expectShape(depths, {-1, -1, -1}, "marchRays: depths");
    nn::expectShape(colours, {n, m, s, -1}, "marchRays: colours");
    nn::expectShape(density, {n, m, s}, "marchRays: density");
    if (!colours.device().is_cpu())
        return marchWithOperators(colours, density, depths, whiteBack);
    const auto c = colours.size(3);
    const variable_list gathered =
        MarchRays::apply(colours.reshape({n * m, s, c}).contiguous(), density.reshape({n * m, s}).contiguous(),
                         depths.detach().reshape({n * m, s}).contiguous(), whiteBack);
    // Rays that met nothing end at the farthest sample of all.
    const Tensor depth = gathered[1].nan_to_num(std::numeric_limits<double>::infinity(), std::numeric_limits<double>::infinity());
    const Tensor clamped = at::minimum(at::maximum(depth, depths.min()), depths.max());
    return {gathered[0].reshape({n, m, c}), clamped.reshape({n, m, 1}), gathered[2].reshape({n, m, 1}),
            gathered[3].reshape({n, m, s - 1})};
}

Tensor depthOrder(const Tensor& depths)
{
    if (!depths.device().is_cpu())
        return std::get<1>(at::sort(depths, /*stable=*/true, -1, /*descending=*/false));
    const Tensor t = depths.contiguous();
    Tensor order = torch::empty(depths.sizes(), torch::kInt64);
    const auto s = depths.size(-1);
    const auto* tAt = t.data_ptr<float>();
    auto* orderAt = order.data_ptr<std::int64_t>();
    base::parallelFor(static_cast<int>(depths.numel() / s), kRaysPerTask, [&](int begin, int end) {
        for (std::int64_t ray = begin; ray < end; ++ray) {
            std::int64_t* first = orderAt + ray * s;
            std::iota(first, first + s, 0);
            std::stable_sort(first, first + s, [&](std::int64_t a, std::int64_t b) { return tAt[ray * s + a] < tAt[ray * s + b]; });
        }
    });
    return order;
}

} // namespace effigy::generator
