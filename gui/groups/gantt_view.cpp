#include "gui/groups/gantt_view.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "gui/strips/paint.h"
#include "gui/style/fonts.h"
#include "gui/style/format.h"
#include "gui/style/theme.h"
#include "gui/view/seconds.h"

namespace groups {
namespace {

constexpr double kTop = 50;
constexpr double kGap = 6;
constexpr double kBetween = 38;  // members and partitions: room for the pills
constexpr double kFoot = 24;

using view::seconds;

const QColor& colour_of(int member) { return style::theme().category(static_cast<std::size_t>(std::max(0, member))); }

}  // namespace

GanttView::GanttView(bridge::Session& session, QWidget* parent) : TimePlot(session, kLeft, parent) {
  setObjectName("groups-gantt");
  setAccessibleName(tr("Members and partitions of the group over time"));
  fit();
}

void GanttView::show_group(const QString& group, const QString& subtitle, GanttRows rows) {
  if (group != group_) choose(std::nullopt);
  group_ = group;
  subtitle_ = subtitle;
  setAccessibleDescription(subtitle);
  const bool other_size =
      rows.members.size() != rows_.members.size() || rows.partitions.size() != rows_.partitions.size();
  rows_ = std::move(rows);
  if (chosen_ && (chosen_->row >= row_count() || chosen_->bar >= row(chosen_->row).bars.size())) choose(std::nullopt);
  if (other_size) fit();
  update();
}

const Row& GanttView::row(std::size_t number) const {
  const std::size_t members = rows_.members.size();
  return number < members ? rows_.members[number] : rows_.partitions[number - members];
}

// ---- places

void GanttView::fit() {
  const auto members = static_cast<double>(std::max<std::size_t>(1, rows_.members.size()));
  const auto partitions = static_cast<double>(rows_.partitions.size());
  const double letters = std::max(1.0, style::font_scale());
  const double each = letters * (partitions <= 16 ? 15 : partitions <= 48 ? 12 : 8);
  const double member = letters * 24 + kGap;
  setMinimumHeight(static_cast<int>(kTop + members * member + kBetween + partitions * (each + 2) + kFoot));
}

double GanttView::member_height() const {
  const double letters = std::max(1.0, style::font_scale());
  const auto n = static_cast<double>(std::max<std::size_t>(1, rows_.members.size()));
  return std::clamp((height() - kTop - kBetween - kFoot) * 0.45 / n - kGap, 24 * letters, 44 * letters);
}

double GanttView::partitions_top() const {
  return kTop + static_cast<double>(rows_.members.size()) * (member_height() + kGap) + kBetween;
}

double GanttView::partition_height() const {
  const auto n = static_cast<double>(std::max<std::size_t>(1, rows_.partitions.size()));
  return std::clamp((height() - partitions_top() - kFoot) / n - 2, 6.0, 26 * std::max(1.0, style::font_scale()));
}

double GanttView::bottom() const {
  return partitions_top() + static_cast<double>(rows_.partitions.size()) * (partition_height() + 2);
}

QRectF GanttView::row_box(std::size_t number) const {
  const std::size_t members = rows_.members.size();
  if (number < members) {
    const double h = member_height();
    return {left(), kTop + static_cast<double>(number) * (h + kGap), right() - left(), h};
  }
  const double h = partition_height();
  return {left(), partitions_top() + static_cast<double>(number - members) * (h + 2), right() - left(), h};
}

QRectF GanttView::bar_box(const Bar& bar, const QRectF& row) const {
  const double from = x_of(bar.begin);
  QRectF box(from, row.top(), std::max(1.0, x_of_end(bar.end) - from), row.height());
  if (bar.while_owning) box.setTop(row.bottom() - row.height() * 0.3);
  return box;
}

std::optional<std::size_t> GanttView::bar_at(std::size_t number, double s) const {
  const std::vector<Bar>& bars = row(number).bars;
  for (std::size_t i = bars.size(); i-- > 0;)  // what is drawn last lies on top
    if (seconds(bars[i].begin) <= s && (!bars[i].end || seconds(*bars[i].end) > s)) return i;
  return std::nullopt;
}

std::optional<GanttView::Hit> GanttView::hit(const QPointF& at) const {
  if (at.x() < left() || at.x() > right()) return std::nullopt;
  for (std::size_t r = 0; r < row_count(); ++r) {
    const QRectF box = row_box(r);
    if (at.y() < box.top() || at.y() > box.bottom()) continue;
    const std::vector<Bar>& bars = row(r).bars;
    for (std::size_t i = bars.size(); i-- > 0;) {
      if (bar_box(bars[i], box).adjusted(-1, 0, 1, 0).contains(at)) return Hit{r, i};
    }
  }
  return std::nullopt;
}

QPointF GanttView::place(const Hit& h) const {
  const QRectF row_rect = row_box(h.row);
  const QRectF box = bar_box(row(h.row).bars[h.bar], row_rect).intersected(row_rect);
  return box.center();
}

// ---- choosing

void GanttView::choose(std::optional<Hit> h) {
  chosen_ = h;
  Q_EMIT chosen_changed();
  update();
}

bool GanttView::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return charts::TimePlot::event(event);
  const auto* const help = static_cast<QHelpEvent*>(event);
  const std::optional<Hit> h = hit(help->pos());
  QToolTip::showText(help->globalPos(), h && tip_ ? tip_(*h) : QString(), this);
  return true;
}

void GanttView::clicked(const QPointF& at) { choose(hit(at)); }

void GanttView::step(int by_rows, int by_bars) {
  if (row_count() == 0) return;
  Hit h = chosen_.value_or(Hit{0, 0});
  if (!chosen_) {
    by_rows = 0;
    by_bars = 0;
  }
  const double at = chosen_ ? seconds(row(h.row).bars[h.bar].begin) + 1e-6 : now();
  const auto last = static_cast<std::ptrdiff_t>(row_count()) - 1;
  h.row = static_cast<std::size_t>(std::clamp(static_cast<std::ptrdiff_t>(h.row) + by_rows, std::ptrdiff_t{0}, last));
  const std::vector<Bar>& bars = row(h.row).bars;
  if (bars.empty()) return;
  if (by_bars == 0) {
    h.bar = bar_at(h.row, at).value_or(0);
    return choose(h);
  }
  // The nearest one that begins later, or earlier: bars are not in order of time where gaps lie on top.
  std::optional<std::size_t> best;
  const sim::SimTime from = bars[h.bar].begin;
  for (std::size_t i = 0; i < bars.size(); ++i) {
    const bool later = bars[i].begin > from;
    if (bars[i].begin == from || later != (by_bars > 0)) continue;
    if (!best || (by_bars > 0 ? bars[i].begin < bars[*best].begin : bars[i].begin > bars[*best].begin)) best = i;
  }
  if (best) choose(Hit{h.row, *best});
}

void GanttView::keyPressEvent(QKeyEvent* event) {
  switch (event->key()) {
    case Qt::Key_Up:
      return step(-1, 0);
    case Qt::Key_Down:
      return step(1, 0);
    case Qt::Key_Left:
      return step(0, -1);
    case Qt::Key_Right:
      return step(0, 1);
    case Qt::Key_Return:
    case Qt::Key_Enter:
      return step(0, 0);
    case Qt::Key_Escape:
      return choose(std::nullopt);
    default:
      return TimePlot::keyPressEvent(event);
  }
}

// ---- painting

void GanttView::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  strips::draw_card(painter, rect());
  draw_head(painter);
  draw_names(painter);
  const double foot = bottom();
  draw_tick_labels(painter, foot + 4);
  painter.save();
  painter.setClipRect(QRectF(left(), kTop - 16, right() - left(), foot - kTop + 16));
  draw_grid(painter, kTop - 4, foot);
  draw_stops(painter);
  draw_rows(painter);
  draw_faults(painter, kTop - 3, foot, false);
  draw_stop_pills(painter);
  draw_marks(painter, kTop - 3, foot);
  draw_instants(painter, kTop - 3, foot);
  draw_drag(painter, kTop - 3, foot);
  painter.restore();
}

void GanttView::draw_head(QPainter& painter) const {
  const style::Theme& t = style::theme();
  double x = right();
  const auto entry = [&](const QString& text, auto draw) {
    painter.setFont(style::ui_font(10.5));
    x -= painter.fontMetrics().horizontalAdvance(text);
    painter.setPen(t.muted);
    painter.drawText(QPointF(x, 22), text);
    x -= 19;
    draw(QRectF(x, 12, 14, 11));
    x -= 14;
  };
  entry(tr("nobody reads"), [&](const QRectF& r) {
    painter.fillRect(r, style::faded(t.bad, 0.18));
    strips::draw_hatch(painter, r, t.bad, 5);
  });
  entry(tr("not running"), [&](const QRectF& r) {
    painter.setPen(QPen(t.bad, 1, Qt::DashLine));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(r);
  });
  entry(tr("idle"), [&](const QRectF& r) {
    painter.setPen(QPen(t.faint, 1, Qt::DotLine));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(r);
  });
  entry("SyncGroup", [&](const QRectF& r) { painter.fillRect(r, t.category(4)); });
  entry("JoinGroup", [&](const QRectF& r) { painter.fillRect(r, t.warn); });
  painter.setFont(style::ui_font(12.5, QFont::DemiBold));
  painter.setPen(t.text);
  painter.drawText(QPointF(14, 22), tr("Members"));
  const double w = painter.fontMetrics().horizontalAdvance(tr("Members"));
  painter.setFont(style::ui_font(11));
  painter.setPen(t.faint);
  strips::draw_elided(painter, QRectF(22 + w, 8, std::max(0.0, x - w - 30), 20), Qt::AlignVCenter, subtitle_);
}

void GanttView::draw_names(QPainter& painter) const {
  const style::Theme& t = style::theme();
  const double h = member_height();
  for (std::size_t m = 0; m < rows_.members.size(); ++m) {
    const QRectF box = row_box(m);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour_of(static_cast<int>(m)));
    painter.drawEllipse(QPointF(20, box.center().y()), 4.5, 4.5);
    painter.setFont(style::ui_font(h > 30 ? 11.5 : 10.5, QFont::DemiBold));
    painter.setPen(t.text);
    const QRectF in(31, box.top(), left() - 38, h);
    painter.drawText(
        in, Qt::AlignVCenter,
        painter.fontMetrics().elidedText(rows_.members[m].name, Qt::ElideLeft, static_cast<int>(in.width())));
  }
  painter.setFont(style::ui_font(12.5, QFont::DemiBold));
  painter.setPen(t.text);
  painter.drawText(QPointF(14, partitions_top() - 14), tr("Partitions"));
  const double each = partition_height();
  const double line = 12 * style::font_scale();
  const auto every = static_cast<std::size_t>(std::ceil(line / (each + 2)));
  painter.setFont(style::mono_font(std::min(10.5, std::max(8.5, each / style::font_scale() - 3))));
  painter.setPen(t.muted);
  for (std::size_t p = 0; p < rows_.partitions.size(); p += every) {
    const QRectF box = row_box(rows_.members.size() + p);
    const double extra = std::max(0.0, line - each) / 2;
    const QRectF in(10, box.top() - extra, left() - 18, each + 2 * extra);
    painter.drawText(
        in, Qt::AlignVCenter | Qt::AlignRight,
        painter.fontMetrics().elidedText(rows_.partitions[p].name, Qt::ElideLeft, static_cast<int>(in.width())));
  }
}

void GanttView::draw_stops(QPainter& painter) const {
  const style::Theme& t = style::theme();
  for (const view::RebalanceSpan& r : rows_.rebalances) {
    if (r.cooperative || r.stopped_partitions == 0) continue;
    const double from = x_of(r.stopped_from);
    const double until = r.still_stopped ? x_of_end(std::nullopt) : x_of(r.stopped_from + r.stopped);
    if (until < left() || from > right()) continue;
    painter.fillRect(QRectF(from, kTop - 4, until - from, bottom() - kTop + 4),
                     style::faded(t.bad, t.dark() ? 0.1 : 0.08));
  }
}

/// Those that would cover each other are left out.
void GanttView::draw_stop_pills(QPainter& painter) const {
  const style::Theme& t = style::theme();
  double free_from = left();
  for (const view::RebalanceSpan& r : rows_.rebalances) {
    if (r.stopped_partitions == 0) continue;
    const double from = x_of(r.stopped_from);
    const double until = r.still_stopped ? x_of_end(std::nullopt) : x_of(r.stopped_from + r.stopped);
    if (until < left() || from > right() || from > x_of(now())) continue;
    const double s = r.still_stopped ? sim::to_seconds(record().until() - r.stopped_from) : sim::to_seconds(r.stopped);
    const QString text = r.cooperative ? tr("%1 partitions move, %2").arg(r.stopped_partitions).arg(style::span_text(s))
                                       : tr("stop the world %1").arg(style::span_text(s));
    painter.setFont(style::ui_font(10, QFont::DemiBold));
    const double w = painter.fontMetrics().horizontalAdvance(text) + painter.fontMetrics().height() + 3.0;
    const double centre = (std::max(from, left()) + std::min(until, right())) / 2;
    const double begin = std::max(left(), std::min(centre - w / 2, right() - w));
    if (begin < free_from) continue;
    free_from = begin + w + 4;
    const QColor fill = r.cooperative ? t.warn : t.bad;
    strips::draw_pill(painter, {begin, partitions_top() - 17}, text, fill, strips::text_on(fill));
  }
}

void GanttView::draw_rows(QPainter& painter) const {
  const style::Theme& t = style::theme();
  for (std::size_t r = 0; r < row_count(); ++r) {
    const QRectF row_rect = row_box(r);
    const Row& of = row(r);
    for (std::size_t i = 0; i < of.bars.size(); ++i) {
      const Bar& bar = of.bars[i];
      const QRectF whole = bar_box(bar, row_rect);
      if (whole.right() < left() || whole.left() > right()) continue;
      // Clipped here: a bar of an hour seen in a second would be millions of pixels wide.
      QRectF box(std::max(whole.left(), left() - 8), whole.top(), 0, whole.height());
      box.setRight(std::min(whole.right(), right() + 8));
      if (of.partition)
        draw_partition_bar(painter, bar, box);
      else
        draw_member_bar(painter, bar, box);
      if (bar.kind == BarKind::dead) draw_dead_words(painter, of, bar, box.intersected(row_rect));
    }
  }
  if (!chosen_ || chosen_->row >= row_count()) return;
  const QRectF box =
      bar_box(row(chosen_->row).bars[chosen_->bar], row_box(chosen_->row)).intersected(row_box(chosen_->row));
  painter.setPen(QPen(t.accent, 2));
  painter.setBrush(Qt::NoBrush);
  painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
}

void GanttView::draw_dead_words(QPainter& painter, const Row& of, const Bar& bar, const QRectF& box) const {
  if (box.width() < 60) return;
  const style::Theme& t = style::theme();
  const QRectF in = box.adjusted(10, 2, -4, -2);
  const bool two = box.height() > 34;
  const QString fault = fault_that_hit(of, bar);
  painter.setFont(style::ui_font(11, QFont::DemiBold));
  painter.setPen(t.bad);
  strips::draw_elided(painter, two ? in.adjusted(0, 0, 0, -in.height() / 2) : in, Qt::AlignVCenter,
                      fault.isEmpty() ? bar.text : fault);
  if (!two) return;
  painter.setFont(style::ui_font(10));
  painter.setPen(t.muted);
  strips::draw_elided(painter, in.adjusted(0, in.height() / 2, 0, 0), Qt::AlignVCenter, bar.detail);
}

QString GanttView::fault_that_hit(const Row& of, const Bar& bar) const {
  if (bar.kind != BarKind::dead) return {};
  for (const view::FaultSpan& f : record().faults()) {
    if (f.begin > bar.begin || (f.end && *f.end < bar.begin)) continue;
    if (!QString::fromStdString(f.target).split(", ").contains(of.name)) continue;
    return tr("%1 (fault %2)").arg(QString::fromStdString(f.kind), QString::fromStdString(f.letter));
  }
  return {};
}

void GanttView::draw_member_bar(QPainter& painter, const Bar& bar, const QRectF& box) const {
  const style::Theme& t = style::theme();
  const QRectF in = box.adjusted(0.6, 0, -0.6, 0);
  const QRectF seen = in.intersected(QRectF(left(), 0, right() - left(), height()));
  const QColor& colour = colour_of(bar.member);
  switch (bar.kind) {
    case BarKind::dead:
      painter.setPen(QPen(t.bad, 1.2, Qt::DashLine));
      painter.setBrush(style::faded(t.bad, 0.06));
      painter.drawRoundedRect(in, 4, 4);
      return;
    case BarKind::idle:
      painter.setPen(QPen(t.faint, 1.1, Qt::DotLine));
      painter.setBrush(Qt::NoBrush);
      painter.drawRoundedRect(in, 4, 4);
      break;
    case BarKind::joining:
    case BarKind::syncing: {
      const QColor fill = bar.kind == BarKind::joining ? t.warn : t.category(4);
      painter.setPen(Qt::NoPen);
      painter.setBrush(fill);
      painter.drawRoundedRect(in, 3, 3);
      painter.setFont(style::ui_font(10, QFont::DemiBold));
      painter.setPen(strips::text_on(fill));
      if (in.height() > 12 && seen.width() > 30) painter.drawText(seen, Qt::AlignCenter, bar.text);
      return;
    }
    default:
      painter.setPen(Qt::NoPen);
      painter.setBrush(style::faded(colour, t.dark() ? 0.32 : 0.24));
      painter.drawRoundedRect(in, 4, 4);
      painter.setBrush(colour);
      painter.drawRoundedRect(QRectF(in.left(), in.top(), std::min(4.0, in.width()), in.height()), 2, 2);
  }
  if (seen.width() < 40) return;
  const bool two = in.height() > 34 && !bar.detail.isEmpty();
  const QRectF words = seen.adjusted(10, 2, -4, -2);
  painter.setFont(style::ui_font(11, QFont::DemiBold));
  painter.setPen(bar.kind == BarKind::idle ? t.muted : t.text);
  strips::draw_elided(painter, two ? words.adjusted(0, 0, 0, -words.height() / 2) : words, Qt::AlignVCenter, bar.text);
  if (!two) return;
  painter.setFont(bar.kind == BarKind::idle ? style::ui_font(10) : style::mono_font(10));
  painter.setPen(t.muted);
  strips::draw_elided(painter, words.adjusted(0, words.height() / 2, 0, 0), Qt::AlignVCenter, bar.detail);
}

void GanttView::draw_partition_bar(QPainter& painter, const Bar& bar, const QRectF& box) const {
  const style::Theme& t = style::theme();
  const QRectF seen = box.intersected(QRectF(left(), 0, right() - left(), height()));
  const bool words = box.height() >= 11 * style::font_scale();
  if (bar.kind == BarKind::read) {
    const QColor fill = style::mixed(t.panel, colour_of(bar.member), t.dark() ? 0.62 : 0.5);
    painter.fillRect(box.adjusted(0.5, 0, -0.5, 0), fill);
    painter.setFont(style::ui_font(10, QFont::DemiBold));
    if (!words || seen.width() < 24) return;
    painter.setPen(strips::text_on(fill));
    const QString name = painter.fontMetrics().horizontalAdvance(bar.text) + 12 <= seen.width()
                             ? bar.text
                             : short_member(bar.text, group_);
    if (painter.fontMetrics().horizontalAdvance(name) + 10 <= seen.width())
      painter.drawText(seen.adjusted(7, 0, 0, 0), Qt::AlignVCenter, name);
    return;
  }
  painter.fillRect(box, style::mixed(t.panel, t.bad, 0.2));
  strips::draw_hatch(painter, box, style::faded(t.bad, 0.75));
  painter.setFont(style::ui_font(10, QFont::DemiBold));
  const double w = painter.fontMetrics().horizontalAdvance(bar.text) + 12;
  const bool known = bar.text != QLatin1String("stop the world");  // its pill says so
  if (!words || !known || seen.width() < w + 12) return;
  const double high = 15 * style::font_scale();
  const QRectF label(seen.left() + 7, box.center().y() - high / 2, w, high);
  painter.setPen(Qt::NoPen);
  painter.setBrush(t.panel);
  painter.drawRoundedRect(label, 4, 4);
  painter.setPen(t.bad);
  painter.drawText(label, Qt::AlignCenter, bar.text);
}

}  // namespace groups
