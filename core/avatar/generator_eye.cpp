// SPDX-License-Identifier: GPL-3.0-or-later
#include "avatar/generator_eye.h"

#include "generator/published_generator.h"
#include "reconstruct/published_view.h"

#include <algorithm>

namespace effigy::avatar {
namespace {

/// Of generators whose world is the head's, 2.5 units to the metre.
class OwnEye : public GeneratorEye {
public:
    [[nodiscard]] HeadSquare square() const override { return {}; }
    [[nodiscard]] generator::CameraLabel label(const mesh::Camera& camera) const override { return generator::cameraLabel(camera); }
    [[nodiscard]] generator::Generator towards(const generator::Generator& generator, const generator::CameraLabel&) const override
    {
        return generator;
    }
    [[nodiscard]] head::HeadCoefficients pose(head::HeadCoefficients coefficients) const override { return coefficients; }
    [[nodiscard]] base::FloatImage metres(base::FloatImage depth, const generator::CameraLabel&, const mesh::Camera&) const override
    {
        for (float& value : depth.values)
            value /= static_cast<float>(generator::kWorldPerMetre);
        return depth;
    }
    [[nodiscard]] bool hasAlpha() const override { return true; }
};

/// Of the published class, whose labels know one distance and one angle of view. The photo's camera stands for that one; a
/// camera twice as far away is twice as far away there, too.
class PublishedEye : public GeneratorEye {
public:
    explicit PublishedEye(const mesh::Camera& photoCamera) : m_photo(photoCamera)
    {
        const Eigen::Vector3d aim = photoCamera.headFromCamera.inverse() * reconstruct::kPublishedAim;
        m_distance = aim.norm();
        m_square.metres = aim.z() / photoCamera.fx;
        // What lies in the photo's middle, as far away as the head.
        const Eigen::Vector3d middle((0.5 - photoCamera.cx) / photoCamera.fx, (0.5 - photoCamera.cy) / photoCamera.fy, 1.0);
        m_square.centre = photoCamera.headFromCamera * Eigen::Vector3d(aim.z() * middle);
    }
    [[nodiscard]] HeadSquare square() const override { return m_square; }

    [[nodiscard]] generator::CameraLabel label(const mesh::Camera& camera) const override
    {
        generator::CameraLabel label = reconstruct::publishedLabel(camera);
        const double farther = distanceOf(camera) / m_distance;
        for (const std::size_t i : {3U, 7U, 11U})
            label[i] *= farther;
        label[16] = reconstruct::kPublishedFocal * camera.fx / m_photo.fx;
        label[20] = reconstruct::kPublishedFocal * camera.fy / m_photo.fy;
        const Eigen::Vector3d middle = mesh::project(camera, m_square.centre);
        label[18] = middle.x();
        label[21] = middle.y();
        return label;
    }

    [[nodiscard]] generator::Generator towards(const generator::Generator& generator, const generator::CameraLabel& label) const override
    {
        return generator::seenFrom(generator, radiusOf(label));
    }

    [[nodiscard]] head::HeadCoefficients pose(head::HeadCoefficients coefficients) const override
    {
        coefficients.neck.setZero(); // it has only seen heads that are turned by the camera
        return coefficients;
    }

    [[nodiscard]] base::FloatImage metres(base::FloatImage depth, const generator::CameraLabel& label,
                                          const mesh::Camera& camera) const override
    {
        const double metresPerUnit = m_square.metres * reconstruct::kPublishedFocal / generator::kPublishedRadius;
        const double radius = radiusOf(label), distance = distanceOf(camera);
        for (float& value : depth.values)
            if (value > 0.0F)
                value = static_cast<float>(std::max(0.0, distance + (value - radius) * metresPerUnit));
        return depth;
    }
    [[nodiscard]] bool hasAlpha() const override { return false; }

private:
    [[nodiscard]] static double radiusOf(const generator::CameraLabel& label)
    {
        return Eigen::Vector3d(label[3], label[7], label[11]).norm();
    }
    [[nodiscard]] static double distanceOf(const mesh::Camera& camera)
    {
        return (camera.headFromCamera.translation() - reconstruct::kPublishedAim).norm();
    }

    mesh::Camera m_photo;
    HeadSquare m_square;
    double m_distance = 0.0; // metres, of the photo's camera from the head
};

} // namespace

std::unique_ptr<const GeneratorEye> eyeOf(const generator::Generator& generator, const mesh::Camera& photoCamera)
{
    if (generator::isPublishedClass(generator.config))
        return std::make_unique<PublishedEye>(photoCamera);
    return std::make_unique<OwnEye>();
}

} // namespace effigy::avatar
