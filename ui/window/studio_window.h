// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "avatar/presets.h"
#include "avatar/render_loop.h"
#include "ui/document/session.h"
#include "ui/viewport/view_state.h"
#include "ui/window/project_jobs.h"

#include <QMainWindow>

#include <memory>
#include <vector>

class QLabel;
class QStackedWidget;
class QDockWidget;

namespace effigy::ui {

class ActionTable;
class AvatarFrames;
class ControlPanel;
class HistoryPanel;
class JobsPanel;
class MessageBar;
class ModelCatalog;
class PresetPanel;
class PresetPictures;
class RecentProjects;
class StartPage;
class Viewport;
class ViewportPilot;
struct Command;

/// What the window works with; app/ fills it in, tests put their own in.
struct StudioServices {
    Prompts* prompts = nullptr;            // outlives the window
    QString workerProgram;                 // the `effigy` command line
    QString recoveryFolder;                // where projects live that were never saved by hand
    std::function<QString(const QString& photo)> newProjectPath; // a free name in it
    QString samplePhoto;                   // empty: none
    QString modelFolder = {};              // of the model library; empty: the person's own
    std::vector<avatar::Preset> presets;
    PhotoScanner scanPhoto;
    QString tuningQuality = QStringLiteral("standard");
    bool tunesAtOnce = true;               // right after the reconstruction
    avatar::RenderLoop::RenderFunction render; // empty: the stage renderer
};

/// The studio's window: start page or viewport in the middle, controls, presets, history and jobs around it. It only connects
/// its parts with the session; what they do is theirs.
class StudioWindow : public QMainWindow {
    Q_OBJECT
public:
    explicit StudioWindow(StudioServices services, QWidget* parent = nullptr);
    ~StudioWindow() override;

    /// A project, or a photo to make one of.
    void openPath(const QString& path);

    [[nodiscard]] Session& session() { return *m_session; }
    [[nodiscard]] JobQueue& jobs() { return *m_queue; }
    [[nodiscard]] const ActionTable& actions() const { return *m_actions; }
    [[nodiscard]] Viewport& viewport() { return *m_viewport; }
    [[nodiscard]] ControlPanel& controls() { return *m_controls; }
    /// The viewport shows a full picture of the newest state.
    [[nodiscard]] bool isSettled() const;

    void selectControl(const QString& id);
    void setMode(ViewMode mode);
    void setCompare(CompareMode mode);
    [[nodiscard]] std::vector<Command> commands();

Q_SIGNALS:
    void settled();
    /// A photo or project could not be opened.
    void openingFailed(const effigy::ui::Failure& failure);

protected:
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void buildCentre();
    void buildDocks();
    void buildStatusBar();
    void buildToolBar();
    void addFileActions();
    void addEditActions();
    void addViewActions();
    void addWindowActions();
    void connectSession();
    void connectPanels();
    void connectJobs();
    QDockWidget* addDock(const QString& name, const QString& title, QWidget* content, Qt::DockWidgetArea area);

    void openPhoto(const QString& path);
    void saveOrSaveAs();
    void saveAs();
    void saveCopy();
    void exportAs(ExportKind kind);
    void showPalette();
    void showStartPage();
    void showFailure(const Failure& failure);
    void showHistory();
    void showTitle();
    void enableActions();
    void showJobCount();
    void showFrameTime(double seconds, bool isFull);
    void resetLayout();
    void copyPose();
    void pastePose();
    void restoreWindow();
    void saveWindow() const;

    StudioServices m_services;
    Session* m_session;
    JobQueue* m_queue;
    ProjectJobs* m_projectJobs;
    RecentProjects* m_recents;
    ModelCatalog* m_models;
    AvatarFrames* m_frames;
    PresetPictures* m_presetPictures;
    ActionTable* m_actions;
    QStackedWidget* m_pages;
    StartPage* m_startPage;
    Viewport* m_viewport;
    MessageBar* m_messages;
    ControlPanel* m_controls;
    PresetPanel* m_presetPanel;
    HistoryPanel* m_history;
    JobsPanel* m_jobsPanel;
    ViewportPilot* m_pilot;
    QDockWidget* m_jobsDock = nullptr;
    std::vector<QDockWidget*> m_editDocks; // of use only while a project is open
    QLabel* m_hint;
    QLabel* m_frameTime;
    QLabel* m_memory;
    QLabel* m_jobCount;
    QLabel* m_saveState;
    QByteArray m_defaultLayout;
};

} // namespace effigy::ui
