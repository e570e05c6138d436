// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Eigen/Core>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace effigy::style {

inline constexpr int kLargestCube = 129;        // entries along an edge
inline constexpr int kLongestLutRow = 65'536;   // entries of a one-dimensional table

/// A table from sRGB colours to sRGB colours, as .cube files hold it.
struct CubeLut {
    int size = 0;                 // along an edge, or of a one-dimensional table
    bool isCube = true;           // false: each channel has a row of its own
    Eigen::Vector3f least = Eigen::Vector3f::Zero(); // the colour of the first entry
    Eigen::Vector3f most = Eigen::Vector3f::Ones();  // and of the last
    std::vector<Eigen::Vector3f> entries; // size^3 with red fastest, or size
    bool operator==(const CubeLut&) const = default;
};

/// The table of a .cube file, of one dimension or of three.
///   name  of the file, for errors
/// Throws Error "bad_lut" that names the line where the file is damaged, "unsupported" for a table that is too large or of both kinds.
/// Source: Adobe, "Cube LUT Specification" 1.0; Blackmagic's LUT_3D_INPUT_RANGE and LUT_1D_INPUT_RANGE are understood, too.
[[nodiscard]] CubeLut readCube(std::string_view text, const std::string& name);

/// A .cube file of a cube of that size whose entries `colour` gives.
///   colour  sRGB 0..1 to the same
[[nodiscard]] std::string cubeFile(int size, const std::function<Eigen::Vector3f(const Eigen::Vector3f&)>& colour, const std::string& title);

/// The colour that the table has for `colour`: tetrahedral between the entries of a cube, linear between those of rows; colours
/// beyond the table take its border. Source: Kasson et al. 1995, "Performing Color Space Conversions with Three-Dimensional Linear
/// Interpolation".
[[nodiscard]] Eigen::Vector3f lookedUp(const CubeLut& lut, const Eigen::Vector3f& colour);

} // namespace effigy::style
