// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/tokens.h"

#include <QObject>

#include <optional>

class QDBusVariant;
class QPalette;

namespace effigy::ui {

/// Which theme the desktop asks for: through the settings portal (org.freedesktop.appearance), and without one by how bright
/// the desktop's own windows are.
class SystemTheme : public QObject {
    Q_OBJECT
public:
    /// `desktop`: the palette before a theme of ours was applied. Does not wait: what the portal says comes as changed().
    explicit SystemTheme(const QPalette& desktop, QObject* parent = nullptr);

    [[nodiscard]] Theme theme() const;

    /// What the portal says; also a seam for tests.
    ///   scheme    0: no wish, 1: dark, 2: light
    ///   contrast  0: no wish, 1: high
    void take(uint scheme, uint contrast);

Q_SIGNALS:
    void changed(effigy::ui::Theme theme);

private Q_SLOTS:
    void settingChanged(const QString& group, const QString& key, const QDBusVariant& value);

private:
    void ask(const QString& key);
    void note(const QString& key, uint value);

    bool m_isDesktopDark;
    uint m_scheme = 0;
    uint m_contrast = 0;
};

/// Whether the person wants the desktop's theme; kept in the settings.
[[nodiscard]] bool followsSystemTheme();
/// Keeps the choice; `theme` absent: the desktop's.
void chooseTheme(std::optional<Theme> theme);
/// The theme that was chosen, dark before anybody chose; `system` answers for the desktop.
[[nodiscard]] Theme chosenTheme(const SystemTheme& system);

} // namespace effigy::ui
