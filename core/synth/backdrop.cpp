// SPDX-License-Identifier: GPL-3.0-or-later
#include "synth/backdrop.h"

#include "base/smoothstep.h"
#include "synth/seeded_random.h"
#include "synth/value_noise.h"

#include <cmath>
#include <vector>

namespace effigy::synth {
namespace {

using base::smoothstep;

/// Something out of focus: a disc or a box with soft edges.
struct Blob {
    float x, y, width, height, soft, opacity;
    bool isDisc;
    Colour colour;
};

std::vector<Blob> blobs(const Backdrop& backdrop, SeededRandom& random)
{
    std::vector<Blob> list;
    const int boxes = 3 + random.pick(5), discs = random.chance(0.5F) ? 4 + random.pick(10) : 0;
    for (int i = 0; i < boxes + discs; ++i) {
        const bool isDisc = i >= boxes;
        const Colour base = backdrop.first + random.unit() * (backdrop.second - backdrop.first);
        const float size = isDisc ? random.uniform(0.02F, 0.07F) : random.uniform(0.08F, 0.35F);
        list.push_back({random.uniform(-0.1F, 1.1F), random.uniform(-0.1F, 1.0F), size, isDisc ? size : random.uniform(0.15F, 0.8F),
                        isDisc ? 0.015F : random.uniform(0.03F, 0.10F), isDisc ? random.uniform(0.2F, 0.6F) : random.uniform(0.4F, 0.9F), isDisc,
                        isDisc ? Colour(base * 1.5F + Colour(0.25F, 0.22F, 0.16F)) : Colour(base * random.uniform(0.4F, 1.5F))});
    }
    return list;
}

} // namespace

base::FloatImage paintBackdrop(const Backdrop& backdrop, int size)
{
    base::FloatImage image(size, size, 3);
    SeededRandom random(backdrop.seed);
    const auto seed = static_cast<std::uint32_t>(backdrop.seed);
    const float angle = random.uniform(-1.0F, 1.0F);
    const Eigen::Vector2f slope(std::sin(angle), std::cos(angle));
    const Eigen::Vector2f light(random.uniform(0.2F, 0.8F), random.uniform(0.1F, 0.7F));
    const float scale = random.uniform(4.0F, 40.0F), stretch = random.chance(0.5F) ? random.uniform(3.0F, 12.0F) : 1.0F;
    const auto list = backdrop.kind == BackdropKind::Blurred ? blobs(backdrop, random) : std::vector<Blob>();
    // What is blurred needs no more than a coarse grid, read between its points.
    constexpr int kGrid = 64;
    const int cells = backdrop.kind == BackdropKind::Textured ? size : std::min(size, kGrid);
    std::vector<Colour> grid(static_cast<std::size_t>(cells) * cells);
    for (int row = 0; row < cells; ++row)
        for (int column = 0; column < cells; ++column) {
            const float x = (static_cast<float>(column) + 0.5F) / static_cast<float>(cells), y = (static_cast<float>(row) + 0.5F) / static_cast<float>(cells);
            Colour colour = backdrop.first;
            switch (backdrop.kind) {
            case BackdropKind::Plain:
                colour *= 1.08F - 0.25F * (Eigen::Vector2f(x, y) - light).squaredNorm();
                break;
            case BackdropKind::Gradient:
                colour += smoothstep(0.0F, 1.0F, (slope.dot(Eigen::Vector2f(x - 0.5F, y - 0.5F))) + 0.5F) * (backdrop.second - backdrop.first);
                break;
            case BackdropKind::Blurred:
                colour += y * 0.5F * (backdrop.second - backdrop.first);
                for (const Blob& b : list) {
                    const float dx = std::abs(x - b.x), dy = std::abs(y - b.y);
                    const float share = b.isDisc ? smoothstep(b.width + b.soft, b.width - b.soft, std::hypot(dx, dy))
                                                 : smoothstep(b.width + b.soft, b.width - b.soft, dx) * smoothstep(b.height + b.soft, b.height - b.soft, dy);
                    colour += b.opacity * share * (b.colour - colour);
                }
                break;
            case BackdropKind::Textured: {
                const float pattern = 0.6F * valueNoise(x * scale, y * scale * stretch, seed) + 0.4F * valueNoise(x * scale * 3.1F, y * scale * stretch * 2.3F, seed + 1);
                colour += (0.5F + 0.5F * pattern) * 0.6F * (backdrop.second - backdrop.first);
                colour *= 1.0F + 0.06F * valueNoise(x * 150.0F, y * 150.0F, seed + 2);
                break;
            }
            }
            grid[static_cast<std::size_t>(row) * cells + column] = colour.cwiseMax(0.0F);
        }
    for (int row = 0; row < size; ++row)
        for (int column = 0; column < size; ++column) {
            const float gx = std::clamp((static_cast<float>(column) + 0.5F) * static_cast<float>(cells) / static_cast<float>(size) - 0.5F, 0.0F, static_cast<float>(cells - 1));
            const float gy = std::clamp((static_cast<float>(row) + 0.5F) * static_cast<float>(cells) / static_cast<float>(size) - 0.5F, 0.0F, static_cast<float>(cells - 1));
            const int x0 = static_cast<int>(gx), y0 = static_cast<int>(gy), x1 = std::min(x0 + 1, cells - 1), y1 = std::min(y0 + 1, cells - 1);
            const float u = gx - static_cast<float>(x0), v = gy - static_cast<float>(y0);
            const auto at = [&](int x, int y) -> const Colour& { return grid[static_cast<std::size_t>(y) * cells + x]; };
            Eigen::Map<Colour>(image.at(column, row)) =
                (1.0F - v) * ((1.0F - u) * at(x0, y0) + u * at(x1, y0)) + v * ((1.0F - u) * at(x0, y1) + u * at(x1, y1));
        }
    return image;
}

} // namespace effigy::synth
