// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/timeline_panel.h"

#include "avatar/clip_edits.h"
#include "avatar/curve_fit.h"
#include "avatar/edit_name.h"
#include "avatar/idle_motion.h"
#include "ui/language/say.h"
#include "ui/theme/icons.h"
#include "ui/theme/tokens.h"
#include "ui/timeline/clip_bar.h"
#include "ui/timeline/clip_lane.h"
#include "ui/timeline/curve_editor.h"
#include "ui/timeline/dope_sheet.h"
#include "ui/timeline/sound_lane.h"
#include "ui/timeline/time_ruler.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QListWidget>
#include <QMenu>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace effigy::ui {
namespace {

constexpr int kTrackListWidth = 190;
constexpr double kSimplifyTolerance = 0.01; // share of a control's range: below what one sees
constexpr double kRates[] = {12, 23.976, 24, 25, 29.97, 30, 48, 50, 60};

QPixmap swatch(const QColor& colour)
{
    QPixmap pixels(10, 10);
    pixels.fill(colour);
    return pixels;
}

} // namespace

TimelinePanel::TimelinePanel(QWidget* parent)
    : QWidget(parent),
      m_scene(new TimelineScene(this)),
      m_transport(new Transport(this)),
      m_tracks(new QListWidget(this)),
      m_ruler(new TimeRuler(m_scene, this)),
      m_soundLane(new SoundLane(m_scene, this)),
      m_clipLane(new ClipLane(m_scene, this)),
      m_clipBar(new ClipBar(m_scene, this)),
      m_sheet(new DopeSheet(m_scene, this)),
      m_curves(new CurveEditor(m_scene, this)),
      m_views(new QStackedWidget(this))
{
    setObjectName(QStringLiteral("timelinePanel"));
    m_views->addWidget(m_sheet);
    m_views->addWidget(m_curves);
    m_views->installEventFilter(this);
    auto* right = new QWidget(this);
    auto* rightColumn = new QVBoxLayout(right);
    rightColumn->setContentsMargins(0, 0, 0, 0);
    rightColumn->setSpacing(0);
    rightColumn->addWidget(m_ruler);
    rightColumn->addWidget(m_soundLane);
    rightColumn->addWidget(m_clipLane);
    rightColumn->addWidget(m_views, 1);
    auto* split = new QSplitter(this);
    split->setChildrenCollapsible(false);
    split->addWidget(buildTracks());
    split->addWidget(right);
    split->setStretchFactor(1, 1);
    split->setSizes({kTrackListWidth, 1000});
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildToolBar());
    column->addWidget(m_clipBar);
    column->addWidget(split, 1);

    connect(m_scene, &TimelineScene::gestureStarted, this, &TimelinePanel::gestureStarted);
    connect(m_scene, &TimelineScene::edited, this, &TimelinePanel::edited);
    connect(m_scene, &TimelineScene::gestureFinished, this, &TimelinePanel::gestureFinished);
    connect(m_scene, &TimelineScene::playheadChanged, this, &TimelinePanel::timeChanged);
    connect(m_scene, &TimelineScene::playheadChanged, this, &TimelinePanel::showNumbers);
    connect(m_scene, &TimelineScene::timelineChanged, this, &TimelinePanel::showTracks);
    connect(m_scene, &TimelineScene::snappingChanged, m_snap, &QToolButton::setChecked);
    connect(m_transport, &Transport::timeChanged, m_scene, &TimelineScene::setPlayhead);
    connect(m_transport, &Transport::playingChanged, this, [this](bool isPlaying) {
        m_play->setIcon(icon(isPlaying ? QStringLiteral("pause") : QStringLiteral("play")));
        Q_EMIT playingChanged(isPlaying);
    });
    connect(m_ruler, &TimeRuler::scrubbed, m_transport, &Transport::stop);
    connect(m_sheet, &DopeSheet::menuAsked, this, &TimelinePanel::showMenu);
    connect(m_soundLane, &SoundLane::menuAsked, this, &TimelinePanel::showMenu);
    connect(m_clipLane, &ClipLane::menuAsked, this, &TimelinePanel::showMenu);
    connect(m_clipLane, &ClipLane::detailsAsked, m_clipBar, &ClipBar::editName);
    connect(m_curves, &CurveEditor::menuAsked, this, &TimelinePanel::showMenu);
    connect(m_tracks->verticalScrollBar(), &QScrollBar::valueChanged, m_sheet, &DopeSheet::setScroll);
    connect(m_tracks, &QListWidget::itemSelectionChanged, this, &TimelinePanel::focusChosenTracks);
    say(this, [this] { sayTexts(); });
}

QString TimelinePanel::rateText(double fps) const { return tr("%1 fps").arg(locale().toString(fps, 'g', 6)); }

void TimelinePanel::sayTexts()
{
    setAccessibleName(tr("Timeline"));
    m_timecode->setAccessibleName(tr("Playhead"));
    m_timecode->setToolTip(tr("Minutes, seconds and frames of the playhead"));
    m_fps->setAccessibleName(tr("Frames a second"));
    m_fps->setToolTip(tr("Frames a second. Keys keep their moments."));
    for (int i = 0; i < m_fps->count(); ++i)
        m_fps->setItemText(i, rateText(m_fps->itemData(i).toDouble()));
    m_clipHead->setText(tr("Clips"));
    m_tracks->setAccessibleName(tr("Tracks"));
    for (int row = 0; row < m_tracks->count(); ++row)
        m_tracks->item(row)->setText(QString()); // showTracks() names them anew
    showTracks();
}

// --- parts ------------------------------------------------------------------------------------------------------------

QToolButton* TimelinePanel::addButton(QWidget* bar, const char* name, const QString& iconName, const char* text, std::function<void()> run)
{
    auto* button = new QToolButton(bar);
    button->setObjectName(QLatin1String(name));
    say(button, [button, text] {
        button->setToolTip(tr(text));
        button->setAccessibleName(tr(text).section(QStringLiteral(" ("), 0, 0));
    });
    button->setIcon(icon(iconName));
    button->setIconSize({16, 16});
    button->setFocusPolicy(Qt::TabFocus);
    connect(button, &QToolButton::clicked, this, std::move(run));
    bar->layout()->addWidget(button);
    return button;
}

QWidget* TimelinePanel::buildToolBar()
{
    auto* bar = new QWidget(this);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(6, 3, 6, 3);
    row->setSpacing(2);
    m_timecode = new QLabel(bar);
    m_timecode->setObjectName(QStringLiteral("timecode"));
    QFont digits = m_timecode->font();
    digits.setFamily(QStringLiteral("monospace"));
    digits.setBold(true);
    m_timecode->setFont(digits);
    m_timecode->setMinimumWidth(76);
    row->addWidget(m_timecode);
    addButton(bar, "timeline.start", QStringLiteral("to-start"), QT_TR_NOOP("To the start of the range"), [this] { m_scene->setPlayhead(m_scene->timeline().start); });
    addButton(bar, "timeline.previousKey", QStringLiteral("key-previous"), QT_TR_NOOP("Key before (Ctrl+Left)"), [this] { m_scene->goToKey(-1); });
    m_play = addButton(bar, "timeline.play", QStringLiteral("play"), QT_TR_NOOP("Play (Space; J K L)"), [this] { togglePlay(); });
    addButton(bar, "timeline.nextKey", QStringLiteral("key-next"), QT_TR_NOOP("Key after (Ctrl+Right)"), [this] { m_scene->goToKey(1); });
    m_loop = addButton(bar, "timeline.loop", QStringLiteral("loop"), QT_TR_NOOP("Repeat the range"), [this] { m_transport->setLooping(m_loop->isChecked()); });
    m_loop->setCheckable(true);
    m_loop->setChecked(true);
    row->addSpacing(10);
    m_autoKey = addButton(bar, "timeline.autoKey", QStringLiteral("record"), QT_TR_NOOP("Automatic keys (what moves an animated control sets a key)"),
                          [this] { Q_EMIT autoKeyChanged(m_autoKey->isChecked()); });
    m_autoKey->setCheckable(true);
    m_autoKey->setChecked(true);
    addButton(bar, "timeline.addKey", QStringLiteral("key-add"), QT_TR_NOOP("Add keys at the playhead (Insert)"), [this] { m_scene->addKeys(); });
    m_snap = addButton(bar, "timeline.snap", QStringLiteral("snap"), QT_TR_NOOP("Snap to frames (S)"), [this] { m_scene->setSnapping(m_snap->isChecked()); });
    m_snap->setCheckable(true);
    m_snap->setChecked(true);
    row->addSpacing(10);
    addButton(bar, "timeline.bezier", QStringLiteral("tangent-bezier"), QT_TR_NOOP("Bezier curve (1)"), [this] { m_scene->setTangents(avatar::Tangent::Bezier); });
    addButton(bar, "timeline.linear", QStringLiteral("tangent-linear"), QT_TR_NOOP("Straight line (2)"), [this] { m_scene->setTangents(avatar::Tangent::Linear); });
    addButton(bar, "timeline.hold", QStringLiteral("tangent-hold"), QT_TR_NOOP("Hold until the next key (3)"), [this] { m_scene->setTangents(avatar::Tangent::Hold); });
    row->addSpacing(10);
    m_curvesShown = addButton(bar, "timeline.curves", QStringLiteral("curves"), QT_TR_NOOP("Curves instead of marks (C)"), [this] { showCurves(m_curvesShown->isChecked()); });
    m_curvesShown->setCheckable(true);
    addButton(bar, "timeline.fit", QStringLiteral("frame"), QT_TR_NOOP("Show everything (Home)"), [this] { fit(); });
    row->addStretch(1);
    m_fps = new QComboBox(bar);
    m_fps->setObjectName(QStringLiteral("timeline.fps"));
    m_fps->setFocusPolicy(Qt::TabFocus);
    for (const double rate : kRates)
        m_fps->addItem(QString(), rate);
    connect(m_fps, &QComboBox::activated, this, [this](int index) {
        m_scene->edit(QT_TRANSLATE_NOOP("Edit", "Frames a second"), avatar::withFps(m_scene->timeline(), m_fps->itemData(index).toDouble()));
    });
    row->addWidget(m_fps);
    auto* more = addButton(bar, "timeline.menu", QStringLiteral("sliders"), QT_TR_NOOP("What can be done with motion"), [] {});
    auto* menu = new QMenu(more);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] {
        menu->clear();
        fillMenu(*menu);
    });
    more->setMenu(menu);
    more->setPopupMode(QToolButton::InstantPopup);
    return bar;
}

QWidget* TimelinePanel::buildTracks()
{
    m_tracks->setObjectName(QStringLiteral("trackList"));
    m_tracks->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_tracks->setUniformItemSizes(true);
    m_tracks->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_tracks->setIconSize({10, 10});
    m_tracks->setStyleSheet(QStringLiteral("QListWidget::item { padding: 0 6px; border-radius: 0; }"));
    m_tracks->setMinimumWidth(110);
    auto* frame = new QWidget(this);
    auto* column = new QVBoxLayout(frame);
    column->setContentsMargins(0, m_ruler->sizeHint().height(), 0, 0); // rows lie beside the rows of the sheet
    column->setSpacing(0);
    column->addWidget(buildSoundHead());
    m_clipHead = new QLabel(frame);
    m_clipHead->setObjectName(QStringLiteral("clipHead"));
    m_clipHead->setContentsMargins(8, 0, 6, 0);
    column->addWidget(m_clipHead);
    column->addWidget(m_tracks);
    return frame;
}

QWidget* TimelinePanel::buildSoundHead()
{
    m_soundHead = new QWidget(this);
    m_soundHead->setObjectName(QStringLiteral("soundHead"));
    m_soundHead->setFixedHeight(SoundLane::kHeight);
    auto* row = new QHBoxLayout(m_soundHead);
    row->setContentsMargins(6, 0, 6, 0);
    row->setSpacing(4);
    m_mute = addButton(m_soundHead, "timeline.mute", QStringLiteral("sound"), QT_TR_NOOP("Mute the sound (neither played nor exported)"), [this] {
        m_scene->edit(QT_TRANSLATE_NOOP("Edit", "Mute the sound"), avatar::withSoundMuted(m_scene->timeline(), m_mute->isChecked()));
    });
    m_mute->setCheckable(true);
    m_soundName = new QLabel(m_soundHead);
    m_soundName->setObjectName(QStringLiteral("soundName"));
    m_soundName->setTextFormat(Qt::PlainText);
    m_soundName->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    row->addWidget(m_soundName, 1);
    return m_soundHead;
}

void TimelinePanel::fillMenu(QMenu& menu)
{
    const bool hasKeys = !m_scene->selection().empty(), hasTracks = !m_scene->timeline().tracks.empty();
    const auto add = [&](const char* name, const QString& text, bool isEnabled, std::function<void()> run) {
        QAction* action = menu.addAction(text, this, std::move(run));
        action->setObjectName(QLatin1String(name));
        action->setEnabled(isEnabled);
    };
    add("timeline.copy", tr("Copy keys"), hasKeys, [this] { m_scene->copySelected(); });
    add("timeline.paste", tr("Paste keys at the playhead"), true, [this] { m_scene->paste(); });
    add("timeline.selectAll", tr("Select all keys"), hasTracks, [this] { m_scene->selectAll(); });
    add("timeline.remove", tr("Remove keys"), hasKeys, [this] { m_scene->removeSelected(); });
    add("timeline.removeTracks", tr("Remove the chosen tracks"), !m_scene->focusedTracks().isEmpty(), [this] {
        std::vector<std::string> ids;
        for (const QString& id : m_scene->focusedTracks())
            ids.push_back(id.toStdString());
        m_scene->edit(QString::fromStdString(avatar::controlEditName(QT_TRANSLATE_NOOP("Edit", "Remove tracks"), ids)), avatar::withoutTracks(m_scene->timeline(), ids));
    });
    menu.addSeparator();
    add("timeline.auto", tr("Automatic handles"), hasKeys, [this] { m_scene->setHandles(avatar::Handles::Auto); });
    add("timeline.aligned", tr("Aligned handles"), hasKeys, [this] { m_scene->setHandles(avatar::Handles::Aligned); });
    add("timeline.free", tr("Free handles"), hasKeys, [this] { m_scene->setHandles(avatar::Handles::Free); });
    menu.addSeparator();
    add("timeline.simplify", tr("Simplify curves"), hasTracks, [this] { generate(QT_TRANSLATE_NOOP("Edit", "Simplify curves"), avatar::simplified(m_scene->timeline(), kSimplifyTolerance)); });
    add("timeline.bake", tr("A key on every frame"), hasTracks, [this] { generate(QT_TRANSLATE_NOOP("Edit", "Bake curves"), avatar::baked(m_scene->timeline(), m_scene->timeline().fps)); });
    add("timeline.slower", tr("Twice as long"), hasTracks, [this] { generate(QT_TRANSLATE_NOOP("Edit", "Retime"), avatar::retimed(m_scene->timeline(), 2.0)); });
    add("timeline.faster", tr("Half as long"), hasTracks, [this] { generate(QT_TRANSLATE_NOOP("Edit", "Retime"), avatar::retimed(m_scene->timeline(), 0.5)); });
    add("timeline.mirror", tr("Mirror left and right"), hasTracks, [this] { generate(QT_TRANSLATE_NOOP("Edit", "Mirror motion"), avatar::mirrored(m_scene->timeline())); });
    menu.addSeparator();
    add("timeline.blinks", tr("Blinks over the range"), true,
        [this] { generate(QT_TRANSLATE_NOOP("Edit", "Blinks"), avatar::withBlinks(m_scene->timeline(), m_rest, {.seed = m_seed++})); });
    add("timeline.fidgets", tr("Small movements over the range"), true,
        [this] { generate(QT_TRANSLATE_NOOP("Edit", "Small movements"), avatar::withFidgets(m_scene->timeline(), m_rest, {.seed = m_seed++})); });
    menu.addSeparator();
    addClipEntries(menu);
    menu.addSeparator();
    add("timeline.sound", tr("Sound track…"), true, [this] { Q_EMIT soundAsked(); });
    add("timeline.removeSound", tr("Remove the sound"), m_scene->timeline().sound.has_value(),
        [this] { m_scene->edit(QT_TRANSLATE_NOOP("Edit", "Remove the sound"), avatar::withoutSound(m_scene->timeline())); });
    menu.addSeparator();
    add("timeline.import", tr("Import a recorded motion…"), true, [this] { Q_EMIT importAsked(); });
    add("timeline.export", tr("Export as a table…"), hasTracks, [this] { Q_EMIT exportAsked(); });
}

void TimelinePanel::addClipEntries(QMenu& menu)
{
    const auto add = [&](const char* name, const QString& text, bool isEnabled, std::function<void()> run) {
        QAction* action = menu.addAction(text, this, std::move(run));
        action->setObjectName(QLatin1String(name));
        action->setEnabled(isEnabled);
    };
    const std::string chosen = m_scene->chosenClip();
    const auto changed = [this](const QString& name, const avatar::TimelineWithClip& made) { m_scene->editClip(name, made.timeline, made.name); };
    // A clip needs two moments.
    const auto& keys = m_scene->selection();
    const bool canBeClip = std::ranges::any_of(keys, [&](const avatar::KeyRef& key) { return std::abs(key.time - keys.begin()->time) > avatar::kShortestClip; });
    add("timeline.clipOfKeys", tr("Make the chosen keys a clip"), canBeClip, [this, changed] {
        changed(QT_TRANSLATE_NOOP("Edit", "Clip of keys"), avatar::withClipOfKeys(m_scene->timeline(), m_scene->selection(), tr("Motion").toStdString()));
    });
    avatar::Timeline still = m_scene->timeline(); // the range alone
    still.tracks.clear();
    still.clips.clear();
    add("timeline.clipOfBlinks", tr("Blinks as a clip"), true, [this, still] {
        layIdleClip(tr("Blinks"), avatar::withBlinks(still, {}, {.seed = m_seed++}));
    });
    add("timeline.clipOfFidgets", tr("Small movements as a clip"), true, [this, still] {
        layIdleClip(tr("Small movements"), avatar::withFidgets(still, {}, {.seed = m_seed++}));
    });
    add("timeline.openClip", tr("Clip from a file…"), true, [this] { Q_EMIT clipOpenAsked(); });
    add("timeline.doubleClip", tr("Double the clip"), !chosen.empty(),
        [this, changed, chosen] { changed(QT_TRANSLATE_NOOP("Edit", "Double a clip"), avatar::withClipDoubled(m_scene->timeline(), chosen)); });
    add("timeline.bakeClip", tr("Turn the clip into keys"), !chosen.empty(),
        [this, chosen] { m_scene->editClip(QT_TRANSLATE_NOOP("Edit", "Turn a clip into keys"), avatar::withClipBaked(m_scene->timeline(), chosen, m_rest), chosen); });
    add("timeline.saveClip", tr("Save the clip as a file…"), !chosen.empty(), [this] { Q_EMIT clipSaveAsked(); });
    add("timeline.removeClip", tr("Remove the clip"), !chosen.empty(),
        [this, chosen] { m_scene->editClip(QT_TRANSLATE_NOOP("Edit", "Remove a clip"), avatar::withoutClip(m_scene->timeline(), chosen), chosen); });
}

/// Movements about neutral as a clip that adds to whatever the head does.
void TimelinePanel::layIdleClip(const QString& name, const avatar::Timeline& motion)
{
    if (motion.tracks.empty())
        return; // the range is too short for any
    double start = avatar::kLongestTimeline;
    for (const auto& [id, track] : motion.tracks)
        start = std::min(start, track.keys().front().time);
    auto made = avatar::withClip(m_scene->timeline(), name.toStdString(), motion.tracks, start);
    avatar::ClipPlace place = avatar::findClip(made.timeline, made.name).place;
    place.blend = avatar::ClipBlend::Add;
    m_scene->editClip(QT_TRANSLATE_NOOP("Edit", "Clip of motion"), avatar::withClipPlaced(std::move(made.timeline), made.name, place), made.name);
}

void TimelinePanel::generate(const QString& name, const avatar::Timeline& timeline) { m_scene->edit(name, timeline); }

void TimelinePanel::showMenu(const QPoint& globalPos)
{
    QMenu menu(this);
    fillMenu(menu);
    menu.exec(globalPos);
}

// --- showing ----------------------------------------------------------------------------------------------------------

void TimelinePanel::setTimeline(const avatar::Timeline& timeline, const head::ControlValues& rest)
{
    m_rest = rest;
    m_scene->setTimeline(timeline);
}

void TimelinePanel::setSound(std::shared_ptr<const sound::Envelope> envelope) { m_soundLane->setEnvelope(std::move(envelope)); }

void TimelinePanel::showSound()
{
    const auto& sound = m_scene->timeline().sound;
    m_soundLane->setVisible(sound.has_value());
    m_soundHead->setVisible(sound.has_value());
    if (!sound)
        return;
    const QString name = QString::fromStdString(sound->name);
    m_soundName->setText(name);
    m_soundName->setToolTip(name.toHtmlEscaped());
    m_mute->setChecked(sound->isMuted);
    m_mute->setIcon(icon(sound->isMuted ? QStringLiteral("sound-off") : QStringLiteral("sound")));
}

void TimelinePanel::showTracks()
{
    const bool hasClips = !m_scene->timeline().clips.empty();
    m_clipLane->setVisible(hasClips);
    m_clipHead->setVisible(hasClips);
    m_clipHead->setFixedHeight(m_clipLane->height());
    const QStringList& ids = m_scene->trackIds();
    {
        const QSignalBlocker silent(m_tracks);
        while (m_tracks->count() > ids.size() + 1)
            delete m_tracks->takeItem(m_tracks->count() - 1);
        while (m_tracks->count() < ids.size() + 1)
            m_tracks->addItem(QString());
        for (int row = 0; row < m_tracks->count(); ++row) {
            QListWidgetItem* item = m_tracks->item(row);
            const QString id = row == 0 ? QString() : ids[row - 1];
            if (item->data(Qt::UserRole).toString() != id || item->text().isEmpty()) {
                item->setText(row == 0 ? tr("All tracks") : trackLabel(id.toStdString()));
                item->setIcon(row == 0 ? QIcon() : QIcon(swatch(trackColour(id.toStdString()))));
                item->setData(Qt::UserRole, id);
                item->setSizeHint({0, DopeSheet::kRowHeight});
            }
            item->setSelected(m_scene->focusedTracks().contains(id));
        }
    }
    const avatar::Timeline& timeline = m_scene->timeline();
    m_transport->setRange(timeline.start, timeline.end);
    int index = m_fps->findData(timeline.fps);
    if (index < 0) {
        m_fps->addItem(rateText(timeline.fps), timeline.fps);
        index = m_fps->count() - 1;
    }
    m_fps->setCurrentIndex(index);
    showSound();
    showNumbers();
}

void TimelinePanel::showNumbers() { m_timecode->setText(timecodeText(m_scene->playhead(), m_scene->timeline().fps)); }

void TimelinePanel::focusChosenTracks()
{
    QStringList ids;
    for (const QListWidgetItem* item : m_tracks->selectedItems())
        if (const QString id = item->data(Qt::UserRole).toString(); !id.isEmpty())
            ids += id;
    m_scene->focusTracks(ids);
}

bool TimelinePanel::isAutoKey() const { return m_autoKey->isChecked(); }

void TimelinePanel::setAutoKey(bool isOn) { m_autoKey->setChecked(isOn); }

void TimelinePanel::showCurves(bool isShown)
{
    m_curvesShown->setChecked(isShown);
    QWidget* wanted = isShown ? static_cast<QWidget*>(m_curves) : m_sheet;
    const bool hadFocus = m_views->currentWidget()->hasFocus();
    m_views->setCurrentWidget(wanted);
    if (isShown)
        m_curves->fitValues();
    if (hadFocus)
        wanted->setFocus();
}

bool TimelinePanel::isShowingCurves() const { return m_views->currentWidget() == m_curves; }

void TimelinePanel::fit()
{
    m_scene->fit(m_views->width());
    m_curves->fitValues();
}

void TimelinePanel::reveal(const QString& id)
{
    const auto row = m_scene->trackIds().indexOf(id);
    if (row < 0)
        return;
    m_tracks->clearSelection();
    m_tracks->setCurrentRow(int(row) + 1);
    showCurves(true);
}

bool TimelinePanel::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_views && event->type() == QEvent::Resize) {
        // Until somebody zooms, everything stays in view.
        const QSize before = static_cast<QResizeEvent*>(event)->oldSize();
        TimelineScene asFitted;
        asFitted.setTimeline(m_scene->timeline());
        asFitted.fit(before.width());
        if (!before.isValid() || asFitted.view() == m_scene->view())
            fit();
    }
    return QWidget::eventFilter(watched, event);
}

// --- keys -------------------------------------------------------------------------------------------------------------

void TimelinePanel::togglePlay()
{
    if (m_transport->isPlaying())
        m_transport->stop();
    else
        m_transport->play(m_scene->playhead());
}

bool TimelinePanel::handles(const QKeyEvent& event) const
{
    const auto modifiers = event.modifiers() & ~Qt::KeypadModifier;
    static const QList<int> kPlain = {Qt::Key_Space, Qt::Key_J, Qt::Key_K, Qt::Key_L, Qt::Key_Left, Qt::Key_Right, Qt::Key_Home, Qt::Key_I, Qt::Key_O,
                                      Qt::Key_Delete, Qt::Key_S, Qt::Key_1, Qt::Key_2, Qt::Key_3, Qt::Key_Insert, Qt::Key_C};
    static const QList<int> kWithCtrl = {Qt::Key_Left, Qt::Key_Right, Qt::Key_C, Qt::Key_V, Qt::Key_A};
    // In the list of tracks and on buttons, Space keeps what it means there.
    const bool isInViews = m_sheet->hasFocus() || m_curves->hasFocus() || m_clipLane->hasFocus();
    if (modifiers == Qt::NoModifier)
        return kPlain.contains(event.key()) && (isInViews || event.key() != Qt::Key_Space);
    return modifiers == Qt::ControlModifier && kWithCtrl.contains(event.key());
}

bool TimelinePanel::event(QEvent* event)
{
    // These keys mean something else in the window; here they are the timeline's.
    if (event->type() == QEvent::ShortcutOverride && handles(*static_cast<QKeyEvent*>(event))) {
        event->accept();
        return true;
    }
    return QWidget::event(event);
}

void TimelinePanel::keyPressEvent(QKeyEvent* event)
{
    if (!handles(*event))
        return QWidget::keyPressEvent(event);
    const bool isCtrl = event->modifiers().testFlag(Qt::ControlModifier);
    switch (event->key()) {
    case Qt::Key_Space: return togglePlay();
    case Qt::Key_J: return m_transport->shuttle(m_scene->playhead(), -1);
    case Qt::Key_K: return m_transport->stop();
    case Qt::Key_L: return m_transport->shuttle(m_scene->playhead(), 1);
    case Qt::Key_Left: return isCtrl ? m_scene->goToKey(-1) : m_scene->goToFrame(-1);
    case Qt::Key_Right: return isCtrl ? m_scene->goToKey(1) : m_scene->goToFrame(1);
    case Qt::Key_Home: return fit();
    case Qt::Key_I: return m_scene->setRangeStart(m_scene->playhead());
    case Qt::Key_O: return m_scene->setRangeEnd(m_scene->playhead());
    case Qt::Key_Delete: return m_scene->removeSelected();
    case Qt::Key_S: return m_scene->setSnapping(!m_scene->isSnapping());
    case Qt::Key_1: return m_scene->setTangents(avatar::Tangent::Bezier);
    case Qt::Key_2: return m_scene->setTangents(avatar::Tangent::Linear);
    case Qt::Key_3: return m_scene->setTangents(avatar::Tangent::Hold);
    case Qt::Key_Insert: return m_scene->addKeys();
    case Qt::Key_C: return isCtrl ? m_scene->copySelected() : showCurves(!isShowingCurves());
    case Qt::Key_V: return m_scene->paste();
    case Qt::Key_A: return m_scene->selectAll();
    default: return QWidget::keyPressEvent(event);
    }
}

} // namespace effigy::ui
