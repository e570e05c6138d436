// SPDX-License-Identifier: GPL-3.0-or-later
#include "reconstruct/ear_fitter.h"

#include "base/smoothstep.h"
#include "head/hairline.h"
#include "head/surface_view.h"

#include <Eigen/Geometry>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace effigy::reconstruct {

namespace {

constexpr int kSize = 256;        // pixels across the picture in which ears are compared
constexpr double kMargin = 0.022; // metres around an ear that are looked at
constexpr double kPriorWeight =
    0.012;                           // of the squared parameters, against the mismatch in ear areas
constexpr float kSkinReach = 0.028F; // metres beside an ear that follow it
constexpr float kInside = 0.045F, kOutside = 0.055F; // metres from the head's middle between which its inside ends
constexpr double kFurthest = 2.0;    // standard deviations
constexpr double kLeastShown = 0.25; // part of an ear that must stick out of the head
constexpr double kMostFilled = 0.7;  // part of the surroundings that only hair fills
constexpr double kLeastGain = 0.15;  // of the mismatch, or the ear stays

/// Flare about the vertical, logarithm of the scale, shift upwards, shift outwards; in standard
/// deviations.
using EarPose = Eigen::Vector4d;
const EarPose kDeviations(0.25, 0.10, 0.008, 0.004); // radians, -, metres, metres

struct Window {
    int left = 0, top = 0, right = 0, bottom = 0; // pixels, inclusive
};

/// One ear and the part of the picture around it.
class Ear {
public:
    Ear(const head::HeadModelData& model, const mesh::Mesh& posed, double side, const mesh::Camera& camera)
        : m_vertices(posed.vertices), m_weights(posed.vertices.size()), m_camera(camera), m_side(side)
    {
        for (std::size_t v = 0; v < m_weights.size(); ++v)
            m_weights[v] = shareOf(model.templateMesh.vertices[v]);
        findPivot();
        for (const auto& triangle : posed.triangles) {
            const float weight =
                std::max({m_weights[triangle[0]], m_weights[triangle[1]], m_weights[triangle[2]]});
            (weight > 0.0F ? m_ear : m_rest).push_back(triangle);
        }
        findWindow();
    }

    [[nodiscard]] bool isEmpty() const { return m_ear.empty(); }
    [[nodiscard]] const Window& window() const { return m_window; }
    [[nodiscard]] const std::vector<Eigen::Vector3i>& rest() const { return m_rest; }

    [[nodiscard]] Eigen::Vector3f offset(std::size_t v, const EarPose& pose) const
    {
        if (m_weights[v] <= 0.0F)
            return Eigen::Vector3f::Zero();
        const EarPose p = pose.cwiseProduct(kDeviations);
        const Eigen::AngleAxisd turn(-m_side * p[0], Eigen::Vector3d::UnitY());
        const Eigen::Vector3d arm = m_vertices[v].cast<double>() - m_pivot;
        const Eigen::Vector3d moved =
            std::exp(p[1]) * (turn * arm) + Eigen::Vector3d(m_side * p[3], p[2], 0.0);
        return m_weights[v] * (moved - arm).cast<float>();
    }

    /// Sets 1 at the ear's vertices.
    void mark(std::vector<float>& values) const
    {
        for (std::size_t v = 0; v < m_weights.size(); ++v)
            if (m_weights[v] > 0.0F)
                values[v] = 1.0F;
    }

    [[nodiscard]] head::SurfaceView view(const EarPose& pose) const
    {
        auto vertices = m_vertices;
        for (std::size_t v = 0; v < vertices.size(); ++v)
            vertices[v] += offset(v, pose);
        return head::viewSurface(vertices, m_ear, m_camera, kSize);
    }

private:
    /// How far a place of the mean head follows the ear: whole on it, less and less on the skin about it, so that this does not fold.
    [[nodiscard]] float shareOf(const Eigen::Vector3f& at) const
    {
        const auto out = static_cast<float>(at.x() * m_side);
        return (1.0F - base::smoothstep(0.0F, kSkinReach, head::besideEar(at))) * base::smoothstep(kInside, kOutside, out);
    }

    /// Where the ear hangs on the head: its front, about which it flares.
    void findPivot()
    {
        Eigen::Vector3d sum = Eigen::Vector3d::Zero();
        double count = 0.0, front = std::numeric_limits<double>::lowest();
        for (std::size_t v = 0; v < m_weights.size(); ++v) {
            const double rim = m_weights[v] * (1.0 - m_weights[v]);
            sum += rim * m_vertices[v].cast<double>();
            count += rim;
            if (m_weights[v] >= 1.0F)
                front = std::max<double>(front, m_vertices[v].z());
        }
        m_pivot = sum / std::max(count, 1e-9);
        m_pivot.z() = std::max(m_pivot.z(), front);
    }

    void findWindow()
    {
        const double margin = kMargin * m_camera.fx * kSize / mesh::project(m_camera, m_pivot).z();
        Eigen::Vector2d low(kSize, kSize), high(0.0, 0.0);
        for (std::size_t v = 0; v < m_weights.size(); ++v)
            if (m_weights[v] > 0.5F) {
                const Eigen::Vector2d p =
                    mesh::project(m_camera, m_vertices[v].cast<double>()).head<2>() * kSize;
                low = low.cwiseMin(p);
                high = high.cwiseMax(p);
            }
        const auto pixel = [](double value) {
            return std::clamp(static_cast<int>(value), 0, kSize - 1);
        };
        m_window = {pixel(low.x() - margin), pixel(low.y() - margin), pixel(high.x() + margin),
                    pixel(high.y() + margin)};
    }

    const std::vector<Eigen::Vector3f>& m_vertices;
    std::vector<float> m_weights;
    mesh::Camera m_camera;
    double m_side;
    Eigen::Vector3d m_pivot = Eigen::Vector3d::Zero();
    std::vector<Eigen::Vector3i> m_ear, m_rest;
    Window m_window;
};

float sampled(const base::FloatImage& picture, int x, int y)
{
    const int step = std::max(1, picture.width / kSize);
    return *picture.at(std::min(picture.width - 1, x * picture.width / kSize + step / 2),
                       std::min(picture.height - 1, y * picture.height / kSize + step / 2));
}

/// Compares an ear's outline with the matte around it.
class EarJudge {
public:
    EarJudge(const Ear& ear, const OutlineEvidence& evidence, const base::FloatImage& skin,
             const std::vector<Eigen::Vector3f>& vertices)
        : m_ear(ear)
    {
        const head::SurfaceView rest = head::viewSurface(vertices, ear.rest(), evidence.camera, kSize);
        const head::SurfaceView start = ear.view(EarPose::Zero());
        int shown = 0, whole = 0, filled = 0, beside = 0;
        forWindow([&](int x, int y) {
            const auto i = rest.index(x, y);
            whole += start.triangle[i] >= 0;
            if (rest.triangle[i] >= 0)
                return;
            ++beside;
            if (sampled(evidence.unseen, x, y) > 0.5F)
                return;
            shown += start.triangle[i] >= 0;
            const bool isHead = sampled(evidence.matte, x, y) > 0.5F;
            filled += isHead;
            if (isHead && sampled(skin, x, y) < 0.5F)
                return; // hair
            m_pixels.push_back({i, isHead});
        });
        m_area = std::max(1, shown);
        m_isVisible = shown > kLeastShown * whole && filled < kMostFilled * beside;
    }

    [[nodiscard]] bool isVisible() const { return m_isVisible; }

    /// Pixels where ear and matte disagree, in areas of the ear as it was.
    [[nodiscard]] double mismatch(const EarPose& pose) const
    {
        const head::SurfaceView view = m_ear.view(pose);
        const auto wrong = std::ranges::count_if(m_pixels, [&](const Pixel& pixel) {
            return (view.triangle[pixel.index] >= 0) != pixel.isHead;
        });
        return static_cast<double>(wrong) / m_area;
    }

private:
    struct Pixel {
        std::size_t index;
        bool isHead;
    };

    template <typename Work>
    void forWindow(const Work& work) const
    {
        for (int y = m_ear.window().top; y <= m_ear.window().bottom; ++y)
            for (int x = m_ear.window().left; x <= m_ear.window().right; ++x)
                work(x, y);
    }

    const Ear& m_ear;
    std::vector<Pixel> m_pixels;
    double m_area = 1.0;
    bool m_isVisible = false;
};

/// Compass search: the mismatch counts pixels, so it has no gradient.
EarPose bestPose(const EarJudge& judge)
{
    const auto cost = [&judge](const EarPose& pose) {
        return judge.mismatch(pose) + kPriorWeight * pose.squaredNorm();
    };
    EarPose best = EarPose::Zero();
    double least = cost(best);
    for (double step = 1.0; step > 0.1; step *= 0.5)
        for (bool improved = true; improved;) {
            improved = false;
            for (int k = 0; k < best.size(); ++k)
                for (const double sign : {-1.0, 1.0}) {
                    EarPose next = best;
                    next[k] = std::clamp(next[k] + sign * step, -kFurthest, kFurthest);
                    if (const double value = cost(next); value < least - 1e-9) {
                        best = next;
                        least = value;
                        improved = true;
                    }
                }
        }
    return best;
}

} // namespace

EarFit fitEars(const head::HeadModelData& model, const mesh::Mesh& posed,
               const OutlineEvidence& evidence, const base::FloatImage& skin)
{
    EarFit fit{std::vector<Eigen::Vector3f>(posed.vertices.size(), Eigen::Vector3f::Zero()),
               std::vector<float>(posed.vertices.size(), 0.0F)};
    for (const double side : {1.0, -1.0}) {
        const Ear ear(model, posed, side, evidence.camera);
        if (ear.isEmpty())
            continue;
        const EarJudge judge(ear, evidence, skin, posed.vertices);
        if (!judge.isVisible()) {
            ear.mark(fit.hidden);
            continue;
        }
        const EarPose pose = bestPose(judge);
        if (judge.mismatch(pose) > (1.0 - kLeastGain) * judge.mismatch(EarPose::Zero()))
            continue;
        for (std::size_t v = 0; v < fit.offsets.size(); ++v)
            fit.offsets[v] += ear.offset(v, pose);
    }
    return fit;
}

} // namespace effigy::reconstruct
