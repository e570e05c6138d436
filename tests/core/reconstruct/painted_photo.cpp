// SPDX-License-Identifier: GPL-3.0-or-later
#include "painted_photo.h"

#include "mesh/mesh_renderer.h"

namespace effigy::tests {

void paintHead(base::Image& photo, const mesh::Mesh& mesh, const mesh::Camera& camera,
               const PaintedSkin& skin)
{
    mesh::MeshRenderOptions options;
    options.texture = &skin.texture;
    options.light = skin.light ? mesh::Light::Harmonic : mesh::Light::None;
    options.harmonics = skin.light.value_or(mesh::ShLight::Zero());
    options.culling = mesh::Culling::None;
    const mesh::MeshRender head =
        mesh::renderMesh(mesh, camera, photo.width, photo.height, options);
    for (int y = 0; y < photo.height; ++y) {
        for (int x = 0; x < photo.width; ++x) {
            const std::uint8_t* seen = head.colour.at(x, y);
            for (int channel = 0; channel < 3; ++channel) {
                std::uint8_t& pixel = photo.at(x, y)[channel];
                pixel = static_cast<std::uint8_t>(
                    (seen[channel] * seen[3] + pixel * (255 - seen[3])) / 255);
            }
        }
    }
}

} // namespace effigy::tests
