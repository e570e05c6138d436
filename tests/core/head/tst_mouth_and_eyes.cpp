// SPDX-License-Identifier: GPL-3.0-or-later
#include "head/mouth_and_eyes.h"

#include <QtTest>

#include <algorithm>
#include <limits>
#include <utility>

using namespace effigy::head;

namespace {

constexpr int kTeeth = 14; // of a jaw, left half first, each half from the middle outwards
constexpr double kMillimetre = 0.01; // decimetres

/// What one tooth covers along a line in the picture from the front.
struct Span {
    double low = std::numeric_limits<double>::max();
    double high = -low;
    [[nodiscard]] bool empty() const { return low > high; }
};

/// Of tooth `tooth` along the line where coordinate `axis` (0: x, 1: y) is `at`.
Span spanOf(const ShapedSurface& teeth, int tooth, int axis, double at)
{
    const int each = static_cast<int>(teeth.vertices.size()) / kTeeth;
    Span span;
    for (const auto& t : teeth.triangles)
        for (int k = 0; k < 3; ++k) {
            if (t[k] / each != tooth)
                continue;
            const auto& a = teeth.vertices[static_cast<std::size_t>(t[k])];
            const auto& b = teeth.vertices[static_cast<std::size_t>(t[(k + 1) % 3])];
            if ((a[axis] - at) * (b[axis] - at) > 0.0 || a[axis] == b[axis])
                continue;
            const double other =
                a[1 - axis] + (at - a[axis]) / (b[axis] - a[axis]) * (b[1 - axis] - a[1 - axis]);
            span.low = std::min(span.low, other);
            span.high = std::max(span.high, other);
        }
    return span;
}

/// y at a share of the crown of `tooth` from gum (0) to edge (1).
double heightAt(const ShapedSurface& teeth, int tooth, Jaw jaw, double share)
{
    constexpr double kInGum = 0.25; // of the crown's height, hidden beyond the neck
    const auto each = static_cast<std::ptrdiff_t>(teeth.vertices.size()) / kTeeth;
    const auto first = teeth.vertices.begin() + tooth * each;
    const auto [low, high] = std::minmax_element(
        first, first + each, [](const auto& a, const auto& b) { return a.y() < b.y(); });
    const double root = jaw == Jaw::Upper ? high->y() : low->y(),
                 edge = jaw == Jaw::Upper ? low->y() : high->y();
    return root + (share + kInGum) / (1.0 + kInGum) * (edge - root);
}

} // namespace

class TestMouthAndEyes : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void frontTeethTouchToNearTheirEdges_data();
    void frontTeethTouchToNearTheirEdges();
    void edgeOfTheUpperRowHasNoNotch();
    void gumsFaceTheLips();
};

void TestMouthAndEyes::frontTeethTouchToNearTheirEdges_data()
{
    QTest::addColumn<int>("which");
    QTest::newRow("upper") << static_cast<int>(Jaw::Upper);
    QTest::newRow("lower") << static_cast<int>(Jaw::Lower);
}

void TestMouthAndEyes::frontTeethTouchToNearTheirEdges()
{
    QFETCH(const int, which);
    const auto jaw = static_cast<Jaw>(which);
    const ShapedSurface teeth = shapeTeeth(jaw);
    constexpr int kRight = kTeeth / 2;
    for (const auto& [inner, outer] : {std::pair(kRight, 0), std::pair(0, 1), std::pair(1, 2)}) {
        for (const double share : {0.5, 0.6, 0.7, 0.8, 0.9}) {
            // The shorter of both decides.
            const double a = heightAt(teeth, inner, jaw, share),
                         b = heightAt(teeth, outer, jaw, share);
            const double y = jaw == Jaw::Upper ? std::max(a, b) : std::min(a, b);
            const double gap = spanOf(teeth, outer, 1, y).low - spanOf(teeth, inner, 1, y).high;
            QVERIFY2(gap < 0.2 * kMillimetre, // a fifth of what one would see as a gap
                     qPrintable(QStringLiteral("%1 mm between teeth %2 and %3 at %4")
                                    .arg(gap / kMillimetre)
                                    .arg(inner)
                                    .arg(outer)
                                    .arg(share)));
        }
    }
}

void TestMouthAndEyes::edgeOfTheUpperRowHasNoNotch()
{
    const ShapedSurface teeth = shapeTeeth(Jaw::Upper);
    double highest = -std::numeric_limits<double>::max(), lowest = -highest;
    for (double x = -7.0 * kMillimetre; x <= 7.0 * kMillimetre;
         x += 0.1 * kMillimetre) { // both central incisors
        Span row;
        for (const int tooth : {0, kTeeth / 2}) {
            const Span own = spanOf(teeth, tooth, 0, x);
            row.low = std::min(row.low, own.low);
            row.high = std::max(row.high, own.high);
        }
        QVERIFY2(!row.empty(), qPrintable(QStringLiteral("a gap at %1 mm").arg(x / kMillimetre)));
        highest = std::max(highest, row.low);
        lowest = std::min(lowest, row.low);
    }
    QVERIFY2(highest - lowest < 0.8 * kMillimetre, // rounded corners
             qPrintable(QStringLiteral("%1 mm").arg((highest - lowest) / kMillimetre)));
}

void TestMouthAndEyes::gumsFaceTheLips()
{
    for (const Jaw jaw : {Jaw::Upper, Jaw::Lower}) {
        const ShapedSurface gum = shapeGum(jaw);
        const double front =
            std::ranges::max_element(gum.vertices, {}, [](const auto& p) { return p.z(); })->z();
        Eigen::Vector3d sum = Eigen::Vector3d::Zero();
        for (const auto& t : gum.triangles) {
            const auto &a = gum.vertices[static_cast<std::size_t>(t[0])],
                       &b = gum.vertices[static_cast<std::size_t>(t[1])],
                       &c = gum.vertices[static_cast<std::size_t>(t[2])];
            if (std::max({a.z(), b.z(), c.z()}) > front - kMillimetre)
                sum += (b - a).cross(c - a);
        }
        QVERIFY(sum.z() > 0.0);
    }
}

QTEST_APPLESS_MAIN(TestMouthAndEyes)
#include "tst_mouth_and_eyes.moc"
