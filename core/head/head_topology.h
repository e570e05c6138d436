// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "head/base_figure.h"

#include <Eigen/Core>

#include <span>
#include <vector>

namespace effigy::head {

/// A vertex of the head on an edge of the base figure: (1 - t) * points[a] + t * points[b].
struct EdgePoint {
    int a = 0;
    int b = 0;
    double t = 0.0;
};

/// A set of triangles with its own flat layout.
struct SurfacePatch {
    std::vector<Eigen::Vector3i> triangles;   // into the vertices of the head
    std::vector<Eigen::Vector2d> uvs;         // in a unit of its own
    std::vector<Eigen::Vector3i> uvTriangles; // [triangles] into uvs
};

/// The surfaces that come straight from the base figure: everything but eyeballs, teeth and gums.
struct HeadTopology {
    std::vector<EdgePoint> vertices;
    std::vector<int> mirror; // [vertices] the vertex on the other side
    SurfacePatch skin;       // uvs empty until layOutSkin
    SurfacePatch mouthBag;   // lining of the mouth, shares its rim with the skin
    SurfacePatch tongue;
    std::vector<SurfacePatch> lashes; // upper and lower, left and right
    std::vector<int> neckRim;         // vertices of the cut, in order
};

/// Cuts head and neck out of the base figure along a tilted plane and adds tongue and lashes.
/// Throws Error "model_refused" when the figure has no closed neck where it should.
[[nodiscard]] HeadTopology cutHead(const BaseFigure& figure);

/// Cuts shoulders and chest out of the base figure, below the plane that cuts the head off: `skin` with the
/// published UVs and `mirror`, nothing else. Its upper rim lies on the head's.
[[nodiscard]] HeadTopology cutBust(const BaseFigure& figure);

/// Closed chains of edges that only one triangle has, longest first, in the triangles' own
/// direction.
[[nodiscard]] std::vector<std::vector<int>> rimLoops(std::span<const Eigen::Vector3i> triangles);

/// Positions of the topology's vertices, decimetres, figure frame.
[[nodiscard]] std::vector<Eigen::Vector3d> place(const HeadTopology& topology,
                                                 const FigurePoints& points);

/// Lays the skin flat: seam up the back of the head, face in the middle and largest. The result is
/// symmetric about u = 0 and fits no particular range.
void layOutSkin(const BaseFigure& figure, HeadTopology& topology);

} // namespace effigy::head
