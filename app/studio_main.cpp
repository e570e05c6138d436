// SPDX-License-Identifier: GPL-3.0-or-later
//
// effigy-studio: makes the window's services and the window, and with --screenshot a picture of it.
#include "base/error.h"
#include "base/resources.h"
#include "photo/decode.h"
#include "photo/face_finder.h"
#include "project/recovery.h"
#include "tensorio/tensor_memory.h"
#include "ui/pixels.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/viewport/viewport.h"
#include "ui/window/dialog_prompts.h"
#include "ui/window/studio_window.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QFileInfo>
#include <QLibraryInfo>
#include <QSettings>
#include <QTemporaryDir>
#include <QTimer>
#include <QTranslator>

#include <cstdio>

using namespace effigy;

namespace {

constexpr int kScanSide = 1600;       // pixels: enough to find and to show faces
constexpr int kFaceSide = 300;        // pixels of a face to choose
constexpr int kGrabDelayMs = 1500;    // for what follows the first picture: icons of the presets, the thumbnail
constexpr int kPatienceMs = 120'000;  // a screenshot that has not come by then will not

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

QString samplePhoto()
{
    const auto path = base::resourceFolder() / "sample" / "portrait.jpg";
    return std::filesystem::exists(path) ? QString::fromStdString(path.string()) : QString();
}

ui::StudioServices makeServices(ui::Prompts& prompts)
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
            .scanPhoto = scanPhoto,
            .tuningQuality = QSettings().value(QStringLiteral("tuning/quality"), QStringLiteral("standard")).toString(),
            .tunesAtOnce = true,
            .render = {}};
}

struct Options {
    QString path;
    QSize size;
    QString screenshot;
    QStringList select;
    QString mode;
    QString compare;
    QString view;
    QString preset;
};

Options parse(const QCoreApplication& application)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("The Effigy studio: one photo in, a living 3D head out.\n"
                                                    "Example: effigy-studio portrait.jpg"));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument("path", "A project (.effigy) or a photo to open.", "[PROJECT|PHOTO]");
    parser.addOptions({{"size", "Size of the window.", "WxH"},
                       {"screenshot", "Draw the window into this file as soon as the avatar is rendered, and quit.", "OUT.png"},
                       {"select", "Select a control, for example jawOpen.", "CONTROL"},
                       {"mode", "avatar, textured, clay or wire.", "MODE"},
                       {"compare", "split or difference.", "HOW"},
                       {"view", "match, front, threeQuarter, left or right.", "VIEW"},
                       {"preset", "Apply an expression, for example smile.", "ID"}});
    parser.process(application);
    Options options{.path = parser.positionalArguments().value(0),
                    .size = {},
                    .screenshot = parser.value("screenshot"),
                    .select = parser.values("select"),
                    .mode = parser.value("mode"),
                    .compare = parser.value("compare"),
                    .view = parser.value("view"),
                    .preset = parser.value("preset")};
    const QStringList sides = parser.value("size").split(QLatin1Char('x'));
    if (sides.size() == 2)
        options.size = QSize(sides[0].toInt(), sides[1].toInt());
    return options;
}

/// Does by name what --mode, --compare, --view and --preset ask for, through the window's own commands.
void applyOptions(ui::StudioWindow& window, const Options& options)
{
    const auto trigger = [&](const QString& id) {
        if (auto* action = window.findChild<QAction*>(id))
            action->trigger();
        else
            std::fprintf(stderr, "effigy-studio: unknown choice %s\n", qPrintable(id));
    };
    if (!options.view.isEmpty())
        trigger(QStringLiteral("view.") + options.view);
    if (!options.mode.isEmpty())
        trigger(QStringLiteral("mode.") + options.mode);
    if (!options.compare.isEmpty())
        trigger(QStringLiteral("compare.") + options.compare);
    if (!options.preset.isEmpty()) {
        const auto presets = avatar::builtInPresets();
        window.session().applyPreset(avatar::findPreset(presets, options.preset.toStdString()), 1.0);
    }
    for (const QString& control : options.select)
        window.selectControl(control);
}

void takeScreenshot(ui::StudioWindow& window, const QString& path)
{
    const bool isSaved = window.grab().save(path);
    if (!isSaved)
        std::fprintf(stderr, "effigy-studio: %s cannot be written\n", qPrintable(path));
    QCoreApplication::exit(isSaved ? 0 : 1);
}

void arrangeScreenshot(ui::StudioWindow& window, const Options& options)
{
    auto* grab = new QTimer(&window);
    grab->setSingleShot(true);
    QObject::connect(grab, &QTimer::timeout, &window, [&window, options] { takeScreenshot(window, options.screenshot); });
    if (options.path.isEmpty())
        grab->start(kGrabDelayMs);
    else
        QObject::connect(&window, &ui::StudioWindow::settled, grab, [grab] { grab->start(kGrabDelayMs); });
    QObject::connect(&window, &ui::StudioWindow::openingFailed, &window, [](const ui::Failure& failure) {
        std::fprintf(stderr, "effigy-studio: %s %s\n", qPrintable(failure.message), qPrintable(failure.hint));
        QCoreApplication::exit(1);
    });
    QTimer::singleShot(kPatienceMs, &window, [] {
        std::fprintf(stderr, "effigy-studio: the avatar was not rendered in time\n");
        QCoreApplication::exit(1);
    });
}

void installTranslations(QApplication& application)
{
    auto* ours = new QTranslator(&application);
    // English is a translation, too: it has the plural forms.
    if (ours->load(QLocale(), QStringLiteral("effigy"), QStringLiteral("_"), QStringLiteral(":/translations")) ||
        ours->load(QStringLiteral(":/translations/effigy_en.qm")))
        QCoreApplication::installTranslator(ours);
    auto* qts = new QTranslator(&application);
    if (qts->load(QLocale(), QStringLiteral("qtbase"), QStringLiteral("_"), QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(qts);
}

int run(QApplication& application)
{
    const Options options = parse(application);
    QTemporaryDir freshSettings; // a screenshot shows the window as it comes, and changes nobody's settings
    if (!options.screenshot.isEmpty()) {
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, freshSettings.path());
    }
    ui::DialogPrompts prompts;
    ui::StudioWindow window(makeServices(prompts));
    prompts.setWindow(&window);
    if (options.size.isValid())
        window.resize(options.size);
    QObject::connect(&window.session(), &ui::Session::opened, &window, [&window, options] { applyOptions(window, options); },
                     Qt::QueuedConnection); // once the window has shown the avatar
    if (!options.screenshot.isEmpty())
        arrangeScreenshot(window, options);
    window.show();
    if (!options.path.isEmpty())
        window.openPath(options.path);
    return QApplication::exec();
}

} // namespace

int main(int argc, char** argv)
{
    tensorio::keepTensorMemory();
    QApplication application(argc, argv);
    QCoreApplication::setOrganizationName(QStringLiteral("Effigy"));
    QCoreApplication::setApplicationName(QStringLiteral("effigy-studio"));
    QCoreApplication::setApplicationVersion(QStringLiteral(EFFIGY_VERSION));
    QGuiApplication::setDesktopFileName(QStringLiteral("effigy-studio"));
    QApplication::setWindowIcon(ui::icon(QStringLiteral("effigy")));
    ui::applyTheme(application);
    installTranslations(application);
    try {
        return run(application);
    } catch (const base::Error& error) { // nothing to show a window with: resources or the home folder are missing
        std::fprintf(stderr, "effigy-studio: %s\n%s\n", error.what(), error.hint().c_str());
        return 1;
    }
}
