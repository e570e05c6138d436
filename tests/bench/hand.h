// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QMouseEvent>
#include <QThread>
#include <QTimer>
#include <QWidget>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <functional>
#include <mutex>
#include <utility>
#include <vector>

/// What benchmarks of the studio share: a hand that moves and a clock that sees how long it waits.
namespace effigy::bench {

/// Between two events of a hand's mouse.
inline constexpr int kHandMs = 8;

/// Since the program first asked.
inline double milliseconds()
{
    static const auto start = [] {
        QElapsedTimer timer;
        timer.start();
        return timer;
    }();
    return static_cast<double>(start.nsecsElapsed()) * 1e-6;
}

/// NaN without values.
inline double quantile(std::vector<double> values, double share)
{
    if (values.empty())
        return std::nan("");
    std::sort(values.begin(), values.end());
    return values[std::min(values.size() - 1, static_cast<std::size_t>(share * static_cast<double>(values.size())))];
}

/// Knocks at the UI thread every millisecond and notes how long it takes to open.
class Pulse : public QThread {
public:
    explicit Pulse(QObject* door) : m_door(door) {}
    ~Pulse() override
    {
        m_ends = true;
        wait();
    }
    /// Waiting times since the last call, milliseconds.
    [[nodiscard]] std::vector<double> taken()
    {
        const std::scoped_lock lock(m_mutex);
        return std::exchange(m_waits, {});
    }

protected:
    void run() override
    {
        while (!m_ends) {
            if (!m_isKnocking.exchange(true)) {
                const double knocked = milliseconds();
                QMetaObject::invokeMethod(
                    m_door,
                    [this, knocked] {
                        const std::scoped_lock lock(m_mutex);
                        m_waits.push_back(milliseconds() - knocked);
                        m_isKnocking = false;
                    },
                    Qt::QueuedConnection);
            }
            QThread::usleep(1000);
        }
    }

private:
    QObject* m_door;
    std::atomic<bool> m_ends = false, m_isKnocking = false;
    std::mutex m_mutex;
    std::vector<double> m_waits;
};

/// Serves events until `isTrue`.
inline void waitUntil(const std::function<bool()>& isTrue)
{
    QEventLoop loop;
    QTimer timer;
    QObject::connect(&timer, &QTimer::timeout, &loop, [&] {
        if (isTrue())
            loop.quit();
    });
    timer.start(2);
    loop.exec();
}

/// A mouse event of the left button.
inline void send(QWidget* widget, QEvent::Type type, QPointF at)
{
    const bool isMove = type == QEvent::MouseMove;
    QMouseEvent event(type, at, widget->mapToGlobal(at), isMove ? Qt::NoButton : Qt::LeftButton,
                      type == QEvent::MouseButtonRelease ? Qt::NoButton : Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(widget, &event);
}

} // namespace effigy::bench
