// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reconstruct/fit_wish.h"
#include "reconstruct/live_fit.h"
#include "ui/failure.h"

#include <QImage>
#include <QLineF>
#include <QObject>
#include <QRectF>
#include <QStringList>
#include <QThread>
#include <QVector>

#include <atomic>
#include <memory>

namespace effigy::ui {

/// A fitted photo as the Fit workspace gets it.
struct FitScene {
    QImage photo;
    QString photoName;
    QString photoPath;                  // that it was read from; empty: not known
    reconstruct::HeadFit fit;           // without its textures
    reconstruct::Landmarks2 found;      // as the detector found them
    reconstruct::FitDocument document;  // what a person said before
    reconstruct::FitWish applied;       // that the fit was made with
    int faces = 1;                      // in the photo
    QStringList furtherPhotos;          // names of more photos of the same person
    bool hasDetail = false;             // folds and wrinkles were found
    QString decaHead;                   // that DECA's networks must be for: "free" or "flame"; empty: there are none
    bool isReadOnly = false;
};

/// How the fitted head's form is drawn over the photo.
enum class FitForm {
    None,
    Smooth,   // the mesh alone
    Detailed, // with the folds and wrinkles of the last whole fit
};

/// A picture that lies somewhere on the photo.
struct PlacedPicture {
    QImage picture; // with alpha; null: none
    QRectF place;   // photo pixels
};

/// A quick fit's answer, ready to draw.
struct FitView {
    reconstruct::LiveAnswer answer;
    QVector<QLineF> wire; // edges of the fitted head that face the camera, photo pixels
    PlacedPicture form;   // the fitted head in clay, when it was asked for
    double seconds = 0.0; // that the fit took, drawing included
};

class FitWorker;

/// The fit of the open project while a person corrects it: the wish with its history, quick fits on a thread of its own
/// (only the newest counts), all of it kept in the project's file.
class FitDesk : public QObject {
    Q_OBJECT
public:
    explicit FitDesk(QObject* parent = nullptr);
    ~FitDesk() override;

    void open(const QString& project);
    void close();

    [[nodiscard]] bool isOpen() const { return m_isOpen; }
    [[nodiscard]] const reconstruct::FitDocument& document() const { return m_document; }
    [[nodiscard]] const reconstruct::FitWish& wish() const { return m_document.wish(); }
    [[nodiscard]] const reconstruct::Landmarks2& found() const { return m_found; }

    /// Everything between the two is one edit.
    void beginGesture();
    void endGesture();
    /// Changes the wish and asks for a fit. Does nothing while no project is open.
    void apply(const QString& name, const reconstruct::FitWish& wish);
    void undo();
    void redo();
    /// How answers draw the head from now on; the present one is given again.
    void setForm(FitForm form);

Q_SIGNALS:
    void opened(const effigy::ui::FitScene& scene);
    void closed();
    void wishChanged();
    void answered(const effigy::ui::FitView& view);
    void failed(const effigy::ui::Failure& failure);

private:
    void changed();
    void askForFit();

    QThread m_thread;
    FitWorker* m_worker; // lives on m_thread
    std::shared_ptr<std::atomic<quint64>> m_newest; // request that counts
    bool m_isOpen = false;
    bool m_isReadOnly = false;
    bool m_isInGesture = false;
    quint64 m_gesture = 0;
    FitForm m_form = FitForm::None;
    reconstruct::FitDocument m_document;
    reconstruct::Landmarks2 m_found;
};

} // namespace effigy::ui

Q_DECLARE_METATYPE(effigy::ui::FitScene)
Q_DECLARE_METATYPE(effigy::ui::FitView)
