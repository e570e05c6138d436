// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/number_entry.h"

#include <QString>

#include <cmath>

namespace effigy::ui {
namespace {

/// Recursive descent over + - * / ( ) numbers, percent and x. `m_isGood` turns false at the first thing it cannot read.
class Expression {
public:
    Expression(QString text, double previous) : m_text(std::move(text)), m_previous(previous) {}

    std::optional<double> value()
    {
        const double result = sum();
        if (!m_isGood || m_at != m_text.size() || !std::isfinite(result))
            return std::nullopt;
        return result;
    }

private:
    bool take(QChar wanted)
    {
        if (m_at < m_text.size() && m_text[m_at] == wanted) {
            ++m_at;
            return true;
        }
        return false;
    }

    double sum()
    {
        double left = product();
        while (m_isGood) {
            if (take(u'+'))
                left += product();
            else if (take(u'-'))
                left -= product();
            else
                break;
        }
        return left;
    }

    double product()
    {
        double left = signedValue();
        while (m_isGood) {
            if (take(u'*'))
                left *= signedValue();
            else if (take(u'/'))
                left /= signedValue();
            else
                break;
        }
        return left;
    }

    double signedValue()
    {
        if (take(u'-'))
            return -signedValue();
        double result = 0.0;
        if (take(u'(')) {
            result = sum();
            m_isGood = m_isGood && take(u')');
        } else if (take(u'x')) {
            result = m_previous;
        } else {
            result = number();
        }
        while (take(u'%'))
            result /= 100.0;
        return result;
    }

    double number()
    {
        const auto start = m_at;
        while (m_at < m_text.size() && (m_text[m_at].isDigit() || m_text[m_at] == u'.'))
            ++m_at;
        bool isNumber = false;
        const double result = QStringView(m_text).mid(start, m_at - start).toDouble(&isNumber);
        m_isGood = m_isGood && isNumber;
        return result;
    }

    QString m_text;
    double m_previous;
    qsizetype m_at = 0;
    bool m_isGood = true;
};

QString withoutUnit(QString text)
{
    for (const auto& unit : {QStringLiteral("deg"), QStringLiteral("mm"), QStringLiteral("°"), QStringLiteral("m")})
        if (text.endsWith(unit))
            text.chop(unit.size());
    return text;
}

} // namespace

std::optional<double> parseNumberEntry(QStringView text, double previous)
{
    QString entry = text.toString().toLower();
    entry.remove(u' ').replace(u',', u'.');
    entry = withoutUnit(entry);
    if (entry.startsWith(QLatin1String("+=")) || entry.startsWith(QLatin1String("-=")))
        entry = QLatin1Char('x') + entry.at(0) + entry.mid(2);
    else if (entry.startsWith(u'+') || entry.startsWith(u'*') || entry.startsWith(u'/'))
        entry.prepend(u'x');
    else if (entry.startsWith(u'='))
        entry.remove(0, 1);
    return Expression(entry, previous).value();
}

} // namespace effigy::ui
