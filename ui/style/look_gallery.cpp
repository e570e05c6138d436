// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/look_gallery.h"

#include "ui/language/say.h"
#include "ui/panels/control_panel.h"
#include "ui/panels/pose_tile.h"
#include "ui/panels/value_slider.h"
#include "ui/scrolled.h"
#include "ui/theme/icons.h"
#include "ui/theme/tokens.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QScrollArea>
#include <QToolButton>

namespace effigy::ui {
namespace {

constexpr int kColumns = 2;
constexpr int kPictureSide = 88;

} // namespace

LookGallery::LookGallery(QWidget* parent)
    : QWidget(parent),
      m_strength(new ValueSlider(controlSpec(*head::findControl("lookStrength")), this)),
      m_bypass(new QToolButton(this)),
      m_name(new QLineEdit(this))
{
    setObjectName(QStringLiteral("lookGallery"));
    m_bypass->setObjectName(QStringLiteral("lookBypass"));
    say(this, [this] {
        m_strength->setLabel(controlText("Strength"));
        m_bypass->setAccessibleName(tr("Show the avatar without its look"));
        m_bypass->setToolTip(tr("<b>Bypass</b><br>Shows the avatar without its look, to compare. Pictures and films keep it."));
    });
    m_bypass->setIcon(icon(QStringLiteral("compare")));
    m_bypass->setIconSize({16, 16});
    m_bypass->setCheckable(true);
    connect(m_bypass, &QToolButton::toggled, this, &LookGallery::bypassChanged);
    auto* top = new QHBoxLayout;
    top->setContentsMargins(tokens().margin, 4, tokens().margin, 4);
    top->addWidget(m_strength, 1);
    top->addWidget(m_bypass);
    auto* inside = new QWidget;
    m_grid = new QGridLayout(inside);
    m_grid->setContentsMargins(tokens().margin, 4, tokens().margin, tokens().margin);
    m_grid->setSpacing(6);
    for (int column = 0; column < kColumns; ++column)
        m_grid->setColumnStretch(column, 1);
    auto* scroll = scrolled(inside, this);
    scroll->setObjectName(QStringLiteral("lookScroll"));
    m_name->setObjectName(QStringLiteral("lookName"));
    auto* save = new QToolButton(this);
    save->setObjectName(QStringLiteral("lookSave"));
    save->setIcon(icon(QStringLiteral("save")));
    save->setEnabled(false);
    say(this, [this, save] {
        m_name->setAccessibleName(tr("Name of a new look"));
        m_name->setPlaceholderText(tr("Name"));
        m_name->setToolTip(tr("<b>Save the present look</b><br>Give it a name; it is there for every project then."));
        save->setAccessibleName(tr("Save the present look"));
        save->setToolTip(m_name->toolTip());
    });
    connect(m_name, &QLineEdit::textChanged, save, [this, save] { save->setEnabled(!m_name->text().trimmed().isEmpty()); });
    connect(m_name, &QLineEdit::returnPressed, this, &LookGallery::save);
    connect(save, &QToolButton::clicked, this, &LookGallery::save);
    auto* bottom = new QHBoxLayout;
    bottom->setContentsMargins(tokens().margin, 4, tokens().margin, tokens().margin);
    bottom->addWidget(m_name, 1);
    bottom->addWidget(save);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(top);
    layout->addWidget(scroll, 1);
    layout->addLayout(bottom);
}

void LookGallery::save()
{
    const QString name = m_name->text().simplified();
    if (name.isEmpty())
        return;
    m_name->clear();
    Q_EMIT saveAsked(name);
}

PoseTile* LookGallery::makeTile(const LookEntry& look)
{
    auto* tile = new PoseTile(look.id, look.label, kPictureSide, this);
    tile->setObjectName(QStringLiteral("look.") + look.id);
    tile->setAccessibleName(tr("Look %1").arg(look.label));
    tile->setToolTip(tr("<b>%1</b><br>A click gives the avatar this look; drag to the right to blend it in; the menu lays it on the present one.")
                         .arg(look.label.toHtmlEscaped()));
    tile->setIcon(icon(QStringLiteral("palette")));
    tile->setCheckable(true);
    const QString id = look.id;
    connect(tile, &QToolButton::clicked, this, [this, id] { Q_EMIT lookChosen(id); });
    connect(tile, &PoseTile::blendStarted, this, &LookGallery::blendStarted);
    connect(tile, &PoseTile::blended, this, [this, id](double amount) { Q_EMIT blended(id, amount); });
    connect(tile, &PoseTile::blendFinished, this, &LookGallery::blendFinished);
    connect(tile, &QWidget::customContextMenuRequested, this, [this, tile, look](const QPoint& at) {
        QMenu menu(this);
        fillMenu(menu, look);
        menu.exec(tile->mapToGlobal(at));
    });
    return tile;
}

void LookGallery::fillMenu(QMenu& menu, const LookEntry& look)
{
    const QString id = look.id;
    menu.addAction(tr("Apply"), this, [this, id] { Q_EMIT lookChosen(id); })->setObjectName(QStringLiteral("look.apply"));
    menu.addAction(tr("Lay it on the present look"), this, [this, id] { Q_EMIT addAsked(id); })->setObjectName(QStringLiteral("look.add"));
    if (look.isLearnable) {
        menu.addSeparator();
        menu.addAction(icon(QStringLiteral("tune")), tr("Teach the avatar this look"), this, [this, look] { Q_EMIT learnAsked(look.id, look.label); })
            ->setObjectName(QStringLiteral("look.learn"));
    }
    if (look.isOwn) {
        menu.addSeparator();
        menu.addAction(tr("Remove"), this, [this, id] { Q_EMIT removeAsked(id); })->setObjectName(QStringLiteral("look.remove"));
    }
}

void LookGallery::setLooks(const std::vector<LookEntry>& looks)
{
    for (PoseTile* tile : m_tiles) {
        m_grid->removeWidget(tile);
        tile->hide();
        tile->setObjectName(QString());
        tile->deleteLater(); // not at once: a language on its way through all widgets may have led here
    }
    m_tiles.clear();
    int place = 0;
    for (const LookEntry& look : looks) {
        m_tiles.push_back(makeTile(look));
        m_grid->addWidget(m_tiles.back(), place / kColumns, place % kColumns);
        ++place;
    }
    m_grid->setRowStretch((place + kColumns - 1) / kColumns, 1);
}

void LookGallery::setThumbnail(const QString& id, const QImage& image)
{
    for (PoseTile* tile : m_tiles)
        if (tile->id() == id)
            tile->setIcon(image.isNull() ? icon(QStringLiteral("palette")) : QIcon(QPixmap::fromImage(image)));
}

QSize LookGallery::thumbnailPixels() const { return QSize(kPictureSide, kPictureSide) * devicePixelRatioF(); }

void LookGallery::setCurrent(const QString& id)
{
    for (PoseTile* tile : m_tiles)
        tile->setChecked(tile->id() == id);
}

void LookGallery::setStrength(double strength, KeyMark mark, std::vector<avatar::ClipMove> moves)
{
    m_strength->setValue(strength);
    m_strength->setKeyMark(mark);
    m_strength->setClipMoves(std::move(moves));
}

void LookGallery::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    Q_EMIT shown();
}

bool LookGallery::isBypassed() const { return m_bypass->isChecked(); }

} // namespace effigy::ui
