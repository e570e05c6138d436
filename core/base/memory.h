// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace effigy::base {

/// Lets this process keep freed memory for the next request instead of giving it back: for programs that need the same
/// megabytes again and again on many threads, where every page would be taken from the system and cleared anew.
/// Does nothing where the C library has no such setting.
void keepFreedMemory();

} // namespace effigy::base
