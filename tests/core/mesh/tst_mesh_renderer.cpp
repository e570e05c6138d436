// SPDX-License-Identifier: GPL-3.0-or-later
#include "mesh/mesh_renderer.h"

#include "base/error.h"
#include "mesh/colour_space.h"
#include "sphere_mesh.h"

#include <QtTest/QtTest>

#include <cmath>

using namespace effigy;
using namespace effigy::mesh;

namespace {

constexpr int kSide = 64;

Camera frontCamera()
{
    return orbitCamera({.distance = 1.0, .fov = 0.3, .target = Eigen::Vector3d::Zero()});
}

MeshRenderOptions unlit(const Eigen::Vector3f& colour)
{
    MeshRenderOptions options;
    options.light = Light::None;
    options.colour = colour;
    return options;
}

/// A square of 0.2 m in the plane z = 0 that faces +Z, as two parts of one triangle.
Mesh square()
{
    Mesh mesh;
    mesh.vertices = {
        {-0.1F, -0.1F, 0.0F}, {0.1F, -0.1F, 0.0F}, {0.1F, 0.1F, 0.0F}, {-0.1F, 0.1F, 0.0F}};
    mesh.triangles = {{0, 1, 2}, {0, 2, 3}};
    mesh.uvs = {{0, 0}, {1, 0}, {1, 1}, {0, 1}};
    mesh.uvTriangles = mesh.triangles;
    mesh.parts = {{"lower", 0, 1}, {"upper", 1, 1}};
    return mesh;
}

int channel(const MeshRender& render, int x, int y, int c)
{
    return render.colour.at(x, y)[c];
}

} // namespace

class TestMeshRenderer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void srgbSurvivesLinearLight();
    void measuresDepthAndNormalsOfASphere();
    void keepsUnlitColours();
    void putsTheTexturesTopLeftWhereItBelongs();
    void interpolatesInPerspective();
    void smoothsEdgesBySupersampling();
    void shadesByHarmonics();
    void lightsTheStudioFromTheUpperLeft();
    void drawsLinesAlongEdges();
    void hidesAndColoursParts();
    void showsTheInsideOnlyOfTwoSidedParts();
    void leavesOutWhatIsBehindTheCamera();
    void refusesArraysThatDisagree();
};

void TestMeshRenderer::srgbSurvivesLinearLight()
{
    for (int value = 0; value < 256; ++value)
        QCOMPARE(static_cast<int>(srgbFromLinear(linearFromSrgb(static_cast<std::uint8_t>(value)))),
                 value);
    QCOMPARE(static_cast<int>(srgbFromLinear(0.5F)), 188); // 0.735 of 255
}

void TestMeshRenderer::measuresDepthAndNormalsOfASphere()
{
    const auto render = renderMesh(sphereMesh(96, 48), frontCamera(), kSide + 1, kSide + 1);
    const int middle = kSide / 2;
    QVERIFY(std::abs(*render.depth.at(middle, middle) - 0.9F) <
            2e-4F); // facets lie up to 0.1 mm inside
    const float* normal = render.normals.at(middle, middle);
    QVERIFY(normal[2] > 0.999F);
    QCOMPARE(*render.depth.at(0, 0), 0.0F);
    QCOMPARE(render.face[0], -1);
    // Right of the middle is the subject's left, +X.
    QVERIFY(render.normals.at(middle + 12, middle)[0] > 0.3F);
    QVERIFY(render.normals.at(middle, middle - 12)[1] > 0.3F);
    for (int i = 0; i < (kSide + 1) * (kSide + 1); ++i)
        if (render.face[i] >= 0) {
            const float* w = &render.barycentrics.values[3 * i];
            QVERIFY(std::abs(w[0] + w[1] + w[2] - 1.0F) < 1e-5F);
        }
}

void TestMeshRenderer::keepsUnlitColours()
{
    const auto render = renderMesh(square(), frontCamera(), kSide, kSide,
                                   unlit({200 / 255.0F, 100 / 255.0F, 50 / 255.0F}));
    QCOMPARE(channel(render, 32, 32, 0), 200);
    QCOMPARE(channel(render, 32, 32, 1), 100);
    QCOMPARE(channel(render, 32, 32, 2), 50);
    QCOMPARE(channel(render, 32, 32, 3), 255);
    QCOMPARE(channel(render, 1, 1, 3), 0);
}

void TestMeshRenderer::putsTheTexturesTopLeftWhereItBelongs()
{
    base::Image texture(2, 2, 3, 0);
    texture.at(0, 0)[0] = 255; // top left: red
    texture.at(1, 0)[1] = 255; // top right: green
    texture.at(0, 1)[2] = 255; // bottom left: blue
    auto options = unlit({1, 1, 1});
    options.texture = &texture;
    const auto render = renderMesh(square(), frontCamera(), kSide, kSide, options);
    // The square spans 0.2 / 0.30 of the picture: pixels 11 to 53.
    QVERIFY(channel(render, 16, 16, 0) > 240 && channel(render, 16, 16, 1) < 10);
    QVERIFY(channel(render, 48, 16, 1) > 240 && channel(render, 48, 16, 0) < 10);
    QVERIFY(channel(render, 16, 48, 2) > 240);
    QVERIFY(channel(render, 48, 48, 0) + channel(render, 48, 48, 1) + channel(render, 48, 48, 2) <
            10);
}

void TestMeshRenderer::interpolatesInPerspective()
{
    // A band from (0, 0, 0) back to (0.3, 0, -1): seen from 1 m, its middle in space is not its
    // middle on the picture.
    Mesh band;
    band.vertices = {{0, -0.1F, 0}, {0.3F, -0.1F, -1}, {0.3F, 0.1F, -1}, {0, 0.1F, 0}};
    band.triangles = {{0, 1, 2}, {0, 2, 3}};
    auto options = unlit({1, 1, 1});
    options.vertexColours = {{0, 0, 0}, {1, 1, 1}, {1, 1, 1}, {0, 0, 0}};
    const auto camera = frontCamera();
    const auto place = project(camera, Eigen::Vector3d(0.15, 0.0, -0.5));
    const auto render = renderMesh(band, camera, 256, 256, options);
    const int value =
        channel(render, static_cast<int>(place.x() * 256), static_cast<int>(place.y() * 256), 0);
    QVERIFY2(std::abs(value - 188) <= 3,
             qPrintable(QString::number(value))); // half of linear light; one pixel is 2 levels
}

void TestMeshRenderer::smoothsEdgesBySupersampling()
{
    auto options = unlit({1, 1, 1});
    options.supersampling = 4;
    const auto render = renderMesh(sphereMesh(), frontCamera(), kSide, kSide, options);
    double area = 0.0;
    int partial = 0;
    for (const float coverage : render.mask.values) {
        area += coverage;
        partial += coverage > 0.0F && coverage < 1.0F ? 1 : 0;
    }
    // The outline of a sphere of 0.1 m at 1 m: half angle asin(0.1), on 64 pixels over 2 tan(0.15).
    const double radius = std::tan(std::asin(0.1)) / (2.0 * std::tan(0.15)) * kSide;
    QVERIFY(std::abs(area / (std::numbers::pi * radius * radius) - 1.0) <
            0.01); // a 48-gon covers 0.3 % less
    QVERIFY(partial > 60);
    QCOMPARE(render.colour.at(32, 32)[3], std::uint8_t{255});
}

void TestMeshRenderer::shadesByHarmonics()
{
    auto options = unlit({1, 1, 1});
    options.light = Light::Harmonic;
    options.harmonics.row(0).setConstant(0.5F / 0.2820948F);
    options.harmonics(3, 0) = 0.25F / 1.0233267F; // red from +Z
    const auto render = renderMesh(square(), frontCamera(), kSide, kSide, options);
    QCOMPARE(channel(render, 32, 32, 1), 188); // linear 0.5
    QCOMPARE(channel(render, 32, 32, 0), static_cast<int>(srgbFromLinear(0.75F)));
}

void TestMeshRenderer::lightsTheStudioFromTheUpperLeft()
{
    const auto render = renderMesh(sphereMesh(), frontCamera(), kSide, kSide);
    QVERIFY(channel(render, 24, 24, 1) > channel(render, 40, 40, 1) + 30);
    QVERIFY(channel(render, 40, 40, 1) > 20); // the shadow is filled
    // The same picture whichever way the camera stands: the light stays with it.
    const auto side = renderMesh(sphereMesh(),
                                 orbitCamera({.yaw = std::numbers::pi / 2,
                                              .distance = 1.0,
                                              .fov = 0.3,
                                              .target = Eigen::Vector3d::Zero()}),
                                 kSide, kSide);
    QVERIFY(std::abs(channel(render, 24, 24, 1) - channel(side, 24, 24, 1)) <= 2);
}

void TestMeshRenderer::drawsLinesAlongEdges()
{
    auto options = unlit({1, 1, 1});
    options.wire = WireStyle{.colour = {0, 0, 0}, .opacity = 1.0F, .width = 2.0F};
    const auto render = renderMesh(square(), frontCamera(), kSide, kSide, options);
    QVERIFY(channel(render, 32, 31, 0) < 128); // the diagonal runs from bottom left to top right
    QCOMPARE(channel(render, 24, 24, 0), 255); // well inside the upper triangle
    QVERIFY(channel(render, 40, 23, 0) < 128);
}

void TestMeshRenderer::hidesAndColoursParts()
{
    auto options = unlit({1, 1, 1});
    options.hiddenParts = {"upper"};
    options.partColours = {{"lower", {0, 0, 1}}};
    const auto render = renderMesh(square(), frontCamera(), kSide, kSide, options);
    QCOMPARE(channel(render, 24, 24, 3), 0);
    QCOMPARE(channel(render, 40, 40, 3), 255);
    QCOMPARE(channel(render, 40, 40, 0), 0);
    QCOMPARE(channel(render, 40, 40, 2), 255);
}

void TestMeshRenderer::showsTheInsideOnlyOfTwoSidedParts()
{
    const auto behind = orbitCamera(
        {.yaw = std::numbers::pi, .distance = 1.0, .fov = 0.3, .target = Eigen::Vector3d::Zero()});
    auto options = unlit({1, 1, 1});
    options.twoSidedParts = {"lower"};
    const auto render = renderMesh(square(), behind, kSide, kSide, options);
    QCOMPARE(channel(render, 40, 24, 3), 0); // upper triangle, mirrored
    QCOMPARE(channel(render, 24, 40, 3), 255);
    QVERIFY(render.normals.at(24, 40)[2] < -0.99F); // turned to the viewer
}

void TestMeshRenderer::leavesOutWhatIsBehindTheCamera()
{
    auto camera = frontCamera();
    camera.headFromCamera.translation().z() = -0.5;
    const auto render = renderMesh(sphereMesh(), camera, kSide, kSide);
    QVERIFY(
        std::all_of(render.face.begin(), render.face.end(), [](int face) { return face == -1; }));
}

void TestMeshRenderer::refusesArraysThatDisagree()
{
    auto mesh = square();
    mesh.uvTriangles.pop_back();
    QVERIFY_EXCEPTION_THROWN((void)renderMesh(mesh, frontCamera(), 8, 8), base::ContractError);
    MeshRenderOptions options;
    options.vertexColours = {{1, 1, 1}};
    QVERIFY_EXCEPTION_THROWN((void)renderMesh(square(), frontCamera(), 8, 8, options),
                             base::ContractError);
    QVERIFY_EXCEPTION_THROWN((void)renderMesh(square(), frontCamera(), 0, 8), base::ContractError);
}

QTEST_APPLESS_MAIN(TestMeshRenderer)
#include "tst_mesh_renderer.moc"
