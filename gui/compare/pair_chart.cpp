#include "gui/compare/pair_chart.h"

#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>
#include <optional>

#include "gui/style/fonts.h"
#include "gui/style/format.h"
#include "gui/style/theme.h"

namespace comparing {
namespace {

QColor colour_of(int side) { return style::theme().category(side == 0 ? 0 : 1); }

/// 1, 2 or 5 times a power of ten, at least `rough`.
double round_step(double rough) {
  const double power = std::pow(10, std::floor(std::log10(rough)));
  for (const double f : {1.0, 2.0, 5.0})
    if (f * power >= rough) return f * power;
  return 10 * power;
}

/// Seconds that clocks have.
double time_step(double rough) {
  for (const double step : {1.0, 2.0, 5.0, 10.0, 15.0, 30.0, 60.0, 120.0, 300.0, 600.0, 900.0, 1800.0, 3600.0})
    if (rough > 0.5 && step >= rough) return step;
  return round_step(rough);
}

}  // namespace

PairChart::PairChart(Quantity quantity, bridge::TimeWindow& window, QWidget* parent)
    : QFrame(parent), quantity_(std::move(quantity)), window_(window) {
  setObjectName("panel");
  setAccessibleName(quantity_.title);
  setMinimumSize(260, 130);
  setMouseTracking(true);
  connect(&window_, &bridge::TimeWindow::changed, this, qOverload<>(&QWidget::update));
  connect(&window_, &bridge::TimeWindow::cursor_changed, this, qOverload<>(&QWidget::update));
}

void PairChart::show_runs(std::shared_ptr<const view::RunRecord> a, std::shared_ptr<const view::RunRecord> b) {
  runs_[0] = std::move(a);
  runs_[1] = std::move(b);
  update();
}

void PairChart::show_side(int side) {
  side_ = side;
  update();
}

// ---- where things are

QRectF PairChart::field() const {
  return QRectF(58, 42, std::max(40, width() - 58 - 14), std::max(30, height() - 42 - 26));
}
double PairChart::x_of(double seconds) const {
  const QRectF in = field();
  return in.left() + (seconds - window_.from()) / window_.span() * in.width();
}
double PairChart::seconds_at(double x) const {
  const QRectF in = field();
  return window_.from() + (x - in.left()) / in.width() * window_.span();
}

std::vector<const view::RunRecord::Series*> PairChart::lines(int side) const {
  const auto& run = runs_[side];
  if (!run) return {};
  return run->series(quantity_.prefix, quantity_.suffix);
}

QString PairChart::unit() const {
  for (const int side : {0, 1})
    for (const auto* line : lines(side)) return QString::fromStdString(line->info.unit);
  return {};
}

PairChart::Scale PairChart::scale() const {
  double least = INFINITY;
  double most = -INFINITY;
  for (const int side : {0, 1})
    for (const auto* const line : lines(side)) {
      const view::Column c = line->samples.within(window_.from(), window_.until());
      if (c.count == 0 || std::isnan(c.most)) {
        for (std::size_t i = 0; i < line->samples.size(); ++i) {
          const auto v = static_cast<double>(line->samples.value(i));
          if (std::isnan(v) || line->samples.time(i) < window_.from() || line->samples.time(i) > window_.until())
            continue;
          most = std::max(most, v);
          if (v > 0) least = std::min(least, v);
        }
        continue;
      }
      most = std::max(most, static_cast<double>(c.most));
      if (c.least > 0) least = std::min(least, static_cast<double>(c.least));
    }
  if (!std::isfinite(most) || most <= 0) most = 1;
  if (!std::isfinite(least)) least = most / 10;
  if (quantity_.logarithmic)
    return {std::pow(10, std::floor(std::log10(least))), std::pow(10, std::ceil(std::log10(most * 1.01)))};
  const double step = round_step(most / 4);
  return {0, step * std::ceil(most * 1.05 / step)};
}

double PairChart::y_of(const Scale& scale, double value) const {
  const QRectF in = field();
  double share = (value - scale.least) / (scale.most - scale.least);
  if (quantity_.logarithmic)
    share = std::log(std::max(value, scale.least) / scale.least) / std::log(scale.most / scale.least);
  return in.bottom() - std::clamp(share, 0.0, 1.0) * in.height();
}

// ---- mouse: the window and the cursor are everybody's

void PairChart::mouseMoveEvent(QMouseEvent* event) { window_.set_cursor(seconds_at(event->position().x())); }
void PairChart::leaveEvent(QEvent*) { window_.clear_cursor(); }
void PairChart::wheelEvent(QWheelEvent* event) {
  window_.zoom_at(seconds_at(event->position().x()), event->angleDelta().y() > 0 ? 0.8 : 1.25);
  event->accept();
}
void PairChart::mouseDoubleClickEvent(QMouseEvent*) { window_.show_all(); }

// ---- painting

void PairChart::paintEvent(QPaintEvent* event) {
  QFrame::paintEvent(event);
  QPainter p(this);
  p.setRenderHint(QPainter::Antialiasing);
  paint_head(p);
  if (lines(0).empty() && lines(1).empty()) {
    p.setPen(style::theme().faint);
    p.setFont(style::ui_font(12));
    p.drawText(field(), Qt::AlignCenter, tr("Neither run has anything of this."));
    return;
  }
  const Scale s = scale();
  paint_axes(p, s);
  paint_faults(p);
  p.setClipRect(field().adjusted(-1, -2, 1, 2));
  for (const int side : {0, 1}) {
    if (side_ >= 0 && side != side_) continue;
    const auto all = lines(side);
    for (std::size_t i = 0; i < all.size(); ++i) paint_line(p, s, *all[i], side, i);
  }
  if (window_.has_cursor()) {
    p.setPen(QPen(style::theme().text, 1, Qt::DashLine));
    p.drawLine(QPointF(x_of(window_.cursor()), field().top()), QPointF(x_of(window_.cursor()), field().bottom()));
  }
}

void PairChart::paint_head(QPainter& p) const {
  const style::Theme& t = style::theme();
  p.setFont(style::ui_font(13, QFont::DemiBold));
  p.setPen(t.text);
  const QString title = side_ < 0 ? quantity_.title : (side_ == 0 ? "A  " : "B  ") + quantity_.title;
  p.drawText(QPointF(12, 22), title);
  double x = 12 + p.fontMetrics().horizontalAdvance(title) + 10;
  p.setFont(style::ui_font(11.5));
  p.setPen(t.faint);
  const QString unit_text = unit() + (quantity_.logarithmic ? tr(", log scale") : QString());
  p.drawText(QPointF(x, 22), unit_text);
  x += p.fontMetrics().horizontalAdvance(unit_text) + 16;
  const double at = window_.has_cursor() ? window_.cursor() : window_.until();
  for (const int side : {0, 1}) {
    if (side_ >= 0 && side != side_) continue;
    const auto all = lines(side);
    for (std::size_t i = 0; i < all.size(); ++i) {
      const auto* const line = all[i];
      const QString value =
          style::value_text(static_cast<double>(line->samples.at(at)), QString::fromStdString(line->info.unit));
      const QString text =
          QString("%1 %2 %3")
              .arg(side == 0 ? "A" : "B", all.size() > 1 ? QString::fromStdString(line->info.label) : QString(), value)
              .simplified();
      const double wide = p.fontMetrics().horizontalAdvance(text) + 20;
      if (x + wide > width() - 8) return;
      p.setPen(QPen(colour_of(side), 2, i == 0 ? Qt::SolidLine : i == 1 ? Qt::DashLine : Qt::DotLine));
      p.drawLine(QPointF(x, 18), QPointF(x + 12, 18));
      p.setPen(t.text);
      p.drawText(QPointF(x + 16, 22), text);
      x += wide + 8;
    }
  }
}

void PairChart::paint_axes(QPainter& p, const Scale& s) const {
  const style::Theme& t = style::theme();
  const QRectF in = field();
  p.setFont(style::ui_font(11));
  const auto line = [&](double value) {
    const double y = std::round(y_of(s, value)) + 0.5;
    p.setPen(t.grid);
    p.drawLine(QPointF(in.left(), y), QPointF(in.right(), y));
    p.setPen(t.faint);
    p.drawText(QRectF(0, y - 8, in.left() - 6, 16), Qt::AlignRight | Qt::AlignVCenter,
               style::value_text(value, unit() == "ms" || unit() == "bytes/s" || unit() == "s" ? unit() : QString()));
  };
  if (quantity_.logarithmic) {
    for (double v = s.least; v <= s.most * 1.001; v *= 10) line(v);
  } else {
    const double step = round_step(s.most / 4);
    for (double v = 0; v <= s.most * 1.001; v += step) line(v);
  }
  const double step = time_step(window_.span() / std::max(2.0, in.width() / 90));
  for (double v = std::ceil(window_.from() / step) * step; v <= window_.until(); v += step) {
    const double x = std::round(x_of(v)) + 0.5;
    p.setPen(t.grid);
    p.drawLine(QPointF(x, in.top()), QPointF(x, in.bottom()));
    p.setPen(t.faint);
    p.drawText(QRectF(x - 50, in.bottom() + 3, 100, 16), Qt::AlignCenter, style::clock_text(v, step < 1));
  }
}

void PairChart::paint_faults(QPainter& p) const {
  const style::Theme& t = style::theme();
  const QRectF in = field();
  const int side = side_ == 1 || !runs_[0] ? 1 : 0;
  if (!runs_[side]) return;
  for (const view::FaultSpan& f : runs_[side]->faults()) {
    const double from = x_of(sim::to_seconds(f.begin - sim::kTimeZero));
    const double until = f.end ? x_of(sim::to_seconds(*f.end - sim::kTimeZero)) : in.right();
    const QRectF band = QRectF(from, in.top(), until - from, in.height()) & in;
    if (band.isEmpty()) continue;
    p.fillRect(band, style::faded(t.bad, 0.08));
    if (from < in.left()) continue;
    p.setPen(QPen(t.bad, 1.2));
    p.drawLine(QPointF(from, in.top() - 10), QPointF(from, in.bottom()));
    p.setFont(style::ui_font(10, QFont::Bold));
    const QString letter = QString::fromStdString(f.letter);
    const QRectF flag(from, in.top() - 12, p.fontMetrics().horizontalAdvance(letter) + 7, 12);
    p.fillRect(flag, t.bad);
    p.setPen(t.panel);
    p.drawText(flag, Qt::AlignCenter, letter);
  }
}

void PairChart::paint_line(QPainter& p, const Scale& s, const view::RunRecord::Series& line, int side,
                           std::size_t number) const {
  const QRectF in = field();
  const auto count = static_cast<std::size_t>(std::max(1.0, in.width()));
  std::vector<view::Column> columns;
  line.samples.columns(window_.from(), window_.until(), count, columns);
  QList<QLineF> band;
  QList<QLineF> mean;
  std::optional<QPointF> last;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const view::Column& c = columns[i];
    if (c.count == 0) continue;
    const double x = in.left() + static_cast<double>(i) + 0.5;
    const float value = std::isnan(c.mean) ? c.last : c.mean;
    if (std::isnan(value)) {
      last.reset();
      continue;
    }
    if (c.most > c.least)
      band << QLineF(x, y_of(s, static_cast<double>(c.least)), x, y_of(s, static_cast<double>(c.most)));
    const QPointF at(x, y_of(s, static_cast<double>(value)));
    if (last) mean << QLineF(*last, at);
    last = at;
  }
  p.setPen(QPen(style::faded(colour_of(side), 0.3), 1));
  p.drawLines(band);
  p.setPen(QPen(colour_of(side), 1.6, number == 0 ? Qt::SolidLine : number == 1 ? Qt::DashLine : Qt::DotLine));
  p.drawLines(mean);
}

QString PairChart::describe() const {
  QStringList parts;
  for (const int side : {0, 1})
    for (const auto* const line : lines(side))
      parts << QString("%1 %2: %3 samples")
                   .arg(side == 0 ? "A" : "B", QString::fromStdString(line->info.path))
                   .arg(line->samples.size());
  return quantity_.title + ": " + parts.join(", ");
}

}  // namespace comparing
