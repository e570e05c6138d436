// SPDX-License-Identifier: GPL-3.0-or-later
#include "avatar/clothes.h"
#include "avatar/neck_fade.h"
#include "generator/plane_axis.h"
#include "generator/plane_form.h"
#include "head/head_model.h"
#include "train/init_trainer.h"

#include <QtTest/QtTest>

#include <ATen/ATen.h>

using namespace effigy;
using namespace effigy::avatar;

class TestClothes : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsClothesFromHair_data();
    void tellsClothesFromHair();
};

void TestClothes::tellsClothesFromHair_data()
{
    QTest::addColumn<double>("depth"); // z of what goes on below the neck, metres
    QTest::addColumn<double>("foot");  // height down to which it does, metres
    QTest::addColumn<bool>("isWorn");
    QTest::newRow("a chest") << 0.01 << -0.3 << true;
    QTest::newRow("hair that hangs around the neck") << -0.02 << -0.3 << false;
    QTest::newRow("nothing but the neck") << 0.01 << -0.12 << false;
}

// A front plane that covers all but what is below `foot`.
void TestClothes::tellsClothesFromHair()
{
    QFETCH(const double, depth);
    QFETCH(const double, foot);
    QFETCH(const bool, isWorn);
    const auto head = head::loadFreeHead();
    generator::Generator generator;
    generator.config = train::embeddedConfig();
    const auto size = static_cast<int>(generator.config.planeResolution);
    const double boxWarp = generator.config.rendering.boxWarp;
    const generator::PlaneAxis axis{size, boxWarp};
    torch::Tensor covered = torch::ones({1, 1, size, size});
    covered.slice(2, 0, axis.rowAt(foot)).zero_();
    const torch::Tensor heights = torch::full({1, 1, size, size}, depth);
    torch::Tensor planes = torch::zeros({1, 4, generator.config.planeChannels, size, size});
    planes.select(1, 0)
        .slice(1, generator.config.formChannel, generator.config.formChannel + generator::kFormChannels)
        .copy_(generator::formOfHeights(heights, covered, generator::View::Front, boxWarp));
    QCOMPARE(wearsClothes(generator, planes, rimOfNeck(head->data().templateMesh), head->data().templateMesh.vertices), isWorn);
}

QTEST_APPLESS_MAIN(TestClothes)
#include "tst_clothes.moc"
