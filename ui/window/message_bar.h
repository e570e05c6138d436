// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/failure.h"

#include <QFrame>

#include <functional>

class QLabel;
class QPushButton;

namespace effigy::ui {

/// What an offer says: what is so, and the button that does something about it.
struct OfferWords {
    QString title;
    QString text;
    QString accept;
};

/// A failure told in place, above the viewport: what happened, what to do, and the details on request. Or an offer: what is so, and a button
/// that does something about it.
class MessageBar : public QFrame {
    Q_OBJECT
public:
    explicit MessageBar(QWidget* parent = nullptr);

    void showFailure(const Failure& failure);
    ///   words   in the language of the studio
    ///   accept  what the button does; the bar hides first
    void showOffer(std::function<OfferWords()> words, std::function<void()> accept);
    [[nodiscard]] bool isOffer() const { return m_offer != nullptr; }
    [[nodiscard]] const Failure& failure() const { return m_failure; }

Q_SIGNALS:
    void detailsAsked(const effigy::ui::Failure& failure);

protected:
    void changeEvent(QEvent* event) override;

private:
    void drawMark();
    void showWords();
    void showKind();

    Failure m_failure;
    std::function<OfferWords()> m_offer; // empty: a failure is shown
    std::function<void()> m_accept;
    QLabel* m_mark;
    QLabel* m_words;
    QPushButton* m_acceptButton;
    QPushButton* m_details;
};

} // namespace effigy::ui
