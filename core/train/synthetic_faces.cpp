// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/synthetic_faces.h"

#include "base/error.h"
#include "deca/crop.h"
#include "mesh/mesh_renderer.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace effigy::train {

namespace {

using torch::Tensor;

constexpr int kSide = static_cast<int>(deca::kCropSide);

// Well spread seeds of neighbouring numbers. Source: Steele et al. 2014 (SplitMix).
std::uint64_t mixed(std::uint64_t x)
{
    x += 0x9e3779b97f4a7c15ULL;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
    return x ^ (x >> 31);
}

// How the head is turned as the camera sees it, in FLAME's axes (y up, z towards the viewer): [1, 3, 3].
Tensor seenRotation(const mesh::Camera& camera)
{
    const Eigen::Matrix3d cameraFromHead = camera.headFromCamera.linear().transpose();
    const Eigen::Matrix<float, 3, 3, Eigen::RowMajor> seen = (Eigen::Vector3d(1.0, -1.0, -1.0).asDiagonal() * cameraFromHead).cast<float>();
    return at::from_blob(const_cast<float*>(seen.data()), {1, 3, 3}, torch::kFloat32).clone();
}

// 68 landmarks [68, 3], metres, the contour where the camera sees the outline.
Tensor landmarksOf(const head::FlameForm& form, const std::vector<Eigen::Vector3f>& vertices, const mesh::Camera& camera)
{
    const Tensor points = at::from_blob(const_cast<float*>(vertices[0].data()), {1, static_cast<std::int64_t>(vertices.size()), 3},
                                        torch::kFloat32);
    const Tensor row = head::contourRows(head::contourYawDegrees(seenRotation(camera)));
    const head::FlameEmbedding& e = form.embedding;
    const Tensor faces = at::cat({e.contourFaces.index_select(0, row)[0], e.staticFaces}, 0);
    const Tensor weights = at::cat({e.contourWeights.index_select(0, row)[0], e.staticWeights}, 0);
    return head::pointsOnFaces(points, form.arrays.triangles, faces, weights)[0];
}

// Places 0..1 of the picture, [68, 2] f64.
Tensor projected(const Tensor& points, const mesh::Camera& camera)
{
    Tensor places = at::empty({points.size(0), 2}, torch::kFloat64);
    const Tensor dense = points.contiguous();
    for (std::int64_t i = 0; i < points.size(0); ++i) {
        const float* p = dense.data_ptr<float>() + 3 * i;
        const auto at = mesh::project(camera, Eigen::Vector3d(p[0], p[1], p[2]));
        places.data_ptr<double>()[2 * i] = at.x();
        places.data_ptr<double>()[2 * i + 1] = at.y();
    }
    return places;
}

/// The same camera, its picture the square of `side` times the landmarks' bounds around their middle.
mesh::Camera croppedTo(const mesh::Camera& camera, const Tensor& places, double side)
{
    const deca::FaceBounds bounds = deca::boundsOf(places);
    const double size = side * 0.5 * ((bounds.right - bounds.left) + (bounds.bottom - bounds.top));
    const double left = 0.5 * (bounds.left + bounds.right - size), top = 0.5 * (bounds.top + bounds.bottom - size);
    mesh::Camera crop = camera;
    crop.fx /= size;
    crop.fy /= size;
    crop.cx = (camera.cx - left) / size;
    crop.cy = (camera.cy - top) / size;
    return crop;
}

// A wall that darkens or changes colour from one side to the other, [3, S, S].
Tensor background(HeadSampler& sampler)
{
    const auto colour = [&] {
        Tensor rgb = at::empty({3, 1, 1});
        for (int c = 0; c < 3; ++c)
            rgb.data_ptr<float>()[c] = static_cast<float>(sampler.uniform(0.05, 0.95));
        return rgb;
    };
    const Tensor first = colour(), second = colour();
    const double angle = sampler.uniform(0.0, 6.283);
    const Tensor across = at::linspace(-1.0, 1.0, kSide);
    const Tensor along = (across.unsqueeze(0) * std::cos(angle) + across.unsqueeze(1) * std::sin(angle)) * 0.35 + 0.5;
    return first * along + second * (1.0 - along);
}

} // namespace

SyntheticFaces::SyntheticFaces(std::shared_ptr<const head::HeadModel> model, std::vector<base::Image> albedos, SyntheticFaceOptions options)
    : m_model(std::move(model)), m_form(head::flameForm(m_model->data())), m_albedos(std::move(albedos)), m_options(options)
{
    base::require(!m_albedos.empty(), "SyntheticFaces: albedos");
    m_isFace = m_model->data().masks.at("face");
    const std::vector<float>& inside = m_model->data().masks.at("innerMouth");
    std::ranges::transform(m_isFace, inside, m_isFace.begin(), [](float a, float b) { return std::max(a, b); });
}

SyntheticFaces::Face SyntheticFaces::face(HeadSampler& sampler, const Eigen::VectorXf& shape, const base::Image& albedo) const
{
    const mesh::Mesh mesh = m_model->mesh(m_model->coefficients(sampler.expression(), shape));
    const mesh::Camera around = sampler.camera();
    const Tensor points = landmarksOf(m_form, mesh.vertices, around);
    const mesh::Camera camera =
        croppedTo(around, projected(points, around), sampler.uniform(m_options.smallestCrop, m_options.largestCrop));
    mesh::MeshRenderOptions options;
    options.texture = &albedo;
    options.light = mesh::Light::Harmonic;
    options.harmonics = sampler.light();
    options.hiddenParts = {"lashes", "brows", "hair"};
    const mesh::MeshRender seen = mesh::renderMesh(mesh, camera, kSide, kSide, options);
    const Tensor rgba = at::from_blob(const_cast<std::uint8_t*>(seen.colour.pixels.data()), {kSide, kSide, 4}, torch::kUInt8)
                            .permute({2, 0, 1})
                            .to(torch::kFloat32)
                        / 255.0;
    const Tensor alpha = rgba.slice(0, 3, 4);
    Face made;
    made.image = (rgba.slice(0, 0, 3) * alpha + background(sampler) * (1.0 - alpha)).contiguous();
    made.landmarks = at::constant_pad_nd((projected(points, camera) * 2.0 - 1.0).to(torch::kFloat32), {0, 1}, 1.0);
    made.mask = at::zeros({1, kSide, kSide});
    for (std::size_t i = 0; i < seen.face.size(); ++i) {
        if (seen.face[i] < 0)
            continue;
        const Eigen::Vector3i& corners = mesh.triangles[static_cast<std::size_t>(seen.face[i])];
        float share = 0.0F;
        for (int k = 0; k < 3; ++k)
            share += seen.barycentrics.values[3 * i + static_cast<std::size_t>(k)] * m_isFace[static_cast<std::size_t>(corners[k])];
        made.mask.data_ptr<float>()[i] = share > 0.5F ? 1.0F : 0.0F;
    }
    return made;
}

FaceBatch SyntheticFaces::batch(int people, int views, std::uint64_t number) const
{
    std::vector<Tensor> images, landmarks, masks;
    for (int person = 0; person < people; ++person) {
        HeadSampler sampler(m_options.heads, mixed(mixed(m_options.seed) ^ mixed(number) ^ mixed(1000003ULL + static_cast<std::uint64_t>(person))));
        const Eigen::VectorXf shape = sampler.shape(m_model->shapeCount());
        const auto which = static_cast<std::size_t>(sampler.uniform(0.0, static_cast<double>(m_albedos.size())));
        for (int view = 0; view < views; ++view) {
            Face made = face(sampler, shape, m_albedos[std::min(which, m_albedos.size() - 1)]);
            images.push_back(std::move(made.image));
            landmarks.push_back(std::move(made.landmarks));
            masks.push_back(std::move(made.mask));
        }
    }
    return {.images = at::stack(images), .landmarks = at::stack(landmarks), .masks = at::stack(masks)};
}

} // namespace effigy::train
