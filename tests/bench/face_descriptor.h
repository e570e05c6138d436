// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image.h"
#include "head/head_model.h"

#include <array>
#include <filesystem>
#include <memory>

namespace effigy::bench {

/// Whose face it is, as 128 numbers; faces of one person lie within 0.6 of each other.
using FaceDescriptor = std::array<float, 128>;

/// dlib's network for telling people apart (ResNet of 29 layers, CC0; dlib_face_recognition_resnet_model_v1.dat), behind a wall, because
/// its headers take long to compile. It judges what the product makes, and nothing in the product knows it.
class FaceRecogniser {
public:
    /// Throws Error "model_missing" or "model_refused".
    explicit FaceRecogniser(const std::filesystem::path& file);
    ~FaceRecogniser();
    FaceRecogniser(const FaceRecogniser&) = delete;
    FaceRecogniser& operator=(const FaceRecogniser&) = delete;

    ///   picture    RGB
    ///   landmarks  the 68 of the face, pixels of `picture`, centres at half-integers
    [[nodiscard]] FaceDescriptor describe(const base::Image& picture, const std::array<Eigen::Vector2f, head::kLandmarkCount>& landmarks);

private:
    struct Network;
    std::unique_ptr<Network> m_network;
};

/// Euclidean.
[[nodiscard]] double distance(const FaceDescriptor& a, const FaceDescriptor& b);

} // namespace effigy::bench
