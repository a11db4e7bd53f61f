#pragma once
/// Small things that painted views have in common.

#include <QPainter>
#include <QRectF>
#include <QString>

namespace strips {

/// A panel's rounded frame.
void draw_card(QPainter& painter, const QRectF& in);
/// Diagonal lines: somebody is missing here.
void draw_hatch(QPainter& painter, const QRectF& in, const QColor& colour, double step = 7, double pen = 1.3);
/// A rounded label; its width is returned.
double draw_pill(QPainter& painter, const QPointF& left_centre, const QString& text, const QColor& fill,
                 const QColor& text_colour, double px = 10);
/// The same about its centre, kept within [least, most].
void draw_pill_about(QPainter& painter, const QPointF& centre, const QString& text, const QColor& fill,
                     const QColor& text_colour, double least, double most, double px = 10);
/// Text that ends with "..." where there is no more room.
void draw_elided(QPainter& painter, const QRectF& in, int flags, const QString& text);
/// Dark on a light fill, light on a dark one.
QColor text_on(const QColor& fill);

}  // namespace strips
