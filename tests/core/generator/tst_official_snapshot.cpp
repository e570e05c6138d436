// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "generator/official_snapshot.h"
#include "tensorio/npz.h"

#include <QtTest/QtTest>

using namespace effigy;
using namespace effigy::generator;

namespace {

// Carries a mesh that may not be copied, hence beside the checkout.
const std::filesystem::path kShared = EFFIGY_SOURCE_DIR "/../shared/parity/next3d";

std::string prefixed(const std::string& entry, const std::string& name)
{
    return entry + "." + name;
}

} // namespace

class TestOfficialSnapshot : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsEveryNetwork();
    void opensNext3d();
    void hasThePublishedDiscriminator();
    void refusesOtherPickles();

private:
    const std::filesystem::path m_small = EFFIGY_TEST_DATA "/snapshots/snapshot_layout.pkl";
};

void TestOfficialSnapshot::readsEveryNetwork()
{
    const OfficialSnapshot snapshot = OfficialSnapshot::open(m_small);
    QCOMPARE(snapshot.networks().size(), std::size_t{4});
    QCOMPARE(snapshot.kind(), NetworkKind::StyleGan2);
    const auto expected = tensorio::readNpz(EFFIGY_TEST_DATA "/snapshots/state_layout.npz");
    std::size_t count = 0;
    for (const SnapshotNetwork& network : snapshot.networks())
        for (const auto& [name, tensor] : snapshot.state(network.entry)) {
            QVERIFY2(torch::equal(tensor, expected.at(prefixed(network.entry, name))),
                     name.c_str());
            ++count;
        }
    QCOMPARE(count, expected.size());
    QVERIFY_THROWS_EXCEPTION(base::Error, (void)snapshot.generator());
}

void TestOfficialSnapshot::opensNext3d()
{
    if (!std::filesystem::exists(kShared))
        QSKIP("the shared parity data are not beside the checkout");
    const Generator read = readGenerator(kShared / "snapshot_tiny.pkl");
    QCOMPARE(read.config.zDim, 64);
    QCOMPARE(read.config.channelMax, 16);
    QCOMPARE(read.config.rawResolution, 64);
    QCOMPARE(read.config.superresolution.width0, 256);
    QCOMPARE(read.config.planeBlend, PlaneBlend::AllThree);
    QVERIFY(!read.config.eg3dAxes);
    QCOMPARE(read.layout.orthScale, 5.0);
    const auto geometry = tensorio::readNpz(kShared / "geometry.npz");
    QVERIFY(torch::equal(read.layout.uvMask, geometry.at("uv_face_mask")));
    QCOMPARE(read.layout.faces.sizes().vec(), (std::vector<std::int64_t>{9976, 3}));
    QCOMPARE(read.parameters.size(), parameterList(read.config, Spare::Included).size());
}

void TestOfficialSnapshot::hasThePublishedDiscriminator()
{
    if (!std::filesystem::exists(kShared))
        QSKIP("the shared parity data are not beside the checkout");
    const auto state = OfficialSnapshot::open(kShared / "snapshot_tiny.pkl").state("D");
    const auto expected = tensorio::readNpz(kShared / "state_D.npz");
    QCOMPARE(state.size(), expected.size());
    for (const auto& [name, tensor] : expected)
        QVERIFY2(torch::equal(state.at(name), tensor), name.c_str());
}

void TestOfficialSnapshot::refusesOtherPickles()
{
    QVERIFY_THROWS_EXCEPTION(base::Error, (void)OfficialSnapshot::open(
                                              EFFIGY_TEST_DATA "/pickles/mini_py3_protocol4.pkl"));
}

QTEST_GUILESS_MAIN(TestOfficialSnapshot)
#include "tst_official_snapshot.moc"
