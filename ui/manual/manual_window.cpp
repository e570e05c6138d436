// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/manual/manual_window.h"

#include "ui/language/say.h"
#include "ui/manual/manual_dress.h"
#include "ui/manual/manual_pages.h"
#include "ui/manual/shortcut_page.h"
#include "ui/theme/icons.h"
#include "ui/theme/tokens.h"

#include <QDesktopServices>
#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextBrowser>
#include <QTextDocumentFragment>
#include <QToolButton>
#include <QVBoxLayout>

namespace effigy::ui {
namespace {

constexpr int kPageRole = Qt::UserRole;
constexpr int kContentsWidth = 270; // device-independent pixels
constexpr int kAroundMatch = 28;    // letters shown before and behind what was searched

/// Pictures come from on board, as wide as there is room.
class PageBrowser : public QTextBrowser {
public:
    using QTextBrowser::QTextBrowser;

protected:
    QVariant loadResource(int type, const QUrl& name) override
    {
        if (type != QTextDocument::ImageResource)
            return QTextBrowser::loadResource(type, name);
        const QImage picture(QStringLiteral(":/manual/") + name.fileName());
        const int room = viewport()->width() - 2 * int(document()->documentMargin());
        return picture.width() > room ? picture.scaledToWidth(room, Qt::SmoothTransformation) : picture;
    }
};

QString plainText(const QString& markdown)
{
    QTextDocument document;
    document.setMarkdown(markdown);
    return document.toPlainText().simplified();
}

/// The words around the first match.
QString snippet(const QString& text, qsizetype at, qsizetype length)
{
    const qsizetype from = std::max<qsizetype>(0, at - kAroundMatch);
    const QString words = text.mid(from, at - from + length + kAroundMatch);
    return (from > 0 ? QStringLiteral("…") : QString()) + words + QStringLiteral("…");
}

} // namespace

ManualWindow::ManualWindow(const ActionTable& actions, QWidget* parent)
    : QWidget(parent, Qt::Window),
      m_actions(actions),
      m_search(new QLineEdit(this)),
      m_contents(new QListWidget(this)),
      m_text(new PageBrowser(this)),
      m_back(new QToolButton(this)),
      m_forward(new QToolButton(this))
{
    setObjectName(QStringLiteral("manual"));
    setAttribute(Qt::WA_StyledBackground);
    resize(1040, 760);
    m_search->setObjectName(QStringLiteral("manualSearch"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(icon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    m_contents->setObjectName(QStringLiteral("manualContents"));
    m_contents->setWordWrap(true);
    m_text->setObjectName(QStringLiteral("manualText"));
    m_text->setOpenLinks(false);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_text->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn); // so that pictures know their room
    m_text->document()->setDocumentMargin(24);
    m_back->setObjectName(QStringLiteral("manualBack"));
    m_back->setIcon(icon(QStringLiteral("undo")));
    m_forward->setObjectName(QStringLiteral("manualForward"));
    m_forward->setIcon(icon(QStringLiteral("redo")));

    auto* tools = new QHBoxLayout;
    tools->setSpacing(4);
    tools->addWidget(m_back);
    tools->addWidget(m_forward);
    tools->addWidget(m_search, 1);
    auto* left = new QVBoxLayout;
    left->setSpacing(6);
    left->addLayout(tools);
    left->addWidget(m_contents, 1);
    m_contents->setFixedWidth(kContentsWidth);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(8, 8, 0, 0);
    row->setSpacing(8);
    row->addLayout(left);
    row->addWidget(m_text, 1);

    connect(m_search, &QLineEdit::textChanged, this, &ManualWindow::fillContents);
    connect(m_search, &QLineEdit::returnPressed, this, &ManualWindow::openCurrent);
    connect(m_contents, &QListWidget::itemClicked, this, &ManualWindow::openCurrent);
    connect(m_contents, &QListWidget::itemActivated, this, &ManualWindow::openCurrent);
    connect(m_text, &QTextBrowser::anchorClicked, this, &ManualWindow::follow);
    connect(m_back, &QToolButton::clicked, this, [this] { go(-1); });
    connect(m_forward, &QToolButton::clicked, this, [this] { go(1); });
    say(this, [this] { sayTexts(); });
}

void ManualWindow::sayTexts()
{
    setWindowTitle(tr("Manual"));
    m_search->setAccessibleName(tr("Search the manual"));
    m_search->setPlaceholderText(tr("Search the manual"));
    m_contents->setAccessibleName(tr("Contents"));
    m_text->setAccessibleName(tr("Page"));
    m_back->setAccessibleName(tr("Back to the page before"));
    m_back->setToolTip(m_back->accessibleName());
    m_forward->setAccessibleName(tr("To the next page again"));
    m_forward->setToolTip(m_forward->accessibleName());
    fillContents();
    if (!m_page.isEmpty())
        showPage(m_page, {});
}

void ManualWindow::open(const QString& anchor)
{
    m_way = m_way.mid(0, m_place + 1);
    m_way += anchor;
    go(1);
    show();
    raise();
    activateWindow();
}

void ManualWindow::go(int step)
{
    if (m_place + step < 0 || m_place + step >= m_way.size())
        return;
    m_place += step;
    showPage(m_way[m_place].section(u'#', 0, 0), m_way[m_place].section(u'#', 1));
    m_back->setEnabled(m_place > 0);
    m_forward->setEnabled(m_place + 1 < m_way.size());
}

void ManualWindow::showPage(const QString& page, const QString& heading)
{
    m_page = page;
    QString text = manualText(page);
    text.replace(QStringLiteral("{{keys}}"), shortcutTables(m_actions));
    m_text->document()->setMarkdown(text);
    dressPage(*m_text->document());
    m_text->verticalScrollBar()->setValue(0);
    for (QTextBlock block = m_text->document()->begin(); block.isValid() && !heading.isEmpty(); block = block.next())
        if (block.blockFormat().headingLevel() > 0 && headingAnchor(block.text()) == heading) {
            m_text->setTextCursor(QTextCursor(block));
            m_text->verticalScrollBar()->setValue(m_text->verticalScrollBar()->value() + m_text->cursorRect().top());
            break;
        }
    for (int row = 0; row < m_contents->count(); ++row)
        if (m_contents->item(row)->data(kPageRole).toString() == page)
            m_contents->setCurrentRow(row);
    markMatches();
}

void ManualWindow::follow(const QUrl& link)
{
    if (!link.isRelative()) {
        QDesktopServices::openUrl(link);
        return;
    }
    const QString page = link.path().isEmpty() ? m_page : link.path().remove(QStringLiteral(".md"));
    open(link.fragment().isEmpty() ? page : page + u'#' + link.fragment());
}

/// The pages, or those that hold what is searched, with the words around it.
void ManualWindow::fillContents()
{
    const QString wanted = m_search->text().simplified();
    m_contents->clear();
    for (const ManualPage& page : manualPages()) {
        const QString title = manualTitle(page);
        QString line = title;
        if (!wanted.isEmpty()) {
            const QString text = plainText(manualText(QLatin1String(page.id)));
            const qsizetype at = text.indexOf(wanted, 0, Qt::CaseInsensitive);
            if (at < 0 && !title.contains(wanted, Qt::CaseInsensitive))
                continue;
            if (at >= 0)
                line += u'\n' + snippet(text, at, wanted.size());
        }
        auto* item = new QListWidgetItem(line, m_contents);
        item->setData(kPageRole, QLatin1String(page.id));
        if (m_page == QLatin1String(page.id))
            m_contents->setCurrentItem(item);
    }
    if (!m_contents->currentItem())
        m_contents->setCurrentRow(0);
    markMatches();
}

void ManualWindow::openCurrent()
{
    if (const QListWidgetItem* item = m_contents->currentItem())
        open(item->data(kPageRole).toString());
}

void ManualWindow::markMatches()
{
    QList<QTextEdit::ExtraSelection> marks;
    const QString wanted = m_search->text().simplified();
    QTextCursor at(m_text->document());
    while (!wanted.isEmpty()) {
        at = m_text->document()->find(wanted, at);
        if (at.isNull())
            break;
        QTextEdit::ExtraSelection mark;
        mark.cursor = at;
        mark.format.setBackground(tokens().accentFill);
        marks += mark;
    }
    m_text->setExtraSelections(marks);
    if (!marks.isEmpty() && m_search->hasFocus()) {
        QTextCursor first = marks.first().cursor;
        first.clearSelection();
        m_text->setTextCursor(first);
        m_text->ensureCursorVisible();
    }
}

void ManualWindow::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange && !m_page.isEmpty())
        showPage(m_page, {}); // its colours are made with it
    QWidget::changeEvent(event);
}

void ManualWindow::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Find)) {
        m_search->setFocus();
        m_search->selectAll();
    } else if (event->matches(QKeySequence::Back)) {
        go(-1);
    } else if (event->matches(QKeySequence::Forward)) {
        go(1);
    } else if (event->key() == Qt::Key_Escape) {
        close();
    } else {
        QWidget::keyPressEvent(event);
    }
}

} // namespace effigy::ui
