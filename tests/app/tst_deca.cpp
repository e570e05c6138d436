// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/program.h"
#include "parity/packed_file.h"
#include "tensorio/npz.h"

#include <QtTest/QtTest>

#include <ATen/ATen.h>

#include <QJsonArray>
#include <QJsonDocument>

#include <filesystem>

using effigy::test::runEffigy;
using namespace effigy;

namespace {

const std::filesystem::path kSet = EFFIGY_SOURCE_DIR "/../shared/parity/deca";
const QString kPhoto = QStringLiteral(EFFIGY_TEST_DATA "/deca/images/astronaut.png");

QStringList line(const QString& photo, const QString& folder, const QString& model, const QString& flame,
                 const QString& data)
{
    return {QStringLiteral("deca"),    photo, QStringLiteral("-o"),     folder, QStringLiteral("--model"), model,
            QStringLiteral("--flame"), flame, QStringLiteral("--data"), data,   QStringLiteral("--events")};
}

torch::Tensor matrixOf(const QJsonArray& rows)
{
    std::vector<double> numbers;
    for (const auto& row : rows)
        for (const auto& number : row.toArray())
            numbers.push_back(number.toDouble());
    return torch::tensor(numbers, torch::kFloat64).view({rows.size(), -1});
}

} // namespace

// What needs the set's files is skipped where they are absent.
class TestDeca : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void missingModelsAreTold();
    void damagedModelsAreTold();
    void writesTheDemosFiles();
    void photosWithoutAFaceAreTold();
};

void TestDeca::missingModelsAreTold()
{
    const QTemporaryDir folder;
    const QString out = folder.filePath(QStringLiteral("out"));
    const auto outcome = runEffigy(line(kPhoto, out, QStringLiteral("no.tar"), QStringLiteral("no.pkl"), folder.path()));
    QCOMPARE(outcome.code, 1);
    QCOMPARE(outcome.errorCode(), QStringLiteral("model_missing"));
    QVERIFY(outcome.err.contains("no.tar"));
    QVERIFY(!QFile::exists(out));
}

void TestDeca::damagedModelsAreTold()
{
    const QTemporaryDir folder;
    const QString out = folder.filePath(QStringLiteral("out"));
    const auto outcome = runEffigy(line(kPhoto, out, kPhoto, QStringLiteral("no.pkl"), folder.path()));
    QCOMPARE(outcome.code, 1);
    QCOMPARE(outcome.errorCode(), QStringLiteral("model_refused"));
    QVERIFY(!QFile::exists(out));
}

void TestDeca::writesTheDemosFiles()
{
    if (!std::filesystem::exists(kSet))
        QSKIP("../shared/parity/deca is not there");
    const parity::PackedFiles packed;
    const QTemporaryDir folder;
    const auto path = [&](const char* file) { return QString::fromStdString(packed.find(kSet / file).string()); };
    const auto outcome = runEffigy(line(kPhoto, folder.path(), path("deca_model_zip.pt"), path("flame_numpy.pkl"),
                                        QString::fromStdString((kSet / "third_party").string()))
                                   + QStringList{QStringLiteral("--expression-from"),
                                                 QStringLiteral(EFFIGY_RESOURCES "/sample/portrait.jpg")});
    QVERIFY2(outcome.code == 0, outcome.err.constData());
    const QString name = QStringLiteral("astronaut");
    for (const QString& file : {QStringLiteral("_vis.jpg"), QStringLiteral("_vis_original_size.jpg"),
                                QStringLiteral("_animation.jpg"), QStringLiteral("_transfer_vis.jpg")})
        QVERIFY2(QFile::exists(folder.filePath(name + file)), qPrintable(file));
    const QDir inner(folder.filePath(name));
    for (const char* ending : {".obj", ".mtl", ".png", "_normals.png", "_detail.obj", "_kpt2d.txt", "_kpt3d.txt",
                               "_depth.jpg", "_shape_images.jpg", ".npz", ".json"})
        QVERIFY2(inner.exists(name + QLatin1String(ending)), ending);

    // The camera in the JSON file puts landmarks where the table of landmarks has them.
    QFile json(inner.filePath(name + QStringLiteral(".json")));
    QVERIFY(json.open(QIODevice::ReadOnly));
    const QJsonObject document = QJsonDocument::fromJson(json.readAll()).object();
    const QJsonObject camera = document.value(QStringLiteral("camera")).toObject();
    const auto arrays = tensorio::readNpz(inner.filePath(name + QStringLiteral(".npz")).toStdString());
    const auto world = at::constant_pad_nd(arrays.at("landmarks3d_world")[0].to(torch::kFloat64), {0, 1}, 1.0);
    const auto inPhoto = at::matmul(world, matrixOf(camera.value(QStringLiteral("photo_from_head")).toArray()).t());
    const auto inCrop = (arrays.at("landmarks3d")[0].slice(1, 0, 2).to(torch::kFloat64) + 1.0) * 112.0;
    const auto cropFromPhoto = matrixOf(camera.value(QStringLiteral("crop_from_photo")).toArray());
    const auto back = at::matmul(at::constant_pad_nd(inPhoto, {0, 1}, 1.0), cropFromPhoto.t()).slice(1, 0, 2);
    QVERIFY(at::allclose(back, inCrop, 0.0, 1e-2)); // f32 numbers of some hundred pixels
    QCOMPARE(document.value(QStringLiteral("parameters")).toObject().value(QStringLiteral("detail")).toArray().size(), 128);

    // With somebody else's expression it is another mesh of the same person.
    const auto moved = tensorio::readNpz(
        folder.filePath(QStringLiteral("astronaut_transfer/astronaut_transfer.npz")).toStdString());
    QVERIFY(at::equal(moved.at("shape"), arrays.at("shape")));
    QVERIFY(at::equal(moved.at("detail"), arrays.at("detail")));
    QVERIFY(at::equal(moved.at("uv_texture_gt"), arrays.at("uv_texture_gt")));
    QVERIFY(!at::equal(moved.at("exp"), arrays.at("exp")));
    QVERIFY(!at::equal(moved.at("verts"), arrays.at("verts")));
}

void TestDeca::photosWithoutAFaceAreTold()
{
    if (!std::filesystem::exists(kSet))
        QSKIP("../shared/parity/deca is not there");
    const parity::PackedFiles packed;
    const QTemporaryDir folder;
    const QString out = folder.filePath(QStringLiteral("out"));
    const auto path = [&](const char* file) { return QString::fromStdString(packed.find(kSet / file).string()); };
    const auto outcome =
        runEffigy(line(QStringLiteral(EFFIGY_TEST_DATA "/deca/images/synth_rgb.png"), out, path("deca_model_zip.pt"),
                       path("flame_numpy.pkl"), QString::fromStdString((kSet / "third_party").string())));
    QCOMPARE(outcome.code, 1);
    QCOMPARE(outcome.errorCode(), QStringLiteral("no_face"));
    QVERIFY(!QFile::exists(out));
}

QTEST_GUILESS_MAIN(TestDeca)
#include "tst_deca.moc"
