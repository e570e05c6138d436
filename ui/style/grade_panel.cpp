// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/grade_panel.h"

#include "ui/language/say.h"
#include "ui/style/curve_field.h"
#include "ui/theme/tokens.h"

#include <QAbstractButton>
#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace effigy::ui {
namespace {

constexpr std::array<const char*, 4> kChannelNames = {"curveAll", "curveRed", "curveGreen", "curveBlue"};

QColor colourOf(int channel)
{
    constexpr std::array<QRgb, 4> kColours = {0, 0xffe05555, 0xff4fae5c, 0xff5b8dee};
    return channel == style::ToneCurves::All ? tokens().text : QColor::fromRgb(kColours[std::size_t(channel)]);
}

} // namespace

GradePanel::GradePanel(QWidget* parent)
    : QWidget(parent), m_channels(new QButtonGroup(this)), m_field(new CurveField(this)), m_lut(new QLabel(this)),
      m_load(new QPushButton(this)), m_remove(new QPushButton(this)), m_write(new QPushButton(this))
{
    setObjectName(QStringLiteral("gradePanel"));
    auto* bar = new QHBoxLayout;
    for (int channel = 0; channel < int(kChannelNames.size()); ++channel) {
        auto* button = new QToolButton(this);
        button->setObjectName(QLatin1String(kChannelNames[std::size_t(channel)]));
        button->setCheckable(true);
        m_channels->addButton(button, channel);
        bar->addWidget(button, 1);
        button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    }
    m_channels->button(style::ToneCurves::All)->setChecked(true);
    m_lut->setObjectName(QStringLiteral("lutName"));
    m_lut->setProperty("role", "dim");
    m_lut->setTextFormat(Qt::PlainText);
    m_lut->setWordWrap(true);
    m_load->setObjectName(QStringLiteral("lutLoad"));
    m_remove->setObjectName(QStringLiteral("lutRemove"));
    m_write->setObjectName(QStringLiteral("cubeWrite"));
    auto* table = new QHBoxLayout;
    table->addWidget(m_load, 1);
    table->addWidget(m_remove, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(tokens().margin, 4, tokens().margin, tokens().margin);
    column->setSpacing(6);
    column->addLayout(bar);
    column->addWidget(m_field, 1);
    column->addWidget(m_lut);
    column->addLayout(table);
    column->addWidget(m_write);
    connect(m_channels, &QButtonGroup::idClicked, this, &GradePanel::showCurve);
    connect(m_field, &CurveField::gestureStarted, this, &GradePanel::gestureStarted);
    connect(m_field, &CurveField::gestureFinished, this, &GradePanel::gestureFinished);
    connect(m_field, &CurveField::edited, this, [this](const style::CurvePoints& points) {
        m_toning.curves.points[channel()] = points;
        Q_EMIT curvesEdited(m_toning.curves);
    });
    connect(m_load, &QPushButton::clicked, this, &GradePanel::lutAsked);
    connect(m_remove, &QPushButton::clicked, this, &GradePanel::lutRemoved);
    connect(m_write, &QPushButton::clicked, this, &GradePanel::cubeAsked);
    say(this, [this] { sayTexts(); });
}

void GradePanel::sayTexts()
{
    const QString names[] = {tr("RGB"), tr("Red"), tr("Green"), tr("Blue")};
    const QString full[] = {tr("Curve of all channels"), tr("Curve of red"), tr("Curve of green"), tr("Curve of blue")};
    for (int channel = 0; channel < int(kChannelNames.size()); ++channel) {
        m_channels->button(channel)->setText(names[channel]);
        m_channels->button(channel)->setAccessibleName(full[channel]);
        m_channels->button(channel)->setToolTip(full[channel]);
    }
    m_load->setText(tr("Colour table…"));
    m_load->setToolTip(tr("<b>Colour table</b><br>Lays a .cube file of one or three dimensions on the picture, after everything else. It goes into the project."));
    m_remove->setText(tr("Remove"));
    m_remove->setAccessibleName(tr("Remove the colour table"));
    m_write->setText(tr("Write as .cube…"));
    m_write->setToolTip(tr("<b>Write as .cube</b><br>Colour grade, curves and colour table as one table for other programs."));
    setToning(m_toning);
}

style::ToneCurves::Channel GradePanel::channel() const { return style::ToneCurves::Channel(m_channels->checkedId()); }

void GradePanel::showCurve()
{
    m_field->setColour(colourOf(channel()));
    m_field->setPoints(m_toning.curves.points[channel()]);
    m_field->setAccessibleName(m_channels->checkedButton()->accessibleName());
}

void GradePanel::setToning(const style::Toning& toning)
{
    m_toning = toning;
    const QString name = QString::fromStdString(toning.lut.name);
    m_lut->setText(toning.lut.id.empty() ? tr("No colour table") : tr("Colour table: %1").arg(name));
    m_remove->setEnabled(!toning.lut.id.empty());
    showCurve();
}

} // namespace effigy::ui
