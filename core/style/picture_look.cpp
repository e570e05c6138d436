// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/picture_look.h"

#include "base/error.h"
#include "style/backdrop.h"
#include "style/clay.h"
#include "style/comic.h"
#include "style/grade.h"
#include "style/grain.h"
#include "style/halftone.h"
#include "style/hatching.h"
#include "style/oil.h"
#include "style/outline.h"
#include "style/plane_filter.h"
#include "style/relight.h"
#include "style/watercolour.h"

namespace effigy::style {

base::FloatImage painted(const base::FloatImage& picture, const Surface& surface, const Look& look)
{
    base::require(picture.channels == 4, "a premultiplied picture has four channels");
    base::FloatImage result = picture;
    if (paintOf(look) == Look())
        return result;
    const Look paint = paintOf(look);
    if (paint.light != Light())
        result = relitPicture(result, surface, paint.light);
    const Surface form = enlarged(surface, picture.width, picture.height);
    if (look.clay.amount > 0.0)
        mixIn(result, clayPicture(result, surface, look.clay), look.clay.amount);
    if (look.oil.amount > 0.0)
        mixIn(result, oilPicture(result, form, look.oil), look.oil.amount);
    if (look.watercolour.amount > 0.0)
        mixIn(result, watercolourPicture(result, form, look.watercolour), look.watercolour.amount);
    if (look.comic.amount > 0.0)
        mixIn(result, comicPicture(result, form, look.comic), look.comic.amount);
    return result;
}

base::FloatImage finished(base::FloatImage picture, const Surface& surface, const Look& look, std::uint32_t frame)
{
    base::require(picture.channels == 4, "a premultiplied picture has four channels");
    grade(picture, look.grade);
    const Surface form = needsForm(look) ? enlarged(surface, picture.width, picture.height) : Surface();
    if (look.hatching.amount > 0.0)
        mixIn(picture, hatchedPicture(picture, form, look.hatching), look.hatching.amount);
    if (look.halftone.amount > 0.0)
        mixIn(picture, halftonePicture(picture, look.halftone), look.halftone.amount);
    if (look.outline.amount > 0.0)
        drawOutline(picture, form, look.outline);
    if (look.backdrop.amount > 0.0)
        setBackdrop(picture, look.backdrop);
    addGrain(picture, look.grain, frame);
    return picture;
}

} // namespace effigy::style
