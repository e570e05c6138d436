// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStatusBar>

class QLabel;
class QToolButton;

namespace effigy::ui {

/// The lowest row of the window: what the mouse does here, how fast pictures come, where they are made, memory and jobs.
class StatusLine : public QStatusBar {
    Q_OBJECT
public:
    explicit StatusLine(QWidget* parent = nullptr);

    void setHint(const QString& hint);
    /// How long the last picture took.
    void setFrameTime(double seconds, bool isFull);
    /// Where the avatar's pictures are made.
    void setOnGpu(bool isOnGpu);
    void setJobCount(int active);
    /// "Saved", "Saving…"; empty: nothing is open.
    void setSaveState(const QString& text);

Q_SIGNALS:
    void jobsAsked();

private:
    [[nodiscard]] QLabel* addLabel(const char* name);
    void sayTexts();
    void showFrameTime();
    void showDevice();
    void showMemory();

    QLabel* m_hint;
    QLabel* m_saveState;
    QLabel* m_frameTime;
    QLabel* m_device;
    QLabel* m_memory;
    QToolButton* m_jobs;
    int m_active = 0;
    bool m_isOnGpu = false;
    double m_seconds = 0.0; // of the last picture; 0: none yet
    bool m_isFull = false;
};

} // namespace effigy::ui
