// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/clip_bar.h"

#include "avatar/clip_edits.h"
#include "ui/language/say.h"
#include "ui/theme/icons.h"
#include "ui/timeline/timeline_scene.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

namespace effigy::ui {

ClipBar::ClipBar(TimelineScene* scene, QWidget* parent)
    : QWidget(parent), m_scene(scene), m_name(new QLineEdit(this)), m_blend(new QComboBox(this)), m_mute(new QToolButton(this))
{
    setObjectName(QStringLiteral("clipBar"));
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(6, 2, 6, 2);
    rows->setSpacing(2);
    QHBoxLayout *row = new QHBoxLayout, *second = new QHBoxLayout;
    for (QHBoxLayout* each : {row, second}) {
        each->setSpacing(4);
        rows->addLayout(each);
    }
    m_mute->setObjectName(QStringLiteral("clip.mute"));
    m_mute->setCheckable(true);
    m_mute->setIconSize({16, 16});
    m_mute->setIcon(icon(QStringLiteral("cancel")));
    m_mute->setFocusPolicy(Qt::TabFocus);
    row->addWidget(m_mute);
    m_name->setObjectName(QStringLiteral("clip.name"));
    m_name->setMinimumWidth(90);
    row->addWidget(m_name, 1);
    const double longest = avatar::kLongestTimeline;
    m_start = addNumber(second, "clip.start", 0.0, longest, 0.1, [](avatar::ClipPlace& place, double value) { place.start = value; });
    m_from = addNumber(second, "clip.from", 0.0, longest, 0.1, [](avatar::ClipPlace& place, double value) { place.from = value; });
    m_to = addNumber(second, "clip.to", 0.0, longest, 0.1, [](avatar::ClipPlace& place, double value) { place.to = value; });
    m_speed = addNumber(second, "clip.speed", avatar::kMinClipSpeed, avatar::kMaxClipSpeed, 0.1, [](avatar::ClipPlace& place, double value) { place.speed = value; });
    m_repeats = addNumber(second, "clip.repeats", 0.01, avatar::kMaxClipRepeats, 1.0, [](avatar::ClipPlace& place, double value) { place.repeats = value; });
    m_weight = addNumber(row, "clip.weight", 0.0, 100.0 * avatar::kMaxClipWeight, 5.0, [](avatar::ClipPlace& place, double value) { place.weight = 0.01 * value; });
    m_weight->setDecimals(0);
    m_fadeIn = addNumber(row, "clip.fadeIn", 0.0, longest, 0.1, [](avatar::ClipPlace& place, double value) { place.fadeIn = value; });
    m_fadeOut = addNumber(row, "clip.fadeOut", 0.0, longest, 0.1, [](avatar::ClipPlace& place, double value) { place.fadeOut = value; });
    m_blend->setObjectName(QStringLiteral("clip.blend"));
    m_blend->addItems({QString(), QString()});
    m_blend->setFocusPolicy(Qt::TabFocus);
    row->addWidget(m_blend);
    connect(m_name, &QLineEdit::editingFinished, this, &ClipBar::rename);
    connect(m_blend, &QComboBox::activated, this,
            [this](int index) { change([index](avatar::ClipPlace& place) { place.blend = index == 0 ? avatar::ClipBlend::Mix : avatar::ClipBlend::Add; }); });
    connect(m_mute, &QToolButton::clicked, this, [this](bool isMuted) { change([isMuted](avatar::ClipPlace& place) { place.isMuted = isMuted; }); });
    for (const auto signal : {&TimelineScene::timelineChanged, &TimelineScene::clipChosen})
        connect(m_scene, signal, this, &ClipBar::show);
    say(this, [this] { sayTexts(); });
    show();
}

QDoubleSpinBox* ClipBar::addNumber(QBoxLayout* row, const char* name, double least, double most, double step, void (*assign)(avatar::ClipPlace&, double))
{
    auto* field = new QDoubleSpinBox(this);
    field->setObjectName(QLatin1String(name));
    field->setRange(least, most);
    field->setSingleStep(step);
    field->setDecimals(2);
    field->setKeyboardTracking(false);
    field->setButtonSymbols(QAbstractSpinBox::NoButtons);
    field->setFocusPolicy(Qt::StrongFocus);
    connect(field, &QDoubleSpinBox::valueChanged, this, [this, assign](double value) { change([assign, value](avatar::ClipPlace& place) { assign(place, value); }); });
    row->addWidget(field);
    return field;
}

void ClipBar::sayTexts()
{
    setAccessibleName(tr("Clip"));
    m_name->setAccessibleName(tr("Name of the clip"));
    m_name->setToolTip(tr("Name of the clip"));
    m_blend->setAccessibleName(tr("How the clip acts"));
    m_blend->setToolTip(tr("Replaces: leads what lies beneath to its own values. Adds: moves what lies beneath on."));
    m_blend->setItemText(0, tr("Replaces"));
    m_blend->setItemText(1, tr("Adds"));
    m_mute->setAccessibleName(tr("Mute the clip"));
    m_mute->setToolTip(tr("Mute the clip"));
    const auto number = [](QDoubleSpinBox* field, const QString& name, const QString& tip, const QString& unit) {
        field->setPrefix(name + QLatin1Char(' '));
        field->setSuffix(unit);
        field->setAccessibleName(name);
        field->setToolTip(tip);
    };
    const QString seconds = tr(" s");
    number(m_start, tr("At"), tr("Where the clip begins on the timeline"), seconds);
    number(m_from, tr("From"), tr("What of the motion is played: its beginning"), seconds);
    number(m_to, tr("To"), tr("What of the motion is played: its end"), seconds);
    number(m_speed, tr("Speed"), tr("How fast the motion is played"), QStringLiteral(" ×"));
    number(m_repeats, tr("Repeats"), tr("How often the motion is played"), QStringLiteral(" ×"));
    number(m_weight, tr("Weight"), tr("How strongly the clip acts"), QStringLiteral(" %"));
    number(m_fadeIn, tr("Fade in"), tr("Seconds in which the clip sets in"), seconds);
    number(m_fadeOut, tr("Fade out"), tr("Seconds in which the clip fades away"), seconds);
}

void ClipBar::show()
{
    const auto& clips = m_scene->timeline().clips;
    const auto chosen = clips.find(m_scene->chosenClip());
    setVisible(chosen != clips.end());
    if (chosen == clips.end())
        return;
    const avatar::ClipPlace& place = chosen->second.place;
    if (const QString name = QString::fromStdString(chosen->first); m_name->text() != name)
        m_name->setText(name);
    const std::pair<QDoubleSpinBox*, double> numbers[] = {{m_start, place.start}, {m_from, place.from}, {m_to, place.to}, {m_speed, place.speed},
                                                          {m_repeats, place.repeats}, {m_weight, 100.0 * place.weight}, {m_fadeIn, place.fadeIn},
                                                          {m_fadeOut, place.fadeOut}};
    for (const auto& [field, value] : numbers) {
        const QSignalBlocker silent(field);
        field->setValue(value);
    }
    m_blend->setCurrentIndex(place.blend == avatar::ClipBlend::Mix ? 0 : 1);
    m_mute->setChecked(place.isMuted);
}

void ClipBar::change(const std::function<void(avatar::ClipPlace&)>& assign)
{
    const auto& clips = m_scene->timeline().clips;
    const auto chosen = clips.find(m_scene->chosenClip());
    if (chosen == clips.end())
        return;
    avatar::ClipPlace place = chosen->second.place;
    assign(place);
    m_scene->editClip(QT_TRANSLATE_NOOP("Edit", "Change a clip"), avatar::withClipPlaced(m_scene->timeline(), chosen->first, place), chosen->first);
    show(); // what did not go is as it was
}

void ClipBar::rename()
{
    const std::string wanted = m_name->text().trimmed().toStdString(), now = m_scene->chosenClip();
    if (wanted.empty() || wanted == now || !m_scene->timeline().clips.contains(now))
        return show();
    const auto renamed = avatar::withClipRenamed(m_scene->timeline(), now, wanted);
    m_scene->editClip(QT_TRANSLATE_NOOP("Edit", "Rename a clip"), renamed.timeline, renamed.name);
}

void ClipBar::editName()
{
    m_name->setFocus();
    m_name->selectAll();
}

} // namespace effigy::ui
