// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/first_run_guide.h"

#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTemporaryDir>
#include <QTest>

using namespace effigy::ui;

class TestFirstRunGuide : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void choicesTakeEffectAtOnce();
    void pagesGoForthAndBack();
    void everythingCanBeSkipped();
    void theTestShowsItsPicture();
    void aFailedTestSaysWhatToDo();
    void theLastPageLeadsToTheSample();

private:
    void make(const QString& script);
    [[nodiscard]] QPushButton* button(const char* name) { return m_guide->findChild<QPushButton*>(QLatin1String(name)); }
    void click(const char* name) { QTest::mouseClick(button(name), Qt::LeftButton); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<FirstRunGuide> m_guide;
    NavigationPreset m_navigation = NavigationPreset::Simple;
    Theme m_theme = Theme::Dark;
    int m_modelsShown = 0;
};

void TestFirstRunGuide::make(const QString& script)
{
    const QString picture = m_folder->filePath(QStringLiteral("test.png"));
    m_guide = std::make_unique<FirstRunGuide>(
        GuideChoices{.navigation = NavigationPreset::Simple,
                     .chooseNavigation = [this](NavigationPreset preset) { m_navigation = preset; },
                     .chooseTheme = [this](Theme theme) { m_theme = theme; },
                     .deviceTest = {.title = QStringLiteral("Test"), .verb = QStringLiteral("generate"), .program = QStringLiteral("/bin/sh"),
                                    .arguments = {QStringLiteral("-c"), script}},
                     .testPicture = picture,
                     .showModels = [this] { ++m_modelsShown; },
                     .hasSample = true});
    m_guide->show();
}

void TestFirstRunGuide::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_navigation = NavigationPreset::Simple;
    m_theme = Theme::Dark;
    make(QStringLiteral("true"));
}

void TestFirstRunGuide::choicesTakeEffectAtOnce()
{
    m_guide->findChild<QRadioButton*>(QStringLiteral("guideNavigation.maya"))->click();
    QVERIFY(m_navigation == NavigationPreset::Maya);
    click("guideNext");
    m_guide->findChild<QRadioButton*>(QStringLiteral("guideTheme.light"))->click();
    QVERIFY(m_theme == Theme::Light);
}

void TestFirstRunGuide::pagesGoForthAndBack()
{
    auto* pages = m_guide->findChild<QStackedWidget*>();
    QVERIFY(!button("guideBack")->isEnabled());
    for (int page = 1; page < pages->count(); ++page) {
        QTest::keyClick(m_guide.get(), Qt::Key_Return); // the default button: no mouse needed
        QCOMPARE(pages->currentIndex(), page);
    }
    click("guideBack");
    QCOMPARE(pages->currentIndex(), pages->count() - 2);
    click("guideNext");
    click("guideNext");
    QVERIFY(!m_guide->isVisible());
    QVERIFY(m_guide->end() == GuideEnd::Closed);
}

void TestFirstRunGuide::everythingCanBeSkipped()
{
    click("guideSkip");
    QVERIFY(!m_guide->isVisible());
    QVERIFY(m_guide->end() == GuideEnd::Closed);
}

void TestFirstRunGuide::theTestShowsItsPicture()
{
    QImage red(8, 8, QImage::Format_RGB32);
    red.fill(Qt::red);
    QVERIFY(red.save(m_folder->filePath(QStringLiteral("made.png"))));
    make(QStringLiteral("cp '%1' '%2'; echo '{\"event\":\"result\",\"path\":\"x\"}'")
             .arg(m_folder->filePath(QStringLiteral("made.png")), m_folder->filePath(QStringLiteral("test.png"))));
    click("guideNext");
    click("guideNext");
    click("guideTest");
    auto* shown = m_guide->findChild<QLabel*>(QStringLiteral("jobPreview"));
    QTRY_VERIFY(!shown->pixmap(Qt::ReturnByValue).isNull());
    QCOMPARE(shown->pixmap(Qt::ReturnByValue).toImage().pixelColor(4, 4), QColor(Qt::red));
    QVERIFY(button("guideTest")->isEnabled());
}

void TestFirstRunGuide::aFailedTestSaysWhatToDo()
{
    make(QStringLiteral("echo '{\"event\":\"error\",\"code\":\"model_missing\",\"message\":\"No generator\",\"hint\":\"Install it again\"}'; exit 1"));
    click("guideNext");
    click("guideNext");
    click("guideTest");
    auto* result = m_guide->findChild<QLabel*>(QStringLiteral("guideTestResult"));
    QTRY_VERIFY(result->text().contains(QStringLiteral("Install it again")));
}

void TestFirstRunGuide::theLastPageLeadsToTheSample()
{
    for (int page = 0; page < 3; ++page)
        click("guideNext");
    click("guideModels");
    QCOMPARE(m_modelsShown, 1);
    click("guideNext");
    click("guideSample");
    QVERIFY(m_guide->end() == GuideEnd::OpenSample);
}

QTEST_MAIN(TestFirstRunGuide)
#include "tst_first_run_guide.moc"
