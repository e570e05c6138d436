// SPDX-License-Identifier: GPL-3.0-or-later
#include "parity/parity_set.h"

#include "base/error.h"
#include "tensorio/npz.h"

#include <fstream>
#include <regex>

namespace effigy::parity {

namespace {

using torch::Tensor;

std::vector<std::string> cellsOf(const std::string& line)
{
    std::vector<std::string> cells;
    const std::regex cell(R"(\|\s*([^|]*?)\s*(?=\|))");
    for (std::sregex_iterator it(line.begin(), line.end(), cell), end; it != end; ++it)
        cells.push_back((*it)[1]);
    return cells;
}

std::map<std::pair<std::string, std::string>, std::string> readTolerances(const std::filesystem::path& readme)
{
    std::map<std::pair<std::string, std::string>, std::string> table;
    std::ifstream in(readme);
    const std::regex heading(R"(^### `?([\w/.-]+?)\.npz.*)"), quoted(R"(`([^`]+)`)");
    std::string line, section;
    std::smatch match;
    while (std::getline(in, line)) {
        if (std::regex_match(line, match, heading))
            section = match[1];
        const auto cells = line.starts_with("| `") ? cellsOf(line) : std::vector<std::string>();
        if (section.empty() || cells.size() < 3)
            continue;
        for (std::sregex_iterator it(cells[0].begin(), cells[0].end(), quoted), end; it != end; ++it)
            table[{section, (*it)[1]}] = cells.back();
    }
    return table;
}

// "x.s7" is ("x", 7); without a stride 1.
std::pair<std::string, std::int64_t> strided(const std::string& name)
{
    std::smatch match;
    if (std::regex_match(name, match, std::regex(R"((.*)\.s(\d+))")))
        return {match[1], std::stoll(match[2])};
    return {name, 1};
}

Tensor thinned(const Tensor& whole, const Tensor& reference, std::int64_t stride)
{
    Tensor thin = whole;
    for (std::int64_t axis = 0; stride > 1 && axis < thin.dim() && thin.dim() == reference.dim(); ++axis)
        if (thin.size(axis) != reference.size(axis))
            thin = thin.slice(axis, 0, thin.size(axis), stride);
    return thin;
}

Comparison compareArrays(const std::string& name, const Tensor& got, const Tensor& reference, double allowed)
{
    Comparison result = {.name = name, .allowed = allowed};
    if (got.sizes() != reference.sizes())
        return result;
    constexpr double kOutliers = 1e-3;
    const Tensor difference = (got.to(torch::kFloat64) - reference.to(torch::kFloat64)).abs();
    const Tensor known = difference.nan_to_num(1e30);
    result.worst = known.numel() > 0 ? known.max().item<double>() : 0.0;
    result.outside = known.numel() > 0 ? (known > allowed).to(torch::kFloat64).mean().item<double>() : 0.0;
    result.fits = result.outside <= kOutliers;
    return result;
}

} // namespace

ParitySet::ParitySet(std::filesystem::path root) : m_root(std::move(root)), m_tolerances(readTolerances(m_root / "README.md")) {}

std::uint64_t ParitySet::weightSeed() const
{
    std::ifstream in(m_root / "README.md");
    const std::regex pattern(R"(\bseed = (\d+))");
    std::smatch match;
    for (std::string line; std::getline(in, line);)
        if (std::regex_search(line, match, pattern))
            return std::stoull(match[1]);
    throw base::Error("model_refused", "The README of " + m_root.string() + " names no seed of weights");
}

bool ParitySet::has(const std::string& file) const
{
    return std::filesystem::exists(m_root / (file + ".npz"));
}

const tensorio::StateDict& ParitySet::file(const std::string& file) const
{
    const auto found = m_files.find(file);
    if (found != m_files.end())
        return found->second;
    return m_files[file] = tensorio::readNpz(m_root / (file + ".npz"));
}

const Tensor& ParitySet::array(const std::string& file, const std::string& name) const
{
    return this->file(file).at(name);
}

const std::string* ParitySet::toleranceText(const std::string& file, const std::string& name) const
{
    const auto textOf = [&](const std::string& row) -> const std::string* {
        const auto found = m_tolerances.find({file, row});
        return found == m_tolerances.end() ? nullptr : &found->second;
    };
    for (const std::string& row : {name, strided(name).first})
        if (const std::string* text = textOf(row))
            return text;
    for (auto dot = name.find('.'); dot != std::string::npos; dot = name.find('.', dot + 1))
        if (const std::string* text = textOf(name.substr(0, dot + 1) + "*"))
            return text;
    return nullptr;
}

double ParitySet::tolerance(const std::string& file, const std::string& name, const Tensor& reference) const
{
    const double largest = reference.is_floating_point() && reference.numel() > 0 ? reference.abs().max().item<double>() : 0.0;
    const std::string* text = toleranceText(file, name);
    std::smatch number;
    if (text == nullptr)
        return std::max(1e-3, 1e-4 * largest);
    if (text->starts_with("exact") || !std::regex_search(*text, number, std::regex(R"(\d+(?:\.\d+)?(?:e[-+]?\d+)?)")))
        return 1e-4 * largest;
    const bool isRelative = text->find("rel") != std::string::npos || text->find("of the largest") != std::string::npos;
    return std::max(1e-4 * largest, std::stod(number[0]) * (isRelative ? largest : 1.0));
}

bool ParitySet::isExact(const std::string& file, const std::string& name) const
{
    const std::string* text = toleranceText(file, name);
    return text != nullptr && text->starts_with("exact");
}

std::vector<std::string> ParitySet::files() const
{
    std::vector<std::string> names;
    for (const auto& [key, text] : m_tolerances)
        if ((names.empty() || names.back() != key.first) && has(key.first))
            names.push_back(key.first);
    return names;
}

std::vector<Comparison> compare(const ParitySet& set, const std::string& file, const tensorio::StateDict& computed)
{
    const std::regex excerpt(R"(.*\.(full|stats|sub)$)");
    std::vector<Comparison> results;
    for (const auto& [name, reference] : set.file(file)) {
        const auto [base, stride] = strided(name);
        const Tensor* whole = computed.find(file + "/" + base);
        if (whole != nullptr && !std::regex_match(name, excerpt))
            results.push_back(compareArrays(file + "/" + name, thinned(*whole, reference, stride), reference,
                                            set.tolerance(file, name, reference)));
    }
    return results;
}

} // namespace effigy::parity
