// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/export_form.h"

#include "ui/language/say.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>

namespace effigy::ui {
namespace {

struct Format {
    const char* ending;
    const char* text;
};

std::vector<Format> formatsOf(ExportKind kind)
{
    switch (kind) {
    case ExportKind::Image: return {{"png", QT_TRANSLATE_NOOP("effigy::ui::ExportForm", "PNG, with transparency")}};
    case ExportKind::Video:
        return {{"mp4", QT_TRANSLATE_NOOP("effigy::ui::ExportForm", "MP4, H.264")},
                {"webm", QT_TRANSLATE_NOOP("effigy::ui::ExportForm", "WebM, VP9 with transparency")},
                {"gif", QT_TRANSLATE_NOOP("effigy::ui::ExportForm", "Animated GIF")}};
    case ExportKind::Mesh:
        return {{"glb", QT_TRANSLATE_NOOP("effigy::ui::ExportForm", "GLB: 52 morphs, skeleton, texture")},
                {"obj", QT_TRANSLATE_NOOP("effigy::ui::ExportForm", "OBJ: the head as it is now, textured")},
                {"ply", QT_TRANSLATE_NOOP("effigy::ui::ExportForm", "PLY: points and triangles")}};
    }
    return {};
}

template<typename Widget>
Widget* named(Widget* widget, const char* name)
{
    widget->setObjectName(QLatin1String(name));
    return widget;
}

QSpinBox* numberField(int low, int high, int value, QWidget* parent)
{
    auto* field = new QSpinBox(parent);
    field->setRange(low, high);
    field->setValue(value);
    field->setButtonSymbols(QAbstractSpinBox::NoButtons);
    return field;
}

} // namespace

ExportForm::ExportForm(ExportKind kind, QWidget* parent)
    : QWidget(parent),
      m_kind(kind),
      m_format(named(new QComboBox(this), "exportFormat")),
      m_path(named(new QLineEdit(this), "exportPath"))
{
    m_format->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon); // a narrow dock cuts it short
    m_format->setMinimumContentsLength(12);
    for (const Format& format : formatsOf(kind))
        m_format->addItem(QString(), QLatin1String(format.ending));

    auto* form = new QFormLayout(this);
    form->setContentsMargins(0, 0, 0, 0);
    form->setSpacing(8);
    form->setLabelAlignment(Qt::AlignRight);
    // A row, what stands before it and what a screen reader says.
    const auto addRow = [this, form](const char* text, QWidget* field, auto* content) {
        auto* title = new QLabel(this);
        title->setBuddy(field);
        form->addRow(title, content);
        say(title, [title, field, text] {
            title->setText(tr(text));
            field->setAccessibleName(tr(text));
        });
    };
    addRow(QT_TR_NOOP("Format"), m_format, m_format);
    if (kind == ExportKind::Video) {
        m_film = named(new QComboBox(this), "exportFilm");
        m_film->addItems({QString(), QString()});
        addRow(QT_TR_NOOP("Film"), m_film, m_film);
    }
    if (kind == ExportKind::Image) {
        m_camera = named(new QComboBox(this), "exportCamera");
        m_camera->addItems({QString(), QString()});
        addRow(QT_TR_NOOP("Camera"), m_camera, m_camera);
    }
    if (kind != ExportKind::Mesh) {
        m_size = named(numberField(64, 4096, kind == ExportKind::Image ? 1024 : 512, this), "exportSize");
        addRow(QT_TR_NOOP("Size"), m_size, m_size);
        m_backdrop = named(new QComboBox(this), "exportBackdrop");
        m_backdrop->addItems({QString(), QString()});
        addRow(QT_TR_NOOP("Background"), m_backdrop, m_backdrop);
    }
    if (kind == ExportKind::Video) {
        m_rate = named(numberField(1, 120, 24, this), "exportRate");
        addRow(QT_TR_NOOP("Frame rate"), m_rate, m_rate);
        m_sound = named(new QCheckBox(this), "exportSound");
        m_sound->setChecked(true);
        form->addRow(QString(), m_sound);
    }
    auto* browse = named(new QPushButton(this), "exportBrowse");
    auto* file = new QHBoxLayout;
    file->setSpacing(6);
    file->addWidget(m_path, 1);
    file->addWidget(browse);
    addRow(QT_TR_NOOP("File"), m_path, file);
    say(this, [this, browse] {
        const auto formats = formatsOf(m_kind);
        for (int i = 0; i < m_format->count(); ++i)
            m_format->setItemText(i, tr(formats[std::size_t(i)].text));
        if (m_camera) {
            m_camera->setItemText(0, tr("As in the viewport"));
            m_camera->setItemText(1, tr("As in the photo"));
        }
        if (m_film) {
            m_film->setItemText(0, tr("Once around the head"));
            m_film->setItemText(1, tr("Range of the timeline"));
            m_sound->setText(tr("With sound"));
            m_sound->setToolTip(tr("The sound of the timeline; only MP4 films have it"));
        }
        if (m_backdrop)
            nameBackdrops();
        if (m_size)
            m_size->setSuffix(tr(" pixels"));
        if (m_rate)
            m_rate->setSuffix(tr(" frames per second"));
        browse->setText(tr("Browse…"));
        browse->setAccessibleName(tr("Browse for a file"));
    });

    connect(browse, &QPushButton::clicked, this, &ExportForm::chooseFile);
    connect(m_format, &QComboBox::currentIndexChanged, this, &ExportForm::applyFormat);
    if (m_backdrop)
        connect(m_format, &QComboBox::currentIndexChanged, this, &ExportForm::nameBackdrops);
    if (m_film) {
        connect(m_film, &QComboBox::currentIndexChanged, this, &ExportForm::allowSound);
        connect(m_format, &QComboBox::currentIndexChanged, this, &ExportForm::allowSound);
        allowSound();
    }
    connect(m_path, &QLineEdit::textChanged, this, [this] { Q_EMIT completeChanged(isComplete()); });
}

void ExportForm::suggestPath(const QString& path)
{
    if (m_path->text() != m_suggested)
        return;
    m_path->setText(path);
    applyFormat();
    m_suggested = m_path->text();
}

bool ExportForm::isComplete() const { return !m_path->text().trimmed().isEmpty(); }

void ExportForm::applyFormat()
{
    const bool wasSuggested = m_path->text() == m_suggested;
    const QString ending = m_format->currentData().toString();
    const QFileInfo file(m_path->text());
    if (file.suffix() == ending || m_path->text().isEmpty())
        return;
    bool isKnown = false; // "portrait.v2" keeps its "v2"
    for (const Format& format : formatsOf(m_kind))
        isKnown = isKnown || file.suffix() == QLatin1String(format.ending);
    const QString stem = isKnown ? m_path->text().chopped(file.suffix().size() + 1) : m_path->text();
    m_path->setText(stem + QLatin1Char('.') + ending);
    if (wasSuggested)
        m_suggested = m_path->text();
}

/// A turn around the head has no sound, nor have formats other than MP4.
void ExportForm::allowSound() { m_sound->setEnabled(m_film->currentIndex() == 1 && m_format->currentData() == QLatin1String("mp4")); }

bool ExportForm::canBeTransparent() const { return m_kind == ExportKind::Image || m_format->currentData() == QLatin1String("webm"); }

void ExportForm::nameBackdrops()
{
    m_backdrop->setItemText(0, canBeTransparent() ? tr("Transparent") : tr("Dark grey"));
    m_backdrop->setItemText(1, tr("As in the viewport"));
}

void ExportForm::chooseFile()
{
    const QString ending = m_format->currentData().toString();
    const QString path = QFileDialog::getSaveFileName(this, title(m_kind), m_path->text(),
                                                      QStringLiteral("%1 (*.%2)").arg(ending.toUpper(), ending));
    if (path.isEmpty())
        return;
    m_path->setText(path);
    applyFormat();
}

ExportOptions ExportForm::options() const
{
    return {.kind = m_kind,
            .path = m_path->text().trimmed(),
            .size = m_size ? m_size->value() : 0,
            .framesPerSecond = m_rate ? m_rate->value() : 0,
            .playsTimeline = m_film && m_film->currentIndex() == 1,
            .hasSound = m_sound && m_sound->isEnabled() && m_sound->isChecked(),
            .matchesPhoto = m_camera && m_camera->currentIndex() == 1,
            .keepsAlpha = m_kind == ExportKind::Video && m_backdrop->currentIndex() == 0 && canBeTransparent(),
            .hasBackdrop = m_backdrop && m_backdrop->currentIndex() == 1};
}

QString ExportForm::title(ExportKind kind)
{
    switch (kind) {
    case ExportKind::Image: return tr("Export image");
    case ExportKind::Video: return tr("Export video");
    case ExportKind::Mesh: return tr("Export mesh");
    }
    return {};
}

} // namespace effigy::ui
