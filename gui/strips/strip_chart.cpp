#include "gui/strips/strip_chart.h"

#include <QPainter>
#include <algorithm>
#include <cmath>
#include <limits>

#include "gui/strips/paint.h"
#include "gui/style/fonts.h"
#include "gui/style/format.h"
#include "gui/style/theme.h"

namespace strips {
namespace {

constexpr double kTop = 46;
constexpr double kFoot = 24;

double nice_step(double span, int most) {
  const double raw = span / most;
  const double power = std::pow(10, std::floor(std::log10(raw)));
  for (const double m : {1.0, 2.0, 5.0})
    if (m * power >= raw) return m * power;
  return 10 * power;
}

}  // namespace

StripChart::StripChart(bridge::Session& session, const QString& title, const QString& unit, double left,
                       QWidget* parent)
    : TimePlot(session, left, parent), title_(title), unit_(unit) {
  setMinimumHeight(130);
  setAccessibleName(title);
}

void StripChart::set_lines(std::vector<Line> lines) {
  lines_ = std::move(lines);
  update();
}

double StripChart::looked_at() const {
  const bridge::TimeWindow& w = session().window();
  return w.has_cursor() ? w.cursor() : session().seconds();
}

QString StripChart::describe() const {
  QStringList words;
  for (const Line& line : lines_)
    if (line.samples != nullptr && !line.samples->empty())
      words << tr("%1 %2").arg(line.label,
                               style::value_text(static_cast<double>(line.samples->at(looked_at())), unit_));
  return tr("%1: %2.").arg(title_, words.isEmpty() ? tr("nothing recorded yet") : words.join(", "));
}

StripChart::Scale StripChart::scale() const {
  const bridge::TimeWindow& w = session().window();
  float least = std::numeric_limits<float>::max();
  float most = std::numeric_limits<float>::lowest();
  for (const Line& line : lines_) {
    if (line.samples == nullptr || line.samples->empty()) continue;
    const view::Column c = line.samples->within(w.from(), w.until());
    if (c.count > 0) {
      least = std::min(least, c.least);
      most = std::max(most, c.most);
    }
    if (line.steps) {
      const float before = line.samples->at(w.from());
      if (std::isnan(before)) continue;
      least = std::min(least, before);
      most = std::max(most, before);
    }
  }
  if (most < least) return {};
  Scale s{from_least_ ? static_cast<double>(least) : std::min(0.0, static_cast<double>(least)),
          static_cast<double>(most)};
  if (s.most <= s.least) s.most = s.least + 1;
  const double room = 0.08 * (s.most - s.least);
  s.most += room;
  if (from_least_) s.least = std::max(0.0, s.least - room);
  return s;
}

double StripChart::y_of(double value, const Scale& s) const {
  const double bottom = height() - kFoot;
  return bottom - (value - s.least) / (s.most - s.least) * (bottom - kTop);
}

void StripChart::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  draw_card(painter, rect());
  draw_head(painter);
  const Scale s = scale();
  const double bottom = height() - kFoot;
  draw_scale(painter, s);
  draw_tick_labels(painter, bottom + 4);
  painter.save();
  painter.setClipRect(QRectF(left(), kTop - 14, right() - left() + 1, bottom - kTop + 15));
  draw_grid(painter, kTop, bottom);
  draw_faults(painter, kTop, bottom, true);
  for (const Line& line : lines_)
    if (line.samples != nullptr && !line.samples->empty()) draw_line(painter, line, s);
  draw_instants(painter, kTop, bottom);
  draw_drag(painter, kTop, bottom);
  painter.restore();
  const bool nothing = std::all_of(lines_.begin(), lines_.end(),
                                   [](const Line& line) { return line.samples == nullptr || line.samples->empty(); });
  if (!nothing) return;
  painter.setPen(style::theme().faint);
  painter.setFont(style::ui_font(11));
  painter.drawText(QRectF(left(), kTop, right() - left(), bottom - kTop), Qt::AlignCenter,
                   tr("Nothing is recorded yet."));
}

void StripChart::draw_head(QPainter& painter) const {
  const style::Theme& t = style::theme();
  double x = right();
  painter.setFont(style::ui_font(11));
  const auto back = [&](const QString& text, const QColor& colour, QFont::Weight weight) {
    painter.setFont(style::ui_font(11, weight));
    x -= painter.fontMetrics().horizontalAdvance(text);
    painter.setPen(colour);
    painter.drawText(QPointF(x, 22), text);
  };
  for (auto line = lines_.rbegin(); line != lines_.rend(); ++line) {
    if (line->samples == nullptr) continue;
    const double value = static_cast<double>(line->samples->at(looked_at()));
    back(style::value_text(value, unit_ == "records" || unit_ == "offset" ? "" : unit_), t.text, QFont::DemiBold);
    x -= 6;
    back(line->label, t.muted, QFont::Normal);
    x -= 14;
    painter.fillRect(QRectF(x, 14, 9, 8), line->colour);
    x -= 12;
  }
  painter.setFont(style::ui_font(12.5, QFont::DemiBold));
  painter.setPen(t.text);
  const double w = painter.fontMetrics().horizontalAdvance(title_);
  draw_elided(painter, QRectF(14, 8, std::max(0.0, x - 20), 20), Qt::AlignVCenter, title_);
  painter.setFont(style::ui_font(11));
  painter.setPen(t.faint);
  const QString small = subtitle_.isEmpty() ? unit_ : subtitle_;
  if (x > w + 60) draw_elided(painter, QRectF(22 + w, 8, x - w - 30, 20), Qt::AlignVCenter, small);
}

void StripChart::draw_scale(QPainter& painter, const Scale& s) const {
  const style::Theme& t = style::theme();
  const double bottom = height() - kFoot;
  const double step = nice_step(s.most - s.least, std::max(2, static_cast<int>((bottom - kTop) / 24)));
  painter.setFont(style::ui_font(10));
  for (double v = std::ceil(s.least / step) * step; v <= s.most; v += step) {
    const double y = std::round(y_of(v, s)) + 0.5;
    painter.setPen(QPen(t.grid, 1));
    painter.drawLine(QPointF(left(), y), QPointF(right(), y));
    painter.setPen(t.faint);
    painter.drawText(QRectF(0, y - 8, left() - 6, 16), Qt::AlignRight | Qt::AlignVCenter, style::number_text(v));
  }
}

void StripChart::draw_line(QPainter& painter, const Line& line, const Scale& s) const {
  const bridge::TimeWindow& w = session().window();
  const auto count = static_cast<std::size_t>(std::max(1.0, right() - left()));
  std::vector<view::Column> columns;
  line.samples->columns(w.from(), w.until(), count, columns);
  QVector<QLineF> lines;
  QVector<QLineF> spread;
  QPointF before;
  bool known = false;
  if (const float first = line.samples->at(w.from()); !std::isnan(first)) {
    before = {left(), y_of(static_cast<double>(first), s)};
    known = true;
  }
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const view::Column& c = columns[i];
    if (c.count == 0) continue;
    const double x = left() + static_cast<double>(i);
    const QPointF at(x, y_of(static_cast<double>(line.steps ? c.last : c.mean), s));
    if (c.count > 1 && !line.steps)
      spread.push_back({x, y_of(static_cast<double>(c.least), s), x, y_of(static_cast<double>(c.most), s)});
    if (known && line.steps) {
      lines.push_back({before, {at.x(), before.y()}});
      if (before.y() != at.y()) lines.push_back({{at.x(), before.y()}, at});
    } else if (known) {
      lines.push_back({before, at});
    }
    before = at;
    known = true;
  }
  const double end = std::min(right(), x_of(line.steps ? session().run_time() : session().record().until()));
  if (line.steps && known && end > before.x()) lines.push_back({before, {end, before.y()}});
  painter.setPen(QPen(style::faded(line.colour, 0.3), 1));
  painter.drawLines(spread);
  painter.setPen(QPen(line.colour, 1.5));
  painter.drawLines(lines);
}

}  // namespace strips
