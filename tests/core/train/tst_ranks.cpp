// SPDX-License-Identifier: GPL-3.0-or-later
//
// Two processes of this very program meet on the loopback and train one generator.
#include "base/error.h"
#include "core/train/prior_fixture.h"
#include "train/run_state.h"

#include <QProcess>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QtTest/QtTest>

#include <ATen/ATen.h>

using namespace effigy;
using namespace effigy::train;
using torch::Tensor;

namespace {

constexpr const char* kOutput = "EFFIGY_TEST_RANK_OUTPUT"; // where the process of rank 0 writes weights; set in children only

GeneratorTrainingOptions twoPeople()
{
    GeneratorTrainingOptions options = test::onePerson();
    options.pool.slots = 2;
    options.pool.pool = 4;
    options.pool.freshEvery = 2;
    options.pool.threads = 1;
    options.steps = 4;
    options.identityShare = 0.3;
    return options;
}

GeneratorTrainingResult trainedBy(Ranks& ranks)
{
    base::SilentProgress progress;
    return trainGenerator(test::tinyStock(), twoPeople(), ranks, progress, {});
}

/// What a child does.
int trainWithTheOthers(const char* output)
{
    const auto place = rankFromEnvironment();
    if (!place)
        return 3;
    const auto ranks = joinRanks(*place, torch::kCPU);
    const GeneratorTrainingResult result = trainedBy(*ranks);
    if (ranks->rank() == 0)
        tensorio::writeStateFile(output, result.generator.parameters);
    return 0;
}

int freePort()
{
    QTcpServer server;
    return server.listen(QHostAddress::LocalHost) ? server.serverPort() : 0;
}

} // namespace

class TestRanks : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cleanup();
    void readsTorchrunsEnvironment();
    void readsSlurmsEnvironment();
    void isAloneOtherwise();
    void refusesNonsense();
    void twoProcessesDoWhatOneDoes();
};

void TestRanks::cleanup()
{
    for (const char* name : {"WORLD_SIZE", "RANK", "LOCAL_RANK", "MASTER_ADDR", "MASTER_PORT", "SLURM_NTASKS", "SLURM_PROCID", "SLURM_LOCALID"})
        qunsetenv(name);
}

void TestRanks::readsTorchrunsEnvironment()
{
    qputenv("WORLD_SIZE", "8");
    qputenv("RANK", "5");
    qputenv("LOCAL_RANK", "1");
    qputenv("MASTER_ADDR", "node7");
    qputenv("MASTER_PORT", "1234");
    qputenv("SLURM_PROCID", "3"); // of a job step that starts torchrun
    const auto place = rankFromEnvironment();
    QVERIFY(place);
    QCOMPARE(place->count, 8);
    QCOMPARE(place->rank, 5);
    QCOMPARE(place->onThisMachine, 1);
    QCOMPARE(place->address, std::string("node7"));
    QCOMPARE(place->port, 1234);
}

void TestRanks::readsSlurmsEnvironment()
{
    qputenv("SLURM_NTASKS", "4");
    qputenv("SLURM_PROCID", "2");
    qputenv("SLURM_LOCALID", "0");
    const auto place = rankFromEnvironment();
    QVERIFY(place);
    QCOMPARE(place->count, 4);
    QCOMPARE(place->rank, 2);
    QCOMPARE(place->port, 29500);
}

void TestRanks::isAloneOtherwise()
{
    QVERIFY(!rankFromEnvironment());
    qputenv("SLURM_NTASKS", "1");
    qputenv("SLURM_PROCID", "0");
    QVERIFY(!rankFromEnvironment());
    const Tensor value = at::ones({2});
    singleRank()->average({value});
    QVERIFY(value.eq(1.0).all().item<bool>());
}

void TestRanks::refusesNonsense()
{
    qputenv("WORLD_SIZE", "two");
    QVERIFY_EXCEPTION_THROWN((void)rankFromEnvironment(), base::Error);
    qputenv("WORLD_SIZE", "2");
    QVERIFY_EXCEPTION_THROWN((void)rankFromEnvironment(), base::Error);
    qputenv("RANK", "2");
    QVERIFY_EXCEPTION_THROWN((void)rankFromEnvironment(), base::Error);
}

// Adam divides gradients by their own size, so that where one is all rounding its step is too: weights agree to a part of one
// step (the first ones warm up: 2e-3 * 4 / 100 each), and nearly all much better.
void TestRanks::twoProcessesDoWhatOneDoes()
{
#ifndef EFFIGY_HAS_GLOO
    QSKIP("this build has no Gloo");
#endif
    QTemporaryDir folder;
    const QString output = folder.filePath("weights.safetensors");
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert("WORLD_SIZE", "2");
    environment.insert("MASTER_ADDR", "127.0.0.1");
    environment.insert("MASTER_PORT", QString::number(freePort()));
    environment.insert("OMP_NUM_THREADS", "1");
    environment.insert(kOutput, output);
    QProcess processes[2];
    for (int rank = 0; rank < 2; ++rank) {
        environment.insert("RANK", QString::number(rank));
        processes[rank].setProcessEnvironment(environment);
        processes[rank].setProcessChannelMode(QProcess::ForwardedChannels);
        processes[rank].start(QCoreApplication::applicationFilePath(), {});
    }
    for (QProcess& process : processes) {
        QVERIFY(process.waitForFinished(-1));
        QCOMPARE(process.exitCode(), 0);
    }
    const tensorio::StateDict together = tensorio::readStateFile(output.toStdString()).tensors;
    const generator::Generator alone = trainedBy(*singleRank()).generator, start = codedGenerator(*test::tinyStock().head, twoPeople().config, 1);
    double moved = 0.0, off = 0.0;
    for (const auto& [name, tensor] : alone.parameters) {
        moved += (tensor - start.parameters.at(name)).abs().sum().item<double>();
        off += (tensor - together.at(name)).abs().sum().item<double>();
    }
    QVERIFY(moved > 0.0);
    QVERIFY2(off < 0.01 * moved, qPrintable(QString("moved by %1, apart by %2").arg(moved).arg(off)));
}

int main(int argc, char** argv)
{
    if (const char* output = std::getenv(kOutput))
        return trainWithTheOthers(output);
    QCoreApplication app(argc, argv);
    TestRanks test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_ranks.moc"
