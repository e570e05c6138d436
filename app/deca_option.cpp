// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deca_option.h"

#include "generator/model_library.h"

namespace effigy::app {

CLI::Option* addDecaOption(CLI::App& verb, std::string& networks)
{
    return verb
        .add_option("--deca", networks,
                    "DECA's networks, whose estimate the fit begins with and whose wrinkles it takes: deca_model.tar, or their name in the model library")
        ->type_name("FILE|NAME");
}

std::filesystem::path decaFile(const std::string& networks) { return generator::ModelLibrary().fileOf(networks); }

} // namespace effigy::app
