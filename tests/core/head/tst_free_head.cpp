// SPDX-License-Identifier: GPL-3.0-or-later
#include "head/head_model.h"
#include "head/head_topology.h"
#include "head/uv_layout.h"

#include <QtTest>

#include <array>
#include <optional>
#include <set>

using namespace effigy::head;

namespace {

constexpr float kMillimetre = 0.001F;

std::string otherSide(std::string name)
{
    const auto swapEnd = [&name](std::string_view from, std::string_view to) {
        const bool fits = name.ends_with(from);
        if (fits)
            name.replace(name.size() - from.size(), from.size(), to);
        return fits;
    };
    if (!swapEnd("Left", "Right"))
        swapEnd("Right", "Left");
    return name;
}

Eigen::Vector3f mirrored(const Eigen::Vector3f& p)
{
    return {-p.x(), p.y(), p.z()};
}

std::vector<Eigen::Vector3i> trianglesOf(const effigy::mesh::Mesh& mesh,
                                         const std::string& material)
{
    for (const auto& part : mesh.parts) {
        if (part.material == material)
            return {mesh.triangles.begin() + part.firstTriangle,
                    mesh.triangles.begin() + part.firstTriangle + part.triangleCount};
    }
    return {};
}

/// How far forward the surface reaches at (x, y) of a place; nothing where it does not.
std::optional<float> frontOf(const std::vector<Eigen::Vector3i>& triangles,
                             const std::vector<Eigen::Vector3f>& vertices,
                             const Eigen::Vector3f& place)
{
    std::optional<float> front;
    for (const Eigen::Vector3i& t : triangles) {
        std::array<Eigen::Vector3f, 3> corner;
        for (int k = 0; k < 3; ++k)
            corner[static_cast<std::size_t>(k)] = vertices[static_cast<std::size_t>(t[k])];
        const auto area = [](const Eigen::Vector3f& a, const Eigen::Vector3f& b,
                             const Eigen::Vector3f& c) {
            return (b.x() - a.x()) * (c.y() - a.y()) - (b.y() - a.y()) * (c.x() - a.x());
        };
        const float whole = area(corner[0], corner[1], corner[2]);
        const Eigen::Vector3f w =
            Eigen::Vector3f(area(place, corner[1], corner[2]), area(corner[0], place, corner[2]),
                            area(corner[0], corner[1], place)) /
            whole;
        if (whole <= 0.0F || w.minCoeff() < 0.0F)
            continue;
        const float z = w[0] * corner[0].z() + w[1] * corner[1].z() + w[2] * corner[2].z();
        front = std::max(front.value_or(z), z);
    }
    return front;
}

} // namespace

class TestFreeHead : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_head = loadFreeHead(); }
    void hasAllItsParts();
    void lipsAndNeckAreClosedLoops();
    void atlasHasNoOverlaps();
    void isSymmetric();
    void expressionsMirrorEachOther();
    void everyControlMovesSomething();
    void blinkCloses();
    void jawOpensTheMouth();
    void lipsCloseAgainstAnOpenJaw();
    void tongueComesOut();
    void eyesAreOfHumanSize();
    void eyesTurnAboutTheirCentres();
    void eyesStayBehindTheLids();
    void browsSpanTheEyes();
    void shapesAreIndependentAndOrdered();
    void landmarksMirrorEachOther();
    void masksLieWhereTheirNamesSay();

private:
    HeadCoefficients at(std::initializer_list<std::pair<std::string_view, double>> wanted) const
    {
        ControlValues values;
        for (const auto& [id, value] : wanted)
            values.set(id, value);
        return m_head->coefficients(values, {});
    }
    auto landmarks(const HeadCoefficients& c) const
    {
        return m_head->landmarks(m_head->vertices(c));
    }
    std::shared_ptr<const HeadModel> m_head;
};

void TestFreeHead::hasAllItsParts()
{
    QVERIFY(m_head->vertexCount() >= 4000 && m_head->vertexCount() <= 9000);
    QVERIFY(m_head->shapeCount() >= 60);
    QCOMPARE(m_head->expressionCount(), 52);
    for (const char* material : {"skin", "eyes", "teeth", "gums", "tongue", "lashes"})
        QVERIFY2(!trianglesOf(m_head->data().templateMesh, material).empty(), material);
    std::set<std::string> joints;
    for (const Joint& joint : m_head->data().joints)
        joints.insert(joint.name);
    QVERIFY(joints == std::set<std::string>({"root", "neck", "jaw", "leftEye", "rightEye"}));
}

void TestFreeHead::lipsAndNeckAreClosedLoops()
{
    const auto loops = rimLoops(trianglesOf(m_head->data().templateMesh, "skin"));
    QCOMPARE(loops.size(), std::size_t{2}); // lids, nostrils and ears hold no hole
    for (const auto& loop : loops) {
        QVERIFY(loop.size() > 20);
        QCOMPARE(std::set<int>(loop.begin(), loop.end()).size(), loop.size());
    }
}

void TestFreeHead::atlasHasNoOverlaps()
{
    const auto& mesh = m_head->data().templateMesh;
    QCOMPARE(overlapShare(mesh.uvs, mesh.uvTriangles, 1024), 0.0);
    for (const Eigen::Vector2f& uv : mesh.uvs)
        QVERIFY(uv.minCoeff() >= 0.0F && uv.maxCoeff() <= 1.0F);
}

void TestFreeHead::isSymmetric()
{
    const auto& data = m_head->data();
    for (std::size_t v = 0; v < data.mirrorVertex.size(); ++v) {
        const auto other = static_cast<std::size_t>(data.mirrorVertex[v]);
        QCOMPARE(data.mirrorVertex[other], static_cast<int>(v));
        // The mean of samples and their mirror images, summed in f32.
        QVERIFY(
            (data.templateMesh.vertices[other] - mirrored(data.templateMesh.vertices[v])).norm() <
            2e-5F);
    }
}

void TestFreeHead::expressionsMirrorEachOther()
{
    const auto& data = m_head->data();
    for (std::size_t k = 0; k < data.expressionNames.size(); ++k) {
        const auto twin =
            std::ranges::find(data.expressionNames, otherSide(data.expressionNames[k]));
        QVERIFY(twin != data.expressionNames.end());
        const auto j = static_cast<Eigen::Index>(twin - data.expressionNames.begin());
        float worst = 0.0F;
        for (std::size_t v = 0; v < data.mirrorVertex.size(); ++v) {
            const Eigen::Vector3f own = data.expressionBasis.col(static_cast<Eigen::Index>(k))
                                            .segment<3>(3 * static_cast<Eigen::Index>(v));
            const Eigen::Vector3f other =
                data.expressionBasis.col(j).segment<3>(3 * data.mirrorVertex[v]);
            worst = std::max(worst, (mirrored(own) - other).norm());
        }
        QVERIFY2(worst < 0.05F * kMillimetre, data.expressionNames[k].c_str());
    }
}

void TestFreeHead::everyControlMovesSomething()
{
    for (const std::string_view id : arkitNames()) {
        float most = 0.0F;
        for (const Eigen::Vector3f& move : m_head->morph(id))
            most = std::max(most, move.norm());
        QVERIFY2(most > kMillimetre && most < 60.0F * kMillimetre, id.data());
    }
}

void TestFreeHead::blinkCloses()
{
    const auto open = landmarks({});
    const auto closed = landmarks(at({{"eyeBlinkLeft", 1.0}, {"eyeBlinkRight", 1.0}}));
    for (const auto& [upper, lower] :
         {std::pair(37, 41), std::pair(38, 40), std::pair(43, 47), std::pair(44, 46)}) {
        const auto gap = [u = static_cast<std::size_t>(upper), l = static_cast<std::size_t>(lower)](
                             const auto& marks) { return marks[u].y() - marks[l].y(); };
        QVERIFY(gap(open) > 5.0F * kMillimetre);
        QVERIFY(std::abs(gap(closed)) < 0.5F * kMillimetre);
    }
}

void TestFreeHead::jawOpensTheMouth()
{
    const auto marks = landmarks(at({{"jawOpen", 1.0}}));
    QVERIFY(marks[62].y() - marks[66].y() > 20.0F * kMillimetre);
    const auto turned = landmarks(at({{"jawPitch", 15.0}}));
    QVERIFY(turned[62].y() - turned[66].y() > 10.0F * kMillimetre);
}

void TestFreeHead::lipsCloseAgainstAnOpenJaw()
{
    const auto marks = landmarks(at({{"jawOpen", 0.5}, {"mouthClose", 0.5}}));
    QVERIFY(std::abs(marks[62].y() - marks[66].y()) < 2.0F * kMillimetre);
}

void TestFreeHead::tongueComesOut()
{
    const auto moves = m_head->morph("tongueOut");
    float furthest = 0.0F;
    for (const Eigen::Vector3i& t : trianglesOf(m_head->data().templateMesh, "tongue")) {
        for (const int v : t) {
            const Eigen::Vector3f p =
                m_head->data().templateMesh.vertices[static_cast<std::size_t>(v)] +
                moves[static_cast<std::size_t>(v)];
            furthest = std::max(furthest, p.z());
        }
    }
    QVERIFY(furthest > landmarks({})[66].z()); // beyond the lower lip
}

void TestFreeHead::eyesAreOfHumanSize()
{
    const auto& data = m_head->data();
    const auto left = std::ranges::find(data.joints, "leftEye", &Joint::name)->restPosition;
    const auto right = std::ranges::find(data.joints, "rightEye", &Joint::name)->restPosition;
    QVERIFY(std::abs((left - right).norm() - 63.0F * kMillimetre) < 0.1F * kMillimetre);
    int counted = 0;
    for (const Eigen::Vector3i& t : trianglesOf(data.templateMesh, "eyes")) {
        const Eigen::Vector3f& p = data.templateMesh.vertices[static_cast<std::size_t>(t[0])];
        const Eigen::Vector3f from = p - (p.x() > 0.0F ? left : right);
        const float aside = from.head<2>().norm();
        if (aside > 7.0F * kMillimetre || from.z() < 0.0F)
            continue;
        // A human eye: 12 mm, to the cornea 13.
        QVERIFY(from.norm() > 11.8F * kMillimetre && from.norm() < 13.2F * kMillimetre);
        ++counted;
    }
    QVERIFY(counted > 200);
}

void TestFreeHead::eyesTurnAboutTheirCentres()
{
    const auto& data = m_head->data();
    const auto rest = m_head->vertices({});
    const auto turned = m_head->vertices(at({{"gazeYaw", 25.0}, {"gazePitch", -10.0}}));
    for (const std::string name : {"leftEye", "rightEye"}) {
        const auto joint = std::ranges::find(data.joints, name, &Joint::name);
        const auto column = static_cast<Eigen::Index>(joint - data.joints.begin());
        const Eigen::Vector3f centre = joint->restPosition;
        int whole = 0, still = 0;
        for (const Eigen::Vector3i& t : trianglesOf(data.templateMesh, "eyes")) {
            const auto v = static_cast<std::size_t>(t[0]);
            if ((rest[v].x() > 0.0F) != (centre.x() > 0.0F))
                continue;
            const float share = data.skinWeights(t[0], column);
            const float radius = (rest[v] - centre).norm();
            const float after = (turned[v] - centre).norm();
            const bool isIris = (rest[v] - centre).head<2>().norm() < 6.5F * kMillimetre &&
                                rest[v].z() > centre.z();
            QVERIFY(!isIris || share == 1.0F);
            if (share == 1.0F) {
                QVERIFY(std::abs(after - radius) < 0.01F * kMillimetre); // f32
                QVERIFY((turned[v] - rest[v]).norm() > 3.0F * kMillimetre);
                ++whole;
            } else if (share == 0.0F) {
                QVERIFY((turned[v] - rest[v]).norm() < 0.01F * kMillimetre);
                ++still;
            }
        }
        QVERIFY(whole > 100 && still > 100);
    }
}

void TestFreeHead::eyesStayBehindTheLids()
{
    const auto eyes = trianglesOf(m_head->data().templateMesh, "eyes");
    for (const double yaw : {-34.0, 0.0, 34.0}) {
        for (const double pitch : {-25.0, 0.0, 25.0}) {
            const auto vertices = m_head->vertices(at({{"gazeYaw", yaw}, {"gazePitch", pitch}}));
            const auto marks = m_head->landmarks(vertices);
            for (std::size_t i = 36; i < 48; ++i) {
                const auto eye = frontOf(eyes, vertices, marks[i]);
                QVERIFY(eye); // else one sees past it
                QVERIFY(*eye < marks[i].z());
                // Skin is thick beside the nose, where the caruncle would lie.
                const float room = (i == 39 || i == 42 ? 9.0F : 5.0F) * kMillimetre;
                QVERIFY(*eye > marks[i].z() - room);
            }
        }
    }
}

void TestFreeHead::browsSpanTheEyes()
{
    // Mean places of the 68 landmarks over many faces, in halves of the distance between the outer
    // eye corners.
    const auto marks = landmarks({});
    const float half = marks[45].x();
    const std::array wanted = {0.26F, 0.54F, 0.84F, 1.13F, 1.33F};
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        QVERIFY(std::abs(marks[22 + i].x() / half - wanted[i]) < 0.05F); // people differ by as much
        QVERIFY(std::abs(marks[21 - i].x() / half + wanted[i]) < 0.05F);
    }
}

void TestFreeHead::shapesAreIndependentAndOrdered()
{
    // Directions were found, orthogonal and in order, on a head with other teeth and gums, which are a third of all vertices.
    constexpr float kOrder = 0.03F, kAlike = 0.3F;
    const Eigen::MatrixXf& basis = m_head->data().shapeBasis;
    const Eigen::VectorXf length = basis.colwise().norm();
    for (Eigen::Index i = 0; i < basis.cols(); ++i) {
        QVERIFY(length[i] > 0.0F);
        QVERIFY(i == 0 || length[i] <= length[i - 1] * (1.0F + kOrder));
        for (Eigen::Index j = 0; j < i; ++j)
            QVERIFY(std::abs(basis.col(i).dot(basis.col(j))) < kAlike * length[i] * length[j]);
    }
}

void TestFreeHead::landmarksMirrorEachOther()
{
    const auto marks = landmarks({});
    const std::vector<std::pair<int, int>> pairs = {
        {0, 16},  {3, 13},  {7, 9},   {8, 8},   {17, 26}, {21, 22}, {27, 27}, {30, 30},
        {31, 35}, {33, 33}, {36, 45}, {37, 44}, {38, 43}, {39, 42}, {40, 47}, {41, 46},
        {48, 54}, {51, 51}, {57, 57}, {60, 64}, {61, 63}, {67, 65}};
    for (const auto& [right, left] : pairs) {
        const Eigen::Vector3f a = marks[static_cast<std::size_t>(right)];
        const Eigen::Vector3f b = marks[static_cast<std::size_t>(left)];
        QVERIFY((mirrored(a) - b).norm() < 0.3F * kMillimetre); // a diagonal may bend the other way
        QVERIFY(right == left || a.x() < b.x()); // low numbers on the subject's right
    }
    QVERIFY(marks[30].z() > marks[8].z() && marks[8].y() < marks[57].y() &&
            marks[57].y() < marks[33].y());
}

void TestFreeHead::masksLieWhereTheirNamesSay()
{
    const auto& data = m_head->data();
    const auto centre = [&data](const std::string& name) {
        Eigen::Vector3f sum = Eigen::Vector3f::Zero();
        float weight = 0.0F;
        for (std::size_t v = 0; v < data.templateMesh.vertices.size(); ++v) {
            sum += data.masks.at(name)[v] * data.templateMesh.vertices[v];
            weight += data.masks.at(name)[v];
        }
        return Eigen::Vector3f(sum / weight);
    };
    QVERIFY(centre("scalp").y() > centre("eyes").y());
    QVERIFY(centre("eyes").y() > centre("lips").y());
    QVERIFY(centre("lips").y() > centre("neck").y());
    QVERIFY(centre("face").z() > centre("ears").z());
    QVERIFY(centre("innerMouth").z() < centre("lips").z());
}

QTEST_APPLESS_MAIN(TestFreeHead)
#include "tst_free_head.moc"
