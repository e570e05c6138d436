// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/jobs/job.h"
#include "ui/theme/tokens.h"
#include "ui/viewport/navigation.h"

#include <QDialog>

#include <functional>

class QLabel;
class QPushButton;
class QStackedWidget;
class QVBoxLayout;

namespace effigy::ui {

/// What the guide asks about, and what happens at once when the person chooses.
struct GuideChoices {
    NavigationPreset navigation = NavigationPreset::Simple; // as it is now
    std::function<void(NavigationPreset)> chooseNavigation;
    std::function<void(Theme)> chooseTheme;
    QString language = {};                                  // as chosen; empty: the system's
    std::function<void(const QString&)> chooseLanguage = {}; // empty: there is no choice
    JobSpec deviceTest;                                     // makes one picture of the avatar's kind
    QString testPicture;                                    // where it lies then
    std::function<void()> showModels;
    bool hasSample = false;
};

/// How the person left the guide.
enum class GuideEnd { Closed, OpenSample, OpenPhoto };

/// A few pages for a first start: language, mouse habits, theme, a test of the device, models, a first photo. Every page can be
/// skipped, and the guide run again from the Help menu.
class FirstRunGuide : public QDialog {
    Q_OBJECT
public:
    explicit FirstRunGuide(GuideChoices choices, QWidget* parent = nullptr);

    [[nodiscard]] GuideEnd end() const { return m_end; }

protected:
    void changeEvent(QEvent* event) override;

private:
    QVBoxLayout* addPage(const QString& title, const QString& text);
    void buildPages();
    void addLanguagePage();
    void addNavigationPage();
    void addThemePage();
    void addDevicePage();
    void addModelsPage();
    void addPhotoPage();
    void testDevice();
    void showTestResult();
    void goTo(int page);
    void leave(GuideEnd end);

    GuideChoices m_choices;
    GuideEnd m_end = GuideEnd::Closed;
    QStackedWidget* m_pages;
    QLabel* m_place;
    QPushButton* m_skip;
    QPushButton* m_back;
    QPushButton* m_next;
    QPushButton* m_test = nullptr;
    QLabel* m_testResult = nullptr;
    QLabel* m_testPicture = nullptr;
    Job* m_job = nullptr;
};

} // namespace effigy::ui
