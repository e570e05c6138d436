// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include <functional>
#include <vector>

class QLabel;
class QLineEdit;
class QListWidget;

namespace effigy::ui {

/// Something the palette can do.
struct Command {
    QString text;                // "Front view", "Jaw open"
    QString kind;                // where it comes from: "View", "Control", "Expression"
    QString shortcut;            // as text; may be empty
    std::function<void()> run;
};

/// Type some letters of any command, control or expression, press Enter.
class CommandPalette : public QDialog {
    Q_OBJECT
public:
    explicit CommandPalette(std::vector<Command> commands, QWidget* parent = nullptr);

    /// How well `pattern` fits `text`, letters in order, word beginnings first; below zero: not at all.
    [[nodiscard]] static int score(const QString& pattern, const QString& text);
    /// Whether every word of `pattern` begins one of the command's name or of where it comes from: "light theme", "theme light".
    [[nodiscard]] static bool namesPlace(const QString& pattern, const Command& command);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void filter(const QString& pattern);
    void runCurrent();

    std::vector<Command> m_commands;
    QLineEdit* m_field;
    QListWidget* m_list;
    QLabel* m_nothing;
};

} // namespace effigy::ui
