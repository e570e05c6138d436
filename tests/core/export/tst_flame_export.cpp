// SPDX-License-Identifier: GPL-3.0-or-later
// Places of a posed FLAME head in exported meshes. The wanted numbers were computed in f64 with
// NumPy from the arrays of the synthetic model file, by the equations of Li et al. 2017, Sec. 3,
// and not by this program.
#include "export/mesh_export.h"
#include "head/flame_file.h"
#include "head/flame_head.h"
#include "mesh/obj.h"
#include "mesh/ply.h"
#include "parity/packed_file.h"

#include <QTemporaryDir>
#include <QtTest/QtTest>

#include <array>
#include <filesystem>

using namespace effigy;
namespace fs = std::filesystem;

namespace {

struct Place {
    std::size_t vertex;
    Eigen::Vector3f wanted; // metres
};

/// Shape from -1 to 1 over 100 directions, neck (0.1, -0.2, 0.05), jaw (0.3, 0.04, -0.03), left eye
/// (0.1, 0.2, 0).
const std::array<Place, 8> kPlaces = {{
    {0, {0.0581176F, 0.0010308F, -0.0128338F}},    // on the neck's joint
    {462, {-0.0010801F, -0.0916455F, 0.0038705F}}, // between root, neck and jaw
    {563, {0.0125528F, -0.0835086F, 0.0021988F}},  // between neck and jaw
    {1234, {-0.0691415F, 0.0124561F, -0.0388820F}},
    {2300, {-0.0577011F, 0.0176134F, 0.0427460F}},
    {3500, {-0.0173028F, -0.0465943F, 0.0488476F}}, // on the jaw
    {4100, {0.0056935F, 0.0341836F, 0.0540786F}},   // on the left eye
    {5022, {-0.0508875F, 0.0273068F, 0.0199075F}},  // on the right eye, which is at rest
}};
constexpr float kNear = 2e-6F; // metres: f32 sums of a hundred directions, and seven decimals

} // namespace

class TestFlameExport : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void objHasThePlacesOfTheEquations();
    void plyHasThePlacesOfTheEquations();

private:
    void compare(const std::vector<Eigen::Vector3f>& vertices) const;

    QTemporaryDir m_folder;
    std::unique_ptr<head::HeadModel> m_model;
    head::HeadCoefficients m_coefficients;
};

// FLAME's template may not be copied; it is read from ../shared.
void TestFlameExport::initTestCase()
{
    const fs::path set = EFFIGY_SOURCE_DIR "/../shared/parity/deca";
    if (!fs::exists(set))
        QSKIP("../shared/parity/deca is not there");
    const parity::PackedFiles packed;
    m_model = std::make_unique<head::HeadModel>(
        head::flameHead(head::readFlame(packed.find(set / "flame_numpy.pkl")),
                        head::readFlameEmbedding(set / "third_party/landmark_embedding.npy"),
                        mesh::readObj(set / "third_party/head_template.obj"),
                        head::loadFreeHead()->data(), "flame"));
    m_coefficients.shape = Eigen::VectorXf::LinSpaced(100, -1.0F, 1.0F);
    m_coefficients.neck = {0.1F, -0.2F, 0.05F};
    m_coefficients.jaw = {0.3F, 0.04F, -0.03F};
    m_coefficients.leftEye = {0.1F, 0.2F, 0.0F};
}

void TestFlameExport::compare(const std::vector<Eigen::Vector3f>& vertices) const
{
    QCOMPARE(vertices.size(), std::size_t{5023});
    for (const Place& place : kPlaces) {
        const float off = (vertices[place.vertex] - place.wanted).norm();
        QVERIFY2(off < kNear,
                 qPrintable(QStringLiteral("vertex %1 is off by %2 m").arg(place.vertex).arg(off)));
    }
}

void TestFlameExport::objHasThePlacesOfTheEquations()
{
    const fs::path file = fs::path(m_folder.path().toStdString()) / "flame.obj";
    exporter::exportMesh(file, {*m_model, m_coefficients});
    compare(mesh::readObj(file).vertices);
}

void TestFlameExport::plyHasThePlacesOfTheEquations()
{
    const fs::path file = fs::path(m_folder.path().toStdString()) / "flame.ply";
    exporter::exportMesh(file, {*m_model, m_coefficients});
    compare(mesh::readPly(file).mesh.vertices);
}

QTEST_APPLESS_MAIN(TestFlameExport)
#include "tst_flame_export.moc"
