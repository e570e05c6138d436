// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

class QListWidget;

namespace effigy::ui {

/// Every step that can be undone or redone, by name. A click goes there.
class HistoryPanel : public QWidget {
    Q_OBJECT
public:
    explicit HistoryPanel(QWidget* parent = nullptr);

    /// `position` steps of `names` are applied.
    void setSteps(const QStringList& names, int position);

Q_SIGNALS:
    void jumpAsked(int position);

private:
    QListWidget* m_list;
};

} // namespace effigy::ui
