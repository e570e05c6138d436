// SPDX-License-Identifier: GPL-3.0-or-later
#if defined(EFFIGY_HAS_GLOO) && !defined(USE_C10D_GLOO)
#define USE_C10D_GLOO // or torch's headers are empty
#endif
#if defined(EFFIGY_HAS_NCCL) && !defined(USE_C10D_NCCL)
#define USE_C10D_NCCL
#endif

#include "train/ranks.h"

#include "base/error.h"

#include <ATen/ATen.h>

#if defined(EFFIGY_HAS_GLOO) || defined(EFFIGY_HAS_NCCL)
#include <torch/csrc/distributed/c10d/TCPStore.hpp>
#endif
#ifdef EFFIGY_HAS_GLOO
#include <torch/csrc/distributed/c10d/ProcessGroupGloo.hpp>
#endif
#ifdef EFFIGY_HAS_NCCL
#include <torch/csrc/distributed/c10d/ProcessGroupNCCL.hpp>
#endif

#include <charconv>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <utility>

namespace effigy::train {
namespace {

using torch::Tensor;

std::optional<int> numberIn(const char* name)
{
    const char* text = std::getenv(name);
    if (text == nullptr || *text == '\0')
        return {};
    int number = 0;
    const auto [end, error] = std::from_chars(text, text + std::strlen(text), number);
    if (error != std::errc() || *end != '\0' || number < 0)
        throw base::Error("unsupported", std::string(name) + " is " + text + ", which is no number of processes",
                          "Start with torchrun or srun, or unset it");
    return number;
}

class SingleRank : public Ranks {
public:
    [[nodiscard]] int rank() const override { return 0; }
    [[nodiscard]] int count() const override { return 1; }
    void average(const std::vector<Tensor>&) override {}
};

#if defined(EFFIGY_HAS_GLOO) || defined(EFFIGY_HAS_NCCL)

using Store = c10::intrusive_ptr<c10d::Store>;

Store storeOf(const RankPlace& place)
{
    c10d::TCPStoreOptions options;
    options.port = static_cast<decltype(options.port)>(place.port);
    options.isServer = place.rank == 0;
    options.numWorkers = place.count;
    options.waitWorkers = true;
    options.timeout = std::chrono::minutes(5);
    return c10::make_intrusive<c10d::TCPStore>(place.address, options);
}

/// A group of either kind: of both the same calls are used, but in torch 2 they share no base with ProcessGroup.
template <typename Group>
class GroupOfRanks : public Ranks {
public:
    GroupOfRanks(const RankPlace& place, Store store, c10::intrusive_ptr<Group> group)
        : m_place(place), m_store(std::move(store)), m_group(std::move(group))
    {
    }
    [[nodiscard]] int rank() const override { return m_place.rank; }
    [[nodiscard]] int count() const override { return m_place.count; }

    void average(const std::vector<Tensor>& tensors) override
    {
        const at::NoGradGuard noGradient;
        std::vector<Tensor> flat;
        for (const Tensor& tensor : tensors)
            flat.push_back(tensor.reshape({-1}));
        std::vector<Tensor> all = {at::cat(flat, 0)}; // one message instead of hundreds
        try {
            m_group->allreduce(all)->wait();
        } catch (const std::exception& error) {
            throw base::Error("device", std::string("The processes that train together lost each other: ") + error.what(),
                              "Start all of them again: the run goes on from its checkpoint");
        }
        std::int64_t at = 0;
        for (const Tensor& tensor : tensors) {
            Tensor(tensor).copy_(all[0].slice(0, at, at + tensor.numel()).reshape(tensor.sizes()) / static_cast<double>(m_place.count));
            at += tensor.numel();
        }
    }

private:
    RankPlace m_place;
    Store m_store;
    c10::intrusive_ptr<Group> m_group;
};

#endif

std::unique_ptr<Ranks> join([[maybe_unused]] const RankPlace& place, [[maybe_unused]] const torch::Device& device)
{
#ifdef EFFIGY_HAS_NCCL
    if (device.is_cuda()) {
        const Store store = storeOf(place);
        return std::make_unique<GroupOfRanks<c10d::ProcessGroupNCCL>>(place, store, c10::make_intrusive<c10d::ProcessGroupNCCL>(store, place.rank, place.count));
    }
#endif
#ifdef EFFIGY_HAS_GLOO
    if (device.is_cpu()) {
        const Store store = storeOf(place);
        auto options = c10d::ProcessGroupGloo::Options::create();
        options->devices.push_back(place.address == "127.0.0.1" || place.address == "localhost"
                                       ? c10d::ProcessGroupGloo::createDeviceForHostname("127.0.0.1")
                                       : c10d::ProcessGroupGloo::createDefaultDevice());
        return std::make_unique<GroupOfRanks<c10d::ProcessGroupGloo>>(place, store,
                                                                      c10::make_intrusive<c10d::ProcessGroupGloo>(store, place.rank, place.count, options));
    }
#endif
    throw base::Error("unsupported", "This build cannot train with several processes on this device",
                      "Build with the headers of Gloo (CPU) or NCCL (GPU) beside torch, or start one process");
}

} // namespace

std::optional<RankPlace> rankFromEnvironment()
{
    const auto either = [](const char* torchrun, const char* slurm) {
        const auto said = numberIn(torchrun);
        return said ? said : numberIn(slurm);
    };
    const auto count = either("WORLD_SIZE", "SLURM_NTASKS");
    if (!count || *count < 2)
        return {};
    RankPlace place;
    place.count = *count;
    const auto rank = either("RANK", "SLURM_PROCID");
    if (!rank || *rank >= place.count)
        throw base::Error("unsupported", "The environment speaks of several processes and does not say which one this is",
                          "Start with torchrun or srun, or unset WORLD_SIZE and SLURM_NTASKS");
    place.rank = *rank;
    place.onThisMachine = either("LOCAL_RANK", "SLURM_LOCALID").value_or(0);
    if (const char* address = std::getenv("MASTER_ADDR"))
        place.address = address;
    place.port = numberIn("MASTER_PORT").value_or(place.port);
    return place;
}

std::unique_ptr<Ranks> joinRanks(const RankPlace& place, const torch::Device& device)
{
    if (place.count == 1)
        return singleRank();
    try {
        return join(place, device);
    } catch (const base::Error&) {
        throw;
    } catch (const std::exception& error) {
        throw base::Error("device", "The processes that train together did not meet at " + place.address + ":" + std::to_string(place.port) + ": " + error.what(),
                          "Give all of them the same MASTER_ADDR and a free MASTER_PORT");
    }
}

std::unique_ptr<Ranks> singleRank()
{
    return std::make_unique<SingleRank>();
}

} // namespace effigy::train
