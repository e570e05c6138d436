// SPDX-License-Identifier: GPL-3.0-or-later
//
// bench_track FOLDER [PEOPLE] [FRAMES] [SIZE]: films synthetic people whose every movement is known (kept in FOLDER as MP4, made when
// they are not there), tracks the films and prints how fast and how far off.
#include "bench/kept_film.h"
#include "photo/clip.h"
#include "photo/face_finder.h"
#include "reconstruct/clip_tracker.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <map>
#include <memory>
#include <string>

using namespace effigy;

namespace {

constexpr double kFps = 30.0;

/// Lids that are shut in three frames: half, wholly, half.
double blinkAt(int frame, int middle)
{
    return frame == middle ? 1.0 : std::abs(frame - middle) == 1 ? 0.6 : 0.0;
}

/// Speech, smiles, brows, blinks, looks and nods of the `person`; the first second is rest.
head::ControlValues acting(std::uint64_t person, int frame)
{
    const double t = frame / kFps, phase = 0.37 * static_cast<double>(person), awake = std::clamp(t - 1.0, 0.0, 1.0);
    const auto wave = [&](double hertz, double shift) { return awake * (0.5 + 0.5 * std::sin(2.0 * M_PI * (hertz * t + phase + shift))); };
    const auto turn = [&](double hertz, double shift) { return awake * std::sin(2.0 * M_PI * (hertz * t + phase + shift)); };
    head::ControlValues c;
    const double smile = wave(0.31, 0.0), sad = 0.6 * wave(0.23, 0.5) * (1.0 - smile);
    c.set("jawOpen", 0.55 * wave(2.1, 0.0) * wave(0.4, 0.1));
    c.set("mouthPucker", 0.7 * wave(1.3, 0.4) * (1.0 - smile));
    c.set("mouthFunnel", 0.4 * wave(1.7, 0.2) * (1.0 - smile));
    for (const char* side : {"Left", "Right"}) {
        const auto both = [&](const char* id, double value) { c.set(std::string(id) + side, value); };
        both("mouthSmile", 0.8 * smile);
        both("mouthFrown", sad);
        both("cheekSquint", 0.4 * smile);
        both("browDown", 0.6 * wave(0.37, 0.7));
        both("browOuterUp", 0.6 * wave(0.29, 0.2));
        both("mouthUpperUp", 0.3 * wave(0.9, 0.6));
        both("mouthLowerDown", 0.4 * wave(1.9, 0.3));
        both("noseSneer", 0.4 * wave(0.21, 0.9));
        double blink = 0.0;
        for (int middle = 20; middle < 3000; middle += 67)
            blink = std::max(blink, blinkAt(frame, middle));
        both("eyeBlink", blink);
        both("eyeSquint", 0.3 * smile);
    }
    c.set("browInnerUp", 0.7 * wave(0.33, 0.35));
    c.set("gazeYaw", 18.0 * turn(0.27, 0.0));
    c.set("gazePitch", 9.0 * turn(0.19, 0.3));
    c.set("headYaw", 24.0 * turn(0.21, 0.1));
    c.set("headPitch", 11.0 * turn(0.33, 0.6));
    c.set("headRoll", 8.0 * turn(0.17, 0.4));
    return c;
}

std::filesystem::path film(const std::filesystem::path& folder, std::uint64_t person, int frames, int size, bool isStill)
{
    const auto path = folder / ((isStill ? "still" : "acted") + std::to_string(person) + "_" + std::to_string(frames) + "_" + std::to_string(size) + ".mp4");
    bench::keepFilm(path, {.person = 0x5eed00 + person, .size = size, .noise = isStill ? 0.03F : 0.015F}, frames, kFps,
                    [&](int frame) { return isStill ? head::ControlValues() : acting(person, frame); });
    return path;
}

/// Processor seconds of each stage, of all threads.
class StageClock : public base::Progress {
public:
    void report(const base::ProgressReport& report) override
    {
        stop();
        m_stage = report.stage;
    }
    void preview(const base::Image&) override {}
    void stop()
    {
        const std::clock_t now = std::clock();
        m_seconds[m_stage] += static_cast<double>(now - m_last) / CLOCKS_PER_SEC;
        m_last = now;
    }
    [[nodiscard]] const std::map<std::string, double>& seconds() const { return m_seconds; }

private:
    std::string m_stage = "open";
    std::clock_t m_last = std::clock();
    std::map<std::string, double> m_seconds; // by the stage that was told last
};

struct Run {
    reconstruct::TrackedClip clip;
    double seconds = 0.0;
    std::map<std::string, double> stages;
};

Run track(const std::filesystem::path& path, const reconstruct::TrackOptions& options)
{
    static const photo::FaceFinder finder;
    StageClock progress;
    const auto start = std::chrono::steady_clock::now();
    const auto clip = photo::openClip(path, {}, {});
    Run run;
    run.clip = reconstruct::trackClip(*clip, finder, options, progress, {});
    progress.stop();
    run.stages = progress.seconds();
    run.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return run;
}

struct Errors {
    double absolute = 0.0, xx = 0.0, yy = 0.0, xy = 0.0, x = 0.0, y = 0.0;
    int count = 0;
    void add(double found, double truth)
    {
        absolute += std::abs(found - truth);
        x += found, y += truth, xx += found * found, yy += truth * truth, xy += found * truth;
        ++count;
    }
    [[nodiscard]] double mean() const { return absolute / count; }
    [[nodiscard]] double correlation() const
    {
        const double n = count, spread = (xx - x * x / n) * (yy - y * y / n);
        return spread > 0.0 ? (xy - x * y / n) / std::sqrt(spread) : 0.0;
    }
};

double jitterOf(const Eigen::MatrixXd& values)
{
    const Eigen::Index rows = values.rows();
    return std::sqrt((values.bottomRows(rows - 1) - values.topRows(rows - 1)).squaredNorm() / static_cast<double>((rows - 1) * values.cols()));
}

} // namespace

int main(int argc, char** argv)
{
    if (argc < 2) {
        std::fprintf(stderr, "bench_track FOLDER [PEOPLE] [FRAMES] [SIZE]\n");
        return 2;
    }
    const std::filesystem::path folder = argv[1];
    const int people = argc > 2 ? std::atoi(argv[2]) : 3, frames = argc > 3 ? std::atoi(argv[3]) : 150, size = argc > 4 ? std::atoi(argv[4]) : 480;
    std::filesystem::create_directories(folder);
    constexpr Eigen::Index kFace = 44;
    std::map<std::string, Errors> errors, apartErrors;
    double seconds = 0.0;
    int pictures = 0, blinks = 0, kept = 0;
    for (int person = 1; person <= people; ++person) {
        const auto path = film(folder, static_cast<std::uint64_t>(person), frames, size, false);
        const Run run = track(path, {}), apart = track(path, {.smoothing = 0.0, .resting = reconstruct::RestingFace::Kept});
        seconds += run.seconds;
        pictures += static_cast<int>(run.clip.moments.size());
        const auto [near, far] = std::ranges::minmax(run.clip.moments, {}, &reconstruct::TrackedMoment::distance);
        std::printf("person %d: %zu of %zu seen, %.1f s, angle of view %.1f (28), distance %.3f to %.3f m (0.85)\n", person, run.clip.seenCount(), run.clip.moments.size(),
                    run.seconds, run.clip.fovDeg, near.distance, far.distance);
        for (const auto& [stage, processor] : run.stages)
            std::printf("  after %s was told: %.2f processor seconds\n", stage.c_str(), processor);
        for (std::size_t c = 0; c < run.clip.controls.size(); ++c)
            for (std::size_t i = 0; i < run.clip.moments.size(); ++i) {
                const double truth = acting(static_cast<std::uint64_t>(person), static_cast<int>(i)).get(run.clip.controls[c]);
                const auto row = static_cast<Eigen::Index>(i), column = static_cast<Eigen::Index>(c);
                errors[run.clip.controls[c]].add(run.clip.values(row, column), truth);
                apartErrors[run.clip.controls[c]].add(apart.clip.values(row, column), truth);
            }
        for (int middle = 20; middle < frames; middle += 67)
            for (const char* lid : {"eyeBlinkLeft", "eyeBlinkRight"}) {
                ++blinks;
                kept += run.clip.values(middle, run.clip.column(lid)) > 0.6 ? 1 : 0;
            }
    }
    std::printf("%-22s %8s %6s   apart: %8s %6s\n", "control", "error", "corr", "error", "corr");
    for (const auto& [control, error] : errors)
        std::printf("%-22s %8.3f %6.3f          %8.3f %6.3f\n", control.c_str(), error.mean(), error.correlation(), apartErrors[control].mean(),
                    apartErrors[control].correlation());
    std::printf("%.1f pictures/s; %d of %d blinks above 0.6\n", pictures / seconds, kept, blinks);
    const auto still = film(folder, 9, std::min(frames, 60), size, true);
    const auto smooth = track(still, {.resting = reconstruct::RestingFace::Kept}).clip;
    const auto apart = track(still, {.smoothing = 0.0, .resting = reconstruct::RestingFace::Kept}).clip;
    std::printf("jitter beside every picture for itself: face %.3f, gaze %.3f, head %.3f\n",
                jitterOf(smooth.values.leftCols(kFace)) / jitterOf(apart.values.leftCols(kFace)),
                jitterOf(smooth.values.middleCols(kFace, 2)) / jitterOf(apart.values.middleCols(kFace, 2)),
                jitterOf(smooth.values.rightCols(3)) / jitterOf(apart.values.rightCols(3)));
    return 0;
}
