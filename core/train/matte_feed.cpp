// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/matte_feed.h"

#include "base/error.h"
#include "encoder/matte_reader.h"
#include "head/surface_view.h"
#include "synth/head_photographer.h"
#include "synth/person_sampler.h"
#include "synth/seeded_random.h"

#include <ATen/ATen.h>

#include <Eigen/Geometry>

#include <algorithm>
#include <cmath>
#include <vector>

namespace effigy::train {
namespace {

using torch::Tensor;

constexpr std::uint64_t kShotStream = 0x9a77e001ULL, kFitStream = 0x9a77e002ULL;

// How fits err, standard deviations.
constexpr float kShapeError = 0.35F; // of the head model's: about 3 mm of its surface
constexpr float kExpressionError = 0.05F;
constexpr float kTurnError = 0.03F;   // radians, about each axis
constexpr float kPlaceError = 0.003F; // metres, across
constexpr float kSizeError = 0.02F;   // of the distance

/// Pixels of `picture` as planes, each put through `code` to 0..255.
template <typename Code>
Tensor codedPlanes(const base::FloatImage& picture, const Code& code)
{
    const auto pixels = static_cast<std::size_t>(picture.width) *
                        static_cast<std::size_t>(picture.height),
               channels = static_cast<std::size_t>(picture.channels);
    Tensor planes = at::empty({picture.channels, picture.height, picture.width}, torch::kUInt8);
    auto* to = planes.data_ptr<std::uint8_t>();
    for (std::size_t p = 0; p < pixels; ++p)
        for (std::size_t c = 0; c < channels; ++c)
            to[c * pixels + p] = static_cast<std::uint8_t>(
                std::clamp(code(picture.values[channels * p + c]), 0.0F, 255.0F) + 0.5F);
    return planes;
}

/// Hair, the rest of the head, clothes.
base::FloatImage matteShares(const base::FloatImage& regions)
{
    base::FloatImage shares(regions.width, regions.height, 3);
    for (int y = 0; y < regions.height; ++y)
        for (int x = 0; x < regions.width; ++x) {
            const float* of = regions.at(x, y);
            float* to = shares.at(x, y);
            for (int region = 0; region < synth::kRegionCount; ++region) {
                const bool isHair = region == static_cast<int>(synth::Region::Hair),
                           isCloth = region == static_cast<int>(synth::Region::Clothes);
                to[isHair ? 0 : isCloth ? 2 : 1] += of[region];
            }
        }
    return shares;
}

/// The mesh that a fit might have found, as it sees the picture.
encoder::MatteSeed fittedSeed(const head::HeadModel& model, head::HeadCoefficients c,
                              mesh::Camera camera, int size, synth::SeededRandom random)
{
    for (float& value : c.shape)
        value += kShapeError * random.normal();
    for (float& value : c.expression)
        value += kExpressionError * random.normal();
    const auto turn = [&] { return static_cast<double>(kTurnError * random.normal()); };
    const auto shift = [&] { return static_cast<double>(kPlaceError * random.normal()); };
    Eigen::Isometry3d cameraFromHead = camera.headFromCamera.inverse();
    const double farther = std::exp(static_cast<double>(kSizeError * random.normal()));
    cameraFromHead.linear() =
        (Eigen::AngleAxisd(turn(), Eigen::Vector3d::UnitX()) *
         Eigen::AngleAxisd(turn(), Eigen::Vector3d::UnitY()) *
         Eigen::AngleAxisd(turn(), Eigen::Vector3d::UnitZ()) * cameraFromHead.linear())
            .eval();
    cameraFromHead.translation() =
        farther * (cameraFromHead.translation() + Eigen::Vector3d(shift(), shift(), 0.0)).eval();
    camera.headFromCamera = cameraFromHead.inverse();
    const mesh::Mesh fitted = model.mesh(c);
    return encoder::seedMatte(head::viewSurface(fitted.vertices, fitted.triangles, camera, size),
                              fitted, model.data(), camera);
}

KnownCutOuts known(const synth::HeadStock& stock, const synth::DressedHead& dressed,
                   const synth::Shot& shot, int size)
{
    const synth::CutOut cut = synth::cutOut(stock, dressed, shot, size);
    const encoder::MatteSeed seed =
        fittedSeed(*stock.head, cut.coefficients, shot.camera, size, {shot.seed, kFitStream});
    KnownCutOuts known;
    known.light = codedPlanes(cut.light, [](float light) {
                      return 255.0F * std::sqrt(0.5F * std::max(0.0F, light));
                  }).unsqueeze(0);
    known.shares = codedPlanes(matteShares(cut.shares), [](float share) {
                       return 255.0F * share;
                   }).unsqueeze(0);
    known.cues =
        (255.0 * encoder::cuesOf(seed) + 0.5).clamp(0.0, 255.0).to(torch::kUInt8).unsqueeze(0);
    return known;
}

KnownCutOuts joined(const std::vector<KnownCutOuts>& parts)
{
    std::vector<ExampleColumns> columns;
    for (const KnownCutOuts& part : parts)
        columns.push_back(part.columns());
    return KnownCutOuts::ofColumns(joinedRows(columns));
}

} // namespace

KnownCutOuts KnownCutOuts::ofColumns(const ExampleColumns& columns)
{
    base::require(columns.size() == 3, "a known cut-out has three tensors");
    return {.light = columns[0], .shares = columns[1], .cues = columns[2]};
}

MatteFeed::MatteFeed(const MatteFeedOptions& options)
    : m_options(options),
      m_stock(synth::loadHeadStock(synth::atlasSizeFor(options.pictureSide))),
      m_people([this](std::uint64_t number) { return person(m_stock, m_options, number); },
               {.threads = options.threads,
                .mostWaiting = std::max(1, options.mostWaiting / options.shotsOfPerson)})
{
}

KnownCutOuts MatteFeed::person(const synth::HeadStock& stock, const MatteFeedOptions& options,
                               std::uint64_t number)
{
    const std::uint64_t base = synth::scrambled(options.seed);
    const synth::DressedHead dressed =
        synth::dress(stock, synth::sampleHead(stock.body, synth::scrambled(base + number)));
    std::vector<KnownCutOuts> shots;
    for (int i = 0; i < options.shotsOfPerson; ++i) {
        const synth::Shot shot = synth::sampleShot(
            synth::scrambled(base ^ (kShotStream + number * 64 + static_cast<std::uint64_t>(i))),
            options.range);
        shots.push_back(known(stock, dressed, shot, options.pictureSide));
    }
    return joined(shots);
}

KnownCutOuts MatteFeed::fetch(int atLeast)
{
    const int most = std::max(1, m_options.mostWaiting / m_options.shotsOfPerson);
    const int people =
        std::min(most, (atLeast + m_options.shotsOfPerson - 1) / m_options.shotsOfPerson);
    const std::vector<KnownCutOuts> ready = m_people.take(people, most);
    return ready.empty() ? KnownCutOuts() : joined(ready);
}

} // namespace effigy::train
