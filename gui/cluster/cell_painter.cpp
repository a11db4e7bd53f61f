#include "gui/cluster/cell_painter.h"

#include <QCoreApplication>
#include <QPolygonF>
#include <algorithm>
#include <array>
#include <map>

#include "gui/cluster/paint_kit.h"
#include "gui/models/guarantee.h"
#include "gui/style/format.h"
#include "gui/style/theme.h"

namespace cluster {
namespace {

using view::ReplicaLook;

QString cell_tr(const char* text) { return QCoreApplication::translate("cluster::Cell", text); }

QString offset_text(std::int64_t offset) {
  return offset < 0 ? QString(QChar(0x2013)) : style::count_text(static_cast<double>(offset));
}

/// Does its high watermark wait for somebody who does not answer?
bool stands(const view::ReplicaNow& r, const view::PartitionNow* p, const view::Snapshot& s) {
  if (r.look != ReplicaLook::leader || p == nullptr || r.high_watermark >= r.log_end) return false;
  return std::any_of(p->isr.begin(), p->isr.end(), [&](std::int32_t id) { return !models::alive(s, id); });
}

}  // namespace

double CellPainter::opacity_of(kafka::TopicPartition tp) const { return !state_.path || *state_.path == tp ? 1 : 0.25; }

void CellPainter::draw(const CellGrid& grid, const QRectF& area, bool grey) {
  if (grid.look == CellGrid::Look::summed) return draw_sums(area);
  const double outer = p_.opacity();
  for (std::size_t i = 0; i < broker_.replicas.size(); ++i) {
    const view::ReplicaNow& r = broker_.replicas[i];
    p_.setOpacity(outer * opacity_of(r.tp) * (grey ? 0.75 : 1));
    const QRectF cell = grid.rect(static_cast<int>(i));
    if (grid.look == CellGrid::Look::full)
      draw_full(r, cell);
    else
      draw_small(r, cell, grid.look == CellGrid::Look::number);
  }
  p_.setOpacity(outer);
}

void CellPainter::draw_small(const view::ReplicaNow& r, const QRectF& in, bool number) {
  const style::Theme& t = style::theme();
  const QColor& hue = t.category(state_.colour_of(r.tp.topic));
  const double radius = std::min(3.0, in.height() / 5);
  const QRectF inner = in.adjusted(0.5, 0.5, -0.5, -0.5);
  if (r.look == ReplicaLook::offline) {
    p_.setPen(QPen(r.listed ? t.bad : t.faint, 1, Qt::DotLine));
    p_.setBrush(Qt::NoBrush);
    p_.drawRoundedRect(inner, radius, radius);
    const double arm = std::min(2.6, in.height() / 4);
    p_.setPen(QPen(t.bad, 1.1));
    p_.drawLine(in.center() + QPointF(-arm, -arm), in.center() + QPointF(arm, arm));
    p_.drawLine(in.center() + QPointF(-arm, arm), in.center() + QPointF(arm, -arm));
    return;
  }
  const view::PartitionNow* const partition = state_.partition(r.tp);
  if (r.look == ReplicaLook::out_of_sync) {
    p_.setPen(QPen(t.warn, 1));
    p_.setBrush(style::faded(t.warn, 0.12));
    p_.drawRoundedRect(inner, radius, radius);
    if (in.height() >= 8) draw_hatching(p_, inner, style::faded(t.warn, 0.6), 4.5);
    if (partition != nullptr && partition->log_end > 0 && in.height() >= 10) {
      const double share =
          static_cast<double>(std::max<std::int64_t>(0, r.log_end)) / static_cast<double>(partition->log_end);
      p_.fillRect(QRectF(in.left() + 2, in.bottom() - 4, (in.width() - 4) * std::min(1.0, share), 2.4), t.warn);
    }
    return;
  }
  const bool leads = r.look == ReplicaLook::leader;
  const QColor fill = leads ? hue : style::mixed(t.panel, hue, t.dark() ? 0.26 : 0.22);
  p_.setPen(Qt::NoPen);
  p_.setBrush(fill);
  p_.drawRoundedRect(in, radius, radius);
  if (number) {
    draw_line_of_text(p_, in.adjusted(-4, 0, 4, 0), QString::number(r.tp.partition.value()),
                      scene_font(std::clamp(in.height() * 0.5, 7.0, 11.0), leads ? QFont::DemiBold : QFont::Normal),
                      leads ? ink_on(hue) : style::mixed(hue, t.text, 0.35), Qt::AlignCenter);
  }
  draw_preferred(r, in);
  if (stands(r, partition, *state_.now) && in.height() >= 8)
    p_.fillRect(QRectF(in.left() + 2, in.bottom() - 3, in.width() - 4, 2.2), t.bad);
}

void CellPainter::draw_full(const view::ReplicaNow& r, const QRectF& in) {
  const style::Theme& t = style::theme();
  const QColor& hue = t.category(state_.colour_of(r.tp.topic));
  const bool leads = r.look == ReplicaLook::leader;
  const bool offline = r.look == ReplicaLook::offline;
  const bool outside = r.look == ReplicaLook::out_of_sync;
  const QColor tone = offline ? t.faint : outside ? t.warn : hue;
  const view::PartitionNow* const partition = state_.partition(r.tp);
  const QString name = partition != nullptr ? QString::fromStdString(partition->name) : QString();
  const bool marked = state_.is_chosen(bridge::Selection::Kind::partition, name);
  p_.setPen(QPen(marked  ? t.accent
                 : leads ? hue
                         : style::faded(tone, 0.55),
                 marked  ? 2.2
                 : leads ? 1.6
                         : 1,
                 offline ? Qt::DashLine : Qt::SolidLine));
  p_.setBrush(leads ? style::mixed(t.panel, hue, t.dark() ? 0.17 : 0.12) : t.panel2);
  p_.drawRoundedRect(in.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
  if (outside) draw_hatching(p_, in.adjusted(1, 1, -1, -1), style::faded(t.warn, 0.18), 7);

  const QStringList roles{cell_tr("LEADER e%1").arg(r.leader_epoch), cell_tr("in sync"), cell_tr("not in ISR"),
                          cell_tr("offline")};
  const QString& role = roles[static_cast<int>(r.look)];
  const QFont tag = scene_font(9, leads ? QFont::Bold : QFont::Medium);
  const double width = text_width(role, tag) + 9;
  const QColor ink = leads ? ink_on(hue) : offline ? t.muted : outside ? t.warn : style::mixed(hue, t.text, 0.35);
  draw_chip(p_, QPointF(in.right() - width - 5, in.top() + 5), 14, role, tag,
            leads ? hue : style::mixed(t.panel, tone, 0.2), ink);
  const QString title = state_.topics.size() > 1 ? name : QStringLiteral("p%1").arg(r.tp.partition.value());
  draw_line_of_text(p_, QRectF(in.left() + 8, in.top() + 4, in.width() - width - 18, 16), title,
                    scene_font(12, QFont::DemiBold), offline ? t.faint : t.text);
  draw_preferred(r, in);
  draw_offsets(r, in);
  if (in.height() >= 62) draw_isr(r, in);
  if (!offline && in.height() >= 50) draw_records(r, in);
}

void CellPainter::draw_preferred(const view::ReplicaNow& r, const QRectF& in) {
  const view::PartitionNow* const p = state_.partition(r.tp);
  if (p == nullptr || p->replicas.empty() || in.height() < 8) return;
  const bool preferred = p->replicas.front() == broker_.id;
  const bool leads = r.look == ReplicaLook::leader;
  if (preferred == leads || r.look == ReplicaLook::offline) return;
  const style::Theme& t = style::theme();
  const double side = std::clamp(in.height() * 0.3, 3.5, 7.0);
  const QPolygonF corner({in.topLeft(), in.topLeft() + QPointF(side, 0), in.topLeft() + QPointF(0, side)});
  p_.setPen(QPen(t.warn, 1));
  p_.setBrush(leads ? QBrush(t.warn) : QBrush(Qt::NoBrush));
  p_.drawPolygon(corner);
}

void CellPainter::draw_offsets(const view::ReplicaNow& r, const QRectF& in) {
  const style::Theme& t = style::theme();
  const QRectF line(in.left() + 8, in.top() + 21, in.width() - 14, 13);
  const QFont font = scene_mono(9);
  draw_line_of_text(p_, line, QStringLiteral("LEO ") + offset_text(r.log_end), font, t.muted);
  const bool behind = r.log_end >= 0 && r.high_watermark < r.log_end;
  draw_line_of_text(p_, line, QStringLiteral("HW ") + offset_text(r.high_watermark), font, behind ? t.bad : t.muted,
                    Qt::AlignRight | Qt::AlignVCenter);
}

void CellPainter::draw_isr(const view::ReplicaNow& r, const QRectF& in) {
  const style::Theme& t = style::theme();
  const view::PartitionNow* const partition = state_.partition(r.tp);
  if (partition == nullptr) return;
  const QRectF line(in.left() + 8, in.top() + 35, in.width() - 14, 13);
  const QFont font = scene_font(9);
  if (r.look == ReplicaLook::in_sync) return;
  if (r.look == ReplicaLook::offline) {
    draw_line_of_text(p_, line, r.listed ? cell_tr("ISR: still listed") : cell_tr("ISR: removed"), font,
                      r.listed ? t.bad : t.faint);
    return;
  }
  if (r.look == ReplicaLook::out_of_sync) {
    const std::int64_t behind = std::max<std::int64_t>(0, partition->log_end - r.log_end);
    draw_line_of_text(p_, line, cell_tr("%1 behind").arg(style::count_text(static_cast<double>(behind))), font, t.warn);
    return;
  }
  draw_line_of_text(p_, line, QStringLiteral("ISR"), font, t.faint);
  double x = line.left() + 24;
  const QColor& hue = t.category(state_.colour_of(r.tp.topic));
  const QFont chip = scene_font(9, QFont::DemiBold);
  for (const std::int32_t id : partition->isr) {
    const QString text = QString::number(id);
    if (x + text_width(text, chip) + 10 > line.right()) break;
    const bool dead = !models::alive(*state_.now, id);
    x += draw_chip(p_, QPointF(x, line.top() + 0.5), 12, text, chip, dead ? t.bad : style::mixed(t.panel, hue, 0.32),
                   dead ? ink_on(t.bad) : style::mixed(hue, t.text, 0.5)) +
         3;
  }
}

void CellPainter::draw_records(const view::ReplicaNow& r, const QRectF& in) {
  const style::Theme& t = style::theme();
  constexpr double kStep = 8;
  const auto room = static_cast<std::int64_t>((in.width() - 16) / kStep);
  const std::int64_t from = std::max({std::int64_t{0}, r.log_start, r.log_end - room});
  const double top = in.bottom() - 14;
  for (std::int64_t offset = from; offset < r.log_end; ++offset) {
    const QRectF block(in.left() + 8 + static_cast<double>(offset - from) * kStep, top, 6.4, 9);
    const auto identity = state_.records.identity(broker_.id, r.tp, offset);
    const QColor colour = identity ? t.category((*identity >> 29) % 8) : t.faint;
    const bool committed = offset < r.high_watermark;
    p_.setPen(committed ? QPen(Qt::NoPen) : QPen(colour, 1));
    p_.setBrush(committed ? QBrush(style::faded(colour, 0.92)) : QBrush(Qt::NoBrush));
    p_.drawRoundedRect(committed ? block : block.adjusted(0.5, 0.5, -0.5, -0.5), 1.5, 1.5);
  }
  if (r.high_watermark < from) return;
  const double x = in.left() + 8 + static_cast<double>(r.high_watermark - from) * kStep - 0.8;
  p_.setPen(QPen(t.text, 1.4));
  p_.drawLine(QPointF(x, top - 3), QPointF(x, top + 12));
}

void CellPainter::draw_sums(const QRectF& area) {
  const style::Theme& t = style::theme();
  std::map<kafka::TopicId, std::array<int, 4>> sums;
  for (const view::ReplicaNow& r : broker_.replicas) ++sums[r.tp.topic][static_cast<std::size_t>(r.look)];
  if (sums.empty()) return;
  const double height = std::min(14.0, area.height() / static_cast<double>(sums.size()));
  double y = area.top();
  for (const auto& [topic, counts] : sums) {
    const QColor& hue = t.category(state_.colour_of(topic));
    const std::array<QColor, 4> colours{hue, style::mixed(t.panel, hue, 0.3), t.warn, t.bad};
    const int all = counts[0] + counts[1] + counts[2] + counts[3];
    double x = area.left();
    for (std::size_t k = 0; k < 4; ++k) {
      const double width = area.width() * counts[k] / all;
      p_.fillRect(QRectF(x, y, width, std::max(1.0, height - 2)), colours[k]);
      if (height >= 11 && width > 24)
        draw_line_of_text(p_, QRectF(x + 3, y, width - 4, height - 2), QString::number(counts[k]), scene_font(8.5),
                          ink_on(colours[k]));
      x += width;
    }
    y += height;
  }
}

}  // namespace cluster
