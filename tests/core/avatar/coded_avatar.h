// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/atomic_file.h"
#include "base/resources.h"
#include "core/avatar/avatar_fixture.h"
#include "invert/subject.h"
#include "project/blobs.h"

namespace effigy::test {

/// The free head in its own albedo, written into the embedded generator as an avatar starts before any tuning.
inline avatar::AvatarContents codedContents()
{
    auto contents = fittedContents();
    const auto png = base::readFile(base::resource("head/albedo.png"), std::size_t{1} << 26);
    contents.fit.litTexture = contents.fit.albedo = project::decodePng(png, 3);
    const auto shared = generator::readGenerator(base::resource("models/embedded.json"));
    const auto subject = invert::makeSubject(shared, *contents.headModel, contents.photo, contents.fit);
    const auto ws = invert::meanLatent(shared).contiguous();
    invert::InversionResult inversion;
    inversion.model = shared.config.name;
    inversion.wsRows = static_cast<int>(ws.size(1));
    inversion.wsColumns = static_cast<int>(ws.size(2));
    inversion.ws.assign(ws.data_ptr<float>(), ws.data_ptr<float>() + ws.numel());
    inversion.weightDelta = invert::encodeWeightDelta(subject.generator.parameters, shared.parameters);
    contents.inversion = std::move(inversion);
    return contents;
}

} // namespace effigy::test
