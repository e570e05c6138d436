// SPDX-License-Identifier: GPL-3.0-or-later
#include "reconstruct/fit_doctor.h"

#include "mesh/colour_space.h"
#include "reconstruct/photo_view.h"

#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <numbers>

namespace effigy::reconstruct {

namespace {

constexpr double kDegrees = 180.0 / std::numbers::pi;

enum Region { Forehead, LeftBrow, RightBrow, LeftEye, RightEye, Nose, LeftCheek, RightCheek, Mouth, Chin, RegionCount };
constexpr std::array<const char*, RegionCount> kNames = {"forehead", "leftBrow",  "rightBrow",  "leftEye", "rightEye",
                                                         "nose",     "leftCheek", "rightCheek", "mouth",   "chin"};

Region regionOf(int landmark)
{
    if (landmark < 5)
        return RightCheek;
    if (landmark < 12)
        return Chin;
    if (landmark < 17)
        return LeftCheek;
    if (landmark < 22)
        return RightBrow;
    if (landmark < 27)
        return LeftBrow;
    if (landmark < 36)
        return Nose;
    if (landmark < 42)
        return RightEye;
    return landmark < 48 ? LeftEye : Mouth;
}

/// The region of a place on the template's face: that of the nearest landmark within its reach, else by where it lies.
Region regionAt(const Eigen::Vector3f& at, const std::array<Eigen::Vector3f, head::kLandmarkCount>& landmarks)
{
    constexpr float kReach = 0.014F, kBrowReach = 0.007F; // metres
    float nearest = 1.0F;
    int landmark = -1;
    for (int i = 17; i < head::kLandmarkCount; ++i) {
        const float distance = (at - landmarks[i]).norm() * (i < 27 ? kReach / kBrowReach : 1.0F);
        if (distance < nearest) {
            nearest = distance;
            landmark = i;
        }
    }
    if (nearest < kReach)
        return regionOf(landmark);
    if (at.y() > 0.5F * (landmarks[19].y() + landmarks[24].y()))
        return Forehead;
    const bool isBelow = at.y() < landmarks[57].y() && std::abs(at.x()) < 1.3F * landmarks[54].x();
    return isBelow ? Chin : at.x() > 0.0F ? LeftCheek : RightCheek;
}

/// [F] region of each triangle of the face, -1 beside it.
std::vector<int> regionsOf(const head::HeadModelData& model)
{
    std::vector<int> regions(model.templateMesh.triangles.size(), -1);
    const auto face = model.masks.find("face");
    if (face == model.masks.end())
        return regions;
    const auto& mesh = model.templateMesh;
    std::array<Eigen::Vector3f, head::kLandmarkCount> landmarks;
    for (int i = 0; i < head::kLandmarkCount; ++i)
        landmarks[i] = head::surfacePosition(model.landmarks[i], mesh.vertices, mesh.triangles);
    for (std::size_t t = 0; t < regions.size(); ++t) {
        const Eigen::Vector3i& corner = mesh.triangles[t];
        const float share = std::min({face->second[corner[0]], face->second[corner[1]], face->second[corner[2]]});
        if (share > 0.5F)
            regions[t] = regionAt((mesh.vertices[corner[0]] + mesh.vertices[corner[1]] + mesh.vertices[corner[2]]) / 3.0F,
                                  landmarks);
    }
    return regions;
}

struct Tally {
    double area = 0.0, seenArea = 0.0;       // square metres
    double difference = 0.0;                 // of brightness, summed over pixels
    int pixels = 0;
    double residual = 0.0;                   // pixels, summed over landmarks
    int landmarks = 0;
};

/// Shares of the surface that the photo shows.
void weighSurface(const FittedPhoto& photo, const std::vector<int>& regions, std::array<Tally, RegionCount>& tallies)
{
    const mesh::Mesh& mesh = photo.head.mesh;
    std::vector<char> isSeen(mesh.triangles.size(), 0);
    for (std::size_t i = 0; i < photo.head.view.triangle.size(); ++i)
        if (const int t = photo.head.view.triangle[i]; t >= 0 && photo.head.cut.unseen.values[i] == 0.0F)
            isSeen[t] = 1;
    const Eigen::Vector3f eye = photo.head.cut.camera.headFromCamera.translation().cast<float>();
    for (std::size_t t = 0; t < regions.size(); ++t) {
        if (regions[t] < 0)
            continue;
        const Eigen::Vector3f& a = mesh.vertices[mesh.triangles[t][0]];
        const Eigen::Vector3f across =
            (mesh.vertices[mesh.triangles[t][1]] - a).cross(mesh.vertices[mesh.triangles[t][2]] - a);
        const double area = 0.5 * across.norm();
        const double facing = across.normalized().dot((eye - a).normalized());
        Tally& tally = tallies[regions[t]];
        tally.area += area;
        tally.seenArea += isSeen[t] ? area * std::clamp(facing / 0.5, 0.0, 1.0) : 0.0;
    }
}

void weighShading(const FittedPhoto& photo, const std::vector<int>& regions, std::array<Tally, RegionCount>& tallies)
{
    constexpr double kMost = 0.6; // more is a thing on the face, not its form
    constexpr int kStep = 3;
    const Eigen::Vector3f luma(0.2126F, 0.7152F, 0.0722F);
    const float brightness = luma.dot(photo.lit.skin);
    const auto& view = photo.head.view;
    for (int y = 0; y < view.size; y += kStep)
        for (int x = 0; x < view.size; x += kStep) {
            const std::size_t i = view.index(x, y);
            const int t = view.triangle[i];
            if (t < 0 || regions[t] < 0 || photo.head.cut.unseen.values[i] > 0.0F)
                continue;
            Eigen::Vector3f normal = Eigen::Vector3f::Zero();
            for (int k = 0; k < 3; ++k)
                normal += view.barycentric[i][k] * photo.head.mesh.normals[photo.head.mesh.triangles[t][k]];
            const Eigen::Vector3f wanted = photo.lit.skin.cwiseProduct(shading(photo.lit.light, normal.normalized()));
            const float seen = luma.dot(mesh::linearFromSrgb(photo.head.cut.image.at(x, y)));
            Tally& tally = tallies[regions[t]];
            tally.difference += std::min<double>(std::abs(seen - luma.dot(wanted)) / brightness, kMost);
            ++tally.pixels;
        }
}

double confidenceOf(const RegionFit& region)
{
    constexpr double kPoorLandmark = 0.06; // of the eyes' distance
    constexpr double kPoorShading = 0.45;
    const double marks = region.landmark ? std::exp(-std::pow(*region.landmark / kPoorLandmark, 2)) : 0.7;
    const double light = region.shading ? std::exp(-std::pow(*region.shading / kPoorShading, 2)) : 0.5;
    return std::clamp(region.seen, 0.0, 1.0) * marks * light;
}

double gap(const Landmarks2& marks, int upper, int lower)
{
    return (marks[upper] - marks[lower]).norm();
}

/// How far the lids are apart, parts of the eye's width.
double lidsApart(const Landmarks2& marks, int first)
{
    return 0.5 * (gap(marks, first + 1, first + 5) + gap(marks, first + 2, first + 4)) /
           std::max(1e-6, gap(marks, first, first + 3));
}

std::string number(const char* format, double value)
{
    char text[64];
    std::snprintf(text, sizeof text, format, value);
    return text;
}

/// Collects findings with how much each harms.
class Findings {
public:
    void add(double harm, PhotoFinding finding) { m_list.emplace_back(harm, std::move(finding)); }
    [[nodiscard]] std::vector<PhotoFinding> sorted()
    {
        std::ranges::stable_sort(m_list, std::greater<>(), [](const auto& entry) { return entry.first; });
        std::vector<PhotoFinding> list;
        for (auto& entry : m_list)
            list.push_back(std::move(entry.second));
        return list;
    }

private:
    std::vector<std::pair<double, PhotoFinding>> m_list;
};

void findPicture(const FittedPhoto& photo, Findings& findings)
{
    constexpr double kSmallPx = 60.0;
    constexpr double kBlurred = 0.5;
    constexpr double kDark = 0.03; // linear brightness of the skin
    const double eyes = interocularPx(photo.fit.landmarks);
    if (eyes < kSmallPx)
        findings.add(1.0 - eyes / kSmallPx + 0.5,
                     {"small_face", photo.fit.box.width,
                      "The face is small (" + number("%.0f", photo.fit.box.width) +
                          " pixels across), so the texture will be soft"});
    if (const auto sharpness = sharpnessOf(photo.image, photo.fit.landmarks); sharpness && *sharpness < kBlurred)
        findings.add(0.8, {"blurred", *sharpness, "The face is blurred, so form and texture will be soft"});
    const double brightness = Eigen::Vector3f(0.2126F, 0.7152F, 0.0722F).dot(photo.lit.skin);
    if (brightness < kDark)
        findings.add(0.4, {"dark", brightness, "The face is dark, so its colours are unsure"});
    const auto isInside = [&](const Eigen::Vector2f& p) {
        return p.x() >= 0 && p.y() >= 0 && p.x() < photo.image.width && p.y() < photo.image.height;
    };
    const auto outside = std::count_if(photo.fit.landmarks.begin(), photo.fit.landmarks.end(), std::not_fn(isInside));
    if (outside > 0)
        findings.add(0.9, {"cut_off", static_cast<double>(outside),
                           "Part of the face lies beyond the photo's edge and is guessed"});
}

void findPose(const FittedPhoto& photo, Findings& findings)
{
    constexpr double kStrongTurn = 0.6, kStrongTilt = 0.45; // radians
    constexpr double kOpenMouth = 0.25, kClosedEyes = 0.12;
    const PhotoView view = viewOf(photo.fit.camera, photo.fit.photoWidth, photo.fit.photoHeight);
    if (std::abs(view.yaw()) > kStrongTurn)
        findings.add(std::abs(view.yaw()), {"turned", view.yaw() * kDegrees,
                                            "The head is strongly turned, so the far side is completed from the near one"});
    if (std::abs(view.pitch()) > kStrongTilt)
        findings.add(std::abs(view.pitch()),
                     {"tilted", view.pitch() * kDegrees, "The head looks up or down, so its height is unsure"});
    const Landmarks2& marks = photo.fit.landmarks;
    const double mouth = gap(marks, 62, 66) / std::max(1e-6, gap(marks, 48, 54));
    if (mouth > kOpenMouth)
        findings.add(0.3, {"mouth_open", mouth, "The mouth is open; a neutral face gives a better rest pose"});
    const double lids = std::max(lidsApart(marks, 36), lidsApart(marks, 42));
    if (lids < kClosedEyes)
        findings.add(0.5, {"eyes_closed", lids, "The eyes are closed, so their colour and gaze are guessed"});
}

void findDoubt(const FittedPhoto& photo, Findings& findings)
{
    constexpr double kWorst = 0.06; // of the eyes' distance
    constexpr double kSurprising = 1.5;
    const double error = landmarkError(photo.fit);
    if (error > kWorst || photo.surprise > kSurprising)
        findings.add(1.0, {"unsure_landmarks", error, "The head model does not reach all landmarks; check the overlay"});
    if (!photo.isLensKnown)
        findings.add(0.05, {"lens_unknown", 0.0, "The photo does not tell its angle of view; the distance was assumed"});
}

} // namespace

std::vector<RegionFit> regionFits(const FittedPhoto& photo)
{
    const std::vector<int> regions = regionsOf(photo.head.model);
    std::array<Tally, RegionCount> tallies;
    weighSurface(photo, regions, tallies);
    weighShading(photo, regions, tallies);
    for (int i = 0; i < head::kLandmarkCount; ++i)
        if (photo.fit.origins[i] != LandmarkOrigin::Absent) {
            tallies[regionOf(i)].residual += photo.fit.residualPx[i];
            ++tallies[regionOf(i)].landmarks;
        }
    constexpr int kEnough = 30; // pixels
    std::vector<RegionFit> fits;
    for (int r = 0; r < RegionCount; ++r) {
        const Tally& tally = tallies[r];
        RegionFit fit{.name = kNames[r], .seen = tally.seenArea / std::max(1e-12, tally.area), .landmark = {}, .shading = {}};
        if (tally.landmarks > 0)
            fit.landmark = tally.residual / tally.landmarks / std::max(1e-6, interocularPx(photo.fit.landmarks));
        if (tally.pixels > kEnough)
            fit.shading = tally.difference / tally.pixels;
        fit.confidence = confidenceOf(fit);
        fits.push_back(fit);
    }
    return fits;
}

std::vector<PhotoFinding> photoFindings(const FittedPhoto& photo)
{
    Findings findings;
    findPicture(photo, findings);
    findPose(photo, findings);
    findDoubt(photo, findings);
    return findings.sorted();
}

std::optional<double> sharpnessOf(const base::Image& image, const Landmarks2& landmarks)
{
    constexpr double kSharpestPx = 300.0; // between the eyes; more is pores
    constexpr double kPlain = 0.004;      // of white: less is noise
    const double eyes = interocularPx(landmarks);
    if (eyes < 1.0)
        return std::nullopt;
    Eigen::Vector2f low = landmarks[17], high = landmarks[17];
    for (int i = 17; i < head::kLandmarkCount; ++i) {
        low = low.cwiseMin(landmarks[i]);
        high = high.cwiseMax(landmarks[i]);
    }
    const int x0 = std::clamp(static_cast<int>(low.x()), 0, image.width - 1);
    const int y0 = std::clamp(static_cast<int>(low.y()), 0, image.height - 1);
    const int x1 = std::clamp(static_cast<int>(high.x()) + 1, x0 + 1, image.width);
    const int y1 = std::clamp(static_cast<int>(high.y()) + 1, y0 + 1, image.height);
    const cv::Mat whole(image.height, image.width, CV_8UC3, const_cast<std::uint8_t*>(image.pixels.data())); // read only
    cv::Mat grey;
    cv::cvtColor(whole(cv::Rect(x0, y0, x1 - x0, y1 - y0)), grey, cv::COLOR_RGB2GRAY);
    grey.convertTo(grey, CV_32F, 1.0 / 255.0);
    if (const double shrink = kSharpestPx / eyes; shrink < 1.0)
        cv::resize(grey, grey, {}, shrink, shrink, cv::INTER_AREA);
    cv::Mat once, twice;
    cv::GaussianBlur(grey, once, {}, 1.0);
    cv::GaussianBlur(grey, twice, {}, 2.0);
    const double count = std::sqrt(static_cast<double>(grey.total()));
    const double fine = cv::norm(grey, once) / count, coarse = cv::norm(once, twice) / count;
    if (coarse < kPlain)
        return std::nullopt;
    return fine / coarse;
}

} // namespace effigy::reconstruct
