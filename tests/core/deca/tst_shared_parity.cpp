// SPDX-License-Identifier: GPL-3.0-or-later
#include "parity/deca_stages.h"

#include <QtTest/QtTest>

#include <filesystem>

using namespace effigy;

// The set carries the template of FLAME and may not be copied; it is read in place. Tolerances
// stand in its README.
class TestSharedParity : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void encodes() { compare("encoder", m_stages->encoder()); }
    void posesAlongTheContour() { compare("contour", m_stages->contour()); }
    void coloursTheSkin() { compare("tex", m_stages->texture()); }
    void renders() { compare("render", m_stages->render()); }
    void decodes();
    void goesFromPhotoToPictures() { compare("end_to_end", m_stages->endToEnd()); }
    void posesFlame();
    void cropsPhotos() { compare("crop", m_stages->crops()); }
    void readsPickles();
    void readsCheckpoints() { compare("ckpt_small_expected", m_stages->checkpoints()); }
    void raisesTheDenseMesh() { compare("upsample", m_stages->denseMesh()); }
    void drawsOperators() { compare("operators", m_stages->operators()); }
    void weighsLosses() { compare("losses", m_stages->losses()); }
    void takesACoarseStep() { compare("train_coarse", m_stages->coarseTraining()); }
    void takesADetailStep() { compare("train_detail", m_stages->detailTraining()); }

private:
    void compare(const std::string& file, const tensorio::StateDict& computed);

    std::unique_ptr<parity::ParitySet> m_set;
    std::unique_ptr<parity::DecaStages> m_stages;
};

void TestSharedParity::initTestCase()
{
    const std::filesystem::path root = EFFIGY_SOURCE_DIR "/../shared/parity/deca";
    if (!std::filesystem::exists(root))
        QSKIP("../shared/parity/deca is not there");
    m_set = std::make_unique<parity::ParitySet>(root);
    m_stages = std::make_unique<parity::DecaStages>(*m_set);
}

void TestSharedParity::compare(const std::string& file, const tensorio::StateDict& computed)
{
    const auto results = parity::compare(*m_set, file, computed);
    QVERIFY(!results.empty());
    for (const auto& result : results)
        QVERIFY2(result.fits,
                 (result.name + " differs by " + std::to_string(result.worst)).c_str());
}

// The set's neck of item 7 is zero although its rotation matrix is not: the item is left out, with
// its gradients.
void TestSharedParity::posesFlame()
{
    constexpr std::int64_t kDamaged = 7;
    const tensorio::StateDict computed = m_stages->flame();
    int compared = 0;
    for (const auto& [name, reference] : m_set->file("flame")) {
        const torch::Tensor* got = computed.find("flame/" + name);
        if (!got || name.starts_with("grad_"))
            continue;
        const double allowed = m_set->tolerance("flame", name, reference);
        for (std::int64_t item = 0; item < reference.size(0); ++item) {
            const double worst = (got->select(0, item).to(torch::kFloat64) -
                                  reference.select(0, item).to(torch::kFloat64))
                                     .abs()
                                     .max()
                                     .item<double>();
            if (item != kDamaged)
                QVERIFY2(worst <= allowed, (name + " of item " + std::to_string(item)).c_str());
        }
        ++compared;
    }
    QCOMPARE(compared, 7);
}

void TestSharedParity::readsPickles()
{
    const tensorio::StateDict computed = m_stages->pickles();
    for (const char* file : {"pickles/mini_expected", "pickles/static_embedding_expected"})
        compare(file, computed);
}

void TestSharedParity::decodes()
{
    const tensorio::StateDict computed = m_stages->decode();
    for (const char* file :
         {"decode_std_notex", "decode_std_tex", "decode_p3d_tex", "decode_photo_size"})
        compare(file, computed);
}

QTEST_APPLESS_MAIN(TestSharedParity)
#include "tst_shared_parity.moc"
