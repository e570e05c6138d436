// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "style/tone.h"
#include "ui/failure.h"

#include <QObject>

#include <functional>
#include <memory>

namespace effigy::ui {

class GradePanel;
class Session;

/// Lets a panel of curves change the document of a session, and holds what they and the colour table do to pictures.
class GradePilot : public QObject {
    Q_OBJECT
public:
    /// Paths that a person chooses; empty: cancelled.
    struct Asks {
        std::function<QString()> cubeToOpen;
        std::function<QString()> cubeToSave;
    };
    /// All must outlive it.
    GradePilot(Session* session, GradePanel* panel, Asks asks, QObject* parent = nullptr);

    /// Null: colours stay.
    [[nodiscard]] const std::shared_ptr<const style::Tone>& tone() const { return m_tone; }
    /// Reads a .cube file and lays it on the picture.
    void take(const QString& path);
    /// Writes grade, curves and table as one .cube file.
    void write(const QString& path);

Q_SIGNALS:
    void toneChanged(std::shared_ptr<const effigy::style::Tone> tone);
    void failed(const effigy::ui::Failure& failure);
    /// A sentence for the status bar.
    void told(const QString& sentence);

private:
    void show();
    void showRead(const QString& id, const QByteArray& bytes);
    void setTone();

    Session* m_session;
    GradePanel* m_panel;
    Asks m_asks;
    QString m_readId;  // of the table that is there
    QString m_askedId; // of the one that is being read
    std::shared_ptr<const style::CubeLut> m_lut;
    style::Toning m_shown;
    bool m_shownWithLut = false;
    std::shared_ptr<const style::Tone> m_tone;
};

} // namespace effigy::ui
