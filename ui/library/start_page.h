// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QWidget>

#include <vector>

class QGridLayout;
class QLabel;
class QPushButton;

namespace effigy::ui {

/// A project to go on with.
struct ProjectTile {
    QString path;
    QString name;
    QString subtitle;         // "2 hours ago", "Never saved, 5 minutes ago"
    QImage thumbnail;         // may be null
    bool isRecovered = false; // never saved by hand
};

/// What the window shows before anything is open: a place to drop a photo, and projects to go on with.
class StartPage : public QWidget {
    Q_OBJECT
public:
    explicit StartPage(QWidget* parent = nullptr);

    void setTiles(const std::vector<ProjectTile>& tiles);
    void setSampleAvailable(bool isAvailable);
    /// While something is dragged over the window.
    void setDropHighlighted(bool isHighlighted);

Q_SIGNALS:
    void openPhotoAsked();
    void openProjectAsked();
    void sampleAsked();
    void projectChosen(const QString& path);

private:
    [[nodiscard]] QWidget* makeTile(const ProjectTile& tile);
    [[nodiscard]] QWidget* makeDropZone();

    QWidget* m_dropZone;
    QPushButton* m_sample;
    QLabel* m_projectsTitle;
    QGridLayout* m_tiles;
};

} // namespace effigy::ui
