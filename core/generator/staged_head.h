// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "generator/camera_label.h"
#include "generator/stages.h"

#include <torch/types.h>

namespace effigy::generator {

/// A head of a generator on one device, which keeps what a change of identity, pose or camera leaves as it was. Latents, poses and
/// labels are given on the CPU. Infers only.
class StagedHead {
public:
    /// `generator` is moved to `device`, whose networks multiply in `products`. Throws as requireProducts.
    StagedHead(const Generator& generator, const torch::Device& device, nn::Products products = nn::Products::F32);

    /// Another identity.
    ///   ws        [1, wsRows, wDim] f32
    ///   identity  on the head's device, where it does not come from `ws`
    void setStyles(const torch::Tensor& ws);
    void setIdentity(const torch::Tensor& ws, IdentityStage identity);
    /// Another pose. A generator that takes no mesh needs none. Throws ContractError when it is not of the layout.
    void setPose(const HeadPose& pose);

    /// The tri-planes [1, K, P, P, C] of the present identity and pose, on the head's device. Both come first.
    [[nodiscard]] const torch::Tensor& planes();
    /// On the CPU. Identity and pose come first.
    [[nodiscard]] Frame render(const CameraLabel& camera);

    /// With parameters on the head's device.
    [[nodiscard]] const Generator& generator() const { return m_generator; }
    [[nodiscard]] const torch::Device& device() const { return m_device; }

private:
    torch::Device m_device;
    nn::Products m_products;
    Generator m_generator;
    RasterStage m_raster;
    torch::Tensor m_ws;
    IdentityStage m_identity;
    torch::Tensor m_planes; // undefined when identity or pose changed
};

} // namespace effigy::generator
