// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "head/controls.h"
#include "mesh/mesh.h"

#include <Eigen/Core>
#include <Eigen/Geometry>

#include <array>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace effigy::head {

inline constexpr int kLandmarkCount =
    68; // iBUG order: 0-16 jaw line, 17-26 brows, 27-35 nose, 36-47 eyes, 48-67 lips

/// Everything that gives a head its form, in the model's own coefficients. Missing trailing entries
/// are zero.
struct HeadCoefficients {
    Eigen::VectorXf shape; // [S] standard deviations
    Eigen::VectorXf
        expression; // [E] the free head: 52 ARKit weights in arkitNames() order; FLAME: its own
    Eigen::Vector3f neck = Eigen::Vector3f::Zero(); // axis-angle, radians, parent frame
    Eigen::Vector3f jaw = Eigen::Vector3f::Zero();
    Eigen::Vector3f leftEye = Eigen::Vector3f::Zero(); // the subject's left
    Eigen::Vector3f rightEye = Eigen::Vector3f::Zero();
};

/// A point fixed on a triangle.
struct SurfacePoint {
    int triangle = 0;
    Eigen::Vector3f barycentric = Eigen::Vector3f(1.0F, 0.0F, 0.0F);
};

/// Where `point` lies on a mesh with these vertices, in their frame and unit.
[[nodiscard]] Eigen::Vector3f surfacePosition(const SurfacePoint& point,
                                              const std::vector<Eigen::Vector3f>& vertices,
                                              const std::vector<Eigen::Vector3i>& triangles);

/// A joint of the skinning skeleton. The root is the neck's base and never moves: the head frame
/// hangs on the skull, so global rotation is the camera's matter.
struct Joint {
    std::string name; // "root", "neck", "jaw", "leftEye", "rightEye"
    int parent = -1;
    Eigen::Vector3f restPosition = Eigen::Vector3f::Zero(); // metres, head frame, template
};

/// What a head model is made of. Linear blend skinning over linear bases, so one structure serves
/// the free head, FLAME and ICT-FaceKit alike. Bases are column blocks: column k moves vertex v by
/// rows 3v..3v+2, metres.
struct HeadModelData {
    std::string name; // "free", "flame2020", ...
    std::string licence;
    mesh::Mesh templateMesh;         // neutral mean head; parts name the materials
    Eigen::MatrixXf shapeBasis;      // [3V, S] metres per standard deviation, ordered by variance
    Eigen::MatrixXf expressionBasis; // [3V, E] metres at weight 1
    std::vector<std::string> expressionNames; // [E]
    Eigen::MatrixXf jointRegressor; // [J, V] rest joint positions of a shaped head; rows sum to 1
    std::vector<Joint> joints;      // [J]
    Eigen::MatrixXf skinWeights;    // [V, J] rows sum to 1
    Eigen::MatrixXf poseBasis;      // [3V, 9 (J-1)] pose correctives, or empty
    std::array<SurfacePoint, kLandmarkCount> landmarks; // frontal embedding
    /// Candidates for each of the 17 jaw-line landmarks as the head turns: contour[i] runs from the
    /// frontal place towards the cheek and on to the ear; the fit picks the one on the silhouette.
    std::array<std::vector<SurfacePoint>, 17> contour;
    std::map<std::string, std::vector<float>>
        masks; // [V] 0..1: "face", "eyes", "lips", "innerMouth", "scalp", "neck", "ears"
    std::vector<int> mirrorVertex; // [V] the vertex on the other side
};

/// An animatable head. Immutable; safe from any thread.
class HeadModel {
public:
    /// Throws ContractError when sizes disagree or weights do not sum to 1.
    explicit HeadModel(HeadModelData data);

    [[nodiscard]] const HeadModelData& data() const { return m_data; }
    [[nodiscard]] int vertexCount() const
    {
        return static_cast<int>(m_data.templateMesh.vertices.size());
    }
    [[nodiscard]] int shapeCount() const { return static_cast<int>(m_data.shapeBasis.cols()); }
    [[nodiscard]] int expressionCount() const
    {
        return static_cast<int>(m_data.expressionBasis.cols());
    }

    /// Posed vertices [V], metres, head frame. Linear blend skinning of template + shape +
    /// expression (+ correctives).
    [[nodiscard]] std::vector<Eigen::Vector3f> vertices(const HeadCoefficients& coefficients) const;

    /// The template mesh with those vertices and fresh normals.
    [[nodiscard]] mesh::Mesh mesh(const HeadCoefficients& coefficients) const;

    /// 68 landmarks of posed `vertices`, frontal embedding, metres, head frame.
    [[nodiscard]] std::array<Eigen::Vector3f, kLandmarkCount>
    landmarks(const std::vector<Eigen::Vector3f>& vertices) const;

    /// The coefficients that `values` ask for, on top of `shape`. Head rotation is not part of it:
    /// see headRotation.
    [[nodiscard]] HeadCoefficients coefficients(const ControlValues& values,
                                                const Eigen::VectorXf& shape) const;

    /// How far control `id` at 1 moves each vertex of the mean head [V], metres, eyeballs included:
    /// the linear shape that exporters write. Throws Error "unsupported" for an unknown control.
    [[nodiscard]] std::vector<Eigen::Vector3f> morph(std::string_view id) const;

    /// Jaw, gaze and expression of fitted coefficients as control values, the inverse of
    /// coefficients() for what it can make.
    [[nodiscard]] ControlValues controls(const HeadCoefficients& coefficients) const;

private:
    HeadModelData m_data;
    Eigen::VectorXf m_restJoints;      // [3J] of the template
    Eigen::MatrixXf m_jointShapeBasis; // [3J, S]
};

/// The rotation that headYaw, headPitch and headRoll ask for, about the head frame's origin; the
/// renderer applies it to the camera. Yaw > 0 turns the face to the subject's left, pitch > 0 looks
/// up, roll > 0 tilts to the subject's left shoulder.
[[nodiscard]] Eigen::Matrix3d headRotation(const ControlValues& values);

/// Reads a head model written by writeHeadModel (safetensors with a JSON description).
/// Throws Error "model_refused" when it is not one, "storage" when it cannot be read.
[[nodiscard]] HeadModelData readHeadModel(const std::filesystem::path& path);
void writeHeadModel(const HeadModelData& data, const std::filesystem::path& path);

/// `model` with a template that is moved by `offsets` ([V], metres, head frame): the same head, but for what its shape basis
/// cannot say. Throws ContractError when there is not one offset a vertex.
[[nodiscard]] HeadModel displaced(const HeadModel& model, const std::vector<Eigen::Vector3f>& offsets);

/// The free head that ships with Effigy.
[[nodiscard]] std::shared_ptr<const HeadModel> loadFreeHead();

} // namespace effigy::head
