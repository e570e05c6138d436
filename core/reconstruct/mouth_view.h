// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "head/head_model.h"
#include "head/surface_view.h"
#include "reconstruct/photo_cut.h"

#include <Eigen/Core>

#include <optional>
#include <utility>
#include <vector>

namespace effigy::reconstruct {

/// The upper row of teeth of a head model.
struct UpperRow {
    std::vector<std::vector<int>> teeth;    // vertices of each
    std::vector<int> gum;                   // vertices
    std::vector<Eigen::Vector3i> triangles; // of teeth, then of the gum
    std::vector<int> toothOf;               // of each of their triangles, into teeth
};

/// What of teeth and gums no jaw moves; empty when the model has none, or no jaw.
[[nodiscard]] UpperRow upperRow(const head::HeadModelData& model);

/// What tells teeth from what is around them.
struct ToothColour {
    float palest = 0.0F; // paleness halfway between lips and teeth
    float bright = 0.0F; // brightness of teeth
};

/// How bright a colour (linear RGB) is.
[[nodiscard]] float brightness(const Eigen::Vector3f& colour);

/// The logarithm of green over red (linear RGB). Teeth have as much green as red; lips, gums and
/// tongue have not. Blue tells less: light may be yellow, and teeth are.
[[nodiscard]] float paleness(const Eigen::Vector3f& colour);

/// A mouth in a photo, and the mesh that was fitted to it.
class MouthView {
public:
    struct Pixel {
        int x = 0, y = 0;
    };

    /// All of them must outlive the view, but for `posed`, the model's mesh in the photo.
    MouthView(const head::HeadModelData& model, const UpperRow& row, const mesh::Mesh& posed,
              const PhotoCut& cut);

    /// Nothing when the photo shows nothing in the mesh's open mouth that is bright beside the skin
    /// and pale beside the lips.
    [[nodiscard]] const std::optional<ToothColour>& colour() const { return m_colour; }
    /// Where a place (metres, head frame) is seen; nothing beyond the photo.
    [[nodiscard]] std::optional<Pixel> pixelOf(const Eigen::Vector3f& place) const;
    /// Linear RGB.
    [[nodiscard]] Eigen::Vector3f colourAt(Pixel p) const;
    /// Whether the mesh shows its teeth, gums or tongue there.
    [[nodiscard]] bool isOpen(Pixel p) const;
    /// Which tooth of the row the mesh would show there if it had no lips before them.
    [[nodiscard]] std::optional<int> toothAt(Pixel p) const;

private:
    [[nodiscard]] bool isInside(int triangle) const;
    [[nodiscard]] std::optional<ToothColour> toothColour(const head::HeadModelData& model,
                                                         const mesh::Mesh& posed) const;

    const UpperRow& m_row;
    const PhotoCut& m_cut;
    head::SurfaceView m_all, m_teeth;
    std::vector<std::pair<int, int>> m_inside; // triangles: first, and one after the last
    std::optional<ToothColour> m_colour;
};

} // namespace effigy::reconstruct
