#include "gui/charts/fault_look.h"

#include <QCoreApplication>
#include <algorithm>

#include "gui/charts/moments.h"
#include "gui/style/fonts.h"
#include "gui/style/format.h"
#include "gui/style/theme.h"

namespace charts {
namespace {

QString seconds_text(sim::SimTime t) { return style::clock_text(seconds_of(t)); }

}  // namespace

QColor fault_colour(const view::FaultSpan& fault) {
  const bool slow = fault.kind.starts_with("slow") || fault.kind.starts_with("flaky") || fault.kind == "pause" ||
                    fault.kind == "restart" || fault.kind == "stop";
  const bool server =
      fault.target.find("broker-") != std::string::npos || fault.target.find("zookeeper-") != std::string::npos;
  return server && !slow ? style::theme().bad : style::theme().warn;
}

QString fault_name(const view::FaultSpan& fault) {
  return QString::fromStdString(fault.target.empty() ? fault.kind : fault.kind + " " + fault.target);
}

QString fault_sentence(const view::FaultSpan& fault) {
  const QString what = QString::fromStdString(fault.letter) + " " + fault_name(fault);
  if (!fault.end) return QCoreApplication::translate("charts", "%1, since %2").arg(what, seconds_text(fault.begin));
  if (*fault.end == fault.begin)
    return QCoreApplication::translate("charts", "%1, at %2").arg(what, seconds_text(fault.begin));
  return QCoreApplication::translate("charts", "%1, %2 to %3")
      .arg(what, seconds_text(fault.begin), seconds_text(*fault.end));
}

double draw_flag(QPainter& painter, QPointF foot, const view::FaultSpan& fault) {
  const QString letter = QString::fromStdString(fault.letter);
  painter.setFont(style::ui_font(9, QFont::Bold));
  const double height = painter.fontMetrics().ascent() + 2;
  const double width = std::max(13.0, painter.fontMetrics().horizontalAdvance(letter) + 6.0);
  const QRectF flag(foot.x(), foot.y() - height, width, height);
  painter.fillRect(flag, fault_colour(fault));
  painter.setPen(style::theme().on_accent);
  painter.drawText(flag, Qt::AlignCenter, letter);
  return width;
}

}  // namespace charts
