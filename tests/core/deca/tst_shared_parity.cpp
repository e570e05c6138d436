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

void TestSharedParity::decodes()
{
    const tensorio::StateDict computed = m_stages->decode();
    for (const char* file :
         {"decode_std_notex", "decode_std_tex", "decode_p3d_tex", "decode_photo_size"})
        compare(file, computed);
}

QTEST_APPLESS_MAIN(TestSharedParity)
#include "tst_shared_parity.moc"
