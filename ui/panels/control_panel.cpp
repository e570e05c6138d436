// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/control_panel.h"

#include "ui/panels/control_group.h"
#include "ui/panels/value_slider.h"
#include "ui/theme/icons.h"
#include "ui/theme/tokens.h"

#include <QAction>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

namespace effigy::ui {
namespace {

QString fromView(std::string_view text) { return QString::fromUtf8(text.data(), qsizetype(text.size())); }

/// Both sides of the face, as opposed to a movement to the left or to the right.
bool isSidePair(const head::Control& control)
{
    const bool isDirection = control.id == "jawLeft" || control.id == "jawRight" || control.id == "mouthLeft" ||
                             control.id == "mouthRight";
    return !control.mirror.empty() && control.mirror != control.id && !isDirection;
}

SliderSpec specOf(const head::Control& control)
{
    return {.id = fromView(control.id),
            .label = controlText(control.label),
            .unit = fromView(control.unit),
            .softMin = control.softMin,
            .softMax = control.softMax,
            .hardMin = control.hardMin,
            .hardMax = control.hardMax,
            .neutral = control.neutral,
            .resetValue = control.neutral,
            .hasMirror = isSidePair(control),
            .keepsLinkRoom = true};
}

} // namespace

QString controlText(std::string_view english)
{
    return QCoreApplication::translate("Control", std::string(english).c_str());
}

ControlPanel::ControlPanel(std::span<const head::Control> controls, QWidget* parent)
    : QWidget(parent), m_search(new QLineEdit(this)), m_onlyChanged(new QToolButton(this)), m_nothing(new QLabel(this))
{
    setObjectName(QStringLiteral("controlPanel"));
    m_search->setObjectName(QStringLiteral("controlSearch"));
    m_search->setAccessibleName(tr("Search controls"));
    m_search->setPlaceholderText(tr("Search %n controls", nullptr, int(controls.size())));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(icon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    m_onlyChanged->setObjectName(QStringLiteral("onlyChanged"));
    m_onlyChanged->setAccessibleName(tr("Only changed controls"));
    m_onlyChanged->setToolTip(m_onlyChanged->accessibleName());
    m_onlyChanged->setIcon(icon(QStringLiteral("filter")));
    m_onlyChanged->setCheckable(true);
    m_nothing->setProperty("role", "dim");
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setWordWrap(true);
    connect(m_search, &QLineEdit::textChanged, this, &ControlPanel::filter);
    connect(m_onlyChanged, &QToolButton::toggled, this, &ControlPanel::filter);

    auto* inside = new QWidget;
    auto* rows = new QVBoxLayout(inside);
    rows->setContentsMargins(tokens().margin, 0, tokens().margin - 2, tokens().margin);
    rows->setSpacing(2);
    for (const head::Control& control : controls)
        addControl(control);
    for (ControlGroup* group : m_groups)
        rows->addWidget(group);
    rows->addWidget(m_nothing);
    rows->addStretch();
    auto* scroll = new QScrollArea(this);
    scroll->setObjectName(QStringLiteral("controlScroll"));
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(inside);

    auto* top = new QHBoxLayout;
    top->setContentsMargins(tokens().margin, 4, tokens().margin, 6);
    top->addWidget(m_search);
    top->addWidget(m_onlyChanged);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(top);
    layout->addWidget(scroll);
    filter();
}

void ControlPanel::addControl(const head::Control& control)
{
    auto* slider = new ValueSlider(specOf(control), this);
    const QString id = slider->spec().id;
    ControlGroup*& group = m_groupOf[fromView(control.group)];
    if (!group) {
        group = new ControlGroup(controlText(control.group), this);
        group->setObjectName(fromView(control.group));
        connect(group, &ControlGroup::resetAsked, this, &ControlPanel::resetAsked);
        m_groups.push_back(group);
    }
    group->addSlider(slider);
    m_sliders[id] = slider;
    if (isSidePair(control))
        m_mirrors[id] = fromView(control.mirror);
    connect(slider, &ValueSlider::gestureStarted, this, &ControlPanel::gestureStarted);
    connect(slider, &ValueSlider::gestureFinished, this, &ControlPanel::gestureFinished);
    connect(slider, &ValueSlider::valueEdited, this, &ControlPanel::passOn);
    connect(slider, &ValueSlider::linkToggled, this, &ControlPanel::link);
}

void ControlPanel::passOn(const QString& id, double value)
{
    const ValueSlider* moved = m_sliders.at(id);
    Changes changes{{id.toStdString(), value}};
    const auto mirror = m_mirrors.find(id);
    if (moved->isLinked() && mirror != m_mirrors.end())
        changes.emplace_back(mirror->second.toStdString(), value);
    Q_EMIT edited(changes, moved->spec().label);
}

void ControlPanel::link(const QString& id, bool isLinked)
{
    const auto mirror = m_mirrors.find(id);
    if (mirror == m_mirrors.end())
        return;
    m_sliders.at(id)->setLinked(isLinked);
    m_sliders.at(mirror->second)->setLinked(isLinked);
}

void ControlPanel::setValues(const head::ControlValues& values)
{
    for (const auto& [id, slider] : m_sliders)
        slider->setValue(values.get(id.toStdString()));
    for (ControlGroup* group : m_groups)
        group->showChangedCount();
    if (m_onlyChanged->isChecked())
        filter();
}

void ControlPanel::setResetValues(const head::ControlValues& values)
{
    for (const auto& [id, slider] : m_sliders)
        slider->setResetValue(values.get(id.toStdString()));
}

bool ControlPanel::isFiltering() const { return m_onlyChanged->isChecked() || !m_search->text().trimmed().isEmpty(); }

void ControlPanel::filter()
{
    const QStringList words = m_search->text().simplified().split(u' ', Qt::SkipEmptyParts);
    for (ControlGroup* group : m_groups) {
        const auto isWanted = [&](const ValueSlider& slider) {
            if (m_onlyChanged->isChecked() && !slider.isModified() && !slider.hasFocus())
                return false;
            const QString text = slider.spec().label + u' ' + slider.spec().id + u' ' + group->objectName();
            return std::all_of(words.begin(), words.end(), [&](const QString& word) { return text.contains(word, Qt::CaseInsensitive); });
        };
        group->filter(isWanted, isFiltering());
    }
    m_nothing->setText(words.isEmpty() ? tr("Nothing is changed") : tr("No control matches “%1”").arg(m_search->text()));
    m_nothing->setVisible(visibleCount() == 0);
}

int ControlPanel::visibleCount() const
{
    return int(std::count_if(m_sliders.begin(), m_sliders.end(), [](const auto& entry) { return !entry.second->isHidden(); }));
}

void ControlPanel::focusSearch()
{
    m_search->setFocus();
    m_search->selectAll();
}

ValueSlider* ControlPanel::slider(const QString& id) const
{
    const auto found = m_sliders.find(id);
    return found == m_sliders.end() ? nullptr : found->second;
}

void ControlPanel::select(const QString& id)
{
    ValueSlider* wanted = slider(id);
    if (!wanted)
        return;
    m_search->clear();
    m_onlyChanged->setChecked(false);
    for (ControlGroup* group : m_groups)
        if (std::find(group->sliders().begin(), group->sliders().end(), wanted) != group->sliders().end())
            group->setOpen(true);
    wanted->setFocus();
    // The place of a row is known once the layout has run.
    QTimer::singleShot(0, wanted, [this, wanted] { findChild<QScrollArea*>()->ensureWidgetVisible(wanted, 0, 90); });
}

QStringList ControlPanel::openGroups() const
{
    QStringList open;
    for (const ControlGroup* group : m_groups)
        if (group->isOpen())
            open += group->objectName();
    return open;
}

void ControlPanel::setOpenGroups(const QStringList& titles)
{
    for (ControlGroup* group : m_groups)
        group->setOpen(titles.contains(group->objectName()));
}

} // namespace effigy::ui
