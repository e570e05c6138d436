// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/project_fixture.h"
#include "project/project.h"
#include "style/cube_file.h"
#include "ui/document/session.h"
#include "ui/style/curve_field.h"
#include "ui/style/grade_panel.h"
#include "ui/style/grade_pilot.h"

#include <QtTest/QtTest>
#include <QtWidgets/QtWidgets>

using namespace effigy;
using namespace effigy::ui;

/// Curves and colour table, from the hand to the document and back.
class TestGradePanel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aClickAddsAPointAndADragMovesIt();
    void theRightButtonRemovesAPoint();
    void keysDoWhatTheMouseDoes();
    void channelsHaveCurvesOfTheirOwn();
    void oneDragIsOneStepAndCanBeUndone();
    void aTableIsReadKeptAndRemoved();
    void aDamagedTableIsToldAndChangesNothing();
    void theTableComesBackWithTheProject();
    void theGradeIsWritten();

private:
    template<typename Widget>
    [[nodiscard]] Widget* part(const char* name) const { return m_panel->findChild<Widget*>(QLatin1String(name)); }
    [[nodiscard]] CurveField* field() const { return part<CurveField>("curveField"); }
    [[nodiscard]] const style::Toning& toning() const { return m_session->state().toning; }
    void open();

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<GradePanel> m_panel;
    std::unique_ptr<GradePilot> m_pilot;
    QString m_toOpen, m_toSave;
};

void TestGradePanel::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_session = std::make_unique<Session>(m_folder->filePath(QStringLiteral("recovery")));
    m_panel = std::make_unique<GradePanel>();
    m_panel->resize(280, 340);
    m_panel->show();
    m_pilot = std::make_unique<GradePilot>(m_session.get(), m_panel.get(), GradePilot::Asks{[this] { return m_toOpen; }, [this] { return m_toSave; }});
    project::NewProject content = test::anyProject();
    content.fit.coefficients.shape = Eigen::VectorXf::Zero(head::loadFreeHead()->shapeCount());
    (void)project::Project::create(m_folder->filePath(QStringLiteral("head.effigy")).toStdString(), content);
    open();
    QFile cube(m_folder->filePath(QStringLiteral("evening.cube")));
    QVERIFY(cube.open(QIODevice::WriteOnly));
    cube.write("LUT_3D_SIZE 2\n1 1 1\n0 1 1\n1 0 1\n0 0 1\n1 1 0\n0 1 0\n1 0 0\n0 0 0\n");
}

void TestGradePanel::cleanup()
{
    m_pilot.reset();
    m_panel.reset();
    m_session.reset();
}

void TestGradePanel::open()
{
    m_session->open(m_folder->filePath(QStringLiteral("head.effigy")));
    QTRY_VERIFY(m_session->isOpen());
}

void TestGradePanel::aClickAddsAPointAndADragMovesIt()
{
    const QPoint from = field()->placeOf({0.5, 0.5}).toPoint(), to = field()->placeOf({0.4, 0.7}).toPoint();
    QTest::mousePress(field(), Qt::LeftButton, {}, from);
    QCOMPARE(field()->points().size(), std::size_t{3});
    QTest::mouseMove(field(), to);
    QTest::mouseRelease(field(), Qt::LeftButton, {}, to);
    const auto& points = toning().curves.points[style::ToneCurves::All];
    QCOMPARE(points.size(), std::size_t{3});
    QVERIFY(std::abs(points[1].in - 0.4) < 0.01 && std::abs(points[1].out - 0.7) < 0.01); // a pixel
}

void TestGradePanel::theRightButtonRemovesAPoint()
{
    QTest::mouseClick(field(), Qt::LeftButton, {}, field()->placeOf({0.5, 0.8}).toPoint());
    QCOMPARE(toning().curves.points[0].size(), std::size_t{3});
    QTest::mouseClick(field(), Qt::RightButton, {}, field()->placeOf(toning().curves.points[0][1]).toPoint());
    QVERIFY(toning().curves.isStraight());
}

void TestGradePanel::keysDoWhatTheMouseDoes()
{
    field()->setFocus();
    QTest::keyClick(field(), Qt::Key_Insert);
    QCOMPARE(field()->chosen(), 1);
    QTest::keyClick(field(), Qt::Key_Up);
    QTest::keyClick(field(), Qt::Key_Left, Qt::ShiftModifier);
    const auto point = toning().curves.points[0].at(1);
    QVERIFY(std::abs(point.out - (0.5 + 4.0 / 255.0)) < 1e-9);
    QVERIFY(std::abs(point.in - (0.5 - 0.4 / 255.0)) < 1e-9);
    QTest::keyClick(field(), Qt::Key_PageDown);
    QCOMPARE(field()->chosen(), 2);
    QCOMPARE(field()->valueText(), QStringLiteral("Point 3 of 3: 255 becomes 255"));
    QTest::keyClick(field(), Qt::Key_PageUp);
    QTest::keyClick(field(), Qt::Key_Delete);
    QVERIFY(toning().curves.isStraight());
    QTest::keyClick(field(), Qt::Key_Insert);
    QTest::keyClick(field(), Qt::Key_Up);
    QTest::keyClick(field(), Qt::Key_Home);
    QVERIFY(toning().curves.isStraight());
}

void TestGradePanel::channelsHaveCurvesOfTheirOwn()
{
    QTest::mouseClick(part<QToolButton>("curveBlue"), Qt::LeftButton);
    QTest::mouseClick(field(), Qt::LeftButton, {}, field()->placeOf({0.25, 0.5}).toPoint());
    QVERIFY(toning().curves.points[style::ToneCurves::All].empty());
    QCOMPARE(toning().curves.points[style::ToneCurves::Blue].size(), std::size_t{3});
    QCOMPARE(field()->accessibleName(), QStringLiteral("Curve of blue"));
    QTest::mouseClick(part<QToolButton>("curveAll"), Qt::LeftButton);
    QVERIFY(field()->points().empty());
}

void TestGradePanel::oneDragIsOneStepAndCanBeUndone()
{
    const QPoint from = field()->placeOf({0.5, 0.5}).toPoint();
    QTest::mousePress(field(), Qt::LeftButton, {}, from);
    for (int y = 1; y < 20; ++y)
        QTest::mouseMove(field(), from - QPoint(0, y));
    QTest::mouseRelease(field(), Qt::LeftButton, {}, from - QPoint(0, 19));
    QCOMPARE(int(m_session->history().position()), 1);
    QCOMPARE(m_session->history().undoName(), std::string("Tone curve"));
    QVERIFY(m_pilot->tone() != nullptr);
    m_session->undo();
    QVERIFY(toning().curves.isStraight());
    QVERIFY(field()->points().empty());
    QVERIFY(m_pilot->tone() == nullptr);
}

void TestGradePanel::aTableIsReadKeptAndRemoved()
{
    m_toOpen = m_folder->filePath(QStringLiteral("evening.cube"));
    QTest::mouseClick(part<QPushButton>("lutLoad"), Qt::LeftButton);
    QTRY_VERIFY(m_pilot->tone() && m_pilot->tone()->lut);
    QCOMPARE(toning().lut.name, std::string("evening.cube"));
    QCOMPARE(part<QLabel>("lutName")->text(), QStringLiteral("Colour table: evening.cube"));
    QTest::mouseClick(part<QPushButton>("lutRemove"), Qt::LeftButton);
    QVERIFY(m_pilot->tone() == nullptr);
    QVERIFY(!part<QPushButton>("lutRemove")->isEnabled());
    m_session->undo();
    QVERIFY(m_pilot->tone() && m_pilot->tone()->lut);
}

void TestGradePanel::aDamagedTableIsToldAndChangesNothing()
{
    QFile broken(m_folder->filePath(QStringLiteral("broken.cube")));
    QVERIFY(broken.open(QIODevice::WriteOnly));
    broken.write("LUT_3D_SIZE 2\n0 0 0\noops\n");
    broken.close();
    QSignalSpy failed(m_pilot.get(), &GradePilot::failed);
    m_pilot->take(broken.fileName());
    QTRY_COMPARE(failed.count(), 1);
    QVERIFY(failed.first().first().value<Failure>().message.contains(QStringLiteral("line 3")));
    QVERIFY(toning() == style::Toning());
    QVERIFY(!m_session->history().canUndo());
}

void TestGradePanel::theTableComesBackWithTheProject()
{
    m_pilot->take(m_folder->filePath(QStringLiteral("evening.cube")));
    QTRY_VERIFY(m_pilot->tone() && m_pilot->tone()->lut);
    QTRY_VERIFY(m_session->isSaved());
    QFile::remove(m_folder->filePath(QStringLiteral("evening.cube"))); // its bytes are in the project
    m_session->close();
    QVERIFY(m_pilot->tone() == nullptr);
    open();
    QTRY_VERIFY(m_pilot->tone() && m_pilot->tone()->lut);
    QVERIFY((style::lookedUp(*m_pilot->tone()->lut, {1.0F, 0.0F, 0.0F}) - Eigen::Vector3f(0.0F, 1.0F, 1.0F)).norm() < 1e-6F);
}

void TestGradePanel::theGradeIsWritten()
{
    m_pilot->take(m_folder->filePath(QStringLiteral("evening.cube")));
    QTRY_VERIFY(m_pilot->tone() && m_pilot->tone()->lut);
    m_toSave = m_folder->filePath(QStringLiteral("mine.cube"));
    QSignalSpy told(m_pilot.get(), &GradePilot::told);
    QTest::mouseClick(part<QPushButton>("cubeWrite"), Qt::LeftButton);
    QTRY_COMPARE(told.count(), 1);
    const auto file = style::readCubeFile(m_toSave.toStdString());
    QCOMPARE(file.lut.size, 33);
    QVERIFY((style::lookedUp(file.lut, {1.0F, 0.0F, 0.0F}) - Eigen::Vector3f(0.0F, 1.0F, 1.0F)).norm() < 1e-4F);
}

QTEST_MAIN(TestGradePanel)
#include "tst_grade_panel.moc"
