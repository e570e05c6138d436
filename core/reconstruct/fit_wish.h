// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reconstruct/head_fit.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace effigy::reconstruct {

/// What a person says about the fit of a photo.
struct FitWish {
    /// Landmarks that were moved, photo pixels, or taken away (empty). Others stay where the detector found them.
    std::map<int, std::optional<Eigen::Vector2f>> landmarks;
    std::optional<double> fovDeg; // full angle of view along the photo's longer side; absent: EXIF, else solved
    double likeness = 1.0;        // 0: the mean head, 1: as fitted, beyond: exaggerated; 0..1.5
    bool startsFromDeca = false;  // the whole fit begins with what DECA's networks make of the photo
    bool operator==(const FitWish&) const = default;
};

/// `found` with what `wish` moved.
[[nodiscard]] Landmarks2 wishedLandmarks(const Landmarks2& found, const FitWish& wish);
[[nodiscard]] LandmarkOrigins wishedOrigins(const FitWish& wish);

/// `wish` with what was done on one side done on the other as well: each landmark that was moved or taken away takes its
/// mirror landmark along, mirrored about the line from the nose's root to the chin.
[[nodiscard]] FitWish mirroredWish(const FitWish& wish, const Landmarks2& found);

/// `wish` about the same photo, `factor` times as many pixels wide.
[[nodiscard]] FitWish scaledWish(const FitWish& wish, double factor);

/// One JSON object, and back. Throws Error "bad_project" when `json` is none, or its numbers are beyond reason.
[[nodiscard]] std::string wishToJson(const FitWish& wish);
[[nodiscard]] FitWish wishFromJson(std::string_view json);

/// One undoable change of a wish, as a value.
struct FitEdit {
    std::string name; // English, for the undo menu: "Move landmark 30"
    FitWish before;
    FitWish after;
    bool operator==(const FitEdit&) const = default;
};

/// A wish with its history. An edit that ends where it began vanishes; edits of one gesture become one.
class FitDocument {
public:
    FitDocument() = default;

    [[nodiscard]] const FitWish& wish() const { return m_wish; }
    [[nodiscard]] bool canUndo() const { return m_position > 0; }
    [[nodiscard]] bool canRedo() const { return m_position < m_edits.size(); }
    /// Name of what undo would take back, or redo bring back; empty when there is nothing.
    [[nodiscard]] std::string undoName() const;
    [[nodiscard]] std::string redoName() const;

    /// Changes the wish to `after`. What had been undone is forgotten.
    ///   gesture  edits of one drag share it, not 0; 0: an edit of its own
    void apply(std::string name, const FitWish& after, std::uint64_t gesture = 0);
    void undo();
    void redo();
    /// Wish and history count pixels of the same photo, `factor` times as many pixels wide.
    void scale(double factor);

    /// Wish and history as JSON, and back. Throws Error "bad_project".
    [[nodiscard]] std::string toJson() const;
    [[nodiscard]] static FitDocument fromJson(std::string_view json);
    bool operator==(const FitDocument& other) const;

private:
    FitWish m_wish;
    std::vector<FitEdit> m_edits;
    std::size_t m_position = 0;  // how many of them are applied
    std::uint64_t m_gesture = 0; // of the last one
};

} // namespace effigy::reconstruct
