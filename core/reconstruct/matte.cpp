// SPDX-License-Identifier: GPL-3.0-or-later
#include "reconstruct/matte.h"

#include "encoder/matte_reader.h"

#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cstdint>
#include <vector>

namespace effigy::reconstruct {

namespace {

cv::Mat viewOf(const base::FloatImage& image)
{
    return {image.height, image.width, CV_32FC1, const_cast<float*>(image.values.data())};
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

/// Hair and the rest of the head together, in the network's size.
cv::Mat headOf(const base::FloatImage& shares)
{
    cv::Mat head(shares.height, shares.width, CV_32FC1);
    for (int y = 0; y < head.rows; ++y)
        for (int x = 0; x < head.cols; ++x)
            head.at<float>(y, x) = shares.at(x, y)[static_cast<int>(encoder::MatteClass::Hair)] +
                                   shares.at(x, y)[static_cast<int>(encoder::MatteClass::Face)];
    return head;
}

/// Keeps what hangs together with `kept`, 8 bit.
void dropIslands(cv::Mat& share, const cv::Mat& kept)
{
    cv::Mat labels;
    const int count = cv::connectedComponents(share > 0.0, labels, 4);
    std::vector<char> touches(static_cast<std::size_t>(count), 0);
    for (int y = 0; y < labels.rows; ++y)
        for (int x = 0; x < labels.cols; ++x)
            if (kept.at<std::uint8_t>(y, x) != 0)
                touches[static_cast<std::size_t>(labels.at<int>(y, x))] = 1;
    for (int y = 0; y < labels.rows; ++y)
        for (int x = 0; x < labels.cols; ++x)
            if (touches[static_cast<std::size_t>(labels.at<int>(y, x))] == 0)
                share.at<float>(y, x) = 0.0F;
}

/// `share` with what lies below `low` or above 1 - `low` taken for none and for all.
cv::Mat stretched(const cv::Mat& share, double low)
{
    const cv::Mat wide = (share - low) / (1.0 - 2.0 * low);
    return cv::min(cv::max(wide, 0.0), 1.0);
}

base::FloatImage matteOf(const base::FloatImage& shares, const base::Image& picture, const encoder::MatteSeed& seed)
{
    constexpr double kDoubt = 0.25; // of the network, on photos, where what stands behind is bright
    constexpr double kBlurred = 0.08; // the filter never quite reaches 0 and 1
    cv::Mat told = stretched(headOf(shares), kDoubt), silhouette;
    cv::resize(viewOf(seed.head), silhouette, told.size(), 0.0, 0.0, cv::INTER_AREA);
    dropIslands(told, silhouette > 0.9);
    const cv::Mat rgb(picture.height, picture.width, CV_8UC3,
                      const_cast<std::uint8_t*>(picture.pixels.data()));
    cv::Mat share, grey;
    cv::resize(told, share, rgb.size(), 0.0, 0.0, cv::INTER_LINEAR);
    cv::cvtColor(rgb, grey, cv::COLOR_RGB2GRAY);
    grey.convertTo(grey, CV_32F, 1.0 / 255.0);
    const int radius = std::max(2, rgb.cols / 128);
    const cv::Mat soft =
        stretched(guidedFilter(grey, share, radius, 1e-4), kBlurred).mul(viewOf(seed.within));

    base::FloatImage matte(picture.width, picture.height, 1);
    soft.copyTo(cv::Mat(matte.height, matte.width, CV_32FC1, matte.values.data()));
    return matte;
}

base::FloatImage hairOf(const base::FloatImage& shares, const base::Image& picture)
{
    constexpr float kNobody = 0.02F;
    cv::Mat told(shares.height, shares.width, CV_32FC1);
    for (int y = 0; y < told.rows; ++y)
        for (int x = 0; x < told.cols; ++x) {
            const float hair = shares.at(x, y)[static_cast<int>(encoder::MatteClass::Hair)],
                        face = shares.at(x, y)[static_cast<int>(encoder::MatteClass::Face)];
            told.at<float>(y, x) = hair / std::max(kNobody, hair + face);
        }
    base::FloatImage result(picture.width, picture.height, 1);
    cv::Mat sized(result.height, result.width, CV_32FC1, result.values.data());
    cv::resize(told, sized, sized.size(), 0.0, 0.0, cv::INTER_LINEAR);
    return result;
}

} // namespace

HeadMatte matteWithHair(const base::Image& picture, const encoder::MatteSeed& seed)
{
    const base::FloatImage shares =
        encoder::readShares(picture, seed, encoder::shippedMatteWeights());
    return {matteOf(shares, picture, seed), hairOf(shares, picture)};
}

base::FloatImage matteHead(const base::Image& picture, const encoder::MatteSeed& seed)
{
    return matteOf(encoder::readShares(picture, seed, encoder::shippedMatteWeights()), picture,
                   seed);
}

base::FloatImage hairShare(const base::Image& picture, const encoder::MatteSeed& seed)
{
    return hairOf(encoder::readShares(picture, seed, encoder::shippedMatteWeights()), picture);
}

} // namespace effigy::reconstruct
