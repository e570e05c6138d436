// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/atomic_file.h"
#include "export/deca_files.h"
#include "photo/decode.h"
#include "tensorio/npz.h"

#include <QtTest/QtTest>

#include <ATen/ATen.h>

#include <limits>

using namespace effigy;
using namespace effigy::exporter;

namespace {

const std::filesystem::path kWriters = EFFIGY_SOURCE_DIR "/../shared/parity/deca/writers";

std::string textOf(const std::filesystem::path& path)
{
    const auto bytes = base::readFile(path);
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

base::Image pictureOf(const std::filesystem::path& path)
{
    return photo::decodePhoto(path).image;
}

} // namespace

class TestDecaFiles : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void numbersReadAsInPython_data();
    void numbersReadAsInPython();
    void coloursFollowVertices();
    void picturesAreCutNotRounded();
    void texturedFilesStandTogether();
    void nothingIsLeftOfAFailure();
    void writesWhatTheReferenceWrites();
};

void TestDecaFiles::numbersReadAsInPython_data()
{
    QTest::addColumn<double>("number");
    QTest::addColumn<QString>("text");
    const auto row = [](double number, const char* text) {
        QTest::newRow(text) << number << QString::fromLatin1(text);
    };
    row(0.0, "0.0");
    row(-0.0, "-0.0");
    row(1.0, "1.0");
    row(-120.0, "-120.0");
    row(static_cast<double>(0.1F), "0.10000000149011612");
    row(0.0001, "0.0001");
    row(0.00001, "1e-05");
    row(static_cast<double>(1e-7F), "1.0000000116860974e-07");
    row(123456.75, "123456.75");
    row(1e15, "1000000000000000.0");
    row(1e16, "1e+16");
    row(1e100, "1e+100");
    row(std::numeric_limits<double>::infinity(), "inf");
}

void TestDecaFiles::numbersReadAsInPython()
{
    QFETCH(double, number);
    QFETCH(QString, text);
    QCOMPARE(QString::fromStdString(pythonNumber(number)), text);
}

void TestDecaFiles::coloursFollowVertices()
{
    const auto vertices = torch::tensor({0.5F, -0.25F, 2.0F}).view({1, 3});
    const auto triangles = torch::tensor({0, 0, 0}, torch::kInt64).view({1, 3});
    const auto colours = torch::tensor({1, 20, 255}, torch::kUInt8).view({1, 3});
    QCOMPARE(objText(vertices, triangles, colours),
             std::string("v 0.5 -0.25 2.0 1 20 255\nf 1 1 1\n"));
}

void TestDecaFiles::picturesAreCutNotRounded()
{
    const auto picture = torch::tensor({0.999F, -1.0F, 2.0F}).view({3, 1, 1});
    const base::Image image = pictureImage(picture);
    QCOMPARE(int(image.pixels[0]), 254);
    QCOMPARE(int(image.pixels[1]), 0);
    QCOMPARE(int(image.pixels[2]), 255);
}

void TestDecaFiles::texturedFilesStandTogether()
{
    const QTemporaryDir folder;
    const std::filesystem::path path = folder.filePath(QStringLiteral("a.obj")).toStdString();
    const auto corners = torch::tensor({0, 1, 2}, torch::kInt64).view({1, 3});
    writeTexturedObj(path, {.vertices = torch::eye(3),
                            .triangles = corners,
                            .uvs = torch::zeros({3, 2}),
                            .uvTriangles = corners,
                            .texture = base::Image(4, 4, 3, 9),
                            .normals = {}});
    QVERIFY(textOf(path).starts_with("mtllib a.mtl\n\nv 1.0 0.0 0.0\n"));
    QVERIFY(textOf(path).ends_with("usemtl FaceTexture\nf 1/1 2/2 3/3\n"));
    QCOMPARE(textOf(path.parent_path() / "a.mtl"),
             std::string("newmtl FaceTexture\nmap_Kd a.png\n"));
    QCOMPARE(pictureOf(path.parent_path() / "a.png"), base::Image(4, 4, 3, 9));
    QVERIFY(!std::filesystem::exists(path.parent_path() / "a_normals.png"));
}

void TestDecaFiles::nothingIsLeftOfAFailure()
{
    const QTemporaryDir folder;
    const auto corners = torch::tensor({0, 1, 2}, torch::kInt64).view({1, 3});
    const std::filesystem::path path = folder.filePath(QStringLiteral("a.obj")).toStdString();
    QVERIFY_EXCEPTION_THROWN(writeTexturedObj(path, {.vertices = torch::eye(3),
                                                     .triangles = corners,
                                                     .uvs = torch::zeros({3, 2}),
                                                     .uvTriangles = corners,
                                                     .texture = {},
                                                     .normals = {}}),
                             std::exception); // there is no texture to write
    QVERIFY(QDir(folder.path()).isEmpty());
}

void TestDecaFiles::writesWhatTheReferenceWrites()
{
    if (!std::filesystem::exists(kWriters))
        QSKIP("../shared/parity/deca is not there");
    const tensorio::StateDict in = tensorio::readNpz(kWriters / "inputs.npz");
    const QTemporaryDir folder;
    const QString home = QDir::currentPath();
    QVERIFY(QDir::setCurrent(folder.path())); // the library repeats the path as it was given
    writeTexturedObj("coarse.obj", {.vertices = in.at("vertices"),
                                    .triangles = in.at("faces"),
                                    .uvs = in.at("uvcoords"),
                                    .uvTriangles = in.at("uvfaces"),
                                    .texture = pictureImage(in.at("texture")),
                                    .normals = pictureImage(in.at("normal_map"))});
    for (const char* file : {"coarse.obj", "coarse.mtl"})
        QCOMPARE(textOf(file), textOf(kWriters / file));
    for (const char* file : {"coarse.png", "coarse_normals.png"})
        QCOMPARE(pictureOf(file), pictureOf(kWriters / file));
    QVERIFY(QDir::setCurrent(home));
    QCOMPARE(objText(in.at("dense_vertices"), in.at("faces"), in.at("dense_colors")),
             textOf(kWriters / "dense.obj"));
    QCOMPARE(objText(in.at("vertices"), reversed(in.at("faces"))), textOf(kWriters / "plain.obj"));
    for (const std::string file : {"kpt2d", "kpt3d"})
        QCOMPARE(tableText(in.at(file)), textOf(kWriters / (file + ".txt")));
}

QTEST_APPLESS_MAIN(TestDecaFiles)
#include "tst_deca_files.moc"
