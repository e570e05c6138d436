// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/preset_panel.h"

#include "ui/panels/value_slider.h"
#include "ui/theme/icons.h"
#include "ui/theme/tokens.h"

#include <QGridLayout>
#include <QScrollArea>
#include <QToolButton>

namespace effigy::ui {
namespace {

constexpr int kColumns = 2;
constexpr int kPictureSide = 76;

} // namespace

PresetPanel::PresetPanel(const std::vector<PresetEntry>& presets, QWidget* parent)
    : QWidget(parent),
      m_amount(new ValueSlider({.id = QStringLiteral("presetAmount"),
                                .label = tr("Strength"),
                                .unit = {},
                                .softMin = 0.0,
                                .softMax = 1.0,
                                .hardMin = 0.0,
                                .hardMax = 1.0,
                                .neutral = 0.0,
                                .resetValue = 1.0,
                                .hasMirror = false},
                               this))
{
    setObjectName(QStringLiteral("presetPanel"));
    auto* inside = new QWidget;
    auto* grid = new QGridLayout(inside);
    grid->setContentsMargins(tokens().margin, 4, tokens().margin, tokens().margin);
    grid->setSpacing(6);
    for (int i = 0; i < int(presets.size()); ++i) {
        m_buttons.push_back(makeButton(presets[std::size_t(i)]));
        grid->addWidget(m_buttons.back(), i / kColumns, i % kColumns);
    }
    grid->setRowStretch(grid->rowCount(), 1);

    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(inside);
    auto* top = new QVBoxLayout;
    top->setContentsMargins(tokens().margin, 4, tokens().margin, 4);
    top->addWidget(m_amount);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(top);
    layout->addWidget(scroll);
}

QToolButton* PresetPanel::makeButton(const PresetEntry& preset)
{
    auto* button = new QToolButton(this);
    button->setObjectName(QStringLiteral("preset.") + preset.id);
    button->setAccessibleName(tr("Expression %1").arg(preset.label));
    button->setToolTip(tr("<b>%1</b><br>Moves the 52 face shapes towards this expression, as far as “Strength” says.")
                           .arg(preset.label));
    button->setText(preset.label);
    button->setIcon(icon(QStringLiteral("preset-") + preset.id));
    button->setIconSize({kPictureSide, kPictureSide});
    button->setToolButtonStyle(Qt::ToolButtonTextUnderIcon);
    button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    button->setStyleSheet(QStringLiteral("QToolButton { background: %1; padding: 6px; } QToolButton:hover { background: %2; }"
                                         "QToolButton:focus { border-color: %3; }")
                              .arg(tokens().raised.name(), tokens().hover.name(), tokens().accent.name()));
    connect(button, &QToolButton::clicked, this, [this, id = preset.id] { Q_EMIT presetChosen(id, m_amount->value()); });
    return button;
}

QSize PresetPanel::thumbnailPixels() const { return QSize(kPictureSide, kPictureSide) * devicePixelRatioF(); }

void PresetPanel::setThumbnail(const QString& id, const QImage& image)
{
    if (auto* button = findChild<QToolButton*>(QStringLiteral("preset.") + id))
        button->setIcon(image.isNull() ? icon(QStringLiteral("preset-") + id) : QIcon(QPixmap::fromImage(image)));
}

} // namespace effigy::ui
