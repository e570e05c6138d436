// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewport/cheat_sheet.h"

#include "ui/language/say.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>

namespace effigy::ui {
namespace {

QLabel* word(const QString& text, const char* role, QWidget* parent)
{
    auto* label = new QLabel(text, parent);
    label->setProperty("role", role);
    return label;
}

} // namespace

CheatSheet::CheatSheet(QWidget* over) : QFrame(over)
{
    setObjectName(QStringLiteral("cheatSheet"));
    say(this, [this] { setAccessibleName(tr("Keys of the viewport")); });
    setAttribute(Qt::WA_TransparentForMouseEvents);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 14, 20, 16);
    over->installEventFilter(this);
    hide();
}

void CheatSheet::setColumns(const std::vector<CheatColumn>& columns)
{
    delete m_inside;
    m_inside = new QWidget(this);
    auto* across = new QHBoxLayout(m_inside);
    across->setContentsMargins(0, 0, 0, 0);
    across->setSpacing(32);
    for (const CheatColumn& column : columns) {
        auto* grid = new QGridLayout;
        grid->setHorizontalSpacing(10);
        grid->setVerticalSpacing(4);
        grid->addWidget(word(column.title, "heading", m_inside), 0, 0, 1, 3);
        int line = 0;
        for (const CheatRow& row : column.rows) {
            ++line;
            grid->addWidget(word(row.keys, "strong", m_inside), line, 0);
            grid->addWidget(word(row.text, "plain", m_inside), line, 1);
            if (row.isOn)
                grid->addWidget(word(*row.isOn ? tr("on") : tr("off"), *row.isOn ? "accent" : "dim", m_inside), line, 2);
        }
        grid->setRowStretch(line + 1, 1);
        across->addLayout(grid);
    }
    layout()->addWidget(m_inside);
    m_inside->show();
    place();
}

void CheatSheet::place()
{
    const QSize room = parentWidget()->size();
    setDense(false);
    if (sizeHint().width() > room.width()) // long words in a narrow viewport
        setDense(true);
    layout()->activate();
    resize(sizeHint());
    resize(size().boundedTo(room));
    move((room.width() - width()) / 2, (room.height() - height()) / 2);
}

void CheatSheet::setDense(bool isDense)
{
    constexpr int kPixels = 13, kDensePixels = 11, kGap = 32, kDenseGap = 14;
    if (!m_inside)
        return;
    for (QLabel* label : m_inside->findChildren<QLabel*>()) {
        QFont font = label->font();
        font.setPixelSize(isDense ? kDensePixels : kPixels);
        label->setFont(font);
    }
    m_inside->layout()->setSpacing(isDense ? kDenseGap : kGap);
    m_inside->layout()->invalidate();
    m_inside->layout()->activate();
    m_inside->updateGeometry(); // else what it asked for before is remembered
    layout()->invalidate();
}

bool CheatSheet::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize)
        place();
    return QFrame::eventFilter(watched, event);
}

} // namespace effigy::ui
