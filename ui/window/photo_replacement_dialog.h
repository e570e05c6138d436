// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/window/prompts.h"

#include <QDialog>

class QVBoxLayout;

namespace effigy::ui {

/// Asks whether a picture may take the place of the project's photo: tells what is lost by that, what has to be done again, and what
/// stays. Accepted: it may. Where something is lost for good, Enter keeps the photo.
class PhotoReplacementDialog : public QDialog {
    Q_OBJECT
public:
    explicit PhotoReplacementDialog(const PhotoReplacement& replacement, QWidget* parent = nullptr);

private:
    /// A heading and a line for each of `texts` below it, behind the picture `icon`; nothing when there are none.
    void addSection(QVBoxLayout* column, const QString& title, const QString& icon, const QStringList& texts);
};

} // namespace effigy::ui
