// SPDX-License-Identifier: GPL-3.0-or-later
#include "synth/body.h"

#include "base/error.h"
#include "tensorio/safetensors_file.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <span>

namespace effigy::synth {
namespace {

using tensorio::ElementType;
using tensorio::SafetensorsFile;

constexpr const char* kVersionKey = "effigy_body";
constexpr const char* kVersion = "1";

[[noreturn]] void refuse(const std::filesystem::path& path, const std::string& why)
{
    throw base::Error("model_refused", path.string() + " is not a sound body: " + why,
                      "Install Effigy again, or build the body anew with \"effigy head body\"");
}

template <typename T>
std::vector<T> read(const SafetensorsFile& file, const std::filesystem::path& path, const std::string& name, ElementType type,
                    const std::vector<std::int64_t>& shape)
{
    const auto& array = file.at(name);
    bool fits = array.type == type && array.shape.size() == shape.size();
    for (std::size_t d = 0; fits && d < shape.size(); ++d)
        fits = shape[d] < 0 || array.shape[d] == shape[d];
    if (!fits)
        refuse(path, "the array " + name + " has another type or shape than the head asks for");
    std::vector<T> values(array.bytes.size() / sizeof(T));
    if (!values.empty())
        std::memcpy(static_cast<void*>(values.data()), array.bytes.data(), array.bytes.size());
    return values;
}

Eigen::MatrixXf readHalf(const SafetensorsFile& file, const std::filesystem::path& path, const std::string& name,
                         std::int64_t columns, std::int64_t rows)
{
    const auto values = read<Eigen::half>(file, path, name, ElementType::F16, {columns, rows});
    Eigen::MatrixXf matrix =
        Eigen::Map<const Eigen::Matrix<Eigen::half, Eigen::Dynamic, Eigen::Dynamic>>(values.data(), rows, columns).cast<float>();
    if (!matrix.allFinite())
        refuse(path, "the array " + name + " holds numbers that are not finite");
    return matrix;
}

void checkIndices(const std::filesystem::path& path, std::span<const std::int32_t> indices, std::int64_t count)
{
    if (std::ranges::any_of(indices, [count](std::int32_t index) { return index < 0 || index >= count; }))
        refuse(path, "an index points beyond its array");
}

template <typename T>
std::span<const std::byte> bytesOf(const std::vector<T>& values)
{
    return std::as_bytes(std::span(values));
}

std::vector<Eigen::half> halves(const Eigen::MatrixXf& matrix)
{
    std::vector<Eigen::half> values(static_cast<std::size_t>(matrix.size()));
    std::ranges::transform(std::span(matrix.data(), values.size()), values.begin(), [](float x) { return Eigen::half(x); });
    return values;
}

} // namespace

std::vector<Eigen::Vector3f> Body::vertices(const Eigen::VectorXf& shape) const
{
    const Eigen::Index columns = std::min(shape.size(), shapeBasis.cols());
    std::vector<Eigen::Vector3f> shaped = bust.vertices;
    Eigen::Map<Eigen::VectorXf> flat(shaped.front().data(), 3 * static_cast<Eigen::Index>(shaped.size()));
    flat.noalias() += shapeBasis.leftCols(columns) * shape.head(columns);
    return shaped;
}

Body readBody(const std::filesystem::path& path, int headVertices, int shapes)
{
    const auto file = SafetensorsFile::open(path);
    const auto version = file.metadata().find(kVersionKey);
    if (version == file.metadata().end() || version->second != kVersion)
        refuse(path, "it does not describe a body, or was written by another version of Effigy");
    Body body;
    const auto places = read<float>(file, path, "vertices", ElementType::F32, {-1, 3});
    const auto count = static_cast<std::int64_t>(places.size() / 3);
    if (count == 0)
        refuse(path, "it has no vertices");
    if (!std::ranges::all_of(places, [](float x) { return std::isfinite(x); }))
        refuse(path, "vertices are not finite");
    for (std::size_t v = 0; v < places.size(); v += 3)
        body.bust.vertices.emplace_back(places[v], places[v + 1], places[v + 2]);
    const auto corners = read<std::int32_t>(file, path, "triangles", ElementType::I32, {-1, 3});
    checkIndices(path, corners, count);
    for (std::size_t t = 0; t < corners.size(); t += 3)
        body.bust.triangles.emplace_back(corners[t], corners[t + 1], corners[t + 2]);
    const auto rim = read<std::int32_t>(file, path, "rim", ElementType::I32, {-1, 2});
    for (std::size_t i = 0; i < rim.size(); i += 2) {
        checkIndices(path, {&rim[i], 1}, count);
        checkIndices(path, {&rim[i + 1], 1}, headVertices);
        body.rim.emplace_back(rim[i], rim[i + 1]);
    }
    body.shapeBasis = readHalf(file, path, "shape_basis", shapes, 3 * count);
    body.traitDirections = readHalf(file, path, "trait_directions", kTraitCount, shapes);
    const auto means = read<float>(file, path, "trait_means", ElementType::F32, {kTraitCount});
    body.traitMeans = Eigen::Map<const Traits>(means.data());
    if (!body.traitMeans.allFinite())
        refuse(path, "trait means are not finite");
    return body;
}

void writeBody(const Body& body, const std::filesystem::path& path)
{
    const auto count = static_cast<std::int64_t>(body.bust.vertices.size());
    const auto shapes = body.shapeBasis.cols();
    std::vector<float> places, means(body.traitMeans.begin(), body.traitMeans.end());
    std::vector<std::int32_t> corners, rim;
    for (const auto& v : body.bust.vertices)
        places.insert(places.end(), v.begin(), v.end());
    for (const auto& t : body.bust.triangles)
        corners.insert(corners.end(), t.begin(), t.end());
    for (const auto& pair : body.rim)
        rim.insert(rim.end(), pair.begin(), pair.end());
    const auto basis = halves(body.shapeBasis), directions = halves(body.traitDirections);
    const std::vector<tensorio::ArrayView> arrays = {
        {"vertices", ElementType::F32, {count, 3}, bytesOf(places)},
        {"triangles", ElementType::I32, {static_cast<std::int64_t>(body.bust.triangles.size()), 3}, bytesOf(corners)},
        {"rim", ElementType::I32, {static_cast<std::int64_t>(body.rim.size()), 2}, bytesOf(rim)},
        {"trait_means", ElementType::F32, {kTraitCount}, bytesOf(means)},
        {"shape_basis", ElementType::F16, {shapes, 3 * count}, bytesOf(basis)},
        {"trait_directions", ElementType::F16, {kTraitCount, body.traitDirections.rows()}, bytesOf(directions)},
    };
    tensorio::writeSafetensors(path, arrays, {{kVersionKey, kVersion}});
}

} // namespace effigy::synth
