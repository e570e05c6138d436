// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/library/start_page.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QCheckBox>
#include <QLabel>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace effigy::ui;

namespace {

ProjectTile tile(const QString& name, bool isRecovered)
{
    return {.path = QStringLiteral("/p/%1.effigy").arg(name), .name = name, .subtitle = QStringLiteral("just now"), .thumbnail = {},
            .isRecovered = isRecovered};
}

} // namespace

class TestStartPage : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void shelvesAppearWithTheirTiles();
    void aClickOpens();
    void theMenuForgetsOnlyWhatIsSaved();
    void droppingPromisesWhatItDoes();
    void anotherThemeKeepsTheTiles();
    void decaCanBeChosenWhereItIs();

private:
    [[nodiscard]] QList<QToolButton*> tiles() { return m_page->findChildren<QToolButton*>(QStringLiteral("projectTile")); }
    [[nodiscard]] bool shows(const QString& text)
    {
        const auto labels = m_page->findChildren<QLabel*>();
        return std::any_of(labels.begin(), labels.end(), [&](const QLabel* l) { return l->text() == text && l->isVisible(); });
    }
    /// What the menu of the tile offers, and choosing one of it.
    QStringList menuOf(QToolButton* button, const QString& choice = {});

    std::unique_ptr<StartPage> m_page;
};

void TestStartPage::init()
{
    m_page = std::make_unique<StartPage>();
    m_page->resize(900, 900);
    m_page->show();
}

QStringList TestStartPage::menuOf(QToolButton* button, const QString& choice)
{
    Q_EMIT button->customContextMenuRequested({5, 5});
    auto* menu = m_page->findChild<QMenu*>();
    QStringList texts;
    for (QAction* action : menu->actions()) {
        texts += action->text().remove(u'&');
        if (texts.last() == choice)
            action->trigger();
    }
    menu->close();
    QCoreApplication::sendPostedEvents(menu, QEvent::DeferredDelete);
    return texts;
}

void TestStartPage::shelvesAppearWithTheirTiles()
{
    QVERIFY(!shows(QStringLiteral("Go on with")));
    m_page->setTiles({tile(QStringLiteral("saved"), false), tile(QStringLiteral("lost"), true)});
    QTRY_VERIFY(shows(QStringLiteral("Go on with")));
    QVERIFY(shows(QStringLiteral("Left behind")));
    QCOMPARE(tiles().size(), 2);
    m_page->setTiles({tile(QStringLiteral("saved"), false)});
    QVERIFY(!shows(QStringLiteral("Left behind")));
}

void TestStartPage::aClickOpens()
{
    m_page->setTiles({tile(QStringLiteral("saved"), false)});
    QSignalSpy chosen(m_page.get(), &StartPage::projectChosen);
    tiles().first()->setFocus();
    QTest::keyClick(tiles().first(), Qt::Key_Space);
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen.first().first().toString(), QStringLiteral("/p/saved.effigy"));
}

void TestStartPage::theMenuForgetsOnlyWhatIsSaved()
{
    m_page->setTiles({tile(QStringLiteral("saved"), false), tile(QStringLiteral("lost"), true)});
    QSignalSpy forgotten(m_page.get(), &StartPage::forgetAsked);
    QSignalSpy beside(m_page.get(), &StartPage::projectInNewWindowChosen);
    for (QToolButton* button : tiles()) {
        const bool isLost = button->accessibleName().contains(QStringLiteral("lost"));
        QCOMPARE(menuOf(button).contains(QStringLiteral("Remove from this list")), !isLost);
        if (isLost)
            menuOf(button, QStringLiteral("Open in a new window"));
        else
            menuOf(button, QStringLiteral("Remove from this list"));
    }
    QCOMPARE(forgotten.count(), 1);
    QCOMPARE(forgotten.first().first().toString(), QStringLiteral("/p/saved.effigy"));
    QCOMPARE(beside.count(), 1);
}

void TestStartPage::droppingPromisesWhatItDoes()
{
    auto* title = m_page->findChild<QLabel*>(QStringLiteral("dropTitle"));
    m_page->setDropPromise(QStringLiteral("Make a head of ada.jpg"));
    QCOMPARE(title->text(), QStringLiteral("Make a head of ada.jpg"));
    m_page->setDropPromise({});
    QCOMPARE(title->text(), QStringLiteral("Drop a photo or a project here"));
}

void TestStartPage::anotherThemeKeepsTheTiles()
{
    m_page->setTiles({tile(QStringLiteral("saved"), false)});
    for (const Theme theme : {Theme::Light, Theme::Dark}) {
        const QImage before = tiles().first()->icon().pixmap(128, 128).toImage();
        applyTheme(*qApp, theme);
        QCoreApplication::processEvents();
        QCOMPARE(tiles().size(), 1);
        QVERIFY(tiles().first()->icon().pixmap(128, 128).toImage() != before); // drawn anew in the other greys
    }
}

void TestStartPage::decaCanBeChosenWhereItIs()
{
    auto* box = m_page->findChild<QCheckBox*>(QStringLiteral("startDeca"));
    m_page->setDeca({}, true);
    QVERIFY(!box->isEnabled() && !box->isChecked());
    const QString why = box->toolTip();
    m_page->setDeca({.file = QStringLiteral("/m/faces.safetensors")}, true);
    QVERIFY(box->isEnabled() && box->isChecked());
    QVERIFY(box->toolTip() != why);
    const QSignalSpy toggled(m_page.get(), &StartPage::decaToggled);
    QTest::keyClick(box, Qt::Key_Space);
    QCOMPARE(toggled.count(), 1);
    QVERIFY(!toggled.first()[0].toBool());
}

QTEST_MAIN(TestStartPage)
#include "tst_start_page.moc"
