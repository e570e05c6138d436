// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QStringList>

#include <functional>
#include <vector>

namespace effigy::test {

/// What a run of the command line came to.
struct Outcome {
    int code = -1;             // exit code; -1: it crashed or did not end
    QByteArray out;
    QByteArray err;

    /// The JSON objects on standard output, one a line.
    [[nodiscard]] std::vector<QJsonObject> events() const;
    /// The code of the error event, or nothing.
    [[nodiscard]] QString errorCode() const;
};

/// Runs the `effigy` that was built with the tests.
///   inChild  called in the child before it becomes `effigy`: limits and privileges
[[nodiscard]] Outcome runEffigy(const QStringList& arguments, const std::function<void()>& inChild = {});

/// For `inChild`: no file may grow beyond `bytes`, as on a full disk.
[[nodiscard]] std::function<void()> withFileLimit(long bytes);
/// For `inChild`: even root has to ask for permission.
void dropFilePrivileges();

} // namespace effigy::test
