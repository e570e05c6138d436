// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/value_slider.h"
#include "ui/theme/theme.h"

#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

using namespace effigy::ui;

namespace {

/// 200 pixels of bar for a range of 0..1: one pixel is 0.005.
SliderSpec jawOpen()
{
    return {.id = QStringLiteral("jawOpen"), .label = QStringLiteral("Jaw open"), .unit = {}, .softMin = 0.0,
            .softMax = 1.0, .hardMin = -0.5, .hardMax = 2.0, .neutral = 0.0, .resetValue = 0.1, .hasMirror = false};
}

constexpr double kPixel = 0.005;

} // namespace

class TestValueSlider : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void startsAtItsResetValue();
    void dragChangesByTheWidthOfTheBar();
    void shiftDragIsTenTimesFiner();
    void ctrlDragSnapsToTenths();
    void dragStaysInTheSoftRange();
    void oneDragIsOneGesture();
    void escapeDuringDragPutsTheValueBack();
    void clickOnTheBarJumpsThere();
    void doubleClickResets();
    void deleteKeyResets();
    void typingReachesTheHardRangeButNoFurther();
    void typingUnderstandsArithmetic();
    void typingNonsenseChangesNothing();
    void escapeWhileTypingChangesNothing();
    void clickOnTheNumberTypes();
    void keysStep();
    void wheelNeedsFocusOrCtrl();
    void settingTheValueIsSilent();
    void linkIconToggles();
    void degreesAreShownWithTheirSign();
    void isASliderToAssistiveTechnology();
    void altClickLeavesItOut();
    void lockedSlidersRefuseHands();
    void theKeyTogglesAndJumps();
    void keysOfTheKeyboardToggleAndJump();
    void theMenuOffersWhatAControlHas();
    void saysWhichClipMovesItAndByHowMuch();
    void clipsAreSeenInEveryTheme();
    void percentsAreShownAndTyped();

private:
    void drag(int dx, Qt::KeyboardModifiers modifiers = {});

    std::unique_ptr<ValueSlider> m_slider;
};

void TestValueSlider::init()
{
    m_slider = std::make_unique<ValueSlider>(jawOpen());
    m_slider->resize(200, 26);
    m_slider->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_slider.get()));
}

void TestValueSlider::cleanup() { m_slider.reset(); }

void TestValueSlider::drag(int dx, Qt::KeyboardModifiers modifiers)
{
    QTest::mousePress(m_slider.get(), Qt::LeftButton, modifiers, QPoint(40, 13));
    QMouseEvent move(QEvent::MouseMove, QPointF(40 + dx, 13), m_slider->mapToGlobal(QPointF(40 + dx, 13)), Qt::NoButton,
                     Qt::LeftButton, modifiers);
    QApplication::sendEvent(m_slider.get(), &move);
    QTest::mouseRelease(m_slider.get(), Qt::LeftButton, modifiers, QPoint(40 + dx, 13));
}

void TestValueSlider::startsAtItsResetValue()
{
    QCOMPARE(m_slider->value(), 0.1);
    QVERIFY(!m_slider->isModified());
    QCOMPARE(m_slider->valueText(), QStringLiteral("0.10"));
}

void TestValueSlider::dragChangesByTheWidthOfTheBar()
{
    drag(60);
    QVERIFY(qAbs(m_slider->value() - (0.1 + 60 * kPixel)) < 1e-9);
    QVERIFY(m_slider->isModified());
}

void TestValueSlider::shiftDragIsTenTimesFiner()
{
    drag(60, Qt::ShiftModifier);
    QVERIFY(qAbs(m_slider->value() - (0.1 + 6 * kPixel)) < 1e-9);
}

void TestValueSlider::ctrlDragSnapsToTenths()
{
    drag(69, Qt::ControlModifier); // 0.445
    QVERIFY(qAbs(m_slider->value() - 0.4) < 1e-9);
}

void TestValueSlider::dragStaysInTheSoftRange()
{
    drag(400);
    QCOMPARE(m_slider->value(), 1.0);
    drag(-700);
    QCOMPARE(m_slider->value(), 0.0);
}

void TestValueSlider::oneDragIsOneGesture()
{
    QSignalSpy started(m_slider.get(), &ValueSlider::gestureStarted);
    QSignalSpy edited(m_slider.get(), &ValueSlider::valueEdited);
    QSignalSpy finished(m_slider.get(), &ValueSlider::gestureFinished);
    drag(50);
    QCOMPARE(started.count(), 1);
    QCOMPARE(edited.count(), 1);
    QCOMPARE(edited.at(0).at(0).toString(), QStringLiteral("jawOpen"));
    QCOMPARE(finished.count(), 1);
}

void TestValueSlider::escapeDuringDragPutsTheValueBack()
{
    QTest::mousePress(m_slider.get(), Qt::LeftButton, {}, QPoint(40, 13));
    QTest::mouseMove(m_slider.get(), QPoint(90, 13));
    QTest::keyClick(m_slider.get(), Qt::Key_Escape);
    QCOMPARE(m_slider->value(), 0.1);
    QTest::mouseRelease(m_slider.get(), Qt::LeftButton, {}, QPoint(90, 13));
    QCOMPARE(m_slider->value(), 0.1);
}

void TestValueSlider::clickOnTheBarJumpsThere()
{
    QTest::mouseClick(m_slider.get(), Qt::LeftButton, {}, QPoint(100, 13));
    QVERIFY(qAbs(m_slider->value() - 0.5) < 1e-9);
}

void TestValueSlider::doubleClickResets()
{
    m_slider->edit(0.8);
    QTest::mouseDClick(m_slider.get(), Qt::LeftButton, {}, QPoint(60, 13));
    QCOMPARE(m_slider->value(), 0.1);
}

void TestValueSlider::deleteKeyResets()
{
    m_slider->edit(0.8);
    QTest::keyClick(m_slider.get(), Qt::Key_Delete);
    QCOMPARE(m_slider->value(), 0.1);
}

void TestValueSlider::typingReachesTheHardRangeButNoFurther()
{
    QTest::keyClick(m_slider.get(), Qt::Key_Return);
    auto* field = m_slider->findChild<QLineEdit*>();
    QVERIFY(field);
    QTest::keyClicks(field, QStringLiteral("1.5"));
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(m_slider->value(), 1.5);
    m_slider->edit(7.0);
    QCOMPARE(m_slider->value(), 2.0);
}

void TestValueSlider::typingUnderstandsArithmetic()
{
    QTest::keyClick(m_slider.get(), Qt::Key_F2);
    auto* field = m_slider->findChild<QLineEdit*>();
    QVERIFY(field);
    QTest::keyClicks(field, QStringLiteral("+0.25"));
    QTest::keyClick(field, Qt::Key_Return);
    QVERIFY(qAbs(m_slider->value() - 0.35) < 1e-9);
}

void TestValueSlider::typingNonsenseChangesNothing()
{
    QSignalSpy edited(m_slider.get(), &ValueSlider::valueEdited);
    m_slider->startTyping();
    auto* field = m_slider->findChild<QLineEdit*>();
    QTest::keyClicks(field, QStringLiteral("wide"));
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(m_slider->value(), 0.1);
    QCOMPARE(edited.count(), 0);
}

void TestValueSlider::escapeWhileTypingChangesNothing()
{
    m_slider->startTyping();
    auto* field = m_slider->findChild<QLineEdit*>();
    QTest::keyClicks(field, QStringLiteral("0.9"));
    QTest::keyClick(field, Qt::Key_Escape);
    QCOMPARE(m_slider->value(), 0.1);
}

void TestValueSlider::clickOnTheNumberTypes()
{
    QTest::mouseClick(m_slider.get(), Qt::LeftButton, {}, QPoint(180, 13));
    QVERIFY(m_slider->findChild<QLineEdit*>());
    QCOMPARE(m_slider->value(), 0.1);
}

void TestValueSlider::keysStep()
{
    m_slider->edit(0.5);
    const auto after = [this](Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
        QTest::keyClick(m_slider.get(), key, modifiers);
        return m_slider->value();
    };
    QVERIFY(qAbs(after(Qt::Key_Right) - 0.51) < 1e-9);
    QVERIFY(qAbs(after(Qt::Key_Left, Qt::ShiftModifier) - 0.509) < 1e-9);
    QVERIFY(qAbs(after(Qt::Key_PageUp) - 0.609) < 1e-9);
    QCOMPARE(after(Qt::Key_Home), 0.0);
    QCOMPARE(after(Qt::Key_End), 1.0);
}

void TestValueSlider::wheelNeedsFocusOrCtrl()
{
    m_slider->clearFocus();
    const auto wheel = [this](Qt::KeyboardModifiers modifiers) {
        QWheelEvent event(QPointF(50, 13), m_slider->mapToGlobal(QPointF(50, 13)), QPoint(), QPoint(0, 120), Qt::NoButton,
                          modifiers, Qt::NoScrollPhase, false);
        QApplication::sendEvent(m_slider.get(), &event);
        return event.isAccepted();
    };
    QVERIFY(!wheel(Qt::NoModifier));
    QCOMPARE(m_slider->value(), 0.1);
    QVERIFY(wheel(Qt::ControlModifier));
    QVERIFY(qAbs(m_slider->value() - 0.11) < 1e-9);
}

void TestValueSlider::settingTheValueIsSilent()
{
    QSignalSpy edited(m_slider.get(), &ValueSlider::valueEdited);
    m_slider->setValue(0.7);
    QCOMPARE(m_slider->value(), 0.7);
    QCOMPARE(edited.count(), 0);
}

void TestValueSlider::linkIconToggles()
{
    auto spec = jawOpen();
    spec.hasMirror = true;
    ValueSlider slider(spec);
    slider.resize(200, 26);
    QSignalSpy toggled(&slider, &ValueSlider::linkToggled);
    QTest::mouseClick(&slider, Qt::LeftButton, {}, QPoint(190, 13));
    QVERIFY(slider.isLinked());
    QCOMPARE(toggled.count(), 1);
    QCOMPARE(slider.value(), 0.1);
}

void TestValueSlider::degreesAreShownWithTheirSign()
{
    auto spec = jawOpen();
    spec.unit = QStringLiteral("deg");
    spec.resetValue = 12.0;
    QCOMPARE(ValueSlider(spec).valueText(), QStringLiteral("12.0°"));
}

void TestValueSlider::isASliderToAssistiveTechnology()
{
    QAccessibleInterface* face = QAccessible::queryAccessibleInterface(m_slider.get());
    QVERIFY(face);
    QCOMPARE(face->role(), QAccessible::Slider);
    QCOMPARE(face->text(QAccessible::Name), QStringLiteral("Jaw open"));
    QVERIFY(face->valueInterface());
    face->valueInterface()->setCurrentValue(0.75);
    QCOMPARE(m_slider->value(), 0.75);
}

namespace {

SliderSpec control()
{
    auto spec = jawOpen();
    spec.isControl = true;
    spec.hasMirror = true;
    return spec;
}

constexpr int kKeyMiddle = 260 - 22 - 19; // of a slider 260 wide: left of the link, in the middle of the key's place

} // namespace

void TestValueSlider::altClickLeavesItOut()
{
    ValueSlider slider(control());
    slider.resize(260, 26);
    QSignalSpy bypassed(&slider, &ValueSlider::bypassToggled);
    QTest::mouseClick(&slider, Qt::LeftButton, Qt::AltModifier, QPoint(60, 13));
    QVERIFY(slider.isBypassed());
    QCOMPARE(slider.value(), 0.1); // only left out, not changed
    QTest::mouseClick(&slider, Qt::LeftButton, Qt::AltModifier, QPoint(60, 13));
    QCOMPARE(bypassed.count(), 2);
    QVERIFY(!slider.isBypassed());
}

void TestValueSlider::lockedSlidersRefuseHands()
{
    QSignalSpy edited(m_slider.get(), &ValueSlider::valueEdited);
    m_slider->setLocked(true);
    drag(60);
    QTest::keyClick(m_slider.get(), Qt::Key_Right);
    m_slider->edit(0.9);
    QTest::keyClick(m_slider.get(), Qt::Key_F2);
    QVERIFY(!m_slider->findChild<QLineEdit*>());
    QCOMPARE(edited.count(), 0);
    m_slider->setValue(0.7); // the document may still move it
    QCOMPARE(m_slider->value(), 0.7);
    m_slider->setLocked(false);
    m_slider->edit(0.9);
    QCOMPARE(edited.count(), 1);
}

void TestValueSlider::theKeyTogglesAndJumps()
{
    ValueSlider slider(control());
    slider.resize(260, 26);
    QSignalSpy toggled(&slider, &ValueSlider::keyToggled), jumped(&slider, &ValueSlider::keyJumpAsked), edited(&slider, &ValueSlider::valueEdited);
    QTest::mouseClick(&slider, Qt::LeftButton, {}, QPoint(kKeyMiddle, 13));
    QTest::mouseClick(&slider, Qt::LeftButton, {}, QPoint(kKeyMiddle - 15, 13)); // without keys the whole place adds one
    QCOMPARE(toggled.count(), 2);
    slider.setKeyMark(KeyMark::Animated);
    QTest::mouseClick(&slider, Qt::LeftButton, {}, QPoint(kKeyMiddle - 15, 13));
    QTest::mouseClick(&slider, Qt::LeftButton, {}, QPoint(kKeyMiddle + 15, 13));
    QCOMPARE(jumped.count(), 2);
    QCOMPARE(jumped.at(0).at(1).toInt(), -1);
    QCOMPARE(jumped.at(1).at(1).toInt(), 1);
    QCOMPARE(edited.count(), 0);
}

void TestValueSlider::keysOfTheKeyboardToggleAndJump()
{
    ValueSlider slider(control());
    QSignalSpy toggled(&slider, &ValueSlider::keyToggled), jumped(&slider, &ValueSlider::keyJumpAsked);
    QTest::keyClick(&slider, Qt::Key_K);
    QTest::keyClick(&slider, Qt::Key_Left, Qt::ControlModifier);
    QCOMPARE(toggled.count(), 1);
    QCOMPARE(jumped.count(), 1);
    QCOMPARE(slider.value(), 0.1);
}

void TestValueSlider::theMenuOffersWhatAControlHas()
{
    ValueSlider slider(control());
    slider.setKeyMark(KeyMark::Here);
    QMenu menu;
    slider.fillMenu(menu);
    QSignalSpy toggled(&slider, &ValueSlider::keyToggled), favourite(&slider, &ValueSlider::favouriteToggled), locked(&slider, &ValueSlider::lockToggled);
    for (const char* name : {"reset", "type", "copy", "paste", "copyPath", "key", "keyBefore", "keyAfter", "lock", "bypass", "favourite", "link"})
        QVERIFY2(menu.findChild<QAction*>(QLatin1String(name)), name);
    menu.findChild<QAction*>(QStringLiteral("key"))->trigger();
    menu.findChild<QAction*>(QStringLiteral("favourite"))->trigger();
    menu.findChild<QAction*>(QStringLiteral("lock"))->trigger();
    menu.findChild<QAction*>(QStringLiteral("copyPath"))->trigger();
    QCOMPARE(toggled.count(), 1);
    QVERIFY(slider.isFavourite() && slider.isLocked());
    QCOMPARE(favourite.count() + locked.count(), 2);
    QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("jawOpen"));
}

void TestValueSlider::saysWhichClipMovesItAndByHowMuch()
{
    auto spec = control();
    spec.unit = QStringLiteral("deg");
    ValueSlider slider(spec);
    slider.setToolTip(QStringLiteral("tip"));
    QAccessibleInterface* face = QAccessible::queryAccessibleInterface(&slider);
    const QString before = face->text(QAccessible::Description);
    slider.setClipMoves({{.clip = "Nod", .from = 3.0, .to = 15.0}, {.clip = "Breath <1>", .from = 15.0, .to = 14.5}});
    const QString words = QStringLiteral("The clip “Nod” moves it by +12.0°, from 3.0° to 15.0°.\nThe clip “Breath <1>” moves it by -0.5°, from 15.0° to 14.5°.");
    QCOMPARE(slider.clipText(), words);
    QCOMPARE(face->text(QAccessible::Description), words);
    slider.setClipMoves({});
    QCOMPARE(face->text(QAccessible::Description), before);
}

void TestValueSlider::clipsAreSeenInEveryTheme()
{
    for (const Theme theme : kThemes) {
        applyTheme(*qApp, theme);
        ValueSlider slider(control());
        slider.resize(260, 26);
        slider.setValue(0.8);
        const QImage without = slider.grab().toImage();
        slider.setClipMoves({{.clip = "Nod", .from = 0.2, .to = 0.8}});
        const QImage with = slider.grab().toImage();
        const auto isMarked = [&](int x, int y) { return with.pixelColor(x, y) != without.pixelColor(x, y); };
        // The frame at the place of the key, which holds no key: its left edge.
        QVERIFY(isMarked(kKeyMiddle - 9, 13));
        QVERIFY(std::abs(with.pixelColor(kKeyMiddle - 9, 13).lightness() - tokens().panel.lightness()) > 60); // of 255
        // The line along the top of the bar, between both values and nowhere else.
        const int bar = 260 - 22 - 38;
        QVERIFY(isMarked(int(0.5 * bar), 3) && !isMarked(int(0.1 * bar), 3) && !isMarked(int(0.9 * bar), 3));
    }
    applyTheme(*qApp);
}

void TestValueSlider::percentsAreShownAndTyped()
{
    ValueSlider slider({.id = QStringLiteral("lips"), .label = QStringLiteral("Lips"), .unit = QStringLiteral("%"), .softMin = 0.0, .softMax = 2.0,
                        .hardMin = 0.0, .hardMax = 2.0, .neutral = 1.0, .resetValue = 1.0});
    QCOMPARE(slider.valueText(), QStringLiteral("100 %"));
    for (const auto& [typed, value] : {std::pair("150", 1.5), std::pair("150 %", 1.5), std::pair("+20", 1.7), std::pair("/2", 0.85)}) {
        slider.startTyping();
        auto* field = slider.findChild<QLineEdit*>(QStringLiteral("lips.field"));
        QVERIFY(field);
        field->clear();
        QTest::keyClicks(field, QLatin1String(typed));
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY2(qAbs(slider.value() - value) < 1e-9, typed);
        field->setObjectName(QString()); // it goes with the next turn of the event loop
    }
}

QTEST_MAIN(TestValueSlider)
#include "tst_value_slider.moc"
