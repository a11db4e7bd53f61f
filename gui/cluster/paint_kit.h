#pragma once
/// Small things that several items of the scene draw.

#include <QColor>
#include <QFont>
#include <QPainter>
#include <QRectF>
#include <QString>
#include <array>

#include "model/cluster/cluster_controls.h"

namespace cluster {

/// Sizes in the scene's units: the font scale is in the view's transform.
QFont scene_font(double px, QFont::Weight weight = QFont::Normal);
QFont scene_mono(double px, QFont::Weight weight = QFont::Normal);

/// Cut with an ellipsis where it does not fit.
void draw_line_of_text(QPainter& p, const QRectF& in, const QString& text, const QFont& font, const QColor& colour,
                       Qt::Alignment align = Qt::AlignLeft | Qt::AlignVCenter);
double text_width(const QString& text, const QFont& font);
/// A rounded label; its width is returned.
double draw_chip(QPainter& p, const QPointF& left_top, double height, const QString& text, const QFont& font,
                 const QColor& back, const QColor& ink);
void draw_bar(QPainter& p, const QRectF& in, double share, const QColor& colour);
/// A Bezier curve by its four points.
void draw_curve(QPainter& p, const std::array<QPointF, 4>& curve);
void draw_hatching(QPainter& p, const QRectF& in, const QColor& colour, double step);
/// A state by its shape: running a dot, stopping and paused a triangle, stopped a cross in a ring.
void draw_led(QPainter& p, const QPointF& centre, double radius, kafka::MachineState state);
/// Text on a filled field of that colour.
QColor ink_on(const QColor& back);
/// "running", "stopping", "paused", "stopped" in the reader's language.
QString state_text(kafka::MachineState state);

}  // namespace cluster
