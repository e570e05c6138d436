// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/failure.h"
#include "ui/viewport/viewport.h"

#include <QObject>

class QSettings;

namespace effigy::ui {

class Prompts;

/// What the View menu does: what the viewport shows, how it compares, what surrounds the head, pictures of it. Remembers the
/// surroundings in the settings.
class ViewCommands : public QObject {
    Q_OBJECT
public:
    /// Both must outlive it.
    ViewCommands(Viewport* viewport, Prompts* prompts, QObject* parent = nullptr);

    void setMode(ViewMode mode);
    /// The same mode again ends comparing.
    void toggleCompare(CompareMode mode);
    /// More or less of the photo in the overlay, by a tenth.
    void changeOverlay(int tenths);
    void setBackdrop(Backdrop backdrop);
    void askForColour();
    void askForPicture();
    void toggleGrid();
    void toggleSafeAreas();
    void toggleGizmo();
    void toggleReducedMotion();
    void setNavigation(NavigationPreset preset);

    /// What lies behind the head: "RRGGBB", or the picture's path.
    [[nodiscard]] QString backdrop() const;

    /// Writes what the viewport shows, or the head alone with transparency, as a numbered PNG among the person's pictures.
    enum class Picture { AsShown, Transparent };
    void takePicture(Picture kind, const QString& name);

    void save(QSettings& settings) const;
    void restore(const QSettings& settings);

Q_SIGNALS:
    void navigationChanged(effigy::ui::NavigationPreset preset);
    /// A picture lies at `path`.
    void pictureTaken(const QString& path);
    void failed(const effigy::ui::Failure& failure);

private:
    void loadPicture(const QString& path);

    Viewport* m_viewport;
    Prompts* m_prompts;
    QString m_backdropPath;
};

} // namespace effigy::ui
