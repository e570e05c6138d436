// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/manual/manual_dress.h"

#include "ui/theme/tokens.h"

#include <QTextBlock>
#include <QTextDocument>
#include <QTextTable>

#include <vector>

namespace effigy::ui {
namespace {

constexpr int kAboveHeading = 20, kBelowHeading = 8, kBelowParagraph = 9; // device-independent pixels
constexpr int kLinePercent = 130;
constexpr int kCellPadding = 6;

void dressTables(const QTextDocument& page)
{
    for (QTextFrame* frame : page.rootFrame()->childFrames()) {
        auto* table = qobject_cast<QTextTable*>(frame);
        if (!table)
            continue;
        QTextTableFormat format = table->format();
        format.setBorder(1.0);
        format.setBorderCollapse(true);
        format.setBorderStyle(QTextFrameFormat::BorderStyle_Solid);
        format.setBorderBrush(tokens().line);
        format.setCellSpacing(0.0);
        format.setCellPadding(kCellPadding);
        format.setTopMargin(kBelowHeading);
        format.setBottomMargin(kAboveHeading - kBelowParagraph);
        table->setFormat(format);
        bool hasHead = false; // Markdown tables have one, whether or not it says anything
        for (int column = 0; column < table->columns(); ++column)
            hasHead = hasHead || !table->cellAt(0, column).firstCursorPosition().block().text().isEmpty();
        if (!hasHead)
            table->removeRows(0, 1);
    }
}

void dressBlocks(const QTextDocument& page)
{
    for (QTextBlock block = page.begin(); block.isValid(); block = block.next()) {
        QTextCursor cursor(block);
        if (cursor.currentTable())
            continue;
        QTextBlockFormat format = block.blockFormat();
        if (format.headingLevel() > 0) {
            format.setTopMargin(format.headingLevel() > 1 ? kAboveHeading : 0);
            format.setBottomMargin(kBelowHeading);
        } else {
            format.setBottomMargin(kBelowParagraph);
            if (!block.text().startsWith(QChar::ObjectReplacementCharacter)) // a picture has its own height
                format.setLineHeight(kLinePercent, QTextBlockFormat::ProportionalHeight);
        }
        cursor.setBlockFormat(format);
    }
}

void dressCode(QTextDocument& page)
{
    std::vector<std::pair<int, int>> codes; // from, length
    for (QTextBlock block = page.begin(); block.isValid(); block = block.next())
        for (auto it = block.begin(); !it.atEnd(); ++it)
            if (it.fragment().charFormat().fontFixedPitch())
                codes.emplace_back(it.fragment().position(), it.fragment().length());
    QTextCharFormat ground;
    ground.setBackground(tokens().raised);
    for (const auto& [from, length] : codes) {
        QTextCursor cursor(&page);
        cursor.setPosition(from);
        cursor.setPosition(from + length, QTextCursor::KeepAnchor);
        cursor.mergeCharFormat(ground);
    }
}

} // namespace

void dressPage(QTextDocument& page)
{
    dressTables(page);
    dressBlocks(page);
    dressCode(page);
}

} // namespace effigy::ui
