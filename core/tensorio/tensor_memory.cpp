// SPDX-License-Identifier: GPL-3.0-or-later
#include "tensorio/tensor_memory.h"

#include "base/error.h"

#include <c10/core/Allocator.h>
#include <c10/core/CPUAllocator.h>
#include <c10/core/impl/alloc_cpu.h>
#include <torch/version.h>

#include <sys/mman.h>

#include <cstdint>
#include <cstring>
#include <list>
#include <mutex>
#include <new>
#include <unordered_map>

namespace effigy::tensorio {

namespace {

constexpr std::size_t kLarge = std::size_t{4} << 20; // smaller blocks are malloc's business
constexpr std::size_t kPage = 4096;
constexpr std::size_t kHugePage = std::size_t{2} << 20;

std::size_t roundedUp(std::size_t bytes, std::size_t step)
{
    return (bytes + step - 1) / step * step;
}

// Pages that begin at a huge page.
void* mapped(std::size_t bytes)
{
    void* whole = mmap(nullptr, bytes + kHugePage, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (whole == MAP_FAILED)
        throw std::bad_alloc();
    const auto from = reinterpret_cast<std::uintptr_t>(whole);
    const std::uintptr_t first = roundedUp(from, kHugePage);
    const std::uintptr_t end = first + bytes, wholeEnd = from + bytes + kHugePage;
    if (first > from)
        munmap(whole, first - from);
    if (wholeEnd > end)
        munmap(reinterpret_cast<void*>(end), wholeEnd - end);
    void* block = reinterpret_cast<void*>(first);
    madvise(block, bytes, MADV_HUGEPAGE); // a system without them says no, which changes nothing
    return block;
}

/// Blocks in use by their address, and those that wait for their next use, the oldest first.
class Blocks {
public:
    explicit Blocks(std::size_t keptBytes) : m_mostKept(keptBytes) {}

    void* take(std::size_t bytes)
    {
        const std::size_t size = roundedUp(bytes, kPage);
        const std::lock_guard lock(m_mutex);
        auto best = m_kept.end();
        for (auto it = m_kept.begin(); it != m_kept.end(); ++it)
            if (it->size >= size && it->size <= size + size / 8 && (best == m_kept.end() || it->size < best->size))
                best = it;
        Block block = {nullptr, size};
        if (best != m_kept.end()) {
            block = *best;
            m_keptBytes -= block.size;
            m_kept.erase(best);
        } else {
            block.at = mapped(size);
        }
        m_used.emplace(block.at, block.size);
        return block.at;
    }

    /// Whether `at` was one of them.
    bool giveBack(void* at)
    {
        const std::lock_guard lock(m_mutex);
        const auto used = m_used.find(at);
        if (used == m_used.end())
            return false;
        m_kept.push_back({at, used->second});
        m_keptBytes += used->second;
        m_used.erase(used);
        while (m_keptBytes > m_mostKept) {
            const Block oldest = m_kept.front();
            m_kept.pop_front();
            m_keptBytes -= oldest.size;
            munmap(oldest.at, oldest.size);
        }
        return true;
    }

private:
    struct Block {
        void* at;
        std::size_t size;
    };

    std::mutex m_mutex;
    std::unordered_map<void*, std::size_t> m_used;
    std::list<Block> m_kept;
    std::size_t m_keptBytes = 0;
    std::size_t m_mostKept;
};

Blocks* theBlocks = nullptr; // torch's deleters are plain functions; set once, never destroyed: tensors may outlive main()

void freeBlock(void* at)
{
    if (at != nullptr && !theBlocks->giveBack(at))
        c10::free_cpu(at);
}

class KeepingAllocator final : public c10::Allocator {
public:
#if TORCH_VERSION_MAJOR < 2
    c10::DataPtr allocate(std::size_t bytes) const override { return taken(bytes); }
#else // no longer const, and able to copy
    c10::DataPtr allocate(std::size_t bytes) override { return taken(bytes); }
    void copy_data(void* to, const void* from, std::size_t bytes) const override { std::memcpy(to, from, bytes); }
#endif

    c10::DeleterFnPtr raw_deleter() const override { return &freeBlock; }

private:
    static c10::DataPtr taken(std::size_t bytes)
    {
        void* at = bytes < kLarge ? c10::alloc_cpu(bytes) : theBlocks->take(bytes);
        return {at, at, &freeBlock, c10::Device(c10::DeviceType::CPU)};
    }
};

} // namespace

void keepTensorMemory(std::size_t keptBytes)
{
    base::require(theBlocks == nullptr, "keepTensorMemory: only once");
    theBlocks = new Blocks(keptBytes);
    constexpr std::uint8_t kAboveDefault = 1;
    c10::SetCPUAllocator(new KeepingAllocator, kAboveDefault);
}

} // namespace effigy::tensorio
