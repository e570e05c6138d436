// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/key_drag.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace effigy::ui {

void KeyDrag::press(const avatar::KeyRef& key, double value, Choice choice)
{
    avatar::KeySelection keys = m_scene->selection();
    const bool wasChosen = keys.contains(key);
    if (choice == Choice::Replace && !wasChosen)
        keys = {key};
    else if (choice == Choice::Toggle && wasChosen)
        keys.erase(key);
    else
        keys.insert(key);
    m_scene->select(keys);
    m_pressed = key;
    m_startValue = value;
    m_origin = m_scene->timeline();
    m_originSelection = keys;
    m_hasMoved = false;
}

avatar::EditedTimeline KeyDrag::stretched(double time) const
{
    double first = m_pressed->time, last = m_pressed->time;
    for (const avatar::KeyRef& ref : m_originSelection) {
        first = std::min(first, ref.time);
        last = std::max(last, ref.time);
    }
    // The end that lies farther from the pressed key stays.
    const double around = m_pressed->time - first >= last - m_pressed->time ? first : last;
    const double reach = m_pressed->time - around;
    const double shortest = 1e-3;
    const double factor = std::abs(reach) > avatar::kSameMoment ? std::max(shortest, (time - around) / reach) : 1.0;
    return avatar::scaled(m_origin, m_originSelection, {.aroundTime = around, .timeFactor = factor});
}

void KeyDrag::move(double time, double value, bool stretches)
{
    if (!m_pressed || m_originSelection.empty())
        return;
    const double target = m_scene->snapped(time);
    const double byTime = target - m_pressed->time, byValue = value - m_startValue;
    if (!m_hasMoved && byTime == 0.0 && byValue == 0.0)
        return;
    if (!m_hasMoved)
        m_scene->beginGesture();
    m_hasMoved = true;
    const auto result = stretches ? stretched(target) : avatar::moved(m_origin, m_originSelection, byTime, byValue);
    const char* deed = stretches ? QT_TRANSLATE_NOOP("Edit", "Stretch keys") : QT_TRANSLATE_NOOP("Edit", "Move keys");
    m_scene->edit(keyEditName(deed, m_originSelection), result.timeline, result.selection);
}

void KeyDrag::release()
{
    if (m_hasMoved)
        m_scene->endGesture();
    m_pressed.reset();
    m_hasMoved = false;
    m_origin = {};
}

void KeyDrag::cancel()
{
    if (m_hasMoved)
        m_scene->edit(keyEditName(QT_TRANSLATE_NOOP("Edit", "Move keys"), m_originSelection), m_origin, m_originSelection);
    release();
}

} // namespace effigy::ui
