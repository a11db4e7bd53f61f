#include "gui/charts/framed.h"

#include <QVBoxLayout>

namespace charts {

QFrame* framed(QWidget* view, QWidget* parent) {
  auto* const frame = new QFrame(parent);
  frame->setObjectName("panel");
  auto* const inside = new QVBoxLayout(frame);
  inside->setContentsMargins(1, 4, 1, 3);
  inside->addWidget(view);
  return frame;
}

}  // namespace charts
