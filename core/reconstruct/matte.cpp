// SPDX-License-Identifier: GPL-3.0-or-later
#include "reconstruct/matte.h"

#include "base/error.h"

#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <vector>

namespace effigy::reconstruct {

namespace {

constexpr int kWorkSide = 256;     // GrabCut's time grows with the area; its border is refined at full size
constexpr std::uint64_t kSeed = 7; // of GrabCut's colour clusters

cv::Mat viewOf(const base::FloatImage& image)
{
    return {image.height, image.width, CV_32FC1, const_cast<float*>(image.values.data())};
}

cv::Mat smaller(const cv::Mat& picture, double scale)
{
    cv::Mat result;
    cv::resize(picture, result, {}, scale, scale, cv::INTER_AREA);
    return result;
}

cv::Mat disc(int radius)
{
    return cv::getStructuringElement(cv::MORPH_ELLIPSE, {2 * radius + 1, 2 * radius + 1});
}

/// The seed at GrabCut's working size.
struct Seeds {
    cv::Mat head, scalp, hair, away, far, beside, within; // 1 channel, float
    cv::Mat inside;                    // 8 bit: surely the face
};

/// Colours as one Gaussian with independent channels, CIE Lab in OpenCV's 8-bit scale.
struct Colours {
    cv::Scalar mean, deviation;

    /// How far every pixel is from the mean, in standard deviations, squared.
    [[nodiscard]] cv::Mat squaredDistance(const cv::Mat& lab) const
    {
        cv::Mat sum = cv::Mat::zeros(lab.size(), CV_32F);
        std::vector<cv::Mat> channels;
        cv::split(lab, channels);
        for (int k = 0; k < 3; ++k) {
            const cv::Mat off = (channels[k] - mean[k]) / deviation[k];
            sum += off.mul(off);
        }
        return sum;
    }

    /// -2 log of how likely every pixel is, but for a constant.
    [[nodiscard]] cv::Mat unlikelihood(const cv::Mat& lab) const
    {
        return squaredDistance(lab) + 2.0 * std::log(deviation[0] * deviation[1] * deviation[2]);
    }
};

cv::Mat labOf(const cv::Mat& picture)
{
    cv::Mat lab;
    cv::cvtColor(picture, lab, cv::COLOR_RGB2Lab);
    lab.convertTo(lab, CV_32F);
    return lab;
}

/// The colours under `mask`, whose deviations are at least those: even what lies in flat light varies.
Colours coloursUnder(const cv::Mat& lab, const cv::Mat& mask, double leastLightness, double leastHue)
{
    Colours colours;
    cv::meanStdDev(lab, colours.mean, colours.deviation, mask);
    for (int k = 0; k < 3; ++k)
        colours.deviation[k] = std::max(k == 0 ? leastLightness : leastHue, colours.deviation[k]);
    return colours;
}

Colours coloursOfHead(const cv::Mat& lab, const cv::Mat& mask)
{
    return coloursUnder(lab, mask, 14.0, 4.0);
}

/// Keeps what hangs together with `kept`, 8 bit.
void dropIslands(cv::Mat& foreground, const cv::Mat& kept)
{
    cv::Mat labels;
    const int count = cv::connectedComponents(foreground, labels, 4);
    std::vector<char> touches(static_cast<std::size_t>(count), 0);
    for (int y = 0; y < labels.rows; ++y)
        for (int x = 0; x < labels.cols; ++x)
            if (kept.at<std::uint8_t>(y, x) != 0)
                touches[static_cast<std::size_t>(labels.at<int>(y, x))] = 1;
    for (int y = 0; y < labels.rows; ++y)
        for (int x = 0; x < labels.cols; ++x)
            if (touches[static_cast<std::size_t>(labels.at<int>(y, x))] == 0)
                foreground.at<std::uint8_t>(y, x) = 0;
}

/// Where hair is.
struct HairPixels {
    cv::Mat likely, sure; // 8 bit
};

/// Likely are pixels that look like the hair that hangs into the forehead or lies on top. Before a plain background they must not look
/// rather like that (grey hair before a grey wall), the less the farther they are from the head, and those above the chin that look far more
/// like hair and hang together with it are sure. None when the head shows only skin there.
HairPixels likeHair(const cv::Mat& lab, const Seeds& seeds, const Colours& skin)
{
    constexpr double kNoSkin = 2.2, kAlike = 2.0; // standard deviations
    constexpr double kNear = 14.0, kEven = 0.05; // -2 log of how much more likely hair is beside the skull, and metres from it where neither is
    constexpr double kFar = 8.0;                  // and of how much more likely what is sure has to be
    constexpr double kPlainLightness = 16.0, kPlainHue = 4.0; // deviations of a wall's colours
    const int enough = lab.rows * lab.cols / 500;
    const cv::Mat shown = (seeds.scalp > 0.5) & (seeds.head > 0.9) & (skin.squaredDistance(lab) > kNoSkin * kNoSkin);
    HairPixels pixels{cv::Mat::zeros(lab.size(), CV_8U), cv::Mat::zeros(lab.size(), CV_8U)};
    if (cv::countNonZero(shown) < enough)
        return pixels;
    const Colours hair = coloursOfHead(lab, shown);
    pixels.likely = hair.squaredDistance(lab) < kAlike * kAlike;
    const cv::Mat far = seeds.far > 0.5;
    if (cv::countNonZero(far) < enough)
        return pixels;
    const Colours background = coloursUnder(lab, far, 4.0, 2.0);
    if (background.deviation[0] > kPlainLightness || background.deviation[1] > kPlainHue || background.deviation[2] > kPlainHue)
        return pixels; // so many colours that some of them are the hair's, too
    const cv::Mat lead = background.unlikelihood(lab) - hair.unlikelihood(lab);
    pixels.likely &= lead > kNear * (seeds.away / kEven - 1.0);
    pixels.sure = (pixels.likely & (lead > kFar) & (seeds.beside > 0.5)) | shown;
    cv::morphologyEx(pixels.sure, pixels.sure, cv::MORPH_OPEN, disc(1));
    dropIslands(pixels.sure, shown);
    return pixels;
}

/// The seed as GrabCut's four classes.
cv::Mat classes(const cv::Mat& picture, const Seeds& seeds)
{
    constexpr double kNoSkin = 2.7;
    cv::Mat result(seeds.head.size(), CV_8UC1, cv::Scalar(cv::GC_PR_BGD));
    result.setTo(cv::GC_PR_FGD, seeds.head > 0.5);
    result.setTo(cv::GC_FGD, seeds.inside);
    const cv::Mat skin = seeds.inside & (seeds.scalp < 0.1);
    if (cv::countNonZero(skin) > 0) {
        const cv::Mat lab = labOf(picture);
        const Colours colours = coloursOfHead(lab, skin);
        const cv::Mat clothes = (seeds.head > 0.5) & (seeds.head < 0.9) & (colours.squaredDistance(lab) > kNoSkin * kNoSkin);
        result.setTo(cv::GC_PR_BGD, clothes);
        const HairPixels hair = likeHair(lab, seeds, colours);
        if (cv::countNonZero(hair.likely) == 0)
            result.setTo(cv::GC_PR_FGD, seeds.hair > 0.5);
        const cv::Mat beside = (seeds.within > 0.5) & (seeds.head < 0.5);
        result.setTo(cv::GC_PR_FGD, hair.likely & beside);
        result.setTo(cv::GC_FGD, hair.sure & beside);
    }
    result.setTo(cv::GC_BGD, seeds.within < 0.02);
    return result;
}

/// Edge-preserving smoothing of `signal` along the edges of `guide` (both 1 channel, float).
cv::Mat guidedFilter(const cv::Mat& guide, const cv::Mat& signal, int radius, double epsilon)
{
    const auto mean = [radius](const cv::Mat& m) {
        cv::Mat result;
        cv::blur(m, result, {2 * radius + 1, 2 * radius + 1}, {-1, -1}, cv::BORDER_REFLECT);
        return result;
    };
    const cv::Mat meanGuide = mean(guide), meanSignal = mean(signal);
    const cv::Mat covariance = mean(guide.mul(signal)) - meanGuide.mul(meanSignal);
    const cv::Mat variance = mean(guide.mul(guide)) - meanGuide.mul(meanGuide);
    cv::Mat slope;
    cv::divide(covariance, variance + epsilon, slope);
    const cv::Mat offset = meanSignal - slope.mul(meanGuide);
    return mean(slope).mul(guide) + mean(offset);
}

cv::Mat cutOut(const cv::Mat& picture, const Seeds& seeds)
{
    cv::Mat labels = classes(picture, seeds), background, foreground;
    cv::setRNGSeed(kSeed);
    cv::grabCut(picture, labels, {}, background, foreground, 4, cv::GC_INIT_WITH_MASK);
    cv::Mat cut = (labels == cv::GC_FGD) | (labels == cv::GC_PR_FGD);
    cv::morphologyEx(cut, cut, cv::MORPH_CLOSE, disc(2));
    cv::morphologyEx(cut, cut, cv::MORPH_OPEN, disc(1));
    dropIslands(cut, seeds.head > 0.9);
    return cut;
}

} // namespace

base::FloatImage matteHead(const base::Image& picture, const MatteSeed& seed)
{
    base::require(picture.channels == 3, "matting wants an RGB picture");
    for (const base::FloatImage* map : {&seed.head, &seed.scalp, &seed.hair, &seed.away, &seed.far, &seed.beside, &seed.within})
        base::require(map->width == picture.width && map->height == picture.height, "matting wants a seed of the picture's size");
    const cv::Mat rgb(picture.height, picture.width, CV_8UC3,
                      const_cast<std::uint8_t*>(picture.pixels.data()));
    const double scale = std::min(1.0, static_cast<double>(kWorkSide) / std::max(rgb.cols, rgb.rows));
    const auto shrunk = [scale](const base::FloatImage& map) { return smaller(viewOf(map), scale); };
    Seeds seeds{shrunk(seed.head), shrunk(seed.scalp),  shrunk(seed.hair),   shrunk(seed.away),
                shrunk(seed.far),  shrunk(seed.beside), shrunk(seed.within), {}};
    cv::erode(seeds.head > 0.9, seeds.inside, disc(std::max(2, seeds.head.cols / 50)));
    const cv::Mat cut = cutOut(smaller(rgb, scale), seeds);

    cv::Mat hard, grey;
    cut.convertTo(hard, CV_32F, 1.0 / 255.0);
    cv::resize(hard, hard, rgb.size(), 0.0, 0.0, cv::INTER_LINEAR);
    cv::cvtColor(rgb, grey, cv::COLOR_RGB2GRAY);
    grey.convertTo(grey, CV_32F, 1.0 / 255.0);
    const int radius = std::max(2, rgb.cols / 128);
    cv::Mat soft = guidedFilter(grey, hard, radius, 1e-4);
    soft = (soft - 0.08) / 0.84; // the filter never quite reaches 0 and 1
    soft = cv::min(cv::max(soft, 0.0), 1.0);
    soft = soft.mul(viewOf(seed.within));

    base::FloatImage matte(picture.width, picture.height, 1);
    soft.copyTo(cv::Mat(matte.height, matte.width, CV_32FC1, matte.values.data()));
    return matte;
}

} // namespace effigy::reconstruct
