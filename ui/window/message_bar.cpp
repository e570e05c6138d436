// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/message_bar.h"

#include "ui/language/say.h"
#include "ui/theme/icons.h"
#include "ui/theme/tokens.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace effigy::ui {

MessageBar::MessageBar(QWidget* parent) : QFrame(parent), m_mark(new QLabel(this)), m_words(new QLabel(this))
{
    setObjectName(QStringLiteral("messageBar"));
    m_words->setWordWrap(true);
    m_words->setTextFormat(Qt::RichText);
    m_words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_words->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    auto* details = new QPushButton(this);
    auto* close = new QPushButton(icon(QStringLiteral("cancel")), QString(), this);
    details->setObjectName(QStringLiteral("messageDetails"));
    close->setObjectName(QStringLiteral("messageClose"));
    for (QPushButton* button : {details, close})
        button->setProperty("quiet", true);
    connect(details, &QPushButton::clicked, this, [this] { Q_EMIT detailsAsked(m_failure); });
    connect(close, &QPushButton::clicked, this, &QWidget::hide);

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 8, 8, 8);
    row->setSpacing(12);
    row->addWidget(m_mark, 0, Qt::AlignTop);
    row->addWidget(m_words);
    row->addWidget(details, 0, Qt::AlignTop);
    row->addWidget(close, 0, Qt::AlignTop);
    drawMark();
    hide();
    say(this, [this, details, close] {
        setAccessibleName(tr("Message"));
        details->setText(tr("Details…"));
        details->setAccessibleName(tr("Details of the message"));
        close->setAccessibleName(tr("Close the message"));
        close->setToolTip(close->accessibleName());
        showWords();
    });
}

void MessageBar::drawMark() { m_mark->setPixmap(iconPixmap(QStringLiteral("error"), tokens().error, 22, devicePixelRatioF())); }

void MessageBar::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        drawMark();
    QFrame::changeEvent(event);
}

void MessageBar::showFailure(const Failure& failure)
{
    m_failure = failure;
    showWords();
    show();
}

void MessageBar::showWords()
{
    m_words->setText(QStringLiteral("<b>%1</b><br>%2 %3")
                         .arg(failureTitle(m_failure).toHtmlEscaped(), failureMessage(m_failure).toHtmlEscaped(), failureHint(m_failure).toHtmlEscaped()));
}

} // namespace effigy::ui
