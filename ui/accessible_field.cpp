// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accessible_field.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QWidget>

namespace effigy::ui {
namespace {

/// A child of the widget that it speaks for.
class FieldVoice : public QObject {
public:
    FieldVoice(QWidget* field, std::function<QString()> value) : QObject(field), m_value(std::move(value)) {}
    [[nodiscard]] QString value() const { return m_value ? m_value() : QString(); }

    [[nodiscard]] static const FieldVoice* of(const QObject* field)
    {
        for (const QObject* child : field->children())
            if (const auto* voice = dynamic_cast<const FieldVoice*>(child))
                return voice;
        return nullptr;
    }

private:
    std::function<QString()> m_value;
};

class AccessibleField : public QAccessibleWidget {
public:
    explicit AccessibleField(QWidget* field) : QAccessibleWidget(field, QAccessible::Graphic) {}

    [[nodiscard]] QString text(QAccessible::Text kind) const override
    {
        const FieldVoice* voice = FieldVoice::of(widget());
        return kind == QAccessible::Value && voice ? voice->value() : QAccessibleWidget::text(kind);
    }
};

QAccessibleInterface* makeInterface(const QString&, QObject* object)
{
    auto* field = qobject_cast<QWidget*>(object);
    return field && FieldVoice::of(field) ? new AccessibleField(field) : nullptr;
}

} // namespace

void describeField(QWidget* field, std::function<QString()> value)
{
    static const bool isRegistered = [] {
        QAccessible::installFactory(makeInterface);
        return true;
    }();
    Q_UNUSED(isRegistered);
    new FieldVoice(field, std::move(value));
}

void tellFieldChanged(QWidget* field)
{
    QAccessibleValueChangeEvent change(field, QVariant());
    QAccessible::updateAccessibility(&change);
}

} // namespace effigy::ui
