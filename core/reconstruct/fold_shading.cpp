// SPDX-License-Identifier: GPL-3.0-or-later
#include "reconstruct/fold_shading.h"

#include "base/parallel.h"
#include "base/smoothstep.h"
#include "mesh/colour_space.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <vector>

namespace effigy::reconstruct {

namespace {

using base::smoothstep;

constexpr float kCoarsest = 0.0065F; // metres: deviation of what albedo and mesh tell by themselves
constexpr float kDarkest = -0.5F;    // logarithms: deeper and
constexpr float kBrightest = 0.25F;  // brighter than this no fold is made
constexpr float kNoise = 0.01F;      // logarithms: what is less is mostly noise,
constexpr float kNoiseShare = 1.5F; // and so is what is less than this of what the face usually has

/// What of a logarithm of RGB is shading: its weights sum to 1, and leave almost nothing of melanin
/// (about 0.4, 0.6, 1) and of blood (about 0.15, 1, 0.7). Source: Tsumura et al. 2003, section 3,
/// whose axes these are.
const Eigen::Vector3f kShadingOfRgb(1.3F, 0.15F, -0.45F);

cv::Mat blurred(const cv::Mat& picture, double sigma)
{
    cv::Mat result;
    cv::GaussianBlur(picture, result, {}, sigma, sigma, cv::BORDER_REPLICATE);
    return result;
}

/// Means over what has weight.
cv::Mat blurredWhere(const cv::Mat& picture, const cv::Mat& weight, double sigma)
{
    return blurred(picture.mul(weight), sigma) / (blurred(weight, sigma) + 1e-4);
}

cv::Mat shrunk(const cv::Mat& mask, double radius)
{
    const int side = 2 * std::max(1, static_cast<int>(std::lround(radius))) + 1;
    cv::Mat result;
    cv::erode(mask, result, cv::getStructuringElement(cv::MORPH_ELLIPSE, {side, side}));
    return result;
}

/// How far a colour is from `skin` in tint, whatever its brightness: logarithms.
float tintOff(const Eigen::Vector3f& log, const Eigen::Vector3f& skin)
{
    const Eigen::Vector3f off = log - skin;
    return (off - Eigen::Vector3f::Constant(off.mean())).norm();
}

/// Channel by channel the middle of `colours`.
Eigen::Vector3f median(const std::vector<Eigen::Vector3f>& colours)
{
    Eigen::Vector3f result = Eigen::Vector3f::Zero();
    std::vector<float> values(colours.size());
    for (int c = 0; c < 3 && !colours.empty(); ++c) {
        for (std::size_t i = 0; i < colours.size(); ++i)
            values[i] = colours[i][c];
        std::ranges::nth_element(values,
                                 values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2));
        result[c] = values[values.size() / 2];
    }
    return result;
}

/// The photo's colours as logarithms, smoothed as finely as detail is looked for.
cv::Mat logColours(const SkinPatch& patch, const SeenHead& head, double sigma)
{
    constexpr float kBlack = 0.01F;
    cv::Mat log(patch.place.size(), CV_32FC3);
    for (int y = 0; y < log.rows; ++y)
        for (int x = 0; x < log.cols; ++x) {
            const Eigen::Vector3f colour =
                (mesh::linearFromSrgb(head.cut.image.at(x + patch.place.x, y + patch.place.y))
                     .array() +
                 kBlack)
                    .log();
            log.at<cv::Vec3f>(y, x) = {colour[0], colour[1], colour[2]};
        }
    return blurred(log, sigma);
}

/// Takes belief from what has not the tint of the face's skin, as hair, frames of glasses and
/// make-up, and from what is burnt out.
void doubtOtherTints(SkinPatch& patch, const SeenHead& head, const cv::Mat& log)
{
    constexpr float kSame = 0.5F,
                    kOther = 0.8F; // logarithms: folds are redder than the skin about them
    const auto colourAt = [&](int x, int y) {
        const auto& c = log.at<cv::Vec3f>(y, x);
        return Eigen::Vector3f(c[0], c[1], c[2]);
    };
    std::vector<Eigen::Vector3f> skin;
    for (int y = 0; y < log.rows; y += 3)
        for (int x = 0; x < log.cols; x += 3)
            if (patch.believed.at<float>(y, x) > 0.9F)
                skin.push_back(colourAt(x, y));
    const Eigen::Vector3f usual = median(skin);
    for (int y = 0; y < log.rows; ++y)
        for (int x = 0; x < log.cols; ++x) {
            float& believed = patch.believed.at<float>(y, x);
            believed *= 1.0F - smoothstep(kSame, kOther, tintOff(colourAt(x, y), usual));
            const std::uint8_t* rgb = head.cut.image.at(x + patch.place.x, y + patch.place.y);
            if (std::max({rgb[0], rgb[1], rgb[2]}) >= 253)
                believed = 0.0F;
        }
}

/// `picture` smoothed along its lines, and weakened where it has none: folds are lines, pores,
/// freckles and noise are not. Source: Weickert 1999, "Coherence-Enhancing Diffusion Filtering",
/// whose structure tensor decides here, too.
cv::Mat alongLines(const cv::Mat& picture, const cv::Mat& weight, double pixel)
{
    constexpr double kAround = 0.0022, kAlong = 0.0022; // metres: standard deviations
    constexpr float kNoLine = 0.25F, kLine = 0.55F;     // coherence
    cv::Mat alongX, alongY;
    cv::Sobel(picture, alongX, CV_32F, 1, 0);
    cv::Sobel(picture, alongY, CV_32F, 0, 1);
    const double sigma = kAround / pixel;
    const cv::Mat xx = blurred(alongX.mul(alongX).mul(weight), sigma),
                  yy = blurred(alongY.mul(alongY).mul(weight), sigma),
                  xy = blurred(alongX.mul(alongY).mul(weight), sigma);
    const int reach = std::max(1, static_cast<int>(std::lround(2.0 * kAlong / pixel)));
    cv::Mat result(picture.size(), CV_32F, cv::Scalar(0.0));
    base::parallelFor(picture.rows, 8, [&](int begin, int end) {
        for (int y = begin; y < end; ++y)
            for (int x = 0; x < picture.cols; ++x) {
                const float a = xx.at<float>(y, x), b = xy.at<float>(y, x), c = yy.at<float>(y, x);
                const float difference = std::hypot(a - c, 2.0F * b),
                            coherence = difference / (a + c + 1e-9F);
                const float line = smoothstep(kNoLine, kLine, coherence);
                if (line <= 0.0F || weight.at<float>(y, x) <= 0.0F)
                    continue;
                const float angle = 0.5F * std::atan2(2.0F * b, a - c); // across the line
                float sum = 0.0F, total = 0.0F;
                for (int step = -reach; step <= reach; ++step) {
                    const int column =
                        x +
                        static_cast<int>(std::lround(-std::sin(angle) * static_cast<float>(step)));
                    const int row =
                        y +
                        static_cast<int>(std::lround(std::cos(angle) * static_cast<float>(step)));
                    if (column < 0 || row < 0 || column >= picture.cols || row >= picture.rows)
                        continue;
                    const double off = step * pixel / kAlong;
                    const float share = weight.at<float>(row, column) *
                                        static_cast<float>(std::exp(-0.5 * off * off));
                    sum += share * picture.at<float>(row, column);
                    total += share;
                }
                result.at<float>(y, x) = line * sum / std::max(1e-4F, total);
            }
    });
    return result;
}

/// The middle of what `values` are away from zero, where `weight` is high.
float usualSize(const cv::Mat& values, const cv::Mat& weight)
{
    std::vector<float> sizes;
    for (int y = 0; y < values.rows; y += 2)
        for (int x = 0; x < values.cols; x += 2)
            if (weight.at<float>(y, x) > 0.5F)
                sizes.push_back(std::abs(values.at<float>(y, x)));
    if (sizes.empty())
        return 0.0F;
    std::ranges::nth_element(sizes, sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() / 2));
    return sizes[sizes.size() / 2];
}

/// 255 where glasses may sit.
cv::Mat besideEyes(const SkinPatch& patch)
{
    constexpr double kReach = 0.025; // metres from the middle of an eye
    cv::Mat mask = cv::Mat::zeros(patch.place.size(), CV_8U);
    for (const auto& [outer, inner] : {std::pair{36, 39}, std::pair{42, 45}}) {
        const Eigen::Vector2f middle = 0.5F * (patch.marks[static_cast<std::size_t>(outer)] +
                                               patch.marks[static_cast<std::size_t>(inner)]);
        cv::circle(mask, {static_cast<int>(middle.x()), static_cast<int>(middle.y())},
                   static_cast<int>(kReach / patch.pixel), cv::Scalar(255), cv::FILLED);
    }
    return mask;
}

/// Takes belief from wide dark places, as hair over a forehead and cast shadows are; from what is
/// bright and narrow, as wet skin and sparkles; and from what is greyer than the skin about it, as
/// rims of glasses are, while folds are redder.
///   log         colours
///   brightness  without the mesh's shading, logarithms, too
void doubtStrange(SkinPatch& patch, const cv::Mat& log, const cv::Mat& brightness)
{
    constexpr double kWide = 0.005, kNarrow = 0.0018, kHalo = 0.0015;               // metres
    constexpr float kShade = -0.35F, kDark = -0.6F, kSparkle = 0.12F, kGrey = 0.1F; // logarithms
    const cv::Mat wide = blurred(brightness, kWide / patch.pixel),
                  narrow = brightness - blurred(brightness, kNarrow / patch.pixel);
    std::vector<float> usual;
    for (int y = 0; y < wide.rows; y += 2)
        for (int x = 0; x < wide.cols; x += 2)
            if (patch.believed.at<float>(y, x) > 0.9F)
                usual.push_back(wide.at<float>(y, x));
    if (usual.empty())
        return;
    const auto middle = usual.begin() + static_cast<std::ptrdiff_t>(usual.size() / 2);
    std::ranges::nth_element(usual, middle);
    cv::Mat channels[3];
    cv::split(log, channels);
    const cv::Mat redness = channels[0] - channels[2];
    const cv::Mat greyer = blurred(redness, kNarrow / patch.pixel) - redness;
    cv::Mat calm(wide.size(), CV_32F, cv::Scalar(1.0));
    calm.setTo(0.0, (greyer > kGrey) & besideEyes(patch));
    calm.setTo(
        0.0, (narrow > kSparkle) &
                 (brightness - wide > 2.0F * kSparkle)); // beside a dark fold only the first is so
    patch.believed = patch.believed.mul(shrunk(calm, kHalo / patch.pixel));
    for (int y = 0; y < wide.rows; ++y)
        for (int x = 0; x < wide.cols; ++x)
            patch.believed.at<float>(y, x) *=
                smoothstep(kDark, kShade, wide.at<float>(y, x) - *middle);
}

/// Brightness of `log`, colours smoothed by `sigma` pixels, beside that of the mesh under the
/// light, smoothed alike: logarithms, zero beside the mesh.
cv::Mat besideMesh(const SkinPatch& patch, const cv::Mat& log, const LitSkin& lit, double sigma)
{
    cv::Mat shade(log.size(), CV_32F, cv::Scalar(0.0)), isMesh = shade.clone();
    for (int y = 0; y < log.rows; ++y)
        for (int x = 0; x < log.cols; ++x) {
            const Eigen::Vector3f& normal = patch.normals[patch.index(x, y)];
            if (normal.isZero())
                continue;
            isMesh.at<float>(y, x) = 1.0F;
            shade.at<float>(y, x) = std::log(shadeOf(lit.light, normal));
        }
    const cv::Mat smooth = blurredWhere(shade, isMesh, sigma);
    cv::Mat brightness(log.size(), CV_32F, cv::Scalar(0.0));
    for (int y = 0; y < log.rows; ++y)
        for (int x = 0; x < log.cols; ++x) {
            const auto& c = log.at<cv::Vec3f>(y, x);
            if (isMesh.at<float>(y, x) > 0.0F)
                brightness.at<float>(y, x) =
                    kShadingOfRgb.dot(Eigen::Vector3f(c[0], c[1], c[2])) - smooth.at<float>(y, x);
        }
    return brightness;
}

} // namespace

float shadeOf(const ShLight& light, const Eigen::Vector3f& normal)
{
    return shading(light, normal).dot(Eigen::Vector3f(0.2126F, 0.7152F, 0.0722F));
}

cv::Mat foldShading(SkinPatch& patch, const SeenHead& head, const LitSkin& lit, double finest)
{
    constexpr double kRim = 0.0008; // metres about what is no skin that are not believed either
    const cv::Mat log = logColours(patch, head, finest / patch.pixel);
    doubtOtherTints(patch, head, log);
    const cv::Mat brightness = besideMesh(patch, log, lit, finest / patch.pixel);
    doubtStrange(patch, log, brightness);
    cv::Mat residual =
        brightness - blurredWhere(brightness, patch.believed, kCoarsest / patch.pixel);
    residual = cv::min(cv::max(residual, kDarkest), kBrightest);
    patch.believed = shrunk(patch.believed, kRim / patch.pixel);
    patch.believed =
        blurred(shrunk(patch.believed, kRim / patch.pixel), kRim / patch.pixel).mul(patch.believed);
    residual = alongLines(residual, patch.believed, patch.pixel);
    const float noise = std::max(kNoise, kNoiseShare * usualSize(residual, patch.believed));
    for (int y = 0; y < residual.rows; ++y)
        for (int x = 0; x < residual.cols; ++x) {
            float& r = residual.at<float>(y, x);
            r *= r * r / (r * r + noise * noise);
        }
    return residual;
}

} // namespace effigy::reconstruct
