// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "generator/stages.h"

#include <torch/types.h>

namespace effigy::invert {

/// A frame to be differentiated in little memory. The stages are run without gradients first; backwards, each is run once
/// more with them, so that the activations of one stage at a time are held. Gradients are those of renderFrame(), for the
/// price of one more pass through all stages but the last.
/// Source: Chen et al. 2016 (Training Deep Nets with Sublinear Memory Cost), with the stages as segments.
class StagedFrame {
public:
    enum class Ends { Image, Raw }; // Raw: no superresolution, `image` stays undefined

    /// Renders. The generator is borrowed until backward(), its parameters that require a gradient will get one.
    ///   ws      [1, wsRows, wDim]; detached, see backward()
    ///   label   [1, 25]
    StagedFrame(const generator::Generator& generator, const generator::RasterStage& raster, const torch::Tensor& ws,
                const torch::Tensor& label, Ends ends = Ends::Image);

    /// What losses are made of.
    [[nodiscard]] const generator::Frame& frame() const { return m_frame; }
    /// [1, K, P, P, C], for losses on the volume itself.
    [[nodiscard]] const torch::Tensor& planes() const { return m_planes; }

    /// Adds the gradients of `loss`, a scalar made of frame() and planes(), to the parameters. Once.
    ///   returns  the gradient with respect to ws [1, wsRows, wDim]; undefined when ws required none
    [[nodiscard]] torch::Tensor backward(const torch::Tensor& loss);

private:
    const generator::Generator& m_generator;
    const generator::RasterStage& m_raster;
    torch::Tensor m_label;
    torch::Tensor m_ws;
    generator::IdentityStage m_identity;
    torch::Tensor m_planes;
    generator::Frame m_frame;
};

} // namespace effigy::invert
