// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/training_machine.h"

#include "base/error.h"

#include <ATen/Context.h>

#include <algorithm>
#include <thread>

namespace effigy::app {

void requireFolderOf(const std::filesystem::path& file)
{
    const auto folder = std::filesystem::absolute(file).parent_path();
    if (!std::filesystem::is_directory(folder))
        throw base::Error("storage", "There is no folder " + folder.string(), "Make it, or write elsewhere");
}

std::string chosenDevice(const std::string& wanted)
{
    return wanted == "auto" ? (at::hasCUDA() ? "cuda" : "cpu") : wanted;
}

void preferFastProducts()
{
    at::globalContext().setBenchmarkCuDNN(true);
    at::globalContext().setAllowTF32CuBLAS(true);
    at::globalContext().setAllowTF32CuDNN(true);
}

int cameraThreads(int asked)
{
    const int cores = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    return asked > 0 ? asked : std::max(1, cores - 2);
}

} // namespace effigy::app
