// SPDX-License-Identifier: GPL-3.0-or-later
#include "parity/next3d_stages.h"

#include <QtTest/QtTest>

#include <c10/core/InferenceMode.h>

using namespace effigy;

class TestNext3dImages : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rendersTheImagesOfTheReference();
};

void TestNext3dImages::rendersTheImagesOfTheReference()
{
    const c10::InferenceMode inference;
    const parity::ParitySet set(EFFIGY_TEST_DATA "/next3d-free");
    const parity::Next3dStages stages(set, parity::freeGenerator(set));
    // Tolerances stand in the README of the set, beside what two valid runs of the reference differ by.
    const auto results = parity::compare(set, "images", stages.images());
    QCOMPARE(results.size(), std::size_t{12});
    for (const auto& result : results) {
        const QString told = QStringLiteral("%1: worst %2, allowed %3")
                                 .arg(QString::fromStdString(result.name)).arg(result.worst).arg(result.allowed);
        QVERIFY2(result.fits, qPrintable(told));
    }
}

QTEST_GUILESS_MAIN(TestNext3dImages)
#include "tst_next3d_images.moc"
