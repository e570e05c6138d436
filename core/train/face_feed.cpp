// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/face_feed.h"

#include "base/error.h"
#include "mesh/camera.h"
#include "synth/head_photographer.h"
#include "synth/person_sampler.h"
#include "synth/seeded_random.h"
#include "synth/shot_sampler.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>

namespace effigy::train {
namespace {

using torch::Tensor;

constexpr std::uint64_t kShotStream = 0x51ed2701ULL;

Tensor floats(std::vector<std::int64_t> shape)
{
    return at::empty(shape, torch::kFloat32);
}

void fill(Tensor& row, const float* from, std::int64_t count)
{
    std::copy_n(from, count, row.data_ptr<float>());
}

/// RGB as planes.
Tensor planesOf(const base::Image& image)
{
    Tensor planes = at::empty({3, image.height, image.width}, torch::kUInt8);
    auto* to = planes.data_ptr<std::uint8_t>();
    const auto pixels = static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height);
    for (std::size_t p = 0; p < pixels; ++p)
        for (std::size_t c = 0; c < 3; ++c)
            to[c * pixels + p] = image.pixels[3 * p + c];
    return planes;
}

KnownFaces known(const synth::SyntheticPicture& picture, const mesh::Camera& camera, std::span<const int> vertices)
{
    const synth::GroundTruth& truth = *picture.truth;
    const int side = picture.image.width;
    KnownFaces face;
    face.pictures = planesOf(picture.image).unsqueeze(0);
    face.places = floats({1, static_cast<std::int64_t>(head::kLandmarkCount + vertices.size()), 2});
    auto* place = face.places.data_ptr<float>();
    const auto add = [&](const Eigen::Vector3f& point) {
        const Eigen::Vector3d seen = mesh::project(camera, point.cast<double>());
        *place++ = static_cast<float>(side * seen.x());
        *place++ = static_cast<float>(side * seen.y());
    };
    for (const auto& landmark : truth.landmarks)
        add(landmark);
    for (const int v : vertices)
        add(truth.vertices[static_cast<std::size_t>(v)]);
    const auto& c = truth.coefficients;
    face.shape = floats({1, c.shape.size()});
    fill(face.shape, c.shape.data(), c.shape.size());
    face.expression = floats({1, c.expression.size()});
    fill(face.expression, c.expression.data(), c.expression.size());
    const std::array<float, 4> gaze = {c.leftEye.x(), c.leftEye.y(), c.rightEye.x(), c.rightEye.y()};
    face.gaze = floats({1, 4});
    fill(face.gaze, gaze.data(), 4);
    const Eigen::Isometry3d cameraFromHead = camera.headFromCamera.inverse();
    face.distance = at::full({1}, std::log(cameraFromHead.translation().z()), torch::kFloat32);
    const Eigen::Matrix<float, 3, 3, Eigen::RowMajor> rotation = cameraFromHead.linear().cast<float>();
    face.rotation = floats({1, 3, 3});
    fill(face.rotation, rotation.data(), 9);
    return face;
}

} // namespace

ExampleColumns KnownFaces::columns() const
{
    return {pictures, places, shape, expression, gaze, distance, rotation};
}

KnownFaces KnownFaces::ofColumns(const ExampleColumns& columns)
{
    base::require(columns.size() == 7, "a known face has seven tensors");
    return {.pictures = columns[0],
            .places = columns[1],
            .shape = columns[2],
            .expression = columns[3],
            .gaze = columns[4],
            .distance = columns[5],
            .rotation = columns[6]};
}

KnownFaces KnownFaces::to(const torch::Device& device) const
{
    return ofColumns(onDevice(columns(), device));
}

KnownFaces KnownFaces::select(const Tensor& rows) const
{
    return ofColumns(selectedRows(columns(), rows));
}

KnownFaces joined(const std::vector<KnownFaces>& parts)
{
    std::vector<ExampleColumns> columns;
    for (const KnownFaces& part : parts)
        columns.push_back(part.columns());
    return KnownFaces::ofColumns(joinedRows(columns));
}

FaceFeed::FaceFeed(std::vector<int> vertices, FaceFeedOptions options)
    : m_vertices(std::move(vertices)), m_options(options), m_stock(synth::loadHeadStock(synth::atlasSizeFor(options.pictureSide))),
      m_people([this](std::uint64_t person) { return face(m_stock, m_vertices, m_options, person, m_options.shotsOfPerson); },
               {.threads = options.threads, .mostWaiting = std::max(1, options.mostWaiting / options.shotsOfPerson)})
{
}

KnownFaces FaceFeed::face(const synth::HeadStock& stock, std::span<const int> vertices, const FaceFeedOptions& options, std::uint64_t person,
                          int shots)
{
    const std::uint64_t base = synth::scrambled(options.seed);
    const synth::DressedHead dressed = synth::dress(stock, synth::sampleHead(stock.body, synth::scrambled(base + person)));
    std::vector<KnownFaces> faces;
    for (int i = 0; i < shots; ++i) {
        const synth::Shot shot = synth::sampleShot(synth::scrambled(base ^ (kShotStream + person * 64 + static_cast<std::uint64_t>(i))), options.range);
        faces.push_back(known(synth::photograph(stock, dressed, shot, {.size = options.pictureSide, .hasTruth = true, .hasTruthPictures = false}), shot.camera, vertices));
    }
    return joined(faces);
}

KnownFaces FaceFeed::fetch(int atLeast)
{
    const int most = std::max(1, m_options.mostWaiting / m_options.shotsOfPerson);
    const int people = std::min(most, (atLeast + m_options.shotsOfPerson - 1) / m_options.shotsOfPerson);
    const std::vector<KnownFaces> ready = m_people.take(people, most);
    return ready.empty() ? KnownFaces() : joined(ready);
}

} // namespace effigy::train
