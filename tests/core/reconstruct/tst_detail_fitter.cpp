// SPDX-License-Identifier: GPL-3.0-or-later
// A head with known folds, lit from the side and drawn as a photo: what of them the fit of detail
// finds again.
#include "head/head_library.h"
#include "mesh/mesh_renderer.h"
#include "reconstruct/detail_fitter.h"
#include "reconstruct/texel_map.h"

#include <QtTest/QtTest>

#include <cmath>
#include <numeric>
#include <vector>

using namespace effigy;
using namespace effigy::reconstruct;

namespace {

constexpr int kAtlas = 512, kPhoto = 640;
constexpr float kDepth = 0.0005F, kWidth = 0.0016F; // metres: of a fold, and its deviation
constexpr float kWave = 0.009F;                     // metres from stripe to stripe
const Eigen::Vector3f kSkin(0.45F, 0.28F, 0.2F);

mesh::ShLight sideLight()
{
    mesh::ShLight light = mesh::ShLight::Zero();
    light.row(0).setConstant(0.9F / 0.2820948F);
    light.row(1).setConstant(0.25F);
    light.row(2).setConstant(0.25F);
    return light;
}

struct Sitting {
    Sitting()
        : model(head::loadFreeHead()),
          layout(mapTexels(model->data().templateMesh, model->data().mirrorVertex, kAtlas))
    {
        mesh = model->mesh({});
        mesh::OrbitView view;
        view.target = Eigen::Vector3d::Zero();
        cut.camera = mesh::orbitCamera(view);
        cut.unseen = base::FloatImage(kPhoto, kPhoto, 1);
        surface = head::viewSurface(mesh.vertices, head::withoutLashes(mesh), cut.camera, kPhoto);
        matte = base::FloatImage(kPhoto, kPhoto, 1);
        for (std::size_t i = 0; i < matte.values.size(); ++i)
            matte.values[i] = surface.triangle[i] >= 0 ? 1.0F : 0.0F;
        places = atTexels(layout, mesh, mesh.vertices, Eigen::Vector3f(Eigen::Vector3f::Zero()));
    }

    /// Two folds across the forehead, and one through each cheek.
    [[nodiscard]] base::FloatImage folds() const
    {
        base::FloatImage heights(kAtlas, kAtlas, 1);
        for (std::size_t i = 0; i < places.size(); ++i)
            for (const float row : {-0.02F, 0.055F, 0.07F}) {
                const float off = (places[i].y() - row) / kWidth;
                heights.values[i] -= kDepth * std::exp(-0.5F * off * off);
            }
        return heights;
    }

    /// Photographs the head with those heights and that texture, or one colour.
    void photograph(const base::FloatImage& heights, const base::Image* texture = nullptr)
    {
        mesh::MeshRenderOptions options;
        options.light = mesh::Light::Harmonic;
        options.harmonics = sideLight();
        options.heights = &heights;
        options.texture = texture;
        for (int c = 0; c < 3; ++c)
            options.colour[c] = static_cast<float>(
                std::pow(kSkin[c], 1.0 / 2.2)); // any skin does: only its pattern counts
        const auto render = mesh::renderMesh(mesh, cut.camera, kPhoto, kPhoto, options);
        cut.image = base::Image(kPhoto, kPhoto, 3, 90);
        for (int y = 0; y < kPhoto; ++y)
            for (int x = 0; x < kPhoto; ++x)
                if (render.colour.at(x, y)[3] == 255)
                    std::copy_n(render.colour.at(x, y), 3, cut.image.at(x, y));
    }

    [[nodiscard]] base::FloatImage found(double pixelMetres = 0.0) const
    {
        return fitDetail({model->data(), mesh, cut, surface, matte, hair}, {sideLight(), kSkin},
                         pixelMetres, kAtlas);
    }

    std::shared_ptr<const head::HeadModel> model;
    TexelMap layout;
    mesh::Mesh mesh;
    PhotoCut cut;
    head::SurfaceView surface;
    base::FloatImage matte;
    base::FloatImage hair = base::FloatImage(kPhoto, kPhoto, 1);
    std::vector<Eigen::Vector3f> places; // [kAtlas * kAtlas] metres
};

double rootMeanSquare(const base::FloatImage& heights)
{
    double sum = 0.0;
    int count = 0;
    for (const float h : heights.values)
        if (h != 0.0F) {
            sum += static_cast<double>(h) * h;
            ++count;
        }
    return count > 0 ? std::sqrt(sum / count) : 0.0;
}

} // namespace

class TestDetailFitter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void foldsAreFoundWhereTheyAre();
    void aSmoothHeadHasNone();
    void pigmentIsNoFold();
    void whatThePhotoDoesNotShowIsLeftAlone();
    void aCoarsePhotoTellsLess();

private:
    Sitting m_sitting;
};

void TestDetailFitter::foldsAreFoundWhereTheyAre()
{
    const base::FloatImage truth = m_sitting.folds();
    m_sitting.photograph(truth);
    const base::FloatImage found = m_sitting.found();
    std::vector<double> wanted, got;
    for (std::size_t i = 0; i < found.values.size(); ++i) {
        const Eigen::Vector3f& p = m_sitting.places[i]; // the forehead: near features detail fades
        if (found.values[i] != 0.0F && p.y() > 0.045F && p.y() < 0.08F &&
            std::abs(p.x()) < 0.035F) {
            wanted.push_back(truth.values[i]);
            got.push_back(found.values[i]);
        }
    }
    const auto mean = [](const std::vector<double>& v) {
        return std::accumulate(v.begin(), v.end(), 0.0) / static_cast<double>(v.size());
    };
    const double middleWanted = mean(wanted), middleGot = mean(got);
    double both = 0.0, ofWanted = 0.0, ofGot = 0.0;
    for (std::size_t i = 0; i < got.size(); ++i) {
        const double a = wanted[i] - middleWanted, b = got[i] - middleGot;
        both += a * b;
        ofWanted += a * a;
        ofGot += b * b;
    }
    const double likeness = both / std::sqrt(ofWanted * ofGot), size = std::sqrt(ofGot / ofWanted);
    // The drawing knows no occlusion: its hollows are not dark, as half of what is looked for is.
    QVERIFY2(likeness > 0.6, qPrintable(QStringLiteral("likeness %1, size %2, %3 texels")
                                            .arg(likeness)
                                            .arg(size)
                                            .arg(got.size())));
    QVERIFY2(size > 0.25 && size < 1.5, qPrintable(QString::number(size)));
}

void TestDetailFitter::aSmoothHeadHasNone()
{
    m_sitting.photograph(base::FloatImage(kAtlas, kAtlas, 1));
    // What the second order of the light leaves after smoothing, and 8 bits, are a tenth of a fold.
    QVERIFY(rootMeanSquare(m_sitting.found()) < 0.1 * kDepth);
}

void TestDetailFitter::pigmentIsNoFold()
{
    // Stripes of melanin as dark, in red, as folds are: the other channels darken more.
    base::Image texture(kAtlas, kAtlas, 3);
    base::Image grey = texture;
    for (std::size_t i = 0; i < m_sitting.places.size(); ++i) {
        const double wave = 0.5 + 0.5 * std::sin(2.0 * M_PI * m_sitting.places[i].y() / kWave);
        const double melanin[3] = {0.4, 0.6, 1.0};
        for (int c = 0; c < 3; ++c) {
            texture.pixels[3 * i + static_cast<std::size_t>(c)] = static_cast<std::uint8_t>(
                255 * std::pow(kSkin[c] * std::exp(-0.4 * wave * melanin[c]), 1.0 / 2.2));
            grey.pixels[3 * i + static_cast<std::size_t>(c)] = static_cast<std::uint8_t>(
                255 * std::pow(kSkin[c] * std::exp(-0.4 * wave * 0.67), 1.0 / 2.2));
        }
    }
    const base::FloatImage level(kAtlas, kAtlas, 1);
    m_sitting.photograph(level, &texture);
    const double ofPigment = rootMeanSquare(m_sitting.found());
    m_sitting.photograph(level, &grey);
    const double ofShade = rootMeanSquare(m_sitting.found());
    QVERIFY2(ofPigment < 0.35 * ofShade,
             qPrintable(QStringLiteral("%1 %2").arg(ofPigment).arg(ofShade)));
}

void TestDetailFitter::whatThePhotoDoesNotShowIsLeftAlone()
{
    m_sitting.photograph(m_sitting.folds());
    const base::FloatImage found = m_sitting.found();
    const auto lips =
        atTexels(m_sitting.layout, m_sitting.mesh, m_sitting.model->data().masks.at("lips"), 0.0F);
    for (std::size_t i = 0; i < found.values.size(); ++i) {
        QVERIFY(std::abs(found.values[i]) <= 0.0015F);
        if (m_sitting.layout.triangle[i] < 0 || m_sitting.places[i].z() < -0.05F || lips[i] > 0.9F)
            QVERIFY2(std::abs(found.values[i]) < 3e-5F,
                     qPrintable(QString::number(found.values[i])));
    }
}

void TestDetailFitter::aCoarsePhotoTellsLess()
{
    m_sitting.photograph(m_sitting.folds());
    const double fine = rootMeanSquare(m_sitting.found()),
                 coarse = rootMeanSquare(m_sitting.found(0.006)); // metres
    QVERIFY2(coarse < 0.7 * fine, qPrintable(QStringLiteral("%1 of %2").arg(coarse).arg(fine)));
}

QTEST_APPLESS_MAIN(TestDetailFitter)
#include "tst_detail_fitter.moc"
