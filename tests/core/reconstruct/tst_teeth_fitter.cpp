// SPDX-License-Identifier: GPL-3.0-or-later
#include "reconstruct/teeth_fitter.h"

#include "head/surface_view.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <set>
#include <string>

using namespace effigy;
using namespace effigy::reconstruct;

namespace {

constexpr int kSize = 640;
constexpr float kMillimetre = 1e-3F;
using Vertices = std::vector<Eigen::Vector3f>;

/// A portrait lens a metre in front of the mouth; a pixel is a third of a millimetre.
mesh::Camera mouthCamera()
{
    mesh::Camera camera;
    camera.headFromCamera.linear() =
        Eigen::AngleAxisd(std::numbers::pi, Eigen::Vector3d::UnitX()).matrix();
    camera.headFromCamera.translation() = Eigen::Vector3d(0.0, -0.04, 1.0);
    camera.fx = camera.fy = 4.7;
    camera.cx = camera.cy = 0.5;
    return camera;
}

std::vector<std::string> materialsOf(const mesh::Mesh& mesh)
{
    std::vector<std::string> materials(mesh.triangles.size());
    for (const auto& part : mesh.parts)
        std::fill_n(materials.begin() + part.firstTriangle, part.triangleCount, part.material);
    return materials;
}

/// How the upper row of somebody differs from the mean head's.
struct Row {
    float edge = 0.0F, gum = 0.0F; // metres up
    float aside = 0.0F;            // metres to the subject's left
};

} // namespace

class TestTeethFitter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void leavesTeethThatFit();
    void findsTheRowOfAPhoto_data();
    void findsTheRowOfAPhoto();
    void movesNothingElse();
    void closedMouthSaysNothing();
    void tongueIsNoTooth();

private:
    [[nodiscard]] head::HeadCoefficients posed(double smile, double open) const
    {
        head::ControlValues values;
        for (const auto& [id, value] : {std::pair("mouthSmileLeft", smile),
                                        {"mouthSmileRight", smile},
                                        {"mouthUpperUpLeft", smile},
                                        {"mouthUpperUpRight", smile},
                                        {"mouthLowerDownLeft", smile},
                                        {"mouthLowerDownRight", smile},
                                        {"jawOpen", open}})
            values.set(id, value);
        return m_model->coefficients(values, {});
    }
    [[nodiscard]] std::set<int> upper(const std::string& material) const;
    [[nodiscard]] Vertices offsetsOf(const Row& row) const;
    [[nodiscard]] PhotoCut photo(const head::HeadCoefficients& c, const Vertices& offsets,
                                 const Eigen::Vector3f& tooth = {225, 220, 205}) const;
    /// Lowest, highest y and mean x of the central incisors of the head moved by `offsets`.
    [[nodiscard]] Row centralIncisors(const Vertices& offsets) const;

    std::shared_ptr<const head::HeadModel> m_model;
    float m_gum = 0.0F; // y between the necks of the front teeth
    std::vector<int> m_incisors;
};

void TestTeethFitter::initTestCase()
{
    m_model = head::loadFreeHead();
    const auto& at = m_model->data().templateMesh.vertices;
    float edge = 0.0F, root = -1.0F;
    for (const int v : upper("teeth"))
        if (std::abs(at[v].x()) < 4.0F * kMillimetre && at[v].z() > 0.04F) {
            m_incisors.push_back(v);
            edge = std::min(edge, at[v].y());
            root = std::max(root, at[v].y());
        }
    QVERIFY(m_incisors.size() > 20);
    m_gum = edge + 0.8F * (root - edge); // a fifth stands in the gum
}

std::set<int> TestTeethFitter::upper(const std::string& material) const
{
    const auto& data = m_model->data();
    const auto jaw =
        std::ranges::find(data.joints, "jaw", &head::Joint::name) - data.joints.begin();
    const auto neck =
        std::ranges::find(data.joints, "neck", &head::Joint::name) - data.joints.begin();
    const auto materials = materialsOf(data.templateMesh);
    std::set<int> result;
    for (std::size_t t = 0; t < materials.size(); ++t)
        if (materials[t] == material)
            for (const int v : data.templateMesh.triangles[t])
                if (data.skinWeights(v, neck) == 1.0F && data.skinWeights(v, jaw) == 0.0F)
                    result.insert(v);
    return result;
}

Vertices TestTeethFitter::offsetsOf(const Row& row) const
{
    const auto& at = m_model->data().templateMesh.vertices;
    Vertices offsets(at.size(), Eigen::Vector3f::Zero());
    const int edge = std::ranges::min(m_incisors, {}, [&](int v) { return at[v].y(); });
    for (const int v : upper("teeth")) {
        const float up =
            std::clamp((at[v].y() - at[edge].y()) / (m_gum - at[edge].y()), 0.0F, 1.0F);
        offsets[v] = {row.aside, std::lerp(row.edge, row.gum, up), 0.0F};
    }
    for (const int v : upper("gums"))
        offsets[v] = {row.aside, row.gum, 0.0F};
    return offsets;
}

PhotoCut TestTeethFitter::photo(const head::HeadCoefficients& c, const Vertices& offsets,
                                const Eigen::Vector3f& tooth) const
{
    const auto& data = m_model->data();
    const mesh::Mesh mesh = head::displaced(*m_model, offsets).mesh(c);
    const auto view =
        head::viewSurface(mesh.vertices, head::withoutLashes(mesh), mouthCamera(), kSize);
    const auto lips = head::paint(view, mesh.triangles, data.masks.at("lips"), 0.0F);
    const auto turned =
        [&] { // from 1 towards the camera to 0 aside: teeth grow dark towards their neighbours
            std::vector<float> facing;
            for (const auto& normal : mesh.normals)
                facing.push_back(std::max(0.0F, normal.z()));
            return head::paint(view, mesh.triangles, facing, 0.0F);
        }();
    const auto materials = materialsOf(mesh);
    PhotoCut cut{base::Image(kSize, kSize, 3), base::FloatImage(kSize, kSize, 1), mouthCamera()};
    for (int y = 0; y < kSize; ++y)
        for (int x = 0; x < kSize; ++x) {
            const int triangle = view.triangle[view.index(x, y)];
            if (triangle < 0)
                continue;
            Eigen::Vector3f colour(200, 150, 120);
            if (materials[triangle] == "teeth")
                colour = tooth * (0.6F + 0.4F * *turned.at(x, y));
            else if (materials[triangle] == "gums")
                colour = {175, 95, 90};
            else if (materials[triangle] == "tongue")
                colour = {60, 25, 22};
            else if (*lips.at(x, y) > 0.5F)
                colour = {170, 90, 85};
            for (int k = 0; k < 3; ++k)
                cut.image.at(x, y)[k] = static_cast<std::uint8_t>(colour[k]);
        }
    return cut;
}

Row TestTeethFitter::centralIncisors(const Vertices& offsets) const
{
    const auto& at = m_model->data().templateMesh.vertices;
    Row row{1.0F, -1.0F, 0.0F};
    for (const int v : m_incisors) {
        const Eigen::Vector3f p = at[v] + offsets[v];
        row.edge = std::min(row.edge, p.y());
        row.gum = std::max(row.gum, p.y());
        row.aside += p.x() / static_cast<float>(m_incisors.size());
    }
    return row;
}

void TestTeethFitter::leavesTeethThatFit()
{
    const auto c = posed(0.6, 0.15);
    const Vertices none(static_cast<std::size_t>(m_model->vertexCount()), Eigen::Vector3f::Zero());
    for (const auto& offset : fitTeeth(*m_model, c, photo(c, none)))
        QVERIFY2(offset.norm() < 0.8F * kMillimetre, // a step of the middle, 0.2 mm, and one of the
                                                     // width: 2 % of 30 mm at the molars
                 qPrintable(QStringLiteral("%1 %2").arg(offset.x()).arg(offset.y())));
}

void TestTeethFitter::findsTheRowOfAPhoto_data()
{
    QTest::addColumn<float>("edge");
    QTest::addColumn<float>("gum");
    QTest::addColumn<float>("aside");
    QTest::newRow("longer teeth") << -2.5F << 0.0F << 0.0F;
    QTest::newRow("shorter teeth") << 2.0F << 0.0F << 0.0F;
    QTest::newRow("lower row") << -2.5F << -2.5F << 0.0F;
    QTest::newRow("middle to the left") << 0.0F << 0.0F << 1.6F;
    QTest::newRow("long, to the right") << -2.0F << 0.0F << -1.2F;
}

void TestTeethFitter::findsTheRowOfAPhoto()
{
    QFETCH(const float, edge);
    QFETCH(const float, gum);
    QFETCH(const float, aside);
    const auto c = posed(0.6, 0.2);
    const Vertices truth = offsetsOf({edge * kMillimetre, gum * kMillimetre, aside * kMillimetre});
    const Vertices none(truth.size(), Eigen::Vector3f::Zero());
    const Vertices found = fitTeeth(*m_model, c, photo(c, truth));
    const Row wanted = centralIncisors(truth), got = centralIncisors(found),
              before = centralIncisors(none);
    QVERIFY2(std::abs(got.edge - wanted.edge) < 0.5F * kMillimetre, // a pixel, and the step
             qPrintable(QStringLiteral("edge: %1 mm instead of %2")
                            .arg(1e3F * (got.edge - before.edge))
                            .arg(edge)));
    QVERIFY2(std::abs(got.gum - wanted.gum) < 1.0F * kMillimetre, // the gum's line is scalloped
             qPrintable(QStringLiteral("gum: %1 mm instead of %2")
                            .arg(1e3F * (got.gum - before.gum))
                            .arg(gum)));
    QVERIFY2(std::abs(got.aside - wanted.aside) < 0.5F * kMillimetre,
             qPrintable(QStringLiteral("middle: %1 mm instead of %2")
                            .arg(1e3F * (got.aside - before.aside))
                            .arg(aside)));
}

void TestTeethFitter::movesNothingElse()
{
    const auto c = posed(0.6, 0.2);
    const Vertices found =
        fitTeeth(*m_model, c, photo(c, offsetsOf({.edge = -2.5F * kMillimetre})));
    const auto teeth = upper("teeth"), gums = upper("gums");
    for (int v = 0; v < m_model->vertexCount(); ++v)
        if (!teeth.contains(v) && !gums.contains(v))
            QVERIFY(found[v].isZero());
}

void TestTeethFitter::closedMouthSaysNothing()
{
    const Vertices none(static_cast<std::size_t>(m_model->vertexCount()), Eigen::Vector3f::Zero());
    for (const auto& offset : fitTeeth(*m_model, {}, photo({}, none)))
        QVERIFY(offset.isZero());
}

void TestTeethFitter::tongueIsNoTooth()
{
    const auto c = posed(0.6, 0.3);
    const Vertices none(static_cast<std::size_t>(m_model->vertexCount()), Eigen::Vector3f::Zero());
    for (const auto& offset : fitTeeth(*m_model, c, photo(c, none, {170, 85, 82})))
        QVERIFY(offset.isZero());
}

QTEST_APPLESS_MAIN(TestTeethFitter)
#include "tst_teeth_fitter.moc"
