// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/library/deca_offer.h"

#include <QImage>
#include <QWidget>

#include <vector>

class QCheckBox;
class QGridLayout;
class QLabel;
class QPushButton;
class QToolButton;

namespace effigy::ui {

/// A project to go on with.
struct ProjectTile {
    QString path;
    QString name;
    QString subtitle;         // "2 hours ago", "never saved, 5 minutes ago"
    QImage thumbnail;         // may be null
    bool isPinned = false;
    bool isRecovered = false; // never saved by hand, or open when the studio was killed
};

/// What the window shows before anything is open: a place to drop a photo, and projects to go on with.
class StartPage : public QWidget {
    Q_OBJECT
public:
    explicit StartPage(QWidget* parent = nullptr);

    void setTiles(const std::vector<ProjectTile>& tiles);
    void setSampleAvailable(bool isAvailable);
    /// Networks of DECA that new photos may be fitted from, and whether they are.
    void setDeca(const DecaOffer& offer, bool starts);
    /// While something is dragged over the window: what dropping it will do; empty: nothing is.
    void setDropPromise(const QString& promise);

Q_SIGNALS:
    void openPhotoAsked();
    void openProjectAsked();
    void sampleAsked();
    void randomHeadAsked();
    void decaToggled(bool starts); // by a hand
    void projectChosen(const QString& path);
    void projectInNewWindowChosen(const QString& path);
    /// Take it from the list; the file stays.
    void forgetAsked(const QString& path);
    void pinToggled(const QString& path, bool isPinned);

protected:
    void changeEvent(QEvent* event) override;

private:
    /// A heading and the tiles below it; invisible without any.
    struct Shelf {
        QLabel* title;
        QGridLayout* grid;
    };
    [[nodiscard]] Shelf makeShelf();
    [[nodiscard]] QWidget* makeDropZone();
    [[nodiscard]] QToolButton* makeTile(const ProjectTile& tile);
    void fill(const Shelf& shelf, const std::vector<ProjectTile>& tiles);
    void showTileMenu(const ProjectTile& tile, const QPoint& at);
    void drawPictures();
    void remakeTiles();
    void showDeca();

    QLabel* m_dropPicture;
    QLabel* m_dropTitle;
    QPushButton* m_sample;
    QCheckBox* m_deca;
    DecaOffer m_offer;
    QWidget* m_dropZone;
    Shelf m_recovered;
    Shelf m_recent;
    std::vector<ProjectTile> m_tiles;
};

} // namespace effigy::ui
