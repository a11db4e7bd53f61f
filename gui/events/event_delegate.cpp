#include "gui/events/event_delegate.h"

#include <QPainter>

#include "gui/events/event_look.h"
#include "gui/events/event_model.h"
#include "gui/style/fonts.h"

namespace events {

void EventDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
  const style::Theme& t = style::theme();
  const auto kind = static_cast<view::EventClass>(index.data(EventModel::kind_role).toInt());
  const bool fault = kind == view::EventClass::fault;
  const bool future = index.data(EventModel::future_role).toBool();
  const bool marked = index.data(EventModel::marked_role).toBool();
  painter->save();
  painter->setRenderHint(QPainter::Antialiasing);
  if ((option.state & QStyle::State_Selected) != 0) {
    painter->fillRect(option.rect, style::faded(t.accent, 0.22));
    if (index.column() == 0)
      painter->fillRect(QRect(option.rect.left(), option.rect.top(), 3, option.rect.height()), t.accent);
  }
  painter->setPen(t.grid);
  painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
  QRect in = option.rect.adjusted(8, 0, -6, 0);
  const QColor colour = future ? t.faint : colour_of(kind);
  if (index.column() == EventModel::time) {
    painter->setFont(style::mono_font(12));
    painter->setPen(future ? t.faint : t.muted);
  } else if (index.column() == EventModel::who) {
    const double size = painter->fontMetrics().height() * 0.45;
    painter->setBrush(future ? Qt::NoBrush : QBrush(colour));
    painter->setPen(QPen(colour, 1.2));
    painter->drawEllipse(QRectF(in.left(), in.center().y() - size / 2 + 0.5, size, size));
    in.setLeft(in.left() + static_cast<int>(size) + 9);
    painter->setFont(style::ui_font(13, fault || marked ? QFont::DemiBold : QFont::Normal));
    painter->setPen(kind == view::EventClass::request || kind == view::EventClass::client ? (future ? t.faint : t.muted)
                                                                                          : colour);
  } else {
    painter->setFont(style::ui_font(13, fault || marked ? QFont::DemiBold : QFont::Normal));
    painter->setPen(future ? t.faint : fault ? t.bad : t.text);
  }
  const QString text = painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, in.width());
  painter->drawText(in, Qt::AlignVCenter | Qt::AlignLeft, text);
  painter->restore();
}

QSize EventDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const {
  return {80, QFontMetrics(style::ui_font(13)).height() + 9};
}

}  // namespace events
