// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace effigy::train {

/// While it lives, convolutions and products on a GPU compute in bf16 and everything else as before: torch's autocast. For
/// networks whose output may err by half a percent; not for planes, whose form channels must keep half a millimetre.
class HalfOnGpu {
public:
    explicit HalfOnGpu(bool isWanted);
    ~HalfOnGpu();
    HalfOnGpu(const HalfOnGpu&) = delete;
    HalfOnGpu& operator=(const HalfOnGpu&) = delete;

private:
    bool m_isOn;
};

} // namespace effigy::train
