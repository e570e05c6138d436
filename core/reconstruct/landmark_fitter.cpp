// SPDX-License-Identifier: GPL-3.0-or-later
#include "reconstruct/landmark_fitter.h"

#include "base/error.h"
#include "reconstruct/bounded_solve.h"
#include "reconstruct/expression_prior.h"
#include "reconstruct/head_points.h"
#include "reconstruct/prior_costs.h"
#include "reconstruct/projection_cost.h"

#include <Eigen/Cholesky>
#include <Eigen/Geometry>
#include <ceres/ceres.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <deque>
#include <limits>
#include <span>
#include <vector>

namespace effigy::reconstruct {

namespace {

constexpr int kJawLine = 17; // landmarks 0..16
constexpr std::array kRigid = {27, 28, 29, 30, 31, 33, 35, 36, 39, 42, 45, 48, 54};

// Standard deviations of a detector's landmarks, as parts of the distance between the outer eye corners.
constexpr double kSigmaInner = 0.011;
constexpr double kSigmaBrow = 0.022;
constexpr double kSigmaLid = 0.010;
constexpr double kSigmaJawAcross = 0.015;
constexpr double kSigmaJawAlong = 0.10;
constexpr double kSigmaJawEnd = 0.06;     // beside the ears, often under hair
constexpr double kSigmaLidAperture = 0.006;
constexpr double kSigmaLipAperture = 0.008;

constexpr double kShapeBound = 3.5;       // standard deviations
constexpr double kJawOpenBound = 0.6;     // radians
constexpr double kJawSideBound = 0.1;
constexpr double kSigmaJawOpen = 0.15;
constexpr double kSigmaJawSide = 0.02;

struct Aperture {
    int upper;
    int lower;
    double sigma;
};
constexpr std::array<Aperture, 7> kApertures = {{{37, 41, kSigmaLidAperture},
                                                 {38, 40, kSigmaLidAperture},
                                                 {43, 47, kSigmaLidAperture},
                                                 {44, 46, kSigmaLidAperture},
                                                 {61, 67, kSigmaLipAperture},
                                                 {62, 66, kSigmaLipAperture},
                                                 {63, 65, kSigmaLipAperture}}};

double sigmaOf(int landmark)
{
    if (landmark < 27)
        return kSigmaBrow;
    if (landmark >= 36 && landmark < 48)
        return kSigmaLid;
    return kSigmaInner;
}

base::Error notAFace()
{
    return {"no_face", "The landmarks do not form a face",
            "Choose another photo, or place the landmarks by hand"};
}

/// The unknowns as the solver wants them: one array per block.
struct Unknowns {
    explicit Unknowns(const HeadEstimate& from) : estimate(from) {}
    HeadEstimate estimate;

    [[nodiscard]] std::vector<double*> blocks(Eigen::VectorXd& shape)
    {
        return {estimate.view.rotation.data(), estimate.view.shift.data(), &estimate.view.logDepth,
                &estimate.view.logScale,       shape.data(),               estimate.expression.data(),
                estimate.jaw.data()};
    }
};

Eigen::Matrix2d isotropic(double sigmaPx)
{
    return Eigen::Matrix2d::Identity() / sigmaPx;
}

bool opensJawByExpression(const head::HeadModelData& model)
{
    const auto found =
        std::find(model.expressionNames.begin(), model.expressionNames.end(), "jawOpen");
    return found != model.expressionNames.end() &&
           model.expressionBasis.col(found - model.expressionNames.begin()).squaredNorm() > 0.0F;
}

double distanceToSegment(const Eigen::Vector2d& p, const Eigen::Vector2d& a, const Eigen::Vector2d& b)
{
    const Eigen::Vector2d along = b - a;
    const double t = std::clamp((p - a).dot(along) / std::max(1e-12, along.squaredNorm()), 0.0, 1.0);
    return (p - a - t * along).norm();
}

} // namespace

head::HeadCoefficients HeadEstimate::coefficients() const
{
    head::HeadCoefficients c;
    c.shape = shape.cast<float>();
    c.expression = expression.cast<float>();
    c.jaw = jaw.cast<float>();
    return c;
}

Eigen::VectorXd HeadEstimate::unknowns() const
{
    Eigen::VectorXd x(7 + shape.size() + expression.size() + 3);
    x << view.rotation, view.shift, view.logDepth, view.logScale, shape, expression, jaw;
    return x;
}

HeadEstimate HeadEstimate::withUnknowns(const Eigen::VectorXd& unknowns) const
{
    HeadEstimate other = *this;
    other.view.rotation = unknowns.head<3>();
    other.view.shift = unknowns.segment<2>(3);
    other.view.logDepth = unknowns[5];
    other.view.logScale = unknowns[6];
    other.shape = unknowns.segment(7, shape.size());
    other.expression = unknowns.segment(7 + shape.size(), expression.size());
    other.jaw = unknowns.tail<3>();
    return other;
}

struct LandmarkFitter::Parts {
    const head::HeadModelData& model;
    Landmarks2 landmarks;
    LandmarkFitOptions options;
    double yardstick;                                    // px between the outer eye corners
    std::array<std::vector<int>, kJawLine> candidates;   // indices into surface
    std::vector<head::SurfacePoint> surface;             // landmarks 0..67, then the jaw line's candidates
    HeadPoints points;
    ExpressionPrior prior;
    bool jawIsExpression; // the jaw opens by an expression, and its joint would say the same twice

    Parts(const head::HeadModelData& m, const Landmarks2& l, const LandmarkFitOptions& o)
        : model(m), landmarks(l), options(o), yardstick(interocularPx(l)), surface(listSurface()),
          points(m, o.shapeCount, surface), prior(expressionPrior(m.expressionNames)),
          jawIsExpression(opensJawByExpression(m))
    {
    }

    std::vector<head::SurfacePoint> listSurface()
    {
        std::vector<head::SurfacePoint> list(model.landmarks.begin(), model.landmarks.end());
        for (int i = 0; i < kJawLine; ++i) {
            // Behind the frontal place come ears and neck, whose outline no detector takes for the jaw's.
            const int last = frontalCandidate(i) + 1;
            for (int k = 0; k < static_cast<int>(model.contour[i].size()) && k <= last; ++k) {
                candidates[i].push_back(static_cast<int>(list.size()));
                list.push_back(model.contour[i][k]);
            }
            if (candidates[i].empty())
                candidates[i].push_back(i);
        }
        return list;
    }

    /// The candidate of jaw-line landmark `i` that lies nearest to its frontal place.
    [[nodiscard]] int frontalCandidate(int i) const
    {
        const auto at = [&](const head::SurfacePoint& point) {
            return head::surfacePosition(point, model.templateMesh.vertices, model.templateMesh.triangles);
        };
        const auto nearest = std::ranges::min_element(model.contour[i], {}, [&](const auto& candidate) {
            return (at(candidate) - at(model.landmarks[i])).squaredNorm();
        });
        return static_cast<int>(nearest - model.contour[i].begin());
    }
    /// What the spreads of landmarks are shares of.
    [[nodiscard]] double errorPx() const { return options.noise * yardstick; }
    /// Whether landmark `i` errs as the table of errors says.
    [[nodiscard]] bool errsJointly(int i) const
    {
        return options.errors && options.origins[i] == LandmarkOrigin::Found;
    }
    /// How many times as sure landmark `i` is as its spread says: a hand among found ones knew better.
    [[nodiscard]] double trust(int i) const
    {
        constexpr double kHand = 2.5;
        const bool isMixed = std::ranges::find(options.origins, LandmarkOrigin::Found) != options.origins.end();
        return isMixed && options.origins[i] == LandmarkOrigin::Placed ? kHand : 1.0;
    }
    [[nodiscard]] bool isAbsent(int i) const
    {
        return options.origins[i] == LandmarkOrigin::Absent;
    }
    /// The point of `surface` that landmark `i` is taken for.
    [[nodiscard]] int place(const HeadEstimate& e, int i) const
    {
        return i < kJawLine ? onSilhouette(e, i) : i;
    }
    [[nodiscard]] std::vector<int> joint() const
    {
        std::vector<int> list;
        for (int i = 0; i < head::kLandmarkCount; ++i)
            if (errsJointly(i))
                list.push_back(i);
        return list;
    }
    [[nodiscard]] Eigen::Vector2d target(int landmark) const
    {
        return landmarks[landmark].cast<double>();
    }
    [[nodiscard]] Eigen::Vector2d onPhoto(const HeadEstimate& e, int point) const
    {
        const auto moved = points.move(point, e.shape.data(), e.expression.data(), e.jaw.data());
        return e.view.projectPx(moved.inHead);
    }
    /// Unit, across the detected jaw line, away from the face.
    [[nodiscard]] Eigen::Vector2d outwards(int i) const
    {
        const Eigen::Vector2d along =
            target(std::min(i + 1, kJawLine - 1)) - target(std::max(i - 1, 0));
        Eigen::Vector2d across = Eigen::Vector2d(-along.y(), along.x()).normalized();
        if (across.dot(target(i) - target(30)) < 0.0)
            across = -across;
        return across;
    }
    [[nodiscard]] int onSilhouette(const HeadEstimate& e, int i) const
    {
        const Eigen::Vector2d out = outwards(i);
        int best = candidates[i].front();
        double furthest = -std::numeric_limits<double>::infinity();
        for (const int candidate : candidates[i]) {
            const double reach = out.dot(onPhoto(e, candidate));
            if (reach > furthest) {
                furthest = reach;
                best = candidate;
            }
        }
        return best;
    }
    /// Adds what landmarks ask for, seen from near `from`, to `problem`.
    void pullAll(ceres::Problem& problem, const HeadEstimate& from, const std::vector<double*>& blocks) const;
    /// The errors of landmarks `which`, seen from near `e`. The caller owns the cost.
    [[nodiscard]] ceres::CostFunction* jointCost(const ProjectionSetting& setting, const HeadEstimate& e,
                                                 const std::vector<int>& which) const;
    [[nodiscard]] Eigen::Matrix2d jawWhitening(const HeadEstimate& e, int i) const
    {
        const double fromEnd = std::min(i, kJawLine - 1 - i);
        // On the side that is turned to the camera detectors follow the jaw's ridge, not an outline.
        const double towardsCamera = (i < 8 ? 1.0 : -1.0) * std::sin(e.view.yaw());
        const double doubt = 1.0 + 2.0 * std::max(0.0, towardsCamera);
        const double across = doubt * errorPx() * (fromEnd < 2 ? kSigmaJawEnd : kSigmaJawAcross);
        const double along = doubt * errorPx() * kSigmaJawAlong;
        const Eigen::Vector2d out = outwards(i);
        Eigen::Matrix2d whitening;
        whitening << out.transpose() / across, -out.y() / along, out.x() / along;
        return whitening;
    }
};

LandmarkFitter::LandmarkFitter(const head::HeadModelData& model, const Landmarks2& landmarks,
                               const LandmarkFitOptions& options)
{
    constexpr double kSmallestFacePx = 6.0;
    for (const auto& landmark : landmarks)
        if (!landmark.allFinite())
            throw notAFace();
    if (interocularPx(landmarks) < kSmallestFacePx)
        throw notAFace();
    constexpr int kFewest = 6; // of the rigid ones, to tell how the head is turned
    const auto isThere = [&](int i) { return options.origins[i] != LandmarkOrigin::Absent; };
    if (std::ranges::count_if(kRigid, isThere) < kFewest)
        throw base::Error("no_face", "Too few landmarks are left to tell how the head is turned",
                          "Bring back landmarks of eyes, nose and mouth");
    m_parts = std::make_unique<const Parts>(model, landmarks, options);
}

LandmarkFitter::~LandmarkFitter() = default;

namespace {

/// From a difference in the photo's pixels to one in LandmarkError's frame and unit.
Eigen::Matrix2d uprightFromPhoto(const PhotoView& view)
{
    return Eigen::Rotation2Dd(-view.roll()).toRotationMatrix() / view.scalePx();
}

/// The part of `error` that the landmarks `which` share.
LandmarkError partOf(const LandmarkError& error, const std::vector<int>& which)
{
    const auto count = static_cast<Eigen::Index>(2 * which.size());
    const auto number = [&](Eigen::Index k) { return 2 * which[static_cast<std::size_t>(k / 2)] + k % 2; };
    LandmarkError part{Eigen::VectorXd(count), Eigen::MatrixXd(count, count)};
    for (Eigen::Index i = 0; i < count; ++i) {
        part.bias[i] = error.bias[number(i)];
        for (Eigen::Index j = 0; j < count; ++j)
            part.covariance(i, j) = error.covariance(number(i), number(j));
    }
    return part;
}

/// W with W^T W = covariance^-1.
Eigen::MatrixXd whiteningOf(const Eigen::MatrixXd& covariance)
{
    const Eigen::LLT<Eigen::MatrixXd> factor(covariance);
    base::require(factor.info() == Eigen::Success, "a covariance that can be inverted");
    return factor.matrixL().solve(Eigen::MatrixXd::Identity(covariance.rows(), covariance.cols()));
}

void wishForDistance(ceres::Problem& problem, Unknowns& unknowns, const LandmarkFitOptions& options)
{
    double* logDepth = &unknowns.estimate.view.logDepth;
    if (options.focalPx) {
        problem.SetParameterBlockConstant(&unknowns.estimate.view.logScale);
        return;
    }
    problem.AddResidualBlock(new WishCost(1, 0, -1, std::log(options.priorDepth), options.depthSpread), nullptr,
                             logDepth);
}

/// The head as a whole must fall roughly on the landmarks; else they were none.
bool liesOnFace(const HeadEstimate& estimate, double meanErrorPx, double yardstick)
{
    constexpr double kWorstMeanError = 0.3; // of the distance between the eye corners
    return std::isfinite(meanErrorPx) && meanErrorPx < kWorstMeanError * yardstick &&
           estimate.view.depth() > 0.1;
}

} // namespace

HeadEstimate LandmarkFitter::start() const
{
    const Parts& p = *m_parts;
    HeadEstimate estimate;
    estimate.shape = Eigen::VectorXd::Zero(p.points.shapeCount());
    estimate.expression = Eigen::VectorXd::Zero(p.points.expressionCount());
    std::vector<Eigen::Vector3d> inHead;
    std::vector<Eigen::Vector2d> inPhoto;
    for (const int i : kRigid) {
        if (p.isAbsent(i))
            continue;
        inHead.push_back(p.points
                             .move(i, estimate.shape.data(), estimate.expression.data(),
                                   estimate.jaw.data())
                             .inHead);
        inPhoto.push_back(p.target(i));
    }
    estimate.view = weakPerspectiveView(inHead, inPhoto, p.options.centre, p.options.priorDepth);
    if (p.options.focalPx)
        estimate.view.logDepth = std::log(*p.options.focalPx) - estimate.view.logScale;

    Unknowns unknowns(estimate);
    ceres::Problem problem;
    const ProjectionSetting setting{p.points, p.options.centre, p.options.focalPx};
    for (const int i : kRigid)
        if (!p.isAbsent(i))
            problem.AddResidualBlock(
                new ProjectionCost(setting, {{{i, 1.0}}, p.target(i), isotropic(0.05 * p.yardstick)}),
                new ceres::HuberLoss(1.0), unknowns.blocks(unknowns.estimate.shape));
    for (double* block : {unknowns.estimate.shape.data(), unknowns.estimate.expression.data(),
                          unknowns.estimate.jaw.data()})
        problem.SetParameterBlockConstant(block);
    wishForDistance(problem, unknowns, p.options);
    solve(problem, 30, base::CancelToken());

    estimate = unknowns.estimate;
    if (p.options.focalPx)
        estimate.view.logScale = std::log(*p.options.focalPx) - estimate.view.logDepth;
    double sum = 0.0;
    for (const int i : kRigid)
        sum += p.isAbsent(i) ? 0.0 : (p.onPhoto(estimate, i) - p.target(i)).norm();
    if (!liesOnFace(estimate, sum / static_cast<double>(inHead.size()), p.yardstick))
        throw notAFace();
    return estimate;
}

namespace {

void wishForShape(ceres::Problem& problem, Eigen::VectorXd& shape)
{
    const int shapes = static_cast<int>(shape.size());
    for (int i = 0; i < shapes; ++i) {
        problem.AddResidualBlock(new WishCost(shapes, i, -1, 0.0, 1.0), nullptr, shape.data());
        problem.SetParameterLowerBound(shape.data(), i, -kShapeBound);
        problem.SetParameterUpperBound(shape.data(), i, kShapeBound);
    }
}

/// Of expression and jaw.
void wishForExpression(ceres::Problem& problem, HeadEstimate& e, const ExpressionPrior& prior)
{
    const int expressions = static_cast<int>(e.expression.size());
    for (int i = 0; i < expressions; ++i) {
        const double wanted = prior.isGiven[i] ? e.expression[i] : 0.0;
        // Most faces rest and some laugh: a strong expression costs less than the square says.
        problem.AddResidualBlock(new WishCost(expressions, i, -1, wanted, prior.sigma[i]), new ceres::HuberLoss(1.5),
                                 e.expression.data());
        problem.SetParameterLowerBound(e.expression.data(), i, 0.0);
        problem.SetParameterUpperBound(e.expression.data(), i, 1.0);
    }
    for (std::size_t i = 0; i < prior.pairs.size(); ++i)
        problem.AddResidualBlock(new WishCost(expressions, prior.pairs[i].first, prior.pairs[i].second,
                                              0.0, prior.pairSigma[i]),
                                 nullptr, e.expression.data());
    const Eigen::Vector3d sigma(kSigmaJawOpen, kSigmaJawSide, kSigmaJawSide);
    const Eigen::Vector3d upper(kJawOpenBound, kJawSideBound, kJawSideBound);
    const Eigen::Vector3d lower(0.0, -kJawSideBound, -kJawSideBound);
    for (int axis = 0; axis < 3; ++axis) {
        problem.AddResidualBlock(new WishCost(3, axis, -1, 0.0, sigma[axis]), nullptr, e.jaw.data());
        problem.SetParameterLowerBound(e.jaw.data(), axis, lower[axis]);
        problem.SetParameterUpperBound(e.jaw.data(), axis, upper[axis]);
    }
}

} // namespace

ceres::CostFunction* LandmarkFitter::Parts::jointCost(const ProjectionSetting& setting, const HeadEstimate& e,
                                                      const std::vector<int>& which) const
{
    const LandmarkError error = partOf(options.errors->at(e.view.yaw(), e.view.pitch()), which);
    const Eigen::Matrix2d upright = uprightFromPhoto(e.view);
    std::vector<std::unique_ptr<ProjectionCost>> projections;
    for (const int i : which)
        projections.push_back(
            std::make_unique<ProjectionCost>(setting, ProjectedSum{{{place(e, i), 1.0}}, target(i), upright}));
    // A projection errs by what the detector errs, the other way round.
    return new JointCost(std::move(projections), whiteningOf(error.covariance) / options.noise, -error.bias);
}

void LandmarkFitter::Parts::pullAll(ceres::Problem& problem, const HeadEstimate& from,
                                    const std::vector<double*>& blocks) const
{
    const ProjectionSetting setting{points, options.centre, options.focalPx};
    const auto pull = [&](ProjectedSum sum) {
        problem.AddResidualBlock(new ProjectionCost(setting, std::move(sum)), new ceres::HuberLoss(2.0), blocks);
    };
    for (int i = 0; i < head::kLandmarkCount; ++i)
        if (!errsJointly(i) && !isAbsent(i))
            pull({{{place(from, i), 1.0}},
                  target(i),
                  trust(i) * (i < kJawLine ? jawWhitening(from, i) : isotropic(sigmaOf(i) * errorPx()))});
    for (const auto& [upper, lower, sigma] : kApertures)
        if (!errsJointly(upper) && !errsJointly(lower) && !isAbsent(upper) && !isAbsent(lower))
            pull({{{upper, 1.0}, {lower, -1.0}}, target(upper) - target(lower), isotropic(sigma * errorPx())});
    if (const auto which = joint(); !which.empty())
        problem.AddResidualBlock(jointCost(setting, from, which), nullptr, blocks);
}

HeadEstimate LandmarkFitter::refine(const HeadEstimate& estimate, const Evidence* evidence,
                                    const base::CancelToken& cancel) const
{
    const std::array alone = {Sitting{*this, estimate, evidence}};
    return refineTogether(alone, cancel).front();
}

std::vector<HeadEstimate> LandmarkFitter::refineTogether(std::span<const Sitting> sittings,
                                                         const base::CancelToken& cancel)
{
    base::require(!sittings.empty(), "at least one photo is fitted");
    std::deque<Unknowns> unknowns; // whose numbers stay where they are
    ceres::Problem problem;
    std::vector<double*> bounded;
    for (const Sitting& sitting : sittings) {
        const Parts& p = *sitting.fitter.m_parts;
        Unknowns& own = unknowns.emplace_back(sitting.estimate);
        Eigen::VectorXd& shape = unknowns.front().estimate.shape;
        base::require(own.estimate.shape.size() == shape.size(), "photos of one person share a shape");
        HeadEstimate from = sitting.estimate;
        from.shape = shape;
        const auto blocks = own.blocks(shape);
        p.pullAll(problem, from, blocks);
        if (sitting.evidence)
            problem.AddResidualBlock(new EvidenceCost(*sitting.evidence), nullptr, blocks);
        if (&own == &unknowns.front()) {
            wishForShape(problem, shape);
            bounded.push_back(shape.data());
        }
        wishForExpression(problem, own.estimate, p.prior);
        bounded.push_back(own.estimate.expression.data());
        if (p.jawIsExpression)
            problem.SetParameterBlockConstant(own.estimate.jaw.data());
        wishForDistance(problem, own, p.options);
    }
    constexpr int kIterations = 15;
    solveWithinBounds(problem, bounded, kIterations, cancel);
    std::vector<HeadEstimate> refined;
    for (std::size_t i = 0; i < sittings.size(); ++i) {
        HeadEstimate estimate = unknowns[i].estimate;
        estimate.shape = unknowns.front().estimate.shape;
        if (const auto& focal = sittings[i].fitter.m_parts->options.focalPx)
            estimate.view.logScale = std::log(*focal) - estimate.view.logDepth;
        refined.push_back(std::move(estimate));
    }
    return refined;
}

Eigen::VectorXd LandmarkFitter::uprightErrors(const HeadEstimate& estimate) const
{
    const Parts& p = *m_parts;
    const Eigen::Matrix2d upright = uprightFromPhoto(estimate.view);
    Eigen::VectorXd errors(kLandmarkNumbers);
    for (int i = 0; i < head::kLandmarkCount; ++i)
        errors.segment<2>(2 * i) = upright * (p.target(i) - p.onPhoto(estimate, p.place(estimate, i)));
    return errors;
}

Landmarks2 LandmarkFitter::placesPx(const HeadEstimate& estimate) const
{
    Landmarks2 places;
    for (int i = 0; i < head::kLandmarkCount; ++i)
        places[i] = m_parts->onPhoto(estimate, m_parts->place(estimate, i)).cast<float>();
    return places;
}

double LandmarkFitter::surprise(const HeadEstimate& estimate) const
{
    const Parts& p = *m_parts;
    const auto which = p.joint();
    if (which.empty())
        return 0.0;
    const LandmarkError expected = partOf(p.options.errors->at(estimate.view.yaw(), estimate.view.pitch()), which);
    const Eigen::VectorXd all = uprightErrors(estimate);
    Eigen::VectorXd errors(expected.bias.size());
    for (std::size_t k = 0; k < which.size(); ++k)
        errors.segment<2>(static_cast<Eigen::Index>(2 * k)) = all.segment<2>(2 * which[k]);
    const double marks = (whiteningOf(expected.covariance) * (errors - expected.bias)).squaredNorm() /
                         (p.options.noise * p.options.noise);
    return std::sqrt((marks + estimate.shape.squaredNorm()) / static_cast<double>(errors.size()));
}

std::array<float, head::kLandmarkCount>
LandmarkFitter::residualsPx(const HeadEstimate& estimate) const
{
    const Parts& p = *m_parts;
    std::array<Eigen::Vector2d, kJawLine> outline;
    for (int i = 0; i < kJawLine; ++i)
        outline[i] = p.onPhoto(estimate, p.onSilhouette(estimate, i));
    std::array<float, head::kLandmarkCount> residuals{};
    for (int i = 0; i < head::kLandmarkCount; ++i)
        residuals[i] = static_cast<float>((p.onPhoto(estimate, i) - p.target(i)).norm());
    for (int i = 0; i < kJawLine; ++i) {
        const double before = i > 0 ? distanceToSegment(p.target(i), outline[i - 1], outline[i]) : 1e9;
        const double after =
            i + 1 < kJawLine ? distanceToSegment(p.target(i), outline[i], outline[i + 1]) : 1e9;
        residuals[i] = static_cast<float>(std::min(before, after));
    }
    return residuals;
}

} // namespace effigy::reconstruct
