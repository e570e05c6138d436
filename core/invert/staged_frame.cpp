// SPDX-License-Identifier: GPL-3.0-or-later
#include "invert/staged_frame.h"

#include <torch/csrc/autograd/autograd.h>

#include <vector>

namespace effigy::invert {
namespace {

/// The end of one stage and the start of the next: the graph is cut here.
torch::Tensor cut(const torch::Tensor& tensor)
{
    return tensor.detach().set_requires_grad(true);
}

/// Hands the gradients that arrived at the cuts on into what they were cut from.
void handOn(const std::vector<torch::Tensor>& cuts, const std::vector<torch::Tensor>& outputs)
{
    std::vector<torch::Tensor> roots, gradients;
    for (std::size_t i = 0; i < cuts.size(); ++i)
        if (cuts[i].grad().defined() && outputs[i].requires_grad()) {
            roots.push_back(outputs[i]);
            gradients.push_back(cuts[i].grad());
        }
    if (!roots.empty())
        torch::autograd::backward(roots, gradients);
}

} // namespace

StagedFrame::StagedFrame(const generator::Generator& generator, const generator::RasterStage& raster, const torch::Tensor& ws,
                         const torch::Tensor& label, Ends ends)
    : m_generator(generator), m_raster(raster), m_label(label), m_ws(ws.detach().set_requires_grad(ws.requires_grad()))
{
    {
        const torch::NoGradGuard noGrad;
        m_identity = generator::identityStage(generator, m_ws);
        m_planes = cut(generator::deformStage(generator, m_identity, raster, m_ws).planes);
        const auto camera = generator::cameraStage(generator, m_planes, label);
        m_frame.camera = {cut(camera.features), cut(camera.depth), cut(camera.alpha)};
        m_identity = {cut(m_identity.texture), cut(m_identity.staticPlanes)};
    }
    if (ends == Ends::Image)
        m_frame.image = generator::finishStage(generator, m_frame.camera, m_ws, generator::FinishPrecision::Full);
}

torch::Tensor StagedFrame::backward(const torch::Tensor& loss)
{
    loss.backward();
    m_frame.image = torch::Tensor();
    {
        const auto camera = generator::cameraStage(m_generator, m_planes, m_label);
        handOn({m_frame.camera.features, m_frame.camera.depth, m_frame.camera.alpha},
               {camera.features, camera.depth, camera.alpha});
    }
    handOn({m_planes}, {generator::deformStage(m_generator, m_identity, m_raster, m_ws).planes});
    const auto identity = generator::identityStage(m_generator, m_ws);
    handOn({m_identity.texture, m_identity.staticPlanes}, {identity.texture, identity.staticPlanes});
    return m_ws.grad();
}

} // namespace effigy::invert
