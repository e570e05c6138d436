// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "avatar/motion_clip.h"
#include "head/controls.h"
#include "ui/panels/key_mark.h"

#include <QImage>
#include <QWidget>

#include <vector>

class QGridLayout;
class QLineEdit;
class QMenu;
class QToolButton;

namespace effigy::ui {

class PoseTile;
class ValueSlider;

/// A look as the gallery shows it.
struct LookEntry {
    QString id;    // "oil"
    QString label; // for people
    bool isLearnable = false; // the avatar's generator can be taught it
    bool isOwn = false;       // the person saved it
};

/// The looks, each with a picture of the avatar. A click gives the avatar that look, a drag to the right blends it in, the menu lays it
/// on the present one. Above them: how much of the look there is, and a button that leaves it out for comparison; below them a name for the present look, to keep it.
class LookGallery : public QWidget {
    Q_OBJECT
public:
    explicit LookGallery(QWidget* parent = nullptr);

    void setLooks(const std::vector<LookEntry>& looks);
    /// A picture of the avatar with that look; a null image brings the drawn icon back.
    void setThumbnail(const QString& id, const QImage& image);
    [[nodiscard]] QSize thumbnailPixels() const;
    /// The look that the document has exactly, marked; empty: none.
    void setCurrent(const QString& id);
    void setStrength(double strength, KeyMark mark, std::vector<avatar::ClipMove> moves);
    [[nodiscard]] ValueSlider* strength() const { return m_strength; }
    [[nodiscard]] bool isBypassed() const;
    /// What the context menu of a tile offers.
    void fillMenu(QMenu& menu, const LookEntry& look);

Q_SIGNALS:
    void lookChosen(const QString& id);
    void addAsked(const QString& id);
    void learnAsked(const QString& id, const QString& label);
    void saveAsked(const QString& label);
    void removeAsked(const QString& id);
    void blendStarted();
    void blended(const QString& id, double amount);
    void blendFinished();
    void bypassChanged(bool isBypassed);
    /// It can be seen now: pictures are wanted.
    void shown();

protected:
    void showEvent(QShowEvent* event) override;

private:
    [[nodiscard]] PoseTile* makeTile(const LookEntry& look);
    void save();

    ValueSlider* m_strength;
    QToolButton* m_bypass;
    QGridLayout* m_grid;
    QLineEdit* m_name;
    std::vector<PoseTile*> m_tiles;
};

} // namespace effigy::ui
