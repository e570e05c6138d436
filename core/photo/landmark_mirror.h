// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "photo/face_finder.h"

#include <array>

namespace effigy::photo {

namespace detail {

constexpr std::array<int, kFaceLandmarkCount> mirroredLandmarks()
{
    std::array<int, kFaceLandmarkCount> to{};
    for (int i = 0; i < kFaceLandmarkCount; ++i)
        to[i] = i;
    for (int i = 0; i <= 16; ++i)
        to[i] = 16 - i;
    for (int i = 17; i <= 26; ++i)
        to[i] = 43 - i;
    for (int i = 31; i <= 35; ++i)
        to[i] = 66 - i;
    constexpr int pairs[][2] = {{36, 45}, {37, 44}, {38, 43}, {39, 42}, {40, 47},
                                {41, 46}, {48, 54}, {49, 53}, {50, 52}, {55, 59},
                                {56, 58}, {60, 64}, {61, 63}, {65, 67}};
    for (const auto& pair : pairs) {
        to[pair[0]] = pair[1];
        to[pair[1]] = pair[0];
    }
    return to;
}

} // namespace detail

/// Which landmark each becomes when the picture is mirrored.
inline constexpr std::array<int, kFaceLandmarkCount> kMirroredLandmark =
    detail::mirroredLandmarks();

} // namespace effigy::photo
