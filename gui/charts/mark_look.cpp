#include "gui/charts/mark_look.h"

#include <QCoreApplication>
#include <QInputDialog>

#include "gui/style/fonts.h"
#include "gui/style/format.h"
#include "gui/style/theme.h"

namespace charts {

void draw_marks(QPainter& painter, const bridge::TimeWindow& window, const QRectF& field,
                const std::function<double(double)>& x_of) {
  const QColor colour = style::theme().accent;
  painter.setFont(style::ui_font(10));
  const QFontMetricsF metrics(painter.font());
  for (const bridge::TimeWindow::Mark& m : window.marks()) {
    const double x = x_of(m.seconds);
    if (x < field.left() || x > field.right()) continue;
    painter.setPen(QPen(colour, 1, Qt::DotLine));
    painter.drawLine(QPointF(x, field.top()), QPointF(x, field.bottom()));
    const QString text = metrics.elidedText(m.text, Qt::ElideRight, 120);
    const double width = metrics.horizontalAdvance(text);
    painter.setPen(colour);
    painter.drawText(QPointF(x + 3 + width > field.right() ? x - 3 - width : x + 3, field.top() + metrics.ascent()),
                     text);
  }
}

void ask_for_mark(QWidget* parent, bridge::TimeWindow& window, double seconds) {
  auto* const dialog = new QInputDialog(parent);
  dialog->setObjectName("mark-dialog");
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setWindowTitle(QCoreApplication::translate("charts", "Mark"));
  dialog->setLabelText(QCoreApplication::translate("charts", "Mark at %1:").arg(style::clock_text(seconds)));
  QObject::connect(dialog, &QInputDialog::textValueSelected, &window,
                   [&window, seconds](const QString& text) { window.add_mark(seconds, text); });
  dialog->open();
}

}  // namespace charts
