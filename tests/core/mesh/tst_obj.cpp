// SPDX-License-Identifier: GPL-3.0-or-later
#include "mesh/obj.h"

#include "base/atomic_file.h"
#include "base/error.h"
#include "sphere_mesh.h"

#include <QTemporaryDir>
#include <QtTest/QtTest>

#include <cstring>
#include <filesystem>
#include <string>

using namespace effigy;
using namespace effigy::mesh;
namespace fs = std::filesystem;

namespace {

std::string textOf(const fs::path& path)
{
    const auto bytes = base::readFile(path);
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

} // namespace

class TestObj : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void comesBackAsItWas();
    void namesMaterialsAndTexture();
    void cutsPolygonsIntoFans();
    void countsNegativeIndicesFromTheEnd();
    void refusesDamagedFiles_data();
    void refusesDamagedFiles();
    void leavesNothingWhereItCannotWrite();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    fs::path at(const char* name) const { return fs::path(m_folder->path().toStdString()) / name; }
    Mesh read(const std::string& text) const
    {
        base::writeFileAtomically(at("in.obj"), std::as_bytes(std::span(text)));
        return readObj(at("in.obj"));
    }
};

void TestObj::comesBackAsItWas()
{
    const auto sphere = sphereMesh();
    writeObj(at("a.obj"), sphere);
    const auto read = readObj(at("a.obj"));
    QVERIFY(read.vertices == sphere.vertices);
    QVERIFY(read.uvs == sphere.uvs);
    QVERIFY(read.triangles == sphere.triangles);
    QVERIFY(read.uvTriangles == sphere.uvTriangles);
    QCOMPARE(read.parts.size(), std::size_t{2});
    QCOMPARE(read.parts[1].material, std::string("south"));
    QCOMPARE(read.parts[1].firstTriangle, sphere.parts[1].firstTriangle);
}

void TestObj::namesMaterialsAndTexture()
{
    const std::vector<std::byte> picture(10, std::byte{7});
    writeObj(at("a.obj"), sphereMesh(), {.texture = picture});
    QVERIFY(textOf(at("a.obj")).find("mtllib a.mtl\n") != std::string::npos);
    const auto materials = textOf(at("a.mtl"));
    QVERIFY(materials.find("newmtl north\n") != std::string::npos);
    QVERIFY(materials.find("map_Kd a.png\n") != std::string::npos);
    QVERIFY(base::readFile(at("a.png")) == picture);
}

void TestObj::cutsPolygonsIntoFans()
{
    const auto mesh = read(
        "# a quad\r\nv 0 0 0\r\nv 1 0 0\r\nv 1 1 0\r\nv 0 1 0\r\nusemtl skin\r\nf 1 2 3 4\r\n");
    QCOMPARE(mesh.triangles.size(), std::size_t{2});
    QCOMPARE(mesh.triangles[1], Eigen::Vector3i(0, 2, 3));
    QVERIFY(mesh.uvs.empty());
    QCOMPARE(mesh.normals[0], Eigen::Vector3f(0, 0, 1));
    QCOMPARE(mesh.parts[0].material, std::string("skin"));
}

void TestObj::countsNegativeIndicesFromTheEnd()
{
    const auto mesh = read(
        "v 0 0 0\nv 1 0 0\nv 1 1 0\nvt 0 0\nvt 1 0\nvt 1 1\nvn 0 0 1\nf -3/-3/1 -2/-2/1 -1/-1/1");
    QCOMPARE(mesh.triangles[0], Eigen::Vector3i(0, 1, 2));
    QCOMPARE(mesh.uvTriangles[0], Eigen::Vector3i(0, 1, 2));
}

void TestObj::refusesDamagedFiles_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("empty") << "";
    QTest::newRow("no faces") << "v 0 0 0\nv 1 0 0\nv 1 1 0\n";
    QTest::newRow("index out of range") << "v 0 0 0\nv 1 0 0\nv 1 1 0\nf 1 2 4\n";
    QTest::newRow("index zero") << "v 0 0 0\nv 1 0 0\nv 1 1 0\nf 0 1 2\n";
    QTest::newRow("words for numbers") << "v zero one two\nf 1 1 1\n";
    QTest::newRow("two corners") << "v 0 0 0\nv 1 0 0\nf 1 2\n";
    QTest::newRow("short vertex") << "v 0 0\nf 1 1 1\n";
}

void TestObj::refusesDamagedFiles()
{
    QFETCH(QString, text);
    try {
        (void)read(text.toStdString());
        QFAIL("read a damaged file");
    } catch (const base::Error& error) {
        QCOMPARE(error.code(), std::string("unsupported"));
    }
}

void TestObj::leavesNothingWhereItCannotWrite()
{
    // The texture can be written, the mesh cannot: its name is taken by a folder.
    fs::create_directory(at("a.obj"));
    const std::vector<std::byte> picture(10, std::byte{7});
    try {
        writeObj(at("a.obj"), sphereMesh(), {.texture = picture});
        QFAIL("wrote over a folder");
    } catch (const base::Error& error) {
        QCOMPARE(error.code(), std::string("storage"));
    }
    QCOMPARE(std::distance(fs::directory_iterator(m_folder->path().toStdString()),
                           fs::directory_iterator()),
             1);
}

QTEST_APPLESS_MAIN(TestObj)
#include "tst_obj.moc"
