// SPDX-License-Identifier: GPL-3.0-or-later
#include "synth/scene.h"

#include "base/error.h"
#include "synth/sample_raster.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <string>

namespace effigy::synth {
namespace {

using Point = Eigen::Vector3f;
constexpr float kLongest = 0.05F; // metres of a strand between two points: light changes along it

float squared(float x)
{
    return x * x;
}

Material materialOf(const std::string& part)
{
    if (part == "eyes")
        return Material::Eye;
    if (part == "teeth")
        return Material::Teeth;
    if (part == "gums")
        return Material::Gums;
    if (part == "tongue")
        return Material::Tongue;
    if (part == "lashes")
        return Material::Lash;
    return Material::Skin;
}

/// How the skull moves when the neck turns.
Eigen::Isometry3f skullMotion(const head::HeadModel& head, const std::vector<Point>& neutral, const Point& axisAngle)
{
    const auto& data = head.data();
    Eigen::Isometry3f motion = Eigen::Isometry3f::Identity();
    for (std::size_t j = 0; j < data.joints.size(); ++j) {
        if (data.joints[j].name != "neck")
            continue;
        Point joint = Point::Zero();
        for (std::size_t v = 0; v < neutral.size(); ++v)
            joint += data.jointRegressor(static_cast<Eigen::Index>(j), static_cast<Eigen::Index>(v)) * neutral[v];
        const float angle = axisAngle.norm();
        if (angle > 0.0F)
            motion = Eigen::Translation3f(joint) * Eigen::AngleAxisf(angle, axisAngle / angle) * Eigen::Translation3f(-joint);
    }
    return motion;
}

class Assembler {
public:
    Assembler(const HeadStock& stock, const DressedHead& dressed, const Point& eye, float thinnest)
        : m_stock(stock), m_dressed(dressed), m_eye(eye), m_thinnest(thinnest)
    {
    }

    Scene assemble(const head::HeadCoefficients& coefficients)
    {
        addHead(coefficients);
        addBust();
        m_scene.firstBand = static_cast<int>(m_scene.materials.size());
        m_scene.firstHairVertex = static_cast<int>(m_scene.vertices.size());
        addStrands(m_dressed.hair, m_scene.posedFromNeutral, Material::Hair);
        const std::vector<Point> skin(m_scene.vertices.begin(), m_scene.vertices.begin() + m_scene.headVertices);
        const std::vector<Point> normals(m_scene.normals.begin(), m_scene.normals.begin() + m_scene.headVertices);
        addStrands(growBeard(m_stock, m_dressed.who.beard, skin, normals), Eigen::Isometry3f::Identity(), Material::Beard);
        m_scene.endBand = static_cast<int>(m_scene.materials.size());
        m_scene.endHairVertex = static_cast<int>(m_scene.vertices.size());
        addSurface(m_dressed.garment, Material::Garment);
        const Glasses glasses = fitGlasses(*m_stock.head, m_dressed.who.glasses, skin);
        addSurface(glasses.frame, Material::Frame);
        m_scene.firstLens = static_cast<int>(m_scene.materials.size());
        addSurface(glasses.lenses, Material::Lens);
        return std::move(m_scene);
    }

private:
    void addHead(const head::HeadCoefficients& coefficients)
    {
        const auto& mesh = m_stock.head->data().templateMesh;
        m_scene.posedFromNeutral = skullMotion(*m_stock.head, m_dressed.neutral, coefficients.neck);
        m_scene.vertices = m_stock.head->vertices(coefficients);
        m_scene.normals = mesh::vertexNormals(m_scene.vertices, mesh.triangles);
        m_scene.rest = mesh.vertices;
        m_scene.openness = m_stock.openness;
        m_scene.headVertices = static_cast<int>(mesh.vertices.size());
        m_scene.headTriangles = static_cast<int>(mesh.triangles.size());
        m_scene.colours.assign(mesh.vertices.size(), Colour::Zero());
        const std::size_t vertices = mesh.vertices.size() + m_dressed.bust.size() + 2 * m_dressed.hair.points.size() + m_dressed.garment.vertices.size();
        for (auto* places : {&m_scene.vertices, &m_scene.normals, &m_scene.rest, &m_scene.colours})
            places->reserve(vertices);
        m_scene.openness.reserve(vertices);
        m_scene.triangles.reserve(3 * mesh.triangles.size() + 6 * m_dressed.hair.points.size());
        for (const auto& t : mesh.triangles)
            m_scene.triangles.insert(m_scene.triangles.end(), t.begin(), t.end());
        for (const auto& part : mesh.parts) {
            m_scene.materials.insert(m_scene.materials.end(), static_cast<std::size_t>(part.triangleCount), materialOf(part.material));
            if (part.material == "lashes")
                m_scene.firstLash = part.firstTriangle;
        }
    }

    void addBust()
    {
        const auto& bust = m_stock.body.bust;
        const auto first = static_cast<std::int32_t>(m_scene.vertices.size());
        const Colour colour = neckColour(m_dressed.who.skin);
        m_scene.vertices.insert(m_scene.vertices.end(), m_dressed.bust.begin(), m_dressed.bust.end());
        m_scene.normals.insert(m_scene.normals.end(), m_dressed.bustNormals.begin(), m_dressed.bustNormals.end());
        m_scene.rest.insert(m_scene.rest.end(), bust.vertices.begin(), bust.vertices.end());
        m_scene.openness.insert(m_scene.openness.end(), m_stock.bustOpenness.begin(), m_stock.bustOpenness.end());
        m_scene.colours.insert(m_scene.colours.end(), bust.vertices.size(), colour);
        for (const auto& t : bust.triangles) {
            for (const int v : t)
                m_scene.triangles.push_back(first + v);
            m_scene.materials.push_back(Material::Bust);
        }
        // Neck and bust meet without a crease.
        for (const auto& pair : m_stock.body.rim) {
            auto& a = m_scene.normals[static_cast<std::size_t>(first + pair[0])];
            auto& b = m_scene.normals[static_cast<std::size_t>(pair[1])];
            a = b = (a + b).normalized();
            m_scene.vertices[static_cast<std::size_t>(first + pair[0])] = m_scene.vertices[static_cast<std::size_t>(pair[1])];
        }
    }

    /// The points of a strand without which it would look bent otherwise: those that lie off the line between their neighbours.
    void choosePoints(const Strands& strands, const Strands::Strand& strand)
    {
        const float tolerance = squared(0.4F * m_thinnest);
        m_chosen.assign(1, strand.first);
        for (int k = 1; k + 1 < strand.count; ++k) {
            const auto i = static_cast<std::size_t>(strand.first + k);
            const auto& last = strands.points[static_cast<std::size_t>(m_chosen.back())];
            const Point chord = strands.points[i + 1].at - last.at, d = strands.points[i].at - last.at;
            const float along = chord.squaredNorm();
            const bool isStraight = (d - chord * (d.dot(chord) / std::max(1e-12F, along))).squaredNorm() < tolerance;
            if (!isStraight || along > squared(kLongest) || std::abs(strands.points[i + 1].height - last.height) > 0.3F)
                m_chosen.push_back(strand.first + k);
        }
        m_chosen.push_back(strand.first + strand.count - 1);
    }

    void addStrands(const Strands& strands, const Eigen::Isometry3f& motion, Material material)
    {
        for (const auto& strand : strands.strands) {
            choosePoints(strands, strand);
            const auto first = static_cast<std::int32_t>(m_scene.vertices.size());
            const auto count = static_cast<int>(m_chosen.size());
            const auto place = [&](int k) { return strands.points[static_cast<std::size_t>(m_chosen[static_cast<std::size_t>(std::clamp(k, 0, count - 1))])].at; };
            for (int k = 0; k < count; ++k) {
                const int chosen = m_chosen[static_cast<std::size_t>(k)];
                const auto& point = strands.points[static_cast<std::size_t>(chosen)];
                const Point at = motion * point.at;
                Point tangent = motion.linear() * (place(k + 1) - place(k - 1));
                tangent /= std::max(1e-9F, tangent.norm());
                Point across = tangent.cross(at - m_eye);
                across /= std::max(1e-9F, across.norm());
                const float half = 0.5F * std::max(point.width, m_thinnest * (k + 1 == count ? 0.5F : 1.0F));
                const float t = static_cast<float>(chosen - strand.first) / static_cast<float>(strand.count - 1);
                const Colour colour = strand.root + t * (strand.tip - strand.root);
                for (const float side : {-half, half}) {
                    m_scene.vertices.push_back(at + side * across);
                    m_scene.normals.push_back(tangent);
                    m_scene.rest.push_back(at);
                    m_scene.openness.push_back(point.height);
                    m_scene.colours.push_back(colour);
                }
                if (k == 0)
                    continue;
                const std::int32_t v = first + 2 * (k - 1);
                m_scene.triangles.insert(m_scene.triangles.end(), {v, v + 1, v + 3, v, v + 3, v + 2});
                m_scene.materials.insert(m_scene.materials.end(), 2, material);
            }
        }
    }

    void addSurface(const WornSurface& surface, Material material)
    {
        const auto first = static_cast<std::int32_t>(m_scene.vertices.size());
        m_scene.vertices.insert(m_scene.vertices.end(), surface.vertices.begin(), surface.vertices.end());
        m_scene.normals.insert(m_scene.normals.end(), surface.normals.begin(), surface.normals.end());
        m_scene.rest.insert(m_scene.rest.end(), surface.rest.begin(), surface.rest.end());
        m_scene.colours.insert(m_scene.colours.end(), surface.colours.begin(), surface.colours.end());
        m_scene.openness.insert(m_scene.openness.end(), surface.vertices.size(), 1.0F);
        for (const auto& t : surface.triangles) {
            for (const int v : t)
                m_scene.triangles.push_back(first + v);
            m_scene.materials.push_back(material);
        }
    }

    const HeadStock& m_stock;
    const DressedHead& m_dressed;
    Point m_eye;
    float m_thinnest;
    std::vector<int> m_chosen; // points of the strand at hand
    Scene m_scene;
};

} // namespace

DressedHead dress(const HeadStock& stock, const SyntheticHead& who)
{
    DressedHead dressed;
    dressed.who = who;
    head::HeadCoefficients neutral;
    neutral.shape = who.shape;
    dressed.neutral = stock.head->vertices(neutral);
    dressed.skin = paintSkin(stock.skin, who);
    dressed.bust = stock.body.vertices(who.shape);
    dressed.bustNormals = mesh::vertexNormals(dressed.bust, stock.body.bust.triangles);
    dressed.hair = growHair(stock, who.hair, dressed.neutral, dressed.bust);
    dressed.garment = tailor(stock, who.garment, dressed.bust, dressed.bustNormals);
    return dressed;
}

Scene assemble(const HeadStock& stock, const DressedHead& dressed, const head::HeadCoefficients& coefficients, const Eigen::Vector3f& eye, float thinnest)
{
    return Assembler(stock, dressed, eye, thinnest).assemble(coefficients);
}

void draw(const Scene& scene, const std::vector<float>& points, int first, int end, SampleRaster& raster, int every)
{
    const auto triangles = [&](int from, int to) {
        from = std::clamp(from, first, end);
        to = std::clamp(to, first, end);
        return std::span(scene.triangles).subspan(3 * static_cast<std::size_t>(from), 3 * static_cast<std::size_t>(to - from));
    };
    raster.draw(points, triangles(first, scene.firstBand), first);
    raster.drawBands(points, triangles(scene.firstBand, scene.endBand), std::clamp(scene.firstBand, first, end), every);
    raster.draw(points, triangles(scene.endBand, end), std::clamp(scene.endBand, first, end));
}

} // namespace effigy::synth
