// SPDX-License-Identifier: GPL-3.0-or-later
#include "head/caricature.h"

#include "base/error.h"
#include "base/smoothstep.h"

#include <Eigen/Geometry>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace effigy::head {
namespace {

using Points = std::vector<Eigen::Vector3f>;
using Marks = std::array<Eigen::Vector3f, kLandmarkCount>;

enum Place { Brows, Eyes, Nose, Cheeks, Mouth, Jaw, Ears, Skull, PlaceCount };
constexpr std::array<std::string_view, PlaceCount> kShares = {"caricatureBrows", "caricatureEyes", "caricatureNose", "caricatureCheeks",
                                                              "caricatureMouth", "caricatureJaw",  "caricatureEars", "caricatureSkull"};

constexpr float kReach = 0.012F;      // metres: how far a region reaches beyond its landmarks
constexpr float kSkullReach = 0.04F;  // metres from all landmarks where the skull begins
constexpr float kNeckStill = 0.01F;   // metres above the mesh's end that stay where they are
constexpr float kNeckFree = 0.06F;    // and those from which on everything takes part
constexpr float kFaceMask = 0.5F;
constexpr float kOfEye = 0.5F;        // skin weight from which a vertex belongs to an eyeball

/// Places that stand for a region, on a head at rest.
std::array<Points, Ears> regionPlaces(const Marks& marks)
{
    const auto between = [&](int a, int b, int c) -> Eigen::Vector3f {
        return (marks[std::size_t(a)] + marks[std::size_t(b)] + marks[std::size_t(c)]) / 3.0F;
    };
    const auto some = [&](int first, int last) { return Points(marks.begin() + first, marks.begin() + last + 1); };
    return {some(17, 26), some(36, 47), some(27, 35), Points{between(3, 31, 36), between(13, 35, 45)}, some(48, 67), some(4, 12)};
}

/// 1 at the places, fading over `reach`.
float nearness(const Eigen::Vector3f& point, const Points& places, float reach)
{
    float nearest = std::numeric_limits<float>::max();
    for (const auto& place : places)
        nearest = std::min(nearest, (point - place).squaredNorm());
    return std::exp(-nearest / (2.0F * reach * reach));
}

/// Eyeballs are rigid: all of one belongs to the regions as its middle does.
void keepEyesWhole(const HeadModelData& head, Eigen::MatrixXf& regions)
{
    for (std::size_t j = 0; j < head.joints.size(); ++j) {
        if (head.joints[j].name != "leftEye" && head.joints[j].name != "rightEye")
            continue;
        const auto column = head.skinWeights.col(Eigen::Index(j));
        Eigen::RowVectorXf mean = Eigen::RowVectorXf::Zero(regions.cols());
        for (Eigen::Index v = 0; v < regions.rows(); ++v)
            if (column[v] > kOfEye)
                mean += regions.row(v);
        if (mean.sum() > 0.0F)
            mean /= mean.sum();
        for (Eigen::Index v = 0; v < regions.rows(); ++v)
            if (column[v] > kOfEye)
                regions.row(v) = mean;
    }
}

Eigen::MatrixXf regionsOf(const HeadModel& model, const Points& rest)
{
    const HeadModelData& head = model.data();
    const auto places = regionPlaces(model.landmarks(rest));
    const auto ears = head.masks.find("ears");
    const float end = std::ranges::min_element(rest, {}, [](const auto& p) { return p.y(); })->y();
    const float chin = model.landmarks(rest)[8].y();
    const float free = end + std::min(kNeckFree, 0.8F * (chin - end));
    Eigen::MatrixXf regions = Eigen::MatrixXf::Zero(Eigen::Index(rest.size()), PlaceCount);
    for (std::size_t v = 0; v < rest.size(); ++v) {
        auto row = regions.row(Eigen::Index(v));
        for (std::size_t place = 0; place < places.size(); ++place)
            row[Eigen::Index(place)] = nearness(rest[v], places[place], kReach);
        row[Ears] = ears == head.masks.end() ? 0.0F : 2.0F * ears->second[v];
        row[Skull] = std::exp(-kSkullReach * kSkullReach / (2.0F * kReach * kReach));
        row *= base::smoothstep<float>(end + kNeckStill, free, rest[v].y()) / row.sum();
    }
    keepEyesWhole(head, regions);
    return regions;
}

/// The mean head moved, turned and scaled onto the face of `person`.
Points alignedMean(const HeadModelData& head, const Points& offsets, const Points& person)
{
    Points mean = head.templateMesh.vertices;
    for (std::size_t v = 0; v < offsets.size(); ++v)
        mean[v] -= offsets[v];
    const auto mask = head.masks.find("face");
    std::vector<std::size_t> face;
    for (std::size_t v = 0; v < mean.size(); ++v)
        if (mask == head.masks.end() || mask->second[v] > kFaceMask)
            face.push_back(v);
    Eigen::Matrix3Xf from(3, Eigen::Index(face.size())), to = from;
    for (std::size_t i = 0; i < face.size(); ++i) {
        from.col(Eigen::Index(i)) = mean[face[i]];
        to.col(Eigen::Index(i)) = person[face[i]];
    }
    const Eigen::Matrix4f move = Eigen::umeyama(from, to);
    for (auto& point : mean)
        point = move.topLeftCorner<3, 3>() * point + move.topRightCorner<3, 1>();
    return mean;
}

} // namespace

PersonalTraits personalTraits(const HeadModel& personal, const Eigen::VectorXf& shape, const Points& offsets)
{
    const HeadModelData& head = personal.data();
    const std::size_t count = head.templateMesh.vertices.size();
    base::require(offsets.empty() || offsets.size() == count, "one offset a vertex");
    const Points person = personal.vertices({.shape = shape});
    const Points mean = alignedMean(head, offsets, person);
    PersonalTraits traits{.alike = Points(count), .sides = Points(count), .regions = regionsOf(personal, person)};
    for (std::size_t v = 0; v < count; ++v) {
        const Eigen::Vector3f own = person[v] - mean[v];
        const int twin = head.mirrorVertex.empty() ? -1 : head.mirrorVertex[v];
        const Eigen::Vector3f other = twin < 0 ? own : Eigen::Vector3f(person[std::size_t(twin)] - mean[std::size_t(twin)]);
        const Eigen::Vector3f mirrored = twin < 0 ? own : Eigen::Vector3f(-other.x(), other.y(), other.z());
        traits.alike[v] = 0.5F * (own + mirrored);
        traits.sides[v] = own - traits.alike[v];
    }
    return traits;
}

bool isCaricature(const ControlValues& values) { return values.get("caricature") != 0.0; }

std::vector<Eigen::Vector3f> caricatureOffsets(const PersonalTraits& traits, const ControlValues& values)
{
    Eigen::VectorXf shares(PlaceCount);
    for (int place = 0; place < PlaceCount; ++place)
        shares[place] = float(values.get("caricature") * values.get(kShares[std::size_t(place)]));
    const Eigen::VectorXf strength = traits.regions * shares; // [V]
    const auto sides = float(values.get("caricatureSides"));
    Points offsets(traits.alike.size());
    for (std::size_t v = 0; v < offsets.size(); ++v)
        offsets[v] = strength[Eigen::Index(v)] * (traits.alike[v] + sides * traits.sides[v]);
    return offsets;
}

} // namespace effigy::head
