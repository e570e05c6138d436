// SPDX-License-Identifier: GPL-3.0-or-later
#include "generator/latent_seed.h"

#include "base/error.h"

#include <cmath>
#include <random>

namespace effigy::generator {

namespace {

/// A double in [0, 1) from 53 bits of two outputs.
double unit(std::mt19937& random)
{
    const std::uint32_t high = random() >> 5, low = random() >> 6;
    return (high * 67108864.0 + low) / 9007199254740992.0;
}

} // namespace

torch::Tensor latentOfSeed(std::uint32_t seed, int count)
{
    base::require(count > 0, "latentOfSeed: a latent has numbers");
    std::mt19937 random(seed);
    torch::Tensor latent = torch::empty({1, count}, torch::kFloat64);
    auto* to = latent.data_ptr<double>();
    for (int i = 0; i < count; i += 2) {
        double x = 0.0, y = 0.0, square = 0.0;
        do {
            x = 2.0 * unit(random) - 1.0;
            y = 2.0 * unit(random) - 1.0;
            square = x * x + y * y;
        } while (square >= 1.0 || square == 0.0);
        const double scale = std::sqrt(-2.0 * std::log(square) / square);
        to[i] = scale * y;
        if (i + 1 < count)
            to[i + 1] = scale * x;
    }
    return latent;
}

} // namespace effigy::generator
