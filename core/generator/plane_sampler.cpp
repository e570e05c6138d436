// SPDX-License-Identifier: GPL-3.0-or-later
#include "generator/plane_sampler.h"

#include "base/error.h"
#include "base/parallel.h"
#include "generator/plane_sampler_kernel.h"
#include "nn/shape_check.h"

#include <torch/csrc/autograd/custom_function.h>

#include <algorithm>
#include <limits>

namespace effigy::generator {

namespace {

using torch::Tensor;

constexpr int kPointsPerTask = 2048;
constexpr int kBands = 4; // row bands per plane, so that few planes still keep all threads busy

PlaneSamplerParams paramsOf(const PlaneGeometry& geometry, const Tensor& points, at::IntArrayRef planes)
{
    PlaneSamplerParams params = {};
    params.pointCount = static_cast<int>(points.size(1));
    params.pointSize = static_cast<int>(points.size(2));
    params.planeCount = static_cast<int>(planes[1]);
    params.height = static_cast<int>(planes[2]);
    params.width = static_cast<int>(planes[3]);
    params.channels = static_cast<int>(planes[4]);
    std::copy(geometry.planes.begin(), geometry.planes.end(), params.axes);
    params.scale = static_cast<float>(geometry.scale);
    params.divisor = static_cast<float>(geometry.shareSum);
    return params;
}

Tensor sampleOnCpu(const Tensor& planes, const Tensor& points, const PlaneGeometry& geometry)
{
    const auto n = planes.size(0), m = points.size(1), c = planes.size(4);
    Tensor features = torch::empty({n, m, c});
    PlaneSamplerParams params = paramsOf(geometry, points, planes.sizes());
    for (std::int64_t i = 0; i < n; ++i) {
        params.planes = planes.data_ptr<float>() + i * planes.stride(0);
        params.points = points.data_ptr<float>() + i * points.stride(0);
        params.features = features.data_ptr<float>() + i * m * c;
        base::parallelFor(params.pointCount, kPointsPerTask, [&](int begin, int end) { samplePoints(params, begin, end); });
    }
    return features;
}

Tensor scatterOnCpu(const Tensor& featuresGrad, const Tensor& points, at::IntArrayRef planeSizes, const PlaneGeometry& geometry)
{
    Tensor planesGrad = torch::zeros(planeSizes);
    PlaneSamplerParams params = paramsOf(geometry, points, planeSizes);
    for (std::int64_t i = 0; i < planeSizes[0]; ++i) {
        params.planesGrad = planesGrad.data_ptr<float>() + i * planesGrad.stride(0);
        params.points = points.data_ptr<float>() + i * points.stride(0);
        params.features = featuresGrad.data_ptr<float>() + i * featuresGrad.stride(0);
        base::parallelFor(params.planeCount * kBands, 1, [&](int begin, int end) {
            for (int task = begin; task < end; ++task) {
                const int band = task % kBands;
                scatterPoints(params, task / kBands, params.height * band / kBands, params.height * (band + 1) / kBands);
            }
        });
    }
    return planesGrad;
}

// Axes as plain numbers, for autograd to carry: three per plane.
std::vector<std::int64_t> packed(const PlaneGeometry& geometry)
{
    std::vector<std::int64_t> numbers;
    for (const PlaneAxes& axes : geometry.planes)
        numbers.insert(numbers.end(), {axes.column, axes.row, static_cast<std::int64_t>(axes.share)});
    return numbers;
}

PlaneGeometry unpacked(const std::vector<std::int64_t>& numbers, double scale, double shareSum)
{
    PlaneGeometry geometry = {.planes = {}, .scale = scale, .shareSum = shareSum};
    for (std::size_t i = 0; i + 2 < numbers.size(); i += 3)
        geometry.planes.push_back({static_cast<int>(numbers[i]), static_cast<int>(numbers[i + 1]),
                                   static_cast<PlaneShare>(numbers[i + 2])});
    return geometry;
}

class SamplePlanes : public torch::autograd::Function<SamplePlanes> {
public:
    static Tensor forward(torch::autograd::AutogradContext* context, const Tensor& planes, const Tensor& points,
                          std::vector<int64_t> axes, double scale, double shareSum)
    {
        context->save_for_backward({points});
        context->saved_data["sizes"] = planes.sizes().vec();
        context->saved_data["axes"] = axes;
        context->saved_data["scale"] = scale;
        context->saved_data["shareSum"] = shareSum;
        return sampleOnCpu(planes, points, unpacked(axes, scale, shareSum));
    }
    static torch::autograd::variable_list backward(torch::autograd::AutogradContext* context,
                                                   const torch::autograd::variable_list& dy)
    {
        const auto geometry = unpacked(context->saved_data["axes"].toIntVector(), context->saved_data["scale"].toDouble(),
                                       context->saved_data["shareSum"].toDouble());
        const Tensor points = context->get_saved_variables()[0];
        const Tensor planesGrad =
            scatterOnCpu(dy[0].contiguous(), points, context->saved_data["sizes"].toIntVector(), geometry);
        return {planesGrad, Tensor(), Tensor(), Tensor(), Tensor()};
    }
};

// The same from torch's own operators, for devices that our kernels do not know.
Tensor sampleWithOperators(const Tensor& planes, const Tensor& points, const PlaneGeometry& geometry)
{
    Tensor sum;
    for (std::size_t k = 0; k < geometry.planes.size(); ++k) {
        const PlaneAxes& axes = geometry.planes[k];
        const Tensor grid = planeCoordinates(points, axes) * geometry.scale;
        const Tensor plane = planes.select(1, static_cast<std::int64_t>(k)).permute({0, 3, 1, 2});
        Tensor seen = at::grid_sampler(plane, grid.unsqueeze(1), 0, 0, false).squeeze(2).transpose(1, 2); // [N, M, C]
        if (axes.share != PlaneShare::Whole) {
            const Tensor positive = (points.slice(2, 0, 1) * (0.5 * geometry.scale / kSideFade) + 0.5).clamp(0.0, 1.0);
            seen = seen * (axes.share == PlaneShare::PositiveX ? positive : 1.0 - positive);
        }
        sum = sum.defined() ? sum + seen : seen;
    }
    return sum / geometry.shareSum;
}

} // namespace

PlaneGeometry planeGeometry(const GeneratorConfig& config)
{
    PlaneGeometry geometry;
    geometry.scale = 2.0 / config.rendering.boxWarp;
    geometry.shareSum = 3.0;
    geometry.planes = {{0, 1}, {0, 2}};
    if (config.planeBlend == PlaneBlend::Aligned) {
        geometry.planes.push_back({2, 1, PlaneShare::PositiveX});
        geometry.planes.push_back({2, 1, PlaneShare::NegativeX});
    } else {
        geometry.planes.push_back(config.eg3dAxes ? PlaneAxes{2, 0} : PlaneAxes{2, 1});
    }
    return geometry;
}

PlaneGeometry flatPlane()
{
    return {.planes = {{0, 1}}, .scale = 1.0, .shareSum = 1.0};
}

Tensor planeCoordinates(const Tensor& points, const PlaneAxes& axes)
{
    return at::stack({points.select(2, axes.column), points.select(2, axes.row)}, 2);
}

Tensor samplePlanes(const Tensor& planes, const Tensor& points, const PlaneGeometry& geometry)
{
    nn::expectShape(planes, {-1, static_cast<std::int64_t>(geometry.planes.size()), -1, -1, -1}, "samplePlanes: planes");
    nn::expectShape(points, {planes.size(0), -1, -1}, "samplePlanes: points");
    base::require(geometry.planes.size() <= kMaxPlanes, "samplePlanes: too many planes");
    base::require(planes.numel() <= planes.size(0) * std::numeric_limits<int>::max(), "samplePlanes: planes that the kernel can count");
    for (const PlaneAxes& axes : geometry.planes)
        base::require(std::max(axes.column, axes.row) < points.size(2), "samplePlanes: points lack a coordinate");
    if (!planes.device().is_cpu())
        return sampleWithOperators(planes, points, geometry);
    return SamplePlanes::apply(planes.contiguous(), points.detach().contiguous(), packed(geometry), geometry.scale,
                               geometry.shareSum);
}

} // namespace effigy::generator
