// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/failure.h"

#include <QFutureWatcher>
#include <QObject>
#include <QtConcurrent>

#include <exception>
#include <type_traits>
#include <utility>

namespace effigy::ui {

/// Runs `task` on the pool; it owns all that it touches. Then, on the thread of `context` and as long as that lives, `then` with what it
/// gives. What either throws goes to `failed` as a Failure.
template<typename Task, typename Then, typename Failed>
void afterTask(QObject* context, Task task, Then then, Failed failed)
{
    using Result = std::invoke_result_t<Task>;
    auto* watcher = new QFutureWatcher<Result>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context, [watcher, then, failed] {
        watcher->deleteLater();
        try {
            watcher->waitForFinished(); // throws what the task threw
            if constexpr (std::is_void_v<Result>)
                then();
            else
                then(watcher->result());
        } catch (...) { // the end of a task: its error reaches the person
            failed(failureOf(std::current_exception()));
        }
    });
    watcher->setFuture(QtConcurrent::run(std::move(task)));
}

} // namespace effigy::ui
