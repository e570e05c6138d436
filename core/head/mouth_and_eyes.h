// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "head/base_figure.h"

#include <Eigen/Geometry>

#include <array>
#include <string>
#include <utility>
#include <vector>

namespace effigy::head {

/// A surface that Effigy shapes itself. Left half first; `mirror` pairs the halves.
struct ShapedSurface {
    std::vector<Eigen::Vector3d> vertices;
    std::vector<int> mirror;
    std::vector<Eigen::Vector3i> triangles;
    std::vector<Eigen::Vector2d> uvs; // inside the unit square
    std::vector<Eigen::Vector3i> uvTriangles;
};

/// The sphere that the lids lie on, decimetres.
struct EyeFit {
    Eigen::Vector3d centre = Eigen::Vector3d::Zero();
    double radius = 0.0;
};

/// Fits a sphere to the white of an eye helper by least squares.
///   points   of one identity
///   neutral  of the base figure: says which points belong to the white and not to the cornea
///   helper   the helper's points
[[nodiscard]] EyeFit fitEye(const FigurePoints& points, const FigurePoints& neutral,
                            const std::vector<int>& helper);

/// The subject's left eye, looking along +Z, inside lids that lie on the unit sphere about the
/// origin: a ball of radius 0.714 that touches the sphere at the front, cornea with a slight bulge,
/// white that widens behind the corners of the lids, open at the back. `mirror` is empty; uvs lie
/// in a disc that fills the unit square, iris in the middle.
[[nodiscard]] ShapedSurface shapeEyeball();

/// Vertices of the eyeball on its equator: their mean is the centre of the lids' sphere.
[[nodiscard]] std::vector<int> eyeballEquator();

/// How much of the eye's turn each vertex takes, 0..1: all of it in front, none behind the lids, so
/// that the opening stays filled wherever the eye looks.
[[nodiscard]] std::vector<double> eyeballTurnShares();

/// Vertices and weights, summing to 1, whose mean is the point that the eye turns about.
[[nodiscard]] std::vector<std::pair<int, double>> eyeballCentre();

enum class Jaw { Upper, Lower };

/// Fourteen teeth of a jaw, decimetres, figure frame of the base figure. Each tooth has its own
/// cell of the unit square.
[[nodiscard]] ShapedSurface shapeTeeth(Jaw jaw);

/// The gum ridge that the teeth stand in; its uvs run along u.
[[nodiscard]] ShapedSurface shapeGum(Jaw jaw);

/// The affine map that carries `from` onto `to` best; used to make teeth follow their helper
/// surface.
///   indices  of the helper's points
[[nodiscard]] Eigen::Affine3d affineBetween(const FigurePoints& from, const FigurePoints& to,
                                            const std::vector<int>& indices);

/// All points that the quads of a group use, ascending.
[[nodiscard]] std::vector<int> pointsOf(const BaseFigure& figure, const std::string& group);

} // namespace effigy::head
