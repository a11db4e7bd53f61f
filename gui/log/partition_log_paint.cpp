// How PartitionLogView looks.

#include <QPainter>
#include <algorithm>
#include <cmath>

#include "gui/log/partition_log_view.h"
#include "gui/strips/paint.h"
#include "gui/style/fonts.h"
#include "gui/style/format.h"
#include "gui/style/icons.h"
#include "gui/style/theme.h"

namespace logs {
namespace {

constexpr double kBlock = 34;  // height of a record

QString offset_text(std::int64_t n) { return style::count_text(static_cast<double>(n)); }

QString list(const view::Brokers& ids) {
  QStringList words;
  for (const std::int32_t id : ids) words << QString::number(id);
  return words.join(", ");
}

}  // namespace

void PartitionLogView::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  strips::draw_card(painter, rect());
  if (!tp_) return;
  draw_head(painter);
  draw_epochs(painter);
  draw_offsets(painter);
  for (std::size_t i = 0; i < replicas_.size(); ++i) {
    draw_role(painter, i);
    draw_replica(painter, i);
  }
  draw_high_watermark(painter);
  draw_groups(painter);
}

void PartitionLogView::draw_head(QPainter& painter) const {
  const style::Theme& t = style::theme();
  painter.setFont(style::ui_font(15, QFont::DemiBold));
  painter.setPen(t.text);
  const QString name = QString::fromStdString(partition_.name);
  painter.drawText(QPointF(18, 30), name);
  const double x = 30 + painter.fontMetrics().horizontalAdvance(name);
  const QString leader = partition_.leader < 0
                             ? tr("no leader (epoch %1)").arg(partition_.leader_epoch)
                             : tr("leader %1 (epoch %2)").arg(partition_.leader).arg(partition_.leader_epoch);
  painter.setFont(style::ui_font(12));
  painter.setPen(partition_.leader < 0 || !partition_.serving ? t.bad : t.muted);
  QStringList words{tr("replicas %1").arg(list(partition_.replicas)), leader,
                    QString("ISR {%1}").arg(list(partition_.isr)),
                    QString("min.insync.replicas %1").arg(partition_.min_isr)};
  if (!partition_.serving) words << tr("serves nobody now");
  strips::draw_elided(painter, QRectF(x, 14, width() - x - 14, 22), Qt::AlignVCenter, words.join("     "));
}

/// As the leader's log tells them; without one, the longest.
void PartitionLogView::draw_epochs(QPainter& painter) const {
  const style::Theme& t = style::theme();
  painter.setFont(style::ui_font(10.5));
  painter.setPen(t.faint);
  painter.drawText(QRectF(10, 50, left() - 22, 20), Qt::AlignRight | Qt::AlignVCenter, tr("written in"));
  if (replicas_.empty()) return;
  const std::vector<Piece>& pieces = replicas_.front().log->pieces;
  painter.save();
  painter.setClipRect(QRectF(left(), 46, right() - left(), 28));
  for (std::size_t i = 0; i < pieces.size();) {
    std::size_t end = i;
    while (end < pieces.size() && pieces[end].epoch == pieces[i].epoch) ++end;
    const Piece& begin = pieces[i];
    const double from = std::max(left() - 6, x_of(static_cast<double>(begin.base)));
    const double until = std::min(right() + 6, x_of(static_cast<double>(pieces[end - 1].end)));
    i = end;
    if (until < left() || from > right()) continue;
    const QColor colour = t.category(static_cast<std::size_t>(begin.epoch) * 4);
    const QRectF box(from, 50, until - from - 2, 20);
    painter.setPen(Qt::NoPen);
    painter.setBrush(style::faded(colour, 0.22));
    painter.drawRoundedRect(box, 4, 4);
    const std::int32_t led = index_.leader_of(begin.epoch);
    QString text = tr("leader epoch %1").arg(begin.epoch);
    if (led >= 0) text += tr("  (broker %1)").arg(led);
    if (begin.base >= first_) text += tr(", starts at offset %1").arg(offset_text(begin.base));
    painter.setFont(style::ui_font(10.5, QFont::DemiBold));
    painter.setPen(style::mixed(colour, t.text, 0.4));
    strips::draw_elided(painter, box.intersected(QRectF(left(), 46, right() - left(), 28)).adjusted(4, 0, -4, 0),
                        Qt::AlignCenter, text);
  }
  painter.restore();
}

void PartitionLogView::draw_offsets(QPainter& painter) const {
  painter.setFont(style::mono_font(9.5));
  painter.setPen(style::theme().faint);
  const double room = painter.fontMetrics().horizontalAdvance(QString::number(end_)) + 14;
  std::int64_t step = 1;
  for (std::int64_t power = 1; static_cast<double>(step) * width_ < room; power *= 10)
    for (const std::int64_t m : {1, 2, 5})
      if (static_cast<double>(step) * width_ < room) step = m * power;
  const std::int64_t last = first_ + offsets_shown();
  for (std::int64_t o = (first_ + step - 1) / step * step; o < last; o += step) {
    const double x = x_of(static_cast<double>(o)) + std::min(width_, 90.0) / 2;
    painter.drawText(QRectF(x - room, 71, 2 * room, 14), Qt::AlignCenter, QString::number(o));
  }
}

void PartitionLogView::draw_role(QPainter& painter, std::size_t i) const {
  const style::Theme& t = style::theme();
  const Replica& r = replicas_[i];
  const double y = row_top(i);
  painter.setFont(style::ui_font(12.5, QFont::DemiBold));
  painter.setPen(t.text);
  strips::draw_elided(painter, QRectF(18, y, left() - 26, 18), Qt::AlignVCenter, r.name);
  QString role;
  QColor colour = t.faint;
  switch (r.now.look) {
    case view::ReplicaLook::leader:
      role = tr("leader");
      colour = t.accent;
      break;
    case view::ReplicaLook::in_sync:
      role = tr("in sync");
      colour = t.ok;
      break;
    case view::ReplicaLook::out_of_sync:
      role = tr("out of the ISR");
      colour = t.warn;
      break;
    case view::ReplicaLook::offline:
      role = r.now.listed ? tr("offline, in the ISR") : tr("offline");
      colour = t.bad;
      break;
  }
  strips::draw_pill(painter, {18, y + 29}, role, style::faded(colour, 0.2), colour);
}

void PartitionLogView::draw_replica(QPainter& painter, std::size_t i) const {
  const style::Theme& t = style::theme();
  const Replica& r = replicas_[i];
  const QRectF row(left(), row_top(i) + 2, right() - left(), kBlock);
  painter.save();
  painter.setClipRect(row.adjusted(-1, -2, 1, 2));
  const auto last = static_cast<std::int64_t>(first_ + offsets_shown() + 1);
  const std::int64_t start = std::max<std::int64_t>(r.now.log_start, 0);
  if (start > first_) {
    const QRectF gone(row.left(), row.top() + 6,
                      std::min(row.right(), x_of(static_cast<double>(start))) - row.left() - 2, row.height() - 12);
    painter.fillRect(gone, style::faded(t.faint, 0.14));
    painter.setFont(style::ui_font(10));
    painter.setPen(t.faint);
    strips::draw_elided(painter, gone.adjusted(6, 0, -6, 0), Qt::AlignVCenter,
                        tr("deleted: log start offset %1").arg(offset_text(start)));
  }
  const std::int64_t known = r.log->pieces.empty() ? r.end : r.log->pieces.front().base;
  if (known > std::max(start, first_)) {
    const double from = x_of(static_cast<double>(std::max(start, first_)));
    const QRectF before(from, row.top(),
                        std::min(row.right(), x_of(static_cast<double>(std::min(known, r.end)))) - from - 1,
                        row.height());
    painter.fillRect(before, style::faded(t.muted, 0.16));
    painter.setFont(style::ui_font(10));
    painter.setPen(t.muted);
    strips::draw_elided(painter, before.adjusted(6, 0, -6, 0), Qt::AlignVCenter, tr("written before what is recorded"));
  }
  auto it = std::upper_bound(r.log->pieces.begin(), r.log->pieces.end(), first_,
                             [](std::int64_t o, const Piece& p) { return o < p.end; });
  const bool leader = i == 0;
  double drawn = 0;
  for (; it != r.log->pieces.end() && it->base < last; ++it) {
    const double end = x_of(static_cast<double>(it->end));
    if (end - drawn < 0.7) continue;  // thousands of batches in one pixel
    drawn = end;
    if (it->end > start) draw_piece(painter, *it, row, leader);
  }
  draw_missing(painter, r, row);
  draw_lost(painter, r, row);
  painter.restore();
  const QString cut = cut_sentence(r);
  painter.setFont(style::ui_font(10));
  painter.setPen(t.muted);
  const double y = row.bottom() + 2;
  const QString text = sentence(r);
  strips::draw_elided(painter, QRectF(left(), y, right() - left(), 15), Qt::AlignVCenter, text);
  if (cut.isEmpty()) return;
  const double x = left() + painter.fontMetrics().horizontalAdvance(text) + 18;
  painter.setFont(style::ui_font(10, QFont::DemiBold));
  painter.setPen(t.bad);
  if (x < right()) strips::draw_elided(painter, QRectF(x, y, right() - x, 15), Qt::AlignVCenter, cut);
}

void PartitionLogView::draw_piece(QPainter& painter, const Piece& piece, const QRectF& row, bool leader) const {
  if (!shows_batches()) {
    const std::int64_t from = std::max(piece.base, first_);
    const std::int64_t until = std::min(piece.end, first_ + offsets_shown() + 1);
    for (std::int64_t o = from; o < until; ++o) {
      const QRectF box(x_of(static_cast<double>(o)) + 1.5, row.top(), width_ - 3, row.height());
      draw_record(painter, box, piece, o, leader);
    }
    return;
  }
  const style::Theme& t = style::theme();
  const double from = x_of(static_cast<double>(piece.base));
  const double until = x_of(static_cast<double>(piece.end));
  const double gap = until - from > 4 ? 1 : 0;
  const QRectF box(from, row.top(), std::max(0.8, until - from - gap), row.height());
  const QColor colour = piece.control ? t.faint : t.category(keys_->hue(piece));
  const bool confirmed = piece.end <= partition_.high_watermark;
  painter.fillRect(box, style::faded(colour, confirmed ? (leader ? 0.9 : 0.68) : 0.2));
  if (!confirmed && gap > 0) {
    painter.setPen(QPen(colour, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5));
  }
  painter.setFont(style::ui_font(9, QFont::DemiBold));
  const QString count = offset_text(piece.end - piece.base);
  if (painter.fontMetrics().horizontalAdvance(count) + 6 > box.width()) return;
  painter.setPen(confirmed ? strips::text_on(colour) : t.text);
  painter.drawText(box, Qt::AlignCenter, count);
}

void PartitionLogView::draw_record(QPainter& painter, const QRectF& box, const Piece& piece, std::int64_t offset,
                                   bool leader) const {
  const style::Theme& t = style::theme();
  const QColor colour = piece.control ? t.faint : t.category(keys_->hue(piece));
  const bool confirmed = offset < partition_.high_watermark;
  const QColor fill = style::mixed(t.panel, colour, leader ? 0.95 : 0.7);
  painter.setPen(confirmed ? QPen(Qt::NoPen) : QPen(colour, 1.5));
  painter.setBrush(confirmed ? fill : style::faded(colour, 0.12));
  painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
  if (chosen_ && chosen_->offset == offset) {
    painter.setPen(QPen(t.accent, 2.2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
  }
  painter.setFont(style::ui_font(9.5, QFont::DemiBold));
  painter.setPen(confirmed ? strips::text_on(fill) : style::mixed(colour, t.text, 0.3));
  const QString label = keys_->label(piece, offset);
  if (painter.fontMetrics().horizontalAdvance(label) <= box.width() - 2) painter.drawText(box, Qt::AlignCenter, label);
}

/// What the leader has and this replica has not.
void PartitionLogView::draw_missing(QPainter& painter, const Replica& r, const QRectF& row) const {
  const std::int64_t until = std::min(replicas_.front().end, first_ + offsets_shown() + 1);
  const std::int64_t from = std::max(r.end, first_);
  if (from >= until) return;
  painter.setPen(QPen(style::theme().faint, 1, Qt::DotLine));
  painter.setBrush(Qt::NoBrush);
  if (shows_batches()) {
    const double x = x_of(static_cast<double>(from));
    painter.drawRect(QRectF(x + 1, row.top() + 1, x_of(static_cast<double>(until)) - x - 2, row.height() - 2));
    return;
  }
  for (std::int64_t o = from; o < until; ++o)
    painter.drawRoundedRect(QRectF(x_of(static_cast<double>(o)) + 2, row.top() + 0.5, width_ - 4, row.height() - 1), 4,
                            4);
}

/// Cut off, where nothing has come in its place.
void PartitionLogView::draw_lost(QPainter& painter, const Replica& r, const QRectF& row) const {
  const style::Theme& t = style::theme();
  for (const Piece& piece : r.log->lost) {
    const std::int64_t from = std::max({piece.base, r.end, first_});
    const std::int64_t until = std::min(piece.end, first_ + offsets_shown() + 1);
    if (from >= until) continue;
    const auto draw = [&](double x, double w) {
      const QRectF box(x, row.top() + 0.5, w, row.height() - 1);
      painter.setPen(QPen(t.bad, 1.3));
      painter.setBrush(style::faded(t.bad, 0.12));
      painter.drawRoundedRect(box, 4, 4);
      strips::draw_hatch(painter, box, style::faded(t.bad, 0.75), 7, 1.4);
    };
    if (shows_batches())
      draw(x_of(static_cast<double>(from)), (static_cast<double>(until - from)) * width_ - 1);
    else
      for (std::int64_t o = from; o < until; ++o) draw(x_of(static_cast<double>(o)) + 1.5, width_ - 3);
  }
}

void PartitionLogView::draw_high_watermark(QPainter& painter) const {
  const style::Theme& t = style::theme();
  if (partition_.high_watermark < 0 || replicas_.empty()) return;
  const double x = x_of(static_cast<double>(partition_.high_watermark));
  const QString text = tr("high watermark %1").arg(offset_text(partition_.high_watermark));
  if (x >= left() - 1 && x <= right() + 1) {
    painter.setPen(QPen(t.text, 2));
    painter.drawLine(QPointF(x, 100), QPointF(x, row_top(replicas_.size() - 1) + kBlock + 6));
  }
  strips::draw_pill_about(painter, {std::clamp(x, left(), right()), 94}, text, t.text, t.panel, left(), right(), 10.5);
}

void PartitionLogView::draw_groups(QPainter& painter) const {
  const style::Theme& t = style::theme();
  double y = rows_bottom() + 4;
  painter.setPen(QPen(t.border, 1));
  painter.drawLine(QPointF(18, y), QPointF(width() - 18, y));
  painter.setFont(style::ui_font(11, QFont::DemiBold));
  painter.setPen(t.muted);
  const auto all = readings();
  painter.drawText(QPointF(18, y + 17), all.empty() ? tr("No group reads this topic.") : tr("Committed by groups"));
  y += 30;
  std::size_t n = 2;
  for (const auto& [group, reading] : all) {
    if (y + 24 > height()) break;
    draw_group(painter, *group, *reading, y, t.category(n));
    n += 2;
    y += 38;
  }
}

void PartitionLogView::draw_group(QPainter& painter, const view::GroupNow& group, const view::ReadingNow& reading,
                                  double y, const QColor& colour) const {
  const style::Theme& t = style::theme();
  painter.setFont(style::ui_font(11, QFont::DemiBold));
  painter.setPen(t.text);
  strips::draw_elided(painter, QRectF(18, y - 4, left() - 26, 20), Qt::AlignVCenter,
                      QString::fromStdString(group.name));
  const auto x_in = [&](std::int64_t offset) { return std::clamp(x_of(static_cast<double>(offset)), left(), right()); };
  const std::int64_t committed = std::max<std::int64_t>(reading.committed, 0);
  const double flag = x_in(committed);
  painter.setPen(Qt::NoPen);
  painter.setBrush(style::faded(colour, 0.75));
  painter.drawRoundedRect(QRectF(left(), y, std::max(0.0, flag - left()), 11), 3, 3);
  if (reading.position > committed) {
    painter.setBrush(style::faded(colour, 0.3));
    painter.drawRect(QRectF(flag, y, x_in(reading.position) - flag, 11));
  }
  if (reading.committed >= first_)
    style::draw_icon(painter, style::Icon::flag, QRectF(flag - 4, y - 13, 16, 16), colour, 1.2);
  if (reading.position >= first_) {
    painter.setPen(QPen(colour, 1.5));
    const double x = x_in(reading.position);
    painter.drawLine(QPointF(x, y - 3), QPointF(x, y + 14));
  }
  painter.setFont(style::ui_font(10));
  painter.setPen(t.muted);
  strips::draw_elided(painter, QRectF(left(), y + 13, right() - left(), 15), Qt::AlignVCenter,
                      group_sentence(group, reading));
}

}  // namespace logs
