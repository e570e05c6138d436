// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/photo_replacement_dialog.h"

#include "ui/theme/icons.h"
#include "ui/theme/tokens.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace effigy::ui {
namespace {

constexpr int kWidth = 460;
constexpr int kIconSide = 16;

QLabel* words(const QString& text, const char* role, QWidget* parent)
{
    auto* label = new QLabel(text, parent);
    label->setWordWrap(true);
    label->setProperty("role", role);
    label->setTextFormat(Qt::PlainText); // file names are no markup
    return label;
}

} // namespace

PhotoReplacementDialog::PhotoReplacementDialog(const PhotoReplacement& replacement, QWidget* parent) : QDialog(parent)
{
    setObjectName(QStringLiteral("photoReplacement"));
    setWindowTitle(tr("Replace the photo"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 14);
    column->setSpacing(tokens().gap + 2);
    column->addWidget(words(tr("Replace the photo with “%1”?").arg(replacement.photo), "heading", this));

    const bool isLoss = !replacement.formerPhoto.isEmpty();
    if (isLoss)
        addSection(column, tr("Lost for good"), QStringLiteral("trash"),
                   {tr("“%1”, the photo that was replaced before, with its fit and its avatar").arg(replacement.formerPhoto)});
    QStringList again;
    if (!replacement.isSameFraming)
        again += tr("The fit: the face lies elsewhere in the new picture, so what you corrected stays with the present photo");
    if (replacement.isTuned)
        again += tr("Tuning the avatar, which takes minutes");
    addSection(column, tr("To be done again"), QStringLiteral("reset"), again);
    addSection(column, tr("Stays"), QStringLiteral("done"),
               {tr("Pose, timeline, look and further photos"),
                tr("The present photo, put aside with its fit and its avatar: “Former photo” in the File menu brings it back")});

    auto* keep = new QPushButton(tr("Keep the present photo"), this);
    keep->setObjectName(QStringLiteral("keepPhoto"));
    auto* replace = new QPushButton(tr("Replace the photo"), this);
    replace->setObjectName(QStringLiteral("replacePhoto"));
    for (QPushButton* button : {keep, replace})
        button->setAccessibleName(button->text());
    auto* row = new QHBoxLayout;
    row->addStretch();
    row->addWidget(keep);
    row->addWidget(replace);
    column->addSpacing(2 * tokens().gap);
    column->addStretch(1);
    column->addLayout(row);
    connect(keep, &QPushButton::clicked, this, &QDialog::reject);
    connect(replace, &QPushButton::clicked, this, &QDialog::accept);
    QPushButton* safe = isLoss ? keep : replace;
    safe->setDefault(true);
    safe->setFocus();
    setFixedWidth(kWidth);
}

void PhotoReplacementDialog::addSection(QVBoxLayout* column, const QString& title, const QString& icon, const QStringList& texts)
{
    if (texts.isEmpty())
        return;
    column->addSpacing(tokens().gap);
    column->addWidget(words(title, "strong", this));
    for (const QString& text : texts) {
        auto* picture = new QLabel(this);
        picture->setPixmap(iconPixmap(icon, tokens().dimText, kIconSide, devicePixelRatioF()));
        auto* row = new QHBoxLayout;
        row->setSpacing(tokens().gap + 4);
        row->addWidget(picture, 0, Qt::AlignTop);
        row->addWidget(words(text, "", this), 1, Qt::AlignTop);
        column->addLayout(row);
    }
}

} // namespace effigy::ui
