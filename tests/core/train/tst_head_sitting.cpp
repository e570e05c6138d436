// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/prior_fixture.h"
#include "generator/plane_form.h"
#include "train/generator_losses.h"
#include "train/head_sitting.h"
#include "train/part_texels.h"
#include "train/picture_loss.h"
#include "train/sitting_pool.h"

#include <QtTest/QtTest>

#include <ATen/ATen.h>

using namespace effigy;
using namespace effigy::train;
using torch::Tensor;

namespace {

double middle(const Tensor& values)
{
    return values.numel() > 0 ? values.to(torch::kFloat64).median().item<double>() : 1e9;
}

/// A picture of a shot by a generator whose identity stage is `identity`, [1, 4, S, S] 0..1.
Tensor pictureBy(const generator::Generator& generator, const generator::IdentityStage& identity, const HeadSitting& sitting, std::int64_t which)
{
    const torch::NoGradGuard noGrad;
    const Tensor ws = at::zeros({1, generator.config.wsRows(), generator.config.wDim});
    const KnownShots shot = joined(std::vector<ChosenShot>{{&sitting, which}});
    const Tensor planes = generator::deformStage(generator, identity, shot.raster, ws).planes;
    generator::Frame frame;
    frame.camera = generator::cameraStage(generator, planes, shot.labels);
    frame.image = generator::finishStage(generator, frame.camera, ws);
    return pictureOf(frame);
}

} // namespace

class TestHeadSitting : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void isTheSameEveryTime();
    void planesLieWhereTheMeshIs();
    void insidesOfMouthsHaveColours();
    void hairStandsBeforeTheMesh();
    void writtenPeopleLookLikeTheirPictures();
    void windowsSeeAPartOfThePicture();
    void latentsSpreadLikeNormalNumbers();
    void likePeopleHaveLatentsThatAreNear();
    void batchesDoNotDependOnWhoDrawsThem();
    void loseNothingWhenTheyAreKnown();

private:
    SittingOptions m_options{.shots = 3};
    generator::Generator m_generator;
    std::optional<PersonCode> m_code;
    std::vector<HeadSitting> m_sittings;
};

void TestHeadSitting::initTestCase()
{
    const auto& stock = test::tinyStock();
    m_generator = codedGenerator(*stock.head, test::tinyPriorConfig(), 1);
    m_code.emplace(stock.body, m_generator.config.zDim);
    for (std::uint64_t person = 0; person < 6; ++person)
        m_sittings.push_back(sitFor(stock, m_generator, *m_code, m_options, person));
}

void TestHeadSitting::isTheSameEveryTime()
{
    const HeadSitting again = sitFor(test::tinyStock(), m_generator, *m_code, m_options, 1);
    QVERIFY(again.shots.pictures.equal(m_sittings[1].shots.pictures));
    QVERIFY(again.who.planes.equal(m_sittings[1].who.planes));
    QVERIFY(again.who.latent.equal(m_sittings[1].who.latent));
    QVERIFY(!again.shots.pictures.equal(m_sittings[2].shots.pictures));
}

// Where the still person shows the head's own surface, the four views must see it as the rasterised mesh at rest is seen, to
// half a texel's slope (a texel is 6 mm wide here) on the median.
void TestHeadSitting::planesLieWhereTheMeshIs()
{
    const auto& stock = test::tinyStock();
    for (std::size_t person = 0; person < 3; ++person) {
        head::HeadCoefficients rest;
        rest.shape = personOf(stock.body, m_options, person).shape;
        const auto raster = generator::rasterStage(m_generator, generator::headPose(*stock.head, rest));
        const Tensor planes = m_sittings[person].who.planes.to(torch::kFloat32);
        constexpr std::array<std::size_t, 4> kViews = {0, 3, 1, 2}; // of the planes front, top, left, right
        constexpr std::array<int, 4> kSurface = {0, 2, 1, 1};
        for (std::int64_t plane = 0; plane < 4; ++plane) {
            const auto k = static_cast<std::size_t>(plane);
            const Tensor own = generator::worldForm(planes[0][plane].slice(0, kForm + kSurface[k], kForm + kSurface[k] + 1));
            const Tensor mesh = generator::worldForm(raster.forms[kViews[k]][0].slice(0, kSurface[k], kSurface[k] + 1));
            const Tensor both = own.gt(-0.9).logical_and(mesh.gt(-0.9)).logical_and(planes[0][plane].slice(0, kStaticCover, kStaticCover + 1).lt(0.5));
            QVERIFY2(both.sum().item<std::int64_t>() > 20, qPrintable(QString("plane %1: %2 texels").arg(plane).arg(both.sum().item<std::int64_t>())));
            const double off = middle((own - mesh).abs().masked_select(both)) * 400.0; // millimetres
            QVERIFY2(off < 1.5, qPrintable(QString("person %1, plane %2: %3 mm").arg(person).arg(plane).arg(off)));
        }
    }
}

// What no picture shows of teeth and gums is not black, as the skin's atlas is there: dark dots stood in the corners of closed mouths.
void TestHeadSitting::insidesOfMouthsHaveColours()
{
    const auto& stock = test::tinyStock();
    for (const auto& [material, least] : {std::pair("teeth", 0.25F), {"gums", 0.12F}}) {
        for (const HeadSitting& sitting : m_sittings) {
            const Tensor lit = litTextureOf(sitting.who.texture.to(torch::kFloat32));
            const Tensor inside = partTexels(*stock.head, m_generator.layout, {material}, static_cast<int>(lit.size(2))).gt(0.5);
            const Tensor red = lit.slice(1, 0, 1).masked_select(inside);
            QVERIFY(red.numel() > 30);
            const double dark = red.lt(least).to(torch::kFloat32).mean().item<double>();
            QVERIFY2(dark < 0.1, qPrintable(QStringLiteral("%1: %2").arg(QLatin1String(material)).arg(dark)));
        }
    }
}

void TestHeadSitting::hairStandsBeforeTheMesh()
{
    int haired = 0;
    for (std::size_t person = 0; person < m_sittings.size(); ++person) {
        const auto cut = personOf(test::tinyStock().body, m_options, person).hair.cut;
        if (cut == synth::HairCut::Bald || cut == synth::HairCut::Shaved)
            continue;
        ++haired;
        const Tensor top = m_sittings[person].who.planes[0][1][kStaticCover].to(torch::kFloat32);
        QVERIFY(top.sum().item<double>() > 50.0); // texels of 6 mm: a skull seen from above has some 700
    }
    QVERIFY(haired > 0);
}

// The known texture and planes, without any training: what is missing is gloss, shade and hair's transparency.
void TestHeadSitting::writtenPeopleLookLikeTheirPictures()
{
    double sum = 0.0, swapped = 0.0;
    int count = 0;
    for (std::size_t person = 0; person < 3; ++person)
        for (std::int64_t shot = 0; shot < m_options.shots; ++shot) {
            const HeadSitting& sitting = m_sittings[person];
            const Tensor picture = pictureBy(m_generator, writtenIdentity(sitting.who, m_generator.config), sitting, shot);
            const Tensor other = pictureBy(m_generator, writtenIdentity(m_sittings[person + 3].who, m_generator.config), sitting, shot);
            const Tensor wanted = sitting.shots.pictures.slice(0, shot, shot + 1).to(torch::kFloat32) / 255.0;
            const Tensor weight = sitting.shots.weight.slice(0, shot, shot + 1).to(torch::kFloat32) / 255.0;
            const Tensor mask = wanted.slice(1, 3, 4) * weight;
            sum += peakSignalToNoise(picture.slice(1, 0, 3), wanted.slice(1, 0, 3), mask, 1.0);
            swapped += peakSignalToNoise(other.slice(1, 0, 3), wanted.slice(1, 0, 3), mask, 1.0);
            ++count;
        }
    QVERIFY2(sum / count > 18.0, qPrintable(QString("%1 dB").arg(sum / count)));
    QVERIFY2(sum / count > swapped / count + 3.0, qPrintable(QString("%1 dB, as somebody else %2 dB").arg(sum / count).arg(swapped / count)));
}

void TestHeadSitting::windowsSeeAPartOfThePicture()
{
    const HeadSitting& sitting = m_sittings[0];
    const auto identity = writtenIdentity(sitting.who, m_generator.config);
    const torch::NoGradGuard noGrad;
    const Tensor ws = at::zeros({1, m_generator.config.wsRows(), m_generator.config.wDim});
    const KnownShots shot = joined(std::vector<ChosenShot>{{&sitting, 0}});
    const Tensor planes = generator::deformStage(m_generator, identity, shot.raster, ws).planes;
    const std::vector<Window> windows = {{.left = 0.25, .top = 0.125, .share = 0.5}};
    const auto even = [](int rays) { return at::full({1, rays * rays, 48}, 0.5); };
    const auto seen = [&](const Tensor& labels, int rays) {
        return generator::cameraStage(m_generator, planes, labels,
                                      {.resolution = rays, .draw = generator::RayOptions::Draw::Given, .jitter = even(rays), .colourSamples = 3})
            .features;
    };
    const Tensor part = seen(windowLabels(shot.labels, windows), 16), whole = windowPictures(seen(shot.labels, 32), windows);
    QVERIFY(at::allclose(part, whole, 1e-3, 2e-2)); // rays agree to rounding, which a steep density makes more of at few places
}

void TestHeadSitting::latentsSpreadLikeNormalNumbers()
{
    std::vector<Tensor> latents;
    for (std::uint64_t person = 100; person < 400; ++person) {
        const auto who = personOf(test::tinyStock().body, m_options, person);
        latents.push_back(m_code->latent(who, lightOfPerson(who.seed)));
    }
    const Tensor all = at::cat(latents, 0);
    QVERIFY(std::abs(all.std(0).mean().item<double>() - 1.0) < 0.15); // rare traits are scaled by more than their deviation
    QVERIFY(all.mean(0).abs().max().item<double>() < 0.35);           // 300 people: five deviations of a mean
}

void TestHeadSitting::likePeopleHaveLatentsThatAreNear()
{
    auto who = personOf(test::tinyStock().body, m_options, 1);
    const auto light = lightOfPerson(who.seed);
    const Tensor own = m_code->latent(who, light);
    who.hair.seed += 1;
    QVERIFY(m_code->latent(who, light).equal(own)); // strands lie elsewhere, the style is the same
    who.skin.tone += 0.02F;
    const double near = (m_code->latent(who, light) - own).norm().item<double>();
    const auto other = personOf(test::tinyStock().body, m_options, 2);
    const double far = (m_code->latent(other, lightOfPerson(other.seed)) - own).norm().item<double>();
    QVERIFY(near > 0.0);
    QVERIFY(near < 0.1 * far);
}

void TestHeadSitting::batchesDoNotDependOnWhoDrawsThem()
{
    PoolOptions options;
    options.sittings = m_options;
    options.slots = 2;
    options.shotsOfPerson = 2;
    options.window = 16;
    options.pool = 4;
    options.firstRounds = 1;
    options.freshEvery = 2;
    const auto batchOf = [&](const Share& share, int threads, std::int64_t step, std::int64_t rounds) {
        PoolOptions own = options;
        own.threads = threads;
        SittingPool pool(test::tinyStock(), m_generator, *m_code, own, share, torch::kCPU, rounds);
        pool.advance(step);
        return pool.draw(step);
    };
    const SittingBatch alone = batchOf({}, 2, 5, 0), again = batchOf({}, 1, 5, 2), second = batchOf({.rank = 1, .count = 2}, 1, 5, 0);
    QVERIFY(alone.shots.pictures.equal(again.shots.pictures)); // also when the run went on from the second round
    QVERIFY(alone.jitter.equal(again.jitter));
    QVERIFY(alone.who.latent.slice(0, 1, 2).equal(second.who.latent));
    QVERIFY(alone.shots.pictures.slice(0, 2, 4).equal(second.shots.pictures));
    QVERIFY(alone.jitter.slice(0, 2, 4).equal(second.jitter));
    QCOMPARE(alone.windows[2].left, second.windows[0].left);
}

void TestHeadSitting::loseNothingWhenTheyAreKnown()
{
    const KnownIdentity& known = m_sittings[0].who;
    const auto written = writtenIdentity(known, m_generator.config);
    QCOMPARE(identityLoss(written, known).total().item<double>(), 0.0);
    const auto other = writtenIdentity(m_sittings[1].who, m_generator.config);
    const IdentityLoss loss = identityLoss(other, known);
    for (const Tensor& part : {loss.texture, loss.colour, loss.form, loss.cover})
        QVERIFY(part.item<double>() > 1e-3);
}

QTEST_GUILESS_MAIN(TestHeadSitting)
#include "tst_head_sitting.moc"
