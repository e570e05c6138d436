// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/export_form.h"

#include "ui/jobs/worker_commands.h"

#include <QtTest/QtTest>
#include <QtWidgets/QtWidgets>

using namespace effigy::ui;

class TestExportForm : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_form = std::make_unique<ExportForm>(ExportKind::Video); }
    void videosTurnAroundTheHeadAtFirst();
    void videosOfTheTimelineHaveItsSound();
    void onlyMp4HasSound();
    void soundCanBeLeftOut();
    void theViewportsBackgroundIsTakenOver();
    void webmIsTransparentUnlessItHasABackground();

private:
    template <typename Widget>
    Widget* part(const char* name)
    {
        return m_form->findChild<Widget*>(QLatin1String(name));
    }
    QStringList arguments()
    {
        return exportJob(QStringLiteral("effigy"), QStringLiteral("p.effigy"), m_form->options(),
                         {.view = {}, .backdrop = QStringLiteral("/home/me/wall.jpg")})
            .arguments;
    }
    std::unique_ptr<ExportForm> m_form;
};

void TestExportForm::videosTurnAroundTheHeadAtFirst()
{
    QVERIFY(!part<QCheckBox>("exportSound")->isEnabled());
    QVERIFY(arguments().contains(QStringLiteral("--turntable")));
    QVERIFY(!arguments().contains(QStringLiteral("--timeline")));
    QVERIFY(!arguments().contains(QStringLiteral("--no-sound")));
}

void TestExportForm::videosOfTheTimelineHaveItsSound()
{
    part<QComboBox>("exportFilm")->setCurrentIndex(1);
    QVERIFY(part<QCheckBox>("exportSound")->isEnabled());
    QVERIFY(m_form->options().hasSound);
    QVERIFY(arguments().contains(QStringLiteral("--timeline")));
    QVERIFY(arguments().filter(QStringLiteral("--yaw=")).size() ==
            1); // through the viewport's camera
    QVERIFY(!arguments().contains(QStringLiteral("--turntable")));
    QVERIFY(!arguments().contains(QStringLiteral("--no-sound")));
}

void TestExportForm::onlyMp4HasSound()
{
    part<QComboBox>("exportFilm")->setCurrentIndex(1);
    part<QComboBox>("exportFormat")->setCurrentIndex(1);
    QVERIFY(!part<QCheckBox>("exportSound")->isEnabled());
    part<QComboBox>("exportFormat")->setCurrentIndex(0);
    QVERIFY(part<QCheckBox>("exportSound")->isEnabled());
}

void TestExportForm::soundCanBeLeftOut()
{
    part<QComboBox>("exportFilm")->setCurrentIndex(1);
    QTest::mouseClick(part<QCheckBox>("exportSound"), Qt::LeftButton, {},
                      QPoint(8, part<QCheckBox>("exportSound")->height() / 2));
    QVERIFY(!m_form->options().hasSound);
    QVERIFY(arguments().contains(QStringLiteral("--no-sound")));
}

void TestExportForm::theViewportsBackgroundIsTakenOver()
{
    for (const ExportKind kind : {ExportKind::Video, ExportKind::Image}) {
        m_form = std::make_unique<ExportForm>(kind);
        QVERIFY(!arguments().contains(QStringLiteral("--background")));
        part<QComboBox>("exportBackdrop")->setCurrentIndex(1);
        const auto wanted = arguments();
        QCOMPARE(wanted.value(wanted.indexOf(QStringLiteral("--background")) + 1), QStringLiteral("/home/me/wall.jpg"));
    }
    m_form = std::make_unique<ExportForm>(ExportKind::Mesh);
    QVERIFY(part<QComboBox>("exportBackdrop") == nullptr);
}

void TestExportForm::webmIsTransparentUnlessItHasABackground()
{
    auto* backdrop = part<QComboBox>("exportBackdrop");
    QVERIFY(!arguments().contains(QStringLiteral("--alpha")));
    QCOMPARE(backdrop->itemText(0), QStringLiteral("Dark grey"));
    part<QComboBox>("exportFormat")->setCurrentIndex(1);
    QVERIFY(arguments().contains(QStringLiteral("--alpha")));
    QCOMPARE(backdrop->itemText(0), QStringLiteral("Transparent"));
    backdrop->setCurrentIndex(1);
    QVERIFY(!arguments().contains(QStringLiteral("--alpha")));
}

QTEST_MAIN(TestExportForm)
#include "tst_export_form.moc"
