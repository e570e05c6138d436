// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <span>

class QWidget;

namespace effigy::ui {

/// A page of the manual: docs/manual/ID.md, on board as :/manual/ID.md.
struct ManualPage {
    const char* id;
    const char* title; // in English; manualTitle() translates
};

/// In the order of the contents.
[[nodiscard]] std::span<const ManualPage> manualPages();
[[nodiscard]] QString manualTitle(const ManualPage& page);
/// The page's Markdown as it lies on board.
[[nodiscard]] QString manualText(const QString& page);

/// "page" or "page#heading" that tells of a part of the studio, known by its object name.
struct ManualPlace {
    const char* objectName;
    const char* anchor;
};
[[nodiscard]] std::span<const ManualPlace> manualPlaces();
/// What tells of `widget`: of itself or of the nearest one around it; the first page when there is nothing. May be null.
[[nodiscard]] QString manualAnchorOf(const QWidget* widget);

/// As links name a heading: "Teeth and mouth" -> "teeth-and-mouth".
[[nodiscard]] QString headingAnchor(const QString& heading);

} // namespace effigy::ui
