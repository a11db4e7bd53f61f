#include "gui/cluster/sessions_item.h"

#include <QCoreApplication>
#include <QPainter>
#include <algorithm>

#include "gui/cluster/paint_kit.h"
#include "gui/style/theme.h"

namespace cluster {
namespace {

QString sessions_tr(const char* text) { return QCoreApplication::translate("cluster::Links", text); }

}  // namespace

void SessionsItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
  if (!state_.now) return;
  painter->setRenderHint(QPainter::Antialiasing);
  paint_titles(*painter);
  paint_sessions(*painter);
}

void SessionsItem::paint_sessions(QPainter& p) const {
  const style::Theme& t = style::theme();
  if (layout_.zookeeper.empty()) return;
  for (std::size_t i = 1; i < layout_.zookeeper.size(); ++i) {
    const QRectF& a = layout_.zookeeper[i - 1];
    const QRectF& b = layout_.zookeeper[i];
    p.setPen(QPen(style::faded(state_.now->quorum ? t.ok : t.bad, 0.7), 1.4,
                  state_.now->quorum ? Qt::SolidLine : Qt::DotLine));
    p.drawLine(QPointF(a.right(), a.center().y()), QPointF(b.left(), b.center().y()));
  }
  for (std::size_t i = 0; i < state_.now->brokers.size() && i < layout_.brokers.size(); ++i)
    paint_session(p, state_.now->brokers[i], layout_.brokers[i]);
}

/// Which server a broker is connected to is not told: its line goes to the ensemble. Lines of quiet sessions are drawn
/// where they cross nothing.
void SessionsItem::paint_session(QPainter& p, const view::BrokerNow& b, const QRectF& card) const {
  const style::Theme& t = style::theme();
  const bool first_row = card.top() <= layout_.brokers.front().top() + 1;
  if (!b.registered || (!first_row && !b.controller && !b.session_left)) return;
  const double left = layout_.zookeeper.front().left() + 12;
  const double right = layout_.zookeeper.back().right() - 12;
  const double y = layout_.zookeeper.front().bottom() + 1;
  const QPointF from(card.center().x(), card.top() - 1);
  const QPointF to(std::clamp(left + (right - left) * (from.x() / layout_.size.width()), left, right), y);
  const double bend = (from.y() - to.y()) * 0.6;
  const QColor& colour = b.session_left ? t.bad : b.controller ? t.warn : t.faint;
  p.setPen(QPen(style::faded(colour, b.session_left ? 0.95
                                     : b.controller ? 0.8
                                                    : 0.4),
                b.session_left ? 1.5 : 1.1, b.session_left ? Qt::DotLine : Qt::DashLine));
  p.setBrush(Qt::NoBrush);
  draw_curve(p, {from, from - QPointF(0, bend), to + QPointF(0, bend), to});
  if (!b.session_left || !first_row) return;
  const QString text = sessions_tr("session expires in %1 s").arg(sim::to_seconds(*b.session_left), 0, 'f', 1);
  const bool bends_right = to.x() > from.x();
  // Where neither this line nor the one of the broker to the left runs.
  const bool leftmost = card.left() <= layout_.brokers.front().left();
  const bool before = bends_right && leftmost;
  const double beside = before ? from.x() - 200 : std::max(from.x(), to.x()) + 10;
  draw_line_of_text(p, QRectF(beside, card.top() - 19, 190, 16), text, scene_font(10.5, QFont::DemiBold), t.bad,
                    (before ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
}

void SessionsItem::paint_titles(QPainter& p) const {
  const style::Theme& t = style::theme();
  const QFont font = scene_font(11, QFont::DemiBold);
  if (!layout_.producers.empty())
    draw_line_of_text(p, layout_.producers_title, sessions_tr("Producers"), font, t.muted);
  if (!layout_.groups.empty())
    draw_line_of_text(p, layout_.groups_title, sessions_tr("Consumer groups"), font, t.muted);
  if (layout_.zookeeper.empty()) return;
  draw_line_of_text(p, layout_.zookeeper_title, sessions_tr("ZooKeeper ensemble"), font, t.muted,
                    Qt::AlignRight | Qt::AlignVCenter);
  if (state_.now->quorum) return;
  const QRectF band(layout_.zookeeper_title.left() - 8, layout_.zookeeper.front().bottom() + 4,
                    layout_.zookeeper.back().right() - layout_.zookeeper_title.left() + 16, 18);
  p.setPen(Qt::NoPen);
  p.setBrush(t.bad);
  p.drawRoundedRect(band, 5, 5);
  draw_line_of_text(p, band, sessions_tr("no quorum: no elections, data flow goes on"), scene_font(11, QFont::Bold),
                    ink_on(t.bad), Qt::AlignCenter);
}

}  // namespace cluster
