// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

namespace effigy::tensorio {

/// From now on, large tensors on the CPU lie in huge pages where the system has them, and what they leave is kept, up to
/// `keptBytes`, for the next of about their size: a network asks for the same hundred megabytes again and again, and fresh
/// pages cost more than filling them. Tensors made before stay as they are. For main() to call, before other threads start.
void keepTensorMemory(std::size_t keptBytes = std::size_t{512} << 20);

} // namespace effigy::tensorio
