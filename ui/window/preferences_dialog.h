// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/tokens.h"
#include "ui/viewport/navigation.h"

#include <QDialog>

#include <functional>
#include <optional>

class QComboBox;
class QFormLayout;

namespace effigy::ui {

/// What can be preferred, as it is now, and what happens at once when the person chooses.
struct Preferences {
    QString language = {};                                          // empty: the system's
    std::function<void(const QString& code)> chooseLanguage = {};   // empty: there is no choice
    std::optional<Theme> theme = {};                                // absent: the desktop's
    bool canFollowDesktop = false;
    std::function<void(std::optional<Theme>)> chooseTheme;
    NavigationPreset navigation = NavigationPreset::Simple;
    std::function<void(NavigationPreset)> chooseNavigation;
    bool hasReducedMotion = false;
    std::function<void(bool)> setReducedMotion;
    QString quality = {};                                           // of tuning: "draft", "standard", "fine"
    std::function<void(const QString& quality)> chooseQuality;
};

/// Language, theme, mouse habits, motion and the quality of tuning; every choice takes effect at once.
class PreferencesDialog : public QDialog {
    Q_OBJECT
public:
    explicit PreferencesDialog(Preferences preferences, QWidget* parent = nullptr);

private:
    QComboBox* addChoice(QFormLayout* form, const char* name, const char* title);
    void addLanguage(QFormLayout* form);
    void addTheme(QFormLayout* form);
    void addNavigation(QFormLayout* form);
    void addQuality(QFormLayout* form);

    Preferences m_preferences;
};

} // namespace effigy::ui
