// SPDX-License-Identifier: GPL-3.0-or-later
#include "invert/strategy.h"

#include "base/error.h"
#include "generator/published_generator.h"
#include "invert/coded_strategy.h"
#include "invert/published_strategy.h"
#include "train/init_trainer.h"

namespace effigy::invert {

std::unique_ptr<Strategy> strategyFor(const generator::Generator& shared, const Sitter& sitter, const InversionOptions& options)
{
    const bool isPublished = generator::isPublishedClass(shared.config);
    if (!isPublished && !train::isCoded(shared))
        throw base::Error("model_refused", "No photo can be inverted into the generator " + shared.config.name,
                          "Choose the embedded generator, one made by \"effigy train init\", or a published Next3D snapshot");
    generator::refuseOtherHead(shared, sitter.model.data().templateMesh, sitter.fit.headModel);
    if (isPublished)
        return std::make_unique<PublishedStrategy>(shared, sitter, options);
    return std::make_unique<CodedStrategy>(shared, sitter, options);
}

} // namespace effigy::invert
