// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <optional>
#include <utility>

namespace effigy::avatar {

/// The last output of a pure function, kept with the input it was made from. Inputs are compared, not hashed, so that a kept
/// output is never the wrong one.
template <typename Input, typename Output>
class CachedStage {
public:
    /// The output for `input`: the kept one when `input` is the same as last time, else what `make()` returns. When `make`
    /// throws, the stage keeps nothing.
    template <typename Make>
    const Output& get(const Input& input, const Make& make)
    {
        if (m_kept && m_kept->first == input)
            return m_kept->second;
        m_kept.reset();
        const auto start = std::chrono::steady_clock::now();
        m_kept.emplace(input, make());
        m_seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        m_didRun = true;
        ++m_runCount;
        return m_kept->second;
    }

    void clear() { m_kept.reset(); }
    /// How often `make` has succeeded.
    [[nodiscard]] int runCount() const { return m_runCount; }
    /// Whether any get() since forgetRun() ran it, and for how long in all: a request may ask more than once.
    [[nodiscard]] bool didRun() const { return m_didRun; }
    [[nodiscard]] double seconds() const { return m_seconds; }
    /// Before a new request.
    void forgetRun()
    {
        m_didRun = false;
        m_seconds = 0.0;
    }

private:
    std::optional<std::pair<Input, Output>> m_kept;
    int m_runCount = 0;
    bool m_didRun = false;
    double m_seconds = 0.0;
};

} // namespace effigy::avatar
