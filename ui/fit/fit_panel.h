// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reconstruct/fit_wish.h"
#include "reconstruct/head_fit.h"
#include "ui/fit/fit_desk.h"
#include "ui/library/deca_offer.h"

#include <QWidget>

#include <optional>
#include <vector>

class QCheckBox;
class QComboBox;
class QLabel;
class QListWidget;
class QPushButton;
class QTreeWidget;

namespace effigy::ui {

class ValueSlider;

/// What the Fit workspace asks beside its canvas: landmarks, angle of view, likeness, face; and what the fit is worth, region
/// by region, with what is wrong with the photo.
class FitPanel : public QWidget {
    Q_OBJECT
public:
    explicit FitPanel(QWidget* parent = nullptr);

    /// What a person has said; `solvedFovDeg` is the angle that the fit found.
    void setWish(const reconstruct::FitWish& wish, double solvedFovDeg);
    /// The photo's name, and the file that it was read from; empty: not known.
    void setPhoto(const QString& name, const QString& path);
    /// What the last whole fit is worth.
    void setFit(const reconstruct::HeadFit& fit);
    /// Whether folds and wrinkles were found, that can be shown or not.
    void setHasDetail(bool hasDetail);
    /// Networks of DECA that the fit may begin with.
    void setDeca(const DecaOffer& offer);
    void setFaces(int count, int chosen);
    /// Names of more photos of the same person.
    void setFurtherPhotos(const QStringList& names);
    /// -1: none.
    void setLandmark(int landmark, reconstruct::LandmarkOrigin origin, double residual);
    /// How well the landmarks are met, parts of the eyes' distance, and how long that took.
    void setAnswer(double landmarkError, double seconds);
    /// Whether the wish differs from what the avatar was made with.
    void setRefitUseful(bool isUseful);
    void setReadOnly(bool isReadOnly);

Q_SIGNALS:
    void gestureStarted();
    void gestureFinished();
    void fovEdited(double fovDeg);
    void fovSolveAsked();
    void likenessEdited(double likeness);
    void decaToggled(bool starts); // by a hand
    void toggleAsked(); // of the chosen landmark
    void resetAsked();  // of the chosen landmark
    void mirrorAsked();
    void resetAllAsked();
    void wireToggled(bool isShown);
    void residualsToggled(bool areShown);
    void formChosen(effigy::ui::FitForm form);
    void faceChosen(int face);
    void replacementAsked(); // of the photo
    void photosAsked();
    void photoDropped(int index); // of the further photos
    void refitAsked();

private:
    void sayTexts();
    [[nodiscard]] QString faceText(int face) const;
    void showWorth();
    void showLandmark();
    void showAnswer();
    void showPhoto();
    void showDeca();
    void chooseForm();

    std::vector<reconstruct::RegionFit> m_regionFits;
    std::vector<reconstruct::PhotoFinding> m_photoFindings;
    int m_chosen = -1;            // landmark
    bool m_hasDetail = false;
    reconstruct::LandmarkOrigin m_origin = reconstruct::LandmarkOrigin::Found;
    double m_residual = 0.0;
    double m_landmarkError = 0.0;
    std::optional<double> m_seconds; // absent: no answer yet
    QLabel* m_landmark;
    QPushButton* m_toggle;
    QPushButton* m_reset;
    QPushButton* m_mirror;
    QPushButton* m_resetAll;
    QCheckBox* m_wire;
    QCheckBox* m_form;
    QCheckBox* m_detail;
    QCheckBox* m_residuals;
    ValueSlider* m_fov;
    QPushButton* m_solve;
    QCheckBox* m_deca;
    DecaOffer m_offer;
    bool m_isReadOnly = false;
    ValueSlider* m_likeness;
    QString m_photoName;
    QString m_photoPath;
    QLabel* m_photo;
    QPushButton* m_replace;
    QComboBox* m_face;
    QListWidget* m_photos;
    QPushButton* m_addPhotos;
    QPushButton* m_dropPhoto;
    QLabel* m_answer;
    QTreeWidget* m_regions;
    QLabel* m_findings;
    QPushButton* m_refit;
};

/// A region of RegionFit, for people: "Left eye".
[[nodiscard]] QString regionText(const std::string& name);
/// A finding of PhotoFinding, for people.
[[nodiscard]] QString findingText(const reconstruct::PhotoFinding& finding);

} // namespace effigy::ui
