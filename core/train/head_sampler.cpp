// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/head_sampler.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>
#include <string_view>

namespace effigy::train {
namespace {

bool endsWith(std::string_view text, std::string_view suffix)
{
    return text.size() > suffix.size() && text.substr(text.size() - suffix.size()) == suffix;
}

} // namespace

HeadSampler::HeadSampler(SamplerOptions options, std::uint64_t seed) : m_options(options), m_random(seed) {}

double HeadSampler::uniform(double low, double high)
{
    const double unit = static_cast<double>(m_random() >> 11) * 0x1.0p-53;
    return low + (high - low) * unit;
}

double HeadSampler::normal()
{
    // Box-Muller: the standard library's normal distribution differs between implementations.
    const double radius = std::sqrt(-2.0 * std::log(1.0 - uniform(0.0, 1.0)));
    return radius * std::cos(2.0 * std::numbers::pi * uniform(0.0, 1.0));
}

bool HeadSampler::chance(double probability)
{
    return uniform(0.0, 1.0) < probability;
}

Eigen::VectorXf HeadSampler::shape(int shapeCount)
{
    Eigen::VectorXf shape(shapeCount);
    for (auto& value : shape)
        value = static_cast<float>(std::clamp(normal(), -2.5, 2.5) * m_options.shapeDeviation);
    return shape;
}

head::ControlValues HeadSampler::expression()
{
    head::ControlValues values;
    if (chance(m_options.neutralShare))
        return values;
    const auto names = head::arkitNames();
    const auto set = [&](const std::string& id, double value) {
        if (head::findControl(id) != nullptr)
            values.set(id, value);
    };
    const int count = 1 + static_cast<int>(uniform(0.0, 6.0));
    for (int i = 0; i < count; ++i) {
        const std::string name(names[static_cast<std::size_t>(uniform(0.0, static_cast<double>(names.size())))]);
        const double value = uniform(0.15, 1.0) * m_options.expressionReach;
        set(name, value);
        const auto* control = head::findControl(name);
        if (control != nullptr && endsWith(name, "Left") && !control->mirror.empty() && chance(0.7))
            set(std::string(control->mirror), value);
    }
    if (chance(0.35))
        set("jawOpen", uniform(0.1, 1.0) * m_options.expressionReach);
    if (chance(0.25)) {
        const double blink = uniform(0.2, 1.0);
        set("eyeBlinkLeft", blink);
        set("eyeBlinkRight", blink);
    }
    return values;
}

mesh::Camera HeadSampler::camera()
{
    const double yaw = uniform(-m_options.yaw, m_options.yaw);
    const double pitch = uniform(-m_options.pitch, m_options.pitch);
    const double roll = uniform(-m_options.roll, m_options.roll);
    const double distance =
        m_options.nearest * std::exp(uniform(0.0, std::log(m_options.farthest / m_options.nearest)));
    return framedCamera(yaw, pitch, roll, distance, uniform(m_options.smallestSide, m_options.largestSide));
}

Eigen::Matrix<float, 9, 3> HeadSampler::light()
{
    Eigen::Matrix<float, 9, 3> light = Eigen::Matrix<float, 9, 3>::Zero();
    const double warmth = normal() * 0.04;
    const double strength = uniform(0.8, 1.1);
    for (int channel = 0; channel < 3; ++channel) {
        const double tint = 1.0 + warmth * (1 - channel);
        light(0, channel) = static_cast<float>(strength * tint);
        light(1, channel) = static_cast<float>(uniform(-0.02, 0.02));
    }
    const double side = normal() * 0.15;
    const double above = uniform(0.0, 0.25);
    const double front = uniform(0.05, 0.3);
    for (int channel = 0; channel < 3; ++channel) {
        light(1, channel) += static_cast<float>(side);
        light(2, channel) += static_cast<float>(above);
        light(3, channel) += static_cast<float>(front);
    }
    for (int term = 4; term < 9; ++term) {
        const auto value = static_cast<float>(normal() * 0.03);
        light.row(term).array() += value;
    }
    return light;
}

} // namespace effigy::train
