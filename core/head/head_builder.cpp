// SPDX-License-Identifier: GPL-3.0-or-later
#include "head/head_builder.h"

#include "head/head_assembly.h"
#include "head/identity_space.h"
#include "head/surface_marks.h"

#include "base/error.h"
#include "base/smoothstep.h"

#include <Eigen/Dense>

#include <algorithm>
#include <cmath>
#include <functional>

namespace effigy::head {

namespace {

using Vertices = std::vector<Eigen::Vector3d>;
using base::smoothstep;

constexpr double kEyeHeight = 0.034; // metres: the eyes' middle in the head frame, as in FLAME
constexpr double kEyeDepth = 0.027;
constexpr double kEyeDistance = 0.063; // of the mean head
constexpr double kLookUpFollow = 1.6;
constexpr double kTongueOpensJaw = 0.22; // of jawOpen: room between the lips for the tongue
constexpr double kLipSeal = 0.03;      // of mouthClose: the base figure's lips stand a little apart
constexpr double kLidOverlap = 0.0002; // metres by which a blinking upper lid passes the lower one
constexpr int kReportEvery = 50;

/// From the figure's decimetres to the head frame.
struct HeadFrame {
    Eigen::Vector3d origin = Eigen::Vector3d::Zero(); // decimetres
    double scale = 0.1; // metres per decimetre, and the mean head's true size

    [[nodiscard]] Eigen::Vector3d operator()(const Eigen::Vector3d& p) const
    {
        return scale * (p - origin);
    }
};

std::filesystem::path expressionFolder(const std::filesystem::path& data)
{
    return data / "faceunits01" / "targets" / "faceunits";
}

Eigen::Vector3d meanOf(const Vertices& vertices, const std::vector<int>& which, int first)
{
    Eigen::Vector3d sum = Eigen::Vector3d::Zero();
    for (const int v : which)
        sum += vertices[static_cast<std::size_t>(first + v)];
    return sum / static_cast<double>(which.size());
}

Vertices mirroredShape(const Vertices& vertices, const std::vector<int>& mirror)
{
    Vertices result(vertices.size());
    for (std::size_t v = 0; v < vertices.size(); ++v) {
        const Eigen::Vector3d& p = vertices[static_cast<std::size_t>(mirror[v])];
        result[v] = {-p.x(), p.y(), p.z()};
    }
    return result;
}

/// Random adults and their mirror images, centred on the skull: rows of [2N, 3V], decimetres.
Eigen::MatrixXf sampleIdentities(const HeadAssembly& assembly, const IdentitySpace& space,
                                 const FreeHeadOptions& options, base::Progress& progress,
                                 const base::CancelToken& cancel)
{
    std::mt19937_64 random(options.seed);
    const std::vector<int> skull =
        skullVertices(assembly, assembly.shaped(assembly.figure().points));
    Eigen::MatrixXf rows(2 * options.samples, 3 * assembly.vertexCount());
    for (int i = 0; i < options.samples; ++i) {
        cancel.check();
        Vertices shape = assembly.shaped(space.sample(random).points);
        const Eigen::Vector3d centre = meanOf(shape, skull, 0);
        for (Eigen::Vector3d& p : shape)
            p -= centre;
        const Vertices twin = mirroredShape(shape, assembly.mirror());
        for (std::size_t v = 0; v < shape.size(); ++v) {
            rows.row(2 * i).segment<3>(3 * static_cast<Eigen::Index>(v)) =
                shape[v].cast<float>().transpose();
            rows.row(2 * i + 1).segment<3>(3 * static_cast<Eigen::Index>(v)) =
                twin[v].cast<float>().transpose();
        }
        if (i % kReportEvery == 0)
            progress.report({.stage = "identities",
                             .done = i,
                             .of = options.samples,
                             .etaSeconds = -1.0,
                             .metrics = {}});
    }
    return rows;
}

Vertices rowAsVertices(const Eigen::RowVectorXf& row)
{
    Vertices vertices(static_cast<std::size_t>(row.size() / 3));
    for (std::size_t v = 0; v < vertices.size(); ++v)
        vertices[v] = row.segment<3>(3 * static_cast<Eigen::Index>(v)).cast<double>().transpose();
    return vertices;
}

/// Every direction is its own mirror image or its own opposite: removes the rounding that keeps it
/// from being so.
void symmetriseDirections(Eigen::MatrixXf& basis, const std::vector<int>& mirror)
{
    for (Eigen::Index k = 0; k < basis.cols(); ++k) {
        Eigen::VectorXf twin(basis.rows());
        for (std::size_t v = 0; v < mirror.size(); ++v) {
            const Eigen::Vector3f d = basis.col(k).segment<3>(3 * mirror[v]);
            twin.segment<3>(3 * static_cast<Eigen::Index>(v)) =
                Eigen::Vector3f(-d.x(), d.y(), d.z());
        }
        const float sign = basis.col(k).dot(twin) >= 0.0F ? 1.0F : -1.0F;
        basis.col(k) = 0.5F * (basis.col(k) + sign * twin);
    }
}

/// The shape directions of `like`, decimetres, to which the surfaces that follow the others are added.
///   mean  in the head frame, metres
Eigen::MatrixXf keptDirections(const HeadAssembly& assembly, const HeadModelData& like, const Vertices& mean, double scale,
                               Eigen::MatrixXf& identities)
{
    constexpr float kSame = 1e-4F; // metres
    const int kept = assembly.range("upperTeeth").first; // skin, lining, tongue, lashes, eyes
    const auto& vertices = like.templateMesh.vertices;
    bool isAlike = static_cast<int>(vertices.size()) == assembly.vertexCount();
    for (std::size_t v = 0; isAlike && v < static_cast<std::size_t>(kept); ++v)
        isAlike = (vertices[v] - mean[v].cast<float>()).norm() < kSame;
    if (!isAlike)
        throw base::Error("model_refused", "The head to be like has another form or other vertices", "Build without it");
    return continuedDirections(identities, like.shapeBasis.topRows(3 * kept) / static_cast<float>(scale));
}

// --- Expressions

std::string otherSide(std::string name)
{
    const auto replaceEnd = [&name](std::string_view from, std::string_view to) {
        if (!name.ends_with(from))
            return false;
        name.replace(name.size() - from.size(), from.size(), to);
        return true;
    };
    if (!replaceEnd("Left", "Right"))
        replaceEnd("Right", "Left");
    return name;
}

/// Displacements of every vertex for one ARKit shape, decimetres, strictly mirrored.
class ExpressionMaker {
public:
    ExpressionMaker(const HeadAssembly& assembly, const std::filesystem::path& folder)
        : m_assembly(assembly),
          m_folder(folder),
          m_neutral(assembly.expressed(assembly.figure().points))
    {
    }
    [[nodiscard]] Vertices deltas(const std::string& name) const
    {
        // The sculpted lids follow an upward gaze of half our angle.
        Vertices moves = symmetric(name, name.starts_with("eyeLookUp") ? kLookUpFollow : 1.0);
        if (name == "tongueOut") {
            const Vertices open = symmetric("jawOpen", kTongueOpensJaw);
            std::ranges::transform(moves, open, moves.begin(), std::plus<>());
        }
        return moves;
    }

private:
    [[nodiscard]] Vertices symmetric(const std::string& name, double amount) const
    {
        const Vertices own = raw(name);
        const Vertices twin = mirroredShape(raw(otherSide(name)), m_assembly.mirror());
        Vertices result(own.size());
        std::ranges::transform(own, twin, result.begin(), [amount](const auto& a, const auto& b) {
            return Eigen::Vector3d(0.5 * amount * (a + b));
        });
        return result;
    }
    [[nodiscard]] Vertices raw(const std::string& name) const
    {
        FigurePoints points = m_assembly.figure().points;
        applyTarget(readTarget(m_folder / (name + ".target"), static_cast<int>(points.cols())), 1.0,
                    points);
        Vertices shape = m_assembly.expressed(points);
        for (std::size_t v = 0; v < shape.size(); ++v)
            shape[v] -= m_neutral[v];
        return shape;
    }

    const HeadAssembly& m_assembly;
    std::filesystem::path m_folder;
    Vertices m_neutral;
};

// --- Skeleton

enum JointIndex { kRoot, kNeck, kJaw, kLeftEye, kRightEye, kJointCount };

/// Jaw weights of the skin: how much of the rigid jaw's motion the sculpted open mouth has there.
std::vector<double> jawWeights(const HeadAssembly& assembly, const Vertices& jawOpen)
{
    const FigurePoints& neutral = assembly.figure().points;
    const Vertices rest = assembly.expressed(neutral);
    const auto teeth = assembly.range("lowerTeeth");
    Eigen::Matrix3Xd from(3, teeth.count);
    Eigen::Matrix3Xd to(3, teeth.count);
    for (int v = 0; v < teeth.count; ++v) {
        from.col(v) = rest[static_cast<std::size_t>(teeth.first + v)];
        to.col(v) = from.col(v) + jawOpen[static_cast<std::size_t>(teeth.first + v)];
    }
    const Eigen::Affine3d rigid(Eigen::umeyama(from, to, false));
    std::vector<double> weights(rest.size(), 0.0);
    for (std::size_t v = 0; v < rest.size(); ++v) {
        const Eigen::Vector3d full = rigid * rest[v] - rest[v];
        if (full.squaredNorm() > 1e-8)
            weights[v] = std::clamp(jawOpen[v].dot(full) / full.squaredNorm(), 0.0, 1.0);
    }
    return weights;
}

Eigen::MatrixXf skinWeights(const HeadAssembly& assembly, const Vertices& neutral,
                            const Vertices& jawOpen)
{
    Eigen::MatrixXf weights = Eigen::MatrixXf::Zero(assembly.vertexCount(), kJointCount);
    const std::vector<double> jaw = jawWeights(assembly, jawOpen);
    const auto lashes = assembly.inPatch("lashes");
    for (Eigen::Index v = 0; v < weights.rows(); ++v) {
        const Eigen::Vector3d& p = neutral[static_cast<std::size_t>(v)];
        const double head = smoothstep(0.15, 1.15, p.y() + 0.5 * p.z() - 5.95);
        const double jawShare =
            lashes[static_cast<std::size_t>(v)] ? 0.0 : head * jaw[static_cast<std::size_t>(v)];
        weights(v, kJaw) = static_cast<float>(jawShare);
        weights(v, kNeck) = static_cast<float>(head - jawShare);
        weights(v, kRoot) = static_cast<float>(1.0 - head);
    }
    const auto bind = [&](const char* range, JointIndex joint) {
        const auto at = assembly.range(range);
        weights.middleRows(at.first, at.count).setZero();
        weights.col(joint).segment(at.first, at.count).setOnes();
    };
    const std::vector<double> shares = eyeballTurnShares();
    for (const auto& [name, joint] :
         {std::pair("leftEye", kLeftEye), std::pair("rightEye", kRightEye)}) {
        bind(name, joint);
        const Eigen::Index first = assembly.range(name).first;
        for (Eigen::Index v = 0; v < assembly.range(name).count; ++v) {
            weights(first + v, joint) = static_cast<float>(shares[static_cast<std::size_t>(v)]);
            weights(first + v, kNeck) = 1.0F - weights(first + v, joint);
        }
    }
    bind("upperTeeth", kNeck);
    bind("upperGum", kNeck);
    bind("lowerTeeth", kJaw);
    bind("lowerGum", kJaw);
    return weights;
}

/// Weights over `support` that sum to 1, reproduce `at`, and are as equal as that allows.
Eigen::VectorXd affineWeights(const Vertices& vertices, const std::vector<int>& support,
                              const Eigen::Vector3d& at)
{
    const auto count = static_cast<Eigen::Index>(support.size());
    Eigen::Matrix4Xd system(4, count);
    for (Eigen::Index i = 0; i < count; ++i)
        system.col(i) << vertices[static_cast<std::size_t>(support[static_cast<std::size_t>(i)])],
            1.0;
    const Eigen::VectorXd equal =
        Eigen::VectorXd::Constant(count, 1.0 / static_cast<double>(count));
    const Eigen::Vector4d missing = Eigen::Vector4d(at.x(), at.y(), at.z(), 1.0) - system * equal;
    return equal + system.transpose() * (system * system.transpose()).ldlt().solve(missing);
}

Eigen::MatrixXf jointRegressor(const HeadAssembly& assembly, const Vertices& neutral)
{
    Eigen::MatrixXf regressor = Eigen::MatrixXf::Zero(kJointCount, assembly.vertexCount());
    const auto around = [&](const Eigen::Vector3d& at, double reach) {
        std::vector<int> support;
        for (const int v : skullVertices(assembly, neutral)) {
            if (std::abs(neutral[static_cast<std::size_t>(v)].y() - at.y()) < reach)
                support.push_back(v);
        }
        return support;
    };
    const auto set = [&](JointIndex joint, const Eigen::Vector3d& at,
                         const std::vector<int>& support) {
        const Eigen::VectorXd weights = affineWeights(neutral, support, at);
        for (std::size_t i = 0; i < support.size(); ++i)
            regressor(joint, support[i]) =
                static_cast<float>(weights[static_cast<Eigen::Index>(i)]);
    };
    set(kRoot, {0.0, 5.90, 0.07}, assembly.topology().neckRim);
    set(kNeck, {0.0, 6.60, 0.12}, around({0.0, 6.60, 0.12}, 0.2));
    set(kJaw, {0.0, 7.02, 0.42}, around({0.0, 7.02, 0.42}, 0.15));
    for (const auto& [joint, range] :
         {std::pair(kLeftEye, "leftEye"), std::pair(kRightEye, "rightEye")}) {
        for (const auto& [v, weight] : eyeballCentre())
            regressor(joint, assembly.range(range).first + v) = static_cast<float>(weight);
    }
    return regressor;
}

std::vector<double> earMoves(const HeadAssembly& assembly, const IdentitySpace& space)
{
    FigurePoints points = assembly.figure().points;
    for (const IdentityDial& dial : space.dials()) {
        if (dial.name.find("-ear-scale-") != std::string::npos)
            applyTarget(dial.grow, 1.0, points);
    }
    const Vertices moved = place(assembly.topology(), points);
    const Vertices rest = place(assembly.topology(), assembly.figure().points);
    std::vector<double> moves(static_cast<std::size_t>(assembly.vertexCount()), 0.0);
    std::ranges::transform(moved, rest, moves.begin(),
                           [](const auto& a, const auto& b) { return (a - b).norm(); });
    return moves;
}

void addMarks(const HeadAssembly& assembly, const IdentitySpace& space,
              const Vertices& figureVertices, HeadModelData& data)
{
    const SkinView skin{figureVertices, assembly.topology().skin.triangles};
    data.landmarks = placeLandmarks(skin);
    data.contour = placeContour(skin, data.landmarks);
    std::vector<bool> inside = assembly.inPatch("mouthBag");
    for (const Eigen::Vector3i& t : assembly.topology().skin.triangles) {
        for (const int v : t)
            inside[static_cast<std::size_t>(v)] =
                false; // the rim that skin and lining share belongs to the lips
    }
    const auto tongue = assembly.inPatch("tongue");
    std::transform(inside.begin(), inside.end(), tongue.begin(), inside.begin(),
                   std::logical_or<>());
    std::vector<bool> isEyeball(inside.size(), false);
    for (const char* name : {"upperTeeth", "lowerTeeth", "upperGum", "lowerGum"})
        std::fill_n(inside.begin() + assembly.range(name).first, assembly.range(name).count, true);
    for (const char* name : {"leftEye", "rightEye"})
        std::fill_n(isEyeball.begin() + assembly.range(name).first, assembly.range(name).count,
                    true);
    data.masks = paintMasks(figureVertices, inside, isEyeball, earMoves(assembly, space));
}

HeadFrame headFrame(const HeadAssembly& assembly, const Vertices& mean)
{
    const Eigen::Vector3d left = meanOf(mean, eyeballEquator(), assembly.range("leftEye").first);
    const Eigen::Vector3d right = meanOf(mean, eyeballEquator(), assembly.range("rightEye").first);
    HeadFrame frame;
    frame.scale = kEyeDistance / (left - right).norm();
    frame.origin = 0.5 * (left + right) - Eigen::Vector3d(0.0, kEyeHeight, kEyeDepth) / frame.scale;
    return frame;
}

Eigen::MatrixXf expressionBasis(const ExpressionMaker& maker, double scale, int vertexCount)
{
    Eigen::MatrixXf basis(3 * vertexCount, kArkitControlCount);
    for (int k = 0; k < kArkitControlCount; ++k) {
        const Vertices deltas =
            maker.deltas(std::string(arkitNames()[static_cast<std::size_t>(k)]));
        for (std::size_t v = 0; v < deltas.size(); ++v)
            basis.col(k).segment<3>(3 * static_cast<Eigen::Index>(v)) =
                (scale * deltas[v]).cast<float>();
    }
    return basis;
}

/// Makes a blink end where the lids of the mean head meet: scales the downward motion by a factor
/// that is linear along the lid, found at the two pairs of lid landmarks.
void fitBlink(HeadModelData& data, std::string_view name, const std::array<int, 2>& upper,
              const std::array<int, 2>& lower)
{
    const auto column = std::ranges::find(arkitNames(), name) - arkitNames().begin();
    const auto& triangles = data.templateMesh.triangles;
    std::vector<Eigen::Vector3f> moves(data.templateMesh.vertices.size());
    for (std::size_t v = 0; v < moves.size(); ++v)
        moves[v] = data.expressionBasis.col(column).segment<3>(3 * static_cast<Eigen::Index>(v));
    const auto at = [&](int landmark) {
        return surfacePosition(data.landmarks[static_cast<std::size_t>(landmark)],
                               data.templateMesh.vertices, triangles);
    };
    const auto move = [&](int landmark) {
        return surfacePosition(data.landmarks[static_cast<std::size_t>(landmark)], moves,
                               triangles);
    };
    std::array<double, 2> x{};
    std::array<double, 2> factor{};
    for (std::size_t i = 0; i < 2; ++i) {
        const double meeting = at(lower[i]).y() + move(lower[i]).y() - kLidOverlap;
        x[i] = at(upper[i]).x();
        factor[i] = (at(upper[i]).y() - meeting) / -move(upper[i]).y();
    }
    for (std::size_t v = 0; v < moves.size(); ++v) {
        const double along =
            std::clamp((data.templateMesh.vertices[v].x() - x[0]) / (x[1] - x[0]), -0.7, 1.7);
        const double f = factor[0] + along * (factor[1] - factor[0]);
        if (moves[v].y() < 0.0F)
            data.expressionBasis.col(column).segment<3>(3 * static_cast<Eigen::Index>(v)) *=
                static_cast<float>(f);
    }
}

} // namespace

BaseFigure readSealedFigure(const std::filesystem::path& annyFolder)
{
    const std::filesystem::path data = makeHumanFolder(annyFolder);
    BaseFigure figure = readBaseFigure(data / "mpfb2");
    const auto count = static_cast<int>(figure.points.cols());
    applyTarget(readTarget(expressionFolder(data) / "mouthClose.target", count), kLipSeal,
                figure.points);
    return figure;
}

HeadModelData buildFreeHead(const std::filesystem::path& annyFolder, const FreeHeadOptions& options,
                            base::Progress& progress, const base::CancelToken& cancel)
{
    const std::filesystem::path folder = makeHumanFolder(annyFolder);
    progress.report({.stage = "layout", .done = 0, .of = 1, .etaSeconds = -1.0, .metrics = {}});
    const HeadAssembly assembly(readSealedFigure(folder));
    const IdentitySpace space(folder / "mpfb2" / "targets", assembly.figure());
    Eigen::MatrixXf identities = sampleIdentities(assembly, space, options, progress, cancel);
    const Vertices mean = rowAsVertices(identities.colwise().mean());
    progress.report({.stage = "basis", .done = 0, .of = 1, .etaSeconds = -1.0, .metrics = {}});
    const HeadFrame toHead = headFrame(assembly, mean);

    HeadModelData data;
    data.name = "free";
    data.licence = "CC0-1.0";
    Vertices inHead(mean.size());
    std::ranges::transform(mean, inHead.begin(), toHead);
    data.shapeBasis = static_cast<float>(toHead.scale) *
                      (options.like ? keptDirections(assembly, readHeadModel(*options.like), inHead, toHead.scale, identities)
                                    : principalDirections(identities, options.shapes));
    symmetriseDirections(data.shapeBasis, assembly.mirror());
    cancel.check();
    data.templateMesh = assembly.mesh(inHead);
    data.mirrorVertex = assembly.mirror();

    const ExpressionMaker maker(assembly, expressionFolder(folder));
    const Vertices figureVertices = assembly.shaped(assembly.figure().points);
    data.expressionBasis = expressionBasis(maker, toHead.scale, assembly.vertexCount());
    data.expressionNames.assign(arkitNames().begin(), arkitNames().end());
    data.joints = {{"root", -1, {}},
                   {"neck", kRoot, {}},
                   {"jaw", kNeck, {}},
                   {"leftEye", kNeck, {}},
                   {"rightEye", kNeck, {}}};
    data.jointRegressor = jointRegressor(assembly, figureVertices);
    data.skinWeights = skinWeights(assembly, figureVertices, maker.deltas("jawOpen"));
    addMarks(assembly, space, figureVertices, data);
    fitBlink(data, "eyeBlinkLeft", {43, 44}, {47, 46});
    fitBlink(data, "eyeBlinkRight", {38, 37}, {40, 41});
    return data;
}

} // namespace effigy::head
