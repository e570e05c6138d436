// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <condition_variable>
#include <cstdint>
#include <exception>
#include <functional>
#include <map>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace effigy::train {

/// What torch and base::parallelFor do on the calling thread from now on they do on it alone. For threads that are many.
void stayOnThisThread();

struct FeedOptions {
    int threads = 2;         // that make items
    int mostWaiting = 64;    // items that are in the making or wait to be taken
    std::uint64_t first = 0; // number of the first item
};

/// Makes items on threads of its own, for as long as it lives, and hands them out in the order of their numbers: what comes
/// depends neither on the number of threads nor on who is quicker.
template <typename Item>
class Feed {
public:
    /// `make` gives the item of a number. Called on several threads at once.
    Feed(std::function<Item(std::uint64_t number)> make, FeedOptions options)
        : m_make(std::move(make)), m_options(options), m_next(options.first), m_taken(options.first)
    {
        m_options.mostWaiting = std::max(1, m_options.mostWaiting);
        for (int i = 0; i < std::max(1, options.threads); ++i)
            m_threads.emplace_back([this] { work(); });
    }
    ~Feed()
    {
        {
            const std::scoped_lock lock(m_mutex);
            m_isOver = true;
        }
        m_changed.notify_all();
        for (std::thread& thread : m_threads)
            thread.join();
    }
    Feed(const Feed&) = delete;
    Feed& operator=(const Feed&) = delete;

    /// The next items, as many as are ready, at least `atLeast` and at most `atMost`: waits for them. Rethrows what a thread
    /// failed with.
    [[nodiscard]] std::vector<Item> take(int atLeast, int atMost)
    {
        std::vector<Item> items;
        while (static_cast<int>(items.size()) < atMost) {
            const bool mayWait = static_cast<int>(items.size()) < atLeast;
            std::unique_lock lock(m_mutex);
            if (mayWait)
                m_changed.wait(lock, [&] { return m_failure || m_ready.contains(m_taken); });
            if (m_failure)
                std::rethrow_exception(m_failure);
            const auto next = m_ready.find(m_taken);
            if (next == m_ready.end())
                break;
            items.push_back(std::move(next->second));
            m_ready.erase(next);
            ++m_taken;
            lock.unlock();
            m_changed.notify_all();
        }
        return items;
    }

private:
    void work()
    {
        stayOnThisThread();
        while (true) {
            std::uint64_t number = 0;
            {
                std::unique_lock lock(m_mutex);
                m_changed.wait(lock, [this] { return m_isOver || m_next < m_taken + static_cast<std::uint64_t>(m_options.mostWaiting); });
                if (m_isOver)
                    return;
                number = m_next++;
            }
            try {
                Item item = m_make(number);
                const std::scoped_lock lock(m_mutex);
                m_ready.emplace(number, std::move(item));
            } catch (...) {
                const std::scoped_lock lock(m_mutex);
                m_failure = std::current_exception();
                m_isOver = true;
            }
            m_changed.notify_all();
        }
    }

    std::function<Item(std::uint64_t)> m_make;
    FeedOptions m_options;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::map<std::uint64_t, Item> m_ready;
    std::uint64_t m_next, m_taken;
    bool m_isOver = false;
    std::exception_ptr m_failure;
    std::vector<std::thread> m_threads;
};

} // namespace effigy::train
