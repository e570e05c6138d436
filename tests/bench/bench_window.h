// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "avatar/looks.h"
#include "avatar/presets.h"
#include "bench/hand.h"
#include "studio_fixture.h"
#include "tensorio/tensor_memory.h"
#include "ui/theme/theme.h"
#include "ui/window/studio_window.h"

#include <QApplication>
#include <QFile>
#include <QSettings>
#include <QTemporaryDir>

#include <memory>

namespace effigy::bench {

/// The studio's application and its window of 1600 x 1000, as on a fresh machine: with settings and files of its own, which go with it.
class BenchWindow {
public:
    BenchWindow(int& argc, char** argv) : m_application(argc, argv)
    {
        QCoreApplication::setOrganizationName(QStringLiteral("EffigyBench"));
        ui::applyTheme(m_application, ui::Theme::Dark);
        const QTemporaryDir& folder = m_home.folder;
        m_window = std::make_unique<ui::StudioWindow>(
            ui::StudioServices{.prompts = &m_answers,
                               .recoveryFolder = folder.filePath(QStringLiteral("recovery")),
                               .newProjectPath = [&folder](const QString&) { return folder.filePath(QStringLiteral("new.effigy")); },
                               .presets = avatar::builtInPresets(),
                               .looks = avatar::builtInLooks(),
                               .scanPhoto = [](const QString&) { return ui::PhotoScan(); },
                               .tunesAtOnce = false});
        m_window->resize(1600, 1000);
        m_window->show();
    }
    [[nodiscard]] ui::StudioWindow& window() { return *m_window; }
    /// The folder that holds everything.
    [[nodiscard]] QString home() const { return m_home.folder.path(); }
    /// Opens a copy of the project at `path`, which stays as it is.
    void open(const char* path)
    {
        const QString copy = m_home.folder.filePath(QStringLiteral("bench.effigy"));
        QFile::copy(QString::fromLocal8Bit(path), copy);
        m_window->openPath(copy);
    }

private:
    /// What must be so before there is an application.
    struct Home {
        Home()
        {
            (void)milliseconds(); // the clock begins
            tensorio::keepTensorMemory(); // as the studio does
            qputenv("XDG_DATA_HOME", folder.path().toUtf8());
            QSettings::setDefaultFormat(QSettings::IniFormat);
            QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder.path());
        }
        QTemporaryDir folder;
    };

    Home m_home;
    QApplication m_application;
    test::Answers m_answers;
    std::unique_ptr<ui::StudioWindow> m_window;
};

} // namespace effigy::bench
