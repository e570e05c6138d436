// SPDX-License-Identifier: GPL-3.0-or-later
//
// bench_expression FOLDER [PEOPLE] [SIZE] [clips|photos|exact]: films synthetic people who make one movement of the face after another
// (kept in FOLDER as MP4), and prints for each movement how much of it is found: correlation and slope of found against true weights,
// what is found while it is at rest, what is found of it in the others, and how far the face that moves is from where it is. "photos"
// fits single pictures instead of tracking the film, "exact" does so with true landmarks.
#include "bench/kept_film.h"
#include "base/error.h"
#include "head/head_model.h"
#include "photo/clip.h"
#include "photo/face_finder.h"
#include "reconstruct/clip_tracker.h"
#include "reconstruct/fit_head.h"
#include "synth/person_sampler.h"

#include <Eigen/Geometry>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <numbers>
#include <string>
#include <vector>

using namespace effigy;

namespace {

constexpr double kFps = 30.0;
constexpr int kRestFrames = 30, kMoveFrames = 16;
constexpr std::uint64_t kFirstPerson = 0xface00;

struct Movement {
    std::string name;
    std::vector<std::string> controls;
};

const std::vector<Movement>& movements()
{
    const auto pair = [](const std::string& name) { return std::vector{name + "Left", name + "Right"}; };
    static const std::vector<Movement> all = {{"inner brows up", {"browInnerUp"}},
                                              {"outer brows up", pair("browOuterUp")},
                                              {"brows down", pair("browDown")},
                                              {"nose sneer", pair("noseSneer")},
                                              {"pucker", {"mouthPucker"}},
                                              {"funnel", {"mouthFunnel"}},
                                              {"press", pair("mouthPress")},
                                              {"roll lower", {"mouthRollLower"}},
                                              {"roll upper", {"mouthRollUpper"}},
                                              {"stretch", pair("mouthStretch")},
                                              {"dimple", pair("mouthDimple")},
                                              {"upper lip up", pair("mouthUpperUp")},
                                              {"lower lip down", pair("mouthLowerDown")},
                                              {"shrug lower", {"mouthShrugLower"}},
                                              {"shrug upper", {"mouthShrugUpper"}},
                                              {"mouth frown", pair("mouthFrown")},
                                              {"cheek squint", pair("cheekSquint")},
                                              {"cheek puff", {"cheekPuff"}},
                                              {"eye squint", pair("eyeSquint")},
                                              {"eye wide", pair("eyeWide")},
                                              {"smile", pair("mouthSmile")},
                                              {"jaw", {"jawOpen"}}};
    return all;
}

int frameCount()
{
    return kRestFrames + kMoveFrames * static_cast<int>(movements().size());
}

/// The movement that frame belongs to; -1: rest.
int movementAt(int frame)
{
    return frame < kRestFrames ? -1 : (frame - kRestFrames) / kMoveFrames;
}

/// One movement after another, to a peak that differs from person to person, while the head turns a little.
head::ControlValues acting(std::uint64_t person, int frame)
{
    head::ControlValues c;
    const double t = frame / kFps, phase = 0.37 * static_cast<double>(person);
    if (const int m = movementAt(frame); m >= 0) {
        const double within = ((frame - kRestFrames) % kMoveFrames + 0.5) / kMoveFrames;
        const double peak = 0.55 + 0.4 * (0.5 + 0.5 * std::sin(2.3 * static_cast<double>(person) + 1.7 * m));
        for (const std::string& control : movements()[static_cast<std::size_t>(m)].controls)
            c.set(control, peak * std::pow(std::sin(std::numbers::pi * within), 2));
    }
    c.set("headYaw", 14.0 * std::sin(2.0 * std::numbers::pi * (0.21 * t + phase)));
    c.set("headPitch", 6.0 * std::sin(2.0 * std::numbers::pi * (0.33 * t + phase)));
    c.set("headRoll", 4.0 * std::sin(2.0 * std::numbers::pi * (0.17 * t + phase)));
    return c;
}

/// Pairs of found and true values.
struct Pairs {
    double xx = 0.0, yy = 0.0, xy = 0.0, x = 0.0, y = 0.0, atRest = 0.0;
    int count = 0, resting = 0;
    void add(double found, double truth)
    {
        x += found, y += truth, xx += found * found, yy += truth * truth, xy += found * truth;
        ++count;
        if (truth == 0.0) {
            atRest += found;
            ++resting;
        }
    }
    [[nodiscard]] double covariance() const { return xy - x * y / count; }
    [[nodiscard]] double correlation() const
    {
        const double spread = (xx - x * x / count) * (yy - y * y / count);
        return spread > 0.0 ? covariance() / std::sqrt(spread) : 0.0;
    }
    [[nodiscard]] double slope() const { return covariance() / (yy - y * y / count); }
    [[nodiscard]] double leak() const { return resting > 0 ? atRest / resting : 0.0; }
};

struct Score {
    Pairs pairs;
    double others = 0.0;        // sum of what is found of other movements meanwhile
    double missedMm = 0.0, movedMm = 0.0; // of the vertices that it moves, and how far it moves them
    int frames = 0;
};

/// Vertices that a movement moves by a millimetre or more, at its most.
std::vector<std::vector<int>> regions(const head::HeadModelData& data)
{
    constexpr float kMoves = 0.001F; // metres
    std::vector<std::vector<int>> all;
    for (const Movement& movement : movements()) {
        Eigen::VectorXf change = Eigen::VectorXf::Zero(data.expressionBasis.rows());
        for (const std::string& control : movement.controls)
            change += data.expressionBasis.col(std::ranges::find(data.expressionNames, control) - data.expressionNames.begin());
        auto& vertices = all.emplace_back();
        for (int v = 0; v < change.size() / 3; ++v)
            if (data.masks.at("face")[static_cast<std::size_t>(v)] > 0.5F && change.segment<3>(3 * v).norm() >= kMoves)
                vertices.push_back(v);
    }
    return all;
}

class Judge {
public:
    explicit Judge(const head::HeadModel& model) : m_data(model.data()), m_regions(regions(m_data)), m_scores(movements().size()) {}

    /// Takes a frame's weights, both in the order of the model's expressions.
    void add(int frame, const Eigen::VectorXf& found, const head::ControlValues& truth)
    {
        Eigen::VectorXf wanted(found.size());
        for (Eigen::Index k = 0; k < found.size(); ++k)
            wanted[k] = static_cast<float>(truth.get(m_data.expressionNames[static_cast<std::size_t>(k)]));
        const auto weight = [&](const std::string& control) {
            return found[std::ranges::find(m_data.expressionNames, control) - m_data.expressionNames.begin()];
        };
        double all = 0.0;
        std::vector<double> levels;
        for (std::size_t m = 0; m < movements().size(); ++m) {
            const auto& controls = movements()[m].controls;
            levels.push_back(0.0);
            for (const std::string& control : controls) {
                m_scores[m].pairs.add(weight(control), truth.get(control));
                levels.back() += weight(control) / static_cast<double>(controls.size());
            }
            all += levels.back();
        }
        const int now = movementAt(frame);
        if (now < 0)
            return;
        Score& score = m_scores[static_cast<std::size_t>(now)];
        score.others += all - levels[static_cast<std::size_t>(now)];
        const auto& region = m_regions[static_cast<std::size_t>(now)];
        for (const int v : region) {
            const auto moved = m_data.expressionBasis.middleRows<3>(3 * v);
            score.missedMm += 1000.0 * static_cast<double>((moved * (found - wanted)).norm()) / static_cast<double>(region.size());
            score.movedMm += 1000.0 * static_cast<double>((moved * wanted).norm()) / static_cast<double>(region.size());
        }
        ++score.frames;
    }

    void print() const
    {
        std::printf("%-16s %6s %6s %6s %7s %7s %7s\n", "movement", "corr", "slope", "leak", "others", "off mm", "of mm");
        Score mean;
        double correlation = 0.0, slope = 0.0, leak = 0.0;
        const auto count = static_cast<double>(m_scores.size());
        const auto row = [](const char* name, double corr, double slopes, double rest, const Score& s) {
            std::printf("%-16s %6.3f %6.3f %6.3f %7.3f %7.2f %7.2f\n", name, corr, slopes, rest, s.others / s.frames, s.missedMm / s.frames, s.movedMm / s.frames);
        };
        for (std::size_t m = 0; m < m_scores.size(); ++m) {
            const Score& s = m_scores[m];
            row(movements()[m].name.c_str(), s.pairs.correlation(), s.pairs.slope(), s.pairs.leak(), s);
            correlation += s.pairs.correlation() / count;
            slope += s.pairs.slope() / count;
            leak += s.pairs.leak() / count;
            mean.others += s.others;
            mean.missedMm += s.missedMm;
            mean.movedMm += s.movedMm;
            mean.frames += s.frames;
        }
        row("mean", correlation, slope, leak, mean);
    }

private:
    const head::HeadModelData& m_data;
    std::vector<std::vector<int>> m_regions;
    std::vector<Score> m_scores;
};

double secondsOf(std::clock_t start)
{
    return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

/// Processor seconds.
double judgeClip(Judge& judge, const std::filesystem::path& path, std::uint64_t person, const head::HeadModelData& data)
{
    static const photo::FaceFinder finder;
    base::SilentProgress progress;
    const auto start = std::clock();
    const auto clip = photo::openClip(path, {}, {});
    const auto tracked = reconstruct::trackClip(*clip, finder, {}, progress, {});
    const double seconds = secondsOf(start);
    for (std::size_t i = 0; i < tracked.moments.size(); ++i) {
        Eigen::VectorXf found = Eigen::VectorXf::Zero(static_cast<Eigen::Index>(data.expressionNames.size()));
        for (std::size_t c = 0; c < tracked.controls.size(); ++c)
            if (const auto at = std::ranges::find(data.expressionNames, tracked.controls[c]); at != data.expressionNames.end())
                found[at - data.expressionNames.begin()] = static_cast<float>(tracked.values(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(c)));
        judge.add(static_cast<int>(i), found, acting(person, static_cast<int>(i)));
    }
    return seconds;
}

/// The landmarks of the true head.
reconstruct::Landmarks2 trueLandmarks(const head::HeadModel& model, const tests::ActedClip& clip, const head::ControlValues& controls)
{
    static const synth::HeadStock stock = synth::loadHeadStock(64);
    const auto shape = synth::sampleHead(stock.body, clip.person).shape;
    const auto marks = model.landmarks(model.vertices(model.coefficients(controls, shape)));
    reconstruct::Landmarks2 landmarks;
    for (std::size_t k = 0; k < marks.size(); ++k)
        landmarks[k] = (clip.size * mesh::project(tests::cameraOf(clip, controls), marks[k].cast<double>()).head<2>()).cast<float>();
    return landmarks;
}

enum class Marks { Found, Exact };

/// Two pictures of rest, and each movement's at its peak. Processor seconds.
double judgePhotos(Judge& judge, const std::filesystem::path& path, const tests::ActedClip& who, std::uint64_t person, const head::HeadModel& model, Marks marks)
{
    static const photo::FaceFinder finder;
    const auto clip = photo::openClip(path, {}, {});
    double seconds = 0.0;
    for (int frame = 0; const auto picture = clip->next(); ++frame) {
        const bool isResting = movementAt(frame) < 0;
        if (isResting ? frame % (kRestFrames / 2) != 0 : (frame - kRestFrames) % kMoveFrames != kMoveFrames / 2)
            continue;
        base::SilentProgress progress;
        reconstruct::FitOptions options;
        auto faces = finder.find(picture->image);
        if (marks == Marks::Exact) {
            options.landmarks = trueLandmarks(model, who, acting(person, frame));
            faces.resize(1);
            faces[0].landmarks = *options.landmarks;
        }
        if (faces.empty())
            continue;
        const reconstruct::FitInput input = {picture->image, faces[0].landmarks, {faces[0].x, faces[0].y, faces[0].width, faces[0].height}, std::nullopt};
        try {
            const auto start = std::clock();
            const auto fit = reconstruct::fitHead(input, model, options, progress, {});
            seconds += secondsOf(start);
            judge.add(frame, fit.coefficients.expression, acting(person, frame));
        } catch (const base::Error& error) {
            std::printf("frame %d: %s\n", frame, error.what());
        }
    }
    return seconds;
}

} // namespace

int main(int argc, char** argv)
{
    if (argc < 2) {
        std::fprintf(stderr, "bench_expression FOLDER [PEOPLE] [SIZE] [clips|photos|exact]\n");
        return 2;
    }
    const std::filesystem::path folder = argv[1];
    const int people = argc > 2 ? std::atoi(argv[2]) : 3, size = argc > 3 ? std::atoi(argv[3]) : 480;
    const std::string what = argc > 4 ? argv[4] : "clips";
    std::filesystem::create_directories(folder);
    const auto model = head::loadFreeHead();
    Judge judge(*model);
    double seconds = 0.0;
    for (std::uint64_t person = 1; person <= static_cast<std::uint64_t>(people); ++person) {
        const auto path = folder / ("moves" + std::to_string(person) + "_" + std::to_string(size) + ".mp4");
        const tests::ActedClip who = {.person = kFirstPerson + person, .size = size, .noise = 0.015F};
        bench::keepFilm(path, who, frameCount(), kFps, [&](int frame) { return acting(person, frame); });
        seconds += what == "clips" ? judgeClip(judge, path, person, model->data())
                                   : judgePhotos(judge, path, who, person, *model, what == "exact" ? Marks::Exact : Marks::Found);
    }
    judge.print();
    std::printf("%.1f processor seconds\n", seconds);
    return 0;
}
