// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace effigy::app {

/// What a tour has finished, kept as tour.json in its folder, so that a second start does only what is missing. A record
/// counts for one key (photo, program, options); under another it starts empty.
class TourRecord {
public:
    /// Reads the record of `folder`, if there is one for `key`.
    TourRecord(std::filesystem::path folder, std::string key);

    /// Runs `work` unless the record says that step `name` is done and all its `files` are there; then notes its seconds.
    /// Once a step has run, the steps after it run as well.
    void step(const std::string& name, const std::vector<std::filesystem::path>& files, const std::function<void()>& work);

    /// True when some step had to run.
    [[nodiscard]] bool didWork() const { return m_didWork; }
    /// Of the run that did the step, in the order of the steps.
    [[nodiscard]] const std::vector<std::pair<std::string, double>>& seconds() const { return m_seconds; }

private:
    void save() const;

    std::filesystem::path m_folder;
    std::string m_key;
    std::map<std::string, double> m_done;
    std::vector<std::pair<std::string, double>> m_seconds;
    bool m_didWork = false;
};

} // namespace effigy::app
