// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/value_slider_accessible.h"

namespace effigy::ui {
namespace {

QAccessibleInterface* makeInterface(const QString& className, QObject* object)
{
    if (className == QLatin1String(ValueSlider::staticMetaObject.className()))
        if (auto* slider = qobject_cast<ValueSlider*>(object))
            return new AccessibleValueSlider(slider);
    return nullptr;
}

} // namespace

void* AccessibleValueSlider::interface_cast(QAccessible::InterfaceType type)
{
    if (type == QAccessible::ValueInterface)
        return static_cast<QAccessibleValueInterface*>(this);
    return QAccessibleWidget::interface_cast(type);
}

QString AccessibleValueSlider::text(QAccessible::Text kind) const
{
    if (kind == QAccessible::Value)
        return slider()->valueText();
    const QString clips = kind == QAccessible::Description ? slider()->clipText() : QString();
    return clips.isEmpty() ? QAccessibleWidget::text(kind) : clips;
}

QVariant AccessibleValueSlider::minimumStepSize() const
{
    return (slider()->spec().softMax - slider()->spec().softMin) / 100.0;
}

void registerValueSliderAccessibility()
{
    static const bool isRegistered = [] {
        QAccessible::installFactory(makeInterface);
        return true;
    }();
    Q_UNUSED(isRegistered);
}

} // namespace effigy::ui
