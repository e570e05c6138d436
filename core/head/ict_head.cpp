// SPDX-License-Identifier: GPL-3.0-or-later
// Facts of the mesh (ranges of vertices, landmarks, names) are those of ICT-FaceKit's read-me.
#include "head/ict_head.h"

#include "base/error.h"
#include "base/smoothstep.h"
#include "head/deformation_transfer.h"
#include "head/mirror_table.h"
#include "mesh/obj.h"

#include <Eigen/Geometry>

#include <algorithm>
#include <array>
#include <cstdio>
#include <map>
#include <string>

namespace effigy::head {

namespace {

using base::smoothstep;

namespace fs = std::filesystem;
using Vertices = std::vector<Eigen::Vector3f>;

constexpr int kVertices = 26719;
constexpr int kShapes = 100;
constexpr float kMetres = 0.01F; // of one centimetre, the files' unit

/// Vertices [first, last].
struct Range {
    int first;
    int last;
    [[nodiscard]] bool holds(int v) const { return v >= first && v <= last; }
};
constexpr Range kUpperTeeth = {17039, 19246}, kLowerTeeth = {19247, 21450},
                kLeftEyeball = {21451, 23020}, kRightEyeball = {23021, 24590},
                kShells = {24591, 25350}; // lacrimal fluid, blending, occlusion: left out

// 68 landmarks in the order of Multi-PIE, which is iBUG's.
constexpr std::array<int, kLandmarkCount> kLandmarks = {
    1225, 1888, 1052, 367,  1719, 1722, 2199, 1447, 966,  3661, 4390, 3927, 3924, 2608,
    3272, 4088, 3443, 268,  493,  1914, 2044, 1401, 3615, 4240, 4114, 2734, 2509, 978,
    4527, 4942, 4857, 1140, 2075, 1147, 4269, 3360, 1507, 1542, 1537, 1528, 1518, 1511,
    3742, 3751, 3756, 3721, 3725, 3732, 5708, 5695, 2081, 0,    4275, 6200, 6213, 6346,
    6461, 5518, 5957, 5841, 5702, 5711, 5533, 6216, 6207, 6470, 5517, 5966};
// The ridge of the jaw, in the place of landmarks 0 to 7 and 9 to 16.
constexpr std::array<int, 8> kRightJaw = {1278, 1272, 12, 1834, 243, 781, 2199, 1447},
                             kLeftJaw = {3661, 4390, 3022, 2484, 4036, 2253, 3490, 3496};

/// What becomes of a material: its part, and its square in the atlas.
struct Material {
    const char* name;
    const char* part;
    float left, bottom, side; // of the unit square
    float tile;               // where its own layout begins
};
constexpr std::array<Material, 9> kMaterials = {
    {{"M_Face", "skin", 0.0F, 0.375F, 0.625F, 0.0F},
     {"M_BackHead", "skin", 0.625F, 0.625F, 0.375F, 1.0F},
     {"M_ScleraLeft", "eyes", 0.0F, 0.1875F, 0.1875F, 0.0F},
     {"M_IrisLeft", "eyes", 0.1875F, 0.1875F, 0.1875F, 0.0F},
     {"M_ScleraRight", "eyes", 0.375F, 0.1875F, 0.1875F, 0.0F},
     {"M_IrisRight", "eyes", 0.5625F, 0.1875F, 0.1875F, 0.0F},
     {"M_Teeth", "teeth", 0.625F, 0.4375F, 0.1875F, 3.0F},
     {"M_GumsTongue", "gums", 0.8125F, 0.4375F, 0.1875F, 2.0F},
     {"M_EyeLashes", "lashes", 0.75F, 0.1875F, 0.1875F, 6.0F}}};

void refuse(const fs::path& file, const std::string& why)
{
    throw base::Error("model_refused", file.string() + " is not of ICT-FaceKit: " + why,
                      "Give the folder FaceXModel as it was published.");
}

fs::path modelFolder(const fs::path& folder)
{
    for (const fs::path& candidate : {folder, folder / "FaceXModel"})
        if (fs::exists(candidate / "generic_neutral_mesh.obj"))
            return candidate;
    throw base::Error("model_missing", "There is no ICT-FaceKit in " + folder.string(),
                      "Give the folder FaceXModel of ICT-FaceKit.");
}

/// Reads the files of a folder, all of one mesh.
class IctFolder {
public:
    explicit IctFolder(const fs::path& folder)
        : m_folder(modelFolder(folder)), m_neutral(read("generic_neutral_mesh"))
    {
        for (int v = 0; v < kVertices; ++v)
            if (!kShells.holds(v))
                m_kept.push_back(v);
    }
    [[nodiscard]] const mesh::Mesh& neutral() const { return m_neutral; }
    /// The vertices that stay, by their number in the files.
    [[nodiscard]] const std::vector<int>& kept() const { return m_kept; }
    /// How far the shape of a file moves the vertices that stay, metres, [3V].
    [[nodiscard]] Eigen::VectorXf moves(const std::string& name) const
    {
        const mesh::Mesh shape = read(name);
        Eigen::VectorXf moves(3 * static_cast<Eigen::Index>(m_kept.size()));
        for (std::size_t v = 0; v < m_kept.size(); ++v)
            moves.segment<3>(3 * static_cast<Eigen::Index>(v)) =
                kMetres * (shape.vertices[m_kept[v]] - m_neutral.vertices[m_kept[v]]);
        return moves;
    }
    [[nodiscard]] bool has(const std::string& name) const { return fs::exists(fileOf(name)); }

private:
    [[nodiscard]] fs::path fileOf(const std::string& name) const
    {
        return m_folder / (name + ".obj");
    }
    [[nodiscard]] mesh::Mesh read(const std::string& name) const
    {
        const fs::path file = fileOf(name);
        if (!fs::exists(file))
            throw base::Error("model_missing", "There is no file " + file.string(),
                              "Give the folder FaceXModel as it was published.");
        mesh::Mesh mesh = mesh::readObj(file);
        if (static_cast<int>(mesh.vertices.size()) != kVertices)
            refuse(file, "it has another number of vertices");
        return mesh;
    }

    fs::path m_folder;
    mesh::Mesh m_neutral;
    std::vector<int> m_kept;
};

/// The files that make up an ARKit expression: one, or a left and a right one; none for tongueOut.
std::vector<std::string> filesOf(const std::string& expression, const IctFolder& folder)
{
    std::string name = expression;
    for (const auto& [word, letter] :
         {std::pair<std::string, std::string>{"Left", "_L"}, {"Right", "_R"}})
        if (name.ends_with(word) && name != "jawLeft" && name != "jawRight" &&
            name != "mouthLeft" && name != "mouthRight")
            name = name.substr(0, name.size() - word.size()) + letter;
    if (folder.has(name))
        return {name};
    if (folder.has(name + "_L") && folder.has(name + "_R"))
        return {name + "_L", name + "_R"};
    return {};
}

Eigen::Vector3f meanOf(const Vertices& vertices, const Range& range, const std::vector<int>& kept)
{
    Eigen::Vector3f sum = Eigen::Vector3f::Zero();
    int count = 0;
    for (std::size_t v = 0; v < kept.size(); ++v)
        if (range.holds(kept[v])) {
            sum += vertices[v];
            ++count;
        }
    return sum / static_cast<float>(count);
}

mesh::Mesh meshOf(const IctFolder& folder)
{
    const mesh::Mesh& neutral = folder.neutral();
    const fs::path where = "generic_neutral_mesh.obj";
    if (neutral.uvTriangles.size() != neutral.triangles.size())
        refuse(where, "it has no texture coordinates");
    std::vector<int> place(neutral.vertices.size(), -1);
    mesh::Mesh mesh;
    for (const int v : folder.kept()) {
        place[v] = static_cast<int>(mesh.vertices.size());
        mesh.vertices.push_back(kMetres * neutral.vertices[v]);
    }
    for (const Material& material : kMaterials) {
        const auto part =
            std::ranges::find(neutral.parts, material.name, &mesh::MeshPart::material);
        if (part == neutral.parts.end())
            refuse(where, std::string("it has no material ") + material.name);
        const int first = static_cast<int>(mesh.triangles.size());
        std::map<int, int> uvOf;
        for (int f = part->firstTriangle; f < part->firstTriangle + part->triangleCount; ++f) {
            Eigen::Vector3i triangle, uvTriangle;
            for (int k = 0; k < 3; ++k) {
                triangle[k] = place[neutral.triangles[f][k]];
                const auto [known, isNew] =
                    uvOf.try_emplace(neutral.uvTriangles[f][k], static_cast<int>(mesh.uvs.size()));
                if (isNew) {
                    const Eigen::Vector2f uv = neutral.uvs[known->first];
                    mesh.uvs.emplace_back(material.left + material.side * (uv.x() - material.tile),
                                          material.bottom + material.side * uv.y());
                }
                uvTriangle[k] = known->second;
            }
            if (triangle.minCoeff() < 0)
                refuse(where,
                       std::string("its material ") + material.name + " covers other vertices");
            mesh.triangles.push_back(triangle);
            mesh.uvTriangles.push_back(uvTriangle);
        }
        const int count = static_cast<int>(mesh.triangles.size()) - first;
        if (!mesh.parts.empty() && mesh.parts.back().material == material.part)
            mesh.parts.back().triangleCount += count;
        else
            mesh.parts.push_back({material.part, first, count});
    }
    return mesh;
}

/// A landmark on one vertex.
SurfacePoint pointOn(const mesh::Mesh& mesh, const std::vector<int>& kept, int fileVertex)
{
    const int v = static_cast<int>(std::ranges::lower_bound(kept, fileVertex) - kept.begin());
    for (std::size_t f = 0; f < mesh.triangles.size(); ++f)
        for (int k = 0; k < 3; ++k)
            if (mesh.triangles[f][k] == v) {
                SurfacePoint point = {static_cast<int>(f), Eigen::Vector3f::Zero()};
                point.barycentric[k] = 1.0F;
                return point;
            }
    throw base::Error("model_refused", "A landmark of ICT-FaceKit lies on no triangle",
                      "Give the folder FaceXModel as it was published.");
}

void addLandmarks(HeadModelData& data, const std::vector<int>& kept)
{
    const mesh::Mesh& mesh = data.templateMesh;
    for (int k = 0; k < kLandmarkCount; ++k)
        data.landmarks[k] = pointOn(mesh, kept, kLandmarks[k]);
    for (int i = 0; i < 17; ++i) {
        std::vector<SurfacePoint>& candidates = data.contour[i];
        candidates = {data.landmarks[i]};
        if (i != 8)
            candidates.push_back(pointOn(mesh, kept, i < 8 ? kRightJaw[i] : kLeftJaw[i - 9]));
        std::ranges::sort(candidates, std::ranges::greater(), [&](const SurfacePoint& point) {
            return surfacePosition(point, mesh.vertices, mesh.triangles).z();
        });
    }
}

enum JointIndex { kRoot, kNeck, kJaw, kLeftEye, kRightEye, kJointCount };

// The jaw has as much of a vertex as the sculpted open mouth has of the lower teeth's rigid motion.
void addSkeleton(HeadModelData& data, const std::vector<int>& kept)
{
    constexpr float kNeckFade = 0.05F; // metres above the rim in which the neck begins to turn
    const Vertices& vertices = data.templateMesh.vertices;
    const auto count = static_cast<Eigen::Index>(vertices.size());
    const auto open =
        std::ranges::find(data.expressionNames, "jawOpen") - data.expressionNames.begin();
    const auto moved = [&](Eigen::Index v) {
        return Eigen::Vector3f(data.expressionBasis.block<3, 1>(3 * v, open));
    };
    std::vector<Eigen::Index> teeth;
    float lowest = vertices[0].y();
    for (Eigen::Index v = 0; v < count; ++v) {
        lowest = std::min(lowest, vertices[v].y());
        if (kLowerTeeth.holds(kept[v]))
            teeth.push_back(v);
    }
    Eigen::Matrix3Xf from(3, static_cast<Eigen::Index>(teeth.size())), to = from;
    for (std::size_t k = 0; k < teeth.size(); ++k) {
        from.col(static_cast<Eigen::Index>(k)) = vertices[teeth[k]];
        to.col(static_cast<Eigen::Index>(k)) = vertices[teeth[k]] + moved(teeth[k]);
    }
    const Eigen::Affine3f rigid(Eigen::umeyama(from, to, /*with_scaling=*/false));
    data.skinWeights = Eigen::MatrixXf::Zero(count, kJointCount);
    data.jointRegressor = Eigen::MatrixXf::Zero(kJointCount, count);
    for (Eigen::Index v = 0; v < count; ++v) {
        const Eigen::Vector3f& at = vertices[v];
        const float head = smoothstep(lowest, lowest + kNeckFade, at.y());
        const Eigen::Vector3f full = rigid * at - at;
        const float share = full.squaredNorm() > 1e-8F
                                ? std::clamp(moved(v).dot(full) / full.squaredNorm(), 0.0F, 1.0F)
                                : 0.0F;
        auto weights = data.skinWeights.row(v);
        if (kLeftEyeball.holds(kept[v]) || kRightEyeball.holds(kept[v])) {
            const int eye = kLeftEyeball.holds(kept[v]) ? kLeftEye : kRightEye;
            weights[eye] = 1.0F;
            data.jointRegressor(eye, v) = 1.0F;
        } else if (kUpperTeeth.holds(kept[v])) {
            weights[kNeck] = 1.0F;
        } else {
            weights[kJaw] = head * share;
            weights[kNeck] = head * (1.0F - share);
            weights[kRoot] = 1.0F - head;
        }
        if (at.y() < lowest + 0.01F)
            data.jointRegressor(kRoot, v) = 1.0F;
        if (std::abs(at.y() - (lowest + kNeckFade)) < 0.01F)
            data.jointRegressor(kNeck, v) = 1.0F;
        if (kept[v] == kRightJaw.front() || kept[v] == kLeftJaw.back())
            data.jointRegressor(kJaw, v) = 1.0F;
    }
    for (int j = 0; j < kJointCount; ++j)
        data.jointRegressor.row(j) /= data.jointRegressor.row(j).sum();
    data.joints = {{"root", -1, {}},
                   {"neck", kRoot, {}},
                   {"jaw", kNeck, {}},
                   {"leftEye", kNeck, {}},
                   {"rightEye", kNeck, {}}};
}

} // namespace

HeadModelData ictHead(const fs::path& folder, const HeadModelData& controls,
                      const base::CancelToken& cancel)
{
    const IctFolder files(folder);
    HeadModelData data;
    data.name = "ict";
    data.licence = "MIT, University of Southern California, Institute for Creative Technologies";
    data.templateMesh = meshOf(files);
    const auto rows = 3 * static_cast<Eigen::Index>(data.templateMesh.vertices.size());

    data.shapeBasis.resize(rows, kShapes);
    for (int k = 0; k < kShapes; ++k) {
        cancel.check();
        std::array<char, 16> name;
        std::snprintf(name.data(), name.size(), "identity%03d", k);
        data.shapeBasis.col(k) = files.moves(name.data());
    }
    data.expressionNames = controls.expressionNames;
    data.expressionBasis =
        Eigen::MatrixXf::Zero(rows, static_cast<Eigen::Index>(data.expressionNames.size()));
    for (std::size_t k = 0; k < data.expressionNames.size(); ++k) {
        cancel.check();
        for (const std::string& file : filesOf(data.expressionNames[k], files))
            data.expressionBasis.col(static_cast<Eigen::Index>(k)) += files.moves(file);
    }
    addSkeleton(data, files.kept());

    // The eyes where those of the free head are.
    const HeadModel placed(controls);
    Eigen::Vector3f middle = Eigen::Vector3f::Zero();
    for (const Joint& joint : placed.data().joints)
        if (joint.name.ends_with("Eye"))
            middle += joint.restPosition / 2.0F;
    const Vertices& vertices = data.templateMesh.vertices;
    const Eigen::Vector3f own = (meanOf(vertices, kLeftEyeball, files.kept()) +
                                 meanOf(vertices, kRightEyeball, files.kept())) /
                                2.0F;
    for (Eigen::Vector3f& vertex : data.templateMesh.vertices)
        vertex += middle - own;
    data.templateMesh.normals =
        mesh::vertexNormals(data.templateMesh.vertices, data.templateMesh.triangles);
    addLandmarks(data, files.kept());
    data.mirrorVertex = mirrorTable(data);
    cancel.check();
    data.masks = transferMasks(controls, data);
    return data;
}

} // namespace effigy::head
