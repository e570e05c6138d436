// SPDX-License-Identifier: GPL-3.0-or-later
#include "encoder/face_encoder.h"

#include "base/error.h"
#include "base/resources.h"

#include <ATen/ATen.h>
#include <c10/core/InferenceMode.h>

#include <Eigen/Cholesky>
#include <Eigen/Geometry>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace effigy::encoder {
namespace {

using torch::Tensor;

constexpr const char* kKind = "effigy face encoder";
constexpr const char* kVertices = "places.vertices";
constexpr const char* kBias = "errors.bias";
constexpr const char* kCovariance = "errors.covariance";

[[noreturn]] void refuse(const std::filesystem::path& path, const std::string& why)
{
    throw base::Error("model_refused", path.string() + " is no face encoder of Effigy: " + why, "Train one with effigy train encoder");
}

Tensor toTensor(const Eigen::MatrixXd& matrix)
{
    Tensor tensor = at::empty({matrix.rows(), matrix.cols()}, torch::kFloat32);
    auto* values = tensor.data_ptr<float>();
    for (Eigen::Index i = 0; i < matrix.rows(); ++i)
        for (Eigen::Index j = 0; j < matrix.cols(); ++j)
            values[i * matrix.cols() + j] = static_cast<float>(matrix(i, j));
    return tensor;
}

Eigen::MatrixXd toMatrix(const Tensor& tensor)
{
    const Tensor f = tensor.to(torch::kFloat64).contiguous();
    return Eigen::Map<const Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>>(f.data_ptr<double>(), f.size(0), f.size(1));
}

Eigen::VectorXf toVector(const Tensor& row)
{
    const Tensor f = row.to(torch::kFloat32).contiguous();
    return Eigen::Map<const Eigen::VectorXf>(f.data_ptr<float>(), f.numel());
}

std::int64_t numberIn(const tensorio::Metadata& metadata, const std::string& key, const std::filesystem::path& path)
{
    const auto found = metadata.find(key);
    std::int64_t value = 0;
    if (found != metadata.end())
        std::from_chars(found->second.data(), found->second.data() + found->second.size(), value);
    if (value <= 0 || value > 100000)
        refuse(path, "its " + key + " is missing");
    return value;
}

/// The rotation whose first two columns are nearest to those given.
Eigen::Matrix3d rotationOf(const Eigen::Matrix<double, 6, 1>& axes)
{
    const Eigen::Vector3d x = axes.head<3>().normalized();
    const Eigen::Vector3d y = (axes.tail<3>() - x.dot(axes.tail<3>()) * x).normalized();
    Eigen::Matrix3d rotation;
    rotation << x, y, x.cross(y);
    return rotation;
}

} // namespace

void setErrors(FaceEncoderWeights& weights, const Tensor& errors)
{
    constexpr double kOwn = 0.02; // of the variance: what no sample of others tells
    base::require(errors.dim() == 2 && errors.size(1) == 2 * weights.size.places && errors.size(0) > 1, "setErrors: errors are [B, 2N]");
    // A few faces that were not read at all say nothing of those that were.
    const Tensor e = errors.to(torch::kFloat64).clamp(-5.0, 5.0);
    const Tensor bias = e.mean(0, /*keepdim=*/true), off = e - bias;
    weights.errorBias = toMatrix(bias).transpose();
    weights.errorCovariance = toMatrix(at::mm(off.t(), off) / static_cast<double>(e.size(0) - 1));
    weights.errorCovariance.diagonal() *= 1.0 + kOwn;
}

void writeFaceEncoder(const FaceEncoderWeights& weights, const std::filesystem::path& path)
{
    tensorio::StateDict tensors;
    for (const auto& info : faceNetworkParameters(weights.size))
        tensors.set(info.name, weights.parameters.at(info.name).detach().to(torch::kCPU, torch::kFloat16));
    tensors.set(kVertices, at::tensor(std::vector<std::int32_t>(weights.vertices.begin(), weights.vertices.end()), torch::kInt32));
    tensors.set(kBias, toTensor(weights.errorBias).to(torch::kFloat16));
    // The standard deviations and, between them, correlations: in half precision those stay positive definite.
    tensors.set(kCovariance, toTensor(weights.errorCovariance).to(torch::kFloat16));
    tensorio::writeStateFile(path, tensors,
                             {{"kind", kKind},
                              {"head_model", weights.headModel},
                              {"width", std::to_string(weights.size.width)},
                              {"places", std::to_string(weights.size.places)},
                              {"shape", std::to_string(weights.size.shape)},
                              {"expression", std::to_string(weights.size.expression)}});
}

FaceEncoderWeights readFaceEncoder(const std::filesystem::path& path)
{
    if (!std::filesystem::exists(path))
        throw base::Error("model_missing", "There is no face encoder " + path.string(), "Train one with effigy train encoder");
    const tensorio::StateFile file = tensorio::readStateFile(path);
    if (const auto kind = file.metadata.find("kind"); kind == file.metadata.end() || kind->second != kKind)
        refuse(path, "it is something else");
    FaceEncoderWeights weights;
    weights.size = {.width = numberIn(file.metadata, "width", path),
                    .places = numberIn(file.metadata, "places", path),
                    .shape = numberIn(file.metadata, "shape", path),
                    .expression = numberIn(file.metadata, "expression", path)};
    if (const auto head = file.metadata.find("head_model"); head != file.metadata.end())
        weights.headModel = head->second;
    const auto tensor = [&](const std::string& name, at::IntArrayRef shape) -> const Tensor& {
        const Tensor* found = file.tensors.find(name);
        if (found == nullptr || found->sizes() != shape)
            refuse(path, name + " is missing or misshapen");
        return *found;
    };
    for (const auto& info : faceNetworkParameters(weights.size))
        weights.parameters.set(info.name, tensor(info.name, info.shape).to(torch::kFloat32));
    const std::int64_t numbers = 2 * weights.size.places;
    if (weights.size.places < head::kLandmarkCount)
        refuse(path, "it has too few places");
    const Tensor vertices = tensor(kVertices, {weights.size.places - head::kLandmarkCount}).to(torch::kInt32).contiguous();
    weights.vertices.assign(vertices.data_ptr<std::int32_t>(), vertices.data_ptr<std::int32_t>() + vertices.numel());
    weights.errorBias = toMatrix(tensor(kBias, {numbers, 1}));
    weights.errorCovariance = toMatrix(tensor(kCovariance, {numbers, numbers}));
    if (Eigen::LLT<Eigen::MatrixXd>(weights.errorCovariance).info() != Eigen::Success)
        refuse(path, "its errors are no covariance");
    return weights;
}

std::array<Eigen::Vector2f, head::kLandmarkCount> FaceReading::landmarks() const
{
    std::array<Eigen::Vector2f, head::kLandmarkCount> marks;
    for (std::size_t i = 0; i < marks.size(); ++i)
        marks[i] = places[i].cast<float>();
    return marks;
}

double FaceReading::spread() const
{
    constexpr int kInnerFirst = 17;
    double sum = 0.0;
    for (int i = kInnerFirst; i < head::kLandmarkCount; ++i)
        sum += spreadPx[static_cast<std::size_t>(i)];
    const double eyes = (places[36] - places[45]).norm();
    return sum / (head::kLandmarkCount - kInnerFirst) / std::max(1.0, eyes);
}

FaceEncoder::FaceEncoder(FaceEncoderWeights weights) : m_weights(std::move(weights))
{
    for (const auto& info : faceNetworkParameters(m_weights.size))
        if (const Tensor& tensor = m_weights.parameters.at(info.name); tensor.sizes() != at::IntArrayRef(info.shape))
            throw base::Error("model_refused", "The face encoder's " + info.name + " is misshapen", "Train one with effigy train encoder");
}

FaceReading FaceEncoder::read(const base::Image& picture, const FaceSquare& square) const
{
    return read(cutSquare(picture, square), square);
}

FaceReading FaceEncoder::read(const Tensor& cut, const FaceSquare& square) const
{
    const c10::InferenceMode inference;
    const Tensor outputs = readFaces(cut.unsqueeze(0), {m_weights.parameters, {}});
    const FaceReadings all = splitReadings(outputs, m_weights.size);
    FaceReading reading;
    reading.square = square;
    const Tensor places = all.places[0].to(torch::kFloat64).contiguous(), spread = at::exp(all.placeSpread[0]).to(torch::kFloat64).contiguous();
    for (std::int64_t i = 0; i < m_weights.size.places; ++i) {
        const double* at = places.data_ptr<double>() + 2 * i;
        reading.places.push_back(square.toPicture({at[0], at[1]}));
        reading.spreadPx.push_back(0.5 * square.side * spread.data_ptr<double>()[i]);
    }
    reading.shape = toVector(all.shape[0]);
    reading.shapeSpread = toVector(at::exp(all.shapeSpread[0]));
    reading.expression = toVector(all.expression[0].clamp(0.0, 1.0));
    reading.expressionSpread = toVector(at::exp(all.expressionSpread[0]));
    reading.gaze = toVector(all.gaze[0]);
    reading.gazeSpread = toVector(at::exp(all.gazeSpread[0]));
    reading.logDistance = all.distance[0].item<double>();
    reading.distanceSpread = std::exp(all.distanceSpread[0].item<double>());
    Eigen::Matrix3d turned = Eigen::Matrix3d::Identity();
    turned.topLeftCorner<2, 2>() = square.axes();
    reading.cameraFromHead = turned * rotationOf(toVector(all.axes[0]).cast<double>());
    return reading;
}

FaceReading FaceEncoder::read(const base::Image& picture, std::span<const Eigen::Vector2f> landmarks) const
{
    const FaceReading first = read(picture, squareAround(landmarks));
    return read(picture, squareAround(first.landmarks()));
}

std::shared_ptr<const FaceEncoder> faceEncoderOf(const std::string& headModel)
{
    const auto path = base::resourceFolder() / "models" / (headModel + "_encoder.safetensors");
    if (!std::filesystem::exists(path))
        return nullptr;
    return std::make_shared<const FaceEncoder>(readFaceEncoder(path));
}

} // namespace effigy::encoder
