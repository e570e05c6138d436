// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deca/decode.h"
#include "head/flame_model.h"
#include "parity/packed_file.h"
#include "parity/parity_set.h"

#include <memory>

namespace effigy::parity {

/// Arrays of a DECA set that are not inputs, computed by the product's own code from the set's
/// inputs; keys are "file/array". One function per file of the set, or per family of files.
class DecaStages {
public:
    explicit DecaStages(const ParitySet& set);

    [[nodiscard]] tensorio::StateDict blocks() const;
    [[nodiscard]] tensorio::StateDict encoder() const;
    [[nodiscard]] tensorio::StateDict operators() const;
    [[nodiscard]] tensorio::StateDict flame() const;
    [[nodiscard]] tensorio::StateDict contour() const;
    [[nodiscard]] tensorio::StateDict texture() const;
    [[nodiscard]] tensorio::StateDict render() const;
    [[nodiscard]] tensorio::StateDict decode() const;
    [[nodiscard]] tensorio::StateDict endToEnd() const;
    [[nodiscard]] tensorio::StateDict pickles() const;
    [[nodiscard]] tensorio::StateDict checkpoints() const;
    [[nodiscard]] tensorio::StateDict crops() const;
    [[nodiscard]] tensorio::StateDict denseMesh() const;
    [[nodiscard]] tensorio::StateDict losses() const;
    [[nodiscard]] tensorio::StateDict coarseTraining() const;
    [[nodiscard]] tensorio::StateDict detailTraining() const;
    /// All of the above that the set has files for. What cannot be computed is named on standard error.
    [[nodiscard]] tensorio::StateDict all() const;

private:
    [[nodiscard]] std::shared_ptr<const head::FlameModel> flameModel() const;
    [[nodiscard]] std::shared_ptr<const head::FlameTexture> skinModel() const;
    [[nodiscard]] deca::TemplateLayout layout() const;
    [[nodiscard]] deca::Decoder decoder(mesh::RasterRule rule, bool isTextured) const;
    [[nodiscard]] torch::Tensor encoderImages() const;
    [[nodiscard]] const tensorio::StateDict& parameters() const;

    const ParitySet& m_set;
    PackedFiles m_packed;
    mutable tensorio::StateDict m_parameters;
    mutable std::shared_ptr<const head::FlameModel> m_flame;
};

} // namespace effigy::parity
