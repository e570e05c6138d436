// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sound/envelope.h"
#include "ui/timeline/timeline_scene.h"
#include "ui/timeline/transport.h"

#include <QWidget>

#include <functional>
#include <memory>

class QComboBox;
class QLabel;
class QListWidget;
class QMenu;
class QStackedWidget;
class QToolButton;

namespace effigy::ui {

class ClipBar;
class ClipLane;
class CurveEditor;
class DopeSheet;
class SoundLane;
class TimeRuler;

/// The timeline: transport, tracks, dope sheet and curves. It shows what it is given and says what a hand wants changed.
///
/// Keys while it has the focus: Space plays, J K L shuttle, Left and Right go by frames, Ctrl with them by keys, I and O set the
/// range, Home fits, C changes to curves and back, Delete removes, Ctrl+C, Ctrl+V and Ctrl+A as everywhere, S turns
/// snapping on and off, 1 2 3 make Bezier, linear and held keys, Insert adds keys at the playhead.
class TimelinePanel : public QWidget {
    Q_OBJECT
public:
    explicit TimelinePanel(QWidget* parent = nullptr);

    [[nodiscard]] TimelineScene& scene() { return *m_scene; }
    [[nodiscard]] Transport& transport() { return *m_transport; }
    [[nodiscard]] DopeSheet& dopeSheet() { return *m_sheet; }
    [[nodiscard]] ClipLane& clipLane() { return *m_clipLane; }
    [[nodiscard]] SoundLane& soundLane() { return *m_soundLane; }
    [[nodiscard]] CurveEditor& curves() { return *m_curves; }

    /// The document's timeline, and the pose that is set: where generated motion rests.
    void setTimeline(const avatar::Timeline& timeline, const head::ControlValues& rest);
    /// The timeline's sound, once it has been read; null: not yet, or none.
    void setSound(std::shared_ptr<const sound::Envelope> envelope);
    [[nodiscard]] bool isAutoKey() const;
    void setAutoKey(bool isOn);
    void showCurves(bool isShown);
    [[nodiscard]] bool isShowingCurves() const;
    void fit();
    /// Chooses the track of a control, if it has one, and shows its curve.
    void reveal(const QString& id);

Q_SIGNALS:
    void gestureStarted();
    void edited(const QString& name, const effigy::avatar::Timeline& timeline);
    void gestureFinished();
    /// The playhead moved, by hand or because it plays.
    void timeChanged(double seconds);
    void playingChanged(bool isPlaying);
    void autoKeyChanged(bool isOn);
    void soundAsked();
    /// A motion from a file is wanted as a clip, or the chosen clip as a file.
    void clipOpenAsked();
    void clipSaveAsked();
    void importAsked();
    void exportAsked();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    [[nodiscard]] QWidget* buildToolBar();
    [[nodiscard]] QString rateText(double fps) const;
    void sayTexts();
    [[nodiscard]] QWidget* buildTracks();
    [[nodiscard]] QWidget* buildSoundHead();
    void showSound();
    void addClipEntries(QMenu& menu);
    void layIdleClip(const QString& name, const avatar::Timeline& motion);
    /// `text`: marked for translation with QT_TR_NOOP; what is in brackets are its keys.
    QToolButton* addButton(QWidget* bar, const char* name, const QString& iconName, const char* text, std::function<void()> run);
    void fillMenu(QMenu& menu);
    void showMenu(const QPoint& globalPos);
    void showTracks();
    void showNumbers();
    void focusChosenTracks();
    void togglePlay();
    void generate(const QString& name, const avatar::Timeline& timeline);
    [[nodiscard]] bool handles(const QKeyEvent& event) const;

    TimelineScene* m_scene;
    Transport* m_transport;
    QListWidget* m_tracks;
    TimeRuler* m_ruler;
    SoundLane* m_soundLane;
    ClipLane* m_clipLane;
    ClipBar* m_clipBar;
    DopeSheet* m_sheet;
    CurveEditor* m_curves;
    QStackedWidget* m_views;
    QWidget* m_soundHead = nullptr; // beside the lane
    QLabel* m_soundName = nullptr;
    QLabel* m_clipHead = nullptr; // beside the clips
    QToolButton* m_mute = nullptr;
    QToolButton* m_play = nullptr;
    QToolButton* m_loop = nullptr;
    QToolButton* m_snap = nullptr;
    QToolButton* m_autoKey = nullptr;
    QToolButton* m_curvesShown = nullptr;
    QComboBox* m_fps = nullptr;
    QLabel* m_timecode = nullptr;
    head::ControlValues m_rest;
    std::uint64_t m_seed = 1; // of the next generated motion
};

} // namespace effigy::ui
