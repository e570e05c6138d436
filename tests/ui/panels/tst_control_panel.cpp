// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/control_group.h"
#include "ui/panels/control_panel.h"
#include "ui/panels/value_slider.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace effigy;
using namespace effigy::ui;

class TestControlPanel : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void hasASliderForEveryControl();
    void searchFindsLabelsIdsAndGroups();
    void searchThatFindsNothingSaysSo();
    void onlyChangedShowsWhatDiffersFromThePhoto();
    void linkedSidesMoveTogether();
    void directionsAreNotSides();
    void groupResetNamesItsControls();
    void showingValuesIsSilent();
    void selectOpensTheGroup();
    void everySliderHasNameAndKeyboard();
    void symmetryMovesBothSides();
    void favouritesCanBeShownAlone();
    void randomLeavesLockedAndHiddenControlsAlone();
    void regionsTellTheirInfluence();
    void bypassedControlsAreNamedTogether();
    void keyMarksReachTheSliders();
    void clipMovesReachTheSliders();

private:
    std::unique_ptr<ControlPanel> m_panel;
};

void TestControlPanel::init()
{
    m_panel = std::make_unique<ControlPanel>(head::headControls());
    m_panel->resize(320, 700);
    m_panel->show();
}

void TestControlPanel::hasASliderForEveryControl()
{
    QCOMPARE(m_panel->visibleCount(), int(head::headControls().size()));
    for (const auto name : head::arkitNames())
        QVERIFY(m_panel->slider(QString::fromUtf8(name.data(), qsizetype(name.size()))));
    QVERIFY(m_panel->slider(QStringLiteral("headYaw")));
}

void TestControlPanel::searchFindsLabelsIdsAndGroups()
{
    auto* search = m_panel->findChild<QLineEdit*>(QStringLiteral("controlSearch"));
    QTest::keyClicks(search, QStringLiteral("smile"));
    QCOMPARE(m_panel->visibleCount(), 2);
    search->setText(QStringLiteral("jawOpen"));
    QCOMPARE(m_panel->visibleCount(), 1);
    search->setText(QStringLiteral("gaze"));
    QCOMPARE(m_panel->visibleCount(), 2);
    search->clear();
    QCOMPARE(m_panel->visibleCount(), int(head::headControls().size()));
}

void TestControlPanel::searchThatFindsNothingSaysSo()
{
    m_panel->findChild<QLineEdit*>(QStringLiteral("controlSearch"))->setText(QStringLiteral("antenna"));
    QCOMPARE(m_panel->visibleCount(), 0);
    const auto labels = m_panel->findChildren<QLabel*>();
    QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel* l) { return l->isVisible() && l->text().contains(QStringLiteral("antenna")); }));
}

void TestControlPanel::onlyChangedShowsWhatDiffersFromThePhoto()
{
    head::ControlValues photo, now;
    photo.set("jawOpen", 0.3);
    now.set("jawOpen", 0.3);
    now.set("mouthPucker", 0.5);
    m_panel->setResetValues(photo);
    m_panel->setValues(now);
    m_panel->findChild<QToolButton*>(QStringLiteral("onlyChanged"))->click();
    QCOMPARE(m_panel->visibleCount(), 1);
    QVERIFY(!m_panel->slider(QStringLiteral("mouthPucker"))->isHidden());
}

void TestControlPanel::linkedSidesMoveTogether()
{
    QSignalSpy edited(m_panel.get(), &ControlPanel::edited);
    ValueSlider* left = m_panel->slider(QStringLiteral("eyeBlinkLeft"));
    left->edit(0.5);
    QCOMPARE(qvariant_cast<ControlPanel::Changes>(edited.at(0).at(0)).size(), std::size_t(1));
    left->setLinked(true);
    Q_EMIT left->linkToggled(QStringLiteral("eyeBlinkLeft"), true);
    QVERIFY(m_panel->slider(QStringLiteral("eyeBlinkRight"))->isLinked());
    left->edit(0.8);
    const auto changes = qvariant_cast<ControlPanel::Changes>(edited.at(1).at(0));
    QCOMPARE(changes.size(), std::size_t(2));
    QCOMPARE(changes[1].first, std::string("eyeBlinkRight"));
    QCOMPARE(changes[1].second, 0.8);
}

void TestControlPanel::directionsAreNotSides()
{
    QVERIFY(!m_panel->slider(QStringLiteral("jawLeft"))->spec().hasMirror);
    QVERIFY(m_panel->slider(QStringLiteral("mouthSmileLeft"))->spec().hasMirror);
}

void TestControlPanel::groupResetNamesItsControls()
{
    QSignalSpy asked(m_panel.get(), &ControlPanel::resetAsked);
    head::ControlValues now;
    now.set("jawOpen", 0.5);
    m_panel->setValues(now);
    auto* group = m_panel->findChild<ControlGroup*>(QStringLiteral("Jaw"));
    auto* reset = group->findChild<QPushButton*>(QStringLiteral("groupReset"));
    QVERIFY(reset->isEnabled());
    QTest::mouseClick(reset, Qt::LeftButton);
    QCOMPARE(asked.count(), 1);
    QVERIFY(asked.at(0).at(0).toStringList().contains(QStringLiteral("jawOpen")));
}

void TestControlPanel::showingValuesIsSilent()
{
    QSignalSpy edited(m_panel.get(), &ControlPanel::edited);
    head::ControlValues now;
    now.set("jawOpen", 0.5);
    m_panel->setValues(now);
    QCOMPARE(edited.count(), 0);
    QCOMPARE(m_panel->slider(QStringLiteral("jawOpen"))->value(), 0.5);
}

void TestControlPanel::selectOpensTheGroup()
{
    m_panel->setOpenGroups({});
    m_panel->select(QStringLiteral("tongueOut"));
    QVERIFY(m_panel->slider(QStringLiteral("tongueOut"))->isVisible());
    QTRY_VERIFY(m_panel->slider(QStringLiteral("tongueOut"))->hasFocus());
}

void TestControlPanel::everySliderHasNameAndKeyboard()
{
    for (const ValueSlider* slider : m_panel->findChildren<ValueSlider*>()) {
        QVERIFY(!slider->objectName().isEmpty());
        QVERIFY(!slider->accessibleName().isEmpty());
        QVERIFY(slider->focusPolicy() & Qt::TabFocus);
    }
}

void TestControlPanel::symmetryMovesBothSides()
{
    QSignalSpy edited(m_panel.get(), &ControlPanel::edited);
    m_panel->findChild<QToolButton*>(QStringLiteral("symmetry"))->click();
    m_panel->slider(QStringLiteral("mouthSmileLeft"))->edit(0.6);
    QCOMPARE(qvariant_cast<ControlPanel::Changes>(edited.at(0).at(0)).size(), std::size_t(2));
    m_panel->slider(QStringLiteral("jawLeft"))->edit(0.6); // a direction
    QCOMPARE(qvariant_cast<ControlPanel::Changes>(edited.at(1).at(0)).size(), std::size_t(1));
    m_panel->slider(QStringLiteral("mouthSmileRight"))->setLocked(true);
    m_panel->slider(QStringLiteral("mouthSmileLeft"))->edit(0.2);
    QCOMPARE(qvariant_cast<ControlPanel::Changes>(edited.at(2).at(0)).size(), std::size_t(1));
}

void TestControlPanel::favouritesCanBeShownAlone()
{
    m_panel->setFavourites({QStringLiteral("jawOpen"), QStringLiteral("headYaw")});
    m_panel->findChild<QToolButton*>(QStringLiteral("onlyFavourites"))->click();
    QCOMPARE(m_panel->visibleCount(), 2);
    QCOMPARE(m_panel->favourites(), (QStringList{QStringLiteral("headYaw"), QStringLiteral("jawOpen")}));
}

void TestControlPanel::randomLeavesLockedAndHiddenControlsAlone()
{
    m_panel->findChild<QLineEdit*>(QStringLiteral("controlSearch"))->setText(QStringLiteral("smile"));
    m_panel->slider(QStringLiteral("mouthSmileRight"))->setLocked(true);
    QSignalSpy edited(m_panel.get(), &ControlPanel::edited);
    m_panel->randomise(1.0);
    const auto changes = qvariant_cast<ControlPanel::Changes>(edited.at(0).at(0));
    QCOMPARE(changes.size(), std::size_t(1));
    QCOMPARE(changes[0].first, std::string("mouthSmileLeft"));
}

void TestControlPanel::regionsTellTheirInfluence()
{
    QSignalSpy edited(m_panel.get(), &ControlPanel::regionEdited);
    auto* lips = m_panel->findChild<ValueSlider*>(QStringLiteral("region.lips"));
    lips->edit(1.5);
    QCOMPARE(edited.count(), 1);
    QCOMPARE(qvariant_cast<avatar::Region>(edited.at(0).at(0)), avatar::Region::Lips);
    QCOMPARE(edited.at(0).at(1).toDouble(), 1.5);
    avatar::RegionWeights weights;
    weights.set(avatar::Region::Brows, 0.5);
    m_panel->setRegionWeights(weights);
    QCOMPARE(m_panel->findChild<ValueSlider*>(QStringLiteral("region.brows"))->valueText(), QStringLiteral("50 %"));
    QCOMPARE(lips->value(), 1.0);
}

void TestControlPanel::bypassedControlsAreNamedTogether()
{
    QSignalSpy changed(m_panel.get(), &ControlPanel::bypassChanged);
    for (const char* id : {"jawOpen", "headYaw"}) {
        ValueSlider* slider = m_panel->slider(QLatin1String(id));
        QTest::mouseClick(slider, Qt::LeftButton, Qt::AltModifier, QPoint(20, 13));
    }
    QCOMPARE(changed.at(1).at(0).toStringList(), (QStringList{QStringLiteral("headYaw"), QStringLiteral("jawOpen")}));
}

void TestControlPanel::keyMarksReachTheSliders()
{
    m_panel->setKeyMarks([](const QString& id) { return id == QLatin1String("jawOpen") ? KeyMark::Here : KeyMark::None; });
    QCOMPARE(m_panel->slider(QStringLiteral("jawOpen"))->keyMark(), KeyMark::Here);
    QCOMPARE(m_panel->slider(QStringLiteral("headYaw"))->keyMark(), KeyMark::None);
}

void TestControlPanel::clipMovesReachTheSliders()
{
    m_panel->setClipMoves({{"jawOpen", {{.clip = "Nod", .from = 0.1, .to = 0.4}}}});
    QVERIFY(m_panel->slider(QStringLiteral("jawOpen"))->clipText().contains(QStringLiteral("Nod")));
    QVERIFY(m_panel->slider(QStringLiteral("headYaw"))->clipText().isEmpty());
    m_panel->setClipMoves({});
    QVERIFY(m_panel->slider(QStringLiteral("jawOpen"))->clipText().isEmpty());
}

QTEST_MAIN(TestControlPanel)
#include "tst_control_panel.moc"
