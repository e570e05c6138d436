// SPDX-License-Identifier: GPL-3.0-or-later
#include "generator/plane_sampler.h"
#include "generator/ray_marcher.h"
#include "generator/rays.h"
#include "generator/volume.h"
#include "parity/next3d_operators.h"

#include <ATen/ATen.h>

namespace effigy::parity {

using namespace generator;
using tensorio::StateDict;
using torch::Tensor;

StateDict volumes(const ParitySet& set)
{
    const StateDict& in = set.file("ops_volume");
    StateDict out;
    const auto put = [&](const std::string& name, const Tensor& tensor) { out.set("ops_volume/" + name, tensor); };

    const StateDict decoder = in.withPrefix("decoder.param.");
    const PointSamples decoded = decode(ParameterScope(decoder), in.at("decoder.features").mean(1), 1.0);
    put("decoder.rgb", decoded.colours);
    put("decoder.sigma", decoded.density);

    for (const bool whiteBack : {false, true}) {
        const std::string suffix = whiteBack ? "_white" : "";
        const March march = marchRays(in.at("march.colors"), in.at("march.densities").squeeze(3), in.at("march.depths").squeeze(3),
                                      whiteBack);
        put("march.rgb" + suffix, march.colour);
        put("march.depth" + suffix, march.depth);
        put("march.weights" + suffix, march.weights.unsqueeze(3));
    }

    put("pdf.samples", importanceDepths(in.at("pdf.z_vals").squeeze(3), in.at("pdf.weights").squeeze(3),
                                        in.at("pdf.u").unsqueeze(0)).unsqueeze(3));

    const ImportanceBins bins = importanceBins(in.at("pdf.z_vals").squeeze(3), in.at("pdf.weights").squeeze(3));
    put("pdf.bins", bins.edges[0]);
    put("pdf.smoothed_weights", bins.weights[0]);
    const Tensor even = at::linspace(0.0, 1.0, in.at("pdf.samples_det").size(1)).reshape({1, 1, -1});
    put("pdf.samples_det", importanceDepths(in.at("pdf.z_vals").squeeze(3), in.at("pdf.weights").squeeze(3), even)[0]);

    const Tensor depths = at::cat({in.at("unify.d1"), in.at("unify.d2")}, 2);
    const Tensor order = depthOrder(depths.squeeze(3)).unsqueeze(3);
    const Tensor colours = at::cat({in.at("unify.c1"), in.at("unify.c2")}, 2);
    put("unify.depths", depths.gather(2, order));
    put("unify.densities", at::cat({in.at("unify.s1"), in.at("unify.s2")}, 2).gather(2, order));
    put("unify.colors", colours.gather(2, order.expand_as(colours)));

    const Tensor jitter = in.at("strat.jitter").squeeze(3);
    const Tensor one = at::ones({jitter.size(0), jitter.size(1), 1});
    put("strat.linear", stratifiedDepths({one * 2.25, one * 3.3}, jitter, false).unsqueeze(3));
    put("strat.disparity", stratifiedDepths({one * 2.25, one * 3.3}, jitter, true).unsqueeze(3));
    const RaySpan span = boxEntries({in.at("box.origins"), in.at("box.dirs")}, 1.0);
    put("box.start", span.start);
    put("box.end", span.end);
    put("strat.auto", stratifiedDepths(span, jitter, false).unsqueeze(3));

    constexpr int kResolution = 5;
    const Tensor labels = at::cat({in.at("rays.cam2world").flatten(1), in.at("rays.intrinsics").flatten(1)}, 1);
    const Rays rays = cameraRays(labels, kResolution);
    put("rays.origins", rays.origins);
    put("rays.dirs", rays.directions);

    // One plane at a time: the product never needs them apart.
    GeneratorConfig config;
    std::vector<Tensor> projected;
    for (const PlaneAxes& axes : planeGeometry(config).planes)
        projected.push_back(planeCoordinates(in.at("planes.coords"), axes));
    put("planes.projected", at::stack(projected, 1).flatten(0, 1));
    for (const auto& [name, boxWarp] : {std::pair("planes.sampled", 1.0), std::pair("planes.sampled_warp16", 1.6)}) {
        config.rendering.boxWarp = boxWarp;
        std::vector<Tensor> sampled;
        for (std::size_t k = 0; k < 3; ++k) {
            PlaneGeometry geometry = planeGeometry(config);
            geometry.planes = {geometry.planes[k]};
            geometry.shareSum = 1.0;
            const Tensor plane = in.at("planes.features").slice(1, static_cast<std::int64_t>(k), static_cast<std::int64_t>(k) + 1);
            sampled.push_back(samplePlanes(plane.permute({0, 1, 3, 4, 2}).contiguous(), in.at("planes.coords"), geometry));
        }
        put(name, at::stack(sampled, 1));
    }
    return out;
}

} // namespace effigy::parity
