// SPDX-License-Identifier: GPL-3.0-or-later
#include "generator/head_layout.h"
#include "invert/subject.h"
#include "synth/framed_camera.h"

#include <QtTest/QtTest>

#include <ATen/ATen.h>

using namespace effigy;
using namespace effigy::invert;
using torch::Tensor;

namespace {

constexpr int kTexels = 128, kPicture = 128;

/// A head from in front before nothing: all of the picture belongs to it.
reconstruct::AlignedPhoto photoOfAll(double yaw)
{
    reconstruct::AlignedPhoto photo;
    photo.image = base::Image(kPicture, kPicture, 3, 128);
    photo.matte = base::FloatImage(kPicture, kPicture, 1, 1.0F);
    photo.unseen = base::FloatImage(kPicture, kPicture, 1, 0.0F);
    photo.camera = synth::framedCamera(yaw, 0.0, 0.0, 1.5, 0.36);
    return photo;
}

} // namespace

class TestSeenTexels : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void showsTheFaceAndNotTheBack();
    void showsOneSideOfATurnedHead();
    void leavesOutWhatIsCovered();

private:
    /// Of the texel of a landmark, or of the vertex furthest back.
    [[nodiscard]] float at(const Tensor& seen, const Eigen::Vector2f& uv) const
    {
        return seen[0][0][static_cast<int>((1.0F - uv.y()) * kTexels)][static_cast<int>(uv.x() * kTexels)].item<float>();
    }
    [[nodiscard]] Eigen::Vector2f uvOfLandmark(int landmark) const
    {
        const auto& data = m_model->data();
        const auto& point = data.landmarks[static_cast<std::size_t>(landmark)];
        const auto& corners = data.templateMesh.uvTriangles[static_cast<std::size_t>(point.triangle)];
        Eigen::Vector2f uv = Eigen::Vector2f::Zero();
        for (int k = 0; k < 3; ++k)
            uv += point.barycentric[k] * data.templateMesh.uvs[static_cast<std::size_t>(corners[k])];
        return uv;
    }

    std::shared_ptr<const head::HeadModel> m_model = head::loadFreeHead();
    generator::HeadLayout m_layout = generator::headLayout(m_model->data(), kTexels);
};

void TestSeenTexels::showsTheFaceAndNotTheBack()
{
    const Tensor seen = seenTexels(*m_model, m_layout, {}, photoOfAll(0.0), kTexels);
    QCOMPARE(seen.sizes(), at::IntArrayRef({1, 1, kTexels, kTexels}));
    for (const int landmark : {30, 27, 51, 57}) // tip and bridge of the nose, lips
        QVERIFY2(at(seen, uvOfLandmark(landmark)) > 0.9F, qPrintable(QString::number(landmark)));
    QVERIFY(at(seen, uvOfLandmark(8)) < 0.1F); // the jaw line lies where the surface turns away
    const auto& mesh = m_model->data().templateMesh;
    std::size_t back = 0, triangle = 0;
    for (std::size_t t = 0; t < mesh.triangles.size(); ++t)
        if (const auto v = static_cast<std::size_t>(mesh.triangles[t].x()); mesh.vertices[v].z() < mesh.vertices[back].z()) {
            back = v;
            triangle = t;
        }
    QCOMPARE(at(seen, mesh.uvs[static_cast<std::size_t>(mesh.uvTriangles[triangle].x())]), 0.0F);
}

void TestSeenTexels::showsOneSideOfATurnedHead()
{
    // From the subject's left: the left jaw is seen, the right one turned away.
    const Tensor seen = seenTexels(*m_model, m_layout, {}, photoOfAll(1.0), kTexels);
    QVERIFY(at(seen, uvOfLandmark(13)) > 0.8F);
    QVERIFY(at(seen, uvOfLandmark(3)) < 0.05F);
}

void TestSeenTexels::leavesOutWhatIsCovered()
{
    reconstruct::AlignedPhoto photo = photoOfAll(0.0);
    const auto& data = m_model->data();
    const auto nose = head::surfacePosition(data.landmarks[33], data.templateMesh.vertices, data.templateMesh.triangles);
    const int row = static_cast<int>(mesh::project(photo.camera, nose.cast<double>()).y() * kPicture);
    for (int y = row; y < kPicture; ++y)
        for (int x = 0; x < kPicture; ++x)
            *photo.matte.at(x, y) = 0.0F; // a scarf up to the nose
    const Tensor seen = seenTexels(*m_model, m_layout, {}, photo, kTexels);
    QVERIFY(at(seen, uvOfLandmark(57)) < 0.05F);
    QVERIFY(at(seen, uvOfLandmark(27)) > 0.9F);
    std::fill(photo.unseen.values.begin(), photo.unseen.values.end(), 1.0F); // beyond the picture's edge
    QCOMPARE(at(seenTexels(*m_model, m_layout, {}, photo, kTexels), uvOfLandmark(30)), 0.0F);
}

QTEST_GUILESS_MAIN(TestSeenTexels)
#include "tst_seen_texels.moc"
