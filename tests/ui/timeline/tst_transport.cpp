// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/transport.h"

#include <QtTest/QtTest>

using namespace effigy::ui;

namespace {

/// A sound whose moment the test sets.
struct FakeSound : PlaybackClock {
    bool canStart = true;
    std::optional<double> moment = 0.0;
    QList<double> starts;
    int stops = 0;

    bool start(double seconds) override
    {
        starts += seconds;
        moment = seconds;
        return canStart;
    }
    void stop() override { ++stops; }
    std::optional<double> now() override { return moment; }
};

} // namespace

class TestTransport : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void followsTheSound();
    void aLoopStartsTheSoundAtTheRangesStart();
    void otherSpeedsAreSilent();
    void goesOnByTheWallClockWhenTheSoundFails();
    void playsByTheWallClockWhenNothingCanBeHeard();
    void stoppingStopsTheSound();

private:
    FakeSound m_sound;
    std::unique_ptr<Transport> m_transport;
};

void TestTransport::init()
{
    m_sound = {};
    m_transport = std::make_unique<Transport>();
    m_transport->setRange(1.0, 9.0);
    m_transport->setSound(&m_sound);
}

void TestTransport::followsTheSound()
{
    QSignalSpy moved(m_transport.get(), &Transport::timeChanged);
    m_transport->play(2.0);
    QCOMPARE(m_sound.starts, QList<double>{2.0});
    m_sound.moment = 3.25;
    moved.clear();
    QVERIFY(moved.wait());
    QCOMPARE(moved.last()[0].toDouble(), 3.25); // however long that took
    moved.clear();
    QVERIFY(moved.wait());
    QCOMPARE(moved.last()[0].toDouble(), 3.25); // a sound that halts halts the picture
}

void TestTransport::aLoopStartsTheSoundAtTheRangesStart()
{
    QSignalSpy moved(m_transport.get(), &Transport::timeChanged);
    m_transport->play(8.5);
    m_sound.moment = 9.01;
    QTRY_COMPARE(m_sound.starts, (QList<double>{8.5, 1.0}));
    QCOMPARE(moved.last()[0].toDouble(), 1.0);
    m_transport->setLooping(false);
    m_sound.moment = 9.01;
    QTRY_VERIFY(!m_transport->isPlaying());
    QCOMPARE(m_sound.starts.size(), 2);
    QCOMPARE(moved.last()[0].toDouble(), 9.0);
}

void TestTransport::otherSpeedsAreSilent()
{
    m_transport->play(2.0, -1.0);
    QVERIFY(m_sound.starts.isEmpty());
    m_transport->stop();
    m_transport->play(2.0);
    QCOMPARE(m_sound.starts.size(), 1);
    const int before = m_sound.stops;
    m_transport->shuttle(2.0, 1); // double speed
    QCOMPARE(m_sound.stops, before + 1);
    m_transport->shuttle(2.0, -1); // normal speed again
    QCOMPARE(m_sound.starts.size(), 2);
}

void TestTransport::goesOnByTheWallClockWhenTheSoundFails()
{
    QSignalSpy moved(m_transport.get(), &Transport::timeChanged);
    m_transport->play(2.0);
    m_sound.moment = 4.0;
    QVERIFY(moved.wait());
    m_sound.moment = std::nullopt;
    moved.clear();
    QTRY_VERIFY(!moved.isEmpty() && moved.last()[0].toDouble() > 4.0);
    QVERIFY(m_transport->isPlaying());
}

void TestTransport::playsByTheWallClockWhenNothingCanBeHeard()
{
    m_sound.canStart = false;
    QSignalSpy moved(m_transport.get(), &Transport::timeChanged);
    m_transport->play(2.0);
    QTRY_VERIFY(!moved.isEmpty() && moved.last()[0].toDouble() > 2.0);
}

void TestTransport::stoppingStopsTheSound()
{
    m_transport->play(2.0);
    const int before = m_sound.stops;
    m_transport->stop();
    QCOMPARE(m_sound.stops, before + 1);
}

QTEST_GUILESS_MAIN(TestTransport)
#include "tst_transport.moc"
