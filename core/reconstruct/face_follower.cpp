// SPDX-License-Identifier: GPL-3.0-or-later
#include "reconstruct/face_follower.h"

#include "base/error.h"
#include "photo/face_finder.h"
#include "reconstruct/photo_view.h"

#include <Eigen/Geometry>

#include <algorithm>
#include <cmath>

namespace effigy::reconstruct {

namespace {

constexpr int kGlanceColumns = 32, kGlanceRows = 18;

/// Mean grey of patches of the picture, 0..1.
std::vector<float> glanceAt(const base::Image& picture)
{
    std::vector<float> glance;
    for (int row = 0; row < kGlanceRows; ++row)
        for (int column = 0; column < kGlanceColumns; ++column) {
            const int left = column * picture.width / kGlanceColumns, right = std::max(left + 1, (column + 1) * picture.width / kGlanceColumns);
            const int top = row * picture.height / kGlanceRows, bottom = std::max(top + 1, (row + 1) * picture.height / kGlanceRows);
            const int stepX = std::max(1, (right - left) / 8), stepY = std::max(1, (bottom - top) / 8);
            float sum = 0.0F;
            int count = 0;
            for (int y = top; y < bottom; y += stepY)
                for (int x = left; x < right; x += stepX, ++count)
                    sum += picture.at(x, y)[picture.channels / 2]; // green of RGB, or the only one
            glance.push_back(sum / (255.0F * static_cast<float>(count)));
        }
    return glance;
}

Eigen::Vector2d centreOf(const photo::DetectedFace& face)
{
    return {face.x + 0.5 * face.width, face.y + 0.5 * face.height};
}

/// How badly the square of `reading` sits, 0: as the reading itself asks for.
double offness(const encoder::FaceReading& reading, const encoder::FaceSquare& wanted)
{
    const encoder::FaceSquare& had = reading.square;
    return (wanted.centre - had.centre).norm() / had.side + std::abs(std::log(wanted.side / had.side)) +
           0.5 * std::abs(std::remainder(wanted.angle - had.angle, 2.0 * M_PI));
}

} // namespace

HeadTurn turnOf(const encoder::FaceReading& reading)
{
    PhotoView view;
    const Eigen::AngleAxisd turn(reading.cameraFromHead);
    view.rotation = turn.angle() * turn.axis();
    return {view.yaw(), view.pitch()};
}

bool isReadable(const encoder::FaceReading& reading)
{
    constexpr double kProfile = 1.15;    // radians: both eyes are seen up to here
    constexpr double kSmallest = 24.0;   // pixels along the square
    return reading.square.side >= kSmallest && reading.spread() <= encoder::kLostSpread && std::abs(turnOf(reading).yaw) <= kProfile;
}

FaceFollower::FaceFollower(const photo::FaceFinder& finder, const encoder::FaceEncoder& encoder) : m_finder(finder), m_encoder(encoder) {}

struct FaceFollower::Found {
    encoder::FaceReading reading;
    SkinPicture skin;
};

FaceSight FaceFollower::follow(const base::Image& picture, double time, const base::CancelToken& cancel)
{
    base::require(picture.channels == 3 && !picture.empty(), "faces are followed through RGB pictures");
    FaceSight sight{.time = time, .isCut = cutsTo(picture), .reading = std::nullopt, .skin = {}};
    if (sight.isCut) {
        m_place.reset();
        m_nextSearch = time;
    }
    std::optional<Found> found;
    if (m_place) // also while it is lost: what hid it may be gone
        found = readOn(picture);
    if (!found)
        found = search(picture, time, cancel);
    if (found) {
        sight.reading = std::move(found->reading);
        sight.skin = std::move(found->skin);
        m_place = encoder::squareAround(sight.reading->landmarks());
        m_lastSeen = time;
        m_nextSearch = time;
    }
    return sight;
}

bool FaceFollower::cutsTo(const base::Image& picture)
{
    constexpr double kCut = 0.13; // mean change of a patch: people in motion make a fraction of that
    std::vector<float> glance = glanceAt(picture);
    double change = 0.0;
    for (std::size_t i = 0; i < m_glance.size(); ++i)
        change += std::abs(glance[i] - m_glance[i]);
    const bool isFirst = m_glance.empty();
    m_glance = std::move(glance);
    return isFirst || change > kCut * kGlanceColumns * kGlanceRows;
}

std::optional<FaceFollower::Found> FaceFollower::readOn(const base::Image& picture) const
{
    constexpr double kMoved = 0.15; // beyond, the square is moved and read again
    torch::Tensor cut = encoder::cutSquare(picture, *m_place);
    encoder::FaceReading reading = m_encoder.read(cut, *m_place);
    if (!isReadable(reading))
        return std::nullopt;
    if (const auto wanted = encoder::squareAround(reading.landmarks()); offness(reading, wanted) > kMoved) {
        cut = encoder::cutSquare(picture, wanted);
        reading = m_encoder.read(cut, wanted);
    }
    const Eigen::Vector2d& centre = reading.square.centre;
    const bool isInside = centre.x() >= 0.0 && centre.y() >= 0.0 && centre.x() < picture.width && centre.y() < picture.height;
    if (!isInside || !isReadable(reading))
        return std::nullopt;
    return Found{.reading = reading, .skin = skinPicture(cut, reading.square)};
}

std::optional<FaceFollower::Found> FaceFollower::search(const base::Image& picture, double time, const base::CancelToken& cancel)
{
    constexpr double kBetweenSearches = 0.2; // seconds: a search takes far longer than a reading
    if (time < m_nextSearch)
        return std::nullopt;
    m_nextSearch = time + kBetweenSearches;
    const auto faces = m_finder.find(picture, cancel);
    const photo::DetectedFace* face = known(faces, time);
    if (face == nullptr)
        return std::nullopt;
    encoder::FaceReading reading = m_encoder.read(picture, face->landmarks);
    if (!isReadable(reading))
        return std::nullopt;
    return Found{.reading = reading, .skin = skinPicture(encoder::cutSquare(picture, reading.square), reading.square)};
}

/// The face that is followed, among those of a picture.
const photo::DetectedFace* FaceFollower::known(const std::vector<photo::DetectedFace>& faces, double time) const
{
    constexpr double kForgotten = 1.0; // seconds
    if (faces.empty())
        return nullptr;
    if (!m_place || time - m_lastSeen > kForgotten)
        return &faces.front();
    const auto nearest = std::ranges::min_element(faces, {}, [&](const photo::DetectedFace& face) { return (centreOf(face) - m_place->centre).norm(); });
    return (centreOf(*nearest) - m_place->centre).norm() < m_place->side ? &*nearest : nullptr;
}

} // namespace effigy::reconstruct
