// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/cube_lut.h"

#include "base/error.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <optional>

namespace effigy::style {
namespace {

using base::Error;

constexpr std::string_view kBlank = " \t\r";
constexpr float kWidest = 1e6F; // beyond, a number is no colour

std::string_view trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(kBlank);
    return first == std::string_view::npos ? std::string_view() : text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

std::vector<std::string_view> wordsOf(std::string_view line)
{
    std::vector<std::string_view> words;
    for (std::size_t at = 0; (at = line.find_first_not_of(kBlank, at)) != std::string_view::npos;) {
        const auto end = std::min(line.find_first_of(kBlank, at), line.size());
        words.push_back(line.substr(at, end - at));
        at = end;
    }
    return words;
}

std::optional<float> numberOf(std::string_view word)
{
    float value = 0.0F;
    if (word.starts_with('+'))
        word.remove_prefix(1);
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
    const bool isWhole = error == std::errc() && end == word.data() + word.size();
    return isWhole && std::isfinite(value) && std::abs(value) <= kWidest ? std::optional(value) : std::nullopt;
}

/// Reads a file line by line.
class CubeReader {
public:
    explicit CubeReader(const std::string& name) : m_name(name) {}

    void read(std::string_view line)
    {
        ++m_line;
        line = trimmed(line);
        if (line.empty() || line.front() == '#')
            return;
        const auto words = wordsOf(line);
        if (numberOf(words.front()))
            return readEntry(words);
        readKeyword(words);
    }

    CubeLut finish()
    {
        if (m_lut.size == 0)
            throw Error("bad_lut", m_name + " is no .cube file: it does not say how large its table is", kHint);
        if (m_lut.entries.size() < expected())
            throw damaged("the table ends after " + std::to_string(m_lut.entries.size()) + " of " + std::to_string(expected()) + " entries");
        if (((m_lut.most - m_lut.least).array() <= 0.0F).any())
            throw Error("bad_lut", m_name + " is damaged: the domain of its table is empty", kHint);
        return std::move(m_lut);
    }

private:
    static constexpr const char* kHint = "Export the table again from the program that made it";

    [[nodiscard]] Error damaged(const std::string& what) const
    {
        return {"bad_lut", m_name + " is damaged in line " + std::to_string(m_line) + ": " + what, kHint};
    }

    [[nodiscard]] std::size_t expected() const
    {
        const auto size = std::size_t(m_lut.size);
        return m_lut.isCube ? size * size * size : size;
    }

    [[nodiscard]] std::vector<float> numbers(const std::vector<std::string_view>& words, std::size_t count, std::size_t from) const
    {
        std::vector<float> values;
        for (std::size_t i = from; i < words.size(); ++i) {
            const auto value = numberOf(words[i]);
            if (!value)
                throw damaged("\"" + std::string(words[i].substr(0, 40)) + "\" is no number");
            values.push_back(*value);
        }
        if (values.size() != count)
            throw damaged(std::to_string(count) + " numbers are expected, not " + std::to_string(values.size()));
        return values;
    }

    void readEntry(const std::vector<std::string_view>& words)
    {
        const auto values = numbers(words, 3, 0);
        if (m_lut.size == 0)
            throw damaged("an entry before the size of the table");
        if (m_lut.entries.size() == expected())
            throw damaged("more than " + std::to_string(expected()) + " entries");
        m_lut.entries.emplace_back(values[0], values[1], values[2]);
    }

    void readSize(const std::vector<std::string_view>& words, bool isCube)
    {
        const float size = numbers(words, 1, 1).front();
        if (m_lut.size != 0 && m_lut.isCube != isCube)
            throw Error("unsupported", m_name + " has a table of one dimension and one of three", "Export them as two files");
        if (m_lut.size != 0 || !m_lut.entries.empty())
            throw damaged("the size of the table stands there twice");
        if (size < 2.0F || size != std::floor(size))
            throw damaged("a table has 2 entries at least");
        const int largest = isCube ? kLargestCube : kLongestLutRow;
        if (size > float(largest))
            throw Error("unsupported", m_name + " has a table of " + std::to_string(long(size)) + " entries along an edge",
                        "Use one of " + std::to_string(largest) + " or less");
        m_lut.size = int(size);
        m_lut.isCube = isCube;
        m_lut.entries.reserve(expected());
    }

    void readKeyword(const std::vector<std::string_view>& words)
    {
        const std::string_view word = words.front();
        const auto colour = [&] {
            const auto values = numbers(words, 3, 1);
            return Eigen::Vector3f(values[0], values[1], values[2]);
        };
        if (word == "LUT_3D_SIZE" || word == "LUT_1D_SIZE") {
            readSize(words, word == "LUT_3D_SIZE");
        } else if (word == "DOMAIN_MIN") {
            m_lut.least = colour();
        } else if (word == "DOMAIN_MAX") {
            m_lut.most = colour();
        } else if (word == "LUT_3D_INPUT_RANGE" || word == "LUT_1D_INPUT_RANGE") {
            const auto range = numbers(words, 2, 1);
            m_lut.least.setConstant(range[0]);
            m_lut.most.setConstant(range[1]);
        } else if (word != "TITLE") {
            throw damaged("\"" + std::string(word.substr(0, 40)) + "\" is neither a number nor a keyword");
        }
    }

    const std::string& m_name;
    int m_line = 0;
    CubeLut m_lut;
};

} // namespace

CubeLut readCube(std::string_view text, const std::string& name)
{
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    if (text.starts_with(kByteOrderMark))
        text.remove_prefix(kByteOrderMark.size());
    const char lineEnd = text.find('\n') == std::string_view::npos ? '\r' : '\n'; // those of old Macs, too
    CubeReader reader(name);
    while (!text.empty()) {
        const auto length = std::min(text.find(lineEnd), text.size());
        reader.read(text.substr(0, length));
        text.remove_prefix(std::min(length + 1, text.size()));
    }
    return reader.finish();
}

std::string cubeFile(int size, const std::function<Eigen::Vector3f(const Eigen::Vector3f&)>& colour, const std::string& title)
{
    base::require(size >= 2 && size <= kLargestCube, "a cube has 2 entries along an edge at least");
    std::string text = "TITLE \"";
    for (const char c : title)
        text += c == '"' || static_cast<unsigned char>(c) < ' ' ? '\'' : c;
    text += "\"\nLUT_3D_SIZE " + std::to_string(size) + "\nDOMAIN_MIN 0.0 0.0 0.0\nDOMAIN_MAX 1.0 1.0 1.0\n";
    const auto part = [size](int i) { return float(i) / float(size - 1); };
    for (int blue = 0; blue < size; ++blue)
        for (int green = 0; green < size; ++green)
            for (int red = 0; red < size; ++red) {
                const Eigen::Vector3f entry = colour({part(red), part(green), part(blue)});
                std::array<char, 80> line{};
                const int length = std::snprintf(line.data(), line.size(), "%.6f %.6f %.6f\n", entry[0], entry[1], entry[2]);
                text.append(line.data(), std::size_t(length));
            }
    return text;
}

Eigen::Vector3f lookedUp(const CubeLut& lut, const Eigen::Vector3f& colour)
{
    const int last = lut.size - 1;
    const Eigen::Array3f unit = ((colour - lut.least).array() / (lut.most - lut.least).array()).max(0.0F).min(1.0F);
    const Eigen::Array3f place = unit * float(last);
    const Eigen::Array3i low = place.cast<int>().min(last - 1);
    const Eigen::Array3f part = place - low.cast<float>();
    if (!lut.isCube) {
        Eigen::Vector3f result;
        for (int c = 0; c < 3; ++c) {
            const auto i = std::size_t(low[c]);
            result[c] = (1.0F - part[c]) * lut.entries[i][c] + part[c] * lut.entries[i + 1][c];
        }
        return result;
    }
    // From the low corner to the high one, along the axis with the largest part first: the tetrahedron that holds the colour.
    std::array<int, 3> axes = {0, 1, 2};
    std::ranges::stable_sort(axes, std::ranges::greater(), [&](int axis) { return part[axis]; });
    const std::array<std::size_t, 3> strides = {1, std::size_t(lut.size), std::size_t(lut.size) * std::size_t(lut.size)};
    std::size_t corner = 0;
    for (int c = 0; c < 3; ++c)
        corner += strides[std::size_t(c)] * std::size_t(low[c]);
    Eigen::Vector3f result = (1.0F - part[axes[0]]) * lut.entries[corner];
    for (std::size_t i = 0; i < 3; ++i) {
        corner += strides[std::size_t(axes[i])];
        result += (part[axes[i]] - (i < 2 ? part[axes[i + 1]] : 0.0F)) * lut.entries[corner];
    }
    return result;
}

} // namespace effigy::style
