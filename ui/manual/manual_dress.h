// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QTextDocument;

namespace effigy::ui {

/// Gives a page made of Markdown its look: air around headings and lines, thin tables, code on a ground of its own; in the
/// colours of the theme.
void dressPage(QTextDocument& page);

} // namespace effigy::ui
