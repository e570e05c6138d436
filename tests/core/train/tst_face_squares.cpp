// SPDX-License-Identifier: GPL-3.0-or-later
#include "encoder/face_places.h"
#include "encoder/face_square.h"
#include "train/face_squares.h"

#include <QtTest/QtTest>

#include <ATen/ATen.h>

#include <cmath>

using namespace effigy;
using namespace effigy::train;
using torch::Tensor;

class TestFaceSquares : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void takesTheSameFaceAgain();
    void knowsWhereLandmarksAre();
    void cutsTheEncodersSquare();
    void turnsAxesWithTheSquare();
    void keepsColoursInRange();

private:
    std::vector<int> m_vertices;
    FaceFeedOptions m_options;
    std::optional<synth::HeadStock> m_stock;
    KnownFaces m_faces;
};

void TestFaceSquares::initTestCase()
{
    m_options.pictureSide = 128;
    m_vertices = encoder::spreadVertices(head::loadFreeHead()->data(), 12);
    m_stock = synth::loadHeadStock(256);
    m_faces = FaceFeed::face(*m_stock, m_vertices, m_options, 3, 2);
}

void TestFaceSquares::takesTheSameFaceAgain()
{
    const KnownFaces again = FaceFeed::face(*m_stock, m_vertices, m_options, 3, 2);
    QVERIFY(at::equal(again.pictures, m_faces.pictures));
    QVERIFY(at::equal(again.places, m_faces.places));
    QVERIFY(!at::equal(FaceFeed::face(*m_stock, m_vertices, m_options, 4, 2).pictures, m_faces.pictures));
}

void TestFaceSquares::knowsWhereLandmarksAre()
{
    QCOMPARE(m_faces.places.sizes(), at::IntArrayRef({2, head::kLandmarkCount + 12, 2}));
    // The tip of the nose is landmark 30, and the first of the spread vertices.
    const Tensor apart = (m_faces.places.select(1, 30) - m_faces.places.select(1, head::kLandmarkCount)).norm(2, {1});
    QVERIFY(apart.max().item<float>() < 4.0F); // pixels: a centimetre
}

void TestFaceSquares::cutsTheEncodersSquare()
{
    const SquareOptions exact = {.smallest = 1.0, .largest = 1.0, .shift = 0.0, .turn = 0.0, .hasFaults = false};
    const FaceSquares cut = cutSquares(m_faces, exact);
    for (std::int64_t i = 0; i < m_faces.count(); ++i) {
        std::vector<Eigen::Vector2f> marks;
        for (int k = 0; k < head::kLandmarkCount; ++k)
            marks.emplace_back(m_faces.places[i][k][0].item<float>(), m_faces.places[i][k][1].item<float>());
        const encoder::FaceSquare square = encoder::squareAround(marks);
        for (int k : {0, 30, 57}) {
            const Eigen::Vector2d there = square.fromPicture(marks[static_cast<std::size_t>(k)].cast<double>());
            QVERIFY(std::abs(cut.places[i][k][0].item<double>() - there.x()) < 1e-4);
            QVERIFY(std::abs(cut.places[i][k][1].item<double>() - there.y()) < 1e-4);
        }
        base::Image picture(m_options.pictureSide, m_options.pictureSide, 3);
        const Tensor last = m_faces.pictures[i].permute({1, 2, 0}).contiguous();
        std::copy_n(last.data_ptr<std::uint8_t>(), picture.pixels.size(), picture.pixels.begin());
        // The same pixels, to the rounding of two bilinear samplers.
        QVERIFY((encoder::cutSquare(picture, square) - cut.images[i]).abs().mean().item<float>() < 1e-3F);
    }
}

void TestFaceSquares::turnsAxesWithTheSquare()
{
    at::manual_seed(2);
    const FaceSquares cut = cutSquares(m_faces, {.turn = 0.5, .hasFaults = false});
    // What the camera sees right of a place on the head along the head's own x axis, the square sees along its axis.
    const Tensor lengths = cut.axes.slice(1, 0, 3).norm(2, {1});
    QVERIFY(at::allclose(lengths, at::ones_like(lengths), 1e-5, 1e-5));
    const Tensor eyes = cut.places.slice(1, 42, 48).mean(1) - cut.places.slice(1, 36, 42).mean(1); // from the subject's right to the left
    const Tensor seen = at::atan2(eyes.select(1, 1), eyes.select(1, 0)), told = at::atan2(cut.axes.select(1, 1), cut.axes.select(1, 0));
    const Tensor apart = at::atan2(at::sin(seen - told), at::cos(seen - told)).abs();
    QVERIFY2(apart.max().item<float>() < 0.35F, qPrintable(QString::number(apart.max().item<float>()))); // perspective, and faces are not even
}

void TestFaceSquares::keepsColoursInRange()
{
    at::manual_seed(5);
    const FaceSquares cut = cutSquares(m_faces, {});
    QVERIFY(cut.images.isfinite().all().item<bool>());
    QVERIFY(cut.images.min().item<float>() >= 0.0F && cut.images.max().item<float>() <= 1.0F);
}

QTEST_GUILESS_MAIN(TestFaceSquares)
#include "tst_face_squares.moc"
