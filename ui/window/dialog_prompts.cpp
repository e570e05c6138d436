// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/dialog_prompts.h"

#include "generator/model_library.h"
#include "photo/clip.h"
#include "sound/sound_reader.h"
#include "ui/known_folder.h"
#include "ui/library/model_library_dialog.h"
#include "ui/theme/icons.h"
#include "ui/window/export_dialog.h"
#include "ui/window/photo_replacement_dialog.h"
#include "ui/window/shortcut_editor.h"
#include "ui/window/video_motion_dialog.h"

#include <QApplication>
#include <QClipboard>
#include <QColorDialog>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QToolButton>

namespace effigy::ui {
namespace {

/// The context of what is asked.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(Prompts)
};

/// "Videos (*.mp4 *.mov)".
QString filterOf(const QString& kind, std::span<const std::string_view> endings)
{
    QStringList patterns;
    for (const std::string_view ending : endings)
        patterns += QStringLiteral("*.") + QString::fromUtf8(ending.data(), qsizetype(ending.size()));
    return QStringLiteral("%1 (%2)").arg(kind, patterns.join(QLatin1Char(' ')));
}

QString withoutEnding(const QString& name) { return QFileInfo(name).completeBaseName(); }

void addBody(QDialog& dialog, const QString& title, const QString& text)
{
    dialog.setWindowTitle(title);
    auto* layout = new QVBoxLayout(&dialog);
    layout->setContentsMargins(20, 18, 20, 14);
    layout->setSpacing(14);
    auto* words = new QLabel(text, &dialog);
    words->setWordWrap(true);
    words->setOpenExternalLinks(true);
    layout->addWidget(words);
}

/// A text to read and to copy, and the buttons for it.
void addReport(QDialog& dialog, const QString& text)
{
    auto* report = new QPlainTextEdit(text, &dialog);
    report->setReadOnly(true);
    report->setObjectName(QStringLiteral("report"));
    report->setAccessibleName(Words::tr("Report"));
    report->setMinimumSize(560, 260);
    report->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, &dialog);
    auto* copy = buttons->addButton(Words::tr("Copy"), QDialogButtonBox::ActionRole);
    QObject::connect(copy, &QPushButton::clicked, &dialog, [report] { QApplication::clipboard()->setText(report->toPlainText()); });
    QObject::connect(buttons, &QDialogButtonBox::rejected, &dialog, &QDialog::reject);
    dialog.layout()->addWidget(report);
    dialog.layout()->addWidget(buttons);
}

QString photoFilter()
{
    return Words::tr("Photos") + QStringLiteral(" (*.jpg *.jpeg *.png *.webp *.tif *.tiff *.heic *.heif *.JPG *.JPEG *.PNG *.HEIC)");
}

} // namespace

QString DialogPrompts::photoToOpen()
{
    return remembered(QStringLiteral("photo"),
                      QFileDialog::getOpenFileName(m_window, Words::tr("Open photo"),
                                                   lastFolder(QStringLiteral("photo"), QStandardPaths::PicturesLocation), photoFilter()));
}

QStringList DialogPrompts::furtherPhotos()
{
    const QStringList paths =
        QFileDialog::getOpenFileNames(m_window, Words::tr("Add photos of the same person"),
                                      lastFolder(QStringLiteral("photo"), QStandardPaths::PicturesLocation), photoFilter());
    (void)remembered(QStringLiteral("photo"), paths.value(0));
    return paths;
}

QString DialogPrompts::projectToOpen()
{
    return remembered(QStringLiteral("project"),
                      QFileDialog::getOpenFileName(m_window, Words::tr("Open project"),
                                                   lastFolder(QStringLiteral("project"), QStandardPaths::DocumentsLocation),
                                                   Words::tr("Effigy projects") + QStringLiteral(" (*.effigy)")));
}

QString DialogPrompts::projectToSave(const QString& suggestedName)
{
    const QString start = lastFolder(QStringLiteral("project"), QStandardPaths::DocumentsLocation) + QLatin1Char('/') +
                          withoutEnding(suggestedName) + QStringLiteral(".effigy");
    QString path = QFileDialog::getSaveFileName(m_window, Words::tr("Save project"), start,
                                                Words::tr("Effigy projects") + QStringLiteral(" (*.effigy)"));
    if (!path.isEmpty() && QFileInfo(path).suffix() != QLatin1String("effigy"))
        path += QStringLiteral(".effigy");
    return remembered(QStringLiteral("project"), path);
}

QString DialogPrompts::modelToOpen()
{
    return remembered(QStringLiteral("model"),
                      QFileDialog::getOpenFileName(m_window, Words::tr("Add a model"),
                                                   lastFolder(QStringLiteral("model"), QStandardPaths::DownloadLocation),
                                                   filterOf(Words::tr("Models"), generator::kModelEndings)));
}

QString DialogPrompts::poseToOpen()
{
    return remembered(QStringLiteral("pose"),
                      QFileDialog::getOpenFileName(m_window, Words::tr("Add a pose"), lastFolder(QStringLiteral("pose"), QStandardPaths::DownloadLocation),
                                                   Words::tr("Poses") + QStringLiteral(" (*.json)")));
}

QString DialogPrompts::poseToSave(const QString& suggestedName)
{
    const QString start = lastFolder(QStringLiteral("pose"), QStandardPaths::DocumentsLocation) + QLatin1Char('/') + suggestedName;
    QString path = QFileDialog::getSaveFileName(m_window, Words::tr("Share the pose"), start + QStringLiteral(".json"), Words::tr("Poses") + QStringLiteral(" (*.json)"));
    if (!path.isEmpty() && QFileInfo(path).suffix().isEmpty())
        path += QStringLiteral(".json");
    return remembered(QStringLiteral("pose"), path);
}

QString DialogPrompts::motionToOpen()
{
    return remembered(QStringLiteral("motion"),
                      QFileDialog::getOpenFileName(m_window, Words::tr("Import a recorded motion"),
                                                   lastFolder(QStringLiteral("motion"), QStandardPaths::DocumentsLocation),
                                                   Words::tr("Tables of Live Link Face") + QStringLiteral(" (*.csv)")));
}

QString DialogPrompts::clipToOpen()
{
    return remembered(QStringLiteral("clip"),
                      QFileDialog::getOpenFileName(m_window, Words::tr("Clip from a file"), lastFolder(QStringLiteral("clip"), QStandardPaths::DocumentsLocation),
                                                   Words::tr("Clips of motion") + QStringLiteral(" (*.json)")));
}

QString DialogPrompts::clipToSave(const QString& suggestedName)
{
    const QString folder = lastFolder(QStringLiteral("clip"), QStandardPaths::DocumentsLocation);
    QString path = QFileDialog::getSaveFileName(m_window, Words::tr("Save the clip"), folder + QLatin1Char('/') + suggestedName + QStringLiteral(".json"),
                                                Words::tr("Clips of motion") + QStringLiteral(" (*.json)"));
    if (!path.isEmpty() && QFileInfo(path).suffix().isEmpty())
        path += QStringLiteral(".json");
    return remembered(QStringLiteral("clip"), path);
}

QString DialogPrompts::motionToSave(const QString& suggestedName)
{
    QString path = QFileDialog::getSaveFileName(m_window, Words::tr("Export the motion as a table"), suggestedName + QStringLiteral(".csv"),
                                                Words::tr("Tables of Live Link Face") + QStringLiteral(" (*.csv)"));
    if (!path.isEmpty() && QFileInfo(path).suffix().isEmpty())
        path += QStringLiteral(".csv");
    return remembered(QStringLiteral("motion"), path);
}

QString DialogPrompts::videoToOpen()
{
    return remembered(QStringLiteral("video"),
                      QFileDialog::getOpenFileName(m_window, Words::tr("Motion from a video"), lastFolder(QStringLiteral("video"), QStandardPaths::MoviesLocation),
                                                   filterOf(Words::tr("Videos"), photo::kVideoEndings)));
}

QString DialogPrompts::soundToOpen()
{
    return remembered(QStringLiteral("sound"),
                      QFileDialog::getOpenFileName(m_window, Words::tr("Sound track"), lastFolder(QStringLiteral("sound"), QStandardPaths::MusicLocation),
                                                   filterOf(Words::tr("Sounds"), sound::kSoundEndings)));
}

QString DialogPrompts::cubeToOpen()
{
    return remembered(QStringLiteral("cube"),
                      QFileDialog::getOpenFileName(m_window, Words::tr("Colour table"), lastFolder(QStringLiteral("cube"), QStandardPaths::DocumentsLocation),
                                                   Words::tr("Colour tables") + QStringLiteral(" (*.cube *.CUBE)")));
}

QString DialogPrompts::cubeToSave(const QString& suggestedName)
{
    QString path = QFileDialog::getSaveFileName(m_window, Words::tr("Write the grade as a colour table"), suggestedName + QStringLiteral(".cube"),
                                                Words::tr("Colour tables") + QStringLiteral(" (*.cube)"));
    if (!path.isEmpty() && QFileInfo(path).suffix().isEmpty())
        path += QStringLiteral(".cube");
    return remembered(QStringLiteral("cube"), path);
}

std::optional<TrackOptions> DialogPrompts::trackOptions(const QString& video)
{
    VideoMotionDialog dialog(video, m_window);
    return dialog.exec() == QDialog::Accepted ? std::optional(dialog.options()) : std::nullopt;
}

QString DialogPrompts::showModels(ModelCatalog& catalog, bool canTune)
{
    ModelLibraryDialog dialog(catalog, [this] { return modelToOpen(); }, canTune, m_window);
    dialog.exec();
    return dialog.tuneWith();
}

std::optional<int> DialogPrompts::faceOf(const std::vector<FaceChoice>& faces)
{
    constexpr int kSide = 150, kColumns = 4;
    QDialog dialog(m_window);
    addBody(dialog, Words::tr("Choose a face"), Words::tr("This photo shows several people. Whose head shall it be?"));
    auto* grid = new QGridLayout;
    std::optional<int> chosen;
    for (int i = 0; i < int(faces.size()); ++i) {
        auto* button = new QToolButton(&dialog);
        button->setObjectName(QStringLiteral("face%1").arg(i));
        button->setAccessibleName(Words::tr("Face %1").arg(i + 1));
        button->setIcon(QPixmap::fromImage(faces[std::size_t(i)].picture));
        button->setIconSize({kSide, kSide});
        QObject::connect(button, &QToolButton::clicked, &dialog, [&dialog, &chosen, i] {
            chosen = i;
            dialog.accept();
        });
        grid->addWidget(button, i / kColumns, i % kColumns);
    }
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, &dialog);
    QObject::connect(buttons, &QDialogButtonBox::rejected, &dialog, &QDialog::reject);
    static_cast<QVBoxLayout*>(dialog.layout())->addLayout(grid);
    dialog.layout()->addWidget(buttons);
    dialog.exec();
    return chosen;
}

std::optional<ExportOptions> DialogPrompts::exportOptions(ExportKind kind, const QString& suggestedName)
{
    const auto home = kind == ExportKind::Mesh    ? QStandardPaths::DocumentsLocation
                      : kind == ExportKind::Video ? QStandardPaths::MoviesLocation
                                                  : QStandardPaths::PicturesLocation;
    ExportDialog dialog(kind, lastFolder(QStringLiteral("export"), home) + QLatin1Char('/') + withoutEnding(suggestedName), m_window);
    if (dialog.exec() != QDialog::Accepted)
        return std::nullopt;
    return dialog.options();
}

bool DialogPrompts::mayReplace(const QString& path)
{
    return QMessageBox::question(m_window, Words::tr("Replace file?"),
                                 Words::tr("“%1” exists already. Replace it?").arg(QFileInfo(path).fileName())) == QMessageBox::Yes;
}

bool DialogPrompts::mayReplacePhoto(const PhotoReplacement& replacement)
{
    PhotoReplacementDialog dialog(replacement, m_window);
    return dialog.exec() == QDialog::Accepted;
}

bool DialogPrompts::mayStopJobs(int count)
{
    QMessageBox box(QMessageBox::Question, Words::tr("Stop the jobs?"), Words::tr("%n job(s) are still running. What they have so far will be kept.", nullptr, count),
                    QMessageBox::NoButton, m_window);
    box.addButton(Words::tr("Keep working"), QMessageBox::RejectRole);
    const auto* stop = box.addButton(Words::tr("Stop and close"), QMessageBox::AcceptRole);
    box.exec();
    return box.clickedButton() == stop;
}

std::optional<QColor> DialogPrompts::colour(const QColor& initial)
{
    const QColor chosen = QColorDialog::getColor(initial, m_window, Words::tr("Background colour"));
    return chosen.isValid() ? std::optional(chosen) : std::nullopt;
}

void DialogPrompts::showDetails(const Failure& failure)
{
    QDialog dialog(m_window);
    addBody(dialog, Words::tr("Details"), failureHtml(failure));
    addReport(dialog, failureReport(failure));
    dialog.exec();
}

void DialogPrompts::showLog(const QString& title, const QString& log)
{
    QDialog dialog(m_window);
    addBody(dialog, Words::tr("Log"), QStringLiteral("<b>%1</b>").arg(title.toHtmlEscaped()));
    addReport(dialog, log.isEmpty() ? Words::tr("Nothing was written yet.") : log);
    dialog.exec();
}

void DialogPrompts::showShortcuts(ActionTable& actions)
{
    ShortcutEditor(actions, m_window).exec();
}

GuideEnd DialogPrompts::showGuide(const GuideChoices& choices)
{
    FirstRunGuide guide(choices, m_window);
    guide.exec();
    return guide.end();
}

void DialogPrompts::showAbout()
{
    QDialog dialog(m_window);
    addBody(dialog, Words::tr("About Effigy"),
            QStringLiteral("<h2>Effigy %1</h2><p>%2</p>").arg(QApplication::applicationVersion(), Words::tr("One photo in, a living 3D head out. Everything runs on this computer; no photo leaves it.")) +
                QStringLiteral("<p>%1</p>").arg(Words::tr("Effigy is free software under the GNU General Public License, version 3 or later. It comes without any warranty.")) +
                QStringLiteral("<p>%1</p><p style='color: gray'>%2</p>")
                    .arg(Words::tr("The free head is built from CC0 data of the MakeHuman community. The sample photo is a work of the United States government."),
                         QStringLiteral("Qt 6 (LGPL-3), QCustomPlot (GPL-3), libtorch (BSD), OpenCV (Apache-2), dlib (Boost), Ceres (BSD), Eigen (MPL-2), "
                                        "SQLite (public domain), FFmpeg (LGPL/GPL), libheif (LGPL-3), Little CMS (MIT), tinygltf (MIT), nlohmann-json (MIT), "
                                        "spdlog (MIT), CLI11 (BSD).")));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, &dialog);
    QObject::connect(buttons, &QDialogButtonBox::rejected, &dialog, &QDialog::reject);
    dialog.layout()->addWidget(buttons);
    dialog.setMinimumWidth(520);
    dialog.exec();
}

} // namespace effigy::ui
