#pragma once
/// Marks: what somebody wrote at an instant of the run, drawn on every axis of time.

#include <QPainter>
#include <QRectF>
#include <functional>

#include "gui/bridge/time_window.h"

class QWidget;

namespace charts {

/// Dotted lines through `field`, the texts at its top.
void draw_marks(QPainter& painter, const bridge::TimeWindow& window, const QRectF& field,
                const std::function<double(double)>& x_of);
/// A dialog that asks for the text of a mark at that instant.
void ask_for_mark(QWidget* parent, bridge::TimeWindow& window, double seconds);

}  // namespace charts
