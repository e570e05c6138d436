// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "head/head_model.h"
#include "head/head_topology.h"
#include "head/mouth_and_eyes.h"

#include <string>
#include <vector>

namespace effigy::head {

/// The whole head over one list of vertices: what is cut from the base figure, then eyeballs, teeth
/// and gums that follow it.
class HeadAssembly {
public:
    explicit HeadAssembly(BaseFigure figure);

    [[nodiscard]] const BaseFigure& figure() const { return m_figure; }
    [[nodiscard]] const HeadTopology& topology() const { return m_topology; }

    /// Vertices of the head on a figure with these points [V], decimetres, figure frame. For
    /// identities: teeth and eyes follow their helper surfaces.
    [[nodiscard]] std::vector<Eigen::Vector3d> shaped(const FigurePoints& points) const;

    /// The same for an expression, whose eyeballs stay where they are.
    [[nodiscard]] std::vector<Eigen::Vector3d> expressed(const FigurePoints& points) const;

    /// Triangles, UV atlas and parts; vertices as given.
    [[nodiscard]] mesh::Mesh mesh(const std::vector<Eigen::Vector3d>& vertices) const;

    [[nodiscard]] const std::vector<int>& mirror() const { return m_mirror; }
    [[nodiscard]] int vertexCount() const { return static_cast<int>(m_mirror.size()); }

    /// First vertex and count of a surface: "bound", "leftEye", "rightEye", "upperTeeth",
    /// "lowerTeeth", "upperGum", "lowerGum".
    struct Range {
        int first = 0;
        int count = 0;
    };
    [[nodiscard]] Range range(const std::string& name) const { return m_ranges.at(name); }
    /// Whether a vertex belongs to the named patch of the base figure: "mouthBag", "tongue",
    /// "lashes".
    [[nodiscard]] std::vector<bool> inPatch(const std::string& name) const;

private:
    void addSurface(const std::string& name, const ShapedSurface& surface);

    BaseFigure m_figure;
    HeadTopology m_topology;
    ShapedSurface m_eye;
    std::map<std::string, ShapedSurface> m_mouth; // teeth and gums
    std::map<std::string, std::vector<int>> m_helpers;
    std::map<std::string, Range> m_ranges;
    std::vector<int> m_mirror;
};

/// Skin above the neck: what every identity is centred on.
///   neutral  [V] decimetres, figure frame
[[nodiscard]] std::vector<int> skullVertices(const HeadAssembly& assembly,
                                             const std::vector<Eigen::Vector3d>& neutral);

} // namespace effigy::head
