// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/system_theme.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#include <QPalette>
#include <QSettings>

namespace effigy::ui {
namespace {

const QString kService = QStringLiteral("org.freedesktop.portal.Desktop"), kPath = QStringLiteral("/org/freedesktop/portal/desktop"),
              kInterface = QStringLiteral("org.freedesktop.portal.Settings"), kGroup = QStringLiteral("org.freedesktop.appearance");
const QString kScheme = QStringLiteral("color-scheme"), kContrast = QStringLiteral("contrast");
constexpr uint kDark = 1, kLight = 2, kHigh = 1;

const QString kSetting = QStringLiteral("theme");
const QString kSystem = QStringLiteral("system");

/// Read() wraps its answer twice.
uint unwrapped(QVariant value)
{
    while (value.canConvert<QDBusVariant>())
        value = value.value<QDBusVariant>().variant();
    return value.toUInt();
}

} // namespace

SystemTheme::SystemTheme(const QPalette& desktop, QObject* parent)
    : QObject(parent), m_isDesktopDark(desktop.color(QPalette::Window).lightness() < 128)
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return; // the palette has to do
    bus.connect(kService, kPath, kInterface, QStringLiteral("SettingChanged"), this, SLOT(settingChanged(QString, QString, QDBusVariant)));
    ask(kScheme);
    ask(kContrast);
}

void SystemTheme::ask(const QString& key)
{
    QDBusMessage call = QDBusMessage::createMethodCall(kService, kPath, kInterface, QStringLiteral("Read"));
    call << kGroup << key;
    auto* answer = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(call), this);
    connect(answer, &QDBusPendingCallWatcher::finished, this, [this, answer, key] {
        const QDBusPendingReply<QDBusVariant> reply = *answer;
        answer->deleteLater();
        if (reply.isValid()) // else there is no portal, or it knows no such wish
            note(key, unwrapped(reply.value().variant()));
    });
}

void SystemTheme::settingChanged(const QString& group, const QString& key, const QDBusVariant& value)
{
    if (group == kGroup)
        note(key, unwrapped(value.variant()));
}

void SystemTheme::note(const QString& key, uint value)
{
    if (key == kScheme)
        take(value, m_contrast);
    else if (key == kContrast)
        take(m_scheme, value);
}

void SystemTheme::take(uint scheme, uint contrast)
{
    const Theme before = theme();
    m_scheme = scheme;
    m_contrast = contrast;
    if (theme() != before)
        Q_EMIT changed(theme());
}

Theme SystemTheme::theme() const
{
    if (m_contrast == kHigh)
        return Theme::HighContrast;
    if (m_scheme == kDark || m_scheme == kLight)
        return m_scheme == kDark ? Theme::Dark : Theme::Light;
    return m_isDesktopDark ? Theme::Dark : Theme::Light;
}

bool followsSystemTheme() { return QSettings().value(kSetting).toString() == kSystem; }

void chooseTheme(std::optional<Theme> theme) { QSettings().setValue(kSetting, theme ? themeName(*theme) : kSystem); }

Theme chosenTheme(const SystemTheme& system)
{
    return followsSystemTheme() ? system.theme() : themeFromName(QSettings().value(kSetting).toString()).value_or(Theme::Dark);
}

} // namespace effigy::ui
