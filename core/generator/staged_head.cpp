// SPDX-License-Identifier: GPL-3.0-or-later
#include "generator/staged_head.h"

#include "base/error.h"
#include "generator/driving_folder.h"
#include "generator/published_generator.h"

#include <c10/core/InferenceMode.h>

#include <utility>

namespace effigy::generator {

using torch::Tensor;

StagedHead::StagedHead(const Generator& generator, const torch::Device& device, nn::Products products)
    : m_device(device), m_products(products), m_generator(onDevice(generator, device))
{
    requireProducts(products, device);
}

void StagedHead::setStyles(const Tensor& ws)
{
    const c10::InferenceMode inference;
    const Tensor here = ws.to(m_device);
    setIdentity(here, identityStage(m_generator, here, {.products = m_products}));
}

void StagedHead::setIdentity(const Tensor& ws, IdentityStage identity)
{
    const c10::InferenceMode inference;
    m_ws = ws.to(m_device);
    m_identity = std::move(identity);
    m_planes = Tensor();
}

void StagedHead::setPose(const HeadPose& pose)
{
    const c10::InferenceMode inference;
    checkPose(m_generator.layout, pose);
    m_raster = onDevice(rasterStage(m_generator, pose), m_device);
    m_planes = Tensor();
}

const Tensor& StagedHead::planes()
{
    const c10::InferenceMode inference;
    base::require(m_ws.defined(), "StagedHead: an identity comes first");
    if (!m_planes.defined())
        m_planes = deformStage(m_generator, m_identity, m_raster, m_ws, {.products = m_products}).planes;
    return m_planes;
}

Frame StagedHead::render(const CameraLabel& camera)
{
    const c10::InferenceMode inference;
    CameraStage seen = cameraStage(m_generator, planes(), toTensor(camera).to(m_device));
    const Tensor image = finishStage(m_generator, seen, m_ws, FinishPrecision::AsPublished, m_products);
    return {image.cpu(), {.features = seen.features.cpu(), .depth = seen.depth.cpu(), .alpha = seen.alpha.cpu()}};
}

} // namespace effigy::generator
