// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio_windows.h"

#include "base/error.h"
#include "base/resources.h"
#include "deca/network_head.h"
#include "head/head_library.h"
#include "photo/decode.h"
#include "photo/face_finder.h"
#include "project/fit_record.h"
#include "project/photo_change.h"
#include "project/recovery.h"
#include "ui/pixels.h"
#include "ui/window/dialog_prompts.h"
#include "ui/window/studio_window.h"

#include <QApplication>
#include <QFileInfo>
#include <QSettings>

namespace effigy::app {
namespace {

constexpr int kScanSide = 1600; // pixels: enough to find and to show faces
constexpr int kFaceSide = 300;  // pixels of a face to choose

QImage cropOf(const QImage& picture, const photo::DetectedFace& face)
{
    const double side = 1.7 * std::max(face.width, face.height);
    const QRectF around(face.x + face.width / 2.0 - side / 2.0, face.y + face.height / 2.0 - side * 0.55, side, side);
    return picture.copy(around.toRect()).scaled(kFaceSide, kFaceSide, Qt::KeepAspectRatio, Qt::SmoothTransformation);
}

ui::PhotoScan scanPhoto(const QString& path)
{
    const photo::Photo photo = photo::decodePhoto(path.toStdString(), {.maxSide = kScanSide});
    const auto faces = photo::FaceFinder().find(photo.image);
    if (faces.empty())
        throw base::Error("no_face", "No face was found in " + photo.name,
                          "Try a photo that shows the whole face, roughly from the front.");
    ui::PhotoScan scan{.picture = ui::toQImage(photo.image), .faces = {}};
    for (const photo::DetectedFace& face : faces)
        scan.faces.push_back({cropOf(scan.picture, face)});
    return scan;
}

/// The head model of the networks that the fit of `project` begins with; empty: it begins without.
QString decaHeadOf(const project::Project& project)
{
    if (!project::fitRecord(project).document.wish().startsFromDeca)
        return {};
    return QString::fromStdString(deca::networkHead(head::loadHead(project.info().headModel)->data()));
}

ui::PhotoComparison comparePhoto(const QString& project, const QString& photo)
{
    const project::Project opened = project::Project::open(project.toStdString(), project::Access::ReadOnly);
    const project::PhotoChange change = project::photoChange(opened, photo.toStdString(), std::nullopt);
    ui::PhotoComparison comparison{.isSameFile = change.isSameFile, .isSameFraming = change.framing.isSame, .face = change.face, .faces = {}, .decaHead = decaHeadOf(opened)};
    const QImage picture = ui::toQImage(change.photo.image);
    for (const photo::DetectedFace& face : change.faces)
        comparison.faces.push_back({cropOf(picture, face)});
    return comparison;
}

QString samplePhoto()
{
    const auto path = base::resourceFolder() / "sample" / "portrait.jpg";
    return std::filesystem::exists(path) ? QString::fromStdString(path.string()) : QString();
}

/// A window and the prompts it asks through.
struct PromptedWindow : ui::DialogPrompts, ui::StudioWindow {
    PromptedWindow(const std::function<ui::StudioServices(ui::Prompts&)>& services) : StudioWindow(services(*this))
    {
        setWindow(this);
        setAttribute(Qt::WA_DeleteOnClose);
    }
};

} // namespace

StudioWindows::StudioWindows(Journal journal, ui::SystemTheme* system, ui::Speech* speech, QObject* parent)
    : QObject(parent), m_journal(journal), m_system(system), m_speech(speech)
{
}

ui::StudioServices StudioWindows::services(ui::Prompts& prompts)
{
    return {.prompts = &prompts,
            .workerProgram = QCoreApplication::applicationDirPath() + QStringLiteral("/effigy"),
            .recoveryFolder = QString::fromStdString(project::recoveryFolder().string()),
            .newProjectPath =
                [](const QString& photo) {
                    const auto name = QFileInfo(photo).fileName().toStdString();
                    return QString::fromStdString(project::newRecoveryPath(name).string());
                },
            .samplePhoto = samplePhoto(),
            .presets = avatar::builtInPresets(),
            .visemes = avatar::builtInVisemes(),
            .poseFolder = QString::fromStdString(avatar::poseFolder().string()),
            .looks = avatar::builtInLooks(),
            .lookFolder = QString::fromStdString(avatar::lookFolder().string()),
            .scanPhoto = scanPhoto,
            .comparePhoto = comparePhoto,
            .tuningQuality = QSettings().value(QStringLiteral("tuning/quality"), QStringLiteral("standard")).toString(),
            .tunesAtOnce = true,
            .render = {},
            .notifier = &m_notifier,
            .journalFolder = m_journal == Journal::Kept
                                 ? QString::fromStdString((project::recoveryFolder().parent_path() / "open").string())
                                 : QString(),
            .systemTheme = m_system,
            .speech = m_speech,
            .openWindow = [this](const QString& path) { open(path); }};
}

ui::StudioWindow* StudioWindows::make()
{
    return new PromptedWindow([this](ui::Prompts& prompts) { return services(prompts); });
}

void StudioWindows::open(const QString& path)
{
    for (QWidget* widget : QApplication::topLevelWidgets()) {
        auto* window = qobject_cast<ui::StudioWindow*>(widget);
        if (window && !path.isEmpty() && window->session().isOpen() &&
            QFileInfo(window->session().path()) == QFileInfo(path)) {
            window->raise();
            window->activateWindow();
            return;
        }
    }
    ui::StudioWindow* window = make();
    window->show();
    if (!path.isEmpty())
        window->openPath(path);
}

} // namespace effigy::app
