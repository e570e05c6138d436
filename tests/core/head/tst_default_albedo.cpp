// SPDX-License-Identifier: GPL-3.0-or-later
#include "head/default_albedo.h"

#include "small_head.h"

#include "base/error.h"

#include <QtTest>

using namespace effigy;
using namespace effigy::head;

namespace {

constexpr int kSize = 128;

Eigen::Vector3i colourAt(const base::Image& image, const HeadModel& head, const SurfacePoint& place)
{
    const auto& mesh = head.data().templateMesh;
    const Eigen::Vector3i& t = mesh.uvTriangles[static_cast<std::size_t>(place.triangle)];
    Eigen::Vector2f uv = Eigen::Vector2f::Zero();
    for (int k = 0; k < 3; ++k)
        uv += place.barycentric[k] * mesh.uvs[static_cast<std::size_t>(t[k])];
    const std::uint8_t* p =
        image.at(std::clamp(static_cast<int>(uv.x() * kSize), 0, kSize - 1),
                 std::clamp(static_cast<int>((1.0F - uv.y()) * kSize), 0, kSize - 1));
    return {p[0], p[1], p[2]};
}

} // namespace

class TestDefaultAlbedo : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void paintsWhatTheStyleAsks();
    void isReproducible();
    void stylesDiffer();
    void refusesHeadsWithoutMasks();
};

void TestDefaultAlbedo::paintsWhatTheStyleAsks()
{
    const auto head = loadFreeHead();
    AlbedoStyle style;
    style.grain = 0.0F;
    style.skin = Eigen::Vector3f(0.2F, 0.9F, 0.2F); // green skin and blue lips are hard to confuse
    style.blush = style.skin;
    style.lips = Eigen::Vector3f(0.1F, 0.1F, 0.9F);
    const base::Image image = defaultAlbedo(*head, style, kSize);
    QCOMPARE(image.channels, 3);
    const auto& marks = head->data().landmarks;
    const Eigen::Vector3i nose = colourAt(image, *head, marks[29]);
    QVERIFY(nose.y() > 200 && nose.z() < 90);
    SurfacePoint lip = marks[57];
    lip.triangle = marks[66].triangle;
    lip.barycentric = marks[66].barycentric;
    const Eigen::Vector3i lower = colourAt(image, *head, lip);
    QVERIFY(lower.z() > lower.y());
}

void TestDefaultAlbedo::isReproducible()
{
    const auto head = loadFreeHead();
    QVERIFY(defaultAlbedo(*head, randomAlbedoStyle(3), kSize) ==
            defaultAlbedo(*head, randomAlbedoStyle(3), kSize));
}

void TestDefaultAlbedo::stylesDiffer()
{
    QVERIFY(randomAlbedoStyle(1).skin != randomAlbedoStyle(2).skin);
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
        const AlbedoStyle style = randomAlbedoStyle(seed);
        QVERIFY(style.skin.minCoeff() > 0.05F && style.skin.maxCoeff() < 1.0F);
        QVERIFY(style.skin.x() > style.skin.z()); // skin is warm
    }
}

void TestDefaultAlbedo::refusesHeadsWithoutMasks()
{
    HeadModelData data = smallHead();
    data.masks.clear();
    const HeadModel head(std::move(data));
    QVERIFY_EXCEPTION_THROWN((void)defaultAlbedo(head, AlbedoStyle{}, 16), base::ContractError);
}

QTEST_APPLESS_MAIN(TestDefaultAlbedo)
#include "tst_default_albedo.moc"
