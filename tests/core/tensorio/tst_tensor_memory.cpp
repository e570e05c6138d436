// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "tensorio/tensor_memory.h"

#include <QtTest/QtTest>

#include <ATen/ATen.h>

#include <cstdint>
#include <thread>
#include <vector>

using namespace effigy;

namespace {

constexpr std::int64_t kLarge = 4 << 20; // numbers: 16 MiB

const void* addressOf(const torch::Tensor& tensor)
{
    return tensor.data_ptr<float>();
}

} // namespace

class TestTensorMemory : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void givesTheSameBlockAgain();
    void cutsABlockAndJoinsItAgain();
    void doesNotGiveABlockTwice();
    void startsLargeBlocksAtHugePages();
    void keepsNoMoreThanItMay();
    void freesTensorsMadeBefore();
    void servesThreads();
    void mayBeAskedOnce();

private:
    torch::Tensor m_before;
};

void TestTensorMemory::initTestCase()
{
    m_before = torch::ones({kLarge});
    tensorio::keepTensorMemory(std::size_t{64} << 20);
}

void TestTensorMemory::givesTheSameBlockAgain()
{
    const void* first = nullptr;
    {
        const torch::Tensor x = torch::ones({kLarge});
        first = addressOf(x);
    }
    const torch::Tensor y = torch::zeros({kLarge - 100'000}); // a little smaller
    QCOMPARE(addressOf(y), first);
    QCOMPARE(y.sum().item<float>(), 0.0F);
}

void TestTensorMemory::cutsABlockAndJoinsItAgain()
{
    constexpr std::int64_t kMebi = 262'144; // numbers
    const auto placeOf = [](const torch::Tensor& tensor) { return reinterpret_cast<std::uintptr_t>(addressOf(tensor)); };
    torch::Tensor whole = torch::ones({60 * kMebi}); // of the 64 MiB that may be kept, so that little else waits
    const std::uintptr_t first = placeOf(whole);
    whole = torch::Tensor();
    {
        const torch::Tensor x = torch::ones({31 * kMebi}), y = torch::zeros({24 * kMebi});
        QCOMPARE(placeOf(x), first);
        QCOMPARE(placeOf(y), first + (std::uintptr_t{32} << 20)); // at the next huge page
        QCOMPARE(x.sum().item<float>(), static_cast<float>(31 * kMebi));
    }
    QCOMPARE(placeOf(torch::ones({60 * kMebi})), first);
}

void TestTensorMemory::doesNotGiveABlockTwice()
{
    const torch::Tensor x = torch::ones({kLarge}), y = torch::zeros({kLarge});
    QVERIFY(addressOf(x) != addressOf(y));
    QCOMPARE(x.sum().item<float>(), static_cast<float>(kLarge));
}

void TestTensorMemory::startsLargeBlocksAtHugePages()
{
    const torch::Tensor x = torch::empty({kLarge});
    QCOMPARE(reinterpret_cast<std::uintptr_t>(addressOf(x)) % (std::uintptr_t{2} << 20), std::uintptr_t{0});
}

void TestTensorMemory::keepsNoMoreThanItMay()
{
    // 256 MiB freed, of which 64 may stay: the resident size says so.
    const auto residentPages = [] {
        QFile file(QStringLiteral("/proc/self/statm"));
        return file.open(QIODevice::ReadOnly) ? file.readAll().split(' ').at(1).toLongLong() : 0LL;
    };
    if (residentPages() == 0)
        QSKIP("needs /proc");
    std::vector<torch::Tensor> many;
    for (int i = 0; i < 16; ++i)
        many.push_back(torch::ones({kLarge}));
    const long long full = residentPages();
    many.clear();
    const long long freed = (full - residentPages()) * 4096;
    QVERIFY2(freed >= (180LL << 20), qPrintable(QString::number(freed))); // 192 MiB but for pages used elsewhere meanwhile
}

void TestTensorMemory::freesTensorsMadeBefore()
{
    QCOMPARE(m_before.sum().item<float>(), static_cast<float>(kLarge));
    m_before = torch::Tensor();
}

void TestTensorMemory::servesThreads()
{
    std::vector<std::thread> threads;
    std::vector<int> isRight(4, 1);
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&isRight, t] {
            for (int i = 0; i < 20; ++i) {
                const torch::Tensor x = torch::full({kLarge / 4}, static_cast<float>(t));
                isRight[static_cast<std::size_t>(t)] &= x[0].item<float>() == static_cast<float>(t) && x[-1].item<float>() == static_cast<float>(t);
            }
        });
    for (std::thread& thread : threads)
        thread.join();
    QCOMPARE(isRight, std::vector<int>(4, 1));
}

void TestTensorMemory::mayBeAskedOnce()
{
    QVERIFY_THROWS_EXCEPTION(base::ContractError, tensorio::keepTensorMemory());
}

QTEST_GUILESS_MAIN(TestTensorMemory)
#include "tst_tensor_memory.moc"
