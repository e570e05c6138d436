// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "tensorio/npz.h"
#include "tensorio/pickle_file.h"
#include "tensorio/pickle_tensors.h"

#include <QtTest/QtTest>

using namespace effigy;
using tensorio::PickleKind;
using tensorio::PickleTree;

namespace {

std::filesystem::path dataFile(const std::string& name)
{
    return std::filesystem::path(EFFIGY_TEST_DATA "/pickles") / name;
}

bool isSame(const torch::Tensor& read, const torch::Tensor& expected)
{
    return read.sizes() == expected.sizes() &&
           torch::equal(read.to(torch::kFloat64), expected.to(torch::kFloat64));
}

std::vector<std::byte> bytesOf(const std::string& text)
{
    const auto bytes = std::as_bytes(std::span(text));
    return {bytes.begin(), bytes.end()};
}

} // namespace

class TestPickleFile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsHeadModelsOfAllDialects_data();
    void readsHeadModelsOfAllDialects();
    void readsTextProtocol();
    void readsBothContainers_data();
    void readsBothContainers();
    void keepsPlainValues();
    void makesRecordsOfTrustedModules();
    void readsBigEndianNumbers();
};

void TestPickleFile::readsHeadModelsOfAllDialects_data()
{
    QTest::addColumn<QString>("name");
    for (const char* name : {"chumpy_py2_protocol0", "chumpy_py2_protocol2", "py2_protocol0",
                             "py2_protocol1", "py2_protocol2", "py3_csr_protocol4", "py3_protocol2",
                             "py3_protocol3", "py3_protocol4", "py3_protocol5"})
        QTest::newRow(name) << QString(name);
}

void TestPickleFile::readsHeadModelsOfAllDialects()
{
    QFETCH(QString, name);
    const PickleTree tree = tensorio::readPickle(dataFile("mini_" + name.toStdString() + ".pkl"));
    for (const auto& [key, expected] : tensorio::readNpz(dataFile("mini_expected.npz"))) {
        const tensorio::PickleValue& value = tree.root().at(key);
        QCOMPARE(value.shape(), expected.sizes().vec());
        QVERIFY2(isSame(value.tensor(), expected), key.c_str());
    }
    QCOMPARE(tree.root().at("bs_style").text(), std::string("lbs"));
    if (name.startsWith("py3")) {
        QCOMPARE(tree.root().at("supr_expression_metadata").at("n_expr").integer(), 100);
        QCOMPARE(tree.root().at("supr_expression_metadata").at("expr_source").text(),
                 std::string("synthetic"));
    }
}

void TestPickleFile::readsTextProtocol()
{
    const PickleTree tree = tensorio::readPickle(dataFile("static_embedding_py2_protocol0.pkl"));
    for (const auto& [key, expected] : tensorio::readNpz(dataFile("static_embedding_expected.npz")))
        QVERIFY2(isSame(tree.root().at(key).tensor(), expected), key.c_str());
}

void TestPickleFile::readsBothContainers_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("zip") << "ckpt_small_zip.pt";
    QTest::newRow("legacy") << "ckpt_small_legacy.pt";
}

void TestPickleFile::readsBothContainers()
{
    QFETCH(QString, name);
    const PickleTree tree = tensorio::readTorchCheckpoint(dataFile(name.toStdString()));
    const auto tensors = tensorio::collectTensors(tree, tree.root().at("E_flame"));
    const auto expected = tensorio::readNpz(dataFile("ckpt_small_expected.npz"));
    QCOMPARE(tensors.size(), expected.size());
    for (const auto& [key, tensor] : expected)
        QVERIFY2(isSame(tensors.at(key), tensor), key.c_str());
    QCOMPARE(tensors.at("half").scalar_type(), torch::kFloat16);
    QCOMPARE(tensors.at("bf16").scalar_type(), torch::kBFloat16);
    QCOMPARE(tensors.at("bool").scalar_type(), torch::kBool);

    QCOMPARE(tree.root().at("global_step").integer(), 42);
    const tensorio::PickleValue& nested = tree.root().at("nested");
    QCOMPARE(nested.at("big").text(), std::string("1180591620717411303424")); // 2^70
    QCOMPARE(nested.at("uni").text(), std::string("gr\xc3\xbc\xc3\x9f"));
    const auto items = nested.at("list").items();
    QCOMPARE(items.size(), std::size_t{6});
    QCOMPARE(items[1]->real(), 2.5);
    QVERIFY(items[3]->isNone() && items[4]->truth());
    QVERIFY(torch::equal(items[5]->items()[0]->tensor(), torch::ones({2})));
    QCOMPARE(items[5]->items()[1]->integer(), -7);
}

void TestPickleFile::keepsPlainValues()
{
    // {'a': (1, -2.5, None), 'b': [True, b'\xff']} in protocol 0, with an octal escape and a
    // recalled text.
    const auto blob =
        bytesOf("(dp0\nS'a'\np1\n(I1\nF-2.5\nNtp2\nsS'b'\n(lI01\naS'\\377'\nasg1\ng2\ns.");
    const PickleTree tree = tensorio::decodePickle(blob, "blob");
    QCOMPARE(tree.root().kind(), PickleKind::Dict);
    const auto tuple = tree.root().at("a").items();
    QCOMPARE(tuple[0]->integer(), 1);
    QCOMPARE(tuple[1]->real(), -2.5);
    QVERIFY(tuple[2]->isNone());
    QVERIFY(tree.root().at("b").items()[0]->truth());
    QCOMPARE(tree.root().at("b").items()[1]->bytes()[0], std::byte{0xff});
    QVERIFY_THROWS_EXCEPTION(base::Error, (void)tree.root().at("c"));
    QVERIFY_THROWS_EXCEPTION(base::Error, (void)tree.root().at("a").integer());
}

void TestPickleFile::makesRecordsOfTrustedModules()
{
    const auto blob = bytesOf("ctraining.triplane\nOSGDecoder\n)\x81}(U\x01xK\x05ub.");
    QVERIFY_THROWS_EXCEPTION(base::Error, (void)tensorio::decodePickle(blob, "blob"));
    tensorio::PickleOptions options;
    options.recordModules = {"training."};
    const PickleTree tree = tensorio::decodePickle(blob, "blob", options);
    QCOMPARE(tree.root().className(), std::string("training.triplane.OSGDecoder"));
    QCOMPARE(tree.root().at("x").integer(), 5);
    // The same class called as a function would be code.
    QVERIFY_THROWS_EXCEPTION(
        base::Error, (void)tensorio::decodePickle(bytesOf("ctraining.x\nf\n)R."), "blob", options));
}

void TestPickleFile::readsBigEndianNumbers()
{
    const auto blob =
        bytesOf(std::string("cnumpy.core.multiarray\nscalar\n(cnumpy\ndtype\n(U\x02i2I0\nI1\ntR"
                            "(I3\nU\x01>NNNI-1\nI-1\nI0\ntbU\x02\x01\x02tR.",
                            87));
    QCOMPARE(tensorio::decodePickle(blob, "blob").root().integer(), 258);
}

QTEST_GUILESS_MAIN(TestPickleFile)
#include "tst_pickle_file.moc"
