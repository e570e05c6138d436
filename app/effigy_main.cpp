// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/verb.h"
#include "app/verb_head.h"
#include "app/verb_models.h"
#include "app/verb_synth.h"
#include "app/verb_track.h"
#include "app/verb_train.h"
#include "tensorio/tensor_memory.h"

namespace {

constexpr int kWrongUsage = 2;

} // namespace

int main(int argc, char** argv)
{
    using namespace effigy::app;
    effigy::tensorio::keepTensorMemory();
    CLI::App root("Effigy: one photo in, a living 3D head out", "effigy");
    root.set_version_flag("--version", EFFIGY_VERSION);
    root.require_subcommand(1);
    root.get_formatter()->column_width(34);
    VerbContext context;
    addReconstructVerb(root, context);
    addRefitVerb(root, context);
    addInvertVerb(root, context);
    addEditVerb(root, context);
    addStyleVerb(root, context);
    addRenderVerb(root, context);
    addExportVerb(root, context);
    addTimelineVerbs(root, context);
    addTrackVerb(root, context);
    addGenerateVerb(root, context);
    addReenactVerb(root, context);
    addDecaVerb(root, context);
    addTourVerb(root, context);
    addInfoVerb(root, context);
    addHeadVerb(root, context);
    addModelsVerb(root, context);
    addSynthVerb(root, context);
    addTrainVerb(root, context);
    addBenchVerb(root, context);
    try {
        root.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return root.exit(error) == 0 ? 0 : kWrongUsage;
    }
    return runJob(context);
}
