// SPDX-License-Identifier: GPL-3.0-or-later
#include "reconstruct/clip_tracker.h"

#include "base/error.h"
#include "photo/clip.h"
#include "photo/face_finder.h"
#include "reconstruct/clip_skin.h"
#include "reconstruct/face_follower.h"
#include "reconstruct/frame_solver.h"
#include "reconstruct/key_frames.h"
#include "reconstruct/motion_smoother.h"
#include "reconstruct/resting_face.h"
#include "reconstruct/shape_fit.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numbers>

namespace effigy::reconstruct {

namespace {

constexpr double kDegrees = 180.0 / std::numbers::pi;
constexpr const char* kGaze[] = {"gazeYaw", "gazePitch"};
constexpr const char* kHead[] = {"headYaw", "headPitch", "headRoll"};

/// What was seen of a clip, and what tells the person's shape.
struct SeenClip {
    std::vector<FaceSight> sights;
    KeyFrames keys;
};

/// Seconds that are left when `done` of `of` took the time since `start`; below zero: unknown.
double secondsLeft(std::chrono::steady_clock::time_point start, double done, double of)
{
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return done > 0.0 && of > done ? seconds / done * (of - done) : -1.0;
}

/// `picture` with the places that were seen in it.
base::Image marked(base::Image picture, const encoder::FaceReading& reading)
{
    constexpr std::uint8_t kMark[3] = {64, 224, 208};
    const int radius = std::max(0, picture.width / 640);
    for (const Eigen::Vector2d& place : reading.places)
        for (int dy = -radius; dy <= radius; ++dy)
            for (int dx = -radius; dx <= radius; ++dx) {
                const int x = static_cast<int>(place.x()) + dx, y = static_cast<int>(place.y()) + dy;
                if (x >= 0 && y >= 0 && x < picture.width && y < picture.height)
                    std::copy_n(kMark, 3, picture.at(x, y));
            }
    return picture;
}

SeenClip look(photo::Clip& clip, const photo::FaceFinder& finder, const encoder::FaceEncoder& encoder, const TrackOptions& options,
              base::Progress& progress, const base::CancelToken& cancel)
{
    constexpr double kBetweenPreviews = 1.0; // seconds
    SeenClip seen{.sights = {}, .keys = KeyFrames(options.keyFrames)};
    FaceFollower follower(finder, encoder);
    const int expected = clip.info().expected;
    const auto start = std::chrono::steady_clock::now();
    double lastPreview = -kBetweenPreviews;
    while (const auto frame = clip.next()) {
        cancel.check();
        seen.sights.push_back(follower.follow(frame->image, frame->time, cancel));
        const FaceSight& sight = seen.sights.back();
        const int done = static_cast<int>(seen.sights.size());
        progress.report({.stage = "read", .done = done, .of = std::max(done, expected), .etaSeconds = secondsLeft(start, done, expected), .metrics = {}});
        if (!sight.reading)
            continue;
        seen.keys.offer(frame->image, frame->time, *sight.reading);
        const double elapsed = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        if (progress.wantsPreview() && elapsed - lastPreview >= kBetweenPreviews) {
            progress.preview(marked(frame->image, *sight.reading));
            lastPreview = elapsed;
        }
    }
    return seen;
}

/// A key frame as the fit of photos wants it: with the landmarks of the finder, or nothing when it finds none there.
std::optional<FitInput> inputOf(const KeyFrame& key, const photo::FaceFinder& finder, const TrackOptions& options, const base::CancelToken& cancel)
{
    const auto faces = finder.find(key.image, cancel);
    const auto isHere = [&](const photo::DetectedFace& face) {
        const Eigen::Vector2d off = key.reading.square.fromPicture({face.x + 0.5 * face.width, face.y + 0.5 * face.height});
        return off.norm() < 0.5;
    };
    const auto face = std::ranges::find_if(faces, isHere);
    if (face == faces.end())
        return std::nullopt;
    return FitInput{key.image, face->landmarks, {.x = face->x, .y = face->y, .width = face->width, .height = face->height}, options.fovDeg};
}

/// All that is the same in every picture.
struct Person {
    Eigen::VectorXf shape;
    double focalPx = 0.0;
};

double medianOf(std::vector<double> values)
{
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

/// The person of the key frames: one shape under one lens.
Person personOf(std::span<const KeyFrame> keys, const photo::FaceFinder& finder, const head::HeadModel& model, const TrackOptions& options,
                base::Progress& progress, const base::CancelToken& cancel)
{
    const FitOptions fit{.fovDeg = {}, .landmarks = {}, .origins = {}, .contourRounds = 2, .shadingRounds = 0};
    std::vector<FitInput> inputs;
    for (const KeyFrame& key : keys)
        if (auto input = inputOf(key, finder, options, cancel))
            inputs.push_back(std::move(*input));
    if (inputs.empty()) // read, though never found: what was read of it must do
        for (const KeyFrame& key : keys.first(1))
            inputs.push_back({key.image, key.reading.landmarks(), {}, options.fovDeg});
    progress.report({.stage = "shape", .done = 0, .of = 1, .metrics = {}});
    base::SilentProgress silent;
    const auto fits = fitShapes(inputs, model, fit, silent, cancel);
    std::vector<double> focals;
    for (const ShapeFit& each : fits)
        focals.push_back(each.view.focalPx());
    progress.report({.stage = "shape", .done = 1, .of = 1, .metrics = {}});
    return {.shape = fits.front().coefficients.shape, .focalPx = medianOf(focals)};
}

/// Whether the face of `sight` has to do with that of the picture before.
bool goesOn(const FaceSight& sight)
{
    return sight.reading && !sight.isCut;
}

std::vector<std::optional<FrameEstimate>> solveAll(const std::vector<FaceSight>& sights, const FrameSolver& solver, FramePrior prior,
                                                   base::Progress& progress, const base::CancelToken& cancel)
{
    std::vector<std::optional<FrameEstimate>> estimates;
    const auto start = std::chrono::steady_clock::now();
    const FrameEstimate* before = nullptr;
    estimates.reserve(sights.size()); // `before` points into it
    const int of = 2 * static_cast<int>(sights.size());
    for (const FaceSight& sight : sights) {
        cancel.check();
        if (!goesOn(sight))
            before = nullptr;
        estimates.push_back(sight.reading ? std::optional(solver.solve(*sight.reading, sight.time, before, prior)) : std::nullopt);
        if (estimates.back())
            before = &*estimates.back();
        const int done = static_cast<int>(estimates.size());
        progress.report({.stage = "motion", .done = done, .of = of, .etaSeconds = secondsLeft(start, done, of), .metrics = {}});
    }
    return estimates;
}

/// The skin of the clip's face, as far as `estimates` know it.
ClipSkin skinOf(const std::vector<FaceSight>& seen, const std::vector<std::optional<FrameEstimate>>& estimates, const head::HeadModel& model, const Person& person,
                const Eigen::Vector2d& centre)
{
    std::vector<ClipSkin::Sight> sights;
    for (std::size_t i = 0; i < estimates.size(); ++i)
        if (estimates[i])
            sights.push_back({seen[i].skin, *estimates[i]});
    return {model, person.shape, person.focalPx, centre, sights};
}

/// `estimates`, improved by what the skin shows.
void improveAll(std::vector<std::optional<FrameEstimate>>& estimates, const std::vector<FaceSight>& sights, const ClipSkin& skin, const FrameSolver& solver,
                FramePrior prior, base::Progress& progress, const base::CancelToken& cancel)
{
    const auto start = std::chrono::steady_clock::now();
    const FrameEstimate* before = nullptr;
    const int half = static_cast<int>(estimates.size());
    for (int i = 0; i < half; ++i) {
        cancel.check();
        const auto k = static_cast<std::size_t>(i);
        const FaceSight& sight = sights[k];
        if (!goesOn(sight))
            before = nullptr;
        if (estimates[k]) {
            estimates[k] = solver.improve(*estimates[k], *sight.reading, before, prior, {skin, sight.skin});
            before = &*estimates[k];
        }
        progress.report({.stage = "motion", .done = half + i + 1, .of = 2 * half, .etaSeconds = secondsLeft(start, i + 1, half), .metrics = {}});
    }
}

/// What one estimate says of every control, and how sure it is.
struct Row {
    Eigen::VectorXd values, spreads; // [C]
};

class Channels {
public:
    Channels()
    {
        for (const auto name : head::arkitNames()) {
            if (!name.starts_with("eyeLook"))
                m_controls.emplace_back(name);
        }
        m_faceCount = static_cast<Eigen::Index>(m_controls.size());
        m_controls.insert(m_controls.end(), std::begin(kGaze), std::end(kGaze));
        m_controls.insert(m_controls.end(), std::begin(kHead), std::end(kHead));
    }

    [[nodiscard]] const std::vector<std::string>& controls() const { return m_controls; }
    [[nodiscard]] Eigen::Index faceCount() const { return m_faceCount; }

    [[nodiscard]] Row rowOf(const FrameEstimate& estimate) const
    {
        constexpr double kClosing = 0.5; // of a blink: beyond, no iris is seen
        constexpr double kUnseen = 10.0; // times as unsure
        const auto count = static_cast<Eigen::Index>(m_controls.size());
        Row row{Eigen::VectorXd(count), Eigen::VectorXd(count)};
        Eigen::Index at = 0, index = 0;
        double blink = 0.0;
        for (const auto name : head::arkitNames()) {
            if (name.starts_with("eyeBlink"))
                blink = std::max(blink, estimate.expression[index]);
            if (!name.starts_with("eyeLook")) {
                row.values[at] = estimate.expression[index];
                row.spreads[at++] = estimate.expressionSpread[index];
            }
            ++index;
        }
        row.values.segment<2>(at) << kDegrees * estimate.gazeYaw, kDegrees * estimate.gazePitch;
        row.spreads.segment<2>(at).setConstant(kDegrees * estimate.gazeSpread * (blink > kClosing ? kUnseen : 1.0));
        row.values.tail<3>() = headAnglesDeg(estimate.cameraFromHead);
        row.spreads.tail<3>().setConstant(kDegrees * estimate.turnSpread);
        return row;
    }

    /// How control `c` is smoothed.
    [[nodiscard]] SmoothingPlan planOf(Eigen::Index c, double smoothing) const
    {
        constexpr double kSeconds = 0.2, kLidSeconds = 0.12, kHeadSeconds = 0.25;
        constexpr double kShakyGaze = 3.0, kShakyHead = 1.0; // degrees
        if (c < m_faceCount)
            return {.seconds = smoothing * (m_controls[static_cast<std::size_t>(c)].starts_with("eye") ? kLidSeconds : kSeconds)};
        const bool isGaze = c < m_faceCount + 2;
        return {.seconds = smoothing * (isGaze ? kLidSeconds : kHeadSeconds), .leastNoise = 0.01, .mostNoise = isGaze ? kShakyGaze : kShakyHead};
    }

private:
    std::vector<std::string> m_controls;
    Eigen::Index m_faceCount = 0;
};

/// Runs of moments that were seen and belong together, as [first, end).
std::vector<std::pair<std::size_t, std::size_t>> runsOf(const std::vector<FaceSight>& sights)
{
    std::vector<std::pair<std::size_t, std::size_t>> runs;
    for (std::size_t i = 0; i < sights.size(); ++i) {
        if (!sights[i].reading)
            continue;
        if (!runs.empty() && runs.back().second == i && goesOn(sights[i]))
            runs.back().second = i + 1;
        else
            runs.emplace_back(i, i + 1);
    }
    return runs;
}

/// Smooths every control over every run of moments.
void smoothRuns(TrackedClip& tracked, const Eigen::MatrixXd& spreads, const std::vector<FaceSight>& sights, const Channels& channels, double smoothing,
                const base::CancelToken& cancel)
{
    for (const auto& [first, end] : runsOf(sights)) {
        std::vector<double> times;
        for (std::size_t i = first; i < end; ++i)
            times.push_back(sights[i].time);
        const auto from = static_cast<Eigen::Index>(first), count = static_cast<Eigen::Index>(end - first);
        for (Eigen::Index c = 0; c < tracked.values.cols(); ++c) {
            cancel.check();
            const Eigen::VectorXd values = tracked.values.col(c).segment(from, count), own = spreads.col(c).segment(from, count);
            const auto span = [count](const Eigen::VectorXd& v) { return std::span(v.data(), static_cast<std::size_t>(count)); };
            const auto smooth = smoothed({.times = times, .values = span(values), .spreads = span(own)}, channels.planOf(c, smoothing));
            tracked.values.col(c).segment(from, count) = Eigen::Map<const Eigen::VectorXd>(smooth.data(), count);
        }
    }
}

/// Moments without a face get what was last seen; those before the first face what comes first.
void holdUnseen(TrackedClip& tracked)
{
    const auto first = std::ranges::find(tracked.moments, true, &TrackedMoment::isSeen);
    auto last = static_cast<Eigen::Index>(first - tracked.moments.begin());
    for (Eigen::Index i = 0; i < tracked.values.rows(); ++i) {
        TrackedMoment& moment = tracked.moments[static_cast<std::size_t>(i)];
        if (moment.isSeen) {
            last = i;
            continue;
        }
        tracked.values.row(i) = tracked.values.row(last);
        moment.distance = tracked.moments[static_cast<std::size_t>(last)].distance;
    }
}

void subtractResting(TrackedClip& tracked, Eigen::Index faceCount)
{
    for (Eigen::Index c = 0; c < faceCount; ++c) {
        std::vector<double> weights;
        for (std::size_t i = 0; i < tracked.moments.size(); ++i)
            if (tracked.moments[i].isSeen)
                weights.push_back(tracked.values(static_cast<Eigen::Index>(i), c));
        tracked.resting[c] = restingWeight(weights);
        for (Eigen::Index i = 0; i < tracked.values.rows(); ++i)
            tracked.values(i, c) = fromResting(tracked.values(i, c), tracked.resting[c]);
    }
}

/// Angles go on beyond half a turn instead of jumping.
void unwrapRoll(Eigen::MatrixXd& values)
{
    const Eigen::Index roll = values.cols() - 1;
    for (Eigen::Index i = 1; i < values.rows(); ++i)
        values(i, roll) = values(i - 1, roll) + std::remainder(values(i, roll) - values(i - 1, roll), 360.0);
}

void clampToRanges(TrackedClip& tracked, Eigen::Index faceCount)
{
    for (Eigen::Index c = 0; c < tracked.values.cols(); ++c) {
        const head::Control& control = *head::findControl(tracked.controls[static_cast<std::size_t>(c)]);
        const double low = c < faceCount ? 0.0 : control.hardMin, high = c < faceCount ? 1.0 : control.hardMax;
        tracked.values.col(c) = tracked.values.col(c).cwiseMax(low).cwiseMin(high);
    }
}

double confidenceOf(const encoder::FaceReading& reading, const FrameEstimate& estimate)
{
    constexpr double kSharp = 0.03;     // FaceReading::spread() of portraits
    constexpr double kSurprised = 2.0;  // beyond, the places lie where no head has them
    const double read = std::clamp((encoder::kLostSpread - reading.spread()) / (encoder::kLostSpread - kSharp), 0.0, 1.0);
    return read * std::clamp(kSurprised / std::max(estimate.surprise, 1e-6), 0.0, 1.0);
}

TrackedClip motionOf(const std::vector<FaceSight>& sights, const std::vector<std::optional<FrameEstimate>>& estimates, const TrackOptions& options,
                     const base::CancelToken& cancel)
{
    const Channels channels;
    const auto rows = static_cast<Eigen::Index>(sights.size()), columns = static_cast<Eigen::Index>(channels.controls().size());
    TrackedClip tracked;
    tracked.controls = channels.controls();
    tracked.values = Eigen::MatrixXd::Zero(rows, columns);
    tracked.resting = Eigen::VectorXd::Zero(columns);
    Eigen::MatrixXd spreads = Eigen::MatrixXd::Zero(rows, columns);
    for (std::size_t i = 0; i < sights.size(); ++i) {
        tracked.moments.push_back({.time = sights[i].time, .isSeen = estimates[i].has_value()});
        if (!estimates[i])
            continue;
        const Row row = channels.rowOf(*estimates[i]);
        tracked.values.row(static_cast<Eigen::Index>(i)) = row.values.transpose();
        spreads.row(static_cast<Eigen::Index>(i)) = row.spreads.transpose();
        tracked.moments.back().confidence = confidenceOf(*sights[i].reading, *estimates[i]);
        tracked.moments.back().distance = estimates[i]->headInCamera.norm();
    }
    holdUnseen(tracked);
    unwrapRoll(tracked.values);
    smoothRuns(tracked, spreads, sights, channels, options.smoothing, cancel);
    holdUnseen(tracked); // as it is now
    if (options.resting == RestingFace::Subtracted)
        subtractResting(tracked, channels.faceCount());
    clampToRanges(tracked, channels.faceCount());
    return tracked;
}

/// The free head, personal where the fit of its person says how.
std::shared_ptr<const head::HeadModel> modelFor(const TrackOptions& options)
{
    const auto model = head::loadFreeHead();
    if (options.person && options.person->headModel != model->data().name)
        throw base::Error("unsupported", "The head of this project is of another kind than the one that videos are tracked with",
                          "Let the person's shape be found from the video");
    return options.person ? personalHead(model, *options.person) : model;
}

} // namespace

std::size_t TrackedClip::seenCount() const
{
    return static_cast<std::size_t>(std::ranges::count(moments, true, &TrackedMoment::isSeen));
}

std::vector<std::pair<std::size_t, std::size_t>> TrackedClip::heldSpans() const
{
    std::vector<std::pair<std::size_t, std::size_t>> spans;
    for (std::size_t i = 0; i < moments.size(); ++i) {
        if (moments[i].isSeen)
            continue;
        if (!spans.empty() && spans.back().second + 1 == i)
            spans.back().second = i;
        else
            spans.emplace_back(i, i);
    }
    return spans;
}

Eigen::Index TrackedClip::column(std::string_view control) const
{
    const auto found = std::ranges::find(controls, control);
    base::require(found != controls.end(), "TrackedClip: a control that is tracked");
    return found - controls.begin();
}

TrackedClip trackClip(photo::Clip& clip, const photo::FaceFinder& finder, const TrackOptions& options, base::Progress& progress,
                      const base::CancelToken& cancel)
{
    base::require(options.smoothing >= 0.0, "trackClip: smoothing is not negative");
    const auto model = modelFor(options);
    const auto encoder = encoder::faceEncoderOf("free");
    if (encoder == nullptr)
        throw base::Error("model_missing", "There is no face encoder, which videos are tracked with", "Install Effigy again, or train one: effigy train encoder");
    const SeenClip seen = look(clip, finder, *encoder, options, progress, cancel);
    if (seen.keys.frames().empty())
        throw base::Error("no_face", "No face was found in " + clip.info().name, "Choose a video that shows one face from the front, sharp and evenly lit.");
    Person person = personOf(seen.keys.frames(), finder, *model, options, progress, cancel);
    if (options.person)
        person.shape = options.person->coefficients.shape;
    const photo::ClipInfo& info = clip.info();
    const Eigen::Vector2d centre(0.5 * info.width, 0.5 * info.height);
    const FrameSolver solver(*model, encoder->weights(), person.shape, person.focalPx, centre);
    const FramePrior prior = options.smoothing > 0.0 ? FramePrior::Motion : FramePrior::None;
    auto estimates = solveAll(seen.sights, solver, prior, progress, cancel);
    improveAll(estimates, seen.sights, skinOf(seen.sights, estimates, *model, person, centre), solver, prior, progress, cancel);
    TrackedClip tracked = motionOf(seen.sights, estimates, options, cancel);
    tracked.name = info.name;
    tracked.fps = info.fps;
    tracked.shape = person.shape;
    tracked.fovDeg = 2.0 * std::atan(0.5 * std::max(info.width, info.height) / person.focalPx) * kDegrees;
    tracked.shortfall = clip.shortfall();
    return tracked;
}

} // namespace effigy::reconstruct
