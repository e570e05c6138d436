// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/cancel_token.h"

#include <QtTest/QtTest>

using namespace effigy::base;

class TestCancelToken : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void copiesShareTheFlag();
    void checkThrowsOnceCancelled();
};

void TestCancelToken::copiesShareTheFlag()
{
    const CancelToken token;
    const CancelToken copy = token;
    QVERIFY(!token.isCancelled());
    copy.cancel();
    QVERIFY(token.isCancelled());
}

void TestCancelToken::checkThrowsOnceCancelled()
{
    const CancelToken token;
    token.check();
    token.cancel();
    QVERIFY_EXCEPTION_THROWN(token.check(), Cancelled);
}

QTEST_APPLESS_MAIN(TestCancelToken)
#include "tst_cancel_token.moc"
