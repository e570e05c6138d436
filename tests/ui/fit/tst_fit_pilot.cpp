// SPDX-License-Identifier: GPL-3.0-or-later
// The Fit workspace on a project made from a painted portrait: what a hand does becomes a wish in the file.
#include "core/reconstruct/procedural_head.h"
#include "export/image_file.h"
#include "head/surface_view.h"
#include "project/fit_record.h"
#include "project/project.h"
#include "train/portrait.h"
#include "ui/fit/fit_canvas.h"
#include "ui/fit/fit_desk.h"
#include "ui/fit/fit_panel.h"
#include "ui/fit/fit_pilot.h"
#include "ui/fit/fit_worker.h"

#include <QCheckBox>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest/QtTest>

#include <fstream>
#include <set>

using namespace effigy;
using namespace effigy::ui;

namespace {

std::vector<std::byte> bytesOf(const std::filesystem::path& path)
{
    std::ifstream in(path, std::ios::binary);
    const std::string text((std::istreambuf_iterator<char>(in)), {});
    const auto* first = reinterpret_cast<const std::byte*>(text.data());
    return {first, first + text.size()};
}

/// A project as a quick fit leaves it: no textures worth looking at.
void makeProject(const std::filesystem::path& path, const std::filesystem::path& picture, const std::vector<Eigen::Vector3f>& offsets = {})
{
    const auto model = head::loadFreeHead();
    train::PortraitOptions options;
    options.yaw = 0.1;
    options.texture = 256;
    const train::Portrait portrait = train::drawPortrait(*model, options, 4);
    exporter::writeImage(picture, portrait.photo);
    project::NewProject content;
    content.photo = {"portrait.png", bytesOf(picture)};
    content.fit.headModel = "free";
    content.fit.coefficients = portrait.coefficients;
    content.fit.camera = portrait.camera;
    content.fit.offsets = offsets;
    content.fit.photoWidth = content.fit.photoHeight = portrait.photo.width;
    content.fit.landmarks = tests::seenLandmarks(*model, portrait.coefficients, portrait.camera, portrait.photo.width,
                                                 portrait.photo.height);
    content.fit.litTexture = content.fit.albedo = base::Image(64, 64, 3, 128);
    content.fit.detail = base::FloatImage(64, 64, 1);
    for (std::size_t i = 0; i < content.fit.detail.values.size(); ++i)
        content.fit.detail.values[i] = i % 3 == 0 ? 5e-4F : 0.0F;
    content.fit.regions = {{.name = "nose", .seen = 0.9, .landmark = 0.01, .shading = 0.1, .confidence = 0.8}};
    content.fit.findings = {{.code = "blurred", .value = 0.2, .text = "The face is blurred"}};
    content.aligned.image = base::Image(64, 64, 3, 128);
    content.aligned.matte = content.aligned.unseen = base::FloatImage(64, 64, 1);
    content.aligned.camera = reconstruct::alignedCamera(portrait.camera, portrait.photo.width, portrait.photo.height);
    content.furtherPhotos = {{"first.jpg", content.photo.bytes}, {"second.jpg", content.photo.bytes}};
    (void)project::Project::create(path, content);
}

} // namespace

class TestFitPilot : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void opensOnlyWhenLookedAt();
    void movesTheHeadAndKeepsTheWish();
    void undoesADragAtOnce();
    void takesAwayAndBringsBack();
    void mirrorsAndResets();
    void solvesTheAngleOfViewAgain();
    void asksForAWholeFit();
    void furtherPhotosAreAddedAndLeftOut();
    void startsFromDecaWhereItCan();
    void thePhotoTellsItsFileAndCanBeReplaced();
    void showsTheHeadInClayWithAndWithoutDetail();
    void showsThePersonsOwnEars();
    void wiresLeaveOutWhatIsHidden();

private:
    void open();
    [[nodiscard]] QPushButton* button(const char* name) const
    {
        return m_panel->findChild<QPushButton*>(QLatin1String(name));
    }
    [[nodiscard]] project::FitRecord kept() const
    {
        return project::fitRecord(project::Project::open(m_path.toStdString(), project::Access::ReadOnly));
    }

    QTemporaryDir m_folder;
    QString m_original, m_path;
    std::unique_ptr<FitDesk> m_desk;
    std::unique_ptr<FitCanvas> m_canvas;
    std::unique_ptr<FitPanel> m_panel;
    std::unique_ptr<FitPilot> m_pilot;
};

void TestFitPilot::initTestCase()
{
    m_original = m_folder.filePath(QStringLiteral("original.effigy"));
    makeProject(m_original.toStdString(), m_folder.filePath(QStringLiteral("portrait.png")).toStdString());
}

void TestFitPilot::init()
{
    m_path = m_folder.filePath(QStringLiteral("p.effigy"));
    m_pilot.reset();
    m_desk.reset();
    QFile::remove(m_path);
    QVERIFY(QFile::copy(m_original, m_path));
    m_desk = std::make_unique<FitDesk>();
    m_canvas = std::make_unique<FitCanvas>();
    m_canvas->resize(500, 500);
    m_panel = std::make_unique<FitPanel>();
    m_pilot = std::make_unique<FitPilot>(m_desk.get(), m_canvas.get(), m_panel.get());
}

void TestFitPilot::open()
{
    QSignalSpy answered(m_desk.get(), &FitDesk::answered);
    m_pilot->setShown(true);
    m_pilot->setProject(m_path);
    QTRY_COMPARE_WITH_TIMEOUT(answered.count(), 1, 60000);
    QCOMPARE(m_canvas->marks().size(), 68);
}

void TestFitPilot::opensOnlyWhenLookedAt()
{
    m_pilot->setProject(m_path);
    QTest::qWait(50);
    QVERIFY(!m_desk->isOpen());
    open();
    QVERIFY(m_desk->isOpen());
}

void TestFitPilot::movesTheHeadAndKeepsTheWish()
{
    open();
    const QPointF before = m_canvas->marks()[48].fitted;
    QSignalSpy answered(m_desk.get(), &FitDesk::answered);
    Q_EMIT m_canvas->gestureStarted();
    for (int step = 1; step <= 3; ++step)
        Q_EMIT m_canvas->landmarkMoved(48, m_canvas->marks()[48].place - QPointF(0.0, 6.0));
    Q_EMIT m_canvas->gestureFinished();
    QTRY_VERIFY_WITH_TIMEOUT(answered.count() >= 1 && m_canvas->marks()[48].fitted.y() < before.y() - 4.0, 60000);
    QVERIFY(m_panel->findChild<QPushButton*>(QStringLiteral("fitRefit"))->isEnabled());
    QTRY_COMPARE_WITH_TIMEOUT(kept().document.wish().landmarks.size(), std::size_t{1}, 60000);
    QVERIFY(kept().document == m_desk->document());
}

void TestFitPilot::undoesADragAtOnce()
{
    open();
    Q_EMIT m_canvas->gestureStarted();
    Q_EMIT m_canvas->landmarkMoved(48, {100.0, 100.0});
    Q_EMIT m_canvas->landmarkMoved(48, {110.0, 100.0});
    Q_EMIT m_canvas->gestureFinished();
    m_desk->undo();
    QVERIFY(m_desk->wish() == reconstruct::FitWish());
    m_desk->redo();
    QCOMPARE(m_canvas->marks()[48].place, QPointF(110.0, 100.0));
}

void TestFitPilot::takesAwayAndBringsBack()
{
    open();
    m_canvas->select(17);
    QTest::mouseClick(button("fitToggle"), Qt::LeftButton);
    QCOMPARE(m_canvas->marks()[17].origin, reconstruct::LandmarkOrigin::Absent);
    QTest::mouseClick(button("fitToggle"), Qt::LeftButton);
    QVERIFY(m_desk->wish() == reconstruct::FitWish());
}

void TestFitPilot::mirrorsAndResets()
{
    open();
    m_canvas->select(36);
    Q_EMIT m_canvas->landmarkMoved(36, m_canvas->marks()[36].place + QPointF(-5.0, 0.0));
    QTest::mouseClick(button("fitMirror"), Qt::LeftButton);
    QCOMPARE(m_desk->wish().landmarks.size(), std::size_t{2});
    const QPointF moved = m_canvas->marks()[45].place;
    QTest::mouseClick(button("fitResetAll"), Qt::LeftButton);
    QVERIFY(moved.x() > m_canvas->marks()[45].place.x() + 3.0); // the other way
    QVERIFY(m_desk->wish().landmarks.empty());
}

void TestFitPilot::solvesTheAngleOfViewAgain()
{
    open();
    Q_EMIT m_panel->fovEdited(45.0);
    QCOMPARE(m_desk->wish().fovDeg, std::optional(45.0));
    QTest::mouseClick(button("fitSolve"), Qt::LeftButton);
    QVERIFY(!m_desk->wish().fovDeg);
    QVERIFY(!button("fitSolve")->isEnabled());
}

void TestFitPilot::asksForAWholeFit()
{
    open();
    QVERIFY(!button("fitRefit")->isEnabled());
    Q_EMIT m_panel->likenessEdited(0.5);
    QSignalSpy asked(m_pilot.get(), &FitPilot::refitAsked);
    QTest::mouseClick(button("fitRefit"), Qt::LeftButton);
    QCOMPARE(asked.count(), 1);
    QCOMPARE(asked.first()[0].toString(), m_path);
}

void TestFitPilot::furtherPhotosAreAddedAndLeftOut()
{
    open();
    auto* list = m_panel->findChild<QListWidget*>(QStringLiteral("fitPhotos"));
    QCOMPARE(list->count(), 2);
    QCOMPARE(list->item(1)->text(), QStringLiteral("second.jpg"));
    QVERIFY(!button("fitDropPhoto")->isEnabled());
    QSignalSpy refits(m_pilot.get(), &FitPilot::refitAsked), more(m_pilot.get(), &FitPilot::photosAsked);
    QTest::mouseClick(button("fitAddPhotos"), Qt::LeftButton);
    QCOMPARE(more.count(), 1);
    m_pilot->addPhotos({QStringLiteral("third.jpg")});
    QCOMPARE(refits.takeFirst()[1].value<RefitChange>().addedPhotos, QStringList{QStringLiteral("third.jpg")});
    list->setCurrentRow(1);
    QTest::mouseClick(button("fitDropPhoto"), Qt::LeftButton);
    QCOMPARE(refits.count(), 1);
    QCOMPARE(refits.first()[1].value<RefitChange>().droppedPhoto, 2);
}

void TestFitPilot::startsFromDecaWhereItCan()
{
    DecaOffer offer;
    QStringList heads;
    m_pilot->setDecaOffers([&](const QString& head) {
        heads << head;
        return offer;
    });
    open();
    QCOMPARE(heads.last(), QStringLiteral("free"));
    auto* box = m_panel->findChild<QCheckBox*>(QStringLiteral("fitDeca"));
    QVERIFY(!box->isEnabled() && !box->isChecked());
    QVERIFY(box->toolTip().contains(QStringLiteral("deca_model.tar")));
    offer.areForOtherHead = true;
    m_pilot->showDeca();
    QVERIFY(!box->isEnabled());
    QVERIFY(box->toolTip().contains(QStringLiteral("FLAME")));
    offer = {.file = QStringLiteral("/models/faces.safetensors")};
    m_pilot->showDeca();
    QVERIFY(box->isEnabled());
    QTest::keyClick(box, Qt::Key_Space);
    QCOMPARE(m_desk->document().undoName(), std::string("Start from DECA"));
    QTRY_VERIFY_WITH_TIMEOUT(kept().document.wish().startsFromDeca, 60000);
    QSignalSpy refits(m_pilot.get(), &FitPilot::refitAsked);
    QTest::mouseClick(button("fitRefit"), Qt::LeftButton);
    QCOMPARE(refits.takeFirst()[1].value<RefitChange>().deca, offer.file);
    Q_EMIT m_panel->faceChosen(1); // another face begins with them as well
    QCOMPARE(refits.takeFirst()[1].value<RefitChange>().deca, offer.file);
    offer = {};
    m_pilot->showDeca();
    QVERIFY(box->isEnabled()); // can be taken back
    const QSignalSpy failures(m_pilot.get(), &FitPilot::failed);
    QTest::mouseClick(button("fitRefit"), Qt::LeftButton);
    QVERIFY(refits.isEmpty()); // not without them in silence
    QCOMPARE(failures.count(), 1);
    m_desk->undo();
    QVERIFY(!box->isChecked() && !box->isEnabled());
    QVERIFY(!button("fitRefit")->isEnabled());
}

void TestFitPilot::thePhotoTellsItsFileAndCanBeReplaced()
{
    open();
    const auto* name = m_panel->findChild<QLabel*>(QStringLiteral("fitPhoto"));
    QCOMPARE(name->text(), QStringLiteral("portrait.png"));
    QVERIFY(!name->toolTip().contains(QStringLiteral("/photos/")));
    m_panel->setPhoto(QStringLiteral("portrait.png"), QStringLiteral("/photos/portrait.png"));
    QVERIFY(name->toolTip().contains(QStringLiteral("/photos/portrait.png")));
    QSignalSpy asked(m_pilot.get(), &FitPilot::replacementAsked);
    QTest::mouseClick(button("fitReplace"), Qt::LeftButton);
    QCOMPARE(asked.count(), 1);
}

void TestFitPilot::showsTheHeadInClayWithAndWithoutDetail()
{
    open();
    auto* form = m_panel->findChild<QCheckBox*>(QStringLiteral("fitForm"));
    auto* detail = m_panel->findChild<QCheckBox*>(QStringLiteral("fitDetail"));
    m_panel->findChild<QCheckBox*>(QStringLiteral("fitWire"))->setChecked(false);
    QVERIFY(!detail->isEnabled());
    QSignalSpy answered(m_desk.get(), &FitDesk::answered);
    const QImage bare = m_canvas->grab().toImage();
    form->setChecked(true);
    QVERIFY(detail->isEnabled());
    QTRY_COMPARE_WITH_TIMEOUT(answered.count(), 1, 60000);
    const QImage folded = m_canvas->grab().toImage();
    detail->setChecked(false);
    QTRY_COMPARE_WITH_TIMEOUT(answered.count(), 2, 60000);
    const QImage smooth = m_canvas->grab().toImage();
    QVERIFY(folded != bare && smooth != bare && folded != smooth);
    form->setChecked(false);
    QTRY_COMPARE_WITH_TIMEOUT(answered.count(), 3, 60000);
    QVERIFY(m_canvas->grab().toImage() == bare);
    QVERIFY(!kept().document.canUndo()); // how the head is shown is no edit
}

void TestFitPilot::showsThePersonsOwnEars()
{
    constexpr float kEar = 0.06F, kFarther = 0.02F; // metres aside
    const auto widthOfWire = [&] {
        QSignalSpy answered(m_desk.get(), &FitDesk::answered);
        open();
        double left = 1e9, right = -1e9;
        for (const QLineF& line : answered.first().first().value<FitView>().wire) {
            left = std::min({left, line.x1(), line.x2()});
            right = std::max({right, line.x1(), line.x2()});
        }
        return right - left;
    };
    const double plain = widthOfWire();
    std::vector<Eigen::Vector3f> offsets;
    for (const auto& vertex : head::loadFreeHead()->data().templateMesh.vertices)
        offsets.emplace_back(std::abs(vertex.x()) > kEar ? std::copysign(kFarther, vertex.x()) : 0.0F, 0.0F, 0.0F);
    const QString original = std::exchange(m_original, m_folder.filePath(QStringLiteral("ears.effigy")));
    makeProject(m_original.toStdString(), m_folder.filePath(QStringLiteral("ears.png")).toStdString(), offsets);
    init();
    const double wider = widthOfWire();
    m_original = original;
    QVERIFY2(wider > 1.15 * plain, qPrintable(QStringLiteral("%1 -> %2 pixels").arg(plain).arg(wider)));
}

void TestFitPilot::wiresLeaveOutWhatIsHidden()
{
    const auto model = head::loadFreeHead();
    const mesh::Camera camera = mesh::orbitCamera({});
    const auto wire = wireOf(*model, {}, camera, 600, 600);
    QVERIFY(wire.size() > 5000);
    const auto hundredths = [](double x, double y) { return std::pair(std::lround(100.0 * x), std::lround(100.0 * y)); };
    std::set<std::pair<long, long>> ends;
    for (const QLineF& line : wire) {
        ends.insert(hundredths(line.x1(), line.y1()));
        ends.insert(hundredths(line.x2(), line.y2()));
    }
    constexpr int kView = 900;
    constexpr double kDeep = 0.006; // metres
    const auto vertices = model->vertices({});
    const auto view = head::viewSurface(vertices, head::withoutLashes(model->data().templateMesh), camera, kView);
    int deep = 0;
    for (const Eigen::Vector3f& vertex : vertices) {
        const auto place = mesh::project(camera, vertex.cast<double>());
        const int x = int(kView * place.x()), y = int(kView * place.y());
        if (ends.contains(hundredths(600.0 * place.x(), 600.0 * place.y())) && place.z() > double(view.depth[view.index(x, y)]) + kDeep)
            ++deep;
    }
    QVERIFY2(deep < 20, qPrintable(QString::number(deep))); // where a pixel holds the ear's rim and what lies behind
}

QTEST_MAIN(TestFitPilot)
#include "tst_fit_pilot.moc"
