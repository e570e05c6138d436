// SPDX-License-Identifier: GPL-3.0-or-later
// Head models as safetensors: arrays as they are, small things as JSON in the metadata entry
// "head_model".
#include "head/head_model.h"

#include "base/error.h"
#include "tensorio/safetensors_file.h"

#include <nlohmann/json.hpp>

#include <cstring>
#include <deque>

namespace effigy::head {

namespace {

using nlohmann::json;
using tensorio::ArrayView;
using tensorio::ElementType;
using tensorio::SafetensorsFile;

constexpr int kFormatVersion = 1;
constexpr const char* kMetadataKey = "head_model";

[[noreturn]] void refuse(const std::filesystem::path& path, const std::string& why)
{
    throw base::Error("model_refused", path.string() + " is not a sound head model: " + why,
                      "Install Effigy again, or build the head anew with \"effigy head build\"");
}

// --- Writing

/// Collects arrays and owns their bytes until the file is written.
class ArrayList {
public:
    template <typename T>
    void add(const std::string& name, ElementType type, std::vector<std::int64_t> shape,
             const std::vector<T>& values)
    {
        auto& bytes = m_storage.emplace_back(values.size() * sizeof(T));
        if (!values.empty())
            std::memcpy(bytes.data(), values.data(), bytes.size());
        m_arrays.push_back({name, type, std::move(shape), std::span<const std::byte>(bytes)});
    }
    void addHalf(const std::string& name, std::vector<std::int64_t> shape,
                 const Eigen::Ref<const Eigen::MatrixXf>& m)
    {
        std::vector<Eigen::half> values(static_cast<std::size_t>(m.size()));
        Eigen::Map<Eigen::Matrix<Eigen::half, Eigen::Dynamic, Eigen::Dynamic>>(
            values.data(), m.rows(), m.cols()) = m.cast<Eigen::half>();
        add(name, ElementType::F16, std::move(shape), values);
    }
    template <typename Vector>
    void addVectors(const std::string& name, ElementType type, const std::vector<Vector>& vectors)
    {
        constexpr int width = Vector::RowsAtCompileTime;
        std::vector<typename Vector::Scalar> values;
        values.reserve(vectors.size() * width);
        for (const Vector& vector : vectors)
            values.insert(values.end(), vector.data(), vector.data() + width);
        add(name, type, {static_cast<std::int64_t>(vectors.size()), width}, values);
    }
    [[nodiscard]] const std::vector<ArrayView>& arrays() const { return m_arrays; }

private:
    std::deque<std::vector<std::byte>> m_storage; // a deque: growing it moves no bytes
    std::vector<ArrayView> m_arrays;
};

void addSurfacePoints(ArrayList& list, const std::string& name,
                      std::span<const SurfacePoint> points)
{
    std::vector<std::int32_t> triangles;
    std::vector<Eigen::Vector3f> barycentric;
    for (const SurfacePoint& point : points) {
        triangles.push_back(point.triangle);
        barycentric.push_back(point.barycentric);
    }
    list.add(name + ".triangle", ElementType::I32, {static_cast<std::int64_t>(triangles.size())},
             triangles);
    list.addVectors(name + ".barycentric", ElementType::F32, barycentric);
}

json describe(const HeadModelData& data)
{
    json joints = json::array();
    for (const Joint& joint : data.joints)
        joints.push_back({{"name", joint.name}, {"parent", joint.parent}});
    json parts = json::array();
    for (const mesh::MeshPart& part : data.templateMesh.parts)
        parts.push_back({{"material", part.material},
                         {"first", part.firstTriangle},
                         {"count", part.triangleCount}});
    json masks = json::array();
    for (const auto& [name, values] : data.masks)
        masks.push_back(name);
    json contour = json::array();
    for (const auto& candidates : data.contour)
        contour.push_back(candidates.size());
    return {{"version", kFormatVersion},
            {"name", data.name},
            {"licence", data.licence},
            {"joints", joints},
            {"parts", parts},
            {"masks", masks},
            {"contour", contour},
            {"expressions", data.expressionNames}};
}

// --- Reading

/// Reads typed arrays of a fixed shape and refuses anything else.
class ArrayReader {
public:
    ArrayReader(const SafetensorsFile& file, const std::filesystem::path& path)
        : m_file(file), m_path(path)
    {
    }

    /// -1 in `shape` accepts any length.
    const ArrayView& view(const std::string& name, ElementType type,
                          const std::vector<std::int64_t>& shape) const
    {
        const ArrayView& array = m_file.at(name);
        bool fits = array.type == type && array.shape.size() == shape.size();
        for (std::size_t d = 0; fits && d < shape.size(); ++d)
            fits = shape[d] < 0 || array.shape[d] == shape[d];
        if (!fits)
            refuse(m_path,
                   "the array " + name + " has another type or shape than its vertices ask for");
        return array;
    }
    template <typename T>
    std::vector<T> values(const std::string& name, ElementType type,
                          const std::vector<std::int64_t>& shape) const
    {
        const ArrayView& array = view(name, type, shape);
        std::vector<T> result(array.bytes.size() / sizeof(T));
        if (!result.empty())
            std::memcpy(static_cast<void*>(result.data()), array.bytes.data(), array.bytes.size());
        return result;
    }
    Eigen::MatrixXf half(const std::string& name, const std::vector<std::int64_t>& shape,
                         Eigen::Index rows) const
    {
        const auto stored = values<Eigen::half>(name, ElementType::F16, shape);
        if (stored.empty())
            return {};
        const auto columns = static_cast<Eigen::Index>(stored.size()) / rows;
        Eigen::MatrixXf result =
            Eigen::Map<const Eigen::Matrix<Eigen::half, Eigen::Dynamic, Eigen::Dynamic>>(
                stored.data(), rows, columns)
                .cast<float>();
        if (!result.allFinite())
            refuse(m_path, "the array " + name + " holds numbers that are not finite");
        return result;
    }
    template <typename Vector>
    std::vector<Vector> vectors(const std::string& name, ElementType type, std::int64_t count) const
    {
        constexpr int width = Vector::RowsAtCompileTime;
        const auto flat = values<typename Vector::Scalar>(name, type, {count, width});
        std::vector<Vector> result(flat.size() / width);
        for (std::size_t i = 0; i < result.size(); ++i)
            result[i] = Eigen::Map<const Vector>(flat.data() + i * width);
        return result;
    }
    std::vector<SurfacePoint> surfacePoints(const std::string& name, int triangleCount) const
    {
        const auto triangles = values<std::int32_t>(name + ".triangle", ElementType::I32, {-1});
        const auto count = static_cast<std::int64_t>(triangles.size());
        const auto barycentric =
            vectors<Eigen::Vector3f>(name + ".barycentric", ElementType::F32, count);
        std::vector<SurfacePoint> points(triangles.size());
        for (std::size_t i = 0; i < points.size(); ++i) {
            if (triangles[i] < 0 || triangles[i] >= triangleCount)
                refuse(m_path, name + " names a triangle that does not exist");
            points[i] = {triangles[i], barycentric[i]};
        }
        return points;
    }
    void checkIndices(const std::string& name, std::span<const int> indices,
                      std::size_t count) const
    {
        for (const int index : indices) {
            if (index < 0 || static_cast<std::size_t>(index) >= count)
                refuse(m_path, name + " points beyond its array");
        }
    }

private:
    const SafetensorsFile& m_file;
    const std::filesystem::path& m_path;
};

mesh::Mesh readTemplate(const ArrayReader& reader, const json& description)
{
    mesh::Mesh mesh;
    mesh.vertices = reader.vectors<Eigen::Vector3f>("vertices", ElementType::F32, -1);
    mesh.triangles = reader.vectors<Eigen::Vector3i>("triangles", ElementType::I32, -1);
    mesh.uvs = reader.vectors<Eigen::Vector2f>("uvs", ElementType::F32, -1);
    mesh.uvTriangles = reader.vectors<Eigen::Vector3i>(
        "uv_triangles", ElementType::I32, static_cast<std::int64_t>(mesh.triangles.size()));
    for (std::size_t t = 0; t < mesh.triangles.size(); ++t) {
        reader.checkIndices("triangles", std::span(mesh.triangles[t].data(), 3),
                            mesh.vertices.size());
        reader.checkIndices("uv_triangles", std::span(mesh.uvTriangles[t].data(), 3),
                            mesh.uvs.size());
    }
    for (const json& part : description.at("parts"))
        mesh.parts.push_back({part.at("material"), part.at("first"), part.at("count")});
    mesh.normals = mesh::vertexNormals(mesh.vertices, mesh.triangles);
    return mesh;
}

void readBases(const ArrayReader& reader, const json& description, HeadModelData& data)
{
    const auto vertices = static_cast<std::int64_t>(data.templateMesh.vertices.size());
    const auto joints = static_cast<std::int64_t>(description.at("joints").size());
    data.expressionNames = description.at("expressions").get<std::vector<std::string>>();
    const auto expressions = static_cast<std::int64_t>(data.expressionNames.size());
    data.shapeBasis = reader.half("shape_basis", {-1, vertices, 3}, 3 * vertices);
    data.expressionBasis =
        reader.half("expression_basis", {expressions, vertices, 3}, 3 * vertices);
    data.skinWeights = reader.half("skin_weights", {joints, vertices}, vertices);
    data.skinWeights.array().colwise() /= data.skinWeights.rowwise().sum().array().eval();
    const auto regressor = reader.values<float>("joint_regressor", ElementType::F32,
                                                {vertices, joints}); // columns of [J, V]
    data.jointRegressor = Eigen::Map<const Eigen::MatrixXf>(regressor.data(), joints, vertices);
    for (const json& joint : description.at("joints"))
        data.joints.push_back({joint.at("name"), joint.at("parent"), Eigen::Vector3f::Zero()});
}

void readMarks(const ArrayReader& reader, const json& description, HeadModelData& data)
{
    const int triangles = static_cast<int>(data.templateMesh.triangles.size());
    const auto vertices = static_cast<std::int64_t>(data.templateMesh.vertices.size());
    const auto landmarks = reader.surfacePoints("landmarks", triangles);
    if (landmarks.size() != data.landmarks.size())
        throw base::Error("model_refused", "68 landmarks are needed");
    std::ranges::copy(landmarks, data.landmarks.begin());
    const auto contour = reader.surfacePoints("contour", triangles);
    std::size_t next = 0;
    for (std::size_t i = 0; i < data.contour.size(); ++i) {
        const std::size_t count = description.at("contour").at(i);
        if (next + count > contour.size())
            throw base::Error("model_refused", "contour candidates are missing");
        data.contour[i].assign(contour.begin() + static_cast<std::ptrdiff_t>(next),
                               contour.begin() + static_cast<std::ptrdiff_t>(next + count));
        next += count;
    }
    for (const std::string name : description.at("masks"))
        data.masks[name] = reader.values<float>("mask." + name, ElementType::F32, {vertices});
    data.mirrorVertex = reader.values<int>("mirror_vertex", ElementType::I32, {vertices});
    reader.checkIndices("mirror_vertex", data.mirrorVertex, data.templateMesh.vertices.size());
}

HeadModelData readChecked(const SafetensorsFile& file, const std::filesystem::path& path)
{
    const auto entry = file.metadata().find(kMetadataKey);
    if (entry == file.metadata().end())
        refuse(path, "it does not describe a head");
    const json description = json::parse(entry->second);
    if (description.at("version") != kFormatVersion)
        refuse(path, "it was written by another version of Effigy");
    const ArrayReader reader(file, path);
    HeadModelData data;
    data.name = description.at("name");
    data.licence = description.at("licence");
    data.templateMesh = readTemplate(reader, description);
    readBases(reader, description, data);
    readMarks(reader, description, data);
    return data;
}

} // namespace

HeadModelData readHeadModel(const std::filesystem::path& path)
{
    const SafetensorsFile file = SafetensorsFile::open(path);
    try {
        return readChecked(file, path);
    } catch (const json::exception& problem) {
        refuse(path, problem.what());
    }
}

void writeHeadModel(const HeadModelData& data, const std::filesystem::path& path)
{
    const mesh::Mesh& mesh = data.templateMesh;
    const auto vertices = static_cast<std::int64_t>(mesh.vertices.size());
    const auto joints = static_cast<std::int64_t>(data.joints.size());
    ArrayList list;
    list.addVectors("vertices", ElementType::F32, mesh.vertices);
    list.addVectors("triangles", ElementType::I32, mesh.triangles);
    list.addVectors("uvs", ElementType::F32, mesh.uvs);
    list.addVectors("uv_triangles", ElementType::I32, mesh.uvTriangles);
    list.addHalf("shape_basis", {data.shapeBasis.cols(), vertices, 3}, data.shapeBasis);
    list.addHalf("expression_basis", {data.expressionBasis.cols(), vertices, 3},
                 data.expressionBasis);
    list.addHalf("skin_weights", {joints, vertices}, data.skinWeights);
    list.add("joint_regressor", ElementType::F32, {vertices, joints},
             std::vector<float>(data.jointRegressor.data(),
                                data.jointRegressor.data() + data.jointRegressor.size()));
    addSurfacePoints(list, "landmarks", data.landmarks);
    std::vector<SurfacePoint> contour;
    for (const auto& candidates : data.contour)
        contour.insert(contour.end(), candidates.begin(), candidates.end());
    addSurfacePoints(list, "contour", contour);
    for (const auto& [name, values] : data.masks)
        list.add("mask." + name, ElementType::F32, {vertices}, values);
    list.add("mirror_vertex", ElementType::I32, {vertices}, data.mirrorVertex);
    tensorio::writeSafetensors(path, list.arrays(), {{kMetadataKey, describe(data).dump()}});
}

} // namespace effigy::head
