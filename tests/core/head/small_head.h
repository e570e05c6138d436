// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "head/head_model.h"

namespace effigy::head {

/// A head of four vertices that arithmetic can be checked on by hand: a tetrahedron, whose last
/// vertex follows the jaw.
inline HeadModelData smallHead()
{
    HeadModelData data;
    data.name = "small";
    data.licence = "none";
    data.templateMesh.vertices = {{0, 0, 0}, {1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
    data.templateMesh.triangles = {{0, 2, 1}, {0, 1, 3}, {0, 3, 2}, {1, 2, 3}};
    data.templateMesh.uvs = {{0, 0}, {1, 0}, {0, 1}};
    data.templateMesh.uvTriangles.assign(4, {0, 1, 2});
    data.templateMesh.parts = {{"skin", 0, 4}};
    data.shapeBasis = Eigen::MatrixXf::Zero(12, 2);
    data.shapeBasis(0, 0) = 0.5F;  // the first shape moves vertex 0 along x
    data.shapeBasis(4, 1) = 0.25F; // the second moves vertex 1 along y
    data.expressionBasis = Eigen::MatrixXf::Zero(12, kArkitControlCount);
    data.expressionBasis(11, 0) = 2.0F; // the first expression moves vertex 3 along z
    data.expressionNames.assign(arkitNames().begin(), arkitNames().end());
    data.joints = {
        {"root", -1, {}}, {"neck", 0, {}}, {"jaw", 1, {}}, {"leftEye", 1, {}}, {"rightEye", 1, {}}};
    data.jointRegressor = Eigen::MatrixXf::Zero(5, 4);
    data.jointRegressor.col(0).setOnes(); // all joints sit on vertex 0
    data.skinWeights = Eigen::MatrixXf::Zero(4, 5);
    data.skinWeights.col(0).head(3).setOnes();
    data.skinWeights(3, 2) = 1.0F;
    data.masks["face"] = {0.0F, 0.5F, 1.0F, 1.0F};
    data.mirrorVertex = {0, 1, 2, 3};
    return data;
}

} // namespace effigy::head
