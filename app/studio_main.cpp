// SPDX-License-Identifier: GPL-3.0-or-later
//
// effigy-studio: dresses the application and opens the first window, with --screenshot for a picture of it.
#include "app/studio_options.h"
#include "app/studio_screenshot.h"
#include "app/studio_windows.h"
#include "base/error.h"
#include "tensorio/tensor_memory.h"
#include "ui/language/languages.h"
#include "ui/theme/icons.h"
#include "ui/theme/system_theme.h"
#include "ui/theme/theme.h"
#include "ui/window/studio_window.h"

#include <QApplication>
#include <QFile>
#include <QFileInfo>
#include <QSettings>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <string_view>
#include <tuple>

using namespace effigy;

namespace {

void nameApplication()
{
    QCoreApplication::setOrganizationName(QStringLiteral("Effigy"));
    QCoreApplication::setApplicationName(QStringLiteral("effigy-studio"));
    QCoreApplication::setApplicationVersion(QStringLiteral(EFFIGY_VERSION));
}

/// Whether the command line only asks what there is; that needs no display.
bool asksForWords(int argc, char** argv)
{
    const std::string_view words[] = {"-h", "--help", "--help-all", "-v", "--version"};
    return std::any_of(argv + 1, argv + argc, [&](const char* word) { return std::find(std::begin(words), std::end(words), word) != std::end(words); });
}

/// A screenshot shows the window as it comes, and changes nobody's settings.
void useFreshSettings(const QTemporaryDir& folder)
{
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder.path());
}

/// Nor does it change the project: what the options edit, they edit in a copy. A project that cannot be copied is told when it
/// is opened.
QString copiedProject(const QString& path, const QTemporaryDir& folder)
{
    const QFileInfo file(path);
    const QString copy = folder.filePath(file.fileName());
    return file.suffix() == QLatin1String("effigy") && QFile::copy(path, copy) ? copy : path;
}

int run(QApplication& application)
{
    app::StudioOptions options = app::parseStudioOptions(application);
    const QTemporaryDir scratch;
    if (!options.screenshot.isEmpty()) {
        useFreshSettings(scratch);
        options.path = options.path.isEmpty() ? QString() : copiedProject(options.path, scratch);
    }
    ui::Speech speech;
    speech.speak(options.language.isEmpty() ? ui::chosenLanguage() : options.language);
    ui::SystemTheme system(QApplication::palette());
    ui::applyTheme(application, options.theme.value_or(ui::chosenTheme(system)));
    QObject::connect(&system, &ui::SystemTheme::changed, &application, [&application, &options](ui::Theme theme) {
        if (ui::followsSystemTheme() && !options.theme)
            ui::applyTheme(application, theme);
    });
    // Each language has letters of its own, and the theme chooses who draws them.
    QObject::connect(&speech, &ui::Speech::changed, &application, [&application] { ui::applyTheme(application, ui::currentTheme()); });
    using Journal = app::StudioWindows::Journal;
    app::StudioWindows windows(options.screenshot.isEmpty() ? Journal::Kept : Journal::None, &system, &speech);
    const std::unique_ptr<ui::StudioWindow> window(windows.make());
    window->setAttribute(Qt::WA_DeleteOnClose, false);
    if (options.size)
        window->resize(*options.size);
    window->show();
    app::playOptions(*window, options);
    const bool isFirstStart = !QSettings().contains(QStringLiteral("guide/seen"));
    if (isFirstStart && options.path.isEmpty() && options.screenshot.isEmpty())
        QMetaObject::invokeMethod(window.get(), &ui::StudioWindow::runGuide, Qt::QueuedConnection);
    return QApplication::exec();
}

} // namespace

int main(int argc, char** argv)
{
    tensorio::keepTensorMemory();
    nameApplication();
    if (asksForWords(argc, argv)) {
        const QCoreApplication words(argc, argv);
        std::ignore = app::parseStudioOptions(words); // tells, and ends the program
    }
    QApplication application(argc, argv);
    QGuiApplication::setDesktopFileName(QStringLiteral("effigy-studio"));
    QApplication::setWindowIcon(ui::icon(QStringLiteral("effigy")));
    try {
        return run(application);
    } catch (const base::Error& error) { // nothing to show a window with: resources or the home folder are missing
        std::fprintf(stderr, "effigy-studio: %s\n%s\n", error.what(), error.hint().c_str());
        return 1;
    }
}
