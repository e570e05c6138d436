// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "head/base_figure.h"

#include "base/cancel_token.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <random>
#include <vector>

namespace effigy::head {

/// One slider of an identity: two opposite targets, or one that only grows.
struct IdentityDial {
    std::string name;
    Target grow;
    Target shrink;       // empty: the dial only grows
    double spread = 0.3; // standard deviation of its setting, cut at 1
};

/// What a person's build follows from, besides the dials.
struct IdentityTraits {
    double male = 0.5;   // 0: female, 1: male
    double age = 0.25;   // 0: young, 1: old
    double muscle = 0.5; // 0..1
    double weight = 0.5; // 0..1
    std::array<double, 3> ancestry = {1.0 / 3, 1.0 / 3, 1.0 / 3}; // African, Asian, European; sums to 1
};

struct IdentitySample {
    FigurePoints points;
    IdentityTraits traits;
};

/// Everything that varies between people: the figure's macro targets and the dials of head and
/// face.
class IdentitySpace {
public:
    /// Reads the targets of the folder `mpfb2/targets`. Throws Error "storage" or "model_refused".
    IdentitySpace(const std::filesystem::path& targets, const BaseFigure& figure);

    /// A random adult: gender, age, weight, muscle and ancestry mixed, every dial set, slightly
    /// asymmetric.
    [[nodiscard]] IdentitySample sample(std::mt19937_64& random) const;

    [[nodiscard]] const std::vector<IdentityDial>& dials() const { return m_dials; }

private:
    struct Macro {
        Target target;
        int gender, age, muscle, weight, ancestry; // -1: does not depend on it
    };
    void readMacros(const std::filesystem::path& folder, int pointCount);
    void readDials(const std::filesystem::path& targets, int pointCount);

    FigurePoints m_base;
    std::vector<Macro> m_macros;
    std::vector<IdentityDial> m_dials;
};

/// Principal directions of the rows of `samples` about their mean, largest variance first, scaled
/// to one standard deviation.
///   samples   [N, D]; centred in place
///   returns   [D, count]
[[nodiscard]] Eigen::MatrixXf principalDirections(Eigen::MatrixXf& samples, int count);

/// Directions that are known for the first coordinates, continued to the others as these follow them in the samples, by least
/// squares.
///   samples   [N, D]; centred in place
///   known     [K, count], K < D, independent
///   returns   [D, count]; its first K rows are `known`
[[nodiscard]] Eigen::MatrixXf continuedDirections(Eigen::MatrixXf& samples, const Eigen::MatrixXf& known);

} // namespace effigy::head
