// SPDX-License-Identifier: GPL-3.0-or-later
#include "mesh/ply.h"

#include "base/atomic_file.h"
#include "base/error.h"
#include "sphere_mesh.h"

#include <QTemporaryDir>
#include <QtTest/QtTest>

#include <filesystem>

using namespace effigy;
using namespace effigy::mesh;
namespace fs = std::filesystem;

class TestPly : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void comesBackAsItWas();
    void writesTheFieldsThatOthersExpect();
    void refusesTruncatedFiles();
    void refusesOtherFiles();
    void refusesColoursForOtherVertices();

private:
    QTemporaryDir m_folder;
    fs::path at(const char* name) const { return fs::path(m_folder.path().toStdString()) / name; }
};

void TestPly::comesBackAsItWas()
{
    const auto sphere = sphereMesh();
    std::vector<VertexColour> colours;
    for (std::size_t v = 0; v < sphere.vertices.size(); ++v)
        colours.push_back({static_cast<std::uint8_t>(v), static_cast<std::uint8_t>(v / 7), 9});
    writePly(at("a.ply"), sphere, colours);
    const auto read = readPly(at("a.ply"));
    QVERIFY(read.mesh.vertices == sphere.vertices);
    QVERIFY(read.mesh.normals == sphere.normals);
    QVERIFY(read.mesh.triangles == sphere.triangles);
    QVERIFY(read.colours == colours);
}

void TestPly::writesTheFieldsThatOthersExpect()
{
    writePly(at("a.ply"), sphereMesh(), std::vector<VertexColour>(sphereMesh().vertices.size()));
    const auto bytes = base::readFile(at("a.ply"));
    const std::string start(reinterpret_cast<const char*>(bytes.data()), 400);
    for (const char* line : {"ply\nformat binary_little_endian 1.0\n", "element vertex 1200\n",
                             "property float nx\n", "property uchar red\n", "element face 2304\n",
                             "property list uchar int vertex_indices\n"})
        QVERIFY2(start.find(line) != std::string::npos, line);
}

void TestPly::refusesTruncatedFiles()
{
    writePly(at("a.ply"), sphereMesh());
    auto bytes = base::readFile(at("a.ply"));
    for (const std::size_t length : {bytes.size() - 1, bytes.size() / 2, std::size_t{120}}) {
        base::writeFileAtomically(at("b.ply"), std::span(bytes).first(length));
        try {
            (void)readPly(at("b.ply"));
            QFAIL("read a truncated file");
        } catch (const base::Error& error) {
            QCOMPARE(error.code(), std::string("unsupported"));
        }
    }
}

void TestPly::refusesOtherFiles()
{
    const std::string ascii = "ply\nformat ascii 1.0\nelement vertex 1\nend_header\n0 0 0\n";
    base::writeFileAtomically(at("c.ply"), std::as_bytes(std::span(ascii)));
    QVERIFY_EXCEPTION_THROWN((void)readPly(at("c.ply")), base::Error);
    QVERIFY_EXCEPTION_THROWN((void)readPly(at("nothing.ply")), base::Error);
}

void TestPly::refusesColoursForOtherVertices()
{
    QVERIFY_EXCEPTION_THROWN(writePly(at("d.ply"), sphereMesh(), std::vector<VertexColour>(3)),
                             base::ContractError);
    QVERIFY(!fs::exists(at("d.ply")));
}

QTEST_APPLESS_MAIN(TestPly)
#include "tst_ply.moc"
