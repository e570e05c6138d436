// SPDX-License-Identifier: GPL-3.0-or-later
#include "generator/mapping.h"

#include "base/error.h"
#include "generator/activation.h"
#include "generator/convolution.h"

#include <string>

namespace effigy::generator {

namespace {

using torch::Tensor;

// To unit root mean square over the features.
Tensor normalised(const Tensor& x)
{
    return x * (x.square().mean(1, true) + 1e-8).rsqrt();
}

Tensor truncated(const Tensor& rows, const Tensor& average, const MappingOptions& options)
{
    const int cutoff = options.cutoff.value_or(options.rows);
    const Tensor pulled = average.lerp(rows.slice(1, 0, cutoff), options.psi);
    return at::cat({pulled, rows.slice(1, cutoff)}, 1);
}

} // namespace

Tensor mapLatents(const ParameterScope& scope, const Tensor& z, const Tensor& label, const MappingOptions& options)
{
    std::vector<Tensor> inputs;
    if (z.defined())
        inputs.push_back(normalised(z.to(torch::kFloat32)));
    if (label.defined()) {
        const auto embed = scope / "embed";
        inputs.push_back(normalised(fullyConnected(label.to(torch::kFloat32), embed["weight"], embed["bias"])));
    }
    base::require(!inputs.empty(), "mapLatents: neither latent nor label");
    Tensor x = at::cat(inputs, 1);
    for (int i = 0; i < options.layers; ++i) {
        const auto layer = scope / ("fc" + std::to_string(i));
        x = biasActivate(fullyConnected(x, layer["weight"], layer["bias"], options.lrMul), {}, {});
    }
    const Tensor rows = x.unsqueeze(1).repeat({1, options.rows, 1});
    return options.psi == 1.0 ? rows : truncated(rows, scope["w_avg"], options);
}

Tensor movedAverage(const Tensor& average, const Tensor& w, double beta)
{
    return w.detach().mean(0).lerp(average, beta);
}

} // namespace effigy::generator
