// SPDX-License-Identifier: GPL-3.0-or-later
#include "generator/driving_folder.h"

#include "base/atomic_file.h"
#include "base/error.h"
#include "mesh/obj.h"

#include <ATen/ATen.h>
#include <Eigen/SVD>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <sstream>

namespace effigy::generator {

namespace {

using torch::Tensor;

constexpr int kLandmarks = 68;

[[noreturn]] void refuse(const std::filesystem::path& path, const std::string& why)
{
    throw base::Error(
        "unsupported", path.string() + " cannot be used: " + why,
        "Give the files of the published preprocessing: ID.obj, ID_kpt2d.txt and dataset.json");
}

std::string textOf(const std::filesystem::path& path)
{
    const auto bytes = base::readFile(path);
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

Tensor readLandmarkPoints(const std::filesystem::path& path)
{
    std::istringstream in(textOf(path));
    Tensor points = torch::empty({1, kLandmarks, 3});
    auto* to = points.data_ptr<float>();
    double value = 0.0;
    int count = 0;
    for (; in >> value; ++count)
        if (count < 3 * kLandmarks)
            to[count] = static_cast<float>(value);
    if (!in.eof() || count != 3 * kLandmarks)
        refuse(path, "it does not hold 68 points of three numbers");
    return points;
}

Tensor readVertices(const std::filesystem::path& path)
{
    const mesh::Mesh mesh = mesh::readObj(path);
    Tensor vertices = torch::empty({1, static_cast<std::int64_t>(mesh.vertices.size()), 3});
    auto* to = vertices.data_ptr<float>();
    for (const Eigen::Vector3f& vertex : mesh.vertices)
        to = std::copy_n(vertex.data(), 3, to);
    return vertices;
}

std::string stemOf(const std::string& name)
{
    return std::filesystem::path(name).stem().string();
}

std::map<std::string, CameraLabel> readLabels(const std::filesystem::path& path)
{
    std::map<std::string, CameraLabel> labels;
    try {
        const auto parsed = nlohmann::json::parse(textOf(path));
        for (const auto& entry : parsed.at("labels")) {
            const auto numbers = entry.at(1).get<std::vector<double>>();
            CameraLabel label = {};
            if (numbers.size() < label.size())
                refuse(path, "a label has fewer than 25 numbers");
            std::copy_n(numbers.begin(), label.size(), label.begin());
            labels.emplace(stemOf(entry.at(0)), label);
        }
    } catch (const nlohmann::json::exception& error) {
        refuse(path, error.what());
    }
    return labels;
}

// The rotation nearest to the label's upper left 3x3.
void makeRotation(CameraLabel& label)
{
    Eigen::Map<Eigen::Matrix<double, 4, 4, Eigen::RowMajor>> pose(label.data());
    const Eigen::Matrix3d mean = pose.topLeftCorner<3, 3>();
    const Eigen::JacobiSVD<Eigen::Matrix3d> svd(mean, Eigen::ComputeFullU | Eigen::ComputeFullV);
    Eigen::Matrix3d u = svd.matrixU();
    if ((u * svd.matrixV().transpose()).determinant() < 0.0)
        u.col(2) *= -1.0;
    pose.topLeftCorner<3, 3>() = u * svd.matrixV().transpose();
}

} // namespace

HeadPose readHeadPose(const std::filesystem::path& mesh, const std::filesystem::path& landmarks)
{
    return {.vertices = readVertices(mesh), .landmarks = readLandmarkPoints(landmarks)};
}

void checkPose(const HeadLayout& layout, const HeadPose& pose)
{
    const auto needed = layout.faces.max().item<std::int64_t>() + 1;
    if (pose.vertices.size(1) < needed)
        throw base::Error("unsupported",
                          "The mesh has " + std::to_string(pose.vertices.size(1)) +
                              " vertices, the generator's head has " + std::to_string(needed),
                          "Give a mesh of the head model that the generator was trained with");
}

std::vector<DrivingFrame> readDrivingFolder(const std::filesystem::path& folder)
{
    if (!std::filesystem::is_directory(folder))
        throw base::Error("storage", folder.string() + " is no folder", "Choose another folder");
    const auto labels = readLabels(folder / "dataset.json");
    std::vector<std::filesystem::path> meshes;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        if (entry.path().extension() == ".obj")
            meshes.push_back(entry.path());
    std::sort(meshes.begin(), meshes.end());
    if (meshes.empty())
        refuse(folder, "it holds no .obj file");
    std::vector<DrivingFrame> frames;
    for (const auto& mesh : meshes) {
        const std::string name = mesh.stem().string();
        const auto label = labels.find(name);
        if (label == labels.end())
            refuse(folder / "dataset.json", "it has no label for " + name);
        frames.push_back({name, readHeadPose(mesh, folder / (name + "_kpt2d.txt")), label->second});
        if (frames.back().pose.vertices.sizes() != frames.front().pose.vertices.sizes())
            refuse(mesh, "it has another number of vertices than the first frame");
    }
    return frames;
}

std::vector<DrivingFrame> smoothed(const std::vector<DrivingFrame>& frames, int window)
{
    base::require(window >= 0, "smoothed: a window is not negative");
    if (window == 0)
        return frames;
    std::vector<DrivingFrame> result = frames;
    const int count = static_cast<int>(frames.size());
    for (int i = 0; i < count; ++i) {
        const int first = std::max(0, i - window), last = std::min(count - 1, i + window);
        DrivingFrame& frame = result[static_cast<std::size_t>(i)];
        frame.pose = {at::zeros_like(frame.pose.vertices), at::zeros_like(frame.pose.landmarks)};
        frame.camera = {};
        const double share = 1.0 / (last - first + 1);
        for (int k = first; k <= last; ++k) {
            const DrivingFrame& other = frames[static_cast<std::size_t>(k)];
            frame.pose.vertices += other.pose.vertices * share;
            frame.pose.landmarks += other.pose.landmarks * share;
            for (std::size_t n = 0; n < frame.camera.size(); ++n)
                frame.camera[n] += other.camera[n] * share;
        }
        makeRotation(frame.camera);
    }
    return result;
}

} // namespace effigy::generator
