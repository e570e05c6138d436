// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/mane_look.h"

#include "train/mane_shape.h"

namespace effigy::train {

RowLook lookAlong(const PhotoLook& photo, const PhotoLook& outline, double side, double height, bool coversEar)
{
    constexpr double kFarthest = 0.165, kRadius = 0.175; // metres from the middle, and from the head's origin
    constexpr double kStep = 0.001;
    constexpr double kGap = 0.02; // of background between locks, and between neck and hair
    RowLook row;
    double missing = 0.0;
    for (double x = 0.0; x < kFarthest && std::hypot(x, height) < kRadius; x += kStep) {
        const Eigen::Vector3d place(side * x, height, depthAt(height, coversEar).widest);
        if (outline.at(0, place) > 0.5F)
            row.head = row.hair = x;
        else if (photo.at(3, place) > 0.5F) {
            row.hair = x;
            missing = 0.0;
        } else if ((missing += kStep) > kGap)
            break;
    }
    return row;
}

} // namespace effigy::train
