// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/custom_plot.h"

#include <string>

namespace effigy::ui {

class CurveEditor;

/// The layer of the plot that CurveMarks are drawn on.
inline constexpr const char* kCurveMarksLayer = "marks";

/// Keys, handles, playhead and box over the curves, on a layer of their own, so that they move without the curves being drawn.
class CurveMarks : public QCPLayerable {
public:
    CurveMarks(QCustomPlot* plot, CurveEditor* editor) : QCPLayerable(plot, QLatin1String(kCurveMarksLayer)), m_editor(editor) {}

protected:
    void applyDefaultAntialiasingHint(QCPPainter* painter) const override { painter->setAntialiasing(true); }
    void draw(QCPPainter* painter) override;

private:
    void drawRange(QCPPainter& painter) const;
    void drawHandles(QCPPainter& painter) const;
    void drawKeys(QCPPainter& painter, const std::string& id) const;

    CurveEditor* m_editor;
};

} // namespace effigy::ui
