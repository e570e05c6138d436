// SPDX-License-Identifier: GPL-3.0-or-later
#include "avatar/shown_head.h"

#include "head/caricature.h"
#include "head/form_controls.h"

namespace effigy::avatar {

head::ControlValues formOf(const head::ControlValues& controls)
{
    head::ControlValues form;
    for (const auto& control : head::formControls())
        form.set(control.id, controls.get(control.id));
    return form;
}

std::shared_ptr<const head::HeadModel> shownHead(const AvatarContents& contents, const head::ControlValues& controls)
{
    if (!head::isCaricature(controls))
        return contents.headModel;
    const auto traits = head::personalTraits(*contents.headModel, contents.fit.coefficients.shape, contents.fit.offsets);
    return std::make_shared<const head::HeadModel>(head::displaced(*contents.headModel, head::caricatureOffsets(traits, controls)));
}

} // namespace effigy::avatar
