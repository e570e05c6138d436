// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/notifier.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QGuiApplication>
#include <QVariantMap>

namespace effigy::ui {

void DesktopNotifier::notify(const QString& title, const QString& text)
{
    constexpr int kUntilItTimesOut = -1;
    const QString service = QStringLiteral("org.freedesktop.Notifications");
    QDBusMessage call = QDBusMessage::createMethodCall(service, QStringLiteral("/org/freedesktop/Notifications"), service, QStringLiteral("Notify"));
    call.setArguments({QGuiApplication::applicationDisplayName(), 0U, QStringLiteral("effigy"), title, text.toHtmlEscaped(), QStringList(),
                       QVariantMap{{QStringLiteral("desktop-entry"), QGuiApplication::desktopFileName()}}, kUntilItTimesOut});
    QDBusConnection::sessionBus().send(call); // needs no answer, and without a bus there is nobody to tell
}

} // namespace effigy::ui
