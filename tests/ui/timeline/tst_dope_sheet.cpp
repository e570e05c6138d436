// SPDX-License-Identifier: GPL-3.0-or-later
#include "avatar/timeline_edits.h"
#include "ui/timeline/dope_sheet.h"

#include <QtTest/QtTest>
#include <QtWidgets/QtWidgets>

using namespace effigy;
using namespace effigy::ui;

/// What the dope sheet keeps between paintings, and what it draws of crowds of keys.
class TestDopeSheet : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void keptRowsLookLikeFreshOnes_data();
    void keptRowsLookLikeFreshOnes();
    void crowdsAreOneBar();
    void chosenKeysStandOutOfACrowd();
    void keysInACrowdCanStillBeTaken();

private:
    [[nodiscard]] QImage painted(DopeSheet& sheet) const { return sheet.grab().toImage().convertToFormat(QImage::Format_RGB32); }
    /// How many columns of the row of jawOpen show the track's colour or that of chosen keys.
    [[nodiscard]] int solidColumns(const QImage& image, double from, double to, const QColor& colour) const;

    std::unique_ptr<TimelineScene> m_scene;
    std::unique_ptr<DopeSheet> m_sheet;
};

void TestDopeSheet::init()
{
    m_scene = std::make_unique<TimelineScene>();
    avatar::Timeline timeline;
    std::vector<avatar::Key> crowd;
    for (int i = 0; i < 500; ++i)
        crowd.push_back({.time = 0.01 * i, .value = 0.5, .in = {}, .out = {}});
    timeline.tracks.emplace("jawOpen", avatar::Track(crowd));
    timeline.tracks.emplace("mouthSmileLeft", avatar::Track({{.time = 1.0, .value = 0.2, .in = {}, .out = {}}, {.time = 3.0, .value = 0.4, .in = {}, .out = {}}}));
    m_scene->setTimeline(timeline);
    m_scene->setView({.start = -0.5, .pixelsPerSecond = 100.0});
    m_sheet = std::make_unique<DopeSheet>(m_scene.get());
    m_sheet->resize(600, 120);
}

void TestDopeSheet::keptRowsLookLikeFreshOnes_data()
{
    using Change = std::function<void(TimelineScene&, DopeSheet&)>;
    QTest::addColumn<Change>("change");
    QTest::newRow("playhead") << Change([](auto& scene, auto&) { scene.setPlayhead(1.5); });
    QTest::newRow("view") << Change([](auto& scene, auto&) { scene.setView({.start = 0.3, .pixelsPerSecond = 222.0}); });
    QTest::newRow("selection") << Change([](auto& scene, auto&) { scene.select({{"mouthSmileLeft", 1.0}}); });
    QTest::newRow("tracks") << Change([](auto& scene, auto&) { scene.focusTracks({QStringLiteral("mouthSmileLeft")}); });
    QTest::newRow("keys") << Change([](auto& scene, auto&) { scene.setTimeline(avatar::withoutTracks(scene.timeline(), {"mouthSmileLeft"})); });
    QTest::newRow("scroll") << Change([](auto&, auto& sheet) { sheet.setScroll(17); });
    QTest::newRow("size") << Change([](auto&, auto& sheet) { sheet.resize(500, 100); });
}

void TestDopeSheet::keptRowsLookLikeFreshOnes()
{
    using Change = std::function<void(TimelineScene&, DopeSheet&)>;
    QFETCH(Change, change);
    const QImage before = painted(*m_sheet);
    change(*m_scene, *m_sheet);
    const QImage after = painted(*m_sheet);
    QVERIFY(after != before);
    DopeSheet fresh(m_scene.get());
    fresh.resize(m_sheet->size());
    if (QLatin1String(QTest::currentDataTag()) == QLatin1String("scroll"))
        fresh.setScroll(17);
    QCOMPARE(painted(fresh), after);
}

int TestDopeSheet::solidColumns(const QImage& image, double from, double to, const QColor& colour) const
{
    const int y = int(m_sheet->placeOf({"jawOpen", 0.0}).y());
    int count = 0;
    for (int x = int(m_scene->view().xOf(from)); x <= int(m_scene->view().xOf(to)); ++x)
        count += image.pixelColor(x, y).rgb() == colour.rgb() ? 1 : 0;
    return count;
}

void TestDopeSheet::crowdsAreOneBar()
{
    const int y = int(m_sheet->placeOf({"jawOpen", 0.0}).y());
    const QImage image = painted(*m_sheet);
    const QColor colour = image.pixelColor(int(m_scene->view().xOf(2.0)), y);
    QCOMPARE(solidColumns(image, 0.05, 4.9, colour), int(m_scene->view().xOf(4.9)) - int(m_scene->view().xOf(0.05)) + 1);
}

void TestDopeSheet::chosenKeysStandOutOfACrowd()
{
    const QColor plain = painted(*m_sheet).pixelColor(int(m_scene->view().xOf(2.0)), int(m_sheet->placeOf({"jawOpen", 0.0}).y()));
    m_scene->select(avatar::keysWithin(m_scene->timeline(), 1.0, 2.0));
    const QImage image = painted(*m_sheet);
    QVERIFY(solidColumns(image, 1.1, 1.9, plain) == 0);
    QVERIFY(solidColumns(image, 2.2, 4.8, plain) > 200);
}

void TestDopeSheet::keysInACrowdCanStillBeTaken()
{
    const QPoint at = m_sheet->placeOf({"jawOpen", 2.5}).toPoint();
    const auto key = m_sheet->keyAt(at);
    QVERIFY(key && key->id == "jawOpen");
    QVERIFY(std::abs(key->time - 2.5) < 0.02);
}

QTEST_MAIN(TestDopeSheet)
#include "tst_dope_sheet.moc"
