#include "gui/pages/flow_layout.h"

#include <QWidget>
#include <algorithm>

namespace pages {

FlowLayout::FlowLayout(QWidget* parent, int spacing) : QLayout(parent) {
  setContentsMargins(0, 0, 0, 0);
  setSpacing(spacing);
}

FlowLayout::~FlowLayout() { qDeleteAll(items_); }

QLayoutItem* FlowLayout::takeAt(int index) {
  return index >= 0 && index < items_.size() ? items_.takeAt(index) : nullptr;
}

QSize FlowLayout::sizeHint() const {
  int width = 0;
  int height = 0;
  for (const QLayoutItem* const item : items_) {
    if (item->isEmpty()) continue;
    width += item->sizeHint().width() + spacing();
    height = std::max(height, item->sizeHint().height());
  }
  return {width, height};
}

QSize FlowLayout::minimumSize() const {
  QSize least;
  for (const QLayoutItem* const item : items_)
    if (!item->isEmpty()) least = least.expandedTo(item->minimumSize());
  return least;
}

void FlowLayout::setGeometry(const QRect& rect) {
  QLayout::setGeometry(rect);
  place(rect, true);
}

int FlowLayout::place(const QRect& in, bool really) const {
  const bool mirrored = parentWidget() != nullptr && parentWidget()->isRightToLeft();
  int x = 0;
  int y = 0;
  const int line = sizeHint().height();
  for (QLayoutItem* const item : items_) {
    if (item->isEmpty()) continue;
    QSize size = item->sizeHint();
    if (x > 0 && x + size.width() > in.width()) {
      x = 0;
      y += line + spacing();
    }
    if (item->expandingDirections() & Qt::Horizontal)
      size.setWidth(std::clamp(in.width() - x, size.width(), std::max(size.width(), item->maximumSize().width())));
    size.setWidth(std::min(size.width(), in.width()));
    if (really) {
      const int left = mirrored ? in.right() + 1 - x - size.width() : in.left() + x;
      item->setGeometry(QRect(QPoint(left, in.top() + y + (line - size.height()) / 2), size));
    }
    x += size.width() + spacing();
  }
  return y + line;
}

}  // namespace pages
