// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/language/say.h"

#include <QEvent>
#include <QWidget>

#include <utility>

namespace effigy::ui {
namespace {

/// A child of its widget: widgets pass QEvent::LanguageChange on to all their children.
class Speaker : public QObject {
public:
    Speaker(QWidget* widget, std::function<void()> texts) : QObject(widget), m_texts(std::move(texts)) { m_texts(); }

    bool event(QEvent* event) override
    {
        if (event->type() == QEvent::LanguageChange)
            m_texts();
        return QObject::event(event);
    }

private:
    std::function<void()> m_texts;
};

} // namespace

void say(QWidget* widget, std::function<void()> texts) { new Speaker(widget, std::move(texts)); }

} // namespace effigy::ui
