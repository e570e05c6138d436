// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deca/parameter_list.h"
#include "deca/resnet.h"

#include <torch/types.h>

#include <string>
#include <vector>

namespace effigy::encoder {

/// The sizes of a network that reads faces.
struct FaceNetworkSize {
    std::int64_t width = 48;      // channels of the first stage; they double with each
    std::int64_t places = 320;    // points on the head
    std::int64_t shape = 80;      // directions of the head model
    std::int64_t expression = 52; // its expressions

    [[nodiscard]] std::int64_t outputCount() const { return 3 * places + 2 * (shape + expression + 4 + 1) + 6; }
};

/// What a network tells of a batch of faces: means, and the logarithm of the standard deviation that it expects.
struct FaceReadings {
    torch::Tensor places;           // [B, N, 2] of the square, -1..1
    torch::Tensor placeSpread;      // [B, N] log, of x as of y
    torch::Tensor shape;            // [B, S] standard deviations of the head model
    torch::Tensor shapeSpread;      // [B, S] log
    torch::Tensor expression;       // [B, E] weights
    torch::Tensor expressionSpread; // [B, E] log
    torch::Tensor gaze;             // [B, 4] radians: rotation of the left eye about x and y, of the right one
    torch::Tensor gazeSpread;       // [B, 4] log
    torch::Tensor distance;         // [B] log of the metres from the camera to the head's origin, along its axis
    torch::Tensor distanceSpread;   // [B] log
    torch::Tensor axes;             // [B, 6] the head's x and y axis as the square's camera has them, about unit length
};

/// The outputs of readFaces() by their meaning.
[[nodiscard]] FaceReadings splitReadings(const torch::Tensor& outputs, const FaceNetworkSize& size);

/// The parameters and buffers of the network: a ResNet-18 of that width, and two layers over its 7 x 7 features.
[[nodiscard]] std::vector<deca::ParameterInfo> faceNetworkParameters(const FaceNetworkSize& size);

/// The network's outputs [B, outputCount()] f32 for `squares` [B, 3, 224, 224] RGB 0..1, f32 or, to train on a GPU, bf16, in
/// which convolutions are then computed. Differentiable.
/// Source: He et al. 2016, Table 1 (18 layers); places with spreads after Wood et al. 2022, Eq. 1.
[[nodiscard]] torch::Tensor readFaces(const torch::Tensor& squares, const deca::NetworkScope& scope);

} // namespace effigy::encoder
