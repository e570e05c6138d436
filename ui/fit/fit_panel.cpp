// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/fit/fit_panel.h"

#include "ui/language/say.h"
#include "ui/panels/value_slider.h"
#include "ui/scrolled.h"
#include "ui/theme/tokens.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHeaderView>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <cmath>

namespace effigy::ui {

namespace {

using reconstruct::LandmarkOrigin;

/// `text`: marked for translation with QT_TRANSLATE_NOOP.
QLabel* heading(const char* text, QWidget* parent)
{
    auto* label = new QLabel(parent);
    say(label, [label, text] { label->setText(FitPanel::tr(text)); });
    QFont font = label->font();
    font.setBold(true);
    label->setFont(font);
    label->setContentsMargins(0, tokens().gap, 0, 0);
    return label;
}

QString percent(double share) { return FitPanel::tr("%1 %").arg(QLocale().toString(100.0 * share, 'f', 1)); }

} // namespace

FitPanel::FitPanel(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("fitPanel"));
    const auto button = [this](const char* name, const char* text, const char* tip) { // both marked with QT_TR_NOOP
        auto* made = new QPushButton(this);
        made->setObjectName(QLatin1String(name));
        say(made, [made, text, tip] {
            made->setText(tr(text));
            made->setAccessibleName(tr(text));
            made->setToolTip(tr(tip));
        });
        return made;
    };
    m_landmark = new QLabel(this);
    m_landmark->setWordWrap(true);
    m_toggle = button("fitToggle", QT_TR_NOOP("Take away"), QT_TR_NOOP("The landmark does not count any more (Delete)"));
    m_reset = button("fitReset", QT_TR_NOOP("Put back"), QT_TR_NOOP("Back to where it was found (Backspace)"));
    m_mirror = button("fitMirror", QT_TR_NOOP("Mirror"), QT_TR_NOOP("Do on the other side what was done on one"));
    m_resetAll = button("fitResetAll", QT_TR_NOOP("Reset all"), QT_TR_NOOP("Every landmark back to where it was found"));
    m_wire = new QCheckBox(this);
    m_wire->setObjectName(QStringLiteral("fitWire"));
    m_wire->setChecked(true);
    m_form = new QCheckBox(this);
    m_form->setObjectName(QStringLiteral("fitForm"));
    m_detail = new QCheckBox(this);
    m_detail->setObjectName(QStringLiteral("fitDetail"));
    m_detail->setChecked(true);
    m_detail->setEnabled(false);
    m_residuals = new QCheckBox(this);
    m_residuals->setObjectName(QStringLiteral("fitResiduals"));
    m_fov = new ValueSlider({.id = QStringLiteral("fitFov"),
                             .label = {},
                             .unit = QStringLiteral("deg"),
                             .softMin = 8.0,
                             .softMax = 70.0,
                             .hardMin = 1.0,
                             .hardMax = 120.0,
                             .neutral = 8.0,
                             .resetValue = 30.0},
                            this);
    m_solve = button("fitSolve", QT_TR_NOOP("Solve"), QT_TR_NOOP("Let the fit find the angle of view"));
    m_likeness = new ValueSlider({.id = QStringLiteral("fitLikeness"),
                                  .label = {},
                                  .unit = {},
                                  .softMin = 0.0,
                                  .softMax = 1.5,
                                  .hardMin = 0.0,
                                  .hardMax = 1.5,
                                  .neutral = 0.0,
                                  .resetValue = 1.0},
                                 this);
    m_deca = new QCheckBox(this);
    m_deca->setObjectName(QStringLiteral("fitDeca"));
    m_photo = new QLabel(this);
    m_photo->setObjectName(QStringLiteral("fitPhoto"));
    m_photo->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // a long name is cut
    m_replace = button("fitReplace", QT_TR_NOOP("Replace…"), QT_TR_NOOP("A retouched picture of the photo, or one in higher resolution, in its place"));
    m_face = new QComboBox(this);
    m_face->setObjectName(QStringLiteral("fitFace"));
    m_answer = new QLabel(this);
    m_answer->setWordWrap(true);
    m_regions = new QTreeWidget(this);
    m_regions->setObjectName(QStringLiteral("fitRegions"));
    m_regions->setColumnCount(3);
    m_regions->setRootIsDecorated(false);
    m_regions->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_regions->setSizeAdjustPolicy(QAbstractScrollArea::AdjustToContents); // the panel scrolls, not the table in it
    m_regions->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_regions->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_findings = new QLabel(this);
    m_findings->setObjectName(QStringLiteral("fitFindings"));
    m_findings->setWordWrap(true);
    m_photos = new QListWidget(this);
    m_photos->setObjectName(QStringLiteral("fitPhotos"));
    m_photos->setSizeAdjustPolicy(QAbstractScrollArea::AdjustToContents);
    m_photos->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Maximum);
    m_addPhotos = button("fitAddPhotos", QT_TR_NOOP("Add photos…"), QT_TR_NOOP("More photos of the same person tell more of the shape; the head is fitted again"));
    m_dropPhoto = button("fitDropPhoto", QT_TR_NOOP("Leave out"), QT_TR_NOOP("Fit again without the chosen photo"));
    m_refit = button("fitRefit", QT_TR_NOOP("Fit again"), QT_TR_NOOP("Make the head, its textures and its camera anew from these landmarks"));

    auto* page = new QWidget(this);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(tokens().margin, tokens().margin, tokens().margin, tokens().margin);
    column->setSpacing(tokens().gap + 2);
    const auto row = [column](std::initializer_list<QWidget*> widgets) {
        auto* line = new QHBoxLayout;
        for (QWidget* widget : widgets)
            line->addWidget(widget, 1);
        column->addLayout(line);
    };
    column->addWidget(heading(QT_TR_NOOP("Photo"), this));
    auto* photo = new QHBoxLayout;
    photo->addWidget(m_photo, 1);
    photo->addWidget(m_replace);
    column->addLayout(photo);
    column->addWidget(m_face);
    column->addWidget(heading(QT_TR_NOOP("Landmarks"), this));
    column->addWidget(m_landmark);
    row({m_toggle, m_reset});
    row({m_mirror, m_resetAll});
    column->addWidget(m_wire);
    row({m_form, m_detail});
    column->addWidget(m_residuals);
    column->addWidget(heading(QT_TR_NOOP("Camera and shape"), this));
    auto* lens = new QHBoxLayout;
    lens->addWidget(m_fov, 1);
    lens->addWidget(m_solve);
    column->addLayout(lens);
    column->addWidget(m_likeness);
    column->addWidget(m_deca);
    column->addWidget(m_answer);
    column->addWidget(m_refit);
    column->addWidget(heading(QT_TR_NOOP("Further photos of the person"), this));
    column->addWidget(m_photos);
    row({m_addPhotos, m_dropPhoto});
    column->addWidget(heading(QT_TR_NOOP("What the fit is worth"), this));
    column->addWidget(m_regions);
    column->addWidget(m_findings);
    column->addStretch(1);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(scrolled(page, this));

    for (const ValueSlider* slider : {m_fov, m_likeness}) {
        connect(slider, &ValueSlider::gestureStarted, this, &FitPanel::gestureStarted);
        connect(slider, &ValueSlider::gestureFinished, this, &FitPanel::gestureFinished);
    }
    connect(m_fov, &ValueSlider::valueEdited, this, [this](const QString&, double value) { Q_EMIT fovEdited(value); });
    connect(m_likeness, &ValueSlider::valueEdited, this, [this](const QString&, double value) { Q_EMIT likenessEdited(value); });
    connect(m_deca, &QCheckBox::clicked, this, &FitPanel::decaToggled);
    connect(m_solve, &QPushButton::clicked, this, &FitPanel::fovSolveAsked);
    connect(m_toggle, &QPushButton::clicked, this, &FitPanel::toggleAsked);
    connect(m_reset, &QPushButton::clicked, this, &FitPanel::resetAsked);
    connect(m_mirror, &QPushButton::clicked, this, &FitPanel::mirrorAsked);
    connect(m_resetAll, &QPushButton::clicked, this, &FitPanel::resetAllAsked);
    connect(m_wire, &QCheckBox::toggled, this, &FitPanel::wireToggled);
    connect(m_form, &QCheckBox::toggled, this, &FitPanel::chooseForm);
    connect(m_detail, &QCheckBox::toggled, this, &FitPanel::chooseForm);
    connect(m_residuals, &QCheckBox::toggled, this, &FitPanel::residualsToggled);
    connect(m_refit, &QPushButton::clicked, this, &FitPanel::refitAsked);
    connect(m_face, &QComboBox::activated, this, &FitPanel::faceChosen);
    connect(m_replace, &QPushButton::clicked, this, &FitPanel::replacementAsked);
    connect(m_addPhotos, &QPushButton::clicked, this, &FitPanel::photosAsked);
    connect(m_dropPhoto, &QPushButton::clicked, this, [this] { Q_EMIT photoDropped(m_photos->currentRow()); });
    connect(m_photos, &QListWidget::currentRowChanged, this, [this](int row) { m_dropPhoto->setEnabled(row >= 0); });
    setFaces(1, 0);
    setFurtherPhotos({});
    setWish({}, 30.0);
    setRefitUseful(false);
    say(this, [this] { sayTexts(); });
}

void FitPanel::sayTexts()
{
    m_wire->setText(tr("Show the fitted head"));
    m_form->setText(tr("Show it in clay"));
    m_detail->setText(tr("Fine detail"));
    m_detail->setToolTip(tr("Folds and wrinkles that the last whole fit found"));
    m_residuals->setText(tr("Show how far landmarks are off"));
    m_fov->setLabel(tr("Angle of view"));
    m_likeness->setLabel(tr("Likeness"));
    m_deca->setText(tr("Start from DECA"));
    showDeca();
    m_face->setAccessibleName(tr("Which face"));
    for (int i = 0; i < m_face->count(); ++i)
        m_face->setItemText(i, faceText(i));
    m_photos->setAccessibleName(tr("Further photos of the person"));
    m_regions->setAccessibleName(tr("How sure each region is"));
    m_regions->setHeaderLabels({tr("Region"), tr("Sure"), tr("Seen")});
    showWorth();
    showLandmark();
    showAnswer();
    showPhoto();
}

void FitPanel::setPhoto(const QString& name, const QString& path)
{
    m_photoName = name;
    m_photoPath = path;
    showPhoto();
}

void FitPanel::showPhoto()
{
    m_photo->setText(m_photoName);
    m_photo->setToolTip(m_photoPath.isEmpty() ? tr("Where the photo was read from is not known; the project keeps it")
                                              : tr("Read from %1; the project keeps it").arg(m_photoPath));
}

QString FitPanel::faceText(int face) const { return tr("Face %1 of %2").arg(face + 1).arg(m_face->count()); }

void FitPanel::setWish(const reconstruct::FitWish& wish, double solvedFovDeg)
{
    m_fov->setValue(wish.fovDeg.value_or(solvedFovDeg));
    m_fov->setResetValue(solvedFovDeg);
    m_solve->setEnabled(wish.fovDeg.has_value());
    m_likeness->setValue(wish.likeness);
    m_deca->setChecked(wish.startsFromDeca);
    showDeca();
    m_mirror->setEnabled(!wish.landmarks.empty());
    m_resetAll->setEnabled(!wish.landmarks.empty());
}

void FitPanel::setDeca(const DecaOffer& offer)
{
    m_offer = offer;
    showDeca();
}

/// What is chosen can be taken back, also when its networks have gone.
void FitPanel::showDeca()
{
    m_deca->setEnabled(!m_isReadOnly && (m_offer.isPossible() || m_deca->isChecked()));
    m_deca->setToolTip(decaTip(m_offer));
}

void FitPanel::setFit(const reconstruct::HeadFit& fit)
{
    m_regionFits = fit.regions;
    m_photoFindings = fit.findings;
    showWorth();
}

void FitPanel::setHasDetail(bool hasDetail)
{
    m_hasDetail = hasDetail;
    m_detail->setEnabled(m_hasDetail && m_form->isChecked());
}

void FitPanel::chooseForm()
{
    m_detail->setEnabled(m_hasDetail && m_form->isChecked());
    Q_EMIT formChosen(!m_form->isChecked() ? FitForm::None : m_detail->isChecked() ? FitForm::Detailed : FitForm::Smooth);
}

void FitPanel::showWorth()
{
    m_regions->clear();
    for (const reconstruct::RegionFit& region : m_regionFits) {
        auto* item = new QTreeWidgetItem(m_regions, {regionText(region.name), percent(region.confidence), percent(region.seen)});
        QStringList why;
        if (region.landmark)
            why << tr("landmarks off by %1 of the eyes' distance").arg(percent(*region.landmark));
        if (region.shading)
            why << tr("skin off by %1 of its brightness").arg(percent(*region.shading));
        item->setToolTip(0, why.join(QLatin1Char('\n')));
        const Tokens& t = tokens();
        item->setForeground(1, region.confidence > 0.6 ? t.good : region.confidence > 0.3 ? t.warning : t.error);
    }
    QStringList texts;
    for (const reconstruct::PhotoFinding& finding : m_photoFindings)
        texts << findingText(finding);
    m_regions->updateGeometry();
    m_findings->setText(texts.join(QStringLiteral("\n\n")));
    m_findings->setVisible(!texts.isEmpty());
}

void FitPanel::setFaces(int count, int chosen)
{
    const QSignalBlocker blocker(m_face);
    m_face->clear();
    for (int i = 0; i < count; ++i)
        m_face->addItem(QString());
    for (int i = 0; i < count; ++i)
        m_face->setItemText(i, faceText(i));
    m_face->setCurrentIndex(chosen);
    m_face->setVisible(count > 1);
}

void FitPanel::setFurtherPhotos(const QStringList& names)
{
    m_photos->clear();
    m_photos->addItems(names);
    m_photos->setVisible(!names.isEmpty());
    m_dropPhoto->setVisible(!names.isEmpty());
    m_dropPhoto->setEnabled(false);
}

void FitPanel::setLandmark(int landmark, LandmarkOrigin origin, double residual)
{
    m_chosen = landmark;
    m_origin = origin;
    m_residual = residual;
    showLandmark();
}

void FitPanel::showLandmark()
{
    const bool isChosen = m_chosen >= 0;
    m_toggle->setEnabled(isChosen);
    m_toggle->setText(m_origin == LandmarkOrigin::Absent ? tr("Bring back") : tr("Take away"));
    m_reset->setEnabled(isChosen && m_origin != LandmarkOrigin::Found);
    if (!isChosen)
        m_landmark->setText(tr("Drag landmarks to where they belong. Left and Right go from one to the next."));
    else if (m_origin == LandmarkOrigin::Absent)
        m_landmark->setText(tr("Landmark %1 does not count.").arg(m_chosen));
    else
        m_landmark->setText(tr("Landmark %1: %2 of the eyes' distance off.").arg(m_chosen).arg(percent(m_residual)));
}

void FitPanel::setAnswer(double landmarkError, double seconds)
{
    m_landmarkError = landmarkError;
    m_seconds = seconds;
    showAnswer();
}

void FitPanel::showAnswer()
{
    if (m_seconds)
        m_answer->setText(tr("Landmarks are off by %1 of the eyes' distance. Fitted in %2 ms.")
                              .arg(percent(m_landmarkError), locale().toString(std::lround(1000.0 * *m_seconds))));
}

void FitPanel::setRefitUseful(bool isUseful) { m_refit->setEnabled(isUseful); }

void FitPanel::setReadOnly(bool isReadOnly)
{
    m_isReadOnly = isReadOnly;
    showDeca();
    m_refit->setVisible(!isReadOnly);
    m_replace->setEnabled(!isReadOnly);
    m_addPhotos->setEnabled(!isReadOnly);
    m_photos->setEnabled(!isReadOnly);
    m_face->setEnabled(!isReadOnly);
}

QString regionText(const std::string& name)
{
    const std::pair<const char*, QString> texts[] = {
        {"forehead", FitPanel::tr("Forehead")},     {"leftBrow", FitPanel::tr("Left brow")},
        {"rightBrow", FitPanel::tr("Right brow")},  {"leftEye", FitPanel::tr("Left eye")},
        {"rightEye", FitPanel::tr("Right eye")},    {"nose", FitPanel::tr("Nose")},
        {"leftCheek", FitPanel::tr("Left cheek")},  {"rightCheek", FitPanel::tr("Right cheek")},
        {"mouth", FitPanel::tr("Mouth")},           {"chin", FitPanel::tr("Chin")}};
    for (const auto& [id, text] : texts)
        if (name == id)
            return text;
    return QString::fromStdString(name);
}

QString findingText(const reconstruct::PhotoFinding& finding)
{
    const QString value = QLocale().toString(std::lround(std::abs(finding.value)));
    const std::pair<const char*, QString> texts[] = {
        {"small_face", FitPanel::tr("The face is small (%1 pixels across): the texture will be soft.").arg(value)},
        {"blurred", FitPanel::tr("The face is blurred: form and texture will be soft.")},
        {"dark", FitPanel::tr("The face is dark: its colours are unsure.")},
        {"cut_off", FitPanel::tr("Part of the face lies beyond the photo's edge and is guessed.")},
        {"turned", FitPanel::tr("The head is turned by %1 degrees: the far side is completed from the near one.").arg(value)},
        {"tilted", FitPanel::tr("The head looks up or down by %1 degrees: its height is unsure.").arg(value)},
        {"mouth_open", FitPanel::tr("The mouth is open: a neutral face gives a better rest pose.")},
        {"eyes_closed", FitPanel::tr("The eyes are closed: their colour and gaze are guessed.")},
        {"unsure_landmarks", FitPanel::tr("The head does not reach all landmarks: check them, and move those that are wrong.")},
        {"lens_unknown", FitPanel::tr("The photo does not tell its angle of view: the distance was assumed.")}};
    for (const auto& [code, text] : texts)
        if (finding.code == code)
            return text;
    return QString::fromStdString(finding.text);
}

} // namespace effigy::ui
