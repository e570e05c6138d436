// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panels/value_slider.h"

#include <QAccessibleWidget>

namespace effigy::ui {

/// What assistive technology sees of a ValueSlider: a slider with name, value, range and a settable value.
class AccessibleValueSlider : public QAccessibleWidget, public QAccessibleValueInterface {
public:
    explicit AccessibleValueSlider(ValueSlider* slider) : QAccessibleWidget(slider, QAccessible::Slider) {}

    void* interface_cast(QAccessible::InterfaceType type) override;
    QString text(QAccessible::Text kind) const override;
    QVariant currentValue() const override { return slider()->value(); }
    void setCurrentValue(const QVariant& value) override { slider()->edit(value.toDouble()); }
    QVariant maximumValue() const override { return slider()->spec().hardMax; }
    QVariant minimumValue() const override { return slider()->spec().hardMin; }
    QVariant minimumStepSize() const override;

private:
    [[nodiscard]] ValueSlider* slider() const { return static_cast<ValueSlider*>(widget()); }
};

/// Makes Qt hand out AccessibleValueSlider; further calls do nothing.
void registerValueSliderAccessibility();

} // namespace effigy::ui
