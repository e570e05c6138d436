// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "generator/discriminator.h"
#include "generator/generator.h"
#include "parity/parity_set.h"
#include "tensorio/state_dict.h"
#include "train/fake_pictures.h"

#include <map>
#include <string>

namespace effigy::parity {

/// One training phase: what it reports, and the gradient of its loss in every parameter; parameters
/// without influence are missing.
struct Phase {
    tensorio::StateDict values;
    std::map<std::string, torch::Tensor> gradients;
};

/// losses.npz of a set: discriminator logits, the four phases of training and a tuning step, by the
/// product's own losses.
class Next3dLosses {
public:
    Next3dLosses(const ParitySet& set, generator::Generator generator,
                 generator::Discriminator discriminator);

    /// Every array of the file that is not an input, under "losses/name".
    [[nodiscard]] tensorio::StateDict values() const;
    /// Gmain, Greg, Dmain, Dreg or tune.
    [[nodiscard]] Phase phase(const std::string& name) const;

private:
    [[nodiscard]] const torch::Tensor& in(const std::string& name) const
    {
        return m_set.array("losses", name);
    }
    [[nodiscard]] train::FakeBatch fakes(const std::string& phase) const;
    [[nodiscard]] train::Pictures reals() const;
    [[nodiscard]] torch::Tensor judged(const train::Pictures& pictures,
                                       const torch::Tensor& label) const;
    [[nodiscard]] Phase generatorMain() const;
    [[nodiscard]] Phase generatorRegular() const;
    [[nodiscard]] Phase discriminatorMain() const;
    [[nodiscard]] Phase discriminatorRegular() const;
    [[nodiscard]] Phase tuning() const;

    const ParitySet& m_set;
    generator::Generator m_generator;         // leaves that require gradients
    generator::Discriminator m_discriminator; // likewise
};

/// The discriminator of a set: config.json and state_D.npz.
[[nodiscard]] generator::Discriminator discriminatorOf(const ParitySet& set);

} // namespace effigy::parity
