// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/avatar/published_avatar.h"
#include "core/deca/made_networks.h"
#include "generator/generator.h"
#include "parity/packed_file.h"
#include "ui/library/model_catalog.h"
#include "ui/library/model_library_dialog.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QDropEvent>
#include <QFile>
#include <QFileInfo>
#include <QLabel>
#include <QListWidget>
#include <QMimeData>
#include <QProgressBar>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <filesystem>

using namespace effigy;
using namespace effigy::ui;

class TestModelLibraryDialog : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void showsTheShippedModel();
    void addsAModelFromAFile();
    void doesNothingWhenNoFileIsChosen();
    void tellsWhyAFileIsRefused();
    void checksAndTells();
    void choosesWhatNewAvatarsAreMadeWith();
    void photosForAPublishedModelAreFittedOnFlame();
    void flameBecomesAHead();
    void fitsBeginWithNetworksOfDeca();
    void takesAFileThatIsDropped();
    void tunesTheOpenProject();
    void tunesNothingWithoutAProject();
    void removesAModel();
    void closingStopsTheTask();
    void everyControlHasANameForEveryone();

private:
    template <typename Widget>
    Widget* part(const char* name) { return m_dialog->findChild<Widget*>(QLatin1String(name)); }
    void click(const char* name) { QTest::mouseClick(part<QPushButton>(name), Qt::LeftButton); }
    QString text(const char* name) { return part<QLabel>(name)->text(); }
    /// A generator of a few thousand weights; with `isShippedKind`, one that photos can be written into.
    QString modelFile(const char* name, bool isShippedKind = false);
    void addByHand(const QString& file, const QString& id);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ModelCatalog> m_catalog;
    std::unique_ptr<ModelLibraryDialog> m_dialog;
    QString m_answer;
    bool m_canTune = true;
};

void TestModelLibraryDialog::initTestCase()
{
    static QTemporaryDir settings;
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings.path());
    QCoreApplication::setOrganizationName(QStringLiteral("EffigyTest"));
    applyTheme(*qApp);
}

void TestModelLibraryDialog::init()
{
    QSettings().clear();
    m_answer.clear();
    m_folder = std::make_unique<QTemporaryDir>();
    qputenv("EFFIGY_HEADS", m_folder->filePath(QStringLiteral("heads")).toUtf8());
    m_catalog = std::make_unique<ModelCatalog>(m_folder->filePath(QStringLiteral("library")));
    m_dialog = std::make_unique<ModelLibraryDialog>(*m_catalog, [this] { return m_answer; }, m_canTune);
    m_dialog->show();
    QTRY_COMPARE(part<QListWidget>("modelList")->count(), 1);
    QTRY_VERIFY(!m_catalog->isBusy());
}

void TestModelLibraryDialog::cleanup()
{
    m_dialog.reset();
    m_catalog.reset();
}

QString TestModelLibraryDialog::modelFile(const char* name, bool isShippedKind)
{
    const QString path = m_folder->filePath(QLatin1String(name) + QStringLiteral(".safetensors"));
    generator::GeneratorConfig config = test::tinyConfig();
    config.conditionedAdd = isShippedKind;
    const generator::Generator made{config, generator::randomParameters(config, 1),
                                    generator::headLayout(head::loadFreeHead()->data(), config.planeResolution)};
    generator::writeGenerator(made, path.toStdString());
    return path;
}

void TestModelLibraryDialog::addByHand(const QString& file, const QString& id)
{
    m_answer = file;
    click("modelAdd");
    QTRY_VERIFY(m_catalog->find(id) != nullptr);
    QTRY_VERIFY(!m_catalog->isBusy());
}

void TestModelLibraryDialog::showsTheShippedModel()
{
    QCOMPARE(m_dialog->selected(), QStringLiteral("embedded"));
    QCOMPARE(text("modelName"), QStringLiteral("embedded"));
    QCOMPARE(text("modelUse"), QStringLiteral("Avatars from photos"));
    QVERIFY(text("modelLicence").contains(QStringLiteral("GPL")));
    QCOMPARE(text("modelFingerprint").remove(QLatin1Char(' ')).size(), 64);
    QVERIFY(text("modelPictures").startsWith(QStringLiteral("512")));
    QVERIFY(!part<QPushButton>("modelRemove")->isEnabled());
    QVERIFY(!part<QPushButton>("modelChoose")->isEnabled()); // it is the one already
}

void TestModelLibraryDialog::addsAModelFromAFile()
{
    addByHand(modelFile("mine"), QStringLiteral("mine"));
    QCOMPARE(m_dialog->selected(), QStringLiteral("mine"));
    QCOMPARE(text("modelKind"), QStringLiteral("Effigy generator"));
    QVERIFY(text("modelUse").contains(QStringLiteral("effigy generate")));
    QVERIFY(!part<QPushButton>("modelChoose")->isEnabled()); // no avatars from photos
    QVERIFY(part<QPushButton>("modelRemove")->isEnabled());
    QVERIFY(!part<QProgressBar>("modelProgress")->isVisible());
}

void TestModelLibraryDialog::doesNothingWhenNoFileIsChosen()
{
    const QSignalSpy busy(m_catalog.get(), &ModelCatalog::busyChanged);
    click("modelAdd");
    QCOMPARE(busy.count(), 0);
}

void TestModelLibraryDialog::tellsWhyAFileIsRefused()
{
    m_answer = m_folder->filePath(QStringLiteral("broken.pkl"));
    QFile file(m_answer);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("no model");
    file.close();
    click("modelAdd");
    QTRY_VERIFY(part<QLabel>("modelMessage")->isVisible());
    QVERIFY(text("modelMessage").contains(QStringLiteral("broken.pkl")));
    QCOMPARE(part<QListWidget>("modelList")->count(), 1);
}

void TestModelLibraryDialog::checksAndTells()
{
    addByHand(modelFile("mine"), QStringLiteral("mine"));
    click("modelCheck");
    QTRY_VERIFY(text("modelMessage").contains(QStringLiteral("as it was")));
    QFile file(QString::fromStdString(m_catalog->find(QStringLiteral("mine"))->file.string()));
    QVERIFY(file.open(QIODevice::Append));
    file.write("x");
    file.close();
    QTRY_VERIFY(!m_catalog->isBusy());
    click("modelCheck");
    QTRY_VERIFY(text("modelMessage").contains(QStringLiteral("has changed")));
}

void TestModelLibraryDialog::choosesWhatNewAvatarsAreMadeWith()
{
    addByHand(modelFile("other", true), QStringLiteral("other"));
    QVERIFY(part<QPushButton>("modelChoose")->isEnabled());
    click("modelChoose");
    QCOMPARE(m_catalog->chosen(), QStringLiteral("other"));
    QVERIFY(!part<QPushButton>("modelChoose")->isEnabled());
    QVERIFY(part<QListWidget>("modelList")->currentItem()->text().contains(QStringLiteral("new avatars")));
    QVERIFY(m_catalog->chosenHead().isEmpty());
    m_dialog->select(QStringLiteral("embedded"));
    click("modelChoose");
    QVERIFY(m_catalog->chosen().isEmpty());
}

void TestModelLibraryDialog::photosForAPublishedModelAreFittedOnFlame()
{
    const QString path = m_folder->filePath(QStringLiteral("published.safetensors"));
    generator::writeGenerator(test::smallPublishedGenerator(), path.toStdString());
    addByHand(path, QStringLiteral("published"));
    QVERIFY(text("modelUse").contains(QStringLiteral("FLAME")));
    click("modelChoose");
    QCOMPARE(m_catalog->chosenHead(), QStringLiteral("flame"));
    QVERIFY(!m_catalog->hasChosenHead());
    QVERIFY(text("modelMessage").contains(QStringLiteral("generic_model.pkl"))); // what is still to be done
    m_catalog->choose({});
    QVERIFY(m_catalog->chosenHead().isEmpty());
}

void TestModelLibraryDialog::flameBecomesAHead()
{
    const std::filesystem::path set = EFFIGY_SOURCE_DIR "/../shared/parity/deca"; // FLAME's template may not be copied
    if (!std::filesystem::exists(set))
        QSKIP("../shared/parity/deca is not there");
    const parity::PackedFiles packed;
    const std::filesystem::path data = m_folder->filePath(QStringLiteral("data")).toStdString();
    std::filesystem::create_directory(data);
    std::filesystem::copy_file(packed.find(set / "flame_numpy.pkl"), data / "generic_model.pkl");
    m_answer = QString::fromStdString((data / "generic_model.pkl").string());
    click("modelAdd");
    QTRY_VERIFY(text("modelMessage").contains(QStringLiteral("head_template.obj")));
    for (const char* file : {"head_template.obj", "landmark_embedding.npy"})
        std::filesystem::copy_file(set / "third_party" / file, data / file);
    QTRY_VERIFY(!m_catalog->isBusy());
    click("modelAdd");
    QTRY_VERIFY_WITH_TIMEOUT(m_catalog->findHead(QStringLiteral("head:flame")) != nullptr, 600'000);
    QCOMPARE(m_dialog->selected(), QStringLiteral("head:flame"));
    QCOMPARE(text("modelKind"), QStringLiteral("Head model"));
    QVERIFY(text("modelLicence").contains(QStringLiteral("FLAME")));
    QVERIFY(!part<QPushButton>("modelChoose")->isEnabled() && !part<QPushButton>("modelCheck")->isEnabled());
    QVERIFY(head::loadHead("flame")->vertexCount() >= 5023);
    click("modelRemove");
    QTRY_VERIFY(m_catalog->heads().empty());
    QCOMPARE(m_dialog->selected(), QStringLiteral("embedded"));
    QVERIFY(std::filesystem::exists(data / "generic_model.pkl"));
}

void TestModelLibraryDialog::fitsBeginWithNetworksOfDeca()
{
    const auto add = [&](const char* id, const char* head) {
        const QString path = m_folder->filePath(QLatin1String(id) + QStringLiteral(".safetensors"));
        test::writeMadeNetworks(path.toStdString(), head);
        addByHand(path, QLatin1String(id));
    };
    const auto startOf = [&] { return QFileInfo(m_catalog->fitStart().deca).fileName(); };
    QVERIFY(!m_catalog->decaForPhotos().isPossible() && !m_catalog->decaForPhotos().areForOtherHead);
    m_catalog->setStartsFromDeca(true);
    add("flame", "flame");
    QCOMPARE(text("modelKind"), QStringLiteral("DECA's networks"));
    QVERIFY(text("modelUse").contains(QStringLiteral("FLAME")));
    QVERIFY(!m_catalog->decaForPhotos().isPossible() && m_catalog->decaForPhotos().areForOtherHead);
    QVERIFY(startOf().isEmpty()); // new photos are fitted on the free head
    QVERIFY(m_catalog->decaFor(QStringLiteral("flame")).isPossible());
    add("first", "free");
    QVERIFY(text("modelUse").contains(QStringLiteral("free head")));
    QVERIFY(!part<QPushButton>("modelChoose")->isEnabled()); // it is the only one
    QVERIFY(part<QListWidget>("modelList")->currentItem()->text().contains(QStringLiteral("fits")));
    QFile::remove(m_folder->filePath(QStringLiteral("first.safetensors")));
    QCOMPARE(startOf(), QStringLiteral("first.safetensors"));
    tensorio::StateFile other = tensorio::readStateFile(m_catalog->decaForPhotos().file.toStdString());
    other.tensors.set("E_flame.layers.2.bias", other.tensors.at("E_flame.layers.2.bias") + 0.5);
    const QString second = m_folder->filePath(QStringLiteral("second.safetensors"));
    tensorio::writeStateFile(second.toStdString(), other.tensors, other.metadata);
    addByHand(second, QStringLiteral("second"));
    QCOMPARE(part<QPushButton>("modelChoose")->text(), QStringLiteral("Use for fits"));
    click("modelChoose");
    QCOMPARE(startOf(), QStringLiteral("second.safetensors"));
    QVERIFY(m_catalog->chosen().isEmpty()); // new avatars are made as before
    click("modelRemove");
    QTRY_COMPARE(startOf(), QStringLiteral("first.safetensors"));
    m_catalog->setStartsFromDeca(false);
    QVERIFY(startOf().isEmpty());
}

void TestModelLibraryDialog::takesAFileThatIsDropped()
{
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(modelFile("mine"))});
    QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(m_dialog.get(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(m_dialog.get(), &drop);
    QTRY_VERIFY(m_catalog->find(QStringLiteral("mine")) != nullptr);
    QMimeData words;
    words.setText(QStringLiteral("no file"));
    QDragEnterEvent other(QPoint(5, 5), Qt::CopyAction, &words, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(m_dialog.get(), &other);
    QVERIFY(!other.isAccepted());
}

void TestModelLibraryDialog::tunesTheOpenProject()
{
    addByHand(modelFile("mine"), QStringLiteral("mine"));
    QVERIFY(!part<QPushButton>("modelTune")->isEnabled()); // no avatars from photos
    addByHand(modelFile("other", true), QStringLiteral("other"));
    QVERIFY(part<QPushButton>("modelTune")->isEnabled());
    QVERIFY(m_dialog->tuneWith().isEmpty());
    click("modelTune");
    QCOMPARE(m_dialog->tuneWith(), QStringLiteral("other"));
    QVERIFY(!m_dialog->isVisible());
}

void TestModelLibraryDialog::tunesNothingWithoutAProject()
{
    m_canTune = false;
    m_dialog = std::make_unique<ModelLibraryDialog>(*m_catalog, [this] { return m_answer; }, m_canTune);
    QTRY_VERIFY(!m_catalog->isBusy());
    QVERIFY(!part<QPushButton>("modelTune")->isEnabled());
    m_canTune = true;
}

void TestModelLibraryDialog::removesAModel()
{
    const QString file = modelFile("other", true);
    addByHand(file, QStringLiteral("other"));
    click("modelChoose");
    click("modelRemove");
    QTRY_VERIFY(m_catalog->find(QStringLiteral("other")) == nullptr);
    QCOMPARE(m_dialog->selected(), QStringLiteral("embedded"));
    QVERIFY(m_catalog->chosen().isEmpty());
    QVERIFY(QFile::exists(file));
}

void TestModelLibraryDialog::closingStopsTheTask()
{
    m_answer = modelFile("mine");
    click("modelAdd");
    m_dialog.reset();
    QTRY_VERIFY(!m_catalog->isBusy());
    const QSignalSpy changes(m_catalog.get(), &ModelCatalog::changed);
    m_catalog->refresh(); // goes on working for the next dialog
    QTRY_COMPARE(changes.count(), 1);
}

void TestModelLibraryDialog::everyControlHasANameForEveryone()
{
    for (const QPushButton* button : m_dialog->findChildren<QPushButton*>()) {
        QVERIFY2(!button->objectName().isEmpty(), qPrintable(button->text()));
        QVERIFY2(!button->accessibleName().isEmpty(), qPrintable(button->objectName()));
        QVERIFY2(button->focusPolicy() & Qt::TabFocus, qPrintable(button->objectName()));
        QVERIFY2(!button->isVisible() || button->width() >= button->sizeHint().width(), qPrintable(button->objectName())); // not cut
    }
    QVERIFY(!part<QListWidget>("modelList")->accessibleName().isEmpty());
}

QTEST_MAIN(TestModelLibraryDialog)
#include "tst_model_library_dialog.moc"
