// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/view_commands.h"

#include "base/error.h"
#include "ui/after_task.h"
#include "ui/window/prompts.h"

#include <QDir>
#include <QFileInfo>
#include <QImageReader>
#include <QSettings>
#include <QStandardPaths>

namespace effigy::ui {
namespace {

constexpr int kLargestBackdrop = 4096; // pixels a side

const QString kNavigation = QStringLiteral("view/navigation");
const QString kBackdrop = QStringLiteral("view/backdrop");
const QString kColour = QStringLiteral("view/backdropColour");
const QString kPicture = QStringLiteral("view/backdropPicture");
const QString kGrid = QStringLiteral("view/grid");
const QString kSafeAreas = QStringLiteral("view/safeAreas");
const QString kReducedMotion = QStringLiteral("view/reducedMotion");
const QString kGizmo = QStringLiteral("view/gizmo");

/// Throws Error "bad_photo".
QImage readBackdrop(const QString& path)
{
    QImageReader reader(path);
    reader.setAutoTransform(true);
    const QSize size = reader.size();
    if (size.isValid() && std::max(size.width(), size.height()) > kLargestBackdrop)
        reader.setScaledSize(size.scaled(kLargestBackdrop, kLargestBackdrop, Qt::KeepAspectRatio));
    const QImage picture = reader.read();
    if (picture.isNull())
        throw base::Error("bad_photo", QFileInfo(path).fileName().toStdString() + " cannot be read as a picture.",
                          "Choose another picture for the background.");
    return picture;
}

/// "Pictures/Effigy/portrait-001.png": the first number that is free.
QString freePicturePath(const QString& name)
{
    const QDir folder(QStandardPaths::writableLocation(QStandardPaths::PicturesLocation) + QStringLiteral("/Effigy"));
    folder.mkpath(QStringLiteral("."));
    for (int number = 1;; ++number) {
        const QString path = folder.filePath(QStringLiteral("%1-%2.png").arg(name).arg(number, 3, 10, QLatin1Char('0')));
        if (!QFileInfo::exists(path))
            return path;
    }
}

/// Throws Error "storage".
QString writtenPicture(const QImage& image, const QString& name)
{
    const QString path = freePicturePath(name);
    if (!image.save(path))
        throw base::Error("storage", "The picture could not be written to your pictures folder.",
                          "Check that the folder exists and that the disk has room.");
    return path;
}

} // namespace

ViewCommands::ViewCommands(Viewport* viewport, Prompts* prompts, QObject* parent)
    : QObject(parent), m_viewport(viewport), m_prompts(prompts)
{
}

void ViewCommands::setMode(ViewMode mode)
{
    ViewState view = m_viewport->view();
    view.mode = mode;
    m_viewport->setView(view);
}

void ViewCommands::toggleCompare(CompareMode mode)
{
    ViewState view = m_viewport->view();
    view.compare = view.compare == mode ? CompareMode::Off : mode;
    view.matchesPhoto = view.matchesPhoto || view.compare != CompareMode::Off; // only there do photo and avatar coincide
    m_viewport->setView(view);
}

void ViewCommands::changeOverlay(int tenths) { m_viewport->setOverlayOpacity(m_viewport->overlayOpacity() + 0.1 * tenths); }

void ViewCommands::setBackdrop(Backdrop backdrop)
{
    ViewDressing dressing = m_viewport->dressing();
    dressing.backdrop = backdrop;
    m_viewport->setDressing(dressing);
}

QString ViewCommands::backdrop() const
{
    const ViewDressing& dressing = m_viewport->dressing();
    if (dressing.backdrop == Backdrop::Picture && !dressing.picture.isNull())
        return m_backdropPath;
    return plainColour(dressing).name().mid(1).toUpper();
}

void ViewCommands::askForColour()
{
    ViewDressing dressing = m_viewport->dressing();
    const auto colour = m_prompts->colour(dressing.colour);
    if (colour) {
        dressing.colour = *colour;
        dressing.backdrop = Backdrop::Colour;
        m_viewport->setDressing(dressing);
    } else {
        Q_EMIT m_viewport->dressingChanged(); // the menu shows what still is
    }
}

void ViewCommands::askForPicture()
{
    const QString path = m_prompts->photoToOpen();
    if (path.isEmpty())
        Q_EMIT m_viewport->dressingChanged();
    else
        loadPicture(path);
}

void ViewCommands::loadPicture(const QString& path)
{
    afterTask(
        this, [path] { return readBackdrop(path); },
        [this, path](const QImage& picture) {
            m_backdropPath = path;
            ViewDressing dressing = m_viewport->dressing();
            dressing.picture = picture;
            dressing.backdrop = Backdrop::Picture;
            m_viewport->setDressing(dressing);
        },
        [this](const Failure& failure) { Q_EMIT failed(failure); });
}

void ViewCommands::toggleGrid()
{
    ViewDressing dressing = m_viewport->dressing();
    dressing.hasGrid = !dressing.hasGrid;
    m_viewport->setDressing(dressing);
}

void ViewCommands::toggleSafeAreas()
{
    ViewDressing dressing = m_viewport->dressing();
    dressing.hasSafeAreas = !dressing.hasSafeAreas;
    m_viewport->setDressing(dressing);
}

void ViewCommands::toggleGizmo()
{
    ViewDressing dressing = m_viewport->dressing();
    dressing.hasGizmo = !dressing.hasGizmo;
    m_viewport->setDressing(dressing);
}

void ViewCommands::toggleReducedMotion()
{
    m_viewport->setReducedMotion(!m_viewport->hasReducedMotion());
    Q_EMIT m_viewport->dressingChanged();
}

void ViewCommands::setNavigation(NavigationPreset preset)
{
    m_viewport->setNavigation(preset);
    Q_EMIT navigationChanged(preset);
}

void ViewCommands::takePicture(Picture kind, const QString& name)
{
    const QImage image = kind == Picture::Transparent ? m_viewport->frame() : m_viewport->picture();
    afterTask(
        this, [image, name] { return writtenPicture(image, name); }, [this](const QString& path) { Q_EMIT pictureTaken(path); },
        [this](const Failure& failure) { Q_EMIT failed(failure); });
}

void ViewCommands::save(QSettings& settings) const
{
    const ViewDressing& dressing = m_viewport->dressing();
    settings.setValue(kNavigation, navigationName(m_viewport->navigation()));
    settings.setValue(kBackdrop, int(dressing.backdrop));
    settings.setValue(kColour, dressing.colour.name());
    settings.setValue(kPicture, m_backdropPath);
    settings.setValue(kGrid, dressing.hasGrid);
    settings.setValue(kSafeAreas, dressing.hasSafeAreas);
    settings.setValue(kGizmo, dressing.hasGizmo);
    settings.setValue(kReducedMotion, m_viewport->hasReducedMotion());
}

void ViewCommands::restore(const QSettings& settings)
{
    setNavigation(navigationFromName(settings.value(kNavigation).toString()).value_or(NavigationPreset::Simple));
    ViewDressing dressing = m_viewport->dressing();
    const QColor colour(settings.value(kColour).toString());
    if (colour.isValid())
        dressing.colour = colour;
    const auto backdrop = Backdrop(std::clamp(settings.value(kBackdrop, 0).toInt(), 0, int(Backdrop::Picture)));
    const QString picture = settings.value(kPicture).toString();
    if (backdrop != Backdrop::Picture)
        dressing.backdrop = backdrop;
    else if (QFileInfo::exists(picture))
        loadPicture(picture);
    dressing.hasGrid = settings.value(kGrid, dressing.hasGrid).toBool();
    dressing.hasSafeAreas = settings.value(kSafeAreas, dressing.hasSafeAreas).toBool();
    dressing.hasGizmo = settings.value(kGizmo, dressing.hasGizmo).toBool();
    m_viewport->setReducedMotion(settings.value(kReducedMotion, false).toBool());
    m_viewport->setDressing(dressing);
}

} // namespace effigy::ui
