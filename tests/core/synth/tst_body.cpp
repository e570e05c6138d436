// SPDX-License-Identifier: GPL-3.0-or-later
#include "synth/body.h"

#include "base/atomic_file.h"
#include "base/error.h"

#include <QTemporaryDir>
#include <QtTest/QtTest>

#include <filesystem>
#include <limits>

using namespace effigy;

namespace {

const std::filesystem::path kShipped = std::filesystem::path(EFFIGY_RESOURCES) / "head" / "body.safetensors";
constexpr int kHeadVertices = 8103, kShapes = 80; // of the free head

std::string refusalOf(const std::filesystem::path& path, int headVertices = kHeadVertices, int shapes = kShapes)
{
    try {
        (void)synth::readBody(path, headVertices, shapes);
    } catch (const base::Error& error) {
        return error.code();
    }
    return {};
}

} // namespace

class TestBody : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void shippedBodyFitsTheHead();
    void meanShapeIsTheTemplate();
    void survivesWritingAndReading();
    void refusesAnotherHead();
    void refusesDamage();
};

void TestBody::shippedBodyFitsTheHead()
{
    const auto body = synth::readBody(kShipped, kHeadVertices, kShapes);
    QVERIFY(!body.rim.empty());
    QCOMPARE(body.shapeBasis.cols(), Eigen::Index(kShapes));
    QCOMPARE(body.traitDirections.cols(), Eigen::Index(synth::kTraitCount));
    // Men and women differ by more than half a standard deviation altogether, or the direction says nothing.
    QVERIFY(body.traitDirections.col(static_cast<int>(synth::Trait::Male)).norm() > 0.5F);
}

void TestBody::meanShapeIsTheTemplate()
{
    const auto body = synth::readBody(kShipped, kHeadVertices, kShapes);
    const auto mean = body.vertices(Eigen::VectorXf::Zero(kShapes));
    for (std::size_t v = 0; v < mean.size(); ++v)
        QCOMPARE((mean[v] - body.bust.vertices[v]).norm(), 0.0F);
    QVERIFY((body.vertices(Eigen::VectorXf::Ones(1))[0] - mean[0]).norm() > 0.0F);
}

void TestBody::survivesWritingAndReading()
{
    const QTemporaryDir folder;
    const auto path = std::filesystem::path(folder.path().toStdString()) / "body.safetensors";
    const auto body = synth::readBody(kShipped, kHeadVertices, kShapes);
    synth::writeBody(body, path);
    QCOMPARE(base::readFile(path), base::readFile(kShipped));
}

void TestBody::refusesAnotherHead()
{
    QCOMPARE(refusalOf(kShipped, kHeadVertices, kShapes - 1), std::string("model_refused"));
    QCOMPARE(refusalOf(kShipped, 10, kShapes), std::string("model_refused"));
}

void TestBody::refusesDamage()
{
    const QTemporaryDir folder;
    const auto path = std::filesystem::path(folder.path().toStdString()) / "body.safetensors";
    QCOMPARE(refusalOf(path), std::string("storage"));
    auto bytes = base::readFile(kShipped);
    bytes.resize(bytes.size() / 2);
    base::writeFileAtomically(path, bytes);
    QCOMPARE(refusalOf(path), std::string("model_refused"));
    auto body = synth::readBody(kShipped, kHeadVertices, kShapes);
    body.bust.triangles[3][1] = 1 << 20;
    synth::writeBody(body, path);
    QCOMPARE(refusalOf(path), std::string("model_refused"));
    body = synth::readBody(kShipped, kHeadVertices, kShapes);
    body.bust.vertices[2].x() = std::numeric_limits<float>::quiet_NaN();
    synth::writeBody(body, path);
    QCOMPARE(refusalOf(path), std::string("model_refused"));
}

QTEST_APPLESS_MAIN(TestBody)
#include "tst_body.moc"
