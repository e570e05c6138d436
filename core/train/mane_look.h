// SPDX-License-Identifier: GPL-3.0-or-later
// What a photo shows at places of the head and beside it.
#pragma once

#include "mesh/camera.h"

#include <torch/types.h>

#include <Eigen/Core>

#include <cmath>
#include <cstddef>

namespace effigy::train {

/// Looks up one channel of a picture at a place of the head; nothing outside.
class PhotoLook {
public:
    PhotoLook(const torch::Tensor& photo, const mesh::Camera& camera)
        : m_photo(photo.contiguous()), m_camera(camera), m_size(static_cast<int>(photo.size(2)))
    {
    }

    [[nodiscard]] float at(int channel, const Eigen::Vector3d& place) const
    {
        const Eigen::Vector3d seen = mesh::project(m_camera, place);
        const int x = static_cast<int>(std::floor(seen.x() * m_size)), y = static_cast<int>(std::floor(seen.y() * m_size));
        if (x < 0 || y < 0 || x >= m_size || y >= m_size)
            return 0.0F;
        return m_photo.data_ptr<float>()[(static_cast<std::ptrdiff_t>(channel) * m_size + y) * m_size + x];
    }

private:
    torch::Tensor m_photo;
    const mesh::Camera& m_camera;
    int m_size;
};

/// What a row shows beside the head: where the head's outline lies and how far its hair reaches, metres from the middle.
struct RowLook {
    double head = 0.0;
    double hair = 0.0;
};

/// Looks outwards from the middle along a row.
///   photo    its channel 3: hair
///   outline  its channel 0: the head without its hanging hair
///   side     1 for the subject's left (+x), -1 for the right
///   height   metres, head frame
[[nodiscard]] RowLook lookAlong(const PhotoLook& photo, const PhotoLook& outline, double side, double height, bool coversEar);

} // namespace effigy::train
