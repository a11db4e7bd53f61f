#pragma once
/// How a fault looks on every axis of time: its hue by how bad it is, a flag with its letter, and its name in words.

#include <QColor>
#include <QPainter>
#include <QPointF>
#include <QString>

#include "gui/view/chunk.h"

namespace charts {

/// A process or a link of the cluster is gone: bad; it is slow, or a client is gone: a warning.
QColor fault_colour(const view::FaultSpan& fault);
/// "kill broker-102"
QString fault_name(const view::FaultSpan& fault);
/// "A kill broker-102, 01:00.000 to 02:00.000"
QString fault_sentence(const view::FaultSpan& fault);
/// A flag that stands on a pole, its foot at the left; returns how wide it is.
double draw_flag(QPainter& painter, QPointF foot, const view::FaultSpan& fault);

}  // namespace charts
