#include "gui/app/focus_ring.h"

#include <QApplication>
#include <QKeyEvent>
#include <QPainter>

#include "gui/style/theme.h"

namespace app {
namespace {

constexpr int kAround = 3;
constexpr double kPen = 2;

}  // namespace

FocusRing::FocusRing(QWidget* window) : QWidget(window) {
  setObjectName("focus-ring");
  setAttribute(Qt::WA_TransparentForMouseEvents);
  setAttribute(Qt::WA_NoSystemBackground);
  setFocusPolicy(Qt::NoFocus);
  hide();
  qApp->installEventFilter(this);
  connect(qApp, &QApplication::focusChanged, this, [this](QWidget*, QWidget* now) { follow(now); });
}

bool FocusRing::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::KeyPress) {
    const int key = static_cast<QKeyEvent*>(event)->key();
    if (key == Qt::Key_Tab || key == Qt::Key_Backtab) by_key_ = true;
  } else if (event->type() == QEvent::MouseButtonPress && watched->isWidgetType()) {
    by_key_ = false;
    hide();
  } else if (watched == target_ && (event->type() == QEvent::Move || event->type() == QEvent::Resize ||
                                    event->type() == QEvent::Show || event->type() == QEvent::Hide)) {
    place();
  }
  return QWidget::eventFilter(watched, event);
}

void FocusRing::follow(QWidget* now) {
  target_ = now != nullptr && now->window() == window() ? now : nullptr;
  place();
}

void FocusRing::place() {
  const bool shown = by_key_ && target_ != nullptr && target_->isVisible();
  setVisible(shown);
  if (!shown) return;
  const QRect box(target_->mapTo(window(), QPoint(0, 0)), target_->size());
  setGeometry(box.adjusted(-kAround, -kAround, kAround, kAround).intersected(window()->rect()));
  raise();
}

void FocusRing::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(style::theme().accent, kPen));
  painter.drawRoundedRect(QRectF(rect()).adjusted(1.5, 1.5, -1.5, -1.5), 8, 8);
}

}  // namespace app
