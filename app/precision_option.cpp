// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/precision_option.h"

#include <string>

namespace effigy::app {

CLI::Option* addPrecisionOption(CLI::App& verb, nn::Products& products)
{
    const auto take = [&products](const std::string& name) {
        products = name == "bf16" ? nn::Products::Bf16 : nn::Products::F32;
    };
    return verb.add_option_function<std::string>("--precision", take, "f32: exact; bf16: quicker and a little rougher, on processors with AVX-512 BF16")
        ->check(CLI::IsMember({"f32", "bf16"}));
}

} // namespace effigy::app
