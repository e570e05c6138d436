// SPDX-License-Identifier: GPL-3.0-or-later
//
// Training of DECA's networks on synthetic heads: a few steps of each stage, with networks that are narrow throughout.
#include "base/error.h"
#include "base/memory.h"
#include "deca/encoder.h"
#include "deca/parameter_list.h"
#include "deca/weights_file.h"
#include "head/default_albedo.h"
#include "head/flame_form.h"
#include "train/albedo_space.h"
#include "train/deca_trainer.h"
#include "train/identity_loss.h"
#include "train/initial_parameters.h"
#include "train/mrf_loss.h"
#include "train/synthetic_faces.h"

#include <QtTest/QtTest>

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <mutex>
#include <utility>

using namespace effigy;
using namespace effigy::train;
namespace fs = std::filesystem;

namespace {

/// Stops a run before a step of a stage.
class StoppingProgress : public base::Progress {
public:
    StoppingProgress(std::string stage, int step) : m_stage(std::move(stage)), m_step(step) {}
    void report(const base::ProgressReport& report) override
    {
        if (report.stage == m_stage && report.done == m_step)
            cancel.cancel();
    }
    void preview(const base::Image&) override {}

    base::CancelToken cancel;

private:
    std::string m_stage;
    int m_step;
};

/// The same faces at every step, so that a few steps show, made once.
class SameFaces : public FaceSource {
public:
    explicit SameFaces(const FaceSource& faces) : m_faces(faces) {}
    [[nodiscard]] FaceBatch batch(int people, int views, std::uint64_t) const override
    {
        const std::scoped_lock lock(m_mutex);
        FaceBatch& kept = m_kept[{people, views}];
        if (!kept.images.defined())
            kept = m_faces.batch(people, views, 1);
        return kept;
    }

private:
    const FaceSource& m_faces;
    mutable std::mutex m_mutex;
    mutable std::map<std::pair<int, int>, FaceBatch> m_kept;
};

/// Remembers how many persons each batch was asked for with.
class CountedFaces : public FaceSource {
public:
    explicit CountedFaces(const FaceSource& faces) : m_faces(faces) {}
    [[nodiscard]] FaceBatch batch(int people, int views, std::uint64_t number) const override
    {
        {
            const std::scoped_lock lock(m_mutex);
            m_people.push_back(people);
        }
        return m_faces.batch(people, views, number);
    }
    [[nodiscard]] auto batchesOf(int people) const { return std::ranges::count(m_people, people); }

private:
    const FaceSource& m_faces;
    mutable std::mutex m_mutex;
    mutable std::vector<int> m_people;
};

constexpr std::int64_t kNarrowing = 8; // of all networks here

} // namespace

class TestDecaTrainer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void facesAreCropsWithLandmarksOnThem();
    void beginsAtOnePersonInTheMiddle();
    void reducesLosses();
    void judgesHeldOutFaces();
    void endsStagesByTheClock();
    void resumesExactly_data();
    void resumesExactly();
    void refusesForeignCheckpoints();
    void writesWeightsThatReadBack();

private:
    [[nodiscard]] fs::path path(const char* name) const { return fs::path(m_folder.path().toStdString()) / name; }
    [[nodiscard]] DecaTrainingSetup setup() const { return setup(*m_faces); }
    [[nodiscard]] DecaTrainingSetup setup(const FaceSource& faces) const
    {
        return {.flame = *m_flame, .texture = *m_texture, .renderer = *m_renderer, .identity = m_identity, .perceptual = m_perceptual,
                .faces = faces};
    }
    static DecaTrainingOptions brief();

    QTemporaryDir m_folder;
    std::shared_ptr<const head::HeadModel> m_head;
    std::unique_ptr<head::FlameModel> m_flame;
    std::unique_ptr<head::FlameTexture> m_texture;
    std::unique_ptr<deca::Renderer> m_renderer;
    std::unique_ptr<SyntheticFaces> m_faces;
    AlbedoSpace m_albedo;
    tensorio::StateDict m_identity, m_perceptual, m_start;
};

void TestDecaTrainer::initTestCase()
{
    base::keepFreedMemory(); // as the verb does
    m_head = head::loadFreeHead();
    const head::FlameForm form = head::flameForm(m_head->data());
    m_flame = std::make_unique<head::FlameModel>(form.arrays, form.embedding);
    std::vector<base::Image> albedos;
    for (std::uint64_t i = 0; i < 51; ++i) // one more than there are components
        albedos.push_back(head::defaultAlbedo(*m_head, head::randomAlbedoStyle(i), 256));
    m_albedo = albedoSpace(albedos, 50);
    m_texture = std::make_unique<head::FlameTexture>(m_albedo.mean, m_albedo.basis);
    m_renderer = std::make_unique<deca::Renderer>(deca::templateLayout(m_head->data(), form), mesh::RasterRule::Pytorch3d);
    albedos.resize(4);
    m_faces = std::make_unique<SyntheticFaces>(m_head, albedos);
    m_identity = initialParameters(identityParameters(kNarrowing), 1);
    m_perceptual = initialParameters(vggParameters(kNarrowing), 2);
    m_start = initialDecaParameters(*m_flame, 3, kNarrowing);
}

DecaTrainingOptions TestDecaTrainer::brief()
{
    return {.pretrain = {.steps = 2, .people = 2, .views = 1},
            .coarse = {.steps = 2, .people = 1, .views = 2},
            .detail = {.steps = 2, .people = 1, .views = 2},
            .heldOut = 1,
            .checkpointEvery = 100};
}

void TestDecaTrainer::facesAreCropsWithLandmarksOnThem()
{
    const FaceBatch batch = m_faces->batch(2, 2, 5), again = m_faces->batch(2, 2, 5), other = m_faces->batch(2, 2, 6);
    QCOMPARE(batch.images.sizes().vec(), (std::vector<std::int64_t>{4, 3, 224, 224}));
    QVERIFY(torch::equal(batch.images, again.images) && torch::equal(batch.landmarks, again.landmarks));
    QVERIFY(!torch::equal(batch.images, other.images));
    QVERIFY(batch.images.min().item<double>() >= 0.0 && batch.images.max().item<double>() <= 1.0);
    const torch::Tensor places = batch.landmarks.slice(2, 0, 2);
    QVERIFY(places.abs().max().item<double>() < 1.0); // a crop holds its face
    const torch::Tensor size = (places.amax(1) - places.amin(1)).mean(1); // 2 / 1.8 to 2 / 1.4 of -1..1
    QVERIFY(size.min().item<double>() > 1.10 && size.max().item<double>() < 1.44);
    // The tip of the nose and the lips lie on the face.
    const torch::Tensor pixels = ((places + 1.0) * 112.0).to(torch::kInt64).clamp(0, 223);
    for (std::int64_t i = 0; i < 4; ++i)
        for (const int k : {30, 33, 51, 57}) {
            const auto x = pixels[i][k][0].item<std::int64_t>(), y = pixels[i][k][1].item<std::int64_t>();
            QCOMPARE(batch.masks[i][0][y][x].item<float>(), 1.0F);
        }
    const double share = batch.masks.mean().item<double>();
    QVERIFY2(share > 0.15 && share < 0.6, qPrintable(QString::number(share)));
}

void TestDecaTrainer::beginsAtOnePersonInTheMiddle()
{
    const torch::NoGradGuard noGradient;
    const FaceBatch batch = m_faces->batch(2, 1, 1);
    const deca::FlameCodes codes = deca::splitCodes(deca::encode(batch.images, {m_start, "E_flame.", deca::NetworkMode::Training}).codes);
    QVERIFY((codes.shape[0] - codes.shape[1]).abs().max().item<double>() < 0.5); // whatever it sees
    const double energy = codes.shape.square().mean().item<double>();
    QVERIFY2(std::abs(energy - 1.0) < 0.5, qPrintable(QString::number(energy))); // of 100 normal numbers, to three deviations
    QVERIFY((codes.camera.select(1, 0) - 9.0).abs().max().item<double>() < 3.0); // a face of 22 cm fills a crop
    QVERIFY((codes.light.select(1, 0) - 3.0).abs().max().item<double>() < 0.5);
}

void TestDecaTrainer::reducesLosses()
{
    DecaTrainingOptions options = brief();
    options.pretrain.steps = options.detail.steps = 8;
    options.coarse.steps = 16; // its picture falls to 0.7 in as many, its landmarks before
    options.rate = 1e-3;
    options.heldOut = 0;
    options.metrics = path("losses.csv");
    base::SilentProgress silent;
    const SameFaces faces(*m_faces);
    const DecaTrainingResult result = trainDeca(setup(faces), m_start, options, silent, {});
    const auto falls = [&](const char* stage, const char* loss, double share) {
        const double first = result.losses.meanOfFirst(stage, loss, 2), last = result.losses.meanOfLast(stage, loss, 3);
        const bool isLess = last < share * first;
        if (!isLess)
            qWarning("%s %s: %g, then %g", stage, loss, first, last);
        return isLess;
    };
    QVERIFY(falls("pretrain", "landmark", 0.8));
    QVERIFY(falls("coarse", "photometric_texture", 0.95));
    QVERIFY(falls("detail", "z_sym", 0.8));
    QVERIFY(falls("detail", "total", 0.95));
    const LossTable table = LossTable::read(options.metrics, result.losses.rows().size());
    QCOMPARE(table.rows().back().value, result.losses.rows().back().value);
    QVERIFY_THROWS_EXCEPTION(base::Error, (void)LossTable::read(options.metrics, result.losses.rows().size() + 1));
}

void TestDecaTrainer::judgesHeldOutFaces()
{
    DecaTrainingOptions options = brief();
    options.pretrain.steps = 4;
    options.coarse.steps = options.detail.steps = 0;
    options.heldOut = 0;
    base::SilentProgress silent;
    const DecaTrainingResult without = trainDeca(setup(), m_start, options, silent, {});
    options.heldOut = 2;
    options.checkpointEvery = 3;
    options.threads = 2;
    std::vector<int> sheets;
    options.sheet = [&](const base::Image& sheet, const std::string&, int step) {
        QCOMPARE(sheet.width, 3 * 224);
        sheets.push_back(step);
    };
    const CountedFaces faces(*m_faces);
    const DecaTrainingResult with = trainDeca(setup(faces), m_start, options, silent, {});
    QCOMPARE(sheets, (std::vector<int>{0, 3, 4}));
    QCOMPARE(faces.batchesOf(8), 1); // made once, shown three times
    for (const auto& [name, tensor] : without.parameters) // running statistics among them
        QVERIFY2(torch::equal(with.parameters.at(name), tensor), name.c_str());
    std::vector<int> judged;
    for (const auto& row : with.losses.rows())
        if (row.stage == heldOutName("pretrain") && row.loss == "landmark")
            judged.push_back(row.step);
    QCOMPARE(judged, sheets);
    const double first = with.losses.meanOfFirst(heldOutName("pretrain"), "landmark", 1),
                 last = with.losses.meanOfLast(heldOutName("pretrain"), "landmark", 1);
    QVERIFY2(std::isfinite(first) && std::isfinite(last) && first != last, qPrintable(QStringLiteral("%1, then %2").arg(first).arg(last)));
}

void TestDecaTrainer::endsStagesByTheClock()
{
    DecaTrainingOptions options = brief();
    options.pretrain.steps = options.coarse.steps = 1000000;
    options.pretrain.minutes = options.coarse.minutes = 1e-6; // over when it is looked at for the first time
    base::SilentProgress silent;
    const DecaTrainingResult result = trainDeca(setup(), m_start, options, silent, {});
    const auto& last = result.losses.rows().back();
    QCOMPARE(last.stage, heldOutName("detail"));
    QCOMPARE(last.step, 2);
}

void TestDecaTrainer::resumesExactly_data()
{
    QTest::addColumn<QString>("stage");
    QTest::newRow("pretrain") << QStringLiteral("pretrain");
    QTest::newRow("detail") << QStringLiteral("detail");
}

void TestDecaTrainer::resumesExactly()
{
    QFETCH(QString, stage);
    DecaTrainingOptions options = brief();
    options.coarse.steps = 0; // as the first stage
    (stage == QStringLiteral("detail") ? options.pretrain : options.detail).steps = 0;
    options.metrics = path("whole.csv");
    base::SilentProgress silent;
    const DecaTrainingResult whole = trainDeca(setup(), m_start, options, silent, {});
    options.checkpoint = path((stage + QStringLiteral(".safetensors")).toUtf8().constData());
    options.metrics = path("parts.csv");
    StoppingProgress stopping(stage.toStdString(), 1);
    QVERIFY_THROWS_EXCEPTION(base::Cancelled, (void)trainDeca(setup(), m_start, options, stopping, stopping.cancel));
    const DecaTrainingResult parts = trainDeca(setup(), m_start, options, silent, {});
    for (const auto& [name, tensor] : whole.parameters)
        QVERIFY2(torch::equal(parts.parameters.at(name), tensor), name.c_str());
    QCOMPARE(parts.losses.rows().size(), whole.losses.rows().size());
    for (std::size_t i = 0; i < whole.losses.rows().size(); ++i)
        QCOMPARE(parts.losses.rows()[i].value, whole.losses.rows()[i].value);
}

void TestDecaTrainer::refusesForeignCheckpoints()
{
    DecaTrainingOptions options = brief();
    options.checkpoint = path("foreign.safetensors");
    tensorio::writeStateFile(options.checkpoint, {}, {{"run", "another"}});
    base::SilentProgress silent;
    QVERIFY_THROWS_EXCEPTION(base::Error, (void)trainDeca(setup(), m_start, options, silent, {}));
}

void TestDecaTrainer::writesWeightsThatReadBack()
{
    const fs::path file = path("weights.safetensors");
    deca::writeDecaWeights({.parameters = m_start, .headModel = "free", .albedoMean = m_albedo.mean, .albedoBasis = m_albedo.basis}, file);
    const deca::DecaWeights read = deca::readDecaWeights(file);
    QCOMPARE(read.headModel, std::string("free"));
    QVERIFY(torch::equal(read.albedoBasis, m_albedo.basis));
    for (const auto& [name, tensor] : m_start)
        QVERIFY2(torch::equal(read.parameters.at(name), tensor), name.c_str());
    const torch::Tensor crops = m_faces->batch(2, 1, 9).images;
    const torch::Tensor slow = deca::encode(crops, {m_start, "E_flame."}).codes, fast = deca::FastEncoder(read.parameters, "E_flame.")(crops);
    QVERIFY(torch::allclose(slow, fast, 1e-4, 1e-4)); // folded normalisations round otherwise
    tensorio::StateDict damaged = m_start;
    damaged.erase("E_detail.layers.2.bias");
    deca::writeDecaWeights({.parameters = damaged, .headModel = "free"}, file);
    QVERIFY_THROWS_EXCEPTION(base::Error, (void)deca::readDecaWeights(file));
}

QTEST_GUILESS_MAIN(TestDecaTrainer)
#include "tst_deca_trainer.moc"
