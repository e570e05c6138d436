// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/control_panel.h"

#include "avatar/random_pose.h"
#include "ui/language/say.h"
#include "ui/panels/control_group.h"
#include "ui/panels/value_slider.h"
#include "ui/scrolled.h"
#include "ui/theme/icons.h"
#include "ui/theme/tokens.h"

#include <QAction>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
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

SliderSpec specOf(avatar::Region region)
{
    return {.id = QStringLiteral("region.") + fromView(avatar::regionId(region)),
            .label = controlText(avatar::regionLabel(region)),
            .unit = QStringLiteral("%"),
            .softMin = 0.0,
            .softMax = avatar::kMaxInfluence,
            .hardMin = 0.0,
            .hardMax = avatar::kMaxInfluence,
            .neutral = 1.0,
            .resetValue = 1.0};
}

QToolButton* toolButton(const char* name, const QString& iconName, QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setObjectName(QLatin1String(name));
    button->setIcon(icon(iconName));
    return button;
}

} // namespace

SliderSpec controlSpec(const head::Control& control)
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
            .keepsLinkRoom = !head::isLookControl(control.id),
            .isControl = true};
}

ControlPanel::ControlPanel(std::span<const head::Control> controls, QWidget* parent)
    : ControlPanel(controls, Kind::Face, parent)
{
}

ControlPanel::ControlPanel(std::span<const head::Control> controls, Kind kind, QWidget* parent)
    : QWidget(parent),
      m_search(new QLineEdit(this)),
      m_onlyChanged(toolButton("onlyChanged", QStringLiteral("filter"), this)),
      m_onlyFavourites(toolButton("onlyFavourites", QStringLiteral("star"), this)),
      m_symmetry(toolButton("symmetry", QStringLiteral("symmetry"), this)),
      m_random(toolButton("random", QStringLiteral("dice"), this)),
      m_nothing(new QLabel(this))
{
    setObjectName(kind == Kind::Face ? QStringLiteral("controlPanel") : QStringLiteral("lookPanel"));
    m_search->setObjectName(QStringLiteral("controlSearch"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(icon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    m_nothing->setProperty("role", "dim");
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setWordWrap(true);
    connect(m_search, &QLineEdit::textChanged, this, &ControlPanel::filter);
    auto* inside = new QWidget;
    auto* rows = new QVBoxLayout(inside);
    rows->setContentsMargins(tokens().margin, 0, tokens().margin - 2, tokens().margin);
    rows->setSpacing(2);
    addRegions(rows);
    for (const head::Control& control : controls)
        addControl(control);
    for (ControlGroup* group : m_groups)
        rows->addWidget(group);
    rows->addWidget(m_nothing);
    rows->addStretch();
    auto* scroll = scrolled(inside, this);
    scroll->setObjectName(QStringLiteral("controlScroll"));

    auto* top = new QHBoxLayout;
    top->setContentsMargins(tokens().margin, 4, tokens().margin, 6);
    top->addWidget(m_search);
    addTools(top);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(top);
    layout->addWidget(scroll);
    if (kind == Kind::Look)
        for (QWidget* ofFaces : std::initializer_list<QWidget*>{m_symmetry, m_random, m_regionGroup})
            ofFaces->hide();
    m_hasRegions = kind == Kind::Face;
    say(this, [this] { sayTexts(); });
}

void ControlPanel::sayTexts()
{
    m_search->setAccessibleName(tr("Search controls"));
    m_search->setPlaceholderText(tr("Search %n controls", nullptr, int(m_sliders.size())));
    const std::pair<QToolButton*, QString> tools[] = {{m_onlyChanged, tr("Only changed controls")},
                                                      {m_onlyFavourites, tr("Only favourites")},
                                                      {m_symmetry, tr("Both sides of the face move together")},
                                                      {m_random, tr("Random values for what is shown and not locked")}};
    for (const auto& [button, text] : tools) {
        button->setAccessibleName(text);
        button->setToolTip(text);
    }
    const QString amounts[] = {tr("A little"), tr("Half"), tr("Anything")};
    for (qsizetype i = 0; i < m_random->menu()->actions().size(); ++i)
        m_random->menu()->actions()[i]->setText(amounts[i]);
    m_regionGroup->setTitle(tr("Influence of regions"));
    for (const avatar::Region region : avatar::allRegions())
        m_regions.at(fromView(avatar::regionId(region)))->setLabel(controlText(avatar::regionLabel(region)));
    for (const auto& [name, group] : m_groupOf)
        group->setTitle(controlText(name.toStdString()));
    for (const auto& [id, slider] : m_sliders)
        slider->setLabel(controlText(head::findControl(id.toStdString())->label));
    setValues(m_values);
    filter();
}

void ControlPanel::addTools(QHBoxLayout* bar)
{
    for (QToolButton* button : {m_onlyChanged, m_onlyFavourites}) {
        button->setCheckable(true);
        connect(button, &QToolButton::toggled, this, &ControlPanel::filter);
    }
    m_symmetry->setCheckable(true);
    auto* menu = new QMenu(m_random);
    for (const double amount : {0.2, 0.5, 1.0})
        menu->addAction(QString(), this, [this, amount] { randomise(amount); });
    m_random->setMenu(menu);
    m_random->setPopupMode(QToolButton::InstantPopup);
    for (QToolButton* button : {m_onlyChanged, m_onlyFavourites, m_symmetry, m_random}) {
        button->setIconSize({16, 16});
        bar->addWidget(button);
    }
}

void ControlPanel::addRegions(QVBoxLayout* rows)
{
    m_regionGroup = new ControlGroup({}, this);
    m_regionGroup->setObjectName(QStringLiteral("regions"));
    m_regionGroup->setOpen(false);
    connect(m_regionGroup, &ControlGroup::resetAsked, this, &ControlPanel::resetRegions);
    for (const avatar::Region region : avatar::allRegions()) {
        auto* slider = new ValueSlider(specOf(region), this);
        connect(slider, &ValueSlider::gestureStarted, this, &ControlPanel::gestureStarted);
        connect(slider, &ValueSlider::gestureFinished, this, &ControlPanel::gestureFinished);
        connect(slider, &ValueSlider::valueEdited, this, [this, region](const QString&, double weight) { Q_EMIT regionEdited(region, weight); });
        m_regionGroup->addSlider(slider);
        m_regions[fromView(avatar::regionId(region))] = slider;
    }
    rows->addWidget(m_regionGroup);
}

void ControlPanel::resetRegions(const QStringList&)
{
    Q_EMIT gestureStarted();
    for (const avatar::Region region : avatar::allRegions())
        Q_EMIT regionEdited(region, 1.0);
    Q_EMIT gestureFinished();
}

void ControlPanel::setRegionWeights(const avatar::RegionWeights& weights)
{
    for (const avatar::Region region : avatar::allRegions())
        m_regions.at(fromView(avatar::regionId(region)))->setValue(weights.get(region));
    m_regionGroup->showChangedCount();
}

void ControlPanel::setKeyMarks(const std::function<KeyMark(const QString& id)>& markOf)
{
    for (const auto& [id, slider] : m_sliders)
        slider->setKeyMark(markOf(id));
}

void ControlPanel::setClipMoves(const avatar::ClipMoves& moves)
{
    for (const auto& [id, slider] : m_sliders)
        slider->setClipMoves(avatar::movesOf(moves, id.toStdString()));
}

QStringList ControlPanel::favourites() const
{
    QStringList ids;
    for (const auto& [id, slider] : m_sliders)
        if (slider->isFavourite())
            ids += id;
    return ids;
}

void ControlPanel::setFavourites(const QStringList& ids)
{
    for (const auto& [id, slider] : m_sliders)
        slider->setFavourite(ids.contains(id));
    filter();
}

bool ControlPanel::isSymmetric() const { return m_symmetry->isChecked(); }

void ControlPanel::randomise(double amount)
{
    std::vector<std::string> ids;
    for (const head::Control& control : head::headControls())
        if (const ValueSlider* shown = slider(fromView(control.id)); shown && !shown->isHidden() && !shown->isLocked())
            ids.emplace_back(control.id);
    Q_EMIT edited(avatar::randomPose(m_values, ids, {.amount = amount, .seed = m_seed++}), QT_TRANSLATE_NOOP("Edit", "Random values"));
}

void ControlPanel::passBypassOn()
{
    QStringList ids;
    for (const auto& [id, slider] : m_sliders)
        if (slider->isBypassed())
            ids += id;
    Q_EMIT bypassChanged(ids);
}

void ControlPanel::addControl(const head::Control& control)
{
    auto* slider = new ValueSlider(controlSpec(control), this);
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
    connect(slider, &ValueSlider::keyToggled, this, &ControlPanel::keyToggled);
    connect(slider, &ValueSlider::keyJumpAsked, this, &ControlPanel::keyJumpAsked);
    connect(slider, &ValueSlider::bypassToggled, this, &ControlPanel::passBypassOn);
    connect(slider, &ValueSlider::favouriteToggled, this, &ControlPanel::filter);
}

void ControlPanel::passOn(const QString& id, double value)
{
    const ValueSlider* moved = m_sliders.at(id);
    Changes changes{{id.toStdString(), value}};
    const auto mirror = m_mirrors.find(id);
    if ((moved->isLinked() || isSymmetric()) && mirror != m_mirrors.end() && !m_sliders.at(mirror->second)->isLocked())
        changes.emplace_back(mirror->second.toStdString(), value);
    Q_EMIT edited(changes, fromView(head::findControl(moved->spec().id.toStdString())->label)); // edits are named in English
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
    m_values = values;
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

bool ControlPanel::isFiltering() const
{
    return m_onlyChanged->isChecked() || m_onlyFavourites->isChecked() || !m_search->text().trimmed().isEmpty();
}

void ControlPanel::filter()
{
    const QStringList words = m_search->text().simplified().split(u' ', Qt::SkipEmptyParts);
    for (ControlGroup* group : m_groups) {
        const auto isWanted = [&](const ValueSlider& slider) {
            if (m_onlyChanged->isChecked() && !slider.isModified() && !slider.hasFocus())
                return false;
            if (m_onlyFavourites->isChecked() && !slider.isFavourite())
                return false;
            const QString text = slider.spec().label + u' ' + slider.spec().id + u' ' + group->objectName();
            return std::all_of(words.begin(), words.end(), [&](const QString& word) { return text.contains(word, Qt::CaseInsensitive); });
        };
        group->filter(isWanted, isFiltering());
    }
    m_regionGroup->setVisible(m_hasRegions && !isFiltering());
    m_nothing->setText(words.isEmpty() ? m_onlyFavourites->isChecked() ? tr("No favourites here; the menu of a control makes it one")
                                                                       : tr("Nothing is changed") : tr("No control matches “%1”").arg(m_search->text()));
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
    m_onlyFavourites->setChecked(false);
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
