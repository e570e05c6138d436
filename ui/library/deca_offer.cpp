// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/library/deca_offer.h"

#include <QCoreApplication>

namespace effigy::ui {
namespace {

/// The context of the words.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(Deca)
};

} // namespace

QString decaTip(const DecaOffer& offer)
{
    if (offer.isPossible())
        return Words::tr("The fit begins with the face that DECA's networks read from the photo, and takes their wrinkles as fine detail");
    if (offer.areForOtherHead)
        return Words::tr("The networks of DECA in the model library are for another head model: published ones need a photo that is fitted on FLAME");
    return Words::tr("For this, add DECA's networks (deca_model.tar) to the model library first");
}

Failure missingDeca()
{
    return {.code = QStringLiteral("model_missing"),
            .message = QStringLiteral("The model library has no networks of DECA for this photo, and its fit is to begin with them"),
            .hint = QStringLiteral("Add them to the model library, or take “Start from DECA” back in the Fit workspace"),
            .details = {}};
}

} // namespace effigy::ui
