// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/library/start_page.h"

#include "ui/language/say.h"
#include "ui/scrolled.h"
#include "ui/theme/icons.h"
#include "ui/theme/tokens.h"

#include <QCheckBox>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

namespace effigy::ui {
namespace {

constexpr int kColumns = 5;
constexpr int kPageWidth = 820;
constexpr int kTileSide = 128;

/// A dashed frame that lights up while something hovers over it.
class DropZone : public QWidget {
public:
    explicit DropZone(QWidget* parent) : QWidget(parent) { setMinimumHeight(230); }
    void setLit(bool isLit)
    {
        m_isLit = isLit;
        update();
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setBrush(m_isLit ? tokens().accentFill : tokens().panel);
        painter.setPen(QPen(m_isLit ? tokens().accent : tokens().strongLine, 1.5, Qt::DashLine));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 12, 12);
    }

private:
    bool m_isLit = false;
};

QLabel* label(const char* role, QWidget* parent)
{
    auto* words = new QLabel(parent);
    words->setProperty("role", role);
    return words;
}

QPixmap tilePicture(const ProjectTile& tile, double ratio)
{
    QPixmap picture(QSize(kTileSide, kTileSide) * ratio);
    picture.setDevicePixelRatio(ratio);
    picture.fill(tokens().viewport);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    if (tile.thumbnail.isNull())
        painter.drawPixmap(QPointF(40, 40), iconPixmap(QStringLiteral("avatar"), tokens().dimText, 48, ratio));
    else
        painter.drawImage(QRectF(0, 0, kTileSide, kTileSide), tile.thumbnail);
    if (tile.isPinned)
        painter.drawPixmap(QPointF(kTileSide - 24, 6), iconPixmap(QStringLiteral("pin"), tokens().onViewport, 18, ratio));
    return picture;
}

} // namespace

StartPage::StartPage(QWidget* parent)
    : QWidget(parent),
      m_dropPicture(new QLabel(this)),
      m_dropTitle(label("heading", this)),
      m_sample(new QPushButton(this)),
      m_deca(new QCheckBox(this)),
      m_dropZone(makeDropZone()),
      m_recovered(makeShelf()),
      m_recent(makeShelf())
{
    setObjectName(QStringLiteral("startPage"));
    auto* inside = new QWidget;
    inside->setMaximumWidth(kPageWidth);
    auto* column = new QVBoxLayout(inside);
    column->setContentsMargins(24, 36, 24, 24);
    column->setSpacing(14);

    auto* brand = new QHBoxLayout;
    auto* mark = new QLabel(this);
    mark->setPixmap(icon(QStringLiteral("effigy")).pixmap(QSize(52, 52), devicePixelRatioF()));
    auto* names = new QVBoxLayout;
    names->setSpacing(0);
    auto* name = label("title", this);
    name->setText(QStringLiteral("Effigy")); // a name
    auto* promise = label("dim", this);
    names->addWidget(name);
    names->addWidget(promise);
    brand->addWidget(mark);
    brand->addSpacing(8);
    brand->addLayout(names);
    brand->addStretch();

    column->addLayout(brand);
    column->addSpacing(6);
    column->addWidget(m_dropZone);
    for (const Shelf& shelf : {m_recovered, m_recent}) {
        column->addSpacing(6);
        column->addWidget(shelf.title);
        column->addLayout(shelf.grid);
    }
    column->addStretch();

    auto* centred = new QWidget;
    auto* row = new QHBoxLayout(centred);
    row->setContentsMargins(0, 0, 0, 0);
    row->addStretch(1);
    row->addWidget(inside, 100);
    row->addStretch(1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scrolled(centred, this, Sideways::AsNeeded));
    drawPictures();
    setTiles({});
    say(this, [this, promise] {
        promise->setText(tr("One photo in, a living 3D head out"));
        m_recovered.title->setText(tr("Left behind"));
        m_recent.title->setText(tr("Go on with"));
        setDropPromise({});
        remakeTiles();
    });
}

StartPage::Shelf StartPage::makeShelf()
{
    auto* grid = new QGridLayout;
    grid->setSpacing(10);
    grid->setColumnStretch(kColumns, 1);
    return {label("heading", this), grid};
}

QWidget* StartPage::makeDropZone()
{
    auto* zone = new DropZone(this);
    zone->setObjectName(QStringLiteral("dropZone"));
    m_dropTitle->setObjectName(QStringLiteral("dropTitle"));
    auto* open = new QPushButton(zone);
    open->setObjectName(QStringLiteral("startOpenPhoto"));
    open->setProperty("primary", true);
    auto* project = new QPushButton(zone);
    project->setObjectName(QStringLiteral("startOpenProject"));
    m_sample->setObjectName(QStringLiteral("startSample"));
    auto* random = new QPushButton(zone);
    random->setObjectName(QStringLiteral("startRandomHead"));
    m_deca->setObjectName(QStringLiteral("startDeca"));
    auto* advice = label("dim", zone);
    advice->setWordWrap(true);
    advice->setAlignment(Qt::AlignHCenter);
    say(zone, [this, open, project, random, advice] {
        open->setText(tr("Open photo…"));
        project->setText(tr("Open project…"));
        m_sample->setText(tr("Try the sample photo"));
        random->setText(tr("Random head"));
        m_deca->setText(tr("Start from DECA"));
        showDeca();
        for (QPushButton* button : {open, project, m_sample, random})
            button->setAccessibleName(button->text());
        advice->setText(tr("A sharp, evenly lit portrait with the whole face visible works best. JPEG, PNG, WebP, TIFF or HEIC."));
    });
    connect(open, &QPushButton::clicked, this, &StartPage::openPhotoAsked);
    connect(project, &QPushButton::clicked, this, &StartPage::openProjectAsked);
    connect(m_sample, &QPushButton::clicked, this, &StartPage::sampleAsked);
    connect(random, &QPushButton::clicked, this, &StartPage::randomHeadAsked);

    connect(m_deca, &QCheckBox::clicked, this, &StartPage::decaToggled);

    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch();
    buttons->addWidget(open);
    buttons->addWidget(m_sample);
    buttons->addWidget(random);
    buttons->addWidget(project);
    buttons->addStretch();
    auto* column = new QVBoxLayout(zone);
    column->setSpacing(8);
    column->addStretch();
    column->addWidget(m_dropPicture, 0, Qt::AlignHCenter);
    column->addWidget(m_dropTitle, 0, Qt::AlignHCenter);
    column->addWidget(advice);
    column->addSpacing(8);
    column->addLayout(buttons);
    column->addWidget(m_deca, 0, Qt::AlignHCenter);
    column->addStretch();
    return zone;
}

QToolButton* StartPage::makeTile(const ProjectTile& tile)
{
    auto* button = new QToolButton(this);
    button->setObjectName(QStringLiteral("projectTile"));
    button->setAccessibleName(tr("Open %1, %2").arg(tile.name, tile.subtitle));
    button->setToolTip(tile.path + QLatin1Char('\n') + tile.subtitle);
    button->setToolButtonStyle(Qt::ToolButtonTextUnderIcon);
    button->setIcon(tilePicture(tile, devicePixelRatioF()));
    button->setIconSize({kTileSide, kTileSide});
    button->setText(button->fontMetrics().elidedText(tile.name, Qt::ElideMiddle, kTileSide) + QLatin1Char('\n') +
                    button->fontMetrics().elidedText(tile.subtitle, Qt::ElideRight, kTileSide + 10));
    button->setProperty("tile", true);
    button->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(button, &QToolButton::clicked, this, [this, path = tile.path] { Q_EMIT projectChosen(path); });
    connect(button, &QWidget::customContextMenuRequested, this,
            [this, button, tile](const QPoint& at) { showTileMenu(tile, button->mapToGlobal(at)); });
    return button;
}

void StartPage::showTileMenu(const ProjectTile& tile, const QPoint& at)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("&Open"), this, [this, path = tile.path] { Q_EMIT projectChosen(path); });
    menu->addAction(tr("Open in a new &window"), this, [this, path = tile.path] { Q_EMIT projectInNewWindowChosen(path); });
    if (!tile.isRecovered)
        menu->addAction(tile.isPinned ? tr("Un&pin") : tr("&Pin"), this, [this, tile] { Q_EMIT pinToggled(tile.path, !tile.isPinned); });
    if (!tile.isRecovered)
        menu->addAction(tr("&Remove from this list"), this, [this, path = tile.path] { Q_EMIT forgetAsked(path); });
    menu->popup(at);
}

void StartPage::setTiles(const std::vector<ProjectTile>& tiles)
{
    m_tiles = tiles;
    std::vector<ProjectTile> recovered, recent;
    for (const ProjectTile& tile : tiles)
        (tile.isRecovered ? recovered : recent).push_back(tile);
    fill(m_recovered, recovered);
    fill(m_recent, recent);
}

void StartPage::fill(const Shelf& shelf, const std::vector<ProjectTile>& tiles)
{
    while (QLayoutItem* item = shelf.grid->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (int i = 0; i < int(tiles.size()); ++i)
        shelf.grid->addWidget(makeTile(tiles[std::size_t(i)]), i / kColumns, i % kColumns);
    shelf.title->setVisible(!tiles.empty());
}

void StartPage::setDeca(const DecaOffer& offer, bool starts)
{
    m_offer = offer;
    m_deca->setChecked(starts && offer.isPossible());
    showDeca();
}

void StartPage::showDeca()
{
    m_deca->setEnabled(m_offer.isPossible());
    m_deca->setToolTip(decaTip(m_offer));
}

void StartPage::setSampleAvailable(bool isAvailable) { m_sample->setVisible(isAvailable); }

void StartPage::setDropPromise(const QString& promise)
{
    static_cast<DropZone*>(m_dropZone)->setLit(!promise.isEmpty());
    m_dropTitle->setText(promise.isEmpty() ? tr("Drop a photo or a project here") : promise);
}

void StartPage::drawPictures()
{
    m_dropPicture->setPixmap(iconPixmap(QStringLiteral("photo"), tokens().dimText, 56, devicePixelRatioF()));
    setDropPromise({});
}

void StartPage::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange) {
        drawPictures();
        remakeTiles();
    }
    QWidget::changeEvent(event);
}

/// Later: while a theme or a language goes through all widgets, none may come or go.
void StartPage::remakeTiles()
{
    QMetaObject::invokeMethod(this, [this] { setTiles(std::vector<ProjectTile>(m_tiles)); }, Qt::QueuedConnection);
}

} // namespace effigy::ui
