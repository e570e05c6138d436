// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/precision_option.h"

#include <map>
#include <string>

namespace effigy::app {

CLI::Option* addPrecisionOption(CLI::App& verb, generator::Products& products)
{
    const std::map<std::string, generator::Products> names = {{"f32", generator::Products::F32}, {"bf16", generator::Products::Bf16}};
    return verb
        .add_option("--precision", products,
                    "f32: exact; bf16: quicker and a little rougher, on processors with AVX-512 BF16")
        ->transform(CLI::CheckedTransformer(names));
}

} // namespace effigy::app
