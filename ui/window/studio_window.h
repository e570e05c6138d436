// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/document/session.h"
#include "ui/theme/tokens.h"
#include "ui/window/studio_services.h"

#include <QMainWindow>

#include <optional>
#include <vector>

class QStackedWidget;

namespace effigy::ui {

class ActionTable;
class AvatarFrames;
class CheatSheet;
class ControlPanel;
class DocumentCommands;
class ExportPanel;
class FitWorkspace;
class HistoryPanel;
class JobsPanel;
class LookGallery;
class LookPilot;
class GradePanel;
class GradePilot;
class ManualWindow;
class MessageBar;
class ModelCatalog;
class PoseHandles;
class FaceHand;
class GazePad;
class PosePilot;
class SoundPilot;
class SoundPlayer;
class PresetPanel;
class RecentProjects;
class StartPage;
class StatusLine;
class TilePictures;
class TimelinePanel;
class TimelinePilot;
class ToolStrip;
class TopBar;
class ViewCommands;
class Viewport;
class ViewportPilot;
class WorkKeeper;
class WorkspaceDocks;
struct Command;

/// The studio's window: start page or a workspace's page in the middle, docks around it. It makes its parts and connects
/// them with the session; what they do is theirs. The workspaces are a table (workspaces.h), the actions another
/// (studio_actions.cpp).
class StudioWindow : public QMainWindow {
    Q_OBJECT
public:
    explicit StudioWindow(StudioServices services, QWidget* parent = nullptr);
    ~StudioWindow() override;

    /// A project, or a photo to make one of.
    void openPath(const QString& path);
    /// The guide for a first start; anybody may run it again.
    void runGuide();

    [[nodiscard]] Session& session() { return *m_session; }
    [[nodiscard]] JobQueue& jobs() { return *m_queue; }
    [[nodiscard]] const ActionTable& actions() const { return *m_actions; }
    [[nodiscard]] WorkspaceDocks& workspaces() { return *m_docks; }
    [[nodiscard]] Viewport& viewport() { return *m_viewport; }
    [[nodiscard]] ControlPanel& controls() { return *m_controls; }
    [[nodiscard]] LookPilot& looks() { return *m_looks; }
    [[nodiscard]] TimelinePanel& timeline() { return *m_timeline; }
    /// The viewport shows a full picture of the newest state.
    [[nodiscard]] bool isSettled() const;
    /// Everything that the window loads by itself has come: the start page's tiles; or the full picture, the pictures of
    /// the expressions and the thumbnail.
    [[nodiscard]] bool isAtRest() const;

    void selectControl(const QString& id);
    [[nodiscard]] std::vector<Command> commands();

Q_SIGNALS:
    void settled();
    /// isAtRest() has become true.
    void rested();
    /// A photo or project could not be opened, or a picture not be rendered.
    void failed(const effigy::ui::Failure& failure);

protected:
    void changeEvent(QEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void buildCentre();
    void buildDocks();
    void buildBars();
    void addActions();
    void addFileActions();
    void addEditActions();
    void addViewActions();
    void addModeActions();
    void addCompareActions();
    void addCameraActions();
    void addSurroundingActions();
    void addAvatarActions();
    void addWindowActions();
    void addLanguageActions();
    void addHelpActions();
    void connectSession();
    void connectPanels();
    void connectJobs();
    void connectWindow();
    void connectFit();
    void connectModels();
    void undo();
    void redo();
    [[nodiscard]] bool canUndo() const;
    [[nodiscard]] bool canRedo() const;
    /// What an export may take over from the viewport.
    [[nodiscard]] ShownScene shownScene() const;

    /// `dialog`: that the person asked in; null: in the window.
    void showManual(QWidget* dialog);
    void showPalette();
    void showPreferences();
    void showStartPage();
    void showProject();
    void showFailure(const Failure& failure);
    void showHistory();
    void showTitle();
    void tell(const QString& sentence);
    void tuneAvatar();
    /// The avatar that the project had belonged to the fit before.
    void offerTuning();
    /// The file of the photo holds another picture.
    void offerReplacement(const QString& photo);
    void showModels();
    void addModel(const QString& path);
    void editShortcuts();
    void showSearchShortcut();
    void toggleCheatSheet();
    void fillCheatSheet();
    /// Absent: the desktop's.
    void wear(std::optional<Theme> theme);
    void sayTexts();
    void speak(const QString& language);
    void announceRest();
    void announceEnd(const Job& job);
    void restoreWindow();
    void saveWindow() const;

    StudioServices m_services;
    Session* m_session;
    JobQueue* m_queue;
    ProjectJobs* m_projectJobs;
    DocumentCommands* m_document;
    RecentProjects* m_recents;
    WorkKeeper* m_keeper;
    ModelCatalog* m_models;
    AvatarFrames* m_frames;
    TilePictures* m_presetPictures;
    TilePictures* m_lookPictures;
    ActionTable* m_actions;
    QStackedWidget* m_pages;
    WorkspaceDocks* m_docks;
    TopBar* m_topBar;
    ToolStrip* m_toolBar;
    StatusLine* m_status;
    StartPage* m_startPage;
    Viewport* m_viewport;
    MessageBar* m_messages;
    bool m_tellsOfJob = false; // the bar's failure is that of a job
    ControlPanel* m_controls;
    ControlPanel* m_lookControls;
    LookGallery* m_lookGallery;
    LookPilot* m_looks;
    GradePanel* m_gradePanel;
    GradePilot* m_grade;
    PresetPanel* m_presetPanel;
    PosePilot* m_poses;
    GazePad* m_gazePad;
    HistoryPanel* m_history;
    ExportPanel* m_exportPanel;
    JobsPanel* m_jobsPanel;
    TimelinePanel* m_timeline;
    TimelinePilot* m_timelinePilot;
    SoundPlayer* m_soundPlayer;
    SoundPilot* m_soundPilot;
    ViewportPilot* m_pilot;
    ViewCommands* m_viewCommands;
    PoseHandles* m_handles;
    FaceHand* m_faceHand;
    FitWorkspace* m_fit;
    CheatSheet* m_cheatSheet;
    ManualWindow* m_manual = nullptr; // once it has been asked for
};

} // namespace effigy::ui
