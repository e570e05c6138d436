// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include <optional>
#include <vector>

class QGridLayout;

namespace effigy::ui {

/// A line of the cheat sheet.
struct CheatRow {
    QString keys;
    QString text;
    std::optional<bool> isOn; // absent: not a switch
};

/// A column of the cheat sheet.
struct CheatColumn {
    QString title;
    std::vector<CheatRow> rows;
};

/// Keys and what they do, with the state of every switch, over a widget. Follows that widget's size.
class CheatSheet : public QFrame {
    Q_OBJECT
public:
    explicit CheatSheet(QWidget* over);

    void setColumns(const std::vector<CheatColumn>& columns);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void place();
    /// Smaller letters, closer together.
    void setDense(bool isDense);

    QWidget* m_inside = nullptr;
};

} // namespace effigy::ui
