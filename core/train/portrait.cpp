// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/portrait.h"

#include "head/default_albedo.h"
#include "mesh/mesh_renderer.h"
#include "train/head_sampler.h"

#include <cmath>
#include <numbers>

namespace effigy::train {

namespace {

void paint(base::Image& photo, const mesh::Mesh& mesh, const mesh::Camera& camera,
           const base::Image& texture, const mesh::ShLight& light)
{
    mesh::MeshRenderOptions options;
    options.texture = &texture;
    options.light = mesh::Light::Harmonic;
    options.harmonics = light;
    options.culling = mesh::Culling::None;
    const mesh::MeshRender head =
        mesh::renderMesh(mesh, camera, photo.width, photo.height, options);
    for (int y = 0; y < photo.height; ++y)
        for (int x = 0; x < photo.width; ++x) {
            const std::uint8_t* seen = head.colour.at(x, y);
            for (int channel = 0; channel < 3; ++channel) {
                std::uint8_t& pixel = photo.at(x, y)[channel];
                pixel = static_cast<std::uint8_t>(
                    (seen[channel] * seen[3] + pixel * (255 - seen[3])) / 255);
            }
        }
}

/// Expression, camera, wall and light of `portrait` from `sampler`.
void sit(Portrait& portrait, const head::HeadModel& model, const PortraitOptions& options,
         HeadSampler& sampler, std::uint64_t skinSeed)
{
    portrait.coefficients = model.coefficients(sampler.expression(), portrait.shape);
    const double degree = std::numbers::pi / 180.0;
    const double fov = sampler.uniform(options.narrowest, options.widest) * degree;
    const double side = sampler.uniform(0.28, 0.36);
    const double yaw = sampler.uniform(-options.yaw, options.yaw);
    const double pitch = sampler.uniform(-options.pitch, options.pitch);
    const double roll = sampler.uniform(-options.roll, options.roll);
    portrait.camera = framedCamera(yaw, pitch, roll, side / (2.0 * std::tan(fov / 2.0)), side);
    const base::Image texture =
        head::defaultAlbedo(model, head::randomAlbedoStyle(skinSeed), options.texture);
    const auto grey = static_cast<std::uint8_t>(sampler.uniform(60.0, 200.0));
    portrait.photo = base::Image(options.picture, options.picture, 3, grey);
    paint(portrait.photo, model.mesh(portrait.coefficients), portrait.camera, texture,
          sampler.light());
}

} // namespace

Portrait drawPortrait(const head::HeadModel& model, const PortraitOptions& options,
                      std::uint64_t seed)
{
    HeadSampler sampler({}, seed);
    Portrait portrait;
    portrait.shape = sampler.shape(model.shapeCount());
    sit(portrait, model, options, sampler, seed);
    return portrait;
}

Portrait drawPortrait(const head::HeadModel& model, const PortraitOptions& options,
                      std::uint64_t person, std::uint64_t view)
{
    constexpr std::uint64_t kViews = 1000; // of one person
    HeadSampler own({}, person), sampler({}, person * kViews + view + 1);
    Portrait portrait;
    portrait.shape = own.shape(model.shapeCount());
    sit(portrait, model, options, sampler, person);
    return portrait;
}

} // namespace effigy::train
