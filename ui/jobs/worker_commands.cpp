// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/worker_commands.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <numbers>

namespace effigy::ui {
namespace {

/// The context of the titles.
struct Title {
    Q_DECLARE_TR_FUNCTIONS(Jobs)
};

QString degrees(double radians) { return QString::number(radians * 180.0 / std::numbers::pi, 'f', 4); }

} // namespace

JobSpec reconstructJob(const QString& program, const QString& photo, const QString& project, int face, const FitStart& start)
{
    QStringList arguments{QStringLiteral("reconstruct"), photo, QStringLiteral("-o"), project};
    if (face >= 0)
        arguments << QStringLiteral("--face") << QString::number(face);
    if (!start.head.isEmpty())
        arguments << QStringLiteral("--head") << start.head;
    if (!start.deca.isEmpty())
        arguments << QStringLiteral("--deca") << start.deca;
    return {.title = Title::tr("Reconstruct %1").arg(QFileInfo(photo).fileName()),
            .verb = QStringLiteral("reconstruct"),
            .program = program,
            .arguments = arguments};
}

JobSpec randomHeadJob(const QString& program, quint32 seed, const QString& project)
{
    return {.title = Title::tr("Make up head %1").arg(seed),
            .verb = QStringLiteral("random-head"),
            .program = program,
            .arguments = {QStringLiteral("generate"), QStringLiteral("--seed"), QString::number(seed), QStringLiteral("-o"), project}};
}

JobSpec refitJob(const QString& program, const QString& project, const RefitChange& change)
{
    QStringList arguments{QStringLiteral("refit"), project};
    if (change.face)
        arguments << QStringLiteral("--face") << QString::number(*change.face);
    for (const QString& photo : change.addedPhotos)
        arguments << QStringLiteral("--photo") << photo;
    if (change.droppedPhoto > 0)
        arguments << QStringLiteral("--drop-photo") << QString::number(change.droppedPhoto);
    if (!change.replacement.isEmpty())
        arguments << QStringLiteral("--replace-photo") << change.replacement;
    if (change.fitsAnew)
        arguments << QStringLiteral("--anew");
    if (!change.deca.isEmpty())
        arguments << QStringLiteral("--deca") << change.deca;
    if (change.forgetsDeca)
        arguments << QStringLiteral("--no-deca");
    const QString title = change.replacement.isEmpty() ? Title::tr("Fit %1 again") : Title::tr("Replace the photo of %1");
    return {.title = title.arg(QFileInfo(project).completeBaseName()),
            .verb = QStringLiteral("refit"),
            .program = program,
            .arguments = arguments};
}

JobSpec exchangePhotosJob(const QString& program, const QString& project)
{
    return {.title = Title::tr("Former photo of %1").arg(QFileInfo(project).completeBaseName()),
            .verb = QStringLiteral("refit"),
            .program = program,
            .arguments = {QStringLiteral("refit"), project, QStringLiteral("--former-photo")}};
}

JobSpec invertJob(const QString& program, const QString& project, const QString& quality, const QString& model)
{
    QStringList arguments{QStringLiteral("invert"), project, QStringLiteral("--quality"), quality, QStringLiteral("--resume")};
    if (!model.isEmpty())
        arguments << QStringLiteral("--model") << model;
    return {.title = Title::tr("Tune the avatar of %1").arg(QFileInfo(project).completeBaseName()),
            .verb = QStringLiteral("invert"),
            .program = program,
            .arguments = arguments,
            .killAfterMs = 90'000}; // one step with a published generator on a busy machine, and writing its checkpoint
}

JobSpec learnJob(const QString& program, const QString& project, const QString& look, const QString& label)
{
    return {.title = Title::tr("Teach %1 the look “%2”").arg(QFileInfo(project).completeBaseName(), label),
            .verb = QStringLiteral("learn"),
            .program = program,
            .arguments = {QStringLiteral("style"), QStringLiteral("learn"), project, QStringLiteral("--look"), look, QStringLiteral("--resume")},
            .killAfterMs = 20'000}; // as tuning
}

JobSpec deviceTestJob(const QString& program, const QString& picture)
{
    return {.title = Title::tr("Test this computer"),
            .verb = QStringLiteral("generate"),
            .program = program,
            .arguments = {QStringLiteral("generate"), QStringLiteral("--seed"), QStringLiteral("3"), QStringLiteral("-o"), picture}};
}

JobSpec exportJob(const QString& program, const QString& project, const ExportOptions& options, const ShownScene& scene)
{
    const mesh::OrbitView& view = scene.view;
    QStringList arguments;
    const QStringList asInTheViewport{QStringLiteral("--yaw=") + degrees(view.yaw), QStringLiteral("--pitch=") + degrees(view.pitch),
                                      QStringLiteral("--fov=") + degrees(view.fov), QStringLiteral("--distance=") + QString::number(view.distance, 'f', 4)};
    switch (options.kind) {
    case ExportKind::Image:
        arguments << QStringLiteral("render") << project << QStringLiteral("-o") << options.path << QStringLiteral("--size")
                  << QString::number(options.size);
        if (options.matchesPhoto)
            arguments << QStringLiteral("--match-photo");
        else
            arguments << asInTheViewport;
        break;
    case ExportKind::Video:
        arguments << QStringLiteral("export") << QStringLiteral("video") << project << QStringLiteral("-o") << options.path
                  << QStringLiteral("--size") << QString::number(options.size) << QStringLiteral("--fps")
                  << QString::number(options.framesPerSecond);
        if (options.playsTimeline)
            arguments << QStringLiteral("--timeline") << asInTheViewport;
        else
            arguments << QStringLiteral("--turntable");
        if (options.playsTimeline && !options.hasSound)
            arguments << QStringLiteral("--no-sound");
        if (options.keepsAlpha)
            arguments << QStringLiteral("--alpha");
        break;
    case ExportKind::Mesh:
        arguments << QStringLiteral("export") << QStringLiteral("mesh") << project << QStringLiteral("-o") << options.path;
    }
    if (options.hasBackdrop && options.kind != ExportKind::Mesh)
        arguments << QStringLiteral("--background") << scene.backdrop;
    return {.title = Title::tr("Export %1").arg(QFileInfo(options.path).fileName()),
            .verb = QStringLiteral("export"),
            .program = program,
            .arguments = arguments};
}

JobSpec trackJob(const QString& program, const QString& project, const TrackOptions& options, const QString& motion)
{
    QStringList arguments{QStringLiteral("track"), project, QStringLiteral("--output"), motion, QStringLiteral("--video"), options.video,
                          QStringLiteral("--smoothing"), QString::number(options.smoothing)};
    if (options.from > 0.0)
        arguments << QStringLiteral("--from") << QString::number(options.from, 'f', 3);
    if (options.to > 0.0)
        arguments << QStringLiteral("--to") << QString::number(options.to, 'f', 3);
    const std::pair<bool, const char*> switches[] = {{!options.hasFace, "--no-face"}, {!options.hasGaze, "--no-gaze"}, {!options.hasHead, "--no-head"},
                                                     {options.isSamePerson, "--same-person"}};
    for (const auto& [isWanted, name] : switches)
        if (isWanted)
            arguments << QLatin1String(name);
    return {.title = Title::tr("Follow the face in %1").arg(QFileInfo(options.video).fileName()),
            .verb = QStringLiteral("track"),
            .program = program,
            .arguments = arguments};
}

} // namespace effigy::ui
