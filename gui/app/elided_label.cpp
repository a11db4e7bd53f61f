#include "gui/app/elided_label.h"

#include <QResizeEvent>

namespace app {

void ElidedLabel::set_whole_text(const QString& text) {
  whole_ = text;
  setToolTip(text);
  setAccessibleName(text);
  updateGeometry();
  elide();
}

QSize ElidedLabel::sizeHint() const {
  ensurePolished();
  return {fontMetrics().horizontalAdvance(whole_) + 4, QLabel::sizeHint().height()};
}

void ElidedLabel::resizeEvent(QResizeEvent* event) {
  QLabel::resizeEvent(event);
  elide();
}

void ElidedLabel::elide() {
  const QString shown = fontMetrics().elidedText(whole_, Qt::ElideRight, width() - 2);
  if (shown != text()) setText(shown);
}

}  // namespace app
