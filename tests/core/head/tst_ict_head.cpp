// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "error_code.h"
#include "head/ict_head.h"

#include <QtTest/QtTest>

#include <fstream>

using namespace effigy;
using namespace effigy::head;

namespace {

std::string codeOf(const std::filesystem::path& folder)
{
    return test::errorCodeOf([&] { (void)ictHead(folder, loadFreeHead()->data(), {}); });
}

} // namespace

// The model itself is 400 MB: tests read it where EFFIGY_ICT_FACEKIT names its folder.
class TestIctHead : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsWhatIsMissing();
    void refusesOtherMeshes();
    void readsThePublishedModel();
};

void TestIctHead::tellsWhatIsMissing()
{
    const QTemporaryDir folder;
    QCOMPARE(codeOf(folder.path().toStdString()), std::string("model_missing"));
}

void TestIctHead::refusesOtherMeshes()
{
    const QTemporaryDir folder;
    const std::filesystem::path file =
        folder.filePath(QStringLiteral("generic_neutral_mesh.obj")).toStdString();
    std::ofstream(file) << "v 0 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 3\n";
    QCOMPARE(codeOf(folder.path().toStdString()), std::string("model_refused"));
    std::ofstream(file) << "v 0 0\n";
    QCOMPARE(codeOf(folder.path().toStdString()), std::string("unsupported")); // no OBJ at all
}

void TestIctHead::readsThePublishedModel()
{
    if (!qEnvironmentVariableIsSet("EFFIGY_ICT_FACEKIT"))
        QSKIP("EFFIGY_ICT_FACEKIT names no folder of ICT-FaceKit");
    const HeadModel model(ictHead(qEnvironmentVariable("EFFIGY_ICT_FACEKIT").toStdString(),
                                  loadFreeHead()->data(), {}));
    QCOMPARE(model.vertexCount(), 25959);
    QCOMPARE(model.shapeCount(), 100);
    const auto at = [&](std::initializer_list<const char*> controls) {
        ControlValues values;
        for (const char* control : controls)
            values.set(control, 1.0);
        return model.landmarks(model.vertices(model.coefficients(values, {})));
    };
    const auto rest = at({}), open = at({"jawOpen"}), closed = at({"jawOpen", "mouthClose"});
    QVERIFY(std::abs(rest[36].y() - 0.034F) <
            0.01F);                                // the eyes lie where those of the free head do
    QVERIFY(rest[45].x() > 0.03F);                 // left is left
    QVERIFY(open[62].y() - open[66].y() > 0.015F); // metres between the lips
    QVERIFY(closed[62].y() - closed[66].y() < 0.005F);
    const auto blink = at({"eyeBlinkLeft"});
    QVERIFY(blink[44].y() - blink[46].y() < 0.3F * (rest[44].y() - rest[46].y()));
    QVERIFY((blink[37] - rest[37]).norm() < 1e-4F);

    HeadCoefficients jaw;
    jaw.jaw = {0.3F, 0.0F, 0.0F};
    const auto turned = model.landmarks(model.vertices(jaw));
    QVERIFY(rest[8].y() - turned[8].y() > 0.01F);
    QVERIFY((turned[27] - rest[27]).norm() < 1e-4F);
}

QTEST_APPLESS_MAIN(TestIctHead)
#include "tst_ict_head.moc"
