// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/failure.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace effigy::ui {

/// A failure told in place, above the viewport: what happened, what to do, and the details on request.
class MessageBar : public QFrame {
    Q_OBJECT
public:
    explicit MessageBar(QWidget* parent = nullptr);

    void showFailure(const Failure& failure);
    [[nodiscard]] const Failure& failure() const { return m_failure; }

Q_SIGNALS:
    void detailsAsked(const effigy::ui::Failure& failure);

protected:
    void changeEvent(QEvent* event) override;

private:
    void drawMark();
    void showWords();

    Failure m_failure;
    QLabel* m_mark;
    QLabel* m_words;
};

} // namespace effigy::ui
