// SPDX-License-Identifier: GPL-3.0-or-later
#include "reconstruct/light_fitter.h"

#include "mesh/sh_light.h"

#include <Eigen/Dense>

#include <cmath>
#include <numbers>
#include <vector>

namespace effigy::reconstruct {

namespace {

constexpr int kRounds = 6;
constexpr double kOutlier = 0.15;       // relative error at which a sample has lost half of its say
constexpr double kUnseenShare = 0.2;   // weight of the unseen directions beside the samples
constexpr double kUnseenShade = 0.75;   // of the mean, for them
constexpr double kSmoothness1 = 1e-4;    // pull of the first bands towards zero, per sample
constexpr double kSmoothness2 = 1e-2;    // and of the second, which features would otherwise bend
constexpr float kDarkest = 0.35F;
constexpr float kBrightest = 2.0F;

using Terms = Eigen::Matrix<double, 9, 1>;

Terms termsOf(const Eigen::Vector3f& normal)
{
    return mesh::shTerms(normal).cast<double>();
}

/// Directions evenly over the sphere. Source: the spiral of Saff and Kuijlaars 1997.
std::vector<Eigen::Vector3f> sphere(int count)
{
    std::vector<Eigen::Vector3f> directions;
    for (int i = 0; i < count; ++i) {
        const double z = 1.0 - (2.0 * i + 1.0) / count;
        const double angle = i * std::numbers::pi * (3.0 - std::sqrt(5.0));
        const double r = std::sqrt(1.0 - z * z);
        directions.push_back(Eigen::Vector3d(r * std::cos(angle), r * std::sin(angle), z).cast<float>());
    }
    return directions;
}

/// How near to a direction samples face; directions that none faces need a prior.
std::vector<Terms> unseenDirections(std::span<const SkinSample> samples)
{
    constexpr float kNear = 0.85F;
    std::vector<Terms> unseen;
    for (const auto& direction : sphere(96)) {
        bool isSeen = false;
        for (std::size_t i = 0; i < samples.size() && !isSeen; i += 7)
            isSeen = samples[i].weight > 0.2F && samples[i].normal.dot(direction) > kNear;
        if (!isSeen)
            unseen.push_back(termsOf(direction));
    }
    return unseen;
}

struct Normal9 {
    Eigen::Matrix<double, 9, 9> left = Eigen::Matrix<double, 9, 9>::Zero();
    Eigen::Matrix<double, 9, 3> right = Eigen::Matrix<double, 9, 3>::Zero();

    void add(const Terms& terms, const Eigen::Vector3d& value, double weight)
    {
        left.noalias() += weight * terms * terms.transpose();
        right.noalias() += weight * terms * value.transpose();
    }
};

double total(const std::vector<double>& weights)
{
    double sum = 0.0;
    for (const double w : weights)
        sum += w;
    return sum;
}

} // namespace

Eigen::Vector3f shading(const ShLight& light, const Eigen::Vector3f& normal)
{
    const Eigen::Vector3f shade = light.transpose() * mesh::shTerms(normal);
    return shade.cwiseMax(kDarkest).cwiseMin(kBrightest);
}

LitSkin fitLight(std::span<const SkinSample> samples)
{
    LitSkin result;
    result.light.setZero();
    result.light.row(0).setConstant(1.0F / 0.2820948F);
    result.skin.setConstant(0.4F);
    std::vector<double> weights;
    for (const auto& sample : samples)
        weights.push_back(sample.weight);
    if (total(weights) < 20.0)
        return result;

    const auto unseen = unseenDirections(samples);
    Eigen::Matrix<double, 9, 3> light;
    Eigen::Vector3d mean = Eigen::Vector3d::Zero();
    for (int round = 0; round < kRounds; ++round) {
        const double sum = total(weights);
        mean.setZero();
        Normal9 system;
        for (std::size_t i = 0; i < samples.size(); ++i) {
            const Eigen::Vector3d colour = samples[i].linearRgb.cast<double>();
            mean += weights[i] / sum * colour;
            system.add(termsOf(samples[i].normal), colour, weights[i]);
        }
        for (const auto& terms : unseen)
            system.add(terms, kUnseenShade * mean, kUnseenShare * sum / static_cast<double>(unseen.size()));
        system.left.diagonal().head<4>().array() += kSmoothness1 * sum;
        system.left.diagonal().tail<5>().array() += kSmoothness2 * sum;
        light = system.left.ldlt().solve(system.right);
        for (std::size_t i = 0; i < samples.size(); ++i) {
            const Eigen::Vector3d error =
                samples[i].linearRgb.cast<double>() - light.transpose() * termsOf(samples[i].normal);
            const double relative = error.norm() / mean.norm() / kOutlier;
            weights[i] = samples[i].weight / (1.0 + relative * relative);
        }
    }
    result.skin = mean.cast<float>().cwiseMax(0.01F);
    for (int channel = 0; channel < 3; ++channel)
        result.light.col(channel) = light.col(channel).cast<float>() / result.skin[channel];
    return result;
}

} // namespace effigy::reconstruct
