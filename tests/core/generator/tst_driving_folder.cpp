// SPDX-License-Identifier: GPL-3.0-or-later
#include "generator/driving_folder.h"

#include "base/error.h"

#include <QtTest/QtTest>

#include <ATen/ATen.h>

#include <fstream>

using namespace effigy;
using namespace effigy::generator;

class TestDrivingFolder : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void readsFramesByName();
    void smoothsWithNeighbours();
    void refusesAFolderWithoutLabels();
    void refusesTooFewVertices();

private:
    QTemporaryDir m_folder;
    [[nodiscard]] std::filesystem::path path(const char* name) const
    {
        return std::filesystem::path(m_folder.path().toStdString()) / name;
    }
};

void TestDrivingFolder::initTestCase()
{
    for (int i = 0; i < 3; ++i) {
        const std::string id = std::to_string(i);
        std::ofstream(path((id + ".obj").c_str()))
            << "v 0 0 " << i << "\nv 1 0 0\nv 0 1 0\nf 1 2 3\n";
        std::ofstream points(path((id + "_kpt2d.txt").c_str()));
        for (int k = 0; k < 68; ++k)
            points << i << " " << k << " 0\n";
    }
    // Out of order, with a mirrored entry between.
    std::ofstream labels(path("dataset.json"));
    labels << "{\"labels\": [";
    for (const char* name : {"2.png", "0.png", "0_mirror.png", "1.png"}) {
        labels << "[\"" << name << "\", [1,0,0," << name[0]
               << ",0,1,0,0,0,0,1,0,0,0,0,1,4,0,0.5,0,4,0.5,0,0,1]]";
        labels << (name[0] == '1' ? "" : ",");
    }
    labels << "]}";
}

void TestDrivingFolder::readsFramesByName()
{
    const auto frames = readDrivingFolder(path(""));
    QCOMPARE(frames.size(), std::size_t{3});
    for (std::size_t i = 0; i < 3; ++i) {
        QCOMPARE(frames[i].camera[3], static_cast<double>(i));
        QCOMPARE(frames[i].pose.vertices[0][0][2].item<float>(), static_cast<float>(i));
        QCOMPARE(frames[i].pose.landmarks[0][5][1].item<float>(), 5.0F);
    }
}

void TestDrivingFolder::smoothsWithNeighbours()
{
    const auto frames = smoothed(readDrivingFolder(path("")), 1);
    const double means[] = {0.5, 1.0, 1.5};
    for (std::size_t i = 0; i < 3; ++i) {
        QVERIFY(std::abs(frames[i].camera[3] - means[i]) < 1e-12);
        QVERIFY(std::abs(frames[i].pose.vertices[0][0][2].item<double>() - means[i]) <
                1e-6);                                        // f32 thirds
        QVERIFY(std::abs(frames[i].camera[0] - 1.0) < 1e-12); // still a rotation
    }
}

void TestDrivingFolder::refusesAFolderWithoutLabels()
{
    const QTemporaryDir empty;
    QVERIFY_THROWS_EXCEPTION(base::Error, (void)readDrivingFolder(empty.path().toStdString()));
    QVERIFY_THROWS_EXCEPTION(base::Error, (void)readDrivingFolder(path("nowhere")));
}

void TestDrivingFolder::refusesTooFewVertices()
{
    const auto pose = readHeadPose(path("0.obj"), path("0_kpt2d.txt"));
    HeadLayout layout;
    layout.faces = torch::tensor({0, 1, 2}, torch::kInt64).reshape({1, 3});
    checkPose(layout, pose);
    layout.faces = torch::tensor({0, 1, 3}, torch::kInt64).reshape({1, 3});
    QVERIFY_THROWS_EXCEPTION(base::Error, checkPose(layout, pose));
}

QTEST_GUILESS_MAIN(TestDrivingFolder)
#include "tst_driving_folder.moc"
