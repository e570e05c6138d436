// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/icons.h"

#include "ui/theme/tokens.h"

#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QSvgRenderer>

namespace effigy::ui {
namespace {

QByteArray recoloured(const QString& name, const QColor& colour)
{
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return file.readAll().replace("currentColor", colour.name().toLatin1());
}

/// Draws the SVG afresh for each size, so that icons are sharp on every screen.
class SvgIconEngine : public QIconEngine {
public:
    explicit SvgIconEngine(QString name) : m_name(std::move(name)) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override
    {
        const QColor colour = mode == QIcon::Disabled ? tokens().disabledText : tokens().text;
        QSvgRenderer(recoloured(m_name, colour)).render(painter, QRectF(rect));
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixels(size);
        pixels.fill(Qt::transparent);
        QPainter painter(&pixels);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return pixels;
    }
    QIconEngine* clone() const override { return new SvgIconEngine(m_name); }

private:
    QString m_name;
};

} // namespace

QIcon icon(const QString& name)
{
    return QFile::exists(QStringLiteral(":/icons/%1.svg").arg(name)) ? QIcon(new SvgIconEngine(name)) : QIcon();
}

QPixmap iconPixmap(const QString& name, const QColor& colour, int side, double pixelRatio)
{
    QPixmap pixels(QSize(side, side) * pixelRatio);
    pixels.setDevicePixelRatio(pixelRatio);
    pixels.fill(Qt::transparent);
    QPainter painter(&pixels);
    QSvgRenderer(recoloured(name, colour)).render(&painter, QRectF(0, 0, side, side));
    return pixels;
}

} // namespace effigy::ui
