// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/library/model_catalog.h"

#include "base/error.h"
#include "head/head_import.h"

#include <QFutureWatcher>
#include <QPromise>
#include <QSettings>
#include <QtConcurrent>

#include <algorithm>
#include <filesystem>

namespace effigy::ui {
namespace {

constexpr int kPercent = 100;

const QString& chosenKey()
{
    static const QString key = QStringLiteral("models/avatar");
    return key;
}

const QString& headKey()
{
    static const QString key = QStringLiteral("models/head");
    return key;
}

const QString& decaKey()
{
    static const QString key = QStringLiteral("models/deca");
    return key;
}

const QString& decaStartKey()
{
    static const QString key = QStringLiteral("models/startFromDeca");
    return key;
}

/// Hands percentages on to a promise.
template <typename Result>
class PromisedProgress : public base::Progress {
public:
    explicit PromisedProgress(QPromise<Result>& promise) : m_promise(promise) { m_promise.setProgressRange(0, kPercent); }
    void report(const base::ProgressReport& report) override
    {
        if (report.of > 0)
            m_promise.setProgressValue(kPercent * report.done / report.of);
    }
    void preview(const base::Image&) override {}

private:
    QPromise<Result>& m_promise;
};

std::filesystem::path folderOf(const QString& folder)
{
    return folder.isEmpty() ? generator::ModelLibrary::defaultFolder() : std::filesystem::path(folder.toStdString());
}

} // namespace

ModelCatalog::ModelCatalog(const QString& folder, QObject* parent) : QObject(parent), m_library(folderOf(folder)) {}

ModelCatalog::~ModelCatalog()
{
    cancel();
    for (auto* watcher : findChildren<QFutureWatcherBase*>())
        watcher->waitForFinished();
}

const generator::ModelEntry* ModelCatalog::find(const QString& id) const
{
    const auto found = std::find_if(m_models.begin(), m_models.end(), [&](const auto& entry) { return entry.id == id.toStdString(); });
    return found != m_models.end() ? &*found : nullptr;
}

QString ModelCatalog::headId(const std::string& name) { return QStringLiteral("head:") + QString::fromStdString(name); }

const head::AddedHead* ModelCatalog::findHead(const QString& id) const
{
    const auto found = std::ranges::find(m_heads, id, [](const head::AddedHead& entry) { return headId(entry.name); });
    return found != m_heads.end() ? &*found : nullptr;
}

void ModelCatalog::start(const Task& task)
{
    if (m_isBusy)
        return;
    m_cancel = base::CancelToken();
    m_isBusy = true;
    auto* watcher = new QFutureWatcher<Outcome>(this);
    connect(watcher, &QFutureWatcherBase::progressValueChanged, this, &ModelCatalog::progressed);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher] {
        const Outcome outcome = watcher->result();
        watcher->deleteLater();
        take(outcome);
    });
    watcher->setFuture(QtConcurrent::run([task, library = m_library, cancel = m_cancel](QPromise<Outcome>& promise) mutable {
        Outcome outcome;
        try {
            PromisedProgress<Outcome> progress(promise);
            task(library, progress, cancel, outcome);
        } catch (const base::Cancelled&) { // what there is afterwards is the outcome
        } catch (...) {                    // the task wrapper: every error reaches the person
            outcome.failure = failureOf(std::current_exception());
        }
        try {
            outcome.models = library.models();
            outcome.heads = head::addedHeads();
        } catch (...) {
            outcome.failure = failureOf(std::current_exception());
        }
        promise.addResult(std::move(outcome));
    }));
    Q_EMIT busyChanged(true);
}

void ModelCatalog::take(const Outcome& outcome)
{
    m_isBusy = false;
    m_models = outcome.models;
    m_heads = outcome.heads;
    Q_EMIT busyChanged(false);
    Q_EMIT changed();
    if (outcome.failure)
        Q_EMIT failed(*outcome.failure);
    if (!outcome.addedId.isEmpty())
        Q_EMIT added(outcome.addedId);
    if (!outcome.checkedId.isEmpty())
        Q_EMIT checked(outcome.checkedId, outcome.state);
}

void ModelCatalog::refresh()
{
    start([](generator::ModelLibrary&, base::Progress&, const base::CancelToken&, Outcome&) {});
}

void ModelCatalog::add(const QString& path)
{
    start([path](generator::ModelLibrary& library, base::Progress& progress, const base::CancelToken& cancel, Outcome& outcome) {
        const std::filesystem::path file = path.toStdString();
        if (file.extension() == ".pkl" && head::isFlameFile(file)) {
            head::addHead(head::importFlame(file));
            outcome.addedId = headId(head::kFlameName);
        } else {
            outcome.addedId = QString::fromStdString(library.add(file, {}, progress, cancel).id);
        }
    });
}

void ModelCatalog::remove(const QString& id)
{
    if (const head::AddedHead* entry = findHead(id))
        return start([name = entry->name](generator::ModelLibrary&, base::Progress&, const base::CancelToken&, Outcome&) { head::removeHead(name); });
    if (id == chosen())
        choose({});
    if (id == QSettings().value(decaKey()).toString())
        QSettings().remove(decaKey());
    start([id](generator::ModelLibrary& library, base::Progress&, const base::CancelToken&, Outcome&) { library.remove(id.toStdString()); });
}

void ModelCatalog::check(const QString& id)
{
    start([id](generator::ModelLibrary& library, base::Progress& progress, const base::CancelToken& cancel, Outcome& outcome) {
        const auto entry = library.find(id.toStdString());
        outcome.state = entry ? library.check(*entry, progress, cancel) : generator::ModelState::Missing;
        outcome.checkedId = id;
    });
}

void ModelCatalog::cancel() { m_cancel.cancel(); }

QString ModelCatalog::chosen() const { return QSettings().value(chosenKey()).toString(); }

QString ModelCatalog::chosenHead() const { return QSettings().value(headKey()).toString(); }

bool ModelCatalog::hasChosenHead() const { return chosenHead().isEmpty() || findHead(headId(chosenHead().toStdString())); }

void ModelCatalog::choose(const QString& id)
{
    const generator::ModelEntry* entry = find(id);
    if (entry && entry->startsFits()) {
        QSettings().setValue(decaKey(), id);
        Q_EMIT chosenChanged(chosen());
        return;
    }
    const bool isShipped = id.isEmpty() || (entry && entry->isShipped);
    if (!isShipped && (!entry || !entry->invertsPhotos()))
        return;
    QSettings settings;
    settings.remove(headKey());
    if (isShipped)
        settings.remove(chosenKey());
    else
        settings.setValue(chosenKey(), id);
    if (entry && entry->isPublishedClass())
        settings.setValue(headKey(), QLatin1String(head::kFlameName));
    Q_EMIT chosenChanged(chosen());
}

const generator::ModelEntry* ModelCatalog::decaEntry(const std::string& head) const
{
    const std::string chosenId = QSettings().value(decaKey()).toString().toStdString();
    const generator::ModelEntry* first = nullptr;
    for (const generator::ModelEntry& entry : m_models) {
        if (!entry.startsFits() || entry.headModel != head)
            continue;
        if (entry.id == chosenId)
            return &entry;
        if (!first)
            first = &entry;
    }
    return first;
}

DecaOffer ModelCatalog::decaFor(const QString& head) const
{
    const generator::ModelEntry* entry = decaEntry(head.toStdString());
    if (entry)
        return {.file = QString::fromStdString(entry->file.string())};
    return {.areForOtherHead = std::ranges::any_of(m_models, &generator::ModelEntry::startsFits)};
}

DecaOffer ModelCatalog::decaForPhotos() const { return decaFor(chosenHead().isEmpty() ? QStringLiteral("free") : chosenHead()); }

bool ModelCatalog::startsFromDeca() const { return QSettings().value(decaStartKey(), false).toBool(); }

void ModelCatalog::setStartsFromDeca(bool starts)
{
    QSettings().setValue(decaStartKey(), starts);
    Q_EMIT startsFromDecaChanged(starts);
}

FitStart ModelCatalog::fitStart() const { return {.head = chosenHead(), .deca = startsFromDeca() ? decaForPhotos().file : QString()}; }

} // namespace effigy::ui
