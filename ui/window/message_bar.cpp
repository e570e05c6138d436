// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/message_bar.h"

#include "ui/language/say.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/theme/tokens.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include <utility>

namespace effigy::ui {

MessageBar::MessageBar(QWidget* parent) : QFrame(parent), m_mark(new QLabel(this)), m_words(new QLabel(this)), m_acceptButton(new QPushButton(this)), m_details(new QPushButton(this))
{
    setObjectName(QStringLiteral("messageBar"));
    m_words->setWordWrap(true);
    m_words->setTextFormat(Qt::RichText);
    m_words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_words->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    auto* close = new QPushButton(icon(QStringLiteral("cancel")), QString(), this);
    m_acceptButton->setObjectName(QStringLiteral("messageAccept"));
    m_details->setObjectName(QStringLiteral("messageDetails"));
    close->setObjectName(QStringLiteral("messageClose"));
    for (QPushButton* button : {m_details, close})
        button->setProperty("quiet", true);
    connect(m_details, &QPushButton::clicked, this, [this] { Q_EMIT detailsAsked(m_failure); });
    connect(m_acceptButton, &QPushButton::clicked, this, [this] {
        hide();
        std::exchange(m_accept, {})();
    });
    connect(close, &QPushButton::clicked, this, &QWidget::hide);

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 8, 8, 8);
    row->setSpacing(12);
    row->addWidget(m_mark, 0, Qt::AlignTop);
    row->addWidget(m_words);
    row->addWidget(m_acceptButton, 0, Qt::AlignTop);
    row->addWidget(m_details, 0, Qt::AlignTop);
    row->addWidget(close, 0, Qt::AlignTop);
    drawMark();
    hide();
    say(this, [this, close] {
        setAccessibleName(tr("Message"));
        m_details->setText(tr("Details…"));
        m_details->setAccessibleName(tr("Details of the message"));
        close->setAccessibleName(tr("Close the message"));
        close->setToolTip(close->accessibleName());
        showWords();
    });
}

void MessageBar::drawMark()
{
    const QString name = isOffer() ? QStringLiteral("info") : QStringLiteral("error");
    m_mark->setPixmap(iconPixmap(name, isOffer() ? tokens().accent : tokens().error, 22, devicePixelRatioF()));
}

void MessageBar::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        drawMark();
    QFrame::changeEvent(event);
}

void MessageBar::showFailure(const Failure& failure)
{
    m_failure = failure;
    m_offer = {};
    showKind();
}

void MessageBar::showOffer(std::function<OfferWords()> words, std::function<void()> accept)
{
    m_offer = std::move(words);
    m_accept = std::move(accept);
    showKind();
}

void MessageBar::showKind()
{
    m_acceptButton->setVisible(isOffer());
    m_details->setVisible(!isOffer());
    setProperty("offer", isOffer());
    restyle(*this);
    drawMark();
    showWords();
    show();
}

void MessageBar::showWords()
{
    if (isOffer()) {
        const OfferWords words = m_offer();
        m_words->setText(QStringLiteral("<b>%1</b><br>%2").arg(words.title.toHtmlEscaped(), words.text.toHtmlEscaped()));
        m_acceptButton->setText(words.accept);
        m_acceptButton->setAccessibleName(words.accept);
        return;
    }
    m_words->setText(failureHtml(m_failure));
}

} // namespace effigy::ui
