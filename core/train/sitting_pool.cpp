// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/sitting_pool.h"

#include "base/error.h"
#include "generator/camera_label.h"
#include "synth/seeded_random.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace effigy::train {
namespace {

using synth::scrambled;
using torch::Tensor;

int slotsOf(const PoolOptions& options, const Share& share)
{
    return (options.slots - share.rank + share.count - 1) / share.count;
}

/// Rounds [first, rounds) are those that still count when `rounds` have come.
std::int64_t firstKept(const PoolOptions& options, std::int64_t rounds)
{
    const std::int64_t kept = std::max(1, options.pool / options.slots);
    return std::max<std::int64_t>(0, rounds - kept);
}

/// The person that item `number` of a process is: its slots come in turn.
std::uint64_t personOf(const PoolOptions& options, const Share& share, std::uint64_t number)
{
    const auto here = static_cast<std::uint64_t>(slotsOf(options, share));
    const std::uint64_t round = number / here, slot = static_cast<std::uint64_t>(share.rank) + number % here * static_cast<std::uint64_t>(share.count);
    return round * static_cast<std::uint64_t>(options.slots) + slot;
}

} // namespace

Window drawWindow(const Tensor& label, const Tensor& landmarks, int window, int size, std::uint64_t seed)
{
    constexpr float kLandmarkShare = 0.6F;
    constexpr double kReach = 0.13; // metres from the skull's middle to hair
    synth::SeededRandom random(seed);
    generator::CameraLabel numbers = {};
    const Tensor cpu = label.to(torch::kCPU).to(torch::kFloat64).contiguous();
    std::copy_n(cpu.data_ptr<double>(), numbers.size(), numbers.begin());
    Eigen::Vector3d point;
    if (random.chance(kLandmarkShare)) {
        const Tensor row = landmarks[random.pick(head::kLandmarkCount)].to(torch::kFloat64).contiguous();
        point = Eigen::Map<const Eigen::Vector3d>(row.data_ptr<double>());
    } else {
        const Eigen::Vector3d direction(random.normal(), random.normal(), random.normal());
        point = synth::kSkullMiddle.cast<double>() + kReach * direction.normalized();
    }
    const Eigen::Vector3d seen = mesh::project(generator::cameraFromLabel(numbers), point);
    const auto corner = [&](double centre) {
        const auto exact = static_cast<int>(std::lround(centre * size - 0.5 * window));
        return static_cast<double>(std::clamp(exact, 0, size - window)) / size;
    };
    return {.left = corner(seen.x()), .top = corner(seen.y()), .share = static_cast<double>(window) / size};
}

SittingPool::SittingPool(const synth::HeadStock& stock, const generator::Generator& generator, const PersonCode& code, const PoolOptions& options,
                         const Share& share, const torch::Device& device, std::int64_t rounds)
    : m_options(options), m_share(share), m_device(device), m_kept(std::max(1, options.pool / options.slots)),
      m_people(static_cast<std::size_t>(slotsOf(options, share))), m_rounds(firstKept(options, rounds)),
      m_feed([&stock, &generator, &code, options, share](std::uint64_t number) {
          return sitFor(stock, generator, code, options.sittings, personOf(options, share, number));
      },
             {.threads = options.threads,
              .mostWaiting = slotsOf(options, share) + 2 * options.threads,
              .first = static_cast<std::uint64_t>(firstKept(options, rounds)) * static_cast<std::uint64_t>(slotsOf(options, share))})
{
    base::require(options.slots > 0 && share.count > 0 && share.rank < share.count && options.slots % share.count == 0,
                  "SittingPool: every process has as many slots");
    base::require(options.shotsOfPerson <= options.sittings.shots, "SittingPool: as many shots as there are");
    take(rounds, Patience::Waits);
}

int SittingPool::slotsHere() const
{
    return static_cast<int>(m_people.size());
}

std::int64_t SittingPool::roundsAt(std::int64_t step) const
{
    return m_options.firstRounds + step / std::max(1, m_options.freshEvery);
}

void SittingPool::take(std::int64_t rounds, Patience patience)
{
    while (m_rounds < rounds) {
        const int missing = slotsHere() - static_cast<int>(m_fresh.size());
        for (HeadSitting& sitting : m_feed.take(patience == Patience::Waits ? missing : 0, missing))
            m_fresh.push_back(sitting.to(m_device));
        if (static_cast<int>(m_fresh.size()) < slotsHere())
            return;
        for (std::size_t slot = 0; slot < m_people.size(); ++slot) {
            if (static_cast<std::int64_t>(m_people[slot].size()) == m_kept)
                m_people[slot].pop_front();
            m_people[slot].push_back(std::move(m_fresh[slot]));
        }
        m_fresh.clear();
        ++m_rounds;
    }
}

void SittingPool::advance(std::int64_t step)
{
    if (m_options.isPunctual)
        take(roundsAt(step), Patience::Waits);
    else if (m_rounds < m_options.firstRounds)
        take(m_options.firstRounds, Patience::Waits);
    else
        take(std::numeric_limits<std::int64_t>::max(), Patience::TakesWhatIsThere);
}

SittingBatch SittingPool::draw(std::int64_t step) const
{
    std::vector<const KnownIdentity*> people;
    std::vector<ChosenShot> chosen;
    std::vector<Tensor> jitters;
    SittingBatch batch;
    const std::int64_t rays = std::int64_t{m_options.window} * m_options.window;
    for (std::size_t own = 0; own < m_people.size(); ++own) {
        const int slot = m_share.rank + static_cast<int>(own) * m_share.count;
        synth::SeededRandom random(scrambled(m_options.seed) ^ scrambled(static_cast<std::uint64_t>(step) * 8191 + static_cast<std::uint64_t>(slot)));
        const auto& ring = m_people[own];
        const HeadSitting& sitting = ring[static_cast<std::size_t>(random.pick(static_cast<int>(ring.size())))];
        people.push_back(&sitting.who);
        batch.slots.push_back(slot);
        const int first = random.pick(static_cast<int>(sitting.shots.count()));
        for (int i = 0; i < m_options.shotsOfPerson; ++i)
            chosen.push_back({&sitting, (first + i) % sitting.shots.count()});
        const at::Generator uniform = at::detail::createCPUGenerator(random.bits());
        jitters.push_back(at::rand({m_options.shotsOfPerson, rays, 1}, uniform, torch::TensorOptions(torch::kFloat32)));
        for (int i = 0; i < m_options.shotsOfPerson; ++i) {
            const auto& shot = chosen[chosen.size() - static_cast<std::size_t>(m_options.shotsOfPerson - i)];
            batch.windows.push_back(drawWindow(sitting.shots.labels[shot.which], sitting.shots.pose.landmarks[shot.which], m_options.window,
                                               static_cast<int>(sitting.shots.depth.size(3)), random.bits()));
        }
    }
    batch.who = joined(people);
    batch.shots = joined(chosen);
    batch.jitter = at::cat(jitters, 0).to(m_device);
    return batch;
}

} // namespace effigy::train
