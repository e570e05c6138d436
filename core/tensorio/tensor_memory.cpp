// SPDX-License-Identifier: GPL-3.0-or-later
#include "tensorio/tensor_memory.h"

#include "base/error.h"

#include <c10/core/Allocator.h>
#include <c10/core/CPUAllocator.h>
#include <c10/core/impl/alloc_cpu.h>
#include <torch/version.h>

#include <sys/mman.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <iterator>
#include <map>
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

/// Blocks in use, and those that wait for their next use. What waits is cut where a smaller block is asked for, and joins its
/// neighbours when it comes back, so that whatever has been filled once serves whatever is asked for next.
class Blocks {
public:
    explicit Blocks(std::size_t keptBytes) : m_mostKept(keptBytes) {}

    void* take(std::size_t bytes)
    {
        const std::size_t size = roundedUp(bytes, kPage);
        const std::lock_guard lock(m_mutex);
        const auto best = smallestKept(size);
        if (best == m_kept.end()) {
            void* at = mapped(size);
            m_used.emplace(reinterpret_cast<std::uintptr_t>(at), size);
            return at;
        }
        const auto [at, block] = *best;
        m_kept.erase(best);
        const std::size_t cut = std::min(block.size, roundedUp(size, kHugePage)); // so that the rest begins at a huge page
        if (cut < block.size)
            m_kept.emplace(at + cut, Kept{block.size - cut, block.since});
        m_keptBytes -= cut;
        m_used.emplace(at, cut);
        return reinterpret_cast<void*>(at);
    }

    /// Whether `address` was one of them.
    bool giveBack(void* address)
    {
        const std::lock_guard lock(m_mutex);
        const auto used = m_used.find(reinterpret_cast<std::uintptr_t>(address));
        if (used == m_used.end())
            return false;
        keep(used->first, used->second);
        m_used.erase(used);
        while (m_keptBytes > m_mostKept)
            unmapOldest();
        return true;
    }

private:
    struct Kept {
        std::size_t size;
        std::uint64_t since; // how many came back before it
    };
    using KeptBlocks = std::map<std::uintptr_t, Kept>;

    KeptBlocks::iterator smallestKept(std::size_t size)
    {
        auto best = m_kept.end();
        for (auto it = m_kept.begin(); it != m_kept.end(); ++it)
            if (it->second.size >= size && (best == m_kept.end() || it->second.size < best->second.size))
                best = it;
        return best;
    }

    void keep(std::uintptr_t at, std::size_t size)
    {
        m_keptBytes += size;
        const auto after = m_kept.find(at + size);
        if (after != m_kept.end()) {
            size += after->second.size;
            m_kept.erase(after);
        }
        const auto next = m_kept.upper_bound(at);
        if (next != m_kept.begin()) {
            const auto before = std::prev(next);
            if (before->first + before->second.size == at) {
                before->second = {before->second.size + size, m_returns++};
                return;
            }
        }
        m_kept.emplace(at, Kept{size, m_returns++});
    }

    // Of the block that waits longest, as much from its end as is too much.
    void unmapOldest()
    {
        const auto oldest = std::min_element(m_kept.begin(), m_kept.end(),
                                             [](const auto& a, const auto& b) { return a.second.since < b.second.since; });
        Kept& block = oldest->second;
        const std::size_t excess = std::min(block.size, roundedUp(m_keptBytes - m_mostKept, kHugePage));
        const std::size_t left = (block.size - excess) / kHugePage * kHugePage;
        munmap(reinterpret_cast<void*>(oldest->first + left), block.size - left);
        m_keptBytes -= block.size - left;
        block.size = left;
        if (left == 0)
            m_kept.erase(oldest);
    }

    std::mutex m_mutex;
    std::unordered_map<std::uintptr_t, std::size_t> m_used; // bytes by address
    KeptBlocks m_kept; // by address
    std::size_t m_keptBytes = 0;
    std::size_t m_mostKept;
    std::uint64_t m_returns = 0;
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
