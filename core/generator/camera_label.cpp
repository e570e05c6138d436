// SPDX-License-Identifier: GPL-3.0-or-later
#include "generator/camera_label.h"

#include "base/error.h"

#include <Eigen/Geometry>

namespace effigy::generator {

namespace {

const Eigen::Vector3d kLift(0.0, kWorldLift, 0.0);

} // namespace

CameraLabel cameraLabel(const mesh::Camera& camera)
{
    CameraLabel label = {};
    Eigen::Map<Eigen::Matrix<double, 4, 4, Eigen::RowMajor>> worldFromCamera(label.data());
    Eigen::Map<Eigen::Matrix3d> intrinsicsTransposed(label.data() + 16);
    worldFromCamera.setIdentity();
    worldFromCamera.topLeftCorner<3, 3>() = camera.headFromCamera.linear();
    worldFromCamera.topRightCorner<3, 1>() = kWorldPerMetre * (camera.headFromCamera.translation() + kLift);
    intrinsicsTransposed << camera.fx, 0.0, 0.0, 0.0, camera.fy, 0.0, camera.cx, camera.cy, 1.0;
    return label;
}

mesh::Camera cameraFromLabel(const CameraLabel& label)
{
    const Eigen::Map<const Eigen::Matrix<double, 4, 4, Eigen::RowMajor>> worldFromCamera(label.data());
    const Eigen::Matrix3d rotation = worldFromCamera.topLeftCorner<3, 3>();
    base::require((rotation * rotation.transpose()).isIdentity(1e-3) && rotation.determinant() > 0.0,
                  "cameraFromLabel: the label's rotation is none");
    mesh::Camera camera;
    camera.headFromCamera.linear() = rotation;
    camera.headFromCamera.translation() = worldFromCamera.topRightCorner<3, 1>() / kWorldPerMetre - kLift;
    camera.fx = label[16];
    camera.cx = label[18];
    camera.fy = label[20];
    camera.cy = label[21];
    return camera;
}

torch::Tensor toTensor(const CameraLabel& label)
{
    torch::Tensor row = torch::empty({1, 25});
    for (std::size_t i = 0; i < label.size(); ++i)
        row.data_ptr<float>()[i] = static_cast<float>(label[i]);
    return row;
}

} // namespace effigy::generator
