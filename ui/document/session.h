// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/document/project_store.h"

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

    void beginGesture();
    void endGesture();
    void setControls(std::span<const std::pair<std::string, double>> changes, const QString& name);
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
    void historyChanged();
    void savedChanged();
    void copied(const QString& path);
    void failed(const effigy::ui::Failure& failure);

private:
    void apply(const avatar::Edit& edit);
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
    quint64 m_revision = 0;
    quint64 m_savedRevision = 0;
    bool m_isSaving = false;
};

} // namespace effigy::ui
