// SPDX-License-Identifier: GPL-3.0-or-later
#include "reconstruct/height_solver.h"

#include "base/parallel.h"
#include "reconstruct/fold_shading.h"

#include <Eigen/Dense>

#include <algorithm>
#include <cmath>

namespace effigy::reconstruct {

namespace {

constexpr float kHollow =
    2.0e-4F; // metres: how much darker, in logarithms, a curvature of 1 per metre is
constexpr float kSlopeCost = 0.03F; // of a slope of 1, beside a residual of 1 in logarithms
constexpr float kHeightCost =
    2.0e3F; // of a height, per square metre: lets go of what has no reason
constexpr float kOutsideCost = 3.0e7F; // the same where nothing is believed
constexpr int kSteps = 120;            // of conjugate gradients

/// How brightness answers to heights: residual = alongX * dh/dx + alongY * dh/dy - hollow *
/// laplacian(h), differences per pixel.
struct Answer {
    std::vector<float> alongX, alongY, hollow;
    std::vector<float> slope; // what a difference of one pixel's height is as a slope
};

Answer answerOf(const SkinPatch& patch, const ShLight& light)
{
    Answer answer;
    answer.alongX.assign(patch.count(), 0.0F);
    answer.alongY = answer.hollow = answer.slope = answer.alongX;
    base::parallelFor(static_cast<int>(patch.count()), 4096, [&](int begin, int end) {
        for (int i = begin; i < end; ++i) {
            const Eigen::Vector3f& n = patch.normals[static_cast<std::size_t>(i)];
            if (n.isZero())
                continue;
            const Eigen::Vector3f& x = patch.acrossX[static_cast<std::size_t>(i)];
            const Eigen::Vector3f& y = patch.acrossY[static_cast<std::size_t>(i)];
            Eigen::Matrix2f metric;
            metric << x.dot(x), x.dot(y), x.dot(y), y.dot(y);
            const Eigen::Matrix2f inverse = metric.inverse();
            // A slope s bends the normal to n - s: the change of the logarithm of the shading,
            // direction by direction.
            constexpr float kStep = 0.05F;
            const float here = shadeOf(light, n);
            const auto change = [&](const Eigen::Vector3f& along) {
                const Eigen::Vector3f unit = along.normalized();
                const float more = shadeOf(light, (n - kStep * unit).normalized()),
                            less = shadeOf(light, (n + kStep * unit).normalized());
                return (more - less) / (2.0F * kStep * here) * along.norm();
            };
            const Eigen::Vector2f perHeight = inverse * Eigen::Vector2f(change(x), change(y));
            const float area = std::sqrt(std::max(1e-12F, metric.determinant()));
            const auto at = static_cast<std::size_t>(i);
            answer.alongX[at] = perHeight[0];
            answer.alongY[at] = perHeight[1];
            answer.hollow[at] = kHollow / area;
            answer.slope[at] = 1.0F / std::sqrt(area);
        }
    });
    return answer;
}

/// The normal equations of the heights, as an operator on pictures of the patch's size.
class HeightProblem {
public:
    HeightProblem(const SkinPatch& patch, const Answer& answer)
        : m_width(patch.place.width), m_height(patch.place.height), m_answer(answer)
    {
        m_believed.resize(patch.count());
        m_cost.resize(patch.count());
        for (int y = 0; y < m_height; ++y)
            for (int x = 0; x < m_width; ++x) {
                const float believed = patch.believed.at<float>(y, x);
                m_believed[patch.index(x, y)] = believed;
                m_cost[patch.index(x, y)] = kHeightCost + (1.0F - believed) * kOutsideCost;
            }
    }

    /// What the heights say of brightness, weighed by belief.
    [[nodiscard]] std::vector<float> brightness(const std::vector<float>& heights) const
    {
        std::vector<float> result(heights.size(), 0.0F);
        forInner([&](int i) {
            const float left = heights[i - 1], right = heights[i + 1], up = heights[i - m_width],
                        down = heights[i + m_width];
            result[i] = m_believed[i] *
                        (0.5F * m_answer.alongX[i] * (right - left) +
                         0.5F * m_answer.alongY[i] * (down - up) -
                         m_answer.hollow[i] * (left + right + up + down - 4.0F * heights[i]));
        });
        return result;
    }

    /// The transpose of brightness().
    [[nodiscard]] std::vector<float> backwards(const std::vector<float>& values) const
    {
        std::vector<float> result(values.size(), 0.0F);
        const auto weighed = [&](int i, float x, float y, float centre) {
            return m_believed[i] * values[i] *
                   (0.5F * x * m_answer.alongX[i] + 0.5F * y * m_answer.alongY[i] -
                    centre * m_answer.hollow[i]);
        };
        forInner([&](int i) {
            result[i] = weighed(i, 0, 0, -4) + weighed(i - 1, 1, 0, 1) + weighed(i + 1, -1, 0, 1) +
                        weighed(i - m_width, 0, 1, 1) + weighed(i + m_width, 0, -1, 1);
        });
        return result;
    }

    /// The operator of the normal equations.
    [[nodiscard]] std::vector<float> operator()(const std::vector<float>& heights) const
    {
        std::vector<float> result = backwards(brightness(heights));
        forInner([&](int i) {
            const auto to = [&](int j) {
                return kSlopeCost * m_answer.slope[i] * m_answer.slope[j] *
                       (heights[i] - heights[j]);
            };
            result[i] +=
                to(i - 1) + to(i + 1) + to(i - m_width) + to(i + m_width) + m_cost[i] * heights[i];
        });
        return result;
    }

    /// Its diagonal.
    [[nodiscard]] std::vector<float> diagonal() const
    {
        std::vector<float> result(m_cost.size(), 1.0F);
        forInner([&](int i) {
            const auto squared = [](float v) { return v * v; };
            const float own = squared(4.0F * m_believed[i] * m_answer.hollow[i]);
            const float others =
                squared(m_believed[i]) *
                (4.0F * squared(m_answer.hollow[i]) +
                 0.5F * (squared(m_answer.alongX[i]) + squared(m_answer.alongY[i])));
            result[i] = own + others + 4.0F * kSlopeCost * squared(m_answer.slope[i]) + m_cost[i];
        });
        return result;
    }

private:
    template <typename Work>
    void forInner(const Work& work) const
    {
        base::parallelFor(m_height - 2, 16, [&](int begin, int end) {
            for (int y = begin + 1; y < end + 1; ++y)
                for (int x = 1; x < m_width - 1; ++x)
                    work(y * m_width + x);
        });
    }

    int m_width, m_height;
    const Answer& m_answer;
    std::vector<float> m_believed;
    std::vector<float> m_cost;
};

double dot(const std::vector<float>& a, const std::vector<float>& b)
{
    double sum = 0.0;
    for (std::size_t i = 0; i < a.size(); ++i)
        sum += static_cast<double>(a[i]) * b[i];
    return sum;
}

/// Heights whose brightness is nearest to `residual`. Source: Hestenes and Stiefel 1952,
/// preconditioned by the diagonal.
std::vector<float> leastSquares(const HeightProblem& problem, const std::vector<float>& residual)
{
    std::vector<float> heights(residual.size(), 0.0F);
    std::vector<float> rest = problem.backwards(residual);
    const std::vector<float> diagonal = problem.diagonal();
    std::vector<float> eased(rest.size());
    const auto ease = [&] {
        for (std::size_t i = 0; i < rest.size(); ++i)
            eased[i] = rest[i] / diagonal[i];
    };
    ease();
    std::vector<float> direction = eased;
    double size = dot(rest, eased);
    for (int step = 0; step < kSteps && size > 0.0; ++step) {
        const std::vector<float> moved = problem(direction);
        const double curvature = dot(direction, moved);
        if (curvature <= 0.0)
            break;
        const auto length = static_cast<float>(size / curvature);
        for (std::size_t i = 0; i < rest.size(); ++i) {
            heights[i] += length * direction[i];
            rest[i] -= length * moved[i];
        }
        ease();
        const double next = dot(rest, eased);
        const auto kept = static_cast<float>(next / size);
        for (std::size_t i = 0; i < rest.size(); ++i)
            direction[i] = eased[i] + kept * direction[i];
        size = next;
    }
    return heights;
}

} // namespace

cv::Mat solveHeights(const SkinPatch& patch, const cv::Mat& shading, const ShLight& light)
{
    const Answer answer = answerOf(patch, light);
    const HeightProblem problem(patch, answer);
    std::vector<float> wanted(patch.count());
    for (int y = 0; y < shading.rows; ++y)
        for (int x = 0; x < shading.cols; ++x)
            wanted[patch.index(x, y)] = patch.believed.at<float>(y, x) * shading.at<float>(y, x);
    std::vector<float> heights = leastSquares(problem, wanted);
    return cv::Mat(patch.place.size(), CV_32F, heights.data()).clone();
}

} // namespace effigy::reconstruct
