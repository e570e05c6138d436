// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "core/deca/made_networks.h"
#include "generator/generator.h"
#include "generator/model_library.h"

#include <QtTest/QtTest>

#include <fstream>

using namespace effigy;
using namespace effigy::generator;

namespace {

namespace fs = std::filesystem;

GeneratorConfig tinyConfig()
{
    GeneratorConfig config = compactConfig();
    config.name = "tiny";
    config.zDim = config.wDim = config.mappingWidth = config.mappingEmbed = 8;
    config.planeResolution = 32;
    config.mouth = {16, 4, 16};
    config.blending = {32, 8, 32};
    config.channelBase = 256;
    config.channelMax = 4;
    config.superresolution.inputResolution = 16;
    config.superresolution.width0 = config.superresolution.width1 = 4;
    return config;
}

fs::path writeTiny(const fs::path& path, std::uint64_t seed)
{
    Generator generator;
    generator.config = tinyConfig();
    generator.parameters = randomParameters(generator.config, seed);
    generator.layout = headLayout(head::loadFreeHead()->data(), generator.config.planeResolution);
    writeGenerator(generator, path, "Only for tests.");
    return path;
}

} // namespace

class TestModelLibrary : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void listsTheShippedModelFirst();
    void addsAndFinds();
    void knowsAFileThatIsThere();
    void choosesAFreeName();
    void refusesNames_data();
    void refusesNames();
    void refusesWhatIsNoModel();
    void takesNetworksOfDeca();
    void seesWhatPublishedSnapshotsAre();
    void checksFiles();
    void removesOnlyItsOwn();
    void leavesDamagedRecordsOut();
    void findsFilesByNameOrPath();
    void tellsAboutAFolderThatCannotBeWritten();

private:
    ModelEntry added(const std::string& id = {}) { return library().add(m_file, id, m_progress, {}); }
    ModelLibrary library() { return ModelLibrary(m_root / "library"); }

    QTemporaryDir m_folder;
    fs::path m_root;
    fs::path m_file;
    base::SilentProgress m_progress;
};

void TestModelLibrary::init()
{
    m_root = fs::path(m_folder.path().toStdString()) / QTest::currentTestFunction() / QByteArray::number(QRandomGenerator::global()->generate()).toStdString();
    fs::create_directories(m_root);
    m_file = writeTiny(m_root / "My tiny.safetensors", 1);
}

void TestModelLibrary::listsTheShippedModelFirst()
{
    const auto models = library().models();
    QCOMPARE(models.size(), std::size_t{1});
    QCOMPARE(models[0].id, std::string("embedded"));
    QVERIFY(models[0].isShipped && models[0].isUsable() && models[0].invertsPhotos());
    QCOMPARE(models[0].sha256.size(), std::size_t{64});
    QCOMPARE(modelSha256({}), models[0].sha256);
}

void TestModelLibrary::addsAndFinds()
{
    const ModelEntry entry = added();
    QCOMPARE(entry.id, std::string("My-tiny"));
    QCOMPARE(entry.kind, std::string("effigy"));
    QCOMPARE(entry.licence, std::string("Only for tests."));
    QCOMPARE(entry.bytes, fs::file_size(m_file));
    QVERIFY(parseGeneratorConfig(entry.config) == tinyConfig());
    QVERIFY(!entry.isShipped);
    QVERIFY(!entry.invertsPhotos());
    fs::remove(m_file); // the library's own file stays
    const auto found = library().find("My-tiny");
    QVERIFY(found.has_value());
    QCOMPARE(found->sha256, entry.sha256);
    QCOMPARE(readGenerator(found->file).config.name, std::string("tiny"));
    QCOMPARE(library().findBySha256(entry.sha256)->id, entry.id);
    QVERIFY(!library().findBySha256(std::string(64, '0')));
    QCOMPARE(library().models().size(), std::size_t{2});
}

void TestModelLibrary::knowsAFileThatIsThere()
{
    const ModelEntry first = added();
    QCOMPARE(added("other").id, first.id);
    QCOMPARE(library().models().size(), std::size_t{2});
}

void TestModelLibrary::choosesAFreeName()
{
    added();
    writeTiny(m_file, 2); // another one of that name
    QCOMPARE(added().id, std::string("My-tiny-2"));
    writeTiny(m_file, 3);
    QVERIFY_THROWS_EXCEPTION(base::Error, added("My-tiny"));
}

void TestModelLibrary::refusesNames_data()
{
    QTest::addColumn<QString>("id");
    for (const char* id : {"../up", "a/b", ".hidden", "-o", "embedded", "two words", "\xc3\xa4"})
        QTest::newRow(id) << QString::fromUtf8(id);
    QTest::newRow("too long") << QString(81, QLatin1Char('a'));
}

void TestModelLibrary::refusesNames()
{
    QFETCH(QString, id);
    QVERIFY_THROWS_EXCEPTION(base::Error, added(id.toStdString()));
    QVERIFY(!library().find(id.toStdString()) || id == QStringLiteral("embedded"));
}

void TestModelLibrary::refusesWhatIsNoModel()
{
    const auto refusal = [&](const char* name, const std::string& content) {
        std::ofstream(m_root / name) << content;
        try {
            (void)inspectModel(m_root / name, m_progress, {});
        } catch (const base::Error& error) {
            return error.code();
        }
        return std::string("none");
    };
    QCOMPARE(refusal("a.pkl", "no pickle"), std::string("model_refused"));
    QCOMPARE(refusal("a.safetensors", "no tensors"), std::string("model_refused"));
    QCOMPARE(refusal("a.tar", "no checkpoint"), std::string("model_refused"));
    QCOMPARE(refusal("a.txt", "words"), std::string("model_refused"));
    QVERIFY_THROWS_EXCEPTION(base::Error, (void)inspectModel(m_root, m_progress, {}));
    QVERIFY_THROWS_EXCEPTION(base::Error, (void)library().add(m_root / "a.pkl", {}, m_progress, {}));
    QVERIFY(!fs::exists(m_root / "library" / "a"));
}

void TestModelLibrary::takesNetworksOfDeca()
{
    const fs::path file = m_root / "faces.safetensors";
    test::writeMadeNetworks(file, "flame");
    const ModelEntry entry = library().add(file, {}, m_progress, {});
    QCOMPARE(entry.kind, std::string("deca"));
    QCOMPARE(entry.headModel, std::string("flame"));
    QVERIFY(entry.startsFits());
    QVERIFY(!entry.isUsable() && !entry.invertsPhotos());
    QCOMPARE(library().find("faces")->headModel, std::string("flame"));
    QCOMPARE(library().check(entry, m_progress, {}), ModelState::Sound);
    QVERIFY(!added().startsFits()); // a generator
    tensorio::StateFile damaged = tensorio::readStateFile(file);
    damaged.tensors.erase("D_detail.l1.0.bias");
    tensorio::writeStateFile(file, damaged.tensors, damaged.metadata);
    QVERIFY_THROWS_EXCEPTION(base::Error, (void)inspectModel(file, m_progress, {}));
}

void TestModelLibrary::seesWhatPublishedSnapshotsAre()
{
    const ModelEntry entry = inspectModel(fs::path(EFFIGY_TEST_DATA) / "snapshots" / "snapshot_layout.pkl", m_progress, {});
    QCOMPARE(entry.kind, std::string("stylegan2"));
    QVERIFY(!entry.isUsable());
    QVERIFY(entry.licence.find("NVIDIA") != std::string::npos);
}

void TestModelLibrary::checksFiles()
{
    const ModelEntry entry = added();
    QCOMPARE(library().check(entry, m_progress, {}), ModelState::Sound);
    {
        std::fstream file(entry.file, std::ios::in | std::ios::out | std::ios::binary);
        file.seekp(-1, std::ios::end);
        file.put('\x55');
    }
    QCOMPARE(library().check(entry, m_progress, {}), ModelState::Changed);
    fs::remove(entry.file);
    QCOMPARE(library().check(entry, m_progress, {}), ModelState::Missing);
}

void TestModelLibrary::removesOnlyItsOwn()
{
    const ModelEntry entry = added();
    library().remove(entry.id);
    QVERIFY(!library().find(entry.id));
    QVERIFY(fs::exists(m_file));
    QVERIFY_THROWS_EXCEPTION(base::Error, library().remove(entry.id));
    QVERIFY_THROWS_EXCEPTION(base::Error, library().remove("embedded"));
    QVERIFY_THROWS_EXCEPTION(base::Error, library().remove("."));
    QVERIFY_THROWS_EXCEPTION(base::Error, library().remove(".."));
    QVERIFY(fs::exists(m_root / "library"));
}

void TestModelLibrary::leavesDamagedRecordsOut()
{
    const ModelEntry entry = added();
    for (const char* record : {"", "[]", "{", R"({"id":"other","added":"now","file":"x"})", R"({"id":"My-tiny","file":"x"})"}) {
        std::ofstream(entry.file.parent_path() / "model.json") << record;
        QCOMPARE(library().models().size(), std::size_t{1});
    }
    // A record's file is one beside it, whatever it says.
    std::ofstream(entry.file.parent_path() / "model.json") << R"({"id":"My-tiny","added":"now","file":"../../../etc/passwd"})";
    QCOMPARE(library().find("My-tiny")->file, entry.file.parent_path() / "passwd");
}

void TestModelLibrary::findsFilesByNameOrPath()
{
    const ModelEntry entry = added("t");
    QCOMPARE(library().fileOf("t"), entry.file);
    QCOMPARE(library().fileOf(m_file.string()), m_file);
    QVERIFY(library().fileOf("").empty());
    QVERIFY(fs::exists(library().fileOf("embedded")));
    QVERIFY_THROWS_EXCEPTION(base::Error, (void)library().fileOf("nothing"));
}

void TestModelLibrary::tellsAboutAFolderThatCannotBeWritten()
{
    std::ofstream(m_root / "library") << "a file";
    try {
        added();
        QFAIL("should have thrown");
    } catch (const base::Error& error) {
        QCOMPARE(error.code(), std::string("storage"));
    }
}

QTEST_GUILESS_MAIN(TestModelLibrary)
#include "tst_model_library.moc"
