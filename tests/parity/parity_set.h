// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tensorio/state_dict.h"

#include <torch/types.h>

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace effigy::parity {

/// A folder of reference numbers: npz files and a README whose tables give each array's tolerance.
class ParitySet {
public:
    explicit ParitySet(std::filesystem::path root);

    [[nodiscard]] const std::filesystem::path& root() const { return m_root; }
    [[nodiscard]] bool has(const std::string& file) const;
    /// All arrays of `file`.npz.
    [[nodiscard]] const tensorio::StateDict& file(const std::string& file) const;
    [[nodiscard]] const torch::Tensor& array(const std::string& file, const std::string& name) const;
    /// Largest absolute difference that the README allows, at least 1e-4 of the largest magnitude of `reference`.
    [[nodiscard]] double tolerance(const std::string& file, const std::string& name, const torch::Tensor& reference) const;

    /// Whether the README marks the array as one that must be met exactly: inputs, weights, indices.
    [[nodiscard]] bool isExact(const std::string& file, const std::string& name) const;
    /// The seed of formula weights that the README names ("seed = N"). Throws Error "model_refused" when it names none.
    [[nodiscard]] std::uint64_t weightSeed() const;
    /// Files that the README has a table of and that are there.
    [[nodiscard]] std::vector<std::string> files() const;

private:
    /// The tolerance column of an array's row, or of the row "prefix.*" that covers it; null without one.
    [[nodiscard]] const std::string* toleranceText(const std::string& file, const std::string& name) const;

    std::filesystem::path m_root;
    std::map<std::pair<std::string, std::string>, std::string> m_tolerances;
    mutable std::map<std::string, tensorio::StateDict> m_files;
};

/// How one array compares.
struct Comparison {
    std::string name;        // file/array
    double worst = 0.0;      // largest difference
    double allowed = 0.0;
    double outside = 0.0;    // share of entries beyond `allowed`
    bool fits = false;       // shapes agree and at most 0.1 % of the entries are outside
};

/// Compares every array of `file` whose whole is among `computed` (keys "file/array"). References named x.sK are strided
/// copies; .full, .stats and .sub are left out.
[[nodiscard]] std::vector<Comparison> compare(const ParitySet& set, const std::string& file, const tensorio::StateDict& computed);

} // namespace effigy::parity
