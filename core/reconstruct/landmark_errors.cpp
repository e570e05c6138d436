// SPDX-License-Identifier: GPL-3.0-or-later
#include "reconstruct/landmark_errors.h"

#include "base/error.h"
#include "base/resources.h"
#include "photo/landmark_mirror.h"
#include "tensorio/safetensors_file.h"

#include <Eigen/Cholesky>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace effigy::reconstruct {

namespace {

constexpr double kDegree = 0.017453292519943295;
constexpr std::array kNodes = {0.0, 15.0 * kDegree, 30.0 * kDegree, 45.0 * kDegree};
constexpr double kWindow = 9.0 * kDegree;  // standard deviation of a sample's say about a node
constexpr double kIndependent = 0.1;       // share of the covariance that is taken to be each number's own
constexpr double kLeastSpread = 0.0003;    // metres: what a measured table cannot know better
constexpr double kNoFind = 3.0;            // times the median error
constexpr std::size_t kFewest = 100;

/// Number `k` of a mirrored head is `sign` times number `from` of the head.
struct Mirrored {
    int from;
    double sign;
};
Mirrored mirrored(int k)
{
    return {2 * photo::kMirroredLandmark[static_cast<std::size_t>(k / 2)] + k % 2, k % 2 == 0 ? -1.0 : 1.0};
}

Eigen::VectorXd mirrored(const Eigen::VectorXd& numbers)
{
    Eigen::VectorXd result(numbers.size());
    for (int k = 0; k < numbers.size(); ++k)
        result[k] = mirrored(k).sign * numbers[mirrored(k).from];
    return result;
}

Eigen::MatrixXd mirrored(const Eigen::MatrixXd& covariance)
{
    Eigen::MatrixXd result(covariance.rows(), covariance.cols());
    for (int i = 0; i < covariance.rows(); ++i)
        for (int j = 0; j < covariance.cols(); ++j)
            result(i, j) = mirrored(i).sign * mirrored(j).sign * covariance(mirrored(i).from, mirrored(j).from);
    return result;
}

double spread(const LandmarkErrorSample& sample)
{
    return std::sqrt(sample.error.squaredNorm() / head::kLandmarkCount);
}

/// The errors about one yaw, `weight` telling each sample's say: mean and slope over the pitch by weighted least squares,
/// then the covariance of what is left.
LandmarkErrors::Node weightedNode(double yaw, std::span<const LandmarkErrorSample> samples, Eigen::VectorXd weight)
{
    weight /= weight.sum();
    const auto count = static_cast<Eigen::Index>(samples.size());
    double meanPitch = 0.0, pitchSpread = 0.0;
    Eigen::VectorXd mean = Eigen::VectorXd::Zero(kLandmarkNumbers), slope = mean;
    for (Eigen::Index i = 0; i < count; ++i) {
        meanPitch += weight[i] * samples[static_cast<std::size_t>(i)].pitch;
        mean += weight[i] * samples[static_cast<std::size_t>(i)].error;
    }
    for (Eigen::Index i = 0; i < count; ++i) {
        const auto& sample = samples[static_cast<std::size_t>(i)];
        const double off = sample.pitch - meanPitch;
        pitchSpread += weight[i] * off * off;
        slope += weight[i] * off * (sample.error - mean);
    }
    slope /= std::max(pitchSpread, 1e-6);
    return {yaw, mean - meanPitch * slope, slope, Eigen::MatrixXd::Zero(kLandmarkNumbers, kLandmarkNumbers)};
}

Eigen::VectorXd leftover(const LandmarkErrors::Node& node, const LandmarkErrorSample& sample)
{
    return sample.error - node.bias - sample.pitch * node.biasByPitch;
}

/// How many times the covariance of `node` the squared error of the median head is: with few heads for so many numbers the
/// form of the covariance can be told better than its size.
double usualScale(const LandmarkErrors::Node& node, std::span<const LandmarkErrorSample> samples,
                  const Eigen::VectorXd& window)
{
    std::vector<std::pair<double, double>> errors; // and what each counts
    for (std::size_t i = 0; i < samples.size(); ++i)
        errors.emplace_back(leftover(node, samples[i]).squaredNorm(), window[static_cast<Eigen::Index>(i)]);
    std::ranges::sort(errors);
    double sum = 0.0;
    for (const auto& [error, weight] : errors) {
        sum += weight;
        if (sum >= 0.5 * window.sum())
            return error / node.covariance.trace();
    }
    return 1.0;
}

/// Some heads are found ten times as badly as others. A multivariate t distribution takes that for what it is, so that
/// the covariance is that of usual finds. Source: Lange, Little and Taylor 1989, section 3 (EM).
LandmarkErrors::Node nodeAt(double yaw, std::span<const LandmarkErrorSample> samples)
{
    constexpr int kRounds = 8;
    constexpr double kFreedom = 5.0;
    const auto count = static_cast<Eigen::Index>(samples.size());
    Eigen::VectorXd window(count), say = Eigen::VectorXd::Ones(count);
    for (Eigen::Index i = 0; i < count; ++i) {
        const double off = (samples[static_cast<std::size_t>(i)].yaw - yaw) / kWindow;
        window[i] = std::exp(-0.5 * off * off);
    }
    LandmarkErrors::Node node;
    for (int round = 0; round < kRounds; ++round) {
        node = weightedNode(yaw, samples, window.cwiseProduct(say));
        Eigen::MatrixXd& covariance = node.covariance;
        for (Eigen::Index i = 0; i < count; ++i) {
            const Eigen::VectorXd off = leftover(node, samples[static_cast<std::size_t>(i)]);
            covariance.noalias() += window[i] * say[i] / window.sum() * off * off.transpose();
        }
        const Eigen::VectorXd own = covariance.diagonal();
        covariance *= 1.0 - kIndependent;
        covariance.diagonal() += kIndependent * own;
        covariance.diagonal().array() += kLeastSpread * kLeastSpread;
        const Eigen::LLT<Eigen::MatrixXd> factor(covariance);
        for (Eigen::Index i = 0; i < count; ++i) {
            const Eigen::VectorXd off = leftover(node, samples[static_cast<std::size_t>(i)]);
            say[i] = (kFreedom + kLandmarkNumbers) / (kFreedom + factor.matrixL().solve(off).squaredNorm());
        }
    }
    node.covariance *= usualScale(node, samples, window);
    return node;
}

std::vector<float> floats(const Eigen::Ref<const Eigen::MatrixXd>& values)
{
    std::vector<float> list;
    for (Eigen::Index row = 0; row < values.rows(); ++row)
        for (Eigen::Index column = 0; column < values.cols(); ++column)
            list.push_back(static_cast<float>(values(row, column)));
    return list;
}

Eigen::MatrixXd matrix(std::span<const float> values, Eigen::Index rows, Eigen::Index columns)
{
    using RowMajor = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
    return Eigen::Map<const RowMajor>(values.data(), rows, columns).cast<double>();
}

} // namespace

LandmarkErrors::LandmarkErrors(std::vector<Node> nodes) : m_nodes(std::move(nodes))
{
    base::require(!m_nodes.empty() && m_nodes.front().yaw == 0.0, "landmark errors begin at a yaw of 0");
    for (std::size_t i = 0; i < m_nodes.size(); ++i) {
        const Node& node = m_nodes[i];
        base::require(node.bias.size() == kLandmarkNumbers && node.biasByPitch.size() == kLandmarkNumbers &&
                          node.covariance.rows() == kLandmarkNumbers && node.covariance.cols() == kLandmarkNumbers,
                      "landmark errors of 136 numbers");
        base::require(i == 0 || node.yaw > m_nodes[i - 1].yaw, "landmark errors in the order of their yaw");
    }
}

LandmarkError LandmarkErrors::at(double yaw, double pitch) const
{
    const double turn = std::min(std::abs(yaw), m_nodes.back().yaw);
    std::size_t upper = 0;
    while (upper + 1 < m_nodes.size() && m_nodes[upper].yaw < turn)
        ++upper;
    const Node& b = m_nodes[upper];
    const Node& a = m_nodes[upper == 0 ? 0 : upper - 1];
    const double t = upper == 0 ? 0.0 : (turn - a.yaw) / (b.yaw - a.yaw);
    LandmarkError error{(1.0 - t) * (a.bias + pitch * a.biasByPitch) + t * (b.bias + pitch * b.biasByPitch),
                        (1.0 - t) * a.covariance + t * b.covariance};
    if (yaw < 0.0)
        error = {mirrored(error.bias), mirrored(error.covariance)};
    return error;
}

LandmarkErrors measuredErrors(std::span<const LandmarkErrorSample> samples)
{
    if (samples.size() < kFewest)
        throw base::Error("unsupported", std::to_string(samples.size()) + " heads are too few to tell how landmarks err",
                          "Measure at least " + std::to_string(kFewest) + ".");
    std::vector<double> spreads;
    for (const auto& sample : samples) {
        base::require(sample.error.size() == kLandmarkNumbers, "an error of 136 numbers");
        spreads.push_back(spread(sample));
    }
    std::ranges::nth_element(spreads, spreads.begin() + static_cast<std::ptrdiff_t>(spreads.size() / 2));
    const double usual = spreads[spreads.size() / 2];
    std::vector<LandmarkErrorSample> both;
    for (const auto& sample : samples) {
        if (spread(sample) > kNoFind * usual)
            continue;
        both.push_back(sample);
        both.push_back({-sample.yaw, sample.pitch, mirrored(sample.error)});
    }
    std::vector<LandmarkErrors::Node> nodes;
    for (const double yaw : kNodes)
        nodes.push_back(nodeAt(yaw, both));
    return LandmarkErrors(std::move(nodes));
}

void writeLandmarkErrors(const LandmarkErrors& errors, const std::filesystem::path& path)
{
    const auto count = static_cast<std::int64_t>(errors.nodes().size());
    std::vector<float> yaw, bias, slope, covariance;
    const auto append = [](std::vector<float>& list, const std::vector<float>& more) {
        list.insert(list.end(), more.begin(), more.end());
    };
    for (const auto& node : errors.nodes()) {
        yaw.push_back(static_cast<float>(node.yaw));
        append(bias, floats(node.bias));
        append(slope, floats(node.biasByPitch));
        append(covariance, floats(node.covariance));
    }
    const std::array arrays = {
        tensorio::viewOf<float>("yaw", {count}, yaw),
        tensorio::viewOf<float>("bias", {count, kLandmarkNumbers}, bias),
        tensorio::viewOf<float>("bias_by_pitch", {count, kLandmarkNumbers}, slope),
        tensorio::viewOf<float>("covariance", {count, kLandmarkNumbers, kLandmarkNumbers}, covariance),
    };
    tensorio::writeSafetensors(path, arrays);
}

LandmarkErrors readLandmarkErrors(const std::filesystem::path& path)
{
    const auto file = tensorio::SafetensorsFile::open(path);
    const auto refuse = [&](const std::string& why) {
        return base::Error("model_refused", path.string() + " is no table of landmark errors: " + why,
                           "Install Effigy again, or measure anew with \"effigy head landmarks\"");
    };
    const auto numbers = [&](const char* name, std::vector<std::int64_t> shape) {
        const auto& array = file.at(name);
        if (array.type != tensorio::ElementType::F32 || array.shape != shape)
            throw refuse(std::string(name) + " has another form");
        const auto values = array.as<float>();
        if (!std::ranges::all_of(values, [](float value) { return std::isfinite(value); }))
            throw refuse(std::string(name) + " holds no numbers");
        return values;
    };
    const auto& first = file.at("yaw");
    const std::int64_t count = first.shape.size() == 1 ? first.shape[0] : 0;
    if (count < 1 || count > 100)
        throw refuse("yaw has another form");
    const auto yaw = numbers("yaw", {count});
    const auto bias = numbers("bias", {count, kLandmarkNumbers});
    const auto slope = numbers("bias_by_pitch", {count, kLandmarkNumbers});
    const auto covariance = numbers("covariance", {count, kLandmarkNumbers, kLandmarkNumbers});
    std::vector<LandmarkErrors::Node> nodes;
    for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i) {
        if (i == 0 ? yaw[i] != 0.0F : !(yaw[i] > yaw[i - 1]))
            throw refuse("its yaws are out of order");
        constexpr std::size_t square = std::size_t{kLandmarkNumbers} * kLandmarkNumbers;
        nodes.push_back({yaw[i], matrix(bias.subspan(i * kLandmarkNumbers, kLandmarkNumbers), kLandmarkNumbers, 1),
                         matrix(slope.subspan(i * kLandmarkNumbers, kLandmarkNumbers), kLandmarkNumbers, 1),
                         matrix(covariance.subspan(i * square, square), kLandmarkNumbers, kLandmarkNumbers)});
    }
    return LandmarkErrors(std::move(nodes));
}

std::shared_ptr<const LandmarkErrors> landmarkErrorsOf(const std::string& headModel)
{
    const auto path = base::resourceFolder() / "head" / (headModel + "_landmarks.safetensors");
    if (!std::filesystem::exists(path))
        return nullptr;
    return std::make_shared<const LandmarkErrors>(readLandmarkErrors(path));
}

} // namespace effigy::reconstruct
