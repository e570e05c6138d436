// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/tour_record.h"

#include "base/atomic_file.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <utility>

namespace effigy::app {
namespace {

constexpr const char* kFileName = "tour.json";

std::map<std::string, double> readDone(const std::filesystem::path& path, const std::string& key)
{
    if (!std::filesystem::is_regular_file(path))
        return {};
    const auto bytes = base::readFile(path, std::size_t{1} << 20);
    const auto* text = reinterpret_cast<const char*>(bytes.data());
    const nlohmann::json json = nlohmann::json::parse(text, text + bytes.size(), nullptr, false);
    if (!json.is_object() || json.value("key", "") != key || !json.contains("seconds") || !json["seconds"].is_object())
        return {};
    std::map<std::string, double> done;
    for (const auto& [name, value] : json["seconds"].items())
        if (value.is_number())
            done[name] = value.get<double>();
    return done;
}

} // namespace

TourRecord::TourRecord(std::filesystem::path folder, std::string key)
    : m_folder(std::move(folder)), m_key(std::move(key)), m_done(readDone(m_folder / kFileName, m_key))
{
}

void TourRecord::step(const std::string& name, const std::vector<std::filesystem::path>& files,
                      const std::function<void()>& work)
{
    const auto known = m_done.find(name);
    const bool areThere = std::all_of(files.begin(), files.end(), [](const auto& file) { return std::filesystem::exists(file); });
    if (!m_didWork && known != m_done.end() && areThere) {
        m_seconds.emplace_back(*known);
        return;
    }
    m_didWork = true;
    const auto start = std::chrono::steady_clock::now();
    work();
    m_seconds.emplace_back(name, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    save();
}

void TourRecord::save() const
{
    nlohmann::json seconds = nlohmann::json::object();
    for (const auto& [name, value] : m_seconds)
        seconds[name] = value;
    const std::string text = nlohmann::json{{"key", m_key}, {"seconds", seconds}}.dump(2) + "\n";
    base::writeFileAtomically(m_folder / kFileName, std::as_bytes(std::span(text.data(), text.size())));
}

} // namespace effigy::app
