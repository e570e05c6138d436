// SPDX-License-Identifier: GPL-3.0-or-later
//
// Heads from seeds with a generator of a few thousand weights: what is kept between frames changes nothing, and the verbs write
// what they say.
#include "app/generated_head.h"
#include "app/program.h"
#include "core/avatar/avatar_fixture.h"
#include "core/generator/snapshot_writer.h"
#include "generator/generator.h"
#include "generator/orbit_camera.h"
#include "project/project.h"

#include <QImage>
#include <QJsonDocument>
#include <QtTest/QtTest>

#include <ATen/ATen.h>
#include <ATen/Context.h>

#include <fstream>

using namespace effigy;
using app::GeneratedHead;
using test::runEffigy;
namespace fs = std::filesystem;

namespace {

generator::GeneratorConfig published()
{
    generator::GeneratorConfig config = test::tinyConfig();
    config.planeBlend = generator::PlaneBlend::AllThree;
    config.imageChannels = 3;
    config.labelScale = 1.0;
    config.rendering.range = generator::DepthRange::Fixed;
    return config;
}

generator::HeadPose poseWithJaw(double jaw)
{
    const auto head = head::loadFreeHead();
    head::ControlValues controls;
    controls.set("jawOpen", jaw);
    return generator::headPose(*head, head->coefficients(controls, Eigen::VectorXf()));
}

void writePose(const generator::HeadPose& pose, const fs::path& mesh, const fs::path& landmarks)
{
    std::ofstream obj(mesh), points(landmarks);
    const auto rows = [](std::ofstream& out, const char* before, const torch::Tensor& values) {
        for (std::int64_t i = 0; i < values.size(1); ++i)
            out << before << values[0][i][0].item<float>() << ' ' << values[0][i][1].item<float>() << ' ' << values[0][i][2].item<float>() << '\n';
    };
    rows(obj, "v ", pose.vertices);
    obj << "f 1 2 3\n";
    rows(points, "", pose.landmarks);
}

} // namespace

class TestGeneratedHead : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void keepingStagesChangesNothing();
    void writesPicturesOfSeeds();
    void sameSeedGivesTheSameBytes();
    void computesOnAGpuOrSaysWhyNot();
    void multipliesBf16OrSaysWhyNot();
    void drivesAFolder();
    void writesAProjectOfNobody();
    void makesHeadsOfEg3dSnapshots();
    void refusesAFolderWithoutLabels();

private:
    [[nodiscard]] QString path(const char* name) const { return m_folder.filePath(QLatin1String(name)); }
    [[nodiscard]] QStringList generate(const char* output) const;

    QTemporaryDir m_folder;
    fs::path m_model;
    generator::HeadPose m_rest;
    generator::HeadPose m_open;
};

void TestGeneratedHead::initTestCase()
{
    m_rest = poseWithJaw(0.0);
    m_open = poseWithJaw(0.8);
    m_model = path("tiny.safetensors").toStdString();
    const generator::GeneratorConfig config = published();
    generator::writeGenerator({config, generator::randomParameters(config, 1),
                               generator::headLayout(head::loadFreeHead()->data(), config.planeResolution)},
                              m_model);
    writePose(m_rest, path("head.obj").toStdString(), path("head.txt").toStdString());
    QDir().mkpath(path("drive"));
    std::ofstream labels(path("drive/dataset.json").toStdString());
    labels << "{\"labels\": [";
    for (int i = 0; i < 3; ++i) {
        const std::string name = "frame" + std::to_string(i);
        writePose(i == 1 ? m_open : m_rest, (path("drive/").toStdString() + name + ".obj"), path("drive/").toStdString() + name + "_kpt2d.txt");
        labels << (i > 0 ? ", " : "") << "[\"" << name << ".png\", [";
        const generator::CameraLabel label = generator::orbitLabel({.yaw = 0.1 * i});
        for (std::size_t k = 0; k < label.size(); ++k)
            labels << (k > 0 ? ", " : "") << label[k];
        labels << "]]";
    }
    labels << "]}";
}

void TestGeneratedHead::keepingStagesChangesNothing()
{
    const generator::CameraLabel front = generator::orbitLabel({}), side = generator::orbitLabel({.yaw = 0.4});
    const auto fresh = [&](const generator::HeadPose& pose, std::uint32_t seed, const generator::CameraLabel& camera) {
        GeneratedHead head(m_model, pose);
        head.setIdentity({.seed = seed});
        return head.render(camera).image;
    };
    GeneratedHead kept(m_model, m_rest);
    kept.setIdentity({.seed = 1});
    QVERIFY(torch::equal(kept.render(front).image, fresh(m_rest, 1, front)));
    QVERIFY(torch::equal(kept.render(side).image, fresh(m_rest, 1, side))); // only the camera moved
    kept.setPose(m_open);
    const torch::Tensor opened = kept.render(side).image;
    QVERIFY(torch::equal(opened, fresh(m_open, 1, side))); // identity stays
    QVERIFY(!torch::equal(opened, fresh(m_rest, 1, side)));
    kept.setIdentity({.seed = 2});
    QVERIFY(torch::equal(kept.render(front).image, fresh(m_open, 2, front))); // raster stays
    kept.setPose(m_rest);
    kept.setIdentity({.seed = 1});
    QVERIFY(torch::equal(kept.render(front).image, fresh(m_rest, 1, front))); // all the way back
}

QStringList TestGeneratedHead::generate(const char* output) const
{
    return {QStringLiteral("generate"), QStringLiteral("--model"), QString::fromStdString(m_model.string()), QStringLiteral("--mesh"),
            path("head.obj"), QStringLiteral("--landmarks"), path("head.txt"), QStringLiteral("-o"), path(output)};
}

void TestGeneratedHead::writesPicturesOfSeeds()
{
    const auto outcome = runEffigy(generate("grid.png") + QStringList{QStringLiteral("--seeds"), QStringLiteral("1,2,3"),
                                                                      QStringLiteral("--depth"), path("depth.png"),
                                                                      QStringLiteral("--raw"), path("raw.png")});
    QVERIFY2(outcome.code == 0, outcome.err.constData());
    const int side = published().imageResolution();
    QCOMPARE(QImage(path("grid.png")).size(), QSize(2 * side, 2 * side));
    QCOMPARE(QImage(path("raw.png")).size(), QSize(32, 32));
    QCOMPARE(QImage(path("depth.png")).size(), QSize(32, 32));
    const QImage grid(path("grid.png"));
    QVERIFY(grid.copy(0, 0, side, side) != grid.copy(side, 0, side, side)); // two heads, not one
}

void TestGeneratedHead::sameSeedGivesTheSameBytes()
{
    const auto bytesOf = [&](const char* name, const char* seed) {
        const auto outcome = runEffigy(generate(name) + QStringList{QStringLiteral("--seed"), QLatin1String(seed)});
        QFile file(path(name));
        return outcome.code == 0 && file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    const QByteArray first = bytesOf("a.png", "7");
    QVERIFY(!first.isEmpty());
    QCOMPARE(bytesOf("b.png", "7"), first);
    QVERIFY(bytesOf("c.png", "8") != first);
}

void TestGeneratedHead::computesOnAGpuOrSaysWhyNot()
{
    const generator::CameraLabel front = generator::orbitLabel({});
    if (at::hasCUDA()) {
        GeneratedHead here(m_model, m_rest), there(m_model, m_rest, "cuda");
        here.setIdentity({.seed = 1});
        there.setIdentity({.seed = 1});
        QVERIFY(torch::allclose(here.render(front).image, there.render(front).image, 1e-3, 1e-3));
    } else {
        QCOMPARE(runEffigy(generate("gpu.png") << QStringLiteral("--device") << QStringLiteral("cuda") << QStringLiteral("--events")).errorCode(),
                 QStringLiteral("device"));
    }
    // The embedded generator has kernels of the CPU only, whatever the machine.
    for (const char* output : {"nobody.png", "nobody.effigy"}) {
        const auto outcome = runEffigy({QStringLiteral("generate"), QStringLiteral("--device"), QStringLiteral("cuda"), QStringLiteral("--events"),
                                        QStringLiteral("-o"), path(output)});
        QCOMPARE(outcome.errorCode(), QStringLiteral("device"));
        QVERIFY(!QFile::exists(path(output)));
    }
}

void TestGeneratedHead::multipliesBf16OrSaysWhyNot()
{
    const QStringList precision = {QStringLiteral("--precision"), QStringLiteral("bf16"), QStringLiteral("--events")};
    const auto outcome = runEffigy(generate("bf16.png") << precision);
    if (nn::multipliesBf16()) {
        QCOMPARE(outcome.code, 0);
        QVERIFY(QFile::exists(path("bf16.png")));
    } else {
        QCOMPARE(outcome.errorCode(), QStringLiteral("unsupported"));
    }
    const auto project = runEffigy(QStringList{QStringLiteral("generate"), QStringLiteral("-o"), path("bf16.effigy")} << precision);
    QCOMPARE(project.errorCode(), QStringLiteral("unsupported"));
    const auto unknown = runEffigy(generate("f8.png") << QStringLiteral("--precision") << QStringLiteral("f8"));
    QCOMPARE(unknown.code, 2);
}

void TestGeneratedHead::drivesAFolder()
{
    const auto outcome = runEffigy({QStringLiteral("reenact"), QStringLiteral("--model"), QString::fromStdString(m_model.string()),
                                    QStringLiteral("--drive"), path("drive"), QStringLiteral("--smoothing"), QStringLiteral("0"),
                                    QStringLiteral("-o"), path("frame.png"), QStringLiteral("--fixed-camera")});
    QVERIFY2(outcome.code == 0, outcome.err.constData());
    const QImage first(path("frame_0001.png")), second(path("frame_0002.png")), third(path("frame_0003.png"));
    const int side = published().imageResolution();
    QCOMPARE(first.size(), QSize(side, side));
    QVERIFY(first != second); // the jaw opens
    QVERIFY(first == third);  // and closes; the camera stays
}

void TestGeneratedHead::writesAProjectOfNobody()
{
    const QString file = path("nobody.effigy"), other = path("other.effigy");
    const auto outcome = runEffigy({QStringLiteral("generate"), QStringLiteral("--seed"), QStringLiteral("3"), QStringLiteral("-o"), file, QStringLiteral("--json")});
    QVERIFY2(outcome.code == 0, outcome.err.constData());
    const project::Project project = project::Project::open(file.toStdString());
    QVERIFY(project.info().isInverted);
    QCOMPARE(project.info().photoName, std::string("head-3.png"));
    // The avatar shows whom the photo shows, better than a mesh of one colour could.
    QVERIFY2(project.info().psnr > 20.0, std::to_string(project.info().psnr).c_str());
    QCOMPARE(reconstruct::landmarkError(project.fit()), 0.0);
    // The photo is of the fit: what it takes for skin lies on the head.
    const auto aligned = project.alignedPhoto();
    QVERIFY(*aligned.matte.at(aligned.matte.width / 2, aligned.matte.height / 2) > 0.9F);
    QVERIFY(*aligned.matte.at(2, 2) < 0.1F);
    // The same seed, the same person; another, another; and an edit moves it.
    const auto jaw = runEffigy({QStringLiteral("edit"), file, QStringLiteral("--set"), QStringLiteral("jawOpen=0.7")});
    QVERIFY2(jaw.code == 0, jaw.err.constData());
    QVERIFY(runEffigy({QStringLiteral("generate"), QStringLiteral("--seed"), QStringLiteral("4"), QStringLiteral("-o"), other}).code == 0);
    QVERIFY(project::Project::open(other.toStdString()).photo().bytes != project.photo().bytes);
    // A project holds one head.
    const auto two = runEffigy({QStringLiteral("generate"), QStringLiteral("--seeds"), QStringLiteral("1,2"), QStringLiteral("-o"), path("two.effigy"), QStringLiteral("--events")});
    QCOMPARE(two.errorCode(), QStringLiteral("unsupported"));
    QVERIFY(!QFile::exists(path("two.effigy")));
}

void TestGeneratedHead::makesHeadsOfEg3dSnapshots()
{
    const test::Eg3dSnapshot snapshot;
    const QString file = path("eg3d.pkl"), picture = path("eg3d.png");
    test::writeSnapshot(file.toStdString(), snapshot, generator::randomParameters(snapshot.config(), 2));
    qputenv("EFFIGY_MODELS", path("library").toUtf8());
    const auto added = runEffigy({QStringLiteral("models"), QStringLiteral("add"), file, QStringLiteral("--json")});
    QVERIFY2(added.code == 0, added.err.constData());
    const QJsonObject told = QJsonDocument::fromJson(runEffigy({QStringLiteral("info"), QStringLiteral("eg3d"), QStringLiteral("--json")}).out).object();
    QCOMPARE(told[QStringLiteral("model_kind")].toString(), QStringLiteral("eg3d"));
    QVERIFY(told[QStringLiteral("usable")].toBool() && !told[QStringLiteral("driven")].toBool());
    const QStringList line = {QStringLiteral("generate"), QStringLiteral("--model"), QStringLiteral("eg3d"), QStringLiteral("-o"), picture};
    const auto outcome = runEffigy(line + QStringList{QStringLiteral("--seeds"), QStringLiteral("1,2")});
    QVERIFY2(outcome.code == 0, outcome.err.constData());
    const QImage both(picture);
    QCOMPARE(both.size(), QSize(256, 128));
    QVERIFY(both.copy(0, 0, 128, 128) != both.copy(128, 0, 128, 128));
    // It has no use for a mesh, and says so.
    const auto posed = runEffigy(line + QStringList{QStringLiteral("--mesh"), path("head.obj"), QStringLiteral("--landmarks"), path("head.txt"),
                                                    QStringLiteral("--events")});
    QCOMPARE(posed.errorCode(), QStringLiteral("unsupported"));
    const auto driven = runEffigy({QStringLiteral("reenact"), QStringLiteral("--model"), QStringLiteral("eg3d"), QStringLiteral("--drive"),
                                   path("drive"), QStringLiteral("-o"), path("eg3d.mp4"), QStringLiteral("--events")});
    QCOMPARE(driven.errorCode(), QStringLiteral("unsupported"));
}

void TestGeneratedHead::refusesAFolderWithoutLabels()
{
    QVERIFY(QFile::remove(path("drive/dataset.json")));
    const auto outcome = runEffigy({QStringLiteral("reenact"), QStringLiteral("--model"), QString::fromStdString(m_model.string()),
                                    QStringLiteral("--drive"), path("drive"), QStringLiteral("-o"), path("none.mp4")});
    QCOMPARE(outcome.code, 1);
    QVERIFY(outcome.err.contains("dataset.json"));
    QVERIFY(!QFile::exists(path("none.mp4")));
}

QTEST_GUILESS_MAIN(TestGeneratedHead)
#include "tst_generated_head.moc"
