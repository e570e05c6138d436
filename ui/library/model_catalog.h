// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancel_token.h"
#include "generator/model_library.h"
#include "head/head_library.h"
#include "ui/failure.h"
#include "ui/jobs/worker_commands.h"
#include "ui/library/deca_offer.h"

#include <QObject>
#include <QString>

#include <functional>
#include <optional>
#include <vector>

namespace effigy::ui {

/// The model library as the studio sees it: a list that is kept up to date, and one task at a time in the background.
class ModelCatalog : public QObject {
    Q_OBJECT
public:
    /// `folder` of the library; empty: the person's own.
    explicit ModelCatalog(const QString& folder = {}, QObject* parent = nullptr);
    /// Waits for the task to end, which it is told to.
    ~ModelCatalog() override;

    /// As of the last changed().
    [[nodiscard]] const std::vector<generator::ModelEntry>& models() const { return m_models; }
    [[nodiscard]] const generator::ModelEntry* find(const QString& id) const;
    /// Head models that the person added, likewise. Among the ids of models each has one of its own: headId.
    [[nodiscard]] const std::vector<head::AddedHead>& heads() const { return m_heads; }
    [[nodiscard]] const head::AddedHead* findHead(const QString& id) const;
    [[nodiscard]] static QString headId(const std::string& name);
    [[nodiscard]] bool isBusy() const { return m_isBusy; }

    // Each starts a task, or does nothing while one is running. changed() follows, or failed().
    void refresh();
    /// The file of a model, or FLAME's, of which a head model becomes.
    void add(const QString& path);
    /// A model or a head model.
    void remove(const QString& id);
    /// checked() follows. Of models alone.
    void check(const QString& id);
    /// Ends the running task.
    void cancel();

    /// The model that new avatars are made with, kept in the settings; empty: the one that ships with Effigy.
    [[nodiscard]] QString chosen() const;
    /// The head model that photos are fitted with for it: "flame", as `effigy head flame` adds it, for a published one; empty:
    /// the free head.
    [[nodiscard]] QString chosenHead() const;
    /// Whether the head model that photos are fitted with for new avatars is there.
    [[nodiscard]] bool hasChosenHead() const;
    /// For new avatars, or networks of DECA for fits. Nothing happens for a model that does neither.
    void choose(const QString& id);

    /// Networks of DECA for fits on the head model "free" or "flame": those that were chosen, else the first.
    [[nodiscard]] DecaOffer decaFor(const QString& head) const;
    /// The same for the head model of new avatars.
    [[nodiscard]] DecaOffer decaForPhotos() const;
    /// Whether new photos are fitted from DECA where they can be; kept in the settings.
    [[nodiscard]] bool startsFromDeca() const;
    void setStartsFromDeca(bool starts);
    /// What new photos are fitted on and with.
    [[nodiscard]] FitStart fitStart() const;

Q_SIGNALS:
    void changed();
    void added(const QString& id);
    void checked(const QString& id, effigy::generator::ModelState state);
    void chosenChanged(const QString& id);
    void startsFromDecaChanged(bool starts);
    void busyChanged(bool isBusy);
    void progressed(int percent);
    void failed(const effigy::ui::Failure& failure);

private:
    struct Outcome {
        std::vector<generator::ModelEntry> models;
        std::vector<head::AddedHead> heads;
        QString addedId;
        QString checkedId;
        generator::ModelState state = generator::ModelState::Sound;
        std::optional<Failure> failure;
    };
    using Task = std::function<void(generator::ModelLibrary&, base::Progress&, const base::CancelToken&, Outcome&)>;

    [[nodiscard]] const generator::ModelEntry* decaEntry(const std::string& head) const;
    void start(const Task& task);
    void take(const Outcome& outcome);

    generator::ModelLibrary m_library;
    std::vector<generator::ModelEntry> m_models;
    std::vector<head::AddedHead> m_heads;
    base::CancelToken m_cancel;
    bool m_isBusy = false;
};

} // namespace effigy::ui
