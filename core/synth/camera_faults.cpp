// SPDX-License-Identifier: GPL-3.0-or-later
#include "synth/camera_faults.h"

#include "mesh/colour_space.h"
#include "synth/seeded_random.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <vector>

namespace effigy::synth {
namespace {

void blur(base::FloatImage& image, float deviation)
{
    if (deviation < 0.05F)
        return;
    const int reach = std::max(1, static_cast<int>(std::ceil(2.5F * deviation)));
    std::vector<float> kernel(static_cast<std::size_t>(2 * reach + 1));
    float sum = 0.0F;
    for (int k = -reach; k <= reach; ++k)
        sum += kernel[static_cast<std::size_t>(k + reach)] = std::exp(-0.5F * static_cast<float>(k * k) / (deviation * deviation));
    for (float& weight : kernel)
        weight /= sum;
    // Rows as one list of floats: neighbours in memory are added alike.
    const int length = image.width * image.channels;
    base::FloatImage down(image.width, image.height, image.channels);
    for (int y = 0; y < image.height; ++y)
        for (int k = -reach; k <= reach; ++k) {
            const float weight = kernel[static_cast<std::size_t>(k + reach)];
            const float* from = image.at(0, std::clamp(y + k, 0, image.height - 1));
            float* to = down.at(0, y);
            for (int i = 0; i < length; ++i)
                to[i] += weight * from[i];
        }
    std::vector<float> padded(static_cast<std::size_t>(length + 2 * reach * image.channels));
    for (int y = 0; y < image.height; ++y) {
        for (int x = -reach; x < image.width + reach; ++x)
            std::copy_n(down.at(std::clamp(x, 0, image.width - 1), y), image.channels, padded.data() + (x + reach) * image.channels);
        float* to = image.at(0, y);
        std::fill_n(to, length, 0.0F);
        for (int k = 0; k <= 2 * reach; ++k) {
            const float weight = kernel[static_cast<std::size_t>(k)];
            const float* from = padded.data() + k * image.channels;
            for (int i = 0; i < length; ++i)
                to[i] += weight * from[i];
        }
    }
}

/// Light to sRGB 0..1 with a soft shoulder, from a table: pow is slow.
class Curve {
public:
    explicit Curve(float contrast)
    {
        for (std::size_t i = 0; i < m_table.size(); ++i) {
            const float x = kReach * static_cast<float>(i) / static_cast<float>(m_table.size() - 1);
            constexpr float kShoulder = 0.72F; // where highlights begin to roll off
            const float rolled = x < kShoulder ? x : kShoulder + (1.0F - kShoulder) * (1.0F - std::exp(-(x - kShoulder) / (1.0F - kShoulder)));
            const float encoded = rolled <= 0.0031308F ? 12.92F * rolled : 1.055F * std::pow(rolled, 1.0F / 2.4F) - 0.055F;
            m_table[i] = std::clamp(0.5F + contrast * (encoded - 0.5F), 0.0F, 1.0F);
        }
    }
    [[nodiscard]] float operator()(float x) const
    {
        const float at = std::clamp(x / kReach, 0.0F, 1.0F) * static_cast<float>(m_table.size() - 1);
        const auto i = std::min(m_table.size() - 2, static_cast<std::size_t>(at));
        return m_table[i] + (at - static_cast<float>(i)) * (m_table[i + 1] - m_table[i]);
    }

private:
    static constexpr float kReach = 2.5F;
    std::array<float, 4096> m_table{};
};

using Table = std::array<int, 64>;
constexpr Table kLuminance = {16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51, 87, 80, 62,
                              18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99};
constexpr Table kChrominance = {17, 18, 24, 47, 99, 99, 99, 99, 18, 21, 26, 66, 99, 99, 99, 99, 24, 26, 56, 99, 99, 99, 99, 99, 47, 66, 99, 99, 99, 99, 99, 99,
                                99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99};

using Block = Eigen::Matrix<float, 8, 8>;

Block cosines()
{
    Block basis;
    for (int k = 0; k < 8; ++k)
        for (int n = 0; n < 8; ++n)
            basis(k, n) = (k == 0 ? std::sqrt(0.125F) : 0.5F) * std::cos(std::numbers::pi_v<float> * (static_cast<float>(n) + 0.5F) * static_cast<float>(k) / 8.0F);
    return basis;
}

void quantise(std::vector<float>& plane, int width, int height, const Table& table, int quality)
{
    const float scale = quality < 50 ? 5000.0F / static_cast<float>(quality) : 200.0F - 2.0F * static_cast<float>(quality);
    static const Block basis = cosines();
    Block steps;
    for (int i = 0; i < 64; ++i)
        steps(i / 8, i % 8) = std::clamp(std::floor((static_cast<float>(table[static_cast<std::size_t>(i)]) * scale + 50.0F) / 100.0F), 1.0F, 255.0F);
    for (int y = 0; y < height; y += 8)
        for (int x = 0; x < width; x += 8) {
            Block block;
            for (int r = 0; r < 8; ++r)
                for (int c = 0; c < 8; ++c)
                    block(r, c) = plane[static_cast<std::size_t>(std::min(y + r, height - 1)) * width + std::min(x + c, width - 1)] - 128.0F;
            Block frequencies = basis * block * basis.transpose();
            frequencies = (frequencies.cwiseQuotient(steps)).array().round().matrix().cwiseProduct(steps);
            block = basis.transpose() * frequencies * basis;
            for (int r = 0; r < std::min(8, height - y); ++r)
                for (int c = 0; c < std::min(8, width - x); ++c)
                    plane[static_cast<std::size_t>(y + r) * width + x + c] = block(r, c) + 128.0F;
        }
}

/// Three uniform numbers of 21 bits are normal enough: their sum, less its mean.
float nearlyNormal(std::uint64_t bits)
{
    constexpr std::uint64_t kMask = (1U << 21) - 1;
    return static_cast<float>((bits & kMask) + (bits >> 21 & kMask) + (bits >> 42 & kMask)) * 0x1.0p-21F - 1.5F;
}

} // namespace

void compress(base::Image& image, int quality)
{
    const int width = image.width, height = image.height, halfWidth = (width + 1) / 2, halfHeight = (height + 1) / 2;
    std::vector<float> luma(static_cast<std::size_t>(width) * height);
    std::array<std::vector<float>, 2> chroma;
    for (auto& plane : chroma)
        plane.assign(static_cast<std::size_t>(halfWidth) * halfHeight, 0.0F);
    std::vector<float> count(chroma[0].size(), 0.0F);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            const std::uint8_t* p = image.at(x, y);
            luma[static_cast<std::size_t>(y) * width + x] = 0.299F * p[0] + 0.587F * p[1] + 0.114F * p[2];
            const auto i = static_cast<std::size_t>(y / 2) * halfWidth + x / 2;
            chroma[0][i] += 128.0F - 0.168736F * p[0] - 0.331264F * p[1] + 0.5F * p[2];
            chroma[1][i] += 128.0F + 0.5F * p[0] - 0.418688F * p[1] - 0.081312F * p[2];
            count[i] += 1.0F;
        }
    for (auto& plane : chroma)
        for (std::size_t i = 0; i < plane.size(); ++i)
            plane[i] /= count[i];
    quantise(luma, width, height, kLuminance, quality);
    for (auto& plane : chroma)
        quantise(plane, halfWidth, halfHeight, kChrominance, quality);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            const auto i = static_cast<std::size_t>(y / 2) * halfWidth + x / 2;
            const float l = luma[static_cast<std::size_t>(y) * width + x], cb = chroma[0][i] - 128.0F, cr = chroma[1][i] - 128.0F;
            const std::array<float, 3> rgb = {l + 1.402F * cr, l - 0.344136F * cb - 0.714136F * cr, l + 1.772F * cb};
            for (std::size_t c = 0; c < 3; ++c)
                image.at(x, y)[c] = static_cast<std::uint8_t>(std::clamp(rgb[c] + 0.5F, 0.0F, 255.0F));
        }
}

base::Image develop(base::FloatImage linear, const CameraFaults& faults, std::uint64_t seed)
{
    blur(linear, faults.blur * static_cast<float>(linear.width) / 256.0F);
    const Curve curve(faults.contrast);
    SeededRandom random(seed, 211);
    base::Image image(linear.width, linear.height, 3);
    const float half = 0.5F * static_cast<float>(linear.width);
    for (int y = 0; y < linear.height; ++y)
        for (int x = 0; x < linear.width; ++x) {
            Colour light = Eigen::Map<const Colour>(linear.at(x, y));
            const float dx = (static_cast<float>(x) + 0.5F) / half - 1.0F, dy = (static_cast<float>(y) + 0.5F) / half - 1.0F;
            light = light.cwiseProduct(faults.whiteBalance) * (faults.exposure * (1.0F - 0.5F * faults.vignette * (dx * dx + dy * dy)));
            const float grey = light.dot(Colour(0.2126F, 0.7152F, 0.0722F));
            light = Colour::Constant(grey) + faults.saturation * (light - Colour::Constant(grey));
            for (int c = 0; c < 3; ++c) {
                float value = curve(light[c]);
                if (faults.noise > 0.0F)
                    value += faults.noise * 2.0F * nearlyNormal(random.bits());
                image.at(x, y)[c] = static_cast<std::uint8_t>(std::clamp(255.0F * value + 0.5F, 0.0F, 255.0F));
            }
        }
    if (faults.jpegQuality > 0)
        compress(image, faults.jpegQuality);
    return image;
}

} // namespace effigy::synth
