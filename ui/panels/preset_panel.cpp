// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/preset_panel.h"

#include "ui/language/say.h"
#include "ui/panels/pose_tile.h"
#include "ui/panels/value_slider.h"
#include "ui/scrolled.h"
#include "ui/theme/icons.h"
#include "ui/theme/tokens.h"

#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>

#include <algorithm>

namespace effigy::ui {
namespace {

constexpr int kColumns = 2;
constexpr int kPictureSide = 76;

/// The drawn picture of a preset that shipped with one; a general one else.
QIcon drawnIcon(const QString& id)
{
    const QIcon own = icon(QStringLiteral("preset-") + id);
    return own.isNull() ? icon(QStringLiteral("presets")) : own;
}

} // namespace

PresetPanel::PresetPanel(const std::vector<PresetEntry>& presets, QWidget* parent)
    : QWidget(parent),
      m_amount(new ValueSlider({.id = QStringLiteral("presetAmount"),
                                .label = {},
                                .unit = QStringLiteral("%"),
                                .softMin = 0.0,
                                .softMax = 1.0,
                                .hardMin = 0.0,
                                .hardMax = 1.5,
                                .neutral = 0.0,
                                .resetValue = 1.0},
                               this)),
      m_kind(new QComboBox(this)),
      m_search(new QLineEdit(this)),
      m_name(new QLineEdit(this)),
      m_nothing(new QLabel(this))
{
    setObjectName(QStringLiteral("presetPanel"));
    auto* inside = new QWidget;
    m_grid = new QGridLayout(inside);
    m_grid->setContentsMargins(tokens().margin, 4, tokens().margin, tokens().margin);
    m_grid->setSpacing(6);
    for (int column = 0; column < kColumns; ++column)
        m_grid->setColumnStretch(column, 1);
    m_nothing->setObjectName(QStringLiteral("presetNothing"));
    m_nothing->setProperty("role", "dim");
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setWordWrap(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildTop());
    layout->addWidget(m_nothing);
    layout->addWidget(scrolled(inside, this), 1);
    layout->addWidget(buildBottom());
    m_presets = presets;
    say(this, [this] { sayTexts(); });
}

void PresetPanel::sayTexts()
{
    m_amount->setLabel(tr("Strength"));
    m_kind->setAccessibleName(tr("Kind of poses"));
    const QString kinds[] = {tr("Expressions"), tr("Mouth shapes of speech"), tr("My poses")};
    for (int i = 0; i < m_kind->count(); ++i)
        m_kind->setItemText(i, kinds[i]);
    m_search->setAccessibleName(tr("Search poses"));
    m_search->setPlaceholderText(tr("Search names and tags"));
    m_name->setAccessibleName(tr("Name of a new pose"));
    m_name->setPlaceholderText(tr("Name, #tag"));
    m_name->setToolTip(tr("<b>Save the present expression</b><br>Give it a name; words that begin with # are tags."));
    m_save->setAccessibleName(tr("Save the present expression as a pose"));
    m_save->setToolTip(m_save->accessibleName());
    m_import->setAccessibleName(tr("Add a pose from a file"));
    m_import->setToolTip(m_import->accessibleName());
    setPresets(std::vector<PresetEntry>(m_presets));
}

QWidget* PresetPanel::buildTop()
{
    auto* top = new QWidget(this);
    m_kind->setObjectName(QStringLiteral("poseKind"));
    for (const PoseKind kind : {PoseKind::Expression, PoseKind::Viseme, PoseKind::Own})
        m_kind->addItem(QString(), int(kind));
    connect(m_kind, &QComboBox::currentIndexChanged, this, &PresetPanel::filter);
    m_search->setObjectName(QStringLiteral("poseSearch"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(icon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    connect(m_search, &QLineEdit::textChanged, this, &PresetPanel::filter);
    auto* column = new QVBoxLayout(top);
    column->setContentsMargins(tokens().margin, 4, tokens().margin, 4);
    column->setSpacing(4);
    column->addWidget(m_kind);
    column->addWidget(m_search);
    column->addWidget(m_amount);
    return top;
}

QWidget* PresetPanel::buildBottom()
{
    auto* bottom = new QWidget(this);
    bottom->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_name->setObjectName(QStringLiteral("poseName"));
    auto* save = m_save = new QPushButton(bottom);
    save->setObjectName(QStringLiteral("poseSave"));
    save->setIcon(icon(QStringLiteral("save")));
    save->setProperty("quiet", true);
    save->setEnabled(false);
    auto* open = m_import = new QPushButton(bottom);
    open->setObjectName(QStringLiteral("poseImport"));
    open->setIcon(icon(QStringLiteral("open")));
    open->setProperty("quiet", true);
    connect(m_name, &QLineEdit::textChanged, save, [this, save] { save->setEnabled(!m_name->text().trimmed().isEmpty()); });
    connect(m_name, &QLineEdit::returnPressed, this, &PresetPanel::save);
    connect(save, &QPushButton::clicked, this, &PresetPanel::save);
    connect(open, &QPushButton::clicked, this, &PresetPanel::importAsked);
    auto* row = new QHBoxLayout(bottom);
    row->setContentsMargins(tokens().margin, 4, tokens().margin, 6);
    row->setSpacing(4);
    row->addWidget(m_name, 1);
    row->addWidget(save);
    row->addWidget(open);
    return bottom;
}

PoseTile* PresetPanel::makeTile(const PresetEntry& preset)
{
    auto* tile = new PoseTile(preset.id, preset.label, kPictureSide, this);
    tile->setObjectName(QStringLiteral("preset.") + preset.id);
    tile->setAccessibleName(tr("Expression %1").arg(preset.label));
    QString tip = tr("<b>%1</b><br>A click applies it as far as “Strength” says; drag to the right to blend it in.").arg(preset.label.toHtmlEscaped());
    if (!preset.tags.isEmpty())
        tip += QStringLiteral("<br><i>%1</i>").arg(preset.tags.join(QStringLiteral(", ")).toHtmlEscaped());
    tile->setToolTip(tip);
    tile->setIcon(drawnIcon(preset.id));
    const QString id = preset.id;
    connect(tile, &QToolButton::clicked, this, [this, id] { Q_EMIT presetChosen(id, m_amount->value()); });
    connect(tile, &PoseTile::blendStarted, this, &PresetPanel::blendStarted);
    connect(tile, &PoseTile::blended, this, [this, id](double amount) { Q_EMIT blended(id, amount); });
    connect(tile, &PoseTile::blendFinished, this, &PresetPanel::blendFinished);
    connect(tile, &QWidget::customContextMenuRequested, this, [this, tile, preset](const QPoint& at) {
        QMenu menu(this);
        fillMenu(menu, preset);
        menu.exec(tile->mapToGlobal(at));
    });
    return tile;
}

void PresetPanel::fillMenu(QMenu& menu, const PresetEntry& preset)
{
    const auto add = [&](const char* name, const QString& iconName, const QString& text, auto run) {
        menu.addAction(icon(iconName), text, this, run)->setObjectName(QLatin1String(name));
    };
    const QString id = preset.id;
    add("pose.apply", {}, tr("Apply"), [this, id] { Q_EMIT presetChosen(id, m_amount->value()); });
    add("pose.key", QStringLiteral("key-add"), tr("Set keys for it at the playhead"), [this, id] { Q_EMIT keyAsked(id); });
    menu.addSeparator();
    add("pose.share", QStringLiteral("save"), tr("Share as a file…"), [this, id] { Q_EMIT shareAsked(id); });
    if (preset.kind == PoseKind::Own)
        add("pose.remove", QStringLiteral("trash"), tr("Remove"), [this, id] { Q_EMIT removeAsked(id); });
}

void PresetPanel::setPresets(const std::vector<PresetEntry>& presets)
{
    for (PoseTile* tile : m_tiles) {
        m_grid->removeWidget(tile);
        tile->hide();
        tile->setObjectName(QString());
        tile->deleteLater(); // not at once: the press that led here may be its own
    }
    m_tiles.clear();
    m_presets = presets;
    for (const PresetEntry& preset : m_presets)
        m_tiles.push_back(makeTile(preset));
    filter();
}

void PresetPanel::filter()
{
    const auto kind = PoseKind(m_kind->currentData().toInt());
    const QStringList words = m_search->text().simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    for (PoseTile* tile : m_tiles) {
        m_grid->removeWidget(tile);
        tile->hide();
    }
    int place = 0;
    for (std::size_t i = 0; i < m_presets.size(); ++i) {
        const PresetEntry& preset = m_presets[i];
        const QString text = preset.label + QLatin1Char(' ') + preset.id + QLatin1Char(' ') + preset.tags.join(QLatin1Char(' '));
        const bool isFound = std::all_of(words.begin(), words.end(), [&](const QString& word) { return text.contains(word, Qt::CaseInsensitive); });
        if (preset.kind != kind || !isFound)
            continue;
        m_grid->addWidget(m_tiles[i], place / kColumns, place % kColumns);
        m_tiles[i]->show();
        ++place;
    }
    for (int row = 0; row < m_grid->rowCount(); ++row)
        m_grid->setRowStretch(row, 0);
    m_grid->setRowStretch((place + kColumns - 1) / kColumns, 1);
    m_nothing->setVisible(place == 0);
    m_nothing->setText(words.isEmpty() && kind == PoseKind::Own ? tr("Nothing saved yet. Pose the face, give it a name below and save it.")
                                                                : tr("No pose matches “%1”").arg(m_search->text()));
}

int PresetPanel::visibleCount() const
{
    return int(std::count_if(m_tiles.begin(), m_tiles.end(), [](const PoseTile* tile) { return !tile->isHidden(); }));
}

void PresetPanel::showKind(PoseKind kind) { m_kind->setCurrentIndex(m_kind->findData(int(kind))); }

void PresetPanel::save()
{
    QStringList name, tags;
    for (const QString& word : m_name->text().simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        if (word.startsWith(QLatin1Char('#')) && word.size() > 1)
            tags += word.mid(1);
        else
            name += word;
    }
    if (name.isEmpty())
        return;
    Q_EMIT saveAsked(name.join(QLatin1Char(' ')), tags);
    m_name->clear();
    showKind(PoseKind::Own);
}

QSize PresetPanel::thumbnailPixels() const { return QSize(kPictureSide, kPictureSide) * devicePixelRatioF(); }

void PresetPanel::setThumbnail(const QString& id, const QImage& image)
{
    for (PoseTile* tile : m_tiles)
        if (tile->id() == id)
            tile->setIcon(image.isNull() ? drawnIcon(id) : QIcon(QPixmap::fromImage(image)));
}

} // namespace effigy::ui
