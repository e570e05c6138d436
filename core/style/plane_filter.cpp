// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/plane_filter.h"

#include "base/error.h"
#include "base/parallel.h"
#include "style/colour.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

namespace effigy::style {

namespace {

std::vector<float> gaussian(double sigma)
{
    const int radius = std::max(1, static_cast<int>(std::ceil(2.5 * sigma)));
    std::vector<float> taps(2 * static_cast<std::size_t>(radius) + 1);
    float sum = 0.0F;
    for (int i = -radius; i <= radius; ++i) {
        const double t = i / sigma;
        sum += taps[static_cast<std::size_t>(i + radius)] = static_cast<float>(std::exp(-0.5 * t * t));
    }
    for (float& tap : taps)
        tap /= sum;
    return taps;
}

/// One recursive pass forth and back along a line of RGBA pixels `stride` floats apart.
///   weight  [count] how much of its neighbour before it pixel i takes; [0] is unused
void smoothLine(float* line, std::ptrdiff_t stride, const float* weight, int count)
{
    const auto take = [&](float* to, const float* from, float part) {
        for (int c = 0; c < 4; ++c)
            to[c] += part * (from[c] - to[c]);
    };
    for (int i = 1; i < count; ++i)
        take(line + i * stride, line + (i - 1) * stride, weight[i]);
    for (int i = count - 2; i >= 0; --i)
        take(line + i * stride, line + (i + 1) * stride, weight[i + 1]);
}

/// How far apart neighbours are in the domain of the transform.
///   dx, dy  step to the neighbour before
base::FloatImage domainSteps(const base::FloatImage& picture, int dx, int dy, double ratio)
{
    base::FloatImage steps(picture.width, picture.height, 1, 1.0F);
    base::parallelFor(picture.height, 16, [&](int begin, int end) {
        for (int y = begin; y < end; ++y)
            for (int x = 0; x < picture.width; ++x) {
                if (x < dx || y < dy)
                    continue;
                const float *a = picture.at(x, y), *b = picture.at(x - dx, y - dy);
                const float colour = (straightColour(a) - straightColour(b)).cwiseAbs().sum() * std::min(a[3], b[3]);
                *steps.at(x, y) = 1.0F + static_cast<float>(ratio) * (colour + std::abs(a[3] - b[3]));
            }
    });
    return steps;
}

} // namespace

base::FloatImage blurred(const base::FloatImage& image, double sigma)
{
    constexpr double kNothing = 0.2; // a kernel of one pixel
    if (sigma < kNothing)
        return image;
    const auto taps = gaussian(sigma);
    const int radius = static_cast<int>(taps.size() / 2), channels = image.channels;
    base::FloatImage across(image.width, image.height, channels), result = across;
    base::parallelFor(image.height, 8, [&](int begin, int end) {
        for (int y = begin; y < end; ++y)
            for (int x = 0; x < image.width; ++x)
                for (int i = -radius; i <= radius; ++i) {
                    const float* in = image.at(std::clamp(x + i, 0, image.width - 1), y);
                    for (int c = 0; c < channels; ++c)
                        across.at(x, y)[c] += taps[static_cast<std::size_t>(i + radius)] * in[c];
                }
    });
    base::parallelFor(image.height, 8, [&](int begin, int end) {
        for (int y = begin; y < end; ++y)
            for (int i = -radius; i <= radius; ++i) {
                const float* in = across.at(0, std::clamp(y + i, 0, image.height - 1));
                float* out = result.at(0, y);
                const float tap = taps[static_cast<std::size_t>(i + radius)];
                for (int k = 0; k < image.width * channels; ++k)
                    out[k] += tap * in[k];
            }
    });
    return result;
}

base::FloatImage smoothedBetweenEdges(const base::FloatImage& picture, double spatial, double range, int passes)
{
    base::require(picture.channels == 4, "a premultiplied picture has four channels");
    const int width = picture.width, height = picture.height;
    const auto across = domainSteps(picture, 1, 0, spatial / range), down = domainSteps(picture, 0, 1, spatial / range);
    base::FloatImage smooth = picture;
    for (int pass = 0; pass < passes; ++pass) {
        const double sigma = spatial * std::sqrt(3.0) * std::exp2(passes - pass - 1) / std::sqrt(std::exp2(2 * passes) - 1.0);
        const auto rate = static_cast<float>(-std::numbers::sqrt2 / sigma);
        base::parallelFor(height, 8, [&](int begin, int end) {
            std::vector<float> weight(static_cast<std::size_t>(width));
            for (int y = begin; y < end; ++y) {
                for (int x = 0; x < width; ++x)
                    weight[static_cast<std::size_t>(x)] = std::exp(rate * *across.at(x, y));
                smoothLine(smooth.at(0, y), 4, weight.data(), width);
            }
        });
        base::parallelFor(width, 8, [&](int begin, int end) {
            std::vector<float> weight(static_cast<std::size_t>(height));
            for (int x = begin; x < end; ++x) {
                for (int y = 0; y < height; ++y)
                    weight[static_cast<std::size_t>(y)] = std::exp(rate * *down.at(x, y));
                smoothLine(smooth.at(x, 0), 4 * static_cast<std::ptrdiff_t>(width), weight.data(), height);
            }
        });
    }
    for (std::size_t i = 0; i < smooth.values.size(); i += 4) {
        const Eigen::Vector3f colour = straightColour(smooth.values.data() + i);
        const float alpha = picture.values[i + 3];
        for (int c = 0; c < 3; ++c)
            smooth.values[i + static_cast<std::size_t>(c)] = alpha * colour[c];
        smooth.values[i + 3] = alpha;
    }
    return smooth;
}

float sampled(const base::FloatImage& image, float x, float y, int c)
{
    const float cx = std::clamp(x, 0.0F, static_cast<float>(image.width - 1)), cy = std::clamp(y, 0.0F, static_cast<float>(image.height - 1));
    const int x0 = static_cast<int>(cx), y0 = static_cast<int>(cy);
    const int x1 = std::min(x0 + 1, image.width - 1), y1 = std::min(y0 + 1, image.height - 1);
    const float tx = cx - static_cast<float>(x0), ty = cy - static_cast<float>(y0);
    const float above = image.at(x0, y0)[c] + tx * (image.at(x1, y0)[c] - image.at(x0, y0)[c]);
    const float below = image.at(x0, y1)[c] + tx * (image.at(x1, y1)[c] - image.at(x0, y1)[c]);
    return above + ty * (below - above);
}

base::FloatImage filledLuma(const base::FloatImage& picture)
{
    constexpr double kReach = 6.0; // pixels; steeper than any stroke's width
    const base::FloatImage around = blurred(picture, kReach);
    base::FloatImage luma(picture.width, picture.height, 1);
    for (std::size_t i = 0; i < luma.values.size(); ++i) {
        const float* here = picture.values.data() + 4 * i;
        const float alpha = here[3];
        luma.values[i] = alpha * lumaOf(straightColour(here)) + (1.0F - alpha) * lumaOf(straightColour(around.values.data() + 4 * i));
    }
    return luma;
}

Flow strokeFlow(const base::FloatImage& luma, double sigma)
{
    const int width = luma.width, height = luma.height;
    base::FloatImage tensor(width, height, 3); // xx, xy, yy
    base::parallelFor(height, 16, [&](int begin, int end) {
        for (int y = begin; y < end; ++y)
            for (int x = 0; x < width; ++x) {
                const auto at = [&](int dx, int dy) { return *luma.at(std::clamp(x + dx, 0, width - 1), std::clamp(y + dy, 0, height - 1)); };
                const float gx = (at(1, -1) - at(-1, -1) + 2.0F * (at(1, 0) - at(-1, 0)) + at(1, 1) - at(-1, 1)) / 8.0F;
                const float gy = (at(-1, 1) - at(-1, -1) + 2.0F * (at(0, 1) - at(0, -1)) + at(1, 1) - at(1, -1)) / 8.0F;
                float* t = tensor.at(x, y);
                t[0] = gx * gx;
                t[1] = gx * gy;
                t[2] = gy * gy;
            }
    });
    const auto smooth = blurred(tensor, sigma);
    Flow flow{.direction = base::FloatImage(width, height, 2), .certainty = base::FloatImage(width, height, 1)};
    for (std::size_t i = 0; i < flow.certainty.values.size(); ++i) {
        const float xx = smooth.values[3 * i], xy = smooth.values[3 * i + 1], yy = smooth.values[3 * i + 2];
        const float root = std::sqrt((xx - yy) * (xx - yy) + 4.0F * xy * xy);
        const float angle = 0.5F * std::atan2(2.0F * xy, xx - yy); // of the gradient
        flow.direction.values[2 * i] = -std::sin(angle);
        flow.direction.values[2 * i + 1] = std::cos(angle);
        constexpr float kFaint = 1e-6F; // below the steps of 8-bit pictures
        flow.certainty.values[i] = root / (xx + yy + kFaint);
    }
    return flow;
}

base::FloatImage smearedAlong(const base::FloatImage& noise, const Flow& flow, int steps)
{
    base::FloatImage result(noise.width, noise.height, 1);
    base::parallelFor(noise.height, 8, [&](int begin, int end) {
        for (int y = begin; y < end; ++y)
            for (int x = 0; x < noise.width; ++x) {
                float sum = *noise.at(x, y);
                for (const float sign : {-1.0F, 1.0F}) {
                    auto px = static_cast<float>(x), py = static_cast<float>(y);
                    Eigen::Vector2f last(sign * flow.direction.at(x, y)[0], sign * flow.direction.at(x, y)[1]);
                    for (int i = 0; i < steps; ++i) {
                        px += last.x();
                        py += last.y();
                        const int ix = std::clamp(static_cast<int>(px + 0.5F), 0, noise.width - 1);
                        const int iy = std::clamp(static_cast<int>(py + 0.5F), 0, noise.height - 1);
                        sum += *noise.at(ix, iy);
                        const Eigen::Vector2f next(flow.direction.at(ix, iy)[0], flow.direction.at(ix, iy)[1]);
                        last = next.dot(last) < 0.0F ? Eigen::Vector2f(-next) : next;
                    }
                }
                *result.at(x, y) = sum / static_cast<float>(2 * steps + 1);
            }
    });
    return result;
}

void mixIn(base::FloatImage& before, const base::FloatImage& after, double amount)
{
    base::require(before.values.size() == after.values.size(), "pictures that are mixed have one shape");
    const auto part = static_cast<float>(amount);
    for (std::size_t i = 0; i < before.values.size(); ++i)
        before.values[i] += part * (after.values[i] - before.values[i]);
}

} // namespace effigy::style
