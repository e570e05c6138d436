// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"
#include "ui/window/photo_replacement_dialog.h"

#include <QApplication>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace effigy::ui;

class TestPhotoReplacementDialog : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp); }
    void tellsOnlyWhatApplies();
    void enterReplacesWhereNothingIsLost();
    void enterKeepsWhereSomethingIsLost();
    void buttonsAreVerbsAndAnswer();
    void fileNamesAreNoMarkup();

private:
    static QString textOf(const QWidget& dialog)
    {
        QStringList texts;
        for (const QLabel* label : dialog.findChildren<QLabel*>())
            texts += label->text();
        return texts.join(QLatin1Char('\n'));
    }
    static QPushButton* button(const QWidget& dialog, const char* name) { return dialog.findChild<QPushButton*>(QLatin1String(name)); }
};

void TestPhotoReplacementDialog::tellsOnlyWhatApplies()
{
    const PhotoReplacementDialog tuned({.photo = QStringLiteral("new.png"), .isTuned = true, .formerPhoto = {}});
    QVERIFY(textOf(tuned).contains(QStringLiteral("new.png")));
    QVERIFY(textOf(tuned).contains(QStringLiteral("Tuning the avatar")));
    QVERIFY(textOf(tuned).contains(QStringLiteral("Former photo")));
    QVERIFY(!textOf(tuned).contains(QStringLiteral("The fit:")));
    QVERIFY(!textOf(tuned).contains(QStringLiteral("Lost for good")));
    const PhotoReplacementDialog framed({.photo = QStringLiteral("new.png"), .isSameFraming = false, .formerPhoto = QStringLiteral("old.jpg")});
    QVERIFY(textOf(framed).contains(QStringLiteral("The fit:")));
    QVERIFY(textOf(framed).contains(QStringLiteral("“old.jpg”")));
    QVERIFY(!textOf(framed).contains(QStringLiteral("Tuning the avatar")));
    const PhotoReplacementDialog lost({.photo = QStringLiteral("new.png"), .formerPhoto = QStringLiteral("old.jpg")});
    QVERIFY(!textOf(lost).contains(QStringLiteral("To be done again")));
}

void TestPhotoReplacementDialog::enterReplacesWhereNothingIsLost()
{
    PhotoReplacementDialog dialog({.photo = QStringLiteral("new.png"), .isTuned = true, .formerPhoto = {}});
    dialog.show();
    QTest::keyClick(&dialog, Qt::Key_Return);
    QCOMPARE(dialog.result(), int(QDialog::Accepted));
}

void TestPhotoReplacementDialog::enterKeepsWhereSomethingIsLost()
{
    PhotoReplacementDialog dialog({.photo = QStringLiteral("new.png"), .formerPhoto = QStringLiteral("old.jpg")});
    dialog.show();
    const QSignalSpy kept(&dialog, &QDialog::rejected);
    QTest::keyClick(&dialog, Qt::Key_Return);
    QCOMPARE(kept.count(), 1);
}

void TestPhotoReplacementDialog::buttonsAreVerbsAndAnswer()
{
    PhotoReplacementDialog dialog({.photo = QStringLiteral("new.png"), .formerPhoto = QStringLiteral("old.jpg")});
    dialog.show();
    for (const QPushButton* each : dialog.findChildren<QPushButton*>()) {
        QVERIFY2(each->accessibleName() == each->text() && each->text().contains(QLatin1Char(' ')), qPrintable(each->text()));
        QVERIFY2(each->width() >= each->sizeHint().width(), qPrintable(each->text())); // not cut
    }
    QTest::mouseClick(button(dialog, "replacePhoto"), Qt::LeftButton);
    QCOMPARE(dialog.result(), int(QDialog::Accepted));
    dialog.show();
    QTest::mouseClick(button(dialog, "keepPhoto"), Qt::LeftButton);
    QCOMPARE(dialog.result(), int(QDialog::Rejected));
}

void TestPhotoReplacementDialog::fileNamesAreNoMarkup()
{
    const PhotoReplacementDialog dialog({.photo = QStringLiteral("<b>bold</b>.png"), .formerPhoto = {}});
    for (const QLabel* label : dialog.findChildren<QLabel*>())
        if (!label->text().isEmpty())
            QCOMPARE(label->textFormat(), Qt::PlainText);
    QVERIFY(textOf(dialog).contains(QStringLiteral("<b>bold</b>.png")));
}

QTEST_MAIN(TestPhotoReplacementDialog)
#include "tst_photo_replacement_dialog.moc"
