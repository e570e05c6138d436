// SPDX-License-Identifier: GPL-3.0-or-later
#include "small_head.h"

#include "base/atomic_file.h"
#include "base/error.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace effigy;
using namespace effigy::head;

class TestHeadModelFile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsWhatItWrote();
    void refusesTruncatedFiles();
    void refusesOtherSafetensors();
    void refusesTrianglesBeyondTheVertices();
    void tellsThatAFileIsMissing();

private:
    std::filesystem::path file(const char* name) const
    {
        return std::filesystem::path(m_folder.path().toStdString()) / name;
    }
    static QByteArray codeOf(const std::filesystem::path& path)
    {
        try {
            (void)readHeadModel(path);
        } catch (const base::Error& error) {
            return QByteArray::fromStdString(error.code());
        }
        return "accepted";
    }
    QTemporaryDir m_folder;
};

void TestHeadModelFile::readsWhatItWrote()
{
    HeadModelData data = smallHead();
    data.landmarks[30] = {2, Eigen::Vector3f(0.25F, 0.25F, 0.5F)};
    data.contour[3] = {{1, Eigen::Vector3f(1, 0, 0)}, {2, Eigen::Vector3f(0, 1, 0)}};
    writeHeadModel(data, file("a.safetensors"));
    const HeadModelData read = readHeadModel(file("a.safetensors"));
    QVERIFY(read.templateMesh.vertices == data.templateMesh.vertices);
    QVERIFY(read.templateMesh.triangles == data.templateMesh.triangles);
    QVERIFY(read.templateMesh.uvTriangles == data.templateMesh.uvTriangles);
    QCOMPARE(read.templateMesh.parts.at(0).material, data.templateMesh.parts.at(0).material);
    QVERIFY(read.shapeBasis == data.shapeBasis); // powers of two survive the half precision
    QVERIFY(read.expressionBasis == data.expressionBasis);
    QVERIFY(read.expressionNames == data.expressionNames);
    QVERIFY(read.jointRegressor == data.jointRegressor);
    QVERIFY(read.skinWeights == data.skinWeights);
    QCOMPARE(read.joints.at(2).name, data.joints.at(2).name);
    QCOMPARE(read.joints.at(2).parent, 1);
    QCOMPARE(read.landmarks[30].triangle, 2);
    QVERIFY(read.landmarks[30].barycentric == data.landmarks[30].barycentric);
    QCOMPARE(read.contour[3].size(), std::size_t{2});
    QCOMPARE(read.contour[3][1].triangle, 2);
    QVERIFY(read.contour[4].empty());
    QVERIFY(read.masks == data.masks);
    QVERIFY(read.mirrorVertex == data.mirrorVertex);
}

void TestHeadModelFile::refusesTruncatedFiles()
{
    writeHeadModel(smallHead(), file("whole.safetensors"));
    const auto bytes = base::readFile(file("whole.safetensors"));
    for (const std::size_t length :
         {std::size_t{0}, std::size_t{5}, bytes.size() / 2, bytes.size() - 1}) {
        base::writeFileAtomically(file("cut.safetensors"), std::span(bytes).first(length));
        QCOMPARE(codeOf(file("cut.safetensors")), QByteArray("model_refused"));
    }
}

void TestHeadModelFile::refusesOtherSafetensors()
{
    const std::string text = "{}      ";
    std::vector<std::byte> bytes(8 + text.size());
    bytes[0] = std::byte{8};
    std::memcpy(bytes.data() + 8, text.data(), text.size());
    base::writeFileAtomically(file("other.safetensors"), bytes);
    QCOMPARE(codeOf(file("other.safetensors")), QByteArray("model_refused"));
}

void TestHeadModelFile::refusesTrianglesBeyondTheVertices()
{
    HeadModelData data = smallHead();
    data.templateMesh.triangles[1][2] = 4;
    writeHeadModel(data, file("beyond.safetensors"));
    QCOMPARE(codeOf(file("beyond.safetensors")), QByteArray("model_refused"));
}

void TestHeadModelFile::tellsThatAFileIsMissing()
{
    QCOMPARE(codeOf(file("nowhere.safetensors")), QByteArray("storage"));
}

QTEST_APPLESS_MAIN(TestHeadModelFile)
#include "tst_head_model_file.moc"
