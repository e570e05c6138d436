// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/library/start_page.h"

#include "ui/theme/icons.h"
#include "ui/theme/tokens.h"

#include <QGridLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>

namespace effigy::ui {
namespace {

constexpr int kColumns = 4;
constexpr int kTileSide = 128;

/// A dashed frame that lights up while something hovers over it.
class DropZone : public QWidget {
public:
    explicit DropZone(QWidget* parent) : QWidget(parent) { setMinimumHeight(250); }
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

QLabel* label(const QString& text, const char* role, QWidget* parent)
{
    auto* words = new QLabel(text, parent);
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
    return picture;
}

} // namespace

StartPage::StartPage(QWidget* parent)
    : QWidget(parent),
      m_dropZone(makeDropZone()),
      m_projectsTitle(label(tr("Go on with"), "heading", this)),
      m_tiles(new QGridLayout)
{
    setObjectName(QStringLiteral("startPage"));
    auto* inside = new QWidget;
    inside->setMaximumWidth(760);
    auto* column = new QVBoxLayout(inside);
    column->setContentsMargins(24, 36, 24, 24);
    column->setSpacing(14);

    auto* brand = new QHBoxLayout;
    auto* mark = new QLabel(this);
    mark->setPixmap(icon(QStringLiteral("effigy")).pixmap(QSize(52, 52), devicePixelRatioF()));
    auto* names = new QVBoxLayout;
    names->setSpacing(0);
    names->addWidget(label(QStringLiteral("Effigy"), "title", this));
    names->addWidget(label(tr("One photo in, a living 3D head out"), "dim", this));
    brand->addWidget(mark);
    brand->addSpacing(8);
    brand->addLayout(names);
    brand->addStretch();

    m_tiles->setSpacing(12);
    m_tiles->setColumnStretch(kColumns, 1);
    column->addLayout(brand);
    column->addSpacing(6);
    column->addWidget(m_dropZone);
    column->addSpacing(10);
    column->addWidget(m_projectsTitle);
    column->addLayout(m_tiles);
    column->addStretch();

    auto* centred = new QWidget;
    auto* row = new QHBoxLayout(centred);
    row->setContentsMargins(0, 0, 0, 0);
    row->addStretch(1);
    row->addWidget(inside, 100);
    row->addStretch(1);
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setWidget(centred);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scroll);
    setTiles({});
}

QWidget* StartPage::makeDropZone()
{
    auto* zone = new DropZone(this);
    zone->setObjectName(QStringLiteral("dropZone"));
    auto* picture = new QLabel(zone);
    picture->setPixmap(iconPixmap(QStringLiteral("photo"), tokens().dimText, 56, devicePixelRatioF()));
    auto* open = new QPushButton(tr("Open photo…"), zone);
    open->setObjectName(QStringLiteral("startOpenPhoto"));
    open->setProperty("primary", true);
    auto* project = new QPushButton(tr("Open project…"), zone);
    project->setObjectName(QStringLiteral("startOpenProject"));
    m_sample = new QPushButton(tr("Try the sample photo"), zone);
    m_sample->setObjectName(QStringLiteral("startSample"));
    for (QPushButton* button : {open, project, m_sample})
        button->setAccessibleName(button->text());
    connect(open, &QPushButton::clicked, this, &StartPage::openPhotoAsked);
    connect(project, &QPushButton::clicked, this, &StartPage::openProjectAsked);
    connect(m_sample, &QPushButton::clicked, this, &StartPage::sampleAsked);

    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch();
    buttons->addWidget(open);
    buttons->addWidget(m_sample);
    buttons->addWidget(project);
    buttons->addStretch();
    auto* column = new QVBoxLayout(zone);
    column->setSpacing(8);
    column->addStretch();
    column->addWidget(picture, 0, Qt::AlignHCenter);
    column->addWidget(label(tr("Drop a photo or a project here"), "heading", zone), 0, Qt::AlignHCenter);
    column->addWidget(label(tr("A sharp, evenly lit portrait with the whole face visible works best. JPEG, PNG, WebP, TIFF or HEIC."),
                            "dim", zone), 0, Qt::AlignHCenter);
    column->addSpacing(8);
    column->addLayout(buttons);
    column->addStretch();
    return zone;
}

QWidget* StartPage::makeTile(const ProjectTile& tile)
{
    auto* button = new QToolButton(this);
    button->setObjectName(QStringLiteral("projectTile"));
    button->setAccessibleName(tr("Open %1").arg(tile.name));
    button->setToolTip(tile.path);
    button->setToolButtonStyle(Qt::ToolButtonTextUnderIcon);
    button->setIcon(tilePicture(tile, devicePixelRatioF()));
    button->setIconSize({kTileSide, kTileSide});
    button->setText(button->fontMetrics().elidedText(tile.name, Qt::ElideMiddle, kTileSide) + QLatin1Char('\n') +
                    button->fontMetrics().elidedText(tile.subtitle, Qt::ElideRight, kTileSide + 10));
    button->setProperty("tile", true);
    connect(button, &QToolButton::clicked, this, [this, path = tile.path] { Q_EMIT projectChosen(path); });
    return button;
}

void StartPage::setTiles(const std::vector<ProjectTile>& tiles)
{
    while (QLayoutItem* item = m_tiles->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (int i = 0; i < int(tiles.size()); ++i)
        m_tiles->addWidget(makeTile(tiles[std::size_t(i)]), i / kColumns, i % kColumns);
    m_projectsTitle->setVisible(!tiles.empty());
}

void StartPage::setSampleAvailable(bool isAvailable) { m_sample->setVisible(isAvailable); }

void StartPage::setDropHighlighted(bool isHighlighted) { static_cast<DropZone*>(m_dropZone)->setLit(isHighlighted); }

} // namespace effigy::ui
