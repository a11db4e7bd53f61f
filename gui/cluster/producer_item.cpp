#include "gui/cluster/producer_item.h"

#include <QPainter>
#include <QPolygonF>
#include <algorithm>
#include <cmath>

#include "gui/cluster/paint_kit.h"
#include "gui/style/format.h"
#include "gui/style/icons.h"
#include "gui/style/theme.h"

namespace cluster {
namespace {

constexpr double kSparkSeconds = 20;
constexpr int kSparkPoints = 40;

}  // namespace

const view::ProducerNow* ProducerItem::producer() const {
  if (!state().now) return nullptr;
  const std::string wanted = name().toStdString();
  for (const view::ProducerNow& p : state().now->producers)
    if (p.name == wanted) return &p;
  return nullptr;
}

QString ProducerItem::describe() const {
  const view::ProducerNow* const p = producer();
  if (p == nullptr) return name();
  QString text = tr("%1: acks=%2, %3 records/s acknowledged, %4 unfinished, buffer %5 %")
                     .arg(name(), QString::fromStdString(p->acks), style::number_text(p->acknowledged),
                          style::count_text(static_cast<double>(p->unfinished)))
                     .arg(qRound(p->buffer * 100));
  if (p->p99_ms) text += tr(", p99 %1").arg(style::span_text(*p->p99_ms / 1e3));
  if (p->instances > 1 || p->running < p->instances)
    text += tr(", %1 of %2 instances run").arg(p->running).arg(p->instances);
  if (p->failed > 0) text += tr(", %1 records/s fail").arg(style::number_text(p->failed));
  return text;
}

QColor ProducerItem::tone(const view::ProducerNow& p) const {
  const style::Theme& t = style::theme();
  if (p.failed > 0 || (p.running == 0 && p.instances > 0)) return t.bad;
  const bool late = p.unfinished > 0 && p.acknowledged <= 0 && p.running > 0 && p.buffer > 0.01;
  return p.retries > 0 || p.running < p.instances || p.buffer > 0.5 || late ? t.warn : t.border;
}

void ProducerItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
  const view::ProducerNow* const now = producer();
  if (now == nullptr) return;
  const style::Theme& t = style::theme();
  QPainter& p = *painter;
  const QColor edge = tone(*now);
  const QColor mark = edge == t.border ? t.accent : edge;
  draw_card(p, QRectF(QPointF(0, 0), size()), edge, t.panel, 9);
  const double w = size().width();
  const bool trucks = state().now->trucks && state().now->producers.size() == 1;
  style::draw_icon(p, trucks ? style::Icon::truck : style::Icon::producer, QRectF(8, 6, 17, 17), mark, 1.4);
  const QString count = now->instances > 1 ? QStringLiteral("%1x").arg(style::count_text(now->instances)) : QString();
  const QFont small = scene_font(10);
  const double count_width = count.isEmpty() ? 0 : text_width(count, small) + 4;
  draw_line_of_text(p, QRectF(30, 6, w - 38 - count_width, 18), name(), scene_font(11.5, QFont::DemiBold), t.text);
  draw_line_of_text(p, QRectF(w - 8 - count_width, 6, count_width, 18), count, small, t.muted,
                    Qt::AlignRight | Qt::AlignVCenter);
  if (size().height() >= 44) paint_numbers(p, *now);
}

void ProducerItem::paint_numbers(QPainter& p, const view::ProducerNow& now) const {
  const style::Theme& t = style::theme();
  const double w = size().width() - 18;
  const double h = size().height();
  const QFont small = scene_font(10);
  const QString rate = tr("%1 rec/s").arg(style::number_text(now.acknowledged));
  const QString errors = now.running < now.instances ? tr("%1 of %2 run").arg(now.running).arg(now.instances)
                         : now.failed > 0            ? tr("%1 failed/s").arg(style::number_text(now.failed))
                         : now.retries > 0           ? tr("%1 retries/s").arg(style::number_text(now.retries))
                                                     : QStringLiteral("acks=") + QString::fromStdString(now.acks);
  draw_line_of_text(p, QRectF(10, 25, w, 15), rate, small, t.muted);
  draw_line_of_text(p, QRectF(10, 25, w, 15), errors, small,
                    now.failed > 0    ? t.bad
                    : now.retries > 0 ? t.warn
                                      : t.faint,
                    Qt::AlignRight | Qt::AlignVCenter);
  if (h >= 62) {
    draw_line_of_text(p, QRectF(10, 41, w, 15), tr("unfinished"), small, t.faint);
    draw_line_of_text(p, QRectF(10, 41, w, 15), style::count_text(static_cast<double>(now.unfinished)), small, t.muted,
                      Qt::AlignRight | Qt::AlignVCenter);
  }
  if (h >= 78) {
    draw_line_of_text(p, QRectF(10, 57, 44, 15), tr("buffer"), small, t.faint);
    const QColor& colour = now.buffer > 0.8 ? t.bad : now.buffer > 0.4 ? t.warn : t.accent;
    draw_bar(p, QRectF(54, 62, w - 44, 5), now.buffer, colour);
  }
  if (h >= 94) {
    draw_line_of_text(p, QRectF(10, 73, 30, 15), QStringLiteral("p99"), small, t.faint);
    const QString value = now.p99_ms ? style::span_text(*now.p99_ms / 1e3) : QString(QChar(0x2013));
    draw_line_of_text(p, QRectF(40, 73, w - 30, 15), value, scene_font(10, QFont::DemiBold),
                      now.retries > 0 ? t.warn : t.text, Qt::AlignRight | Qt::AlignVCenter);
  }
  if (h >= 110) paint_sparkline(p, QRectF(10, 90, w, h - 97), now.retries > 0 ? t.warn : t.accent);
}

void ProducerItem::paint_sparkline(QPainter& p, const QRectF& in, const QColor& colour) const {
  if (state().record == nullptr) return;
  const view::RunRecord::Series* const series = state().record->find("produce/" + name().toStdString() + "/p99");
  if (series == nullptr) return;
  const double now = state().now->seconds();
  const double step = kSparkSeconds / kSparkPoints;
  QVarLengthArray<QLineF, kSparkPoints> lines;
  std::optional<QPointF> before;
  for (int i = 0; i < kSparkPoints; ++i) {
    const double from = now - kSparkSeconds + step * i;
    const view::Column c = series->samples.within(from, from + step);
    if (c.count == 0) {
      before.reset();
      continue;
    }
    // 1 ms at the foot, 10 s on top.
    const double share = std::clamp(std::log10(std::max(1.0, static_cast<double>(c.most))) / 4, 0.0, 1.0);
    const QPointF point(in.left() + in.width() * i / (kSparkPoints - 1), in.bottom() - in.height() * share);
    if (before) lines.append(QLineF(*before, point));
    before = point;
  }
  p.setPen(QPen(colour, 1.2));
  p.drawLines(lines.constData(), static_cast<int>(lines.size()));
}

}  // namespace cluster
