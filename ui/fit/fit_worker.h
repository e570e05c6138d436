// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/fit/fit_desk.h"

#include "project/project.h"

#include <QSize>

#include <optional>

namespace effigy::ui {

/// The part of FitDesk that reads and computes. Lives on a thread of its own; answers come as signals.
class FitWorker : public QObject {
    Q_OBJECT
public:
    /// `newest` names the request that counts; older ones are passed over.
    explicit FitWorker(std::shared_ptr<const std::atomic<quint64>> newest);

    void open(const QString& path);
    void refit(const reconstruct::FitWish& wish, FitForm form, quint64 request);
    void save(const reconstruct::FitDocument& document);
    void close();

Q_SIGNALS:
    void opened(const effigy::ui::FitScene& scene);
    void answered(const effigy::ui::FitView& view, quint64 request);
    void failed(const effigy::ui::Failure& failure);

private:
    std::shared_ptr<const std::atomic<quint64>> m_newest;
    std::optional<project::Project> m_project;
    std::shared_ptr<const head::HeadModel> m_model;
    std::shared_ptr<const head::HeadModel> m_shown; // with the person's own ears and outline
    std::unique_ptr<reconstruct::LiveFit> m_live;
    QSize m_size; // of the photo, pixels
    base::FloatImage m_detail; // of the last whole fit
};

/// Edges of `model` with those coefficients that `camera` sees: of triangles that face it, nothing before them, in pixels of a `width` x `height` photo.
[[nodiscard]] QVector<QLineF> wireOf(const head::HeadModel& model, const head::HeadCoefficients& coefficients,
                                     const mesh::Camera& camera, int width, int height);

/// The head of `model` with those coefficients in clay, as `camera` sees it on a `width` x `height` photo.
///   detail  folds as in HeadFit; empty: none
[[nodiscard]] PlacedPicture formOf(const head::HeadModel& model, const head::HeadCoefficients& coefficients, const base::FloatImage& detail,
                                   const mesh::Camera& camera, int width, int height);

} // namespace effigy::ui
