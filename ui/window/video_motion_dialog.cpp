// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/video_motion_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace effigy::ui {
namespace {

constexpr double kLongest = 24.0 * 3600.0; // seconds

QDoubleSpinBox* timeField(const char* name, QWidget* parent)
{
    auto* field = new QDoubleSpinBox(parent);
    field->setObjectName(QLatin1String(name));
    field->setRange(0.0, kLongest);
    field->setDecimals(2);
    field->setButtonSymbols(QAbstractSpinBox::NoButtons);
    return field;
}

QCheckBox* choice(const char* name, const QString& text, bool isOn, QWidget* parent)
{
    auto* box = new QCheckBox(text, parent);
    box->setObjectName(QLatin1String(name));
    box->setAccessibleName(text);
    box->setChecked(isOn);
    return box;
}

} // namespace

VideoMotionDialog::VideoMotionDialog(const QString& video, QWidget* parent)
    : QDialog(parent),
      m_video(video),
      m_from(timeField("videoFrom", this)),
      m_to(timeField("videoTo", this)),
      m_face(choice("videoFace", tr("Expression"), true, this)),
      m_gaze(choice("videoGaze", tr("Gaze"), true, this)),
      m_head(choice("videoHead", tr("Head"), true, this)),
      m_smoothing(new QComboBox(this)),
      m_samePerson(choice("videoSamePerson", tr("The video shows the person of this project"), false, this))
{
    setWindowTitle(tr("Motion from a video"));
    setMinimumWidth(460);
    m_from->setSuffix(tr(" s"));
    m_to->setSuffix(tr(" s"));
    m_to->setSpecialValueText(tr("the end"));
    m_smoothing->setObjectName(QStringLiteral("videoSmoothing"));
    m_smoothing->addItem(tr("None: every picture for itself"), 0.0);
    m_smoothing->addItem(tr("Light"), 0.5);
    m_smoothing->addItem(tr("Usual"), 1.0);
    m_smoothing->addItem(tr("Strong"), 2.0);
    m_smoothing->setCurrentIndex(2);
    m_samePerson->setToolTip(tr("The shape of the head is taken from the project instead of being found from the video"));

    auto* words = new QLabel(tr("The face in “%1” is followed, and its motion replaces that on the timeline.").arg(QFileInfo(video).fileName()), this);
    words->setWordWrap(true);
    auto* form = new QFormLayout;
    form->setSpacing(8);
    form->setLabelAlignment(Qt::AlignRight);
    const auto addRow = [this, form](const QString& text, QWidget* field) {
        auto* title = new QLabel(text, this);
        title->setBuddy(field);
        field->setAccessibleName(text);
        form->addRow(title, field);
    };
    addRow(tr("From"), m_from);
    addRow(tr("To"), m_to);
    form->addRow(tr("Take"), m_face);
    form->addRow(QString(), m_gaze);
    form->addRow(QString(), m_head);
    addRow(tr("Smoothing"), m_smoothing);
    form->addRow(QString(), m_samePerson);

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_accept = buttons->addButton(tr("Follow"), QDialogButtonBox::AcceptRole);
    m_accept->setObjectName(QStringLiteral("videoAccept"));
    m_accept->setAccessibleName(m_accept->text());
    m_accept->setDefault(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(18, 18, 18, 14);
    layout->setSpacing(18);
    layout->addWidget(words);
    layout->addLayout(form);
    layout->addWidget(buttons);

    for (const QCheckBox* part : {m_face, m_gaze, m_head})
        connect(part, &QCheckBox::toggled, this, &VideoMotionDialog::showWhetherComplete);
    for (const QDoubleSpinBox* time : {m_from, m_to})
        connect(time, &QDoubleSpinBox::valueChanged, this, &VideoMotionDialog::showWhetherComplete);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

void VideoMotionDialog::showWhetherComplete()
{
    const bool hasParts = m_face->isChecked() || m_gaze->isChecked() || m_head->isChecked();
    const bool hasRange = m_to->value() == 0.0 || m_to->value() > m_from->value();
    m_accept->setEnabled(hasParts && hasRange);
}

TrackOptions VideoMotionDialog::options() const
{
    return {.video = m_video,
            .from = m_from->value(),
            .to = m_to->value(),
            .hasFace = m_face->isChecked(),
            .hasGaze = m_gaze->isChecked(),
            .hasHead = m_head->isChecked(),
            .smoothing = m_smoothing->currentData().toDouble(),
            .isSamePerson = m_samePerson->isChecked()};
}

} // namespace effigy::ui
