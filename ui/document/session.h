// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/document/project_store.h"
#include "ui/panels/key_mark.h"

#include <QObject>
#include <QThread>

#include <span>
#include <utility>

namespace effigy::ui {

/// The project that a window edits: state, history and avatar on the UI thread, the file on a thread of its own. Every
/// gesture is written to the file as soon as it ends; nothing here waits for a disk.
class Session : public QObject {
    Q_OBJECT
public:
    explicit Session(const QString& recoveryFolder, QObject* parent = nullptr);
    /// Writes what is still unwritten, then ends the thread.
    ~Session() override;

    void open(const QString& path);
    void close();
    void reloadAvatar();
    void saveAs(const QString& path);
    void saveCopy(const QString& path);
    void setThumbnail(const QImage& image);
    /// The project's photo has been found there.
    void setPhotoPath(const QString& path);

    [[nodiscard]] bool isOpen() const { return m_avatar != nullptr; }
    [[nodiscard]] bool isReadOnly() const { return m_isReadOnly; }
    [[nodiscard]] bool isRecovery() const { return m_isRecovery; }
    [[nodiscard]] const QString& path() const { return m_path; }
    [[nodiscard]] const project::ProjectInfo& info() const { return m_info; }
    [[nodiscard]] const std::shared_ptr<const avatar::Avatar>& avatar() const { return m_avatar; }
    [[nodiscard]] const avatar::AvatarState& state() const { return m_document.state(); }
    [[nodiscard]] const avatar::EditHistory& history() const { return m_document.history(); }
    /// True while a gesture goes on: previews are enough.
    [[nodiscard]] bool isInGesture() const { return m_isInGesture; }
    /// False while the file does not hold the newest change yet.
    [[nodiscard]] bool isSaved() const { return m_savedRevision == m_revision; }

    /// Where the playhead is, seconds. Not part of the document.
    [[nodiscard]] double time() const { return m_time; }
    void setTime(double seconds);
    /// While it plays, previews are enough.
    [[nodiscard]] bool isPlaying() const { return m_isPlaying; }
    void setPlaying(bool isPlaying);
    /// With automatic keys, what moves an animated control sets a key at the playhead. Without, the control shows the value that
    /// was set until the playhead moves.
    [[nodiscard]] bool isAutoKey() const { return m_isAutoKey; }
    void setAutoKey(bool isAutoKey) { m_isAutoKey = isAutoKey; }

    /// What the controls are at the playhead: what sliders show.
    [[nodiscard]] head::ControlValues pose() const;
    /// The same by the influence of regions: what is rendered.
    [[nodiscard]] head::ControlValues shownControls() const;
    /// Controls that are shown as in the photo, to compare. Not part of the document.
    ///   of  who leaves them out; each has a list of its own
    void setBypassed(const QStringList& ids, const QString& of = {});
    /// How the timeline stands to a control at the playhead.
    [[nodiscard]] KeyMark keyMark(const QString& id) const;
    /// What clips of motion make of controls at the playhead.
    [[nodiscard]] avatar::ClipMoves clipMoves() const;
    void addKey(const QString& id);
    void removeKey(const QString& id);
    void setTimeline(const QString& name, const avatar::Timeline& timeline);
    /// Puts a sound on the timeline in place of the one that is there; the project keeps its bytes.
    void setSound(const avatar::SoundTrack& sound, const QByteArray& bytes);
    /// Reads the bytes of a sound that the project keeps; soundRead() brings them.
    void readSound(const QString& id);
    void setToning(const QString& name, const style::Toning& toning);
    /// Lays a colour table on the picture in place of the one that is there; the project keeps its file.
    void setLut(const style::LutName& lut, const QByteArray& bytes);
    /// Reads the bytes of a table that the project keeps; lutRead() brings them.
    void readLut(const QString& id);
    void setRegionWeight(avatar::Region region, double weight);

    void beginGesture();
    void endGesture();
    void setControls(std::span<const std::pair<std::string, double>> changes, const QString& name);
    /// Part of the way from the pose to `preset`.
    void applyPreset(const avatar::Preset& preset, double amount);
    void reset(const QStringList& ids);
    void resetAll();
    void mirrorPose();
    void pastePose(const head::ControlValues& pose);
    void undo();
    void redo();
    void goTo(int position);

    /// An avatar without a file, for tests and previews.
    void adopt(const OpenedProject& project);

Q_SIGNALS:
    void opened();
    void openFailed(const QString& path, const effigy::ui::Failure& failure);
    void closed();
    void avatarChanged();
    /// Controls changed, by whatever means.
    void stateChanged();
    /// The playhead moved, or playing began or ended.
    void timeChanged();
    void historyChanged();
    void savedChanged();
    void soundRead(const QString& id, const QByteArray& bytes);
    void lutRead(const QString& id, const QByteArray& bytes);
    void copied(const QString& path);
    /// The file that the photo of the project was read from holds another picture now: told once, after opening.
    void photoFileChanged(const QString& path);
    void failed(const effigy::ui::Failure& failure);
    /// What a hand did to a control does not show, because that clip of motion moves it here.
    void hiddenByClip(const QString& clip);

private:
    void apply(const avatar::Edit& edit);
    /// Gives controls values at the playhead, as keys or as the pose that is set.
    void change(std::span<const std::pair<std::string, double>> values, const std::string& name);
    /// What must lie beneath the clips of motion so that `values` show. Those that a clip hides are left out, and told.
    [[nodiscard]] std::vector<std::pair<std::string, double>> beneathClips(std::span<const std::pair<std::string, double>> values);
    /// Makes the change that `edit` makes of the pose at the playhead.
    void change(const avatar::Edit& edit);
    [[nodiscard]] avatar::AvatarState posed() const;
    [[nodiscard]] head::ControlValues poseBeneathClips() const;
    [[nodiscard]] double keyTime() const { return state().timeline.snapped(m_time); }
    void changed();
    void save();
    template<typename Task>
    void onStore(Task task)
    {
        QMetaObject::invokeMethod(m_store, [store = m_store, task] { task(*store); }, Qt::QueuedConnection);
    }

    QThread m_thread;
    ProjectStore* m_store; // lives on m_thread
    QString m_path;
    project::ProjectInfo m_info;
    bool m_isReadOnly = false;
    bool m_isRecovery = false;
    std::shared_ptr<const avatar::Avatar> m_avatar;
    avatar::Document m_document;
    bool m_isInGesture = false;
    avatar::Gesture m_gesture = 0;
    head::ControlValues m_gesturePose; // when the gesture began
    double m_time = 0.0;
    bool m_isPlaying = false;
    bool m_isAutoKey = true;
    std::map<QString, QStringList> m_bypassed; // by who leaves them out
    std::map<std::string, double> m_unkeyed; // values of animated controls that have no key
    quint64 m_revision = 0;
    quint64 m_savedRevision = 0;
    bool m_isSaving = false;
};

} // namespace effigy::ui
