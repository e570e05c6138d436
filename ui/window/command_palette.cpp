// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/command_palette.h"

#include "ui/theme/tokens.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QRegularExpression>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>

namespace effigy::ui {
namespace {

constexpr int kKindRole = Qt::UserRole, kShortcutRole = Qt::UserRole + 1, kIndexRole = Qt::UserRole + 2;

/// Name on the left, where it comes from in grey behind it, the shortcut on the right.
class CommandDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const QRect row = option.rect.adjusted(2, 1, -2, -1);
        painter->setRenderHint(QPainter::Antialiasing);
        if (option.state.testFlag(QStyle::State_Selected)) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(tokens().accentFill);
            painter->drawRoundedRect(row, 4, 4);
        }
        const QRect words = row.adjusted(10, 0, -10, 0);
        const QString text = index.data(Qt::DisplayRole).toString();
        painter->setPen(tokens().text);
        painter->drawText(words, Qt::AlignVCenter | Qt::AlignLeft, text);
        painter->setPen(tokens().dimText);
        painter->drawText(words.adjusted(option.fontMetrics.horizontalAdvance(text) + 14, 0, 0, 0),
                          Qt::AlignVCenter | Qt::AlignLeft, index.data(kKindRole).toString());
        painter->drawText(words, Qt::AlignVCenter | Qt::AlignRight, index.data(kShortcutRole).toString());
    }
    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override { return {100, 30}; }
};

} // namespace

CommandPalette::CommandPalette(std::vector<Command> commands, QWidget* parent)
    : QDialog(parent, Qt::Popup | Qt::FramelessWindowHint),
      m_commands(std::move(commands)),
      m_field(new QLineEdit(this)),
      m_list(new QListWidget(this)),
      m_nothing(new QLabel(this))
{
    setObjectName(QStringLiteral("commandPalette"));
    m_field->setObjectName(QStringLiteral("paletteField"));
    m_field->setAccessibleName(tr("Search every command"));
    m_field->setPlaceholderText(tr("Type a command, a control or an expression"));
    m_field->installEventFilter(this);
    m_list->setObjectName(QStringLiteral("paletteList"));
    m_list->setAccessibleName(tr("Commands that match"));
    m_list->setItemDelegate(new CommandDelegate(m_list));
    m_list->setFocusPolicy(Qt::NoFocus);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->addWidget(m_field);
    layout->addWidget(m_list);
    layout->addWidget(m_nothing, 1);
    m_nothing->setText(tr("Nothing is called like that"));
    m_nothing->setProperty("role", "dim");
    m_nothing->setAlignment(Qt::AlignCenter);
    resize(560, 400);
    if (parent)
        move(parent->mapToGlobal(QPoint((parent->width() - width()) / 2, 70)));
    connect(m_field, &QLineEdit::textChanged, this, &CommandPalette::filter);
    connect(m_list, &QListWidget::itemClicked, this, &CommandPalette::runCurrent);
    filter({});
    m_field->setFocus();
}

int CommandPalette::score(const QString& pattern, const QString& text)
{
    constexpr int kNever = -1'000'000, kWordBonus = 6, kRunBonus = 2;
    QString letters = pattern.toLower();
    letters.remove(QLatin1Char(' '));
    const QString name = text.toLower();
    // best[j]: the best way to place the letters so far with the last one on name[j].
    std::vector<int> best(std::size_t(name.size()), kNever);
    for (qsizetype i = 0; i < letters.size(); ++i) {
        std::vector<int> next(best.size(), kNever);
        int before = i == 0 ? 0 : kNever; // best of the places left of j
        for (qsizetype j = 0; j < name.size(); ++j) {
            if (name[j] == letters[i]) {
                const bool beginsWord = j == 0 || !name[j - 1].isLetterOrNumber();
                const int run = j > 0 && i > 0 ? best[std::size_t(j - 1)] + kRunBonus : kNever;
                next[std::size_t(j)] = std::max(before, run) + 1 + (beginsWord ? kWordBonus : 0);
            }
            if (i > 0)
                before = std::max(before, best[std::size_t(j)]);
        }
        best = std::move(next);
    }
    const int total = best.empty() ? kNever : *std::max_element(best.begin(), best.end());
    if (!letters.isEmpty() && total < 0)
        return -1;
    return std::max(0, total) * 16 + 15 - int(std::min<qsizetype>(name.size(), 15)); // among equals the shorter name wins
}

bool CommandPalette::namesPlace(const QString& pattern, const Command& command)
{
    static const QRegularExpression gap(QStringLiteral("[^\\w]+"), QRegularExpression::UseUnicodePropertiesOption);
    const QStringList known = (command.text + QLatin1Char(' ') + command.kind).split(gap, Qt::SkipEmptyParts);
    const QStringList typed = pattern.split(gap, Qt::SkipEmptyParts);
    return !typed.isEmpty() && std::all_of(typed.begin(), typed.end(), [&](const QString& word) {
        return std::any_of(known.begin(), known.end(), [&](const QString& other) { return other.startsWith(word, Qt::CaseInsensitive); });
    });
}

void CommandPalette::filter(const QString& pattern)
{
    struct Hit {
        int index;
        int score;
    };
    std::vector<Hit> hits;
    for (int i = 0; i < int(m_commands.size()); ++i) {
        const Command& command = m_commands[std::size_t(i)];
        int s = pattern.isEmpty() ? 0 : score(pattern, command.text);
        if (s < 0 && namesPlace(pattern, command))
            s = 0;
        if (s >= 0)
            hits.push_back({i, s});
    }
    std::stable_sort(hits.begin(), hits.end(), [](const Hit& a, const Hit& b) { return a.score > b.score; });
    m_list->clear();
    for (const Hit& hit : hits) {
        const Command& command = m_commands[std::size_t(hit.index)];
        auto* item = new QListWidgetItem(command.text, m_list);
        item->setData(kKindRole, command.kind);
        item->setData(kShortcutRole, command.shortcut);
        item->setData(kIndexRole, hit.index);
    }
    m_list->setCurrentRow(0);
    m_list->setVisible(!hits.empty());
    m_nothing->setVisible(hits.empty());
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != m_field || event->type() != QEvent::KeyPress)
        return QDialog::eventFilter(watched, event);
    switch (static_cast<QKeyEvent*>(event)->key()) {
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown: QCoreApplication::sendEvent(m_list, event); return true;
    case Qt::Key_Return:
    case Qt::Key_Enter: runCurrent(); return true;
    default: return false;
    }
}

void CommandPalette::runCurrent()
{
    const QListWidgetItem* item = m_list->currentItem();
    if (!item)
        return;
    const auto run = m_commands[std::size_t(item->data(kIndexRole).toInt())].run;
    accept();
    run();
}

} // namespace effigy::ui
