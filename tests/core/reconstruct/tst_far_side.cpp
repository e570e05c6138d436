// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "error_code.h"
#include "reconstruct/far_side.h"

#include <QtTest/QtTest>

#include <cmath>

using namespace effigy;
using namespace effigy::reconstruct;

namespace {

/// A face in even light: skin on the right half, `far` on the left.
std::vector<SkinSample> face(const Eigen::Vector3f& skin, const Eigen::Vector3f& far)
{
    std::vector<SkinSample> samples;
    for (int i = 0; i < 4000; ++i) {
        const float angle = 2.0F * static_cast<float>(i) / 4000.0F - 1.0F;
        const Eigen::Vector3f normal(std::sin(angle), 0.0F, std::cos(angle));
        samples.push_back({normal, normal.x() > 0.3F ? far : skin, 1.0F});
    }
    return samples;
}

std::string codeOf(const std::vector<SkinSample>& samples, double yaw)
{
    LitSkin lit{};
    lit.light = ShLight::Zero();
    lit.light.row(0).setConstant(1.0F / 0.2820948F);
    lit.skin = samples.empty() ? Eigen::Vector3f::Ones().eval() : samples.front().linearRgb;
    return test::errorCodeOf([&] { refuseStrangeFarSide(samples, lit, yaw); });
}

const Eigen::Vector3f kSkin(0.45F, 0.26F, 0.18F);
const Eigen::Vector3f kWall(0.3F, 0.3F, 0.32F);

} // namespace

class TestFarSide : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void refusesAWallForACheek()
    {
        QCOMPARE(codeOf(face(kSkin, kWall), 0.6), std::string("no_face"));
    }
    void passesSkin() { QCOMPARE(codeOf(face(kSkin, kSkin), 0.6), std::string("none")); }
    void passesShadow() { QCOMPARE(codeOf(face(kSkin, 0.2F * kSkin), 0.6), std::string("none")); }
    void passesBlackAndWhite()
    {
        QCOMPARE(codeOf(face({0.4F, 0.4F, 0.4F}, {0.05F, 0.05F, 0.05F}), 0.6), std::string("none"));
    }
    void looksOnlyAtTheFarSide() { QCOMPARE(codeOf(face(kSkin, kWall), -0.6), std::string("none")); }
    void passesFrontalFaces() { QCOMPARE(codeOf(face(kSkin, kWall), 0.2), std::string("none")); }
    void passesWhatItCannotJudge() { QCOMPARE(codeOf({}, 0.6), std::string("none")); }
};

QTEST_APPLESS_MAIN(TestFarSide)
#include "tst_far_side.moc"
