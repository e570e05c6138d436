// SPDX-License-Identifier: GPL-3.0-or-later
#include "reconstruct/outline_fitter.h"

#include "base/smoothstep.h"
#include "head/hairline.h"
#include "head/surface_view.h"

#include <QtTest>

#include <cmath>
#include <numbers>

using namespace effigy;
using namespace effigy::reconstruct;

namespace {

constexpr int kSize = 512;

/// A portrait lens a metre in front of the face.
mesh::Camera portraitCamera()
{
    mesh::Camera camera;
    camera.headFromCamera.linear() =
        Eigen::AngleAxisd(std::numbers::pi, Eigen::Vector3d::UnitX()).matrix();
    camera.headFromCamera.translation() = Eigen::Vector3d(0.0, 0.0, 1.0);
    camera.fx = camera.fy = 3.2;
    camera.cx = camera.cy = 0.5;
    return camera;
}

base::FloatImage silhouette(const std::vector<Eigen::Vector3f>& vertices,
                            const head::HeadModel& model)
{
    const auto view =
        head::viewSurface(vertices, model.data().templateMesh.triangles, portraitCamera(), kSize);
    base::FloatImage picture(kSize, kSize, 1);
    for (std::size_t i = 0; i < view.triangle.size(); ++i)
        picture.values[i] = view.triangle[i] >= 0 ? 1.0F : 0.0F;
    return picture;
}

int differences(const base::FloatImage& a, const base::FloatImage& b)
{
    int count = 0;
    for (std::size_t i = 0; i < a.values.size(); ++i)
        count += (a.values[i] > 0.5F) != (b.values[i] > 0.5F);
    return count;
}

float largest(const std::vector<Eigen::Vector3f>& offsets)
{
    float most = 0.0F;
    for (const auto& offset : offsets)
        most = std::max(most, offset.norm());
    return most;
}

const Eigen::Vector3f kShift(0.006F, 0.012F, 0.0F);

/// On an ear of the mean head, or within `margin` metres of one.
bool isOnEar(const Eigen::Vector3f& at, float margin)
{
    return std::abs(at.x()) > 0.055F && head::besideEar(at) < margin;
}

} // namespace

class TestOutlineFitter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_model = head::loadFreeHead(); }
    void leavesAHeadThatFits();
    void movesEarsToWhereTheyAreSeen();
    void earsMoveWholeAndFoldNothing();
    void leavesEarsUnderHair();
    void knowsNothingBeyondThePhoto();

private:
    [[nodiscard]] std::vector<Eigen::Vector3f> fitted(const base::FloatImage& matte,
                                                      float unseen = 0.0F) const
    {
        const base::FloatImage beyond(kSize, kSize, 1, unseen);
        const base::Image grey(kSize, kSize, 3);
        return fitOutline(*m_model, {}, {grey, matte, beyond, portraitCamera()});
    }

    /// The mean head with both ears moved by kShift outwards, and the skin about them with them.
    [[nodiscard]] std::vector<Eigen::Vector3f> withMovedEars() const
    {
        auto vertices = m_model->vertices({});
        for (auto& vertex : vertices)
            if (isOnEar(vertex, 0.03F))
                vertex += (1.0F - base::smoothstep(0.0F, 0.03F, head::besideEar(vertex))) * Eigen::Vector3f(std::copysign(kShift.x(), vertex.x()), kShift.y(), 0.0F);
        return vertices;
    }

    std::shared_ptr<const head::HeadModel> m_model;
};

void TestOutlineFitter::leavesAHeadThatFits()
{
    const auto offsets = fitted(silhouette(m_model->vertices({}), *m_model));
    QVERIFY2(largest(offsets) < 2e-3F,
             qPrintable(QString::number(largest(offsets)))); // three rounds of a pixel of 0.6 mm
}

void TestOutlineFitter::movesEarsToWhereTheyAreSeen()
{
    const auto target = silhouette(withMovedEars(), *m_model);
    const auto offsets = fitted(target);
    const int before = differences(silhouette(m_model->vertices({}), *m_model), target);
    const int after =
        differences(silhouette(head::displaced(*m_model, offsets).vertices({}), *m_model), target);
    QVERIFY2(after * 4 < before,
             qPrintable(QStringLiteral("%1 of %2 pixels are left").arg(after).arg(before)));
    // The face itself does not follow: landmarks placed it.
    const auto& eyes = m_model->data().masks.at("eyes");
    for (std::size_t v = 0; v < offsets.size(); ++v)
        if (eyes[v] > 0.9F)
            QVERIFY(offsets[v].norm() < 1e-3F);
}

void TestOutlineFitter::earsMoveWholeAndFoldNothing()
{
    const auto offsets = fitted(silhouette(withMovedEars(), *m_model));
    const auto before = m_model->vertices({}), after = head::displaced(*m_model, offsets).vertices({});
    int inside = 0;
    for (std::size_t v = 0; v < before.size(); ++v)
        if (isOnEar(before[v], -0.012F)) { // the hollow, which no outline shows
            ++inside;
            QVERIFY2(offsets[v].y() > 0.5F * kShift.y(), qPrintable(QString::number(offsets[v].y())));
        }
    QVERIFY(inside > 100);
    // The head about the ears stays as smooth as it was: no triangle is turned over, or stands on its edge.
    const auto normalOf = [](const std::vector<Eigen::Vector3f>& at, const Eigen::Vector3i& t) {
        return (at[t[1]] - at[t[0]]).cross(at[t[2]] - at[t[0]]).normalized().eval();
    };
    for (const auto& t : m_model->data().templateMesh.triangles)
        if (!isOnEar(before[t[0]], 0.0F) && isOnEar(before[t[0]], 0.04F))
            QVERIFY(normalOf(before, t).dot(normalOf(after, t)) > 0.3F);
}

void TestOutlineFitter::leavesEarsUnderHair()
{
    base::FloatImage everything(kSize, kSize, 1, 1.0F);
    QCOMPARE(largest(fitted(everything)), 0.0F);
}

void TestOutlineFitter::knowsNothingBeyondThePhoto()
{
    base::FloatImage nothing(kSize, kSize, 1, 0.0F);
    QCOMPARE(largest(fitted(nothing, 1.0F)), 0.0F);
}

QTEST_APPLESS_MAIN(TestOutlineFitter)
#include "tst_outline_fitter.moc"
