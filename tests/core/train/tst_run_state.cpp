// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "train/run_state.h"

#include <QtTest/QtTest>

#include <ATen/ATen.h>

using namespace effigy;
using namespace effigy::train;
using torch::Tensor;

namespace {

/// A parabola that is walked down.
struct Walk {
    explicit Walk(std::int64_t size) : place(at::full({size}, 3.0).set_requires_grad(true)), adam({{"walk", {{"place", place}}, 1.0}}, {}), average({{"place", place}}) {}

    void step()
    {
        adam.zeroGradients();
        place.square().sum().backward();
        adam.step(0.1);
        average.update({{"place", place}}, 0.5);
    }
    [[nodiscard]] NamedTensors state() const { return stateOf({{"place", place}}, adam, &average); }
    void restore(const NamedTensors& state) { restoreState(state, {{"place", place}}, adam, &average); }

    Tensor place;
    Adam adam;
    MovingAverage average;
};

} // namespace

class TestRunState : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void goesOnExactly();
    void keepsCopies();
    void refusesOtherShapesAndChangesNothing();
};

void TestRunState::goesOnExactly()
{
    Walk whole(4), begun(4), resumed(4);
    for (int i = 0; i < 5; ++i)
        whole.step();
    for (int i = 0; i < 2; ++i)
        begun.step();
    resumed.restore(namedTensors(stateDict(begun.state())));
    for (int i = 0; i < 3; ++i)
        resumed.step();
    QVERIFY(resumed.place.equal(whole.place));
    QVERIFY(resumed.average.values().at("place").equal(whole.average.values().at("place")));
}

void TestRunState::keepsCopies()
{
    Walk walk(4);
    walk.step();
    const NamedTensors state = walk.state();
    const Tensor before = state.at("weight/place").clone();
    walk.step();
    QVERIFY(state.at("weight/place").equal(before));
    QVERIFY(!walk.place.equal(before));
}

void TestRunState::refusesOtherShapesAndChangesNothing()
{
    Walk small(4), large(5);
    small.step();
    for (const char* missing : {"weight/place", "average/place"}) {
        Walk other(4);
        NamedTensors state = small.state();
        state.erase(missing);
        QVERIFY_EXCEPTION_THROWN(other.restore(state), base::Error);
        QVERIFY(other.place.eq(3.0).all().item<bool>());
    }
    QVERIFY_EXCEPTION_THROWN(large.restore(small.state()), base::Error);
    QVERIFY(large.place.eq(3.0).all().item<bool>());
}

QTEST_GUILESS_MAIN(TestRunState)
#include "tst_run_state.moc"
