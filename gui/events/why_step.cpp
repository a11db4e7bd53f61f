#include "gui/events/why_step.h"

#include <QKeyEvent>
#include <QPainter>
#include <QSizePolicy>

#include "gui/events/event_look.h"
#include "gui/style/fonts.h"
#include "gui/style/format.h"

namespace events {
namespace {

constexpr int kDot = 10;
constexpr int kIndent = 14;
constexpr int kLeft = 28;
constexpr int kGap = 10;

}  // namespace

WhyStep::WhyStep(const view::EventRow& row, int depth, std::size_t more, QWidget* parent)
    : QAbstractButton(parent), number_(row.number), seconds_(seconds_of(row)), kind_(row.kind), depth_(depth) {
  head_ = style::clock_text(seconds_) + "   " + place_of(row);
  text_ = told(row);
  because_ = text_of(row.because);
  if (more > 0)
    because_ += (because_.isEmpty() ? "" : " ") + tr("And %n more of this kind.", nullptr, static_cast<int>(more));
  setObjectName(QString("why-step-%1").arg(number_));
  setAccessibleName(head_ + " " + text_ + ". " + because_);
  setToolTip(tr("Click: select this event. Double click: go there."));
  setFocusPolicy(Qt::StrongFocus);
  setCursor(Qt::PointingHandCursor);
  QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  policy.setHeightForWidth(true);
  setSizePolicy(policy);
}

void WhyStep::set_place(bool first, bool last, bool explained) {
  first_ = first;
  last_ = last;
  explained_ = explained;
}

WhyStep::Rects WhyStep::rects(int width) const {
  const int left = kLeft + depth_ * kIndent;
  const int wide = std::max(60, width - left - 6);
  const auto measured = [&](const QFont& font, const QString& text, int top) {
    if (text.isEmpty()) return QRect(left, top, wide, 0);
    return QRect(left, top, wide,
                 QFontMetrics(font).boundingRect(QRect(0, 0, wide, 10'000), Qt::TextWordWrap, text).height());
  };
  Rects r;
  r.head = measured(style::ui_font(11.5), head_, 2);
  r.text = measured(style::ui_font(13, QFont::DemiBold), text_, r.head.bottom() + 1);
  r.because = measured(style::ui_font(12.5), because_, r.text.bottom() + 2);
  r.height = r.because.top() + r.because.height() + kGap;
  return r;
}

int WhyStep::heightForWidth(int width) const { return rects(width).height; }
QSize WhyStep::sizeHint() const { return {290, rects(290).height}; }

void WhyStep::paintEvent(QPaintEvent*) {
  const style::Theme& t = style::theme();
  const Rects r = rects(width());
  QPainter p(this);
  p.setRenderHint(QPainter::Antialiasing);
  if (hasFocus() || underMouse()) {
    p.setPen(hasFocus() ? QPen(t.accent, 1) : QPen(Qt::NoPen));
    p.setBrush(style::faded(t.accent, 0.08));
    p.drawRoundedRect(QRectF(rect()).adjusted(1, 0.5, -1, -2.5), 6, 6);
  }
  const double x = 12 + depth_ * kIndent;
  const double y = r.head.center().y() + 2;
  p.setPen(QPen(t.border, 2));
  if (!first_) p.drawLine(QPointF(x, 0), QPointF(x, y));
  if (!last_) p.drawLine(QPointF(x, y), QPointF(x, height()));
  p.setPen(explained_ ? QPen(t.text, 2) : QPen(Qt::NoPen));
  p.setBrush(colour_of(kind_));
  p.drawEllipse(QPointF(x, y), kDot / 2.0, kDot / 2.0);
  p.setPen(t.faint);
  p.setFont(style::ui_font(11.5));
  p.drawText(r.head, Qt::TextWordWrap, head_);
  p.setPen(kind_ == view::EventClass::fault ? t.bad : t.text);
  p.setFont(style::ui_font(13, QFont::DemiBold));
  p.drawText(r.text, Qt::TextWordWrap, text_);
  p.setPen(t.muted);
  p.setFont(style::ui_font(12.5));
  p.drawText(r.because, Qt::TextWordWrap, because_);
}

void WhyStep::mouseDoubleClickEvent(QMouseEvent*) { Q_EMIT wanted(); }

void WhyStep::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) return Q_EMIT wanted();
  QAbstractButton::keyPressEvent(event);
}

}  // namespace events
