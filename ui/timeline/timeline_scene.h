// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "avatar/timeline_edits.h"

#include <QColor>
#include <QObject>
#include <QStringList>

#include <optional>

namespace effigy::ui {

/// Which part of time is on the screen.
struct TimeView {
    double start = -0.1;            // seconds at the left edge
    double pixelsPerSecond = 160.0;
    [[nodiscard]] double xOf(double time) const { return (time - start) * pixelsPerSecond; }
    [[nodiscard]] double timeAt(double x) const { return start + x / pixelsPerSecond; }
    bool operator==(const TimeView&) const = default;
};

/// Name of an edit of these keys, by their controls: "Move keys: Jaw open".
[[nodiscard]] QString keyEditName(const char* deed, const avatar::KeySelection& keys);

/// What all views of a timeline share: the keys, which of them are chosen, the playhead, the piece of time that is shown. Views ask
/// it for changes; it shows them at once and tells the document.
class TimelineScene : public QObject {
    Q_OBJECT
public:
    explicit TimelineScene(QObject* parent = nullptr);

    [[nodiscard]] const avatar::Timeline& timeline() const { return m_timeline; }
    /// The document's timeline; keys that are gone are not chosen any more. No signal `edited`.
    void setTimeline(const avatar::Timeline& timeline);

    [[nodiscard]] const avatar::KeySelection& selection() const { return m_selection; }
    void select(avatar::KeySelection keys);
    void selectAll();

    [[nodiscard]] double playhead() const { return m_playhead; }
    /// Not before 0.
    void setPlayhead(double seconds);

    [[nodiscard]] const TimeView& view() const { return m_view; }
    void setView(const TimeView& view);
    /// Zooms about the moment at `x`.
    void zoom(double factor, double x);
    /// Shows the range, or all chosen keys if there are some, in `width` pixels.
    void fit(double width);

    /// Ids of the tracks, in the order of the controls.
    [[nodiscard]] const QStringList& trackIds() const { return m_trackIds; }
    /// Moments at which any track has a key, in order.
    [[nodiscard]] const std::vector<double>& keyTimes() const { return m_keyTimes; }
    /// Tracks that the curve editor shows: the chosen ones, or all.
    [[nodiscard]] QStringList shownTracks() const { return m_focusedTracks.isEmpty() ? m_trackIds : m_focusedTracks; }
    [[nodiscard]] const QStringList& focusedTracks() const { return m_focusedTracks; }
    void focusTracks(const QStringList& ids);

    [[nodiscard]] bool isSnapping() const { return m_isSnapping; }
    void setSnapping(bool isSnapping);
    /// `time` on the nearest frame when snapping, else as it is.
    [[nodiscard]] double snapped(double time) const;

    /// The clip of motion that is chosen; empty: none. One that goes is not chosen any more.
    [[nodiscard]] const std::string& chosenClip() const { return m_chosenClip; }
    void chooseClip(const std::string& name);

    // Changes: shown at once, then `edited`. A selection that comes along must be of keys of the new timeline.
    void edit(const QString& name, const avatar::Timeline& timeline, std::optional<avatar::KeySelection> selection = {});
    /// The same for what is done to `clip`, which is the chosen one then if there is one of that name: the edit is called `deed` and its name.
    void editClip(const QString& deed, const avatar::Timeline& timeline, const std::string& clip);
    void beginGesture() { Q_EMIT gestureStarted(); }
    void endGesture() { Q_EMIT gestureFinished(); }
    void removeSelected();
    void setTangents(avatar::Tangent tangent);
    void setHandles(avatar::Handles handles);
    void copySelected();
    /// At the playhead. Does nothing when there are no keys in the clipboard.
    void paste();
    /// A key on every shown track at the playhead; on one track only if `id` is given.
    void addKeys(const QString& id = {});
    void setRangeStart(double seconds);
    void setRangeEnd(double seconds);

    /// To the key before or after the playhead, of the focused tracks or of any.
    void goToKey(int direction);
    void goToFrame(int frames);

Q_SIGNALS:
    void timelineChanged();
    void selectionChanged();
    void playheadChanged(double seconds);
    void viewChanged();
    void focusChanged();
    void clipChosen();
    void snappingChanged(bool isSnapping);
    void gestureStarted();
    void edited(const QString& name, const effigy::avatar::Timeline& timeline);
    void gestureFinished();

private:
    void adopt(const avatar::Timeline& timeline);
    void show();

    avatar::Timeline m_timeline;
    avatar::KeySelection m_selection;
    double m_playhead = 0.0;
    TimeView m_view;
    QStringList m_trackIds;
    std::vector<double> m_keyTimes;
    QStringList m_focusedTracks;
    std::string m_chosenClip;
    bool m_isSnapping = true;
};

/// The colour of a control's curve: by its group, so that sides and neighbours belong together.
[[nodiscard]] QColor trackColour(std::string_view id);

/// The translated name of a control.
[[nodiscard]] QString trackLabel(std::string_view id);

/// "00:02:11", minutes, seconds and frames.
[[nodiscard]] QString timecodeText(double seconds, double fps);

} // namespace effigy::ui
