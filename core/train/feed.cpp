// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/feed.h"

#include <ATen/Parallel.h>

#include <omp.h>

namespace effigy::train {

void stayOnThisThread()
{
    (void)at::get_num_threads(); // torch sets a thread's number when it first needs it, and not again
    omp_set_num_threads(1);
}

} // namespace effigy::train
