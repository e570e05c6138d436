// SPDX-License-Identifier: GPL-3.0-or-later
#include "deca/network_head.h"

#include "head/flame_head.h"

namespace effigy::deca {

std::string networkHead(const head::HeadModelData& model)
{
    if (model.name == "free")
        return "free";
    return head::hasFlameVertices(model) ? "flame" : "";
}

} // namespace effigy::deca
