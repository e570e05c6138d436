// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/program.h"

#include <QJsonDocument>
#include <QProcess>

#include <linux/capability.h>
#include <sys/prctl.h>
#include <sys/resource.h>

namespace effigy::test {
namespace {

constexpr int kPatienceMs = 540'000; // the longest run, a tuning, on a busy machine

} // namespace

std::vector<QJsonObject> Outcome::events() const
{
    std::vector<QJsonObject> found;
    for (const QByteArray& line : out.split('\n')) {
        const QJsonDocument document = QJsonDocument::fromJson(line);
        if (document.isObject())
            found.push_back(document.object());
    }
    return found;
}

QString Outcome::errorCode() const
{
    for (const QJsonObject& event : events())
        if (event[QStringLiteral("event")] == QStringLiteral("error"))
            return event[QStringLiteral("code")].toString();
    return {};
}

Outcome runEffigy(const QStringList& arguments, const std::function<void()>& inChild)
{
    QProcess process;
    if (inChild)
        process.setChildProcessModifier(inChild);
    process.start(QStringLiteral(EFFIGY_PROGRAM), arguments);
    Outcome outcome;
    if (!process.waitForFinished(kPatienceMs)) {
        process.kill();
        process.waitForFinished();
        return outcome;
    }
    outcome.out = process.readAllStandardOutput();
    outcome.err = process.readAllStandardError();
    if (process.exitStatus() == QProcess::NormalExit)
        outcome.code = process.exitCode();
    return outcome;
}

std::function<void()> withFileLimit(long bytes)
{
    return [bytes] {
        const rlimit limit{static_cast<rlim_t>(bytes), static_cast<rlim_t>(bytes)};
        setrlimit(RLIMIT_FSIZE, &limit);
    };
}

void dropFilePrivileges()
{
    for (const int capability : {CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH, CAP_FOWNER})
        prctl(PR_CAPBSET_DROP, capability, 0, 0, 0);
}

} // namespace effigy::test
